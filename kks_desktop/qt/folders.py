"""Sticks that are plugged in, and what folders on them are called; never waits for a dead one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from kks_desktop.platform.volumes import list_volumes, volume_of
from kks_desktop.services.handovers import drive_words

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 0.5
"""Seconds that the window may stand still for a drive that does not answer."""


def sticks_plugged_in() -> list[Path]:
    """Sticks and other removable disks that can be written to."""
    return [
        volume.root
        for volume in list_volumes(LIMIT)
        if volume.removable and not volume.read_only and volume.room is not None
    ]


def folder_words(folder: Path) -> str:
    """A folder as it is offered."""
    volume = volume_of(folder, list_volumes(LIMIT))
    if volume is None or not volume.removable:
        return str(folder)
    words = QCoreApplication.translate("folders", "{0} ({1})")
    return words.format(drive_words(volume), folder)
