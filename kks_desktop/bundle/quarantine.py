"""Take a file in: one pass from the medium into quarantine, and open its seal there."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn

from kks_desktop.bundle.age import MAGIC, Writer, open_stream
from kks_desktop.bundle.ahead import Ahead
from kks_desktop.bundle.hashing import Span
from kks_desktop.bundle.identity import Identity
from kks_desktop.bundle.refusals import BundleRefused, Refusal
from kks_desktop.bundle.sealing import MAX_SEALED
from kks_desktop.bundle.target import put
from kks_desktop.bundle.zipprofile import MAX_VOLUME
from kks_desktop.platform.copying import copy_by_kernel
from kks_desktop.platform.sums import BLOCK, Digest, Watch

NO_ROOM = (
    "Berkas belum dapat diperiksa karena penyimpanan komputer ini penuh atau tidak dapat ditulisi. "
    "Berkas aslinya tidak berubah; kosongkan sebagian penyimpanan, lalu coba lagi."
)
_NOT_FOR_US = (
    "Berkas ini tersegel untuk penerima lain; kunci segel di sini tidak membukanya. Berkas tidak "
    "berubah; teruskan kepada yang berhak atau minta dikirim lagi dengan tujuan yang benar."
)
# A header that does not end here is not of a bundle; the library would read on for ever.
_MAX_HEADER = 1 << 16
_HEADER_END = b"\n--- "
# More than the first two entries of a bag, which are all that is looked at.
_BEGINNING = 1 << 17

Opener = Identity | Callable[[], Identity | None] | None
"""What opens seals: an identity, or somebody to ask for one when a sealed file is met."""


class Seals:
    """Opens seals; whoever gives the identity is asked once, and only when it is needed."""

    def __init__(self, opener: Opener) -> None:
        self._opener = opener

    def identity(self) -> Identity:
        """Give the identity, or refuse where there is none."""
        if callable(self._opener):
            self._opener = self._opener()
        if self._opener is None:
            raise BundleRefused(Refusal.SEALED)
        return self._opener


def is_sealed(path: Path) -> bool:
    """Tell whether a file is sealed; its name says nothing."""
    with path.open("rb", buffering=0) as stream:
        return stream.read(len(MAGIC)) == MAGIC


@dataclass(frozen=True)
class Taken:
    """A copy; ``sha256`` of the whole file if it was asked for, and sums of parts of it."""

    sha256: str | None
    sums: Mapping[Span, Digest]


def copy_once(source: Path, target: Path, watch: Watch, *, hashed: bool) -> Taken:
    """Copy in one pass: a stick can answer two readings of the same file differently.

    The sum of the whole file is taken only if it is to be ``hashed``: it takes longer than
    the copy.
    """
    # A pipe or a device would block or never end; only an ordinary file is opened.
    status = source.stat()
    if not stat.S_ISREG(status.st_mode):
        raise BundleRefused(Refusal.UNREADABLE)
    watch.expect(status.st_size)
    with (
        source.open("rb", buffering=0) as original,
        open_copy(target) as copy,
        Ahead(target, status.st_size) as ahead,
    ):

        def note(count: int) -> None:
            watch.advance(count)
            ahead.copied(count)

        whole = _copy(original, copy, status.st_size, note, hashed=hashed)
    return Taken(whole, ahead.sums)


def _copy(
    original: BinaryIO, copy: BinaryIO, size: int, note: Callable[[int], None], *, hashed: bool
) -> str | None:
    head = original.read(len(MAGIC))
    limit = MAX_SEALED if head == MAGIC else MAX_VOLUME
    if size > limit:
        raise BundleRefused(Refusal.LIMIT)
    whole = hashlib.sha256(head)
    _keep(copy, head, note)
    if not hashed:
        try:
            # Up to the limit only: a file may grow while it is copied.
            copy_by_kernel(original, copy, limit - copy.tell(), note)
        except OSError as fault:
            _no_room(fault)
    while block := original.read(BLOCK):
        if copy.tell() + len(block) > limit:
            raise BundleRefused(Refusal.LIMIT)
        whole.update(block)
        _keep(copy, block, note)
    return whole.hexdigest() if hashed else None


def open_copy(target: Path) -> BinaryIO:
    """Open a file of the quarantine for writing, readable by nobody else."""
    try:
        return os.fdopen(
            os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600),
            "wb",
            buffering=0,
        )
    except OSError as fault:
        raise BundleRefused(Refusal.UNREADABLE, sentence=NO_ROOM) from fault


def _keep(copy: BinaryIO, block: bytes, note: Callable[[int], None]) -> None:
    try:
        put(copy, block)
    except OSError as fault:
        _no_room(fault)
    note(len(block))


def _no_room(fault: OSError) -> NoReturn:
    raise BundleRefused(Refusal.UNREADABLE, sentence=NO_ROOM) from fault


def unseal(sealed: Path, target: Path, identity: Identity, watch: Watch) -> str:
    """Open a seal inside the quarantine; gives the SHA-256 of what was inside.

    Whatever fails, nothing of the plain text is left.
    """
    watch.expect(sealed.stat().st_size)
    try:
        with sealed.open("rb", buffering=0) as source, open_copy(target) as plain:
            writer = _Plain(plain, watch)
            decrypt(source, writer, identity)
            return writer.whole.hexdigest()
    except BaseException:
        # The library hands out what it could open before a damaged place.
        target.unlink(missing_ok=True)
        raise


def decrypt(source: BinaryIO, writer: Writer, identity: Identity) -> None:
    """Decrypt from one stream to another, giving every fault its name."""
    import pyrage

    head = source.read(_MAX_HEADER)
    if not head.startswith(MAGIC) or _HEADER_END not in head:
        raise BundleRefused(Refusal.TRUNCATED)
    source.seek(0)
    try:
        open_stream(source, writer, identity.parsed)
    except pyrage.DecryptError as fault:
        if str(fault) == "No matching keys found":
            raise BundleRefused(Refusal.SEALED, sentence=_NOT_FOR_US) from fault
        raise BundleRefused(Refusal.TRUNCATED) from fault
    except OSError as fault:
        raise BundleRefused(Refusal.HASH) from fault


class _Plain(Writer):
    def __init__(self, stream: BinaryIO, watch: Watch) -> None:
        super().__init__()
        self._stream = stream
        self._watch = watch
        self._left = MAX_VOLUME
        self.whole = hashlib.sha256()

    def take(self, block: bytes) -> None:
        self._left -= len(block)
        if self._left < 0:
            raise BundleRefused(Refusal.LIMIT)
        self.whole.update(block)
        _keep(self._stream, block, self._watch.advance)


class _Enough(Exception):
    """The beginning has been seen."""


class _Beginning(Writer):
    def __init__(self) -> None:
        super().__init__()
        self.data = b""

    def take(self, block: bytes) -> None:
        self.data += block
        if len(self.data) >= _BEGINNING:
            raise _Enough


def peek_sealed(path: Path, identity: Identity) -> bytes:
    """Open only the beginning of a seal; nothing in it is verified."""
    writer = _Beginning()
    with path.open("rb", buffering=0) as source:
        try:
            decrypt(source, writer, identity)
        except _Enough:
            pass
    return writer.data
