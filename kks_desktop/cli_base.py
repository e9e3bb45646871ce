"""What the commands of ``kks`` share: a sentence, a JSON document, a data folder."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kks_desktop.domain.errors import KksError

if TYPE_CHECKING:
    from kks_desktop.services.workspace import Workspace

Add = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]
"""Registers a command: its name, its function, its help."""


def say(sentence: str) -> None:
    """One line on standard error."""
    print(f"kks: {' '.join(sentence.split())}", file=sys.stderr)


def print_json(table: Any) -> None:
    """One JSON document on standard output."""
    print(json.dumps(table, ensure_ascii=False, indent=1))


def open_workspace(folder: Path, *, write: bool) -> Workspace:
    """Open a data folder that is there.

    Raises:
        KksError: it is none, or cannot be opened.
    """
    from kks_desktop.services.workspace import Workspace
    from kks_desktop.store.connection import store_path

    if not store_path(folder).exists():
        raise KksError(f"Folder {folder} bukan folder data KKS Desktop.", code="NO_STORE")
    return Workspace(folder, write=write)
