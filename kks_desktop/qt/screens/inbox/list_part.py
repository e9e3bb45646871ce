"""The list of the inbox, and what is known of the row in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kks_desktop.domain.numbers import format_number
from kks_desktop.domain.receiving import Standing
from kks_desktop.qt.models.plain_table import Heading
from kks_desktop.qt.screens.inbox.words import (
    RECEIVED,
    WAITING,
    detail_words,
    first_upper,
    inbox_rows,
    waiting_sentence,
)
from kks_desktop.qt.theme import chars, role_label, scaled_font, space
from kks_desktop.qt.widgets.card import Card
from kks_desktop.qt.widgets.form_looks import reveal
from kks_desktop.qt.widgets.plain_table import PlainTable
from kks_desktop.qt.wording import revision_words

if TYPE_CHECKING:
    from kks_desktop.domain.instrument import Instrument
    from kks_desktop.services.inbox import Inbox, Received, Waiting


class InboxList(QWidget):
    """What came in and what waits.

    Signals:
        files_wanted(), folder_wanted(): something is to be taken in.
        decision_wanted(str): a contradicting revision is to be looked at.
        receipt_wanted(str): a signed receipt is to be saved.
        sign_wanted(str): the receipts that wait are to be signed with this passphrase.
        discard_wanted(str): what is not confirmed or waits, by its key, is to be thrown away.
    """

    files_wanted = Signal()
    folder_wanted = Signal()
    decision_wanted = Signal(str)
    receipt_wanted = Signal(str)
    sign_wanted = Signal(str)
    discard_wanted = Signal(str)

    def __init__(self, instrument: Instrument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._instrument = instrument
        self._inbox: Inbox | None = None
        self._wanted = ""
        self.files_button = QPushButton(self.tr("&Terima berkas…"))
        self.folder_button = QPushButton(self.tr("Terima &folder…"))
        self.find_edit = QLineEdit()
        self.empty_label = role_label("", "muted", wrap=True)
        self.table = PlainTable(
            (
                Heading(self.tr("Wilayah"), wide=4),
                Heading(self.tr("Tahun"), number=True),
                Heading(self.tr("Kiriman")),
                Heading(self.tr("Keadaan")),
                Heading(self.tr("Masuk"), wide=3),
                Heading(self.tr("Skor"), number=True),
                Heading(self.tr("Selisih"), number=True),
                Heading(self.tr("Indikasi")),
            )
        )
        self.table.setAccessibleName(self.tr("Kotak masuk"))
        self.name_label = role_label("", "heading", wrap=True)
        self.facts_label = role_label("", "", wrap=True)
        self.read_label = role_label("", "muted", wrap=True)
        self.words_label = role_label("", "", wrap=True)
        self.words_label.setFont(scaled_font(1.5, bold=True))
        self.words_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.decide_button = QPushButton(self.tr("&Bandingkan dan putuskan…"))
        self.receipt_button = QPushButton(self.tr("&Simpan tanda terima…"))
        self.discard_button = QPushButton(self.tr("B&uang…"))
        self.sign_label = role_label("", "silent")
        self.passphrase_edit = QLineEdit()
        self.sign_button = QPushButton(self.tr("Tandata&ngani"))
        self.card = Card()
        self.sign_row = QWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        row = QHBoxLayout()
        row.setSpacing(space(2))
        self.files_button.setProperty("primary", True)
        row.addWidget(self.files_button)
        row.addWidget(self.folder_button)
        row.addWidget(role_label(self.tr("atau seret berkas dan folder ke sini"), "muted"))
        row.addStretch(1)
        self.find_edit.setPlaceholderText(self.tr("Saring: wilayah, keadaan, …"))
        self.find_edit.setAccessibleName(self.tr("Saring"))
        self.find_edit.setClearButtonEnabled(True)
        self.find_edit.setMinimumWidth(chars(30))
        row.addWidget(self.find_edit)
        column.addLayout(row)
        column.addWidget(self._signing())
        column.addWidget(self.empty_label)
        column.addWidget(self.table, 1)
        column.addWidget(self._details())

    def _signing(self) -> QWidget:
        reveal(self.passphrase_edit, shown=False)
        self.passphrase_edit.setPlaceholderText(self.tr("Sandi kunci tanda terima"))
        self.passphrase_edit.setAccessibleName(self.tr("Sandi kunci tanda terima"))
        self.passphrase_edit.setMinimumWidth(chars(30))
        row = QHBoxLayout(self.sign_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(2))
        row.addWidget(self.sign_label, 1)
        row.addWidget(self.passphrase_edit)
        row.addWidget(self.sign_button)
        return self.sign_row

    def _details(self) -> QWidget:
        inner = QVBoxLayout(self.card)
        inner.setContentsMargins(space(4), space(3), space(4), space(3))
        inner.setSpacing(space())
        for label in (self.name_label, self.facts_label, self.read_label, self.words_label):
            inner.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(space(2))
        row.addWidget(self.decide_button)
        row.addWidget(self.receipt_button)
        row.addStretch(1)
        row.addWidget(self.discard_button)
        inner.addLayout(row)
        return self.card

    def _connect(self) -> None:
        self.files_button.clicked.connect(self.files_wanted)
        self.folder_button.clicked.connect(self.folder_wanted)
        self.find_edit.textChanged.connect(self._on_find)
        self.table.moved.connect(self._on_moved)
        self.table.opened.connect(self._on_opened)
        self.decide_button.clicked.connect(self._on_decide)
        self.receipt_button.clicked.connect(self._on_receipt)
        self.discard_button.clicked.connect(self._on_discard)
        self.sign_button.clicked.connect(self._on_sign)
        self.passphrase_edit.returnPressed.connect(self._on_sign)

    # ------------------------------------------------------------ showing

    def show_inbox(self, inbox: Inbox, unsigned: int, *, writes: bool) -> None:
        """Show what lies at the desk."""
        self._inbox = inbox
        self.sign_row.setVisible(unsigned > 0 and writes)
        self.sign_label.setText(
            self.tr("◐ {0} tanda terima menunggu tanda tangan.").format(format_number(unsigned))
        )
        for button in (self.files_button, self.folder_button):
            button.setEnabled(writes)
        self._show_rows()

    def bring_to_front(self, content_id: str) -> None:
        """Have this revision in front when the list is shown next."""
        self._wanted = RECEIVED + content_id

    def _show_rows(self) -> None:
        lying = self._inbox
        if lying is None:
            return
        some = bool(lying.received or lying.waiting)
        rows = inbox_rows(lying, self._instrument, self.find_edit.text())
        self.table.show_rows(rows)
        wanted = self.table.rows.row_of(self._wanted) if self._wanted else -1
        if wanted >= 0:
            self.table.select(wanted)
            self._wanted = ""
        elif rows and not self.table.key:
            self.table.select(1)
        self.table.setVisible(bool(rows))
        self.find_edit.setVisible(some)
        self.empty_label.setText(
            self.tr("Tidak ada yang cocok dengan saringan.")
            if some
            else self.tr("Belum ada yang masuk. Pasang flashdisk dari kabupaten/kota, lalu terima.")
        )
        self.empty_label.setVisible(not rows)
        self._show_details()

    @property
    def received(self) -> Received | None:
        """The revision in front."""
        key = self.table.key
        rows = self._inbox.received if self._inbox else ()
        return next((one for one in rows if RECEIVED + one.content_id == key), None)

    @property
    def _waiting(self) -> Waiting | None:
        key = self.table.key
        rows = self._inbox.waiting if self._inbox else ()
        return next((one for one in rows if WAITING + one.file_sha256 == key), None)

    def _show_details(self) -> None:
        found, waiting = self.received, self._waiting
        self.card.setVisible(found is not None or waiting is not None)
        receipt = found.receipt if found is not None else None
        words = receipt.words if receipt is not None else ()
        if found is not None:
            name = first_upper(revision_words(found.revision))
            self.name_label.setText(f"{found.region_name}, {found.year}: {name}")
            self.facts_label.setText(detail_words(found, self._instrument))
        elif waiting is not None:
            self.name_label.setText(waiting.region_name or waiting.file_name)
            self.facts_label.setText(waiting_sentence(waiting.refusal))
        self.read_label.setText(self.tr("Untuk dibacakan lewat telepon:"))
        self.words_label.setText("   ".join(words))
        self.read_label.setVisible(bool(words))
        self.words_label.setVisible(bool(words))
        conflicting = found is not None and found.standing is Standing.CONFLICTING
        self.decide_button.setVisible(conflicting)
        self.receipt_button.setVisible(receipt is not None and receipt.signed)
        stranger = found is not None and found.standing is Standing.UNCONFIRMED
        self.discard_button.setVisible(stranger or waiting is not None)

    # ------------------------------------------------------------ slots

    @Slot(str)
    def _on_find(self, _text: str) -> None:
        self._show_rows()

    @Slot(str)
    def _on_moved(self, _key: str) -> None:
        self._show_details()

    @Slot(str)
    def _on_opened(self, _key: str) -> None:
        if not self.decide_button.isHidden():
            self._on_decide()

    @Slot()
    def _on_decide(self) -> None:
        if self.received is not None:
            self.decision_wanted.emit(self.received.content_id)

    @Slot()
    def _on_receipt(self) -> None:
        if self.received is not None:
            self.receipt_wanted.emit(self.received.content_id)

    @Slot()
    def _on_discard(self) -> None:
        self.discard_wanted.emit(self.table.key)

    @Slot()
    def _on_sign(self) -> None:
        passphrase = self.passphrase_edit.text()
        self.passphrase_edit.clear()
        if passphrase:
            self.sign_wanted.emit(passphrase)
        else:
            self.passphrase_edit.setFocus()
