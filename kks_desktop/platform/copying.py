"""Let the kernel move bytes from file to file: nothing passes through this program."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from typing import BinaryIO

# As much as moves between two questions whether to go on.
_STEP = 8 << 20
# The target's own faults; of all others the plain way tells whose they are.
TARGET_FAULTS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def copy_by_kernel(
    source: BinaryIO, target: BinaryIO, most: int, note: Callable[[int], None]
) -> int:
    """Move up to ``most`` bytes from where both files stand; gives how many were moved.

    Fewer, also none, mean that the source ended or that this does not work here: the
    caller goes on with reading and writing.

    Raises:
        OSError: the target takes no more.
    """
    if not hasattr(os, "copy_file_range"):
        return 0
    moved = 0
    while moved < most:
        try:
            step = min(most - moved, _STEP)
            count = os.copy_file_range(source.fileno(), target.fileno(), step)
        except OSError as fault:
            if fault.errno in TARGET_FAULTS:
                raise
            break
        if not count:
            break
        moved += count
        note(count)
    return moved
