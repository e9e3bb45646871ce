"""Marks: what was carried from an earlier assessment and counts only once confirmed.

A mark is a field that holds the year of the assessment that others came from. While it
stands, the fields under it are as good as blank.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from kks_desktop.domain.instrument import YEARS
from kks_desktop.domain.registers import (
    BODIES,
    CORRECTION,
    CRITERIA,
    DISTRICTS,
    INNOVATIONS,
    POPULATION,
    REMOVED,
    VILLAGES,
)

Key = tuple[str, str]
Fields = Mapping[Key, str]

BASE_DATA, PROFILE = "data_dasar", "profil"
MARK = "dibawa"
"""The mark of an indicator or row; a datum's is ``<id>/dibawa``, a village's ODF ``odf/dibawa``."""
_ODF_MARK = f"odf/{MARK}"
_ODF_CELLS = frozenset({"odf", "odf_tanggal"})
_IDENTITY = frozenset({"kode", "kecamatan", "nama", CORRECTION, REMOVED})
"""Cells of a kecamatan or village that say which it is; they claim nothing."""
WITH_BODY = frozenset({DISTRICTS, VILLAGES, BODIES})
"""Registers whose rows tell of a forum or pokja: decree, plans, budgets."""


def is_mark(field: str) -> bool:
    """Whether a field is the mark of others."""
    return field == MARK or field.endswith(f"/{MARK}")


def mark_of(code: str, field: str) -> str | None:
    """The mark, a field of the same code, under which a field may stand; ``None`` for none."""
    kind, colon, _ = code.partition(":")
    return _mark_in(kind + colon, field)


@lru_cache(maxsize=4096)
def _mark_in(kind: str, field: str) -> str | None:
    """The same by what sort of code it is: the same few questions for each of many rows."""
    if is_mark(field):
        return None
    if kind.endswith(":"):
        return _row_mark(kind[:-1], field)
    name, _, rest = field.partition("/")
    if kind == BASE_DATA:
        return f"{name}/{MARK}" if rest in YEARS else None
    typed = rest.partition("/")[0] in (*YEARS, "target")
    return MARK if typed or field in ("choice", "reading") else None


def _row_mark(register: str, field: str) -> str | None:
    if register == VILLAGES and field in _ODF_CELLS:
        return _ODF_MARK
    if register in WITH_BODY and field not in _IDENTITY:
        return MARK
    if register == POPULATION and field in YEARS:
        return MARK
    return MARK if register == INNOVATIONS and field in CRITERIA else None


def marks(fields: Fields) -> list[Key]:
    """Every mark that still stands."""
    # asked of tens of thousands of fields: most are none by their last letters
    return [key for key in fields if key[1].endswith(MARK) and is_mark(key[1])]


def confirmed(fields: Fields) -> Fields:
    """The fields that count: without those under a mark."""
    marked = {code for code, _ in marks(fields)}
    if not marked:
        return fields
    return {
        (code, field): raw
        for (code, field), raw in fields.items()
        if code not in marked
        or (mark := mark_of(code, field)) is None
        or (code, mark) not in fields
    }


class Standing(NamedTuple):
    """Data of one kind that wait to be confirmed: the marks over them, and where from."""

    kind: str
    title: str
    unit: str
    marks: tuple[Key, ...]
    years: tuple[str, ...]


def standing(fields: Fields) -> list[Standing]:
    """What was carried and waits to be confirmed, by kind."""
    groups: dict[str, list[Key]] = {}
    for key in sorted(marks(fields)):
        groups.setdefault(_standing_kind(*key), []).append(key)
    return [
        Standing(
            kind, title, unit, tuple(groups[kind]), tuple(sorted({fields[k] for k in groups[kind]}))
        )
        for kind, (title, unit) in _STANDING.items()
        if kind in groups
    ]


_STANDING = {
    "indikator": ("Angka indikator dan kelembagaan", "indikator"),
    BASE_DATA: ("Data dasar", "angka"),
    "odf": ("Keadaan ODF desa/kelurahan", "desa/kelurahan"),
    DISTRICTS: ("Forkom: SK, rencana kerja, anggaran", "kecamatan"),
    VILLAGES: ("Pokja: SK, rencana kerja, anggaran", "desa/kelurahan"),
    BODIES: ("Tim Pembina dan Forum: SK, rencana kerja, anggaran", "lembaga"),
    INNOVATIONS: ("Kriteria inovasi", "inovasi"),
    POPULATION: ("Penduduk menurut umur", "golongan"),
}


def _standing_kind(code: str, mark: str) -> str:
    if mark == _ODF_MARK:
        return "odf"
    kind = code.partition(":")[0]
    return kind if kind in _STANDING else "indikator"
