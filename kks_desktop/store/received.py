"""What came in at the province: revisions of every region, their files, and what waits."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_SINCE_VERSION = 4


class ReceivedRow(NamedTuple):
    """A revision as it came in; ``document`` are the bytes of its submission.

    ``scored``, ``signers`` and ``volumes`` are JSON. Times are UTC in ISO form, and
    ``created_at`` is what the sender's clock said.
    """

    content_id: str
    submission_id: str
    region: str
    year: int
    revision: int
    previous_content_id: str | None
    history_head: str | None
    state: str
    instrument_sha256: str
    document: bytes
    document_sha256: str
    scored: str
    signers: str
    volumes: str
    file_name: str
    created_at: str
    received_at: str
    received_by: str


class KnownRow(NamedTuple):
    """As much of a received revision as judging another one needs."""

    content_id: str
    submission_id: str
    revision: int
    state: str
    document_sha256: str


class WaitingRow(NamedTuple):
    """A kept file that may pass later; what is not known of it yet is ``None``."""

    file_sha256: str
    file_name: str
    size: int
    refusal: str
    content_id: str | None
    region: str | None
    year: int | None
    revision: int | None
    volume: int | None
    first_at: str
    last_at: str


class ReceiptRow(NamedTuple):
    """What is answered to a received revision; ``bag`` is the signed file once it is signed."""

    receipt_id: str
    content_id: str
    verdict: str
    at: str
    document: bytes
    key_id: str
    bag: bytes | None


_COLUMNS = ", ".join(ReceivedRow._fields)
_LISTED = tuple(name for name in ReceivedRow._fields if name != "document")
_WAITING = ", ".join(WaitingRow._fields)
_RECEIPT = ", ".join(ReceiptRow._fields)


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def has_received(connection: sqlite3.Connection) -> bool:
    """Whether the store has these tables: one of an older version, only read, has not."""
    return bool(connection.execute("PRAGMA user_version").fetchone()[0] >= _SINCE_VERSION)


# ------------------------------------------------------------ revisions


def known_of(connection: sqlite3.Connection, region: str, year: int) -> list[KnownRow]:
    """Every received revision of a region and year."""
    rows = connection.execute(
        f"SELECT {', '.join(KnownRow._fields)} FROM received WHERE region = ? AND year = ?"
        " ORDER BY received_at, content_id",
        (region, year),
    )
    return [KnownRow(*row) for row in rows]


def received_row(connection: sqlite3.Connection, content_id: str) -> ReceivedRow | None:
    """One received revision with its document."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM received WHERE content_id = ?", (content_id,)
    ).fetchone()
    return ReceivedRow(*row) if row else None


def current_document(connection: sqlite3.Connection, region: str, year: int) -> bytes | None:
    """The submission that applies for a region and year."""
    row = connection.execute(
        "SELECT document FROM received WHERE region = ? AND year = ? AND state = 'berlaku'",
        (region, year),
    ).fetchone()
    return row[0] if row else None


def current_id(connection: sqlite3.Connection, region: str, year: int) -> str | None:
    """The content id of what applies for a region and year."""
    row = connection.execute(
        "SELECT content_id FROM received WHERE region = ? AND year = ? AND state = 'berlaku'",
        (region, year),
    ).fetchone()
    return row[0] if row else None


def all_received(connection: sqlite3.Connection) -> list[ReceivedRow]:
    """Every received revision, the newest first; their documents are left empty."""
    if not has_received(connection):
        return []
    rows = connection.execute(
        f"SELECT {', '.join(_LISTED)} FROM received ORDER BY received_at DESC, content_id"
    )
    return [ReceivedRow(document=b"", **dict(zip(_LISTED, row, strict=True))) for row in rows]


def put_received(connection: sqlite3.Connection, row: ReceivedRow) -> None:
    """Store a revision; what applied before must have been given another state."""
    connection.execute(
        f"INSERT INTO received ({_COLUMNS}) VALUES ({_marks(len(row))})",
        row,
    )


def set_state(connection: sqlite3.Connection, content_id: str, state: str) -> None:
    """Change how a revision stands."""
    connection.execute("UPDATE received SET state = ? WHERE content_id = ?", (state, content_id))


def drop_received(connection: sqlite3.Connection, content_id: str) -> None:
    """Forget a revision that nobody confirmed; a confirmed one stays."""
    connection.execute(
        "DELETE FROM received_file WHERE content_id IN"
        " (SELECT content_id FROM received WHERE content_id = ? AND state = 'belum disahkan')",
        (content_id,),
    )
    connection.execute(
        "DELETE FROM received WHERE content_id = ? AND state = 'belum disahkan'", (content_id,)
    )


def set_signers(connection: sqlite3.Connection, content_id: str, signers: str) -> None:
    """Note whose keys the signatures were, once they are known."""
    connection.execute(
        "UPDATE received SET signers = ? WHERE content_id = ?", (signers, content_id)
    )


