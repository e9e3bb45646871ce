"""The words in which a receipt is read out by telephone."""

from __future__ import annotations

from datetime import date
from functools import cache

from kks_desktop.domain.spoken import Spoken, code_of
from kks_desktop.platform.paths import resources


@cache
def word_list() -> tuple[str, ...]:
    """The 1,024 words, in the order that a code counts by: never changed once published."""
    return tuple((resources() / "kata.txt").read_text(encoding="ascii").split())


def spoken_code(content_id: str, verdict: str, day: date, key_id: str) -> tuple[str, ...]:
    """The six words of a receipt."""
    return code_of(Spoken(content_id, verdict, day, key_id), word_list())
