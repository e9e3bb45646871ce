"""Whose signatures this data folder believes, and the signed papers of a province."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

SINCE_VERSION = 4
"""``user_version`` of the first store with keys of every role."""
OWN, COMPARED, FROM_KEYRING = "sendiri", "dicocokkan", "daftar kunci"
"""Where a key comes from: made here, compared by people, told by a province's keyring."""
KEYRING, REFERENCE = "keyring", "reference"


class TrustedKeyRow(NamedTuple):
    """A public key whose signature this data folder believes once it is confirmed.

    Times are ISO texts. ``confirmed_at`` is empty while a second person has yet to
    confirm; ``not_before``, ``not_after``, ``revoked_at`` and ``reason`` are ``None`` where
    nothing limits the key.
    """

    key_id: str
    public: str
    region: str
    role: str
    person: str
    added_at: str
    source: str = OWN
    added_by: str = ""
    confirmed_at: str = ""
    confirmed_by: str = ""
    not_before: str | None = None
    not_after: str | None = None
    revoked_at: str | None = None
    reason: str | None = None


class PaperRow(NamedTuple):
    """A keyring or reference as it was signed: its document, and the whole bag to pass on."""

    kind: str
    province: str
    serial: int
    content_id: str
    issued_at: str
    document: bytes
    bag: bytes
    added_at: str


_KEY_COLUMNS = ", ".join(TrustedKeyRow._fields)
_PAPER_COLUMNS = ", ".join(PaperRow._fields)


def _is_new(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA user_version").fetchone()[0] >= SINCE_VERSION)


def put_trusted_keys(connection: sqlite3.Connection, rows: Sequence[TrustedKeyRow]) -> None:
    """Keep these keys; one already known is left as it is."""
    connection.executemany(
        f"INSERT INTO trusted_key ({_KEY_COLUMNS})"
        f" VALUES ({', '.join('?' * len(TrustedKeyRow._fields))}) ON CONFLICT DO NOTHING",
        rows,
    )


def trusted_keys(connection: sqlite3.Connection) -> list[TrustedKeyRow]:
    """Every key, also those still to be confirmed, as they were added."""
    if not _is_new(connection):
        rows = connection.execute(
            "SELECT key_id, public, region, role, person, added_at FROM trusted_key"
            " ORDER BY added_at, key_id"
        )
        return [TrustedKeyRow(*row)._replace(confirmed_at=row[-1]) for row in rows]
    rows = connection.execute(f"SELECT {_KEY_COLUMNS} FROM trusted_key ORDER BY added_at, key_id")
    return [TrustedKeyRow(*row) for row in rows]


def confirm_key(connection: sqlite3.Connection, public: str, at: str, by: str) -> None:
    """A second person stands for a key; one confirmed already is left as it is."""
    connection.execute(
        "UPDATE trusted_key SET confirmed_at = ?, confirmed_by = ?"
        " WHERE public = ? AND confirmed_at = ''",
        (at, by, public),
    )


def drop_unconfirmed(connection: sqlite3.Connection, public: str) -> None:
    """Forget a key that nobody confirmed."""
    connection.execute("DELETE FROM trusted_key WHERE public = ? AND confirmed_at = ''", (public,))


def revoke_key(
    connection: sqlite3.Connection, public: str, revoked_at: str | None, reason: str
) -> None:
    """A key counts no longer, from a time on (``superseded``) or at all (``compromised``)."""
    connection.execute(
        "UPDATE trusted_key SET revoked_at = ?, reason = ? WHERE public = ?",
        (revoked_at, reason, public),
    )


def adopt_keys(connection: sqlite3.Connection, rows: Sequence[TrustedKeyRow]) -> None:
    """Take over what a keyring says; of a key already known, its times only.

    A keyring that was signed before somebody here revoked a key does not bring it back, and
    a betrayed key stays betrayed whatever a keyring says.
    """
    put_trusted_keys(connection, rows)
    connection.executemany(
        "UPDATE trusted_key SET not_before = ?, not_after = ? WHERE public = ?",
        [(r.not_before, r.not_after, r.public) for r in rows],
    )
    connection.executemany(
        "UPDATE trusted_key SET revoked_at = ?, reason = ? WHERE public = ?"
        " AND reason IS NOT 'compromised' AND (source = ? OR reason IS NULL OR ? IS NOT NULL)",
        [(r.revoked_at, r.reason, r.public, FROM_KEYRING, r.reason) for r in rows],
    )


def put_paper(connection: sqlite3.Connection, row: PaperRow) -> None:
    """Keep a paper of a province; the same one again changes nothing."""
    connection.execute(
        f"INSERT INTO province_paper ({_PAPER_COLUMNS})"
        f" VALUES ({', '.join('?' * len(PaperRow._fields))}) ON CONFLICT DO NOTHING",
        row,
    )


def newest_paper(connection: sqlite3.Connection, kind: str, province: str) -> PaperRow | None:
    """The paper of a kind with the highest serial; ``None`` if there is none."""
    if not _is_new(connection):
        return None
    row = connection.execute(
        f"SELECT {_PAPER_COLUMNS} FROM province_paper"
        " WHERE kind = ? AND province = ? ORDER BY serial DESC LIMIT 1",
        (kind, province),
    ).fetchone()
    return PaperRow(*row) if row else None


def letter_rule(connection: sqlite3.Connection, province: str) -> str:
    """What the reference in force says of the signed letter: ``hard``, ``soft``.

    Empty where there is no reference.
    """
    if not _is_new(connection):
        return ""
    row = connection.execute(
        "SELECT json_extract(CAST(document AS TEXT), '$.policy.surat') FROM province_paper"
        " WHERE kind = 'reference' AND province = ? ORDER BY serial DESC LIMIT 1",
        (province,),
    ).fetchone()
    return str(row[0]) if row else ""
