"""The registers of the practice district: bodies, villages, activities, all invented.

They say what the sample's typed counts say; those are then left to the registers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count

from kks_desktop.domain.columns import NO, YES
from kks_desktop.domain.instrument import Instrument
from kks_desktop.domain.numbers import parse_typed
from kks_desktop.domain.registers import (
    ACTIVITIES,
    BODIES,
    DISTRICTS,
    FUNDING,
    INNOVATIONS,
    POPULATION_REGISTER,
    SCHOOL_REGISTER,
    VILLAGES,
)
from kks_desktop.services.fields import BASE_DATA, ODF, Key, table_of
from kks_desktop.services.known import known_fields
from kks_desktop.services.regions import Unit, districts_of, villages_of

Fields = dict[Key, str]

_POPULATION = (9_800, 41_200, 21_400, 68_300, 33_900, 32_700, 262_400, 101_300)
_SCHOOLS = (150, 142, 68, 46, 6)
_ACTIVITIES = (
    ("tim_pembina", "", "Rapat koordinasi Tim Pembina", "2023-03-14", "32 orang, 18 OPD"),
    ("tim_pembina", "", "Pembinaan sembilan tatanan", "2024-02-20", "45 orang"),
    ("forum", "", "Lokakarya rencana kerja Forum", "2023-06-08", "40 orang"),
    ("forum", "", "Kunjungan pasar dan terminal sehat", "2024-05-16", "24 orang"),
    ("forkom", "Telanaipura", "Rapat Forkom tingkat kecamatan", "2024-03-05", "21 orang"),
    ("pokja", "Simpang IV Sipin", "Gotong royong dan pemeriksaan jentik", "2024-09-20", "60 warga"),
)
_FUNDING = (
    ("apbd", "Pembinaan kota sehat, Bappeda", 185_000_000, 210_000_000),
    ("apbd", "Kegiatan Forum Kota Sehat", 75_000_000, 90_000_000),
    ("apbn", "DAK nonfisik kesehatan lingkungan", 320_000_000, 298_000_000),
    ("lain", "CSR perusahaan daerah", 60_000_000, 85_000_000),
    ("masyarakat_uang", "Iuran warga untuk sarana air minum", 41_500_000, 47_250_000),
    ("masyarakat_barang", "Tanah dan tenaga untuk taman lingkungan", 30_000_000, 36_000_000),
)


def with_registers(instrument: Instrument, region: str, year: int, fields: Fields) -> Fields:
    """Fields with registers that say the same, and without what follows from those."""
    typed = dict(fields)
    rows = {
        **_districts(districts_of(region), typed),
        **_villages(villages_of(region), typed),
        **_single_bodies(typed),
        **_profile_tables(typed),
        **_activities(),
    }
    known = known_fields(instrument, year, table_of(rows))
    left = {key: raw for key, raw in typed.items() if not _same(known.get(key), raw)}
    return {**left, **rows}


def _same(known: str, typed: str) -> bool:
    if known in (YES, NO):
        return known == typed
    return bool(known) and parse_typed(known) == parse_typed(typed)


def _number(fields: Mapping[Key, str], code: str, path: str) -> int:
    return int(parse_typed(fields.get((code, path), "")) or 0)


def _districts(units: list[Unit], typed: Fields) -> Fields:
    found: Fields = {}
    for index, unit in enumerate(units):
        code = f"{DISTRICTS}:{unit.code}"
        found[code, "nama"] = unit.name
        cells = _body(f"Forkom {unit.name}", index, typed, ("K.09", "K.10", "K.11", "K.12"))
        found |= {(code, field): raw for field, raw in cells}
    return found


def _villages(units: list[Unit], typed: Fields) -> Fields:
    free = _number(typed, ODF, "desa_odf")
    found: Fields = {}
    for index, unit in enumerate(units):
        code = f"{VILLAGES}:{unit.code}"
        found[code, "nama"] = unit.name
        found[code, "odf"] = YES if index < free else NO
        if index < free:
            found[code, "odf_tanggal"] = f"{2018 + index % 6}-{1 + index % 12:02}-15"
        cells = _body(f"Pokja {unit.name}", index, typed, ("K.13", "K.14", "K.15", "K.16"))
        found |= {(code, field): raw for field, raw in cells}
    return found


def _body(
    name: str, index: int, typed: Fields, codes: tuple[str, str, str, str]
) -> Iterator[tuple[str, str]]:
    """One row's decree, plans, budgets and office, so that the counts come out as typed."""
    decree, plan, budget, office = codes
    if index < _number(typed, decree, "sk_porsi/kini/pembilang"):
        yield "nama_lembaga", name
        yield from _decree(index)
    if index < _number(typed, plan, "renja_dua_tahun/kini/pembilang"):
        yield "renja_lalu", YES
    if index < _number(typed, plan, "renja_ada/kini/pembilang"):
        yield "renja_kini", YES
    if index < _number(typed, budget, "anggaran_dua_tahun/kini/pembilang"):
        yield "anggaran_lalu", str(2_500_000 + 125_000 * (index % 9))
    if index < _number(typed, budget, "anggaran_ada/kini/pembilang"):
        yield "anggaran_kini", str(2_750_000 + 125_000 * (index % 9))
    if index < _number(typed, office, "sekretariat_porsi/kini/pembilang"):
        yield from _office(index)


