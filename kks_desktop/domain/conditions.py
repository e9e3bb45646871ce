"""Conditions with three values: certainly true, certainly false, not known."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction

from kks_desktop.domain.figures import Figures
from kks_desktop.domain.instrument import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
    CriteriaRule,
    Tier,
    Trend,
    YesNo,
)

OPERATORS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}


def holds(condition: Condition, figures: Figures) -> bool | None:
    """Whether a condition is true; ``None`` where an input that matters is missing."""
    if isinstance(condition, AllOf):
        return _all([holds(part, figures) for part in condition.parts])
    if isinstance(condition, AnyOf):
        found = _all([_negated(holds(part, figures)) for part in condition.parts])
        return _negated(found)
    if isinstance(condition, YesNo):
        answer = figures.yes_no(condition.measure)
        return None if answer is None else answer is condition.value
    if isinstance(condition, Trend):
        direction = trend(figures, condition.measure)
        return None if direction is None else direction in condition.directions
    return _compare(condition, figures)


def _all(values: list[bool | None]) -> bool | None:
    if False in values:
        return False
    return None if None in values else True


def _negated(value: bool | None) -> bool | None:
    return None if value is None else not value


def _compare(condition: Compare, figures: Figures) -> bool | None:
    value = figures.number(condition.measure, condition.year).value
    bound = figures.bound(condition.bound, condition.measure)
    if value is None or bound is None:
        return None
    return OPERATORS[condition.operator](value, bound)


def trend(figures: Figures, measure_id: str) -> str | None:
    """``naik``, ``turun`` or ``tetap`` from ``lalu`` to ``kini``, compared exactly."""
    before = figures.number(measure_id, "lalu").value
    now = figures.number(measure_id, "kini").value
    if before is None or now is None:
        return None
    return "tetap" if now == before else "naik" if now > before else "turun"


def in_tier(tier: Tier, value: Fraction, figures: Figures, measure_id: str) -> bool | None:
    """Whether a value lies in a tier; ``None`` where a bound is not given yet."""
    above: bool | None = True
    below: bool | None = True
    if tier.low is not None:
        low = figures.bound(tier.low, measure_id)
        above = None if low is None else (value >= low if tier.low_included else value > low)
    if tier.high is not None:
        high = figures.bound(tier.high, measure_id)
        below = None if high is None else (value <= high if tier.high_included else value < high)
    return _all([above, below])


def item_count(rule: CriteriaRule, how: str, ticked: frozenset[str], figures: Figures) -> Fraction:
    """How many of the ticked items count."""
    required = {item.code for item in figures.measure(rule.measure).items if item.required}
    return Fraction(len(ticked & required if how == "wajib" else ticked))
