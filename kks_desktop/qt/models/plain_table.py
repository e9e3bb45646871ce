"""Rows of words to read and open, some with a tick; headings between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from kks_desktop.qt.theme import scaled_font, tabular

Index = QModelIndex | QPersistentModelIndex


class Heading(NamedTuple):
    """A column: its title, and whether it holds numbers or takes the room that is left."""

    title: str
    number: bool = False
    wide: int = 0
    """Share of the room that is left; 0 for as wide as its contents."""


class PlainRow(NamedTuple):
    """A row; ``key`` is what opening it leads to. A title spans all columns."""

    key: str
    cells: tuple[str, ...]
    title: bool = False
    ticked: bool | None = None
    tip: str = ""


class PlainTableModel(QAbstractTableModel):
    """A table that is read; only ticks in the last column can be changed.

    Signals:
        ticked(str, bool): a person set or took away the tick of a key.
    """

    ticked = Signal(str, bool)

    def __init__(self, headings: Sequence[Heading], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings = tuple(headings)
        self.rows: list[PlainRow] = []
        self.changeable = True

    def show(self, rows: Sequence[PlainRow]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """The row of a key; -1 if it is not there."""
        return next((n for n, row in enumerate(self.rows) if row.key == key), -1)

    def key_at(self, index: Index) -> str:
        """The key of an index's row; empty outside the table."""
        return self.rows[index.row()].key if index.isValid() else ""

    # ------------------------------------------------------------ Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[column] if column < len(row.cells) else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column, title=row.title)
        if role == Qt.ItemDataRole.CheckStateRole:
            return self._tick(row, column)
        if role == Qt.ItemDataRole.FontRole:
            if row.title:
                return scaled_font(1.0, bold=True)
            return tabular(scaled_font(1.0)) if self.headings[column].number else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.tip or None
        return None

    def _alignment(self, column: int, *, title: bool) -> Qt.AlignmentFlag:
        right = self.headings[column].number and not title
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _tick(self, row: PlainRow, column: int) -> Qt.CheckState | None:
        if row.ticked is None or column != len(self.headings) - 1:
            return None
        return Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.headings[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section, title=False)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.changeable and self._tick(self.rows[index.row()], index.column()) is not None:
            found |= Qt.ItemFlag.ItemIsUserCheckable
        return found

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.tick(index.row(), on=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def tick(self, row: int, *, on: bool) -> None:
        """Say that a person wants this; whoever shows the rows shows them anew."""
        if self.changeable and self.rows[row].ticked not in (None, on):
            self.ticked.emit(self.rows[row].key, on)
