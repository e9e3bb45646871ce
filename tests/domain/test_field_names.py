"""Fields that are no indicators, in the words of the screen."""

from __future__ import annotations

import pytest

from kks_desktop.domain.field_names import field_name, field_text

YEARS = {"lalu": 2023, "kini": 2024}


@pytest.mark.parametrize(
    ("code", "field", "raw", "name", "text"),
    [
        ("desa:15.71.01.1001", "odf_tanggal", "2024-03-01", "Tanggal ODF", "1 Mar 2024"),
        ("desa:15.71.01.1001", "odf", "ya", "ODF", "Ya"),
        ("desa:15.71.01.1001", "dihapus", "Bergabung", "Dikeluarkan dari daftar", "Bergabung"),
        ("desa:15.71.01.1001", "dibawa", "2023", "Dibawa dari penilaian", "2023"),
        ("dana:1", "jumlah_lalu", "1500000", "Jumlah 2023 (Rp)", "1.500.000"),
        ("dana:1", "sumber", "apbn", "Sumber", "APBN"),
        ("bukti:ab", "judul", "SK", "Judul", "SK"),
        ("bukti:ab", "tanggal", "", "Tanggal dokumen", ""),
        ("bukti:ab", "untuk/1.06/0", "ya", "Dipakai di 1.06, butir 1", "Ya"),
        ("bukti:ab", "untuk/desa:15.71.01.1001/odf", "ya", "Dipakai di Desa/kelurahan", "Ya"),
        ("profil", "kop_1", "PEMERINTAH KOTA", "Kop surat baris 1", "PEMERINTAH KOTA"),
        ("profil", "lapor_kini", "tidak", "Laporan tahun 2024 sudah dikirim", "Tidak"),
        ("profil", "baru", "x", "baru", "x"),
    ],
)
def test_names_and_texts(code: str, field: str, raw: str, name: str, text: str) -> None:
    assert field_name(code, field, YEARS) == name  # type: ignore[arg-type]
    assert field_text(code, field, raw) == text
