"""The list of small pages beside the large ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QColor, QPixmap, QTransform

from kks_desktop.qt.theme import line_height, space

if TYPE_CHECKING:
    from kks_desktop.qt.viewer.pages import Rendered, Size
    from kks_desktop.qt.viewer.renderer import Renderer

Index = QModelIndex | QPersistentModelIndex
WHOSE = "thumbnails"
KEPT = 500
"""So many small pictures stay in memory, some 40 KB each."""


class ThumbnailModel(QAbstractListModel):
    """A row for each page; its picture is drawn when the row is first painted."""

    def __init__(self, renderer: Renderer, side: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._renderer = renderer
        self._side = side
        self._sizes: list[Size] = []
        self._rotation = 0
        self._pictures: dict[int, QPixmap] = {}
        self._waiting: set[int] = set()
        renderer.rendered.connect(self._on_rendered)

    def set_sizes(self, sizes: list[Size]) -> None:
        """Show another document, its pages upright."""
        self.beginResetModel()
        self._sizes = sizes
        self._rotation = 0
        self._pictures.clear()
        self._waiting.clear()
        self.endResetModel()

    def grow(self, sizes: list[Size]) -> None:
        """Show the same document with further pages."""
        before = len(self._sizes)
        if not before or sizes[:before] != self._sizes:
            self.set_sizes(sizes)
            return
        if len(sizes) > before:
            self.beginInsertRows(QModelIndex(), before, len(sizes) - 1)
            self._sizes = sizes
            self.endInsertRows()
        for page in self._waiting:  # wished for of pages that are no longer there to draw
            del self._pictures[page]
        self._waiting.clear()
        self.dataChanged.emit(self.index(0), self.index(before - 1))

    @Slot(int)
    def set_rotation(self, degrees: int) -> None:
        """Turn the small pages as the large ones are turned."""
        self._rotation = degrees
        if self._sizes:
            last = self.index(len(self._sizes) - 1)
            self.dataChanged.emit(self.index(0), last, [Qt.ItemDataRole.DecorationRole])

    def _scale(self, page: int) -> float:
        return self._side / max(self._sizes[page])

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._sizes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        page = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            return str(page + 1)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("Halaman {0}").format(page + 1)
        if role == Qt.ItemDataRole.SizeHintRole:
            # All alike, with room for a page of either direction and its number.
            return QSize(self._side + space(2), self._side + line_height() + space(2))
        if role == Qt.ItemDataRole.DecorationRole:
            if page not in self._pictures:
                self._forget_oldest()
                self._renderer.wish(page, self._scale(page), WHOSE)
                self._waiting.add(page)
                self._pictures[page] = self._blank(page)
            return self._pictures[page].transformed(QTransform().rotate(self._rotation))
        return None

    def _blank(self, page: int) -> QPixmap:
        width, height = (max(1, round(side * self._scale(page))) for side in self._sizes[page])
        blank = QPixmap(QSize(width, height))
        blank.fill(QColor(Qt.GlobalColor.white))
        return blank

    def _forget_oldest(self) -> None:
        while len(self._pictures) >= KEPT:
            oldest = next(iter(self._pictures))
            del self._pictures[oldest]
            self._waiting.discard(oldest)

    @Slot(object)
    def _on_rendered(self, rendered: Rendered) -> None:
        page = rendered.page
        wanted = page in self._pictures and rendered.scale == self._scale(page)
        if wanted:
            self._waiting.discard(page)
        if wanted and not rendered.image.isNull():
            self._pictures[page] = QPixmap.fromImage(rendered.image)
            index = self.index(page)
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])
