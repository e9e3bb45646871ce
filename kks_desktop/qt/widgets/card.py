"""A quiet frame around things that belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QFrame, QWidget

from kks_desktop.qt.theme import colours, space

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

TONES = ("plain", "accent", "silent", "problem")


class Card(QFrame):
    """A rounded surface with a hairline; the tone colours it for good or bad news."""

    def __init__(self, parent: QWidget | None = None, tone: str = "plain") -> None:
        super().__init__(parent)
        self._tone = tone
        self._stripe: QColor | None = None

    def set_stripe(self, colour: QColor | None) -> None:
        """Mark the left edge with a colour, as a category has one."""
        self._stripe = colour
        self.update()

    def set_tone(self, tone: str) -> None:
        """Choose one of ``TONES``."""
        self._tone = tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        mode = colours(self)
        fill, line = {
            "accent": (mode.accent_soft, mode.accent),
            "silent": (mode.silent_soft, mode.silent),
            "problem": (mode.problem_soft, mode.problem),
        }.get(self._tone, (mode.base, mode.hairline))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(line), 1))
        painter.setBrush(QColor(fill))
        radius = space() + space() // 2
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, radius, radius)
        if self._stripe is not None:
            edge = QPainterPath()
            edge.addRoundedRect(box, radius, radius)
            painter.setClipPath(edge)
            painter.fillRect(QRectF(0, 0, space(2), self.height()), self._stripe)
