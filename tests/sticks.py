"""Sticks for tests: small file systems, really mounted where desktops mount what is plugged in."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

PLACE = Path("/media/kks-uji")
_NO_ROOT = "perlu root yang boleh memasang sistem berkas"
_CLONE_NEWNS = 0x00020000


def _mounts_of_our_own() -> bool:
    """Let this process and its children see no mounts but their own under ``/media``.

    Before any thread is made, which would keep the mounts of everybody.
    """
    if sys.platform != "linux" or os.geteuid() != 0:
        return False
    if ctypes.CDLL(None, use_errno=True).unshare(_CLONE_NEWNS):
        return False
    commands = (("--make-rprivate", "/"), ("-t", "tmpfs", "media", "/media"))
    return all(
        subprocess.run(["mount", *words], capture_output=True).returncode == 0 for words in commands
    )


MAY_MOUNT = _mounts_of_our_own()


class Stick:
    """A stick that keeps what is on it while it is pulled."""

    def __init__(self, point: Path, store: Path) -> None:
        self.root = point
        self._store = store

    @property
    def name(self) -> str:
        """Its label."""
        return self.root.name

    def plug(self) -> None:
        """Mount it."""
        self.root.mkdir(parents=True, exist_ok=True)
        _run("mount", "--bind", self._store, self.root)

    def pull(self) -> None:
        """Take it away, whoever still writes to it; its folder goes as on a desktop."""
        _run("umount", "--lazy", self.root)
        self.root.rmdir()

    def lock(self) -> None:
        """Push the little slider at its side."""
        _run("mount", "-o", "remount,bind,ro", self.root)

    def inside(self) -> list[str]:
        """What lies on it, by path from its top."""
        found = (path.relative_to(self._store) for path in self._store.rglob("*"))
        return sorted(path.as_posix() for path in found)

    def remove(self) -> None:
        """Leave nothing of it behind."""
        while (
            subprocess.run(["umount", "--lazy", str(self.root)], capture_output=True).returncode
            == 0
        ):
            pass
        if self.root.exists():
            self.root.rmdir()
        _run("umount", "--lazy", self._store)


def _run(*words: object) -> None:
    subprocess.run([str(word) for word in words], check=True, capture_output=True)


def _output(*words: object) -> str:
    done = subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True)
    return done.stdout.strip()


Sticks = Callable[..., Stick]


@pytest.fixture
def new_stick(tmp_path: Path) -> Iterator[Sticks]:
    """Make plugged-in sticks by name and size."""
    if not MAY_MOUNT:
        pytest.skip(_NO_ROOT if sys.platform == "linux" else "hanya di Linux")
    with ExitStack() as stack:

        def make(name: str = "SEKRETARIAT", size: str = "64m") -> Stick:
            store = tmp_path / f"isi {name}"
            store.mkdir()
            _run("mount", "-t", "tmpfs", "-o", f"size={size}", "uji", store)
            stick = Stick(PLACE / tmp_path.name / name, store)
            stack.callback(stick.remove)
            stick.plug()
            return stick

        yield make


@pytest.fixture
def stick(new_stick: Sticks) -> Stick:
    """A stick with room enough."""
    return new_stick()


class ExfatStick:
    """A stick with exFAT, served by a program of its own; pulling it is the end of that one."""

    def __init__(self, point: Path, image: Path) -> None:
        self.root = point
        self._device = _output("losetup", "--find", "--show", image)
        self._server: subprocess.Popen[bytes] | None = None

    def plug(self) -> None:
        """Mount it."""
        self.root.mkdir(parents=True, exist_ok=True)
        self._server = subprocess.Popen(
            ["mount.exfat-fuse", "-d", self._device, str(self.root)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + 30
        while not os.path.ismount(self.root):
            assert time.monotonic() < until, "exfat-fuse does not start"
            os.sched_yield()

    def break_off(self) -> None:
        """Nothing answers any more, while the mount is still there."""
        if self._server is not None:
            self._server.kill()
            self._server.wait()
            self._server = None

    def unmount(self) -> None:
        """Take the mount away, as a desktop does a moment after the pull."""
        subprocess.run(["umount", "--lazy", str(self.root)], capture_output=True)
        self.break_off()

    def remove(self) -> None:
        """Leave nothing of it behind."""
        self.unmount()
        self.root.rmdir()
        _run("losetup", "--detach", self._device)


@pytest.fixture
def exfat_stick(tmp_path: Path) -> Iterator[ExfatStick]:
    """A stick as shops sell them."""
    if not MAY_MOUNT:
        pytest.skip(_NO_ROOT if sys.platform == "linux" else "hanya di Linux")
    for program in ("mkfs.exfat", "mount.exfat-fuse"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} tidak terpasang")
    image = tmp_path / "flashdisk.img"
    image.touch()
    os.truncate(image, 64 * 1024 * 1024)
    _run("mkfs.exfat", "-L", "TOKO", image)
    try:
        stick = ExfatStick(PLACE / tmp_path.name / "TOKO", image)
    except subprocess.CalledProcessError:
        pytest.skip("tidak ada perangkat loop yang bebas")
    try:
        stick.plug()
        yield stick
    finally:
        stick.remove()
