"""The evaluation on one page, whatever the data say: for a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, KeepInFrame, Spacer

from kks_desktop.domain.chart import tatanan_chart
from kks_desktop.domain.evidence import ProofState
from kks_desktop.domain.numbers import format_number
from kks_desktop.reports import style
from kks_desktop.reports.contents import bulleted, numbered
from kks_desktop.reports.cover import category_panel
from kks_desktop.reports.document import height_of, make_pdf, plain
from kks_desktop.reports.flowables import Bars, marks_sentence
from kks_desktop.reports.fonts import register
from kks_desktop.reports.identity import masthead, running_of
from kks_desktop.reports.leader import gates_table, goal_kind, missing_counts
from kks_desktop.reports.status import gates, goal_of, pending
from kks_desktop.reports.words import NO_BLOCKERS

if TYPE_CHECKING:
    from kks_desktop.domain.assessment import Evaluation
    from kks_desktop.domain.instrument import Instrument
    from kks_desktop.reports.model import Outlook, PaperFacts

TITLE = "Ringkasan Evaluasi Kabupaten/Kota Sehat"
_MOST_AGENCIES = 4
_LEAST_BLOCKERS = 3
"""So many are named even where the page must be made a little smaller for them."""


def summary_pdf(
    instrument: Instrument, evaluation: Evaluation, outlook: Outlook, facts: PaperFacts
) -> bytes:
    """Print the page: what does not fit is counted, and in the worst case all is made smaller."""
    register(facts.fonts)
    area = style.text_area(facts.paper)
    story = _story(instrument, evaluation, outlook, facts, area)
    if height_of(story, area[0]) > area[1]:
        # bookmarks cannot stand in a frame within a frame's own copy, so the heading stays
        story = [KeepInFrame(area[0], area[1] - 1, story, mode="shrink")]
    return make_pdf(story, facts, running_of(facts, TITLE))


def _story(
    instrument: Instrument,
    evaluation: Evaluation,
    outlook: Outlook,
    facts: PaperFacts,
    area: tuple[float, float],
) -> list[Flowable]:
    """Head and foot are always there; between them as many blockers as there is room for.

    The first few always: a page that only counts what blocks says nothing to do.
    """
    width, height = area
    chart = tatanan_chart(instrument, evaluation)
    goal = instrument.category_name(goal_of(instrument, evaluation))
    upper: list[Flowable] = [
        *masthead(facts, TITLE, width),
        category_panel(instrument, evaluation, width),
        Spacer(1, 5),
        plain(f"Tiga syarat, diuji terhadap {goal_kind(evaluation)}, {goal}:"),
        gates_table(gates(instrument, evaluation), goal, width),
        plain(chart.title, style.SUBTITLE),
        Bars(instrument, chart, width, row=17),
        plain(marks_sentence(instrument, chart), style.SMALL),
    ]
    lower: list[Flowable] = [
        *missing_counts(instrument, pending(evaluation), width),
        Spacer(1, 5),
        *bulleted(_facts(instrument, outlook)),
    ]
    sentences = evaluation.category.sentences
    room = height - height_of([*upper, *lower], width) - 1
    for shown in range(len(sentences), min(_LEAST_BLOCKERS, len(sentences)) - 1, -1):
        middle = _blockers(sentences[:shown], len(sentences) - shown, goal)
        if height_of(middle, width) <= room:
            break
    return [*upper, *middle, *lower]


def _blockers(shown: tuple[str, ...], more: int, goal: str) -> list[Flowable]:
    if not shown and not more:
        return [plain(f"Penghalang {goal}", style.SUBTITLE), plain(NO_BLOCKERS)]
    story: list[Flowable] = [
        plain(f"Yang masih menghalangi {goal}", style.SUBTITLE),
        *numbered(shown),
    ]
    if more:
        story.append(plain(f"… dan {more} lainnya; lihat laporan evaluasi.", style.SMALL))
    return story


def _facts(instrument: Instrument, outlook: Outlook) -> list[str]:
    """Proof, plan, the OPD that hold back most, and last time: a sentence each."""
    claimed = outlook.verification.claimed.scored.total
    proven = sum(proof.state is ProofState.COMPLETE for proof in outlook.proofs.values())
    found = [
        f"Bukti: {proven} dari {len(outlook.proofs)} butir lengkap dan disahkan; yang terbukti "
        f"hari ini {format_number(claimed - outlook.verification.lost)} dari "
        f"{format_number(claimed)} poin."
    ]
    plan = outlook.plan
    if plan.aim is not None:
        name, count = instrument.category_name(plan.aim), len(plan.moves)
        gain = sum(move.gain for move in plan.moves.values())
        found.append(
            f"Jalan paling hemat ke {name}: {count} indikator, {format_number(gain)} poin."
            if plan.reachable
            else f"{name} belum terjangkau dengan batas yang ditandai."
        )
    holding = sorted((one for one in outlook.agencies if one.missing), key=lambda one: -one.missing)
    if holding:
        names = [f"{one.name} {format_number(one.missing)}" for one in holding[:_MOST_AGENCIES]]
        found.append(f"Poin yang belum diraih, terbanyak pada: {'; '.join(names)}.")
    if outlook.comparison is not None:
        gain = outlook.comparison.now - outlook.comparison.before
        sign = "+" if gain > 0 else "−" if gain < 0 else ""
        found.append(
            f"Dibandingkan dengan {outlook.before}: {sign}{format_number(abs(gain))} poin."
        )
    return found
