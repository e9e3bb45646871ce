"""The head's signature: while sending, on another computer, and before the seal."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kks_desktop.bundle.names import HEAD_SIGNATURE
from kks_desktop.domain.errors import KksError
from kks_desktop.services.checking import check_bundle
from kks_desktop.services.countersigning import (
    has_head_key,
    is_countersigned,
    is_own_submission,
    seal_for_province,
    sign_as_head,
)
from kks_desktop.services.handovers import check_again, hand_overs
from kks_desktop.services.importing import import_path
from kks_desktop.services.key_files import HEAD
from kks_desktop.services.keys import create_key
from kks_desktop.services.sending import AS_ASKED, plan, send
from kks_desktop.services.workspace import SetUp
from tests.services.offices import PDF, Office, enrol

if TYPE_CHECKING:
    from kks_desktop.services.workspace import Workspace
    from tests.services.conftest import Opener

HEAD_WORD = "gajah putih berenang di danau tenang"


@pytest.fixture
def with_head(district: Workspace) -> Workspace:
    """The practice district whose head has a key on the same computer."""
    create_key(district, HEAD_WORD, "dr. Budi", HEAD)
    return district


@pytest.fixture
def heads_own(open_folder: Opener, tmp_path: Path) -> Workspace:
    """The head's own computer: another data folder of the same district."""
    workspace = open_folder(tmp_path / "kepala")
    workspace.create(SetUp("kabupaten", "15.71", 2025, "dr. Budi"))
    create_key(workspace, HEAD_WORD, "dr. Budi", HEAD)
    return workspace


@pytest.fixture
def province(sample: Path, tmp_path: Path, open_folder: Opener) -> Workspace:
    """The practice province, with its keys."""
    return open_folder(shutil.copytree(sample / "provinsi", tmp_path / "provinsi"))


def test_the_head_signs_while_it_is_sent(with_head: Workspace, out: Path, passphrase: str) -> None:
    assert plan(with_head).has_head
    sent = send(with_head, out, passphrase, how=replace(AS_ASKED, head_passphrase=HEAD_WORD))
    assert sent.countersigned
    found = check_bundle(with_head, sent.files[0])
    assert found.ok
    assert [(one.slot, one.key.person if one.key else "") for one in found.signers] == [
        ("head", "dr. Budi"),
        ("main", "Rahmawati Siregar"),
    ]


def test_the_content_id_is_the_same_with_and_without_the_head(
    with_head: Workspace, out: Path, tmp_path: Path, passphrase: str
) -> None:
    plain = send(with_head, out, passphrase)
    (tmp_path / "lain").mkdir()
    signed = send(
        with_head,
        tmp_path / "lain",
        passphrase,
        how=replace(AS_ASKED, head_passphrase=HEAD_WORD),
    )
    assert (signed.revision, signed.content_id) == (plain.revision, plain.content_id)


def test_a_wrong_passphrase_of_the_head_is_told_as_the_heads(
    with_head: Workspace, out: Path, passphrase: str
) -> None:
    with pytest.raises(KksError, match="Kunci kepala belum terbuka") as caught:
        send(with_head, out, passphrase, how=replace(AS_ASKED, head_passphrase="salah sekali"))
    assert caught.value.code == "WRONG_PASSPHRASE"
    assert list(out.iterdir()) == []


def test_the_head_signs_on_another_computer(
    district: Workspace, heads_own: Workspace, out: Path, passphrase: str
) -> None:
    sent = send(district, out, passphrase)
    found = check_bundle(heads_own, sent.files[0])
    assert is_own_submission(heads_own, found)
    assert not is_countersigned(found)
    assert has_head_key(heads_own)
    written = sign_as_head(heads_own, sent.files[0], HEAD_WORD)
    assert written.files == sent.files
    assert written.content_id == sent.content_id
    assert [path.name for path in out.iterdir()] == [sent.files[0].name]
    again = check_bundle(district, sent.files[0])
    assert is_countersigned(again)
    assert HEAD_SIGNATURE.encode() in sent.files[0].read_bytes()
    before = sent.files[0].read_bytes()
    sign_as_head(heads_own, sent.files[0], HEAD_WORD)
    assert sent.files[0].read_bytes() == before, "the same signature again is the same file"


