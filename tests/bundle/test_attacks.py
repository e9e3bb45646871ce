"""Every attack of the list must be refused, and for the right reason."""

from __future__ import annotations

import base64
import json
import struct
import zlib
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import minisign
import pytest

from kks_desktop.bundle.keys import SecretKey
from tests.bundle.forge import (
    HEAD_SIGNATURE,
    NOW,
    SIGNATURE,
    SUBMISSION,
    TRUSTED_COMMENT,
    Bag,
    Raw,
    make_zip,
    new_key,
    sha256,
    to_json,
    trust,
    trusted,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from kks_desktop.bundle.verify import Verification

    Check = Callable[..., Verification]

FOLDER = b"kks-1571-2025-r001-1of1/"


def flipped(data: bytes, at: int, bit: int = 1) -> bytes:
    return data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :]


def inside(bag: Bag, name: str) -> int:
    """Find a byte in the middle of an entry's own data."""
    data = bag.files[name]
    return bag.zip().index(data) + len(data) // 2


# Every row of the list that needs no history of the receiver: a4 to a7 are the gate's.
ROWS = (
    "good d1 d2 d3 d4 d5 d6 d7 d8 d9 t1 t2 t3 t4 t5 t6 t7 t8 t8b t9 t10 t11 t12 t13 t14 "
    "z1 z2 z3 z4 z4b z5 z6 z7 z8 z8b z9 z9b z10 z10b z11 z12 z13 z14 z15 z16 z17 z18 z19 z20 "
    "z21 z21b z22 z23 i1 i2 i3 i4 i5 i6 i7 i8 i9 i10 i11 i12 a1 a2 a3 a8"
).split()


def test_every_row_of_the_list_is_here() -> None:
    tables = (*DAMAGE, *TAMPERING, *CONTAINER, *INSIDERS, *AUTHORITY)
    functions = {name.split("_")[1] for name in globals() if name.startswith("test_")}
    assert [row for row in ROWS if row not in {*tables, *functions}] == []


def test_good_bundle(bag: Bag, check: Check) -> None:
    result = check(bag.zip())
    assert (result.ok, result.refusal) == (True, None)


# ------------------------------------------------------------ damage


