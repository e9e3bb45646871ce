"""What the registers know of other fields: counts, shares, yes and no.

A complete register takes over from what was typed elsewhere, and the difference is told;
an incomplete one only fills blanks (product.md, settled points).
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from kks_desktop.domain.bodies import (
    UNTOLD,
    BodyCount,
    Decree,
    count_bodies,
    decree_of,
    has_budget,
    has_office,
    has_plan,
    sum_of,
)
from kks_desktop.domain.columns import NO, YES, number_of
from kks_desktop.domain.errors import NotANumberError
from kks_desktop.domain.instrument import YEARS, Indicator, Instrument
from kks_desktop.domain.marks import confirmed
from kks_desktop.domain.numbers import document_text, parse_typed
from kks_desktop.domain.problems.model import Overruled
from kks_desktop.domain.registers import (
    BODIES,
    CRITERIA,
    DISTRICT_REGISTER,
    DISTRICTS,
    FORUM,
    INNOVATION_REGISTER,
    INNOVATIONS,
    POPULATION,
    POPULATION_REGISTER,
    SERVICE,
    SERVICE_REGISTER,
    TEAM,
    VILLAGE_REGISTER,
    VILLAGES,
    Cells,
    Table,
    rows_of,
)
from kks_desktop.services.fields import BASE_DATA, ODF, TOP_LEVEL, Key, Raw, table_of

Told = tuple[Key, str, bool]
"""A field, its raw text, and whether the register that says so is complete."""

SOURCES = frozenset({DISTRICTS, VILLAGES, BODIES, POPULATION, INNOVATIONS, SERVICE})
"""The registers that other fields follow from."""


def follows_from(code: str) -> bool:
    """Whether a change of this code can change what the registers know."""
    name, colon, _ = code.partition(":")
    return bool(colon) and name in SOURCES


class Known(NamedTuple):
    """Raw texts that follow from registers: of complete ones, and of those still being filled."""

    complete: dict[Key, str]
    partial: dict[Key, str]

    def get(self, key: Key) -> str:
        """What the registers say of a field; empty for nothing."""
        return self.complete.get(key) or self.partial.get(key, "")


def overruled(known: Known, typed: Raw) -> tuple[Overruled, ...]:
    """The typed fields in whose place a complete register counts, where both differ."""
    return tuple(
        Overruled(*key, typed[key], used)
        for key, used in sorted(known.complete.items())
        if key in typed and not _same(typed[key], used)
    )


def _same(typed: str, used: str) -> bool:
    try:
        return parse_typed(typed) == parse_typed(used)
    except NotANumberError:
        return typed == used


def with_known(instrument: Instrument, year: int, raw: Raw) -> Raw:
    """The fields that count: what was typed and is confirmed, and what registers know."""
    typed = dict(confirmed(raw))
    known = known_fields(instrument, year, table_of(typed))
    return laid(known, typed)


def laid(known: Known, typed: dict[Key, str]) -> ChainMap[Key, str]:
    """Complete registers over what was typed over incomplete registers."""
    return ChainMap(known.complete, typed, known.partial)


def known_fields(instrument: Instrument, year: int, table: Table) -> Known:
    """Every field that the registers of a table can fill, as raw text."""
    kini = instrument.data_year("kini", year)
    districts = [table[code] for code in rows_of(DISTRICT_REGISTER, table)]
    villages = [table[code] for code in rows_of(VILLAGE_REGISTER, table)]
    found = [
        *_counts(districts, villages),
        *_odf(villages),
        *_population(table),
        *_top_level(table),
        *_single_body(table.get(TEAM, {}), ("K.01", "K.02", "K.03", "K.04"), kini),
        *_single_body(table.get(FORUM, {}), ("K.05", "K.06", "K.07", "K.08"), kini),
        *_shares(count_bodies(districts, kini), ("K.09", "K.10", "K.11", "K.12")),
        *_shares(count_bodies(villages, kini), ("K.13", "K.14", "K.15", "K.16")),
    ]
    known = Known({}, {})
    for key, raw, complete in found:
        if key[0] in (BASE_DATA, ODF, TOP_LEVEL) or _has_field(instrument.by_code, key):
            (known.complete if complete else known.partial)[key] = raw
    return known


def _has_field(known: Mapping[str, Indicator], key: Key) -> bool:
    """Whether this instrument has the variable and the measure that a field is for."""
    indicator = known.get(key[0])
    return indicator is not None and indicator.measure(key[1].partition("/")[0]) is not None


def _counts(districts: list[Cells], villages: list[Cells]) -> Iterator[Told]:
    if districts:
        yield (BASE_DATA, "kecamatan/kini"), str(len(districts)), True
    if villages:
        yield (BASE_DATA, "desa_kelurahan/kini"), str(len(villages)), True


def _odf(villages: list[Cells]) -> Iterator[Told]:
    """Villages that are ODF, once the state of every one is told."""
    states = [cells.get("odf", "") for cells in villages]
    if states and all(state in (YES, NO) for state in states):
        yield (ODF, "desa_odf"), str(states.count(YES)), True


def _population(table: Table) -> Iterator[Told]:
    rows = rows_of(POPULATION_REGISTER, table)
    for year in YEARS:
        total = sum_of(table, rows, year)
        if total is not None:
            yield (BASE_DATA, f"penduduk/{year}"), document_text(total), True


def _top_level(table: Table) -> Iterator[Told]:
    """Criteria met by the best innovation that tells of all; services whose index is given."""
    best = [
        sum(table[code].get(name) == YES for name in CRITERIA)
        for code in rows_of(INNOVATION_REGISTER, table)
        if all(table[code].get(name) in (YES, NO) for name in CRITERIA)
    ]
    if best:
        yield (TOP_LEVEL, "inovasi"), str(max(best)), False
    given = [
        number_of(table.get(code, {}).get("nilai", "")) for code in rows_of(SERVICE_REGISTER, table)
    ]
    supplied = sum(isinstance(number, Decimal) and number >= 0 for number in given)
    if supplied:
        yield (TOP_LEVEL, "ip_spm"), str(supplied), supplied == len(given)


def _single_body(cells: Cells, codes: tuple[str, str, str, str], kini: int) -> Iterator[Told]:
    """The four variables of Tim Pembina or Forum from its row."""
    decree_code, plan_code, budget_code, office_code = codes
    decree = decree_of(cells, kini)
    if decree not in UNTOLD:
        yield (decree_code, "sk_berlaku/kini"), _word(decree is Decree.VALID), True
    for code, name, told in (
        (plan_code, "renja", has_plan),
        (budget_code, "anggaran", has_budget),
    ):
        for year in YEARS:
            answer = told(cells, year)
            if answer is not None:
                yield (code, f"{name}_{year}/kini"), _word(answer), True
        if cells.get(f"{name}_lengkap") in (YES, NO):
            yield (code, f"{name}_lengkap/kini"), cells[f"{name}_lengkap"], True
    if cells.get("alamat"):
        yield (office_code, "sekretariat/kini"), YES, True
    if has_office(cells):
        yield (office_code, "foto_lengkap/kini"), YES, True


def _shares(count: BodyCount, codes: tuple[str, str, str, str]) -> Iterator[Told]:
    """The numerators of forum kecamatan or pokja; no row with anything to count is no zero."""
    decree_code, plan_code, budget_code, office_code = codes
    for code, measure, number, untold in (
        (decree_code, "sk_porsi", count.decrees, count.decrees_untold),
        (plan_code, "renja_dua_tahun", count.plans_both, count.plans_untold),
        (plan_code, "renja_ada", count.plans_any, count.plans_untold),
        (budget_code, "anggaran_dua_tahun", count.budgets_both, count.budgets_untold),
        (budget_code, "anggaran_ada", count.budgets_any, count.budgets_untold),
        (office_code, "sekretariat_porsi", count.offices, count.offices_untold),
    ):
        if number or (number == 0 and untold == 0):
            yield (code, f"{measure}/kini/pembilang"), str(number), untold == 0


def _word(answer: bool) -> str:
    return YES if answer else NO
