"""The indicators of one list with their state and score, filtered on request."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kks_desktop.domain.instrument import Indicator
from kks_desktop.domain.look import STATE_MARKS
from kks_desktop.domain.scoring import AnswerState, IndicatorScore, Scored

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
CODE_ROLE = Qt.ItemDataRole.UserRole + 1


class Filter(StrEnum):
    """Which indicators are listed."""

    ALL = "semua"
    BLANK = "kosong"
    SILENT = "belum_diputuskan"
    DIFFERS = "berbeda"
    PROBLEM = "perlu_diperbaiki"
    CARRIED = "dibawa"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    code: str
    title: str
    state: str
    score: int | None
    differs: bool


def passes(chosen: Filter, found: IndicatorScore, *, carried: bool) -> bool:
    """Whether an indicator is listed under a filter; ``carried`` waits to be confirmed."""
    match chosen:
        case Filter.ALL:
            return True
        case Filter.BLANK:
            return found.state in (AnswerState.EMPTY, AnswerState.INCOMPLETE)
        case Filter.SILENT:
            return found.state is AnswerState.SILENT
        case Filter.DIFFERS:
            return found.differs
        case Filter.PROBLEM:
            return found.state is AnswerState.PROBLEM
        case Filter.CARRIED:
            return carried


class IndicatorListModel(QAbstractListModel):
    """Rows of one tatanan, or of kelembagaan."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._indicators: tuple[Indicator, ...] = ()
        self._rows: list[Row] = []

    def show(
        self,
        indicators: Sequence[Indicator],
        scored: Scored,
        chosen: Filter = Filter.ALL,
        carried: Set[str] = frozenset(),
    ) -> None:
        """List these indicators, as far as the filter lets them through.

        ``carried`` are the codes that wait to be confirmed.
        """
        self.beginResetModel()
        self._indicators = tuple(indicators)
        found = scored.indicators
        self._rows = [
            _row(indicator, found[indicator.code], carried)
            for indicator in indicators
            if passes(chosen, found[indicator.code], carried=indicator.code in carried)
        ]
        self.endResetModel()

    def refresh(
        self, scored: Scored, codes: frozenset[str], carried: Set[str] = frozenset()
    ) -> None:
        """Show the new state of some indicators; none appears or vanishes under the hand."""
        titles = {indicator.code: indicator for indicator in self._indicators}
        for number, row in enumerate(self._rows):
            if row.code in codes:
                fresh = _row(titles[row.code], scored.indicators[row.code], carried)
                if fresh != row:
                    self._rows[number] = fresh
                    self.dataChanged.emit(self.index(number), self.index(number))

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes listed."""
        return tuple(row.code for row in self._rows)

    def row_of(self, code: str) -> int:
        """The row of a code; -1 if it is not listed."""
        return next((n for n, row in enumerate(self._rows) if row.code == code), -1)

    # ------------------------------------------------------------ Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == CODE_ROLE:
            return row.code
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.code} {row.title}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.code} {row.title}\n{STATE_MARKS[row.state][1]}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            score = "" if row.score is None else f", {row.score}"
            differs = self.tr(", berbeda dari saran") if row.differs else ""
            return f"{row.code} {row.title}, {STATE_MARKS[row.state][1]}{score}{differs}"
        return None


def _row(indicator: Indicator, found: IndicatorScore, carried: Set[str]) -> Row:
    state = "dibawa" if indicator.code in carried else found.state.value
    return Row(indicator.code, indicator.title, state, found.score, found.differs)
