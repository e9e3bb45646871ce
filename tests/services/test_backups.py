"""Backups and restoring on real folders: what a person loses when something breaks is nothing."""

from __future__ import annotations

import json
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kks_desktop.domain.errors import KksError
from kks_desktop.platform.lock import FolderLock
from kks_desktop.services.backups import (
    ASKED,
    BackupDesk,
    find_backups,
    load_record,
    place_in,
    save_record,
)
from kks_desktop.services.practice import fill_district
from kks_desktop.services.restoring import check_backup, prepare, read_state, restore_backup, use
from kks_desktop.services.session import Edit
from kks_desktop.services.tasks import CancelledError, CancelToken
from kks_desktop.services.workspace import SetUp, Workspace
from kks_desktop.store.backup import Place
from kks_desktop.store.backup_info import read_info
from kks_desktop.store.connection import NAME, store_path

KEY = ("1.01", "kematian_ibu/kini")


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def go(self, **time: int) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the sample district with its proof."""
    folder = tmp_path_factory.mktemp("contoh") / "data"
    with closing(Workspace(folder, clock=Clock())) as workspace:
        fill_district(workspace)
    return folder


@pytest.fixture
def workspace(sample: Path, tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    """The sample district in a folder of its own."""
    shutil.copytree(sample, tmp_path / "data")
    workspace = Workspace(tmp_path / "data", clock=clock)
    yield workspace
    workspace.close()


@pytest.fixture
def desk(workspace: Workspace) -> BackupDesk:
    return BackupDesk(workspace)


def _type(workspace: Workspace, raw: str) -> None:
    session = workspace.require_session()
    session.set([Edit(*KEY, raw)], "isi")
    session.flush()


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "kks.lock"
    }


def _whole(root: Path) -> None:
    """Nothing half lies in a place of backups."""
    assert not list(root.rglob("*.part"))
    assert not Place(root).unreadable()


# -------------------------------------------------------------------- making


def test_a_backup_holds_the_same_fields_and_files(workspace, desk, tmp_path) -> None:
    [outcome] = desk.make(ASKED)
    assert outcome.fault is None
    restored = restore_backup(outcome.backup, tmp_path / "baru")
    assert restored.lacking == ()
    assert read_state(restored.folder) == read_state(workspace.folder)
    ours, theirs = (_tree(folder / "bukti") for folder in (workspace.folder, restored.folder))
    assert theirs
    assert theirs == {name: data for name, data in ours.items() if not name.startswith("kecil")}
    with closing(Workspace(restored.folder)) as again:
        assert not again.read_only
        assert again.require_session().fields == workspace.require_session().fields
        assert again.damage() == ""


def test_what_it_says_of_itself_is_true(workspace, desk) -> None:
    _type(workspace, "7")
    [outcome] = desk.make(ASKED)
    info = read_info(outcome.backup.path)
    with closing(sqlite3.connect(outcome.backup.store)) as connection:
        assert (
            info.tables["entry"] == connection.execute("SELECT count(*) FROM entry").fetchone()[0]
        )
        assert connection.execute(
            "SELECT raw FROM entry WHERE code = ? AND field = ?", KEY
        ).fetchone() == ("7",)
    assert info.region_name == "Kota Jambi"
    assert info.number == 1
    assert info.evidence
    assert datetime.fromisoformat(info.changed_at) <= info.at
    _whole(desk.first)


def test_files_are_shared_and_copied_once(workspace, desk) -> None:
    desk.make(ASKED)
    before = {p: p.stat().st_ino for p in (desk.first / "bukti").rglob("*.*")}
    _type(workspace, "8")
    [outcome] = desk.make(ASKED)
    assert outcome.backup.info.number == 2
    assert {p: p.stat().st_ino for p in (desk.first / "bukti").rglob("*.*")} == before


def test_nothing_changed_makes_no_second_copy(workspace, desk, clock) -> None:
    first = desk.make(ASKED)[0].backup
    clock.go(hours=2)
    again = desk.make(ASKED)[0].backup
    assert again == first
    assert len(desk.listed()) == 1
    assert desk.states()[0].last == clock.now


def test_an_unchanged_backup_that_rotted_is_made_again(desk) -> None:
    first = desk.make(ASKED)[0].backup
    _flip(first.store)
    assert desk.make(ASKED)[0].backup.info.number == 2


def test_due_at_first_then_each_hour_and_after_a_clock_that_was_ahead(workspace, clock, tmp_path):
    other = Workspace(tmp_path / "lain", clock=clock)
    other.create(SetUp("kabupaten", "15.71", 2025, "Siti"))
    desk = BackupDesk(other)
    assert desk.due()
    desk.make(ASKED)
    assert not desk.due()
    clock.go(minutes=59)
    assert not desk.due()
    clock.go(minutes=1)
    assert desk.due()
    clock.go(days=-30)
    assert desk.due()
    other.close()
    assert not BackupDesk(workspace).due()  # practice


def test_hours_of_work_are_thinned_and_unnamed_files_go(workspace, desk, clock) -> None:
    first = desk.make(ASKED)[0].backup
    some = first.info.evidence[0]
    path = desk.first / "bukti" / some.sha256[:2] / f"{some.sha256}.{some.ext}"
    assert path.exists()
    workspace.write(
        lambda c: c.execute("DELETE FROM evidence WHERE sha256 = ?", (some.sha256,))
    ).result()
    for number in range(30):
        clock.go(minutes=20)
        _type(workspace, str(number))
        desk.make(ASKED)
    left = desk.listed()
    assert len(left) < 16
    assert left[0].info.number == 31
    assert all(one.whole for one in left)
    assert not path.exists()
    _whole(desk.first)


def test_a_foreign_backup_in_the_same_place_keeps_its_files(workspace, desk, clock, tmp_path):
    stick = tmp_path / "stik"
    stick.mkdir()
    desk.make_in(stick)
    other = Workspace(tmp_path / "lain", clock=clock)
    other.create(SetUp("kabupaten", "15.71", 2025, "Siti"))
    BackupDesk(other).make_in(stick)
    other.close()
    found = find_backups(stick)
    assert len(found) == 2
    assert all(one.whole for one in found)
    assert len(Place(place_in(stick)).sizes()) == len(desk.make_in(stick).info.evidence)


def test_typing_goes_on_beside_a_backup(workspace, desk) -> None:
    """A store that is written to all the while is copied as it was at one moment."""
    stop, made = threading.Event(), []
    worker = threading.Thread(
        target=lambda: (
            made.extend(BackupDesk(workspace).make(ASKED) for _ in range(3)) or stop.set()
        )
    )
    worker.start()
    count = 0
    while not stop.is_set():
        count += 1
        _type(workspace, str(count))
    worker.join()
    assert [one.fault for outcomes in made for one in outcomes] == [None] * 3
    assert count > 3


# -------------------------------------------------------------------- what goes wrong


def _flip(path: Path, at: int = -200) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 0xFF
    path.write_bytes(data)


@pytest.mark.parametrize("part", ["store", "cut", "rows", "info", "gone"])
def test_a_backup_that_was_changed_is_refused(workspace, desk, tmp_path, part: str) -> None:
    backup = desk.make(ASKED)[0].backup
    info = backup.path / "cadangan.json"
    match part:
        case "store":
            _flip(backup.store, len(backup.store.read_bytes()) // 2)
        case "cut":
            backup.store.write_bytes(backup.store.read_bytes()[:-4096])
        case "rows":
            with closing(sqlite3.connect(backup.store)) as connection, connection:
                connection.execute("DELETE FROM entry WHERE code = '1.01'")
        case "info":
            table = json.loads(info.read_bytes())
            table["sha256"] = "0" * 64
            info.write_text(json.dumps(table))
        case "gone":
            backup.store.unlink()
    with pytest.raises(KksError) as refused:
        restore_backup(find_backups(backup.path)[0].backup, tmp_path / "baru")
    assert refused.value.code in ("BACKUP_DAMAGED", "NO_BACKUP")
    assert not (tmp_path / "baru").exists()
    assert not list(tmp_path.glob("baru*"))


def test_a_changed_file_of_proof_is_never_given_back(workspace, desk, tmp_path) -> None:
    backup = desk.make(ASKED)[0].backup
    assert check_backup(backup) == ()
    bad = backup.info.evidence[0]
    _flip(desk.first / "bukti" / bad.sha256[:2] / f"{bad.sha256}.{bad.ext}")
    assert check_backup(backup) == (bad,)
    alone = restore_backup(backup, tmp_path / "baru")
    assert alone.lacking == (bad,)
    assert not list((alone.folder / "bukti").rglob(f"{bad.sha256}*"))
    beside = restore_backup(backup, tmp_path / "lagi", others=(workspace.folder,))
    assert beside.lacking == ()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[" * 100_000,
        b'{"format": "kks-cadangan/2"}',
        b'{"format": "kks-cadangan/1", "evidence": [["../../x", "pdf", 1]]}',
    ],
)
def test_a_foreign_folder_is_no_backup(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "kks-cadangan-x"
    folder.mkdir()
    (folder / "cadangan.json").write_bytes(content)
    for chosen in (folder, tmp_path, tmp_path / "tidak ada"):
        with pytest.raises(KksError, match="tidak ditemukan cadangan"):
            find_backups(chosen)


def test_paths_in_a_backup_cannot_lead_out(workspace, desk) -> None:
    backup = desk.make(ASKED)[0].backup
    info = backup.path / "cadangan.json"
    table = json.loads(info.read_bytes())
    for wrong in (["../../../etc/passwd", "pdf", 1], ["a" * 64, "../x", 1], ["a" * 64, "pdf", -1]):
        info.write_text(json.dumps({**table, "evidence": [wrong]}))
        with pytest.raises(KksError):
            read_info(backup.path)


def test_a_folder_with_something_in_it_is_not_restored_into(workspace, desk, tmp_path) -> None:
    backup = desk.make(ASKED)[0].backup
    full = tmp_path / "penuh"
    full.mkdir()
    (full / "surat.txt").write_text("penting")
    with pytest.raises(KksError, match="sudah berisi"):
        restore_backup(backup, full)
    with pytest.raises(KksError, match="sudah berisi"):
        restore_backup(backup, workspace.folder)
    assert (full / "surat.txt").read_text() == "penting"


def test_a_stick_that_is_away_is_not_written_beside(workspace, desk, tmp_path) -> None:
    stick = tmp_path / "stik"
    stick.mkdir()
    root = desk.choose_second(stick)
    desk.make(ASKED)
    shutil.move(stick, tmp_path / "tas")
    _type(workspace, "9")
    first, second = desk.make(ASKED)
    assert first.fault is None
    assert second.fault is not None
    assert "tetap utuh" in str(second.fault)
    assert not stick.exists()
    stick.mkdir()  # another stick under the same letter
    assert desk.make(ASKED)[1].fault is not None
    assert not list(stick.iterdir())
    state = desk.states()[1]
    assert not state.present
    assert state.fault
    assert state.good_at  # what was good before is still said
    shutil.rmtree(stick)
    shutil.move(tmp_path / "tas", stick)
    assert desk.make(ASKED)[1].fault is None
    assert not desk.states()[1].fault
    _whole(root)


@pytest.mark.parametrize("inside", ["", "cadangan", "lain/lagi"])
def test_a_second_place_inside_the_data_is_refused(workspace, desk, inside: str) -> None:
    with pytest.raises(KksError, match="di dalam folder data"):
        desk.choose_second(workspace.folder / inside)
    assert desk.second is None


def test_live_data_are_no_place(workspace, desk, tmp_path) -> None:
    with pytest.raises(KksError, match="folder data KKS Desktop"):
        Place(workspace.folder).set_up()


def _limited(size: int, code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run code in a child that may write no file longer than ``size``."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
    )


BACKUP = """
import sys
from pathlib import Path
from kks_desktop.cli import main
sys.exit(main(["backup", "--data", sys.argv[1], "--to", sys.argv[2]]))
"""


@pytest.mark.parametrize("size", [60_000, 400_000])
def test_a_full_medium_leaves_nothing_half(workspace, desk, tmp_path, size: int) -> None:
    stick = tmp_path / "stik"
    stick.mkdir()
    desk.make_in(stick)
    _type(workspace, "10")
    before = _tree(stick)
    workspace.close()
    done = _limited(size, BACKUP, workspace.folder, stick)
    assert done.returncode == 1, done.stderr
    assert done.stderr.count("\n") == 1
    assert "cadangan yang lama tetap utuh" in done.stderr
    assert _tree(stick) == before
    assert all(one.whole for one in find_backups(stick))


def test_killed_midway_at_many_moments_leaves_only_whole_backups(workspace, tmp_path) -> None:
    """A kill after each of the first so many steps; then the next backup clears up."""
    stick = tmp_path / "stik"
    stick.mkdir()
    desk = BackupDesk(workspace)
    desk.make_in(stick)
    root = place_in(stick)
    shutil.rmtree(root / "bukti")  # so that there are files to copy, too
    code = (
        "import os, sys\n"
        "real, left = os.fsync, [int(sys.argv[3])]\n"
        "def counted(file):\n"
        "    left[0] -= 1\n"
        "    if left[0] < 0:\n"
        "        os.kill(os.getpid(), 9)\n"
        "    real(file)\n"
        "os.fsync = counted\n" + BACKUP
    )
    seen = set()
    for steps in (0, 1, 2, 3, 5, 8, 13, 20, 30, 60):
        _type(workspace, str(steps))
        done = _limited(1 << 30, code, workspace.folder, stick, steps)
        seen.add(done.returncode)
        for one in Place(root).backups():
            assert _sound(one.store)
    assert -signal.SIGKILL in seen
    desk.make_in(stick)
    _whole(root)
    found = find_backups(stick)
    assert found[0].whole
    assert restore_backup(found[0].backup, tmp_path / "baru").lacking == ()


def _sound(path: Path) -> bool:
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_cancelling_leaves_what_was_there(workspace, desk) -> None:
    desk.make(ASKED)
    _type(workspace, "11")
    before = _tree(desk.first)
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        desk.make(ASKED, cancel=token)
    assert _tree(desk.first) == before


def test_a_missing_file_of_proof_does_not_stop_the_backup(workspace, desk) -> None:
    victim = next(path for path in (workspace.folder / "bukti").glob("??/*"))
    victim.unlink()
    [outcome] = desk.make(ASKED)
    assert [held.sha256 for held in outcome.backup.info.lacking] == [victim.stem]
    assert victim.stem not in {held.sha256 for held in outcome.backup.info.evidence}


# -------------------------------------------------------------------- using what was restored


def test_the_copy_is_compared_and_takes_the_place_of_the_data(workspace, desk, clock) -> None:
    _type(workspace, "3")
    old = desk.make(ASKED)[0].backup
    clock.go(hours=1)
    _type(workspace, "4")
    later = dict(workspace.require_session().fields)
    prepared = prepare(workspace, old)
    [found] = prepared.difference.fields
    assert (found.code, found.field, found.now, found.copy) == (*KEY, "4", "3")
    assert prepared.difference.now_changed_at > prepared.difference.copy_changed_at
    assert workspace.require_session().raw(*KEY) == "4"  # nothing was touched yet
    workspace.close()
    kept = use(workspace.folder, prepared.restored.folder, clock())
    assert not prepared.restored.folder.exists()
    with closing(Workspace(workspace.folder)) as now:
        assert now.require_session().raw(*KEY) == "3"
        now.require_session().set([Edit(*KEY, "5")], "isi")
    with closing(Workspace(kept)) as before:
        assert before.require_session().fields == later
        assert not before.damage()
        assert len(_tree(kept / "bukti")) == len(old.info.evidence)


def test_what_was_there_is_in_a_backup_of_its_own_before_restoring(workspace, desk, clock) -> None:
    old = desk.make(ASKED)[0].backup
    clock.go(minutes=1)
    _type(workspace, "6")
    prepare(workspace, old)
    newest = desk.listed()[0]
    assert newest.info.reason == "sebelum pulih"
    assert read_state_of(newest.backup.store) == "6"


def read_state_of(path: Path) -> str:
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
        sql = "SELECT raw FROM entry WHERE code = ? AND field = ?"
        return str(connection.execute(sql, KEY).fetchone()[0])


def test_two_copies_of_one_second_are_two_folders(workspace, desk) -> None:
    backup = desk.make(ASKED)[0].backup
    first, second = (prepare(workspace, backup).restored.folder for _ in range(2))
    assert first != second
    assert read_state(first) == read_state(second)


def test_the_copy_is_not_used_while_another_program_has_the_data(workspace, desk, clock) -> None:
    prepared = prepare(workspace, desk.make(ASKED)[0].backup)
    with pytest.raises(KksError, match="program lain"):
        use(workspace.folder, prepared.restored.folder, clock())
    workspace.close()
    with (
        closing(Workspace(workspace.folder, write=False)),
        pytest.raises(KksError, match="program lain"),
    ):
        use(workspace.folder, prepared.restored.folder, clock())
    assert prepared.restored.folder.exists()


def test_a_damaged_store_is_laid_aside_as_it_is(workspace, desk, clock) -> None:
    backup = desk.make(ASKED)[0].backup
    prepared = prepare(workspace, backup)
    workspace.close()
    damaged = b"bukan basis data" * 1000
    store_path(workspace.folder).write_bytes(damaged)
    kept = use(workspace.folder, prepared.restored.folder, clock())
    assert (kept / NAME).read_bytes() == damaged
    with closing(Workspace(workspace.folder)) as now:
        assert now.damage() == ""


@pytest.mark.parametrize("step", range(12))
def test_killed_while_the_copy_takes_the_place_the_data_are_old_or_new(
    workspace, desk, clock, step: int
) -> None:
    _type(workspace, "3")
    old = desk.make(ASKED)[0].backup
    _type(workspace, "4")
    prepared = prepare(workspace, old)
    workspace.close()
    code = (
        "import os, sys\n"
        "from datetime import UTC, datetime\n"
        "from pathlib import Path\n"
        "from kks_desktop.services.restoring import use\n"
        "left = [int(sys.argv[3])]\n"
        "def counting(real):\n"
        "    def counted(*given, **named):\n"
        "        left[0] -= 1\n"
        "        if left[0] < 0:\n"
        "            os.kill(os.getpid(), 9)\n"
        "        return real(*given, **named)\n"
        "    return counted\n"
        "for name in ('rename', 'replace', 'link', 'fsync', 'unlink'):\n"
        "    setattr(os, name, counting(getattr(os, name)))\n"
        "use(Path(sys.argv[1]), Path(sys.argv[2]), datetime.now(UTC))\n"
    )
    folder = workspace.folder
    _limited(1 << 30, code, folder, prepared.restored.folder, step * 8)
    with closing(Workspace(folder)) as now:
        assert now.damage() == ""
        assert now.require_session().raw(*KEY) in ("3", "4")
        for held in old.info.evidence:
            path = folder / "bukti" / held.sha256[:2] / f"{held.sha256}.{held.ext}"
            assert path.stat().st_size == held.size


# -------------------------------------------------------------------- where live data may lie


def _stick(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    monkeypatch.setattr("kks_desktop.platform.mounts._REMOVABLE_ROOTS", (str(root),))


def test_new_data_are_not_begun_on_a_stick(tmp_path, monkeypatch) -> None:
    _stick(monkeypatch, tmp_path)
    with pytest.raises(KksError, match="cakram lepas") as refused:
        Workspace(tmp_path / "data")
    assert refused.value.code == "PLACE_REFUSED"
    assert not (tmp_path / "data").exists()


def test_data_on_a_stick_are_read_backed_up_and_go_on_elsewhere(
    workspace, tmp_path, monkeypatch
) -> None:
    _type(workspace, "12")
    workspace.close()
    _stick(monkeypatch, workspace.folder)
    with closing(Workspace(workspace.folder)) as there:
        assert there.read_only
        assert "cakram lepas" in there.read_only_reason
        [outcome] = BackupDesk(there).make(ASKED)
    assert outcome.backup is not None
    restored = restore_backup(outcome.backup, tmp_path / "komputer")
    with closing(Workspace(restored.folder)) as here:
        assert not here.read_only
        assert here.require_session().raw(*KEY) == "12"


# -------------------------------------------------------------------- commands


def test_the_commands_back_up_and_restore(workspace, tmp_path, capsys) -> None:
    from kks_desktop.cli import main

    stick = tmp_path / "stik"
    stick.mkdir()
    assert main(["backup", "--data", str(workspace.folder), "--to", str(stick)]) == 0
    path = Path(capsys.readouterr().out.strip())
    assert path.parent == stick / "KKS Cadangan"
    assert main(["restore", str(stick), "--into", str(tmp_path / "baru")]) == 0
    captured = capsys.readouterr()
    assert captured.out.strip() == str(tmp_path / "baru")
    assert "Kota Jambi" in captured.err
    assert read_state(tmp_path / "baru") == read_state(workspace.folder)
    assert main(["restore", str(stick), "--into", str(tmp_path / "baru")]) == 1
    assert main(["restore", str(tmp_path), "--into", str(tmp_path / "x")]) == 1
    assert main(["backup", "--data", str(tmp_path / "tidak")]) == 1
    assert main(["backup", "--data", str(workspace.folder), "--to", str(tmp_path / "tidak")]) == 1
    with pytest.raises(SystemExit) as wrong:
        main(["restore", str(stick)])
    assert wrong.value.code == 2


def test_the_data_folder_of_the_command_gets_its_own_place(workspace, capsys) -> None:
    from kks_desktop.cli import main

    assert main(["backup", "--data", str(workspace.folder)]) == 0
    assert Path(capsys.readouterr().out.strip()).parent == workspace.folder / "cadangan"


def test_the_data_folder_itself_is_taken_for_no_backup(workspace, desk) -> None:
    made = desk.make(ASKED)[0].backup
    assert [one.backup for one in find_backups(workspace.folder)] == [made]


def test_a_backup_is_made_before_anything_is_taken_in(workspace, desk, clock) -> None:
    desk.make(ASKED)
    clock.go(minutes=1)
    _type(workspace, "6")
    made = desk.make_before_import()
    assert desk.listed()[0].info == made.info
    assert made.info.reason == "sebelum terima"
    assert read_state_of(made.store) == "6"
    for minute in range(5):  # the hourly ones of the same hour do not push it out
        clock.go(minutes=minute + 1)
        _type(workspace, str(100 + minute))
        desk.make("berkala")
    assert made.path.exists()


def test_a_backup_under_way_is_waited_for_before_taking_in(workspace, desk) -> None:
    desk.make(ASKED)
    _type(workspace, "6")
    held, let_go = threading.Event(), threading.Event()

    def other_backup() -> None:
        lock = FolderLock(desk.first)
        assert lock.acquire()
        held.set()
        let_go.wait(10)
        lock.release()

    other = threading.Thread(target=other_backup)
    other.start()
    assert held.wait(10)
    threading.Timer(0.3, let_go.set).start()
    assert desk.make_before_import().info.reason == "sebelum terima"
    other.join()


def test_without_that_backup_nothing_may_be_taken_in(workspace, desk) -> None:
    desk.first.write_text("di sini ada berkas")
    with pytest.raises(KksError, match="Belum ada yang diterima") as caught:
        desk.make_before_import()
    assert caught.value.code == "NO_BACKUP_BEFORE"


def test_another_version_of_the_program_is_noticed_once(tmp_path) -> None:
    with closing(Workspace(tmp_path / "data")) as workspace:
        workspace.create(SetUp("kabupaten", "15.71", 2025, "Siti"))
        desk = BackupDesk(workspace)
        assert not desk.updated(), "a folder that was just begun"
        desk.note_program()
        assert not desk.updated()
        save_record(workspace.folder, replace(load_record(workspace.folder), program="0.0.1"))
        assert desk.updated()
        desk.note_program()
        assert not desk.updated()
