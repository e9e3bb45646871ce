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
from PySide6.QtGui import QColor, QPixmap

if TYPE_CHECKING:
    from kks_desktop.qt.screens.preview.document import Rendered
    from kks_desktop.qt.screens.preview.renderer import Renderer

Index = QModelIndex | QPersistentModelIndex


class ThumbnailModel(QAbstractListModel):
    """A row for each page; its picture is drawn when the row is first painted."""

    def __init__(self, renderer: Renderer, height: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._renderer = renderer
        self._height = height
        self._sizes: list[tuple[float, float]] = []
        self._pictures: dict[int, QPixmap] = {}
        renderer.rendered.connect(self._on_rendered)

    def set_sizes(self, sizes: list[tuple[float, float]]) -> None:
        """Show another document."""
        self.beginResetModel()
        self._sizes = sizes
        self._pictures.clear()
        self.endResetModel()

    def _scale(self, page: int) -> float:
        return round(self._height / self._sizes[page][1], 5)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._sizes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        page = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            return str(page + 1)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("Halaman {0}").format(page + 1)
        if role == Qt.ItemDataRole.DecorationRole:
            if page not in self._pictures:
                self._renderer.wish(page, self._scale(page), "thumbnails")
                self._pictures[page] = self._blank(page)
            return self._pictures[page]
        return None

    def _blank(self, page: int) -> QPixmap:
        width, height = self._sizes[page]
        blank = QPixmap(QSize(round(width * self._height / height), self._height))
        blank.fill(QColor(Qt.GlobalColor.white))
        return blank

    @Slot(object)
    def _on_rendered(self, rendered: Rendered) -> None:
        if rendered.page < len(self._sizes) and rendered.scale == self._scale(rendered.page):
            self._pictures[rendered.page] = QPixmap.fromImage(rendered.image)
            index = self.index(rendered.page)
            self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])
