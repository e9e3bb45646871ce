"""One evaluation of an assessment: scores, gates and the indicated category."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from kks_desktop.domain.answers import Answers, Gates, Share
from kks_desktop.domain.category import (
    DISTRICT_DECREES,
    FORUM_DECREE,
    TEAM_DECREE,
    VILLAGE_DECREES,
    CategoryResult,
    gates_with_base,
    indicate,
    level_of,
    odf_with_base,
    scores_of,
)
from kks_desktop.domain.instrument import AwardLevel, Instrument
from kks_desktop.domain.scoring import IndicatorScore, Scored, rescore, score_all

T = TypeVar("T")

WORK_PLANS = ("K.02", "K.06", "K.10", "K.14")
BUDGETS = ("K.03", "K.07", "K.11", "K.15")
SECRETARIATS = ("K.04", "K.08", "K.12", "K.16")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything computed from one state of an assessment."""

    answers: Answers
    scored: Scored
    gates: Gates
    category: CategoryResult


def aimed_level(instrument: Instrument, evaluation: Evaluation) -> AwardLevel:
    """The level whose minimums count for what is aimed at; Paripurna rests on its base."""
    return level_of(instrument, evaluation.category.aim or instrument.top_level.base)


def evaluate(
    instrument: Instrument,
    answers: Answers,
    before: Evaluation | None = None,
    codes: Set[str] | None = None,
) -> Evaluation:
    """Score an assessment and indicate its category.

    With ``before`` and ``codes`` only those indicators are scored again; the
    caller names every indicator that the change can touch.
    """
    if before is None or codes is None:
        scored = score_all(instrument, answers)
    else:
        scored = rescore(instrument, answers, before.scored, codes)
    odf = odf_with_base(answers.odf, answers.base_data)
    gates = gates_with_base(_derived_gates(answers, scored.indicators), answers.base_data)
    category = indicate(
        instrument, scores_of(scored), odf, gates, answers.top_level, answers.target
    )
    return Evaluation(replace(answers, odf=odf), scored, gates, category)


def _derived_gates(answers: Answers, found: Mapping[str, IndicatorScore]) -> Gates:
    """Gates that the sixteen variables imply, where none is typed."""
    typed = answers.gates
    districts, district_decrees = _decrees(answers, DISTRICT_DECREES)
    villages, village_decrees = _decrees(answers, VILLAGE_DECREES)
    return Gates(
        team=_first(typed.team, _complete(found, (TEAM_DECREE,))),
        forum=_first(typed.forum, _complete(found, (FORUM_DECREE,))),
        districts=_first(typed.districts, districts),
        district_decrees=_first(typed.district_decrees, district_decrees),
        villages=_first(typed.villages, villages),
        village_decrees=_first(typed.village_decrees, village_decrees),
        secretariat=_first(typed.secretariat, _complete(found, SECRETARIATS)),
        work_plan=_first(typed.work_plan, _complete(found, WORK_PLANS)),
        budget=_first(typed.budget, _complete(found, BUDGETS)),
    )


def _first(value: T | None, other: T | None) -> T | None:
    return value if value is not None else other


def _complete(found: Mapping[str, IndicatorScore], codes: tuple[str, ...]) -> bool | None:
    """Whether all these variables score 100; ``None`` while one could still make it so."""
    scores = [found[code].score for code in codes if code in found]
    if any(score is not None and score < 100 for score in scores):
        return False
    return True if scores and None not in scores else None


def _decrees(answers: Answers, code: str) -> tuple[int | None, int | None]:
    """Units and units with a valid decree, as typed in a share of kelembagaan."""
    answer = answers.answers.get(code)
    entries = [] if answer is None else list(answer.measures.values())
    value = entries[0].values.get("kini") if entries else None
    if not isinstance(value, Share):
        return None, None
    return _count(value.denominator), _count(value.numerator)


def _count(number: Decimal | None) -> int | None:
    if number is None or number < 0 or number != number.to_integral_value():
        return None
    return int(number)
