"""The chain of the history: each row holds a hash over itself and the row before it.

What is hashed is frozen with version 1 of the chain (``docs/format-berkas.md``): the hash of
the row before, then every column as UTF-8 behind its length. ``undone_by`` is not part of
it: it changes later, and follows from the undo rows, which are.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

SINCE_VERSION = 3
"""The first version of the store whose history is a chain."""
_GENESIS = b"kks-desktop riwayat 1\n"
_COLUMNS = "seq, assessment, step, kind, code, field, old_raw, new_raw, who, at, label"
_BATCH = 2000

CHANGED, REMOVED, INSERTED = "changed", "removed", "inserted"


class ChainBreak(NamedTuple):
    """The first row that does not fit: ``kind`` says what happened to it or right before it.

    Where rows were removed at the very end, ``seq`` is the first one lacking and the rest
    is of the last row that is there.
    """

    kind: str
    seq: int
    assessment: int
    code: str
    at: str


class ChainRow(NamedTuple):
    """What is hashed of a row, in this order, and the hash stored with it."""

    columns: tuple[int | str, ...]
    chain: bytes

    @property
    def seq(self) -> int:
        """Its number in the order written."""
        return int(self.columns[0])

    @property
    def assessment(self) -> int:
        """Whose history it belongs to."""
        return int(self.columns[1])

    @property
    def code(self) -> str:
        """What it speaks of."""
        return str(self.columns[4])

    @property
    def at(self) -> str:
        """When it was written, by the clock of that moment."""
        return str(self.columns[9])


def genesis(submission_id: str) -> bytes:
    """What the first row of an assessment is chained to."""
    return hashlib.sha256(_GENESIS + submission_id.encode()).digest()


def link(before: bytes, columns: Sequence[int | str]) -> bytes:
    """The hash of a row: seq, assessment, step, kind, code, field, old, new, who, at, label."""
    parts = [before]
    for value in columns:
        data = str(value).encode()
        parts += (len(data).to_bytes(4, "big"), data)
    return hashlib.sha256(b"".join(parts)).digest()


def is_chained(connection: sqlite3.Connection) -> bool:
    """Whether this store is new enough to have the chain."""
    return bool(connection.execute("PRAGMA user_version").fetchone()[0] >= SINCE_VERSION)


def head_of(connection: sqlite3.Connection, assessment: int) -> bytes:
    """The hash of the newest row of an assessment."""
    # the plus keeps SQLite from gathering every row of the assessment and sorting it
    row = connection.execute(
        "SELECT chain FROM history WHERE +assessment = ? ORDER BY seq DESC LIMIT 1", (assessment,)
    ).fetchone()
    return row[0] if row else _start_of(connection, assessment)


def _start_of(connection: sqlite3.Connection, assessment: int) -> bytes:
    row = connection.execute(
        "SELECT submission_id FROM assessment WHERE id = ?", (assessment,)
    ).fetchone()
    return genesis(row[0] if row else "")


def next_seq(connection: sqlite3.Connection) -> int:
    """The number of the next row; one that was ever given is not given again."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'history'").fetchone()
    return (row[0] if row else 0) + 1


def starts(connection: sqlite3.Connection) -> dict[int, bytes]:
    """What the chain of each assessment begins with."""
    rows = connection.execute("SELECT id, submission_id FROM assessment")
    return {number: genesis(submission_id) for number, submission_id in rows}


def count_rows(connection: sqlite3.Connection) -> int:
    """How many rows of history there are, of all assessments."""
    return int(connection.execute("SELECT count(*) FROM history").fetchone()[0])


def walk(
    connection: sqlite3.Connection, on_batch: Callable[[int], None] = lambda done: None
) -> Iterator[ChainRow]:
    """Every row in the order written.

    ``on_batch`` is told how many rows are done, and may raise to stop.
    """
    cursor = connection.execute(f"SELECT {_COLUMNS}, chain FROM history ORDER BY seq")
    done = 0
    try:
        while rows := cursor.fetchmany(_BATCH):
            for row in rows:
                yield ChainRow(row[:-1], row[-1])
            done += len(rows)
            on_batch(done)
    finally:
        cursor.close()


class ChainCheck:
    """Checks rows as they pass, and remembers the first that does not fit."""

    def __init__(self, starts_with: Mapping[int, bytes]) -> None:
        """Begin before the first row; assessments to what their chains begin with."""
        self.heads: dict[int, bytes] = dict(starts_with)
        self.fault: ChainBreak | None = None
        self._last: dict[int, tuple[bytes, ChainRow]] = {}
        self._suspect: tuple[bytes, ChainRow] | None = None
        self._expected = 1

    def feed(self, row: ChainRow) -> None:
        """Take up the next row."""
        before = self.heads.get(row.assessment, b"")
        if self.fault is None:
            if self._suspect is not None:
                self._settle(row)
            else:
                self._check(row, before)
        self._expected = row.seq + 1
        self._last[row.assessment] = (before, row)
        self.heads[row.assessment] = row.chain

    def end(self, next_number: int) -> ChainBreak | None:
        """What was found in all; ``next_number`` is what the store would give the next row."""
        if self._suspect is not None:
            self.fault = _break(CHANGED, self._suspect[1])
            self._suspect = None
        if self.fault is None and self._expected != next_number:
            newest = max((row for _, row in self._last.values()), default=None, key=_number)
            lost = ChainBreak(REMOVED, self._expected, 0, "", "")
            if newest is not None:
                lost = _break(REMOVED, newest)._replace(seq=self._expected)
            self.fault = lost
        return self.fault

    def _check(self, row: ChainRow, before: bytes) -> None:
        if row.seq > self._expected:
            self.fault = _break(REMOVED, row)
        elif link(before, row.columns) != row.chain:
            known = self._last.get(row.assessment)
            if known is not None and _follows(known[0], row):
                self.fault = _break(INSERTED, known[1])
            else:
                self._suspect = (before, row)

    def _settle(self, row: ChainRow) -> None:
        """The row after one that misfits tells whether that one was put in or changed."""
        assert self._suspect is not None
        before, suspect = self._suspect
        if row.assessment == suspect.assessment:
            self.fault = _break(INSERTED if _follows(before, row) else CHANGED, suspect)
            self._suspect = None


def _number(row: ChainRow) -> int:
    return row.seq


def _break(kind: str, row: ChainRow) -> ChainBreak:
    return ChainBreak(kind, row.seq, row.assessment, row.code, row.at)


def _follows(before: bytes, row: ChainRow) -> bool:
    """Whether a row was written right after this hash, under its number or the one below it."""
    moved = (row.seq - 1, *row.columns[1:])
    return row.chain in (link(before, row.columns), link(before, moved))
