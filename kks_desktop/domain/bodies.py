"""The four bodies of a district: what their registers say of decree, plans, budget, office.

Juknis Tabel 2 and Lampiran 7: a decree counts if it is younger than ten years and
valid through the year kini; plans and budgets are wanted for both years; an office
needs an address and a photo with date and coordinates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from kks_desktop.domain.columns import (
    NO,
    NO_END,
    YES,
    Column,
    ColumnKind,
    day_of,
    fault,
    number_of,
    parse_point,
)
from kks_desktop.domain.registers import Cells, Table

DECREE_YEARS = 10
_MONEY, _COUNT = Column("anggaran", "", ColumnKind.MONEY), Column("jumlah", "", ColumnKind.COUNT)


class Decree(Enum):
    """How a body's decree stands at the end of kini; the words complete ``SK …``."""

    NONE = "belum diisi"
    INCOMPLETE = "belum lengkap nomor, tanggal, atau batas berlakunya"
    REVERSED = "berlaku sampai hari sebelum tanggalnya sendiri; periksa lagi"
    TOO_OLD = "sudah sepuluh tahun atau lebih"
    EXPIRED = "tidak berlaku lagi"
    VALID = "masih berlaku"


UNTOLD = (Decree.NONE, Decree.INCOMPLETE, Decree.REVERSED)
"""States in which a decree has not said enough to count or not to count."""


def decree_of(cells: Cells, kini: int) -> Decree:
    """The state of a decree on 31 December of kini (Tabel 2).

    A decree without a number, a day or an end that can be read proves nothing yet.
    """
    number, day = cells.get("sk_nomor", ""), day_of(cells.get("sk_tanggal", ""))
    end_text = cells.get("sk_berlaku", "")
    if not number and not cells.get("sk_tanggal") and not end_text:
        return Decree.NONE
    end = day_of(end_text)
    last = date(kini, 12, 31)
    if end is not None and day is not None and end < day:
        return Decree.REVERSED
    if end is not None and end < last:
        return Decree.EXPIRED
    if day is not None and day <= date(kini - DECREE_YEARS, 12, 31):
        return Decree.TOO_OLD
    if not number or day is None or (end is None and end_text != NO_END) or day > last:
        return Decree.INCOMPLETE
    return Decree.VALID


def has_office(cells: Cells) -> bool:
    """Whether an address and a photo's day and place are given."""
    return bool(
        cells.get("alamat")
        and day_of(cells.get("foto_tanggal", ""))
        and parse_point(cells.get("foto_koordinat", ""))
    )


def has_plan(cells: Cells, year: str) -> bool | None:
    """Whether the work plan of a year is there; ``None`` while nobody said."""
    return {YES: True, NO: False}.get(cells.get(f"renja_{year}", ""))


def has_budget(cells: Cells, year: str) -> bool | None:
    """Whether a year's budget is more than zero; ``None`` while it is blank or unread."""
    amount = _amount(_MONEY, cells.get(f"anggaran_{year}", ""))
    return None if amount is None else amount > 0


def _amount(column: Column, raw: str) -> Decimal | None:
    """A cell's figure; ``None`` where it is blank or flagged for a look."""
    return None if fault(column, raw) else number_of(raw)


@dataclass(frozen=True, slots=True)
class BodyCount:
    """How many bodies of a register meet each condition; ``None`` while no row says a word.

    ``…_untold`` are the rows that leave something of it unsaid.
    """

    units: int
    decrees: int | None
    plans_both: int | None
    plans_any: int | None
    budgets_both: int | None
    budgets_any: int | None
    offices: int | None
    decrees_untold: int
    plans_untold: int
    budgets_untold: int
    offices_untold: int


def count_bodies(rows: Iterable[Cells], kini: int) -> BodyCount:
    """Count the rows of a register that meet each condition."""
    cells = list(rows)
    plans = [(has_plan(c, "lalu"), has_plan(c, "kini")) for c in cells]
    budgets = [(has_budget(c, "lalu"), has_budget(c, "kini")) for c in cells]
    decrees = [decree_of(c, kini) for c in cells]
    told_office = any(c.get("alamat") or c.get("foto_tanggal") for c in cells)
    return BodyCount(
        units=len(cells),
        decrees=(
            decrees.count(Decree.VALID)
            if any(decree is not Decree.NONE for decree in decrees)
            else None
        ),
        plans_both=_count(plans, all),
        plans_any=_count(plans, any),
        budgets_both=_count(budgets, all),
        budgets_any=_count(budgets, any),
        offices=sum(map(has_office, cells)) if told_office else None,
        decrees_untold=sum(d in UNTOLD for d in decrees),
        plans_untold=sum(None in pair for pair in plans),
        budgets_untold=sum(None in pair for pair in budgets),
        offices_untold=sum(not has_office(c) for c in cells),
    )


def _count(
    pairs: list[tuple[bool | None, bool | None]], test: Callable[[Iterable[object]], bool]
) -> int | None:
    """Pairs that pass; ``None`` where nobody said anything in any of them."""
    if all(part is None for pair in pairs for part in pair):
        return None
    return sum(test(pair) for pair in pairs)


def sum_of(table: Table, codes: Iterable[str], field: str) -> Decimal | None:
    """The sum of one column; ``None`` while a row is blank, unread or negative."""
    total = Decimal(0)
    for code in codes:
        number = _amount(_COUNT, table.get(code, {}).get(field, ""))
        if number is None:
            return None
        total += number
    return total
