"""Bars against the category marks: the chart of the nine tatanan, and one slim bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kks_desktop.domain.chart import Bar, BarChart, Mark
from kks_desktop.qt.theme import Colours, chars, colours, line_height, scaled_font, space, tabular


class BarChartWidget(QWidget):
    """Paints a ``BarChart``: label, bar with marks, caption."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: BarChart | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def set_chart(self, chart: BarChart) -> None:
        """Show another state of the chart."""
        self._chart = chart
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(
            "; ".join(f"{bar.label}: {bar.caption}" for bar in chart.bars)
        )
        self.updateGeometry()
        self.update()

    def _row(self) -> int:
        return line_height() + space(2)

    def sizeHint(self) -> QSize:
        rows = len(self._chart.bars) if self._chart else 9
        return QSize(chars(70), self._row() * rows + line_height() + space(2))

    def minimumSizeHint(self) -> QSize:
        return QSize(chars(34), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        chart = self._chart
        if chart is None:
            return
        painter = QPainter(self)
        mode = colours(self)
        painter.setFont(tabular(scaled_font(1.0)))
        metrics = painter.fontMetrics()
        caption = max((metrics.horizontalAdvance(bar.caption) for bar in chart.bars), default=0)
        label = max((metrics.horizontalAdvance(bar.label) for bar in chart.bars), default=0)
        label = min(label, round((self.width() - caption) * 0.42))
        left = label + space(3)
        field = QRectF(
            left,
            line_height() + space(),
            self.width() - left - caption - space(3),
            self._row() * len(chart.bars),
        )
        for index, bar in enumerate(chart.bars):
            top = field.top() + index * self._row()
            self._paint_bar(
                painter, mode, bar, QRectF(field.left(), top, field.width(), self._row()), label
            )
        paint_marks(painter, mode, chart.marks, field)
        painter.end()

    def _paint_bar(
        self, painter: QPainter, mode: Colours, bar: Bar, row: QRectF, label: int
    ) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(mode.text))
        words = painter.fontMetrics().elidedText(bar.label, Qt.TextElideMode.ElideRight, label)
        painter.drawText(QRectF(0, row.top(), label, row.height()), middle, words)
        rest = QRectF(
            row.right() + space(3), row.top(), self.width() - row.right() - space(3), row.height()
        )
        painter.drawText(rest, middle | Qt.AlignmentFlag.AlignRight, bar.caption)
        thick = line_height() * 0.72
        paint_bar(
            painter, mode, bar, QRectF(row.left(), row.center().y() - thick / 2, row.width(), thick)
        )


def paint_bar(painter: QPainter, mode: Colours, bar: Bar, box: QRectF) -> None:
    """The bar alone: its track, and how far it reaches; hatched while incomplete."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(mode.hairline), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 2, 2)
    filled = QRectF(
        box.left(), box.top(), box.width() * float(min(bar.share, Fraction(1))), box.height()
    )
    colour = mode.category(bar.category)
    painter.setPen(Qt.PenStyle.NoPen)
    if filled.width() > 0:
        painter.setBrush(colour)
        painter.drawRoundedRect(filled, 2, 2)
        if not bar.complete:  # points may still come: hatched, which grey paper shows too
            painter.setBrush(QBrush(QColor(mode.base), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(filled, 2, 2)
    painter.restore()


def paint_marks(painter: QPainter, mode: Colours, marks: Sequence[Mark], field: QRectF) -> None:
    """The lines of the categories with their numbers above the field."""
    painter.save()
    font = tabular(scaled_font(0.85))
    painter.setFont(font)
    metrics = QFontMetrics(font)
    taken = 0.0
    for mark in marks:
        x = field.left() + field.width() * float(mark.at)
        painter.setPen(QPen(QColor(mode.border), 1, Qt.PenStyle.DashLine))
        painter.drawLine(round(x), round(field.top() - 2), round(x), round(field.bottom()))
        painter.setPen(QColor(mode.muted))
        width = metrics.horizontalAdvance(mark.label) + 4
        box = QRectF(x - width / 2, field.top() - metrics.height() - 2, width, metrics.height())
        if box.left() >= taken:  # on a narrow bar the line alone has to do
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark.label)
            taken = box.right()
    painter.restore()


class ScoreBar(QWidget):
    """One slim bar against the marks, for a heading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar: Bar | None = None
        self._marks: tuple[Mark, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_bar(self, bar: Bar, marks: tuple[Mark, ...]) -> None:
        """Show a score."""
        # never hatched: the heading above it says in words how much is filled
        self._bar, self._marks = replace(bar, complete=True), marks
        self.setAccessibleName(f"{bar.label}: {bar.caption}")
        self.setToolTip(bar.caption)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chars(30), line_height() * 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._bar is None:
            return
        painter = QPainter(self)
        mode = colours(self)
        thick = line_height() * 0.5
        field = QRectF(1, self.height() - thick - 2, self.width() - 2, thick)
        paint_bar(painter, mode, self._bar, field)
        paint_marks(painter, mode, self._marks, field)
        painter.end()
