"""The log: what the program did, never what a person typed."""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from types import TracebackType

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_BYTES = 1_000_000
_NAME, _OLDER = "kks.log", "kks.1.log"
_CRASHES, _LAST_CRASH = "kks-macet.log", "kks-macet.1.log"
LOGS = (_NAME, _OLDER, _CRASHES, _LAST_CRASH)
"""Every file that the program writes into the log folder."""
_PACKAGE = Path(__file__).resolve().parent.parent.parent
_DEEPEST = 8


def trace_words(fault: BaseException) -> str:
    """Where a fault came from: kinds and places, without messages, which may quote a field."""
    parts: list[str] = []
    current: BaseException | None = fault
    while current is not None and len(parts) < _DEEPEST:
        places = [
            f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(current.__traceback__)
        ]
        parts.append("\n".join([*places, type(current).__name__]))
        current = current.__cause__ or current.__context__
    return "\n  ← ".join(reversed(parts))


def _short(name: str) -> str:
    """A source file as the program names it, without the folders of this computer."""
    path = Path(name)
    with suppress(ValueError):
        return path.relative_to(_PACKAGE).as_posix()
    return path.name


class _PlainFormatter(logging.Formatter):
    """Writes an exception without its message."""

    def format(self, record: logging.LogRecord) -> str:
        # another handler may have left its own words there, or take ours
        record.exc_text = None
        text = super().format(record)
        record.exc_text = None
        return text

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        return trace_words(ei[1]) if ei[1] is not None else ""


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
    handler.setFormatter(_PlainFormatter(_FORMAT))
    root.addHandler(handler)


def watch_for_crashes(folder: Path) -> bool:
    """Leave the Python stacks in a file when Qt or C code takes the program down.

    The file is open for the whole run: at a crash nothing can be opened any more.
    Gives whether the run before left such stacks; they are moved aside.
    """
    left = False
    with suppress(OSError):
        left = (folder / _CRASHES).stat().st_size > 0
        if left:
            os.replace(folder / _CRASHES, folder / _LAST_CRASH)
    try:
        faulthandler.enable(os.open(folder / _CRASHES, os.O_WRONLY | os.O_APPEND | os.O_CREAT))
    except OSError:
        if sys.stderr is not None:
            faulthandler.enable()
    return left
