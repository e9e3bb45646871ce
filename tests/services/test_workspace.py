"""A data folder: one writer at a time, kept through a killed program, refused where damaged."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kks_desktop.domain.errors import KksError
from kks_desktop.services.instruments import shipped_source
from kks_desktop.services.practice import open_practice
from kks_desktop.services.session import Edit
from kks_desktop.services.workspace import SetUp, Workspace
from kks_desktop.store.connection import store_path
from tests.services.conftest import SETUP

if TYPE_CHECKING:
    from tests.services.conftest import Opener

ROOT = Path(__file__).parents[2]


def test_a_new_folder_has_no_assessment_yet(open_folder: Opener, folder: Path) -> None:
    found = open_folder(folder)
    assert found.session is None
    assert not found.read_only
    with pytest.raises(KksError) as caught:
        found.require_session()
    assert caught.value.code == "NO_ASSESSMENT"


def test_an_assessment_is_there_again_with_all_its_facts(
    workspace: Workspace, open_folder: Opener, folder: Path
) -> None:
    info = workspace.require_session().info
    assert (info.role, info.region_code, info.region_name, info.province_name, info.year) == (
        "kabupaten",
        "15.71",
        "Kota Jambi",
        "Jambi",
        2025,
    )
    assert (info.practice, info.instrument_code) == (False, "kks-2025")
    workspace.close()
    again = open_folder(folder).require_session()
    assert again.info == info
    assert again.raw("profil", "operator") == "Siti Aminah"
    assert again.raw("profil", "kantor") == "Dinas Kesehatan"
    assert again.raw("profil", "jabatan") == "Operator"


def test_a_province_has_its_own_code(open_folder: Opener, folder: Path) -> None:
    session = open_folder(folder).create(SetUp("provinsi", "15", 2025, "Budi"))
    assert (session.info.role, session.info.region_code, session.info.region_name) == (
        "provinsi",
        "15",
        "Jambi",
    )


@pytest.mark.parametrize(
    ("role", "code"), [("kabupaten", "99.99"), ("kabupaten", "15"), ("provinsi", "15.71")]
)
def test_a_region_that_does_not_exist_is_refused_and_nothing_begun(
    open_folder: Opener, folder: Path, role: str, code: str
) -> None:
    found = open_folder(folder)
    with pytest.raises(KksError):
        found.create(SetUp(role, code, 2025, "Siti"))
    assert found.session is None


def test_an_assessment_keeps_the_instrument_it_was_begun_with(workspace: Workspace) -> None:
    info = workspace.require_session().info
    assert workspace.instrument_bytes(info) == shipped_source()


def test_an_assessment_opens_with_its_own_instrument_when_the_shipped_one_is_another(
    workspace: Workspace, open_folder: Opener, folder: Path
) -> None:
    import hashlib

    older = shipped_source().replace(
        b'arah = "turun"\nskor = { membaik = 100', b'arah = "turun"\nskor = { membaik = 50', 1
    )
    assert older != shipped_source()
    digest = hashlib.sha256(older).hexdigest()

    def swap(connection: sqlite3.Connection) -> None:
        connection.execute(
            "INSERT INTO instrument (sha256, code, source) VALUES (?, 'kks-2025', ?)",
            (digest, older),
        )
        connection.execute("UPDATE assessment SET instrument_sha256 = ?", (digest,))

    workspace.write(swap).result()
    workspace.close()
    session = open_folder(folder).require_session()
    assert session.instrument.sha256 == digest
    session.set(
        [Edit("1.01", "kematian_ibu/lalu", "12"), Edit("1.01", "kematian_ibu/kini", "9")], "Isi"
    )
    assert session.evaluation.scored.indicators["1.01"].score == 50


# --------------------------------------------------------------------- one writer a folder


def test_the_second_program_may_only_read_and_is_told_so(
    workspace: Workspace, open_folder: Opener, folder: Path
) -> None:
    second = open_folder(folder)
    assert second.read_only
    assert second.read_only_reason.endswith(".")
    assert second.require_session().read_only_reason == second.read_only_reason
    with pytest.raises(KksError) as caught:
        second.write(lambda connection: None)
    assert caught.value.code == "READ_ONLY"
    with pytest.raises(KksError):
        second.create(SETUP)


def test_when_the_first_closes_the_next_may_write(
    workspace: Workspace, open_folder: Opener, folder: Path
) -> None:
    workspace.close()
    assert not open_folder(folder).read_only


def test_a_reader_sees_what_the_writer_saved_meanwhile(
    workspace: Workspace, open_folder: Opener, folder: Path
) -> None:
    session = workspace.require_session()
    session.set([Edit("1.01", "kematian_ibu/kini", "9")], "Isi")
    session.flush()
    assert open_folder(folder).require_session().raw("1.01", "kematian_ibu/kini") == "9"


def test_reading_alone_makes_no_folder(tmp_path: Path) -> None:
    with pytest.raises(KksError) as caught:
        Workspace(tmp_path / "tak-ada", write=False)
    assert caught.value.code == "NO_STORE"
    assert list(tmp_path.iterdir()) == []


def test_closing_twice_is_harmless_and_a_closed_folder_says_so(workspace: Workspace) -> None:
    workspace.close()
    workspace.close()
    with pytest.raises(KksError), workspace.reading():
        pass


def test_a_folder_that_cannot_be_made_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("x")
    with pytest.raises(KksError) as caught:
        Workspace(tmp_path / "berkas" / "data")
    assert caught.value.code == "STORE_READ_ONLY"


@contextmanager
def _as_nobody() -> Iterator[Path]:
    """A folder that this process may enter but not write; root is bound by nothing else."""
    with tempfile.TemporaryDirectory() as name:
        root = os.geteuid() == 0
        folder = Path(name)
        folder.chmod(0o755)
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)
            folder.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows binds folders by other means")
def test_a_folder_that_cannot_be_written_is_opened_for_reading() -> None:
    """A stick with its switch on, a folder of another user."""
    with _as_nobody() as folder:
        first = Workspace(folder)
        session = first.create(SETUP)
        session.set([Edit("1.01", "kematian_ibu/kini", "9")], "Isi")
        session.flush()
        first.close()
        for path in folder.iterdir():
            path.chmod(0o444)
        folder.chmod(0o555)
        if os.geteuid() == 0:
            os.seteuid(65534)
        found = Workspace(folder)
        try:
            assert found.read_only
            assert found.read_only_reason.endswith(".")
            assert found.require_session().raw("1.01", "kematian_ibu/kini") == "9"
        finally:
            found.close()


# ------------------------------------------------------------------------------- damage


def test_a_newer_folder_is_refused_with_its_bytes_untouched(
    workspace: Workspace, folder: Path
) -> None:
    workspace.close()
    with closing(sqlite3.connect(store_path(folder))) as connection:
        connection.execute("PRAGMA user_version = 999")
        connection.commit()
    before = store_path(folder).read_bytes()
    for write in (True, False):
        with pytest.raises(KksError) as caught:
            Workspace(folder, write=write)
        assert caught.value.code == "STORE_NEWER"
    assert store_path(folder).read_bytes() == before


@pytest.mark.parametrize("keep", [10, 100, 4096, 12_288])
def test_a_damaged_folder_is_refused_with_its_bytes_untouched(
    workspace: Workspace, folder: Path, keep: int
) -> None:
    workspace.close()
    whole = store_path(folder).read_bytes()
    store_path(folder).write_bytes(whole[:keep])
    with pytest.raises(KksError) as caught:
        Workspace(folder)
    assert caught.value.code == "STORE_DAMAGED"
    assert store_path(folder).read_bytes() == whole[:keep]
    store_path(folder).write_bytes(whole)
    Workspace(folder).close()


def test_a_refused_folder_is_free_for_the_next_try(workspace: Workspace, folder: Path) -> None:
    workspace.close()
    whole = store_path(folder).read_bytes()
    store_path(folder).write_bytes(b"rusak" * 100)
    with pytest.raises(KksError):
        Workspace(folder)
    store_path(folder).write_bytes(whole)
    again = Workspace(folder)
    assert not again.read_only
    again.close()


def test_an_empty_file_is_taken_as_a_new_store(open_folder: Opener, folder: Path) -> None:
    folder.mkdir()
    store_path(folder).touch()
    assert open_folder(folder).session is None


def test_a_sound_folder_has_no_damage(workspace: Workspace) -> None:
    assert workspace.damage() == ""


# --------------------------------------------------------------------------- killed hard

KILLED = """
import sys
from pathlib import Path
from kks_desktop.services.session import Edit
from kks_desktop.services.workspace import SetUp, Workspace

