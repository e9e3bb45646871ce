"""What every document begins with and carries: kop surat, title, whose it is, QR code, foot.

A document of one region and state is made like this::

    running = running_of(facts, TITLE)
    story = [*masthead(facts, TITLE, rows, width), ...]
    return make_pdf(story, facts, running)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from kks_desktop.domain.columns import long_date
from kks_desktop.reports import style
from kks_desktop.reports.document import Heading, Running, plain
from kks_desktop.reports.pictures import emblem_picture
from kks_desktop.reports.qr import QrCode
from kks_desktop.reports.tables import Cell, facts_table, grid
from kks_desktop.reports.words import mark_words, revision_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kks_desktop.domain.paper_code import PaperCode
    from kks_desktop.reports.model import PaperFacts

CODE_SIDE = 25 * mm
_EMBLEM = (19 * mm, 23 * mm)
_GAP = 8.0


def running_of(facts: PaperFacts, title: str, part: str = "") -> Running:
    """What stands on every page: document, region, revision, sidik data, page x of y.

    ``part`` names what of it this document shows: a tatanan, an OPD.
    """
    state = revision_words(facts.revision)
    shown = f"{title} · {part}" if part else title
    return Running(
        title=title,
        owner=f"{part} · {facts.region_name}" if part else f"{facts.region_name} · {facts.year}",
        footer=f"{facts.region_code} · {facts.year} · {state} · Sidik data {facts.fingerprint}",
        mark=mark_words(draft=facts.draft, practice=facts.practice),
        author=facts.office or facts.region_name,
        subject=f"{shown}, {facts.region_name} tahun penilaian {facts.year}, {state.lower()}",
        keywords=("KKS", "Kabupaten/Kota Sehat", facts.region_name, facts.region_code),
    )


def letterhead(lines: Sequence[str], emblem: Path | None, width: float) -> list[Flowable]:
    """The kop surat over a rule; nothing where none is filled in.

    Raises:
        PictureError: the emblem is no picture.
    """
    if not lines and emblem is None:
        return []
    looks = [style.KOP_FIRST, style.KOP_SECOND, *[style.KOP_REST] * len(lines)]
    words: Cell = [plain(line, look) for line, look in zip(lines, looks, strict=False)]
    side = _EMBLEM[0] + 2 if emblem is not None else 0.0
    picture: Cell = "" if emblem is None else emblem_picture(emblem, *_EMBLEM)
    rule = [
        ("LINEBELOW", (0, 0), (-1, -1), 1.6, style.INK, 0, None, None, 2, 1.2),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
    ]
    # the words stand in the middle of the page, whatever stands at their left
    widths = [side, width - 2 * side, side] if side else [0.0, width, 0.0]
    return [grid([[picture, words, ""]], widths, rule), Spacer(1, 10)]


def paper_qr(code: PaperCode, side: float = CODE_SIDE) -> QrCode:
    """The QR code of a document, readable from an office scanner's copy."""
    return QrCode(code.text, side, "m")


def identity_rows(facts: PaperFacts) -> list[tuple[str, str]]:
    """Region, year, state of the data, sidik data, day of printing."""
    mark = mark_words(draft=facts.draft, practice=facts.practice).lower()
    state = revision_words(facts.revision)
    return [
        ("Kabupaten/kota", f"{facts.region_name} ({facts.region_code}), {facts.province_name}"),
        ("Tahun penilaian", str(facts.year)),
        ("Keadaan data", f"{state} ({mark})" if mark else state),
        ("Sidik data", facts.fingerprint),
        ("Dicetak pada", long_date(facts.printed_on)),
    ]


def identity_block(
    facts: PaperFacts, rows: Sequence[tuple[str, str]], width: float, names: float = 0.25
) -> Flowable:
    """Names and facts of a state at the left, its QR code at the right."""
    return coded_block(facts.code, rows, width, names)


def coded_block(
    code: PaperCode | None, rows: Sequence[tuple[str, str]], width: float, names: float = 0.25
) -> Flowable:
    """Names and facts at the left, a QR code, if there is one, at the right."""
    if code is None:
        return facts_table(rows, width, names)
    left = width - CODE_SIDE - _GAP
    look = [
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ]
    cells: list[Cell] = [facts_table(rows, left, names, 1, 0.5), "", paper_qr(code)]
    return grid([cells], [left, _GAP, CODE_SIDE], look)


def masthead(
    facts: PaperFacts,
    title: str,
    width: float,
    rows: Sequence[tuple[str, str]] = (),
) -> list[Flowable]:
    """Kop surat, title, whose document it is with its QR code; ``rows`` come first."""
    return [
        *letterhead(facts.letterhead, facts.emblem, width),
        Heading(title, style.TITLE, "judul"),
        identity_block(facts, [*rows, *identity_rows(facts)], width),
        Spacer(1, 8),
    ]
