"""One page for the head of the region: category, gates, bars, what blocks, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, PageBreak, Paragraph, Spacer

from kks_desktop.domain.chart import tatanan_chart
from kks_desktop.reports import style
from kks_desktop.reports.conditions import CONDITIONS
from kks_desktop.reports.contents import numbered
from kks_desktop.reports.cover import category_panel
from kks_desktop.reports.document import Heading, height_of, plain
from kks_desktop.reports.flowables import Bars, PageReference, marks_sentence
from kks_desktop.reports.fonts import REGULAR
from kks_desktop.reports.status import Gate, Pending, gates, goal_of, pending
from kks_desktop.reports.tables import Cell, grid
from kks_desktop.reports.words import NO_BLOCKERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kks_desktop.domain.assessment import Evaluation
    from kks_desktop.domain.instrument import Instrument
    from kks_desktop.reports.model import ReportFacts

_GATE_GAP = 8.0


def leader_page(
    instrument: Instrument, evaluation: Evaluation, facts: ReportFacts
) -> list[Flowable]:
    """The page; the list of blockers is cut so that it always is exactly one."""
    width, height = style.text_area(facts.paper)
    top = _top(instrument, evaluation, width)
    bottom = missing_counts(instrument, pending(evaluation), width)
    room = height - height_of([*top, *bottom], width) - 1
    return [*top, *_blockers(instrument, evaluation, room, width), *bottom, PageBreak()]


def _top(instrument: Instrument, evaluation: Evaluation, width: float) -> list[Flowable]:
    chart = tatanan_chart(instrument, evaluation)
    goal = instrument.category_name(goal_of(instrument, evaluation))
    return [
        Heading("Ringkasan untuk Pimpinan", style.TITLE, "ringkasan"),
        category_panel(instrument, evaluation, width),
        Spacer(1, 7),
        plain(f"Tiga syarat, diuji terhadap {goal_kind(evaluation)}, {goal}:", style.LEAD),
        gates_table(gates(instrument, evaluation), goal, width),
        plain(chart.title, style.SUBTITLE),
        Bars(instrument, chart, width),
        plain(marks_sentence(instrument, chart), style.SMALL),
    ]


def goal_kind(evaluation: Evaluation) -> str:
    """What the category is that the gates are tested against."""
    if evaluation.answers.target:
        return "kategori yang dituju"
    return "kategori berikutnya" if evaluation.category.aim else "kategori tertinggi"


def gates_table(found: Sequence[Gate], goal: str, width: float) -> Flowable:
    """The three gates side by side."""
    box = (width - 2 * _GATE_GAP) / 3
    first, second, third = (_gate_cell(gate, goal) for gate in found)
    look = [
        ("LEFTPADDING", (0, 0), (-1, -1), 8),
        ("TOPPADDING", (0, 0), (-1, -1), 6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
        *(("BOX", (column, 0), (column, 0), 0.7, style.HAIR) for column in (0, 2, 4)),
    ]
    return grid([[first, "", second, "", third]], [box, _GATE_GAP, box, _GATE_GAP, box], look)


def _gate_cell(gate: Gate, goal: str) -> Cell:
    return [
        plain(gate.title, style.GATE_TITLE),
        plain(gate.figure, style.GATE_FIGURE),
        *(plain(line, style.GATE_TEXT) for line in gate.lines),
        Spacer(1, 3),
        plain(f"{gate.verdict} untuk {goal}", style.CELL_STRONG),
    ]


def _blockers(
    instrument: Instrument, evaluation: Evaluation, room: float, width: float
) -> list[Flowable]:
    goal = instrument.category_name(goal_of(instrument, evaluation))
    sentences = evaluation.category.sentences
    if not sentences:
        return [plain(f"Penghalang {goal}", style.SUBTITLE), plain(NO_BLOCKERS)]
    title = plain(f"Yang masih menghalangi {goal}", style.SUBTITLE)
    story: list[Flowable] = []
    for shown in range(len(sentences), -1, -1):
        story = [title, *numbered(sentences[:shown])]
        if shown < len(sentences):
            more = f"dan {len(sentences) - shown} lainnya, lihat halaman"
            indent = style.ITEM.leftIndent
            story.append(PageReference(more, CONDITIONS, indent=indent, leader=False))
        if height_of(story, width) <= room:
            break
    return story


def missing_counts(instrument: Instrument, found: Pending, width: float) -> list[Flowable]:
    """How much is unanswered, silent, flagged and differing."""
    cells = [
        (found.unanswered, "○ belum diisi atau belum lengkap"),
        (found.silent, "◐ tidak diatur juknis, perlu keputusan"),
        (found.problems, "▲ perlu diperbaiki"),
        (found.differing, "≠ nilai berbeda dari saran"),
    ]
    row: list[Cell] = [
        [plain(str(len(codes)), style.COUNT_FIGURE), plain(words, style.COUNT_TEXT)]
        for codes, words in cells
    ]
    look = [
        ("BACKGROUND", (0, 0), (-1, -1), style.PANEL_FILL),
        ("LINEBEFORE", (1, 0), (-1, -1), style.HAIRLINE, style.HAIR),
        ("TOPPADDING", (0, 0), (-1, -1), 5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
    ]
    indicators, variables = sum(1 for _ in instrument.indicators()), len(instrument.kelembagaan)
    title = (
        f"Yang masih perlu dikerjakan <font name='{REGULAR}' size='8'>"
        f"dari {indicators} indikator dan {variables} variabel kelembagaan</font>"
    )
    return [Paragraph(title, style.SUBTITLE), grid([row], [width / 4] * 4, look)]
