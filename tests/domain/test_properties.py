"""What must hold whatever was answered."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kks_desktop.domain.answers import Answer, Gates, MeasureEntry, Odf, Share, TopLevelFacts
from kks_desktop.domain.assessment import evaluate
from kks_desktop.domain.category import indicate
from kks_desktop.domain.chart import tatanan_chart
from kks_desktop.domain.document import read_answers, write_answers
from kks_desktop.domain.errors import AnswersError, KksError
from kks_desktop.domain.instrument import (
    Indicator,
    MeasureKind,
    TierRule,
    TrendRule,
    TrendThresholdRule,
)
from kks_desktop.domain.instrument_checks import check_instrument
from kks_desktop.domain.planner import next_step
from kks_desktop.domain.strict_json import JsonError, canonical_json, parse_json
from kks_desktop.domain.suggestion import Suggestion, suggest
from kks_desktop.services.instruments import load_shipped
from tests.domain.strategies import JSON, damaged, documents

if TYPE_CHECKING:
    from kks_desktop.domain.instrument import Instrument

INSTRUMENT = load_shipped()
CATEGORIES = (None, *INSTRUMENT.category_keys)
FEW = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def _leaves(value: Any) -> Iterator[Any]:
    """Every plain value inside a result."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _leaves(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield key
            yield from _leaves(inner)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for inner in value:
            yield from _leaves(inner)
    else:
        yield value


# ------------------------------------------------------------------------- any answers


@FEW
@given(documents(INSTRUMENT))
def test_any_answers_give_exact_consistent_scores(table: dict[str, Any]) -> None:
    found = evaluate(INSTRUMENT, read_answers(table, INSTRUMENT))
    exact = (int, str, bool, Decimal, Fraction, Enum, type(None))
    for leaf in _leaves((found.scored, found.gates, found.category, found.answers)):
        assert isinstance(leaf, exact), f"{leaf!r} is no exact value"
    for code, one in found.scored.indicators.items():
        indicator = INSTRUMENT.by_code[code]
        for score in (one.score, one.suggestion.score, one.suggestion.reading):
            assert score is None or indicator.has_option(score)
        assert one.suggestion.score is None or one.suggestion.reading is None
        assert one.why
    for tatanan, one in zip(INSTRUMENT.tatanan, found.scored.tatanan, strict=True):
        scores = [found.scored.indicators[i.code].score for i in tatanan.indicators]
        assert one.score == sum(score for score in scores if score is not None)
        assert one.answered == sum(score is not None for score in scores)
        assert 0 <= one.score <= one.max == 100 * one.of
    assert found.scored.total == sum(one.score for one in found.scored.tatanan)
    assert found.category.indicated in CATEGORIES
    reached = found.category.indicated == INSTRUMENT.category_keys[-1]
    target = found.answers.target
    beyond = target and CATEGORIES.index(target) <= CATEGORIES.index(found.category.indicated)
    assert bool(found.category.blockers) is not bool(reached or beyond)


@FEW
@given(documents(INSTRUMENT))
def test_any_answers_can_be_charted_and_planned(table: dict[str, Any]) -> None:
    found = evaluate(INSTRUMENT, read_answers(table, INSTRUMENT))
    for bar in tatanan_chart(INSTRUMENT, found).bars:
        assert 0 <= bar.share <= 1
    for code in table["answers"]:
        indicator = INSTRUMENT.by_code[code]
        one = found.scored.indicators[code]
        step = next_step(INSTRUMENT, indicator, found.answers, one)
        if step is not None:
            assert one.score is not None
            assert indicator.has_option(step.score)
            assert step.score - step.gain == one.score < step.score


@FEW
@given(documents(INSTRUMENT))
def test_written_answers_are_read_the_same(table: dict[str, Any]) -> None:
    try:
        read = read_answers(table, INSTRUMENT)
    except KksError:
        return
    written = canonical_json(write_answers(read, INSTRUMENT.by_code))
    again = read_answers(parse_json(written), INSTRUMENT)
    kept = {code: answer for code, answer in read.answers.items() if answer != Answer()}
    base = {name: years for name, years in read.base_data.items() if years}
    assert again == dataclasses.replace(read, answers=kept, base_data=base)
    assert canonical_json(write_answers(again, INSTRUMENT.by_code)) == written


@FEW
@given(documents(INSTRUMENT), st.data())
def test_a_damaged_document_is_read_or_refused(table: dict[str, Any], data: st.DataObject) -> None:
    broken = data.draw(damaged(table))
    try:
        found = evaluate(INSTRUMENT, read_answers(broken, INSTRUMENT))
    except AnswersError:
        return
    assert found.category.indicated in CATEGORIES


