"""The smallest set of indicators that lifts every tatanan to a category (juknis Tabel 3).

Smallest means, in this order: the fewest indicators raised; the fewest points above
the minimum; the fewest options climbed; the earliest in printed order. Raw scores are
compared, never percentages, and the answer is exact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kks_desktop.domain.assessment import Evaluation
from kks_desktop.domain.category import Blocker, Condition, blockers_of, level_of, lowest_reachable
from kks_desktop.domain.category import scores_of as totals_of
from kks_desktop.domain.instrument import AwardLevel, Indicator, Instrument, Tatanan
from kks_desktop.domain.registers import Table
from kks_desktop.domain.scoring import IndicatorScore

REACH = "rencana"
"""Field of an indicator: what of it is within reach; no field is everything."""
OUT_OF_REACH = "di luar jangkauan"
"""In ``REACH``: the indicator stays as it is. A number there is the highest score in reach."""

Limits = Mapping[str, int]
"""Codes to the highest score within reach; 0 where the indicator stays as it is."""


@dataclass(frozen=True, slots=True)
class Raise:
    """One way to raise an indicator: the option's score, the points, the options climbed."""

    score: int
    gain: int
    climbed: int


@dataclass(frozen=True, slots=True)
class Move:
    """An indicator of the plan; ``before`` is ``None`` where it has no score yet."""

    code: str
    before: int | None
    score: int
    gain: int


@dataclass(frozen=True, slots=True)
class TatananPlan:
    """How one tatanan reaches its minimum.

    ``goal`` is the lowest total at or above the minimum that options can give,
    ``best`` the total with everything within reach, ``shortfall`` the points that
    are lacking even then; with a shortfall there are no moves.
    """

    number: int
    score: int
    goal: int
    moves: tuple[Move, ...]
    best: int
    shortfall: int

    @property
    def total(self) -> int:
        """The score once the moves are made."""
        return self.score + sum(move.gain for move in self.moves)


@dataclass(frozen=True, slots=True)
class Plan:
    """What reaches the category ``aim``; ``gates`` are its conditions outside the tatanan.

    Without an aim there is nothing above to plan for.
    """

    aim: str | None
    tatanan: tuple[TatananPlan, ...]
    gates: tuple[Blocker, ...]
    untested: tuple[str, ...]

    @property
    def moves(self) -> Mapping[str, Move]:
        """Every move by its code."""
        return {move.code: move for tatanan in self.tatanan for move in tatanan.moves}

    @property
    def reachable(self) -> bool:
        """Whether no tatanan is out of reach."""
        return not any(tatanan.shortfall for tatanan in self.tatanan)


def limits_of(table: Table) -> dict[str, int]:
    """What people marked as out of reach."""
    found = {}
    for code, cells in table.items():
        words = cells.get(REACH, "")
        if words == OUT_OF_REACH:
            found[code] = 0
        elif words.isascii() and words.isdigit() and len(words) <= 3:
            found[code] = int(words)
    return found


def make_plan(instrument: Instrument, evaluation: Evaluation, limits: Limits) -> Plan:
    """Plan for the proposed category, or for the next one where none is proposed."""
    aim = evaluation.category.aim
    if aim is None:
        return Plan(None, (), (), ())
    level = level_of(instrument, aim)
    found = evaluation.scored.indicators
    totals = totals_of(evaluation.scored)
    answers = evaluation.answers
    blockers = blockers_of(
        instrument, aim, totals, answers.odf, evaluation.gates, answers.top_level
    )
    return Plan(
        aim=aim,
        tatanan=tuple(plan_tatanan(t, level, found, limits) for t in instrument.tatanan),
        gates=tuple(b for b in blockers if b.condition is not Condition.TATANAN),
        untested=evaluation.category.untested,
    )


def plan_tatanan(
    tatanan: Tatanan, level: AwardLevel, found: Mapping[str, IndicatorScore], limits: Limits
) -> TatananPlan:
    """Plan one tatanan for a level."""
    scores = {i.code: found[i.code].score for i in tatanan.indicators}
    total = sum(score or 0 for score in scores.values())
    minimum = len(tatanan.indicators) * level.tatanan_min
    goal = lowest_reachable(tatanan, minimum)
    choices = [raises_of(i, scores[i.code], limits.get(i.code)) for i in tatanan.indicators]
    best = total + sum(raises[-1].gain for raises in choices if raises)
    chosen = smallest(choices, minimum - total)
    if chosen is None:
        return TatananPlan(tatanan.number, total, goal, (), best, goal - best)
    codes = [i.code for i in tatanan.indicators]
    moves = tuple(
        Move(codes[place], scores[codes[place]], one.score, one.gain) for place, one in chosen
    )
    return TatananPlan(tatanan.number, total, goal, moves, best, 0)


def raises_of(indicator: Indicator, score: int | None, limit: int | None) -> tuple[Raise, ...]:
    """The options above a score and within reach, the lowest first.

    An indicator without a score has no points yet, and climbs from the lowest option.
    """
    options = sorted({option.score for option in indicator.options})
    now = score or 0
    higher = [option for option in options if option > now]
    return tuple(
        Raise(option, option - now, climbed)
        for climbed, option in enumerate(higher, 1)
        if limit is None or option <= limit
    )


Chosen = tuple[tuple[int, Raise], ...]
_Best = dict[tuple[int, int], tuple[int, tuple[tuple[int, int], ...]]]
"""Indicators still to raise and points given away to the options climbed and the choice."""


def smallest(choices: Sequence[Sequence[Raise]], need: int) -> Chosen | None:
    """The smallest choice that gives at least ``need`` points; ``None`` if none does.

    Places and raises, in order. The fewest indicators are as many of the largest gains
    as reach ``need``; what these give too much, less than one of them, is all that any
    choice of so many may give away. This keeps the table of the dynamic program tiny.
    """
    if need <= 0:
        return ()
    largest = sorted((raises[-1].gain for raises in choices if raises), reverse=True)
    count, reached = 0, 0
    while reached < need:
        if count == len(largest):
            return None
        reached += largest[count]
        count += 1
    table = _table(choices, count, largest[count - 1], reached - need)
    spare = max(given for left, given in table if left == count)
    return tuple((place, choices[place][at]) for place, at in table[count, spare][1])


def _table(choices: Sequence[Sequence[Raise]], count: int, least: int, spare: int) -> _Best:
    """For every number of raised indicators and points given away, the best choice.

    Against the ``count`` largest gains, of which ``least`` is the last, an indicator
    gives away ``max(gain, least) - gain`` where it is raised by less than it could, and
    its largest gain above ``least`` where it is not raised; never a negative amount.
    Built from the last place to the first, so that equal choices compare by place.
    """
    best: _Best = {(0, 0): (0, ())}
    for place in range(len(choices) - 1, -1, -1):
        raises = choices[place]
        if not raises:
            continue
        top = max(raises[-1].gain, least)
        following: _Best = {}
        for (raised, given), (climbed, chosen) in best.items():
            kept = given + top - least
            if kept <= spare:
                _offer(following, (raised, kept), (climbed, chosen))
            if raised == count:
                continue
            for at, one in enumerate(raises):
                after = given + top - one.gain
                if after <= spare:
                    offer = (climbed + one.climbed, ((place, at), *chosen))
                    _offer(following, (raised + 1, after), offer)
        best = following
    return best


def _offer(
    best: _Best, key: tuple[int, int], offer: tuple[int, tuple[tuple[int, int], ...]]
) -> None:
    if key not in best or offer < best[key]:
        best[key] = offer
