"""Sheets of OPD as a workbook (XLSX): the same sheets give the same bytes.

Text is never a formula, numbers are numbers, a blank cell is blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from kks_desktop.domain.agency_sheet import AgencySheet, SheetRow
from kks_desktop.domain.columns import long_date
from kks_desktop.domain.look import ACCENT
from kks_desktop.domain.numbers import format_number

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | None

MAX_CELL = 32_767
"""Longest text that a cell takes; a longer one would be left out whole."""
MAX_NAME = 31
"""Longest name of a worksheet."""
HEAD = 3
"""The row of the headings, from 0: above it stand title, date and sums."""
_SUMMARY = "Ringkasan"
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_A4 = 9


class _Column(NamedTuple):
    heading: str
    width: int
    number: bool = False


_SHEET_COLUMNS = (
    _Column("Kode", 7),
    _Column("Indikator", 44),
    _Column("Peran", 11),
    _Column("Keadaan", 17),
    _Column("Nilai", 8, number=True),
    _Column("Nilai tertinggi", 10, number=True),
    _Column("Kurang", 9, number=True),
    _Column("Bila diverifikasi hari ini", 13, number=True),
    _Column("Bukti", 17),
    _Column("Langkah berikutnya", 56),
    _Column("Rencana", 18),
)
_SUMMARY_COLUMNS = (
    _Column("OPD", 46),
    _Column("Indikator utama", 11, number=True),
    _Column("Terisi", 9, number=True),
    _Column("Terbukti", 10, number=True),
    _Column("Indikator didukung", 12, number=True),
    _Column("Poin", 9, number=True),
    _Column("Poin tertinggi", 11, number=True),
    _Column("Kurang", 9, number=True),
    _Column("Bila diverifikasi hari ini", 13, number=True),
    _Column("Bagian rencana", 10, number=True),
)


def workbook_bytes(sheets: Sequence[AgencySheet]) -> bytes:
    """One worksheet for each agency; several begin with a summary of all."""
    from xlsxwriter import Workbook

    target = BytesIO()
    book = Workbook(
        target,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    first = sheets[0]
    book.set_properties(
        {
            "title": f"OPD {first.region} {first.year}",
            "author": "KKS Desktop",
            "created": datetime(first.day.year, first.day.month, first.day.day),
        }
    )
    looks = _Looks(book)
    names = _names([_SUMMARY, *(sheet.agency for sheet in sheets)])
    if len(sheets) > 1:
        rows = [_summary_row(sheet) for sheet in sheets]
        heads = ("Ringkasan OPD", _origin(first), "")
        _write(book.add_worksheet(names[0]), heads, _SUMMARY_COLUMNS, rows, looks)
    for name, sheet in zip(names[1:], sheets, strict=True):
        heads = (sheet.agency, _origin(sheet), _sums(sheet))
        _write(book.add_worksheet(name), heads, _SHEET_COLUMNS, map(_cells, sheet.rows), looks)
    book.close()
    return target.getvalue()


class _Looks:
    """The few formats of a workbook."""

    def __init__(self, book: Workbook) -> None:
        frame = {"border": 1, "border_color": "#C9D3CF", "valign": "top"}
        self.title = book.add_format({"bold": True, "font_size": 14, "quote_prefix": True})
        self.muted = book.add_format({"font_color": "#55605C"})
        self.head = book.add_format(
            {
                **frame,
                "bold": True,
                "text_wrap": True,
                "valign": "vcenter",
                "bg_color": ACCENT,
                "font_color": "#FFFFFF",
            }
        )
        self.text = book.add_format({**frame, "text_wrap": True})
        # With the sign of text in front of it, a cell stays text when a person edits it.
        self.quoted = book.add_format({**frame, "text_wrap": True, "quote_prefix": True})
        self.number = book.add_format({**frame, "num_format": "#,##0"})


def _write(
    page: Worksheet,
    heads: Sequence[str],
    columns: Sequence[_Column],
    rows: Iterator[Sequence[Cell]] | Sequence[Sequence[Cell]],
    looks: _Looks,
) -> None:
    for at, words in enumerate(heads):
        page.write_string(at, 0, words[:MAX_CELL], looks.muted if at else looks.title)
    for place, column in enumerate(columns):
        page.set_column(place, place, column.width)
        page.write_string(HEAD, place, column.heading, looks.head)
    last = HEAD
    for last, row in enumerate(rows, HEAD + 1):
        for place, cell in enumerate(row):
            _write_cell(page, last, place, cell, looks)
    page.freeze_panes(HEAD + 1, 2 if columns is _SHEET_COLUMNS else 1)
    page.autofilter(HEAD, 0, last, len(columns) - 1)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEAD)
    page.set_footer("&L&A&RHalaman &P dari &N")


def _write_cell(page: Worksheet, row: int, place: int, cell: Cell, looks: _Looks) -> None:
    if cell is None:
        page.write_blank(row, place, None, looks.text)
    elif isinstance(cell, int):
        page.write_number(row, place, cell, looks.number)
    else:
        look = looks.quoted if cell.startswith(_FORMULA) else looks.text
        page.write_string(row, place, _fitting(cell), look)


def _fitting(text: str) -> str:
    return text if len(text) <= MAX_CELL else f"{text[: MAX_CELL - 1]}…"


def _cells(row: SheetRow) -> tuple[Cell, ...]:
    return (
        row.code,
        row.title,
        row.part,
        row.state,
        row.score,
        row.most,
        row.missing,
        row.verified,
        row.proof,
        row.step or None,
        row.plan or None,
    )


def _summary_row(sheet: AgencySheet) -> tuple[Cell, ...]:
    return (
        sheet.agency,
        sheet.of,
        sheet.answered,
        sheet.proven,
        sheet.supported,
        sheet.earned,
        sheet.most,
        sheet.missing,
        sheet.verified,
        sheet.planned,
    )


def _origin(sheet: AgencySheet) -> str:
    practice = "DATA LATIHAN · " if sheet.practice else ""
    return f"{practice}{sheet.region} · Penilaian {sheet.year} · per {long_date(sheet.day)}"


def _sums(sheet: AgencySheet) -> str:
    return (
        f"{sheet.answered} dari {sheet.of} indikator utama terisi, {sheet.proven} terbukti; "
        f"{format_number(sheet.earned)} dari {format_number(sheet.most)} poin, "
        f"kurang {format_number(sheet.missing)}."
    )


def _names(wanted: Sequence[str]) -> list[str]:
    """Names that Excel takes: short, without its signs, each once."""
    found: list[str] = []
    taken = {"history"}  # reserved by Excel
    for words in wanted:
        plain = _NOT_IN_NAMES.sub(" ", words).strip() or "OPD"
        name, number = plain[:MAX_NAME].strip(), 1
        while name.lower() in taken:
            number += 1
            tail = f" ({number})"
            name = f"{plain[: MAX_NAME - len(tail)].strip()}{tail}"
        taken.add(name.lower())
        found.append(name)
    return found
