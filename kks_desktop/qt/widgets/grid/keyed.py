"""A pasted block that brings the code of each row: matched by code, in whatever order it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kks_desktop.qt.widgets.grid.clipboard import Block

KEY = "kode"
"""The fixed column by which rows are known."""


class Skipped(NamedTuple):
    """A pasted row that goes nowhere: its number in the block, its code, and why."""

    line: int
    code: str
    sentence: str


class Keyed(NamedTuple):
    """The rows of a block that have a place, their places, and those that have none."""

    block: Block
    codes: Sequence[str]
    skipped: Sequence[Skipped]


def by_code(block: Block, at: int, rows: Mapping[str, str]) -> Keyed | None:
    """Match the rows of a block by the code in its column ``at``.

    ``rows`` are the digits of each row's code to that row. ``None`` where no row of the
    block has a code that is known: then it is no column of codes. A first row without
    digits is a heading and is left out.
    """
    found: dict[str, list[str]] = {}
    skipped = []
    for line, cells in enumerate(block, 1):
        typed = cells[at]
        digits = re.sub(r"\D", "", typed)
        row = rows.get(digits)
        if row is None:
            if digits or (line > 1 and any(cells)):
                skipped.append(Skipped(line, typed, "kode ini tidak ada di daftar"))
        elif row in found:
            skipped.append(Skipped(line, typed, "kode ini sudah ada di baris atas; dilewati"))
        else:
            found[row] = cells
    if not found:
        return None
    return Keyed(list(found.values()), list(found), skipped)
