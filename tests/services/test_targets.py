"""Writing to sticks: full, locked, pulled, without a name, with a file of another; read again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kks_desktop.domain.errors import KksError
from kks_desktop.platform.volumes import Room, Volume
from kks_desktop.services.handovers import check_again, find_again, hand_overs
from kks_desktop.services.pace import Pace, left_words
from kks_desktop.services.sending import READ_FROM, WRITE_FROM, How, plan, send
from kks_desktop.services.targets import (
    drive_target,
    folder_target,
    offered_targets,
    remark_on,
)

if TYPE_CHECKING:
    from kks_desktop.services.workspace import Workspace
    from tests.sticks import ExfatStick, Stick, Sticks

GOOD = Volume(
    Path("/media/siti/DATA"),
    "DATA",
    "FAT32",
    removable=True,
    room=Room(8 * 10**9, 4 * 10**9, read_only=False, may_write=True),
)


def _code(caught: pytest.ExceptionInfo[KksError]) -> str:
    assert str(caught.value).endswith(".")
    return caught.value.code


# ------------------------------------------------------------------- what is said before


def _said(volume: Volume, needs: int = 10**9) -> str:
    remark = remark_on(drive_target(volume), needs)
    return remark.sentence if remark is not None else ""


def test_a_good_stick_needs_no_words() -> None:
    assert _said(GOOD) == ""


def test_each_fault_is_said_with_what_to_do() -> None:
    assert GOOD.room is not None
    assert "tidak menjawab" in _said(replace(GOOD, room=None))
    assert "pengunci" in _said(replace(GOOD, read_only=True))
    assert "pengelola" in _said(replace(GOOD, room=GOOD.room._replace(may_write=False)))
    full = _said(replace(GOOD, room=GOOD.room._replace(free=300 * 1024**2)), 1024**3)
    assert "perlu 1 GB, yang kosong 300 MB" in full
    assert "Kosongkan paling sedikit 724 MB" in full


def test_more_than_4_gb_fits_on_fat32_in_volumes_but_not_on_fat16() -> None:
    assert GOOD.room is not None
    roomy = replace(GOOD, room=GOOD.room._replace(free=64 * 10**9))
    assert _said(roomy, 9 * 10**9) == ""
    assert "exFAT" in _said(replace(roomy, file_system="FAT16"), 9 * 10**9)


def test_a_network_place_is_allowed_with_a_word() -> None:
    target = drive_target(replace(GOOD, removable=False, network=True))
    remark = remark_on(target, 1)
    assert remark is not None
    assert not remark.blocks
    assert target.folder == GOOD.root


def test_the_top_of_a_stick_means_the_stick_and_a_folder_on_it_that_folder() -> None:
    assert folder_target(GOOD.root, [GOOD]).folder == GOOD.root / "ke-provinsi"
    assert folder_target(GOOD.root / "KKS", [GOOD]).folder == GOOD.root / "KKS"


def test_the_offered_places_are_those_that_are_there(stick: Stick, tmp_path: Path) -> None:
    offered = [target.folder for target in offered_targets([tmp_path, tmp_path / "tak-ada"])]
    assert stick.root / "ke-provinsi" in offered
    assert offered[-1] == tmp_path
    assert tmp_path / "tak-ada" not in offered
    assert stick.inside() == [], "looking writes nothing"


# -------------------------------------------------------------------------- to a stick


def test_a_bundle_lies_in_the_mailbox_of_the_stick(
    district: Workspace, stick: Stick, passphrase: str
) -> None:
    sent = send(district, stick.root / "ke-provinsi", passphrase)
    assert sent.removable
    assert stick.inside() == ["ke-provinsi", "ke-provinsi/kks-1571-2025-r001-1of1.zip"]
    [handed] = hand_overs(district)
    assert (handed.place, handed.sealed) == ("Flashdisk SEKRETARIAT", False)
    assert handed.content_id == sent.content_id
    assert handed.number == sent.number


def test_a_full_stick_is_said_with_figures_and_nothing_stays(
    district: Workspace, new_stick: Sticks, passphrase: str
) -> None:
    small = new_stick("KECIL", "256k")
    with pytest.raises(KksError, match="yang kosong 2") as caught:
        send(district, small.root / "ke-provinsi", passphrase)
    assert _code(caught) == "TARGET_FULL"
    assert small.inside() == []
    assert plan(district).revision == 1
    assert hand_overs(district) == []


def test_a_full_stick_that_has_the_bundle_already_is_no_fault(
    district: Workspace, new_stick: Sticks, passphrase: str
) -> None:
    stick = new_stick("PAS", "2m")
    send(district, stick.root, passphrase)
    (stick.root / "lain.bin").write_bytes(bytes(1_000_000))
    assert send(district, stick.root, passphrase).already_there


def test_a_locked_stick(district: Workspace, stick: Stick, passphrase: str) -> None:
    stick.lock()
    with pytest.raises(KksError, match="tidak dapat ditulisi") as caught:
        send(district, stick.root / "ke-provinsi", passphrase)
    assert _code(caught) == "TARGET_READ_ONLY"


@pytest.mark.parametrize("at", [WRITE_FROM, READ_FROM], ids=["writing", "reading back"])
def test_a_stick_that_is_pulled_is_never_called_safe(
    district: Workspace, stick: Stick, passphrase: str, at: int
) -> None:
    pulled = []

    def pull(done: int, _total: int) -> None:
        if done > at and not pulled:
            pulled.append(done)
            stick.pull()

    with pytest.raises(KksError, match="Pasang lagi lalu tekan Ulangi") as caught:
        send(district, stick.root / "ke-provinsi", passphrase, pull)
    assert _code(caught) == "TARGET_PULLED"
    assert hand_overs(district) == []
    stick.plug()
    assert send(district, stick.root / "ke-provinsi", passphrase).revision == 1


@pytest.mark.parametrize("sealed", [False, True], ids=["plain", "sealed"])
@pytest.mark.parametrize("at", [WRITE_FROM, READ_FROM], ids=["writing", "reading back"])
def test_an_exfat_stick_that_breaks_off_leaves_no_bundle(
    district: Workspace, exfat_stick: ExfatStick, passphrase: str, at: int, sealed: bool
) -> None:
    folder = exfat_stick.root / "ke-provinsi"
    broken = []

    def break_off(done: int, _total: int) -> None:
        if done > at and not broken:
            broken.append(done)
            exfat_stick.break_off()

    with pytest.raises(KksError) as caught:
        send(district, folder, passphrase, break_off, how=How(sealed=sealed))
    assert _code(caught) == "TARGET_PULLED"
    assert hand_overs(district) == []
    exfat_stick.unmount()
    exfat_stick.plug()
    assert not list(exfat_stick.root.rglob("*.zip")) + list(exfat_stick.root.rglob("*.age"))
    sent = send(district, folder, passphrase, how=How(sealed=sealed))
    assert sent.removable
    assert hand_overs(district)[0].place == "Flashdisk TOKO"


def test_what_is_written_after_a_pull_does_not_go_to_the_computer(
    district: Workspace, stick: Stick, passphrase: str
) -> None:
    """A fixed mount point stays behind as a folder of the computer."""
    folder = stick.root / "ke-provinsi"
    pulled = []

    def pull(done: int, _total: int) -> None:
        if done > WRITE_FROM and not pulled:
            pulled.append(done)
            stick.pull()
            folder.mkdir(parents=True)

    with pytest.raises(KksError) as caught:
        send(district, folder, passphrase, pull)
    assert _code(caught) == "TARGET_PULLED"
    assert hand_overs(district) == []
    assert not list(stick.root.rglob("*.zip*"))


@pytest.mark.parametrize("name", ["1A2B-3C4D", "ꦗꦩ꧀ꦧꦶ 印尼 é", "nama dengan   spasi"])
def test_sticks_of_any_name(
    district: Workspace, new_stick: Sticks, passphrase: str, name: str
) -> None:
    stick = new_stick(name)
    send(district, stick.root / "ke-provinsi", passphrase)
    words = "tanpa nama" if name == "1A2B-3C4D" else name
    assert hand_overs(district)[0].place == f"Flashdisk {words}"


# ------------------------------------------------------------------------- looking again


def test_a_stick_is_found_and_read_again_wherever_it_is_plugged_in(
    district: Workspace, stick: Stick, passphrase: str, new_stick: Sticks
) -> None:
    send(district, stick.root / "ke-provinsi", passphrase)
    [handed] = hand_overs(district)
    stick.pull()
    assert find_again(handed) is None
    stick.root = stick.root.parent / "HURUF-LAIN"
    stick.plug()
    found = find_again(handed)
    assert found == stick.root / "ke-provinsi"
    check_again(handed, found)


def test_a_stick_that_gives_back_something_else_is_found_out(
    district: Workspace, stick: Stick, passphrase: str
) -> None:
    """A stick that lies about its size takes all and keeps a part."""
    sent = send(district, stick.root / "ke-provinsi", passphrase)
    [handed] = hand_overs(district)
    data = bytearray(sent.files[0].read_bytes())
    for spoiled in (data[:-1], data[: len(data) // 2] + bytes(len(data) - len(data) // 2), b""):
        sent.files[0].write_bytes(bytes(spoiled))
        with pytest.raises(KksError, match="tidak lagi sama") as caught:
            check_again(handed, sent.files[0].parent)
        assert _code(caught) == "NOT_SAME"
    sent.files[0].write_bytes(bytes(data))
    check_again(handed, sent.files[0].parent)


# --------------------------------------------------------------------------------- pace


class Seconds:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_speed_and_rest_are_those_of_the_last_moments() -> None:
    clock = Seconds()
    pace = Pace(clock)
    pace.note(0, 100_000_000)
    assert (pace.speed, pace.seconds_left, pace.slow) == (None, None, False)
    for second in range(1, 11):
        clock.now = second
        pace.note(second * 5_000_000, 100_000_000)
    assert (pace.speed, pace.seconds_left, pace.slow) == (5_000_000, 10, False)
    clock.now = 40  # it stands still
    assert pace.slow
    assert pace.speed is not None
    assert pace.speed < 1_500_000


def test_a_medium_is_slow_only_after_a_while_and_while_something_is_left() -> None:
    clock = Seconds()
    pace = Pace(clock)
    pace.note(0, 10_000_000)
    clock.now = 5
    pace.note(500_000, 10_000_000)
    assert (pace.speed, pace.slow) == (100_000, False)
    clock.now = 12
    pace.note(1_200_000, 10_000_000)
    assert pace.slow
    pace.note(10_000_000, 10_000_000)
    assert not pace.slow


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (3, "sisa beberapa detik"),
        (41, "sisa sekitar 50 detik"),
        (61, "sisa sekitar 2 menit"),
        (7200, "sisa sekitar 2 jam"),
    ],
)
def test_the_rest_is_said_in_round_words(seconds: int, words: str) -> None:
    assert left_words(seconds) == words
