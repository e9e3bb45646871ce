"""Look at the whole database file, and at when it was last written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from kks_desktop.store.connection import open_reader
from kks_desktop.store.faults import damage_of

_STEPS = 100_000
"""Instructions of SQLite between two questions whether to stop; some milliseconds."""


def full_damage(folder: Path, stop: Callable[[], bool] = lambda: False) -> str:
    """SQLite's full integrity check: empty if sound, else its first finding.

    Raises:
        StoreError: the file cannot be opened or read just now.
        InterruptedError: ``stop`` gave true.
    """
    with closing(open_reader(folder)) as connection:
        connection.set_progress_handler(lambda: int(stop()), _STEPS)
        try:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            loose = connection.execute("PRAGMA foreign_key_check").fetchone()
        except sqlite3.DatabaseError as cause:
            if cause.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise InterruptedError from cause
            return damage_of(cause)
    if found != "ok":
        return str(found)
    return f"foreign_key_check: {loose[0]}" if loose else ""


def last_write(connection: sqlite3.Connection) -> str:
    """When the newest change of any assessment was made, UTC in ISO form; empty for none."""
    row = connection.execute("SELECT at FROM history ORDER BY seq DESC LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def last_change(connection: sqlite3.Connection) -> tuple[str, str, str]:
    """Code, field and text of the newest change; empty texts for none."""
    row = connection.execute(
        "SELECT code, field, new_raw FROM history ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    return (str(row[0]), str(row[1]), str(row[2])) if row else ("", "", "")


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """The number of rows of each table."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " ORDER BY name"
    ).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for (name,) in names
    }


def schema_version(connection: sqlite3.Connection) -> int:
    """The version of the tables."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
