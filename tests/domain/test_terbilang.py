"""Terbilang: every number in words, read back by a reader that knows only the words' meaning."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kks_desktop.domain.errors import NotANumberError
from kks_desktop.domain.terbilang import (
    day_sentence,
    day_words,
    number_words,
    rupiah,
    rupiah_both,
    rupiah_words,
)

# ------------------------------------------------------------ an independent reader

UNITS = dict(
    zip("satu dua tiga empat lima enam tujuh delapan sembilan".split(), range(1, 10), strict=True)
)
SCALES = {
    word: 1000**power
    for power, word in enumerate(
        "ribu juta miliar triliun kuadriliun kuintiliun sekstiliun".split(), 1
    )
}


def read(words: str) -> int:
    """The value of number words, by their meaning alone; refuses what nobody would say."""
    if words == "nol":
        return 0
    total, group, last_scale = 0, 0, 1000**9
    words = words.replace("seribu", "se ribu").replace("seratus", "se ratus")
    words = words.replace("sepuluh", "se puluh").replace("sebelas", "se belas")
    pending = 0
    for word in words.split():
        if word == "se":
            assert pending == 0
            pending = 1
        elif word in UNITS:
            assert pending == 0
            pending = UNITS[word]
        elif word in ("ratus", "puluh", "belas"):
            assert pending, f"nothing before {word}"
            step = {"ratus": 100, "puluh": 10, "belas": 1}[word]
            assert group % (1000 if word == "ratus" else 100) == 0, words
            group += pending * step + (10 if word == "belas" else 0)
            pending = 0
        else:
            scale = SCALES[word]
            assert scale < last_scale, f"{word} out of order"
            assert group + pending, f"nothing before {word}"
            total, group, pending, last_scale = (
                total + (group + pending) * scale,
                0,
                0,
                scale,
            )
    return total + group + pending


def test_every_number_to_ten_thousand_reads_back() -> None:
    for number in range(10_001):
        assert read(number_words(number)) == number


@given(st.integers(0, 10**24 - 1))
def test_any_number_reads_back(number: int) -> None:
    assert read(number_words(number)) == number


@given(st.integers(0, 23), st.integers(0, 10**24 - 1), st.integers(1, 11))
def test_round_numbers_and_their_neighbours_read_back(power: int, number: int, near: int) -> None:
    for value in (10**power, 10**power + near, 10**power - 1, number // 10**power * 10**power):
        assert read(number_words(value)) == value


@given(st.integers(0, 10**24 - 1))
def test_nobody_says_satu_ratus(number: int) -> None:
    words = f" {number_words(number)} "
    for wrong in (" satu ratus ", " satu puluh ", " satu belas ", " nol "):
        assert wrong not in words or words == " nol "
    # a thousand alone is seribu; only behind tens or hundreds it is … satu ribu
    before, found, _ = words.partition(" satu ribu ")
    assert not found or before.endswith(("puluh", "ratus", "seratus"))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (19, "sembilan belas"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (1000, "seribu"),
        (1100, "seribu seratus"),
        (2025, "dua ribu dua puluh lima"),
        (11_000, "sebelas ribu"),
        (21_000, "dua puluh satu ribu"),
        (101_000, "seratus satu ribu"),
        (1_001_000, "satu juta seribu"),
        (10**15, "satu kuadriliun"),
        (-12, "minus dua belas"),
    ],
)
def test_numbers(number: int, words: str) -> None:
    assert number_words(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("71.55", "tujuh puluh satu koma lima lima"),
        ("90.05", "sembilan puluh koma nol lima"),
        ("0.5", "nol koma lima"),
        ("12.50", "dua belas koma lima"),
        ("12.00", "dua belas"),
        ("1E+3", "seribu"),
        ("-0.25", "minus nol koma dua lima"),
        ("-0", "nol"),
    ],
)
def test_decimals(number: str, words: str) -> None:
    assert number_words(Decimal(number)) == words


@pytest.mark.parametrize("number", ["1E+24", "1E-25", "Infinity", "NaN"])
def test_what_has_no_words_is_refused(number: str) -> None:
    with pytest.raises(NotANumberError, match="24 digit"):
        number_words(Decimal(number))


# ------------------------------------------------------------ days


def test_a_day_in_words() -> None:
    assert day_words(date(2026, 11, 28)) == (
        "Sabtu",
        "Dua Puluh Delapan",
        "November",
        "Dua Ribu Dua Puluh Enam",
    )
    assert day_sentence(date(2025, 8, 1)) == (
        "Jumat, tanggal Satu, bulan Agustus, tahun Dua Ribu Dua Puluh Lima (01-08-2025)"
    )


@given(st.dates(date(1945, 1, 1), date(2100, 12, 31)))
def test_every_day(day: date) -> None:
    words = day_words(day)
    assert read(words.day.lower()) == day.day
    assert read(words.year.lower()) == day.year
    # 1 January 1945 was a Monday, and the week has seven days
    names = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
    assert words.weekday == names[(day - date(1945, 1, 1)) // timedelta(days=1) % 7]


# ------------------------------------------------------------ money


@pytest.mark.parametrize(
    ("amount", "figures", "words"),
    [
        (0, "Rp0", "nol rupiah"),
        (1_250_000, "Rp1.250.000", "satu juta dua ratus lima puluh ribu rupiah"),
        (Decimal("1500.5"), "Rp1.500,50", "seribu lima ratus rupiah lima puluh sen"),
        (Decimal("0.05"), "Rp0,05", "nol rupiah lima sen"),
        (Decimal("999.995"), "Rp1.000", "seribu rupiah"),
        (Fraction(-3, 2), "-Rp1,50", "minus satu rupiah lima puluh sen"),
    ],
)
def test_rupiah(amount: int | Decimal | Fraction, figures: str, words: str) -> None:
    assert rupiah(amount) == figures
    assert rupiah_words(amount) == words
    assert rupiah_both(amount) == f"{figures} ({words})"


@given(st.decimals(0, 10**15, places=2))
def test_figures_and_words_name_the_same_amount(amount: Decimal) -> None:
    whole, _, sen = rupiah(amount).removeprefix("Rp").replace(".", "").partition(",")
    said, _, rest = rupiah_words(amount).partition(" rupiah")
    assert int(whole) == read(said)
    assert int(sen or 0) == (read(rest.strip().removesuffix(" sen")) if rest else 0)
    assert Decimal(f"{whole}.{sen or 0}") == amount
