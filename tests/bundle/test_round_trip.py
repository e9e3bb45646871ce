"""What is written verifies, is the same bytes each time, and comes out as it went in."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from kks_desktop.bundle.baginfo import FULL_MARK
from kks_desktop.bundle.names import Kind
from kks_desktop.bundle.plan import BundleSpec
from kks_desktop.bundle.refusals import BundleRefused
from kks_desktop.bundle.verify import verify_bundle
from kks_desktop.bundle.writer import write_bundle
from tests.bundle.forge import (
    CREATED_AT,
    INSTRUMENT,
    PROOFS,
    REPORT,
    SUBMISSION,
    Bag,
    answers,
    bag_info,
    make_spec,
    new_key,
    sha256,
    to_json,
    trust,
    trusted,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kks_desktop.bundle.keys import SecretKey
    from kks_desktop.bundle.verify import Verification

    Check = Callable[..., Verification]

NAME = "kks-1571-2025-r001-1of1.zip"
ID = "sha256:" + "1" * 64


def test_round_trip(spec: BundleSpec, out: Path, key: SecretKey, check: Check) -> None:
    written = write_bundle(out, spec, key)
    assert written.files == (out / NAME,)
    assert [path.name for path in out.iterdir()] == [NAME]
    result = check(written.files[0].read_bytes())
    assert result.ok
    assert (result.refusal, result.message) == (None, None)
    assert (result.kind, result.region, result.year, result.revision) == (
        Kind.SUBMISSION,
        "15.71",
        2025,
        1,
    )
    assert result.content_id == written.content_id
    assert result.submission == json.loads(spec.document)
    assert result.info is not None
    assert result.info.created_at == CREATED_AT
    assert result.info.organisation == spec.info.organisation
    assert (result.payload_files, result.payload_bytes) == (
        len(PROOFS) + 3,
        sum(map(len, [*PROOFS.values(), spec.document, REPORT, INSTRUMENT])),
    )
    (signer,) = result.signers
    assert signer.key
    assert (signer.key_id, signer.role) == (key.public.key_id, "operator")
    assert signer.key.person == "Siti Aminah"


def test_the_writer_and_the_hand_made_bag_agree(
    spec: BundleSpec, out: Path, key: SecretKey, bag: Bag
) -> None:
    bag.set(SUBMISSION, spec.document).relabel().sign(key)
    assert write_bundle(out, spec, key).files[0].read_bytes() == bag.zip()


def test_content_id_and_names_of_the_entries(spec: BundleSpec, out: Path, key: SecretKey) -> None:
    written = write_bundle(out, spec, key)
    with zipfile.ZipFile(written.files[0]) as archive:
        inner = [name.partition("/")[2] for name in archive.namelist()]
        tag_manifest = archive.read(f"{NAME[:-4]}/tagmanifest-sha256.txt")
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(2026, 11, 22, 5, 10, 0)}
    assert inner[:5] == [
        "bagit.txt",
        "bag-info.txt",
        "manifest-sha256.txt",
        "tagmanifest-sha256.txt",
        "tagmanifest-sha256.txt.minisig",
    ]
    assert inner[5:8] == ["data/submission.json", "data/instrument.toml", "data/report.pdf"]
    assert inner[8:] == sorted(inner[8:])
    assert written.content_id == f"sha256:{hashlib.sha256(tag_manifest).hexdigest()}"


def test_same_input_same_bytes(spec: BundleSpec, out: Path, key: SecretKey, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    wib = CREATED_AT.astimezone(timezone(timedelta(hours=7))).replace(microsecond=7)
    again = replace(spec, info=replace(spec.info, created_at=wib), evidence=spec.evidence[::-1])
    first = write_bundle(out, spec, key).files[0].read_bytes()
    assert write_bundle(other, again, key).files[0].read_bytes() == first


def test_writing_again_changes_nothing(spec: BundleSpec, out: Path, key: SecretKey) -> None:
    first = write_bundle(out, spec, key)
    status = first.files[0].stat()
    again = write_bundle(out, spec, key)
    assert not first.already_there
    assert again == replace(first, already_there=True)
    assert first.files[0].stat().st_mtime_ns == status.st_mtime_ns


def test_all_optional_fields(spec: BundleSpec, out: Path, key: SecretKey, check: Check) -> None:
    info = replace(
        spec.info,
        revision=2,
        previous_content_id=ID,
        history_head=ID,
        practice=True,
        organisation="Dinas Kesehatan – Kota Jambi",
    )
    document = to_json(json.loads(spec.document) | {"revision": 2})
    written = write_bundle(out, replace(spec, info=info, document=document), key)
    assert written.files[0].name == "kks-1571-2025-r002-1of1.zip"
    result = check(written.files[0].read_bytes(), trust(trusted(key), practice=True))
    assert result.ok
    assert result.info
    assert result.info.previous_content_id == result.info.history_head == ID
    assert result.info.practice
    assert result.info.organisation == "Dinas Kesehatan – Kota Jambi"


def test_without_anything_optional(out: Path, key: SecretKey, check: Check) -> None:
    document = answers([])
    del document["evidence"], document["instrument_sha256"]
    written = write_bundle(out, BundleSpec(bag_info(), to_json(document)), key)
    assert check(written.files[0].read_bytes()).ok


def test_decimals_stay_exact(out: Path, key: SecretKey, check: Check) -> None:
    document = to_json(answers([])).replace(b'"lalu":12', b'"lalu":0.10')
    written = write_bundle(out, BundleSpec(bag_info(), document), key)
    result = check(written.files[0].read_bytes())
    assert result.submission
    value = result.submission["answers"]["1.01"]["measures"]["kematian_ibu"]["lalu"]
    assert str(value) == str(Decimal("0.10"))


def test_verdict_of_the_province(out: Path, check: Check) -> None:
    province = new_key()
    info = bag_info(kind=Kind.VERDICT, recipient="district-1571", in_reply_to=ID)
    written = write_bundle(out, BundleSpec(info, b'{"verdict":"accepted"}', REPORT), province)
    assert written.files[0].name == "kks-1571-2025-r001-verdict-1of1.zip"
    data = written.files[0].read_bytes()
    signer = trusted(province, region="15", role="receipt")
    result = check(data, trust(signer, recipient="district-1571"))
    assert result.ok
    assert result.document == {"verdict": "accepted"}
    assert result.submission is None
    assert result.info
    assert result.info.in_reply_to == ID
    # A district may not answer itself.
    own = trust(replace(signer, region="15.71"), recipient="district-1571")
    assert check(data, own).refusal == "WRONG_DISTRICT"


def correction(spec: BundleSpec, omitted: int) -> BundleSpec:
    """The second revision, without the first ``omitted`` files of proof."""
    info = replace(spec.info, revision=2, previous_content_id=ID, omitted=omitted)
    document = to_json(json.loads(spec.document) | {"revision": 2})
    return replace(spec, info=info, document=document, evidence=spec.evidence[omitted:])


@pytest.mark.parametrize("omitted", [1, 2, len(PROOFS)])
def test_correction_carries_only_what_is_new(
    omitted: int, spec: BundleSpec, out: Path, key: SecretKey, check: Check
) -> None:
    short = write_bundle(out, correction(spec, omitted), key)
    whole = correction(spec, 0)
    whole = replace(whole, info=replace(whole.info, mark=FULL_MARK))
    full = write_bundle(out, whole, key)
    assert [path.name for path in (*short.files, *full.files)] == [
        "kks-1571-2025-r002-1of1.zip",
        "kks-1571-2025-r002-lengkap-1of1.zip",
    ]
    assert short.content_id != full.content_id
    of_short, of_full = (check(file.read_bytes()) for file in (*short.files, *full.files))
    assert of_short.ok
    assert of_full.ok
    assert of_short.info
    assert of_full.info
    assert (of_short.info.omitted, of_full.info.omitted) == (omitted, 0)
    assert of_short.document == of_full.document
    assert of_full.payload_files - of_short.payload_files == omitted


@pytest.mark.parametrize("told", [0, 1, 3, 99_999])
def test_wrong_number_of_omitted_files(
    told: int, spec: BundleSpec, out: Path, key: SecretKey
) -> None:
    wrong = correction(spec, 2)
    with pytest.raises(BundleRefused) as caught:
        write_bundle(out, replace(wrong, info=replace(wrong.info, omitted=told)), key)
    assert caught.value.refusal == "MISMATCH"


def test_file_beyond_the_list_is_not_excused(
    spec: BundleSpec, key: SecretKey, bag: Bag, check: Check
) -> None:
    listed = json.loads(spec.document)["evidence"]
    document = answers([*listed[1:], {"sha256": "f" * 64, "size": 1, "ext": "pdf"}], revision=2)
    bag.info = bag_info(revision=2, previous_content_id=ID, omitted=1)
    bag.set(SUBMISSION, to_json(document)).relabel().sign(key)
    assert check(bag.zip()).refusal == "MISMATCH"


def test_kept_copy_gives_the_files(
    spec: BundleSpec, out: Path, key: SecretKey, tmp_path: Path
) -> None:
    written = write_bundle(out, spec, key)
    result = verify_bundle(written.files[0], trust(trusted(key)), tmp_path / "q", keep=True)
    assert result.quarantine
    assert result.file_sha256 == (sha256(written.files[0].read_bytes()),)
    files = {file.name: file for file in result.payload}
    for extension, data in PROOFS.items():
        file = files[f"data/evidence/{sha256(data)}.{extension}"]
        assert b"".join(file.blocks()) == data
        assert (file.sha256, file.size) == (sha256(data), len(data))
    assert b"".join(files["data/report.pdf"].blocks()) == REPORT
    assert files["data/report.pdf"].container.parent == result.quarantine


def test_kept_copy_that_changed_is_noticed(
    spec: BundleSpec, out: Path, key: SecretKey, tmp_path: Path
) -> None:
    written = write_bundle(out, spec, key)
    result = verify_bundle(written.files[0], trust(trusted(key)), tmp_path / "q", keep=True)
    file = next(file for file in result.payload if file.name == "data/report.pdf")
    data = bytearray(file.container.read_bytes())
    data[file.span.offset] ^= 1
    file.container.write_bytes(data)
    with pytest.raises(BundleRefused) as caught:
        list(file.blocks())
    assert caught.value.refusal == "HASH"


def test_big_files_use_the_threads(tmp_path: Path, key: SecretKey, check: Check) -> None:
    out, store = tmp_path / "out", tmp_path / "store"
    out.mkdir()
    store.mkdir()
    proofs = {f"pdf-{n}": b"%PDF-" + bytes([n]) * (3 << 20) for n in range(6)}
    written = write_bundle(out, make_spec(store, proofs), key)
    data = written.files[0].read_bytes()
    seen: list[tuple[int, int]] = []
    result = verify_bundle(
        written.files[0],
        trust(trusted(key)),
        tmp_path / "q",
        progress=lambda done, total: seen.append((done, total)),
    )
    assert result.ok
    assert seen == sorted(seen)
    done, total = seen[-1]
    assert total - done < 10_000  # headers are counted as work, but not announced
    broken = bytearray(data)
    broken[-2_000_000] ^= 1
    assert check(bytes(broken)).refusal == "HASH"


def test_far_away_clocks(out: Path, spec: BundleSpec, key: SecretKey) -> None:
    early = replace(spec, info=replace(spec.info, created_at=datetime(1979, 1, 1, tzinfo=UTC)))
    with pytest.raises(BundleRefused):
        write_bundle(out, early, key)
    assert list(out.iterdir()) == []
