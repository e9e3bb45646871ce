"""Daftar kunci: what the districts know, what they do not know yet, and signing the next."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kks_desktop.qt.folders import folder_words, sticks_plugged_in
from kks_desktop.qt.screens.keys.secret_form import SecretEdit
from kks_desktop.qt.screens.keys.words import change_lines, day_words
from kks_desktop.qt.screens.keys.work import WorkPart, row_of, titled_card
from kks_desktop.qt.theme import role_label, space
from kks_desktop.services.enrolment import region_words
from kks_desktop.services.keyring import keyring_of, next_keyring, sign_keyring
from kks_desktop.services.signed_papers import write_papers

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import TaskRunner
    from kks_desktop.services.signed_papers import SignedPaper
    from kks_desktop.services.tasks import CancelToken, Progress
    from kks_desktop.services.workspace import Workspace

ROOT_FILE = "akar.key"


class KeyringTab(WorkPart):
    """The keyring in force and the next one."""

    def __init__(
        self,
        workspace: Workspace,
        runner: TaskRunner,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(workspace, runner, dialogs, parent)
        self._place: Path | None = None
        self.state_label = role_label("", "", wrap=True)
        self.next_label = role_label("", "", wrap=True)
        self.place_label = role_label("", "muted", wrap=True)
        self.place_button = QPushButton(self.tr("&Pilih flashdisk kunci induk…"))
        self.passphrase_edit = SecretEdit(self.tr("Sandi kunci induk"))
        self.sign_button = QPushButton()
        self.sign_button.setProperty("primary", True)
        self.write_button = QPushButton(self.tr("&Simpan daftar kunci dan rujukan ke folder…"))
        self._lay_out()
        self.place_button.clicked.connect(self._on_place)
        self.sign_button.clicked.connect(self._on_sign)
        self.passphrase_edit.returnPressed.connect(self._on_sign)
        self.write_button.clicked.connect(self._on_write)

    def _lay_out(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(space(6), space(3), space(6), space(4))
        why = self.tr(
            "Daftar kunci memberi tahu kabupaten/kota kunci mana yang dipercaya provinsi dan "
            "untuk siapa berkas disegel. Ditandatangani dengan kunci induk, lalu ikut dengan "
            "setiap tanda terima."
        )
        self.rows.addWidget(role_label(why, "muted", wrap=True))
        self.rows.addWidget(self._now())
        self.rows.addWidget(self._next())
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.addStretch(1)

    def _now(self) -> QWidget:
        card, column = titled_card(self.tr("Yang berlaku"))
        column.addWidget(self.state_label)
        column.addLayout(row_of(self.write_button))
        return card

    def _next(self) -> QWidget:
        card, column = titled_card(self.tr("Berikutnya"))
        column.addWidget(self.next_label)
        self.signing = QWidget()
        inner = QVBoxLayout(self.signing)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(space(2))
        row = QHBoxLayout()
        row.setSpacing(space(2))
        row.addWidget(self.place_button)
        row.addWidget(self.place_label, 1)
        inner.addLayout(row)
        inner.addWidget(self.passphrase_edit)
        inner.addLayout(row_of(self.sign_button))
        column.addWidget(self.signing)
        return card

    # ------------------------------------------------------------ showing

    def refresh(self) -> None:
        """Show both keyrings as they are now."""
        keyring = keyring_of(self._workspace)
        self.write_button.setVisible(keyring is not None)
        if keyring is None:
            self.state_label.setText(self.tr("○ Belum ada daftar kunci."))
        else:
            words = self.tr("✓ Nomor {0}, {1}: {2} kunci kabupaten/kota.")
            self.state_label.setText(
                words.format(keyring.serial, day_words(keyring.issued_at), len(keyring.keys))
            )
        found = next_keyring(self._workspace)
        lines = change_lines(found, region_words)
        self.next_label.setText("\n".join(lines))
        may_sign = found.wanted and bool(found.keyring.receipt_keys)
        self.signing.setVisible(may_sign and not self._workspace.read_only)
        self.sign_button.setText(
            self.tr("&Tandatangani daftar kunci nomor {0}").format(found.keyring.serial)
        )
        if self._place is None:
            self._place = next((s for s in sticks_plugged_in() if (s / ROOT_FILE).exists()), None)
        self._show_place()

    def _show_place(self) -> None:
        if self._place is None:
            words = self.tr("Kunci induk disimpan terpisah; pasang flashdisknya.")
        else:
            words = folder_words(self._place)
        self.place_label.setText(words)

    # ------------------------------------------------------------ signing

    @Slot()
    def _on_place(self) -> None:
        title = self.tr("Pilih tempat kunci induk (akar.key)")
        self._dialogs.ask_folder(self, title, self._place, self._take_place)

    def _take_place(self, folder: Path) -> None:
        self._place = folder
        self._show_place()
        self.passphrase_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_sign(self) -> None:
        if self._place is None:
            self.tell(self.tr("▲ Pilih dahulu flashdisk atau folder kunci induk."), "problem")
            return
        if not self.passphrase_edit.text():
            self.tell(self.tr("▲ Isi sandi kunci induk."), "problem")
            self.passphrase_edit.setFocus()
            return
        job = partial(_sign_job, self._workspace, self._place, self.passphrase_edit.text())
        self.passphrase_edit.clear()
        self.work(job, self.tr("Menandatangani daftar kunci"), self._on_signed)

    @Slot(object)
    def _on_signed(self, paper: SignedPaper) -> None:
        self.refresh()
        self.changed.emit()
        words = self.tr(
            "✓ Daftar kunci nomor {0} berlaku dan ikut dengan setiap tanda terima. Cabut dan "
            "simpan kembali flashdisk kunci induk."
        )
        self.tell(words.format(paper.serial), "accent")

    @Slot()
    def _on_write(self) -> None:
        title = self.tr("Simpan daftar kunci dan rujukan")
        self._dialogs.ask_folder(self, title, None, self._write)

    def _write(self, folder: Path) -> None:
        job = partial(_write_job, self._workspace, folder)
        self.work(job, self.tr("Menyimpan"), self._on_written)

    @Slot(object)
    def _on_written(self, paths: list[Path]) -> None:
        names = ", ".join(path.name for path in paths)
        self.tell(self.tr("✓ Disimpan: {0}.").format(names), "accent")

    # ------------------------------------------------------------ Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.refresh()


def _sign_job(
    workspace: Workspace, place: Path, passphrase: str, _p: Progress, _c: CancelToken
) -> SignedPaper:
    return sign_keyring(workspace, place, passphrase)


def _write_job(workspace: Workspace, folder: Path, _p: Progress, _c: CancelToken) -> list[Path]:
    return write_papers(workspace, folder)
