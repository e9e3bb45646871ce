"""The registers of a dossier: their rows, their columns (juknis Lampiran 3).

A row is a code such as ``desa:15.71.01.1001``; its cells are fields of that code,
so that they are written, undone and remembered like every other field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kks_desktop.domain.columns import Choice, Column, ColumnKind

Cells = Mapping[str, str]
Table = Mapping[str, Cells]
"""Codes to their filled fields."""

DISTRICTS, VILLAGES, BODIES = "kecamatan", "desa", "lembaga"
ACTIVITIES, FUNDING, INNOVATIONS, SIGNATORIES = "kegiatan", "dana", "inovasi", "pejabat"
POPULATION, SCHOOLS, SERVICE = "penduduk", "sekolah", "spm"
EVIDENCE, AGENCY = "bukti", "opd"

TEAM, FORUM = f"{BODIES}:tim_pembina", f"{BODIES}:forum"
REMOVED = "dihapus"
"""Field that takes a row out of its register: the reason."""
CORRECTION = "alasan"
"""Field that says why a row differs from the official list."""


@dataclass(frozen=True, slots=True)
class Register:
    """A table of rows with the same columns.

    ``rows`` are its rows where they are fixed: id and title; else rows come and go.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Choice, ...] = ()

    def column(self, name: str) -> Column | None:
        """The column with this id."""
        return next((column for column in self.columns if column.id == name), None)

    def code(self, row: str) -> str:
        """A row's code from its id."""
        return f"{self.id}:{row}"


_BODY = (
    Column("nama_lembaga", "Nama lembaga", chars=26),
    Column("sk_nomor", "Nomor SK", chars=20),
    Column("sk_tanggal", "Tanggal SK", ColumnKind.DATE, 12),
    Column(
        "sk_berlaku",
        "Berlaku sampai",
        ColumnKind.END_DATE,
        12,
        hint="Tanggal akhir, atau “tanpa batas” bila SK tidak menyebutnya.",
    ),
    Column("renja_lalu", "Rencana kerja {lalu}", ColumnKind.YES_NO, 8),
    Column("renja_kini", "Rencana kerja {kini}", ColumnKind.YES_NO, 8),
    Column("anggaran_lalu", "Anggaran {lalu} (Rp)", ColumnKind.MONEY, 14),
    Column("anggaran_kini", "Anggaran {kini} (Rp)", ColumnKind.MONEY, 14),
    Column("alamat", "Alamat sekretariat", chars=28),
    Column("foto_tanggal", "Tanggal foto", ColumnKind.DATE, 12),
    Column(
        "foto_koordinat",
        "Koordinat foto",
        ColumnKind.COORDINATES,
        22,
        hint="Lintang dan bujur seperti pada foto, misalnya -1,6101; 103,6131.",
    ),
    Column("ket", "Keterangan", chars=24),
)
_REASON = Column(
    CORRECTION, "Alasan perbaikan", chars=24, hint="Mengapa berbeda dari kode wilayah resmi."
)

