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
    _check(recipients)
    watch = Watch(progress, cancel)
    jobs = [
        _Job(source, folder / f"{source.name}{SUFFIX}", recipients, watch) for source in sources
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


def _check(recipients: Sequence[str]) -> None:
    if not recipients:
        raise _no_recipient()
    try:
        for recipient in recipients:
            age.check_recipient(recipient)
    except age.NotARecipient as fault:
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
    def __init__(self, source: Path, target: Path, recipients: Sequence[str], watch: Watch) -> None:
        self._source = source
        self._recipients = recipients
        self._watch = watch
        self.target = target
        self.part = target.with_name(f"{target.name}.part")
        self.sha256 = ""
        self._written = 0
        try:
            self._size = source.stat().st_size
        except OSError as fault:
            raise _source_gone() from fault
        watch.expect(2 * self._size)

    def is_there(self, known: Container[str]) -> bool:
        if not self.target.exists():
            return False
        if self.target.is_file():
            self.sha256 = _sha256(self.target, Watch().advance)
        if self.sha256 not in known:
            raise name_taken()
        self._watch.advance(2 * self._size)
        return True

    def write(self) -> None:
        try:
            source = self._source.open("rb", buffering=0)
        except OSError as fault:
            raise _source_gone() from fault
        with source, open(open_new(self.part), "wb", buffering=0) as target, HashAside() as aside:
            sealed = _Sealed(target, aside)
            age.seal_stream(_Plain(source, self._size, self._watch), sealed, self._recipients)
            sealed.finish()
            sync_file(target)
            self.sha256 = aside.hexdigest()
            self._written = sealed.size
            self._watch.expect(sealed.size - self._size)

    def read_back(self) -> None:
        if self.part.stat().st_size != self._written:
            raise not_read_back()
        if _sha256(self.part, self._watch.advance) != self.sha256:
            raise not_read_back()


class _Plain(age.Reader):
    """The bundle to seal: exactly as many bytes as it had, or a fault of the source."""

    def __init__(self, stream: BinaryIO, size: int, watch: Watch) -> None:
        super().__init__()
        self._stream = stream
        self._left = size
        self._watch = watch

    def give(self, size: int) -> bytes:
        wanted = min(size, self._left)
        try:
            block = self._stream.read(wanted)
        except OSError as fault:
            raise _source_gone() from fault
        if wanted and not block:
            raise _source_gone()
        self._left -= len(block)
        self._watch.advance(len(block))
        return block


class _Sealed(age.Writer):
    """The sealed file: gathered into blocks, which are hashed aside while they are written."""

    def __init__(self, stream: io.FileIO, aside: HashAside) -> None:
        super().__init__()
        self._stream = stream
        self._aside = aside
        self._block = aside.buffer(BLOCK)
        self._used = 0
        self.size = 0

    def take(self, block: bytes) -> None:
        left = memoryview(block)
        while left:
            count = min(len(left), BLOCK - self._used)
            self._block[self._used : self._used + count] = left[:count]
            self._used += count
            left = left[count:]
            if self._used == BLOCK:
                self._put()
                self._block = self._aside.buffer(BLOCK)

    def finish(self) -> None:
        """Write what is gathered."""
        self._put()

    def _put(self) -> None:
        full = self._block[: self._used]
        self._aside.add(full)
        put(self._stream, full)
        self.size += self._used
        self._used = 0


def _sha256(path: Path, note: Callable[[int], None]) -> str:
    whole = hashlib.sha256()
    buffer = memoryview(bytearray(BLOCK))
    with path.open("rb", buffering=0) as stream:
        while count := stream.readinto(buffer):
            whole.update(buffer[:count])
            note(count)
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
