"""Problems as a table: how grave, what, where."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

    from kks_desktop.domain.problems.model import Problem

Index = QModelIndex | QPersistentModelIndex
SEVERITY, SENTENCE, PLACE = range(3)
PROBLEM_ROLE = Qt.ItemDataRole.UserRole

Row = tuple["Problem", str, str]
"""A problem, the words for how grave it is, and its place."""


class ProblemsModel(QAbstractTableModel):
    """Rows that are replaced as a whole; ``mark`` gives the icon of a problem."""

    def __init__(self, mark: Callable[[bool], QIcon], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mark = mark
        self._rows: Sequence[Row] = ()
        self._titles = (self.tr("Sifat"), self.tr("Yang perlu diperbaiki"), self.tr("Tempat"))

    def show(self, rows: Sequence[Row]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def problem(self, index: Index) -> Problem | None:
        """The problem at an index."""
        return self._rows[index.row()][0] if index.isValid() else None

    def row_of(self, problem: Problem) -> int:
        """The row of the problem of the same rule and place; -1 if it is gone."""
        key = (problem.rule, problem.code, problem.field)
        rows = enumerate(self._rows)
        return next((n for n, (p, *_) in rows if (p.rule, p.code, p.field) == key), -1)

    # ------------------------------------------------------------ Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        problem, severity, place = self._rows[index.row()]
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return (severity, problem.sentence, place)[column]
        if role == Qt.ItemDataRole.DecorationRole and column == SEVERITY:
            return self._mark(problem.hard)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{severity}: {problem.sentence} {place}"
        if role == Qt.ItemDataRole.ToolTipRole and column != SEVERITY:
            # as markup it wraps; what people typed into it stays text
            return f"<p>{escape(problem.sentence if column == SENTENCE else place)}</p>"
        if role == PROBLEM_ROLE:
            return problem
        return None
