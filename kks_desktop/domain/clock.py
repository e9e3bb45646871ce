"""What can be said of time when the computer's clock may be wrong.

The order of changes comes from their numbers, never from their times.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def jumped(at: datetime, before: datetime | None, now: datetime) -> bool:
    """Whether the clock was wrong around a change, or was set meanwhile.

    ``before`` is the time of the change right before it; a minute is what the clock of a
    sound computer may be put back, a day what zones of time explain.
    """
    return (before is not None and before - at > MINUTE) or at - now > DAY


def of_today(newest_first: Iterable[datetime], now: datetime) -> int:
    """How many of the newest changes belong to the running day; ``now`` is in local time.

    They are always the last ones without a gap. A clock that was set tears a day apart:
    what was written right before it was set back by more than a day is of today too, and
    so is what lies between two changes of today, whatever its time says. Reading stops
    once another day lies behind.
    """
    days = [_midnight(now)]
    taken, newer = 0, now
    span: tuple[datetime, datetime] | None = None
    for seen, at in enumerate(newest_first, 1):
        set_back = at - newer > DAY
        newer = at
        if set_back and span is None:
            days.append(_midnight(at.astimezone(now.tzinfo)))
        if any(begins <= at < begins + DAY for begins in days):
            taken, span = seen, None
            continue
        if set_back:
            # what follows has a time of before this: its clock was wrong, not its day
            taken, span = seen - 1, None
        span = (min(span[0], at), max(span[1], at)) if span else (at, at)
        if span[1] - span[0] > DAY:
            break
    return taken


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
