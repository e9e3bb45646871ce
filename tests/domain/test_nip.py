"""The NIP: what is written as it should be is never doubted, a slip of the keyboard is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kks_desktop.domain.nip import nip_doubt


@st.composite
def nips(draw: st.DrawFn) -> str:
    """A NIP as the pattern 8-6-1-3 has it, of a civil servant or a PPPK."""
    born = draw(st.dates(date(1955, 1, 1), date(2006, 12, 31)))
    year = born.year + draw(st.integers(18, 58))
    month = draw(st.sampled_from([*range(1, 13), 21, 22]))
    sex, serial = draw(st.sampled_from("12")), draw(st.integers(1, 999))
    return f"{born:%Y%m%d}{year}{month:02d}{sex}{serial:03d}"


@given(nips(), st.sampled_from(["", " ", ".", "-", "\u00a0"]))
def test_a_right_nip_is_not_doubted_however_it_is_spaced(nip: str, mark: str) -> None:
    written = mark.join((nip[:8], nip[8:14], nip[14], nip[15:]))
    assert nip_doubt(written) == ""


@given(nips(), st.data())
def test_a_digit_too_many_or_too_few_is_doubted(nip: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(nip) - 1))
    assert "17" in nip_doubt(nip[:at] + nip[at + 1 :])
    assert "19" in nip_doubt(nip[:at] + "1" + nip[at:])


@given(st.text(max_size=400))
def test_any_text_gets_a_sentence_or_nothing(text: str) -> None:
    doubt = nip_doubt(text)
    assert doubt == "" or doubt.endswith((".", "lagi."))
    assert len(doubt) < 120


@pytest.mark.parametrize(
    ("nip", "words"),
    [
        ("197013121995031004", "tanggal lahir"),
        ("197002301995031004", "tanggal lahir"),
        ("197001121995131004", "bulan pengangkatan"),
        ("197001121995001004", "bulan pengangkatan"),
        ("199501121970031004", "tahun lahirnya"),
        ("197001121995033004", "1 atau 2"),
        ("197001121995031000", "000"),
        ("19700112 199503 1 OO4", "hanya berisi angka"),
        ("١٩٧٠٠١١٢١٩٩٥٠٣١٠٠٤", "hanya berisi angka"),
        ("²" * 18, "hanya berisi angka"),
    ],
)
def test_what_cannot_be_is_named(nip: str, words: str) -> None:
    assert words in nip_doubt(nip)


def test_blank_is_no_doubt() -> None:
    assert nip_doubt("") == nip_doubt("  ") == nip_doubt("-") == ""