DISTRICT_REGISTER = Register(
    DISTRICTS,
    "Kecamatan",
    (
        Column("kode", "Kode", chars=9, fixed=True),
        Column("nama", "Kecamatan", chars=20),
        *_BODY,
        _REASON,
    ),
)
VILLAGE_REGISTER = Register(
    VILLAGES,
    "Desa/kelurahan",
    (
        Column("kode", "Kode", chars=14, fixed=True),
        Column("kecamatan", "Kecamatan", chars=18, fixed=True),
        Column("nama", "Desa/kelurahan", chars=20),
        Column("odf", "ODF", ColumnKind.YES_NO, 6),
        Column("odf_tanggal", "Tanggal ODF", ColumnKind.DATE, 12),
        *_BODY,
        _REASON,
    ),
)
_BODY_KINDS = (
    Choice("tim_pembina", "Tim Pembina"),
    Choice("forum", "Forum Kabupaten/Kota"),
    Choice("forkom", "Forum Komunikasi Kecamatan"),
    Choice("pokja", "Pokja Desa/Kelurahan"),
)
BODY_REGISTER = Register(
    BODIES,
    "Tim Pembina dan Forum",
    (
        *(column for column in _BODY if column.id != "ket"),
        Column("renja_lengkap", "Kedua rencana kerja lengkap dan bertarget", ColumnKind.YES_NO, 8),
        Column("anggaran_lengkap", "Kedua anggaran lengkap dan bertarget", ColumnKind.YES_NO, 8),
        Column("ket", "Keterangan", chars=24),
    ),
    _BODY_KINDS[:2],
)
ACTIVITY_REGISTER = Register(
    ACTIVITIES,
    "Kegiatan",
    (
        Column("lembaga", "Lembaga", ColumnKind.CHOICE, 16, _BODY_KINDS),
        Column("wilayah", "Kecamatan/desa", chars=18, hint="Untuk Forkom dan Pokja."),
        Column("nama", "Nama kegiatan", chars=30),
        Column("waktu", "Waktu", ColumnKind.DATE, 12),
        Column("peserta", "Peserta", chars=16),
        Column("hasil", "Hasil", chars=30),
        Column("ket", "Keterangan", chars=24),
    ),
)
FUNDING_REGISTER = Register(
    FUNDING,
    "Pendanaan",
    (
        Column(
            "sumber",
            "Sumber",
            ColumnKind.CHOICE,
            22,
            (
                Choice("apbn", "APBN"),
                Choice("apbd_provinsi", "APBD provinsi"),
                Choice("apbd", "APBD kabupaten/kota"),
                Choice("lain", "Sumber lain"),
                Choice("masyarakat_uang", "Partisipasi masyarakat berupa uang"),
                Choice("masyarakat_barang", "Partisipasi masyarakat berupa barang/jasa"),
            ),
        ),
        Column("uraian", "Uraian", chars=34),
        Column("jumlah_lalu", "Jumlah {lalu} (Rp)", ColumnKind.MONEY, 16),
        Column("jumlah_kini", "Jumlah {kini} (Rp)", ColumnKind.MONEY, 16),
        Column("ket", "Keterangan", chars=24),
    ),
)
CRITERIA = ("mulai", "menjangkau", "berdampak", "diadopsi")
"""The four criteria of an innovation for Wistara Paripurna (juknis p. 4-6)."""
INNOVATION_REGISTER = Register(
    INNOVATIONS,
    "Inovasi",
    (
        Column("nama", "Nama inovasi", chars=30),
        Column("tahun_mulai", "Mulai tahun", ColumnKind.YEAR, 8),
        Column("uraian", "Masalah dan cara kerja", chars=34),
        Column("mulai", "Mulai {lalu} atau sebelumnya", ColumnKind.YES_NO, 8),
        Column("menjangkau", "Menjangkau desa/kelurahan", ColumnKind.YES_NO, 8),
        Column("berdampak", "Berdampak pada masalahnya", ColumnKind.YES_NO, 8),
        Column("diadopsi", "Diadopsi kabupaten/kota lain", ColumnKind.YES_NO, 8),
        Column("pengadopsi", "Diadopsi oleh", chars=24),
        Column("ket", "Keterangan", chars=24),
    ),
)
SIGNATORY_REGISTER = Register(
    SIGNATORIES,
    "Penanda tangan",
    (
        Column("nama", "Nama", chars=28),
        Column("jabatan", "Jabatan", chars=28),
        Column("pangkat", "Pangkat/golongan", chars=18),
        Column("nip", "NIP", chars=22),
        Column("dokumen", "Menandatangani", chars=24, hint="Misalnya: surat usulan."),
    ),
)


def _two_years(unit: str) -> tuple[Column, ...]:
    return (
        Column("golongan", "Golongan", chars=28, fixed=True),
        Column("lalu", f"{unit} {{lalu}}", ColumnKind.COUNT, 12),
        Column("kini", f"{unit} {{kini}}", ColumnKind.COUNT, 12),
    )


POPULATION_REGISTER = Register(
    POPULATION,
    "Penduduk menurut umur",
    _two_years("Jiwa"),
    (
        Choice("0", "Bayi (0–11 bulan)"),
        Choice("1-4", "Anak balita (1–4 tahun)"),
        Choice("5-6", "Prasekolah (5–6 tahun)"),
        Choice("7-12", "Usia SD (7–12 tahun)"),
        Choice("13-15", "Usia SMP (13–15 tahun)"),
        Choice("16-18", "Usia SMA (16–18 tahun)"),
        Choice("19-44", "Dewasa (19–44 tahun)"),
        Choice("45-59", "Pralansia (45–59 tahun)"),
        Choice("60+", "Lansia (60 tahun ke atas)"),
    ),
)
SCHOOL_REGISTER = Register(
    SCHOOLS,
    "Sekolah/madrasah menurut jenjang",
    _two_years("Satuan"),
    (
        Choice("paud", "PAUD/TK/RA"),
        Choice("sd", "SD/MI"),
        Choice("smp", "SMP/MTs"),
        Choice("sma", "SMA/SMK/MA"),
        Choice("slb", "SLB"),
    ),
)
SERVICE_REGISTER = Register(
    SERVICE,
    "IP SPM enam bidang",
    (
        Column("golongan", "Bidang", chars=34, fixed=True),
        Column("nilai", "IP SPM {kini}", ColumnKind.NUMBER, 10),
        Column("ket", "Sumber/keterangan", chars=34),
    ),
    (
        Choice("pendidikan", "Pendidikan"),
        Choice("kesehatan", "Kesehatan"),
        Choice("pupr", "Pekerjaan umum dan penataan ruang"),
        Choice("perumahan", "Perumahan rakyat dan kawasan permukiman"),
        Choice("trantib", "Ketenteraman, ketertiban umum, dan pelindungan masyarakat"),
        Choice("sosial", "Sosial"),
    ),
)

