"""The embedded typeface, and text made safe for it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

if TYPE_CHECKING:
    from pathlib import Path

REGULAR = "KKSDejaVu"
BOLD = "KKSDejaVu-Bold"
FILES = {REGULAR: "DejaVuSans.ttf", BOLD: "DejaVuSans-Bold.ttf"}

UNPRINTABLE = "□"
"""Stands where the typeface has no glyph: reportlab would drop the letter without a word."""

_LAST_OF_PLANE_0 = 0xFFFF
"""Beyond it reportlab prints the glyph but writes a false letter for copying and searching."""

_SPACES = str.maketrans({"\t": " ", "\r": "\n", "\u2028": "\n", "\u2029": "\n"})


@lru_cache(maxsize=1)
def register(folder: Path) -> None:
    """Register both faces from their folder; a second call with the same folder is free."""
    for name, file in FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))
    # Both slants map to the upright faces: the program ships no others.
    pdfmetrics.registerFontFamily(
        REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD
    )
    _glyphs.cache_clear()


@lru_cache(maxsize=1)
def _glyphs() -> frozenset[int]:
    fonts: list[Any] = [pdfmetrics.getFont(name) for name in FILES]
    maps = [font.face.charToGlyph for font in fonts]
    return frozenset(code for code in maps[0].keys() & maps[1].keys() if code <= _LAST_OF_PLANE_0)


def printable(text: str) -> str:
    """The text with one visible box for each letter that the typeface lacks."""
    glyphs = _glyphs()
    clean = text.replace("\r\n", "\n").translate(_SPACES)
    return "".join(
        letter if letter == "\n" or (letter >= " " and ord(letter) in glyphs) else UNPRINTABLE
        for letter in clean
    )


def markup(text: str) -> str:
    """Plain text as the markup of a paragraph; a figure keeps its percent sign beside it."""
    return escape(printable(text).replace(" %", "\u00a0%")).replace("\n", "<br/>")


def text_width(text: str, size: float, font: str = REGULAR) -> float:
    """Width in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def cut_to_width(text: str, width: float, size: float, font: str = REGULAR) -> str:
    """The text, shortened with an ellipsis where it would be wider than ``width``."""
    shown = printable(text).replace("\n", " ")
    if text_width(shown, size, font) <= width:
        return shown
    while shown and text_width(f"{shown}…", size, font) > width:
        shown = shown[:-1].rstrip()
    return f"{shown}…"
