"""Tables as spreadsheets put them on the clipboard, read and written without loss."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kks_desktop.domain.columns import Choice, Column, ColumnKind, canonical
from kks_desktop.domain.errors import KksError
from kks_desktop.qt.widgets.grid.clipboard import (
    MAX_ROWS,
    block_text,
    copied_text,
    parse_block,
)
from kks_desktop.qt.widgets.grid.paste import tiled

CELLS = st.text(
    alphabet=st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff")
    | st.sampled_from('"\n\t'),
    max_size=12,
)


def test_what_excel_writes() -> None:
    copied = 'Ada\t12,5\r\n"baris satu\nbaris ""dua"""\t\r\n'
    assert parse_block(copied) == [["Ada", "12,5"], ['baris satu\nbaris "dua"', ""]]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("satu", [["satu"]]),
        ("satu\n", [["satu"]]),
        ("a\rb\r", [["a"], ["b"]]),
        ("a\t\nb", [["a", ""], ["b", ""]]),
        ("\r\n\r\n", [[""], [""]]),
        ('5" pipa\t"x', [['5" pipa', '"x']]),
        ('"kutip"\tb', [['"kutip"', "b"]]),
        ('"a\tb"\tc', [["a\tb", "c"]]),
        ("a\x00\ud800b\ufeff", [["ab"]]),
    ],
)
def test_odd_blocks(text: str, cells: list[list[str]]) -> None:
    assert parse_block(text) == cells


@given(
    st.integers(1, 5).flatmap(
        lambda w: st.lists(st.lists(CELLS, min_size=w, max_size=w), min_size=1)
    )
)
@example([['"a""b"', '""""', '"']])
def test_every_copied_block_pastes_back_the_same(rows: list[list[str]]) -> None:
    text = block_text(rows) + "\r\n"  # as spreadsheets end it
    assert parse_block(text) == rows


@given(st.text(alphabet='ab"\t\r\n', max_size=60) | st.text(max_size=60))
def test_any_text_is_a_block_of_even_rows(text: str) -> None:
    assert len({len(row) for row in parse_block(text)}) == 1


@given(
    st.sampled_from(list(ColumnKind)),
    st.one_of(st.text(), st.sampled_from(["ya", "2024-03-01", "1250000", "12,5", "apbn"])),
)
def test_a_copied_cell_reads_back_as_what_is_kept(kind: ColumnKind, typed: str) -> None:
    column = Column("x", "X", kind, choices=(Choice("apbn", "APBN"),))
    kept = canonical(column, typed)
    assert canonical(column, copied_text(column, kept)) == kept


@pytest.mark.parametrize(
    "text",
    [
        "\r\n".join(["a\tb\tc"] * 50_000),
        "\r\n".join(['"a\nb"\tc'] * 50_000),
        "a\t" * 50_000,
        '"' * 1_000_001,
        '"x""\t' * 200_000,
        "x" * 10_000_000,
        "x" * 30_000,
    ],
    ids=["rows", "quoted rows", "columns", "quotes", "open quotes", "characters", "one cell"],
)
def test_a_huge_paste_is_refused_in_a_moment(text: str) -> None:
    began = time.perf_counter()
    with pytest.raises(KksError) as refusal:
        parse_block(text)
    assert time.perf_counter() - began < 0.3  # some 20 ms on an idle machine
    assert "Tidak ada isian yang berubah" in str(refusal.value)


def test_the_largest_register_is_taken() -> None:
    assert len(parse_block("\n".join(["a\tb"] * MAX_ROWS))) == MAX_ROWS


def test_a_block_is_repeated_over_a_selection_that_it_fits() -> None:
    assert tiled([["a", "b"]], 2, 4) == [["a", "b", "a", "b"]] * 2
    assert tiled([["a", "b"]], 2, 3) == [["a", "b"]]
