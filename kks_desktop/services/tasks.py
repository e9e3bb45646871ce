"""How long work reports progress and is cancelled, whoever runs it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from kks_desktop.domain.errors import KksError

Progress = Callable[[int, int], None]
"""Called with what is done and what there is in all, in the same unit."""
Early = Callable[[bytes], None]
"""Called with the part of a document that can be shown before the rest is made."""


class CancelledError(KksError):
    """A person stopped the work."""

    code = "CANCELLED"


class CancelToken:
    """Asked by long work between its pieces."""

    def __init__(self) -> None:
        self._event = Event()

    def cancel(self) -> None:
        """Ask the work to stop; from any thread."""
        self._event.set()

    def check(self) -> None:
        """Stop here if asked to.

        Raises:
            CancelledError: ``cancel`` was called.
        """
        if self._event.is_set():
            raise CancelledError("Dibatalkan. Data di komputer ini tetap utuh.")


def no_progress(_done: int, _total: int) -> None:
    """For work whose progress nobody watches."""
