"""The files of proof in a data folder, named by their SHA-256: whole and durable, or not there.

A file is copied under a name of no meaning, brought to the disk, and only then given its
own name. Its row may be written once ``sync`` has brought that name to the disk too.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterable, Set
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from kks_desktop.platform.durable import sync_folder
from kks_desktop.platform.sums import BLOCK, Summer
from kks_desktop.store import evidence_faults as faults
from kks_desktop.store.evidence import CHANGED, MISSING, SOUND

FOLDER = "bukti"
MAX_FILE = 3_900_000_000
"""The largest file that surely fits into one volume of a bundle."""
_SMALL = "kecil"
_PART = ".part"
_ROOM_KEPT = 50_000_000
"""Free bytes that stay for the store itself."""
_FORGOTTEN_AFTER = 24 * 60 * 60
_NAME = re.compile(r"([0-9a-f]{64})\.[a-z0-9]{1,8}")
# without O_NONBLOCK a pipe that took the file's place would be waited for without end
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)

Note = Callable[[int], None]
"""Told the bytes just done, block by block; what it raises stops the work."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A whole durable copy that has no name of its own yet."""

    sha256: str
    size: int
    crc32: int
    path: Path


@dataclass(frozen=True, slots=True)
class Stored:
    """A file under its own name; ``new`` unless the same bytes lay there before."""

    sha256: str
    size: int
    crc32: int
    path: Path
    new: bool


def _ignore(_count: int) -> None:
    pass


class EvidenceFiles:
    """``bukti`` in a data folder. ``stage`` may run on several threads at once."""

    def __init__(self, data: Path) -> None:
        self.folder = data / FOLDER

    def path_of(self, sha256: str, ext: str) -> Path:
        """Where a file lies, or would."""
        return self.folder / sha256[:2] / f"{sha256}.{ext}"

    # ------------------------------------------------------------ taking in

    def take(self, source: Path, ext: str, note: Note = _ignore) -> Stored:
        """Copy one file in and make it durable, name and all.

        Raises:
            SourceError: it cannot be read as one whole file.
            EvidenceStoreError: the data folder cannot take it.
        """
        stored = self.keep(self.stage(source, note), ext, source.name)
        self.sync([stored])
        return stored

    def stage(self, source: Path, note: Note = _ignore) -> Staged:
        """Copy a file in without a name yet; ``keep`` or ``discard`` must follow.

        Raises:
            SourceError: it cannot be read as one whole file.
            EvidenceStoreError: the data folder cannot take it.
        """
        name = source.name
        with _opened(source) as original:
            before = os.fstat(original.fileno())
            _check(name, before)
            self._check_room(name, before.st_size)
            part, copy = self._new_part(name)
            try:
                with open(copy, "wb", buffering=0) as target:
                    summer = _copy(name, original, target, before.st_size, note)
                _check_unchanged(source, before, os.fstat(original.fileno()))
            except BaseException:
                _unlink(part)
                raise
        digest = summer.digest()
        return Staged(digest.sha256, before.st_size, digest.crc, part)

    def stage_blocks(self, name: str, size: int, blocks: Iterable[bytes]) -> Staged:
        """The same with bytes that somebody else reads; what that raises comes out of here.

        Raises:
            EvidenceStoreError: the data folder cannot take it.
        """
        self._check_room(name, size)
        part, copy = self._new_part(name)
        summer, count = Summer(), 0
        try:
            with open(copy, "wb", buffering=0) as target:
                for block in blocks:
                    _put(name, target, memoryview(block))
                    summer.add(block)
                    count += len(block)
                _sync(name, target)
        except BaseException:
            _unlink(part)
            raise
        digest = summer.digest()
        return Staged(digest.sha256, count, digest.crc, part)

    def keep(self, staged: Staged, ext: str, name: str, *, renew: bool = False) -> Stored:
        """Give a staged copy its own name.

        Where the same bytes lie already, nothing happens; a file there of another size
        is damaged and replaced. ``renew`` replaces it whatever it is.

        Raises:
            EvidenceStoreError: the data folder cannot take it; the copy is gone.
        """
        path = self.path_of(staged.sha256, ext)
        try:
            known = not renew and _size_of(path) == staged.size
            if known:
                _unlink(staged.path)
                os.utime(path)  # a sweep under way must not take it for forgotten
            else:
                if not path.parent.is_dir():
                    path.parent.mkdir(exist_ok=True)
                os.replace(staged.path, path)
        except OSError as cause:
            _unlink(staged.path)
            raise faults.target_fault(name, cause) from cause
        return Stored(staged.sha256, staged.size, staged.crc32, path, new=not known)

    def discard(self, staged: Staged) -> None:
        """Throw a staged copy away."""
        _unlink(staged.path)

    def sync(self, stored: Iterable[Stored]) -> None:
        """Bring the names of stored files to the disk; from here on they may be believed in.

        Raises:
            EvidenceStoreError: the disk does not answer.
        """
        folders = {found.path.parent for found in stored}
        try:
            for folder in sorted(folders):
                sync_folder(folder)
            if folders:
                sync_folder(self.folder)
        except OSError as cause:
            raise faults.target_fault("berkas bukti", cause) from cause

    def _check_room(self, name: str, size: int) -> None:
        try:
            if not self.folder.is_dir():
                self.folder.mkdir(parents=True, exist_ok=True)
                sync_folder(self.folder.parent)
            free = shutil.disk_usage(self.folder).free
        except OSError as cause:
            raise faults.target_fault(name, cause) from cause
        if free < size + _ROOM_KEPT:
            raise faults.no_room(name)

    def _new_part(self, name: str) -> tuple[Path, int]:
        try:
            descriptor, path = tempfile.mkstemp(suffix=_PART, prefix="", dir=self.folder)
        except OSError as cause:
            raise faults.target_fault(name, cause) from cause
        return Path(path), descriptor

    # ------------------------------------------------------------ looking after

    def present(self, sha256: str, ext: str, size: int) -> bool:
        """Whether the file lies there with its size; cheap, and blind to changed bytes."""
        return _size_of(self.path_of(sha256, ext)) == size

    def verify(self, sha256: str, ext: str, note: Note = _ignore) -> str:
        """Read a file again: ``SOUND``, ``MISSING`` or ``CHANGED``; unreadable is missing."""
        summer = Summer()
        try:
            with self.path_of(sha256, ext).open("rb", buffering=0) as file:
                while block := file.read(BLOCK):
                    summer.add(block)
                    note(len(block))
        except OSError:
            return MISSING
        return SOUND if summer.digest().sha256 == sha256 else CHANGED

    def sweep(self, known: Set[str]) -> int:
        """Remove copies without a name, and files without a row, older than a day.

        Gives the number of files removed. What cannot be removed waits for the next time.
        """
        limit = time.time() - _FORGOTTEN_AFTER
        removed = 0
        for path in self._candidates():
            found = _NAME.fullmatch(path.name)
            ours = path.suffix == _PART or found is not None
            if not ours or (found is not None and found[1] in known):
                continue
            with suppress(OSError):
                if path.stat().st_mtime < limit:
                    path.unlink()
                    removed += 1
                    if found is not None:
                        self.thumbnail_path(found[1]).unlink(missing_ok=True)
        return removed

    def _candidates(self) -> list[Path]:
        patterns = (f"*{_PART}", "??/*", f"{_SMALL}/??/*{_PART}")
        return [path for pattern in patterns for path in self.folder.glob(pattern)]

    # ------------------------------------------------------------ thumbnails

    def thumbnail_path(self, sha256: str) -> Path:
        """Where the small picture of a file lies, if there is one."""
        return self.folder / _SMALL / sha256[:2] / f"{sha256}.png"

    def put_thumbnail(self, sha256: str, png: bytes) -> None:
        """Keep a small picture; it can be made again, so a failure is not worth a word."""
        path = self.thumbnail_path(sha256)
        part = path.with_suffix(_PART)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(png)
            os.replace(part, path)
        except OSError:
            _unlink(part)


