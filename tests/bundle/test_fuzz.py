"""Thousands of small changes to a good bundle: none is accepted, none makes a fault."""

from __future__ import annotations

import random
from itertools import chain
from typing import TYPE_CHECKING

from kks_desktop.bundle.verify import verify_bundle
from tests.bundle.forge import Bag, make_bag, make_zip, trust, trusted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kks_desktop.bundle.keys import SecretKey

SEED = 20_261_122


def flips(good: bytes, chance: random.Random) -> Iterator[bytes]:
    """Flip a bit of every header byte, and some of the payload."""
    directory = good.index(b"PK\x01\x02")
    places = [at for at in range(0, directory, 11)] + list(range(directory, len(good)))
    start = 0
    while (start := good.find(b"PK\x03\x04", start)) >= 0:
        places += range(start, start + 30)
        start += 4
    for at in places:
        yield good[:at] + bytes([good[at] ^ (1 << chance.randrange(8))]) + good[at + 1 :]


def cuts(good: bytes, chance: random.Random) -> Iterator[bytes]:
    for _ in range(800):
        yield good[: chance.randrange(len(good))]


def splices(good: bytes, chance: random.Random) -> Iterator[bytes]:
    for _ in range(1_200):
        at, source = chance.randrange(len(good)), chance.randrange(len(good))
        size, drop = chance.randrange(1, 60), chance.randrange(60)
        yield good[:at] + good[source : source + size] + good[at + drop :]


def repaired(bag: Bag, chance: random.Random) -> Iterator[bytes]:
    """Flip bits inside the files and make the container right again."""
    for name in bag.files:
        for _ in range(300):
            changed = bag.copy()
            data = bytearray(changed.files[name])
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            yield make_zip(changed.set(name, bytes(data)).entries())


def test_no_change_is_accepted(tmp_path: Path, key: SecretKey) -> None:
    # One small proof, so that the header bytes are not lost among the others.
    bag = make_bag(key, {"png": b"\x89PNG\r\n\x1a\n" + b"gambar" * 50})
    good = bag.zip()
    chance = random.Random(SEED)
    path, quarantine = tmp_path / "b.zip", tmp_path / "q"
    trusting = trust(trusted(key))
    path.write_bytes(good)
    assert verify_bundle(path, trusting, quarantine).ok
    count = 0
    mutants = chain(
        flips(good, chance), cuts(good, chance), splices(good, chance), repaired(bag, chance)
    )
    for data in mutants:
        if data == good:
            continue
        path.write_bytes(data)
        assert not verify_bundle(path, trusting, quarantine).ok, count
        count += 1
    assert count >= 6_000
