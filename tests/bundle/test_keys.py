"""Keys are minisign's own, so its command-line tool is the judge."""

from __future__ import annotations

import base64
import hashlib
import subprocess
from typing import TYPE_CHECKING

import minisign
import pytest

from kks_desktop.bundle.keys import (
    DEFAULT_COST,
    KeyFileError,
    PublicKey,
    Signature,
    WrongPassphraseError,
    make_key,
    open_key,
)
from kks_desktop.bundle.refusals import BundleRefused
from tests.bundle.forge import CHEAP, PASSPHRASE, new_key

if TYPE_CHECKING:
    from pathlib import Path

    from kks_desktop.bundle.keys import SecretKey

COMMENT = "v1 district=15.71 rev=1 at=2026-11-22T05:10:00Z"


def run(*command: str | Path, typed: str = "") -> str:
    """Run a tool; it reads the passphrase from standard input where there is no terminal."""
    return subprocess.run(
        [str(part) for part in command], input=typed, capture_output=True, text=True, check=True
    ).stdout


def test_usual_cost_stands_in_the_file() -> None:
    new = make_key(PASSPHRASE)
    raw = base64.b64decode(new.secret_file.splitlines()[1])
    assert raw[2:4] == b"Sc"
    limits = [int.from_bytes(raw[at : at + 8], "little") for at in (38, 46)]
    assert limits == [8_388_608, 268_435_456] == [DEFAULT_COST.opslimit, DEFAULT_COST.memlimit]
    assert open_key(new.secret_file, PASSPHRASE).public == new.public
    assert "RW" not in repr(new).replace(new.public.line, "")


def test_wrong_passphrase() -> None:
    new = make_key(PASSPHRASE, CHEAP)
    for wrong in ("", PASSPHRASE + " ", PASSPHRASE.upper()):
        with pytest.raises(WrongPassphraseError) as caught:
            open_key(new.secret_file, wrong)
        assert caught.value.code == "WRONG_PASSPHRASE"


@pytest.mark.parametrize("data", [b"", b"bukan kunci", b"a\nb\n", b"\xff\n\xff\n", bytes(500)])
def test_not_a_secret_key(data: bytes) -> None:
    with pytest.raises(KeyFileError):
        open_key(data, PASSPHRASE)


def test_key_without_a_passphrase_is_no_key() -> None:
    with pytest.raises(KeyFileError):
        open_key(bytes(minisign.KeyPair.generate().secret_key), "")


def test_damaged_secret_key() -> None:
    lines = make_key(PASSPHRASE, CHEAP).secret_file.split(b"\n")
    raw = bytearray(base64.b64decode(lines[1]))
    raw[-1] ^= 1
    with pytest.raises(WrongPassphraseError):
        open_key(b"\n".join([lines[0], base64.b64encode(raw)]), PASSPHRASE)


def test_signing_is_deterministic(key: SecretKey) -> None:
    assert key.sign(b"isi", COMMENT) == key.sign(b"isi", COMMENT)
    signature = Signature.parse(key.sign(b"isi", COMMENT))
    assert signature.key_id == key.public.key_id
    assert signature.trusted_comment == COMMENT
    assert key.public.verifies(b"isi", signature)
    assert not key.public.verifies(b"isi lain", signature)
    assert not new_key().public.verifies(b"isi", signature)


def test_wiped_key_signs_no_more() -> None:
    with new_key() as key:
        key.sign(b"isi", COMMENT)
    with pytest.raises(minisign.Error):
        key.sign(b"isi", COMMENT)


def test_unprintable_trusted_comment_is_refused(key: SecretKey) -> None:
    # The library would sign a tabulator; nothing of ours has one.
    with pytest.raises(BundleRefused):
        Signature.parse(key.sign(b"isi", "a\tb"))


def test_public_key_text(key: SecretKey) -> None:
    public = key.public
    for text in (public.to_text(), public.line, public.to_text().replace("\n", "\r\n")):
        assert PublicKey.parse(text) == PublicKey.parse(text.encode()) == public
    digest = hashlib.sha256(base64.b64decode(public.line)).hexdigest()
    assert public.fingerprint.replace(" ", "") == digest[:32]
    assert [len(group) for group in public.fingerprint.split(" ")] == [4] * 8


@pytest.mark.parametrize(
    "text", ["", "RW", "untrusted comment: x\nRWxx\n", "x" * 56, "a\nb\nc", "é"]
)
def test_not_a_public_key(text: str) -> None:
    with pytest.raises(KeyFileError):
        PublicKey.parse(text)


def test_tool_verifies_ours_and_shows_the_same_id(key: SecretKey, tmp_path: Path) -> None:
    message = tmp_path / "message"
    message.write_bytes(b"isi\n")
    (tmp_path / "message.minisig").write_bytes(key.sign(b"isi\n", COMMENT))
    (tmp_path / "key.pub").write_text(key.public.to_text())
    shown = run("minisign", "-V", "-H", "-m", message, "-p", tmp_path / "key.pub")
    assert f"Trusted comment: {COMMENT}" in shown
    wrong = ["minisign", "-V", "-m", str(message), "-p", str(tmp_path / "other.pub")]
    (tmp_path / "other.pub").write_text(new_key().public.to_text())
    refused = subprocess.run(wrong, capture_output=True, text=True, check=False)
    assert refused.returncode != 0
    # the tool prints no leading zeros
    assert f" is {key.public.key_id.lstrip('0')}\n" in refused.stderr


def test_tool_opens_our_secret_key(tmp_path: Path) -> None:
    new = make_key(PASSPHRASE, CHEAP)
    message, secret = tmp_path / "message", tmp_path / "key.sec"
    message.write_bytes(b"isi\n")
    secret.write_bytes(new.secret_file)
    sign = ["minisign", "-S", "-H", "-s", str(secret), "-m", str(message), "-t", COMMENT]
    run(*sign, typed=f"{PASSPHRASE}\n")
    made = (tmp_path / "message.minisig").read_bytes()
    assert made == open_key(new.secret_file, PASSPHRASE).sign(b"isi\n", COMMENT)
    run("minisign", "-R", "-s", secret, "-p", tmp_path / "key.pub", typed=f"{PASSPHRASE}\n")
    # the tool leaves the zeros off the front of a key id
    as_printed = new.public.to_text().replace(new.public.key_id, new.public.key_id.lstrip("0"))
    assert (tmp_path / "key.pub").read_text() == as_printed
