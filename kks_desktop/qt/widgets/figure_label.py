"""A computed figure at the right of its cell; a new text repaints it and lays out nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from kks_desktop.qt.theme import chars, colours, line_height, scaled_font, space, tabular

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class FigureLabel(QWidget):
    """Shows a figure; a label would lay out the whole grid again on every key typed."""

    def __init__(self, name: str, parent: QWidget | None = None, *, strong: bool = False) -> None:
        super().__init__(parent)
        self._text = ""
        self._strong = strong
        self.setAccessibleName(name)
        self.setFont(tabular(scaled_font(1.0, bold=strong)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(chars(26))

    def text(self) -> str:
        """The figure shown."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another figure."""
        if text != self._text:
            self._text = text
            self.setAccessibleDescription(text)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(chars(11), line_height() + space() // 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(chars(6), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        mode = colours(self)
        painter.setPen(QColor(mode.text if self._strong else mode.muted))
        box = self.rect().adjusted(0, 0, -(space() + 2), 0)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, int(right), self._text)
        painter.end()
