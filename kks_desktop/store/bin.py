"""What was deleted: fields that were cleared, and assessments that were put aside."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from kks_desktop.store.chain import is_chained


class BinnedAssessment(NamedTuple):
    """An assessment that was put into the bin; everything of it is still there."""

    assessment: int
    year: int
    at: str
    who: str


def erased_fields(
    connection: sqlite3.Connection, assessment: int, since: str
) -> list[tuple[int, str, str, str, str, str, str, str]]:
    """Fields of rows and files that were cleared, and rows taken out, in the order written.

    Step, code, field, old and new text, who, when and why of each.
    """
    rows = connection.execute(
        "SELECT step, code, field, old_raw, new_raw, who, at, label FROM history"
        " WHERE assessment = ? AND at >= ? AND instr(code, ':') > 0 AND old_raw <> new_raw"
        " AND (new_raw = '' OR field = 'dihapus') ORDER BY seq",
        (assessment, since),
    )
    return rows.fetchall()


def binned_assessments(connection: sqlite3.Connection, since: str) -> list[BinnedAssessment]:
    """The assessments in the bin, the last one put there first."""
    if not is_chained(connection):
        return []
    rows = connection.execute(
        "SELECT b.assessment, a.year, b.at, b.who FROM binned_assessment AS b"
        " JOIN assessment AS a ON a.id = b.assessment WHERE b.at >= ? ORDER BY b.at DESC",
        (since,),
    )
    return [BinnedAssessment(*row) for row in rows]


def put_into_bin(connection: sqlite3.Connection, assessment: int, at: str, who: str) -> None:
    """Mark an assessment as put aside; nothing of it is deleted."""
    connection.execute("INSERT INTO binned_assessment VALUES (?, ?, ?)", (assessment, at, who))


def take_from_bin(connection: sqlite3.Connection, assessment: int) -> None:
    """Bring an assessment back."""
    connection.execute("DELETE FROM binned_assessment WHERE assessment = ?", (assessment,))


def last_day_before(connection: sqlite3.Connection, day: str) -> str | None:
    """When something was last written before a day (ISO date), by the clock of that moment."""
    row = connection.execute("SELECT max(at) FROM history WHERE at < ?", (day,)).fetchone()
    return None if row[0] is None else str(row[0])
