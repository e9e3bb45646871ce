"""Long tables of plain text: a register of nine hundred rows, quickly and without cut rows."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kks_desktop.reports import style
from kks_desktop.reports.document import plain
from kks_desktop.reports.fonts import REGULAR, printable, text_width
from kks_desktop.reports.tables import head, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlab.platypus import Flowable

    from kks_desktop.reports.tables import Cell, Command

_PADDING = 8.0
_MOST_LINES = 24
"""A cell with more goes on in a row of its own, so that every row fits any page."""
_BLANK_ROWS = 3
"""Rows to write on where a register has none."""
_LINE_ROOM = 17.0


@dataclass(frozen=True)
class ListColumn:
    """A column: its head, its part of the width, whether figures stand in it."""

    title: str
    share: float
    number: bool = False


@dataclass(frozen=True)
class Listing:
    """A table of texts; a blank text is a blank to fill, and no row at all gives blank rows."""

    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()


def listing_table(listing: Listing, width: float) -> Flowable:
    """The table over a width; its head repeats on each page."""
    columns = listing.columns
    whole = sum(column.share for column in columns)
    widths = [column.share / whole * width for column in columns]
    numbers = [place for place, column in enumerate(columns) if column.number]
    rows: list[list[Cell]] = [head(*(column.title for column in columns), numbers=numbers)]
    for texts in listing.rows:
        rows += [_row(part, columns, widths) for part in _parts(texts, widths)]
    look = _look(numbers)
    if not listing.rows:
        rows += [[""] * len(columns) for _ in range(_BLANK_ROWS)]
        look += [("BOTTOMPADDING", (0, 1), (-1, _BLANK_ROWS), _LINE_ROOM)]
        look += [("INNERGRID", (0, 1), (-1, _BLANK_ROWS), style.HAIRLINE, style.HAIR)]
    if listing.total:
        cells = zip(listing.total, columns, strict=True)
        rows.append(
            [
                plain(text, style.CELL_HEAD_NUMBER if column.number else style.CELL_STRONG)
                for text, column in cells
            ]
        )
    return table(rows, widths, look, total_row=bool(listing.total))


def _look(numbers: Sequence[int]) -> list[Command]:
    """Texts that need no paragraph look as those that do."""
    return [
        ("FONTSIZE", (0, 1), (-1, -1), style.CELL.fontSize),
        ("LEADING", (0, 1), (-1, -1), style.CELL.leading),
        ("TEXTCOLOR", (0, 1), (-1, -1), style.INK),
        *(("ALIGN", (place, 1), (place, -1), "RIGHT") for place in numbers),
    ]


def _row(
    texts: Sequence[str], columns: Sequence[ListColumn], widths: Sequence[float]
) -> list[Cell]:
    return [
        _cell(text, width - _PADDING, number=column.number)
        for text, column, width in zip(texts, columns, widths, strict=True)
    ]


def _cell(text: str, room: float, *, number: bool) -> Cell:
    """A line that fits stays a plain text, which costs a tenth of a paragraph."""
    if not text:
        return ""
    if "\n" not in text:
        shown = printable(text)
        if text_width(shown, style.CELL.fontSize, REGULAR) <= room:
            return shown.replace(" %", "\u00a0%")
    return plain(text, style.CELL_NUMBER if number else style.CELL)


def _parts(texts: tuple[str, ...], widths: Sequence[float]) -> Iterator[tuple[str, ...]]:
    """The row, or several where a text is longer than a page should hold in one."""
    short = all(len(text) < width for text, width in zip(texts, widths, strict=True))
    if short and not any("\n" in text for text in texts):
        yield texts  # far from a page even in the widest letters
        return
    pieces = [_pieces(text, width) for text, width in zip(texts, widths, strict=True)]
    for place in range(max(map(len, pieces))):
        yield tuple(own[place] if place < len(own) else "" for own in pieces)


def _pieces(text: str, width: float) -> list[str]:
    letters = max(4, int((width - _PADDING) / (0.62 * style.CELL.fontSize)))
    lines = [
        part
        for line in text.split("\n")
        for part in (textwrap.wrap(line, letters, break_on_hyphens=False) or [""])
    ]
    if len(lines) <= _MOST_LINES:
        return [text]
    return [
        " ".join(lines[start : start + _MOST_LINES]) for start in range(0, len(lines), _MOST_LINES)
    ]
