"""One moment of a store as a file: copied in small steps beside the typing, then read back."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

_PAGES = 128
_STEPS_TO_SYNC = 2
"""A megabyte: little enough that another's commit does not wait long behind it."""
_PAUSE = 0.0005
_BLOCK = 1 << 20

Note = Callable[[int, int], None]
"""Told what is done and what there is in all; what it raises stops the work."""


class Snapshot(NamedTuple):
    """A copy that was read back: bytes, SHA-256, rows of each table."""

    size: int
    sha256: str
    tables: dict[str, int]


class NotTheSameError(Exception):
    """What was written does not read back as what was to be written."""


class UnreadableError(Exception):
    """What was to be copied cannot be read; the target is not to blame."""


def copy_store(source: sqlite3.Connection, target: Path, note: Note, known: str = "") -> Snapshot:
    """Copy what a connection sees at this moment into a new file, durable and read back.

    One read transaction holds the moment, so that writers neither wait nor make the copy
    begin again. ``source`` must have no transaction open. A copy with the SHA-256 ``known``
    is one that was checked before, and is not checked again.

    Raises:
        NotTheSameError: the copy is not what was copied.
        sqlite3.Error, OSError: the source or the target failed; the target is half written.
    """
    source.execute("BEGIN")
    try:
        tables = count_rows(source)
        _copy_pages(source, target, note)
    finally:
        source.execute("ROLLBACK")
    sha256 = sha256_of(target)
    if sha256 != known:
        _check(target, tables)
    return Snapshot(target.stat().st_size, sha256, tables)


def _copy_pages(source: sqlite3.Connection, target: Path, note: Note) -> None:
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        # no journal: a copy that fails is thrown away whole
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("PRAGMA synchronous = OFF")
        with target.open("rb+") as file:
            steps = 0

            def between(_status: int, remaining: int, total: int) -> None:
                nonlocal steps
                steps += 1
                note(total - remaining, total)
                if steps % _STEPS_TO_SYNC == 0:
                    os.fsync(file.fileno())
                time.sleep(_PAUSE)

            source.backup(copy, pages=_PAGES, progress=between)
    sync_file(target)


def read_back(path: Path, tables: dict[str, int]) -> Snapshot:
    """Read a whole copy again: its sum, SQLite's own check, and its rows.

    Raises:
        NotTheSameError: it is damaged or has other rows than ``tables``.
    """
    sha256 = sha256_of(path)
    _check(path, tables)
    return Snapshot(path.stat().st_size, sha256, tables)


def _check(path: Path, tables: dict[str, int]) -> None:
    try:
        with closing(open_still(path)) as connection:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            rows = count_rows(connection)
    except sqlite3.DatabaseError as cause:
        raise NotTheSameError from cause
    if found != "ok" or rows != tables:
        raise NotTheSameError


def open_still(path: Path) -> sqlite3.Connection:
    """Read a store file that nobody writes to, and leave nothing beside it."""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?immutable=1", uri=True, isolation_level=None
    )


def count_rows(connection: sqlite3.Connection) -> dict[str, int]:
    """The rows of each table."""
    names = [
        str(name)
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%'"
            " ESCAPE '!' ORDER BY name"
        )
    ]
    return {
        name: connection.execute(
            f'SELECT count(*) FROM "{name.replace(chr(34), chr(34) * 2)}"'
        ).fetchone()[0]
        for name in names
    }


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    total = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        while block := file.read(_BLOCK):
            total.update(block)
    return total.hexdigest()


def copy_file(source: Path, target: Path, note: Callable[[int], None]) -> str:
    """Copy a file's bytes, durable, in small portions; gives their SHA-256.

    Raises:
        UnreadableError: the source cannot be read to its end.
        OSError: the target cannot take it.
    """
    total = hashlib.sha256()
    with target.open("xb", buffering=0) as copy:
        for block in _blocks(source):
            total.update(block)
            left = memoryview(block)
            while left:
                left = left[copy.write(left) or 0 :]
            os.fsync(copy.fileno())
            note(len(block))
    return total.hexdigest()


def _blocks(path: Path) -> Iterator[bytes]:
    try:
        file = path.open("rb", buffering=0)
    except OSError as cause:
        raise UnreadableError from cause
    with file:
        while True:
            try:
                block = file.read(_BLOCK)
            except OSError as cause:
                raise UnreadableError from cause
            if not block:
                return
            yield block


def sync_file(path: Path) -> None:
    """Bring a file to the medium, and forget it, so that reading it asks the medium."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
