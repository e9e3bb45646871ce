"""Drives: what Linux and Windows tell of them, real mounts, and places that never answer."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import pytest

from kks_desktop.platform.mounts import parse_mounts
from kks_desktop.platform.volumes import (
    Probes,
    Roots,
    Volume,
    linux_drives,
    list_volumes,
    room_of,
    volume_of,
)
from kks_desktop.platform.volumes_windows import VolumeFacts, windows_drives, windows_volume

if TYPE_CHECKING:
    from tests.sticks import Sticks

STICK = Volume(Path("/media/siti/DATA"), "DATA", "FAT32", removable=True)


# ------------------------------------------------------------------------------- Linux


@pytest.fixture
def roots(tmp_path: Path) -> Roots:
    """A machine with a system disk, a stick, a USB disk, a memory card and a share."""
    sys_root, dev = tmp_path / "sys", tmp_path / "dev"
    disks = {
        "sda": ("pci0000:00/ata1/block/sda", "0", ""),
        "sdb": ("pci0000:00/usb1/1-1/block/sdb", "1", ""),
        "sdc": ("pci0000:00/usb2/2-1/block/sdc", "0", ""),
        "mmcblk0": ("platform/mmc0/block/mmcblk0", "0", "SD"),
    }
    (sys_root / "class" / "block").mkdir(parents=True)
    (dev / "disk" / "by-label").mkdir(parents=True)
    for disk, (place, removable, kind) in disks.items():
        folder = sys_root / "devices" / place
        part = f"{disk}p1" if disk[-1].isdigit() else f"{disk}1"
        (folder / part).mkdir(parents=True)
        (folder / part / "partition").write_text("1\n")
        (folder / "removable").write_text(f"{removable}\n")
        (folder / "device").mkdir()
        (folder / "device" / "type").write_text(f"{kind}\n")
        for name, target in ((disk, folder), (part, folder / part)):
            (sys_root / "class" / "block" / name).symlink_to(target)
            (dev / name).touch()
    (dev / "disk" / "by-label" / "SEKRETARIAT\\x20KKS").symlink_to("../../sdb1")
    return Roots(tmp_path / "mounts", sys_root, dev)


def _mounts(roots: Roots, *lines: str) -> dict[str, Volume]:
    system = "/dev/sda1 / ext4 rw 0 0"
    roots.mounts.write_text("\n".join((system, *lines, "")), encoding="utf-8")
    return {str(drive.root): drive for drive in linux_drives(roots)}


def test_a_stick_has_its_name_its_file_system_and_can_be_pulled(roots: Roots) -> None:
    found = _mounts(roots, "/dev/sdb1 /media/siti/SEKRETARIAT\\040KKS vfat rw,nosuid 0 0")
    [stick] = found.values()
    assert stick == Volume(
        Path("/media/siti/SEKRETARIAT KKS"), "SEKRETARIAT KKS", "FAT32", removable=True
    )
    assert stick.file_limit == 4 * 1024**3 - 1


def test_a_stick_without_a_name_and_names_in_any_script(roots: Roots) -> None:
    found = _mounts(
        roots,
        "/dev/sdc1 /media/siti/1A2B-3C4D exfat rw 0 0",
        "/dev/mmcblk0p1 /run/media/siti/ꦗꦩ꧀ꦧꦶ exfat ro 0 0",
    )
    assert found["/media/siti/1A2B-3C4D"].label == ""
    card = found["/run/media/siti/ꦗꦩ꧀ꦧꦶ"]
    assert (card.label, card.removable, card.read_only) == ("ꦗꦩ꧀ꦧꦶ", True, True)


def test_usb_disks_and_memory_cards_can_be_pulled_wherever_they_are_mounted(roots: Roots) -> None:
    found = _mounts(roots, "/dev/sdc1 /data ext4 rw 0 0", "/dev/mmcblk0p1 /kartu vfat rw 0 0")
    assert {root: drive.removable for root, drive in found.items()} == {
        "/data": True,
        "/kartu": True,
    }


def test_the_system_and_what_is_no_drive_stay_out(roots: Roots) -> None:
    found = _mounts(
        roots,
        "proc /proc proc rw 0 0",
        "tmpfs /run tmpfs rw 0 0",
        "/dev/sda2 /boot/efi vfat rw 0 0",
        "/dev/sda3 /home ext4 rw 0 0",
        "/dev/sda1 /etc/hosts ext4 rw 0 0",
        "/dev/loop3 /snap/core/1 squashfs ro 0 0",
        "systemd-1 /media/siti/otomatis autofs rw 0 0",
        "baris rusak",
    )
    assert found == {}


def test_a_share_is_listed_as_a_network_place(roots: Roots) -> None:
    found = _mounts(roots, "//server/kks /srv/kks cifs rw 0 0")
    assert found["/srv/kks"].network
    assert not found["/srv/kks"].removable


def test_one_disk_mounted_twice_is_one_drive_and_a_hidden_mount_none(roots: Roots) -> None:
    found = _mounts(
        roots,
        "/dev/sdb1 /media/siti/A vfat rw 0 0",
        "/dev/sdb1 /media/siti/A/dalam vfat rw 0 0",
        "/dev/sdc1 /media/siti/B exfat rw 0 0",
        "/dev/mmcblk0p1 /media/siti/B vfat rw 0 0",
    )
    assert {root: drive.file_system for root, drive in found.items()} == {
        "/media/siti/A": "FAT32",
        "/media/siti/B": "FAT32",
    }


def test_a_stick_that_was_pulled_is_gone_before_its_mount_is(roots: Roots) -> None:
    line = "/dev/sdb1 /media/siti/A vfat rw 0 0"
    assert list(_mounts(roots, line)) == ["/media/siti/A"]
    (roots.dev / "sdb1").unlink()
    assert _mounts(roots, line) == {}


def test_no_table_is_no_drive(tmp_path: Path) -> None:
    assert linux_drives(Roots(mounts=tmp_path / "tak-ada")) == []
    assert parse_mounts("\n\\\n \n") == []


# ------------------------------------------------------------------------------ asking


def test_the_room_is_that_of_the_file_system(tmp_path: Path) -> None:
    room = room_of(tmp_path)
    assert 0 <= room.free <= room.total
    assert room.may_write
    assert not room.read_only


def test_a_drive_that_never_answers_holds_nobody_up_and_is_not_asked_twice() -> None:
    """A dead network place must not stop the list, nor gather threads."""
    let_go, asked = Event(), []
    good = replace(STICK, root=Path("/media/siti/BAIK"))

    def ask(drive: Volume) -> Volume:
        asked.append(drive.root.name)
        if drive is not good:
            let_go.wait(30)
        return replace(drive, label="dijawab")

    probes = Probes()
    try:
        for _ in range(3):
            found = probes.ask([STICK, good], 0.2, ask)
            assert [drive.label for drive in found] == ["DATA", "dijawab"]
        assert asked.count("DATA") == 1
    finally:
        let_go.set()


def test_the_drive_of_a_folder_is_the_innermost() -> None:
    inner = replace(STICK, root=Path("/media/siti/DATA/dalam"))
    assert volume_of(Path("/media/siti/DATA/dalam/x"), [STICK, inner]) is inner
    assert volume_of(Path("/media/siti/DATA/lain"), [inner, STICK]) is STICK
    assert volume_of(Path("/media/siti/DATABESAR"), [STICK]) is None


def test_a_stick_that_is_plugged_in_is_listed_and_gone_when_pulled(new_stick: Sticks) -> None:
    stick = new_stick("KECIL", "1m")
    [found] = [volume for volume in list_volumes() if volume.root == stick.root]
    assert (found.label, found.removable, found.read_only) == ("KECIL", True, False)
    assert found.room is not None
    assert found.room.total == 1024**2
    stick.lock()
    [locked] = [volume for volume in list_volumes() if volume.root == stick.root]
    assert locked.read_only
    stick.pull()
    assert stick.root not in [volume.root for volume in list_volumes()]


# ----------------------------------------------------------------------------- Windows


class OfficePc:
    """``C:`` with Windows, a stick, an empty card reader, a CD, a share that is gone."""

    def roots(self) -> list[str]:
        return ["C:\\", "D:\\", "E:\\", "F:\\", "G:\\", "Z:\\"]

    def kind(self, root: str) -> int:
        return {"C": 3, "D": 3, "E": 2, "F": 2, "G": 5, "Z": 4}[root[0]]

    def facts(self, root: str) -> VolumeFacts:
        if root[0] in "FZ":
            raise OSError(21, "not ready")
        return VolumeFacts("" if root[0] == "E" else "Kerja", "FAT32", root[0] == "E")

    def space(self, root: str) -> tuple[int, int]:
        return 8_000_000_000, 3_000_000


def test_the_letters_of_windows() -> None:
    api = OfficePc()
    drives = windows_drives(api, system="C:")
    found = {
        str(drive.root): volume
        for drive in drives
        if (volume := windows_volume(api, drive)) is not None
    }
    assert list(found) == ["D:\\", "E:\\", "Z:\\"]
    stick = found["E:\\"]
    assert (stick.label, stick.removable, stick.read_only) == ("", True, True)
    assert stick.room is not None
    assert stick.room.free == 3_000_000
    assert found["D:\\"].label == "Kerja"
    assert (found["Z:\\"].network, found["Z:\\"].room) == (True, None)


@pytest.mark.skipif(sys.platform != "win32", reason="hanya di Windows")
def test_this_windows_answers() -> None:
    assert room_of(Path(os.environ["SystemDrive"] + "\\")).total > 0
    list_volumes()
