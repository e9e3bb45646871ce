"""What the commands of ``kks`` share: a sentence, a JSON document, a data folder, a passphrase."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kks_desktop.domain.errors import KksError

if TYPE_CHECKING:
    from kks_desktop.services.workspace import Workspace

PASSPHRASE_VARIABLE = "KKS_PASSPHRASE"
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


def passphrase_of(options: argparse.Namespace) -> str:
    """From a file (without its line end) or from ``KKS_PASSPHRASE``.

    Raises:
        KksError: it was not given, or its file cannot be read.
    """
    given = passphrase_if_given(options)
    if given is None:
        raise KksError(
            "Sandi pengesahan belum diberikan; pakai --passphrase-file atau KKS_PASSPHRASE."
        )
    return given


def passphrase_if_given(options: argparse.Namespace) -> str | None:
    """The same; ``None`` where a command can do its work without.

    Raises:
        KksError: its file cannot be read.
    """
    path: Path | None = options.passphrase_file
    if path is None:
        return os.environ.get(PASSPHRASE_VARIABLE)
    try:
        with path.open(encoding="utf-8-sig") as file:
            return str(file.readline(4096)).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as cause:
        raise KksError(f"Berkas sandi {path} tidak dapat dibaca.") from cause
