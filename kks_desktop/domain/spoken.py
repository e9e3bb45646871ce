"""Six words in place of a receipt's file: bound to what was received, when, and by whose key.

They prove that somebody knows what the province decided, no more: whoever knows the content
id could compute them. What needs proof goes by the signed receipt.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

COUNT, BITS = 6, 10
_PREFIX = 4
_TAG = "kks-desktop kata 1"


class Spoken(NamedTuple):
    """What a code stands for."""

    content_id: str
    verdict: str
    day: date
    key_id: str


def code_of(spoken: Spoken, words: Sequence[str]) -> tuple[str, ...]:
    """The first sixty bits of a hash as words; ``words`` are 1,024."""
    text = "\n".join(
        (_TAG, spoken.content_id, spoken.verdict, spoken.day.isoformat(), spoken.key_id)
    )
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") >> 64 - COUNT * BITS
    shifts = range((COUNT - 1) * BITS, -1, -BITS)
    return tuple(words[number >> shift & (1 << BITS) - 1] for shift in shifts)


class Heard(NamedTuple):
    """A typed code: its words, and those that the list does not have."""

    words: tuple[str, ...]
    unknown: tuple[str, ...]


def hear(typed: str, words: Sequence[str]) -> Heard:
    """Read what was typed: any case, any marks between, four letters of a word suffice."""
    by_prefix = {word[:_PREFIX]: word for word in words}
    known = set(words)
    found: list[str] = []
    unknown: list[str] = []
    for part in re.findall(r"[a-z]+", typed.lower()):
        word = part if part in known else by_prefix.get(part) if len(part) == _PREFIX else None
        (found if word else unknown).append(word or part)
    return Heard(tuple(found), tuple(unknown))


def nearest(typed: str, words: Iterable[str]) -> str:
    """The word of the list that was probably meant; empty if none is near."""
    return next((word for word in words if _is_near(typed, word)), "")


def _is_near(typed: str, word: str) -> bool:
    """Whether one letter more, less or other makes them the same."""
    return typed in _edits(word) or word in _edits(typed)


def _edits(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        yield word[:at] + word[at + 1 :]
        yield from (word[:at] + letter + word[at + 1 :] for letter in "abcdefghijklmnopqrstuvwxyz")
