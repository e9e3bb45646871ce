"""What an earlier assessment left for an indicator: figures to confirm, or only to look at."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from kks_desktop.qt.theme import role_label, space
from kks_desktop.qt.widgets.card import Card


class CarriedBox(Card):
    """A sentence, and the button that confirms what it speaks of.

    Signals:
        confirmed: the person looked at it and agrees.
    """

    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, "silent")
        self.words_label = role_label("", wrap=True)
        self.words_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.confirm_button = QPushButton(self.tr("Konfirmasi"), self)
        self.confirm_button.setToolTip(self.tr("Hitung angka yang dibawa ini"))
        self.confirm_button.clicked.connect(self._on_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(space(3), space(2), space(3), space(2))
        row.setSpacing(space(3))
        row.addWidget(self.words_label, 1)
        row.addWidget(self.confirm_button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_words(self, words: str, *, to_confirm: bool, read_only: bool = False) -> None:
        """Show a sentence; an empty one hides the box."""
        if self.words_label.text() != words:
            self.words_label.setText(words)
        self.set_tone("silent" if to_confirm else "plain")
        self.confirm_button.setVisible(to_confirm and not read_only)
        self.setVisible(bool(words))

    @Slot()
    def _on_clicked(self) -> None:
        self.confirmed.emit()
