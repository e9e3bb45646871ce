"""Where two values of a document differ, in words short enough to stand side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

_WORDS = {
    "choice": "pilihan",
    "reason": "alasan",
    "note": "catatan",
    "reading": "tafsir",
    "caption": "judul",
    "name": "nama",
    "uses": "untuk",
}
_SILENT = ("measures",)
BLANK = "–"
_LONGEST = 300
_DEEPEST = 6


class Texts(NamedTuple):
    """What stands on either side."""

    before: str
    now: str


def differing(before: Any, now: Any) -> Texts:
    """The parts of two values that are not the same; blank for a side that has nothing."""
    old, new = dict(_leaves(before)), dict(_leaves(now))
    names = [name for name in dict.fromkeys((*old, *new)) if old.get(name) != new.get(name)]
    return Texts(_told(old, names), _told(new, names))


def _told(leaves: dict[str, str], names: list[str]) -> str:
    parts = [
        f"{name}: {leaves[name]}" if name else leaves[name] for name in names if name in leaves
    ]
    text = "; ".join(parts)
    return (text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…") or BLANK


def _leaves(value: Any, path: tuple[str, ...] = (), depth: int = 0) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and depth < _DEEPEST:
        for key, inner in value.items():
            step = () if key in _SILENT else (_WORDS.get(key, key.replace("_", " ")),)
            yield from _leaves(inner, (*path, *step), depth + 1)
    elif isinstance(value, list) and depth < _DEEPEST:
        yield " ".join(path), ", ".join(_plain(one) for one in value)
    elif value is not None:
        yield " ".join(path), _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, dict):
        return " ".join(_plain(one) for one in list(value.values())[:_DEEPEST])
    return "".join(ch if ch.isprintable() else " " for ch in str(value)[:_LONGEST])
