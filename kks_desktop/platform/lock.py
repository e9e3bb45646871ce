"""One writing program per data folder."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

NAME = "kks.lock"


class FolderLock:
    """Held while a program may write in a data folder; the system frees it after a crash."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / NAME, timeout=0)

    def acquire(self) -> bool:
        """Take the lock; ``False`` where another program holds it or the folder is read-only."""
        try:
            self._lock.acquire()
        except (Timeout, OSError):
            return False
        return True

    def release(self) -> None:
        """Let the next program in."""
        self._lock.release()
