"""Whatever comes in: memory stays small, and what can be refused early is refused at once."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kks_desktop.bundle.identity import make_identity
from kks_desktop.bundle.keys import PublicKey
from kks_desktop.bundle.quarantine import copy_once
from kks_desktop.bundle.refusals import BundleRefused
from kks_desktop.bundle.sealing import seal_files
from kks_desktop.bundle.trust import Trust
from kks_desktop.bundle.volume import Findings, check_volume
from kks_desktop.platform.sums import Watch
from tests.bundle import test_attacks as attacks
from tests.bundle.forge import (
    BAGIT,
    PASSPHRASE,
    SUBMISSION,
    Bag,
    answers,
    make_bag,
    new_key,
    sha256,
    to_json,
    trust,
    trusted,
)

MEGABYTE = 1 << 20
MOST = 100 * MEGABYTE

CHILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from kks_desktop.bundle.identity import read_identity
from kks_desktop.bundle.keys import PublicKey
from kks_desktop.bundle.trust import Trust, TrustedKey
from kks_desktop.bundle.verify import verify_bundle

path, line, secret = sys.argv[1:]
key = TrustedKey(PublicKey(line), "15.71", "operator", "")
trust = Trust((key,), datetime(2026, 11, 24, tzinfo=UTC))
opener = (lambda: read_identity(secret)) if secret else None
result = verify_bundle(Path(path), trust, Path(path).parent / "q", keep=True, opener=opener)
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(result.refusal, int(peak.split()[1]) * 1024)
"""


