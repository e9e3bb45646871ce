"""What stands over a grid: which rows are shown, how many, and what can be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from kks_desktop.domain.numbers import format_number
from kks_desktop.qt.theme import chars, role_label, space
from kks_desktop.qt.widgets.grid.model import Keep

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_PAUSE_MS = 150


class SieveLine(QLineEdit):
    """The text that shown rows hold; Enter and the arrow down go to the first of them.

    Signals:
        entered: a person wants to go on to the rows.
    """

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class GridHead(QWidget):
    """The line over the table.

    Signals:
        sieved: the text or the choice changed.
        entered: go to the first cell that holds the text.
        fill_wanted: fill the selection down.
    """

    sieved = Signal()
    entered = Signal()
    fill_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = SieveLine()
        self.line.setPlaceholderText(self.tr("Saring…"))
        self.line.setAccessibleName(self.tr("Saring baris tabel"))
        self.line.setToolTip(
            self.tr(
                "Tampilkan baris yang memuat teks ini. Enter: ke sel pertama; F3: sel berikutnya."
            )
        )
        self.line.setClearButtonEnabled(True)
        self.line.setMaxLength(200)
        self.line.setFixedWidth(chars(24))
        self.keep = QComboBox()
        self.keep.setAccessibleName(self.tr("Baris yang ditampilkan"))
        for which, words in (
            (Keep.ALL, self.tr("Semua baris")),
            (Keep.BLANK, self.tr("Belum diisi")),
            (Keep.FAULTY, self.tr("Perlu diperbaiki")),
        ):
            self.keep.addItem(words, which)
        self.count = role_label("", "muted")
        self.fill_button = QPushButton(self.tr("Isi ke bawah"))
        self.fill_button.setToolTip(
            self.tr("Salin baris teratas pilihan ke baris di bawahnya (Ctrl+D).")
        )
        self.fill_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(space(2))
        for widget in (self.line, self.keep, self.count):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self.fill_button)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self.sieved)
        self.line.textChanged.connect(self._on_text)
        self.line.entered.connect(self._on_entered)
        self.keep.currentIndexChanged.connect(self._on_keep)
        self.fill_button.clicked.connect(self.fill_wanted)

    def add_widget(self, widget: QWidget) -> None:
        """Put a button at the right end."""
        self._row.addWidget(widget)

    def text(self) -> str:
        """What shown rows must hold."""
        return self.line.text().strip()

    def kept(self) -> Keep:
        """Which rows are chosen."""
        chosen: Keep = self.keep.currentData()
        return chosen

    def clear(self) -> None:
        """Show every row; no signal."""
        self.line.clear()
        self._timer.stop()  # clearing began its pause
        self.keep.blockSignals(True)
        self.keep.setCurrentIndex(0)
        self.keep.blockSignals(False)

    def show_count(self, shown: int, total: int) -> None:
        """Say how many rows there are."""
        words = (
            self.tr("{} baris").format(format_number(total))
            if shown == total
            else self.tr("{} dari {} baris").format(format_number(shown), format_number(total))
        )
        self.count.setText(words)

    @Slot(str)
    def _on_text(self, _text: str) -> None:
        self._timer.start()

    @Slot(int)
    def _on_keep(self, _index: int) -> None:
        self.sieved.emit()

    @Slot()
    def _on_entered(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self.sieved.emit()
        self.entered.emit()
