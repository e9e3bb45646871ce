"""Bring what was written to the medium, so that a power cut cannot take it back."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def open_new(path: Path, mode: int = 0o666) -> int:
    """A descriptor of a file that is surely new, to be written whole and then renamed.

    What lies there was left over, with rights of its own, or is a link by which a stick aims
    at another file; it is taken away and never written through.

    Raises:
        OSError: the medium does not take it.
    """
    path.unlink(missing_ok=True)
    return os.open(path, _NEW, mode)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the medium, where the system has a way to ask for it."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as fault:
        # Some FUSE drivers for sticks have no such call; their names are written at once.
        if fault.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def sync_file_system(folder: Path) -> None:
    """Bring everything that waits for a folder's medium to it, where that can be asked for.

    Raises:
        OSError: the medium does not take it.
    """
    if sys.platform != "linux":
        return
    import ctypes

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if ctypes.CDLL(None, use_errno=True).syncfs(descriptor):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))
    finally:
        os.close(descriptor)
