"""The scripts in build/ run with the plainest shell, and on Windows."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

BUILD = Path(__file__).parents[2] / "build"
SHELL_SCRIPTS = sorted(p for p in BUILD.iterdir() if p.is_file() and not p.suffix)


@pytest.mark.parametrize("script", SHELL_SCRIPTS, ids=lambda p: p.name)
@pytest.mark.skipif(not shutil.which("dash"), reason="no dash here")
def test_shell_script_is_posix(script: Path) -> None:
    assert script.read_text("utf-8").startswith("#!/bin/sh\n")
    assert os.access(script, os.X_OK)
    done = subprocess.run(["dash", "-n", script], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("script", sorted(BUILD.glob("*.cmd")), ids=lambda p: p.name)
def test_windows_script_has_dos_lines(script: Path) -> None:
    # cmd.exe loses its labels in a file with Unix lines
    lines = script.read_bytes().split(b"\n")
    assert lines[-1] == b""
    assert all(line.endswith(b"\r") for line in lines[:-1])


def test_build_is_no_package() -> None:
    # `python -m build` would take it for the tool of that name
    assert not (BUILD / "__init__.py").exists()