def _decree(index: int) -> Iterator[tuple[str, str]]:
    yield "sk_nomor", f"{100 + index}/KKS/{2021 + index % 3}"
    yield "sk_tanggal", f"{2021 + index % 3}-{1 + index % 12:02}-10"
    yield "sk_berlaku", f"{2025 + index % 3}-12-31"


def _office(index: int) -> Iterator[tuple[str, str]]:
    yield "alamat", f"Jalan Kesehatan Nomor {index + 1}"
    yield "foto_tanggal", f"2024-{1 + index % 12:02}-18"
    yield "foto_koordinat", f"-1.6{index:02}500, 103.6{index:02}200"


def _single_bodies(typed: Fields) -> Fields:
    found: Fields = {}
    for row, codes in (
        ("tim_pembina", ("K.01", "K.02", "K.03", "K.04")),
        ("forum", ("K.05", "K.06", "K.07", "K.08")),
    ):
        cells = dict(_decree(0)) if typed.get((codes[0], "sk_berlaku/kini")) == YES else {}
        for field in ("renja_lalu", "renja_kini", "renja_lengkap"):
            cells[field] = typed.get((codes[1], f"{field}/kini"), "")
        for field, amount in (("anggaran_lalu", "185000000"), ("anggaran_kini", "210000000")):
            cells[field] = amount if typed.get((codes[2], f"{field}/kini")) == YES else "0"
        cells["anggaran_lengkap"] = typed.get((codes[2], "anggaran_lengkap/kini"), "")
        if typed.get((codes[3], "sekretariat/kini")) == YES:
            cells |= dict(_office(1))
        found |= {(f"{BODIES}:{row}", field): raw for field, raw in cells.items() if raw}
    return found


def _profile_tables(typed: Fields) -> Fields:
    found: Fields = {}
    for year in ("lalu", "kini"):
        whole = _number(typed, BASE_DATA, f"penduduk/{year}")
        rest = whole - sum(_POPULATION)
        numbers = (*_POPULATION, rest) if rest > 0 else ()
        for row, number in zip(POPULATION_REGISTER.rows, numbers, strict=False):
            found[POPULATION_REGISTER.code(row.key), year] = str(number)
        for row, number in zip(SCHOOL_REGISTER.rows, _SCHOOLS, strict=True):
            found[SCHOOL_REGISTER.code(row.key), year] = str(number)
    return found


def _activities() -> Fields:
    found: Fields = {}
    number = count(1)
    for body, place, name, day, people in _ACTIVITIES:
        code = f"{ACTIVITIES}:{next(number):03}"
        cells = {"lembaga": body, "wilayah": place, "nama": name, "waktu": day, "peserta": people}
        found |= {(code, field): raw for field, raw in cells.items() if raw}
    for source, words, before, now in _FUNDING:
        code = f"{FUNDING}:{next(number):03}"
        cells = {
            "sumber": source,
            "uraian": words,
            "jumlah_lalu": str(before),
            "jumlah_kini": str(now),
        }
        found |= {(code, field): raw for field, raw in cells.items()}
    innovation = {
        "nama": "Sahabat Jentik: pemantauan jentik oleh siswa",
        "tahun_mulai": "2021",
        "mulai": YES,
        "menjangkau": YES,
        "berdampak": YES,
        "diadopsi": NO,
    }
    return found | {(f"{INNOVATIONS}:001", field): raw for field, raw in innovation.items()}
