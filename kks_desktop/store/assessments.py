"""Assessments and the instruments that they were begun with."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from kks_desktop.store.chain import is_chained


class AssessmentRow(NamedTuple):
    """One region, one year, one instrument; ``created_at`` is UTC in ISO form."""

    id: int
    submission_id: str
    role: str
    region_code: str
    region_name: str
    province_name: str
    year: int
    instrument_code: str
    instrument_sha256: str
    practice: bool
    created_at: str


_COLUMNS = (
    "id, submission_id, role, region_code, region_name, province_name, year, instrument_code, "
    "instrument_sha256, practice, created_at"
)
_PRACTICE_AT = 9


def insert_assessment(
    connection: sqlite3.Connection, row: AssessmentRow, instrument_source: bytes
) -> None:
    """Store an assessment and the instrument file it keeps for good."""
    connection.execute(
        "INSERT INTO instrument (sha256, code, source) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (row.instrument_sha256, row.instrument_code, instrument_source),
    )
    connection.execute(
        f"INSERT INTO assessment ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            row.id,
            row.submission_id,
            row.role,
            row.region_code,
            row.region_name,
            row.province_name,
            row.year,
            row.instrument_code,
            row.instrument_sha256,
            int(row.practice),
            row.created_at,
        ),
    )


def all_assessments(connection: sqlite3.Connection) -> list[AssessmentRow]:
    """Every assessment of the data folder that is not in the bin, the one begun last first."""
    kept = ""
    if is_chained(connection):
        kept = "WHERE id NOT IN (SELECT assessment FROM binned_assessment)"
    rows = connection.execute(f"SELECT {_COLUMNS} FROM assessment {kept} ORDER BY id DESC")
    return [_row(row) for row in rows]


def newest_assessment(connection: sqlite3.Connection) -> AssessmentRow | None:
    """The assessment begun last; ``None`` in a fresh data folder."""
    return next(iter(all_assessments(connection)), None)


def next_id(connection: sqlite3.Connection) -> int:
    """The id for the next assessment; one in the bin keeps its own."""
    row = connection.execute("SELECT max(id) FROM assessment").fetchone()
    return (row[0] or 0) + 1


def _row(found: Sequence[Any]) -> AssessmentRow:
    values = list(found)
    values[_PRACTICE_AT] = bool(values[_PRACTICE_AT])
    return AssessmentRow(*values)


def instrument_source(connection: sqlite3.Connection, sha256: str) -> bytes | None:
    """The TOML file of an instrument that an assessment keeps."""
    row = connection.execute("SELECT source FROM instrument WHERE sha256 = ?", (sha256,)).fetchone()
    return row[0] if row else None
