"""Where bundles and backups may be written: sticks plugged in, the last folder, any folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, QStorageInfo

from kks_desktop.platform.place import Place, place_of
from kks_desktop.qt.wording import size_words


def sticks_plugged_in() -> list[Path]:
    """Sticks and other removable disks that can be written to."""
    return [
        Path(volume.rootPath())
        for volume in QStorageInfo.mountedVolumes()
        if volume.isReady()
        and not volume.isReadOnly()
        and place_of(Path(volume.rootPath())) is Place.REMOVABLE
    ]


def offered_folders(last: str) -> list[Path]:
    """Sticks first, then where the last bundle went, then the documents."""
    sticks = sticks_plugged_in()
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    others = [Path(name) for name in (last, documents) if name]
    return list(dict.fromkeys([*sticks, *(folder for folder in others if folder.is_dir())]))


def folder_words(folder: Path) -> str:
    """A folder as it is offered."""
    if place_of(folder) is Place.REMOVABLE:
        name = QStorageInfo(str(folder)).displayName() or folder.name
        return _tr("Flashdisk {0} ({1})").format(name, folder)
    return str(folder)


def space_words(folder: Path) -> str:
    """What kind of place a folder is and what room it has."""
    kind = {
        Place.REMOVABLE: _tr("Flashdisk atau cakram lepas"),
        Place.NETWORK: _tr("Folder jaringan"),
        Place.CLOUD: _tr("Folder yang disinkronkan"),
        Place.LOCAL: _tr("Folder di komputer ini"),
    }[place_of(folder)]
    free = QStorageInfo(str(folder)).bytesAvailable()
    if free < 0:
        return _tr("{0}.").format(kind)
    return _tr("{0}, ruang kosong {1}.").format(kind, size_words(free))


def _tr(text: str) -> str:
    return QCoreApplication.translate("folders", text)
