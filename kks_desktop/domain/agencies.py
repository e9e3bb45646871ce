"""The register of OPD: what the local agencies are called, and who handles which indicator.

The instrument names an urusan and proposes who fills an indicator in; the district has
agencies of its own and may give any indicator to another one. Neither changes a score.
"""

from __future__ import annotations

from collections.abc import Iterable

from kks_desktop.domain.instrument import Indicator, Instrument
from kks_desktop.domain.registers import AGENCY, Table

LOCAL_NAME, CONTACT = "nama", "kontak"
HEAD_NAME, HEAD_POSITION, HEAD_NIP = "kepala_nama", "kepala_jabatan", "kepala_nip"
ASSIGNED = "opd"
"""Of an indicator or kelembagaan variable: the id of the agency that handles it."""
_TOLD = (LOCAL_NAME, CONTACT, HEAD_NAME, HEAD_POSITION, HEAD_NIP)


def agency_code(agency: str) -> str:
    """The code of an OPD's row."""
    return f"{AGENCY}:{agency}"


def agency_names(instrument: Instrument, table: Table) -> dict[str, str]:
    """What each OPD is called here: its local name, else the instrument's."""
    return {
        id: table.get(agency_code(id), {}).get(LOCAL_NAME) or name
        for id, name in instrument.agencies.items()
    }


def agencies_of(instrument: Instrument, indicator: Indicator, table: Table) -> tuple[str, ...]:
    """Who handles an indicator: the main OPD first, then those that support it.

    An OPD that the district assigned is the main one, and those of the instrument support
    it; an id that the instrument does not know assigns nothing.
    """
    assigned = table.get(indicator.code, {}).get(ASSIGNED, "")
    if assigned not in instrument.agencies:
        return indicator.agencies
    return tuple(dict.fromkeys((assigned, *indicator.agencies)))


def agency_words(instrument: Instrument, indicator: Indicator, table: Table) -> tuple[str, ...]:
    """The same by the names that they have here."""
    names = agency_names(instrument, table)
    return tuple(names.get(id, id) for id in agencies_of(instrument, indicator, table))


def names_agencies(keys: Iterable[tuple[str, str]]) -> bool:
    """Whether any of these fields says what an OPD is called or which one handles what."""
    return any(
        field == ASSIGNED or (field == LOCAL_NAME and code.startswith(agency_code("")))
        for code, field in keys
    )


def agencies_document(instrument: Instrument, table: Table) -> dict[str, dict[str, str]]:
    """``agencies`` of a submission: what was said of each OPD, in the instrument's order."""
    found = {}
    for id in instrument.agencies:
        cells = table.get(agency_code(id), {})
        told = {field: cells[field] for field in _TOLD if field in cells}
        if told:
            found[id] = told
    return found


def assigned_document(instrument: Instrument, table: Table) -> dict[str, str]:
    """``assigned`` of a submission: the indicators that another OPD than the proposed handles."""
    found = {}
    for code, indicator in instrument.by_code.items():
        main = agencies_of(instrument, indicator, table)[:1]
        if main != indicator.agencies[:1]:
            found[code] = main[0]
    return found
