"""The detail pages: each tatanan, then kelembagaan."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, PageBreak, Spacer

from kks_desktop.domain.category import lowest_reachable
from kks_desktop.domain.chart import percent_text, tatanan_chart
from kks_desktop.domain.numbers import format_number
from kks_desktop.reports import style
from kks_desktop.reports.document import Heading, height_of, plain
from kks_desktop.reports.flowables import Bars
from kks_desktop.reports.status import gates
from kks_desktop.reports.tables import SHARES_SHORT_TITLES, indicator_table
from kks_desktop.reports.words import level_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportlab.platypus import Table

    from kks_desktop.domain.assessment import Evaluation
    from kks_desktop.domain.instrument import Instrument, Tatanan
    from kks_desktop.domain.scoring import TatananScore

_LOST_AT_BREAK = 52.0
"""What a page break costs a table: the rest of the page, and the head again."""


def tatanan_pages(
    instrument: Instrument, evaluation: Evaluation, tatanan: Tatanan, area: tuple[float, float]
) -> list[Flowable]:
    """One tatanan from the top of a page: result, bar, all its indicators."""
    found = next(t for t in evaluation.scored.tatanan if t.number == tatanan.number)
    chart = tatanan_chart(instrument, evaluation)
    bar = replace(chart, bars=(chart.bars[instrument.tatanan.index(tatanan)],))
    share = percent_text(Fraction(found.score, found.max))
    level = level_words(instrument, found.level)
    score, most = format_number(found.score), format_number(found.max)
    answered = f"{found.answered} dari {found.of} indikator bernilai"
    total = (
        f"Jumlah tatanan {tatanan.number} ({answered})",
        score,
        f"{share} dari {most}; {level}",
    )
    top: list[Flowable] = [
        Heading(
            f"Tatanan {tatanan.number}: {tatanan.name}", style.TITLE, f"tatanan-{tatanan.number}"
        ),
        plain(
            f"Skor {score} dari {most} ({share}), {level}. {answered}."
            f"{_next_words(instrument, tatanan, found)}",
            style.LEAD,
        ),
        Bars(instrument, bar, area[0], labels=False),
        Spacer(1, 7),
    ]
    make = partial(
        indicator_table, instrument, evaluation, tatanan.indicators, total, width=area[0]
    )
    return [PageBreak(), *top, _fewest_pages(make, top, area)]


def _next_words(instrument: Instrument, tatanan: Tatanan, found: TatananScore) -> str:
    """How many points lack to the next category, in steps that can be reached."""
    for level in instrument.levels:
        minimum = len(tatanan.indicators) * level.tatanan_min
        if found.score < minimum:
            goal = lowest_reachable(tatanan, minimum)
            return (
                f" Untuk {level.short_name} paling sedikit {format_number(goal)}: "
                f"kurang {format_number(goal - found.score)} poin."
            )
    return ""


def kelembagaan_pages(
    instrument: Instrument, evaluation: Evaluation, area: tuple[float, float]
) -> list[Flowable]:
    """The gates of the bodies in a sentence each, then the sixteen variables."""
    gate = gates(instrument, evaluation)[1]
    scores = [evaluation.scored.indicators[i.code].score for i in instrument.kelembagaan]
    known = [score for score in scores if score is not None]
    total = (
        f"Jumlah kelembagaan ({len(known)} dari {len(scores)} variabel bernilai)",
        format_number(sum(known)),
        f"dari {format_number(100 * len(scores))}; di luar skor sembilan tatanan",
    )
    target = instrument.category_name(evaluation.answers.target)
    proposal = (
        f"Variabel forum kecamatan dan pokja diuji terhadap kategori usulan, {target}."
        if target
        else "Kategori usulan belum dipilih, sehingga nilai variabel forum kecamatan dan pokja "
        "belum dapat disarankan."
    )
    top: list[Flowable] = [
        Heading("Kelembagaan", style.TITLE, "kelembagaan"),
        plain(f"{'. '.join(gate.lines)}. {proposal}", style.LEAD),
    ]
    make = partial(
        indicator_table,
        instrument,
        evaluation,
        instrument.kelembagaan,
        total,
        width=area[0],
        shares=SHARES_SHORT_TITLES,
    )
    return [PageBreak(), *top, _fewest_pages(make, top, area)]


def _fewest_pages(
    make: Callable[..., Table], top: Sequence[Flowable], area: tuple[float, float]
) -> Table:
    """The table, with tighter rows where that saves a page of leftovers."""
    above = height_of(top, area[0])
    pages = [
        _pages(above + height_of([make(tight=tight)], area[0]), area[1]) for tight in (False, True)
    ]
    return make(tight=pages[1] < pages[0])


def _pages(length: float, height: float) -> int:
    """About how many pages a run of rows takes."""
    if length <= height:
        return 1
    return 1 + math.ceil((length - height + _LOST_AT_BREAK) / (height - _LOST_AT_BREAK))
