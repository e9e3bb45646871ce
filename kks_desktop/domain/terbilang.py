"""Terbilang: numbers, days and rupiah in Indonesian words, as minutes and letters spell them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from kks_desktop.domain.columns import MONTHS
from kks_desktop.domain.errors import NotANumberError
from kks_desktop.domain.numbers import MAX_DIGITS, format_number

_DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_SCALES = (
    "", "ribu", "juta", "miliar", "triliun", "kuadriliun", "kuintiliun", "sekstiliun",
)  # fmt: skip
"""What each group of three digits counts, from the right; as many as ``MAX_DIGITS`` needs."""
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def number_words(number: int | Decimal) -> str:
    """``dua ribu dua puluh lima``, ``tujuh puluh satu koma lima lima``, ``minus tiga``.

    Digits behind the comma are spelt one by one, closing zeros are not.

    Raises:
        NotANumberError: longer than any figure that can be typed, or without end.
    """
    whole, places = _parts(Decimal(number))
    words = _whole_words(int(whole))
    if places:
        words += f" koma {' '.join(_DIGITS[int(digit)] for digit in places)}"
    return f"minus {words}" if number < 0 else words


def _parts(number: Decimal) -> tuple[str, str]:
    """The digits before and behind the comma, without sign and closing zeros."""
    exponent = number.as_tuple().exponent
    too_long = number.adjusted() >= MAX_DIGITS or (
        isinstance(exponent, int) and exponent < -MAX_DIGITS
    )
    if not number.is_finite() or (number and too_long):
        raise NotANumberError(
            f"Angka yang lebih panjang dari {MAX_DIGITS} digit tidak dapat ditulis dengan kata; "
            "periksa lagi isiannya."
        )
    whole, _, places = format(number.copy_abs(), "f").partition(".")
    return whole, places.rstrip("0")


def _whole_words(number: int) -> str:
    if not number:
        return _DIGITS[0]
    words: list[str] = []
    for scale in range(len(_SCALES) - 1, -1, -1):
        group = number // 1000**scale % 1000
        if group == 1 and scale == 1:
            words.append("seribu")  # alone; dua puluh satu ribu has its satu
        elif group:
            words += [*_group_words(group), _SCALES[scale]]
    return " ".join(word for word in words if word)


def _group_words(number: int) -> list[str]:
    """A number from 1 to 999."""
    hundreds, rest = divmod(number, 100)
    words: list[str] = []
    if hundreds:
        words += ["seratus"] if hundreds == 1 else [_DIGITS[hundreds], "ratus"]
    tens, units = divmod(rest, 10)
    if rest == 10:
        words.append("sepuluh")
    elif rest == 11:
        words.append("sebelas")
    elif tens == 1:
        words += [_DIGITS[units], "belas"]
    else:
        words += [_DIGITS[tens], "puluh"] if tens else []
        words += [_DIGITS[units]] if units else []
    return words


class DayWords(NamedTuple):
    """A day as minutes begin with it: ``Sabtu``, ``Dua Puluh Delapan``, ``November``, the year."""

    weekday: str
    day: str
    month: str
    year: str


def day_words(day: date) -> DayWords:
    """Weekday and month by name, day of the month and year in words with capitals."""
    return DayWords(
        WEEKDAYS[day.weekday()],
        number_words(day.day).title(),
        MONTHS[day.month - 1],
        number_words(day.year).title(),
    )


def day_sentence(day: date) -> str:
    """``Sabtu, tanggal Dua Puluh Delapan, bulan November, tahun … (28-11-2026)``."""
    words = day_words(day)
    return (
        f"{words.weekday}, tanggal {words.day}, bulan {words.month}, tahun {words.year} "
        f"({day:%d-%m}-{day.year})"
    )


def rupiah(amount: int | Decimal | Fraction) -> str:
    """``Rp1.250.000`` or ``Rp1.250.000,50``, rounded to whole sen."""
    sen = _sen(amount)
    text = format_number(Fraction(abs(sen), 100), 2, keep_zeros=bool(sen % 100))
    return f"-Rp{text}" if sen < 0 else f"Rp{text}"


def rupiah_words(amount: int | Decimal | Fraction) -> str:
    """``satu juta dua ratus lima puluh ribu rupiah lima puluh sen``, of the same amount."""
    sen = _sen(amount)
    whole, rest = divmod(abs(sen), 100)
    words = f"{number_words(whole)} rupiah"
    if rest:
        words += f" {number_words(rest)} sen"
    return f"minus {words}" if sen < 0 else words


def rupiah_both(amount: int | Decimal | Fraction) -> str:
    """Figures with the words behind them, as letters write an amount."""
    return f"{rupiah(amount)} ({rupiah_words(amount)})"


def _sen(amount: int | Decimal | Fraction) -> int:
    """Whole sen, rounded half away from zero as ``format_number`` rounds."""
    top, bottom = amount.as_integer_ratio()
    sen = (200 * abs(top) + bottom) // (2 * bottom)
    return -sen if top < 0 else sen
