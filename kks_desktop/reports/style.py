"""Paper sizes, colours and paragraph styles: one look for every printed document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from kks_desktop.domain import look
from kks_desktop.reports.fonts import BOLD, REGULAR

if TYPE_CHECKING:
    from reportlab.lib.colors import Color

PAPERS = {"a4": (210 * mm, 297 * mm), "f4": (215 * mm, 330 * mm)}
LEFT = 30 * mm
"""Room for the binder."""
EDGE = 20 * mm

ACCENT = HexColor(look.ACCENT)
INK = HexColor("#1B2421")
SOFT = HexColor("#55605C")
HAIR = HexColor("#B9C2BE")
HEAD_FILL = HexColor("#E6EFEC")
ZEBRA_FILL = HexColor("#F4F7F5")
PANEL_FILL = HexColor("#F0F5F3")
BAR_ROOM = HexColor("#EBEFED")
HAIRLINE = 0.4


def category_colour(key: str | None) -> Color:
    """The colour of a category; its name always stands beside it."""
    return HexColor(look.category_colour(key))


def page_size(paper: str, *, wide: bool = False) -> tuple[float, float]:
    """Width and height of a paper in points; ``wide`` is landscape."""
    width, height = PAPERS[paper]
    return (height, width) if wide else (width, height)


def text_area(paper: str, *, wide: bool = False) -> tuple[float, float]:
    """Width and height inside the margins."""
    width, height = page_size(paper, wide=wide)
    return width - LEFT - EDGE, height - 2 * EDGE


def _style(name: str, size: float, leading: float, **more: Any) -> ParagraphStyle:
    settings = {"fontName": REGULAR, "textColor": INK, "bulletFontName": REGULAR, **more}
    return ParagraphStyle(name, fontSize=size, leading=leading, bulletFontSize=size, **settings)


BODY = _style("body", 8.8, 12.6, spaceAfter=5)
SMALL = _style("small", 7.2, 9.8, textColor=SOFT)
TITLE = _style("title", 15, 19, fontName=BOLD, textColor=ACCENT, spaceAfter=6)
SUBTITLE = _style("subtitle", 10.4, 14, fontName=BOLD, spaceBefore=11, spaceAfter=4)
LEAD = _style("lead", 9.4, 13.4, spaceAfter=4)
CELL = _style("cell", 7.1, 9.3)
CELL_SOFT = _style("cell-soft", 7.1, 9.3, textColor=SOFT)
CELL_STRONG = _style("cell-strong", 7.1, 9.3, fontName=BOLD)
CELL_NUMBER = _style("cell-number", 7.1, 9.3, alignment=TA_RIGHT)
CELL_STRONG_NUMBER = _style("cell-strong-number", 7.1, 9.3, fontName=BOLD, alignment=TA_RIGHT)
CELL_SCORE = _style("cell-score", 8, 9.8, fontName=BOLD, alignment=TA_RIGHT)
CELL_HEAD_NUMBER = _style("cell-head-number", 7.1, 9.3, fontName=BOLD, alignment=TA_RIGHT)
ITEM = _style("item", 8.6, 11.8, leftIndent=19, bulletIndent=1, spaceAfter=2.4)
ENTRY = _style("entry", 8.4, 11.6, spaceBefore=5, spaceAfter=1.5, keepWithNext=1)
ENTRY_BODY = _style("entry-body", 8.4, 11.6, leftIndent=14, spaceAfter=3)
SENTENCE_SIZE = 19.0
PROVISO = _style("proviso", 8, 10.8)
GATE_TITLE = _style("gate-title", 7.6, 10, fontName=BOLD, textColor=SOFT)
GATE_FIGURE = _style("gate-figure", 13.5, 18, fontName=BOLD)
GATE_TEXT = _style("gate-text", 7.2, 9.6)
COUNT_FIGURE = _style("count-figure", 12.5, 16, fontName=BOLD, alignment=TA_CENTER)
COUNT_TEXT = _style("count-text", 7.2, 9.6, alignment=TA_CENTER, textColor=SOFT)
COVER_TITLE = _style("cover-title", 23, 30, fontName=BOLD, textColor=ACCENT)
COVER_REGION = _style("cover-region", 18, 24, fontName=BOLD)
COVER_TEXT = _style("cover-text", 11, 16)
CENTRED = _style("centred", 9, 12.6, alignment=TA_CENTER)
CENTRED_STRONG = _style("centred-strong", 9, 12.6, fontName=BOLD, alignment=TA_CENTER)
STRONG = _style("strong", 8.8, 12.6, fontName=BOLD)
KEY_GROUP = _style("key-group", 14, 18, fontName=BOLD, alignment=TA_CENTER)
KEY_LINE = _style("key-line", 9.6, 13, splitLongWords=1)
KOP_FIRST = _style("kop-first", 12, 15.5, alignment=TA_CENTER)
KOP_SECOND = _style("kop-second", 13.5, 17, fontName=BOLD, alignment=TA_CENTER)
KOP_REST = _style("kop-rest", 8.4, 11, alignment=TA_CENTER)
FORM_TITLE = _style("form-title", 10, 13.4, spaceAfter=2)
FORM_HEAD = _style("form-head", 8.6, 11, fontName=BOLD)
FORM_BODY = _style("form-body", 8.8, 11.6)
FORM_SMALL = _style("form-small", 7.8, 10.4, textColor=SOFT, spaceAfter=3)
FORM_OPTION = _style(
    "form-option", 8.8, 12, leftIndent=17, bulletIndent=1, spaceAfter=1.5, bulletFontName=REGULAR
)
TABLE_NAME = _style("table-name", 8.4, 11.4, fontName=BOLD, spaceBefore=4, spaceAfter=2.5)
LETTER = _style("letter", 10, 14.6, spaceAfter=7)
LETTER_LINE = _style("letter-line", 10, 14.6)
LETTER_STRONG = _style("letter-strong", 10, 14.6, fontName=BOLD)
LETTER_TITLE = _style("letter-title", 12, 16, fontName=BOLD, alignment=TA_CENTER)
LETTER_CENTRED = _style("letter-centred", 10, 14.6, alignment=TA_CENTER)
LETTER_ITEM = _style("letter-item", 10, 14.6, leftIndent=20, bulletIndent=2, spaceAfter=3)
LETTER_CELL = _style("letter-cell", 8.8, 11.8)
LETTER_CELL_STRONG = _style("letter-cell-strong", 8.8, 11.8, fontName=BOLD)
LETTER_CELL_CENTRED = _style("letter-cell-centred", 8.8, 11.8, alignment=TA_CENTER)