_DECREE, _PLAN, _BUDGET, _PHOTO = (
    Choice("sk", "SK"),
    Choice("renja", "Rencana kerja"),
    Choice("anggaran", "Anggaran"),
    Choice("foto", "Foto dengan tanggal dan koordinat"),
)
ROW_PROOF: Mapping[str, tuple[Choice, ...]] = {
    DISTRICTS: (_DECREE, _PLAN, _BUDGET, _PHOTO),
    VILLAGES: (Choice("odf", "Bukti verifikasi ODF"), _DECREE, _PLAN, _BUDGET, _PHOTO),
    ACTIVITIES: (
        Choice("undangan", "Undangan atau edaran"),
        Choice("hadir", "Daftar hadir"),
        Choice("notulen", "Notulen"),
        _PHOTO,
    ),
    FUNDING: (Choice("bukti", "Bukti tertulis"),),
    INNOVATIONS: (Choice("bukti", "Uraian dan bukti inovasi"), _PHOTO),
}
"""What files may prove of a row, by register (Lampiran 3)."""

REGISTERS: Mapping[str, Register] = {
    register.id: register
    for register in (
        DISTRICT_REGISTER,
        VILLAGE_REGISTER,
        BODY_REGISTER,
        ACTIVITY_REGISTER,
        FUNDING_REGISTER,
        INNOVATION_REGISTER,
        SIGNATORY_REGISTER,
        POPULATION_REGISTER,
        SCHOOL_REGISTER,
        SERVICE_REGISTER,
    )
}

_DISTRICT_ID = re.compile(r"\d\d\.\d\d\.\d\d", re.ASCII)
_VILLAGE_ID = re.compile(r"\d\d\.\d\d\.\d\d\.\d{4}", re.ASCII)


def register_of(code: str) -> Register | None:
    """The register that a code is a row of; ``None`` for any other code."""
    name, colon, row = code.partition(":")
    return REGISTERS.get(name) if colon and row else None


def row_id(code: str) -> str:
    """A row's id: what stands behind the colon."""
    return code.partition(":")[2]


def district_of(village: str) -> str:
    """The code of a village's kecamatan row."""
    return f"{DISTRICTS}:{row_id(village)[:8]}"


def code_fault(register: Register, region: str, row: str, table: Table) -> str:
    """Why a new kecamatan or village code cannot be taken; empty if it can."""
    shape, example = (
        (_DISTRICT_ID, f"{region}.01")
        if register.id == DISTRICTS
        else (_VILLAGE_ID, f"{region}.01.1001")
    )
    if not shape.fullmatch(row):
        return f"Kode {register.title.lower()} ditulis seperti {example}."
    if not row.startswith(f"{region}."):
        return f"Kode {row} bukan dari wilayah {region}."
    code = register.code(row)
    if REMOVED in table.get(code, {}):
        return f"Kode {row} pernah dikeluarkan dari daftar; kembalikan saja barisnya."
    if code in table:
        return f"Kode {row} sudah ada di daftar."
    if register.id != VILLAGES:
        return ""
    district = table.get(district_of(code))
    if district is None:
        return f"Kecamatan {row[:8]} belum ada di daftar kecamatan."
    if REMOVED in district:
        return f"Kecamatan {row[:8]} pernah dikeluarkan dari daftar; kembalikan dulu kecamatannya."
    return ""


def rows_of(register: Register, table: Table) -> list[str]:
    """The codes of a register's rows in order, without those taken out."""
    if register.rows:
        return [register.code(row.key) for row in register.rows]
    prefix = f"{register.id}:"
    return sorted(
        code for code, cells in table.items() if code.startswith(prefix) and REMOVED not in cells
    )


PROFILE_FIELDS = (
    "visi_misi",
    "geografis",
    "demografi",
    "alamat_pemda",
    "kepala_daerah_nama",
    "kepala_daerah_jabatan",
    "ketua_tim_nama",
    "ketua_tim_jabatan",
    "ketua_tim_nip",
    "alamat_tim",
    "ketua_forum_nama",
    "alamat_forum",
    "sk_terdahulu",
    "lapor_lalu",
    "lapor_kini",
    "kop_1",
    "kop_2",
    "kop_3",
    "kop_4",
)
"""Fields of ``profil`` that describe the region; the others describe who sits at the PC."""


def registers_document(table: Table) -> dict[str, object]:
    """The registers and the profile as an answers document carries them, rows by id.

    Rows that were taken out go along with the reason: the province sees what is gone.
    """
    rows: dict[str, list[Cells]] = {}
    for code in sorted(table):
        register = register_of(code)
        if register is not None:
            rows.setdefault(register.id, []).append({"id": row_id(code), **table[code]})
    profile = table.get("profil", {})
    told = {field: profile[field] for field in PROFILE_FIELDS if field in profile}
    return {**rows, **({"profil": told} if told else {})}
