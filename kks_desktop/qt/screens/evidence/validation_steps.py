"""The three steps of a validation sheet in words, each with its button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from kks_desktop.qt.theme import chars, role_label, space
from kks_desktop.qt.widgets.card import Card
from kks_desktop.qt.widgets.link_button import LinkButton

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from kks_desktop.services.validation import AgencyValidation


class SheetSteps(Card):
    """Print, sign, attach; a sheet that is attached can be taken off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.print_button = QPushButton(self.tr("Cetak lembar pengesahan…"))
        self.attach_button = QPushButton(self.tr("Lampirkan pindaian…"))
        self.detach_button = QPushButton(self.tr("Lepaskan lembar"))
        self.signer_button = LinkButton(self.tr("Catat nama di atas sebagai penanda tangan"))
        self._attach_words = role_label("", wrap=True)
        self._printing = False
        self._printable = False
        grid = QGridLayout(self)
        grid.setContentsMargins(space(4), space(3), space(4), space(3))
        grid.setHorizontalSpacing(space(3))
        grid.setVerticalSpacing(space(2))
        grid.setColumnStretch(1, 1)
        print_words = self.tr("Simpan daftar berkas ini sebagai PDF, lalu cetak.")
        sign_words = self.tr("Minta tanda tangan dan cap, lalu pindai semua halaman.")
        self._row(grid, 0, role_label(print_words, wrap=True), self.print_button)
        self._row(grid, 1, role_label(sign_words, wrap=True), None)
        self._row(grid, 2, self._attach_words, self.attach_button)
        grid.addWidget(self.signer_button, 3, 1, 1, 2)
        grid.addWidget(self.detach_button, 4, 2)

    def _row(self, grid: QGridLayout, row: int, words: QLabel, button: QPushButton | None) -> None:
        grid.addWidget(role_label(str(row + 1), "heading"), row, 0)
        words.setMinimumWidth(chars(14))  # Qt would ask for more than a narrow window has
        grid.addWidget(words, row, 1)
        if button is not None:
            grid.addWidget(button, row, 2)

    def show_validation(self, found: AgencyValidation, *, read_only: bool) -> None:
        """Offer what can be done for this OPD now."""
        self._printable = bool(found.files) and not read_only
        self._attach_words.setText(
            self.tr("Lampirkan pindaian lembar dengan sidik daftar {0}.").format(
                found.print_mark.replace(" ", "\u00a0")
            )
            if found.print_mark
            else self.tr("Lampirkan pindaian lembar yang sudah ditandatangani.")
        )
        self.attach_button.setEnabled(bool(found.printed) and not read_only)
        self.detach_button.setVisible(bool(found.scan))
        self.detach_button.setEnabled(not read_only)
        signer = (found.signer, found.signer_nip)
        differs = bool(found.scan and found.head_name) and signer != (
            found.head_name,
            found.head_nip,
        )
        self.signer_button.setVisible(differs)
        self.signer_button.setEnabled(not read_only)
        self._offer_print()

    def set_printing(self, printing: bool) -> None:
        """One print at a time."""
        self._printing = printing
        self._offer_print()

    def _offer_print(self) -> None:
        self.print_button.setEnabled(self._printable and not self._printing)
