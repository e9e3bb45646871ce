"""Bags of the province and of key changes: who signs them, for whom, and with what inside."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kks_desktop.bundle.names import Kind
from kks_desktop.bundle.plan import BundleSpec
from kks_desktop.bundle.refusals import BundleRefused
from kks_desktop.bundle.writer import pack_bundle, write_bundle
from tests.bundle.forge import (
    HEAD_SIGNATURE,
    NEW_SIGNATURE,
    SIGNATURE,
    TRUSTED_COMMENT,
    Bag,
    new_key,
    trust,
    trusted,
)
from tests.bundle.papers import PAPERS, RECEIPT, Office, keychange, paper_info

if TYPE_CHECKING:
    from kks_desktop.bundle.keys import SecretKey
    from kks_desktop.bundle.verify import Verification

    Check = Callable[..., Verification]


@pytest.fixture(scope="session")
def office(key: SecretKey, head: SecretKey) -> Office:
    return Office(key, head)


def packed(office: Office, kind: Kind) -> bytes:
    spec, signer = office.spec(kind), office.signer(kind)
    return pack_bundle(spec, signer, new_key=office.new_key(kind)).data


def bag_of(office: Office, kind: Kind, tmp_path: Path) -> Bag:
    """Take a good bag apart, to be bent."""
    path = tmp_path / "paper.zip"
    path.write_bytes(packed(office, kind))
    with zipfile.ZipFile(path) as archive:
        files = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    return Bag(files, "kertas", paper_info(kind))


@pytest.mark.parametrize("kind", PAPERS)
def test_paper_is_accepted(kind: Kind, office: Office, check: Check, out: Path) -> None:
    spec, signer = office.spec(kind), office.signer(kind)
    written = write_bundle(out, spec, signer, new_key=office.new_key(kind))
    code = "15" if kind in (Kind.KEYRING, Kind.REFERENCE) else "1571"
    number = f"r{spec.info.revision:03d}"
    assert written.files[0].name == f"kks-{code}-2025-{number}-{kind.value}-1of1.zip"
    data = written.files[0].read_bytes()
    assert data == packed(office, kind)
    for_us = "province-15" if kind is Kind.KEYCHANGE else "district-1571"
    result = check(data, trust(*office.trusted, recipient=for_us))
    assert (result.ok, result.message) == (True, None)
    assert (result.kind, result.revision) == (kind, spec.info.revision)
    assert result.document == json.loads(spec.document)
    roles = {Kind.RECEIPT: "receipt", Kind.KEYCHANGE: "operator"}
    assert result.signers[0].role == roles.get(kind, "root")
    slots = [signer.slot for signer in result.signers]
    assert slots == (["main", "new"] if kind is Kind.KEYCHANGE else ["main"])
    elsewhere = trust(*office.trusted, recipient="district-1671")
    assert check(data, elsewhere).refusal == "WRONG_RECIPIENT"


@pytest.mark.parametrize("kind", PAPERS)
def test_paper_by_an_unknown_key(kind: Kind, office: Office, check: Check) -> None:
    result = check(packed(office, kind), trust(recipient=None))
    assert result.refusal == "UNKNOWN_KEY"
    assert result.document


# Which role may give the main signature of which kind.
ALLOWED = {
    Kind.RECEIPT: {"receipt"},
    Kind.KEYRING: {"root"},
    Kind.REFERENCE: {"root", "receipt"},
    Kind.KEYCHANGE: {"operator"},
}


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("role", ["operator", "head", "root", "receipt"])
def test_role_decides(kind: Kind, role: str, office: Office, check: Check) -> None:
    region = "15.71" if kind is Kind.KEYCHANGE else "15"
    signer = trusted(office.signer(kind), region=region, role=role)
    result = check(packed(office, kind), trust(signer, recipient=None))
    if role in ALLOWED[kind]:
        assert result.ok
        assert result.signers[0].role == role
    else:
        wrong_head = kind is Kind.KEYCHANGE and role == "head"
        assert result.refusal == ("MISMATCH" if wrong_head else "MISSING_ROLE")


def test_head_changes_a_key_of_a_head(office: Office, check: Check) -> None:
    change = replace(keychange(office.head, office.new), role="head")
    spec = BundleSpec(paper_info(Kind.KEYCHANGE), change.to_bytes())
    data = pack_bundle(spec, office.head, new_key=office.new).data
    result = check(data, trust(*office.trusted))
    assert result.ok
    assert result.signers[0].role == "head"


@pytest.mark.parametrize("kind", PAPERS)
def test_province_of_another_region(kind: Kind, office: Office, check: Check) -> None:
    others = [
        replace(key, region="16" if len(key.region) == 2 else "16.71") for key in office.trusted
    ]
    assert check(packed(office, kind), trust(*others, recipient=None)).refusal == "WRONG_DISTRICT"


# ------------------------------------------------------------ the three signature files


def test_change_without_the_new_keys_signature(
    office: Office, check: Check, tmp_path: Path
) -> None:
    bag = bag_of(office, Kind.KEYCHANGE, tmp_path)
    del bag.files[NEW_SIGNATURE]
    assert check(bag.zip()).refusal == "MISSING_ROLE"


def test_change_without_the_old_keys_signature(
    office: Office, check: Check, tmp_path: Path
) -> None:
    bag = bag_of(office, Kind.KEYCHANGE, tmp_path)
    del bag.files[SIGNATURE]
    assert check(bag.zip()).refusal == "MISSING_ROLE"


def test_change_signed_by_a_third_key_as_the_new_one(
    office: Office, check: Check, tmp_path: Path
) -> None:
    bag = bag_of(office, Kind.KEYCHANGE, tmp_path)
    signed = bag.files["tagmanifest-sha256.txt"]
    bag.set(NEW_SIGNATURE, new_key().sign(signed, TRUSTED_COMMENT))
    assert check(bag.zip()).refusal == "MISMATCH"
    bag.set(NEW_SIGNATURE, office.new.sign(b"other", TRUSTED_COMMENT))
    assert check(bag.zip()).refusal == "SIG_BAD"
    bag.set(NEW_SIGNATURE, b"setuju\n")
    assert check(bag.zip()).refusal == "SIG_FORMAT"


def test_change_of_a_key_that_did_not_sign(office: Office, check: Check) -> None:
    change = keychange(office.head, office.new)
    spec = BundleSpec(paper_info(Kind.KEYCHANGE), change.to_bytes())
    data = pack_bundle(spec, office.operator, new_key=office.new).data
    assert check(data, trust(*office.trusted)).refusal == "MISMATCH"


@pytest.mark.parametrize("name", [HEAD_SIGNATURE, NEW_SIGNATURE])
@pytest.mark.parametrize("kind", [Kind.RECEIPT, Kind.KEYRING, Kind.REFERENCE])
def test_signature_file_without_a_meaning(
    name: str, kind: Kind, office: Office, check: Check, tmp_path: Path
) -> None:
    bag = bag_of(office, kind, tmp_path)
    bag.set(name, office.head.sign(bag.files["tagmanifest-sha256.txt"], TRUSTED_COMMENT))
    everybody = trust(*office.trusted, recipient=None)
    assert check(bag.zip(), everybody).refusal == "NAME"


def test_submission_takes_no_second_key(
    bag: Bag, office: Office, check: Check, key: SecretKey
) -> None:
    bag.set(NEW_SIGNATURE, office.new.sign(bag.files["tagmanifest-sha256.txt"], TRUSTED_COMMENT))
    assert check(bag.zip()).refusal == "NAME"


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("name", ["data/report.pdf", f"data/evidence/{'a' * 64}.pdf"])
def test_paper_carries_nothing_else(
    kind: Kind, name: str, office: Office, check: Check, tmp_path: Path
) -> None:
    bag = bag_of(office, kind, tmp_path)
    bag.set(name, b"%PDF-1.7").relabel().sign(office.signer(kind), new=office.new_key(kind))
    assert check(bag.zip(), trust(*office.trusted, recipient=None)).refusal == "NAME"


def test_keys_that_do_not_belong_are_a_fault_of_ours(office: Office, key: SecretKey) -> None:
    with pytest.raises(ValueError, match="countersigned"):
        pack_bundle(office.spec(Kind.RECEIPT), office.receipt, head_key=office.head)
    with pytest.raises(ValueError, match="new key"):
        pack_bundle(office.spec(Kind.RECEIPT), office.receipt, new_key=office.new)
    with pytest.raises(ValueError, match="new key"):
        pack_bundle(office.spec(Kind.KEYCHANGE), key)


def test_receipt_that_answers_something_else_is_not_written(office: Office) -> None:
    other = replace(RECEIPT, content_id="sha256:" + "9" * 64)
    with pytest.raises(BundleRefused) as caught:
        pack_bundle(BundleSpec(paper_info(Kind.RECEIPT), other.to_bytes()), office.receipt)
    assert caught.value.refusal == "MISMATCH"
