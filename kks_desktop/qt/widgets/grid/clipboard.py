"""Tables on the clipboard as spreadsheets write them: tabs, line ends and quoted cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kks_desktop.domain.columns import Column, ColumnKind, shown
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.numbers import format_number

Block = list[list[str]]
"""Rows of cells, all of the same length."""

MAX_ROWS = 2_000
"""More than twice the largest register."""
MAX_COLUMNS = 100
MAX_CELL = 20_000
MAX_CHARACTERS = 4_000_000

_TOO_LARGE = (
    "Tempelan ini terlalu besar: paling banyak {} baris dan {} kolom sekali tempel. "
    "Tidak ada isian yang berubah; salin bagian yang diperlukan saja."
)
_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=[\t\r\n]|\Z)')
_PLAIN = re.compile(r"[^\t\r\n]*")
_LINE_END = re.compile(r"\r\n?|\n")
_MARKS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff]")


def parse_block(text: str) -> Block:
    """Read a copied table; short rows are filled with blanks.

    Raises:
        KksError: it is larger than any table here, or one of its cells is.
    """
    if len(text) > MAX_CHARACTERS:
        raise _too_large()
    clean = _MARKS.sub("", text)
    rows = _quoted_rows(clean) if '"' in clean else _plain_rows(clean)
    if len(rows) > 1 and rows[-1] == [""]:
        rows.pop()  # the line end after the last row
    width = max(map(len, rows))
    if len(rows) > MAX_ROWS or width > MAX_COLUMNS:
        raise _too_large()
    for number, row in enumerate(rows, 1):
        if max(map(len, row)) > MAX_CELL:
            raise KksError(
                f"Baris {format_number(number)} tempelan memuat sel yang lebih panjang dari "
                f"{format_number(MAX_CELL)} huruf. Tidak ada isian yang berubah.",
                code="PASTE_TOO_LARGE",
            )
        row.extend([""] * (width - len(row)))
    return rows


def _too_large() -> KksError:
    return KksError(
        _TOO_LARGE.format(format_number(MAX_ROWS), format_number(MAX_COLUMNS)),
        code="PASTE_TOO_LARGE",
    )


def _plain_rows(text: str) -> Block:
    lines = _LINE_END.split(text, MAX_ROWS + 2)  # the rest stays one line: too many rows
    return [line.split("\t", MAX_COLUMNS + 1) for line in lines]


def _quoted_rows(text: str) -> Block:
    rows: Block = [[]]
    at = 0
    while True:
        quoted = _QUOTED.match(text, at)
        # quotes stand for themselves unless there is something in the cell to protect
        if quoted and re.search(r'[\t\r\n]|""', quoted[1]):
            cell = _LINE_END.sub("\n", quoted[1].replace('""', '"'))
            at = quoted.end()
        else:
            plain = _PLAIN.match(text, at)
            cell = plain[0] if plain else ""
            at += len(cell)
        rows[-1].append(cell)
        if at >= len(text):
            return rows
        if text[at] == "\t":
            at += 1
        else:
            at += 2 if text.startswith("\r\n", at) else 1
            rows.append([])
        if len(rows) > MAX_ROWS + 2 or len(rows[-1]) > MAX_COLUMNS:
            raise _too_large()


def block_text(rows: Sequence[Sequence[str]]) -> str:
    """Write a table so that spreadsheets and ``parse_block`` read the same cells."""
    return "\r\n".join("\t".join(_written(cell) for cell in row) for row in rows)


def _written(cell: str) -> str:
    if re.search(r"[\t\r\n]", cell) or cell.startswith('"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def copied_text(column: Column, raw: str) -> str:
    """A cell for the clipboard, in the form that every spreadsheet and this grid read alike.

    Days and figures are copied as they are kept: ``2024-03-01`` and ``1250000`` mean
    the same in every country.
    """
    if column.kind in (ColumnKind.YES_NO, ColumnKind.CHOICE):
        return shown(column, raw)
    return raw