DAMAGE: dict[str, tuple[str, Callable[[Bag], bytes]]] = {
    "d1": ("TRUNCATED", lambda bag: bag.zip()[: len(bag.zip()) // 2]),
    "d2": ("TRUNCATED", lambda bag: bag.zip()[:-1]),
    "d3": ("TRUNCATED", lambda bag: b""),
    "d4": ("HASH", lambda bag: flipped(bag.zip(), inside(bag, bag.evidence()))),
    "d5": ("HASH", lambda bag: flipped(bag.zip(), inside(bag, SUBMISSION))),
    "d6": ("ZIP_PROFILE", lambda bag: flipped(bag.zip(), bag.zip().index(b"PK\x01\x02") + 5)),
    "d7": (
        "HASH",
        lambda bag: zeroed(bag.zip(), bag.zip().index(bag.files[bag.evidence("mp4")]) + 100, 4096),
    ),
    "d8": ("TRUNCATED", lambda bag: zeroed(bag.zip(), len(bag.zip()) - 4096, 4096)),
    "d9": ("CRC", lambda bag: flipped(bag.zip(), inside(bag, SIGNATURE))),
}


def zeroed(data: bytes, start: int, count: int) -> bytes:
    return data[:start] + bytes(count) + data[start + count :]


@pytest.mark.parametrize("name", DAMAGE)
def test_damage(name: str, bag: Bag, check: Check) -> None:
    refusal, damage = DAMAGE[name]
    assert check(damage(bag)).refusal == refusal


def test_crc_alone_wrong_in_payload(bag: Bag, check: Check) -> None:
    entries = bag.entries()
    entries[-1] = replace(entries[-1], crc=1)
    assert check(make_zip(entries)).refusal == "CRC"


# ------------------------------------------------------------ tampering without a key


def drop(bag: Bag, *names: str) -> Bag:
    for name in names:
        del bag.files[name]
    return bag


def edit_trusted_comment(bag: Bag) -> Bag:
    return bag.edit(b"rev=1", b"rev=2", SIGNATURE)


def borrow_key_id(bag: Bag) -> Bag:
    """Sign with another key, under the id of the true one."""
    forger = new_key()
    lines = forger.sign(bag.files["tagmanifest-sha256.txt"], TRUSTED_COMMENT).split(b"\n")
    true_line = base64.b64decode(bag.files[SIGNATURE].split(b"\n")[1])
    forged = base64.b64decode(lines[1])
    lines[1] = base64.b64encode(true_line[:10] + forged[10:])
    return bag.set(SIGNATURE, b"\n".join(lines))


TAMPERING: dict[str, tuple[str, Callable[[Bag], Bag]]] = {
    "t1": ("HASH", lambda bag: bag.edit(b'"lalu":12', b'"lalu":13')),
    "t2": ("SIG_BAD", lambda bag: bag.edit(b'"lalu":12', b'"lalu":13').relabel().sign()),
    "t3": ("UNSIGNED", lambda bag: drop(bag, SIGNATURE)),
    "t4": ("UNKNOWN_KEY", lambda bag: bag.sign(new_key())),
    "t5": ("SIG_BAD", borrow_key_id),
    "t6": ("SIG_BAD", edit_trusted_comment),
    "t7": ("MANIFEST", lambda bag: drop(bag, bag.evidence())),
    "t8": ("NAME", lambda bag: bag.set("data/evidence/catatan.pdf", b"%PDF-")),
    "t8b": ("MANIFEST", lambda bag: bag.set(f"data/evidence/{'a' * 64}.pdf", b"%PDF-")),
    "t9": ("NAME", lambda bag: bag.set("autorun.inf", b"[autorun]")),
    "t10": ("NAME", lambda bag: bag.set("fetch.txt", b"http://example.org/ 1 data/x\n")),
    "t14": ("LIMIT", lambda bag: bag.set(SIGNATURE, b"u" * 10_000_000)),
    "submission dropped": ("MANIFEST", lambda bag: drop(bag, SUBMISSION)),
    "bag-info dropped": ("MISSING", lambda bag: drop(bag, "bag-info.txt")),
    "manifest edited": ("HASH", lambda bag: bag.edit(b"\n", b"\n\n", "manifest-sha256.txt")),
    "bag-info edited": ("HASH", lambda bag: bag.edit(b"Jambi", b"Jambu", "bag-info.txt")),
    "tagmanifest edited": (
        "SIG_BAD",
        lambda bag: bag.edit(b"  ", b"   ", "tagmanifest-sha256.txt"),
    ),
    "untrusted comment": (
        "SIG_FORMAT",
        lambda bag: bag.edit(b"minisign s", b"minisign S", SIGNATURE),
    ),
    "line ends": ("SIG_FORMAT", lambda bag: bag.edit(b"\n", b"\r\n", SIGNATURE)),
    "no last line end": ("SIG_FORMAT", lambda bag: bag.set(SIGNATURE, bag.files[SIGNATURE][:-1])),
    "not a signature": ("SIG_FORMAT", lambda bag: bag.set(SIGNATURE, b"setuju\n")),
    "binary signature": (
        "SIG_FORMAT",
        lambda bag: bag.set(SIGNATURE, b"\xff\xfe\n\0\n\x80\n\x81\n"),
    ),
}


@pytest.mark.parametrize("name", TAMPERING)
def test_tampering(name: str, bag: Bag, check: Check) -> None:
    refusal, tamper = TAMPERING[name]
    assert check(tamper(bag).zip()).refusal == refusal


def test_t11_second_bag(bag: Bag, check: Check) -> None:
    other = bag.copy()
    other.folder = "kks-1571-2025-r002-1of1"
    assert check(make_zip([*bag.entries(), *other.entries()])).refusal == "NAME"


def test_t12_key_of_another_district(bag: Bag, check: Check) -> None:
    other = new_key()
    result = check(bag.sign(other).zip(), trust(trusted(other, region="15.04")))
    assert result.refusal == "WRONG_DISTRICT"


def test_t13_legacy_signature(bag: Bag, check: Check) -> None:
    pair = minisign.KeyPair.generate()
    key = SecretKey(pair.secret_key)
    signed = bag.sign(key).files["tagmanifest-sha256.txt"]
    legacy = pair.secret_key.sign(signed, prehash=False, trusted_comment=TRUSTED_COMMENT)
    assert check(bag.zip(), trust(trusted(key))).ok
    bag.set(SIGNATURE, bytes(legacy) + b"\n")
    assert check(bag.zip(), trust(trusted(key))).refusal == "SIG_FORMAT"


def test_unknown_key_hides_no_damage(bag: Bag, check: Check) -> None:
    bag.sign(new_key()).edit(b'"lalu":12', b'"lalu":13')
    assert check(bag.zip()).refusal == "HASH"


def test_unknown_key_shows_who_and_what(bag: Bag, check: Check) -> None:
    stranger = new_key()
    result = check(bag.sign(stranger).zip())
    assert not result.ok
    assert [signer.key_id for signer in result.signers] == [stranger.public.key_id]
    assert result.signers[0].key is None
    assert result.region == "15.71"
    assert result.submission is not None


# ------------------------------------------------------------ the container


def with_entry(bag: Bag, name: bytes, data: bytes = b"%PDF-1.7", **fields: Any) -> bytes:
    return make_zip([*bag.entries(), Raw(name, data, **fields)])


def with_last(bag: Bag, **fields: Any) -> bytes:
    entries = bag.entries()
    entries[-1] = replace(entries[-1], **fields)
    return make_zip(entries)


def deflate_bomb(bag: Bag) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    size = 200 << 20
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(200)) + packer.flush()
    return with_last(bag, data=packed, method=8, size=size)


def comment_with_end(bag: Bag) -> bytes:
    good = bag.zip()
    return good[:-2] + struct.pack("<H", 22) + good[-22:]


def overlapping(bag: Bag) -> bytes:
    entries = bag.entries()
    return make_zip([replace(raw, offset=0) for raw in entries])


def many_entries(bag: Bag, count: int) -> bytes:
    return make_zip([Raw(FOLDER + b"data/evidence/%064x.pdf" % n, b"") for n in range(count)])


def accent_twins(bag: Bag) -> bytes:
    """One name to a person, two to a program: composed and decomposed."""
    composed, decomposed = (f"data/{name}.pdf" for name in ("caf\u00e9", "cafe\u0301"))
    entries = [Raw(FOLDER + name.encode(), b"%PDF-1.7") for name in (composed, decomposed)]
    return make_zip([*bag.entries(), *entries])


def zip64_sizes(bag: Bag) -> bytes:
    extra = struct.pack("<2H2Q", 1, 16, 5, 5)
    return with_last(bag, extra=extra, size=0xFFFFFFFF, packed=0xFFFFFFFF)


def unicode_path(bag: Bag) -> bytes:
    name = FOLDER + b"data/evidence/lain.pdf"
    extra = struct.pack("<2HBI", 0x7075, 5 + len(name), 1, 0) + name
    return with_last(bag, extra=extra)


def hidden_between(bag: Bag) -> bytes:
    entries = bag.entries()
    entries[3] = replace(entries[3], gap=b"tersembunyi")
    return make_zip(entries)


def short_central_size(bag: Bag) -> bytes:
    good, entries = bag.zip(), bag.entries()
    at = good.rindex(b"PK\x01\x02")
    size = struct.pack("<I", len(entries[-1].data) - 7)
    return good[: at + 20] + size + size + good[at + 28 :]


def gap_before_directory(bag: Bag) -> bytes:
    entries = bag.entries()
    entries[-1] = replace(entries[-1], gap=b"tersembunyi")
    return make_zip(entries)


def gap_after_directory(bag: Bag) -> bytes:
    good, hidden = bag.zip(), b"tersembunyi"
    size = int.from_bytes(good[-10:-6], "little") + len(hidden)
    end = good[-22:-10] + struct.pack("<I", size) + good[-6:]
    return good[:-22] + hidden + end


CONTAINER: dict[str, tuple[str, Callable[[Bag], bytes]]] = {
    "z1": ("DUPLICATE", lambda bag: with_entry(bag, FOLDER + SUBMISSION.encode(), b"{}")),
    "z2": ("ZIP_PROFILE", lambda bag: with_last(bag, local_name=b"x" * 10)),
    "z3": ("ZIP_PROFILE", lambda bag: bag.zip() * 2),
    "z4": ("ZIP_PROFILE", lambda bag: b"MZ\x90" * 50 + bag.zip()),
    "z4b": ("ZIP_PROFILE", lambda bag: b"MZ" * 50 + make_zip(bag.entries(), base=100)),
    "z5": ("TRUNCATED", lambda bag: bag.zip() + b"tambahan"),
    "z6": ("ZIP_PROFILE", comment_with_end),
    "z7": ("ZIP_PROFILE", lambda bag: with_last(bag, data=b"/etc/passwd", mode=0o120777)),
    "z8": ("NAME", lambda bag: with_entry(bag, b"../../evil.txt")),
    "z8b": ("NAME", lambda bag: with_entry(bag, b"..\\..\\evil.txt")),
    "z8c": ("NAME", lambda bag: with_entry(bag, FOLDER + b"../../evil.txt")),
    "z9": ("NAME", lambda bag: with_entry(bag, b"/tmp/abs.txt")),
    "z9b": ("NAME", lambda bag: with_entry(bag, b"C:/Windows/x")),
    "z10": ("NAME", lambda bag: with_entry(bag, FOLDER + b"data/CON.pdf")),
    "z10b": ("NAME", lambda bag: with_entry(bag, FOLDER + b"data/a.pdf:evil ")),
    "z10c": ("NAME", lambda bag: with_entry(bag, FOLDER + b"data/report.pdf.")),
    "z11": ("NAME", lambda bag: with_entry(bag, FOLDER + b"BagIt.txt")),
    "z12": ("NAME", accent_twins),
    "z13": ("NAME", lambda bag: with_entry(bag, FOLDER + "data/\u202efdp.exe".encode())),
    "z14": ("COMPRESSED", deflate_bomb),
    "z15": ("ZIP_PROFILE", overlapping),
    "z16": ("ZIP_PROFILE", lambda bag: with_last(bag, flags=1)),
    "z17": ("ZIP_PROFILE", lambda bag: with_last(bag, flags=8)),
    "z18": ("ZIP_PROFILE", zip64_sizes),
    "z19": ("ZIP_PROFILE", unicode_path),
    "z20": ("ZIP_PROFILE", hidden_between),
    "z21": ("ZIP_PROFILE", lambda bag: many_entries(bag, 300_000)),
    "z21b": ("LIMIT", lambda bag: many_entries(bag, 25_000)),
    "z22": ("ZIP_PROFILE", lambda bag: with_entry(bag, FOLDER + b"data/", b"", mode=0o044755)),
    "z23": ("ZIP_PROFILE", short_central_size),
    "bytes before the directory": ("ZIP_PROFILE", gap_before_directory),
    "bytes after the directory": ("ZIP_PROFILE", gap_after_directory),
    "disk number": ("ZIP_PROFILE", lambda bag: flipped(bag.zip(), len(bag.zip()) - 18)),
    "other time on one entry": ("ZIP_PROFILE", lambda bag: with_last(bag, stamp=1)),
    "unknown ending": ("NAME", lambda bag: with_entry(bag, FOLDER + b"data/evidence/x.exe")),
    "no entries": ("ZIP_PROFILE", lambda bag: make_zip([])),
    "order": ("NAME", lambda bag: make_zip(bag.entries()[::-1])),
    "evidence order": ("NAME", lambda bag: make_zip([*bag.entries()[:-2], *bag.entries()[:-3:-1]])),
    "long folder": ("NAME", lambda bag: Bag(bag.files, folder="k" * 81).zip()),
    "one hash, two endings": (
        "DUPLICATE",
        lambda bag: bag.set(bag.evidence("png")[:-3] + "pdf", b"%PDF-").zip(),
    ),
}


@pytest.mark.parametrize("name", CONTAINER)
def test_container(name: str, bag: Bag, check: Check) -> None:
    refusal, forge = CONTAINER[name]
    assert check(forge(bag)).refusal == refusal


def test_time_differs_from_bag_info(bag: Bag, check: Check) -> None:
    entries = [replace(raw, stamp=raw.stamp + 1) for raw in bag.entries()]
    assert check(make_zip(entries)).refusal == "ZIP_PROFILE"


# ------------------------------------------------------------ insiders: signed with a true key


def manifest_line(bag: Bag, path: bytes) -> Bag:
    name = "manifest-sha256.txt"
    line = b"%s  %s\n" % (sha256(b"x").encode(), path)
    return bag.set(name, line + bag.files[name])


def repeat_manifest(bag: Bag) -> Bag:
    return bag.set("manifest-sha256.txt", bag.files["manifest-sha256.txt"] * 2)


def reverse_manifest(bag: Bag) -> Bag:
    lines = bag.files["manifest-sha256.txt"].splitlines(keepends=True)
    return bag.set("manifest-sha256.txt", b"".join(lines[::-1]))


def signed_json(text: bytes) -> Callable[[Bag], Bag]:
    def forge(bag: Bag) -> Bag:
        return bag.set(SUBMISSION, text).relabel()

    return forge


def submission(**changes: Any) -> Callable[[Bag], Bag]:
    def forge(bag: Bag) -> Bag:
        document = json.loads(bag.files[SUBMISSION]) | changes
        return bag.set(SUBMISSION, to_json(document)).relabel()

    return forge


def disguised(bag: Bag) -> Bag:
    program = b"MZ\x90\x00 program"
    item = {"sha256": sha256(program), "size": len(program), "ext": "pdf"}
    kept = {name: data for name, data in bag.files.items() if "/evidence/" not in name}
    bag.files = kept | {f"data/evidence/{sha256(program)}.pdf": program}
    return submission(evidence=[item])(bag)


def misnamed(bag: Bag) -> Bag:
    name = bag.evidence()
    return bag.set(name, bag.files[name] + b"more").relabel()


def lying_oxum(bag: Bag) -> Bag:
    count = str(sum(map(len, bag.payload().values()))).encode()
    return bag.edit(b"Payload-Oxum: " + count, b"Payload-Oxum: 5", "bag-info.txt")


def info_line(line: bytes) -> Callable[[Bag], Bag]:
    return lambda bag: bag.set("bag-info.txt", bag.files["bag-info.txt"] + line)


def newer(bag: Bag) -> Bag:
    return bag.edit(b"submission:1", b"submission:2", "bag-info.txt").edit(
        b"Period", b"Tahun-Baru", "bag-info.txt"
    )


GOOD_START = b'{"region":"15.71","year":2025,"revision":1,"instrument":"kks-2025"'
INSIDERS: dict[str, tuple[str, Callable[[Bag], Bag]]] = {
    "i1": ("MANIFEST", lambda bag: manifest_line(bag, b"data/../../x")),
    "i2": ("MANIFEST", lambda bag: manifest_line(bag, b"../kks-1571-2025-r001-1of1-evil/x")),
    "manifest repeats": ("MANIFEST", repeat_manifest),
    "manifest unsorted": ("MANIFEST", reverse_manifest),
    "i3": ("NAME", lambda bag: bag.set(f"data/evidence/{'b' * 64}.exe", b"MZ").relabel()),
    "i4": ("MEDIA_TYPE", disguised),
    "i5": ("JSON", signed_json(GOOD_START + b',"region":"15.04"}')),
    "i6": ("JSON", signed_json(b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}")),
    "i7": ("JSON", signed_json(GOOD_START + b',"x":NaN}')),
    "i7b": ("JSON", signed_json(GOOD_START + b',"x":-Infinity}')),
    "i8": ("MISMATCH", submission(region="15.04")),
    "i8 year": ("MISMATCH", submission(year=2024)),
    "i8 revision": ("MISMATCH", submission(revision=2)),
    "i8 true is not 1": ("MISMATCH", submission(revision=True)),
    "i8 instrument": ("MISMATCH", submission(instrument=None)),
    "i8 instrument file": ("MISMATCH", submission(instrument_sha256="0" * 64)),
    "i8 submission id": ("MISMATCH", submission(submission_id="bukan ini")),
    "i8 previous content": ("MISMATCH", submission(previous_content_id=f"sha256:{'0' * 64}")),
    "i8 practice hidden from the label": ("MISMATCH", submission(practice=True)),
    "i9": ("MISMATCH", submission(evidence=[{"sha256": "a" * 64, "size": 1, "ext": "pdf"}])),
    "i9 no list": ("MISMATCH", submission(evidence=[])),
    "i9 not a list": ("MISMATCH", submission(evidence={"sha256": "a"})),
    "i9 odd items": ("MISMATCH", submission(evidence=[["a"], 1])),
    "i10": ("OXUM", lying_oxum),
    "i11": ("PROFILE", info_line(b"District-Code: 15.71\n")),
    "i12": ("MANIFEST", misnamed),
    "a3": ("NEWER_SCHEMA", newer),
    "unknown type": ("PROFILE", lambda bag: bag.edit(b"submission:1", b"usulan:1", "bag-info.txt")),
    "other document": ("MISSING", lambda bag: bag.edit(b"submission:1", b"opd:1", "bag-info.txt")),
    "unknown field": ("PROFILE", info_line(b"Catatan: x\n")),
    "broken json": ("JSON", signed_json(b"{")),
    "not utf-8": ("JSON", signed_json(b'{"a":"\xff"}')),
    "not an object": ("JSON", signed_json(b"[]")),
    "half a character": ("JSON", signed_json(GOOD_START + b',"x":"\\ud800"}')),
    "number of 5000 digits": ("JSON", signed_json(GOOD_START + b',"x":' + b"9" * 5000 + b"}")),
    "bagit.txt": ("PROFILE", lambda bag: bag.edit(b"1.0", b"0.9", "bagit.txt")),
    "report is no pdf": (
        "MEDIA_TYPE",
        lambda bag: bag.set("data/report.pdf", b"<html>").relabel(),
    ),
}


@pytest.mark.parametrize("name", INSIDERS)
def test_insider(name: str, bag: Bag, key: SecretKey, check: Check) -> None:
    refusal, forge = INSIDERS[name]
    assert check(forge(bag).sign(key).zip()).refusal == refusal


def test_document_of_64_megabytes(bag: Bag, key: SecretKey, check: Check) -> None:
    bag.set(SUBMISSION, b'{"a":"' + b"x" * 64_000_000 + b'"}').relabel().sign(key)
    assert check(bag.zip()).refusal == "JSON"


# ------------------------------------------------------------ authority


DAY = timedelta(days=1)
AUTHORITY: dict[str, tuple[str | None, dict[str, Any]]] = {
    "a1": ("REVOKED_KEY", {"reason": "compromised", "revoked_at": NOW + DAY}),
    "a1 no date": ("REVOKED_KEY", {"reason": "compromised"}),
    "a1 no reason": ("REVOKED_KEY", {"revoked_at": NOW + DAY}),
    "a1 replaced": ("REVOKED_KEY", {"reason": "superseded", "revoked_at": NOW - DAY}),
    "a1 replaced, no date": ("REVOKED_KEY", {"reason": "superseded"}),
    "replaced tomorrow": (None, {"reason": "superseded", "revoked_at": NOW + DAY}),
    "a8": ("KEY_EXPIRED", {"not_after": NOW - DAY}),
    "a8 not yet": ("KEY_EXPIRED", {"not_before": NOW + DAY}),
    "in its time": (None, {"not_before": NOW - DAY, "not_after": NOW + DAY}),
    "a2 a head in the operator's place": ("MISSING_ROLE", {"role": "head"}),
}


@pytest.mark.parametrize("name", AUTHORITY)
def test_authority(name: str, bag: Bag, key: SecretKey, check: Check) -> None:
    refusal, changes = AUTHORITY[name]
    assert check(bag.zip(), trust(trusted(key, **changes))).refusal == refusal


def test_a2_only_the_head_signed(bag: Bag, head: SecretKey, check: Check) -> None:
    drop(bag, SIGNATURE).sign(head=head)
    assert check(bag.zip()).refusal == "MISSING_ROLE"


def test_countersignature(bag: Bag, key: SecretKey, head: SecretKey, check: Check) -> None:
    both = trust(
        trusted(key),
        trusted(head, role="head"),
        required_roles=frozenset({"operator", "head"}),
    )
    before = check(bag.zip())
    assert check(bag.zip(), both).refusal == "MISSING_ROLE"
    bag.sign(key, head=head)
    result = check(bag.zip(), both)
    assert result.ok
    assert [signer.role for signer in result.signers] == ["head", "operator"]
    assert result.content_id == before.content_id
    # One bad signature spoils a bundle, whatever the other says.
    bag.set(HEAD_SIGNATURE, head.sign(b"other", TRUSTED_COMMENT))
    assert check(bag.zip(), both).refusal == "SIG_BAD"


def test_two_keys_with_one_id(bag: Bag, key: SecretKey, check: Check) -> None:
    raw = bytearray(new_key().public.raw)
    raw[2:10] = key.public.raw[2:10]
    twin = type(key.public)(base64.b64encode(raw).decode())
    assert twin.key_id == key.public.key_id
    assert check(bag.zip(), trust(trusted(key, public=twin), trusted(key))).ok


def test_recipient(bag: Bag, key: SecretKey, check: Check) -> None:
    assert check(bag.zip(), trust(trusted(key), recipient=None)).ok
    result = check(bag.zip(), trust(trusted(key), recipient="province-16"))
    assert result.refusal == "WRONG_RECIPIENT"
    bag.info = replace(bag.info, recipient="districts-15")
    result = check(bag.relabel().sign(key).zip(), trust(trusted(key), recipient="province-15"))
    assert result.refusal == "WRONG_RECIPIENT", "what is for all districts is no submission"


def test_practice_stays_apart(bag: Bag, key: SecretKey, check: Check) -> None:
    bag.info = replace(bag.info, practice=True)
    data = bag.relabel().sign(key).zip()
    result = check(data)
    assert result.refusal == "WRONG_RECIPIENT"
    assert "latihan" in (result.message or "")
    assert check(data, trust(trusted(key), practice=True)).ok
