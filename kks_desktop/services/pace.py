"""How fast a medium takes what is written, and how long the rest will take."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

WINDOW = 8.0
"""Seconds that the speed is taken from: a stick stutters, and an older speed tells nothing."""
FIRST_AFTER = 2.0
SLOW = 1_500_000
"""Bytes a second; sticks of today write many times that."""
SLOW_AFTER = 10.0


class Pace:
    """Fed with how many bytes have gone to and come from the medium."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._points: deque[tuple[float, int]] = deque()
        self._begun: float | None = None
        self._left = 0

    def note(self, done: int, total: int) -> None:
        """So many bytes are done, of so many in all."""
        now = self._clock()
        self._begun = now if self._begun is None else self._begun
        self._points.append((now, done))
        self._left = max(0, total - done)
        while len(self._points) > 2 and now - self._points[1][0] > WINDOW:
            self._points.popleft()

    @property
    def speed(self) -> int | None:
        """Bytes a second of late; ``None`` while that would be a guess."""
        if self._begun is None or self._clock() - self._begun < FIRST_AFTER:
            return None
        (since, before), (_, done) = self._points[0], self._points[-1]
        # up to now, not to the last report: a medium that stands still has no speed
        passed = self._clock() - since
        return int((done - before) / passed) if passed > 0 else None

    @property
    def seconds_left(self) -> int | None:
        """How long the rest takes at this speed; ``None`` while nobody knows."""
        speed = self.speed
        return round(self._left / speed) if speed else None

    @property
    def slow(self) -> bool:
        """Whether a person should be told that another medium would be better."""
        speed = self.speed
        long_enough = self._begun is not None and self._clock() - self._begun >= SLOW_AFTER
        return long_enough and speed is not None and speed < SLOW and self._left > 0


def left_words(seconds: int) -> str:
    """``sisa sekitar 2 menit``."""
    if seconds < 10:
        return "sisa beberapa detik"
    if seconds < 60:
        return f"sisa sekitar {-(-seconds // 10) * 10} detik"
    minutes = -(-seconds // 60)
    if minutes < 90:
        return f"sisa sekitar {minutes} menit"
    return f"sisa sekitar {-(-minutes // 60)} jam"
