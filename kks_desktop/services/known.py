"""What the registers know of fields that nobody typed: counts, shares, yes and no.

A field typed by a person always wins; the registers only fill blanks, and say so.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping
from decimal import Decimal

from kks_desktop.domain.bodies import (
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
from kks_desktop.domain.instrument import YEARS, Indicator, Instrument
from kks_desktop.domain.marks import confirmed
from kks_desktop.domain.numbers import document_text
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

Known = tuple[Key, str]

SOURCES = frozenset({DISTRICTS, VILLAGES, BODIES, POPULATION, INNOVATIONS, SERVICE})
"""The registers that other fields follow from."""


def follows_from(code: str) -> bool:
    """Whether a change of this code can change what the registers know."""
    name, colon, _ = code.partition(":")
    return bool(colon) and name in SOURCES


def with_known(instrument: Instrument, year: int, raw: Raw) -> Raw:
    """Fields as typed over what the registers among them know; nothing not yet confirmed."""
    return ChainMap(dict(raw), known_fields(instrument, year, table_of(confirmed(raw))))


def known_fields(instrument: Instrument, year: int, table: Table) -> dict[Key, str]:
    """Every field that the registers can fill, as raw text."""
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
    known = instrument.by_code
    return {
        key: raw
        for key, raw in found
        if key[0] in (BASE_DATA, ODF, TOP_LEVEL) or _has_field(known, key)
    }


def _has_field(known: Mapping[str, Indicator], key: Key) -> bool:
    """Whether this instrument has the variable and the measure that a field is for."""
    indicator = known.get(key[0])
    return indicator is not None and indicator.measure(key[1].partition("/")[0]) is not None


def _counts(districts: list[Cells], villages: list[Cells]) -> Iterator[Known]:
    if districts:
        yield (BASE_DATA, "kecamatan/kini"), str(len(districts))
    if villages:
        yield (BASE_DATA, "desa_kelurahan/kini"), str(len(villages))


def _odf(villages: list[Cells]) -> Iterator[Known]:
    """Villages that are ODF, once the state of every one is told."""
    states = [cells.get("odf", "") for cells in villages]
    if states and all(state in (YES, NO) for state in states):
        yield (ODF, "desa_odf"), str(states.count(YES))


def _population(table: Table) -> Iterator[Known]:
    rows = rows_of(POPULATION_REGISTER, table)
    for year in YEARS:
        total = sum_of(table, rows, year)
        if total is not None:
            yield (BASE_DATA, f"penduduk/{year}"), document_text(total)


def _top_level(table: Table) -> Iterator[Known]:
    """Criteria met by the best innovation; services whose index is given."""
    best = [
        sum(table[code].get(name) == YES for name in CRITERIA)
        for code in rows_of(INNOVATION_REGISTER, table)
        if any(name in table[code] for name in CRITERIA)
    ]
    if best:
        yield (TOP_LEVEL, "inovasi"), str(max(best))
    given = [
        number_of(table.get(code, {}).get("nilai", "")) for code in rows_of(SERVICE_REGISTER, table)
    ]
    supplied = sum(isinstance(number, Decimal) and number >= 0 for number in given)
    if supplied:
        yield (TOP_LEVEL, "ip_spm"), str(supplied)


def _single_body(cells: Cells, codes: tuple[str, str, str, str], kini: int) -> Iterator[Known]:
    """The four variables of Tim Pembina or Forum from its row."""
    decree_code, plan_code, budget_code, office_code = codes
    decree = decree_of(cells, kini)
    if decree not in (Decree.NONE, Decree.INCOMPLETE):
        yield (decree_code, "sk_berlaku/kini"), _word(decree is Decree.VALID)
    for code, name, told in (
        (plan_code, "renja", has_plan),
        (budget_code, "anggaran", has_budget),
    ):
        for year in YEARS:
            answer = told(cells, year)
            if answer is not None:
                yield (code, f"{name}_{year}/kini"), _word(answer)
        if cells.get(f"{name}_lengkap") in (YES, NO):
            yield (code, f"{name}_lengkap/kini"), cells[f"{name}_lengkap"]
    if cells.get("alamat"):
        yield (office_code, "sekretariat/kini"), YES
    if has_office(cells):
        yield (office_code, "foto_lengkap/kini"), YES


def _shares(count: BodyCount, codes: tuple[str, str, str, str]) -> Iterator[Known]:
    """The numerators of forum kecamatan or pokja."""
    decree_code, plan_code, budget_code, office_code = codes
    for code, measure, number in (
        (decree_code, "sk_porsi", count.decrees),
        (plan_code, "renja_dua_tahun", count.plans_both),
        (plan_code, "renja_ada", count.plans_any),
        (budget_code, "anggaran_dua_tahun", count.budgets_both),
        (budget_code, "anggaran_ada", count.budgets_any),
        (office_code, "sekretariat_porsi", count.offices),
    ):
        if number is not None:
            yield (code, f"{measure}/kini/pembilang"), str(number)


def _word(answer: bool) -> str:
    return YES if answer else NO
