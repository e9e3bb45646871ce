"""Move the bytes of one planned file into a volume, and know what was moved."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from kks_desktop.bundle.plan import EvidenceError, Item
from kks_desktop.bundle.target import put
from kks_desktop.bundle.zipprofile import ContainerWriter
from kks_desktop.platform.copying import copy_by_kernel
from kks_desktop.platform.sums import BLOCK, Digest, Summer, Watch

# Under this a thread costs more than it saves.
_ASIDE_FROM = BLOCK


def move_item(
    container: ContainerWriter, target: io.FileIO, name: str, item: Item, watch: Watch
) -> None:
    """Write one file from disk into the container, whose stream is ``target``.

    With a known CRC the kernel does it alone: what was moved is hashed when it is read
    back. Otherwise the source is summed up meanwhile.

    Raises:
        EvidenceError: the source cannot be read, or is not what was planned.
    """
    assert isinstance(item.source, Path)
    with _opened(item.source) as source:
        source.seek(item.offset)
        if item.crc32 is not None:
            container.begin(name, item.size, item.crc32)
            _move(source, target, item.size, watch)
            container.finish()
            return
        container.begin(name, item.size)
        with _summing(item) as sums:
            _move(source, target, item.size, watch)
            digest = sums()
    if digest.sha256 != item.sha256:
        raise evidence_changed()
    container.finish(digest.crc)


def source_is_sound(item: Item) -> bool:
    """Tell whether the source still is what was planned."""
    if isinstance(item.source, bytes):
        return True
    try:
        digest = _sum(item, threading.Event())
    except EvidenceError:
        return False
    return digest.sha256 == item.sha256 and item.crc32 in (None, digest.crc)


def evidence_changed() -> EvidenceError:
    """Say that a file in the store is not what it was."""
    return EvidenceError(
        "Ada berkas bukti yang rusak atau tidak dapat dibaca di penyimpanan. Berkas usulan tidak "
        "dibuat; lampirkan lagi bukti itu atau pulihkan dari cadangan.",
        code="EVIDENCE_CHANGED",
    )


@contextmanager
def _opened(path: Path) -> Iterator[io.FileIO]:
    try:
        stream = path.open("rb", buffering=0)
    except OSError as fault:
        raise evidence_changed() from fault
    with stream:
        yield stream


def _move(source: io.FileIO, target: io.FileIO, size: int, watch: Watch) -> None:
    """Move exactly ``size`` bytes; a source that ends before has changed."""
    left = size - copy_by_kernel(source, target, size, watch.advance)
    buffer = memoryview(bytearray(min(BLOCK, left)))
    while left:
        count = _read(source, buffer[: min(left, len(buffer))])
        put(target, buffer[:count])
        left -= count
        watch.advance(count)


def _read(source: io.FileIO, buffer: memoryview) -> int:
    try:
        count = source.readinto(buffer)
    except OSError as fault:
        raise evidence_changed() from fault
    if not count:
        raise evidence_changed()
    return count


@contextmanager
def _summing(item: Item) -> Iterator[Callable[[], Digest]]:
    """Sum up a source on another thread, unless it is small."""
    stop = threading.Event()
    if item.size < _ASIDE_FROM:
        yield lambda: _sum(item, stop)
        return
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(_sum, item, stop)
        try:
            yield future.result
        finally:
            stop.set()


def _sum(item: Item, stop: threading.Event) -> Digest:
    assert isinstance(item.source, Path)
    summer = Summer()
    buffer = memoryview(bytearray(min(BLOCK, max(item.size, 1))))
    left = item.size
    with _opened(item.source) as source:
        source.seek(item.offset)
        while left and not stop.is_set():
            count = _read(source, buffer[: min(left, len(buffer))])
            summer.add(buffer[:count])
            left -= count
    return summer.digest()
