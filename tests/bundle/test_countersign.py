"""The head countersigns what the operator made: one more file, the same content id."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kks_desktop.bundle.countersign import CountersignError, countersign
from kks_desktop.bundle.identity import make_identity
from kks_desktop.bundle.names import Kind
from kks_desktop.bundle.refusals import BundleRefused
from kks_desktop.bundle.sealing import seal_files
from kks_desktop.bundle.target import TargetError
from kks_desktop.bundle.trust import Trust
from kks_desktop.bundle.verify import Verification, verify_bundle
from kks_desktop.bundle.writer import WrittenBundle, pack_bundle, write_bundle
from tests.bundle.forge import NOW, PASSPHRASE, Bag, make_spec, new_key, trust, trusted
from tests.bundle.papers import Office
from tests.bundle.test_target import StopAt, Stopped

if TYPE_CHECKING:
    from kks_desktop.bundle.keys import SecretKey
    from kks_desktop.bundle.plan import BundleSpec

NAME = "kks-1571-2025-r001-1of1.zip"
CAP = 60_000


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    return folder


@pytest.fixture
def written(desk: Path, spec: BundleSpec, key: SecretKey) -> WrittenBundle:
    return write_bundle(desk, spec, key)


@pytest.fixture
def volumes(desk: Path, tmp_path: Path, key: SecretKey) -> WrittenBundle:
    store = tmp_path / "big"
    store.mkdir()
    proofs = {f"pdf-{n}": b"%PDF-" + bytes([n]) * 20_000 for n in range(5)}
    return write_bundle(desk, make_spec(store, proofs), key, volume_cap=CAP)


def both(key: SecretKey, head: SecretKey) -> Trust:
    return trust(
        trusted(key),
        trusted(head, role="head", person="Budi Santoso"),
        required_roles=frozenset({"operator", "head"}),
    )


def verify(path: Path, trusting: Trust) -> Verification:
    return verify_bundle(path, trusting, path.parent.parent / "quarantine")


def sign(
    path: Path, head: SecretKey, folder: Path, trusting: Trust, **options: object
) -> WrittenBundle:
    quarantine = folder.parent / "sign"
    try:
        return countersign(path, head, folder, trusting, quarantine, **options)  # type: ignore[arg-type]
    finally:
        assert list(quarantine.iterdir()) == []


def test_in_place(
    written: WrittenBundle, desk: Path, key: SecretKey, head: SecretKey, bag: Bag, spec: BundleSpec
) -> None:
    trusting = both(key, head)
    assert verify(written.files[0], trusting).refusal == "MISSING_ROLE"
    signed = sign(written.files[0], head, desk, trusting)
    assert signed.files == written.files
    assert signed.content_id == written.content_id
    assert [path.name for path in desk.iterdir()] == [NAME]
    result = verify(written.files[0], trusting)
    assert (result.ok, result.content_id) == (True, written.content_id)
    assert [signer.role for signer in result.signers] == ["head", "operator"]
    bag.set("data/submission.json", spec.document).relabel().sign(key, head=head)
    assert written.files[0].read_bytes() == bag.zip()


def test_into_another_folder(
    written: WrittenBundle, out: Path, key: SecretKey, head: SecretKey
) -> None:
    before = written.files[0].read_bytes()
    first = sign(written.files[0], head, out, both(key, head))
    assert written.files[0].read_bytes() == before
    assert first.files == (out / NAME,)
    again = sign(written.files[0], head, out, both(key, head))
    assert (first.already_there, again.already_there) == (False, True)


def test_in_place_twice_changes_nothing(
    written: WrittenBundle, desk: Path, key: SecretKey, head: SecretKey
) -> None:
    sign(written.files[0], head, desk, both(key, head))
    status = written.files[0].stat()
    assert sign(written.files[0], head, desk, both(key, head)).already_there
    assert written.files[0].stat().st_mtime_ns == status.st_mtime_ns


def test_written_with_both_keys_at_once_is_the_same(
    written: WrittenBundle, desk: Path, out: Path, spec: BundleSpec, key: SecretKey, head: SecretKey
) -> None:
    sign(written.files[0], head, desk, both(key, head))
    at_once = write_bundle(out, spec, key, head_key=head)
    assert at_once.files[0].read_bytes() == written.files[0].read_bytes()


def test_all_volumes(volumes: WrittenBundle, desk: Path, key: SecretKey, head: SecretKey) -> None:
    signed = sign(volumes.files[1], head, desk, both(key, head))
    assert signed.files == volumes.files
    assert signed.volume_content_ids == volumes.volume_content_ids
    assert all(verify(path, both(key, head)).ok for path in volumes.files)


def test_what_was_cut_short_is_done_again(
    volumes: WrittenBundle, desk: Path, tmp_path: Path, key: SecretKey, head: SecretKey
) -> None:
    shutil.copy(volumes.files[2], tmp_path / "unsigned")
    sign(volumes.files[0], head, desk, both(key, head))
    whole = [path.read_bytes() for path in volumes.files]
    shutil.copy(tmp_path / "unsigned", volumes.files[2])
    anybody = trust(trusted(key), trusted(head, role="head"))
    assert verify(volumes.files[0], anybody).refusal == "GROUP"
    sign(volumes.files[0], head, desk, both(key, head))
    assert [path.read_bytes() for path in volumes.files] == whole


def test_names_and_folder_inside_stay(
    written: WrittenBundle, desk: Path, key: SecretKey, head: SecretKey
) -> None:
    renamed = written.files[0].rename(desk / "usulan (1).zip")
    assert sign(renamed, head, desk, both(key, head)).files == (renamed,)
    assert verify(renamed, both(key, head)).ok


def test_operator_not_enrolled_here(
    written: WrittenBundle, desk: Path, key: SecretKey, head: SecretKey
) -> None:
    nobody = trust()
    with pytest.raises(BundleRefused) as caught:
        sign(written.files[0], head, desk, nobody)
    assert caught.value.refusal == "UNKNOWN_KEY"
    sign(written.files[0], head, desk, nobody, allow_unknown=True)
    assert verify(written.files[0], both(key, head)).ok


def test_only_what_verifies_is_signed(
    written: WrittenBundle, desk: Path, key: SecretKey, head: SecretKey
) -> None:
    data = bytearray(written.files[0].read_bytes())
    data[len(data) // 2] ^= 1
    written.files[0].write_bytes(data)
    for options in ({}, {"allow_unknown": True}):
        with pytest.raises(BundleRefused) as caught:
            sign(written.files[0], head, desk, both(key, head), **options)
        assert caught.value.refusal == "HASH"
    assert written.files[0].read_bytes() == data


def code(path: Path, signer: SecretKey, folder: Path, trusting: Trust) -> str:
    before = path.read_bytes()
    with pytest.raises(CountersignError) as caught:
        sign(path, signer, folder, trusting)
    assert path.read_bytes() == before
    return caught.value.code


def test_not_by_two_heads_nor_by_the_operator(
    written: WrittenBundle, desk: Path, key: SecretKey, head: SecretKey
) -> None:
    other = new_key()
    trusting = trust(trusted(key), trusted(head, role="head"), trusted(other, role="head"))
    assert code(written.files[0], key, desk, trusting) == "SAME_KEY"
    sign(written.files[0], head, desk, trusting)
    assert code(written.files[0], other, desk, trusting) == "ALREADY_COUNTERSIGNED"


def test_not_a_receipt(desk: Path, key: SecretKey, head: SecretKey) -> None:
    office = Office(key, head)
    path = desk / "tanda terima.zip"
    path.write_bytes(pack_bundle(office.spec(Kind.RECEIPT), office.receipt).data)
    trusting = Trust(office.trusted, NOW)
    assert code(path, head, desk, trusting) == "NOT_A_SUBMISSION"


def test_not_a_sealed_one(
    written: WrittenBundle, out: Path, key: SecretKey, head: SecretKey
) -> None:
    sealed = seal_files(written.files, out, [make_identity(PASSPHRASE, 10).recipient])
    with pytest.raises(BundleRefused) as caught:
        sign(sealed.files[0], head, out, both(key, head))
    assert caught.value.refusal == "SEALED"


def test_sealed_after_countersigning(
    written: WrittenBundle, desk: Path, out: Path, key: SecretKey, head: SecretKey
) -> None:
    identity = make_identity(PASSPHRASE, 10).identity
    sign(written.files[0], head, desk, both(key, head))
    sealed = seal_files(written.files, out, [identity.recipient])
    quarantine = out.parent / "q"
    result = verify_bundle(sealed.files[0], both(key, head), quarantine, opener=identity)
    assert (result.ok, result.content_id) == (True, written.content_id)


def test_full_medium_keeps_the_unsigned_one(
    written: WrittenBundle, small_disk: Path, key: SecretKey, head: SecretKey
) -> None:
    place = small_disk / "stick"
    place.mkdir()
    path = Path(shutil.copy(written.files[0], place))
    before = path.read_bytes()
    free = os.statvfs(place)
    (place / "isi").write_bytes(bytes((free.f_bavail - 1) * free.f_bsize))
    with pytest.raises(TargetError) as caught:
        countersign(path, head, place, both(key, head), written.files[0].parent / "q")
    assert caught.value.code == "TARGET_FULL"
    assert sorted(found.name for found in place.iterdir()) == ["isi", NAME]
    assert path.read_bytes() == before


def test_cancel_changes_nothing(
    volumes: WrittenBundle, desk: Path, key: SecretKey, head: SecretKey
) -> None:
    before = [path.read_bytes() for path in volumes.files]
    whole, aside = StopAt(-1), desk.parent / "aside"
    aside.mkdir()
    sign(volumes.files[0], head, aside, both(key, head), cancel=whole)
    assert whole.asked > 8
    for count in range(whole.asked):
        with pytest.raises(Stopped):
            sign(volumes.files[0], head, desk, both(key, head), cancel=StopAt(count))
        assert [path.read_bytes() for path in volumes.files] == before
        assert len(list(desk.iterdir())) == len(volumes.files)


def test_progress_never_goes_back(
    written: WrittenBundle, desk: Path, key: SecretKey, head: SecretKey
) -> None:
    seen: list[tuple[int, int]] = []

    def progress(*step: int) -> None:
        seen.append((step[0], step[1]))

    sign(written.files[0], head, desk, both(key, head), progress=progress)
    assert seen == sorted(seen)
    done, total = seen[-1]
    assert abs(total - done) < 10_000  # headers are counted as work, but not announced
