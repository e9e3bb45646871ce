"""A short list of rows that are chosen from: a text, a quieter text, and what they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Sequence

Index = QModelIndex | QPersistentModelIndex
QUIET_ROLE = Qt.ItemDataRole.UserRole + 1
VALUE_ROLE = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Choice:
    """One row."""

    text: str
    quiet: str
    value: object


class ChoicesModel(QAbstractListModel):
    """Rows that are replaced as a whole; there are never many."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Choice] = ()

    def show(self, rows: Sequence[Choice]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def choice(self, index: Index) -> Choice | None:
        """The row at an index."""
        return self._rows[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()].text
        if role == QUIET_ROLE:
            return self._rows[index.row()].quiet
        if role == VALUE_ROLE:
            return self._rows[index.row()].value
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row = self._rows[index.row()]
            return f"{row.text}, {row.quiet}"
        return None
