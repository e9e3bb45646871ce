"""One writing program per data folder.

SQLite's own file lock serves: it works alike on Windows and Linux, and the system
frees it when a program ends, however it ends.
"""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NAME = "kks.lock"


class FolderLock:
    """Held while a program may write in a data folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._connection: sqlite3.Connection | None = None

    def acquire(self) -> bool:
        """Take the lock; ``False`` where another program holds it or the folder is read-only."""
        if not os.access(self._path.parent, os.W_OK):
            return False  # SQLite would lock a file there, and then be unable to write beside it
        try:
            connection = sqlite3.connect(self._path, timeout=0, isolation_level=None)
        except sqlite3.Error:
            return False
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error:
            connection.close()
            return False
        self._connection = connection
        return True

    def release(self) -> None:
        """Let the next program in."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
