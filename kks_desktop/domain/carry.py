"""A new assessment from the last: what is carried over, and that it counts only once confirmed.

A figure keeps its calendar year: the old ``kini`` becomes the new ``lalu`` only where
both are the same year; otherwise it is kept as a reference with its year and never as
an answer. What is carried and could count is under a mark (``domain.marks``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kks_desktop.domain.agencies import ASSIGNED
from kks_desktop.domain.columns import day_of
from kks_desktop.domain.evidence import PRINTED, SHEET
from kks_desktop.domain.instrument import YEARS, Instrument, Measure, Year
from kks_desktop.domain.marks import (
    BASE_DATA,
    PROFILE,
    WITH_BODY,
    Fields,
    Key,
    confirmed,
    is_mark,
    mark_of,
)
from kks_desktop.domain.registers import (
    ACTIVITIES,
    AGENCY,
    BODIES,
    DISTRICTS,
    EVIDENCE,
    FUNDING,
    INNOVATIONS,
    POPULATION,
    SCHOOLS,
    SERVICE,
    SIGNATORIES,
    VILLAGES,
)

REFERENCE = "acuan"
"""``acuan/<measure>/<calendar year>[/<part>]`` of an indicator: an old figure to look at."""
_BOTH_YEARS = frozenset({"renja_lengkap", "anggaran_lengkap"})
"""Cells about both data years together, which cannot be of one."""


class Frame(NamedTuple):
    """An assessment's instrument and year: what ``lalu`` and ``kini`` stand for."""

    instrument: Instrument
    year: int

    def calendar(self, year: Year) -> int:
        """The calendar year of ``lalu`` or ``kini``."""
        return self.instrument.data_year(year, self.year)


class CarryLine(NamedTuple):
    """One kind of data and how much of it there is: ``11 baris``; ``note`` says how or why."""

    kind: str
    title: str
    amount: int
    unit: str
    note: str


@dataclass(frozen=True, slots=True)
class Carried:
    """The fields to begin with, what was carried and what stays behind."""

    fields: Fields
    taken: tuple[CarryLine, ...]
    left: tuple[CarryLine, ...]


class _Kind(NamedTuple):
    title: str
    unit: str
    note: str = ""
    by_code: bool = True


_CONFIRM = "dihitung setelah dikonfirmasi"
_NEW_YEARS = "tahun datanya bukan tahun data penilaian baru"
_TAKEN = {
    PROFILE: _Kind("Profil dan data petugas", "isian", by_code=False),
    DISTRICTS: _Kind("Kecamatan dan Forkom", "baris", f"SK, rencana kerja, anggaran {_CONFIRM}"),
    VILLAGES: _Kind(
        "Desa/kelurahan dan Pokja", "baris", f"keadaan ODF, SK, rencana kerja, anggaran {_CONFIRM}"
    ),
    BODIES: _Kind("Tim Pembina dan Forum", "lembaga", f"SK, rencana kerja, anggaran {_CONFIRM}"),
    SIGNATORIES: _Kind("Penanda tangan", "orang"),
    AGENCY: _Kind("OPD: nama, kontak, kepala dan NIP", "OPD"),
    "ditangani": _Kind("Indikator yang ditangani OPD lain", "indikator"),
    INNOVATIONS: _Kind("Inovasi", "inovasi", f"keempat kriterianya {_CONFIRM}"),
    ACTIVITIES: _Kind("Kegiatan", "kegiatan", "waktunya pada tahun data penilaian baru"),
    FUNDING: _Kind("Sumber pendanaan", "baris"),
    POPULATION: _Kind("Penduduk menurut umur", "golongan", _CONFIRM),
    SCHOOLS: _Kind("Sekolah menurut jenjang", "jenjang"),
    BASE_DATA: _Kind("Data dasar {years}", "angka", _CONFIRM, by_code=False),
    "indikator": _Kind("Angka {years} indikator", "indikator", _CONFIRM),
    REFERENCE: _Kind(
        "Angka {now} sebagai acuan",
        "indikator",
        "ditampilkan dengan tahunnya di samping isian, tidak pernah dihitung",
    ),
}
_LEFT = {
    "indikator": _Kind("Angka lain penilaian {old}", "indikator", _NEW_YEARS),
    "pilihan": _Kind("Pilihan nilai, alasan dan catatan", "indikator", "diputuskan lagi"),
    BASE_DATA: _Kind("Data dasar", "angka", _NEW_YEARS, by_code=False),
    "ditangani": _Kind(
        "Indikator yang ditangani OPD lain", "indikator", "tidak ada pada instrumen yang baru"
    ),
    "dua_tahun": _Kind(
        "Rencana kerja, anggaran, penduduk, sekolah dan dana", "isian", _NEW_YEARS, by_code=False
    ),
    ACTIVITIES: _Kind("Kegiatan", "kegiatan", "di luar tahun data penilaian baru"),
    EVIDENCE: _Kind("Bukti dukung", "berkas", "bukti tahun yang baru dilampirkan tersendiri"),
    "lembar": _Kind("Lembar pengesahan OPD", "OPD", "ditandatangani lagi untuk bukti yang baru"),
    SERVICE: _Kind("IP SPM", "bidang", "nilai tahun yang lain"),
    "lain": _Kind(
        "Jumlah desa ODF yang diketik, kategori usulan dan syarat Wistara Paripurna",
        "isian",
        "ditentukan lagi",
        by_code=False,
    ),
}


