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
        """Set the mark; gives when the run before began, if that never took its mark away.

        Such a mark stays as it is until ``renew``: whoever told nobody must not hide it.
        """
        with suppress(OSError):
            return datetime.fromtimestamp(self._path.stat().st_mtime, UTC)
        self.renew()
        return None

    def renew(self) -> None:
        """Set the mark for this run; what the one before left is known to a person now."""
        # a folder that takes no mark takes no data either, and says so by itself
        with suppress(OSError):
            self._path.write_bytes(b"")

    def remove(self) -> None:
        """The run ends as it should."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
