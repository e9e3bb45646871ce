"""A check box whose frame, tick and focus ring are seen in both themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QCheckBox

from kks_desktop.qt import icons
from kks_desktop.qt.theme import colours, line_height, space

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class CheckBox(QCheckBox):
    """A tick with its text; the whole widget is the target of a click."""

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        side = line_height() + space()
        if not self.text():
            return QSize(side + space(), side)
        width = self.fontMetrics().size(int(Qt.TextFlag.TextShowMnemonic), self.text()).width()
        return QSize(side + space() + width + space(2), side)

    def minimumSizeHint(self) -> QSize:
        return QSize(line_height() + space(2), line_height() + space())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mode = colours(self)
        side = line_height()
        left = 2.0 if self.text() else (self.width() - side) / 2
        box = QRectF(left, (self.height() - side) / 2, side, side).adjusted(0.5, 0.5, -0.5, -0.5)
        on, live = self.isChecked(), self.isEnabled()
        edge = mode.accent if on and live else mode.border if live else mode.hairline
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(mode.accent if on and live else mode.base))
        painter.drawRoundedRect(box, 3, 3)
        if on:
            tick = QColor(mode.on_accent if live else mode.muted)
            icons.draw(painter, box.adjusted(1, 1, -1, -1), "filled", tick)
        if self.text():
            painter.setPen(QColor(mode.text if live else mode.empty))
            words = QRect(round(box.right()) + space(2), 0, self.width(), self.height())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
            painter.drawText(words, int(flags), self.text())
        if self.hasFocus():
            painter.setPen(QPen(QColor(mode.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QRectF(self.rect()) if self.text() else box.adjusted(-2, -2, 2, 2)
            painter.drawRoundedRect(ring.adjusted(1, 1, -1, -1) if self.text() else ring, 4, 4)
        painter.end()
