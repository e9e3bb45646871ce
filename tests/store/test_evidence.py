"""Files of proof: whole and durable under their hash, or not there; and the rows beside them."""

from __future__ import annotations

import errno
import hashlib
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kks_desktop.domain.errors import KksError
from kks_desktop.platform.sums import Watch
from kks_desktop.store.connection import copy_path, open_reader, open_writer, store_path
from kks_desktop.store.entries import load_entries
from kks_desktop.store.evidence import (
    CHANGED,
    MISSING,
    SOUND,
    EvidenceRow,
    drop_unused,
    load_evidence,
    put_evidence,
    set_damaged,
    set_facts,
)
from kks_desktop.store.evidence_faults import source_fault, target_fault
from kks_desktop.store.evidence_files import MAX_FILE, EvidenceFiles, Staged
from kks_desktop.store.evidence_staging import Staging
from kks_desktop.store.migrations import VERSION

ROOT = Path(__file__).parents[2]
VERSION_1 = ROOT / "tests" / "data" / "store-version-1.sqlite3"
CONTENT = b"%PDF-1.7 " + bytes(range(256)) * 12_000  # three blocks


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def files(tmp_path: Path) -> EvidenceFiles:
    return EvidenceFiles(tmp_path / "data")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "SK Tim Pembina.pdf"
    path.write_bytes(CONTENT)
    return path


def everything(files: EvidenceFiles) -> list[Path]:
    return sorted(path for path in files.folder.rglob("*") if path.is_file())


def refused(files: EvidenceFiles, source: Path, note: Callable[[int], None] | None = None) -> str:
    """The code of the refusal; its sentence is whole, and nothing of the file stays."""
    before = everything(files)
    with pytest.raises(KksError) as caught:
        files.take(source, "pdf", *([note] if note else []))
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300
    assert everything(files) == before
    return caught.value.code


