"""The store file: refused untouched where it is not ours, migrated whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kks_desktop.domain.errors import KksError
from kks_desktop.store.assessments import (
    AssessmentRow,
    insert_assessment,
    instrument_source,
    newest_assessment,
)
from kks_desktop.store.connection import damage, open_reader, open_writer, store_path
from kks_desktop.store.entries import (
    DEAD,
    FieldChange,
    StepWrite,
    history_from,
    history_of,
    last_step,
    load_entries,
    write_steps,
)
from kks_desktop.store.migrations import VERSION
from kks_desktop.store.revisions import (
    HandOverRow,
    RevisionRow,
    content_id_of,
    last_hand_over,
    newest_sent,
    put_hand_over,
    put_revision,
    take_back_revision,
)
from kks_desktop.store.writer import Writer

SOURCE = b'kode = "kks-2025"\r\n# \xc3\xa9\x00'
FACTS = {
    "id": 1,
    "submission_id": "id-1",
    "role": "kabupaten",
    "region_code": "15.71",
    "region_name": "Kota Jambi",
    "province_name": "Jambi",
    "year": 2025,
    "instrument_code": "kks-2025",
    "instrument_sha256": "ab",
    "practice": True,
    "created_at": "2025",
}
ROW = AssessmentRow(**FACTS)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A new store with one assessment."""
    with closing(open_writer(tmp_path)) as opened:
        insert_assessment(opened, ROW, SOURCE)
        yield opened


def _step(number: int, *changes: tuple[str, str, str], **more: object) -> StepWrite:
    fields = tuple(FieldChange("1.01", field, old, new, None) for field, old, new in changes)
    return StepWrite(number, "edit", fields, "Siti", f"2025-03-0{number}", "Isi", **more)  # type: ignore[arg-type]


def _found_damaged(folder: Path) -> bool:
    """Whether opening refuses the store as damaged, or the check of the whole file finds it."""
    try:
        open_writer(folder).close()
        return damage(folder) != ""
    except KksError as fault:
        return fault.code == "STORE_DAMAGED"


# ---------------------------------------------------------------------------- the file


def test_a_new_store_is_of_the_newest_version_and_sound(tmp_path: Path) -> None:
    with closing(open_writer(tmp_path / "baru" / "data")) as opened:
        assert opened.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert opened.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert opened.execute("PRAGMA synchronous").fetchone() == (2,), "survives a power cut"
        assert opened.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert damage(tmp_path / "baru" / "data") == ""


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        with closing(open_writer(tmp_path)) as opened:
            write = opened.execute("SELECT count(*) FROM sqlite_master").fetchone()
    with closing(open_reader(tmp_path)) as opened:
        assert opened.execute("SELECT count(*) FROM sqlite_master").fetchone() == write


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    open_writer(tmp_path).close()
    with closing(open_reader(tmp_path)) as opened, pytest.raises(sqlite3.OperationalError):
        opened.execute("DELETE FROM entry")


def test_a_store_of_a_newer_program_is_refused_untouched(tmp_path: Path) -> None:
    open_writer(tmp_path).close()
    with closing(sqlite3.connect(store_path(tmp_path))) as opened:
        opened.execute(f"PRAGMA user_version = {VERSION + 1}")
        opened.commit()
    before = store_path(tmp_path).read_bytes()
    for open_it in (open_writer, open_reader):
        with pytest.raises(KksError) as caught:
            open_it(tmp_path)
        assert caught.value.code == "STORE_NEWER"
        assert "lebih baru" in str(caught.value)
    assert store_path(tmp_path).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [store_path(tmp_path).name]


@pytest.mark.parametrize(
    "data",
    [b"bukan basis data" * 100, b"\x00" * 4096, b"PK\x03\x04" + b"\x00" * 200, b"S", b"\xff" * 99],
    ids=["text", "zeros", "zip", "one byte", "short"],
)
def test_a_file_that_is_no_store_is_refused_untouched(tmp_path: Path, data: bytes) -> None:
    store_path(tmp_path).write_bytes(data)
    for open_it in (open_writer, open_reader):
        with pytest.raises(KksError) as caught:
            open_it(tmp_path)
        assert caught.value.code == "STORE_DAMAGED"
    assert store_path(tmp_path).read_bytes() == data


def test_a_folder_in_place_of_the_store_is_refused(tmp_path: Path) -> None:
    store_path(tmp_path).mkdir()
    for open_it in (open_writer, open_reader):
        with pytest.raises(KksError):
            open_it(tmp_path)


def test_a_place_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("x")
    for open_it in (open_writer, open_reader):
        with pytest.raises(KksError):
            open_it(tmp_path / "berkas" / "data")


