"""The passphrase of a command: from a file or the environment, never from the command line."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from kks_desktop.domain.errors import KksError

VARIABLE = "KKS_PASSPHRASE"


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
        return os.environ.get(VARIABLE)
    try:
        with path.open(encoding="utf-8-sig") as file:
            return str(file.readline(4096)).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as cause:
        raise KksError(f"Berkas sandi {path} tidak dapat dibaca.") from cause
