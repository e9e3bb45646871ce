"""Long tables of plain text: thousands of rows, page by page, without a cut row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, Table

from kks_desktop.reports import style
from kks_desktop.reports.fonts import BOLD, REGULAR, printable, text_width
from kks_desktop.reports.tables import ZEBRA_FROM, head

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kks_desktop.reports.tables import Cell, Command

_SIDE, _ABOVE, _BELOW = 4.0, 2.8, 3.6
_MOST_LINES = 24
"""A cell with more goes on in a row of its own, so that every row fits any page."""
_BLANK_ROWS = 3
"""Rows to write on where a register has none."""
_BLANK_LINES = 2
_UNBOUNDED = 10_000.0


@dataclass(frozen=True)
class ListColumn:
    """A column: its head, its part of the width, whether figures or bold words stand in it."""

    title: str
    share: float
    number: bool = False
    bold: bool = False

    @property
    def font(self) -> str:
        """The face of its cells."""
        return BOLD if self.bold else REGULAR


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
    rows = [
        part
        for texts in listing.rows
        for part in _parts([_lines(*one) for one in zip(texts, columns, widths, strict=True)])
    ]
    if not rows:
        rows = [["\n" * (_BLANK_LINES - 1)] * len(columns)] * _BLANK_ROWS
    total = [_lines(*one) for one in zip(listing.total, columns, widths, strict=False)]
    last = ["\n".join(lines) for lines in total]
    return PagedTable(columns, widths, rows, last)


def _lines(text: str, column: ListColumn, width: float) -> list[str]:
    """A text in lines that fit its column."""
    if not text:
        return []
    room, size = width - 2 * _SIDE, style.CELL.fontSize
    # the row of the sum is bold whatever its column is
    shown = printable(text).replace(" %", "\u00a0%")
    if "\n" not in shown and text_width(shown, size, BOLD) <= room:
        return [shown]
    found: list[str] = []
    for line in shown.split("\n"):
        found += _wrapped(line, room, size, column.font)
    return found


def _wrapped(line: str, room: float, size: float, font: str) -> Iterator[str]:
    """Words as long as they fit; a word longer than the column is cut."""
    now = ""
    for word in line.split(" "):
        longer = f"{now} {word}" if now else word
        if text_width(longer, size, font) <= room:
            now = longer
            continue
        if now:
            yield now
        now = word
        while text_width(now, size, font) > room and len(now) > 1:
            fits = _fitting(now, room, size, font)
            yield now[:fits]
            now = now[fits:]
    yield now


def _fitting(word: str, room: float, size: float, font: str) -> int:
    """How many letters of a word fit; at least one."""
    width = 0.0
    for place, letter in enumerate(word):
        width += text_width(letter, size, font)
        if width > room:
            return max(1, place)
    return len(word)


def _parts(cells: Sequence[list[str]]) -> Iterator[list[str]]:
    """The row, or several where a text has more lines than a page should hold in one."""
    most = max((len(lines) for lines in cells), default=0)
    for start in range(0, max(most, 1), _MOST_LINES):
        yield ["\n".join(lines[start : start + _MOST_LINES]) for lines in cells]


class PagedTable(Flowable):
    """A table of plain texts that makes itself page by page.

    reportlab's own measures all that is left at each page: five thousand rows take it a
    minute. Here a row's height is its lines. The last row never stands alone.
    """

    def __init__(
        self,
        columns: Sequence[ListColumn],
        widths: Sequence[float],
        rows: Sequence[Sequence[str]],
        total: Sequence[str],
        start: int = 0,
    ) -> None:
        super().__init__()
        self._columns, self._widths = columns, widths
        self._rows, self._total, self._start = rows, total, start
        numbers = [place for place, column in enumerate(columns) if column.number]
        self._head: list[Cell] = head(*(column.title for column in columns), numbers=numbers)
        self._head_height = max(
            cell.wrap(width - 2 * _SIDE, _UNBOUNDED)[1]
            for cell, width in zip(self._head, widths, strict=True)
            if isinstance(cell, Flowable)
        )
        self._head_height += _ABOVE + _BELOW
        self.width = sum(widths)

    def _height(self, row: Sequence[str]) -> float:
        lines = max((text.count("\n") + 1 for text in row if text), default=1)
        return lines * style.CELL.leading + _ABOVE + _BELOW

    def _fit(self, room: float) -> int:
        """How many of the rows left have room; with the sum, if all do."""
        left = room - self._head_height
        for place in range(self._start, len(self._rows)):
            left -= self._height(self._rows[place])
            if left < 0:
                return place - self._start
        if self._total and left < self._height(self._total):
            return len(self._rows) - self._start - 1
        return len(self._rows) - self._start

    def wrap(self, _width: float, height: float) -> tuple[float, float]:
        """The height of all that is left, or more than there is."""
        count = len(self._rows) - self._start
        if self._fit(height) < count:
            self.height = height + 1
        else:
            rows = sum(self._height(row) for row in self._rows[self._start :])
            total = self._height(self._total) if self._total else 0.0
            self.height = self._head_height + rows + total
        return self.width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        """What fits, and the rest; the rest is never one row."""
        count, fits = len(self._rows) - self._start, self._fit(height)
        if fits < count and count - fits == 1 and fits > 1:
            fits -= 1
        if fits == 0:
            return []
        end = self._start + fits
        if fits == count:
            return [self._table(end)]
        rest = PagedTable(self._columns, self._widths, self._rows, self._total, end)
        return [self._table(end), rest]

    def draw(self) -> None:
        """All that is left, which fits here."""
        table = self._table(len(self._rows))
        table.wrapOn(self.canv, self.width, _UNBOUNDED)
        table.drawOn(self.canv, 0, 0)

    def _table(self, end: int) -> Table:
        rows = self._rows[self._start : end]
        closing = [self._total] if self._total and end == len(self._rows) else []
        heights = [self._head_height, *map(self._height, [*rows, *closing])]
        look = [*self._look(len(rows)), *(_total_look() if closing else [])]
        data: list[Sequence[Cell]] = [self._head, *rows, *closing]
        return Table(
            [list(row) for row in data],
            colWidths=list(self._widths),
            rowHeights=heights,
            style=look,
            hAlign="LEFT",
        )

    def _look(self, count: int) -> list[Command]:
        look: list[Command] = [
            ("FONT", (0, 0), (-1, -1), REGULAR, style.CELL.fontSize, style.CELL.leading),
            ("TEXTCOLOR", (0, 0), (-1, -1), style.INK),
            ("LEFTPADDING", (0, 0), (-1, -1), _SIDE),
            ("RIGHTPADDING", (0, 0), (-1, -1), _SIDE),
            ("TOPPADDING", (0, 0), (-1, -1), _ABOVE),
            ("BOTTOMPADDING", (0, 0), (-1, -1), _BELOW),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
            ("BACKGROUND", (0, 0), (-1, 0), style.HEAD_FILL),
            ("LINEBELOW", (0, 0), (-1, 0), 0.9, style.ACCENT),
            ("LINEBELOW", (0, 1), (-1, -1), style.HAIRLINE, style.HAIR),
        ]
        for place, column in enumerate(self._columns):
            if column.number:
                look.append(("ALIGN", (place, 1), (place, -1), "RIGHT"))
            if column.bold:
                look.append(("FONTNAME", (place, 1), (place, -1), BOLD))
        if len(self._rows) > ZEBRA_FROM:
            first = 1 + (self._start + 1) % 2
            look += [
                ("BACKGROUND", (0, at), (-1, at), style.ZEBRA_FILL)
                for at in range(first, count + 1, 2)
            ]
        return look


def _total_look() -> list[Command]:
    return [
        ("FONTNAME", (0, -1), (-1, -1), BOLD),
        ("LINEABOVE", (0, -1), (-1, -1), 0.9, style.ACCENT),
        ("BACKGROUND", (0, -1), (-1, -1), style.HEAD_FILL),
    ]
