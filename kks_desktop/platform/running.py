"""A mark in the data folder while a program writes there: left behind, it tells of a bad end.

The file is empty; that it is there, and since when, is all it says.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

NAME = "kks.jalan"


class RunMark:
    """Set by the one program that holds the folder's lock."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME

    def put(self) -> datetime | None:
        """Set the mark; gives when the run before began, if that never took its mark away."""
        before: datetime | None = None
        with suppress(OSError):
            before = datetime.fromtimestamp(self._path.stat().st_mtime, UTC)
        # a folder that takes no mark takes no data either, and says so by itself
        with suppress(OSError):
            self._path.write_bytes(b"")
        return before

    def remove(self) -> None:
        """The run ends as it should."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
