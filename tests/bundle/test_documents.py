"""The small signed documents: what is written is read, and nothing else is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from kks_desktop.bundle.keychange import check_keychange, parse_keychange
from kks_desktop.bundle.keyring import check_keyring, parse_keyring
from kks_desktop.bundle.keys import SecretKey
from kks_desktop.bundle.names import Kind
from kks_desktop.bundle.receipt import check_receipt, parse_receipt
from kks_desktop.bundle.reference import check_reference, parse_reference
from kks_desktop.bundle.refusals import BundleRefused
from tests.bundle.forge import trusted
from tests.bundle.papers import PAPERS, RECEIPT, REFERENCE, Office, keychange, keyring, paper_info

PARSERS: dict[Kind, Callable[[object], Any]] = {
    Kind.RECEIPT: parse_receipt,
    Kind.KEYRING: parse_keyring,
    Kind.KEYCHANGE: parse_keychange,
    Kind.REFERENCE: parse_reference,
}


@pytest.fixture(scope="session")
def office(key: SecretKey, head: SecretKey) -> Office:
    return Office(key, head)


def refusal(kind: Kind, document: object) -> str:
    with pytest.raises(BundleRefused) as caught:
        PARSERS[kind](document)
    return str(caught.value.refusal)


@pytest.mark.parametrize("kind", PAPERS)
def test_what_is_written_is_read(kind: Kind, office: Office) -> None:
    written = office.document(kind)
    read = PARSERS[kind](json.loads(written))
    assert read.to_bytes() == written
    assert (
        written
        == json.dumps(
            json.loads(written), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        ).encode()
    )


def test_facts_come_out_as_they_went_in(office: Office, key: SecretKey, head: SecretKey) -> None:
    assert parse_receipt(json.loads(RECEIPT.to_bytes())) == RECEIPT
    assert parse_reference(json.loads(REFERENCE.to_bytes())) == REFERENCE
    change = keychange(key, office.new)
    assert parse_keychange(json.loads(change.to_bytes())) == change
    ring = keyring(key, head, office.receipt)
    read = parse_keyring(json.loads(ring.to_bytes()))
    assert set(read.keys) == set(ring.keys)
    assert (read.receipt_keys, read.age_recipients) == (ring.receipt_keys, ring.age_recipients)


def test_figures_stay_exact() -> None:
    figure = replace(REFERENCE.figures[0], value=Decimal("1000000.10"))
    document = json.loads(replace(REFERENCE, figures=(figure,)).to_bytes())
    assert document["figures"][0]["value"] == "1000000,10"
    assert str(parse_reference(document).figures[0].value) == "1000000.10"


def test_order_of_keys_makes_no_other_keyring(key: SecretKey, head: SecretKey) -> None:
    ring = keyring(key, head, key)
    assert replace(ring, keys=ring.keys[::-1]).to_bytes() == ring.to_bytes()


# A path into the good document, and what stands there instead; "-" takes the value away.
Path = tuple[str | int, ...]
GONE = object()
BIG = 10**50
WRONG: dict[Kind, list[tuple[Path, object]]] = {
    Kind.RECEIPT: [
        (("schema",), "receipt/2"),
        (("schema",), GONE),
        (("receipt_id",), "0199b2d0-1c2d-4aaa-8f00-3b1d8e2b7c11"),
        (("submission_id",), None),
        (("revision",), True),
        (("revision",), "1"),
        (("revision",), 0),
        (("revision",), BIG),
        (("revision",), Decimal("1.0")),
        (("content_id",), "1" * 64),
        (("received_at",), "2026-11-24T02:11:09+00:00"),
        (("received_at",), "2026-02-30T02:11:09Z"),
        (("received_at",), "2026-11-24T02:11:09Z\n"),
        (("received_at",), 5),
        (("verdict",), "Accepted"),
        (("verdict",), []),
        (("volumes",), []),
        (("volumes",), {}),
        (("volumes",), [1]),
        (("volumes", 1, "n"), 1),
        (("volumes", 0, "zip_sha256"), "A" * 64),
        (("volumes",), [{"n": 1, "zip_sha256": "a" * 64}] * 1000),
        (("signers", 0, "key_id"), "1f308b4084851c9b"),
        (("signers", 0, "role"), "bupati"),
        (("notes", 0, "text"), ""),
        (("notes", 0, "text"), "x" * 2001),
        (("notes", 0, "text"), "\u202egnp.exe"),
        (("notes", 0, "text"), "a\x00b"),
        (("notes", 0, "text"), " a"),
        (("notes", 0, "severity"), "ASK"),
        (("notes", 0, "evidence"), "../x"),
        (("notes", 0, "q"), "1\n2"),
        (("notes",), [{"text": "a", "severity": "ask"}] * 5001),
        (("refusal",), "hash!"),
    ],
    Kind.KEYRING: [
        (("schema",), "receipt/1"),
        (("serial",), 0),
        (("serial",), 1000),
        (("serial",), False),
        (("province",), "15.71"),
        (("province",), "٥٥"),
        (("issued_at",), GONE),
        (("keys", 0, "pub"), "RW"),
        (("keys", 0, "pub"), "x" * 56),
        (("keys", 0, "pub"), 7),
        (("keys", 0, "key_id"), "0" * 16),
        (("keys", 0, "district"), "15"),
        (("keys", 0, "role"), "root"),
        (("keys", 0, "role"), "receipt"),
        (("keys", 0, "person"), "Siti\nAminah"),
        (("keys", 0, "not_before"), "besok"),
        (("keys", 0, "reason"), "hilang"),
        (("keys", 0), []),
        (("keys",), "banyak"),
        (("receipt_keys", 0, "pub"), GONE),
        (("age_recipients", 0, "recipient"), "age1" + "b" * 58),
        (("age_recipients", 0, "recipient"), "ssh-ed25519 AAAA"),
        (("age_recipients", 0, "use"), "lain"),
        (("age_recipients",), [{"recipient": "age1" + "q" * 58, "use": "province"}] * 21),
    ],
    Kind.KEYCHANGE: [
        (("schema",), "keychange/0"),
        (("region",), "15"),
        (("role",), "receipt"),
        (("person",), ""),
        (("old",), GONE),
        (("old", "pub"), GONE),
        (("new", "key_id"), "F" * 16),
        (("new",), []),
        (("at",), 1),
        (("reason",), ""),
        (("reason",), "x" * 201),
    ],
    Kind.REFERENCE: [
        (("schema",), 1),
        (("serial",), -1),
        (("figures", 0, "value"), "189.5"),
        (("figures", 0, "value"), "banyak"),
        (("figures", 0, "value"), "NaN"),
        (("figures", 0, "value"), "9" * 59),
        (("figures", 0, "value"), 12),
        (("figures", 0, "year"), 23),
        (("figures", 0, "level"), "dunia"),
        (("figures", 0, "id"), "a b"),
        (("figures", 0, "source"), GONE),
        (("figures", 0, "indicator"), "<b>"),
        (("targets", 0, "measure"), "TB"),
        (("targets", 0, "unit"), "\u2066%"),
        (("readings", 0, "choice"), 101),
        (("readings", 0, "choice"), True),
        (("readings", 0), {"indicator": "1.06", "source": "x"}),
        (("deadlines", 0, "date"), "2026-13-01"),
        (("deadlines", 0, "date"), "2026-W01-1"),
        (("policy",), GONE),
        (("policy", "sealing"), "ya"),
        (("policy", "countersign"), 1),
        (("policy", "surat"), "wajib"),
    ],
}
CASES = [(kind, path, value) for kind, cases in WRONG.items() for path, value in cases]


@pytest.mark.parametrize(("kind", "path", "value"), CASES)
def test_wrong_value(kind: Kind, path: Path, value: object, office: Office) -> None:
    document = json.loads(office.document(kind))
    at: Any = document
    for step in path[:-1]:
        at = at[step]
    if value is GONE:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    assert refusal(kind, document) == "JSON"


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("document", [None, [], "teks", 1, {}])
def test_no_document_at_all(kind: Kind, document: object) -> None:
    assert refusal(kind, document) == "JSON"


@pytest.mark.parametrize("kind", PAPERS)
def test_a_document_may_grow(kind: Kind, office: Office) -> None:
    document = json.loads(office.document(kind)) | {"baru": [1]}
    assert PARSERS[kind](document).to_bytes() == office.document(kind)


def test_key_of_another_province(key: SecretKey, head: SecretKey) -> None:
    ring = keyring(key, head, key)
    other = replace(ring, keys=(trusted(key, region="16.71"),), receipt_keys=())
    assert refusal(Kind.KEYRING, json.loads(other.to_bytes())) == "MISMATCH"


def test_one_key_twice(key: SecretKey, head: SecretKey) -> None:
    ring = keyring(key, head, key)
    twice = replace(ring, receipt_keys=(trusted(key, region="15", role="receipt"),))
    assert refusal(Kind.KEYRING, json.loads(twice.to_bytes())) == "JSON"
    same = replace(ring, keys=(trusted(key), trusted(key, region="15.04")), receipt_keys=())
    assert refusal(Kind.KEYRING, json.loads(same.to_bytes())) == "JSON"


def test_one_figure_twice() -> None:
    twice = replace(REFERENCE, figures=REFERENCE.figures * 2)
    assert refusal(Kind.REFERENCE, json.loads(twice.to_bytes())) == "JSON"


def test_change_to_the_same_key(key: SecretKey) -> None:
    assert refusal(Kind.KEYCHANGE, json.loads(keychange(key, key).to_bytes())) == "JSON"


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        (Kind.RECEIPT, {"revision": 2}),
        (Kind.RECEIPT, {"submission_id": "0199b2c4-7d1e-7c33-9a51-5a0f4be0c9d2"}),
        (Kind.RECEIPT, {"in_reply_to": "sha256:" + "2" * 64}),
        (Kind.KEYRING, {"revision": 8}),
        (Kind.KEYRING, {"region": "16"}),
        (Kind.KEYCHANGE, {"region": "15.04"}),
        (Kind.REFERENCE, {"revision": 4}),
        (Kind.REFERENCE, {"region": "16"}),
    ],
)
def test_label_that_says_otherwise(kind: Kind, changes: dict[str, Any], office: Office) -> None:
    check: dict[Kind, Callable[..., Any]] = {
        Kind.RECEIPT: check_receipt,
        Kind.KEYRING: check_keyring,
        Kind.KEYCHANGE: check_keychange,
        Kind.REFERENCE: check_reference,
    }
    document = json.loads(office.document(kind))
    check[kind](document, paper_info(kind))
    with pytest.raises(BundleRefused) as caught:
        check[kind](document, replace(paper_info(kind), **changes))
    assert caught.value.refusal == "MISMATCH"


STRANGE = [None, True, -1, 0, BIG, Decimal("1e99"), "", " ", "\ud7ff", "a" * 5000, [], [[]], {}]


def everywhere(value: Any, path: Path = ()) -> Iterator[Path]:
    """Every place in a document."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in items:
        yield (*path, key)
        if isinstance(inner, dict | list):
            yield from everywhere(inner, (*path, key))


@pytest.mark.parametrize("kind", PAPERS)
def test_anything_anywhere_is_read_or_refused(kind: Kind, office: Office) -> None:
    good = json.loads(office.document(kind))
    for path in everywhere(good):
        for value in STRANGE:
            document = json.loads(office.document(kind))
            at: Any = document
            for step in path[:-1]:
                at = at[step]
            at[path[-1]] = value
            with suppress(BundleRefused):
                PARSERS[kind](document).to_bytes()
