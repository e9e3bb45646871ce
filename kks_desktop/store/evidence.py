"""Rows of the evidence files: what is kept of each beside its bytes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

SOUND, MISSING, CHANGED = "", "hilang", "berubah"
"""States of a stored file: as it was, not there any more, other bytes than it had."""
_SINCE_VERSION = 2


class EvidenceRow(NamedTuple):
    """A stored file; ``facts`` is the JSON of its inspection, empty until inspected.

    Times are UTC in ISO form; ``checked_at`` is when its bytes were last found to be
    (or not to be) what they were.
    """

    sha256: str
    size: int
    crc32: int
    ext: str
    added_at: str
    facts: str
    checked_at: str
    damaged: str


_COLUMNS = ", ".join(EvidenceRow._fields)


def put_evidence(connection: sqlite3.Connection, rows: Iterable[EvidenceRow]) -> None:
    """Store files that lie durably in their folder; one known before is sound again."""
    connection.executemany(
        f"INSERT INTO evidence ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (sha256) DO UPDATE SET added_at = excluded.added_at,"
        " checked_at = excluded.checked_at, damaged = '',"
        " facts = CASE WHEN excluded.facts = '' THEN facts ELSE excluded.facts END",
        list(rows),
    )


def load_evidence(connection: sqlite3.Connection) -> dict[str, EvidenceRow]:
    """Every row by its SHA-256; none in a store of before there was evidence."""
    if connection.execute("PRAGMA user_version").fetchone()[0] < _SINCE_VERSION:
        return {}
    rows = connection.execute(f"SELECT {_COLUMNS} FROM evidence ORDER BY sha256")
    return {row[0]: EvidenceRow(*row) for row in rows}


def evidence_row(connection: sqlite3.Connection, sha256: str) -> EvidenceRow | None:
    """One file's row; ``None`` for a file that is not in the store."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM evidence WHERE sha256 = ?", (sha256,)
    ).fetchone()
    return EvidenceRow(*row) if row else None


def evidence_sizes(connection: sqlite3.Connection) -> dict[str, int]:
    """The size of every file in bytes, by SHA-256; none in a store of before proof."""
    if connection.execute("PRAGMA user_version").fetchone()[0] < _SINCE_VERSION:
        return {}
    return dict(connection.execute("SELECT sha256, size FROM evidence").fetchall())


def damaged_files(connection: sqlite3.Connection) -> frozenset[str]:
    """The SHA-256 of files that are missing or changed; none in a store of before proof."""
    if connection.execute("PRAGMA user_version").fetchone()[0] < _SINCE_VERSION:
        return frozenset()
    rows = connection.execute("SELECT sha256 FROM evidence WHERE damaged <> ''")
    return frozenset(row[0] for row in rows)


def set_facts(connection: sqlite3.Connection, facts: Mapping[str, str]) -> None:
    """Keep what inspections found, JSON by SHA-256."""
    connection.executemany(
        "UPDATE evidence SET facts = ? WHERE sha256 = ?",
        [(table, sha256) for sha256, table in facts.items()],
    )


def set_damaged(connection: sqlite3.Connection, found: Mapping[str, str], at: str) -> None:
    """Note how files were found at a moment: sound, missing or changed, by SHA-256."""
    connection.executemany(
        "UPDATE evidence SET damaged = ?, checked_at = ? WHERE sha256 = ?",
        [(state, at, sha256) for sha256, state in found.items()],
    )


def drop_unused(connection: sqlite3.Connection, before: str) -> list[str]:
    """Forget files that nothing names, and of which nothing was said since a moment.

    An assessment names files, and at the province a received revision. Gives the SHA-256 of
    each; the files themselves go with the next sweep.
    """
    unused = [
        sha256
        for (sha256,) in connection.execute(
            "SELECT sha256 FROM evidence AS e WHERE added_at < :before"
            " AND NOT EXISTS (SELECT 1 FROM entry WHERE code = 'bukti:' || e.sha256)"
            " AND NOT EXISTS (SELECT 1 FROM received_file AS f WHERE f.sha256 = e.sha256)"
            " AND NOT EXISTS"
            " (SELECT 1 FROM history WHERE code = 'bukti:' || e.sha256 AND at >= :before)",
            {"before": before},
        )
    ]
    connection.executemany(
        "DELETE FROM evidence WHERE sha256 = ?", [(sha256,) for sha256 in unused]
    )
    return unused