workspace = Workspace(Path(sys.argv[1]))
session = workspace.session or workspace.create(SetUp("kabupaten", "15.71", 2025, "Siti"))
for number in range(60):
    edit = Edit("1.01", "kematian_ibu/kini", f"{sys.argv[2]}{number}")
    session.set([edit, Edit("9.01", "note", f"catatan {number}")], "Isi")
session.flush()
print("flushed", flush=True)
for number in range(2000):
    session.set([Edit("1.02", "kematian_bayi/kini", str(number))], "Isi", f"{number}")
sys.stdin.read()
"""


def test_a_program_killed_after_flush_lost_nothing(folder: Path, open_folder: Opener) -> None:
    for turn in ("1", "2"):
        program = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(folder), turn],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        with program:
            assert program.stdout is not None
            assert program.stdout.readline().strip() == b"flushed"
            program.kill()
        again = open_folder(folder)
        assert not again.read_only, "the lock of a dead program does not stay"
        session = again.require_session()
        assert session.raw("1.01", "kematian_ibu/kini") == f"{turn}59"
        assert session.raw("9.01", "note") == "catatan 59"
        assert len(session.history("1.01")) == 60 * int(turn)
        assert again.damage() == ""
        with again.reading() as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        again.close()


# ------------------------------------------------------------------------------ practice


def test_practice_lies_in_a_folder_of_its_own(workspace: Workspace, folder: Path) -> None:
    practice = open_practice(folder)
    try:
        session = practice.require_session()
        assert practice.folder == folder / "latihan"
        assert session.info.practice
        assert session.evaluation.scored.total > 10_000
        session.set([Edit("1.01", "kematian_ibu/kini", "99")], "Isi")
        session.flush()
    finally:
        practice.close()
    again = open_practice(folder)
    try:
        assert again.require_session().raw("1.01", "kematian_ibu/kini") == "99"
    finally:
        again.close()
    assert workspace.require_session().raw("1.01", "kematian_ibu/kini") == ""
    assert not workspace.require_session().info.practice
