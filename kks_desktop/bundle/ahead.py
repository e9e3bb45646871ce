"""Sum up the files of a bundle while it is still being copied, on a thread of its own.

It follows the local headers, which nobody has verified: its sums count only for those
spans that turn out to be files. Whatever it finds strange just ends its work.
"""

from __future__ import annotations

import io
import threading
from pathlib import Path
from typing import Self

from kks_desktop.bundle.hashing import Span, sum_up
from kks_desktop.bundle.refusals import BundleRefused
from kks_desktop.bundle.zipprofile import header_span
from kks_desktop.platform.sums import BLOCK, Digest

# Under this it is not worth a thread, or a look.
WORTHWHILE = 16 * BLOCK
_SMALL = BLOCK // 16


class _Stopped(Exception):
    """The copy is complete; the rest is done by both threads."""


class Ahead:
    """Follows a copy that grows; ``copied`` tells it how far it may read."""

    def __init__(self, path: Path, size: int) -> None:
        self.sums: dict[Span, Digest] = {}
        self._path = path
        self._there = 0
        self._changed = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._started = size >= WORTHWHILE

    def __enter__(self) -> Self:
        if self._started:
            self._thread.start()
        return self

    def __exit__(self, *fault: object) -> None:
        with self._changed:
            self._stopping = True
            self._changed.notify()
        if self._started:
            self._thread.join()

    def copied(self, count: int) -> None:
        """Note that ``count`` more bytes are in the copy."""
        with self._changed:
            self._there += count
            self._changed.notify()

    def _wait_for(self, end: int) -> None:
        with self._changed:
            while self._there < end:
                if self._stopping:
                    raise _Stopped
                self._changed.wait()

    def _check(self, _: int) -> None:
        if self._stopping:
            raise _Stopped

    def _run(self) -> None:
        try:
            # The copy is made with the first bytes of the original.
            self._wait_for(1)
            with self._path.open("rb", buffering=0) as stream:
                self._follow(stream)
        except (_Stopped, BundleRefused, OSError):
            return

    def _follow(self, stream: io.FileIO) -> None:
        buffer = memoryview(bytearray(BLOCK))
        at = 0
        while True:
            self._wait_for(at + BLOCK // 256)
            span = header_span(stream, at)
            at = span.offset + span.size
            if span.size >= _SMALL:
                self._sum(stream, span, buffer)

    def _sum(self, stream: io.FileIO, span: Span, buffer: memoryview) -> None:
        # A file at a time: waiting for a whole one costs nothing while the next is copied.
        self._wait_for(span.offset + span.size)
        self.sums[span] = sum_up(stream, span, buffer, self._check)
