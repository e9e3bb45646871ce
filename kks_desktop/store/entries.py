"""Entries and their history: the one path by which a value reaches the disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from kks_desktop.store.chain import head_of, link, next_seq

Key = tuple[str, str]
_SHORT = 32
"""Longest text of which one object serves every field that has it."""


class FieldChange(NamedTuple):
    """One field of a step: raw text before the step and now; ``value`` is the parsed form."""

    code: str
    field: str
    old: str
    new: str
    value: str | None


class StepWrite(NamedTuple):
    """What one step writes; written again with the same number it replaces itself.

    ``undoes`` and ``redoes`` name the step that an undo or redo acts on;
    ``drops_redo`` tells that undone steps can no longer be redone.
    """

    step: int
    kind: str
    changes: tuple[FieldChange, ...]
    who: str
    at: str
    label: str
    undoes: int | None = None
    redoes: int | None = None
    drops_redo: bool = False


class HistoryRow(NamedTuple):
    """One row of history as stored; ``at`` is UTC in ISO form.

    ``before`` is when the row before it was written, whatever that one speaks of; only
    ``history_of`` gives it.
    """

    seq: int
    step: int
    kind: str
    code: str
    field: str
    old: str
    new: str
    who: str
    at: str
    label: str
    undone_by: int | None
    before: str | None = None


DEAD = -1
"""``undone_by`` of a step that was undone and then overtaken by another edit."""


def write_steps(
    connection: sqlite3.Connection, assessment: int, steps: Sequence[StepWrite]
) -> None:
    """Write steps in their order, inside the caller's transaction."""
    for step in steps:
        if step.drops_redo:
            connection.execute(
                "UPDATE history SET undone_by = ? WHERE assessment = ? AND undone_by > 0",
                (DEAD, assessment),
            )
        for number, undone_by in ((step.undoes, step.step), (step.redoes, None)):
            if number is not None:
                connection.execute(
                    "UPDATE history SET undone_by = ? WHERE assessment = ? AND step = ?",
                    (undone_by, assessment, number),
                )
        for change in step.changes:
            _write_entry(connection, assessment, step, change)
        _append_history(connection, assessment, step)


def _write_entry(
    connection: sqlite3.Connection, assessment: int, step: StepWrite, change: FieldChange
) -> None:
    if change.new == "":
        connection.execute(
            "DELETE FROM entry WHERE assessment = ? AND code = ? AND field = ?",
            (assessment, change.code, change.field),
        )
        return
    connection.execute(
        "INSERT INTO entry (assessment, code, field, raw, value, step) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (assessment, code, field)"
        " DO UPDATE SET raw = excluded.raw, value = excluded.value, step = excluded.step",
        (assessment, change.code, change.field, change.new, change.value, step.step),
    )


_APPEND = (
    "INSERT INTO history"
    " (seq, assessment, step, kind, code, field, old_raw, new_raw, who, at, label, chain)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def _append_history(connection: sqlite3.Connection, assessment: int, step: StepWrite) -> None:
    """One row for each field that differs from what the step said of it so far.

    Rows are never changed: a visit's later commit adds one, and whoever reads takes the
    last row of a field and step (``_LATEST``).
    """
    written = connection.execute(
        "SELECT code, field, new_raw FROM history WHERE assessment = ? AND step = ? ORDER BY seq",
        (assessment, step.step),
    )
    said = {(code, field): raw for code, field, raw in written}
    changes = [c for c in step.changes if said.get((c.code, c.field), c.old) != c.new]
    if not changes:
        return
    chain = head_of(connection, assessment)
    rows: list[tuple[int | str | bytes, ...]] = []
    for seq, change in enumerate(changes, next_seq(connection)):
        said_of = (step.step, step.kind, change.code, change.field, change.old, change.new)
        columns = (seq, assessment, *said_of, step.who, step.at, step.label)
        chain = link(chain, columns)
        rows.append((*columns, chain))
    connection.executemany(_APPEND, rows)


def load_entries(connection: sqlite3.Connection, assessment: int) -> dict[Key, str]:
    """The raw text of every filled field."""
    rows = connection.execute(
        "SELECT code, field, raw FROM entry WHERE assessment = ?", (assessment,)
    )
    # registers repeat a dozen names and short texts in every row: each is kept once
    once: dict[str, str] = {}
    same = once.setdefault
    return {
        (same(code, code), same(field, field)): same(raw, raw) if len(raw) <= _SHORT else raw
        for code, field, raw in rows
    }


_COLUMNS = "seq, step, kind, code, field, old_raw, new_raw, who, at, label, undone_by"
_LATEST = (
    "old_raw <> new_raw AND NOT EXISTS (SELECT 1 FROM history AS later"
    " WHERE later.assessment = history.assessment AND later.step = history.step"
    " AND later.code = history.code AND later.field = history.field"
    " AND later.seq > history.seq)"
)
"""Of the rows that a visit's commits left, the last; none where all is as before the visit."""
_BEFORE = (
    "(SELECT at FROM history AS earlier WHERE earlier.seq < history.seq"
    " AND +earlier.assessment = history.assessment ORDER BY earlier.seq DESC LIMIT 1)"
)


def history_of(
    connection: sqlite3.Connection, assessment: int, code: str, limit: int
) -> list[HistoryRow]:
    """The newest changes of one code, one row for each field and step."""
    rows = connection.execute(
        f"SELECT {_COLUMNS}, {_BEFORE} FROM history"
        f" WHERE assessment = ? AND code = ? AND {_LATEST}"
        " ORDER BY seq DESC LIMIT ?",
        (assessment, code, limit),
    )
    return [HistoryRow(*row) for row in rows]


@contextmanager
def steps_backwards(
    connection: sqlite3.Connection, assessment: int
) -> Iterator[Iterator[tuple[int, str]]]:
    """Step and time of every history row, newest first, read only as far as asked for."""
    # the plus keeps SQLite from gathering every row of the assessment and sorting it
    cursor = connection.execute(
        "SELECT step, at FROM history WHERE +assessment = ? ORDER BY seq DESC", (assessment,)
    )
    try:
        yield cursor
    finally:
        cursor.close()


def history_from(connection: sqlite3.Connection, assessment: int, step: int) -> list[HistoryRow]:
    """The changes of a step and all after it, one row for each field and step, steps in order."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM history WHERE assessment = ? AND step >= ? AND {_LATEST}"
        " ORDER BY step, seq",
        (assessment, step),
    )
    return [HistoryRow(*row) for row in rows]


def last_step(connection: sqlite3.Connection, assessment: int) -> int:
    """The highest step number used so far."""
    entries = "SELECT max(step) FROM entry WHERE assessment = :a"
    history = "SELECT max(step) FROM history WHERE assessment = :a"
    found = [connection.execute(sql, {"a": assessment}).fetchone()[0] for sql in (entries, history)]
    return max(number or 0 for number in found)
