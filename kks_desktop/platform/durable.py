"""Bring what was written to the medium, so that a power cut cannot take it back."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path


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
