"""Rows of registers: filled from the official codes, added, taken out and brought back."""

from __future__ import annotations

from collections.abc import Sequence

from kks_desktop.domain.errors import KksError
from kks_desktop.domain.evidence import use_field
from kks_desktop.domain.registers import (
    CORRECTION,
    DISTRICT_REGISTER,
    DISTRICTS,
    EVIDENCE,
    REMOVED,
    VILLAGE_REGISTER,
    VILLAGES,
    Register,
    Table,
    code_fault,
    district_of,
    row_id,
)
from kks_desktop.services.identifiers import uuid7
from kks_desktop.services.regions import Unit, districts_of, villages_of
from kks_desktop.services.session import Edit, Session

FILL_LABEL = "Daftar wilayah menurut kode resmi"


def official_edits(region_code: str, table: Table | None = None) -> list[Edit]:
    """The edits that enter every official kecamatan and desa/kelurahan not yet known.

    A row that was taken out stays out; a corrected name stays corrected.
    """
    known = table or {}
    units = [
        *((DISTRICT_REGISTER, unit) for unit in districts_of(region_code)),
        *((VILLAGE_REGISTER, unit) for unit in villages_of(region_code)),
    ]
    return [
        Edit(register.code(unit.code), "nama", unit.name)
        for register, unit in units
        if register.code(unit.code) not in known
    ]


def new_row(register: Register) -> str:
    """The code of a new row in a register whose rows come and go; codes sort by time."""
    return register.code(uuid7().replace("-", ""))


def add_unit(session: Session, register: Register, unit: Unit, reason: str) -> str:
    """Add a kecamatan or village that the official list does not have; returns its code.

    Into a register that was never filled the official rows come along: what stands in it is
    taken for all there is.

    Raises:
        KksError: the code is malformed, of another region, or there already.
    """
    fault = code_fault(register, session.info.region_code, unit.code, session.table)
    if fault:
        raise KksError(f"{fault} Baris belum ditambahkan.", code="ROW_CODE")
    if not unit.name.strip() or not reason.strip():
        raise KksError(
            "Nama dan alasan diisi dulu; baris belum ditambahkan.", code="ROW_INCOMPLETE"
        )
    code = register.code(unit.code)
    empty = not any(known.startswith(f"{register.id}:") for known in session.table)
    official = official_edits(session.info.region_code, session.table) if empty else []
    session.set(
        [
            *(edit for edit in official if edit.code != code),
            Edit(code, "nama", unit.name),
            Edit(code, CORRECTION, reason),
        ],
        f"Tambah {register.title.lower()} {unit.name.strip()}",
    )
    return code


def remove_rows(session: Session, codes: Sequence[str], reason: str) -> None:
    """Take rows out of their register; their fields stay and come back with the row.

    Raises:
        KksError: a kecamatan still has villages in the register.
    """
    for code in codes:
        if code.startswith(f"{DISTRICTS}:") and _has_villages(session.table, code, codes):
            raise KksError(
                "Kecamatan ini masih memiliki desa/kelurahan di daftar; keluarkan dulu "
                "desa/kelurahannya. Tidak ada yang diubah.",
                code="ROW_IN_USE",
            )
    session.set([Edit(code, REMOVED, reason) for code in codes], "Keluarkan baris dari daftar")


def _has_villages(table: Table, district: str, going: Sequence[str]) -> bool:
    prefix = f"{VILLAGES}:{row_id(district)}."
    return any(
        code.startswith(prefix) and REMOVED not in cells and code not in going
        for code, cells in table.items()
    )


def clear_edits(session: Session, code: str) -> list[Edit]:
    """Empty a row of a register whose rows come and go; its files stay in the library."""
    place = use_field(code, "")
    return [
        *(Edit(code, field, "") for field in session.table.get(code, {})),
        *(
            Edit(file, field, "")
            for file, cells in session.table.items()
            if file.startswith(f"{EVIDENCE}:")
            for field in cells
            if field.startswith(place)
        ),
    ]


def removed_rows(register: Register, table: Table) -> list[str]:
    """The rows of a register that were taken out."""
    prefix = f"{register.id}:"
    return sorted(
        code for code, cells in table.items() if code.startswith(prefix) and REMOVED in cells
    )


def bring_back(session: Session, codes: Sequence[str]) -> list[str]:
    """Put rows that were taken out back into their register.

    Gives the kecamatan that came back because of their villages.
    """
    parents = {district_of(code) for code in codes if code.startswith(f"{VILLAGES}:")}
    along = sorted(
        code for code in parents.difference(codes) if REMOVED in session.table.get(code, {})
    )
    session.set(
        [Edit(code, REMOVED, "") for code in [*along, *codes]], "Kembalikan baris ke daftar"
    )
    return along
