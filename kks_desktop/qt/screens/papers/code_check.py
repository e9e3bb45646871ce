"""A field for the scanned text of a paper, and whether it agrees with a bundle."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kks_desktop.domain.errors import KksError
from kks_desktop.domain.paper_code import parse_code
from kks_desktop.qt.dialogs import failure_sentence
from kks_desktop.qt.theme import chars, role_label, space
from kks_desktop.qt.widgets.card import Card
from kks_desktop.services.paper_check import Agreement, check_paper

if TYPE_CHECKING:
    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import Task, TaskRunner
    from kks_desktop.services.paper_check import PaperCheck, PaperItem
    from kks_desktop.services.tasks import CancelToken, Progress
    from kks_desktop.services.workspace import Workspace

_SIGNS = {Agreement.SAME: "✓", Agreement.OTHER: "✗", Agreement.UNTOLD: "○"}


class CodeCheck(QWidget):
    """Takes what a scanner types; Enter, which scanners send, goes on to the bundle.

    Signals:
        checked(object): the ``PaperCheck`` that is shown.
    """

    checked = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        runner: TaskRunner,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._runner = runner
        self._dialogs = dialogs
        self._task: Task | None = None
        self.edit = QLineEdit()
        self.edit.setPlaceholderText("KKS1:…")
        self.edit.setAccessibleName(self.tr("Teks kode QR"))
        self.edit.setClearButtonEnabled(True)
        self.button = QPushButton(self.tr("Bandingkan dengan berkas…"))
        self.card = Card()
        self._sentence = _label("heading")
        self._items = _label("")
        column = QVBoxLayout(self.card)
        column.setContentsMargins(space(3), space(2), space(3), space(2))
        column.addWidget(self._sentence)
        column.addWidget(self._items)
        self.card.hide()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space(2))
        why = _label("muted")
        why.setText(self.tr("Pindai kode QR di kertas ke sini, lalu pilih berkas usulannya."))
        for part in (why, self.edit, self.button, self.card):
            rows.addWidget(part)
        self.edit.returnPressed.connect(self._on_asked)
        self.edit.textEdited.connect(self._on_edited)
        self.button.clicked.connect(self._on_asked)

    @Slot()
    def _on_edited(self) -> None:
        """What is under way is about another code."""
        self._forget()
        self.card.hide()

    @Slot()
    def _on_asked(self) -> None:
        """Refuse a misread code before a file is asked for."""
        text = self.edit.text()
        try:
            parse_code(text)
        except KksError as fault:
            self._show_failure(fault)
            return
        self._dialogs.ask_open_file(
            self,
            self.tr("Pilih berkas usulan"),
            self.tr("Berkas usulan (*.zip *.age)"),
            None,
            partial(self._check, text),
        )

    def _check(self, text: str, bundle: Path) -> None:
        self._forget()
        self.button.setEnabled(False)
        job = partial(_check_job, self._workspace, text, bundle)
        self._task = self._runner.run(job, self.tr("Membandingkan kertas dengan berkas"))
        self._task.succeeded.connect(self._on_checked)
        self._task.failed.connect(self._on_failed)
        self._task.finished.connect(self._on_finished)

    def _forget(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.button.setEnabled(True)

    @Slot(object)
    def _on_checked(self, found: PaperCheck) -> None:
        if self.sender() is not self._task:
            return
        sentence = found.sentence
        if not found.known_key:
            sentence = self.tr("{0} Kunci pengirimnya belum dikenal di sini.").format(sentence)
        self._sentence.setText(sentence)
        self._items.setText("\n".join(_line(item) for item in found.items))
        self._items.show()
        self.card.set_tone("accent" if found.agrees else "problem")
        self.card.show()
        self.checked.emit(found)

    @Slot(object)
    def _on_failed(self, fault: Exception) -> None:
        if self.sender() is self._task:
            self._show_failure(fault)

    def _show_failure(self, fault: Exception) -> None:
        self._sentence.setText(failure_sentence(fault))
        self._items.hide()
        self.card.set_tone("problem")
        self.card.show()

    @Slot()
    def _on_finished(self) -> None:
        if self.sender() is self._task:
            self._forget()


def _label(role: str) -> QLabel:
    label = role_label("", role, wrap=True)
    label.setMinimumWidth(chars(18))  # Qt would ask for more than there is
    return label


def _line(item: PaperItem) -> str:
    """``✓ sidik data``, or both sides where they differ."""
    line = f"{_SIGNS[item.agreement]} {item.name}"
    if item.agreement is Agreement.OTHER:
        return f"{line}: kertas {item.paper}, berkas {item.bundle}"
    return line


def _check_job(
    workspace: Workspace, text: str, bundle: Path, progress: Progress, cancel: CancelToken
) -> PaperCheck:
    return check_paper(workspace, text, bundle, progress, cancel)