def replace_current(connection: sqlite3.Connection, region: str, year: int) -> None:
    """What applied for a region and year applies no longer."""
    connection.execute(
        "UPDATE received SET state = 'digantikan'"
        " WHERE region = ? AND year = ? AND state = 'berlaku'",
        (region, year),
    )


# ------------------------------------------------------------ their files


def put_received_files(
    connection: sqlite3.Connection, content_id: str, files: Iterable[str]
) -> None:
    """Note which files a revision lists, so that they are kept."""
    connection.executemany(
        "INSERT INTO received_file (sha256, content_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(sha256, content_id) for sha256 in files],
    )


class HeldRow(NamedTuple):
    """A file that the store knows; whether it still lies there is for its folder to say."""

    sha256: str
    ext: str
    size: int


def held_for(connection: sqlite3.Connection, region: str) -> list[HeldRow]:
    """The files in the store that came in with confirmed revisions of a region."""
    rows = connection.execute(
        "SELECT DISTINCT e.sha256, e.ext, e.size FROM received_file AS f"
        " JOIN received AS r USING (content_id) JOIN evidence AS e USING (sha256)"
        " WHERE r.region = ? AND r.state <> 'belum disahkan' AND e.damaged = ''",
        (region,),
    )
    return [HeldRow(*row) for row in rows]


# ------------------------------------------------------------ waiting


def put_waiting(connection: sqlite3.Connection, row: WaitingRow) -> None:
    """Keep a file that may pass later; one known before keeps its first moment."""
    connection.execute(
        f"INSERT INTO waiting ({_WAITING}) VALUES ({_marks(len(row))})"
        " ON CONFLICT (file_sha256) DO UPDATE SET refusal = excluded.refusal,"
        " content_id = excluded.content_id, region = excluded.region, year = excluded.year,"
        " revision = excluded.revision, volume = excluded.volume, last_at = excluded.last_at",
        row,
    )


def all_waiting(connection: sqlite3.Connection) -> list[WaitingRow]:
    """Every kept file, the one that waits longest first."""
    if not has_received(connection):
        return []
    rows = connection.execute(f"SELECT {_WAITING} FROM waiting ORDER BY first_at, file_sha256")
    return [WaitingRow(*row) for row in rows]


def drop_waiting(connection: sqlite3.Connection, files: Sequence[str]) -> None:
    """Files by SHA-256 wait no longer."""
    connection.executemany(
        "DELETE FROM waiting WHERE file_sha256 = ?", [(sha256,) for sha256 in files]
    )


# ------------------------------------------------------------ receipts


def put_receipt(connection: sqlite3.Connection, row: ReceiptRow) -> None:
    """Store what is answered, once for each revision: a receipt given out is never changed."""
    connection.execute(
        f"INSERT INTO receipt ({_RECEIPT}) VALUES ({_marks(len(row))}) ON CONFLICT DO NOTHING",
        row,
    )


def receipt_of(connection: sqlite3.Connection, content_id: str) -> ReceiptRow | None:
    """What was answered to a revision."""
    row = connection.execute(
        f"SELECT {_RECEIPT} FROM receipt WHERE content_id = ?", (content_id,)
    ).fetchone()
    return ReceiptRow(*row) if row else None


def all_receipts(connection: sqlite3.Connection) -> list[ReceiptRow]:
    """Every receipt without its document; ``bag`` is empty for a signed one."""
    if not has_received(connection):
        return []
    rows = connection.execute(
        "SELECT receipt_id, content_id, verdict, at, x'', key_id,"
        " CASE WHEN bag IS NULL THEN NULL ELSE x'' END FROM receipt"
    )
    return [ReceiptRow(*row) for row in rows]


def unsigned_receipts(connection: sqlite3.Connection) -> list[ReceiptRow]:
    """Receipts that wait for their signature, the oldest first."""
    if not has_received(connection):
        return []
    rows = connection.execute(
        f"SELECT {_RECEIPT} FROM receipt WHERE bag IS NULL ORDER BY at, receipt_id"
    )
    return [ReceiptRow(*row) for row in rows]


def sign_receipt(connection: sqlite3.Connection, receipt_id: str, key_id: str, bag: bytes) -> None:
    """Keep the signed file of a receipt; the first one stays."""
    connection.execute(
        "UPDATE receipt SET key_id = ?, bag = ? WHERE receipt_id = ? AND bag IS NULL",
        (key_id, bag, receipt_id),
    )


# ------------------------------------------------------------ instruments


def instrument_codes(connection: sqlite3.Connection) -> dict[str, str]:
    """The instruments kept here: code by SHA-256."""
    return dict(connection.execute("SELECT sha256, code FROM instrument").fetchall())


def put_instrument(connection: sqlite3.Connection, sha256: str, code: str, source: bytes) -> None:
    """Keep an instrument file that a revision was answered by."""
    connection.execute(
        "INSERT INTO instrument (sha256, code, source) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (sha256, code, source),
    )
