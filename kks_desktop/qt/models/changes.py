"""Tatanan and their indicators on both sides of a comparison, as a tree."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)

from kks_desktop.domain.comparison import (
    KELEMBAGAAN,
    Comparison,
    Direction,
    GroupChange,
    IndicatorChange,
)
from kks_desktop.domain.numbers import format_number
from kks_desktop.qt.theme import line_height, scaled_font, space, tabular

Index = QModelIndex | QPersistentModelIndex
CODE_ROLE = Qt.ItemDataRole.UserRole
NAME, BEFORE, NOW, DIFFERENCE, NOTE = range(5)
_TOP = 0


def signed(difference: int) -> str:
    """``▲ 50``, ``▼ 25`` or ``=``."""
    if difference == 0:
        return "="
    return f"{'▲' if difference > 0 else '▼'} {format_number(abs(difference))}"


def _row_size() -> QSize:
    return QSize(0, line_height() + 2 * space())


class ChangesModel(QAbstractItemModel):
    """Groups at the top; under each its indicators, as far as the filter lets them through."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: list[GroupChange] = []
        self._rows: list[list[IndicatorChange]] = []
        self._titles = ("", "")

    def show(
        self, comparison: Comparison, before: str, now: str, chosen: Direction | None = None
    ) -> None:
        """Show a comparison; ``before`` and ``now`` name its sides."""
        self.beginResetModel()
        self._titles = (before, now)
        self._groups, self._rows = [], []
        for group in comparison.groups:
            rows = [c for c in group.indicators if chosen is None or c.direction is chosen]
            if rows:
                self._groups.append(group)
                self._rows.append(rows)
        self.endResetModel()

    @property
    def codes(self) -> list[str]:
        """The indicators listed."""
        return [change.code for rows in self._rows for change in rows]

    # ------------------------------------------------------------ Qt

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        # a group carries 0, an indicator the number of its group and one
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _TOP)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _TOP)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() == _TOP and parent.column() == 0:
            return len(self._rows[parent.row()])
        return 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return NOTE + 1

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Indikator"),
            *self._titles,
            self.tr("Selisih"),
            "  " + self.tr("Keterangan"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        if index.internalId() == _TOP:
            return self._group_data(self._groups[index.row()], index.column(), role)
        change = self._rows[index.internalId() - 1][index.row()]
        return self._change_data(change, index.column(), role)

    @staticmethod
    def _alignment(column: int) -> Qt.AlignmentFlag:
        side = (
            Qt.AlignmentFlag.AlignRight
            if column in (BEFORE, NOW, DIFFERENCE)
            else Qt.AlignmentFlag.AlignLeft
        )
        return side | Qt.AlignmentFlag.AlignVCenter

    def _group_data(self, group: GroupChange, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.FontRole:
            return tabular(scaled_font(1.0, bold=True))
        if role == Qt.ItemDataRole.SizeHintRole:
            return _row_size()
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        number = f"{group.number} " if group.number != KELEMBAGAAN else ""
        of = len(group.indicators)
        return (
            f"{number}{group.name}",
            format_number(group.before),
            format_number(group.now),
            signed(group.difference),
            "  "
            + self.tr("terjawab {0} menjadi {1} dari {2}").format(
                group.answered_before, group.answered_now, of
            ),
        )[column]

    def _change_data(self, change: IndicatorChange, column: int, role: int) -> object:
        if role == CODE_ROLE:
            return change.code if change.asked_now else ""
        if role == Qt.ItemDataRole.FontRole:
            return tabular(scaled_font(1.0))
        if role == Qt.ItemDataRole.ToolTipRole and column == NAME:
            return f"{change.code} {change.title}"
        if role == Qt.ItemDataRole.SizeHintRole:
            return _row_size()
        if role == Qt.ItemDataRole.AccessibleTextRole and column == DIFFERENCE:
            return f"{change.direction.value} {abs(change.difference)}"
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        blank = "–"
        return (
            f"{change.code} {change.title}",
            blank if change.before is None else str(change.before),
            blank if change.now is None else str(change.now),
            signed(change.difference),
            f"  {change.note}" if change.note else "",
        )[column]
