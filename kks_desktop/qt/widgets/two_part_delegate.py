"""Draws a row of a list as a text at the left and a quieter one at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kks_desktop.qt.models.choices import QUIET_ROLE
from kks_desktop.qt.theme import colours, line_height, space

if TYPE_CHECKING:
    from kks_desktop.qt.models.choices import Index


class TwoPartDelegate(QStyledItemDelegate):
    """Rows of a ``ChoicesModel``; the first part gives way where there is no room."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        mode = colours(self._view)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(mode.selected))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(mode.hover))
        inner = rect.adjusted(space(3), 0, -space(3), 0)
        metrics = painter.fontMetrics()
        quiet = str(index.data(QUIET_ROLE) or "")
        quiet_width = min(metrics.horizontalAdvance(quiet) + space(), inner.width() // 2)
        painter.setPen(QColor(mode.muted))
        right = inner.adjusted(inner.width() - quiet_width, 0, 0, 0)
        painter.drawText(
            right,
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            metrics.elidedText(quiet, Qt.TextElideMode.ElideRight, quiet_width),
        )
        left = inner.adjusted(0, 0, -quiet_width - space(4), 0)
        painter.setPen(QColor(mode.text))
        painter.drawText(
            left,
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, left.width()),
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(space(40), line_height() + space(3))
