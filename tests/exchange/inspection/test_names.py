"""Names as people see and keep them, and the years in them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kks_desktop.exchange.inspection.names import MAX_NAME, file_name
from kks_desktop.exchange.inspection.years import years_in, years_in_name


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Laporan SKI 2023.pdf", "Laporan SKI 2023.pdf"),
        ("C:\\Users\\Budi\\SK.pdf", "SK.pdf"),
        ("../../etc/passwd", "passwd"),
        ("Cafe\u0301.pdf", "Café.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a\r\n\t b.pdf", "a b.pdf"),
        ("a\0b\x07.pdf", "ab.pdf"),
        ("Keluarga 👨‍👩‍👧‍👦 sehat 💪🏽.jpg", "Keluarga 👨‍👩‍👧‍👦 sehat 💪🏽.jpg"),
        ("❤️.pdf", "❤️.pdf"),
        ("", "berkas"),
        ("...", "berkas"),
        ("/", "berkas"),
        ("\ud800.pdf", "?.pdf"),
        (f"{'x' * 300}.pdf", f"{'x' * 196}.pdf"),
        ("y" * 300, "y" * 200),
        (f"{'a' * 195}e\u0301\u0323\u0323.pdf", f"{'a' * 195}.pdf"),
    ],
)
def test_clean_names(given_name: str, kept: str) -> None:
    assert file_name(given_name) == kept


@given(st.text(max_size=400))
def test_every_name_is_fit_to_show(name: str) -> None:
    kept = file_name(name)
    assert 0 < len(kept) <= MAX_NAME
    assert file_name(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in kept)
    assert not set("/\\\u202e\u2066\n") & set(kept)


def test_years() -> None:
    assert years_in(["Tahun 2023/2024, 31.12.2023; (2100) 2101 1999"]) == {
        2023: 2,
        2024: 1,
        2100: 1,
    }
    assert not years_in(["197001012023121001 20231 12023 0,2023 0.2024"])
    assert years_in_name("IMG_20230615_101500.jpg") == {2023: 1}
    assert years_in_name("SK_2022.pdf") == {2022: 1}
    assert not years_in_name("20239915.jpg")
