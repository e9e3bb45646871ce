"""Signing keys of an office: made, opened, guarded, copied, replaced."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest

from kks_desktop.bundle.keys import KdfCost, PublicKey, open_key
from kks_desktop.domain.errors import KksError
from kks_desktop.services.key_copies import back_up_key, restore_key
from kks_desktop.services.key_files import HEAD, OPERATOR, key_folder, public_key, secret_path
from kks_desktop.services.keys import (
    change_passphrase,
    create_key,
    key_card,
    open_signing_key,
    own_keys,
    replace_key,
    trust_of,
)
from kks_desktop.services.workspace import SetUp, Workspace

CHEAP = KdfCost(opslimit=32_768, memlimit=1 << 20)
OLD, NEW = "kopi pahit tanpa gula", "sepeda biru di bawah hujan"


def _make(workspace: Workspace, role: str = OPERATOR):
    return create_key(workspace, OLD, "Siti Aminah", role, CHEAP)


def _refused(code: str, work) -> str:
    with pytest.raises(KksError) as caught:
        work()
    assert caught.value.code == code
    sentence = str(caught.value)
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize("role", [OPERATOR, HEAD])
def test_a_key_is_made_for_its_role_and_trusted_here(workspace: Workspace, role: str) -> None:
    card = _make(workspace, role)
    assert (card.role, card.person, card.region_code) == (role, "Siti Aminah", "15.71")
    assert f"kks-desktop 15.71 {role}\n" in card.pub_text
    assert PublicKey.parse(card.pub_text).fingerprint == card.fingerprint
    (key,) = trust_of(workspace).keys
    assert (key.role, key.region, key.public.line) == (role, "15.71", card.public_line)
    with open_signing_key(workspace, OLD, role) as opened:
        assert opened.public == key.public
    assert key_card(workspace, role) == card
    assert [own.card for own in own_keys(workspace)] == [
        card if own.role == role else None for own in own_keys(workspace)
    ]
    _refused("KEY_EXISTS", lambda: _make(workspace, role))


@pytest.mark.skipif(os.name == "nt", reason="rights of files are those of the profile there")
def test_key_files_are_for_one_person_only(workspace: Workspace) -> None:
    key_folder(workspace).mkdir(mode=0o755)  # as an older version left it
    _make(workspace)
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode) for path in key_folder(workspace).iterdir()
    }
    assert modes == {"operator.key": 0o600, "operator.pub": 0o600}
    assert stat.S_IMODE(key_folder(workspace).stat().st_mode) == 0o700


def test_twenty_wrong_passphrases_lock_nothing_out(workspace: Workspace) -> None:
    _make(workspace)
    before = {path: path.read_bytes() for path in key_folder(workspace).iterdir()}
    for number in range(20):
        sentence = _refused(
            "WRONG_PASSPHRASE", lambda n=number: open_signing_key(workspace, f"salah {n}")
        )
        assert "Kunci tidak berubah" in sentence
    assert {path: path.read_bytes() for path in key_folder(workspace).iterdir()} == before
    open_signing_key(workspace, OLD).wipe()


def test_a_changed_passphrase_opens_the_same_key(workspace: Workspace) -> None:
    card = _make(workspace)
    _refused(
        "WRONG_PASSPHRASE", lambda: change_passphrase(workspace, OPERATOR, "salah", NEW, CHEAP)
    )
    change_passphrase(workspace, OPERATOR, OLD, NEW, CHEAP)
    with open_signing_key(workspace, NEW) as key:
        assert key.public.line == card.public_line
    _refused("WRONG_PASSPHRASE", lambda: open_signing_key(workspace, OLD))
    secrets = (OLD.encode(), NEW.encode())
    for path in workspace.folder.rglob("*"):
        if path.is_file():
            assert not any(secret in path.read_bytes() for secret in secrets)


def test_a_replaced_key_is_kept_beside_the_new_one(workspace: Workspace) -> None:
    first = _make(workspace)
    card = replace_key(workspace, OPERATOR, NEW, "Budi Santoso", CHEAP)
    assert card.key_id != first.key_id
    assert key_card(workspace) == card
    assert card.person == "Budi Santoso"
    open_signing_key(workspace, NEW).wipe()
    kept = key_folder(workspace) / "lama" / f"operator-{first.key_id}.key"
    with open_key(kept.read_bytes(), OLD) as old:
        assert old.public.line == first.public_line
    assert {key.public.line for key in trust_of(workspace).keys} == {
        first.public_line,
        card.public_line,
    }


def test_a_cut_in_the_middle_of_a_replacement_leaves_the_key_before(workspace: Workspace) -> None:
    first = _make(workspace)
    secret = secret_path(workspace, OPERATOR).read_bytes()
    replace_key(workspace, OPERATOR, NEW, "Budi", CHEAP)
    secret_path(workspace, OPERATOR).write_bytes(secret)  # the .pub came first, then the cut
    with open_signing_key(workspace, OLD) as key:
        assert key.public.line == first.public_line
    assert public_key(workspace).line == first.public_line


def test_a_copy_brings_a_lost_key_back(workspace: Workspace, out: Path) -> None:
    card = _make(workspace)
    path = back_up_key(workspace, OPERATOR, out)
    assert path.name == f"kunci-1571-operator-{card.key_id[:8]}.key"
    secret_path(workspace, OPERATOR).unlink()
    _refused("NO_KEY", lambda: open_signing_key(workspace, OLD))
    _refused("WRONG_PASSPHRASE", lambda: restore_key(workspace, OPERATOR, path, NEW))
    assert not secret_path(workspace, OPERATOR).exists()
    assert restore_key(workspace, OPERATOR, path, OLD) == card
    open_signing_key(workspace, OLD).wipe()


def test_a_damaged_key_file_is_told_and_restored(workspace: Workspace, out: Path) -> None:
    card = _make(workspace)
    path = back_up_key(workspace, OPERATOR, out)
    for name in ("operator.key", "operator.pub"):
        whole = (key_folder(workspace) / name).read_bytes()
        (key_folder(workspace) / name).write_bytes(whole[: len(whole) // 2])
    own = own_keys(workspace)[0]
    assert own.card is None
    assert own.fault.endswith(".")
    _refused("KEY_FILE", lambda: open_signing_key(workspace, OLD))
    assert restore_key(workspace, OPERATOR, path, OLD) == card
    assert own_keys(workspace)[0].card == card


def test_copies_of_other_offices_and_other_files_are_refused(
    workspace: Workspace, open_folder, tmp_path: Path, out: Path
) -> None:
    other = open_folder(tmp_path / "lain")
    other.create(SetUp("kabupaten", "15.01", 2025, "Ani"))
    _make(other)
    sentence = _refused(
        "WRONG_KEY",
        lambda: restore_key(workspace, OPERATOR, back_up_key(other, OPERATOR, out), OLD),
    )
    assert "15.01" in sentence
    big = out / "besar.key"
    big.write_bytes(bytes(10_000_000))
    for path in (big, out / "tidak ada.key", out):
        _refused("KEY_FILE", lambda path=path: restore_key(workspace, OPERATOR, path, OLD))
    _make(workspace)
    foreign = out / "asing.key"
    foreign.write_bytes((tmp_path / "lain" / "kunci" / "operator.key").read_bytes())
    _refused("KEY_EXISTS", lambda: restore_key(workspace, OPERATOR, foreign, OLD))


def test_minisign_reads_the_public_half(workspace: Workspace, tmp_path: Path) -> None:
    _make(workspace)
    message = tmp_path / "pesan"
    message.write_bytes(b"isi")
    with open_signing_key(workspace, OLD) as key:
        (tmp_path / "pesan.minisig").write_bytes(key.sign(b"isi", "v1"))
    pub = key_folder(workspace) / "operator.pub"
    done = subprocess.run(
        ["minisign", "-V", "-H", "-m", message, "-p", pub], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_data_from_before_the_key_come_to_know_it_again(workspace: Workspace) -> None:
    card = _make(workspace)
    workspace.write(lambda connection: connection.execute("DELETE FROM trusted_key")).result()
    assert trust_of(workspace).keys == ()
    known = own_keys(workspace)[0].card
    assert known is not None
    assert (known.public_line, known.person) == (card.public_line, "Siti Aminah")
    assert [key.public.line for key in trust_of(workspace).keys] == [card.public_line]
