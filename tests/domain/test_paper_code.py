"""The line in the QR code: read back whole, and a misread sign is noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kks_desktop.domain.errors import KksError
from kks_desktop.domain.paper_code import PaperCode, parse_code, short_form

FULL = PaperCode(
    kind="evaluasi",
    region="15.71",
    year=2025,
    revision=2,
    totals=(2075, 1950, None, 1200, 900, 1000, 1050, 1300, 1150),
    total=10_625,
    fingerprint="884AE4F07CBC55DD",
    content_id="0011223344556677",
    signature="8899AABBCCDDEEFF",
)
MARKS = st.sampled_from(["", "0123456789ABCDEF", "FFFFFFFFFFFFFFFF"])
CODES = st.builds(
    PaperCode,
    kind=st.sampled_from(["evaluasi", "opd/lingkungan-hidup", "instrumen/9", "berita-acara"]),
    region=st.sampled_from(["15.71", "11.08", "15"]),
    year=st.integers(2023, 2099),
    revision=st.none() | st.integers(1, 9999),
    totals=st.lists(st.none() | st.integers(0, 2900), max_size=9).map(tuple),
    total=st.none() | st.integers(0, 13_600),
    fingerprint=MARKS,
    content_id=MARKS,
    signature=MARKS,
)


@given(CODES)
def test_what_is_printed_is_read_back(code: PaperCode) -> None:
    if code.totals == (None,):
        return  # a dash alone stands for no totals at all
    assert parse_code(code.text) == code


@given(CODES)
def test_the_line_holds_only_signs_of_the_small_qr_mode(code: PaperCode) -> None:
    assert set(code.text) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    assert len(code.text) < 200


def test_nothing_answered_is_not_printed_as_zero() -> None:
    assert ".-." in FULL.text
    assert parse_code(FULL.text).totals[2] is None


@pytest.mark.parametrize("spelling", [str.lower, lambda text: f"  {text}\n", " ".join])
def test_a_scanner_may_add_blanks_and_small_letters(spelling) -> None:
    assert parse_code(spelling(FULL.text)) == FULL


def test_one_sign_misread_is_noticed() -> None:
    text = FULL.text
    for place, sign in enumerate(text):
        for other in "0A-":
            if other != sign:
                with pytest.raises(KksError):
                    parse_code(text[:place] + other + text[place + 1 :])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "NOT_A_PAPER_CODE"),
        ("https://contoh.id", "NOT_A_PAPER_CODE"),
        ("KKS1:EVALUASI", "NOT_A_PAPER_CODE"),
        ("KKS1" + ":" * 10, "CODE_MISREAD"),
        (FULL.text[:-1], "CODE_MISREAD"),
        ("A" * 100_000, "NOT_A_PAPER_CODE"),
    ],
)
def test_what_is_no_code_is_refused_in_one_sentence(text: str, code: str) -> None:
    with pytest.raises(KksError) as refused:
        parse_code(text)
    assert refused.value.code == code
    assert str(refused.value).endswith(".")


def test_a_long_mark_is_shortened() -> None:
    assert short_form("sha256:00ff" + "a" * 60) == "00FFAAAAAAAAAAAA"
    assert short_form("884a e4f0 7cbc 55dd e8f6") == "884AE4F07CBC55DD"
    assert short_form("") == ""
