"""The application object: theme, language, and what becomes of unforeseen faults."""

from __future__ import annotations

import gc
import logging
import sys
import threading
from collections.abc import Sequence
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QTimer,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from kks_desktop import __version__
from kks_desktop.platform.paths import resources
from kks_desktop.platform.settings import Settings
from kks_desktop.qt.theme import Theme, ThemeChoice
from kks_desktop.qt.translation import load_translation

_log = logging.getLogger(__name__)
_qt_log = logging.getLogger("qt")
_COLLECT_EVERY_MS = 10_000
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class KksApplication(QApplication):
    """One program run; ``crashed_before`` tells that the one before was taken down by a fault.

    Signals:
        fault_met(object): an exception that nothing handled, on whatever thread.
    """

    fault_met = Signal(object)

    def __init__(self, arguments: Sequence[str], settings: Settings) -> None:
        # said here and not by setStyle(), whose result costs 6 ms of enums at start
        super().__init__([*arguments, "-style", "fusion"])
        self.settings = settings
        self.crashed_before = False
        self.setApplicationName("KKS Desktop")
        self.setApplicationVersion(__version__)
        self.setDesktopFileName("kks-desktop")
        self.setWindowIcon(QIcon(str(resources() / "icons" / "kks.png")))
        self._translator = load_translation(self)
        self.theme = Theme(self, _theme_choice(settings.theme))
        self._collector = QTimer(self)
        self._install_hooks()

    def _install_hooks(self) -> None:
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        qInstallMessageHandler(_on_qt_message)
        # Collected on this thread only: a QObject freed on a worker thread crashes Qt.
        gc.disable()
        self._collector.timeout.connect(self._on_collect)
        self._collector.start(_COLLECT_EVERY_MS)

    @Slot()
    def _on_collect(self) -> None:
        gc.collect(1)

    def set_theme(self, choice: ThemeChoice) -> None:
        """Show and remember light, dark or what the system has."""
        self.settings.theme = choice.value
        self.theme.set_choice(choice)

    def _on_exception(
        self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None
    ) -> None:
        _log.critical("unhandled exception", exc_info=(kind, fault, trace))
        if issubclass(kind, Exception):
            self.fault_met.emit(fault)

    def _on_thread_exception(self, met: threading.ExceptHookArgs) -> None:
        if met.exc_value is not None:
            self._on_exception(met.exc_type, met.exc_value, met.exc_traceback)


def _theme_choice(name: str) -> ThemeChoice:
    return ThemeChoice(name) if name in tuple(ThemeChoice) else ThemeChoice.SYSTEM


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    _qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s", text)
