"""Kunci provinsi: the one-time ceremony in words, and the keys that it makes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kks_desktop.qt.folders import folder_words
from kks_desktop.qt.screens.keys.card_reader import FingerprintView
from kks_desktop.qt.screens.keys.own_key import OwnKeyPart
from kks_desktop.qt.screens.keys.secret_form import Asked, SecretForm
from kks_desktop.qt.screens.keys.work import WorkPart, row_of, titled_card
from kks_desktop.qt.theme import role_label, space
from kks_desktop.qt.widgets.form_looks import show_column
from kks_desktop.qt.wording import grouped
from kks_desktop.services import province_keys, reporting
from kks_desktop.services.key_files import RECEIPT, ROOT
from kks_desktop.services.keys import own_keys
from kks_desktop.services.writing import write_whole

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import TaskRunner
    from kks_desktop.services.tasks import CancelToken, Progress
    from kks_desktop.services.workspace import Workspace

_CEREMONY = (
    "1. Siapkan dua flashdisk baru dan dua orang: pemegang kunci induk dan seorang saksi.",
    "2. Buat kunci induk langsung ke flashdisk pertama. Kunci rahasianya tidak pernah ada di "
    "komputer ini; di sini hanya tinggal kunci publiknya.",
    "3. Salin isi flashdisk itu ke flashdisk kedua, lalu simpan keduanya di brankas yang berbeda. "
    "Sandinya disimpan dalam amplop tertutup, terpisah dari flashdisk.",
    "4. Cetak kartu kunci induk, tanda tangani dan cap, lalu kirim kepada semua kabupaten/kota "
    "dengan surat edaran.",
    "5. Buat kunci tanda terima dan kunci pemulihan, lalu tandatangani daftar kunci nomor 1.",
    "Flashdisk kunci induk hanya dipasang saat menandatangani daftar kunci.",
)


class ProvinceKeysTab(QScrollArea):
    """Root key, receipt key, recovery."""

    def __init__(
        self,
        workspace: Workspace,
        runner: TaskRunner,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.root = RootKeyPart(workspace, runner, dialogs)
        self.receipt = OwnKeyPart(workspace, runner, dialogs, RECEIPT)
        self.recovery = RecoveryPart(workspace, runner, dialogs)
        rows = QVBoxLayout()
        rows.addWidget(self._ceremony())
        for part in (self.root, self.receipt, self.recovery):
            rows.addWidget(part)
            part.changed.connect(self._on_changed)
        rows.addStretch(1)
        show_column(self, rows, 108)

    def _ceremony(self) -> QWidget:
        card, column = titled_card(self.tr("Sekali saja, dengan saksi"), tone="accent")
        for words in _CEREMONY:
            column.addWidget(role_label(self.tr(words), "", wrap=True))
        return card

    def refresh(self) -> None:
        """Show the keys as they are now."""
        self.root.refresh()
        for own in own_keys(self._workspace):
            self.receipt.show_key(own, None)
        self.recovery.refresh()

    @Slot()
    def _on_changed(self) -> None:
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.refresh()


class RootKeyPart(WorkPart):
    """The root key: made into a folder outside, shown by its card."""

    def __init__(
        self,
        workspace: Workspace,
        runner: TaskRunner,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(workspace, runner, dialogs, parent)
        self.key_view = FingerprintView()
        self.state_label = role_label("", "muted", wrap=True)
        self.make_button = QPushButton(self.tr("Buat kunci induk…"))
        self.card_button = QPushButton(self.tr("Simpan kartu kunci induk (PDF)…"))
        self.pub_button = QPushButton(self.tr("Simpan akar.pub…"))
        self.form = SecretForm((workspace.require_session().info.region_name,))
        self._lay_out()
        self.make_button.clicked.connect(self._on_make)
        self.card_button.clicked.connect(self._on_card)
        self.pub_button.clicked.connect(self._on_pub)
        self.form.submitted.connect(self._on_submitted)
        self.form.cancelled.connect(self._on_form_closed)

    def _lay_out(self) -> None:
        why = self.tr("Menandatangani daftar kunci. Disimpan di flashdisk, bukan di komputer ini.")
        card, column = titled_card(self.tr("Kunci induk"), why)
        column.addWidget(self.key_view)
        column.addWidget(self.state_label)
        self.buttons = QWidget()
        row = QHBoxLayout(self.buttons)
        row.setContentsMargins(0, space(), 0, 0)
        row.setSpacing(space(2))
        for button in (self.card_button, self.pub_button, self.make_button):
            row.addWidget(button)
        row.addStretch(1)
        column.addWidget(self.buttons)
        column.addWidget(self.form)
        self.rows.addWidget(card)

    def refresh(self) -> None:
        """Show the key as it is now."""
        card = province_keys.root_card(self._workspace)
        self.key_view.setVisible(card is not None)
        self.card_button.setVisible(card is not None)
        self.pub_button.setVisible(card is not None)
        self.make_button.setVisible(not self._workspace.read_only)
        if card is None:
            self.state_label.setText(self.tr("○ Belum dibuat."))
            self.make_button.setText(self.tr("Buat kunci induk…"))
            return
        self.make_button.setText(self.tr("Ganti kunci induk…"))
        words = self.tr("{0} · nomor kunci {1}").format(card.person, grouped(card.key_id))
        self.key_view.show_print(words, card.fingerprint)
        self.state_label.setText(self.tr("✓ Dibuat. Kabupaten/kota mencocokkannya dari kartunya."))

    @Slot()
    def _on_make(self) -> None:
        why = self.tr(
            "Sandinya dipakai hanya saat menandatangani daftar kunci. Setelah ini pilih "
            "flashdisknya."
        )
        if province_keys.root_card(self._workspace) is not None:
            why = self.tr(
                "Kunci induk yang sekarang tidak berlaku lagi, dan setiap kabupaten/kota harus "
                "mencocokkan kartu yang baru. Lakukan hanya bila kunci induk hilang atau bocor."
            )
        self.buttons.hide()
        self.tell("", "")
        title = self.make_button.text().rstrip("…")
        self.form.ask(Asked(title, why, self.tr("Pilih flashdisk…"), "", new=True))

    @Slot()
    def _on_form_closed(self) -> None:
        self.buttons.show()

    @Slot()
    def _on_submitted(self) -> None:
        title = self.tr("Pilih flashdisk untuk kunci induk")
        self._dialogs.ask_folder(self, title, None, self._make)

    def _make(self, folder: Path) -> None:
        job = partial(_root_job, self._workspace, folder, self.form.new, self.form.person)
        self.work(job, self.tr("Membuat kunci induk"), self._on_made)

    @Slot(object)
    def _on_made(self, folder: Path) -> None:
        self.form.clear()
        self.form.hide()
        self.buttons.show()
        self.refresh()
        self.changed.emit()
        words = self.tr(
            "✓ Kunci induk ada di {0} (akar.key) dan sudah dibaca ulang. Salin ke flashdisk kedua, "
            "lalu simpan keduanya di brankas."
        )
        self.tell(words.format(folder_words(folder)), "accent")

    @Slot()
    def _on_card(self) -> None:
        name = f"Kartu kunci induk {self._workspace.require_session().info.region_name}.pdf"
        self._dialogs.ask_save_file(
            self,
            self.tr("Simpan kartu kunci induk"),
            self.tr("Dokumen PDF (*.pdf)"),
            _documents() / name,
            self._save_card,
        )

    def _save_card(self, path: Path) -> None:
        self.work(partial(_card_job, self._workspace, path), self.tr("Menyimpan"), self._on_saved)

    @Slot()
    def _on_pub(self) -> None:
        self._dialogs.ask_save_file(
            self,
            self.tr("Simpan kunci publik"),
            self.tr("Kunci publik (*.pub)"),
            _documents() / "akar.pub",
            self._save_pub,
        )

    def _save_pub(self, path: Path) -> None:
        self.work(partial(_pub_job, self._workspace, path), self.tr("Menyimpan"), self._on_saved)

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        words = self.tr("✓ {0} disimpan di {1}.")
        self.tell(words.format(path.name, folder_words(path.parent)), "accent")


class RecoveryPart(WorkPart):
    """The second sealing key, in a safe."""

    def __init__(
        self,
        workspace: Workspace,
        runner: TaskRunner,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(workspace, runner, dialogs, parent)
        self.state_label = role_label("", "", wrap=True)
        self.make_button = QPushButton(self.tr("Buat kunci pemulihan…"))
        why = self.tr(
            "Membuka berkas tersegel bila kunci tanda terima hilang. Ditulis satu kali ke "
            "flashdisk untuk brankas; di sini hanya tinggal penerimanya. Tanpa sandi: siapa pun "
            "yang memegangnya dapat membuka berkas tersegel."
        )
        card, column = titled_card(self.tr("Kunci pemulihan segel"), why)
        column.addWidget(self.state_label)
        column.addLayout(row_of(self.make_button))
        self.rows.addWidget(card)
        self.make_button.clicked.connect(self._on_make)

    def refresh(self) -> None:
        """Show whether there is one."""
        recipient = province_keys.recipients_of(self._workspace).recovery
        self.make_button.setVisible(not self._workspace.read_only)
        words = self.tr("✓ Ada; penerimanya {0}…").format(recipient[:16])
        self.state_label.setText(words if recipient else self.tr("○ Belum dibuat."))

    @Slot()
    def _on_make(self) -> None:
        title = self.tr("Pilih flashdisk untuk kunci pemulihan")
        self._dialogs.ask_folder(self, title, None, self._make)

    def _make(self, folder: Path) -> None:
        job = partial(_recovery_job, self._workspace, folder)
        self.work(job, self.tr("Membuat kunci pemulihan"), self._on_made)

    @Slot(object)
    def _on_made(self, path: Path) -> None:
        self.changed.emit()
        words = self.tr(
            "✓ {0} ditulis di {1}. Simpan di brankas, lalu tandatangani daftar kunci berikutnya."
        )
        self.tell(words.format(path.name, folder_words(path.parent)), "accent")


def _documents() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place))


def _root_job(
    workspace: Workspace, folder: Path, new: str, person: str, _p: Progress, _c: CancelToken
) -> Path:
    province_keys.make_root(workspace, folder, new, person)
    return folder


def _card_job(workspace: Workspace, path: Path, _p: Progress, _c: CancelToken) -> Path:
    write_whole(path, reporting.key_card_sheet(workspace, "a4", ROOT))
    return path


def _pub_job(workspace: Workspace, path: Path, _p: Progress, _c: CancelToken) -> Path:
    card = province_keys.root_card(workspace)
    assert card is not None
    write_whole(path, card.pub_text.encode())
    return path


def _recovery_job(workspace: Workspace, folder: Path, _p: Progress, _c: CancelToken) -> Path:
    return province_keys.make_recovery(workspace, folder)
