"""How the places that a bundle can go to are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from kks_desktop.qt.models.plain_table import PlainRow
from kks_desktop.qt.wording import size_words
from kks_desktop.services.handovers import drive_words
from kks_desktop.services.targets import TO_PROVINCE, remark_on

if TYPE_CHECKING:
    from kks_desktop.services.targets import Target


def _tr(text: str) -> str:
    return QCoreApplication.translate("SendingPage", text)


def place_row(target: Target, needs: int) -> PlainRow:
    """A place in the list; its key is its folder."""
    volume = target.volume
    name = drive_words(volume) if target.is_drive and volume.file_system else str(target.folder)
    room = size_words(volume.room.free) if volume.room is not None else "–"
    return PlainRow(
        key=str(target.folder),
        cells=(name, volume.file_system or "–", room, _state(target, needs)),
        tip=str(target.folder),
    )


def _state(target: Target, needs: int) -> str:
    volume = target.volume
    if volume.room is None:
        return _tr("▲ Tidak menjawab")
    if volume.read_only:
        return _tr("▲ Hanya dapat dibaca")
    remark = remark_on(target, needs)
    if remark is not None and needs > volume.room.free:
        return _tr("▲ Kurang ruang")
    if remark is not None and remark.blocks:
        return _tr("▲ Tidak dapat dipakai")
    return _tr("◐ Jaringan") if volume.network else _tr("✓ Siap")


def space_words(target: Target) -> str:
    """Where exactly the files will lie, and the room there."""
    volume = target.volume
    if volume.room is None:
        return str(target.folder)
    room = _tr("ruang kosong {0} dari {1}").format(
        size_words(volume.room.free), size_words(volume.room.total)
    )
    if target.folder == volume.root / TO_PROVINCE and target.is_drive:
        return _tr("Ditulis ke folder {0} di flashdisk ini; {1}.").format(TO_PROVINCE, room)
    return _tr("Ditulis langsung ke {0}; {1}.").format(target.folder, room)


def gone_words(place: str) -> str:
    """That the chosen place went away before anything was written to it."""
    return _tr(
        "Tempat yang dipilih, {0}, tidak ada lagi. Belum ada yang ditulis. Pasang lagi medianya "
        "atau pilih tempat lain."
    ).format(place)
