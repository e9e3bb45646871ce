"""SHA-256 and CRC-32 of bytes as they pass by, with progress and a way to stop."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from isal.isal_zlib import crc32

# Above 1 MiB nothing gets faster; hashlib gives up the GIL for blocks of this size.
BLOCK = 1 << 20


class CancelToken(Protocol):
    """What a long task asks, block by block, whether it should go on."""

    def check(self) -> None:
        """Raise, with any exception of the owner's choice, to stop the task."""


class Watch:
    """Counts the bytes of one task, reports them and stops it when its owner asks.

    Progress and cancel token are called on the thread that runs the task, never on
    the hashing threads.
    """

    def __init__(
        self,
        progress: Callable[[int, int], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> None:
        self._progress = progress
        self._cancel = cancel
        self._done = 0
        self._total = 0

    def expect(self, count: int) -> None:
        """Add ``count`` bytes to the work that is ahead."""
        self._total += count

    def advance(self, count: int) -> None:
        """Note that ``count`` more bytes are done."""
        if self._cancel is not None:
            self._cancel.check()
        self._done += count
        if self._progress is not None:
            self._progress(self._done, self._total)


@dataclass(frozen=True, slots=True)
class Digest:
    """Both check sums of a run of bytes."""

    sha256: str
    crc: int


class Summer:
    """Sums up bytes as they pass by."""

    def __init__(self) -> None:
        self._sha256 = hashlib.sha256()
        self._crc = 0

    def add(self, data: bytes | memoryview) -> None:
        """Take in the next bytes."""
        self._sha256.update(data)
        self._crc = crc32(data, self._crc)

    def digest(self) -> Digest:
        """Give the sums so far."""
        return Digest(self._sha256.hexdigest(), self._crc)
