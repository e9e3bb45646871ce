"""Two evaluations side by side: what rose, what fell, and sums that add up.

A difference is in points that count: an unanswered indicator brings none, yet it is
shown as blank and not as zero, and it neither rose nor fell.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kks_desktop.domain.assessment import Evaluation
from kks_desktop.domain.instrument import Indicator, Instrument

KELEMBAGAAN = 0
"""The number under which the variables of kelembagaan stand; they are in no total."""


class Direction(StrEnum):
    """Where the score of an indicator went; ``ONE_SIDE`` has a score on one side only."""

    UP = "naik"
    DOWN = "turun"
    SAME = "tetap"
    ONE_SIDE = "satu_sisi"


class Side(NamedTuple):
    """One state of an assessment, with the instrument that it was scored by."""

    instrument: Instrument
    evaluation: Evaluation


@dataclass(frozen=True, slots=True)
class IndicatorChange:
    """One indicator on both sides; ``asked_…`` is false where that instrument has it not."""

    code: str
    title: str
    before: int | None
    now: int | None
    asked_before: bool
    asked_now: bool

    @property
    def difference(self) -> int:
        """Points won or lost."""
        return (self.now or 0) - (self.before or 0)

    @property
    def direction(self) -> Direction:
        """Where the score went."""
        if (self.before is None) != (self.now is None):
            return Direction.ONE_SIDE
        if self.difference == 0:
            return Direction.SAME
        return Direction.UP if self.difference > 0 else Direction.DOWN

    @property
    def note(self) -> str:
        """What the two scores do not tell: newly answered, no longer asked…; empty for nothing."""
        if not self.asked_before:
            return "tidak ditanyakan pada instrumen dahulu"
        if not self.asked_now:
            return "tidak ditanyakan lagi"
        if self.before is None and self.now is not None:
            return "baru terjawab"
        if self.now is None:
            return "belum terjawab" if self.before is None else "belum terjawab sekarang"
        return ""


@dataclass(frozen=True, slots=True)
class GroupChange:
    """A tatanan on both sides, or kelembagaan; its sums are those of its indicators."""

    number: int
    name: str
    indicators: tuple[IndicatorChange, ...]

    @property
    def before(self) -> int:
        """The points then."""
        return sum(change.before or 0 for change in self.indicators)

    @property
    def now(self) -> int:
        """The points now."""
        return sum(change.now or 0 for change in self.indicators)

    @property
    def difference(self) -> int:
        """Points won or lost."""
        return self.now - self.before

    @property
    def answered_before(self) -> int:
        """How many had a score then."""
        return sum(change.before is not None for change in self.indicators)

    @property
    def answered_now(self) -> int:
        """How many have a score now."""
        return sum(change.now is not None for change in self.indicators)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The tatanan in order, then kelembagaan; totals are of the tatanan alone."""

    groups: tuple[GroupChange, ...]
    category_before: str | None
    category_now: str | None

    @property
    def tatanan(self) -> tuple[GroupChange, ...]:
        """The groups that the total sums."""
        return tuple(group for group in self.groups if group.number != KELEMBAGAAN)

    @property
    def before(self) -> int:
        """The total then."""
        return sum(group.before for group in self.tatanan)

    @property
    def now(self) -> int:
        """The total now."""
        return sum(group.now for group in self.tatanan)

    def count(self, direction: Direction) -> int:
        """How many indicators went that way, kelembagaan apart."""
        return sum(
            change.direction is direction for group in self.tatanan for change in group.indicators
        )


def compare(before: Side, now: Side) -> Comparison:
    """Put two states of a region's assessments side by side, by the codes of their indicators."""
    names = {t.number: t.name for t in (*before.instrument.tatanan, *now.instrument.tatanan)}
    groups = []
    for number in sorted(names):
        was, is_now = _of(before.instrument, number), _of(now.instrument, number)
        groups.append(GroupChange(number, names[number], _changes(before, now, was, is_now)))
    bodies = _changes(before, now, before.instrument.kelembagaan, now.instrument.kelembagaan)
    groups.append(GroupChange(KELEMBAGAAN, "Kelembagaan", bodies))
    return Comparison(
        tuple(groups),
        before.evaluation.category.indicated,
        now.evaluation.category.indicated,
    )


def _of(instrument: Instrument, number: int) -> tuple[Indicator, ...]:
    return next((t.indicators for t in instrument.tatanan if t.number == number), ())


def _changes(
    before: Side, now: Side, was: tuple[Indicator, ...], is_now: tuple[Indicator, ...]
) -> tuple[IndicatorChange, ...]:
    """The indicators asked now in their order, then those that are asked no longer."""
    titles = {i.code: i.title for i in is_now} | {
        i.code: i.title for i in was if i.code not in {x.code for x in is_now}
    }
    asked_before, asked_now = {i.code for i in was}, {i.code for i in is_now}
    return tuple(
        IndicatorChange(
            code,
            title,
            before.evaluation.scored.indicators[code].score if code in asked_before else None,
            now.evaluation.scored.indicators[code].score if code in asked_now else None,
            code in asked_before,
            code in asked_now,
        )
        for code, title in titles.items()
    )
