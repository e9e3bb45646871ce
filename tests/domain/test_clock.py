"""Today by the order of changes, whatever the computer's clock did meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kks_desktop.domain.clock import jumped, of_today

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
MORNING = NOW.replace(hour=8)
YESTERDAY = NOW - timedelta(days=1)
LONG_AGO = datetime(2020, 1, 1, 0, 5, tzinfo=UTC)
AHEAD = datetime(2031, 5, 1, tzinfo=UTC)
DAY = timedelta(days=1)
MINUTES = timedelta(minutes=5)
OLDER = [YESTERDAY - 2 * DAY, YESTERDAY - DAY]


@pytest.mark.parametrize(
    ("times", "now", "expected"),
    [
        ([], NOW, 0),
        ([MORNING], NOW, 1),
        ([*OLDER, YESTERDAY, MORNING, NOW], NOW, 2),
        ([*OLDER, YESTERDAY], NOW, 0),
        # battery flat in the morning, set right during the day
        ([*OLDER, YESTERDAY, LONG_AGO, LONG_AGO + MINUTES, MORNING], NOW, 3),
        # set back in the middle of the day and right again
        ([*OLDER, YESTERDAY, MORNING, LONG_AGO, LONG_AGO + MINUTES, NOW], NOW, 4),
        # set back and still wrong
        ([*OLDER, YESTERDAY, MORNING, LONG_AGO], LONG_AGO + MINUTES, 2),
        # worked on in the morning, then only the restart has the wrong clock
        ([*OLDER, YESTERDAY, MORNING, NOW], LONG_AGO, 2),
        # ran ahead and was set right
        ([*OLDER, YESTERDAY, AHEAD, AHEAD + MINUTES, MORNING], NOW, 3),
        ([*OLDER, YESTERDAY, MORNING, AHEAD, NOW], NOW, 3),
        ([*OLDER, YESTERDAY, AHEAD, AHEAD + MINUTES], NOW, 2),
        # a wrong clock of last month is no reason to reach back to it
        ([NOW - 40 * DAY, LONG_AGO, NOW - 30 * DAY, *OLDER, YESTERDAY, MORNING], NOW, 1),
        ([NOW - 40 * DAY, AHEAD, NOW - 30 * DAY, *OLDER, YESTERDAY, MORNING], NOW, 1),
    ],
)
def test_what_belongs_to_today(times: list[datetime], now: datetime, expected: int) -> None:
    assert of_today(reversed(times), now) == expected


@given(st.lists(st.integers(-(10**6), 10**6)), st.integers(-(10**6), 10**6))
def test_any_clock_gives_a_number_of_changes(minutes: list[int], now: int) -> None:
    times = [NOW + timedelta(minutes=number) for number in minutes]
    assert 0 <= of_today(times, NOW + timedelta(minutes=now)) <= len(times)


@given(st.lists(st.integers(0, 60 * 24 * 30), min_size=1))
def test_a_sound_clock_gives_exactly_the_changes_since_midnight(ago: list[int]) -> None:
    times = sorted((NOW - timedelta(minutes=number) for number in ago), reverse=True)
    midnight = NOW.replace(hour=0)
    assert of_today(times, NOW) == sum(at >= midnight for at in times)


def test_reading_stops_when_another_day_lies_behind() -> None:
    read = []

    def times() -> object:
        for number in range(1000):
            read.append(number)
            yield NOW - timedelta(hours=number)

    assert of_today(times(), NOW) == 16  # type: ignore[arg-type]
    assert len(read) < 50


@pytest.mark.parametrize(
    ("at", "before", "expected"),
    [
        (NOW, None, False),
        (NOW, NOW, False),
        (NOW - timedelta(seconds=59), NOW, False),
        (NOW - timedelta(seconds=61), NOW, True),
        (NOW + timedelta(hours=23), NOW, False),
        (NOW + timedelta(hours=25), None, True),
    ],
)
def test_a_time_that_cannot_be_believed(
    at: datetime, before: datetime | None, expected: bool
) -> None:
    assert jumped(at, before, NOW) is expected
