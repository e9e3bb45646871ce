"""Names of files as people gave them: fit to be shown and kept, never a path."""

from __future__ import annotations

import re
import unicodedata

MAX_NAME = 200
_SHOWN = 60
_MAX_ENDING = 12
_NAMELESS = "berkas"
_JOINER = "\u200d"  # holds the parts of an emoji together
_GAPS = re.compile(r"\s+")
_UNSAFE = re.compile(r"[^\w (),.&+-]+")
_LONGEST_STEM = 100


def clean_name(name: str) -> str:
    """The name, cleaned to be shown and stored: NFC, one line, no path, 200 characters at most.

    The ending is kept when the name is cut. It is a label: no file is ever opened by it.
    """
    return _bounded(name, MAX_NAME, "")


def shown_name(name: str) -> str:
    """The name, short enough to stand inside a sentence."""
    return _bounded(name, _SHOWN, "…")


def document_name(words: str, ending: str) -> str:
    """A name for a document made here that every system takes."""
    plain = " ".join(_UNSAFE.sub(" ", words).split())
    return f"{plain[:_LONGEST_STEM].strip(' .') or _NAMELESS}.{ending}"


def _bounded(name: str, length: int, cut_mark: str) -> str:
    # a name that is no valid text came from the file system byte by byte
    name = name.encode("utf-8", "replace").decode("utf-8")
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    name = _GAPS.sub(" ", name)
    kept = "".join(character for character in name if _is_shown(character)).strip(" ")
    if not kept.strip("."):
        return _NAMELESS
    if len(kept) <= length:
        return kept
    stem, dot, ending = kept.rpartition(".")
    if not dot or len(ending) > _MAX_ENDING:
        return _cut(kept, length - len(cut_mark)) + cut_mark
    return f"{_cut(stem, length - len(cut_mark) - len(ending) - 1)}{cut_mark}.{ending}"


def _is_shown(character: str) -> bool:
    if character == _JOINER:
        return True
    # Cc control, Cf format (bidi, zero width), Cs half of a pair, Co private, Cn no character
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def _cut(text: str, length: int) -> str:
    """Shorten, but do not leave an accent, a joiner or a variation mark without its end."""
    end = length
    while end > 1 and (unicodedata.combining(text[end]) or text[end] in "\u200d\ufe0f"):
        end -= 1
    return text[:end].rstrip(f" {_JOINER}")