# --------------------------------------------------------------------------- migration


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A data folder that version 0.1.0 left."""
    shutil.copy(VERSION_1, store_path(tmp_path))
    return tmp_path


def test_a_store_of_version_1_is_migrated_and_keeps_everything(old: Path) -> None:
    with closing(open_reader(old)) as reader:
        before = load_entries(reader, 1)
        history = reader.execute("SELECT * FROM history ORDER BY seq").fetchall()
        assert reader.execute("PRAGMA user_version").fetchone() == (1,)
        assert load_evidence(reader) == {}, "an old store can be read without migrating"
    assert before
    with closing(open_writer(old)) as opened:
        assert opened.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert load_entries(opened, 1) == before
        kept = opened.execute("SELECT * FROM history ORDER BY seq").fetchall()
        assert [row[1:-1] for row in kept] == [row[1:] for row in history]
        assert [row[0] for row in kept] == list(range(1, len(kept) + 1)), "without gaps"
        assert load_evidence(opened) == {}


def test_before_the_first_step_the_store_is_copied_beside_itself(old: Path) -> None:
    with closing(sqlite3.connect(store_path(old))) as writing:
        # what still lies in the log of an earlier run belongs to the copy too
        writing.execute("PRAGMA journal_mode = WAL")
        writing.execute("INSERT INTO trusted_key VALUES ('AA', 'x', '15.71', 'head', 'Budi', 'x')")
        writing.commit()
        open_writer(old).close()
    copy = copy_path(store_path(old), 1)
    with closing(sqlite3.connect(copy)) as kept:
        assert kept.execute("PRAGMA user_version").fetchone() == (1,)
        assert kept.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert kept.execute("SELECT person FROM trusted_key WHERE key_id = 'AA'").fetchone()
        assert not kept.execute("SELECT 1 FROM sqlite_master WHERE name = 'evidence'").fetchone()
    made = copy.stat().st_mtime_ns
    open_writer(old).close()
    assert copy.stat().st_mtime_ns == made, "copied once"


def test_a_new_store_leaves_no_copy(tmp_path: Path) -> None:
    open_writer(tmp_path).close()
    assert [path.name for path in tmp_path.iterdir()] == [store_path(tmp_path).name]


def test_without_room_for_the_copy_nothing_is_migrated(old: Path) -> None:
    copy_path(store_path(old), 1).mkdir()  # the copy cannot get its name
    with pytest.raises(KksError) as caught:
        open_writer(old)
    assert caught.value.code == "STORE_FULL"
    assert "seperti semula" in str(caught.value)
    with closing(open_reader(old)) as reader:
        assert reader.execute("PRAGMA user_version").fetchone() == (1,)
    assert not list(old.glob("*.part"))


# --------------------------------------------------------------------------- taking in


def test_a_file_lies_under_its_hash_whole(files: EvidenceFiles, source: Path) -> None:
    noted: list[int] = []
    stored = files.take(source, "pdf", noted.append)
    digest = sha256(CONTENT)
    assert stored.path == files.folder / digest[:2] / f"{digest}.pdf"
    assert stored.path.read_bytes() == CONTENT
    assert (stored.sha256, stored.size, stored.crc32) == (digest, len(CONTENT), zlib.crc32(CONTENT))
    assert stored.new
    assert sum(noted) == len(CONTENT)
    assert len(noted) > 1
    assert source.read_bytes() == CONTENT, "copied, not moved"
    assert not stored.path.samefile(source), "copied, not linked"
    source.write_bytes(b"diganti")
    assert stored.path.read_bytes() == CONTENT
    assert everything(files) == [stored.path]


def test_the_same_content_again_is_stored_once(files: EvidenceFiles, source: Path) -> None:
    first = files.take(source, "pdf")
    inode = first.path.stat().st_ino
    again = files.take(source.rename(source.with_name("salinan (1).pdf")), "pdf")
    assert (again.path, again.new) == (first.path, False)
    assert first.path.stat().st_ino == inode
    assert everything(files) == [first.path]


def test_a_stored_file_of_another_size_is_replaced(files: EvidenceFiles, source: Path) -> None:
    stored = files.take(source, "pdf")
    stored.path.write_bytes(CONTENT[:100])
    assert files.take(source, "pdf").new
    assert stored.path.read_bytes() == CONTENT


def test_a_stored_file_known_to_be_changed_is_renewed(files: EvidenceFiles, source: Path) -> None:
    stored = files.take(source, "pdf")
    stored.path.write_bytes(b"x" * len(CONTENT))
    assert not files.take(source, "pdf").new, "the size alone does not tell"
    files.keep(files.stage(source), "pdf", source.name, renew=True)
    assert stored.path.read_bytes() == CONTENT


@pytest.mark.parametrize(
    "name",
    [
        "a" * 251 + ".pdf",
        "foto 👩🏽‍⚕️ kegiatan.pdf",
        "laporan\u202efdp.exe",
        "baris\nbaru.pdf",
        "{0} %s {name}.pdf",
    ],
    ids=["long", "emoji", "turned", "newline", "braces"],
)
def test_odd_names_do_not_matter(files: EvidenceFiles, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(CONTENT)
    assert files.take(path, "pdf").path.read_bytes() == CONTENT
    path.write_bytes(b"")
    with pytest.raises(KksError) as caught:
        files.take(path, "pdf")
    assert "\u202e" not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_a_name_that_is_no_text_is_told_readably(files: EvidenceFiles, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/laporan \xff.pdf"))
    path.write_bytes(b"")
    with pytest.raises(KksError) as caught:
        files.take(path, "pdf")
    str(caught.value).encode()


def test_what_is_no_readable_file_is_refused(files: EvidenceFiles, tmp_path: Path) -> None:
    empty, folder, pipe = tmp_path / "kosong.pdf", tmp_path / "folder", tmp_path / "pipa"
    empty.touch()
    folder.mkdir()
    os.mkfifo(pipe)
    assert refused(files, empty) == "SOURCE_EMPTY"
    assert refused(files, folder) == "SOURCE_KIND"
    assert refused(files, pipe) == "SOURCE_KIND"
    assert refused(files, Path("/dev/zero")) == "SOURCE_KIND"
    assert refused(files, tmp_path / "tak-ada.pdf") == "SOURCE_GONE"
    assert refused(files, tmp_path / ("n" * 300 + ".pdf")) == "SOURCE_NAME"
    assert refused(files, empty / "a.pdf") == "SOURCE_GONE"


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(
    files: EvidenceFiles, tmp_path: Path
) -> None:
    path = tmp_path / "video.mp4"
    with path.open("wb") as file:
        file.truncate(MAX_FILE + 1)  # a hole: it takes no room
    began = time.monotonic()
    assert refused(files, path) == "SOURCE_TOO_BIG"
    assert time.monotonic() - began < 1


def test_a_source_that_may_not_be_read_is_refused(files: EvidenceFiles, source: Path) -> None:
    # the tests may run as root, whom no permission stops
    assert source_fault("a.pdf", PermissionError(errno.EACCES, "")).code == "SOURCE_LOCKED"
    source.chmod(0)
    if os.geteuid() != 0:
        assert refused(files, source) == "SOURCE_LOCKED"


# --------------------------------------------------------------- a source that changes


def _at_first_block(action: Callable[[], object]) -> Callable[[int], None]:
    """A progress hook that does something to the source while it is read."""
    done: list[bool] = []

    def note(_count: int) -> None:
        if not done:
            done.append(True)
            action()

    return note


def test_a_source_cut_short_meanwhile(files: EvidenceFiles, source: Path) -> None:
    assert refused(files, source, _at_first_block(lambda: os.truncate(source, 100))) == (
        "SOURCE_CHANGED"
    )


def test_a_source_that_grows_meanwhile(files: EvidenceFiles, source: Path) -> None:
    def grow() -> None:
        with source.open("ab") as file:
            file.write(b"lagi")

    assert refused(files, source, _at_first_block(grow)) == "SOURCE_CHANGED"


def test_a_source_written_over_meanwhile(files: EvidenceFiles, source: Path) -> None:
    def overwrite() -> None:
        with source.open("r+b") as file:
            file.write(b"lain")
        os.utime(source, ns=(1, 1))

    assert refused(files, source, _at_first_block(overwrite)) == "SOURCE_CHANGED"


def test_a_source_replaced_by_another_meanwhile(files: EvidenceFiles, source: Path) -> None:
    other = source.with_name("lain.pdf")
    other.write_bytes(CONTENT)
    assert refused(files, source, _at_first_block(lambda: os.replace(other, source))) == (
        "SOURCE_CHANGED"
    )


def test_a_source_that_vanishes_meanwhile(files: EvidenceFiles, source: Path) -> None:
    assert refused(files, source, _at_first_block(source.unlink)) == "SOURCE_GONE"


@pytest.mark.parametrize("number", [errno.EIO, errno.ENODEV, errno.ENXIO, errno.EBADF, 9999])
def test_a_pulled_stick_is_told_in_a_sentence(number: int) -> None:
    fault = source_fault("a" * 300 + ".pdf", OSError(number, "x"))
    assert fault.code == "SOURCE_FAILED"
    assert "dicabut" in str(fault)
    assert len(str(fault)) < 250


def test_stopping_leaves_nothing(files: EvidenceFiles, source: Path) -> None:
    def stop(_count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        files.take(source, "pdf", stop)
    assert everything(files) == []


# ------------------------------------------------------------------ a disk that refuses


def test_a_limit_on_the_size_of_files_leaves_nothing(files: EvidenceFiles, source: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, before[1]))
    try:
        assert refused(files, source) == "EVIDENCE_FULL"
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert files.take(source, "pdf").new


def test_a_full_disk_is_noticed_before_copying(
    files: EvidenceFiles, source: Path, tmp_path: Path
) -> None:
    large = tmp_path / "besar.mp4"
    free = shutil.disk_usage(tmp_path).free
    if free < MAX_FILE:
        with large.open("wb") as file:
            file.truncate(free)
        assert refused(files, large) == "EVIDENCE_FULL"
    for number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        assert target_fault("a.pdf", OSError(number, "")).code == "EVIDENCE_FULL"


def test_a_folder_that_cannot_be_written_refuses(tmp_path: Path, source: Path) -> None:
    (tmp_path / "data").write_text("bukan folder")
    with pytest.raises(KksError) as caught:
        EvidenceFiles(tmp_path / "data").take(source, "pdf")
    assert caught.value.code in ("EVIDENCE_READ_ONLY", "EVIDENCE_NOT_WRITTEN")
    for number in (errno.EROFS, errno.EACCES, errno.EPERM):
        fault = target_fault("a.pdf", OSError(number, ""))
        assert fault.code == "EVIDENCE_READ_ONLY"
        assert "Bukti lain tetap utuh" in str(fault)


def test_a_name_that_cannot_be_given_leaves_nothing(files: EvidenceFiles, source: Path) -> None:
    files.folder.mkdir(parents=True)
    (files.folder / sha256(CONTENT)[:2]).write_text("di tempat foldernya")
    refused(files, source)


# ------------------------------------------------------------------------ looking after


def test_verify_tells_missing_from_changed(files: EvidenceFiles, source: Path) -> None:
    stored = files.take(source, "pdf")
    key = (stored.sha256, "pdf")
    assert files.verify(*key) == SOUND
    assert files.present(*key, stored.size)
    data = bytearray(CONTENT)
    data[1_500_000] ^= 1
    stored.path.write_bytes(data)
    assert files.verify(*key) == CHANGED
    assert files.present(*key, stored.size)
    stored.path.unlink()
    assert files.verify(*key) == MISSING
    assert not files.present(*key, stored.size)


def test_sweeping_removes_only_what_is_old_and_unknown(
    files: EvidenceFiles, tmp_path: Path
) -> None:
    paths = {}
    for name in ("dikenal", "lupa", "baru"):
        source = tmp_path / f"{name}.pdf"
        source.write_bytes(name.encode())
        paths[name] = files.take(source, "pdf")
        files.put_thumbnail(paths[name].sha256, b"png")
    part, fresh = files.folder / "tmpx.part", files.folder / "tmpy.part"
    stranger = files.folder / "catatan.txt"
    inside = files.folder / paths["lupa"].sha256[:2] / "desktop.ini"
    for path in (part, fresh, stranger, inside):
        path.write_bytes(b"x")
    old = time.time() - 25 * 60 * 60
    for path in (part, stranger, inside, paths["dikenal"].path, paths["lupa"].path):
        os.utime(path, (old, old))
    assert files.sweep({paths["dikenal"].sha256}) == 2
    assert not part.exists()
    assert not paths["lupa"].path.exists()
    assert not files.thumbnail_path(paths["lupa"].sha256).exists()
    for path in (fresh, stranger, inside, paths["dikenal"].path, paths["baru"].path):
        assert path.exists(), path.name
    assert files.thumbnail_path(paths["dikenal"].sha256).exists()


def test_taking_in_a_forgotten_file_again_keeps_it_from_the_sweep(
    files: EvidenceFiles, source: Path
) -> None:
    stored = files.take(source, "pdf")
    os.utime(stored.path, (1, 1))
    files.take(source, "pdf")
    assert files.sweep(frozenset()) == 0
    assert stored.path.exists()


def test_thumbnails_are_kept_and_their_loss_does_not_matter(files: EvidenceFiles) -> None:
    files.put_thumbnail("ab" * 32, b"satu")
    files.put_thumbnail("ab" * 32, b"dua")
    assert files.thumbnail_path("ab" * 32).read_bytes() == b"dua"
    (files.folder / "kecil" / "cd").write_text("di tempat foldernya")
    files.put_thumbnail("cd" * 32, b"tiga")
    assert not list(files.folder.rglob("*.part"))


# -------------------------------------------------------------------------- many files


def test_many_at_once_keep_their_order_and_a_bad_one_stops_nothing(
    files: EvidenceFiles, tmp_path: Path
) -> None:
    sources = []
    for number in range(30):
        path = tmp_path / f"{number:02}.pdf"
        if number % 7:
            path.write_bytes(f"%PDF {number}".encode() * 1000)
        sources.append(path)
    told: list[tuple[int, int]] = []
    with Staging(files, sources, Watch(lambda *step: told.append(step))) as staging:
        found = []
        for source, copied in staging:
            found.append(source)
            if isinstance(copied, Staged):
                files.keep(copied, "pdf", source.name)
            else:
                assert copied.code == "SOURCE_GONE"
    assert found == sources
    assert len(everything(files)) == 25
    total = sum(path.stat().st_size for path in sources if path.exists())
    assert told[-1] == (total, total)
    assert told == sorted(told)


def test_leaving_early_discards_what_was_copied_ahead(files: EvidenceFiles, tmp_path: Path) -> None:
    sources = [tmp_path / f"{number}.pdf" for number in range(20)]
    for path in sources:
        path.write_bytes(os.urandom(100_000))
    with Staging(files, sources, Watch()) as staging:
        for _, copied in staging:
            assert isinstance(copied, Staged)
            files.discard(copied)
            break
    assert everything(files) == []


# -------------------------------------------------------------------------------- rows


def row(number: int, **changes: object) -> EvidenceRow:
    at = "2025-03-01T00:00:00+00:00"
    return EvidenceRow(f"{number:064x}", 10, 7, "pdf", at, "", at, "")._replace(**changes)  # type: ignore[arg-type]


@pytest.fixture
def connection(old: Path) -> sqlite3.Connection:
    return open_writer(old)


def test_rows_are_kept_and_renewed(connection: sqlite3.Connection) -> None:
    with closing(connection):
        put_evidence(connection, [row(2, facts="{}"), row(1)])
        assert list(load_evidence(connection)) == [f"{1:064x}", f"{2:064x}"]
        set_damaged(connection, {f"{1:064x}": MISSING, f"{2:064x}": CHANGED}, "2026")
        set_facts(connection, {f"{1:064x}": '{"ext":"pdf"}'})
        found = load_evidence(connection)[f"{1:064x}"]
        assert (found.damaged, found.checked_at, found.facts) == (MISSING, "2026", '{"ext":"pdf"}')
        put_evidence(connection, [row(1), row(2)])
        rows = load_evidence(connection).values()
        assert [one.damaged for one in rows] == ["", ""], "taken in again, it is sound again"
        assert [one.facts for one in rows] == ['{"ext":"pdf"}', "{}"], "what was known stays"


@pytest.mark.parametrize(
    "wrong", [{"sha256": "ab"}, {"size": 0}, {"ext": ""}, {"damaged": "rusak"}, {"size": "x"}]
)
def test_the_store_refuses_a_row_that_makes_no_sense(
    connection: sqlite3.Connection, wrong: dict[str, object]
) -> None:
    with closing(connection), pytest.raises(sqlite3.IntegrityError):
        put_evidence(connection, [row(1, **wrong)])


def test_only_rows_that_nothing_names_any_more_are_dropped(connection: sqlite3.Connection) -> None:
    with closing(connection):
        put_evidence(connection, [row(n) for n in (1, 2, 3)] + [row(4, added_at="2025-06-01")])
        code = f"bukti:{1:064x}"
        connection.execute("INSERT INTO entry VALUES (1, ?, 'nama', 'a.pdf', NULL, 1)", (code,))
        connection.execute(
            "INSERT INTO history (assessment, step, kind, code, field, old_raw, new_raw, who, at,"
            " label, chain) VALUES (1, 999, 'edit', ?, 'nama', 'a', '', 'x', '2025-05-30', 'x',"
            " zeroblob(32))",
            (f"bukti:{2:064x}",),
        )
        assert drop_unused(connection, "2025-05-01") == [f"{3:064x}"]
        assert drop_unused(connection, "2025-05-31") == [f"{2:064x}"]
        assert list(load_evidence(connection)) == [f"{1:064x}", f"{4:064x}"]


# ---------------------------------------------------------------------- killed midway

_CHILD = """
import sys
from pathlib import Path
from kks_desktop.store.connection import open_writer
from kks_desktop.store.evidence import EvidenceRow, put_evidence
from kks_desktop.store.evidence_files import EvidenceFiles
data, source = Path(sys.argv[1]), Path(sys.argv[2])
connection = open_writer(data)
files = EvidenceFiles(data)
print("siap", flush=True)
for path in sorted(source.iterdir()):
    one = files.take(path, "pdf")
    row = EvidenceRow(one.sha256, one.size, one.crc32, "pdf", "x", "", "x", "")
    put_evidence(connection, [row])
