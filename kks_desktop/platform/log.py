"""The log: what the program did, never what a person typed."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_BYTES = 1_000_000
_KEEP = 5


def start_log(folder: Path) -> None:
    """Write warnings and above, and our own messages, to a rotating file in ``folder``.

    A folder that cannot be written (a read-only medium) leaves the log on
    standard error.
    """
    root = logging.getLogger()
    root.setLevel(logging.WARNING)
    logging.getLogger("kks_desktop").setLevel(logging.INFO)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            folder / "kks.log", maxBytes=_BYTES, backupCount=_KEEP, encoding="utf-8"
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(_FORMAT))
    root.addHandler(handler)
