"""What a province drafts for its reference file, as sheets: figures, readings, last days."""

from __future__ import annotations

from kks_desktop.domain.columns import Choice, Column, ColumnKind
from kks_desktop.domain.registers import Register

FIGURES, READINGS, LAST_DAYS = "angka_rujukan", "tafsir_rujukan", "tenggat_rujukan"
RULES = "rujukan"
"""Code of what the province asks for."""
SEALING, COUNTERSIGN, LETTER = "segel", "pimpinan", "surat_wajib"
"""Its fields: sealed files, the head's signature, the signed letter; ``ya`` or blank."""
TARGET, NATIONAL = "target", "nasional"

FIGURE_REGISTER = Register(
    FIGURES,
    "Angka dan target",
    (
        Column(
            "jenis",
            "Jenis",
            ColumnKind.CHOICE,
            8,
            (Choice("angka", "Angka"), Choice(TARGET, "Target")),
        ),
        Column(
            "tingkat",
            "Tingkat",
            ColumnKind.CHOICE,
            10,
            (Choice(NATIONAL, "Nasional"), Choice("provinsi", "Provinsi")),
        ),
        Column("indikator", "Indikator", chars=9, hint="Kode indikator, misalnya 1.06."),
        Column(
            "ukuran",
            "Data capaian",
            chars=26,
            hint="Nama datanya; boleh kosong bila indikator itu hanya punya satu.",
        ),
        Column("tahun", "Tahun", ColumnKind.YEAR, 7),
        Column("nilai", "Nilai", ColumnKind.NUMBER, 10),
        Column("satuan", "Satuan", chars=10),
        Column("sumber", "Sumber", chars=30, hint="Dari mana angkanya, misalnya SKI 2023."),
    ),
)
READING_REGISTER = Register(
    READINGS,
    "Tafsir yang disepakati",
    (
        Column("indikator", "Indikator", chars=9, hint="Kode indikator, misalnya 1.17."),
        Column("nilai", "Nilai", ColumnKind.COUNT, 7, hint="Nilai yang disepakati; boleh kosong."),
        Column("teks", "Tafsirnya", chars=48),
        Column("sumber", "Dasar", chars=30, hint="Misalnya berita acara rapat dan tanggalnya."),
    ),
)
LAST_DAY_REGISTER = Register(
    LAST_DAYS,
    "Tenggat",
    (
        Column("nama", "Kegiatan", chars=40),
        Column("tanggal", "Paling lambat", ColumnKind.DATE, 14),
        Column("sumber", "Dasar", chars=34),
    ),
)
PROVINCE_REGISTERS = (FIGURE_REGISTER, READING_REGISTER, LAST_DAY_REGISTER)
