"""Sealed for the province: who can open it, when it is asked for, and what is kept of it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kks_desktop.domain.errors import KksError
from kks_desktop.domain.province_registers import RULES, SEALING
from kks_desktop.services import reference, sending
from kks_desktop.services.handovers import check_again, hand_overs
from kks_desktop.services.importing import import_path
from kks_desktop.services.sealing import seal_of
from kks_desktop.services.sending import AS_ASKED, WHOLE, How, plan, send
from kks_desktop.services.session import Edit
from kks_desktop.services.signed_papers import write_papers
from kks_desktop.services.tasks import CancelledError, CancelToken

if TYPE_CHECKING:
    from kks_desktop.services.workspace import Workspace
    from tests.services.conftest import Opener

SEALED = How(sealed=True)


@pytest.fixture
def province(sample: Path, tmp_path: Path, open_folder: Opener) -> Workspace:
    """The practice province, with its keys."""
    return open_folder(shutil.copytree(sample / "provinsi", tmp_path / "provinsi"))


def _ask_for_seals(district: Workspace, province: Workspace, word: str, folder: Path) -> None:
    province.require_session().set([Edit(RULES, SEALING, "ya")], "Minta segel")
    reference.sign_reference(province, reference.draft_of(province), word)
    folder.mkdir(exist_ok=True)
    write_papers(province, folder)
    import_path(district, folder)


def test_a_sealed_bundle_is_opened_by_the_province_alone(
    district: Workspace, province: Workspace, out: Path, passphrase: str
) -> None:
    steps: list[tuple[int, int]] = []
    sent = send(
        district, out, passphrase, lambda done, total: steps.append((done, total)), how=SEALED
    )
    assert [path.name for path in out.iterdir()] == ["kks-1571-2025-r001-1of1.zip.age"]
    assert sent.sealed_for == "Provinsi Jambi"
    assert steps == sorted(steps)
    assert steps[-1] == (WHOLE, WHOLE)
    assert not zipfile.is_zipfile(sent.files[0])
    assert not (district.folder / "segel").exists(), "nothing plain stays behind"
    [outcome] = import_path(province, out, passphrase=passphrase).report.outcomes
    assert outcome.ok
    [handed] = hand_overs(district)
    assert handed.sealed
    assert handed.content_id == sent.content_id == outcome.content_id


def test_plain_and_sealed_are_the_same_revision(
    district: Workspace, out: Path, tmp_path: Path, passphrase: str
) -> None:
    plain = send(district, out, passphrase)
    (tmp_path / "lain").mkdir()
    sealed = send(district, tmp_path / "lain", passphrase, how=SEALED)
    assert (sealed.revision, sealed.content_id) == (plain.revision, plain.content_id)


def test_a_plain_copy_beside_the_sealed_one_is_named(
    district: Workspace, out: Path, tmp_path: Path, passphrase: str
) -> None:
    plain = send(district, out, passphrase)
    assert not plain.plain_beside
    assert send(district, out, passphrase, how=SEALED).plain_beside == (plain.files[0].name,)
    (tmp_path / "lain").mkdir()
    assert not send(district, tmp_path / "lain", passphrase, how=SEALED).plain_beside


def test_sealing_again_where_it_lies_writes_nothing_new(
    district: Workspace, out: Path, passphrase: str
) -> None:
    first = send(district, out, passphrase, how=SEALED)
    before = first.files[0].read_bytes()
    again = send(district, out, passphrase, how=SEALED)
    assert again.already_there
    assert first.files[0].read_bytes() == before
    first.files[0].write_bytes(before[:-1])
    with pytest.raises(KksError) as caught:
        send(district, out, passphrase, how=SEALED)
    assert caught.value.code == "NAME_TAKEN"


def test_a_sealed_bundle_is_checked_again_by_its_sum(
    district: Workspace, out: Path, passphrase: str
) -> None:
    sent = send(district, out, passphrase, how=SEALED)
    [handed] = hand_overs(district)
    check_again(handed, out)
    data = bytearray(sent.files[0].read_bytes())
    data[len(data) // 2] ^= 1
    sent.files[0].write_bytes(data)
    with pytest.raises(KksError) as caught:
        check_again(handed, out)
    assert caught.value.code == "NOT_SAME"


def test_without_recipients_nothing_is_sealed(workspace: Workspace, out: Path) -> None:
    assert not seal_of(workspace).possible
    with pytest.raises(KksError, match="tanpa segel") as caught:
        send(workspace, out, "apa saja", how=SEALED)
    assert caught.value.code == "NO_RECIPIENT"
    assert list(out.iterdir()) == []


def test_the_province_may_ask_for_seals_and_a_person_may_still_say_no(
    district: Workspace, province: Workspace, out: Path, tmp_path: Path, passphrase: str
) -> None:
    found = plan(district).seal
    assert found is not None
    assert (found.asked, found.possible) == (False, True)
    _ask_for_seals(district, province, passphrase, tmp_path / "dari")
    found = plan(district).seal
    assert found is not None
    assert found.asked
    asked = send(district, out, passphrase, how=AS_ASKED)
    assert asked.files[0].suffix == ".age"
    plain = send(district, out, passphrase, how=replace(AS_ASKED, sealed=False))
    assert plain.files[0].suffix == ".zip"


def test_stopping_while_sealing_leaves_nothing(
    district: Workspace, out: Path, passphrase: str
) -> None:
    token = CancelToken()

    def stop(done: int, _total: int) -> None:
        if done > WHOLE // 4:
            token.cancel()

    with pytest.raises(CancelledError):
        send(district, out, passphrase, stop, token, SEALED)
    assert list(out.iterdir()) == []
    assert not (district.folder / "segel").exists()
    assert plan(district).revision == 1
    assert hand_overs(district) == []


def test_what_a_killed_program_was_about_to_seal_is_removed(
    district: Workspace, out: Path, passphrase: str
) -> None:
    (district.folder / "segel").mkdir()
    (district.folder / "segel" / "kks-1571-2025-r001-1of1.zip").write_bytes(b"PK")
    send(district, out, passphrase)
    assert not (district.folder / "segel").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="alat age tidak ada di sana")
def test_the_age_tool_opens_what_we_seal(
    district: Workspace, province: Workspace, out: Path, tmp_path: Path, passphrase: str
) -> None:
    from kks_desktop.services.province_keys import open_identity

    sent = send(district, out, passphrase, how=SEALED)
    identity = open_identity(province, passphrase)
    (tmp_path / "segel.txt").write_text(f"{identity.parsed}\n")
    opened = tmp_path / "buka.zip"
    subprocess.run(
        ["age", "-d", "-i", tmp_path / "segel.txt", "-o", opened, sent.files[0]], check=True
    )
    assert zipfile.ZipFile(opened).testzip() is None


@pytest.mark.parametrize("sealed", [False, True], ids=["plain", "sealed"])
def test_what_is_too_big_for_one_file_goes_in_volumes(
    district: Workspace,
    province: Workspace,
    out: Path,
    passphrase: str,
    sealed: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = send(district, out, passphrase).files[0]
    cap = whole.stat().st_size - 20_000
    whole.unlink()
    monkeypatch.setattr(sending, "MAX_VOLUME", cap)
    sent = send(district, out, passphrase, how=How(sealed=sealed))
    assert len(sent.files) > 1
    assert all(path.stat().st_size <= cap + 1_000 for path in sent.files)
    assert sent.files[0].name.startswith("kks-1571-2025-r001-1of")
    handed = hand_overs(district)[0]
    assert [file.name for file in handed.files] == [path.name for path in sent.files]
    check_again(handed, out)
    assert send(district, out, passphrase, how=How(sealed=sealed)).already_there
    outcomes = import_path(province, out, passphrase=passphrase).report.outcomes
    assert [one.content_id for one in outcomes if one.ok] == [sent.content_id]
    sent.files[1].unlink()
    with pytest.raises(KksError):
        check_again(handed, out)
