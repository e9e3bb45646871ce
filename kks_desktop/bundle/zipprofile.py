"""The one ZIP that we write and read: stored, and every byte but the payload determined.

The reader does not interpret headers. It rebuilds each one from name, sum, size, time and
running offset and compares, so there is nothing that two programs could understand
differently.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kks_desktop.bundle.hashing import Span, read_exactly
from kks_desktop.bundle.refusals import BundleRefused, Refusal
from kks_desktop.bundle.target import put
from kks_desktop.platform.sums import Digest, Summer

if TYPE_CHECKING:
    from datetime import datetime

MAX_VOLUME = 4_000_000_000
MAX_ENTRIES = 20_000

_LOCAL = struct.Struct("<4s3HI3I2H")
_CENTRAL = struct.Struct("<4s4HI3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LOCAL_MARK = b"PK\x03\x04"
_CENTRAL_MARK = b"PK\x01\x02"
_END_MARK = b"PK\x05\x06"
_VERSION = 20
_MADE_BY = 0x0314  # Unix, so that the mode below counts
_MODE = 0o100644 << 16
_CRC_AT = 14
_NEAR = 8_192
# Our longest name is about 180 bytes; a central directory beyond this is not ours.
_MAX_DIRECTORY = MAX_ENTRIES * (_CENTRAL.size + 256)
# These values mean "see the ZIP64 record", which we never write.
_ZIP64_COUNT = 0xFFFF
_ZIP64_SIZE = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in the ZIP; ``offset`` is that of its local header."""

    name: str
    size: int
    crc: int
    offset: int

    @property
    def span(self) -> Span:
        """Give the place of the file's own bytes."""
        return Span(self.offset + _LOCAL.size + len(self.name), self.size)


@dataclass(frozen=True, slots=True)
class Container:
    """The entries in file order, and the one DOS time that they all carry."""

    entries: tuple[Entry, ...]
    stamp: int


def dos_stamp(moment: datetime) -> int:
    """Give date and time as ZIP writes them: two second steps, from 1980 on."""
    date = (moment.year - 1980) << 9 | moment.month << 5 | moment.day
    return date << 16 | moment.hour << 11 | moment.minute << 5 | moment.second // 2


def entry_overhead(name: str) -> int:
    """Count the bytes that an entry costs beyond its own."""
    return _LOCAL.size + _CENTRAL.size + 2 * len(name)


END_SIZE = _END.size


def _local(name: bytes, digest_crc: int, size: int, stamp: int) -> bytes:
    return (
        _LOCAL.pack(_LOCAL_MARK, _VERSION, 0, 0, stamp, digest_crc, size, size, len(name), 0) + name
    )


def _central(name: bytes, crc: int, size: int, stamp: int, offset: int) -> bytes:
    return (
        _CENTRAL.pack(
            *(_CENTRAL_MARK, _MADE_BY, _VERSION, 0, 0, stamp, crc, size, size),
            *(len(name), 0, 0, 0, 0, _MODE, offset),
        )
        + name
    )


class ContainerWriter:
    """Writes the canonical ZIP into an unbuffered, seekable stream."""

    def __init__(self, stream: io.RawIOBase | io.BytesIO, stamp: int) -> None:
        self._stream = stream
        self._stamp = stamp
        self._entries: list[Entry] = []
        self._end = 0

    def add(self, name: str, data: bytes) -> Digest:
        """Write one entry from memory."""
        summer = Summer()
        summer.add(data)
        digest = summer.digest()
        self.begin(name, len(data), digest.crc)
        put(self._stream, data)
        self.finish()
        return digest

    def begin(self, name: str, size: int, crc: int = 0) -> None:
        """Write the header of an entry; the caller writes its ``size`` bytes into the stream."""
        self._entries.append(Entry(name, size, crc, self._end))
        self._put(_local(name.encode("ascii"), crc, size, self._stamp))

    def finish(self, crc: int | None = None) -> None:
        """End the entry; a ``crc`` that became known only now is put into its header."""
        entry = self._entries[-1]
        self._end += entry.size
        if crc is not None:
            # Going back spares reading every source twice.
            self._stream.seek(entry.offset + _CRC_AT)
            put(self._stream, struct.pack("<I", crc))
            self._entries[-1] = replace(entry, crc=crc)
            self._stream.seek(self._end)

    def close(self) -> None:
        """Write the central directory and the end record."""
        start = self._end
        for entry in self._entries:
            name = entry.name.encode("ascii")
            self._put(_central(name, entry.crc, entry.size, self._stamp, entry.offset))
        count = len(self._entries)
        self._put(_END.pack(_END_MARK, 0, 0, count, count, self._end - start, start, 0))

    def _put(self, data: bytes) -> None:
        put(self._stream, data)
        self._end += len(data)