def test_a_store_that_is_absent_cannot_be_read_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(KksError) as caught:
        open_reader(tmp_path)
    assert caught.value.code == "STORE_GONE"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("keep", [16, 50, 100, 4096, 8192])
def test_a_store_cut_short_is_refused_or_found_damaged_and_left_as_it_is(
    tmp_path: Path, keep: int
) -> None:
    open_writer(tmp_path).close()
    whole = store_path(tmp_path).read_bytes()
    store_path(tmp_path).write_bytes(whole[:keep])
    assert _found_damaged(tmp_path)
    assert store_path(tmp_path).read_bytes() == whole[:keep]


def test_damage_inside_is_found(tmp_path: Path) -> None:
    with closing(open_writer(tmp_path)) as opened:
        insert_assessment(opened, ROW, SOURCE)
        write_steps(opened, 1, [_step(n, (f"m{n}/kini", "", "9" * 500)) for n in range(1, 9)])
    data = bytearray(store_path(tmp_path).read_bytes())
    for at in range(4096, len(data), 4096):
        data[at : at + 64] = b"\xa5" * 64
    store_path(tmp_path).write_bytes(data)
    assert _found_damaged(tmp_path)


@pytest.fixture
def old_store(tmp_path: Path) -> Path:
    """A store of the version before, on which the first step must fail halfway."""
    with closing(sqlite3.connect(store_path(tmp_path))) as old:
        old.execute("CREATE TABLE entry (mine TEXT)")
        old.execute("INSERT INTO entry VALUES ('tetap')")
        old.commit()
    return tmp_path


def test_a_migration_that_fails_leaves_the_old_version(old_store: Path) -> None:
    with pytest.raises((KksError, sqlite3.Error)):
        open_writer(old_store)
    with closing(sqlite3.connect(store_path(old_store))) as after:
        assert after.execute("PRAGMA user_version").fetchone() == (0,)
        assert after.execute("SELECT mine FROM entry").fetchall() == [("tetap",)]
        tables = {name for (name,) in after.execute("SELECT name FROM sqlite_master")}
    assert "assessment" not in tables, "half of the step stayed"
    assert "history" not in tables


def test_a_migration_that_fails_is_told_in_a_sentence(old_store: Path) -> None:
    with pytest.raises(KksError):
        open_writer(old_store)


# ------------------------------------------------------------------------- assessments


def test_an_assessment_keeps_the_bytes_of_its_instrument(connection: sqlite3.Connection) -> None:
    assert newest_assessment(connection) == ROW
    assert instrument_source(connection, "ab") == SOURCE
    assert instrument_source(connection, "cd") is None


@pytest.mark.parametrize(
    "change", [{"role": "pusat"}, {"submission_id": "id-1", "id": 2}, {"id": 1}]
)
def test_the_store_itself_refuses_what_makes_no_sense(
    connection: sqlite3.Connection, change: dict[str, object]
) -> None:
    row = AssessmentRow(**{**FACTS, "id": 2, "submission_id": "id-2", **change})
    with pytest.raises(sqlite3.IntegrityError):
        insert_assessment(connection, row, SOURCE)


# ----------------------------------------------------------------------------- entries


def test_entries_and_their_history(connection: sqlite3.Connection) -> None:
    write_steps(connection, 1, [_step(1, ("a", "", "1"), ("b", "", "x"))])
    write_steps(connection, 1, [_step(2, ("a", "1", "2")), _step(3, ("b", "x", ""))])
    assert load_entries(connection, 1) == {("1.01", "a"): "2"}
    rows = history_of(connection, 1, "1.01", 10)
    assert [(r.step, r.field, r.old, r.new) for r in rows] == [
        (3, "b", "x", ""),
        (2, "a", "1", "2"),
        (1, "b", "", "x"),
        (1, "a", "", "1"),
    ]
    assert last_step(connection, 1) == 3
    assert [r.step for r in history_from(connection, 1, 2)] == [2, 3]
    assert load_entries(connection, 2) == {}


def test_a_step_written_again_replaces_itself(connection: sqlite3.Connection) -> None:
    for text in ("1", "12", "123"):
        write_steps(connection, 1, [_step(1, ("a", "", text))])
    (row,) = history_of(connection, 1, "1.01", 10)
    assert (row.old, row.new) == ("", "123")
    write_steps(connection, 1, [_step(1, ("a", "", ""))])
    assert history_of(connection, 1, "1.01", 10) == []
    assert load_entries(connection, 1) == {}


