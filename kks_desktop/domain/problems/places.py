"""Where things stand: fields of values, names of rows, and many rows told as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kks_desktop.domain.instrument import Measure, Year
from kks_desktop.domain.numbers import format_number
from kks_desktop.domain.problems.model import Finding
from kks_desktop.domain.registers import (
    ACTIVITIES,
    BODIES,
    DISTRICTS,
    FUNDING,
    INNOVATIONS,
    SIGNATORIES,
    VILLAGES,
    Cells,
    register_of,
    row_id,
)
from kks_desktop.domain.wording import YearLabels

BASE_DATA, ODF, TOP_LEVEL, ASSESSMENT, PROFILE = (
    "data_dasar",
    "odf",
    "paripurna",
    "penilaian",
    "profil",
)

MANY = 5
"""More rows than this with the same fault are told as one."""

_UNITS: Mapping[str, str] = {
    DISTRICTS: "kecamatan",
    VILLAGES: "desa/kelurahan",
    BODIES: "lembaga",
    ACTIVITIES: "kegiatan",
    FUNDING: "baris pendanaan",
    INNOVATIONS: "inovasi",
    SIGNATORIES: "penanda tangan",
}


def value_field(measure: Measure, year: Year, part: str) -> str:
    """The field of a value, or of one part of a share."""
    return f"{measure.id}/{year}/{part}" if part else f"{measure.id}/{year}"


def value_words(measure: Measure, year: Year, labels: YearLabels, part: str = "") -> str:
    """``pembilang Prevalensi stunting 2024``."""
    words = f"{measure.label} {labels[year]}" if measure.two_years else measure.label
    return f"{part} {words}" if part else words


def row_name(code: str, cells: Cells) -> str:
    """What people call a row: ``Kecamatan Telanaipura``, else its id."""
    register = register_of(code)
    fixed = {choice.key: choice.label for choice in register.rows} if register else {}
    row = row_id(code)
    name = fixed.get(row) or cells.get("nama") or cells.get("uraian")
    if code.startswith(f"{DISTRICTS}:"):
        return f"Kecamatan {name or row}"
    if code.startswith(f"{VILLAGES}:"):
        return f"Desa/kelurahan {name or row}"
    return name or f"{register.title if register else code} tanpa nama"


def gathered(register: str, found: Sequence[Finding], many: str) -> Iterator[Finding]:
    """Findings of one register; many are told as one, which leads to the first.

    ``many`` follows the number of rows: ``68 desa/kelurahan`` …
    """
    rows = len({finding.code for finding in found})
    if rows <= MANY:
        yield from found
        return
    unit = _UNITS.get(register, "baris")
    yield Finding(f"{format_number(rows)} {unit} {many}", found[0].code, found[0].field)
