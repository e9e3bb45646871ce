"""The kks command, run in this process or as a program of its own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kks_desktop.cli import main
from kks_desktop.services.practice import write_sample


@dataclass(frozen=True)
class Ran:
    """What a command gave back."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


Kks = Callable[..., Ran]


@pytest.fixture
def kks(capsys: pytest.CaptureFixture[str]) -> Kks:
    """Run a command in this process."""

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        said = capsys.readouterr()
        return Ran(status, said.out, said.err)

    return run


@pytest.fixture
def refused(kks: Kks) -> Kks:
    """Run a command that must be refused: exit 1, one line on standard error, nothing else."""

    def run(*arguments: object) -> Ran:
        ran = kks(*arguments)
        assert ran.status == 1, ran
        assert ran.out == ""
        lines = ran.err.splitlines()
        assert len(lines) == 1, ran.err
        assert lines[0].startswith("kks: ")
        assert lines[0].endswith((".", ")"))
        assert len(lines[0]) < 400
        return ran

    return run


@pytest.fixture(scope="session")
def written_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``kks sample`` writes; do not change it."""
    folder = tmp_path_factory.mktemp("contoh")
    write_sample(folder)
    return folder


@pytest.fixture
def sample(written_sample: Path, tmp_path: Path) -> Path:
    """The sample, to be changed."""
    return Path(shutil.copytree(written_sample, tmp_path / "contoh"))
