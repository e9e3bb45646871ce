"""What can still be read of damaged data and is not in the newest backup."""

from __future__ import annotations

from pathlib import Path

from kks_desktop.domain.errors import KksError
from kks_desktop.domain.numbers import format_number
from kks_desktop.domain.registers import register_of
from kks_desktop.domain.restoring import StateKey
from kks_desktop.services.backups import find_backups
from kks_desktop.services.restoring import read_backup_state
from kks_desktop.services.salvage import readable_fields

NAMED = 12
"""Places that are named; of more, how many there are is enough."""


def lacking_words(data: Path) -> str:
    """A sentence with the list of what the newest backup lacks; empty without a backup.

    Raises:
        KksError: what can be read cannot be copied for reading.
    """
    try:
        backup = find_backups(data)[0].backup
        state = read_backup_state(backup)
    except KksError:
        return ""
    found = [
        key for key, raw in readable_fields(data).items() if raw and state.fields.get(key) != raw
    ]
    if not found:
        return "Semua isian yang masih terbaca ada juga di cadangan itu."
    places = list(dict.fromkeys(_place(key) for key in sorted(found)))
    named = ", ".join(places[:NAMED])
    more = f" dan {format_number(len(places) - NAMED)} tempat lain" if len(places) > NAMED else ""
    return (
        f"Cadangan itu tidak memuat {format_number(len(found))} isian yang masih terbaca di sini, "
        f"yaitu pada {named}{more}. Selamatkan isinya dulu bila isian itu diperlukan."
    )


def _place(key: StateKey) -> str:
    register = register_of(key[1])
    return register.title if register is not None else key[1].partition(":")[0]