def test_what_the_head_signed_still_is_what_was_handed_over(
    with_head: Workspace, out: Path, passphrase: str
) -> None:
    sent = send(with_head, out, passphrase)
    sign_as_head(with_head, sent.files[0], HEAD_WORD)
    [handed] = hand_overs(with_head)
    check_again(handed, out)
    before = sent.files[0].read_bytes()
    assert send(with_head, out, passphrase).already_there
    assert sent.files[0].read_bytes() == before


def test_the_head_signs_only_the_second_time(
    with_head: Workspace, out: Path, passphrase: str
) -> None:
    send(with_head, out, passphrase)
    sent = send(with_head, out, passphrase, how=replace(AS_ASKED, head_passphrase=HEAD_WORD))
    assert not sent.already_there
    assert [path.name for path in out.iterdir()] == [sent.files[0].name]
    assert is_countersigned(check_bundle(with_head, sent.files[0]))


def test_a_wrong_passphrase_leaves_the_file_as_it_was(
    with_head: Workspace, out: Path, passphrase: str
) -> None:
    sent = send(with_head, out, passphrase)
    before = sent.files[0].read_bytes()
    with pytest.raises(KksError) as caught:
        sign_as_head(with_head, sent.files[0], "salah sekali")
    assert caught.value.code == "WRONG_PASSPHRASE"
    assert sent.files[0].read_bytes() == before


def test_a_damaged_file_is_not_signed(with_head: Workspace, out: Path, passphrase: str) -> None:
    sent = send(with_head, out, passphrase)
    data = bytearray(sent.files[0].read_bytes())
    data[len(data) // 2] ^= 1
    sent.files[0].write_bytes(data)
    with pytest.raises(KksError):
        sign_as_head(with_head, sent.files[0], HEAD_WORD)
    assert sent.files[0].read_bytes() == data


def test_after_the_head_comes_the_seal_and_the_province_opens_it(
    district: Workspace,
    heads_own: Workspace,
    province: Workspace,
    out: Path,
    tmp_path: Path,
    passphrase: str,
) -> None:
    sent = send(district, out, passphrase)
    sign_as_head(heads_own, sent.files[0], HEAD_WORD)
    stick = tmp_path / "ke-provinsi"
    put = seal_for_province(district, sent.files[0], stick)
    assert [path.name for path in stick.iterdir()] == [f"{sent.files[0].name}.age"]
    assert put.paths[0].parent == stick
    newest = hand_overs(district)[0]
    assert (newest.sealed, newest.content_id, newest.revision) == (True, sent.content_id, 1)
    [outcome] = import_path(province, stick, passphrase=passphrase).report.outcomes
    assert outcome.content_id == sent.content_id


def test_what_is_not_our_own_is_neither_signed_nor_sealed(
    district: Workspace, open_folder: Opener, out: Path, tmp_path: Path, passphrase: str
) -> None:
    sent = send(district, out, passphrase)
    other = open_folder(tmp_path / "lain")
    other.create(SetUp("kabupaten", "15.72", 2025, "Tono"))
    found = check_bundle(other, sent.files[0])
    assert not is_own_submission(other, found)
    (out / "catatan.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    with pytest.raises(KksError):
        seal_for_province(district, out / "catatan.zip", tmp_path)


def test_what_is_sealed_is_what_was_verified(
    district: Workspace, province: Workspace, out: Path, tmp_path: Path, passphrase: str
) -> None:
    """A worn stick gives other bytes when it is read a second time."""
    office = Office()
    enrol(province, office)
    [worn] = office.send(out, files=(PDF + bytes(4_000_000),))

    def wear_out(_done: int, _total: int) -> None:
        with worn.open("r+b") as file:
            file.seek(-1_000_000, 2)
            file.write(b"?" * 500)

    (tmp_path / "stik").mkdir()
    put = seal_for_province(district, worn, tmp_path / "stik", wear_out)
    [outcome] = import_path(province, *put.paths, passphrase=passphrase).report.outcomes
    assert outcome.refusal in (None, "CONFLICT"), outcome.message
