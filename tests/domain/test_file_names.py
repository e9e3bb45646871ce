"""Names of files: cleaned to be shown and kept."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kks_desktop.domain.file_names import MAX_NAME, clean_name, shown_name


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
    assert clean_name(given_name) == kept


@given(st.text(max_size=400))
def test_every_name_is_fit_to_show(name: str) -> None:
    kept = clean_name(name)
    assert 0 < len(kept) <= MAX_NAME
    assert clean_name(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in kept)
    assert not set("/\\\u202e\u2066\n") & set(kept)


def test_inside_a_sentence_a_long_name_is_cut_visibly() -> None:
    assert shown_name("n" * 300 + ".pdf") == "n" * 55 + "….pdf"
    assert shown_name("SK.pdf") == "SK.pdf"
