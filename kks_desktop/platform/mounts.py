"""What Linux says of its mounts: which device lies where, as what, and whether it may be pulled."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

NETWORK = frozenset("nfs nfs4 cifs smb3 smbfs 9p afs fuse.sshfs davfs fuse.davfs ncpfs".split())
_REMOVABLE_ROOTS = ("/media/", "/run/media/", "/mnt/usb")
_ESCAPED = re.compile(r"\\([0-7]{3})")


class Mount(NamedTuple):
    """A line of ``/proc/self/mounts``."""

    device: str
    point: str
    kind: str
    options: frozenset[str]


def parse_mounts(text: str) -> list[Mount]:
    """Read the table; a line that makes no sense is passed over."""
    found = []
    for line in text.split("\n"):
        fields = line.split(" ")
        if len(fields) >= 4:
            device, point = _plain(fields[0]), _plain(fields[1])
            found.append(Mount(device, point, fields[2], frozenset(fields[3].split(","))))
    return found


def read_mounts(table: Path = Path("/proc/self/mounts")) -> list[Mount]:
    """The mounts of this machine; none where there is no such table."""
    try:
        return parse_mounts(table.read_bytes().decode("utf-8", errors="surrogateescape"))
    except OSError:
        return []


def in_removable_place(point: str) -> bool:
    """Whether something lies where desktops mount what is plugged in."""
    return point.startswith(_REMOVABLE_ROOTS)


def _plain(field: str) -> str:
    r"""The kernel writes a space as ``\040``, and every other byte above it as it is."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 8)), field)
