"""The cover, and the panel with the category sentence that the leader's page repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, Spacer

from kks_desktop.domain.instrument import YEARS
from kks_desktop.reports import style
from kks_desktop.reports.document import height_of, plain
from kks_desktop.reports.flowables import emblem
from kks_desktop.reports.fonts import BOLD, text_width
from kks_desktop.reports.identity import identity_block, identity_rows
from kks_desktop.reports.status import pending
from kks_desktop.reports.tables import grid
from kks_desktop.reports.words import (
    PLENARY,
    category_sentence,
)

if TYPE_CHECKING:
    from kks_desktop.domain.assessment import Evaluation
    from kks_desktop.domain.instrument import Instrument
    from kks_desktop.reports.model import PaperFacts, ReportFacts

_LARGEST = 19.0
_BUTT = 0
_BAND = 5


def title_lines(
    instrument: Instrument, facts: PaperFacts, title: str, above: float
) -> list[Flowable]:
    """Emblem, title, region and years of a cover; the title stands ``above`` points lower."""
    before, now = (instrument.data_year(year, facts.year) for year in YEARS)
    return [
        emblem(facts.emblem),
        Spacer(1, above),
        plain(title, style.COVER_TITLE),
        plain("Kabupaten/Kota Sehat", style.COVER_TITLE),
        HRFlowable(36 * mm, 2.4, "butt", style.ACCENT, 12, 16, "LEFT"),
        plain(facts.region_name, style.COVER_REGION),
        plain(f"Provinsi {facts.province_name}", style.COVER_TEXT),
        Spacer(1, 22),
        plain(f"Tahun penilaian {facts.year}", style.COVER_TEXT),
        plain(f"Tahun data {before} dan {now}", style.COVER_TEXT),
    ]


def cover(instrument: Instrument, evaluation: Evaluation, facts: ReportFacts) -> list[Flowable]:
    """Whose report, which year, which category, which state of the data."""
    width, height = style.text_area(facts.paper)
    upper: list[Flowable] = [
        *title_lines(instrument, facts, "Laporan Evaluasi", 0.11 * height),
        Spacer(1, 0.07 * height),
        category_panel(instrument, evaluation, width),
    ]
    imprint = _imprint(facts, width)
    room = height - height_of([*upper, imprint], width)
    return [*upper, Spacer(1, max(12.0, room - 2)), imprint]


def category_panel(instrument: Instrument, evaluation: Evaluation, width: float) -> Flowable:
    """The category sentence, large, with the proviso that the pleno decides."""
    key = evaluation.category.indicated
    sentence = category_sentence(instrument, key)
    size = min(_LARGEST, (width - 36) / text_width(sentence, 1, BOLD))
    large = ParagraphStyle(
        "sentence", style.COVER_REGION, fontSize=size, leading=size * 1.25, spaceAfter=4
    )
    words: list[Flowable] = [plain(sentence, large), plain(PLENARY, style.PROVISO)]
    still_open, every = len(pending(evaluation).unanswered), len(evaluation.scored.indicators)
    if still_open:
        note = f"Isian belum lengkap: {still_open} dari {every} butir belum bernilai."
        words.append(plain(note, style.PROVISO))
    look = [
        ("BACKGROUND", (0, 0), (-1, -1), style.PANEL_FILL),
        ("LINEBEFORE", (0, 0), (0, -1), _BAND, style.category_colour(key), _BUTT),
        ("LEFTPADDING", (0, 0), (-1, -1), 15),
        ("TOPPADDING", (0, 0), (-1, -1), 9),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 11),
    ]
    return grid([[words]], [width], look)


def _imprint(facts: ReportFacts, width: float) -> Flowable:
    """Who made it of which data, with the QR code."""
    rows = [("Disusun oleh", facts.office), *identity_rows(facts)[1:]]
    return identity_block(facts, [*rows, ("Kode wilayah", facts.region_code)], width, 0.24)
