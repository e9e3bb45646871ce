"""The check of the history: sound, or which row does not fit, and what was sent of it."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kks_desktop.domain.errors import KksError
from kks_desktop.services.history_check import check_history, history_table, sent_heads
from kks_desktop.services.practice import PASSPHRASE
from kks_desktop.services.sending import send
from kks_desktop.services.session import Edit
from kks_desktop.services.tasks import CancelToken
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.chain import link, starts, walk
from kks_desktop.store.connection import store_path

if TYPE_CHECKING:
    from tests.services.conftest import Clock, Opener

NOW = "kematian_ibu/kini"


def _type(workspace: Workspace, *texts: str) -> None:
    session = workspace.require_session()
    for text in texts:
        session.set([Edit("1.01", NOW, text)], "Isi")
    session.flush()


def _forge(folder: Path, *statements: str, anew: bool = False) -> None:
    """Change the store behind the program's back, with a new chain over it if wanted."""
    with closing(sqlite3.connect(store_path(folder))) as store:
        for statement in statements:
            store.execute(statement)
        if anew:
            heads = dict(starts(store))
            for row in list(walk(store)):
                heads[row.assessment] = chain = link(heads[row.assessment], row.columns)
                store.execute("UPDATE history SET chain = ? WHERE seq = ?", (chain, row.seq))
        store.commit()


def _bag_info(path: Path) -> str:
    with zipfile.ZipFile(path) as bundle:
        name = next(name for name in bundle.namelist() if name.endswith("bag-info.txt"))
        return bundle.read(name).decode()


def test_a_sound_history_gives_its_head_and_progress(workspace: Workspace) -> None:
    _type(workspace, "1", "2", "3")
    steps: list[tuple[int, int]] = []
    found = check_history(workspace, lambda done, total: steps.append((done, total)))
    assert found.sound
    assert found.head.startswith("sha256:")
    assert steps[-1] == (found.rows, found.rows)
    assert found.jumps == 0
    before = found.head
    _type(workspace, "4")
    assert check_history(workspace).head != before


@pytest.mark.parametrize(
    ("statement", "kind", "word"),
    [
        ("UPDATE history SET new_raw = '777' WHERE new_raw = '2'", "changed", "diubah"),
        ("DELETE FROM history WHERE new_raw = '2'", "removed", "dihapus"),
        ("DELETE FROM history WHERE new_raw = '3'", "removed", "dihapus"),
    ],
)
def test_a_fault_is_named_without_its_value(
    workspace: Workspace, folder: Path, statement: str, kind: str, word: str
) -> None:
    _type(workspace, "1", "2", "3")
    _forge(folder, statement)
    found = check_history(workspace)
    assert not found.sound
    assert found.fault is not None
    assert (found.fault.kind, found.fault.code) == (kind, "1.01")
    assert word in found.sentence
    assert "1.01" in found.sentence
    assert "777" not in str(history_table(found))


def test_a_cancelled_check_says_so(workspace: Workspace) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(KksError) as caught:
        check_history(workspace, cancel=token)
    assert caught.value.code == "CANCELLED"


def test_the_head_goes_with_the_bundle_and_is_found_again(
    district: Workspace, folder: Path, tmp_path: Path
) -> None:
    out, other = tmp_path / "out", tmp_path / "lain"
    out.mkdir()
    other.mkdir()
    head = check_history(district).head
    sent = send(district, out, PASSPHRASE)
    assert f"History-Head: {head}\n" in _bag_info(sent.files[0])
    # typed and taken back: the same state, a longer history, the same bytes
    _type(district, "5")
    district.require_session().undo()
    district.require_session().flush()
    assert check_history(district).head != head
    again = send(district, other, PASSPHRASE)
    assert again.files[0].read_bytes() == sent.files[0].read_bytes()
    _type(district, "6")
    send(district, out, PASSPHRASE)
    assert [(one.revision, one.found) for one in sent_heads(district)] == [(1, True), (2, True)]


def test_a_history_written_anew_after_sending_is_noticed(
    district: Workspace, folder: Path, tmp_path: Path
) -> None:
    send(district, tmp_path, PASSPHRASE)
    _type(district, "5")
    _forge(folder, "UPDATE history SET new_raw = '1' WHERE seq = 3", anew=True)
    found = check_history(district)
    assert found.fault is None
    assert not found.sound
    assert "usulan awal" in found.sentence
    assert [one.found for one in found.sent] == [False]


def test_wrong_clocks_are_told_and_are_no_fault(workspace: Workspace, clock: Clock) -> None:
    _type(workspace, "1")
    clock.now -= timedelta(days=3)
    _type(workspace, "2", "3")
    clock.now += timedelta(days=3)
    _type(workspace, "4")
    found = check_history(workspace)
    assert found.sound
    assert found.jumps == 1
    assert found.first_jumps[0].code == "1.01"
    marked = [entry.new for entry in workspace.require_session().history("1.01", 10)]
    assert marked == ["4", "3", "2", "1"], "in the order typed"
    wrong = [entry.wrong_clock for entry in workspace.require_session().history("1.01", 10)]
    assert wrong == [False, False, True, False]


def test_a_store_of_before_the_chain_says_so(tmp_path: Path, open_folder: Opener) -> None:
    old = Path(__file__).parents[1] / "data" / "store-version-1.sqlite3"
    (tmp_path / "alt").mkdir()
    shutil.copy(old, store_path(tmp_path / "alt"))
    with pytest.raises(KksError) as caught:
        check_history(open_folder(tmp_path / "alt", write=False))
    assert caught.value.code == "HISTORY_OLD"
    migrated = open_folder(tmp_path / "alt")
    assert check_history(migrated).sound
