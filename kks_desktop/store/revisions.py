"""Frozen revisions and hand-overs."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from kks_desktop.store.chain import is_chained


class RevisionRow(NamedTuple):
    """A frozen state: its submission document, its report, and its bundle's identity.

    ``content_id`` is empty while the revision has certainly not left this PC.
    ``history_head`` is the head of the assessment's history at that moment, empty for one
    that was frozen before there was a chain. ``omitted`` are the SHA-256 of the files that
    the province had by then, with spaces between, which the bundle therefore leaves out.
    """

    assessment: int
    number: int
    state_sha256: str
    submission: bytes
    report: bytes
    created_at: str
    content_id: str
    history_head: str = ""
    omitted: str = ""


class HandOverRow(NamedTuple):
    """One time that a bundle was written somewhere.

    ``content_id`` is of what was written: the revision's own, or that of its full form.
    ``place`` is in words; ``files`` is JSON, what to compare with when it is read again.
    """

    assessment: int
    revision: int
    file_name: str
    at: str
    content_id: str = ""
    place: str = ""
    sealed: bool = False
    files: str = ""


_SINCE_VERSION = 4
"""``user_version`` of the first store that knows where hand-overs went and what is omitted."""


def _is_new(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA user_version").fetchone()[0] >= _SINCE_VERSION)


def newest_sent(connection: sqlite3.Connection, assessment: int) -> RevisionRow | None:
    """The highest revision that left this PC; ``None`` before the first sending."""
    head = "history_head" if is_chained(connection) else "''"
    omitted = "omitted" if _is_new(connection) else "''"
    row = connection.execute(
        "SELECT assessment, number, state_sha256, submission, report, created_at, content_id,"
        f" {head}, {omitted} FROM revision WHERE assessment = ? AND content_id <> ''"
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
        " content_id, history_head, omitted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (assessment, number)"
        " DO UPDATE SET state_sha256 = excluded.state_sha256, submission = excluded.submission,"
        " report = excluded.report, created_at = excluded.created_at,"
        " content_id = excluded.content_id, history_head = excluded.history_head,"
        " omitted = excluded.omitted"
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


def put_hand_over(connection: sqlite3.Connection, row: HandOverRow) -> int:
    """Note that a bundle was written and read back; gives the note its number."""
    done = connection.execute(
        "INSERT INTO hand_over (assessment, revision, file_name, at, content_id, place, sealed,"
        " files) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        row,
    )
    return int(done.lastrowid or 0)


def all_hand_overs(
    connection: sqlite3.Connection, assessment: int
) -> list[tuple[int, HandOverRow]]:
    """Every hand-over with its number, the newest first."""
    more = ", content_id, place, sealed, files" if _is_new(connection) else ""
    rows = connection.execute(
        f"SELECT id, assessment, revision, file_name, at{more} FROM hand_over"
        " WHERE assessment = ? ORDER BY id DESC",
        (assessment,),
    )
    found = [(number, HandOverRow(*values)) for number, *values in rows]
    return [(number, row._replace(sealed=bool(row.sealed))) for number, row in found]


def last_hand_over(connection: sqlite3.Connection, assessment: int) -> HandOverRow | None:
    """The newest hand-over; ``None`` if nothing was ever sent."""
    return next((row for _, row in all_hand_overs(connection, assessment)), None)
