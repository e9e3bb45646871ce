"""The chain of the history: only added to, and a change of any row shows."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kks_desktop.store.assessments import AssessmentRow, insert_assessment
from kks_desktop.store.chain import (
    CHANGED,
    INSERTED,
    REMOVED,
    ChainBreak,
    ChainCheck,
    genesis,
    head_of,
    link,
    next_seq,
    starts,
    walk,
)
from kks_desktop.store.connection import open_writer
from kks_desktop.store.entries import FieldChange, StepWrite, history_of, write_steps

ROWS = 6


def _assessment(number: int) -> AssessmentRow:
    return AssessmentRow(
        id=number,
        submission_id=f"id-{number}",
        role="kabupaten",
        region_code="15.71",
        region_name="Kota Jambi",
        province_name="Jambi",
        year=2025,
        instrument_code="kks-2025",
        instrument_sha256="ab",
        practice=False,
        created_at="2025",
    )


def _step(number: int, field: str, old: str, new: str, **more: object) -> StepWrite:
    change = FieldChange("1.01", field, old, new, None)
    at = f"2025-03-0{number}T08:00:00+00:00"
    return StepWrite(number, "edit", (change,), "Siti", at, "Isi", **more)  # type: ignore[arg-type]


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A store in which two assessments were worked on in turn."""
    with closing(open_writer(tmp_path)) as opened:
        for number in (1, 2):
            insert_assessment(opened, _assessment(number), b"")
        for number in range(1, ROWS // 2 + 1):
            for assessment in (1, 2):
                write_steps(opened, assessment, [_step(number, "a", str(number - 1), str(number))])
        yield opened


def _found(connection: sqlite3.Connection) -> ChainBreak | None:
    check = ChainCheck(starts(connection))
    for row in walk(connection):
        check.feed(row)
    return check.end(next_seq(connection))


def test_what_was_written_fits_together(connection: sqlite3.Connection) -> None:
    assert _found(connection) is None
    assert head_of(connection, 1) != head_of(connection, 2)


def test_the_hash_is_the_one_of_the_documented_format(connection: sqlite3.Connection) -> None:
    columns = ["1", "1", "1", "edit", "1.01", "a", "0", "1", "Siti"]
    columns += ["2025-03-01T08:00:00+00:00", "Isi"]
    parts = b"".join(len(text).to_bytes(4, "big") + text.encode() for text in columns)
    start = hashlib.sha256(b"kks-desktop riwayat 1\nid-1").digest()
    (stored,) = connection.execute("SELECT chain FROM history WHERE seq = 1").fetchone()
    assert stored == hashlib.sha256(start + parts).digest()


def test_texts_do_not_run_into_each_other() -> None:
    assert link(b"", ("ab", "c")) != link(b"", ("a", "bc"))


@pytest.mark.parametrize("seq", range(1, ROWS + 1))
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("new_raw", "99"),
        ("old_raw", "99"),
        ("who", "Budi"),
        ("at", "2025-01-01T00:00:00+00:00"),
        ("label", "x"),
        ("code", "1.02"),
        ("field", "b"),
        ("kind", "undo"),
        ("step", 77),
        ("chain", b"\0" * 32),
    ],
)
def test_a_changed_row_is_named(
    connection: sqlite3.Connection, seq: int, column: str, value: object
) -> None:
    connection.execute(f"UPDATE history SET {column} = ? WHERE seq = ?", (value, seq))
    found = _found(connection)
    assert found is not None
    if column == "chain":  # the row itself, or the next of its assessment, does not fit
        assert found.seq in (seq, seq + 2)
    else:
        assert (found.kind, found.seq) == (CHANGED, seq)


@pytest.mark.parametrize("seq", range(1, ROWS + 1))
def test_a_removed_row_is_missed_even_at_the_end(connection: sqlite3.Connection, seq: int) -> None:
    connection.execute("DELETE FROM history WHERE seq = ?", (seq,))
    found = _found(connection)
    assert found is not None
    assert found.kind == REMOVED
    assert found.seq == (seq + 1 if seq < ROWS else ROWS)


def test_removing_everything_is_missed(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM history")
    found = _found(connection)
    assert found is not None
    assert (found.kind, found.at) == (REMOVED, "")


def _insert_at(connection: sqlite3.Connection, seq: int, chain: bytes) -> None:
    for number in range(ROWS, seq - 1, -1):
        connection.execute("UPDATE history SET seq = ? WHERE seq = ?", (number + 1, number))
    connection.execute(
        "INSERT INTO history VALUES (?, 1, 9, 'edit', '1.02', 'x', '', '5', 'Budi', '2025', '',"
        " NULL, ?)",
        (seq, chain),
    )


@pytest.mark.parametrize("seq", range(1, ROWS))
@pytest.mark.parametrize("well_made", [False, True])
def test_an_inserted_row_is_named(
    connection: sqlite3.Connection, seq: int, well_made: bool
) -> None:
    before = connection.execute(
        "SELECT chain FROM history WHERE seq < ? AND assessment = 1 ORDER BY seq DESC", (seq,)
    ).fetchone()
    head = before[0] if before else genesis("id-1")
    columns = (seq, 1, 9, "edit", "1.02", "x", "", "5", "Budi", "2025", "")
    _insert_at(connection, seq, link(head, columns) if well_made else b"\1" * 32)
    found = _found(connection)
    assert found is not None
    # numbers of other assessments' rows moved too, so theirs may be the first that misfits
    assert found.kind in (INSERTED, CHANGED)
    if seq % 2:
        assert (found.kind, found.seq) == (INSERTED, seq)


def test_a_whole_chain_made_anew_fits_but_has_another_head(connection: sqlite3.Connection) -> None:
    sent = head_of(connection, 1)
    connection.execute("UPDATE history SET new_raw = '99' WHERE seq = 3")
    heads = dict(starts(connection))
    for row in list(walk(connection)):
        heads[row.assessment] = link(heads[row.assessment], row.columns)
        connection.execute(
            "UPDATE history SET chain = ? WHERE seq = ?", (heads[row.assessment], row.seq)
        )
    assert _found(connection) is None
    assert sent not in {row.chain for row in walk(connection)}


def test_undo_marks_are_no_part_of_the_chain(connection: sqlite3.Connection) -> None:
    write_steps(connection, 1, [_step(4, "a", "3", "2", undoes=3)])
    write_steps(connection, 1, [_step(5, "a", "2", "7", drops_redo=True)])
    assert _found(connection) is None


def test_commits_of_one_visit_add_rows_and_read_as_one(connection: sqlite3.Connection) -> None:
    kept = connection.execute("SELECT * FROM history").fetchall()
    for text in ("1", "12", "12", "123"):
        write_steps(connection, 1, [_step(7, "b", "", text)])
    after = connection.execute("SELECT * FROM history ORDER BY seq").fetchall()
    assert after[: len(kept)] == kept, "what was written stays as it is"
    assert [row[7] for row in after[len(kept) :]] == ["1", "12", "123"]
    newest = history_of(connection, 1, "1.01", 10)[0]
    assert (newest.old, newest.new) == ("", "123")
    write_steps(connection, 1, [_step(7, "b", "", "")])
    assert history_of(connection, 1, "1.01", 10)[0].field == "a", "all as before the visit"
    assert _found(connection) is None


def test_a_number_is_never_given_again(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM history WHERE seq = ?", (ROWS,))
    write_steps(connection, 1, [_step(8, "b", "", "1")])
    assert connection.execute("SELECT max(seq) FROM history").fetchone() == (ROWS + 1,)
    assert _found(connection) is not None
