"""Looking into an MP4: is the part there without which no player can show it?"""

from __future__ import annotations

import struct
from pathlib import Path

from kks_desktop.exchange.inspection.findings import FindingCode, Inspection, refuse

_MAX_BOXES = 4096  # of the top level; a fragmented film has one or two a second
_INDEX = b"moov"


def open_mp4(path: Path) -> Inspection:
    """Look for the index of the film; a copy that was broken off has none."""
    if _has_index(path):
        return Inspection(media="mp4")
    fault = refuse(
        FindingCode.UNREADABLE,
        "Video ini rusak atau terpotong dan tidak dapat diputar. Salin ulang dari asalnya.",
    )
    return Inspection(media="mp4", findings=(fault,))


def _has_index(path: Path) -> bool:
    size = path.stat().st_size
    at = 0
    with path.open("rb") as stream:
        for _ in range(_MAX_BOXES):
            stream.seek(at)
            head = stream.read(16)
            if len(head) < 8:
                return False
            length: int
            length, kind = struct.unpack(">I4s", head[:8])
            if length == 1 and len(head) == 16:
                length = struct.unpack(">Q", head[8:])[0]
            elif length == 0:
                length = size - at  # to the end of the file
            if length < 8:
                return False
            at += length
            if kind == _INDEX:
                return at <= size
    return False
