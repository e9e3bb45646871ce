"""The nine bars, each of which opens its tatanan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from kks_desktop.qt.theme import colours, line_height, space
from kks_desktop.qt.widgets.bar_chart import BarChartWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget


class TatananBars(BarChartWidget):
    """The chart with rows that can be clicked, or reached by the arrow keys and Enter.

    Signals:
        opened(int): the row, from 0.
    """

    opened = Signal(int)

    def __init__(self, rows: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._current = 0
        self._hovered = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def row_rect(self, row: int) -> QRectF:
        """Where a row is."""
        top = line_height() + space() + row * self._row()
        return QRectF(0, top, self.width(), self._row())

    def _row_at(self, y: float) -> int:
        row = int((y - line_height() - space()) // self._row())
        return row if 0 <= row < self._rows else -1

    def paintEvent(self, event: QPaintEvent) -> None:
        mode = colours(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._hovered >= 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(mode.hover))
            painter.drawRoundedRect(self.row_rect(self._hovered), space(), space())
        if self.hasFocus():
            painter.setPen(QPen(QColor(mode.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            box = self.row_rect(self._current).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(box, space(), space())
        painter.end()
        super().paintEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self._row_at(event.position().y())
        pointing = Qt.CursorShape.PointingHandCursor
        self.setCursor(pointing if self._hovered >= 0 else Qt.CursorShape.ArrowCursor)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = -1
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().y())
        if row >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self._current = row
            self.opened.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self._current = max(0, min(self._rows - 1, self._current + step))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
