"""Chapter II of the profile: the four bodies with decree, plans, office and activities."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from kks_desktop.domain.bodies import UNTOLD, Decree, count_bodies, decree_of, has_plan
from kks_desktop.domain.columns import NO_END, day_of, long_date
from kks_desktop.domain.instrument import YEARS, Year
from kks_desktop.domain.numbers import format_number
from kks_desktop.domain.registers import (
    ACTIVITY_REGISTER,
    BODY_REGISTER,
    DISTRICT_REGISTER,
    FORUM,
    TEAM,
    VILLAGE_REGISTER,
    Cells,
    Register,
    Table,
    district_of,
    row_id,
    rows_of,
)
from kks_desktop.reports.chapters import Block, Chapter, Named, Photo, Section
from kks_desktop.reports.listing import ListColumn
from kks_desktop.services.profile_photos import PhotoShelf
from kks_desktop.services.profile_tables import (
    Pick,
    Years,
    ended,
    in_words,
    numbered,
    or_dots,
    place_words,
)

_PLANS = {True: "ada", False: "tidak ada", None: ""}
_LEAD = (
    "Kelembagaan Kabupaten/Kota Sehat terdiri atas Tim Pembina dan Forum di tingkat "
    "kabupaten/kota, Forum Komunikasi di kecamatan, dan Kelompok Kerja (Pokja) di "
    "desa/kelurahan. Keadaan masing-masing diuraikan di bawah ini."
)
_TEAM_OFFICE, _FORUM_OFFICE = "K.04", "K.08"
_Columns = list[tuple[ListColumn, Pick]]


class BodyChapter:
    """Makes the chapter of confirmed fields."""

    def __init__(self, table: Table, years: Years, photos: PhotoShelf) -> None:
        self._table = table
        self._years = years
        self._photos = photos

    def chapter(self, profile: Cells) -> Chapter:
        """All four bodies; ``profile`` holds what is said of chairs and addresses."""
        former = profile.get("sk_terdahulu", "")
        chairs = (profile.get("ketua_tim_nama", ""), profile.get("ketua_forum_nama", ""))
        offices = (profile.get("alamat_tim", ""), profile.get("alamat_forum", ""))
        team = self._single("Tim Pembina", TEAM, chairs[0], offices[0], _TEAM_OFFICE)
        name = "Forum Kabupaten/Kota Sehat"
        forum = self._single(name, FORUM, chairs[1], offices[1], _FORUM_OFFICE)
        return Chapter(
            "II. Kelembagaan",
            (_LEAD, *([f"SK terdahulu yang telah diperbarui: {former}"] if former else [])),
            (
                Section("A. Tim Pembina", team),
                Section("B. Forum Kabupaten/Kota", forum),
                Section("C. Forum Komunikasi Kecamatan", self._districts()),
                Section("D. Kelompok Kerja Desa/Kelurahan", self._villages()),
            ),
        )

    # ------------------------------------------------------------ Tim Pembina, Forum

    def _single(
        self, name: str, code: str, chair: str, address: str, office: str
    ) -> tuple[Block, ...]:
        cells = self._table.get(code, {})
        photos = (
            *self._photos.of(code, f"Sekretariat {name}", cells),
            *self._photos.of(office, f"Sekretariat {name}", cells),
        )
        address = or_dots(cells.get("alamat") or address)
        return (
            f"1. Surat keputusan. {self._decree(name, cells)} Ketua: {ended(or_dots(chair))}",
            f"2. Rencana kerja dan anggaran. {self._plans(cells)}",
            f"3. Sekretariat. {name} berkantor di {ended(address)} {_photo_words(cells)}",
            *([photos] if photos else []),
            *self._activities(row_id(code), "4. Kegiatan dua tahun"),
        )

    def _decree(self, name: str, cells: Cells) -> str:
        number = or_dots(cells.get("sk_nomor", ""))
        dated = or_dots(_long(cells.get("sk_tanggal", "")))
        end = cells.get("sk_berlaku", "")
        until = "tanpa batas waktu" if end == NO_END else f"sampai {or_dots(_long(end))}"
        state = decree_of(cells, self._years["kini"])
        note = "" if state is Decree.VALID or state in UNTOLD else f" SK ini {state.value}."
        return f"{name} dibentuk dengan SK Nomor {number} tanggal {dated}, berlaku {until}.{note}"

    def _plans(self, cells: Cells) -> str:
        parts = []
        for year in YEARS:
            plan = or_dots(_PLANS[has_plan(cells, year)])
            money = or_dots(in_words(BODY_REGISTER, cells, f"anggaran_{year}"))
            parts.append(f"Tahun {self._years[year]}: rencana kerja {plan}, anggaran Rp{money}.")
        return " ".join(parts)

    # ------------------------------------------------------------ Forkom, Pokja

    def _districts(self) -> tuple[Block, ...]:
        codes = rows_of(DISTRICT_REGISTER, self._table)
        rows = [self._table.get(code, {}) for code in codes]
        names: _Columns = [(ListColumn("Kecamatan", 0.17), _cell("nama"))]
        return (
            self._counts("forum", "kecamatan", rows),
            *self._unit_tables(DISTRICT_REGISTER, rows, names, "Forum Kecamatan"),
            *self._unit_photos(codes, "Forum Kecamatan"),
            *self._activities("forkom", "4. Kegiatan per kecamatan"),
        )

    def _villages(self) -> tuple[Block, ...]:
        codes = rows_of(VILLAGE_REGISTER, self._table)
        rows = [
            {
                **self._table.get(code, {}),
                "kecamatan": self._table.get(district_of(code), {}).get("nama", ""),
            }
            for code in codes
        ]
        names: _Columns = [
            (ListColumn("Kecamatan", 0.15), _cell("kecamatan")),
            (ListColumn("Desa/Kelurahan", 0.18), _cell("nama")),
        ]
        return (
            self._counts("pokja", "desa/kelurahan", rows),
            *self._unit_tables(VILLAGE_REGISTER, rows, names, "Pokja Desa/Kelurahan Sehat"),
            *self._unit_photos(codes, "Pokja"),
            *self._activities("pokja", "4. Kegiatan per pokja"),
        )

    def _counts(self, body: str, unit: str, rows: Sequence[Cells]) -> str:
        """How many have what, in one sentence; what nobody told is said to be open."""
        counts = count_bodies(rows, self._years["kini"])
        parts = (
            ("SK yang masih berlaku", counts.decrees),
            ("rencana kerja dua tahun", counts.plans_both),
            ("anggaran dua tahun", counts.budgets_both),
            ("sekretariat berfoto", counts.offices),
        )
        told = "; ".join(
            f"{what} {'belum diisi' if number is None else format_number(number)}"
            for what, number in parts
        )
        return f"Dari {format_number(counts.units)} {unit}, jumlah {body} dengan {told}."

    def _unit_tables(
        self, register: Register, rows: Sequence[Cells], names: _Columns, body: str
    ) -> tuple[Block, ...]:
        """Decrees, plans with budgets, offices: the columns of Lampiran 3."""
        words = partial(_picked, register)
        decrees: _Columns = [
            *names,
            (ListColumn(body, 0.2), words("nama_lembaga")),
            (ListColumn("No SK", 0.17), words("sk_nomor")),
            (ListColumn("Masa Berlaku SK", 0.14), words("sk_berlaku")),
            (ListColumn("Ket", 0.12), words("ket")),
        ]
        plans: _Columns = list(names)
        for year in YEARS:
            column = ListColumn(f"Rencana kerja {self._years[year]}", 0.12)
            plans.append((column, partial(_plan_cell, year)))
        for year in YEARS:
            column = ListColumn(f"Anggaran {self._years[year]} (Rp)", 0.15, number=True)
            plans.append((column, words(f"anggaran_{year}")))
        offices: _Columns = [
            *names,
            (ListColumn(body, 0.2), words("nama_lembaga")),
            (ListColumn("Alamat", 0.2), words("alamat")),
            (ListColumn("Foto (tanggal dan koordinat)", 0.31), _photo_cell),
        ]
        return (
            Named("1. Surat keputusan", numbered(rows, decrees)),
            Named("2. Rencana kerja dan anggaran dua tahun", numbered(rows, plans)),
            Named("3. Sekretariat", numbered(rows, offices)),
        )

    def _unit_photos(self, codes: Sequence[str], body: str) -> list[tuple[Photo, ...]]:
        photos = [
            photo
            for code in codes
            for cells in (self._table.get(code, {}),)
            for photo in self._photos.of(code, f"{body} {cells.get('nama', '')}", cells, "foto")
        ]
        return [tuple(photos)] if photos else []

    # ------------------------------------------------------------ activities

    def _activities(self, body: str, title: str) -> list[Block]:
        """The activities of a body in the order of their days, then their photos."""
        codes = [
            code
            for code in rows_of(ACTIVITY_REGISTER, self._table)
            if self._table[code].get("lembaga") == body
        ]
        codes.sort(key=lambda code: (self._table[code].get("waktu", "9999"), code))
        rows = [self._table[code] for code in codes]
        words = partial(_picked, ACTIVITY_REGISTER)
        columns: _Columns = [
            (ListColumn("Nama Kegiatan", 0.26), _activity_name),
            (ListColumn("Waktu", 0.13), words("waktu")),
            (ListColumn("Peserta", 0.16), words("peserta")),
            (ListColumn("Hasil", 0.22), words("hasil")),
            (ListColumn("Keterangan", 0.17), words("ket")),
        ]
        photos = tuple(
            photo
            for code in codes
            for photo in self._photos.of(
                code, self._table[code].get("nama", ""), self._table[code], "foto"
            )
        )
        return [Named(title, numbered(rows, columns)), *([photos] if photos else [])]


def _plan_cell(year: Year, cells: Cells) -> str:
    return _PLANS[has_plan(cells, year)]


def _cell(field: str) -> Pick:
    return lambda cells: cells.get(field, "")


def _picked(register: Register, field: str) -> Pick:
    return lambda cells: in_words(register, cells, field)


def _activity_name(cells: Cells) -> str:
    place = cells.get("wilayah", "")
    name = cells.get("nama", "")
    return f"{name} ({place})" if place else name


def _long(raw: str) -> str:
    """A day in full; what cannot be read stays as it is."""
    day = day_of(raw)
    return long_date(day) if day else raw


def _photo_cell(cells: Cells) -> str:
    day = in_words(DISTRICT_REGISTER, cells, "foto_tanggal")
    parts = (day, place_words(cells.get("foto_koordinat", "")))
    return "; ".join(part for part in parts if part)


def _photo_words(cells: Cells) -> str:
    day = or_dots(_long(cells.get("foto_tanggal", "")))
    place = or_dots(place_words(cells.get("foto_koordinat", "")))
    return f"Foto tanggal {day}, koordinat {place}."
