"""One key of this office: what it is, and everything that can be done with it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kks_desktop.qt.folders import folder_words
from kks_desktop.qt.screens.keys import key_jobs
from kks_desktop.qt.screens.keys.card_reader import FingerprintView
from kks_desktop.qt.screens.keys.secret_form import Asked, SecretForm
from kks_desktop.qt.screens.keys.words import ROLE_NOTES, ROLE_TITLES, enrolled_words
from kks_desktop.qt.screens.keys.work import WorkPart, titled_card
from kks_desktop.qt.theme import role_label, space
from kks_desktop.qt.widgets.form_looks import set_role
from kks_desktop.qt.wording import grouped
from kks_desktop.services import keychange
from kks_desktop.services.fields import PROFILE
from kks_desktop.services.key_files import RECEIPT

if TYPE_CHECKING:
    from collections.abc import Callable

    from kks_desktop.bundle.keyring import Keyring
    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import TaskRunner
    from kks_desktop.services.keys import OwnKey
    from kks_desktop.services.workspace import Workspace


class OwnKeyPart(WorkPart):
    """A key of one role; ``changed`` where it is another one now."""

    def __init__(
        self,
        workspace: Workspace,
        runner: TaskRunner,
        dialogs: Dialogs,
        role: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(workspace, runner, dialogs, parent)
        self._role = role
        self._own: OwnKey | None = None
        self._on_form: Callable[[], None] = self._make
        self._restored: Path | None = None
        session = workspace.require_session()
        self.state_label = role_label("", "", wrap=True)
        self.key_view = FingerprintView()
        self.make_button = QPushButton(self.tr("Buat kunci…"))
        self.card_button = QPushButton(self.tr("Simpan kartu (PDF)…"))
        self.pub_button = QPushButton(self.tr("Simpan .pub…"))
        self.back_up_button = QPushButton(self.tr("Cadangkan kunci…"))
        self.restore_button = QPushButton(self.tr("Pulihkan dari cadangan…"))
        self.passphrase_button = QPushButton(self.tr("Ganti sandi…"))
        self.replace_button = QPushButton(self.tr("Ganti kunci…"))
        self.lost_button = QPushButton(self.tr("Sandi hilang…"))
        self.change_button = QPushButton(self.tr("Simpan berkas pergantian…"))
        self.form = SecretForm((session.info.region_name,))
        self._lay_out()
        self._connect()

    # ------------------------------------------------------------ building

    def _lay_out(self) -> None:
        card, column = titled_card(ROLE_TITLES[self._role])
        column.addWidget(role_label(ROLE_NOTES[self._role], "muted", wrap=True))
        column.addWidget(self.key_view)
        column.addWidget(self.state_label)
        self.buttons = QWidget()
        lines = QVBoxLayout(self.buttons)
        lines.setContentsMargins(0, space(), 0, 0)
        lines.setSpacing(space(2))
        for line in (
            (
                self.make_button,
                self.restore_button,
                self.card_button,
                self.pub_button,
                self.back_up_button,
                self.change_button,
            ),
            (self.passphrase_button, self.replace_button, self.lost_button),
        ):
            row = QHBoxLayout()
            row.setSpacing(space(2))
            for button in line:
                row.addWidget(button)
            row.addStretch(1)
            lines.addLayout(row)
        column.addWidget(self.buttons)
        column.addWidget(self.form)
        self.rows.addWidget(card)
        for button in self.buttons.findChildren(QPushButton):
            words = button.text().rstrip("…")
            button.setAccessibleName(f"{words}: {ROLE_TITLES[self._role]}")

    def _connect(self) -> None:
        self.make_button.clicked.connect(self._on_make)
        self.card_button.clicked.connect(self._on_card)
        self.pub_button.clicked.connect(self._on_pub)
        self.back_up_button.clicked.connect(self._on_back_up)
        self.restore_button.clicked.connect(self._on_restore)
        self.passphrase_button.clicked.connect(self._on_passphrase)
        self.replace_button.clicked.connect(self._on_replace)
        self.lost_button.clicked.connect(self._on_lost)
        self.change_button.clicked.connect(self._on_change)
        self.form.submitted.connect(self._on_submitted)
        self.form.cancelled.connect(self._on_form_closed)

    # ------------------------------------------------------------ showing

    def show_key(self, own: OwnKey, keyring: Keyring | None) -> None:
        """Show the key as it is now."""
        self._own = own
        card, may_write = own.card, not self._workspace.read_only
        self.key_view.setVisible(card is not None)
        if card is not None:
            words = self.tr("{0} · nomor kunci {1}").format(card.person, grouped(card.key_id))
            self.key_view.show_print(words, card.fingerprint)
            district = "." in card.region_code
            said, role = enrolled_words(own, keyring) if district else ("", "")
        elif own.fault:
            said, role = f"▲ {own.fault}", "problem"
        else:
            said, role = self.tr("○ Belum dibuat."), "muted"
        self.state_label.setText(said)
        set_role(self.state_label, role)
        self.state_label.setVisible(bool(said))
        there, district = card is not None or bool(own.fault), self._role != RECEIPT
        self.make_button.setVisible(not there and may_write)
        self.card_button.setVisible(card is not None)
        self.pub_button.setVisible(card is not None)
        self.back_up_button.setVisible(card is not None)
        self.passphrase_button.setVisible(card is not None and may_write)
        self.replace_button.setVisible(card is not None and may_write and district)
        self.lost_button.setVisible(there and may_write)
        self.restore_button.setVisible(may_write and card is None)
        changes = district and bool(keychange.change_files(self._workspace))
        self.change_button.setVisible(card is not None and changes)

    def _ask(self, asked: Asked, on_form: Callable[[], None]) -> None:
        self._on_form = on_form
        self.tell("", "")
        self.buttons.hide()
        self.form.ask(asked)

    @Slot()
    def _on_form_closed(self) -> None:
        self.buttons.show()

    @Slot()
    def _on_submitted(self) -> None:
        self._on_form()

    def _close_form(self) -> None:
        self.form.clear()
        self.form.hide()
        self.buttons.show()

    # ------------------------------------------------------------ making and replacing

    def _officer(self) -> str:
        return self._workspace.require_session().raw(PROFILE, "operator")

    @Slot()
    def _on_make(self) -> None:
        why = self.tr(
            "Sandi tidak disimpan di mana pun dan tidak dapat dipulihkan. Pakai empat kata yang "
            "tidak biasa bersama."
        )
        person = self._officer() if self._role != "head" else ""
        self._ask(
            Asked(self.tr("Buat kunci"), why, self.tr("Buat kunci"), person, new=True), self._make
        )

    def _make(self) -> None:
        make = (
            partial(key_jobs.make_province_job, self._workspace)
            if self._role == RECEIPT
            else partial(key_jobs.make_job, self._workspace, self._role)
        )
        job = partial(make, self.form.new, self.form.person)
        self.work(job, self.tr("Membuat kunci"), self._on_made)

    @Slot(object)
    def _on_made(self, _card: object) -> None:
        self._close_form()
        self.changed.emit()
        words = self.tr("✓ Kunci dibuat. Simpan dan cetak kartunya, lalu cadangkan kuncinya.")
        if self._role == RECEIPT:
            words = self.tr("✓ Kunci dibuat. Kabupaten/kota mengenalnya dari daftar kunci baru.")
        self.tell(words, "accent")

    @Slot()
    def _on_passphrase(self) -> None:
        why = self.tr("Kuncinya tetap sama, jadi kartu dan pendaftarannya tetap berlaku.")
        asked = Asked(self.tr("Ganti sandi"), why, self.tr("Ganti sandi"), old=True, new=True)
        self._ask(asked, self._change_passphrase)

    def _change_passphrase(self) -> None:
        form = self.form
        job = partial(key_jobs.passphrase_job, self._workspace, self._role, form.old, form.new)
        self.work(job, self.tr("Mengganti sandi"), self._on_passphrase_changed)

    @Slot(object)
    def _on_passphrase_changed(self, _nothing: object) -> None:
        self._close_form()
        words = self.tr(
            "✓ Sandi diganti. Cadangan kunci yang lama masih memakai sandi lama; cadangkan lagi."
        )
        self.tell(words, "accent")

    @Slot()
    def _on_replace(self) -> None:
        why = self.tr(
            "Untuk petugas baru. Kunci lama menandatangani pergantiannya, sehingga provinsi tahu "
            "asalnya; dua orang di provinsi tetap mencocokkan kartu barunya."
        )
        asked = Asked(
            self.tr("Ganti kunci"), why, self.tr("Ganti kunci"), "", reason=True, old=True, new=True
        )
        self._ask(asked, self._replace)

    def _replace(self) -> None:
        form = self.form
        job = partial(
            key_jobs.change_job,
            self._workspace,
            self._role,
            form.old,
            form.new,
            form.person,
            form.reason,
        )
        self.work(job, self.tr("Mengganti kunci"), self._on_replaced)

    @Slot(object)
    def _on_replaced(self, _changed: object) -> None:
        self._close_form()
        self.changed.emit()
        words = self.tr(
            "✓ Kunci baru dipakai. Simpan berkas pergantian untuk provinsi, cetak kartu barunya, "
            "dan cadangkan kuncinya."
        )
        self.tell(words, "accent")

    @Slot()
    def _on_lost(self) -> None:
        why = self.tr(
            "Sandi yang hilang tidak dapat dipulihkan oleh siapa pun. Kunci baru dibuat, kunci "
            "lama disimpan di sampingnya. Kiriman yang sudah diterima tetap sah; provinsi "
            "mendaftarkan kunci baru dari kartunya. Bila kunci mungkin dipakai orang lain, beri "
            "tahu provinsi agar kunci lama dicabut."
        )
        asked = Asked(
            self.tr("Buat kunci pengganti"), why, self.tr("Buat kunci pengganti"), "", new=True
        )
        self._ask(asked, self._replace_lost)

    def _replace_lost(self) -> None:
        make = (
            partial(key_jobs.replace_province_job, self._workspace)
            if self._role == RECEIPT
            else partial(key_jobs.replace_job, self._workspace, self._role)
        )
        job = partial(make, self.form.new, self.form.person)
        self.work(job, self.tr("Membuat kunci pengganti"), self._on_made)

    # ------------------------------------------------------------ files

    def _documents(self) -> Path:
        place = QStandardPaths.StandardLocation.DocumentsLocation
        return Path(QStandardPaths.writableLocation(place))

    @Slot()
    def _on_card(self) -> None:
        if self._own is None or self._own.card is None:
            return
        name = f"Kartu {ROLE_TITLES[self._role].lower()} {self._own.card.region_name}.pdf"
        self._dialogs.ask_save_file(
            self,
            self.tr("Simpan kartu kunci"),
            self.tr("Dokumen PDF (*.pdf)"),
            self._documents() / name,
            self._save_card,
        )

    def _save_card(self, path: Path) -> None:
        job = partial(key_jobs.card_job, self._workspace, self._role, path)
        self.work(job, self.tr("Menyiapkan kartu"), self._on_saved)

    @Slot()
    def _on_pub(self) -> None:
        if self._own is None or self._own.card is None:
            return
        code = self._own.card.region_code.replace(".", "")
        self._dialogs.ask_save_file(
            self,
            self.tr("Simpan kunci publik"),
            self.tr("Kunci publik (*.pub)"),
            self._documents() / f"kunci-{code}-{self._role}.pub",
            self._save_pub,
        )

    def _save_pub(self, path: Path) -> None:
        if self._own is not None and self._own.card is not None:
            job = partial(key_jobs.write_job, path, self._own.card.pub_text.encode())
            self.work(job, self.tr("Menyimpan"), self._on_saved)

    @Slot()
    def _on_back_up(self) -> None:
        title = self.tr("Cadangkan kunci ke flashdisk atau folder lain")
        self._dialogs.ask_folder(self, title, None, self._back_up)

    def _back_up(self, folder: Path) -> None:
        job = partial(key_jobs.back_up_job, self._workspace, self._role, folder)
        self.work(job, self.tr("Mencadangkan kunci"), self._on_saved)

    @Slot()
    def _on_change(self) -> None:
        title = self.tr("Simpan berkas pergantian untuk provinsi")
        self._dialogs.ask_folder(self, title, None, self._save_change)

    def _save_change(self, folder: Path) -> None:
        job = partial(key_jobs.save_change_job, self._workspace, folder)
        self.work(job, self.tr("Menyimpan berkas pergantian"), self._on_saved)

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        words = self.tr("✓ {0} disimpan di {1}.")
        self.tell(words.format(path.name, folder_words(path.parent)), "accent")

    @Slot()
    def _on_restore(self) -> None:
        self._dialogs.ask_open_file(
            self,
            self.tr("Pilih cadangan kunci"),
            self.tr("Cadangan kunci (*.key);;Semua berkas (*)"),
            None,
            self._ask_restore,
        )

    def _ask_restore(self, path: Path) -> None:
        self._restored = path
        why = self.tr("{0} dibuka dengan sandinya dahulu, baru dipakai.").format(path.name)
        asked = Asked(self.tr("Pulihkan kunci"), why, self.tr("Pulihkan"), old=True)
        self._ask(asked, self._restore)

    def _restore(self) -> None:
        if self._restored is not None:
            job = partial(
                key_jobs.restore_job, self._workspace, self._role, self._restored, self.form.old
            )
            self.work(job, self.tr("Memulihkan kunci"), self._on_restored)

    @Slot(object)
    def _on_restored(self, _card: object) -> None:
        self._close_form()
        self.changed.emit()
        self.tell(self.tr("✓ Kunci dipulihkan dan terbuka dengan sandinya."), "accent")
