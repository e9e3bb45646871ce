"""Laporan: the documents of this assessment, to see, save and print."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kks_desktop.qt.screens.preview.viewer import Document, DocumentViewer
from kks_desktop.services import papers
from kks_desktop.services.key_files import has_key

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import TaskRunner
    from kks_desktop.services.tasks import CancelToken, Early, Progress
    from kks_desktop.services.workspace import Workspace


class ReportPage(QWidget):
    """Chooses a document of the assessment and shows it."""

    def __init__(
        self,
        workspace: Workspace,
        runner: TaskRunner,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.viewer = DocumentViewer(runner, dialogs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.viewer)
        self._combo = self.viewer.ui.document_combo
        self._combo.activated.connect(self._on_document_activated)
        self._offer()

    def show_document(self, kind: str) -> None:
        """Show the evaluation report (``evaluasi``) or the key card (``kunci``)."""
        self._offer()
        self._combo.setCurrentIndex(max(0, self._combo.findData(kind)))
        self._show_chosen()

    def _offer(self) -> None:
        """List what can be printed now: the key card only where there is a key."""
        kind = self._combo.currentData()
        with QSignalBlocker(self._combo):
            self._combo.clear()
            self._combo.addItem(self.tr("Laporan evaluasi"), papers.EVALUATION)
            if has_key(self._workspace):
                self._combo.addItem(self.tr("Kartu kunci"), papers.KEY_CARD)
            self._combo.setCurrentIndex(max(0, self._combo.findData(kind)))

    def _show_chosen(self) -> None:
        info = self._workspace.require_session().info
        kind, title = self._combo.currentData(), self._combo.currentText()
        name = f"{title} {info.region_name} {info.year}.pdf"
        make = partial(_make_pdf, self._workspace, kind)
        self.viewer.show_document(Document(title, name, make))

    @Slot()
    def _on_document_activated(self) -> None:
        self._show_chosen()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            # What was typed since the page was last in front belongs on the paper.
            self._offer()
            self._show_chosen()


def _make_pdf(
    workspace: Workspace,
    kind: str,
    paper: str,
    progress: Progress,
    cancel: CancelToken,
    early: Early,
) -> bytes:
    return papers.print_paper(workspace, kind, paper, progress=progress, cancel=cancel, early=early)
