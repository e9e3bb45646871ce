"""Cells of registers: what is typed is never lost, never read as something else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kks_desktop.domain.columns import (
    MONTHS,
    NO_END,
    Choice,
    Column,
    ColumnKind,
    canonical,
    day_of,
    fault,
    long_date,
    number_of,
    parse_date,
    parse_point,
    short_date,
    shown,
    sort_key,
)

FUNDS = (Choice("apbn", "APBN"), Choice("lain", "Sumber lain"))
COLUMNS = {kind: Column("x", "X", kind, choices=FUNDS) for kind in ColumnKind}
COUNT, NUMBER, MONEY = (
    COLUMNS[kind] for kind in (ColumnKind.COUNT, ColumnKind.NUMBER, ColumnKind.MONEY)
)
DATE, END_DATE = COLUMNS[ColumnKind.DATE], COLUMNS[ColumnKind.END_DATE]
YES_NO, CHOICE = COLUMNS[ColumnKind.YES_NO], COLUMNS[ColumnKind.CHOICE]
PLACE = COLUMNS[ColumnKind.COORDINATES]

KINDS = st.sampled_from(list(ColumnKind)).map(COLUMNS.__getitem__)
DAYS = st.dates(date(1945, 1, 1), date(2100, 12, 31))
WORDS = st.sampled_from(
    ["ya", "Tidak", "-", "x", "APBN", "sumber lain", "tanpa batas", "Rp", "Rp -", "12 juta"]
)
TEXTS = st.one_of(
    st.text(),
    st.text(alphabet="0123456789.,-−/ rRpPyYtT:;°'\"LSBT|\u00a0\n\t", max_size=30),
    st.decimals().map(str),
    st.from_regex(r"-?\d{1,3}[.,]\d{0,8}[,; ]+-?\d{1,3}([.,]\d{0,8})?", fullmatch=True),
    DAYS.map(short_date),
    DAYS.map(lambda day: f"{day.day}/{day.month}/{day.year}"),
    WORDS,
)


@given(KINDS, TEXTS)
@example(NUMBER, "-0")
@example(MONEY, "0" * 25)
@example(COUNT, "1,000")
def test_what_is_kept_is_kept_the_same_way_again(column: Column, typed: str) -> None:
    kept = canonical(column, typed)
    assert canonical(column, kept) == kept


@given(KINDS, TEXTS)
@example(NUMBER, "0,00001")
@example(MONEY, "0,01")
@example(NUMBER, "-0")
@example(NUMBER, "0" * 25)
def test_what_is_shown_reads_back_as_what_is_kept(column: Column, typed: str) -> None:
    kept = canonical(column, typed)
    assert canonical(column, shown(column, kept)) == kept


@given(KINDS, TEXTS)
def test_no_text_is_refused_and_none_becomes_blank_but_a_blank_one(
    column: Column, typed: str
) -> None:
    kept = canonical(column, typed)
    shown(column, typed)
    fault(column, typed)
    sort_key(column, typed)
    if not kept:
        assert not typed.strip() or typed.strip(" rRpP.\n\t\u00a0,-") == ""


@given(KINDS, st.lists(TEXTS, max_size=8))
def test_cells_have_one_order_with_blanks_last(column: Column, typed: list[str]) -> None:
    kept = sorted((canonical(column, text) for text in typed), key=lambda c: sort_key(column, c))
    ranks = [2 if not cell else 1 if fault(column, cell) else 0 for cell in kept]
    assert ranks == sorted(ranks)
    if column.is_number:
        figures = [number_of(cell) for cell, rank in zip(kept, ranks, strict=True) if rank == 0]
        assert figures == sorted(figures)  # type: ignore[type-var]


@given(DAYS)
def test_a_day_is_read_day_first_however_it_is_written(day: date) -> None:
    d, m, y = day.day, day.month, day.year
    for text in (
        f"{d}/{m}/{y}",
        f"{d:02}/{m:02}/{y}",
        f"{d}-{m}-{y}",
        f"{d}.{m}.{y}",
        f"{d:02} - {m:02} - {y}",
        f"{y}-{m:02}-{d:02}",
        f"{y}-{m:02}-{d:02} 00:00:00",
        f"{d} {MONTHS[m - 1]} {y}",
        f"{d} {MONTHS[m - 1].upper()} {y}",
        f"{d}-{MONTHS[m - 1][:3]}-{y}",
        short_date(day),
        long_date(day),
    ):
        assert canonical(DATE, text) == day.isoformat(), text
        assert day_of(canonical(DATE, text)) == day


@given(st.integers(1, 12), st.integers(13, 31), st.integers(1945, 2100))
def test_a_month_first_date_is_flagged_not_turned_round(month: int, day: int, year: int) -> None:
    typed = f"{month}/{day}/{year}"
    assert parse_date(typed) is None
    assert canonical(DATE, typed) == typed
    assert fault(DATE, typed)
    assert shown(DATE, typed) == typed


@pytest.mark.parametrize(
    "typed", ["31/02/2024", "29/2/2023", "0/1/2024", "1/1/24", "1/1/1899", "2024", "1 Foo 2024"]
)
def test_a_day_that_cannot_be_is_kept_as_typed_and_flagged(typed: str) -> None:
    assert canonical(DATE, typed) == typed
    assert fault(DATE, typed).endswith(".")


def test_the_spellings_of_months_that_people_use() -> None:
    for typed in ("7 Nopember 2023", "7 Nop 2023", "7-Nov-2023", "7 november 2023"):
        assert canonical(DATE, typed) == "2023-11-07"
    assert canonical(DATE, "3 Pebruari 2024") == "2024-02-03"
    assert canonical(DATE, "17 Agt 2024") == canonical(DATE, "17 Agu 2024") == "2024-08-17"


def test_an_open_end_is_a_word_of_its_own() -> None:
    assert canonical(END_DATE, "Seterusnya") == NO_END
    assert not fault(END_DATE, NO_END)
    assert fault(DATE, NO_END)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Rp 1.250.000", "1250000"),
        ("Rp1.250.000,00", "1250000"),
        ("rp. 1.250.000,-", "1250000"),
        ("1250000", "1250000"),
        ("0", "0"),
        ("", ""),
    ],
)
def test_amounts_as_people_and_spreadsheets_write_them(typed: str, kept: str) -> None:
    assert canonical(MONEY, typed) == kept
    assert not fault(MONEY, kept)


@pytest.mark.parametrize("typed", ["1,250", "2,000", "1,250,000", "1,250,000.00", "12 juta", "-5"])
@pytest.mark.parametrize("column", [COUNT, MONEY], ids=["bilangan", "rupiah"])
def test_thousands_of_another_country_are_never_read_as_a_small_number(
    column: Column, typed: str
) -> None:
    kept = canonical(column, typed)
    assert fault(column, kept)
    assert shown(column, kept) == typed


def test_a_figure_is_shown_with_every_place_that_was_typed() -> None:
    assert shown(NUMBER, canonical(NUMBER, "1234,56789")) == "1.234,56789"
    assert shown(MONEY, "1250000,5") == "1.250.000,5"
    assert fault(COUNT, "2,5") == "Tulis bilangan bulat."


def test_yes_no_and_choices_take_the_words_of_spreadsheets() -> None:
    assert [canonical(YES_NO, t) for t in ("Y", "ada", "✓", "TIDAK", "belum", "mungkin")] == [
        "ya",
        "ya",
        "ya",
        "tidak",
        "tidak",
        "mungkin",
    ]
    assert canonical(CHOICE, "sumber LAIN") == "lain"
    assert shown(CHOICE, "lain") == "Sumber lain"
    assert "APBN" in fault(CHOICE, "CSR")


@pytest.mark.parametrize(
    "typed",
    [
        "-1,6101; 103,6131",
        "-1.6101, 103.6131",
        "-1.6101 103.6131",
        "1°36'36.36\"LS 103°36'47.16\"BT",
    ],
)
def test_a_place_is_read_in_every_spelling(typed: str) -> None:
    assert canonical(PLACE, typed) == "-1.610100, 103.613100"
    assert not fault(PLACE, canonical(PLACE, typed))


@given(st.decimals(-90, 90, places=4), st.decimals(-180, 180, places=4))
def test_a_place_outside_indonesia_is_flagged(latitude: Decimal, longitude: Decimal) -> None:
    inside = Decimal("-11.5") <= latitude <= Decimal("6.5") and (
        Decimal("94.5") <= longitude <= Decimal("141.5")
    )
    typed = f"{latitude}, {longitude}"
    assert (parse_point(typed) is not None) == inside
    assert bool(fault(PLACE, canonical(PLACE, typed))) != inside


@pytest.mark.parametrize("text", ["-6,120", "-7,112", "1,5"])
def test_one_number_with_a_decimal_comma_is_no_place(text: str) -> None:
    assert parse_point(text) is None


def test_two_numbers_with_a_comma_between_are_a_place() -> None:
    assert parse_point("-6, 120") == parse_point("-6.0; 120.0")
