"""What kind of file this is, by its first bytes; its name says nothing here."""

from __future__ import annotations

import re
from dataclasses import dataclass

HEAD_SIZE = 4096
"""How much of a file is looked at: what the gate of the province looks at too."""

ZIP, OLE = "zip", "ole"
CSV, TEXT = "csv", "text"

_STARTS = (
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"MZ", "exe"),
    (b"\x7fELF", "elf"),
    (b"\xca\xfe\xba\xbe", "exe"),  # Java class, fat Mach-O
    (b"\xcf\xfa\xed\xfe", "exe"),
    (b"\xce\xfa\xed\xfe", "exe"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "lnk"),
    (b"dex\n", "exe"),
    (b"#!", "script"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gz"),
    (b"BZh", "gz"),
    (b"\xfd7zXZ\x00", "gz"),
    (b"MSCF", "cab"),
    (b"{\\rtf", "rtf"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"\x00\x00\x01\x00", "ico"),
    (b"\x1aE\xdf\xa3", "mkv"),
    (b"\x00\x00\x01\xba", "mpg"),
    (b"\x00\x00\x01\xb3", "mpg"),
    (b"FLV\x01", "flv"),
    (b"0&\xb2u\x8ef\xcf\x11", "wmv"),
    (b"ID3", "audio"),
    (b"OggS", "audio"),
    (b"\xff\xfb", "audio"),
    (b"SQLite format 3\x00", "data"),
)
_RIFF = {b"AVI ": "avi", b"WEBP": "webp", b"WAVE": "audio"}
# Brands of the family of MP4; every other brand is a plain MP4 or its phone variant 3GP.
_BRANDS = {
    b"qt  ": "mov",
    b"crx ": "data",
    b"M4A ": "audio",
    b"M4B ": "audio",
    **dict.fromkeys((b"heic", b"heix", b"hevc", b"hevx", b"heim", b"mif1", b"msf1"), "heic"),
    **dict.fromkeys((b"avif", b"avis"), "avif"),
}
_MARKUP = (
    (re.compile(rb"<hta:|<script\b", re.I), "script"),
    (re.compile(rb"<!doctype html|<html\b|<head\b|<body\b|<table\b", re.I), "html"),
    (re.compile(rb"<svg\b", re.I), "svg"),
    (re.compile(rb"\A<\?xml"), "xml"),
    (re.compile(rb"\A(?:[^\n]*\n){0,20}MIME-Version:", re.I), "html"),
)
_SHORTCUTS = (b"[internetshortcut]", b"[desktop entry]", b"[shell]", b"[autorun]")
_BATCH = re.compile(rb"\A@?(?:echo off|setlocal|powershell|cmd(?:\.exe)? /)", re.I)
_CONTROLS = frozenset(range(0x20)) - frozenset(b"\t\n\r")
_BOMS = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ";,\t|"
_TABLE_LINES = 20


@dataclass(frozen=True, slots=True)
class Head:
    """The first bytes of a file and the kind they show; ``offset`` is what stands before it."""

    data: bytes
    media: str
    offset: int = 0


def sniff(data: bytes) -> Head:
    """Name the kind of a file from its first ``HEAD_SIZE`` bytes; ``""`` if nobody knows it."""
    media = _by_start(data)
    if media:
        return Head(data, media)
    # Readers forgive a PDF some bytes before it; a mail header or a byte mark, mostly.
    offset = data[:1024].find(b"%PDF-")
    if offset > 0:
        return Head(data, "pdf", offset)
    return Head(data, _by_text(data))


def _by_start(data: bytes) -> str:
    for start, media in _STARTS:
        if data.startswith(start):
            return media
    if data[:4] == b"RIFF":
        return _RIFF.get(data[8:12], "data")
    if data[4:8] == b"ftyp":
        return _BRANDS.get(data[8:12], "mp4")
    return ""


def _by_text(data: bytes) -> str:
    if data.startswith(_BOMS):
        return "utf16"
    if not data or not _CONTROLS.isdisjoint(data):
        return ""
    plain = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if plain.lower().startswith(_SHORTCUTS):
        return "url"
    if _BATCH.match(plain):
        return "script"
    if plain.startswith(b"<") or b"MIME-Version:" in plain[:1024]:
        for pattern, media in _MARKUP:
            if pattern.search(plain):
                return media
    return CSV if _is_table(plain, whole=len(data) < HEAD_SIZE) else TEXT


def _is_table(plain: bytes, *, whole: bool) -> bool:
    """Tell whether most lines are cut into as many cells as the first by the same mark."""
    lines = [line for line in plain.decode("latin-1").splitlines() if line.strip()]
    if not whole:
        lines = lines[:-1]  # cut in the middle
    lines = [re.sub(r'"[^"]*"', "", line) for line in lines[:_TABLE_LINES]]
    if len(lines) < 3 or plain.startswith((b"{", b"[")):  # prose of a line or two, JSON
        return False
    for delimiter in _DELIMITERS:
        cells = [line.count(delimiter) for line in lines]
        most = max(set(cells), key=cells.count)
        if most and cells.count(most) * 3 >= len(cells) * 2:
            return True
    return False
