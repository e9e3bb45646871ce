"""The drives that are mounted: their names, their room, and what speaks against writing there.

A network place or a dying stick may take minutes to answer, so nothing here is called on the
thread of the window, and nothing waits longer than its limit.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import NamedTuple

from kks_desktop.platform.mounts import NETWORK, Mount, in_removable_place, read_mounts
from kks_desktop.platform.place import Place, place_of

LIMIT = 2.0
"""Seconds after which a drive that has not answered is listed as one that does not."""

_SYSTEM = re.compile(r"/(boot|efi|etc|home|nix|opt|proc|root|snap|srv|sys|tmp|usr|var)?(/.*)?")
_NO_DRIVE = frozenset("autofs squashfs iso9660 udf fuse.portal fuse.gvfsd-fuse".split())
_NAMES = {"vfat": "FAT32", "msdos": "FAT16", "exfat": "exFAT", "fuse.exfat": "exFAT"}
_NAMES |= {"ntfs": "NTFS", "ntfs3": "NTFS", "fuse.ntfs": "NTFS", "fuseblk": "exFAT/NTFS"}
_FILE_LIMITS = {"FAT": 2**31 - 1, "FAT12": 2**31 - 1, "FAT16": 2**31 - 1, "FAT32": 2**32 - 1}
_VOLUME_NUMBER = re.compile(r"[0-9A-F]{4}-[0-9A-F]{4}|[0-9A-F]{16}|[0-9a-f]{8}(-[0-9a-f]{4}){3}.*")


class Room(NamedTuple):
    """What a drive says of itself when asked."""

    total: int
    free: int
    read_only: bool
    may_write: bool


@dataclass(frozen=True, slots=True)
class Volume:
    """A mounted drive; ``label`` is empty for one without a name, ``room`` for no answer."""

    root: Path
    label: str
    file_system: str
    removable: bool
    network: bool = False
    read_only: bool = False
    room: Room | None = None

    @property
    def file_limit(self) -> int | None:
        """The largest file that the file system takes; ``None`` where it is beyond reach."""
        return _FILE_LIMITS.get(self.file_system)


class Roots(NamedTuple):
    """Where Linux tells about drives."""

    mounts: Path = Path("/proc/self/mounts")
    sys: Path = Path("/sys")
    dev: Path = Path("/dev")


def list_drives() -> list[Volume]:
    """The drives that are plugged in, none of them touched: cheap enough to look often."""
    if sys.platform == "win32":
        from kks_desktop.platform.volumes_windows import Kernel32, windows_drives

        return windows_drives(Kernel32())
    return linux_drives(Roots())


def sticks() -> frozenset[Path]:
    """Where what can be pulled is mounted; none of it is touched."""
    return frozenset(drive.root for drive in list_drives() if drive.removable)


def list_volumes(limit: float = LIMIT) -> tuple[Volume, ...]:
    """Every drive that a person may want to write to: sticks first, network places last."""
    return _sorted(_PROBES.ask(list_drives(), limit, _asked))


def _asked(drive: Volume) -> Volume | None:
    """A drive with what it says of itself; ``None`` where there is no medium in it."""
    if sys.platform == "win32":
        from kks_desktop.platform.volumes_windows import Kernel32, windows_volume

        return windows_volume(Kernel32(), drive)
    return _with_room(drive)


def look_at(folder: Path, limit: float = LIMIT) -> Volume | None:
    """A folder with the room of what it lies on; ``None`` where there is none."""
    asked = Volume(folder, "", "", removable=False)
    return next(iter(_PROBES.ask([asked], limit, _folder_asked)), None)


def _folder_asked(folder: Volume) -> Volume | None:
    if not folder.root.is_dir():
        return None
    place = place_of(folder.root)
    removable, network = place is Place.REMOVABLE, place is Place.NETWORK
    return _with_room(replace(folder, removable=removable, network=network))


def volume_of(folder: Path, volumes: Iterable[Volume]) -> Volume | None:
    """The drive that a folder lies on; ``None`` for one that is not listed."""
    above = [volume for volume in volumes if folder.is_relative_to(volume.root)]
    return max(above, key=lambda volume: len(volume.root.parts), default=None)


def _sorted(volumes: Iterable[Volume]) -> tuple[Volume, ...]:
    return tuple(sorted(volumes, key=lambda one: (one.network, not one.removable, str(one.root))))


# ----------------------------------------------------------------------------- answers


class Probes:
    """Asks each drive on a thread of its own, and asks none that still owes an answer."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._owing: dict[Path, Thread] = {}

    def ask(
        self, drives: Iterable[Volume], limit: float, ask: Callable[[Volume], Volume | None]
    ) -> list[Volume]:
        """The drives with their answers; ``None`` takes a drive from the list."""
        answers: SimpleQueue[tuple[Path, Volume | None]] = SimpleQueue()
        found: dict[Path, Volume | None] = {drive.root: drive for drive in drives}
        asked = {
            root for root, drive in found.items() if drive and self._start(drive, ask, answers)
        }
        until = time.monotonic() + limit
        while asked:
            try:
                root, answer = answers.get(timeout=max(0.0, until - time.monotonic()))
            except Empty:
                break
            asked.discard(root)
            found[root] = answer
        return [volume for volume in found.values() if volume is not None]

    def _start(
        self,
        drive: Volume,
        ask: Callable[[Volume], Volume | None],
        answers: SimpleQueue[tuple[Path, Volume | None]],
    ) -> bool:
        def answer() -> None:
            answers.put((drive.root, ask(drive)))

        with self._lock:
            owing = self._owing.get(drive.root)
            if owing is not None and owing.is_alive():
                return False
            # a daemon: the program may end although a drive never answers
            self._owing[drive.root] = thread = Thread(target=answer, daemon=True)
            thread.start()
        return True


