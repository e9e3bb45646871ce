"""The cells of a grid as Qt wants them: read once, sorted and sieved without touching them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kks_desktop.domain.columns import Column, shown, sort_key
from kks_desktop.qt.widgets.grid.source import frozen_columns

if TYPE_CHECKING:
    from kks_desktop.qt.widgets.grid.source import GridSource

Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_LONGEST_TIP = 1_000
_FIXED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITABLE = _FIXED | Qt.ItemFlag.ItemIsEditable


class Cell(NamedTuple):
    """A cell as kept, as read, and why it needs a look."""

    raw: str
    text: str
    fault: str


class Keep(Enum):
    """Which rows are shown."""

    ALL = "semua"
    BLANK = "kosong"
    FAULTY = "perlu_diperbaiki"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Which rows are shown and in what order; ``sort`` is a column or -1 for none."""

    text: str = ""
    keep: Keep = Keep.ALL
    sort: int = -1
    descending: bool = False


class GridModel(QAbstractTableModel):
    """Rows of a source; a change of content never moves a row by itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source: GridSource | None = None
        self.columns: Sequence[Column] = ()
        self.titles: Sequence[str] = ()
        self.arrangement = Arrangement()
        self.total = 0
        self._known: set[str] = set()
        self._codes: list[str] = []
        self._row_of: dict[str, int] = {}
        self._cells: dict[str, list[Cell | None]] = {}
        self._words: dict[str, str] = {}

    # ------------------------------------------------------------ rows

    def knows(self, code: str) -> bool:
        """Whether the register has this row, shown or not."""
        return self._source is not None and code in self._source.rows()

    def show(self, source: GridSource) -> None:
        """Show another source, every row in its natural order."""
        self.beginResetModel()
        self._source = source
        self.columns, self.titles = tuple(source.columns), tuple(source.titles)
        self.arrangement = Arrangement()
        self._forget()
        self._arrange()
        self.endResetModel()

    def arrange(self, arrangement: Arrangement) -> None:
        """Sieve and sort the rows anew."""
        self.beginResetModel()
        self.arrangement = arrangement
        self._arrange()
        self.endResetModel()

    def reread(self) -> None:
        """Read everything again."""
        self.beginResetModel()
        self._forget()
        self._arrange()
        self.endResetModel()

    def touch(self, codes: Iterable[str]) -> bool:
        """Read rows again; each stays where it is, a new one comes last.

        ``True`` if rows came or went, which resets the model.
        """
        touched = set(codes)
        for code in touched:
            self._cells.pop(code, None)
            self._words.pop(code, None)
        natural = self._source.rows() if self._source else ()
        if set(natural) != self._known:
            self._take_rows(natural)
            return True
        for row in sorted(self._row_of[code] for code in touched if code in self._row_of):
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
        return False

    def _take_rows(self, natural: Sequence[str]) -> None:
        self.beginResetModel()
        there, new = set(natural), [code for code in natural if code not in self._known]
        if self.arrangement == Arrangement():
            self._set_codes(natural)
        else:
            self._set_codes([code for code in self._codes if code in there] + new)
        self._known, self.total = there, len(natural)
        self._cells = {code: cells for code, cells in self._cells.items() if code in there}
        self.endResetModel()

    def _forget(self) -> None:
        self._cells.clear()
        self._words.clear()

    def _arrange(self) -> None:
        natural = self._source.rows() if self._source else ()
        self._known, self.total = set(natural), len(natural)
        order = self.arrangement
        kept = [code for code in natural if self._is_kept(code)]
        if 0 <= order.sort < len(self.columns):
            kept = self._sorted(kept, order.sort, order.descending)
        self._set_codes(kept)

    def _set_codes(self, codes: Sequence[str]) -> None:
        self._codes = list(codes)
        self._row_of = {code: row for row, code in enumerate(self._codes)}

    def _sorted(self, codes: list[str], at: int, descending: bool) -> list[str]:
        column = self.columns[at]
        keys = {code: sort_key(column, self._cell(code, at).raw) for code in codes}
        if not descending:
            return sorted(codes, key=keys.__getitem__)
        # what cannot be read and what is blank come last either way
        readable = [code for code in codes if keys[code][0] == 0]
        rest = [code for code in codes if keys[code][0] != 0]
        return [
            *sorted(readable, key=keys.__getitem__, reverse=True),
            *sorted(rest, key=keys.__getitem__),
        ]

    def _is_kept(self, code: str) -> bool:
        order = self.arrangement
        if order.keep is Keep.BLANK and not self._is_blank(code):
            return False
        if order.keep is Keep.FAULTY and not self._is_faulty(code):
            return False
        return not order.text or order.text in self._row_words(code)

    def _is_blank(self, code: str) -> bool:
        """Whether nothing is filled in beside what says which row it is."""
        first = frozen_columns(self.columns)
        return not any(
            self._cell(code, at).raw
            for at in range(first, len(self.columns))
            if not self.columns[at].fixed
        )

    def _is_faulty(self, code: str) -> bool:
        return any(self._cell(code, at).fault for at in range(len(self.columns)))

    def _row_words(self, code: str) -> str:
        words = self._words.get(code)
        if words is None:
            cells = (self._cell(code, at).text for at in range(len(self.columns)))
            words = self._words[code] = "\n".join(cells).casefold()
        return words

    # ------------------------------------------------------------ cells

    @property
    def codes(self) -> Sequence[str]:
        """The rows shown, top down."""
        return self._codes

    def code(self, row: int) -> str:
        """The code of a shown row; empty where there is none."""
        return self._codes[row] if 0 <= row < len(self._codes) else ""

    def row_of(self, code: str) -> int:
        """Where a row is shown; -1 if it is not."""
        return self._row_of.get(code, -1)

    def column_of(self, column_id: str) -> int:
        """Where a column stands; -1 if there is none."""
        return next((at for at, c in enumerate(self.columns) if c.id == column_id), -1)

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a place that exists."""
        return self._cell(self._codes[row], column)

    def raw(self, code: str, column_id: str) -> str:
        """A cell as it is kept, shown or not."""
        return self._source.raw(code, column_id) if self._source else ""

    def _cell(self, code: str, at: int) -> Cell:
        cells = self._cells.get(code)
        if cells is None:
            cells = self._cells[code] = [None] * len(self.columns)
        cell = cells[at]
        if cell is None:
            cell = cells[at] = self._read(code, self.columns[at])
        return cell

    def _read(self, code: str, column: Column) -> Cell:
        assert self._source is not None  # rows come from it
        raw = self._source.raw(code, column.id)
        return Cell(raw, shown(column, raw), self._source.faults(code, column.id))

    def find(self, text: str, row: int, column: int, step: int) -> tuple[int, int] | None:
        """The next cell that holds a text, round the table; ``step`` is 1 or -1."""
        width = len(self.columns)
        size = width * len(self._codes)
        if not text or not size:
            return None
        wanted, start = text.casefold(), row * width + column
        for away in range(1, size + 1):
            at_row, at_column = divmod((start + step * away) % size, width)
            code = self._codes[at_row]
            if wanted in self._row_words(code) and (
                wanted in self._cell(code, at_column).text.casefold()
            ):
                return at_row, at_column
        return None

    # ------------------------------------------------------------ Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._codes)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        locked = self._source is None or self._source.read_only
        return _FIXED if locked or self.columns[index.column()].fixed else _EDITABLE

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        cell = self.cell(index.row(), index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            words = cell.fault or (cell.text if len(cell.text) > column.chars else "")
            # escaped: Qt would take a text with tags in it for a page
            return f"<p>{escape(words[:_LONGEST_TIP])}</p>" if words else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.is_number else _LEFT
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), index.column(), cell)
        return None

    def _spoken(self, row: int, at: int, cell: Cell) -> str:
        """A cell as a screen reader says it: which row, which column, what, what is wrong."""
        name = max(0, frozen_columns(self.columns) - 1)
        whose = self.cell(row, name).text if at != name else ""
        said = cell.text or self.tr("kosong")
        return ", ".join(part for part in (whose, self.titles[at], said, cell.fault) if part)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.titles[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.columns[section].hint or None
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[section].is_number:
            return int(_RIGHT) | int(Qt.TextFlag.TextWordWrap)
        return None