def _opened(source: Path) -> FileIO:
    try:
        if not stat.S_ISREG(source.stat().st_mode):
            raise faults.not_a_file(source.name)
        return FileIO(source, "rb", opener=lambda path, _flags: os.open(path, _READ))
    except OSError as cause:
        raise faults.source_fault(source.name, cause) from cause


def _check(name: str, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise faults.not_a_file(name)
    if status.st_size == 0:
        raise faults.empty(name)
    if status.st_size > MAX_FILE:
        raise faults.too_big(name)


def _copy(name: str, source: FileIO, target: FileIO, size: int, note: Note) -> Summer:
    """Copy, sum up and make durable exactly ``size`` bytes."""
    summer = Summer()
    buffer = memoryview(bytearray(min(BLOCK, size)))
    left = size
    while left:
        try:
            count = source.readinto(buffer[: min(left, len(buffer))])
        except OSError as cause:
            raise faults.source_fault(name, cause) from cause
        if not count:
            raise faults.changed(name)
        block = buffer[:count]
        _put(name, target, block)
        summer.add(block)
        left -= count
        note(count)
    _sync(name, target)
    return summer


def _put(name: str, target: FileIO, block: memoryview) -> None:
    try:
        while block:
            block = block[target.write(block) or 0 :]
    except OSError as cause:
        raise faults.target_fault(name, cause) from cause


def _sync(name: str, target: FileIO) -> None:
    try:
        os.fsync(target.fileno())
    except OSError as cause:
        raise faults.target_fault(name, cause) from cause


def _check_unchanged(source: Path, before: os.stat_result, after: os.stat_result) -> None:
    """Refuse a source that grew, shrank, was written to, or went away meanwhile."""
    try:
        named = source.stat()
    except OSError as cause:
        raise faults.source_fault(source.name, cause) from cause
    if not os.path.samestat(named, after) or _mark(after) != _mark(before):
        raise faults.changed(source.name)


def _mark(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _unlink(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
