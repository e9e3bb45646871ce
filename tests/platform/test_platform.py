"""Places, preferences, log and lock of the machine that the program runs on."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kks_desktop.platform.lock import FolderLock
from kks_desktop.platform.log import start_log
from kks_desktop.platform.paths import data_folder, log_folder, resources
from kks_desktop.platform.place import Place, place_of, read_only_reason_for, refusal_for
from kks_desktop.platform.settings import NAME, Settings, load_settings, save_settings

# ----------------------------------------------------------------------------- settings


def test_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    chosen = Settings("dark", "f4", "0011ff", "/media/stick é")
    save_settings(tmp_path, chosen)
    assert load_settings(tmp_path) == chosen
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_no_settings_are_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings()
    assert load_settings(tmp_path / "tak-ada") == Settings()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"1",
        b'"x"',
        b"\xff\xfe\x00",
        b"\x00" * 50,
        b'{"theme": 5, "paper": null, "geometry": [], "splitter": "x", "lain": 1}',
        b'{"splitter": {}}',
        b"[" * 100_000,
    ],
    ids=lambda data: repr(data[:16]),
)
def test_damaged_settings_are_the_defaults(tmp_path: Path, data: bytes) -> None:
    (tmp_path / NAME).write_bytes(data)
    assert load_settings(tmp_path) == Settings()


@pytest.mark.parametrize(
    ("key", "value"), [("splitter", ["a", None]), ("splitter", [1.5]), ("paper", "a9")]
)
def test_a_setting_that_cannot_be_used_falls_back(tmp_path: Path, key: str, value: object) -> None:
    (tmp_path / NAME).write_text(json.dumps({key: value, "last_folder": "/a"}), encoding="utf-8")
    assert load_settings(tmp_path) == Settings(last_folder="/a")


def test_good_settings_are_kept_beside_bad_ones(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text('{"theme": 5, "paper": "f4"}', encoding="utf-8")
    assert load_settings(tmp_path) == Settings(paper="f4")


def test_settings_that_cannot_be_saved_stop_nothing(tmp_path: Path) -> None:
    save_settings(tmp_path / "tak-ada", Settings())
    (tmp_path / NAME).mkdir()
    save_settings(tmp_path, Settings())
    assert load_settings(tmp_path) == Settings()


# ------------------------------------------------------------------------------- places


@pytest.mark.parametrize(
    "folder",
    [
        "/home/siti/OneDrive/kks",
        "/home/siti/OneDrive - Pemkot Jambi/kks",
        "/home/siti/Dropbox/kks",
        "/home/siti/Google Drive/kks",
        "/home/siti/Nextcloud/kks",
    ],
)
def test_a_folder_that_is_copied_to_a_cloud(folder: str) -> None:
    assert place_of(Path(folder)) is Place.CLOUD
    assert "awan" in refusal_for(Path(folder))
    assert "awan" in read_only_reason_for(Path(folder))


def test_an_ordinary_folder_is_not_refused(tmp_path: Path) -> None:
    assert place_of(tmp_path) is Place.LOCAL
    assert refusal_for(tmp_path) == read_only_reason_for(tmp_path) == ""
    assert refusal_for(tmp_path / "belum" / "ada") == ""


@pytest.mark.parametrize("name", ["megawati", "Dinas Pamegatan", "omega"])
def test_a_name_that_only_sounds_like_a_cloud_is_none(tmp_path: Path, name: str) -> None:
    assert place_of(tmp_path / name / "kks") is Place.LOCAL


def test_the_data_folder_is_the_one_chosen_or_named_or_the_user_s_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert data_folder(tmp_path) == tmp_path
    monkeypatch.setenv("KKS_DATA_DIR", str(tmp_path / "lain"))
    assert data_folder() == tmp_path / "lain"
    assert data_folder("") == tmp_path / "lain"
    monkeypatch.delenv("KKS_DATA_DIR")
    assert "kks-desktop" in str(data_folder())
    assert data_folder("relatif").is_absolute()
    assert data_folder("~/kks") == Path("~/kks").expanduser()
    assert log_folder(tmp_path).parent == tmp_path


def test_the_program_finds_what_it_brings_along() -> None:
    for name in ("instruments", "regions", "fonts"):
        assert (resources() / name).is_dir()


# --------------------------------------------------------------------------------- lock


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    first, second = FolderLock(tmp_path), FolderLock(tmp_path)
    assert first.acquire()
    assert not second.acquire()
    first.release()
    assert second.acquire()
    second.release()
    second.release()


def test_folders_do_not_lock_each_other(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
    first, second = FolderLock(tmp_path / "a"), FolderLock(tmp_path / "b")
    assert first.acquire()
    assert second.acquire()
    first.release()
    second.release()


def test_a_folder_that_is_not_there_cannot_be_locked(tmp_path: Path) -> None:
    assert not FolderLock(tmp_path / "tak-ada").acquire()


def test_a_lock_file_full_of_rubbish_does_not_raise(tmp_path: Path) -> None:
    (tmp_path / "kks.lock").write_bytes(b"rusak" * 1000)
    lock = FolderLock(tmp_path)
    lock.acquire()
    lock.release()


HOLDER = """
import sys
from pathlib import Path
from kks_desktop.platform.lock import FolderLock
lock = FolderLock(Path(sys.argv[1]))
print(lock.acquire(), flush=True)
sys.stdin.read()
"""


def test_the_lock_of_a_killed_program_is_free(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    mine = FolderLock(tmp_path)
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"True"
        assert not mine.acquire()
        holder.kill()
    assert mine.acquire()
    mine.release()


# ---------------------------------------------------------------------------------- log


@pytest.fixture
def own_log() -> Iterator[logging.Logger]:
    """The root logger, given back afterwards as it was."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield root
    for handler in root.handlers:
        if handler not in handlers:
            root.removeHandler(handler)
            handler.close()
    root.setLevel(level)
    logging.getLogger("kks_desktop").setLevel(logging.NOTSET)


def test_the_log_lies_where_it_is_told(tmp_path: Path, own_log: logging.Logger) -> None:
    start_log(tmp_path / "log")
    logging.getLogger("kks_desktop.services").info("dibuka %s", "é")
    logging.getLogger("lain").info("bukan milik kita")
    text = (tmp_path / "log" / "kks.log").read_text(encoding="utf-8")
    assert "dibuka é" in text
    assert "bukan milik kita" not in text


def test_a_log_that_cannot_be_written_stops_nothing(
    tmp_path: Path, own_log: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "berkas").write_text("x")
    start_log(tmp_path / "berkas" / "log")
    logging.getLogger("kks_desktop").info("tetap jalan")
    assert "tetap jalan" in capsys.readouterr().err
