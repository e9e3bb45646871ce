"""Data folders: a new one, and a whole practice district with its key."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kks_desktop.services.practice import PASSPHRASE, write_sample
from kks_desktop.services.workspace import SetUp, Workspace

SETUP = SetUp("kabupaten", "15.71", 2025, "Siti Aminah", "Dinas Kesehatan", "Operator")


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        local = datetime.now().astimezone().replace(hour=10, minute=0, second=0, microsecond=0)
        self.now = local.astimezone(UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Ten in the morning of today."""
    return Clock()


Opener = Callable[..., Workspace]


@pytest.fixture
def open_folder(clock: Clock) -> Iterator[Opener]:
    """Open data folders that are closed at the end of the test."""
    opened: list[Workspace] = []

    def open_one(folder: Path, *, write: bool = True) -> Workspace:
        workspace = Workspace(folder, write=write, clock=clock)
        opened.append(workspace)
        return workspace

    yield open_one
    for workspace in reversed(opened):
        workspace.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the data of a test lie."""
    return tmp_path / "data"


@pytest.fixture
def workspace(open_folder: Opener, folder: Path) -> Workspace:
    """A data folder with an assessment of Kota Jambi in which nothing is answered."""
    found = open_folder(folder)
    found.create(SETUP)
    return found


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``kks sample`` writes; do not change it."""
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder)
    return folder


@pytest.fixture
def district(sample: Path, folder: Path, open_folder: Opener) -> Workspace:
    """The practice district, with its key, to be changed."""
    shutil.copytree(sample / "kabupaten", folder)
    return open_folder(folder)


@pytest.fixture
def passphrase() -> str:
    """What opens the key of the practice district."""
    return PASSPHRASE


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An empty target folder."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder
