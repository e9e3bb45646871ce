"""Tell what kind of place a folder is: live data stay where nothing pulls them away."""

from __future__ import annotations

import os
import re
import sys
from enum import StrEnum
from pathlib import Path

from kks_desktop.platform.mounts import NETWORK, in_removable_place, read_mounts

_CLOUD = re.compile(
    r"(?<![a-z])(onedrive|dropbox|google ?drive|my drive|icloud|nextcloud|owncloud|pcloud|megasync)"
    r"(?![a-z])",
    re.IGNORECASE,
)
_DRIVE_REMOVABLE, _DRIVE_REMOTE = 2, 4


class Place(StrEnum):
    """What a folder stands on."""

    LOCAL = "lokal"
    NETWORK = "jaringan"
    CLOUD = "awan"
    REMOVABLE = "lepas"


_WHY = {
    Place.NETWORK: "berada di jaringan; data dapat rusak bila sambungan terputus",
    Place.CLOUD: "disinkronkan ke awan; data dapat rusak saat disinkronkan",
    Place.REMOVABLE: "berada di cakram lepas; data dapat rusak bila dicabut",
}


def place_of(folder: Path) -> Place:
    """What kind of place a folder (or the nearest existing one above it) is."""
    if any(_CLOUD.search(part) for part in folder.parts):
        return Place.CLOUD
    existing = next((p for p in (folder, *folder.parents) if p.exists()), folder)
    return _windows(existing) if sys.platform == "win32" else _unix(existing.resolve())


def refusal_for(folder: Path) -> str:
    """Why new data may not be kept in a folder, in one sentence; empty for a good place."""
    why = _WHY.get(place_of(folder))
    if why is None:
        return ""
    return (
        f"Folder {folder} {why}. Tidak ada yang dibuat; pilih folder di cakram komputer ini. "
        "Tempat seperti itu baik untuk cadangan."
    )


def read_only_reason_for(folder: Path) -> str:
    """Why data that lie in a folder already are only read there; empty for a good place."""
    why = _WHY.get(place_of(folder))
    if why is None:
        return ""
    return (
        f"Folder data ini {why}. Isinya utuh dan hanya dapat dibaca di sini: buat cadangan "
        "(menu ⋯, Cadangan), lalu pulihkan di cakram komputer ini untuk melanjutkan."
    )


def _unix(folder: Path) -> Place:
    if in_removable_place(str(folder)):
        return Place.REMOVABLE
    return Place.NETWORK if _file_system(folder) in NETWORK else Place.LOCAL


def _file_system(folder: Path) -> str:
    """The file system type of the longest mount point above a folder; empty if unknown."""
    best, kind = "", ""
    for mount in read_mounts():
        inside = os.path.commonpath([mount.point, str(folder)]) == mount.point
        if inside and len(mount.point) >= len(best):
            best, kind = mount.point, mount.kind
    return kind


def _windows(folder: Path) -> Place:
    if sys.platform != "win32":
        return Place.LOCAL
    import ctypes

    if str(folder).startswith("\\\\"):
        return Place.NETWORK
    kind = ctypes.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\")
    return {_DRIVE_REMOVABLE: Place.REMOVABLE, _DRIVE_REMOTE: Place.NETWORK}.get(kind, Place.LOCAL)
