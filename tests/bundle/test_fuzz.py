"""Thousands of small changes to good bundles: none is accepted, none makes a fault.

``KKS_FUZZ=26500`` sets how many changes; the usual number takes some seconds.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

import pytest

from kks_desktop.bundle.identity import Identity, make_identity
from kks_desktop.bundle.keys import SecretKey
from kks_desktop.bundle.names import Kind
from kks_desktop.bundle.sealing import seal_files
from kks_desktop.bundle.trust import Trust
from kks_desktop.bundle.verify import verify_bundle
from kks_desktop.bundle.writer import pack_bundle
from tests.bundle.forge import PASSPHRASE, Bag, make_bag, make_zip, trust
from tests.bundle.papers import PAPERS, Office

SEED = 20_261_122
COUNT = int(os.environ.get("KKS_FUZZ", "2000"))
# Of all changes, the share of the submission; the others divide the rest.
SHARE = 0.5

Mutants = Iterator[bytes]


def flips(good: bytes, chance: random.Random) -> Mutants:
    """Flip a bit of every header byte, and some of the payload."""
    directory = (
        good.rindex(b"PK\x05\x06") if b"PK\x01\x02" not in good else good.index(b"PK\x01\x02")
    )
    places = [*range(0, directory, 11), *range(directory, len(good))]
    start = 0
    while (start := good.find(b"PK\x03\x04", start)) >= 0:
        places += range(start, start + 30)
        start += 4
    chance.shuffle(places)
    for at in places:
        yield flip(good, at, chance)


def any_flips(good: bytes, chance: random.Random) -> Mutants:
    while True:
        yield flip(good, chance.randrange(len(good)), chance)


def flip(good: bytes, at: int, chance: random.Random) -> bytes:
    return good[:at] + bytes([good[at] ^ (1 << chance.randrange(8))]) + good[at + 1 :]


def cuts(good: bytes, chance: random.Random) -> Mutants:
    while True:
        yield good[: chance.randrange(len(good))]


def splices(good: bytes, chance: random.Random) -> Mutants:
    while True:
        at, source = chance.randrange(len(good)), chance.randrange(len(good))
        size, drop = chance.randrange(1, 60), chance.randrange(60)
        yield good[:at] + good[source : source + size] + good[at + drop :]


def repaired(bag: Bag, chance: random.Random) -> Mutants:
    """Flip bits inside the files and make the container right again."""
    for name in cycle(bag.files):
        changed = bag.copy()
        data = bytearray(changed.files[name])
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        yield make_zip(changed.set(name, bytes(data)).entries())


def taken_in_turn(kinds: list[Mutants]) -> Mutants:
    """Give one of each kind after the other, as long as there are any."""
    while kinds:
        for kind in list(kinds):
            mutant = next(kind, None)
            if mutant is None:
                kinds.remove(kind)
            else:
                yield mutant


class Target:
    """A place where files are verified, and counted."""

    def __init__(self, folder: Path, trusting: Trust, opener: Identity | None = None) -> None:
        self._path, self._quarantine = folder / "b.zip", folder / "q"
        self._trust, self._opener = trusting, opener
        self.refusals: dict[str, int] = {}

    def accepts(self, data: bytes) -> bool:
        self._path.write_bytes(data)
        result = verify_bundle(self._path, self._trust, self._quarantine, opener=self._opener)
        assert list(self._quarantine.iterdir()) == []
        name = str(result.refusal)
        self.refusals[name] = self.refusals.get(name, 0) + 1
        return result.ok

    def refuses_all(self, good: bytes, mutants: Mutants, count: int) -> None:
        assert self.accepts(good)
        for number, data in enumerate(islice(mutants, count)):
            assert data == good or not self.accepts(data), number
        assert sum(self.refusals.values()) > 0.99 * count


@pytest.fixture(scope="session")
def office(key: SecretKey, head: SecretKey) -> Office:
    return Office(key, head)


@pytest.mark.timeout(3600)
def test_submission(tmp_path: Path, office: Office) -> None:
    # One small proof, so that the header bytes are not lost among the others.
    bag = make_bag(office.operator, {"png": b"\x89PNG\r\n\x1a\n" + b"gambar" * 50})
    bag.sign(office.operator, head=office.head)
    good, chance = bag.zip(), random.Random(SEED)
    target = Target(tmp_path, trust(*office.trusted))
    many = [kind(good, chance) for kind in (flips, cuts, splices, any_flips)]
    mutants = taken_in_turn([*many, repaired(bag, chance)])
    target.refuses_all(good, mutants, int(SHARE * COUNT))
    found = {"CRC", "HASH", "SIG_BAD", "SIG_FORMAT", "TRUNCATED", "ZIP_PROFILE"}
    assert found <= target.refusals.keys()


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("kind", PAPERS)
def test_papers(kind: Kind, tmp_path: Path, office: Office) -> None:
    spec, signer = office.spec(kind), office.signer(kind)
    good = pack_bundle(spec, signer, new_key=office.new_key(kind)).data
    chance = random.Random(SEED)
    mutants = taken_in_turn(
        [flips(good, chance), cuts(good, chance), splices(good, chance), any_flips(good, chance)]
    )
    target = Target(tmp_path, trust(*office.trusted, recipient=None))
    target.refuses_all(good, mutants, int((1 - SHARE) * COUNT / (len(PAPERS) + 1)))


@pytest.mark.timeout(3600)
def test_sealed(tmp_path: Path, office: Office) -> None:
    identity = make_identity(PASSPHRASE, 10).identity
    plain, out = tmp_path / "plain.zip", tmp_path / "out"
    out.mkdir()
    plain.write_bytes(make_bag(office.operator, {"png": b"\x89PNG\r\n\x1a\n" + b"x"}).zip())
    good = seal_files([plain], out, [identity.recipient]).files[0].read_bytes()
    chance = random.Random(SEED)
    many: list[Callable[[bytes, random.Random], Mutants]] = [cuts, splices, any_flips]
    mutants = taken_in_turn([kind(good, chance) for kind in many])
    target = Target(tmp_path, trust(*office.trusted), identity)
    target.refuses_all(good, mutants, int((1 - SHARE) * COUNT / (len(PAPERS) + 1)))