def peak_of(path: Path, public: PublicKey, secret: str = "") -> tuple[str, int]:
    """Verify in a process of its own; the refusal, and the most memory that it ever had."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path), public.line, secret],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    refusal, peak = done.stdout.split()
    return refusal, int(peak)


def document(text: bytes) -> Callable[[Bag], bytes]:
    def forge(bag: Bag) -> bytes:
        bag.files = {name: data for name, data in bag.files.items() if "/evidence/" not in name}
        return bag.set(SUBMISSION, text).relabel().sign(KEY).zip()

    return forge


KEY = new_key()
HEAD_OF_JSON = b'{"region":"15.71","year":2025,"revision":1,"instrument":"kks-2025","x":'


def filled(unit: bytes, size: int, start: bytes = b"[", end: bytes = b"0]") -> bytes:
    count = (size - len(HEAD_OF_JSON) - 4) // len(unit)
    return HEAD_OF_JSON + start + unit * count + end + b"}"


def many_files(count: int, padding: int = 0) -> Callable[[Bag], bytes]:
    """As many files of proof as a volume can hold, all listed and signed."""

    def forge(bag: Bag) -> bytes:
        bag.files = {name: data for name, data in bag.files.items() if "/evidence/" not in name}
        contents = [b"%d,a\n" % number for number in range(count)]
        listed = [{"sha256": sha256(c), "size": len(c), "ext": "csv"} for c in contents]
        bag.files |= {f"data/evidence/{sha256(c)}.csv": c for c in contents}
        return (
            bag.set(SUBMISSION, to_json(answers(listed, x="x" * padding))).relabel().sign(KEY).zip()
        )

    return forge


def long_manifest(bag: Bag) -> bytes:
    return bag.set("manifest-sha256.txt", b"a" * 3_900_000).sign(KEY).zip()


def large_file(bag: Bag) -> bytes:
    data = b"%PDF-" + bytes(300 * MEGABYTE)
    bag.files = {name: data for name, data in bag.files.items() if "/evidence/" not in name}
    listed = [{"sha256": sha256(data), "size": len(data), "ext": "pdf"}]
    bag.set(f"data/evidence/{sha256(data)}.pdf", data)
    good = bag.set(SUBMISSION, to_json(answers(listed))).relabel().sign(KEY).zip()
    return attacks.flipped(good, len(good) - MEGABYTE)


HOSTILE: dict[str, tuple[str, Callable[[Bag], bytes]]] = {
    "one long text": ("JSON", document(filled(b"x", 63_000_000, b'"', b'"'))),
    "one long text of wide letters": (
        "JSON",
        document(filled("😀".encode(), 63_000_000, b'"', b'"')),
    ),
    "empty lists": ("JSON", document(filled(b"[],", 63_000_000))),
    "small objects": ("JSON", document(filled(b'{"a":1},', 63_000_000))),
    "numbers": ("JSON", document(filled(b"1,", 63_000_000))),
    "decimals": ("JSON", document(filled(b"1.5,", 63_000_000))),
    "escaped": ("JSON", document(filled(b"\\\\u00e9", 63_000_000, b'"', b'"'))),
    "just too large": ("JSON", document(filled(b"[],", 64_000_001))),
    "as large as may be": ("None", document(filled(b"x", 15_900_000, b'"', b'"'))),
    "as wide as may be": ("None", document(filled("😀".encode(), 5_300_000, b'"', b'"'))),
    "as many lists as may be": ("None", document(filled(b"[],", 600_000))),
    "as many objects as may be": ("None", document(filled(b'{"a":1},', 1_050_000))),
    "as many decimals as may be": ("None", document(filled(b"1e9,", 1_500_000))),
    "as many texts as may be": ("None", document(filled(b'"aaaaaa",', 3_000_000))),
    "as many escapes as may be": (
        "None",
        document(filled(b"\\u00e9", 3_900_000, b'"', b'"')),
    ),
    "deep": ("JSON", document(b'{"a":' + b"[" * 30_000_000)),
    "long manifest": ("MANIFEST", long_manifest),
    "20,000 entries, unnamed": (
        "MISSING",
        lambda bag: attacks.many_entries(bag, 20_000),
    ),
    "25,000 entries": ("LIMIT", lambda bag: attacks.many_entries(bag, 25_000)),
    "19,000 files": ("None", many_files(19_000)),
    "19,000 files and a long text": ("None", many_files(19_000, 8_000_000)),
    "300 MB in one file": ("HASH", large_file),
    "long signature": ("LIMIT", lambda bag: bag.set(attacks.SIGNATURE, b"u" * 60_000_000).zip()),
    "long label": ("LIMIT", lambda bag: bag.set("bag-info.txt", b"u" * 60_000_000).zip()),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_memory(name: str, tmp_path: Path) -> None:
    refusal, forge = HOSTILE[name]
    path = tmp_path / "x.zip"
    path.write_bytes(forge(make_bag(KEY)))
    found, peak = peak_of(path, KEY.public)
    print(f"{name}: {found}, {peak / MEGABYTE:.0f} MB")
    assert found == refusal
    assert peak < MOST


def two_volumes(folder: Path, each: int) -> Path:
    """Two full volumes, signed by somebody who may; gives the second."""
    contents = [b"%d,a\n" % number for number in range(2 * each)]
    listed = [{"sha256": sha256(c), "size": len(c), "ext": "csv"} for c in contents]
    index = None
    for number in (1, 2):
        share = contents[(number - 1) * each : number * each]
        bag = Bag({f"data/evidence/{sha256(c)}.csv": c for c in share}, f"x-{number}of2")
        bag.set("bagit.txt", BAGIT)
        if number == 1:
            bag.set(SUBMISSION, to_json(answers(listed)))
        bag.info = replace(bag.info, volume=number, volumes=2, index_content_id=index)
        path = folder / f"x-{number}of2.zip"
        path.write_bytes(bag.relabel().sign(KEY).zip())
        index = f"sha256:{sha256(bag.files['tagmanifest-sha256.txt'])}"
    return path


@pytest.mark.parametrize(("each", "refusal"), [(9_900, "None"), (10_100, "LIMIT")])
def test_memory_of_several_volumes(each: int, refusal: str, tmp_path: Path) -> None:
    found, peak = peak_of(two_volumes(tmp_path, each), KEY.public)
    assert found == refusal
    assert peak < MOST


SEALED: dict[str, tuple[str, bytes]] = {
    "endless header": ("TRUNCATED", b"age-encryption.org/v1\n-> X25519 " + b"A" * 200_000_000),
    "endless stanza": (
        "TRUNCATED",
        b"age-encryption.org/v1\n-> X25519 AAAA\n" + (b"A" * 64 + b"\n") * 3_000_000,
    ),
}


@pytest.mark.parametrize("name", SEALED)
def test_memory_of_a_hostile_seal(name: str, tmp_path: Path) -> None:
    refusal, data = SEALED[name]
    path = tmp_path / "x.age"
    path.write_bytes(data)
    identity = make_identity(PASSPHRASE, 10).identity
    found, peak = peak_of(path, KEY.public, identity.secret_text)
    assert found == refusal
    assert peak < MOST


def test_memory_of_a_large_sealed_file(tmp_path: Path) -> None:
    identity = make_identity(PASSPHRASE, 10).identity
    path = tmp_path / "x.zip"
    path.write_bytes(large_file(make_bag(KEY)))
    (sealed,) = seal_files([path], tmp_path, [identity.recipient]).files
    found, peak = peak_of(sealed, KEY.public, identity.secret_text)
    assert found == "HASH"
    assert peak < MOST


# ------------------------------------------------------------ time


def early_refusals() -> dict[str, Callable[[Bag], bytes]]:
    """Every attack that can be refused before the payload is read."""
    late = {"HASH", "CRC", "JSON", "MISMATCH", "MEDIA_TYPE", "UNKNOWN_KEY"}
    found: dict[str, Callable[[Bag], bytes]] = {}
    for name, (refusal, damage) in {**attacks.DAMAGE, **attacks.CONTAINER}.items():
        if refusal not in late:
            found[name] = damage
    for name, (refusal, tamper) in attacks.TAMPERING.items():
        if refusal not in late:
            found[name] = lambda bag, tamper=tamper: tamper(bag).zip()  # type: ignore[misc]
    for name, (refusal, tamper) in attacks.INSIDERS.items():
        if refusal not in late:
            found[name] = lambda bag, tamper=tamper: tamper(bag).sign(KEY).zip()  # type: ignore[misc]
    return found


EARLY = early_refusals()


@pytest.mark.parametrize("name", EARLY)
def test_refused_at_once(name: str, tmp_path: Path) -> None:
    source, copy = tmp_path / "x.zip", tmp_path / "copy.zip"
    source.write_bytes(EARLY[name](make_bag(KEY)))
    copy_once(source, copy, Watch(), hashed=False)
    took = [seconds_to_refuse(copy, trust(trusted(KEY))) for _ in range(3)]
    # The best of three: the machine may be busy with something else.
    assert min(took) < 0.05


def test_revoked_key_on_a_large_bundle_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(many_files(2_000)(make_bag(KEY)))
    revoked = trust(trusted(KEY, reason="compromised"))
    assert min(seconds_to_refuse(path, revoked) for _ in range(3)) < 0.05


def seconds_to_refuse(path: Path, trusting: Trust) -> float:
    started = time.perf_counter()
    with pytest.raises(BundleRefused):
        check_volume(path, trusting, Watch(), Findings())
    return time.perf_counter() - started
