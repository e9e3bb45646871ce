"""The schema, step by step. A step is plain SQL and never imports today's code.

sqlite-utils is imported only when a step is pending: it costs 70 ms at start.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

VERSION = 4
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


_THIRD = """
CREATE TABLE history_chained (
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
    chain BLOB NOT NULL CHECK (length(chain) = 32)
) STRICT;
"""
_THIRD_AFTER = """
DROP TABLE history;
ALTER TABLE history_chained RENAME TO history;
CREATE INDEX history_of_code ON history (assessment, code, seq);
CREATE INDEX history_of_step ON history (assessment, step, code, field);
ALTER TABLE revision ADD COLUMN history_head TEXT NOT NULL DEFAULT '';
CREATE TABLE binned_assessment (
    assessment INTEGER PRIMARY KEY REFERENCES assessment (id),
    at TEXT NOT NULL,
    who TEXT NOT NULL
) STRICT;
"""


_FOURTH = """
CREATE TABLE trusted_key_4 (
    public TEXT PRIMARY KEY,
    key_id TEXT NOT NULL,
    region TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('operator', 'head', 'root', 'receipt')),
    person TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('sendiri', 'dicocokkan', 'daftar kunci')),
    added_at TEXT NOT NULL,
    added_by TEXT NOT NULL,
    confirmed_at TEXT NOT NULL,
    confirmed_by TEXT NOT NULL,
    not_before TEXT,
    not_after TEXT,
    revoked_at TEXT,
    reason TEXT CHECK (reason IN ('superseded', 'compromised'))
) STRICT;
INSERT INTO trusted_key_4 (public, key_id, region, role, person, source, added_at, added_by,
    confirmed_at, confirmed_by)
    SELECT public, key_id, region, role, person, 'sendiri', added_at, '', added_at, ''
    FROM trusted_key;
DROP TABLE trusted_key;
ALTER TABLE trusted_key_4 RENAME TO trusted_key;
CREATE TABLE province_paper (
    kind TEXT NOT NULL CHECK (kind IN ('keyring', 'reference')),
    province TEXT NOT NULL,
    serial INTEGER NOT NULL CHECK (serial > 0),
    content_id TEXT NOT NULL UNIQUE,
    issued_at TEXT NOT NULL,
    document BLOB NOT NULL,
    bag BLOB NOT NULL,
    added_at TEXT NOT NULL,
    PRIMARY KEY (kind, province, serial)
) STRICT;
ALTER TABLE revision ADD COLUMN omitted TEXT NOT NULL DEFAULT '';
ALTER TABLE revision ADD COLUMN signature TEXT NOT NULL DEFAULT '';
ALTER TABLE hand_over ADD COLUMN content_id TEXT NOT NULL DEFAULT '';
ALTER TABLE hand_over ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE hand_over ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0 CHECK (sealed IN (0, 1));
ALTER TABLE hand_over ADD COLUMN files TEXT NOT NULL DEFAULT '';
UPDATE hand_over SET content_id = COALESCE((SELECT content_id FROM revision AS r
    WHERE r.assessment = hand_over.assessment AND r.number = hand_over.revision), '');
CREATE TABLE reply (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('receipt', 'verdict', 'words')),
    assessment INTEGER NOT NULL REFERENCES assessment (id),
    revision INTEGER NOT NULL,
    in_reply_to TEXT NOT NULL,
    verdict TEXT NOT NULL,
    at TEXT NOT NULL,
    document BLOB NOT NULL,
    bag BLOB NOT NULL,
    added_at TEXT NOT NULL
) STRICT;
CREATE TABLE received (
    content_id TEXT PRIMARY KEY,
    submission_id TEXT NOT NULL,
    region TEXT NOT NULL,
    year INTEGER NOT NULL,
    revision INTEGER NOT NULL CHECK (revision > 0),
    previous_content_id TEXT,
    history_head TEXT,
    state TEXT NOT NULL
        CHECK (state IN ('berlaku', 'digantikan', 'bertentangan', 'belum disahkan')),
    instrument_sha256 TEXT NOT NULL REFERENCES instrument (sha256),
    document BLOB NOT NULL,
    document_sha256 TEXT NOT NULL,
    scored TEXT NOT NULL,
    signers TEXT NOT NULL,
    volumes TEXT NOT NULL,
    file_name TEXT NOT NULL,
    created_at TEXT NOT NULL,
    received_at TEXT NOT NULL,
    received_by TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX received_current ON received (region, year) WHERE state = 'berlaku';
CREATE INDEX received_of ON received (region, year);
CREATE TABLE received_file (
    sha256 TEXT NOT NULL,
    content_id TEXT NOT NULL REFERENCES received (content_id),
    PRIMARY KEY (sha256, content_id)
) STRICT;
CREATE TABLE receipt (
    receipt_id TEXT PRIMARY KEY,
    content_id TEXT NOT NULL UNIQUE REFERENCES received (content_id),
    verdict TEXT NOT NULL,
    at TEXT NOT NULL,
    document BLOB NOT NULL,
    key_id TEXT NOT NULL,
    bag BLOB
) STRICT;
CREATE TABLE waiting (
    file_sha256 TEXT PRIMARY KEY CHECK (length(file_sha256) = 64),
    file_name TEXT NOT NULL,
    size INTEGER NOT NULL,
    refusal TEXT NOT NULL,
    content_id TEXT,
    region TEXT,
    year INTEGER,
    revision INTEGER,
    volume INTEGER,
    first_at TEXT NOT NULL,
    last_at TEXT NOT NULL
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


def _third(db: Database) -> None:
    """The history as a chain that is only added to; a bin for assessments.

    A row holds the SHA-256 over the hash before it and its own columns, each behind its
    length. Rows are numbered anew without gaps, so that one taken away later shows.
    """
    _run(db, _THIRD)
    db.conn.executemany(
        "INSERT INTO history_chained VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        _chained(db.conn),
    )
    _run(db, _THIRD_AFTER)


def _fourth(db: Database) -> None:
    """Keys of every role with their time; papers of the province; what came in and went back."""
    _run(db, _FOURTH)


def _chained(connection: sqlite3.Connection) -> Iterator[tuple[object, ...]]:
    heads = {
        number: hashlib.sha256(b"kks-desktop riwayat 1\n" + submission.encode()).digest()
        for number, submission in connection.execute("SELECT id, submission_id FROM assessment")
    }
    rows = connection.execute(
        "SELECT assessment, step, kind, code, field, old_raw, new_raw, who, at, label, undone_by"
        " FROM history ORDER BY seq"
    )
    for seq, (*columns, undone_by) in enumerate(rows, 1):
        parts = [heads[columns[0]]]
        for value in (seq, *columns):
            data = str(value).encode()
            parts += (len(data).to_bytes(4, "big"), data)
        heads[columns[0]] = chain = hashlib.sha256(b"".join(parts)).digest()
        yield (seq, *columns, undone_by, chain)


def migrate(connection: sqlite3.Connection) -> None:
    """Apply every pending step, each with its record in one transaction."""
    from sqlite_utils import Database, Migrations

    steps = Migrations("kks-desktop")
    steps(name="0001_first")(_first)
    steps(name="0002_evidence")(_second)
    steps(name="0003_chain")(_third)
    steps(name="0004_province")(_fourth)
    db = Database(connection, execute_plugins=False)
    steps.apply(db)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.commit()
