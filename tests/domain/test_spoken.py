"""Six words: a list that can be read out, and a code that stands for one receipt only."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations, product

import pytest

from kks_desktop.domain.spoken import Spoken, code_of, hear, nearest
from kks_desktop.services.spoken import word_list

WORDS = word_list()
ONE = Spoken(f"sha256:{'ab' * 32}", "accepted", date(2026, 11, 24), "1F308B4084851C9B")


def test_the_list_can_be_read_out() -> None:
    assert len(WORDS) == len(set(WORDS)) == 1_024
    assert all(re.fullmatch("[a-z]{4,8}", word) for word in WORDS)
    assert len({word[:4] for word in WORDS}) == 1_024
    assert list(WORDS) == sorted(WORDS)


def test_no_word_is_one_letter_from_another() -> None:
    known = set(WORDS)
    for word in WORDS:
        assert not known & {word[:at] + word[at + 1 :] for at in range(len(word))}
    by_gap: dict[tuple[int, str], str] = {}
    for word in WORDS:
        for at in range(len(word)):
            gap = at, word[:at] + "." + word[at + 1 :]
            assert by_gap.setdefault(gap, word) == word


def test_the_code_is_as_published() -> None:
    """Never to change: receipts that were read out must stay true."""
    assert code_of(ONE, WORDS) == tuple("abang umum sayap mufakat sibuk kalender".split())


@pytest.mark.parametrize(
    "other",
    [
        ONE._replace(content_id=f"sha256:{'ab' * 31}ac"),
        ONE._replace(verdict="accepted_with_notes"),
        ONE._replace(day=date(2026, 11, 25)),
        ONE._replace(key_id="1F308B4084851C9A"),
    ],
)
def test_each_part_counts(other: Spoken) -> None:
    assert code_of(other, WORDS) != code_of(ONE, WORDS)


@pytest.mark.parametrize("joined", [" ", ", ", "\n", " - ", " 1. "])
def test_what_is_typed_is_understood(joined: str) -> None:
    code = code_of(ONE, WORDS)
    assert hear(joined.join(code).upper(), WORDS).words == code
    assert hear(joined.join(word[:4] for word in code), WORDS).words == code


def test_a_word_mistyped_is_named_and_the_right_one_proposed() -> None:
    heard = hear("abadi abanf abjat", WORDS)
    assert heard.words == ("abadi",)
    assert heard.unknown == ("abanf", "abjat")
    assert nearest("abjat", WORDS) == "abjad"
    assert nearest("zzzzzz", WORDS) == ""
    assert hear("\u202eabadi\u0000 ABANG", WORDS).words == ("abadi", "abang")


def test_a_look_alike_of_another_length_is_found() -> None:
    for word, at in product(WORDS[:50], (0, 2)):
        assert nearest(word[:at] + word[at + 1 :], [word]) == word
    assert all(a != b for a, b in combinations(WORDS[:50], 2))
