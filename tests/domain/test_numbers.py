"""Numbers: read exactly what was typed, or say that it cannot be read."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kks_desktop.domain.errors import NotANumberError
from kks_desktop.domain.numbers import (
    document_text,
    format_distinct,
    format_number,
    parse_document_number,
    parse_typed,
)

NBSP, NARROW, MINUS = "\u00a0", "\u202f", "\u2212"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("007", "7"),
        ("1.234", "1234"),
        ("13.600", "13600"),
        ("1.234.567", "1234567"),
        ("1.234,56", "1234.56"),
        ("12,5", "12.5"),
        ("94.26", "94.26"),
        ("94.2", "94.2"),
        ("0,5", "0.5"),
        ("1234,567", "1234.567"),
        (" 12 ", "12"),
        (f"1{NBSP}234", "1234"),
        (f"1{NARROW}234", "1234"),
        ("-5", "-5"),
        (f"{MINUS}12,5", "-12.5"),
        ("12,50", "12.5"),
        ("9" * 24, "9" * 24),
    ],
)
def test_typed_number(text: str, value: str) -> None:
    assert parse_typed(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", " ", "\t\n", NBSP, f" {NARROW} "])
def test_blank_is_none_and_not_zero(text: str) -> None:
    assert parse_typed(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "12 orang",
        "1,234.56",
        "1,234,567",
        "1.23.4",
        "12,,5",
        ",5",
        "5,",
        "5.",
        ".5",
        "--5",
        "+5",
        "1e5",
        "1E+5",
        "NaN",
        "Infinity",
        "0x10",
        "12 %",
        "12%",
        "12/20",
        "12 13",
        "12\t13\t14",
        "12\r\n13",
        "9" * 25,
        "9" * 400,
        "-",
        ",",
        "½",
        "²",
        "1_000",
        "1'000",
    ],
)
def test_typed_text_that_is_no_single_number(text: str) -> None:
    with pytest.raises(NotANumberError) as caught:
        parse_typed(text)
    assert len(str(caught.value)) < 200
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("12\t13", "satu"),
        ("12 %", "%"),
        ("1e5", "huruf e"),
        ("9" * 30, "24"),
    ],
)
def test_the_advice_fits_the_mistake(text: str, hint: str) -> None:
    with pytest.raises(NotANumberError, match=hint):
        parse_typed(text)


@pytest.mark.parametrize("text", ["0.123", "0.500", "00.123"])
def test_a_dot_after_a_zero_is_no_thousands_mark(text: str) -> None:
    """«0.123» read as 123 would be a thousand times too much without a word."""
    try:
        found = parse_typed(text)
    except NotANumberError:
        return
    assert found == Decimal(text)


@given(st.text())
def test_any_text_is_a_number_or_blank_or_refused(text: str) -> None:
    try:
        found = parse_typed(text)
    except NotANumberError:
        return
    assert found is None or (type(found) is Decimal and found.is_finite())
    assert found is not None or not any(sign.isalnum() for sign in text), "nothing read is blank"


@given(st.text(alphabet="0123456789.,- \u00a0%eE\t", max_size=30))
def test_any_text_of_number_signs_is_a_number_or_refused(text: str) -> None:
    try:
        found = parse_typed(text)
    except NotANumberError:
        return
    assert found is None or found.is_finite()


@given(st.integers(-(10**15), 10**15), st.integers(0, 6))
def test_what_is_written_is_read_back_the_same(number: int, places: int) -> None:
    value = Decimal(number).scaleb(-places)
    assert parse_typed(format_number(value, places)) == value
    assert parse_typed(format_number(value, places, keep_zeros=True)) == value
    assert parse_document_number(document_text(value)) == value


# ------------------------------------------------------------------ numbers of documents


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (12, "12"),
        (0, "0"),
        (Decimal("15.2"), "15.2"),
        (Decimal("1E+3"), "1000"),
        ("15,2", "15.2"),
        ("12", "12"),
        ("-3", "-3"),
    ],
)
def test_document_number(value: object, expected: str) -> None:
    assert parse_document_number(value) == Decimal(expected)


@pytest.mark.parametrize(
    "value",
    [
        "15.2",
        "1.234",
        "1.234,5",
        "",
        " 12",
        "12 ",
        "+5",
        "1e3",
        "١٢",
        "12,",
        ",5",
        "9" * 400,
        10**30,
        10**400,
        Decimal("1E+999999"),
        Decimal("1E-999999"),
        Decimal("NaN"),
        Decimal("Infinity"),
        1.5,
        True,
        False,
        None,
        [],
        {},
    ],
)
def test_document_value_that_is_no_number(value: object) -> None:
    with pytest.raises(NotANumberError):
        parse_document_number(value)


@given(st.decimals(allow_nan=True, allow_infinity=True))
def test_every_number_that_a_document_may_hold_can_be_written_and_read_again(
    number: Decimal,
) -> None:
    try:
        read = parse_document_number(number)
    except NotANumberError:
        return
    assert parse_document_number(document_text(read)) == number


# -------------------------------------------------------------------------------- writing


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (13600, 0, "13.600"),
        (0, 0, "0"),
        (999, 0, "999"),
        (1000, 0, "1.000"),
        (Fraction(207500, 2900), 2, "71,55"),
        (Fraction(1, 2), 0, "1"),
        (Fraction(-1, 2), 0, "-1"),
        (Fraction(-1, 3), 0, "0"),
        (Decimal("12.50"), 2, "12,5"),
        (Decimal("-1234.5"), 1, "-1.234,5"),
        (Fraction(1999, 1000), 2, "2"),
    ],
)
def test_format_number(value: Fraction | Decimal | int, places: int, text: str) -> None:
    assert format_number(value, places) == text


def test_format_number_keeps_zeros_for_columns() -> None:
    assert format_number(Fraction(71), 2, keep_zeros=True) == "71,00"


@pytest.mark.parametrize(
    ("value", "other", "places", "text"),
    [
        (Fraction(1000, 11), Fraction(91), 0, "90,9"),
        (Fraction(1000, 11), Fraction(91), 2, "90,91"),
        (Fraction("13.9996"), Fraction(14), 2, "13,9996"),
        (Fraction(91), Fraction(91), 0, "91"),
        (Fraction(90), Fraction(91), 0, "90"),
    ],
)
def test_format_distinct(value: Fraction, other: Fraction, places: int, text: str) -> None:
    assert format_distinct(value, other, places) == text


@given(
    st.integers(1, 6_000_000).flatmap(
        lambda whole: st.tuples(st.integers(0, whole), st.just(whole))
    ),
    st.integers(0, 100),
    st.integers(0, 3),
)
def test_a_share_never_looks_like_a_bound_that_it_is_not(
    part_and_whole: tuple[int, int], bound: int, places: int
) -> None:
    part, whole = part_and_whole
    value = Fraction(part * 100, whole)
    text = format_distinct(value, Fraction(bound), places)
    assert (text == format_number(Fraction(bound), places)) == (value == bound)


def test_two_almost_equal_shares_never_look_alike() -> None:
    """A sentence must not say that 33,3332 % rose from 33,3332 %."""
    before, now = Fraction(21_169_900, 635_098), Fraction(21_170_000, 635_101)
    assert before != now
    assert format_distinct(now, before, 2) != format_distinct(before, now, 2)
