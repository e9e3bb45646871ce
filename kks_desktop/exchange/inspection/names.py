"""What the name of a file gives away: its ending, and whether it hides one."""

from __future__ import annotations

import re

from kks_desktop.domain.file_names import clean_name

# Marks that make the rest of a line run the other way: "exe.fdp" is then shown as "pdf.exe".
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_PROGRAM_ENDINGS = frozenset(
    "app application bat bin chm cmd com cpl desktop dll exe gadget hta inf jar js jse lnk mjs msc"
    " msi msix msp pif pl ps1 psm1 py pyw reg scf scr sh sys url vb vbe vbs ws wsf wsh".split()
)

# Of these, the ones that nobody has inside a name by chance (www.dinkes.com.pdf).
_DISGUISES = frozenset("bat cmd exe hta jar js lnk msi pif ps1 scr vbs".split())


def ending_of(name: str) -> str:
    """The ending in small letters without its dot; empty without one."""
    stem, dot, ending = clean_name(name).rpartition(".")
    return ending.strip().lower() if dot and stem else ""


def is_program_ending(ending: str) -> bool:
    """Tell whether Windows would run a file with this ending."""
    return ending in _PROGRAM_ENDINGS


def is_disguised(name: str) -> bool:
    """Tell whether a name hides what it ends in: turned letters, or a second ending.

    ``laporan.pdf.exe`` and ``laporan.exe.pdf`` both are; ``SK No. 12.pdf`` is not.
    """
    if _TURNING.search(name):
        return True
    parts = [part.strip().lower() for part in clean_name(name).split(".")]
    return len(parts) > 2 and not _DISGUISES.isdisjoint(parts[1:])
