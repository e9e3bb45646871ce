"""How the tables of a grid look, and the one whose columns stay at the left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from kks_desktop.qt.theme import chars, line_height, space
from kks_desktop.qt.widgets.grid.delegate import GridDelegate

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QWheelEvent

    from kks_desktop.qt.widgets.grid.model import GridModel


class PlainTable(QTableView):
    """How both tables of a grid look."""

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.look = GridDelegate(self, model)
        self.setItemDelegate(self.look)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        side = self.verticalHeader()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(line_height() + space(3))
        head = self.horizontalHeader()
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setHighlightSections(False)
        head.setResizeContentsPrecision(50)
        head.setMinimumSectionSize(chars(4))
        head.setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft
            | Qt.AlignmentFlag.AlignVCenter
            | Qt.TextFlag.TextWordWrap.value
        )


class FrozenTable(PlainTable):
    """The first columns, over the table that they belong to; that one hears the mouse."""

    def __init__(self, model: GridModel, whole: PlainTable) -> None:
        super().__init__(model, whole)
        self._whole = whole
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("frozen", True)  # the style sheet draws the line at its right
        self.verticalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # both viewports begin at the same point, so the events fit as they are

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._whole.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._whole.mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._whole.mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._whole.mouseDoubleClickEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._whole.wheelEvent(event)
