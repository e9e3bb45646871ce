"""Many files copied in on two threads: while one waits for the disk, the other reads and sums."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path
from typing import Self

from kks_desktop.domain.errors import KksError
from kks_desktop.platform.sums import Watch
from kks_desktop.store.evidence_files import EvidenceFiles, Staged

_THREADS = 2
_AHEAD = 8
"""Files copied ahead of the one that is waited for; their room is taken until it is its turn."""
_TELL_EVERY = 0.1

Copied = tuple[Path, Staged | KksError]
"""A source and its copy without a name, or why there is none."""


class _StoppedError(Exception):
    pass


class Staging:
    """Iterates over the sources in their order; a bad one never stops the others.

    Whoever iterates keeps or discards each copy. Progress and cancelling happen on the
    iterating thread. Leaving the context ends the copying and discards what nobody took.
    """

    def __init__(self, files: EvidenceFiles, sources: Sequence[Path], watch: Watch) -> None:
        self._files = files
        self._todo = deque((source, _expected(source)) for source in sources)
        self._under_way: deque[tuple[Path, Future[Staged | KksError]]] = deque()
        self._watch = watch
        self._stop = threading.Event()
        self._news: deque[int] = deque()
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="kks-bukti")
        watch.expect(sum(size for _, size in self._todo))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._pool.shutdown(wait=True, cancel_futures=True)
        for _source, future in self._under_way:
            if not future.cancelled() and future.exception() is None:
                found = future.result()
                if isinstance(found, Staged):
                    self._files.discard(found)

    def __iter__(self) -> Iterator[Copied]:
        while self._todo or self._under_way:
            while self._todo and len(self._under_way) < _AHEAD:
                source, size = self._todo.popleft()
                self._under_way.append((source, self._pool.submit(self._copy, source, size)))
            source, future = self._under_way[0]
            while not wait([future], _TELL_EVERY).done:
                self._tell()
            self._tell()
            self._under_way.popleft()
            yield source, future.result()

    def _tell(self) -> None:
        count = 0
        with suppress(IndexError):
            while True:
                count += self._news.popleft()
        self._watch.advance(count)

    def _copy(self, source: Path, expected: int) -> Staged | KksError:
        left = expected

        def note(count: int) -> None:
            nonlocal left
            if self._stop.is_set():
                raise _StoppedError
            left -= count
            self._news.append(count)

        try:
            return self._files.stage(source, note)
        except KksError as fault:
            return fault
        finally:
            self._news.append(max(left, 0))


def _expected(source: Path) -> int:
    try:
        return source.stat().st_size
    except OSError:
        return 0
