"""Read parts of big files once: SHA-256 and CRC-32 together, on two threads, with progress."""

from __future__ import annotations

import hashlib
import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING, Self

from kks_desktop.bundle.refusals import BundleRefused, Refusal
from kks_desktop.platform.sums import BLOCK, Digest, Summer, Watch

if TYPE_CHECKING:
    import io
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

_REPORT_EVERY = 0.05
_BUFFERS = 4
# Under this a thread costs more than it saves.
_THREADS_FROM = 8 * BLOCK


@dataclass(frozen=True, slots=True)
class Span:
    """A run of bytes in a file."""

    offset: int
    size: int


def read_exactly(stream: io.FileIO, size: int) -> bytes:
    """Read ``size`` bytes; a file that ends before was cut short."""
    data = stream.read(size) if size else b""
    while len(data) < size:
        # Rarely more than once, so it may cost a copy.
        block = stream.read(size - len(data))
        if not block:
            raise BundleRefused(Refusal.TRUNCATED)
        data += block
    return data


def hash_spans(
    path: Path, spans: Sequence[Span], watch: Watch, known: Mapping[Span, Digest] | None = None
) -> list[Digest]:
    """Sum up each span, in file order because a hard disk hates jumping.

    What is ``known`` was summed up before and is only reported.
    """
    sums = dict(known or {})
    todo = [span for span in spans if span not in sums]
    watch.advance(sum(span.size for span in spans) - sum(span.size for span in todo))
    job = _Job(path, todo)
    if sum(span.size for span in todo) < _THREADS_FROM:
        job.work(watch.advance)
    else:
        _share(job, watch)
    sums |= {span: job.results[index] for index, span in enumerate(todo)}
    return [sums[span] for span in spans]


class HashAside:
    """Hashes, on a thread of its own, what another thread is writing.

    The buffers go round: one that was given to ``add`` must not be changed until
    ``buffer`` gives it out again.
    """

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._full: SimpleQueue[bytes | memoryview | None] = SimpleQueue()
        self._free: SimpleQueue[memoryview] = SimpleQueue()
        self._made = 0
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *fault: object) -> None:
        self._full.put(None)
        self._thread.join()

    def buffer(self, size: int) -> memoryview:
        """Give room for ``size`` bytes, each time as many; waits until some is free."""
        if self._made < _BUFFERS:
            self._made += 1
            return memoryview(bytearray(size))
        return self._free.get()

    def add(self, data: bytes | memoryview) -> None:
        """Hash ``data`` in its turn."""
        self._full.put(data)

    def hexdigest(self) -> str:
        """Wait until all is hashed, and give the SHA-256."""
        self._full.put(None)
        self._thread.join()
        return self._hash.hexdigest()

    def _run(self) -> None:
        while (data := self._full.get()) is not None:
            self._hash.update(data)
            if isinstance(data, memoryview):
                whole = data.obj
                assert isinstance(whole, bytearray)
                self._free.put(memoryview(whole))


class _Job:
    def __init__(self, path: Path, spans: Sequence[Span]) -> None:
        self._path = path
        self._spans = spans
        # deque.popleft is atomic: the threads share the list without a lock.
        self._todo = deque(range(len(spans)))
        self.results: dict[int, Digest] = {}

    def work(self, note: Callable[[int], None]) -> None:
        buffer = memoryview(bytearray(min(BLOCK, max((s.size for s in self._spans), default=0))))
        with self._path.open("rb", buffering=0) as stream:
            while self._todo:
                try:
                    index = self._todo.popleft()
                except IndexError:
                    return
                self.results[index] = sum_up(stream, self._spans[index], buffer, note)

    def abandon(self) -> None:
        self._todo.clear()


def sum_up(
    stream: io.FileIO, span: Span, buffer: memoryview, note: Callable[[int], None]
) -> Digest:
    """Sum up one span through ``buffer``; ``note`` is told what was read, and may raise."""
    summer = Summer()
    stream.seek(span.offset)
    left = span.size
    while left:
        # Explicit reads, never mmap: when a stick is pulled, mmap kills the process.
        count = stream.readinto(buffer[: min(left, len(buffer))])
        if not count:
            raise BundleRefused(Refusal.TRUNCATED)
        summer.add(buffer[:count])
        left -= count
        note(count)
    return summer.digest()


class _Abandoned(Exception):
    pass


class _Counter:
    """What the other thread has done since it was last asked."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        self._steps: deque[int] = deque()

    def note(self, count: int) -> None:
        if self.stop.is_set():
            raise _Abandoned
        self._steps.append(count)

    def news(self) -> int:
        total = 0
        while self._steps:
            total += self._steps.popleft()
        return total


def _share(job: _Job, watch: Watch) -> None:
    """Let another thread do half of the job; this one also reports for both."""
    counter = _Counter()

    def note(count: int) -> None:
        watch.advance(count + counter.news())

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(job.work, counter.note)
        try:
            job.work(note)
            while not other.done():
                wait([other], timeout=_REPORT_EVERY)
                note(0)
        finally:
            counter.stop.set()
            job.abandon()
    other.result()
    note(0)
