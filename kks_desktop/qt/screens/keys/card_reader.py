"""Read a key card from its file, its QR text or its line, and show what has to be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kks_desktop.domain.errors import KksError
from kks_desktop.qt.theme import role_label, scaled_font, space, tabular
from kks_desktop.qt.wording import grouped
from kks_desktop.services import enrolment

if TYPE_CHECKING:
    from pathlib import Path

    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.services.enrolment import Card


class CardReader(QWidget):
    """A line to type or paste into, and a button for a file.

    Signals:
        read(object): a ``Card`` was read.
        file_chosen(object): a path that is no card by its name; its owner reads it.
        failed(object): why nothing could be read.
    """

    read = Signal(object)
    file_chosen = Signal(object)
    failed = Signal(object)

    def __init__(self, dialogs: Dialogs, filters: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._filters = filters
        self.line_edit = QLineEdit()
        self.line_edit.setPlaceholderText(self.tr("RW… atau isi kode QR"))
        self.line_edit.setAccessibleName(self.tr("Baris kunci publik atau isi kode QR"))
        self.line_edit.setMaxLength(4096)
        self.read_button = QPushButton(self.tr("&Baca"))
        self.file_button = QPushButton(self.tr("Muat &berkas…"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(2))
        row.addWidget(self.line_edit, 1)
        row.addWidget(self.read_button)
        row.addWidget(self.file_button)
        self.line_edit.returnPressed.connect(self._on_read)
        self.read_button.clicked.connect(self._on_read)
        self.file_button.clicked.connect(self._on_file)

    def clear(self) -> None:
        """Forget what was typed."""
        self.line_edit.clear()

    @Slot()
    def _on_read(self) -> None:
        try:
            card = enrolment.read_card(self.line_edit.text())
        except KksError as fault:
            self.failed.emit(fault)
            return
        self.read.emit(card)

    @Slot()
    def _on_file(self) -> None:
        self._dialogs.ask_open_file(
            self, self.tr("Pilih berkas kartu kunci"), self._filters, None, self._read_file
        )

    def _read_file(self, path: Path) -> None:
        if path.suffix.lower() == ".zip":
            self.file_chosen.emit(path)
            return
        try:
            card = enrolment.read_card_file(path)
        except KksError as fault:
            self.failed.emit(fault)
            return
        self.read.emit(card)


class FingerprintView(QWidget):
    """Whose key it is said to be, and its fingerprint large enough to read out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.owner_label = role_label("", "", wrap=True)
        self.print_label = QLabel()
        self.print_label.setTextFormat(Qt.TextFormat.PlainText)
        self.print_label.setFont(tabular(scaled_font(1.35, bold=True)))
        self.print_label.setWordWrap(True)
        self.print_label.setAccessibleName(self.tr("Sidik kunci"))
        self.print_label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space())
        column.addWidget(self.owner_label)
        column.addWidget(role_label(self.tr("Sidik kunci"), "muted"))
        column.addWidget(self.print_label)

    def show_card(self, card: Card) -> None:
        """Show a card that was read."""
        owner = card.region_name if card.region else self.tr("wilayah tidak tertulis")
        words = self.tr("Kunci {0} · {1}").format(grouped(card.public.key_id), owner)
        self.show_print(words, card.public.fingerprint)

    def show_print(self, words: str, fingerprint: str) -> None:
        """Show any key."""
        self.owner_label.setText(words)
        self.print_label.setText(fingerprint)
