"""The smallest plan, against every plan that there is."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kks_desktop.domain.category import Condition, level_of
from kks_desktop.domain.instrument import Option
from kks_desktop.domain.plan import (
    OUT_OF_REACH,
    REACH,
    Raise,
    limits_of,
    make_plan,
    plan_tatanan,
    raises_of,
    smallest,
)
from kks_desktop.domain.planner import step_to
from kks_desktop.services.instruments import load_shipped
from tests.domain.builders import evaluated
from tests.domain.strategies import documents

INSTRUMENT = load_shipped()
SCALES = ((0, 50, 100), (0, 25, 50, 75, 100), (0, 50, 75, 100), (0, 25, 50, 100), (0, 10, 15, 40))
ITEM = st.sampled_from(SCALES).flatmap(
    lambda scale: st.tuples(
        st.just(scale),
        st.none() | st.sampled_from(scale),
        st.none() | st.sampled_from((0, *scale)),
    )
)


def _raises(item: tuple[tuple[int, ...], int | None, int | None]) -> tuple[Raise, ...]:
    scale, score, limit = item
    options = tuple(Option(one, "") for one in scale)
    indicator = replace(INSTRUMENT.by_code["1.01"], options=options)
    return raises_of(indicator, score, limit)


def _brute(choices: list[tuple[Raise, ...]], need: int) -> Any:
    """Every choice there is; the key says what smallest means, word for word."""
    every = itertools.product(*([None, *range(len(raises))] for raises in choices))
    found = []
    for picked in every:
        moves = [(place, at) for place, at in enumerate(picked) if at is not None]
        gain = sum(choices[place][at].gain for place, at in moves)
        if gain >= need:
            climbed = sum(choices[place][at].climbed for place, at in moves)
            found.append(((len(moves), gain, climbed, moves), moves))
    if not found:
        return None
    return tuple((place, choices[place][at]) for place, at in min(found)[1])


@given(st.lists(ITEM, max_size=6), st.integers(-50, 650))
def test_no_plan_is_smaller(items: list[Any], need: int) -> None:
    choices = [_raises(item) for item in items]
    assert smallest(choices, need) == _brute(choices, need)


@given(st.lists(ITEM, min_size=1, max_size=6), st.data())
def test_no_plan_is_smaller_where_the_need_is_exactly_reachable(
    items: list[Any], data: st.DataObject
) -> None:
    """Needs that options can just meet: where an off-by-one would show."""
    choices = [_raises(item) for item in items]
    picks = [data.draw(st.sampled_from([0, *(r.gain for r in raises)])) for raises in choices]
    need = sum(picks)
    found = smallest(choices, need)
    assert found == _brute(choices, need)
    assert found is not None
    assert sum(one.gain for _, one in found) == need or len(found) < sum(map(bool, picks))


def test_fewest_first_then_least_above_then_nearest_then_printed_order() -> None:
    near, far = Raise(50, 50, 1), Raise(100, 100, 2)
    assert smallest([(near, far), (near, far)], 100) == ((0, far),), "one rather than two"
    assert smallest([(near,), (Raise(75, 75, 1),), (near,)], 120) == (
        (0, near),
        (1, Raise(75, 75, 1)),
    ), "125 rather than 150, the first of two alike"
    far_50 = Raise(75, 50, 2)
    assert smallest([(far_50,), (near,)], 40) == ((1, near),), "one option rather than two"
    assert smallest([(near,), (near,)], 50) == ((0, near),)
    assert smallest([], 0) == ()
    assert smallest([(near,)], 51) is None


@given(documents(INSTRUMENT, codes=40), st.sampled_from(INSTRUMENT.category_keys), st.data())
def test_the_plan_of_any_assessment_reaches_its_aim(
    table: dict[str, Any], aim: str, data: st.DataObject
) -> None:
    found = evaluated(INSTRUMENT, table["answers"], target=aim)
    limits = data.draw(
        st.dictionaries(
            st.sampled_from(sorted(INSTRUMENT.by_code)),
            st.sampled_from([0, 25, 50, 75]),
            max_size=30,
        )
    )
    plan = make_plan(INSTRUMENT, found, limits)
    assert plan.aim == aim
    level = level_of(INSTRUMENT, aim)
    for tatanan, one in zip(INSTRUMENT.tatanan, plan.tatanan, strict=True):
        minimum = len(tatanan.indicators) * level.tatanan_min
        assert (one.total >= minimum) is (one.shortfall == 0)
        assert one.shortfall == (one.goal - one.best if one.best < minimum else 0)
        for move in one.moves:
            indicator = INSTRUMENT.by_code[move.code]
            assert indicator.has_option(move.score)
            assert move.score <= limits.get(move.code, 100)
            assert move.gain == move.score - (move.before or 0) > 0
            found_one = found.scored.indicators[move.code]
            assert step_to(INSTRUMENT, indicator, found.answers, found_one, move.score).text
    assert not any(gate.condition is Condition.TATANAN for gate in plan.gates)


def test_everything_unanswered_and_the_highest_aim() -> None:
    plan = make_plan(INSTRUMENT, evaluated(INSTRUMENT, target="wistara"), {})
    assert [tatanan.total for tatanan in plan.tatanan] == [tatanan.goal for tatanan in plan.tatanan]
    assert len(plan.tatanan[0].moves) == 27, "2.650 points need 27 of 29 indicators"
    assert all(move.before is None for move in plan.moves.values())
    assert plan.gates[0].condition is Condition.ODF


def test_out_of_reach_is_planned_around_and_told_when_it_is_too_much() -> None:
    found = evaluated(INSTRUMENT, target="wistara")
    tatanan, level = INSTRUMENT.tatanan[4], INSTRUMENT.levels[-1]
    scores = found.scored.indicators
    codes = [i.code for i in tatanan.indicators]
    one_half = plan_tatanan(tatanan, level, scores, {codes[0]: 50})
    assert one_half.total == 1050
    assert one_half.moves[0].score == 50
    two_less = plan_tatanan(tatanan, level, scores, {codes[0]: 0, codes[1]: 50})
    assert (two_less.moves, two_less.best, two_less.shortfall) == ((), 950, 100)


def test_what_people_marked_is_read() -> None:
    table = {
        "1.01": {REACH: OUT_OF_REACH},
        "1.02": {REACH: "50"},
        "1.03": {REACH: "segera"},
        "1.04": {"note": OUT_OF_REACH},
    }
    assert limits_of(table) == {"1.01": 0, "1.02": 50}


def test_without_anything_above_there_is_no_plan() -> None:
    top = evaluated(INSTRUMENT)
    nothing = replace(top, category=replace(top.category, aim=None, blockers=()))
    plan = make_plan(INSTRUMENT, nothing, {})
    assert (plan.aim, plan.tatanan, plan.reachable) == (None, (), True)


@pytest.mark.parametrize("key", INSTRUMENT.category_keys)
def test_the_points_to_the_aim_are_those_of_the_category(key: str) -> None:
    """Beranda and the plan must not name different figures."""
    found = evaluated(INSTRUMENT, target=key)
    missing = {b.tatanan: b.missing for b in found.category.blockers if b.tatanan}
    plan = make_plan(INSTRUMENT, found, {})
    assert {t.number: t.goal - t.score for t in plan.tatanan} == missing
