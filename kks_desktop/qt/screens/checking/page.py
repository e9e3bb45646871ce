"""Periksa berkas: choose or drop a file and read what it is."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from kks_desktop.qt.dialogs import failure_sentence
from kks_desktop.qt.forms.ui_checking import Ui_CheckingPage
from kks_desktop.qt.screens.checking.description import Description, describe
from kks_desktop.qt.screens.checking.head_part import HeadPart
from kks_desktop.qt.theme import role_label, tabular
from kks_desktop.qt.widgets.form_looks import dress, limit_column, reveal
from kks_desktop.services.checking import check_bundle
from kks_desktop.services.workspace import PROVINCE

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent

    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import Task, TaskRunner
    from kks_desktop.services.checking import Verification
    from kks_desktop.services.tasks import CancelToken, Progress
    from kks_desktop.services.workspace import Workspace


class CheckingPage(QWidget):
    """Shows what a file is and whether it would be taken in.

    Signals:
        checked(object): the ``Description`` that is now shown.
    """

    checked = Signal(object)

    def __init__(
        self,
        workspace: Workspace | None,
        runner: TaskRunner,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._runner = runner
        self._dialogs = dialogs
        self._task: Task | None = None
        self._path: Path | None = None
        self.ui = Ui_CheckingPage()
        self.ui.setupUi(self)
        dress(self)
        limit_column(self.ui.column, 100)
        self.head_part: HeadPart | None = None
        if workspace is not None and workspace.session is not None:
            self.head_part = HeadPart(workspace, runner, dialogs, self.ui.result_body)
            self.head_part.signed.connect(self._on_signed)
            self.ui.layout_11.insertWidget(1, self.head_part)
        self.seal_part = QWidget(self.ui.result_body)
        self.passphrase_edit = QLineEdit()
        self.open_button = QPushButton(self.tr("&Buka segel"))
        self._lay_out_seal()
        self.ui.result_area.hide()
        self.ui.layout_13.setStretchFactor(self.ui.result_area, 1)
        self.ui.layout_13.addStretch()
        self.ui.pick_button.clicked.connect(self._on_pick_clicked)

    def _lay_out_seal(self) -> None:
        reveal(self.passphrase_edit, shown=False)
        self.passphrase_edit.setPlaceholderText(self.tr("Sandi kunci tanda terima"))
        self.passphrase_edit.setAccessibleName(self.tr("Sandi kunci tanda terima"))
        row = QHBoxLayout(self.seal_part)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.passphrase_edit, 1)
        row.addWidget(self.open_button)
        self.ui.layout_11.insertWidget(1, self.seal_part)
        self.seal_part.hide()
        self.open_button.clicked.connect(self._on_open)
        self.passphrase_edit.returnPressed.connect(self._on_open)

    @Slot()
    def _on_open(self) -> None:
        """Look again into the sealed file, with what opens the province's seal."""
        passphrase = self.passphrase_edit.text()
        if self._path is not None and passphrase:
            self.check(self._path, passphrase)

    def check(self, path: Path, passphrase: str | None = None) -> None:
        """Look at a file; the one before is forgotten."""
        self.passphrase_edit.clear()
        if self._task is not None:
            self._task.cancel()
        self._path = path
        self.ui.file_label.setText(self.tr("Memeriksa {0}").format(path.name))
        self.ui.result_area.hide()
        job = partial(_check_job, self._workspace, path, passphrase)
        self._task = task = self._runner.run(job, self.tr("Memeriksa {0}").format(path.name))
        task.succeeded.connect(self._on_checked)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_cancelled)
        task.finished.connect(self._on_finished)

    @property
    def _opens_seals(self) -> bool:
        session = self._workspace.session if self._workspace is not None else None
        return session is not None and session.info.role == PROVINCE

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.passphrase_edit.clear()

    @Slot()
    def _on_pick_clicked(self) -> None:
        self._dialogs.ask_open_file(
            self,
            self.tr("Pilih berkas yang akan diperiksa"),
            self.tr("Berkas usulan (*.zip *.age);;Semua berkas (*)"),
            self._path.parent if self._path else None,
            self.check,
        )

    @Slot(object)
    def _on_checked(self, found: Verification) -> None:
        if self.sender() is self._task:
            said = describe(found)
            self.seal_part.setVisible(said.refusal.endswith("SEALED") and self._opens_seals)
            if self.head_part is not None and self._path is not None:
                self.head_part.show_found(self._path, found, said)
            self._show(said)

    @Slot(object)
    def _on_failed(self, fault: Exception) -> None:
        if self.sender() is self._task:
            wrong = getattr(fault, "code", "") == "WRONG_PASSPHRASE"
            self.seal_part.setVisible(wrong and self._opens_seals)
            verdict = self.tr("▲ Berkas belum dapat diperiksa")
            self._show(Description("problem", verdict, failure_sentence(fault), ""))
            if self.head_part is not None:
                self.head_part.hide()

    @Slot(object)
    def _on_signed(self, path: Path) -> None:
        """Show the file as it is now, with the head's signature in it."""
        self.check(path)

    @Slot()
    def _on_cancelled(self) -> None:
        if self.sender() is self._task:
            self.ui.file_label.setText(self.tr("Dibatalkan"))

    @Slot()
    def _on_finished(self) -> None:
        if self.sender() is self._task:
            self._task = None

    def _show(self, description: Description) -> None:
        ui = self.ui
        ui.file_label.setText(self._path.name if self._path else "")
        ui.verdict_card.set_tone(description.tone)
        ui.verdict_label.setText(description.verdict)
        ui.verdict_note.setText(description.note)
        ui.refusal_label.setText(description.refusal)
        ui.refusal_label.setVisible(bool(description.refusal))
        _fill(ui.facts_layout, description.facts)
        ui.facts_card.setVisible(bool(description.facts))
        _fill(ui.contents_layout, description.contents)
        ui.contents_card.setVisible(bool(description.contents))
        while (item := ui.signers_layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for words in description.signers:
            ui.signers_layout.addWidget(_value(words))
        ui.signers_card.setVisible(bool(description.signers))
        ui.result_area.show()
        ui.result_area.verticalScrollBar().setValue(0)
        self.checked.emit(description)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            self.ui.drop_card.set_tone("accent")
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: object) -> None:
        self.ui.drop_card.set_tone("plain")

    def dropEvent(self, event: QDropEvent) -> None:
        self.ui.drop_card.set_tone("plain")
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.check(path)


def _dropped(event: QDropEvent) -> Path | None:
    """The one local file that is being dropped; ``None`` for anything else."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    return Path(urls[0].toLocalFile())


def _fill(form: QFormLayout, rows: tuple[tuple[str, str], ...]) -> None:
    while form.rowCount():
        form.removeRow(0)
    for name, words in rows:
        form.addRow(role_label(name, "muted"), _value(words))


def _value(words: str) -> QLabel:
    """A value that may come from the file: plain text that can be copied."""
    label = role_label(words, wrap=True)
    label.setFont(tabular(label.font()))
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _check_job(
    workspace: Workspace | None,
    path: Path,
    passphrase: str | None,
    progress: Progress,
    cancel: CancelToken,
) -> Verification:
    return check_bundle(workspace, path, progress, cancel, passphrase=passphrase)
