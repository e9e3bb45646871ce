"""Corrections carry only what changed: what the province has is not carried again."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kks_desktop.services.handovers import hand_overs
from kks_desktop.services.importing import import_path
from kks_desktop.services.sending import How, plan, send
from kks_desktop.services.session import Edit
from kks_desktop.services.submission import freeze

if TYPE_CHECKING:
    from kks_desktop.services.workspace import Workspace
    from tests.services.conftest import Opener


@pytest.fixture
def province(sample: Path, tmp_path: Path, open_folder: Opener) -> Workspace:
    """The practice province, with its keys."""
    return open_folder(shutil.copytree(sample / "provinsi", tmp_path / "provinsi"))


def _proof(path: Path) -> set[str]:
    with zipfile.ZipFile(path) as bundle:
        return {name.rpartition("/")[2] for name in bundle.namelist() if "/evidence/" in name}


def _change(district: Workspace, note: str = "berubah") -> None:
    district.require_session().set([Edit("9.01", "note", note)], "Isi")


@pytest.fixture
def received(
    district: Workspace, province: Workspace, out: Path, tmp_path: Path, passphrase: str
) -> set[str]:
    """The proof of a first revision that the province has, and the receipt that says so."""
    sent = send(district, out, passphrase)
    import_path(province, out, out=tmp_path / "dari", passphrase=passphrase)
    import_path(district, tmp_path / "dari")
    return _proof(sent.files[0])


def test_a_correction_leaves_out_what_was_received(
    district: Workspace,
    province: Workspace,
    received: set[str],
    out: Path,
    passphrase: str,
) -> None:
    assert received
    _change(district)
    found = plan(district)
    assert (found.omitted_files, found.proof_files) == (len(received), len(received))
    assert found.omitted_bytes == found.proof_bytes > 0
    sent = send(district, out, passphrase)
    assert sent.omitted == len(received)
    assert _proof(sent.files[0]) == set()
    with zipfile.ZipFile(sent.files[0]) as bundle:
        info = next(bundle.read(n) for n in bundle.namelist() if n.endswith("bag-info.txt"))
    assert f"Omitted-Evidence: {len(received)}\n".encode() in info
    [outcome] = [
        one for one in import_path(province, sent.files[0], passphrase=passphrase).report.outcomes
    ]
    assert outcome.ok, outcome.message


def test_the_full_form_is_written_beside_it_and_is_the_same_revision(
    district: Workspace,
    province: Workspace,
    received: set[str],
    out: Path,
    tmp_path: Path,
    passphrase: str,
) -> None:
    _change(district)
    short = send(district, out, passphrase)
    full = send(district, out, passphrase, how=How(complete=True))
    assert full.files[0].name == "kks-1571-2025-r002-lengkap-1of1.zip"
    assert (full.revision, full.fingerprint) == (short.revision, short.fingerprint)
    assert full.content_id != short.content_id
    assert _proof(full.files[0]) == received
    assert [one.content_id for one in hand_overs(district)[:2]] == [
        full.content_id,
        short.content_id,
    ]
    fresh = tmp_path / "provinsi lain"
    fresh.mkdir()
    [first] = import_path(province, full.files[0], passphrase=passphrase).report.outcomes
    assert first.ok
    [second] = import_path(province, short.files[0], passphrase=passphrase).report.outcomes
    assert second.ok, second.message


def test_a_correction_is_the_same_bytes_whatever_is_received_meanwhile(
    district: Workspace,
    province: Workspace,
    received: set[str],
    out: Path,
    tmp_path: Path,
    passphrase: str,
) -> None:
    _change(district)
    first = send(district, out, passphrase)
    import_path(province, first.files[0], out=tmp_path / "lagi", passphrase=passphrase)
    import_path(district, tmp_path / "lagi")
    (tmp_path / "tempat lain").mkdir()
    again = send(district, tmp_path / "tempat lain", passphrase)
    assert again.files[0].read_bytes() == first.files[0].read_bytes()
    assert freeze(district).omitted


def test_words_alone_leave_nothing_out_and_neither_does_a_first_revision(
    district: Workspace, out: Path, passphrase: str
) -> None:
    sent = send(district, out, passphrase)
    assert sent.omitted == 0
    assert _proof(sent.files[0])
    _change(district)
    found = plan(district)
    assert found.omitted_files == 0
    assert _proof(send(district, out, passphrase).files[0]) == _proof(sent.files[0])


def test_what_was_changed_is_known_after_the_program_was_closed(
    district: Workspace,
    received: set[str],
    out: Path,
    tmp_path: Path,
    passphrase: str,
    open_folder: Opener,
) -> None:
    _change(district)
    first = send(district, out, passphrase)
    folder = district.folder
    district.close()
    reopened = open_folder(folder)
    (tmp_path / "lagi").mkdir()
    again = send(reopened, tmp_path / "lagi", passphrase)
    assert again.files[0].read_bytes() == first.files[0].read_bytes()
    assert again.omitted == len(received)