def test_writing_the_same_steps_twice_is_as_writing_them_once(
    connection: sqlite3.Connection,
) -> None:
    steps = [
        _step(1, ("a", "", "1")),
        _step(2, ("a", "1", "2")),
        _step(3, ("a", "2", "1"), undoes=2),
        _step(4, ("a", "1", "5"), drops_redo=True),
    ]
    write_steps(connection, 1, steps)
    once = (load_entries(connection, 1), history_of(connection, 1, "1.01", 10))
    write_steps(connection, 1, steps)
    twice = (load_entries(connection, 1), history_of(connection, 1, "1.01", 10))
    assert twice == once
    assert {r.step: r.undone_by for r in once[1]} == {1: None, 2: DEAD, 3: None, 4: None}


def test_an_empty_entry_cannot_even_be_stored(connection: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("INSERT INTO entry VALUES (1, '1.01', 'a', '', NULL, 1)")


# --------------------------------------------------------------------------- revisions


def _revision(number: int, state: str, content: str = "") -> RevisionRow:
    return RevisionRow(1, number, state, b"{}", b"%PDF", "2025-03-01T10:00:00+00:00", content)


def test_a_revision_that_never_left_is_replaced_and_one_that_did_never(
    connection: sqlite3.Connection,
) -> None:
    assert newest_sent(connection, 1) is None
    put_revision(connection, _revision(1, "a"))
    assert newest_sent(connection, 1) is None
    put_revision(connection, _revision(1, "b", "sha256:1"))
    put_revision(connection, _revision(1, "c", "sha256:2"))
    assert newest_sent(connection, 1) == _revision(1, "b", "sha256:1")
    put_revision(connection, _revision(2, "c"))
    assert newest_sent(connection, 1) == _revision(1, "b", "sha256:1")
    assert content_id_of(connection, 1, 1) == "sha256:1"
    assert content_id_of(connection, 1, 9) == ""


def test_a_revision_of_which_nothing_was_written_is_taken_back(
    connection: sqlite3.Connection,
) -> None:
    put_revision(connection, _revision(1, "a", "sha256:1"))
    put_hand_over(connection, HandOverRow(1, 1, "a.zip", "2025"))
    take_back_revision(connection, 1, 1)
    assert newest_sent(connection, 1) is not None, "one that was handed over stays"
    put_revision(connection, _revision(2, "b", "sha256:2"))
    take_back_revision(connection, 1, 2)
    found = newest_sent(connection, 1)
    assert found is not None
    assert found.number == 1


def test_hand_overs_are_all_kept(connection: sqlite3.Connection) -> None:
    assert last_hand_over(connection, 1) is None
    rows = [HandOverRow(1, 1, "a.zip", "2025"), HandOverRow(1, 1, "b.zip", "2025")]
    for row in rows:
        put_hand_over(connection, row)
    assert last_hand_over(connection, 1) == rows[1]
    assert connection.execute("SELECT count(*) FROM hand_over").fetchone() == (2,)


# ------------------------------------------------------------------------------ writer


def test_work_that_fails_leaves_nothing_and_the_next_goes_on(tmp_path: Path) -> None:
    writer = Writer(tmp_path)
    try:
        writer.submit(lambda c: insert_assessment(c, ROW, SOURCE)).result()

        def half(connection: sqlite3.Connection) -> None:
            write_steps(connection, 1, [_step(1, ("a", "", "1"))])
            raise ValueError("mati di tengah")

        with pytest.raises(ValueError, match="tengah"):
            writer.submit(half).result()
        writer.submit(lambda c: write_steps(c, 1, [_step(2, ("b", "", "2"))])).result()
        assert writer.submit(lambda c: load_entries(c, 1)).result() == {("1.01", "b"): "2"}
    finally:
        writer.close()
    assert damage(tmp_path) == ""


def test_a_full_store_is_told_in_a_sentence(tmp_path: Path) -> None:
    writer = Writer(tmp_path)
    try:
        writer.submit(lambda c: insert_assessment(c, ROW, SOURCE)).result()
        writer.submit(lambda c: c.execute("PRAGMA max_page_count = 1")).result()
        step = _step(1, ("a", "", "9" * 100_000))
        with pytest.raises(KksError) as caught:
            writer.submit(lambda c: write_steps(c, 1, [step])).result()
        assert caught.value.code == "STORE_FULL"
        assert "tetap ada di layar" in str(caught.value)
        assert writer.submit(lambda c: load_entries(c, 1)).result() == {}
    finally:
        writer.close()


def test_a_store_that_another_program_locks_is_told_in_a_sentence(tmp_path: Path) -> None:
    writer = Writer(tmp_path)
    try:
        writer.submit(lambda c: c.execute("PRAGMA busy_timeout = 20")).result()
        with closing(sqlite3.connect(store_path(tmp_path), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(KksError) as caught:
                writer.submit(lambda c: None).result()
            assert caught.value.code == "STORE_BUSY"
            other.execute("ROLLBACK")
        writer.submit(lambda c: None).result()
    finally:
        writer.close()
