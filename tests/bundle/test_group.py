"""Sendings in several volumes: found beside each other, complete, and from one hand."""

from __future__ import annotations

import shutil
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kks_desktop.bundle.baginfo import FULL_MARK, parse_bag_info
from kks_desktop.bundle.plan import EvidenceError
from kks_desktop.bundle.verify import verify_bundle
from kks_desktop.bundle.writer import write_bundle
from tests.bundle.forge import CREATED_AT, Bag, make_spec, new_key, sha256, trust, trusted

if TYPE_CHECKING:
    from pathlib import Path

    from kks_desktop.bundle.keys import SecretKey
    from kks_desktop.bundle.plan import BundleSpec
    from kks_desktop.bundle.verify import Verification
    from kks_desktop.bundle.writer import WrittenBundle

CAP = 60_000
PROOFS = {f"pdf-{n}": b"%PDF-" + bytes([n]) * 20_000 for n in range(5)}


@pytest.fixture
def big(tmp_path: Path) -> BundleSpec:
    store = tmp_path / "big"
    store.mkdir()
    return make_spec(store, PROOFS)


@pytest.fixture
def written(out: Path, big: BundleSpec, key: SecretKey) -> WrittenBundle:
    return write_bundle(out, big, key, volume_cap=CAP)


def verify(path: Path, key: SecretKey) -> Verification:
    quarantine = path.parent.parent / "quarantine"
    result = verify_bundle(path, trust(trusted(key)), quarantine)
    assert list(quarantine.iterdir()) == []
    return result


def test_any_volume_verifies_the_whole(written: WrittenBundle, key: SecretKey) -> None:
    assert [path.name for path in written.files] == [
        f"kks-1571-2025-r001-{n}of3.zip" for n in (1, 2, 3)
    ]
    assert all(path.stat().st_size <= CAP for path in written.files)
    assert len(set(written.volume_content_ids)) == 3
    assert written.content_id == written.volume_content_ids[0]
    for path in written.files:
        result = verify(path, key)
        assert result.ok
        assert result.content_id == written.content_id
        assert result.payload_files == len(PROOFS) + 3
        assert result.submission is not None
        assert result.file_sha256 == ()


def test_kept_volumes_give_all_files(
    written: WrittenBundle, key: SecretKey, tmp_path: Path
) -> None:
    result = verify_bundle(written.files[2], trust(trusted(key)), tmp_path / "q", keep=True)
    assert result.file_sha256 == tuple(sha256(path.read_bytes()) for path in written.files)
    assert result.payload[0].name == "data/submission.json"
    contents = [b"".join(file.blocks()) for file in result.payload]
    assert set(PROOFS.values()) <= set(contents)


def test_renamed_volumes_are_found(written: WrittenBundle, key: SecretKey) -> None:
    for number, path in enumerate(written.files):
        shutil.copy(path, path.with_name(f"copy {number}.zip"))
        path.rename(path.with_name(f"unduhan ({number}).zip"))
    (written.files[0].parent / "lain.zip").write_bytes(b"bukan berkas usulan")
    (written.files[0].parent / "folder.zip").mkdir()
    assert verify(written.files[0].with_name("unduhan (1).zip"), key).ok


def test_two_forms_of_one_revision_in_one_folder(tmp_path: Path, key: SecretKey, out: Path) -> None:
    store = tmp_path / "seven"
    store.mkdir()
    seven = make_spec(store, {f"pdf-{n}": b"%PDF-" + bytes([n]) * 20_000 for n in range(7)})
    document = seven.document.replace(b'"revision":1', b'"revision":2')
    info = replace(seven.info, revision=2, previous_content_id="sha256:" + "1" * 64)
    full = replace(seven, info=replace(info, mark=FULL_MARK), document=document)
    short = replace(full, info=replace(info, omitted=1), evidence=full.evidence[1:])
    written = [write_bundle(out, spec, key, volume_cap=CAP) for spec in (full, short)]
    assert [len(one.files) for one in written] == [4, 4]
    for one in written:
        for path in one.files:
            result = verify(path, key)
            assert (result.ok, result.content_id) == (True, one.content_id)
    # Also when the names no longer tell them apart.
    for number, path in enumerate([*written[0].files, *written[1].files]):
        path.rename(path.with_name(f"unduhan ({number}).zip"))
    for number, one in enumerate([written[0]] * 4 + [written[1]] * 4):
        assert verify(out / f"unduhan ({number}).zip", key).content_id == one.content_id


