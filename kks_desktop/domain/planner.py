"""What would raise an indicator to its next option, in figures where there are any."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kks_desktop.domain.answers import Answer, Answers, Share
from kks_desktop.domain.conditions import OPERATORS
from kks_desktop.domain.figures import Figures
from kks_desktop.domain.instrument import (
    Indicator,
    Instrument,
    Measure,
    TierRule,
    TrendThresholdRule,
)
from kks_desktop.domain.numbers import format_number
from kks_desktop.domain.scoring import IndicatorScore, min_share
from kks_desktop.domain.wording import amount


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next higher option, the points it adds, and how far away it is."""

    score: int
    gain: int
    text: str
    distance: str = ""


def next_step(
    instrument: Instrument, indicator: Indicator, answers: Answers, found: IndicatorScore
) -> NextStep | None:
    """The next option above the score that counts; ``None`` at the top or without a score."""
    if found.score is None:
        return None
    higher = sorted(option.score for option in indicator.options if option.score > found.score)
    if not higher:
        return None
    return step_to(instrument, indicator, answers, found, higher[0])


def step_to(
    instrument: Instrument,
    indicator: Indicator,
    answers: Answers,
    found: IndicatorScore,
    score: int,
) -> NextStep:
    """What it takes to reach one option; without a score the points count from zero."""
    answer = answers.answers.get(indicator.code) or Answer()
    figures = Figures(
        indicator, answer, answers.base_data, min_share(instrument, indicator, answers.target)
    )
    return NextStep(
        score=score,
        gain=score - (found.score or 0),
        text=indicator.option_text(score),
        distance=_distance(indicator, figures, score),
    )


def _distance(indicator: Indicator, figures: Figures, score: int) -> str:
    rule = indicator.rule
    if isinstance(rule, TrendThresholdRule):
        bound = figures.bound(rule.bound, rule.measure)
        value = figures.number(rule.measure, "kini").value
        if bound is None or value is None or OPERATORS[rule.operator](value, bound):
            return ""
        return _gap(figures, figures.measure(rule.measure), value, bound)
    if isinstance(rule, TierRule):
        value = figures.number(rule.measure, rule.year).value
        tier = next((tier for tier in rule.tiers if tier.outcome.score == score), None)
        if tier is None or value is None:
            return ""
        bounds = (tier.low, tier.high)
        limits = [figures.bound(bound, rule.measure) for bound in bounds if bound is not None]
        nearest = min(
            (limit for limit in limits if limit is not None),
            key=lambda x: abs(x - value),
            default=None,
        )
        return (
            "" if nearest is None else _gap(figures, figures.measure(rule.measure), value, nearest)
        )
    return ""


def _gap(figures: Figures, measure: Measure, value: Fraction, bound: Fraction) -> str:
    """``kurang 4,9 % menuju 50 %``, with the count that this means where there is one."""
    word = "kurang" if bound > value else "lebih"
    gap = abs(bound - value)
    if gap == 0:
        return f"tepat di batas {amount(measure, bound)}"
    text = f"{word} {amount(measure, gap, Fraction(0))} menuju {amount(measure, bound)}"
    typed = figures.entry(measure.id).values.get("kini")
    if not isinstance(typed, Share) or typed.numerator is None:
        return text
    denominator = (
        typed.denominator if typed.denominator is not None else figures.shared(measure, "kini")
    )
    if denominator is None or denominator == 0:
        return text
    goal = bound * Fraction(denominator) / measure.multiplier
    count = -(-goal // 1) if bound > value else goal // 1
    return f"{text} (pembilang {format_number(typed.numerator)} menjadi {format_number(count)})"
