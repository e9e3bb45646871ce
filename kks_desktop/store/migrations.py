"""The schema, step by step. A step is plain SQL and never imports today's code.

sqlite-utils is imported only when a step is pending: it costs 70 ms at start.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

VERSION = 2
"""``PRAGMA user_version`` of a store that has every step."""

_FIRST = """
CREATE TABLE instrument (
    sha256 TEXT PRIMARY KEY,
    code TEXT NOT NULL,
    source BLOB NOT NULL
) STRICT;
CREATE TABLE assessment (
    id INTEGER PRIMARY KEY,
    submission_id TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('kabupaten', 'provinsi')),
    region_code TEXT NOT NULL,
    region_name TEXT NOT NULL,
    province_name TEXT NOT NULL,
    year INTEGER NOT NULL,
    instrument_code TEXT NOT NULL,
    instrument_sha256 TEXT NOT NULL REFERENCES instrument (sha256),
    practice INTEGER NOT NULL CHECK (practice IN (0, 1)),
    created_at TEXT NOT NULL
) STRICT;
CREATE TABLE entry (
    assessment INTEGER NOT NULL REFERENCES assessment (id),
    code TEXT NOT NULL,
    field TEXT NOT NULL,
    raw TEXT NOT NULL CHECK (raw <> ''),
    value TEXT,
    step INTEGER NOT NULL,
    PRIMARY KEY (assessment, code, field)
) STRICT;
CREATE TABLE history (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    assessment INTEGER NOT NULL REFERENCES assessment (id),
    step INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('edit', 'undo', 'redo', 'restore')),
    code TEXT NOT NULL,
    field TEXT NOT NULL,
    old_raw TEXT NOT NULL,
    new_raw TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    label TEXT NOT NULL,
    undone_by INTEGER,
    UNIQUE (assessment, step, code, field)
) STRICT;
CREATE INDEX history_of_code ON history (assessment, code, seq);
CREATE TABLE revision (
    assessment INTEGER NOT NULL REFERENCES assessment (id),
    number INTEGER NOT NULL,
    state_sha256 TEXT NOT NULL,
    submission BLOB NOT NULL,
    report BLOB NOT NULL,
    created_at TEXT NOT NULL,
    content_id TEXT NOT NULL,
    PRIMARY KEY (assessment, number)
) STRICT;
CREATE TABLE hand_over (
    id INTEGER PRIMARY KEY,
    assessment INTEGER NOT NULL REFERENCES assessment (id),
    revision INTEGER NOT NULL,
    file_name TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE TABLE trusted_key (
    key_id TEXT PRIMARY KEY,
    public TEXT NOT NULL,
    region TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('operator', 'head')),
    person TEXT NOT NULL,
    added_at TEXT NOT NULL
) STRICT;
"""

_SECOND = """
CREATE TABLE evidence (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    size INTEGER NOT NULL CHECK (size > 0),
    crc32 INTEGER NOT NULL,
    ext TEXT NOT NULL CHECK (ext <> ''),
    added_at TEXT NOT NULL,
    facts TEXT NOT NULL,
    checked_at TEXT NOT NULL,
    damaged TEXT NOT NULL CHECK (damaged IN ('', 'hilang', 'berubah'))
) STRICT;
"""


def _run(db: Database, script: str) -> None:
    for statement in script.split(";"):
        if statement.strip():
            db.execute(statement)


def _first(db: Database) -> None:
    """Entries with history, revisions, keys."""
    _run(db, _FIRST)


def _second(db: Database) -> None:
    """The files of proof that lie beside the store."""
    _run(db, _SECOND)


def migrate(connection: sqlite3.Connection) -> None:
    """Apply every pending step, each with its record in one transaction."""
    from sqlite_utils import Database, Migrations

    steps = Migrations("kks-desktop")
    steps(name="0001_first")(_first)
    steps(name="0002_evidence")(_second)
    db = Database(connection, execute_plugins=False)
    steps.apply(db)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.commit()