def test_missing_volume(written: WrittenBundle, key: SecretKey) -> None:
    written.files[1].unlink()
    result = verify(written.files[0], key)
    assert result.refusal == "INCOMPLETE"
    assert result.content_id == written.content_id
    assert verify(written.files[2], key).content_id == written.content_id


def test_volume_of_another_revision_under_the_name(
    written: WrittenBundle, big: BundleSpec, key: SecretKey, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    later = replace(big.info, created_at=CREATED_AT.replace(hour=9))
    second = write_bundle(other, replace(big, info=later), key, volume_cap=CAP)
    shutil.copy(second.files[1], written.files[1])
    assert verify(written.files[0], key).refusal == "GROUP"


def test_volume_signed_by_somebody_else(
    written: WrittenBundle, big: BundleSpec, key: SecretKey, tmp_path: Path
) -> None:
    other, colleague = tmp_path / "other", new_key()
    other.mkdir()
    second = write_bundle(other, big, colleague, volume_cap=CAP)
    shutil.copy(second.files[1], written.files[1])
    both = trust(trusted(key), trusted(colleague))
    result = verify_bundle(written.files[0], both, tmp_path / "q")
    assert result.refusal == "GROUP"


def test_volume_twice(written: WrittenBundle, key: SecretKey) -> None:
    shutil.copy(written.files[2], written.files[1])
    assert verify(written.files[0], key).refusal == "GROUP"


def test_index_of_another_first_volume(
    written: WrittenBundle, big: BundleSpec, key: SecretKey, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    document = big.document.replace(b'"lalu":12', b'"lalu":13')
    second = write_bundle(other, replace(big, document=document), key, volume_cap=CAP)
    shutil.copy(second.files[0], written.files[0])
    assert verify(written.files[0], key).refusal == "GROUP"


def rewritten(path: Path, key: SecretKey, added: dict[str, bytes], **changes: str) -> None:
    """Change a volume and sign it again, as only somebody with the key can."""
    with zipfile.ZipFile(path) as archive:
        files = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    info = replace(parse_bag_info(files["bag-info.txt"]), **changes)  # type: ignore[arg-type]
    bag = Bag(files | added, path.stem, info).relabel().sign(key)
    path.write_bytes(bag.zip())


def test_rewritten_but_unchanged_volume_passes(written: WrittenBundle, key: SecretKey) -> None:
    rewritten(written.files[1], key, {})
    assert verify(written.files[0], key).ok


def test_volume_with_another_label(written: WrittenBundle, key: SecretKey) -> None:
    rewritten(written.files[1], key, {}, organisation="Kabupaten lain")
    assert verify(written.files[0], key).refusal == "GROUP"


def test_second_report_in_a_later_volume(written: WrittenBundle, key: SecretKey) -> None:
    rewritten(written.files[1], key, {"data/report.pdf": b"%PDF-1.7"})
    assert verify(written.files[1], key).refusal == "NAME"


def test_volumes_that_swapped_names(written: WrittenBundle, key: SecretKey) -> None:
    first, second, _ = written.files
    first.rename(first.with_name("x.zip"))
    second.rename(first)
    first.with_name("x.zip").rename(second)
    first.rename(first.with_name("y.zip"))
    assert verify(second, key).ok


def test_damaged_volume_says_so(written: WrittenBundle, key: SecretKey) -> None:
    data = bytearray(written.files[1].read_bytes())
    data[len(data) // 2] ^= 1
    written.files[1].write_bytes(data)
    assert verify(written.files[0], key).refusal == "HASH"


def test_unknown_key_in_a_group(written: WrittenBundle, tmp_path: Path) -> None:
    result = verify_bundle(written.files[1], trust(), tmp_path / "q")
    assert result.refusal == "UNKNOWN_KEY"
    assert result.submission is not None


def test_finishing_a_half_copied_group(
    written: WrittenBundle, big: BundleSpec, out: Path, key: SecretKey
) -> None:
    before = [path.read_bytes() for path in written.files]
    written.files[1].unlink()
    again = write_bundle(out, big, key, volume_cap=CAP)
    assert not again.already_there
    assert [path.read_bytes() for path in again.files] == before


def test_proof_larger_than_a_volume(big: BundleSpec, out: Path, key: SecretKey) -> None:
    with pytest.raises(EvidenceError) as caught:
        write_bundle(out, big, key, volume_cap=30_000)
    assert caught.value.code == "EVIDENCE_TOO_BIG"
    assert list(out.iterdir()) == []
