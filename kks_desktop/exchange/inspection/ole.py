"""Old Office files and their kin: what is inside an OLE container, by its directory."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kks_desktop.exchange.inspection.findings import FindingCode, Inspection, refuse

_HEADER = 512
_ENTRY = 128
_MAX_SECTORS = 64  # of the directory: hundreds of streams
_END_OF_CHAIN = 0xFFFFFFFA  # and what is above it
_INSTALLER = bytes.fromhex("84100c0000000000c000000000000046")  # class of an MSI, as stored
_LOCKED = "encrypted"
_STREAMS = (
    ("EncryptedPackage", _LOCKED),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
    ("__properties_version1.0", "msg"),
)


def open_ole(path: Path) -> Inspection:
    """Name what the container holds; a locked document of today's Office is one too."""
    media = _media(path)
    if media != _LOCKED:
        return Inspection(media=media)
    fault = refuse(
        FindingCode.ENCRYPTED,
        "Dokumen ini terkunci dengan kata sandi, sehingga verifikator tidak dapat membukanya. "
        "Simpan tanpa kata sandi, lalu lampirkan.",
    )
    return Inspection(media=media, findings=(fault,))


def _media(path: Path) -> str:
    with path.open("rb") as stream:
        try:
            entries = list(_directory(stream))
        except struct.error:
            return "ole"
    names = {name for name, _ in entries}
    for name, media in _STREAMS:
        if name in names:
            return media
    return "msi" if entries and entries[0][1] == _INSTALLER else "ole"


def _directory(stream: BinaryIO) -> Iterator[tuple[str, bytes]]:
    """Name and class of each entry, in their order; the first is the root."""
    header = stream.read(_HEADER)
    shift, first = struct.unpack_from("<H", header, 30)[0], struct.unpack_from("<I", header, 48)[0]
    if shift not in (9, 12):
        return
    sector, size = first, 1 << shift
    seen: set[int] = set()
    while sector < _END_OF_CHAIN and sector not in seen and len(seen) < _MAX_SECTORS:
        seen.add(sector)
        stream.seek((sector + 1) << shift)
        block = stream.read(size)
        for at in range(0, len(block) - _ENTRY + 1, _ENTRY):
            length = struct.unpack_from("<H", block, at + 64)[0]
            if 2 <= length <= 64:
                name = block[at : at + length - 2].decode("utf-16-le", "replace")
                yield name, block[at + 80 : at + 96]
        sector = _next(stream, header, sector, shift)


def _next(stream: BinaryIO, header: bytes, sector: int, shift: int) -> int:
    """The sector that follows; the header knows the first 109 tables, enough for 7 MB and more.

    In a larger file a chain that leaves them ends: its first entries are read all the same.
    """
    per_table = 1 << (shift - 2)
    table = sector // per_table
    if table >= 109:
        return _END_OF_CHAIN
    where: int = struct.unpack_from("<I", header, 76 + 4 * table)[0]
    if where >= _END_OF_CHAIN:
        return _END_OF_CHAIN
    stream.seek(((where + 1) << shift) + 4 * (sector % per_table))
    following: int = struct.unpack("<I", stream.read(4))[0]
    return following
