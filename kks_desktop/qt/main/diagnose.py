"""Menu entry: a report of faults for whoever helps, without anything that was typed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kks_desktop.qt.main.tools import Tools
    from kks_desktop.services.workspace import Workspace


def save_diagnosis(window: QWidget, workspace: Workspace, tools: Tools) -> None:
    """Ask where to, write it behind, and say what is in it."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    day = workspace.clock().astimezone().date().isoformat()
    start = Path(QStandardPaths.writableLocation(documents)) / f"laporan-gangguan-{day}.zip"
    tools.dialogs.ask_save_file(
        window,
        "Simpan laporan gangguan",
        "Laporan (*.zip)",
        start,
        partial(_write, window, workspace, tools),
    )


def _write(window: QWidget, workspace: Workspace, tools: Tools, out: Path) -> None:
    from kks_desktop.services.diagnosing import write_diagnosis

    folder = workspace.folder
    task = tools.runner.run(
        lambda _progress, _cancel: write_diagnosis(folder, out), "Menulis laporan gangguan"
    )
    words = (
        f"Laporan gangguan tersimpan di {out}.\n\nIsinya catatan program, versi, dan jumlah "
        "baris. Isian, nama orang, dan berkas bukti tidak ada di dalamnya."
    )
    title = "Laporan gangguan"
    task.succeeded.connect(lambda _done: tools.dialogs.show_text(window, title, words))
    task.failed.connect(lambda fault: tools.dialogs.show_failure(window, title, fault))
