"""One line for a cell that is also shown on a form: a date, an amount, a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Slot
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent

from kks_desktop.domain.columns import Column, canonical, fault, shown
from kks_desktop.qt import icons
from kks_desktop.qt.theme import colours, line_height, restyle, space
from kks_desktop.qt.widgets.entry_line import EntryLine

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class CellLine(EntryLine):
    """Takes what a person types as the column means it; unreadable text is kept and marked."""

    def __init__(self, column: Column, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(key, parent)
        self._column = column
        self._sentence = ""
        self.setPlaceholderText(column.hint)
        self.setToolTip(column.hint)
        self.textEdited.connect(self._on_text_edited)

    @property
    def sentence(self) -> str:
        """What is wrong with the text; empty if nothing."""
        return self._sentence

    def raw(self) -> str:
        """The text in the form in which it is kept."""
        return canonical(self._column, self.text())

    def set_raw(self, raw: str) -> None:
        """Show a stored text; no signal."""
        if raw != self.raw():
            self.setText(shown(self._column, raw))
        self._judge()

    @Slot(str)
    def _on_text_edited(self, _text: str) -> None:
        self.edited.emit(self.key)

    def _judge(self) -> None:
        sentence = fault(self._column, self.raw())
        if sentence == self._sentence:
            return
        self._sentence = sentence
        self.setToolTip(sentence or self._column.hint)
        self.setAccessibleDescription(sentence)
        self.setProperty("wrong", bool(sentence))
        restyle(self)
        self.update()

    # ------------------------------------------------------------ Qt

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._judge()
        if not self._sentence:
            self.setText(shown(self._column, self.raw()))
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._sentence:
            return
        painter = QPainter(self)
        side = line_height() * 0.8
        place = QRectF(self.rect()).adjusted(0, 0, -space(2), 0)
        mark = QRectF(place.right() - side, place.center().y() - side / 2, side, side)
        icons.draw(painter, mark, "problem", QColor(colours(self).problem))
        painter.end()
