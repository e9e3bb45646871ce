"""What letters are made of: number and subject, to whom, paragraphs, and who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer

from kks_desktop.reports import style
from kks_desktop.reports.document import plain
from kks_desktop.reports.fonts import markup
from kks_desktop.reports.identity import CODE_SIDE, paper_qr
from kks_desktop.reports.signing import STAMP_HINT
from kks_desktop.reports.tables import Cell, Command, grid
from kks_desktop.reports.words import DOTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kks_desktop.domain.paper_code import PaperCode
    from kks_desktop.reports.letter_model import LetterFacts
    from kks_desktop.reports.model import Signatory

_PLACE_DOTS, _DAY_DOTS = "…" * 6, "…" * 9
_PEN_ROOM = 25 * mm
_NO_PADDING: tuple[Command, ...] = (
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
)


def letter_top(
    facts: LetterFacts, attachments: str, subject: str, width: float, nature: str = "Penting"
) -> list[Flowable]:
    """Number, nature, attachments and subject at the left, place and day at the right."""
    day = plain(place_and_day(facts), style.LETTER_LINE)
    rows: list[tuple[str, str]] = [
        ("Nomor", facts.number or DOTS),
        ("Sifat", nature),
        ("Lampiran", attachments),
        ("Hal", subject),
    ]
    left = 0.6 * width
    return [
        grid([[named_lines(rows, left), day]], [left, width - left], _NO_PADDING),
        Spacer(1, 14),
    ]


def place_and_day(facts: LetterFacts) -> str:
    """``Jambi, 28 November 2026``, with dots for what is written by hand."""
    return f"{facts.place or _PLACE_DOTS}, {facts.day or _DAY_DOTS}"


def named_lines(rows: Sequence[tuple[str, str]], width: float, names: float = 62) -> Flowable:
    """``Nomor  : …``, one under the other."""
    cells: list[list[Cell]] = [
        [
            plain(name, style.LETTER_LINE),
            plain(":", style.LETTER_LINE),
            plain(text, style.LETTER_LINE),
        ]
        for name, text in rows
    ]
    return grid(cells, [names, 10, width - names - 10], _NO_PADDING)


def addressee(*lines: str) -> list[Flowable]:
    """``Yth.`` and to whom, each line under the other."""
    first, *rest = lines
    shown = [f"Yth. {first}", *rest]
    return [*(plain(line, style.LETTER_LINE) for line in shown), Spacer(1, 12)]


def paragraphs(*texts: str) -> list[Flowable]:
    """Paragraphs of a letter."""
    return [plain(text, style.LETTER) for text in texts]


def items(texts: Iterable[str]) -> list[Flowable]:
    """A numbered list of a letter."""
    return [
        Paragraph(markup(text), style.LETTER_ITEM, bulletText=f"{number}.")
        for number, text in enumerate(texts, 1)
    ]


def sign_lines(who: Signatory, opening: str = "") -> list[Cell]:
    """Position, room for pen and stamp, name or dots, rank, NIP or dots: centred."""
    cells: list[Cell] = [plain(opening, style.LETTER_CENTRED)] if opening else []
    name = plain(who.name, _strong()) if who.name else plain(f"({DOTS})", style.LETTER_CENTRED)
    cells += [
        plain(f"{who.position},", style.LETTER_CENTRED),
        [Spacer(1, _PEN_ROOM / 2), plain(STAMP_HINT, style.COUNT_TEXT), Spacer(1, _PEN_ROOM / 2)],
        name,
    ]
    if who.rank:
        cells.append(plain(who.rank, style.LETTER_CENTRED))
    if who.nip is not None:
        cells.append(plain(f"NIP {who.nip or DOTS}", style.LETTER_CENTRED))
    return cells


def sign_stack(who: Signatory) -> list[Flowable]:
    """``sign_lines`` in one cell."""
    stack: list[Flowable] = []
    for cell in sign_lines(who):
        assert not isinstance(cell, str)
        stack += cell if isinstance(cell, list) else [cell]
    return stack


def _strong() -> Any:
    return style.LETTER_TITLE.clone("letter-name", fontSize=10, leading=14.6)


def signature(
    who: Signatory,
    width: float,
    *,
    before: Sequence[Flowable] = (),
    opening: str = "",
    code: PaperCode | None = None,
) -> Flowable:
    """``sign_block``, never apart from what stands ``before``."""
    block = sign_block(who, width, opening=opening, code=code)
    return KeepTogether([*before, Spacer(1, 10), block])


def sign_block(
    who: Signatory, width: float, *, opening: str = "", code: PaperCode | None = None
) -> Flowable:
    """Who signs at the right, the QR code at the left."""
    rows: list[list[Cell]] = [["", "", line] for line in sign_lines(who, opening)]
    if code is not None:
        rows[0][0] = paper_qr(code)
    look = [*_NO_PADDING, ("SPAN", (0, 0), (0, -1)), ("VALIGN", (0, 0), (0, -1), "BOTTOM")]
    right = 0.52 * width
    return grid(rows, [CODE_SIDE, width - right - CODE_SIDE, right], look)


def copies(lines: Sequence[str]) -> list[Flowable]:
    """Tembusan."""
    return [Spacer(1, 10), plain("Tembusan:", style.LETTER_LINE), *items(lines)]
