"""Sticks for tests: small file systems, really mounted where desktops mount what is plugged in."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
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
