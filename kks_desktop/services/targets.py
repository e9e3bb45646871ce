"""Where a bundle goes: a drive with its mailbox, or any folder; and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kks_desktop.bundle.target import target_faults
from kks_desktop.bundle.zipprofile import MAX_VOLUME
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.sizes import size_words
from kks_desktop.platform.durable import sync_folder
from kks_desktop.platform.volumes import (
    Volume,
    list_drives,
    list_volumes,
    look_at,
    room_of,
    volume_of,
)

TO_PROVINCE = "ke-provinsi"
FROM_PROVINCE = "dari-provinsi"
"""The two compartments of a stick that is used as a mailbox."""

_KEPT = "Data di komputer ini tetap utuh."
NO_DRIVE = (
    "Belum ada flashdisk yang terpasang. Pasang flashdisk dan tunggu sampai muncul di daftar, "
    "atau pilih folder lain."
)


@dataclass(frozen=True, slots=True)
class Target:
    """A folder to write into, and the drive that it lies on."""

    folder: Path
    volume: Volume

    @property
    def is_drive(self) -> bool:
        """Whether the drive as such was chosen, not a folder of a person's own."""
        return self.folder in (self.volume.root / TO_PROVINCE, self.volume.root)

    @property
    def removable(self) -> bool:
        """Whether it can be pulled out and carried away."""
        return self.volume.removable


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person should know of a target; one that ``blocks`` makes writing pointless."""

    sentence: str
    blocks: bool


def drive_target(volume: Volume) -> Target:
    """A drive: its mailbox if it is carried to the province, else its top folder."""
    folder = volume.root / TO_PROVINCE if volume.removable else volume.root
    return Target(folder, volume)


def folder_target(folder: Path, volumes: Iterable[Volume] | None = None) -> Target:
    """A folder that a person chose; the top of a drive means the drive. May take a moment."""
    volume = volume_of(folder, list_volumes() if volumes is None else volumes)
    if volume is None:
        return Target(folder, look_at(folder) or Volume(folder, "", "", removable=False))
    return drive_target(volume) if volume.root == folder else Target(folder, volume)


def offered_targets(folders: Sequence[Path]) -> list[Target]:
    """Every drive, then these folders as far as they are there. May take a moment."""
    volumes = list_volumes()
    found = [drive_target(volume) for volume in volumes]
    found += [folder_target(folder, volumes) for folder in folders if look_at(folder)]
    return list({target.folder: target for target in found}.values())


def remark_on(target: Target, needs: int) -> Remark | None:
    """What speaks against a target before ``needs`` bytes are written; ``None`` for nothing."""
    volume, largest = target.volume, min(needs, MAX_VOLUME)
    sentence = ""
    if volume.room is None:
        sentence = (
            f"Tempat ini tidak menjawab. {_KEPT} Pasang lagi medianya, atau pilih tempat lain."
        )
    elif volume.read_only:
        sentence = (
            "Tempat ini hanya dapat dibaca, jadi tidak ada yang dapat ditulis. Buka pengunci di "
            "sisi media itu, atau pilih tempat lain."
        )
    elif not volume.room.may_write:
        sentence = (
            "Hanya pengelola komputer yang boleh menulis di sini. Pilih flashdisk atau folder "
            "Anda sendiri."
        )
    elif volume.file_limit is not None and largest > volume.file_limit:
        sentence = (
            f"Sistem berkas {volume.file_system} hanya menerima berkas sampai "
            f"{size_words(volume.file_limit)}, padahal berkas usulan ini {size_words(largest)}. "
            "Pakai flashdisk dengan exFAT, FAT32, atau NTFS."
        )
    elif needs > volume.room.free:
        sentence = full_words(needs, volume.room.free)
    elif volume.network:
        return Remark(
            "Ini folder jaringan: bila sambungannya putus, penulisan berhenti dan dapat diulang. "
            "Berkas tetap dibaca ulang setelah ditulis.",
            blocks=False,
        )
    return Remark(sentence, blocks=True) if sentence else None


def full_words(needs: int, free: int) -> str:
    """That there is not enough room, how much is lacking, and what to do."""
    return (
        f"Ruangnya kurang: perlu {size_words(needs)}, yang kosong {size_words(free)}. {_KEPT} "
        f"Kosongkan paling sedikit {size_words(needs - free)} atau pakai tempat lain."
    )


def slow_words(speed: int) -> str:
    """That a medium writes so slowly that another one is worth a thought."""
    return (
        f"Media ini lambat ({size_words(speed)} per detik). Boleh ditunggu; boleh juga dibatalkan "
        f"lalu memakai flashdisk lain. {_KEPT}"
    )


def pulled() -> KksError:
    """That the stick is no longer there."""
    return KksError(
        f"Flashdisk dicabut sebelum selesai. {_KEPT} Pasang lagi lalu tekan Ulangi.",
        code="TARGET_PULLED",
    )


# -------------------------------------------------------------------------------- doing


def make_ready(folder: Path) -> bool:
    """Make the mailbox of a stick, and tell so; any other folder must be there already.

    Raises:
        KksError: by cause; nothing was made.
    """
    if folder.name != TO_PROVINCE:
        return False
    with target_faults():
        if folder.exists():
            return False
        folder.mkdir()
        sync_folder(folder.parent)
    return True


def require_room(folder: Path, needs: int) -> None:
    """Refuse to begin what cannot end well.

    Raises:
        KksError: ``TARGET_FULL``, with how much is lacking; or the folder does not answer.
    """
    with target_faults():
        room = room_of(folder)
    if needs > room.free:
        raise KksError(full_words(needs, room.free), code="TARGET_FULL")


class StillThere:
    """Notices that a stick was pulled while it was written to.

    Its mount point may stay behind as a folder of the computer, and what is written then is
    anywhere but on the stick.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._drive = volume_of(folder, list_drives())
        with target_faults():
            self._device = folder.stat().st_dev

    @property
    def gone(self) -> bool:
        """Whether it is no longer there."""
        if self._drive is not None and all(
            drive.root != self._drive.root for drive in list_drives()
        ):
            return True
        try:
            room_of(self._folder)  # what is known of a folder may outlive its medium
            return self._folder.stat().st_dev != self._device
        except OSError:
            return True

    def require(self) -> None:
        """Refuse to call anything safe on a stick that is no longer there.

        Raises:
            KksError: ``TARGET_PULLED``.
        """
        if self.gone:
            raise pulled()

    def explain(self, fault: KksError) -> KksError:
        """The fault in the words of a pulled stick, where that is what happened."""
        pullable = self._drive is not None and self._drive.removable
        told = fault.code.startswith("TARGET_") and pullable and self.gone
        return pulled() if told else fault
