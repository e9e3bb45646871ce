"""Draws the cells of a grid: marks what cannot be read, quiets what cannot be typed into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from kks_desktop.qt import icons
from kks_desktop.qt.theme import colours, line_height, space, tabular

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from kks_desktop.qt.widgets.grid.model import GridModel, Index

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_MOST_REMEMBERED = 20_000


class GridDelegate(QStyledItemDelegate):
    """Paints straight from the model: a table shows some hundred cells at once."""

    def __init__(self, view: QTableView, model: GridModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._short: dict[tuple[str, int], str] = {}
        self.refresh_look()

    def refresh_look(self) -> None:
        """Take the colours and the font as they are now."""
        mode = colours(self._view)
        self._text, self._muted = QColor(mode.text), QColor(mode.muted)
        self._base, self._fixed = QColor(mode.base), QColor(mode.side)
        self._selected, self._wrong = QColor(mode.selected), QColor(mode.problem_soft)
        self._problem, self._ring = QColor(mode.problem), QPen(QColor(mode.accent), 2)
        self._font = tabular(self._view.font())
        self._metrics = QFontMetrics(self._font)
        self._margin, self._side = space(2), round(line_height() * 0.75)
        self._short.clear()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, at = index.row(), index.column()
        cell, column = self._model.cell(row, at), self._model.columns[at]
        rect: QRect = option.rect
        if self._view.selectionModel().isSelected(index):
            painter.fillRect(rect, self._selected)
        elif cell.fault:
            painter.fillRect(rect, self._wrong)
        elif column.fixed:
            painter.fillRect(rect, self._fixed)
        inner = rect.adjusted(self._margin, 0, -self._margin, 0)
        if cell.fault:
            mark = QRectF(inner.left(), inner.center().y() - self._side / 2, self._side, self._side)
            icons.draw(painter, mark, "problem", self._problem)
            inner.setLeft(inner.left() + self._side + self._margin // 2)
        if cell.text:
            painter.setFont(self._font)
            painter.setPen(self._muted if column.fixed else self._text)
            painter.drawText(
                inner,
                _RIGHT if column.is_number else _LEFT,
                self._shortened(cell.text, inner.width()),
            )
        if index == self._view.currentIndex():
            painter.setPen(self._ring)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def _shortened(self, text: str, width: int) -> str:
        short = self._short.get((text, width))
        if short is None:
            if len(self._short) > _MOST_REMEMBERED:
                self._short.clear()
            line = " ".join(text[:400].split())
            short = self._metrics.elidedText(line, Qt.TextElideMode.ElideRight, width)
            self._short[text, width] = short
        return short

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One width for a double click on a heading's edge: that of the text."""
        cell = self._model.cell(index.row(), index.column())
        extra = self._side + self._margin if cell.fault else 0
        width = self._metrics.horizontalAdvance(cell.text[:100]) + 2 * self._margin + extra
        return QSize(width, line_height() + space(3))