@given(st.dictionaries(st.text(max_size=10), JSON, max_size=4))
def test_any_json_object_is_read_or_refused(table: dict[str, Any]) -> None:
    for given_table in (table, {**table, "format": "kks-answers/1", "instrument": "kks-2025"}):
        with suppress(AnswersError):
            read_answers(given_table, INSTRUMENT)


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8")))
def test_any_bytes_are_json_or_refused(data: bytes) -> None:
    try:
        found = parse_json(data)
    except JsonError:
        return
    assert isinstance(found, dict)


# ------------------------------------------------------------------------- instruments


def _small_instrument(table: dict[str, Any]) -> dict[str, Any]:
    """The file with one indicator for each kind of rule, so that checking it is quick."""
    wanted = {"1.01", "1.03", "1.04", "1.09", "1.12", "1.17", "2.17", "2.22", "6.04", "8.11"}
    tatanan = [
        {**t, "indikator": [i for i in t["indikator"] if i["kode"] in wanted]}
        for t in table["tatanan"]
    ]
    kelembagaan = [k for k in table["kelembagaan"] if k["kode"] in ("K.02", "K.09", "K.12")]
    return {
        **{k: v for k, v in table.items() if k not in ("urusan", "kamus")},
        "tatanan": [t for t in tatanan if t["indikator"]],
        "kelembagaan": kelembagaan,
    }


@settings(FEW, max_examples=250)
@given(st.data())
def test_a_damaged_instrument_never_raises(
    source_table: dict[str, Any], data: st.DataObject
) -> None:
    broken = data.draw(damaged(_small_instrument(source_table), times=3))
    _, faults = check_instrument(broken, "0" * 64)
    for fault in faults:
        assert fault.place
        assert fault.sentence


@given(st.dictionaries(st.text(max_size=10), JSON, max_size=4))
def test_any_table_is_no_instrument(table: dict[str, Any]) -> None:
    _, faults = check_instrument(table, "0" * 64)
    assert faults


# --------------------------------------------------------------------------- monotony

