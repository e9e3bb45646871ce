"""What the report tests share."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def run_tool(tmp_path: Path) -> Callable[..., str]:
    """Runs a PDF tool on a file; the test is skipped where the tool is not installed."""

    def run(tool: str, *options: str, made: bytes) -> str:
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
        path = tmp_path / "report.pdf"
        path.write_bytes(made)
        done = subprocess.run(
            [tool, *options, str(path)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run
