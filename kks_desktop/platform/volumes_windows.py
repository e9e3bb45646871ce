"""The drives of Windows, by their letters."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, Protocol

from kks_desktop.platform.volumes import Room, Volume


class VolumeFacts(NamedTuple):
    """What GetVolumeInformationW tells."""

    label: str
    file_system: str
    read_only: bool


class WindowsApi(Protocol):
    r"""The four questions to Windows; each root is like ``E:\``."""

    def roots(self) -> list[str]:
        """The letters that are taken."""

    def kind(self, root: str) -> int:
        """What GetDriveTypeW says."""

    def facts(self, root: str) -> VolumeFacts:
        """Label and file system; ``OSError`` where no medium lies in the drive."""

    def space(self, root: str) -> tuple[int, int]:
        """Total and free bytes; ``OSError`` as above."""


_REMOVABLE, _FIXED, _REMOTE = 2, 3, 4
_KINDS = (_REMOVABLE, _FIXED, _REMOTE)


def windows_drives(api: WindowsApi, system: str = "") -> list[Volume]:
    """The letters that may be sticks, disks or network places, none of them asked yet."""
    own = (system or os.environ.get("SystemDrive", "C:")).upper()
    kinds = {root: api.kind(root) for root in api.roots() if root[:2].upper() != own}
    return [
        Volume(Path(root), "", "", removable=kind == _REMOVABLE, network=kind == _REMOTE)
        for root, kind in kinds.items()
        if kind in _KINDS
    ]


def windows_volume(api: WindowsApi, drive: Volume) -> Volume | None:
    """A drive with its name and room; ``None`` for a card reader without a card."""
    root = str(drive.root)
    try:
        facts = api.facts(root)
        total, free = api.space(root)
    except OSError:
        return drive if drive.network else None
    return replace(
        drive,
        label=facts.label,
        file_system=facts.file_system,
        read_only=facts.read_only,
        room=Room(total, free, facts.read_only, not facts.read_only),
    )


class Kernel32:
    """``WindowsApi`` as Windows has it."""

    _QUIET = 1  # no window of Windows that asks for a disk
    _READ_ONLY_VOLUME = 0x00080000

    def roots(self) -> list[str]:
        if sys.platform != "win32":
            return []
        import ctypes

        taken = ctypes.windll.kernel32.GetLogicalDrives()
        return [f"{chr(65 + bit)}:\\" for bit in range(26) if taken >> bit & 1]

    def kind(self, root: str) -> int:
        if sys.platform != "win32":
            return 0
        import ctypes

        return int(ctypes.windll.kernel32.GetDriveTypeW(root))

    def facts(self, root: str) -> VolumeFacts:
        if sys.platform != "win32":
            raise OSError
        import ctypes

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.SetThreadErrorMode(self._QUIET, None)
        label, system = ctypes.create_unicode_buffer(261), ctypes.create_unicode_buffer(261)
        flags = ctypes.c_uint32()
        if not kernel.GetVolumeInformationW(
            root, label, 261, None, None, ctypes.byref(flags), system, 261
        ):
            raise ctypes.WinError(ctypes.get_last_error())
        read_only = bool(flags.value & self._READ_ONLY_VOLUME)
        return VolumeFacts(label.value, system.value, read_only)

    def space(self, root: str) -> tuple[int, int]:
        if sys.platform != "win32":
            raise OSError
        import ctypes

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.SetThreadErrorMode(self._QUIET, None)
        free, total = ctypes.c_uint64(), ctypes.c_uint64()
        if not kernel.GetDiskFreeSpaceExW(root, ctypes.byref(free), ctypes.byref(total), None):
            raise ctypes.WinError(ctypes.get_last_error())
        return int(total.value), int(free.value)
