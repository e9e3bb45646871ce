"""The chain of the history: only added to, and a change of any row shows."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kks_desktop.domain.errors import KksError
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
from kks_desktop.store.connection import open_reader, open_writer, store_path
from kks_desktop.store.entries import FieldChange, StepWrite, history_of, write_steps
from kks_desktop.store.migrations import VERSION
from kks_desktop.store.revisions import newest_sent

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


# --------------------------------------------------------------------------- migration

OLD = Path(__file__).parents[1] / "data"


@pytest.fixture(params=[1, 2])
def old(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A data folder of a version that knew no chain."""
    shutil.copy(OLD / f"store-version-{request.param}.sqlite3", store_path(tmp_path))
    return tmp_path


def test_an_old_history_is_chained_and_kept(old: Path) -> None:
    columns = "step, kind, code, field, old_raw, new_raw, who, at, label, undone_by"
    with closing(open_reader(old)) as reader:
        before = reader.execute(f"SELECT {columns} FROM history ORDER BY seq").fetchall()
        sent = newest_sent(reader, 1)
        shown = history_of(reader, 1, "1.01", 100)
    with closing(open_writer(old)) as store:
        assert store.execute(f"SELECT {columns} FROM history ORDER BY seq").fetchall() == before
        assert _found(store) is None
        assert newest_sent(store, 1) == sent
        after = history_of(store, 1, "1.01", 100)
        assert [row[1:11] for row in after] == [row[1:11] for row in shown]
        write_steps(store, 1, [_step(9, "a", "", "1")])
        assert _found(store) is None, "what is written next joins on"
        assert store.execute("PRAGMA foreign_key_check").fetchall() == []


def test_an_old_store_whose_chaining_fails_stays_as_it_was(old: Path) -> None:
    with closing(sqlite3.connect(store_path(old))) as store:
        store.execute("CREATE TABLE binned_assessment (in_the_way TEXT)")
        version = store.execute("PRAGMA user_version").fetchone()
        store.commit()
        before = list(store.iterdump())
    with pytest.raises(KksError):
        open_writer(old)
    with closing(sqlite3.connect(store_path(old))) as store:
        assert store.execute("PRAGMA user_version").fetchone() == version
        after = list(store.iterdump())
    if version == (2,):
        assert after == before
    store_rows = [line for line in before if line.startswith('INSERT INTO "history"')]
    assert store_rows
    assert all(line in after for line in store_rows)


_MIGRATE = "import sys; from pathlib import Path; from kks_desktop.store.connection import *; "
_MIGRATE += "print('mulai', flush=True); open_writer(Path(sys.argv[1])).close()"


@pytest.mark.parametrize("after_ms", [0, 20, 40, 60, 80, 120])
def test_a_migration_killed_midway_is_finished_by_the_next_start(old: Path, after_ms: int) -> None:
    command = [sys.executable, "-c", _MIGRATE, str(old)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        assert child.stdout is not None
        child.stdout.readline()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(after_ms / 1000)
        child.kill()
    with closing(open_writer(old)) as store:
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert store.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert _found(store) is None
        assert history_of(store, 1, "1.01", 100)
