"""Put the pieces together: place, log, settings, application, first window."""

from __future__ import annotations

import builtins
import importlib
import sys

from kks_desktop.platform.log import start_log, watch_for_crashes
from kks_desktop.platform.paths import data_folder, log_folder
from kks_desktop.platform.settings import load_settings


def _import_qt() -> None:
    """Import Qt last, and without its hook on ``import``.

    WORKAROUND: from then on PySide6 6.11 reads the source of every module imported,
    to see whether it uses ``__feature__``, which we never do: 1 ms a module.
    """
    importlib.import_module("kks_desktop.services.workspace")
    plain_import = builtins.__import__
    importlib.import_module("PySide6.QtWidgets")
    builtins.__import__ = plain_import


def run_window(data_dir: str | None) -> int:
    """Start the program with its windows; gives the exit status."""
    _import_qt()
    from kks_desktop.qt.app import KksApplication
    from kks_desktop.qt.desk import Desk

    folder = data_folder(data_dir)
    start_log(log_folder(folder))
    crashed = watch_for_crashes(log_folder(folder))
    application = KksApplication(sys.argv[:1], load_settings(folder))
    application.crashed_before = crashed
    desk = Desk(application, folder)
    desk.open()
    status = application.exec()
    desk.close()
    if desk.restart_wanted:
        _start_again()
    return status


def _start_again() -> None:
    """Start the program anew; the data folder has been let go."""
    from PySide6.QtCore import QProcess

    program = [] if getattr(sys, "frozen", False) else ["-m", "kks_desktop"]
    QProcess.startDetached(sys.executable, [*program, *sys.argv[1:]])


def self_check() -> int:
    """Check in a folder of its own that the program is whole; 0 if so."""
    _import_qt()
    from kks_desktop.qt.app import KksApplication
    from kks_desktop.qt.self_check import run_self_check

    application = KksApplication(sys.argv[:1], load_settings(data_folder()))
    return run_self_check(application)