SCORES = st.tuples(
    *(st.integers(0, t.max_score // 25).map(lambda n: n * 25) for t in INSTRUMENT.tatanan)
)
HIGH = st.tuples(
    *(
        st.integers(t.max_score * 7 // 10 // 25, t.max_score // 25).map(lambda n: n * 25)
        for t in INSTRUMENT.tatanan
    )
)
GATES = st.builds(
    Gates,
    team=st.sampled_from([True, True, True, False, None]),
    forum=st.sampled_from([True, True, True, False, None]),
    districts=st.just(20),
    district_decrees=st.integers(8, 20),
    villages=st.just(100),
    village_decrees=st.integers(45, 100),
    secretariat=st.sampled_from([True, None, False]),
    work_plan=st.sampled_from([True, None]),
    budget=st.sampled_from([True, None]),
)
ODFS = st.sampled_from([90, 100, 100]) | st.integers(75, 100)
FACTS = st.builds(
    TopLevelFacts,
    st.sampled_from([True, True, False, None]),
    st.integers(5, 6),
    st.integers(3, 4),
)


def _rank(
    scores: tuple[int, ...],
    free: int,
    gates: Gates,
    facts: TopLevelFacts,
    target: str | None = None,
) -> int:
    found = indicate(INSTRUMENT, dict(enumerate(scores, 1)), Odf(100, free), gates, facts, target)
    return CATEGORIES.index(found.indicated)


@settings(max_examples=300)
@given(HIGH | SCORES, ODFS, GATES, FACTS, st.data())
def test_the_category_never_falls_when_something_gets_better(
    scores: tuple[int, ...], free: int, gates: Gates, facts: TopLevelFacts, data: st.DataObject
) -> None:
    before = _rank(scores, free, gates, facts)
    at = data.draw(st.integers(0, 8))
    room = INSTRUMENT.tatanan[at].max_score - scores[at]
    better = (*scores[:at], scores[at] + data.draw(st.integers(0, room)), *scores[at + 1 :])
    assert _rank(better, free, gates, facts) >= before
    assert _rank(scores, data.draw(st.integers(free, 100)), gates, facts) >= before
    name = data.draw(st.sampled_from(["team", "forum", "secretariat", "work_plan", "budget"]))
    assert _rank(scores, free, dataclasses.replace(gates, **{name: True}), facts) >= before
    decrees = data.draw(st.integers(gates.village_decrees or 0, 100))
    more = dataclasses.replace(gates, village_decrees=decrees)
    assert _rank(scores, free, more, facts) >= before
    decrees = data.draw(st.integers(gates.district_decrees or 0, 20))
    more = dataclasses.replace(gates, district_decrees=decrees)
    assert _rank(scores, free, more, facts) >= before
    assert _rank(scores, free, gates, TopLevelFacts(True, 6, 4)) >= before


@settings(max_examples=300)
@given(HIGH, ODFS, GATES, FACTS)
def test_the_category_is_the_weakest_of_its_conditions(
    scores: tuple[int, ...], free: int, gates: Gates, facts: TopLevelFacts
) -> None:
    """The decision rule once more, written down in another way."""

    def step(value: int, *bounds: int) -> int:
        return sum(value >= bound for bound in bounds)

    rank_odf = step(free, 80, 90, 100)
    present = gates.team is True and gates.forum is True
    complete = False not in (gates.secretariat, gates.work_plan, gates.budget)
    shares = ((gates.district_decrees or 0) * 5, gates.village_decrees or 0)
    rank_gates = min(step(s, 50, 70, 80) for s in shares) if present and complete else 0
    counts = [len(t.indicators) for t in INSTRUMENT.tatanan]
    rank_tatanan = min(
        step(score, 71 * n, 81 * n, 91 * n) for score, n in zip(scores, counts, strict=True)
    )
    rank = min(rank_odf, rank_gates, rank_tatanan)
    if rank == 3 and facts == TopLevelFacts(True, 6, 4):
        rank = 4
    assert _rank(scores, free, gates, facts) == rank


@given(HIGH, ODFS, GATES, FACTS, st.sampled_from(CATEGORIES))
def test_the_target_never_changes_the_indicated_category(
    scores: tuple[int, ...],
    free: int,
    gates: Gates,
    facts: TopLevelFacts,
    target: str | None,
) -> None:
    assert _rank(scores, free, gates, facts, target) == _rank(scores, free, gates, facts)


YEARS = {"lalu": "2023", "kini": "2024"}


def _typed(indicator: Indicator, measure_id: str, before: Decimal, now: Decimal) -> Suggestion:
    """The suggestion where only one measure is typed, and everything else says yes."""
    entries: dict[str, MeasureEntry] = {}
    for measure in indicator.measures:
        if measure.kind is MeasureKind.YES_NO:
            entries[measure.id] = MeasureEntry({"kini": True})
        elif measure.id == measure_id:
            values = {"lalu": before, "kini": now}
            if measure.is_share and not measure.direct:
                whole = Decimal(100 * measure.multiplier)
                pairs = {y: Share(v * 100, whole) for y, v in values.items()}
                entries[measure.id] = MeasureEntry(
                    {y: pairs[y] for y in measure.years}, Decimal(50)
                )
            else:
                entries[measure.id] = MeasureEntry(
                    {y: values[y] for y in measure.years}, Decimal(50)
                )
    return suggest(indicator, Answer(entries), {}, YEARS, 70)


def _points(found: Suggestion) -> int:
    """The score, or where the rule is silent the reading."""
    points = found.score if found.score is not None else found.reading
    assert points is not None
    return points


MONOTONE = [
    i
    for i in INSTRUMENT.by_code.values()
    if isinstance(i.rule, (TrendRule, TrendThresholdRule, TierRule))
    and i.code not in ("1.17", "1.18")
]
VALUE = st.integers(0, 1000).map(lambda n: Decimal(n) / 10) | st.integers(0, 100).map(Decimal)


@pytest.mark.parametrize("indicator", MONOTONE, ids=lambda i: i.code)
@settings(max_examples=25)
@given(before=VALUE, first=VALUE, second=VALUE)
def test_a_better_value_never_scores_less(
    indicator: Indicator, before: Decimal, first: Decimal, second: Decimal
) -> None:
    rule = indicator.rule
    assert isinstance(rule, (TrendRule, TrendThresholdRule, TierRule))
    low, high = sorted((first, second))
    if isinstance(rule, TierRule):
        upward = rule.tiers[0].low is not None
    else:
        upward = rule.direction == "naik"
    worse, better = (low, high) if upward else (high, low)
    bad = _points(_typed(indicator, rule.measure, before, worse))
    good = _points(_typed(indicator, rule.measure, before, better))
    assert good >= bad


def test_the_monotone_rules_are_many(instrument: Instrument) -> None:
    """The test above would say nothing if it looked at nothing."""
    assert len(MONOTONE) > 80
    assert {i.code for i in MONOTONE} >= {"1.01", "1.07", "2.22", "4.13", "K.09", "K.16"}
