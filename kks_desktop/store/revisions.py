"""Frozen revisions, hand-overs, and the keys that this data folder trusts."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from kks_desktop.store.chain import is_chained


class RevisionRow(NamedTuple):
    """A frozen state: its submission document, its report, and its bundle's identity.

    ``content_id`` is empty while the revision has certainly not left this PC.
    ``history_head`` is the head of the assessment's history at that moment, empty for one
    that was frozen before there was a chain.
    """

    assessment: int
    number: int
    state_sha256: str
    submission: bytes
    report: bytes
    created_at: str
    content_id: str
    history_head: str = ""


class HandOverRow(NamedTuple):
    """One time that a bundle was written somewhere."""

    assessment: int
    revision: int
    file_name: str
    at: str


class TrustedKeyRow(NamedTuple):
    """A public key whose signature this data folder believes."""

    key_id: str
    public: str
    region: str
    role: str
    person: str
    added_at: str


def newest_sent(connection: sqlite3.Connection, assessment: int) -> RevisionRow | None:
    """The highest revision that left this PC; ``None`` before the first sending."""
    head = "history_head" if is_chained(connection) else "''"
    row = connection.execute(
        "SELECT assessment, number, state_sha256, submission, report, created_at, content_id,"
        f" {head} FROM revision WHERE assessment = ? AND content_id <> ''"
        " ORDER BY number DESC LIMIT 1",
        (assessment,),
    ).fetchone()
    return RevisionRow(*row) if row else None


def sent_heads(connection: sqlite3.Connection) -> list[tuple[int, int, str]]:
    """Assessment, number and head of the history of each revision that left this PC with one."""
    rows = connection.execute(
        "SELECT assessment, number, history_head FROM revision"
        " WHERE content_id <> '' AND history_head <> '' ORDER BY assessment, number"
    )
    return [(assessment, number, head) for assessment, number, head in rows]


def sent_numbers(connection: sqlite3.Connection, assessment: int) -> list[tuple[int, str]]:
    """Number and moment of freezing of each revision that left this PC, newest first."""
    rows = connection.execute(
        "SELECT number, created_at FROM revision WHERE assessment = ? AND content_id <> ''"
        " ORDER BY number DESC",
        (assessment,),
    )
    return [(number, at) for number, at in rows]


def submission_of(connection: sqlite3.Connection, assessment: int, number: int) -> bytes | None:
    """The submission document of a revision; ``None`` if there is none."""
    row = connection.execute(
        "SELECT submission FROM revision WHERE assessment = ? AND number = ?", (assessment, number)
    ).fetchone()
    return row[0] if row else None


def content_id_of(connection: sqlite3.Connection, assessment: int, number: int) -> str:
    """The content id of a revision's bundle; empty if there is none."""
    row = connection.execute(
        "SELECT content_id FROM revision WHERE assessment = ? AND number = ?", (assessment, number)
    ).fetchone()
    return row[0] if row else ""


def signature_of(connection: sqlite3.Connection, assessment: int, number: int) -> str:
    """The signature of a revision's bundle in hex; empty where none was noted."""
    columns = connection.execute("SELECT name FROM pragma_table_info('revision')")
    if ("signature",) not in [tuple(row) for row in columns]:
        return ""  # a store of an older version, opened only for reading
    row = connection.execute(
        "SELECT signature FROM revision WHERE assessment = ? AND number = ?", (assessment, number)
    ).fetchone()
    return row[0] if row else ""


def note_signature(
    connection: sqlite3.Connection, assessment: int, number: int, signature: str
) -> None:
    """Note the signature, in hex, with which a revision's bundle was written last."""
    connection.execute(
        "UPDATE revision SET signature = ? WHERE assessment = ? AND number = ?",
        (signature, assessment, number),
    )


def put_revision(connection: sqlite3.Connection, row: RevisionRow) -> None:
    """Store a revision; one that has left this PC is never overwritten."""
    connection.execute(
        "INSERT INTO revision (assessment, number, state_sha256, submission, report, created_at,"
        " content_id, history_head) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (assessment, number)"
        " DO UPDATE SET state_sha256 = excluded.state_sha256, submission = excluded.submission,"
        " report = excluded.report, created_at = excluded.created_at,"
        " content_id = excluded.content_id, history_head = excluded.history_head"
        " WHERE revision.content_id = ''",
        row,
    )


def take_back_revision(connection: sqlite3.Connection, assessment: int, number: int) -> None:
    """Forget that a revision left: nothing of it was written."""
    connection.execute(
        "UPDATE revision SET content_id = '' WHERE assessment = ? AND number = ?"
        " AND NOT EXISTS (SELECT 1 FROM hand_over AS h"
        " WHERE h.assessment = revision.assessment AND h.revision = revision.number)",
        (assessment, number),
    )


def put_hand_over(connection: sqlite3.Connection, row: HandOverRow) -> None:
    """Note that a bundle was written and read back."""
    connection.execute(
        "INSERT INTO hand_over (assessment, revision, file_name, at) VALUES (?, ?, ?, ?)",
        row,
    )


def last_hand_over(connection: sqlite3.Connection, assessment: int) -> HandOverRow | None:
    """The newest hand-over; ``None`` if nothing was ever sent."""
    row = connection.execute(
        "SELECT assessment, revision, file_name, at FROM hand_over WHERE assessment = ?"
        " ORDER BY id DESC LIMIT 1",
        (assessment,),
    ).fetchone()
    return HandOverRow(*row) if row else None


def put_trusted_keys(connection: sqlite3.Connection, rows: Sequence[TrustedKeyRow]) -> None:
    """Trust these keys; a key already known is left as it is."""
    connection.executemany(
        "INSERT INTO trusted_key (key_id, public, region, role, person, source, added_at,"
        " added_by, confirmed_at, confirmed_by) VALUES (?, ?, ?, ?, ?, 'sendiri', ?, '', ?, '')"
        " ON CONFLICT DO NOTHING",
        [(*row, row.added_at) for row in rows],
    )


def trusted_keys(connection: sqlite3.Connection) -> list[TrustedKeyRow]:
    """Every trusted key."""
    rows = connection.execute(
        "SELECT key_id, public, region, role, person, added_at FROM trusted_key"
        " ORDER BY added_at, key_id"
    )
    return [TrustedKeyRow(*row) for row in rows]
