"""How much may still be read of one file: characters and time."""

from __future__ import annotations

import time

from kks_desktop.exchange.inspection.findings import Limits


class Budget:
    """Counts down while a file is read; what is left over is not read."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.characters = limits.text_characters
        self._end = time.monotonic() + limits.seconds

    @property
    def spent(self) -> bool:
        """Whether to read no further."""
        return self.characters <= 0 or time.monotonic() >= self._end

    def take(self, text: str) -> str:
        """As much of the text as is left, and count it."""
        taken = text[: max(self.characters, 0)]
        self.characters -= len(text)
        return taken
