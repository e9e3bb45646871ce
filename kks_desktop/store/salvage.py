"""Read what can be read of a damaged database, row by row, from a copy of it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from kks_desktop.store.connection import NAME

_FIRST, _LAST = -(2**63), 2**63 - 1
_WIDEST_GAP = 2**40
_BESIDE = ("", "-wal")


class TableRead(NamedTuple):
    """A table as far as it could be read; ``whole`` unless something was skipped."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    whole: bool


def read_what_can_be_read(folder: Path, scratch: Path) -> list[TableRead]:
    """Every table of the store in ``folder``, read from a copy made in ``scratch``.

    The damaged file is not opened: SQLite would write beside it. Nothing at all is given
    where not even the list of tables can be read.

    Raises:
        OSError: the files cannot be copied.
    """
    copy = scratch / NAME
    for ending in _BESIDE:
        source = folder / f"{NAME}{ending}"
        if source.exists():
            shutil.copyfile(source, scratch / f"{NAME}{ending}")
    if not copy.exists():
        return []
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        try:
            names = _names(connection)
        except sqlite3.DatabaseError:
            return []
        return [_table(connection, name) for name in names]


def _names(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " ORDER BY name"
    )
    return [str(name) for (name,) in rows]


def _table(connection: sqlite3.Connection, name: str) -> TableRead:
    quoted = name.replace('"', '""')
    try:
        columns = tuple(str(row[1]) for row in connection.execute(f'PRAGMA table_info("{quoted}")'))
    except sqlite3.DatabaseError:
        return TableRead(name, (), (), False)
    if not _has_rowid(connection, quoted):
        rows, whole = _keyed_rows(connection, quoted)
        return TableRead(name, columns, rows, whole)
    found: dict[int, tuple[object, ...]] = {}
    whole = True
    for row in _rows(connection, quoted):
        if row is None:
            whole = False
        else:
            found[row[0]] = row[1:]
    return TableRead(name, columns, tuple(found[key] for key in sorted(found)), whole)


def _has_rowid(connection: sqlite3.Connection, table: str) -> bool:
    try:
        connection.execute(f'SELECT rowid FROM "{table}" LIMIT 0')
    except sqlite3.OperationalError:
        return False
    except sqlite3.DatabaseError:
        return True
    return True


def _keyed_rows(
    connection: sqlite3.Connection, table: str
) -> tuple[tuple[tuple[object, ...], ...], bool]:
    """The rows of a table without row numbers: up to the damage from either end."""
    found: dict[tuple[object, ...], None] = {}
    key = [
        f'"{row[1]}"'
        for row in sorted(
            connection.execute(f'PRAGMA table_info("{table}")'), key=lambda row: int(row[5])
        )
        if row[5]
    ]
    for order in ("", " DESC"):
        by = ", ".join(f"{column}{order}" for column in key)
        try:
            for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY {by}'):
                found[row] = None
        except sqlite3.DatabaseError:
            continue
        return tuple(found), True
    return tuple(found), False


def _rows(
    connection: sqlite3.Connection, table: str
) -> Iterator[tuple[int, *tuple[object, ...]] | None]:
    """Rows, some twice, and one ``None`` where something had to be skipped.

    Reads forwards until a page is damaged, tries again behind it, further and further,
    and from the first row found there backwards to the damage.
    """
    at, gap, skipped = _FIRST, 1, False
    while gap <= _WIDEST_GAP:
        try:
            for row in _read(connection, table, "rowid >= ? ORDER BY rowid", at):
                yield row
                if gap > 1:
                    yield from _until_damage(connection, table, row[0])
                at, gap = row[0] + 1, 1
            return
        except sqlite3.DatabaseError:
            if not skipped:
                skipped = True
                yield None
            at, gap = max(at, 0) + gap, gap * 2
    yield from _until_damage(connection, table, _LAST)


def _until_damage(
    connection: sqlite3.Connection, table: str, before: int
) -> Iterator[tuple[int, *tuple[object, ...]]]:
    with suppress(sqlite3.DatabaseError):
        yield from _read(connection, table, "rowid < ? ORDER BY rowid DESC", before)


def _read(
    connection: sqlite3.Connection, table: str, where: str, at: int
) -> Iterator[tuple[int, *tuple[object, ...]]]:
    return connection.execute(f'SELECT rowid, * FROM "{table}" NOT INDEXED WHERE {where}', (at,))
