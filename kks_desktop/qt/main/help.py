"""What F1 and the menu say: the words of the indicator in view, the keys, the sources."""

from __future__ import annotations

from kks_desktop import __version__
from kks_desktop.domain.agencies import agency_words
from kks_desktop.domain.instrument import Indicator, Instrument
from kks_desktop.domain.registers import Table

_KEYS = (
    "Enter atau Tab: ke isian berikutnya (dengan Shift: sebelumnya)",
    "Ctrl+Panah bawah/atas: indikator berikutnya/sebelumnya",
    "Angka 1 sampai 9 pada pilihan: memilih; Delete menghapus pilihan",
    "Y atau T pada isian ya/tidak; Delete mengosongkan",
    "Ctrl+F: mencari indikator menurut kode atau kata",
    "Ctrl+Z / Ctrl+Y (atau Ctrl+Shift+Z): mengurungkan / mengulangi isian",
    "Angka ditulis seperti 1.234 atau 12,5; kosong berbeda dari 0",
)
_ABOUT = (
    "Program isian luring untuk Penilaian Kabupaten/Kota Sehat. Program ini tidak pernah "
    "menghubungi internet.",
    "Kategori yang ditampilkan adalah indikasi; pleno yang memutuskan.",
    "Lisensi program: Apache-2.0.",
    "Kode wilayah: Kepmendagri 300.2.2-2138 Tahun 2025 dari idn-area-data, lisensi Open Database "
    "License 1.0.",
    "Huruf pada laporan: DejaVu Sans.",
)


def help_text(
    instrument: Instrument, code: str, table: Table
) -> tuple[str, list[tuple[str, list[str]]]]:
    """Title and sections of the help for what is in view."""
    indicator = instrument.by_code.get(code)
    sections = _indicator_sections(instrument, indicator, table) if indicator else []
    title = f"{indicator.code} {indicator.title}" if indicator else "Bantuan"
    return title, [*sections, ("Tombol", list(_KEYS))]


def _indicator_sections(
    instrument: Instrument, indicator: Indicator, table: Table
) -> list[tuple[str, list[str]]]:
    measures = [
        f"{m.label}: {m.numerator} dibagi {m.denominator[:1].lower()}{m.denominator[1:]}"
        if m.is_share and not m.direct
        else f"{m.label}{f' ({m.unit})' if m.unit else ''}"
        for m in indicator.measures
    ]
    sections = [
        ("Definisi", [indicator.definition]),
        ("Data capaian", measures),
        ("Diisi oleh", list(agency_words(instrument, indicator, table))),
        ("Bukti yang diminta", list(indicator.evidence)),
        (
            "Keraguan pada juknis",
            [f"{n.issue} Tafsir sementara: {n.reading}" for n in indicator.notes],
        ),
    ]
    return [(heading, lines) for heading, lines in sections if lines]


def about_text() -> tuple[str, list[tuple[str, list[str]]]]:
    """Title and sections about the program."""
    return f"KKS Desktop {__version__}", [("Tentang", list(_ABOUT))]