_PROBES = Probes()


def _with_room(volume: Volume) -> Volume:
    try:
        room = room_of(volume.root)
    except OSError:
        return volume
    return replace(volume, room=room, read_only=volume.read_only or room.read_only)


def room_of(folder: Path) -> Room:
    """Ask the file system of a folder; may take as long as the medium takes to answer.

    Raises:
        OSError: it is not there, or does not answer.
    """
    if sys.platform == "win32":
        from kks_desktop.platform.volumes_windows import Kernel32

        total, free = Kernel32().space(f"{folder}\\")
        return Room(total, free, False, os.access(folder, os.W_OK))
    found = os.statvfs(folder)
    return Room(
        total=found.f_frsize * found.f_blocks,
        free=found.f_frsize * found.f_bavail,
        read_only=bool(found.f_flag & os.ST_RDONLY),
        may_write=os.access(folder, os.W_OK),
    )


# ------------------------------------------------------------------------------- Linux


def linux_drives(roots: Roots) -> list[Volume]:
    """The drives of the mount table, none of them asked anything yet."""
    labels = _labels(roots.dev)
    visible = {mount.point: mount for mount in read_mounts(roots.mounts)}  # the last one hides
    found: dict[str, Volume] = {}
    for mount in sorted(visible.values(), key=lambda mount: len(mount.point)):
        if _is_drive(mount) and not _is_stale(mount, roots.dev):
            key = mount.device if mount.device.startswith("/dev/") else mount.point
            found.setdefault(key, _drive(mount, labels, roots))
    return list(found.values())


def _is_drive(mount: Mount) -> bool:
    if mount.kind in _NO_DRIVE:
        return False
    if in_removable_place(mount.point) or mount.kind in NETWORK:
        return True
    from_disk = mount.device.startswith("/dev/") and not mount.device.startswith("/dev/loop")
    return from_disk and _SYSTEM.fullmatch(mount.point) is None


def _is_stale(mount: Mount, dev: Path) -> bool:
    """Whether the device was pulled while its mount is still there for a moment."""
    name = mount.device.removeprefix("/dev/")
    return name != mount.device and not (dev / name).exists()


def _drive(mount: Mount, labels: Mapping[str, str], roots: Roots) -> Volume:
    plugged = in_removable_place(mount.point)
    name = mount.point.rpartition("/")[2]
    label = labels.get(mount.device.rpartition("/")[2], "")
    if not label and not (plugged and _VOLUME_NUMBER.fullmatch(name)):
        label = name
    return Volume(
        root=Path(mount.point),
        label=label,
        file_system=_NAMES.get(mount.kind, mount.kind),
        removable=plugged or _is_removable(mount.device, roots.sys),
        network=mount.kind in NETWORK,
        read_only="ro" in mount.options,
    )


def _labels(dev: Path) -> dict[str, str]:
    """The names that udev knows, by the name of the device."""
    try:
        links = list((dev / "disk" / "by-label").iterdir())
    except OSError:
        return {}
    return {Path(os.path.realpath(link)).name: _decoded(link.name) for link in links}


def _decoded(name: str) -> str:
    r"""Udev writes what is not plain as ``\x20``, byte by byte."""
    data = re.sub(
        rb"\\x([0-9a-f]{2})",
        lambda found: bytes([int(found[1], 16)]),
        name.encode("utf-8", errors="surrogateescape"),
    )
    return data.decode("utf-8", errors="replace")


def _is_removable(device: str, sys_root: Path) -> bool:
    """Whether a disk can be pulled: it says so, hangs on USB, or is a memory card."""
    if not device.startswith("/dev/"):
        return False
    entry = sys_root / "class" / "block" / device.rpartition("/")[2]
    place = Path(os.path.realpath(entry))
    disk = place.parent if (place / "partition").exists() else place
    if "/usb" in str(place):
        return True
    return _first_word(disk / "removable") == "1" or _first_word(disk / "device/type") == "SD"


def _first_word(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace")[:20].strip()
    except OSError:
        return ""
