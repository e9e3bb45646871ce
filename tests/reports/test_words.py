"""Dates and set phrases."""

from __future__ import annotations

from datetime import date

import pytest

from kks_desktop.domain.columns import long_date
from kks_desktop.reports.words import (
    category_sentence,
    counted,
    level_words,
    mark_words,
    revision_words,
)
from tests.reports.builder import the_instrument


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2026, 11, 22), "22 November 2026"), (date(2025, 5, 1), "1 Mei 2025")],
)
def test_dates(day: date, words: str) -> None:
    assert long_date(day) == words


def test_revisions() -> None:
    assert [revision_words(n) for n in (None, 1, 2, 4)] == [
        "Belum dikirim",
        "Usulan awal",
        "Perbaikan ke-1",
        "Perbaikan ke-3",
    ]


def test_categories() -> None:
    instrument = the_instrument()
    assert category_sentence(instrument, "padapa") == "Indikasi kategori: Padapa"
    assert category_sentence(instrument, None) == "Indikasi kategori: belum mencapai Padapa"
    assert level_words(instrument, "wistara") == "mencapai Wistara"
    assert level_words(instrument, None) == "belum mencapai Padapa"


def test_counts_and_marks() -> None:
    assert counted(1064, 13600, "desa/kelurahan") == "1.064 dari 13.600 desa/kelurahan"
    assert counted(None, 68, "desa") == "belum diisi"
    assert counted(0, 68, "") == "0 dari 68"
    assert mark_words(draft=False, practice=False) == ""
    assert mark_words(draft=True, practice=True) == "DRAF LATIHAN"
