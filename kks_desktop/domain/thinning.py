"""Which backups stay: the newest of each of the last hours, days and months that have one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

HOURS, DAYS, MONTHS, GUARDED = 24, 14, 12, 6


class Made(NamedTuple):
    """A backup: its counter, the local time it says, and before which big change it went.

    Order comes from the counter. A clock that was set wrong only makes an hour, day or
    month of its own; it never makes a backup newer than the ones made after it.
    """

    number: int
    at: datetime
    guarded: str = ""


def kept(made: Iterable[Made]) -> frozenset[int]:
    """The counters of the backups that stay.

    These are the newest backup, the newest of each of the last 24 hours, 14 days and 12
    months in which there is one, and for each kind of big change the last 6 made before it.
    """
    newest_first = sorted(made, key=lambda one: one.number, reverse=True)
    stay = set()
    for kind in {one.guarded for one in newest_first} - {""}:
        stay |= {one.number for one in [o for o in newest_first if o.guarded == kind][:GUARDED]}
    for count, period in ((HOURS, _hour), (DAYS, _day), (MONTHS, _month)):
        stay |= _newest_of_each(newest_first, count, period)
    return frozenset(stay)


def _newest_of_each(
    newest_first: Sequence[Made], count: int, period: Callable[[datetime], Hashable]
) -> set[int]:
    found: dict[Hashable, int] = {}
    for one in newest_first:
        key = period(one.at)
        if key not in found:
            if len(found) == count:
                break
            found[key] = one.number
    return set(found.values())


def _hour(at: datetime) -> Hashable:
    return at.year, at.month, at.day, at.hour


def _day(at: datetime) -> Hashable:
    return at.year, at.month, at.day


def _month(at: datetime) -> Hashable:
    return at.year, at.month
