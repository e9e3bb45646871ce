"""Which kinds of proof a bundle may carry, and how their first bytes must look."""

from __future__ import annotations

# The first bytes that are looked at; enough for every mark below and for a page of CSV.
HEAD_SIZE = 4096

_OFFICE = b"PK\x03\x04"
_JPEG = b"\xff\xd8\xff"
_STARTS = {
    "pdf": b"%PDF-",
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "png": b"\x89PNG\r\n\x1a\n",
    "xlsx": _OFFICE,
    "docx": _OFFICE,
    "pptx": _OFFICE,
}
_TEXT_CONTROLS = frozenset(b"\t\n\r")

EXTENSIONS = (*_STARTS, "csv", "mp4")


def media_fits(extension: str, head: bytes) -> bool:
    """Tell whether ``head``, the first ``HEAD_SIZE`` bytes, is what ``extension`` says."""
    if extension == "mp4":
        return head[4:8] == b"ftyp"
    if extension == "csv":
        return bool(head) and all(byte >= 0x20 or byte in _TEXT_CONTROLS for byte in head)
    start = _STARTS.get(extension)
    return start is not None and head.startswith(start)
