"""Seal finished bundles for their receiver: the last step before the stick."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kks_desktop.bundle import age
from kks_desktop.bundle.hashing import HashAside
from kks_desktop.bundle.target import (
    discard,
    name_taken,
    not_read_back,
    put,
    sync_file,
    target_faults,
)
from kks_desktop.bundle.zipprofile import MAX_VOLUME
from kks_desktop.domain.errors import KksError
from kks_desktop.platform.durable import open_new, sync_folder
from kks_desktop.platform.sums import BLOCK, CancelToken, Watch

if TYPE_CHECKING:
    import io

SUFFIX = ".age"
# Room for the header and for the tag of each chunk; still below what FAT32 can hold.
MAX_SEALED = age.sealed_size(MAX_VOLUME, 1 << 16)
_CHUNKS = BLOCK // age.CHUNK


class SealError(KksError):
    """The files could not be sealed; nothing half-done was left."""

    code = "SEAL"


@dataclass(frozen=True)
class SealedBundle:
    """What lies in the target folder, read back and found equal.

    Sealing twice gives other bytes, so whoever seals remembers ``sha256``, in the order
    of ``files``. ``already_there`` tells that nothing had to be written.
    """

    files: tuple[Path, ...]
    sha256: tuple[str, ...]
    already_there: bool


def seal_files(
    sources: Sequence[Path],
    folder: Path,
    recipients: Sequence[str],
    *,
    known: Container[str] = (),
    progress: Callable[[int, int], None] | None = None,
    cancel: CancelToken | None = None,
) -> SealedBundle:
    """Seal each of ``sources`` into ``folder`` as ``<name>.age``.

    Nothing gets its name before all are on the medium and were read back; on any fault
    nothing is left behind. A file that already has the name is never changed: it counts as
    sealed before if its SHA-256 is ``known``.

    Raises:
        SealError: a recipient or a source cannot be used.
        TargetError: the folder cannot be written, by cause.
    """
    watch = Watch(progress, cancel)
    jobs = [
        _Job(source, folder / f"{source.name}{SUFFIX}", _payload(recipients), watch)
        for source in sources
    ]
    with target_faults():
        folder.stat()
        pending = [job for job in jobs if not job.is_there(known)]
        _do(pending)
        sync_folder(folder)
    return SealedBundle(
        files=tuple(job.target for job in jobs),
        sha256=tuple(job.sha256 for job in jobs),
        already_there=not pending,
    )


def _payload(recipients: Sequence[str]) -> age.Payload:
    if not recipients:
        raise _no_recipient()
    try:
        return age.for_recipients(recipients)
    except ValueError as fault:
        raise _no_recipient() from fault


def _do(jobs: Sequence[_Job]) -> None:
    with ExitStack() as leftovers:
        for job in jobs:
            leftovers.callback(discard, job.part)
            job.write()
        for job in jobs:
            job.read_back()
        for job in jobs:
            job.part.rename(job.target)


class _Job:
    def __init__(self, source: Path, target: Path, payload: age.Payload, watch: Watch) -> None:
        self._source = source
        self._payload = payload
        self._watch = watch
        self.target = target
        self.part = target.with_name(f"{target.name}.part")
        self.sha256 = ""
        try:
            size = source.stat().st_size
        except OSError as fault:
            raise _source_gone() from fault
        self._size = size
        self._sealed_size = age.sealed_size(size, len(payload.head))
        watch.expect(size + self._sealed_size)

    def is_there(self, known: Container[str]) -> bool:
        if not self.target.exists():
            return False
        if self.target.is_file():
            self.sha256 = _sha256(self.target, Watch())
        if self.sha256 not in known:
            raise name_taken()
        self._watch.advance(self._size + self._sealed_size)
        return True

    def write(self) -> None:
        try:
            source = self._source.open("rb", buffering=0)
        except OSError as fault:
            raise _source_gone() from fault
        with source, open(open_new(self.part), "wb", buffering=0) as target, HashAside() as aside:
            put(target, self._payload.head)
            aside.add(self._payload.head)
            self._seal(source, target, aside)
            sync_file(target)
            self.sha256 = aside.hexdigest()

    def _seal(self, source: BinaryIO, target: io.FileIO, aside: HashAside) -> None:
        plain = memoryview(bytearray(_CHUNKS * age.CHUNK))
        left = self._size
        while True:
            wanted = min(left, len(plain))
            _fill(source, plain[:wanted])
            left -= wanted
            sealed = aside.buffer(_CHUNKS * age.SEALED_CHUNK)
            used = self._seal_block(plain[:wanted], sealed, last=not left)
            aside.add(sealed[:used])
            put(target, sealed[:used])
            self._watch.advance(wanted)
            if not left:
                return

    def _seal_block(self, plain: memoryview, sealed: memoryview, *, last: bool) -> int:
        count = max(1, -(-len(plain) // age.CHUNK))
        used = 0
        for number in range(count):
            chunk = plain[number * age.CHUNK : (number + 1) * age.CHUNK]
            target = sealed[used : used + len(chunk) + age.TAG]
            self._payload.seal_into(chunk, target, last=last and number == count - 1)
            used += len(target)
        return used

    def read_back(self) -> None:
        if self.part.stat().st_size != self._sealed_size:
            raise not_read_back()
        if _sha256(self.part, self._watch) != self.sha256:
            raise not_read_back()


def _fill(source: BinaryIO, buffer: memoryview) -> None:
    done = 0
    while done < len(buffer):
        try:
            count = source.readinto(buffer[done:])  # type: ignore[attr-defined]
        except OSError as fault:
            raise _source_gone() from fault
        if not count:
            raise _source_gone()
        done += count


def _sha256(path: Path, watch: Watch) -> str:
    whole = hashlib.sha256()
    buffer = memoryview(bytearray(BLOCK))
    with path.open("rb", buffering=0) as stream:
        while count := stream.readinto(buffer):
            whole.update(buffer[:count])
            watch.advance(count)
    return whole.hexdigest()


def _no_recipient() -> SealError:
    return SealError(
        "Kunci segel provinsi belum ada di sini atau salah tulis, sehingga berkas tidak dapat "
        "disegel. Data Anda tetap tersimpan; masukkan daftar kunci dari provinsi, lalu ulangi.",
        code="NO_RECIPIENT",
    )


def _source_gone() -> SealError:
    return SealError(
        "Berkas usulan yang akan disegel berubah atau tidak dapat dibaca. Data Anda tetap "
        "tersimpan di komputer ini; buat berkas usulan lagi.",
        code="SEAL_SOURCE",
    )
