"""Which backups stay."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kks_desktop.domain.thinning import DAYS, GUARDED, HOURS, MONTHS, Made, kept

BEGIN = datetime(2026, 1, 1)
MOMENTS = st.lists(
    st.tuples(st.integers(0, 600 * 24 * 60), st.booleans()), min_size=1, max_size=120
)


def _made(moments: list[tuple[int, bool]]) -> list[Made]:
    """In the order made, whatever their clocks said."""
    return [
        Made(number, BEGIN + timedelta(minutes=minute), "sebelum pulih" if guarded else "")
        for number, (minute, guarded) in enumerate(moments, start=1)
    ]


@given(MOMENTS)
def test_the_newest_stays_and_the_number_is_bounded(moments: list[tuple[int, bool]]) -> None:
    made = _made(moments)
    stay = kept(made)
    assert len(made) in stay
    assert len(stay) <= HOURS + DAYS + MONTHS + GUARDED
    assert stay <= {one.number for one in made}


@given(MOMENTS)
def test_thinning_twice_is_thinning_once(moments: list[tuple[int, bool]]) -> None:
    made = _made(moments)
    stay = kept(made)
    assert kept(one for one in made if one.number in stay) == stay


@given(MOMENTS)
def test_thinning_after_each_backup_keeps_what_thinning_at_the_end_keeps(
    moments: list[tuple[int, bool]],
) -> None:
    made = _made(sorted(moments))  # a clock that goes forward
    left: list[Made] = []
    for one in made:
        left.append(one)
        stay = kept(left)
        left = [other for other in left if other.number in stay]
    assert {one.number for one in left} == kept(made)


@given(MOMENTS, st.randoms())
def test_the_order_in_which_they_are_found_does_not_matter(moments, random) -> None:
    made = _made(moments)
    mixed = list(made)
    random.shuffle(mixed)
    assert kept(mixed) == kept(made)


def test_hourly_work_of_two_years_leaves_hours_days_and_months() -> None:
    made = [Made(hour + 1, BEGIN + timedelta(hours=hour)) for hour in range(2 * 365 * 24)]
    numbers = kept(made)
    stay = sorted(one.at for one in made if one.number in numbers)
    last = made[-1].at
    assert all(last - timedelta(hours=back) in stay for back in range(HOURS))
    assert len({at.date() for at in stay if last - at < timedelta(days=DAYS)}) == DAYS
    assert len({(at.year, at.month) for at in stay}) == MONTHS
    assert len(stay) == HOURS + (DAYS - 1) + (MONTHS - 1)


def test_a_clock_far_in_the_future_pushes_nothing_out() -> None:
    wrong = [Made(1, datetime(2099, 5, 5, 5))]
    hourly = [Made(2 + hour, BEGIN + timedelta(hours=hour)) for hour in range(HOURS)]
    stay = kept([*wrong, *hourly])
    assert {one.number for one in hourly} <= stay
    assert kept([*hourly, Made(99, datetime(2099, 5, 5, 5))]) >= {99, hourly[-1].number}


def test_one_made_before_a_big_change_outlives_its_hour() -> None:
    made = [Made(1, BEGIN, guarded="sebelum pulih")]
    made += [Made(2 + minute, BEGIN + timedelta(minutes=minute)) for minute in range(1, 50)]
    assert kept(made) == {1, made[-1].number}
