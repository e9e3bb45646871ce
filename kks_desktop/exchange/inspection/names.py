"""Names of files as people gave them: fit to be shown and kept, never a path."""

from __future__ import annotations

import re
import unicodedata

MAX_NAME = 200
_MAX_ENDING = 12
_NAMELESS = "berkas"
# Marks that make the rest of a line run the other way: "exe.fdp" is then shown as "pdf.exe".
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_JOINER = "\u200d"  # holds the parts of an emoji together
_GAPS = re.compile(r"\s+")
_PROGRAM_ENDINGS = frozenset(
    "app application bat bin chm cmd com cpl desktop dll exe gadget hta inf jar js jse lnk mjs msc"
    " msi msix msp pif pl ps1 psm1 py pyw reg scf scr sh sys url vb vbe vbs ws wsf wsh".split()
)

# Of these, the ones that nobody has inside a name by chance (www.dinkes.com.pdf).
_DISGUISES = frozenset("bat cmd exe hta jar js lnk msi pif ps1 scr vbs".split())


def file_name(name: str) -> str:
    """The name, cleaned to be shown and stored: NFC, one line, no path, 200 characters at most.

    The ending is kept when the name is cut. It is a label: no file is ever opened by it.
    """
    # a name that is no valid text came from the file system byte by byte
    name = name.encode("utf-8", "replace").decode("utf-8")
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    name = _GAPS.sub(" ", name)
    kept = "".join(character for character in name if _is_shown(character)).strip(" ")
    if not kept.strip("."):
        return _NAMELESS
    if len(kept) <= MAX_NAME:
        return kept
    stem, dot, ending = kept.rpartition(".")
    if not dot or len(ending) > _MAX_ENDING:
        return _cut(kept, MAX_NAME)
    return f"{_cut(stem, MAX_NAME - len(ending) - 1)}.{ending}"


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


def ending_of(name: str) -> str:
    """The ending in small letters without its dot; empty without one."""
    stem, dot, ending = file_name(name).rpartition(".")
    return ending.strip().lower() if dot and stem else ""


def is_program_ending(ending: str) -> bool:
    """Tell whether Windows would run a file with this ending."""
    return ending in _PROGRAM_ENDINGS


def is_disguised(name: str) -> bool:
    """Tell whether a name hides what it ends in: turned letters, or a second ending.

    ``laporan.pdf.exe`` and ``laporan.exe.pdf`` both are; ``SK No. 12.pdf`` is not.
    """
    if _TURNING.search(name):
        return True
    parts = [part.strip().lower() for part in file_name(name).split(".")]
    return len(parts) > 2 and not _DISGUISES.isdisjoint(parts[1:])
