"""Registers as tables of the profile: cells in words, blanks as blanks, sums of whole columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from kks_desktop.domain.columns import Column, ColumnKind, number_of, parse_point, shown
from kks_desktop.domain.instrument import YEARS, Year
from kks_desktop.domain.numbers import format_number
from kks_desktop.domain.registers import Cells, Register, Table, row_id, rows_of
from kks_desktop.reports.listing import ListColumn, Listing

Pick = Callable[[Cells], str]
Years = Mapping[Year, int]
_NUMBER = ListColumn("No", 0.055, number=True)
_DOTS = "…" * 12
_FIGURE = Column("angka", "", ColumnKind.NUMBER)


def in_words(register: Register, cells: Cells, field: str) -> str:
    """A cell as people read it; blank stays blank."""
    column = register.column(field)
    return shown(column, cells.get(field, "")) if column else cells.get(field, "")


def figure(raw: str) -> str:
    """A typed figure as it is read; what is no figure stays as it is."""
    return shown(_FIGURE, raw)


def or_dots(text: str) -> str:
    """A text inside a sentence, or dots to write on."""
    return text.strip() or _DOTS


def ended(text: str) -> str:
    """A text as the end of a sentence: ``M.T.`` has its full stop already."""
    return text if text.endswith(".") else f"{text}."


def place_words(raw: str) -> str:
    """Coordinates as ``-1,60150; 103,60120``; what cannot be read stays as it is."""
    point = parse_point(raw)
    if point is None:
        return raw
    return "; ".join(format_number(part, 5, keep_zeros=True) for part in point)


def numbered(
    rows: Sequence[Cells],
    columns: Sequence[tuple[ListColumn, Pick]],
    total: tuple[str, ...] = (),
) -> Listing:
    """A numbered table with what is picked from each row."""
    return Listing(
        (_NUMBER, *(column for column, _ in columns)),
        tuple(
            (format_number(number), *(pick(cells) for _, pick in columns))
            for number, cells in enumerate(rows, 1)
        ),
        total,
    )


def two_years(register: Register, table: Table, years: Years, first: str) -> Listing:
    """A register of fixed rows with a figure for each year."""
    labels = dict(register.rows)
    codes = rows_of(register, table)
    columns = [ListColumn(first, 0.5)]
    columns += [ListColumn(str(years[year]), 0.25, number=True) for year in YEARS]
    rows = tuple(
        (labels[row_id(code)], *(in_words(register, table.get(code, {}), year) for year in YEARS))
        for code in codes
    )
    cells = [table.get(code, {}) for code in codes]
    return Listing(tuple(columns), rows, ("Jumlah", *(sum_words(cells, year) for year in YEARS)))


def sum_words(rows: Sequence[Cells], field: str) -> str:
    """The sum of a column; blank while a row is blank: an unknown is not zero."""
    numbers = [number_of(cells.get(field, "")) for cells in rows]
    known = [number for number in numbers if number is not None]
    if not rows or len(known) < len(numbers):
        return ""
    return format_number(sum(known, Decimal(0)), 2)
