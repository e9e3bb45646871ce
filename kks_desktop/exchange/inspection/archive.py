"""A ZIP archive read with bounds: how many entries, how much of each, how much in all."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

MAX_ENTRIES = 20_000
_MAX_DIRECTORY = 4_000_000
_MAX_UNPACKED = 2_000_000_000  # said to be inside; no document of an office is that large
_MAX_RATIO = 250  # of what is unpacked to the file, from _RATIO_FROM on
_RATIO_FROM = 100_000_000
_READ_IN_ALL = 80_000_000
_CHUNK = 65_536
_END, _END_SIZE, _COMMENT = b"PK\x05\x06", 22, 65_535
_ENCRYPTED_FLAG = 0x1

# What zipfile raises on archives that are damaged or made to hurt.
FAULTS = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
    struct.error,
    zlib.error,
)


class SwollenError(ValueError):
    """An archive that unpacks to far more than a document holds."""


class LockedError(ValueError):
    """An archive whose entries want a password."""


class Archive:
    """A ZIP file opened for reading; every read counts against one sum.

    Raises:
        SwollenError, LockedError: it is not opened on purpose.
        FAULTS: it is damaged.
    """

    def __init__(self, path: Path) -> None:
        self._left = _READ_IN_ALL
        stream = path.open("rb")
        try:
            _check_directory(stream)
            self._zip = ZipFile(stream)
            self.entries = {info.filename: info for info in self._zip.infolist()}
            self._check_entries(stream.seek(0, 2))
        except BaseException:
            stream.close()
            raise
        self._stream = stream

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, _: TracebackType | None
    ) -> None:
        self._zip.close()
        self._stream.close()

    def _check_entries(self, size: int) -> None:
        unpacked = sum(info.file_size for info in self._zip.infolist())
        if unpacked > _MAX_UNPACKED or (
            unpacked > _RATIO_FROM and unpacked > max(size, 1) * _MAX_RATIO
        ):
            raise SwollenError
        if any(info.flag_bits & _ENCRYPTED_FLAG for info in self.entries.values()):
            raise LockedError

    def chunks(self, info: ZipInfo, most: int) -> Iterator[bytes]:
        """The content of an entry, ``most`` bytes of it at most."""
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise NotImplementedError(info.compress_type)
        with self._zip.open(info) as entry:
            while most > 0 and (chunk := entry.read(min(_CHUNK, most))):
                most -= len(chunk)
                self._left -= len(chunk)
                if self._left < 0:
                    raise SwollenError
                yield chunk

    def read(self, name: str, most: int) -> bytes:
        """The start of the entry of that name; empty where there is none."""
        info = self.entries.get(name)
        return b"".join(self.chunks(info, most)) if info else b""


def _check_directory(stream: BinaryIO) -> None:
    """Look at the end record first: ``zipfile`` would read a directory of any size."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _END_SIZE - _COMMENT))
    tail = stream.read(_END_SIZE + _COMMENT)
    at = tail.rfind(_END)
    if at < 0 or at + _END_SIZE > len(tail):
        raise BadZipFile("no end record")
    entries, directory = struct.unpack_from("<HI", tail, at + 10)
    if entries > MAX_ENTRIES or directory > _MAX_DIRECTORY:
        raise SwollenError
