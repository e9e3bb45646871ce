"""What came back to a district: receipts, verdicts, and receipts that were read out."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

_SINCE_VERSION = 4


class ReplyRow(NamedTuple):
    """An answer of the province; ``document`` and ``bag`` are empty for words.

    ``at`` is when the province decided, by its clock; a day for words.
    """

    id: str
    kind: str
    assessment: int
    revision: int
    in_reply_to: str
    verdict: str
    at: str
    document: bytes
    bag: bytes
    added_at: str


class SentRow(NamedTuple):
    """A content id under which a revision left this PC, and when it first did."""

    assessment: int
    revision: int
    content_id: str
    submission_id: str
    at: str


_COLUMNS = ", ".join(ReplyRow._fields)


def _is_new(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA user_version").fetchone()[0] >= _SINCE_VERSION)


def put_reply(connection: sqlite3.Connection, row: ReplyRow) -> bool:
    """Keep an answer; ``False`` if it was here before."""
    done = connection.execute(
        f"INSERT INTO reply ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        row,
    )
    return done.rowcount == 1


def replies_to(connection: sqlite3.Connection, assessment: int) -> list[ReplyRow]:
    """Every answer to an assessment, the oldest first; none in a store of before."""
    if not _is_new(connection):
        return []
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM reply WHERE assessment = ? ORDER BY revision, at, added_at, id",
        (assessment,),
    )
    return [ReplyRow(*row) for row in rows]


def sent_ids(connection: sqlite3.Connection) -> list[SentRow]:
    """Every content id under which a revision of this data folder left."""
    handed = ""
    if _is_new(connection):
        handed = (
            " UNION SELECT assessment, revision, content_id, at FROM hand_over"
            " WHERE content_id <> ''"
        )
    rows = connection.execute(
        "SELECT s.assessment, s.number, s.content_id, a.submission_id, min(s.at) FROM"
        " (SELECT assessment, number, content_id, created_at AS at FROM revision"
        f" WHERE content_id <> ''{handed}) AS s JOIN assessment AS a ON a.id = s.assessment"
        " GROUP BY s.assessment, s.number, s.content_id ORDER BY s.assessment, s.number"
    )
    return [SentRow(*row) for row in rows]
