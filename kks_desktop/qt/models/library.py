"""The library of proof as a table model."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kks_desktop.domain.library import FileState, ShelfRow

Index = QModelIndex | QPersistentModelIndex
HEADINGS = ("Berkas", "Dipakai di", "Tahun", "Keadaan")
NAME, TARGETS, YEARS, STATE = range(4)
_MARKS = {
    FileState.DAMAGED: "▲",
    FileState.WRONG_YEAR: "▲",
    FileState.UNUSED: "○",
    FileState.UNVALIDATED: "◐",
    FileState.SOUND: "✓",
}
_SHOWN_TARGETS = 4


class LibraryModel(QAbstractTableModel):
    """Files as rows; made for thousands of them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[ShelfRow] = ()

    def show(self, rows: Sequence[ShelfRow]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def row_of(self, sha256: str) -> int:
        """The place of a file; -1 if it is not listed."""
        return next((i for i, row in enumerate(self.rows) if row.file.sha256 == sha256), -1)

    # ------------------------------------------------------------ Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((row.file.name, ", ".join(row.targets)))
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        match index.column():
            case 0:
                return row.file.title
            case 1:
                more = len(row.targets) - _SHOWN_TARGETS
                shown = ", ".join(map(_target_words, row.targets[:_SHOWN_TARGETS]))
                return f"{shown} +{more}" if more > 0 else shown
            case 2:
                return ", ".join(str(year) for year in sorted(row.file.years))
            case _:
                return f"{_MARKS[row.state]} {row.state.value}"


def _target_words(target: str) -> str:
    """``1.06``; a row of a register by the register's name."""
    name, colon, row = target.partition(":")
    return f"{name} {row[-8:]}" if colon else target