"""


def test_killed_midway_no_row_lacks_a_good_file(tmp_path: Path) -> None:
    sources = tmp_path / "sumber"
    sources.mkdir()
    for number in range(60):
        (sources / f"{number:02}.pdf").write_bytes(os.urandom(1_500_000))
    data = tmp_path / "data"
    files = EvidenceFiles(data)
    counts = []
    for wanted in (3, 8):
        shutil.rmtree(data, ignore_errors=True)
        child = subprocess.Popen(
            [sys.executable, "-c", _CHILD, str(data), str(sources)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        assert child.stdout is not None
        assert child.stdout.readline() == b"siap\n"
        while len(list(files.folder.glob("??/*"))) < wanted:
            assert child.poll() is None
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        with closing(open_writer(data)) as connection:
            rows = load_evidence(connection)
        for sha256_, one in rows.items():
            assert files.verify(sha256_, one.ext) == SOUND
        named = list(files.folder.glob("??/*"))
        for path in named:
            assert sha256(path.read_bytes()) == path.stem, "a half file under a final name"
        counts.append(len(rows))
        for path in everything(files):
            os.utime(path, (1, 1))
        files.sweep(rows.keys())
        assert {path.stem for path in everything(files)} == set(rows)
    assert all(0 < count < 60 for count in counts)
