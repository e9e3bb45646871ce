"""A stick with exFAT is pulled at a random moment of an export and of a backup.

The kernel here may have no vfat, so the driver is exFAT's over FUSE: killed with SIGKILL, it
answers nothing any more, and what it had not yet handed to the disk is lost, as on a stick
that is pulled. The stick is put in again after each, and the work is done once more.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kks_desktop.domain.errors import KksError
from kks_desktop.services.workspace import Workspace
from tests.force import disk
from tests.force.common import Figure, LostError, check_store, require

_DRIVER, _FORMAT = "mount.exfat-fuse", "mkfs.exfat"
_NEEDED = (_DRIVER, _FORMAT, "fsck.exfat")
_SIZE = 48 << 20
_PATIENCE_S = 10


def missing() -> str:
    """Why no stick can be pulled on this machine; empty if it can."""
    if reason := disk.missing():
        return reason
    absent = [one for one in _NEEDED if shutil.which(one) is None]
    return f"{', '.join(absent)} tidak terpasang" if absent else ""


class DeadStickError(LostError):
    """The driver does not take the stick any more: nothing can be said of what lies on it."""


class Stick:
    """An exFAT file system in a file, plugged in, pulled and plugged in again."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "stik"
        self.root.mkdir()
        image = folder / "stik.img"
        with image.open("wb") as file:
            file.truncate(_SIZE)
        disk.sh(_FORMAT, image)
        self._loop = disk.sh("losetup", "--find", "--show", image)
        self._driver: subprocess.Popen[bytes] | None = None

    def plug(self) -> None:
        """Mount it; the driver stays in the foreground, so that its process is known."""
        end = time.monotonic() + _PATIENCE_S
        while not os.path.ismount(self.root):
            if self._driver is None or self._driver.poll() is not None:
                if self._driver is not None:
                    # pulled in the middle of its own tables: checked as a system does
                    subprocess.run(["fsck.exfat", "-y", self._loop], capture_output=True)
                self._driver = subprocess.Popen(
                    [_DRIVER, "-d", self._loop, self.root],
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            if time.monotonic() > end:
                raise DeadStickError("the driver does not mount it")
            time.sleep(0.05)

    def pull(self) -> None:
        """The driver is gone from this moment on."""
        if self._driver is not None:
            self._driver.send_signal(signal.SIGKILL)
            self._driver.wait()
            self._driver = None

    def take_out(self) -> None:
        """Unmount it, pulled or not."""
        if subprocess.run(["umount", self.root], capture_output=True).returncode:
            # somebody still looks into it, or it was pulled and is gone already
            subprocess.run(["umount", "-l", self.root], capture_output=True)
        if self._driver is not None:
            with suppress(subprocess.TimeoutExpired):
                self._driver.wait(_PATIENCE_S)
            self.pull()

    def throw_away(self) -> None:
        """Leave nothing behind."""
        self.pull()
        self.take_out()
        with suppress(LostError):
            disk.sh("losetup", "-d", self._loop)


@contextmanager
def new_stick(folder: Path) -> Iterator[Stick]:
    """A freshly formatted stick, plugged in."""
    stick = Stick(folder)
    try:
        stick.plug()
        yield stick
    finally:
        stick.throw_away()


Work = Callable[[Workspace, Path], object]
Check = Callable[[Workspace, Path], int]


def export(workspace: Workspace, stick: Path) -> None:
    from kks_desktop.services.practice import PASSPHRASE
    from kks_desktop.services.sending import send

    send(workspace, stick, PASSPHRASE)


def check_bundles(workspace: Workspace, stick: Path) -> int:
    """Each bundle under its final name is whole."""
    from kks_desktop.services.checking import check_bundle

    found = list(stick.glob("*.zip"))
    for path in found:
        said = check_bundle(workspace, path)
        require(said.ok, f"{path.name}: {said.refusal}")
    return len(found)


def back_up(workspace: Workspace, stick: Path) -> None:
    from kks_desktop.services.backups import BackupDesk

    BackupDesk(workspace).make_in(stick)


def check_backups(_workspace: Workspace, stick: Path) -> int:
    """Each backup in the list is whole, with every file of proof."""
    from kks_desktop.services.backups import listed_in, place_in
    from kks_desktop.services.restoring import check_backup

    found = listed_in(place_in(stick))
    for one in found:
        require(one.whole and not check_backup(one.backup), f"{one.backup.path.name}: not whole")
    return len(found)


WORKS: tuple[tuple[str, Work, Check], ...] = (
    ("exFAT stick pulled during an export", export, check_bundles),
    ("exFAT stick pulled during a backup", back_up, check_backups),
)


def run(times: int, folder: Path, chance: random.Random) -> list[Figure]:
    """Pull the stick so many times during each."""
    if reason := missing():
        return [Figure(name, 0, 0, 0, 0.0, f"DILEWATI: {reason}") for name, _, _ in WORKS]
    from kks_desktop.services.practice import write_sample

    write_sample(folder / "contoh")
    return [_pulled(one, times, folder, chance) for one in WORKS]


def _pulled(
    what: tuple[str, Work, Check], times: int, folder: Path, chance: random.Random
) -> Figure:
    name, work, check = what
    begun, checked, bad, told, dead = time.monotonic(), 0, 0, 0, 0
    longest = _round(folder, work, check, None)[1]
    for _ in range(times):
        try:
            found, _, refused = _round(folder, work, check, chance.uniform(0, longest))
            checked += found
            told += refused
        except DeadStickError:
            dead += 1
        except LostError as lost:
            bad += 1
            print(f"LOST: {name}: {lost}", flush=True)
    note = f"{told} told in a sentence, each done again; pulled within {longest:.2f} s"
    if dead:
        note += f"; {dead} times not mounted again, not judged"
    return Figure(name, times, checked, bad, time.monotonic() - begun, note)


def _round(folder: Path, work: Work, check: Check, after: float | None) -> tuple[int, float, bool]:
    """One piece of work; gives what was checked, how long it took, whether it was refused."""
    place = folder / "putaran"
    place.mkdir()
    data = Path(shutil.copytree(folder / "contoh" / "kabupaten", place / "data"))
    workspace = Workspace(data)
    try:
        with new_stick(place) as stick:
            pull = threading.Timer(after or 0, stick.pull)
            if after is not None:
                pull.start()
            begun = time.monotonic()
            refused = _try(lambda: work(workspace, stick.root))
            seconds = time.monotonic() - begun
            pull.cancel()
            if after is not None:
                pull.join()
            require(after is not None or not refused, "refused although nobody pulled it")
            stick.take_out()
            stick.plug()
            checked = check(workspace, stick.root)
            require(refused or checked > 0, "called written, and it is not there")
            require(not _try(lambda: work(workspace, stick.root)), "refused after it is back")
            require(check(workspace, stick.root) > 0, "not there after the second try")
            check_store(data)
    finally:
        workspace.close()
        shutil.rmtree(place, ignore_errors=True)
    return checked + 2, seconds, refused


def _try(work: Callable[[], object]) -> bool:
    """Do it; tells whether it was refused, which must be in a sentence."""
    try:
        work()
    except KksError as fault:
        words = str(fault)
        require(words.endswith((".", "?")) and "\n" not in words, f"not a sentence: {words}")
        return True
    return False
