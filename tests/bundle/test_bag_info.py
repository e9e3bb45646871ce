"""bag-info.txt is read strictly: what could be read in two ways is not read at all."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from kks_desktop.bundle.baginfo import (
    FULL_MARK,
    BagInfo,
    format_bag_info,
    parse_bag_info,
    recipient_of,
)
from kks_desktop.bundle.names import Kind
from kks_desktop.bundle.refusals import BundleRefused
from tests.bundle.forge import bag_info

ID = "sha256:" + "2" * 64
GOOD = format_bag_info(replace(bag_info(), payload_bytes=5, payload_files=1))

# What stands at a label instead of the good value; None takes the whole line away.
WRONG: list[tuple[str, str | None]] = [
    ("BagIt-Profile-Identifier", None),
    ("BagIt-Profile-Identifier", "urn:example:submission:1"),
    ("BagIt-Profile-Identifier", "urn:kks-desktop:submission:01"),
    ("Source-Organization", " "),
    ("Source-Organization", "Kota  "),
    ("Source-Organization", "Kota\tJambi"),
    ("Source-Organization", "Kota\u202eibmaJ"),
    ("Source-Organization", "Kota\u2028Jambi"),
    ("Source-Organization", "x" * 501),
    ("External-Identifier", "0199b2c4-7d1e-4c33-9a51-5a0f4be0c9d1"),
    ("External-Identifier", "0199B2C4-7d1e-7c33-9a51-5a0f4be0c9d1"),
    ("Bag-Group-Identifier", "0199b2c4-7d1e-7c33-9a51-5a0f4be0c9d1-r002"),
    ("Bag-Count", "2 of 1"),
    ("Bag-Count", "0 of 1"),
    ("Bag-Count", "1 of 2 of 3"),
    ("Bag-Count", "2 of 2"),
    ("Bagging-Date", "2026-02-30"),
    ("District-Code", "1571"),
    ("District-Code", "١٥.٧١"),
    ("Period", "1999"),
    ("Revision", "0"),
    ("Revision", "01"),
    ("Revision", "1000"),
    ("Revision", "2"),
    ("Recipient", "Provinsi Jambi"),
    ("Created-At", "2026-11-22T05:10:00+00:00"),
    ("Created-At", "2026-13-22T05:10:00Z"),
    ("Created-At", "1979-11-22T05:10:00Z"),
    ("Payload-Oxum", "5"),
    ("Payload-Oxum", "5.0"),
    ("Payload-Oxum", "05.1"),
    ("Payload-Oxum", "-5.1"),
    *((label.decode(), None) for label in re.findall(rb"^([A-Za-z-]+):", GOOD, re.MULTILINE)),
]
ADDED = [
    "Practice: no",
    "Omitted-Evidence: 1",  # of a first revision
    "Practice: yes\nPractice: yes",
    "History-Head: 22",
    f"Previous-Content-Id: {ID}",
    f"Index-Content-Id: {ID}",
    f"In-Reply-To: {ID}",
    "Unknown: x",
    "no mark",
    "Practice:yes",
    " folded",
    "",
    "Practice: yes\r",
]


def refusal(data: bytes) -> str:
    with pytest.raises(BundleRefused) as caught:
        parse_bag_info(data)
    return str(caught.value.refusal)


@pytest.mark.parametrize(("label", "value"), WRONG)
def test_wrong_value(label: str, value: str | None) -> None:
    line = re.compile(rf"^{label}: .*\n", re.MULTILINE)
    text, count = line.subn("" if value is None else f"{label}: {value}\n", GOOD.decode())
    assert count == 1
    assert refusal(text.encode()) == "PROFILE"


@pytest.mark.parametrize("line", ADDED)
def test_line_that_does_not_belong(line: str) -> None:
    assert refusal(GOOD + f"{line}\n".encode()) == "PROFILE"


@pytest.mark.parametrize(
    "data",
    [b"", GOOD[:-1], GOOD + b"Practice: yes", GOOD + b"\xff\n", GOOD.replace(b"\n", b"\r\n")],
)
def test_wrong_bytes(data: bytes) -> None:
    assert refusal(data) == "PROFILE"


def test_more_volumes_than_there_are() -> None:
    later = GOOD + f"Index-Content-Id: {ID}\n".encode()
    assert parse_bag_info(later.replace(b"1 of 1", b"2 of 2")).volume == 2
    assert refusal(later.replace(b"1 of 1", b"2 of 1")) == "PROFILE"


def test_newer_version_of_a_known_kind() -> None:
    assert refusal(GOOD.replace(b"submission:1", b"receipt:2")) == "NEWER_SCHEMA"
    assert refusal(GOOD.replace(b"submission:1", b"surat:2")) == "PROFILE"


FULL = {"payload_bytes": 9, "payload_files": 2}
INFOS = [
    bag_info(**FULL),
    bag_info(**FULL, region="15", kind=Kind.KEYRING, recipient="districts-15"),
    bag_info(**FULL, region="15", kind=Kind.REFERENCE, recipient="districts-15"),
    bag_info(**FULL, kind=Kind.KEYCHANGE),
    bag_info(**FULL, kind=Kind.OPD, recipient="district-1571"),
    bag_info(**FULL, revision=2, previous_content_id=ID, omitted=99_999),
    bag_info(**FULL, kind=Kind.RECEIPT, in_reply_to=ID),
    bag_info(**FULL, revision=999, previous_content_id=ID, history_head=ID, practice=True),
    bag_info(**FULL, volume=2, volumes=12, index_content_id=ID),
]


@pytest.mark.parametrize("info", INFOS)
def test_what_is_written_is_read(info: BagInfo) -> None:
    assert parse_bag_info(format_bag_info(info)) == info


def test_stem() -> None:
    info = bag_info(revision=12, volume=2, volumes=3, index_content_id=ID)
    assert info.stem == "kks-1571-2025-r012-2of3"
    assert info.group == "0199b2c4-7d1e-7c33-9a51-5a0f4be0c9d1-r012"


def test_mark_is_in_the_name_only() -> None:
    info = bag_info(**FULL, revision=2, previous_content_id=ID, mark=FULL_MARK)
    assert info.stem == "kks-1571-2025-r002-lengkap-1of1"
    assert b"lengkap" not in format_bag_info(info)


def test_recipients() -> None:
    assert {kind.value: recipient_of(kind, "15.71") for kind in Kind} | {
        kind.value: recipient_of(kind, "15") for kind in (Kind.KEYRING, Kind.REFERENCE)
    } == {
        "submission": "province-15",
        "keychange": "province-15",
        "receipt": "district-1571",
        "verdict": "district-1571",
        "opd": "district-1571",
        "keyring": "districts-15",
        "reference": "districts-15",
    }


REPEAT = {"revision": 2, "previous_content_id": ID}


@pytest.mark.parametrize(
    "changes",
    [
        {"organisation": "Kota\nPractice: yes"},
        {"organisation": ""},
        {"region": "1571"},
        {"revision": 2},
        {"kind": Kind.RECEIPT},
        {"kind": Kind.KEYRING},
        {"kind": Kind.REFERENCE, "region": "15", "in_reply_to": ID},
        {"kind": Kind.KEYCHANGE, "region": "15"},
        {"region": "15"},
        {"kind": Kind.KEYCHANGE, "volumes": 2},
        {"omitted": 1},
        REPEAT | {"omitted": -1},
        REPEAT | {"omitted": 100_000},
    ],
)
def test_what_could_not_be_read_is_not_written(changes: dict[str, Any]) -> None:
    with pytest.raises(BundleRefused):
        format_bag_info(bag_info(**FULL, **changes))
