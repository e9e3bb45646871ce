"""The log: what the program did, never what a person typed."""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_BYTES = 1_000_000
_NAME, _OLDER, _CRASHES = "kks.log", "kks.1.log", "kks-macet.log"


def start_log(folder: Path) -> None:
    """Write warnings and above, and our own messages, to a file in ``folder``.

    A file that has grown large makes way at the next start; ``logging.handlers``
    could do it earlier, but costs 6 ms of every start. A folder that cannot be
    written (a read-only medium) leaves the log on standard error.
    """
    root = logging.getLogger()
    root.setLevel(logging.WARNING)
    logging.getLogger("kks_desktop").setLevel(logging.INFO)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        current = folder / _NAME
        if current.exists() and current.stat().st_size > _BYTES:
            os.replace(current, folder / _OLDER)
        handler: logging.Handler = logging.FileHandler(current, encoding="utf-8", delay=True)
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(_FORMAT))
    root.addHandler(handler)


def watch_for_crashes(folder: Path) -> None:
    """Leave the Python stacks in a file when Qt or C code takes the program down.

    The file is open for the whole run: at a crash nothing can be opened any more.
    """
    try:
        faulthandler.enable(os.open(folder / _CRASHES, os.O_WRONLY | os.O_APPEND | os.O_CREAT))
    except OSError:
        if sys.stderr is not None:
            faulthandler.enable()