def carry(fields: Fields, old: Frame, new: Frame) -> Carried:
    """Everything that the assessment ``new`` begins with, from the fields of ``old``."""
    carrier = _Carrier(fields, old, new)
    for (code, field), raw in fields.items():
        if not is_mark(field):
            carrier.place(code, field, raw)
    return Carried(
        carrier.fields,
        tuple(carrier.lines(_TAKEN, carrier.taken)),
        tuple(carrier.lines(_LEFT, carrier.left)),
    )


class _Carrier:
    """Sorts the fields of the old assessment, one by one."""

    def __init__(self, fields: Fields, old: Frame, new: Frame) -> None:
        self._old, self._new = old, new
        self._source, self._counting = fields, confirmed(fields)
        slots = {new.calendar(year): year for year in YEARS}
        self._shift = {year: slots.get(old.calendar(year)) for year in YEARS}
        self._data = {datum.id for datum in new.instrument.base_data}
        self.fields: dict[Key, str] = {}
        self.taken: dict[str, set[Key]] = {}
        self.left: dict[str, set[Key]] = {}

    def place(self, code: str, field: str, raw: str) -> None:
        """Carry a field or leave it."""
        kind = code.partition(":")[0]
        if kind == code:
            if code == PROFILE:
                self._take_shifted(code, field, raw)
            elif code == BASE_DATA:
                self._place_datum(field, raw)
            elif code in self._old.instrument.by_code:
                self._place_measure(code, field, raw)
            else:
                self._leave("lain", code, field)
        elif kind == ACTIVITIES:
            self._place_activity(code, field, raw)
        elif kind in (EVIDENCE, SERVICE):
            self._leave(kind, code, field)
        elif kind == AGENCY and field.startswith((SHEET, PRINTED)):
            self._leave("lembar", code, field)
        elif kind in WITH_BODY and field in _BOTH_YEARS:
            self._leave("dua_tahun", code, field)
        elif kind in _TAKEN:
            self._take_shifted(code, field, raw)
        else:
            self._leave("lain", code, field)

    def _take(self, kind: str, code: str, field: str, raw: str) -> None:
        self.fields[code, field] = raw
        self.taken.setdefault(kind, set()).add((code, field))
        mark = mark_of(code, field)
        if mark is not None:
            self.fields[code, mark] = str(self._old.year)

    def _leave(self, kind: str, code: str, field: str) -> None:
        self.left.setdefault(kind, set()).add((code, field))

    def _take_shifted(self, code: str, field: str, raw: str) -> None:
        """Profile and rows: ``anggaran_kini`` becomes ``anggaran_lalu`` if it is that year."""
        stem, underscore, last = field.rpartition("_")
        slot = next((year for year in YEARS if year == last), None)
        kind = code.partition(":")[0]
        if slot is None:
            self._take(kind, code, field, raw)
            return
        target = self._shift[slot]
        if target is None:
            self._leave("dua_tahun", code, field)
        else:
            self._take(kind, code, f"{stem}{underscore}{target}", raw)

    def _place_datum(self, field: str, raw: str) -> None:
        name, _, year = field.partition("/")
        target = next((self._shift[slot] for slot in YEARS if slot == year), None)
        counts = (BASE_DATA, field) in self._counting
        if target is None or name not in self._data or not counts:
            self._leave(BASE_DATA, BASE_DATA, field)
        else:
            self._take(BASE_DATA, BASE_DATA, f"{name}/{target}", raw)

    def _place_measure(self, code: str, field: str, raw: str) -> None:
        name, _, rest = field.partition("/")
        year, slash, part = rest.partition("/")
        slot = next((slot for slot in YEARS if slot == year), None)
        if name == REFERENCE:
            return  # older still: the new assessment shows the figures of the last one only
        if field == ASSIGNED:
            if self._knows(code, raw):
                self._take("ditangani", code, field, raw)
            else:
                self._leave("ditangani", code, field)
            return
        if slot is None:
            self._leave("pilihan", code, field)
            return
        counts = (code, field) in self._counting
        measure = self._same_measure(code, name) if counts else None
        target = self._shift[slot]
        if measure is not None and target in measure.years:
            self._take("indikator", code, f"{name}/{target}{slash}{part}", raw)
        elif measure is not None and slot == "kini":
            old_year = self._old.calendar(slot)
            self._take(REFERENCE, code, f"{REFERENCE}/{name}/{old_year}{slash}{part}", raw)
        else:
            self._leave("indikator", code, field)

    def _knows(self, code: str, agency: str) -> bool:
        """Whether the new instrument has both the indicator and the OPD that handles it."""
        instrument = self._new.instrument
        return code in instrument.by_code and agency in instrument.agencies

    def _same_measure(self, code: str, name: str) -> Measure | None:
        """The new instrument's measure, if it still asks the same thing in the same way."""
        old = self._old.instrument.by_code[code].measure(name)
        indicator = self._new.instrument.by_code.get(code)
        new = indicator.measure(name) if indicator else None
        return new if old and new and _shape(old) == _shape(new) else None

    def _place_activity(self, code: str, field: str, raw: str) -> None:
        day = day_of(self._source.get((code, "waktu"), ""))
        if day is not None and day.year in {self._new.calendar(year) for year in YEARS}:
            self._take(ACTIVITIES, code, field, raw)
        else:
            self._leave(ACTIVITIES, code, field)

    def lines(self, kinds: Mapping[str, _Kind], found: Mapping[str, set[Key]]) -> list[CarryLine]:
        """The kinds that there are, counted."""
        years = [str(self._old.calendar(y)) for y in YEARS if self._shift[y] is not None]
        words = {
            "years": " dan ".join(years),
            "now": self._old.calendar("kini"),
            "old": self._old.year,
        }
        return [
            CarryLine(
                key,
                kind.title.format(**words),
                len({code for code, _ in found[key]}) if kind.by_code else len(found[key]),
                kind.unit,
                kind.note,
            )
            for key, kind in kinds.items()
            if key in found
        ]


def _shape(measure: Measure) -> tuple[object, ...]:
    return (
        measure.kind,
        measure.unit,
        measure.is_share and not measure.direct,
        measure.multiplier,
        tuple(item.code for item in measure.items),
        measure.derived is None,
    )
