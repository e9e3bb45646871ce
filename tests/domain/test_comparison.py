"""Two states side by side: differences that add up, and blank that is not zero."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kks_desktop.domain.answers import Answer, Answers
from kks_desktop.domain.assessment import evaluate
from kks_desktop.domain.comparison import Comparison, Direction, Side, compare
from kks_desktop.domain.document import read_answers
from kks_desktop.domain.instrument import Instrument
from tests.domain.strategies import documents


def _choices(instrument: Instrument, **chosen: int | None) -> Side:
    answers = {code: Answer(choice=score, reason="x") for code, score in chosen.items()}
    found = Answers(instrument.code, "15.71", 2025, answers=answers)
    return Side(instrument, evaluate(instrument, found))


def _change(found: Comparison, code: str):  # type: ignore[no-untyped-def]
    return next(c for group in found.groups for c in group.indicators if c.code == code)


@settings(max_examples=40)
@given(data=st.data())
def test_the_sums_add_up(instrument: Instrument, data: st.DataObject) -> None:
    sides = [
        Side(
            instrument,
            evaluate(instrument, read_answers(data.draw(documents(instrument)), instrument)),
        )
        for _ in range(2)
    ]
    found = compare(*sides)
    before, now = (side.evaluation.scored for side in sides)
    assert (found.before, found.now) == (before.total, now.total)
    assert found.now - found.before == sum(g.difference for g in found.tatanan)
    for group, was, is_now in zip(found.tatanan, before.tatanan, now.tatanan, strict=True):
        assert (group.before, group.now) == (was.score, is_now.score)
        assert (group.answered_before, group.answered_now) == (was.answered, is_now.answered)
        assert group.difference == sum(change.difference for change in group.indicators)
    assert sum(found.count(direction) for direction in Direction) == 136
    back = compare(*reversed(sides))
    assert back.count(Direction.UP) == found.count(Direction.DOWN)
    assert back.now - back.before == found.before - found.now


def test_what_rose_and_what_fell(instrument: Instrument) -> None:
    found = compare(
        _choices(instrument, **{"1.06": 50, "1.01": 100, "9.01": 0}),
        _choices(instrument, **{"1.06": 100, "1.01": 50, "9.01": 0}),
    )
    assert _change(found, "1.06").direction is Direction.UP
    assert _change(found, "1.01").direction is Direction.DOWN
    assert _change(found, "9.01").direction is Direction.SAME


def test_an_unanswered_indicator_neither_rose_nor_fell(instrument: Instrument) -> None:
    found = compare(_choices(instrument, **{"1.06": 50}), _choices(instrument, **{"1.01": 0}))
    gone, new, never = (_change(found, code) for code in ("1.06", "1.01", "1.02"))
    assert (gone.now, gone.difference, gone.direction) == (None, -50, Direction.ONE_SIDE)
    assert gone.note == "belum terjawab sekarang"
    assert (new.before, new.now, new.direction) == (None, 0, Direction.ONE_SIDE)
    assert new.note == "baru terjawab"
    assert never.direction is Direction.SAME


def test_indicators_of_one_instrument_only_stay_in_the_sums(instrument: Instrument) -> None:
    first = instrument.tatanan[0]
    shorter = replace(
        instrument,
        tatanan=(replace(first, indicators=first.indicators[1:]), *instrument.tatanan[1:]),
    )
    old = _choices(instrument, **{"1.01": 100, "1.06": 50})
    found = compare(old, _choices(shorter, **{"1.06": 100}))
    assert _change(found, "1.01").note == "tidak ditanyakan lagi"
    assert (found.before, found.now) == (150, 100)
    back = compare(_choices(shorter, **{"1.06": 100}), old)
    assert _change(back, "1.01").note == "tidak ditanyakan pada instrumen dahulu"


def test_kelembagaan_is_compared_but_in_no_total(instrument: Instrument) -> None:
    found = compare(_choices(instrument), _choices(instrument, **{"K.01": 100}))
    assert _change(found, "K.01").now == 100
    assert found.now == 0
