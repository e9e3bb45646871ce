"""One of the sixteen variables as a cell that opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kks_desktop.qt import icons
from kks_desktop.qt.screens.kelembagaan.gates import GREEN, RED, YELLOW
from kks_desktop.qt.theme import chars, colours, line_height, scaled_font, space, tabular
from kks_desktop.qt.widgets.state_mark import state_words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from kks_desktop.domain.instrument import Indicator
    from kks_desktop.domain.scoring import IndicatorScore


class VariableCell(QAbstractButton):
    """Mark, title, code and score of a variable; Space, Enter or a click opens it."""

    def __init__(self, indicator: Indicator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = indicator.code
        self._title = indicator.title.removesuffix(indicator.component).strip()
        self._state = ""
        self._score: int | None = None
        self._light = ""
        self._words = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_score(self, found: IndicatorScore, light: str = "", count: str = "") -> None:
        """Show how the variable stands: its score, the verifier's light, the bodies that pass."""
        self._state = found.state.value
        self._score = found.score
        score = self.tr("nilai {0}").format(found.score) if found.score is not None else ""
        self._light = light
        told = (light or self.code, count) if count else (self.code, light)
        self._words = " · ".join(part for part in told if part)
        parts = (self.code, self._title, state_words(self._state), score, light, count)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setToolTip(f"{state_words(self._state)}. {found.why}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chars(16), line_height() * 2 + space(3))

    def minimumSizeHint(self) -> QSize:
        return QSize(chars(11), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        mode = colours(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = mode.selected if self.isDown() else mode.hover if self.underMouse() else mode.base
        line = mode.accent if self.hasFocus() else mode.hairline
        painter.setPen(QPen(QColor(line), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(1, 1, -1, -1), space() + 1, space() + 1
        )
        inner = self.rect().adjusted(space(2), space(), -space(2), -space())
        side = line_height()
        mark = QRectF(inner.left(), inner.top() + (inner.height() - side) / 2, side, side)
        icons.draw_state(painter, mark, self._state, mode.state(self._state))
        words = inner.adjusted(side + space(2), 0, -chars(4), 0)
        half = words.height() // 2
        painter.setPen(QColor(mode.text))
        title = painter.fontMetrics().elidedText(
            self._title, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words.adjusted(0, 0, 0, -half), Qt.AlignmentFlag.AlignVCenter, title)
        painter.setPen(QColor(mode.muted))
        below = words.adjusted(0, half, 0, 0)
        if self._light:
            below = self._draw_light(painter, below)
        told = painter.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideRight, below.width()
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, told)
        painter.setPen(QColor(mode.text))
        painter.setFont(tabular(scaled_font(1.08, bold=True)))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, right, "–" if self._score is None else str(self._score))
        painter.end()

    def _draw_light(self, painter: QPainter, place: QRect) -> QRect:
        """A small lamp before the words that name its colour; the room left for them."""
        mode = colours(self)
        lamp = {GREEN: mode.accent, YELLOW: mode.silent, RED: mode.problem}[self._light]
        side = line_height() * 0.55
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(lamp))
        centre = place.center().y() + 1 - side / 2
        painter.drawEllipse(QRectF(place.left(), centre, side, side))
        painter.restore()
        return place.adjusted(round(side) + space(), 0, 0, 0)
