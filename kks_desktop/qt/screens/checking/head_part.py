"""What may follow a look at this office's own submission: the head signs it, and it is sealed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)

from kks_desktop.qt.dialogs import failure_sentence
from kks_desktop.qt.screens.checking.description import signed_facts
from kks_desktop.qt.theme import chars, role_label, space
from kks_desktop.qt.widgets.card import Card
from kks_desktop.qt.widgets.form_looks import reveal, set_role
from kks_desktop.services.countersigning import (
    has_head_key,
    is_countersigned,
    is_own_submission,
    seal_for_province,
    sign_as_head,
)
from kks_desktop.services.sealing import seal_of
from kks_desktop.services.targets import folder_target

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent
    from PySide6.QtWidgets import QWidget

    from kks_desktop.bundle.writer import WrittenBundle
    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.screens.checking.description import Description
    from kks_desktop.qt.tasks import Job, Task, TaskRunner
    from kks_desktop.services.checking import Verification
    from kks_desktop.services.putting import Put
    from kks_desktop.services.tasks import CancelToken, Progress
    from kks_desktop.services.workspace import Workspace


class HeadPart(Card):
    """Asks the head for the passphrase, under what is signed; offers the seal.

    Signals:
        signed(object): the file, ``Path``, that has the head's signature now.
    """

    signed = Signal(object)

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
        self._path: Path | None = None
        self.title = role_label("", "heading", wrap=True)
        self.note = role_label("", "muted", wrap=True)
        self.passphrase_edit = QLineEdit()
        self.passphrase_edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase_edit.setMinimumWidth(chars(32))
        self.passphrase_label = QLabel(self.tr("Sandi &kepala"))
        self.passphrase_label.setBuddy(self.passphrase_edit)
        self.reveal_check = QCheckBox(self.tr("&Tampilkan sandi"))
        self.sign_button = QPushButton(self.tr("&Sahkan sebagai kepala"))
        self.sign_button.setProperty("primary", True)
        self.seal_button = QPushButton(self.tr("S&egel untuk provinsi…"))
        self.message = role_label("", "", wrap=True)
        self.said = QFormLayout()
        self._lay_out()
        self.sign_button.clicked.connect(self._on_sign)
        self.passphrase_edit.returnPressed.connect(self._on_sign)
        self.seal_button.clicked.connect(self._on_seal)
        self.reveal_check.toggled.connect(self._on_reveal_toggled)
        self.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(3), space(4), space(3))
        column.setSpacing(space(2))
        column.addWidget(self.title)
        column.addWidget(self.note)
        self.said.setHorizontalSpacing(space(4))
        self.said.setVerticalSpacing(space())
        column.addLayout(self.said)
        row = QHBoxLayout()
        row.setSpacing(space(2))
        for widget in (self.passphrase_label, self.passphrase_edit, self.reveal_check):
            row.addWidget(widget)
        row.addStretch(1)
        column.addLayout(row)
        buttons = QHBoxLayout()
        buttons.setSpacing(space(2))
        buttons.addWidget(self.sign_button)
        buttons.addWidget(self.seal_button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(self.message)

    # ------------------------------------------------------------ showing

    def show_found(self, path: Path, found: Verification, said: Description) -> None:
        """Offer what can be done with a file that was looked at; nothing hides the part."""
        self._path = path
        own = is_own_submission(self._workspace, found)
        signed = is_countersigned(found)
        may_sign = own and not signed and has_head_key(self._workspace)
        seal = seal_of(self._workspace) if own else None
        may_seal = seal is not None and seal.possible
        self.clear()
        for widget in (
            self.passphrase_label,
            self.passphrase_edit,
            self.reveal_check,
            self.sign_button,
        ):
            widget.setVisible(may_sign)
        self.seal_button.setVisible(may_seal)
        while self.said.rowCount():
            self.said.removeRow(0)
        for name, words in signed_facts(said) if may_sign else ():
            self.said.addRow(role_label(name, "muted"), role_label(words, wrap=True))
        self.title.setText(self._title(signed=signed, may_sign=may_sign))
        self.note.setText(self._note(signed=signed, may_sign=may_sign))
        self.note.setVisible(bool(self.note.text()))
        self._tell("", "")
        self.setVisible(own and (may_sign or may_seal or not signed))

    def _title(self, *, signed: bool, may_sign: bool) -> str:
        if signed:
            return self.tr("Sudah disahkan kepala")
        if may_sign:
            return self.tr("Sahkan sebagai kepala")
        return self.tr("Belum disahkan kepala")

    def _note(self, *, signed: bool, may_sign: bool) -> str:
        if signed:
            return ""
        if may_sign:
            return self.tr(
                "Baca dahulu apa yang disahkan, dan cocokkan sidik datanya dengan yang tercetak di "
                "laporan."
            )
        return self.tr(
            "Kunci kepala belum ada di komputer ini. Bila provinsi memintanya, buat kunci itu di "
            "menu ⋯, Kunci."
        )

    def clear(self) -> None:
        """Leave no passphrase behind."""
        self.passphrase_edit.clear()
        self.reveal_check.setChecked(False)

    def _tell(self, words: str, role: str) -> None:
        self.message.setText(words)
        self.message.setVisible(bool(words))
        set_role(self.message, role)

    def _set_busy(self, *, busy: bool) -> None:
        for widget in (self.sign_button, self.seal_button, self.passphrase_edit):
            widget.setEnabled(not busy)

    # ------------------------------------------------------------ doing

    @Slot()
    def _on_sign(self) -> None:
        if self._path is None or not self.sign_button.isEnabled():
            return
        if not self.passphrase_edit.text():
            self._tell(self.tr("Isi sandi kepala."), "problem")
            self.passphrase_edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        job = partial(_sign_job, self._workspace, self._path, self.passphrase_edit.text())
        task = self._begin(job, self.tr("Mengesahkan sebagai kepala"))
        task.succeeded.connect(self._on_signed)

    @Slot()
    def _on_seal(self) -> None:
        title = self.tr("Simpan berkas yang disegel ke")
        start = self._path.parent if self._path is not None else None
        self._dialogs.ask_folder(self, title, start, self._seal_into)

    def _seal_into(self, folder: Path) -> None:
        if self._path is None:
            return
        job = partial(_seal_job, self._workspace, self._path, folder)
        task = self._begin(job, self.tr("Menyegel dan membaca ulang"))
        task.succeeded.connect(self._on_sealed)

    def _begin(self, job: Job, words: str) -> Task:
        self._set_busy(busy=True)
        self._tell(self.tr("{0}; mohon tunggu.").format(words), "muted")
        task = self._runner.run(job, words)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_cancelled)
        task.finished.connect(self._on_finished)
        return task

    @Slot(object)
    def _on_signed(self, written: WrittenBundle) -> None:
        self.clear()
        self.signed.emit(written.files[0])

    @Slot(object)
    def _on_sealed(self, put: Put) -> None:
        names = ", ".join(path.name for path in put.paths)
        opened_by = seal_of(self._workspace).opened_by
        words = self.tr("✓ {0} sudah ditulis di {1} dan dibaca ulang. Hanya dapat dibuka {2}.")
        self._tell(words.format(names, put.paths[0].parent, opened_by), "accent")

    @Slot(object)
    def _on_failed(self, fault: Exception) -> None:
        self._tell(f"▲ {failure_sentence(fault)}", "problem")

    @Slot()
    def _on_cancelled(self) -> None:
        self._tell(self.tr("Dibatalkan. Berkasnya tidak berubah."), "muted")

    @Slot()
    def _on_finished(self) -> None:
        self._set_busy(busy=False)

    @Slot(bool)
    def _on_reveal_toggled(self, shown: bool) -> None:
        reveal(self.passphrase_edit, shown=shown)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.clear()


def _sign_job(
    workspace: Workspace, path: Path, passphrase: str, progress: Progress, cancel: CancelToken
) -> WrittenBundle:
    return sign_as_head(workspace, path, passphrase, progress, cancel)


def _seal_job(
    workspace: Workspace, path: Path, folder: Path, progress: Progress, cancel: CancelToken
) -> Put:
    target = folder_target(folder)
    return seal_for_province(workspace, path, target.folder, progress, cancel)
