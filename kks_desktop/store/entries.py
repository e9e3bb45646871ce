"""Entries and their history: the one path by which a value reaches the disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

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
    """One row of history as stored; ``at`` is UTC in ISO form."""

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
            _write_history(connection, assessment, step, change)


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


def _write_history(
    connection: sqlite3.Connection, assessment: int, step: StepWrite, change: FieldChange
) -> None:
    """One row a field and step: a visit's later commits replace its last value."""
    if change.old == change.new:
        connection.execute(
            "DELETE FROM history WHERE assessment = ? AND step = ? AND code = ? AND field = ?",
            (assessment, step.step, change.code, change.field),
        )
        return
    connection.execute(
        "INSERT INTO history"
        " (assessment, step, kind, code, field, old_raw, new_raw, who, at, label)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (assessment, step, code, field)"
        " DO UPDATE SET new_raw = excluded.new_raw, at = excluded.at",
        (
            assessment,
            step.step,
            step.kind,
            change.code,
            change.field,
            change.old,
            change.new,
            step.who,
            step.at,
            step.label,
        ),
    )


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


def history_of(
    connection: sqlite3.Connection, assessment: int, code: str, limit: int
) -> list[HistoryRow]:
    """The newest history rows of one code."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM history WHERE assessment = ? AND code = ?"
        " ORDER BY seq DESC LIMIT ?",
        (assessment, code, limit),
    )
    return [HistoryRow(*row) for row in rows]


def history_since(connection: sqlite3.Connection, assessment: int, at: str) -> list[HistoryRow]:
    """History rows written since a moment (UTC, ISO), oldest first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM history WHERE assessment = ? AND at >= ? ORDER BY seq",
        (assessment, at),
    )
    return [HistoryRow(*row) for row in rows]


def last_step(connection: sqlite3.Connection, assessment: int) -> int:
    """The highest step number used so far."""
    entries = "SELECT max(step) FROM entry WHERE assessment = :a"
    history = "SELECT max(step) FROM history WHERE assessment = :a"
    found = [connection.execute(sql, {"a": assessment}).fetchone()[0] for sql in (entries, history)]
    return max(number or 0 for number in found)
