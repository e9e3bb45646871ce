"""Names of files that have no business on a stick that goes between two offices."""

from __future__ import annotations

import re
import unicodedata

_PROGRAMS = frozenset(
    "apk app appimage application bat chm cmd com cpl crt cs deb dll exe gadget hta inf ins iso isp"
    " jar job js jse lnk mjs msc msi msix msp mst ocx pif ps1 ps2 psc1 py pyw reg rpm scf scr sct"
    " sh shb sys url vb vbe vbs vbscript vhd vhdx ws wsc wsf wsh xll".split()
)
"""Endings of what a computer starts, or of what leads it to start something."""
_PAPERS = frozenset("pdf doc docx xls xlsx ppt pptx jpg jpeg png csv txt zip age mp4 rtf".split())
_GAP = re.compile(r"\s{3,}")


def is_suspicious(name: str) -> bool:
    """Whether a file of this name may start something, or hides what it is.

    Shortcuts, programs, scripts, ``autorun.inf``; an ending behind another one or behind
    blanks; a name that turns the direction of writing.
    """
    # Windows drops dots and blanks at the end
    plain = "".join(sign for sign in name if unicodedata.category(sign) != "Cf").rstrip(". ")
    stem, dot, ending = plain.lower().rpartition(".")
    if plain != name.rstrip(". ") or (dot and ending.strip() in _PROGRAMS):
        return True
    inner = stem.rpartition(".")[2].strip()
    return bool(dot) and inner in _PAPERS and ending not in _PAPERS and bool(_GAP.search(name))
