"""Three-valued logic: unknown stays unknown unless another part already decides."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from kks_desktop.domain.answers import Answer, MeasureEntry
from kks_desktop.domain.conditions import holds
from kks_desktop.domain.figures import Figures
from kks_desktop.domain.instrument import (
    AllOf,
    AnyOf,
    ChoiceRule,
    Compare,
    Indicator,
    Measure,
    MeasureKind,
    Trend,
    YesNo,
)

VALUES = (True, False, None)
NUMBER = Measure("n", "N", MeasureKind.COUNT, two_years=True)


def _figures(**typed: object) -> Figures:
    """Three yes/no measures and one number; ``n`` is (lalu, kini)."""
    yes_no = tuple(Measure(name, name, MeasureKind.YES_NO, two_years=False) for name in "abc")
    indicator = Indicator("1.01", "", "", (*yes_no, NUMBER), ChoiceRule(), ())
    entries = {}
    for name, value in typed.items():
        if name == "n":
            before, now = value  # type: ignore[misc]
            pairs = {"lalu": before, "kini": now}
            entries[name] = MeasureEntry({y: v for y, v in pairs.items() if v is not None})
        elif value is not None:
            entries[name] = MeasureEntry({"kini": value})
    return Figures(indicator, Answer(entries), {})


def _yes(name: str) -> YesNo:
    return YesNo(name, True)


@pytest.mark.parametrize(("a", "b", "c"), list(product(VALUES, repeat=3)))
def test_all_and_any_over_three_values(a: bool | None, b: bool | None, c: bool | None) -> None:
    figures = _figures(a=a, b=b, c=c)
    parts = tuple(map(_yes, "abc"))
    values = (a, b, c)
    expected_all = False if False in values else None if None in values else True
    expected_any = True if True in values else None if None in values else False
    assert holds(AllOf(parts), figures) is expected_all
    assert holds(AnyOf(parts), figures) is expected_any


@pytest.mark.parametrize(
    ("a", "b", "c", "expected"),
    [
        (None, False, True, True),
        (None, False, None, None),
        (None, False, False, False),
        (None, None, True, True),
        (True, None, False, None),
        (True, True, None, True),
    ],
)
def test_nested_groups_keep_the_third_value(
    a: bool | None, b: bool | None, c: bool | None, expected: bool | None
) -> None:
    condition = AnyOf((AllOf((_yes("a"), _yes("b"))), _yes("c")))
    assert holds(condition, _figures(a=a, b=b, c=c)) is expected


def test_no_is_not_the_same_as_unanswered() -> None:
    condition = YesNo("a", False)
    assert [holds(condition, _figures(a=value)) for value in VALUES] == [False, True, None]


@pytest.mark.parametrize(
    ("years", "direction"),
    [((5, 6), "naik"), ((6, 5), "turun"), ((5, 5), "tetap"), ((0, 0), "tetap")],
)
def test_trend(years: tuple[int, int], direction: str) -> None:
    figures = _figures(n=years)
    for word in ("naik", "turun", "tetap"):
        assert holds(Trend("n", (word,)), figures) is (word == direction)
    assert holds(Trend("n", ("naik", "tetap")), figures) is (direction != "turun")


@pytest.mark.parametrize("years", [(None, 5), (5, None), (None, None)])
def test_trend_with_a_blank_year_is_unknown(years: tuple[int | None, int | None]) -> None:
    assert holds(Trend("n", ("naik",)), _figures(n=years)) is None


@pytest.mark.parametrize(
    ("operator", "expected"),
    [
        ("<", (True, False, False)),
        ("<=", (True, True, False)),
        ("==", (False, True, False)),
        (">=", (False, True, True)),
        (">", (False, False, True)),
    ],
)
def test_compare(operator: str, expected: tuple[bool, ...]) -> None:
    condition = Compare("n", "kini", operator, Fraction(5))  # type: ignore[arg-type]
    assert tuple(holds(condition, _figures(n=(9, now))) for now in (4, 5, 6)) == expected
    assert holds(condition, _figures(n=(5, None))) is None
