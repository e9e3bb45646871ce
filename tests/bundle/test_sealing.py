"""Sealed files: opened by those they are for, by anybody's age, and by nobody else."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyrage
import pytest

from kks_desktop.bundle.identity import (
    Identity,
    is_recipient,
    make_identity,
    open_identity,
    protect_identity,
    read_identity,
)
from kks_desktop.bundle.keys import KeyFileError, WrongPassphraseError
from kks_desktop.bundle.sealing import SealedBundle, SealError, seal_files
from kks_desktop.bundle.target import TargetError
from kks_desktop.bundle.verify import verify_bundle
from kks_desktop.bundle.writer import write_bundle
from tests.bundle.forge import PASSPHRASE, Bag, make_spec, sha256, trust, trusted
from tests.bundle.test_target import StopAt, Stopped

if TYPE_CHECKING:
    from kks_desktop.bundle.keys import SecretKey
    from kks_desktop.bundle.verify import Verification

CHEAP_WORK = 10
NAME = "kks-1571-2025-r001-1of1.zip"
CHUNK = 65_536


@pytest.fixture(scope="session")
def province() -> Identity:
    return make_identity(PASSPHRASE, CHEAP_WORK).identity


@pytest.fixture(scope="session")
def recovery() -> Identity:
    return make_identity(PASSPHRASE, CHEAP_WORK).identity


@pytest.fixture
def plain(tmp_path: Path, bag: Bag) -> Path:
    folder = tmp_path / "plain"
    folder.mkdir()
    path = folder / NAME
    path.write_bytes(bag.zip())
    return path


@pytest.fixture
def sealed(plain: Path, out: Path, province: Identity, recovery: Identity) -> SealedBundle:
    return seal_files([plain], out, [province.recipient, recovery.recipient])


Look = Callable[..., "Verification"]


@pytest.fixture
def look(tmp_path: Path, key: SecretKey) -> Look:
    """Verify as the province; nothing may be left in quarantine, least of all plain text."""

    def run(path: Path, opener: object = None, **options: object) -> Verification:
        quarantine = tmp_path / "quarantine"
        try:
            return verify_bundle(path, trust(trusted(key)), quarantine, opener=opener, **options)  # type: ignore[arg-type]
        finally:
            assert list(quarantine.iterdir()) == []

    return run


# ------------------------------------------------------------ good ones


def test_sealed_bundle_verifies(
    sealed: SealedBundle, plain: Path, look: Look, province: Identity, recovery: Identity
) -> None:
    (path,) = sealed.files
    assert path.name == f"{NAME}.age"
    assert sealed.sha256 == (sha256(path.read_bytes()),)
    assert [found.name for found in path.parent.iterdir()] == [path.name]
    for identity in (province, recovery):
        result = look(path, identity)
        assert (result.ok, result.sealed, result.message) == (True, True, None)
        assert result.content_id == look(plain).content_id
    assert not look(plain).sealed


def test_kept_copy_is_the_plain_zip(
    sealed: SealedBundle, plain: Path, key: SecretKey, tmp_path: Path, province: Identity
) -> None:
    trusting, quarantine = trust(trusted(key)), tmp_path / "kept"
    result = verify_bundle(sealed.files[0], trusting, quarantine, keep=True, opener=province)
    assert result.file_sha256 == (sha256(plain.read_bytes()),)
    assert result.quarantine
    (kept,) = result.quarantine.iterdir()
    assert kept.read_bytes() == plain.read_bytes()
    assert kept.stat().st_mode & 0o077 == 0
    assert all(file.container == kept for file in result.payload)


def test_identity_is_asked_for_once_and_only_where_needed(
    sealed: SealedBundle, plain: Path, look: Look, province: Identity
) -> None:
    asked = []

    def ask() -> Identity:
        asked.append(1)
        return province

    assert look(plain, ask).ok
    assert asked == []
    assert look(sealed.files[0], ask).ok
    assert asked == [1]


def test_the_name_says_nothing(sealed: SealedBundle, look: Look, province: Identity) -> None:
    renamed = sealed.files[0].rename(sealed.files[0].with_name("usulan.zip"))
    assert look(renamed, province).ok


SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 16 * CHUNK, 16 * CHUNK + 1, 33 * CHUNK, 2_500_000]


@pytest.mark.parametrize("size", SIZES)
def test_age_and_the_library_open_what_we_seal(
    size: int, tmp_path: Path, out: Path, province: Identity, recovery: Identity
) -> None:
    source = tmp_path / "isi.zip"
    source.write_bytes(os.urandom(size))
    written = seal_files([source], out, [province.recipient, recovery.recipient])
    for identity in (province, recovery):
        assert pyrage.decrypt(written.files[0].read_bytes(), [identity.parsed]) == (
            source.read_bytes()
        )
        (tmp_path / "id").write_text(identity.secret_text)
        opened = subprocess.run(
            ["age", "-d", "-i", tmp_path / "id", written.files[0]], capture_output=True, check=True
        )
        assert opened.stdout == source.read_bytes()


def test_we_open_what_age_seals(
    plain: Path, tmp_path: Path, look: Look, province: Identity, recovery: Identity
) -> None:
    sealed = tmp_path / "dari age.age"
    recipients = [part for one in (recovery, province) for part in ("-r", one.recipient)]
    subprocess.run(["age", *recipients, "-o", sealed, plain], check=True)
    assert look(sealed, province).ok


def test_sealing_again(sealed: SealedBundle, plain: Path, out: Path, province: Identity) -> None:
    before = sealed.files[0].read_bytes()
    again = seal_files([plain], out, [province.recipient], known=set(sealed.sha256))
    assert again == replace(sealed, already_there=True)
    with pytest.raises(TargetError) as caught:
        seal_files([plain], out, [province.recipient])
    assert caught.value.code == "NAME_TAKEN"
    assert sealed.files[0].read_bytes() == before


# ------------------------------------------------------------ not for us, damaged, hostile


def test_no_identity_here(sealed: SealedBundle, look: Look) -> None:
    for opener in (None, lambda: None):
        result = look(sealed.files[0], opener)
        assert (result.refusal, result.sealed) == ("SEALED", True)
        assert "kunci segel" in (result.message or "")


def test_sealed_for_somebody_else(sealed: SealedBundle, look: Look) -> None:
    stranger = make_identity(PASSPHRASE, CHEAP_WORK).identity
    result = look(sealed.files[0], stranger)
    assert result.refusal == "SEALED"
    assert "penerima lain" in (result.message or "")


def test_damaged_seal(sealed: SealedBundle, look: Look, province: Identity) -> None:
    path = sealed.files[0]
    good = path.read_bytes()
    end_of_header = good.index(b"\n--- ")
    for at in [*range(0, end_of_header + 48, 7), *range(end_of_header + 49, len(good), 997)]:
        path.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        refusal = look(path, province).refusal
        if at > end_of_header + 48:
            assert refusal == "HASH"
        else:
            assert refusal in ("TRUNCATED", "SEALED", "HASH")


def test_cut_seal(sealed: SealedBundle, look: Look, province: Identity) -> None:
    path = sealed.files[0]
    good = path.read_bytes()
    for size in range(0, len(good), 503):
        path.write_bytes(good[:size])
        assert look(path, province).refusal in ("TRUNCATED", "HASH")
    path.write_bytes(good + b"x")
    assert look(path, province).refusal == "HASH"


def test_damage_far_inside_leaves_no_plain_text(
    tmp_path: Path, out: Path, look: Look, province: Identity
) -> None:
    source = tmp_path / "besar.zip"
    source.write_bytes(os.urandom(3_000_000))
    (path,) = seal_files([source], out, [province.recipient]).files
    data = bytearray(path.read_bytes())
    data[-100] ^= 1
    path.write_bytes(data)
    assert look(path, province).refusal == "HASH"


def test_something_else_sealed(
    sealed: SealedBundle, tmp_path: Path, out: Path, look: Look, province: Identity
) -> None:
    other = tmp_path / "surat.zip"
    other.write_bytes(b"%PDF-1.7 bukan berkas usulan")
    assert look(seal_files([other], out, [province.recipient]).files[0], province).refusal == (
        "TRUNCATED"
    )
    # A seal in a seal is not opened a second time.
    twice = seal_files(list(sealed.files), out, [province.recipient])
    assert look(twice.files[0], province).refusal == "TRUNCATED"


@pytest.mark.parametrize(
    "header",
    [
        b"-> X25519 " + b"A" * 30_000_000,
        b"-> X25519 AAAA\n" + (b"A" * 64 + b"\n") * 400_000,
        b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\n" + b"A" * 43 + b"\n--- " + b"A" * 43 + b"\n",
        b"--- " + b"A" * 43 + b"\n",
        b"\n--- ",
    ],
)
def test_hostile_header(header: bytes, tmp_path: Path, look: Look, province: Identity) -> None:
    path = tmp_path / "x.age"
    path.write_bytes(b"age-encryption.org/v1\n" + header)
    assert look(path, province).refusal in ("TRUNCATED", "SEALED")


def test_seal_larger_than_any_bundle(tmp_path: Path, look: Look, province: Identity) -> None:
    path = tmp_path / "x.age"
    with path.open("wb") as stream:
        stream.write(b"age-encryption.org/v1\n")
        stream.truncate(4_002_000_000)
    assert look(path, province).refusal == "LIMIT"


def test_no_room_for_the_plain_text(
    tmp_path: Path, small_disk: Path, out: Path, key: SecretKey, province: Identity
) -> None:
    source = tmp_path / "isi.zip"
    source.write_bytes(os.urandom(700_000))
    (path,) = seal_files([source], out, [province.recipient]).files
    result = verify_bundle(path, trust(trusted(key)), small_disk / "q", opener=province)
    assert result.refusal == "UNREADABLE"
    assert "penuh" in (result.message or "")
    assert list((small_disk / "q").iterdir()) == []


def test_cancelled_opening_leaves_nothing(
    sealed: SealedBundle, look: Look, province: Identity
) -> None:
    for count in range(4):
        with pytest.raises(Stopped):
            look(sealed.files[0], province, cancel=StopAt(count))


# ------------------------------------------------------------ the medium and the source


@pytest.fixture
def large(tmp_path: Path) -> Path:
    path = tmp_path / "large.zip"
    path.write_bytes(os.urandom(5 << 20))
    return path


def seal_fails(large: Path, folder: Path, identity: Identity, **options: object) -> str:
    with pytest.raises((TargetError, SealError)) as caught:
        seal_files([large], folder, [identity.recipient], **options)  # type: ignore[arg-type]
    return caught.value.code


def test_media_that_do_not_take_it(
    large: Path, tmp_path: Path, province: Identity, small_disk: Path, locked_disk: Path
) -> None:
    assert seal_fails(large, tmp_path / "stick", province) == "TARGET_GONE"
    assert seal_fails(large, small_disk, province) == "TARGET_FULL"
    assert list(small_disk.iterdir()) == []
    assert seal_fails(large, locked_disk, province) == "TARGET_READ_ONLY"


def test_name_taken_by_another_file(plain: Path, out: Path, province: Identity) -> None:
    taken = out / f"{NAME}.age"
    for make in (lambda: taken.write_bytes(b"lain"), taken.mkdir):
        make()
        assert seal_fails(plain, out, province) == "NAME_TAKEN"
        shutil.rmtree(taken) if taken.is_dir() else taken.unlink()


def test_medium_that_gives_back_something_else(large: Path, out: Path, province: Identity) -> None:
    def spoil(done: int, total: int) -> None:
        if done == large.stat().st_size:
            with (out / "large.zip.age.part").open("r+b") as stream:
                stream.seek(3_000_000)
                stream.write(b"\0\0\0\0\0\0\0\0")

    assert seal_fails(large, out, province, progress=spoil) == "TARGET_FAILED"
    assert list(out.iterdir()) == []


def test_source_that_shrinks(large: Path, out: Path, province: Identity) -> None:
    def shrink(done: int, total: int) -> None:
        os.truncate(large, 1 << 20)

    assert seal_fails(large, out, province, progress=shrink) == "SEAL_SOURCE"
    assert list(out.iterdir()) == []
    large.unlink()
    assert seal_fails(large, out, province) == "SEAL_SOURCE"


def test_cancel_leaves_nothing(large: Path, out: Path, province: Identity) -> None:
    whole = StopAt(-1)
    seal_files([large], out, [province.recipient], cancel=whole).files[0].unlink()
    assert whole.asked > 8
    for count in range(whole.asked):
        with pytest.raises(Stopped):
            seal_files([large], out, [province.recipient], cancel=StopAt(count))
        assert list(out.iterdir()) == []


def test_progress_reaches_the_end(large: Path, out: Path, province: Identity) -> None:
    seen: list[tuple[int, int]] = []
    seal_files([large], out, [province.recipient], progress=lambda *step: seen.append(step))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1][0] == seen[-1][1]


@pytest.mark.parametrize(
    "recipient", ["", "age1", "age1" + "q" * 58, "AGE1", "ssh-ed25519 AAAA", "age1é" + "q" * 57]
)
def test_mistyped_recipient(recipient: str, plain: Path, out: Path) -> None:
    assert not is_recipient(recipient)
    with pytest.raises(SealError) as caught:
        seal_files([plain], out, [recipient])
    assert caught.value.code == "NO_RECIPIENT"
    with pytest.raises(SealError):
        seal_files([plain], out, [])
    assert list(out.iterdir()) == []


def test_every_single_mistake_in_a_recipient_is_noticed(province: Identity) -> None:
    good = province.recipient
    assert is_recipient(good)
    for at in range(4, len(good)):
        wrong = good[:at] + ("q" if good[at] != "q" else "p") + good[at + 1 :]
        assert not is_recipient(wrong)


# ------------------------------------------------------------ volumes

CAP = 60_000
PROOFS = {f"pdf-{n}": b"%PDF-" + bytes([n]) * 20_000 for n in range(5)}


@pytest.fixture
def volumes(tmp_path: Path, key: SecretKey, out: Path, province: Identity) -> SealedBundle:
    store, made = tmp_path / "big", tmp_path / "made"
    store.mkdir()
    made.mkdir()
    written = write_bundle(made, make_spec(store, PROOFS), key, volume_cap=CAP)
    return seal_files(written.files, out, [province.recipient])


def test_any_sealed_volume_verifies_the_whole(
    volumes: SealedBundle, look: Look, province: Identity
) -> None:
    assert len(volumes.files) == 3
    for path in volumes.files:
        result = look(path, province)
        assert result.ok
        assert result.payload_files == len(PROOFS) + 3


def test_renamed_sealed_volumes_are_found(
    volumes: SealedBundle, look: Look, province: Identity, out: Path
) -> None:
    stranger = make_identity(PASSPHRASE, CHEAP_WORK)
    (out / "asing.zip").write_bytes(b"bukan")
    seal_files([out / "asing.zip"], out, [stranger.recipient])
    for number, path in enumerate(volumes.files):
        path.rename(out / f"unduhan ({number}).age")
    assert look(out / "unduhan (1).age", province).ok


def test_sealed_volume_missing_or_unreadable(
    volumes: SealedBundle, look: Look, province: Identity
) -> None:
    volumes.files[1].write_bytes(volumes.files[1].read_bytes()[:-1])
    assert look(volumes.files[0], province).refusal == "HASH"
    volumes.files[1].unlink()
    assert look(volumes.files[0], province).refusal == "INCOMPLETE"


def test_sealed_and_plain_volumes_together(
    volumes: SealedBundle, tmp_path: Path, look: Look, province: Identity
) -> None:
    name = volumes.files[1].name.removesuffix(".age")
    shutil.copy(tmp_path / "made" / name, volumes.files[1].with_suffix(""))
    volumes.files[1].unlink()
    assert look(volumes.files[0], province).ok
    # Without the identity the others are no volumes that anybody could know.
    assert look(volumes.files[1].with_suffix("")).refusal == "SEALED"


# ------------------------------------------------------------ the identity


def test_identity_and_its_passphrase() -> None:
    new = make_identity(PASSPHRASE, CHEAP_WORK)
    assert open_identity(new.secret_file, PASSPHRASE) == new.identity
    assert is_recipient(new.recipient)
    for wrong in ("", PASSPHRASE + " ", PASSPHRASE.upper()):
        with pytest.raises(WrongPassphraseError):
            open_identity(new.secret_file, wrong)
    other = protect_identity(new.identity, "sandi yang lain", CHEAP_WORK)
    assert open_identity(other, "sandi yang lain").recipient == new.recipient
    with pytest.raises(WrongPassphraseError):
        open_identity(other, PASSPHRASE)
    assert "AGE-SECRET" not in repr(new) + repr(new.identity)
    assert b"AGE-SECRET" not in new.secret_file


def test_usual_cost_stands_in_the_file() -> None:
    new = make_identity(PASSPHRASE)
    assert new.secret_file.split(b"\n")[1].startswith(b"-> scrypt ")
    assert new.secret_file.split(b"\n")[1].endswith(b" 18")
    assert open_identity(new.secret_file, PASSPHRASE).recipient == new.recipient


@pytest.mark.parametrize(
    "data", [b"", b"bukan kunci", b"age-encryption.org/v1\n" + bytes(20_000), b"\xff" * 300]
)
def test_not_an_identity(data: bytes) -> None:
    with pytest.raises(KeyFileError):
        open_identity(data, PASSPHRASE)


def test_identity_on_paper(province: Identity) -> None:
    assert read_identity(f"# kunci pemulihan\r\n\r\n{province.secret_text}") == province
    for text in ("", "AGE-SECRET-KEY-1XYZ", province.secret_text * 2):
        with pytest.raises(KeyFileError):
            read_identity(text)


def test_age_opens_the_protected_identity(sealed: SealedBundle, tmp_path: Path) -> None:
    """The tool asks for the passphrase on a terminal, so it gets one."""
    new = make_identity(PASSPHRASE, CHEAP_WORK)
    (tmp_path / "segel.age").write_bytes(new.secret_file)
    command = ["age", "-d", "-o", str(tmp_path / "opened"), str(tmp_path / "segel.age")]
    child, terminal = pty.fork()
    if not child:
        os.execvp(command[0], command)
    shown = b""
    while b"passphrase" not in shown:
        shown += os.read(terminal, 1000)
    os.write(terminal, PASSPHRASE.encode() + b"\n")
    assert os.waitpid(child, 0)[1] == 0
    os.close(terminal)
    assert (tmp_path / "opened").read_text() == new.identity.secret_text