def read_container(stream: io.FileIO, size: int) -> Container:
    """Read the directory of a file of ``size`` bytes, refusing anything not canonical."""
    count, directory_size, directory_at = _read_end(stream, size)
    stream.seek(directory_at)
    directory = read_exactly(stream, directory_size)
    container = _walk(directory, count, directory_at)
    # Small files lie close together: one reading gives several headers.
    near = io.BufferedReader(stream, _NEAR)
    for entry in container.entries:
        expected = _local(entry.name.encode("latin-1"), entry.crc, entry.size, container.stamp)
        near.seek(entry.offset)
        if near.read(len(expected)) != expected:
            raise BundleRefused(Refusal.ZIP_PROFILE)
    near.detach()
    return container


_KINDS = ((b"%PDF", "PDF"), (b"\x89PNG", "gambar"), (b"\xff\xd8\xff", "gambar"))


def _other_kind(head: bytes) -> str | None:
    """What to say of a file that never was a ZIP; ``None`` for one that begins like one."""
    if head.startswith(b"PK") or not any(head):
        return None
    kind = next((name for magic, name in _KINDS if head.startswith(magic)), "")
    what = f"berkas {kind}" if kind else "bukan berkas ZIP"
    return (
        f"Ini {what}, bukan berkas usulan, apa pun akhiran namanya. Tidak ada yang dimasukkan; "
        "pilih berkas yang dibuat KKS Desktop."
    )


def _read_end(stream: io.FileIO, size: int) -> tuple[int, int, int]:
    if size < _END.size:
        raise BundleRefused(Refusal.TRUNCATED)
    stream.seek(size - _END.size)
    end = read_exactly(stream, _END.size)
    mark, _, _, _, count, directory_size, directory_at, _ = _END.unpack(end)
    if mark != _END_MARK:
        stream.seek(0)
        raise BundleRefused(Refusal.TRUNCATED, sentence=_other_kind(read_exactly(stream, 8)))
    zip64 = count == _ZIP64_COUNT or _ZIP64_SIZE in (directory_size, directory_at)
    expected = _END.pack(_END_MARK, 0, 0, count, count, directory_size, directory_at, 0)
    if zip64 or end != expected or directory_at + directory_size + _END.size != size:
        raise BundleRefused(Refusal.ZIP_PROFILE)
    if count > MAX_ENTRIES or directory_size > _MAX_DIRECTORY:
        raise BundleRefused(Refusal.LIMIT)
    return count, directory_size, directory_at


def _walk(directory: bytes, count: int, directory_at: int) -> Container:
    entries: list[Entry] = []
    position = offset = 0
    stamp: int | None = None
    for _ in range(count):
        if position + _CENTRAL.size > len(directory):
            raise BundleRefused(Refusal.ZIP_PROFILE)
        fields = _CENTRAL.unpack_from(directory, position)
        method, time, crc, size, name_size = *fields[4:7], fields[8], fields[9]
        if method:
            raise BundleRefused(Refusal.COMPRESSED)
        stamp = time if stamp is None else stamp
        start = position + _CENTRAL.size
        name = directory[start : start + name_size]
        if directory[position : start + name_size] != _central(name, crc, size, stamp, offset):
            raise BundleRefused(Refusal.ZIP_PROFILE)
        # latin-1 keeps any byte; the white list of names refuses all but ASCII later.
        entries.append(Entry(name.decode("latin-1"), size, crc, offset))
        position = start + name_size
        offset += _LOCAL.size + name_size + size
        if offset > directory_at:
            raise BundleRefused(Refusal.ZIP_PROFILE)
    if stamp is None or position != len(directory) or offset != directory_at:
        raise BundleRefused(Refusal.ZIP_PROFILE)
    return Container(tuple(entries), stamp)


def read_entry(stream: io.FileIO, entry: Entry) -> bytes:
    """Read one small entry whole and check its CRC."""
    stream.seek(entry.span.offset)
    data = read_exactly(stream, entry.size)
    summer = Summer()
    summer.add(data)
    if summer.digest().crc != entry.crc:
        raise BundleRefused(Refusal.CRC)
    return data


def header_span(stream: io.FileIO, at: int) -> Span:
    """Read where the file behind the local header at ``at`` would lie; nothing is verified."""
    stream.seek(at)
    fields = _LOCAL.unpack(read_exactly(stream, _LOCAL.size))
    if fields[0] != _LOCAL_MARK:
        raise BundleRefused(Refusal.ZIP_PROFILE)
    return Span(at + _LOCAL.size + fields[8], fields[6])


def first_entries(data: bytes, count: int) -> list[tuple[str, bytes]]:
    """Read names and bytes of the first entries of what may be a container; for a look only."""
    found: list[tuple[str, bytes]] = []
    at = 0
    for _ in range(count):
        if len(data) < at + _LOCAL.size:
            raise BundleRefused(Refusal.TRUNCATED)
        fields = _LOCAL.unpack_from(data, at)
        name_at = at + _LOCAL.size
        start = name_at + fields[8]
        at = start + fields[6]
        found.append((data[name_at:start].decode("latin-1"), data[start:at]))
    return found
