"""For every test: no screen, no folder of the user, the same random numbers each time.

The tests outside tests/gui also run where Qt is not installed, so nothing here imports it.
"""

from __future__ import annotations

import importlib.util
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest_plugins = ["tests.sticks"]

settings.register_profile("kks", derandomize=True, deadline=None, database=None)
settings.load_profile("kks")

# Everything that tells a program where the user's own files are.
FOLDER_VARIABLES = (
    "HOME",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_RUNTIME_DIR",
    "XDG_STATE_HOME",
)

# Where Qt is not installed (build/core-test) the tests of windows and forms stay out.
if not importlib.util.find_spec("PySide6"):
    collect_ignore = ["build", "gui"]

    def pytest_addoption(parser: pytest.Parser) -> None:
        """Know the settings of pytest-qt in pyproject.toml, which is not installed either."""
        parser.addini("qt_api", "of pytest-qt, not installed here")
        parser.addini("qt_log_level_fail", "of pytest-qt, not installed here")


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test folders of its own in place of the user's; the program inherits them."""
    base = tmp_path_factory.mktemp("user")
    for name in FOLDER_VARIABLES:
        folder = base / name.lower()
        folder.mkdir(mode=0o700)
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setenv("KKS_DATA_DIR", str(base / "kks"))
    monkeypatch.delenv("KKS_PASSPHRASE", raising=False)
    return base
