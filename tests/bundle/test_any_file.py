"""Whatever file is offered, the answer is a refusal with a sentence, never a fault."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest

from kks_desktop.bundle.refusals import Refusal
from kks_desktop.bundle.verify import verify_bundle
from kks_desktop.bundle.writer import write_bundle
from tests.bundle.forge import Bag, make_spec, trust, trusted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kks_desktop.bundle.keys import SecretKey
    from kks_desktop.bundle.verify import Verification


def directory(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def circle(path: Path) -> None:
    path.symlink_to(path.name)


def huge(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(4_000_000_001)


def pdf(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n" + b"isi " * 10_000)


def noise(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(100_000))


def nothing(path: Path) -> None:
    path.touch()


FILES: list[tuple[Callable[[Path], None], str]] = [
    (directory, "UNREADABLE"),
    (pipe, "UNREADABLE"),
    (device, "UNREADABLE"),
    (circle, "UNREADABLE"),
    (lambda path: None, "UNREADABLE"),
    (huge, "LIMIT"),
    (pdf, "TRUNCATED"),
    (noise, "TRUNCATED"),
    (nothing, "TRUNCATED"),
]


@pytest.mark.parametrize(("make", "refusal"), FILES)
def test_any_file(make: Callable[[Path], None], refusal: str, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    make(path)
    result = verify_bundle(path, trust(), tmp_path / "q")
    assert (result.ok, result.refusal) == (False, refusal)
    assert result.message
    assert result.signers == ()
    assert (result.kind, result.region, result.document) == (None, None, None)


def test_quarantine_that_cannot_be_made(tmp_path: Path, bag: Bag) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(bag.zip())
    (tmp_path / "file").touch()
    result = verify_bundle(path, trust(), tmp_path / "file" / "q")
    assert result.refusal == "UNREADABLE"
    assert "penuh" in (result.message or "")


def test_full_quarantine(tmp_path: Path, bag: Bag, small_disk: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(bag.zip() + bytes(2 << 20))
    result = verify_bundle(path, trust(), small_disk / "q")
    assert result.refusal == "UNREADABLE"
    assert "penuh" in (result.message or "")
    assert list((small_disk / "q").iterdir()) == []


class Stopped(Exception):
    pass


class StopAt:
    """A cancel token that stops at the n-th question."""

    def __init__(self, count: int) -> None:
        self.left = count

    def check(self) -> None:
        if not self.left:
            raise Stopped
        self.left -= 1


@pytest.mark.parametrize("count", range(4))
def test_cancelled_verification_leaves_nothing(
    count: int, tmp_path: Path, bag: Bag, key: SecretKey
) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(bag.zip())
    with pytest.raises(Stopped):
        verify_bundle(path, trust(trusted(key)), tmp_path / "q", keep=True, cancel=StopAt(count))
    assert list((tmp_path / "q").iterdir()) == []


def test_cancel_stops_the_threads(tmp_path: Path, key: SecretKey) -> None:
    out, store = tmp_path / "out", tmp_path / "store"
    out.mkdir()
    store.mkdir()
    proofs = {f"pdf-{n}": b"%PDF-" + bytes([n]) * (3 << 20) for n in range(6)}
    path = write_bundle(out, make_spec(store, proofs), key).files[0]
    size = path.stat().st_size

    def stop(done: int, total: int) -> None:
        # The copy is complete, and some of it is verified.
        if done > size + (2 << 20):
            raise Stopped

    with pytest.raises(Stopped):
        verify_bundle(path, trust(trusted(key)), tmp_path / "q", progress=stop)
    assert list((tmp_path / "q").iterdir()) == []


def test_what_never_was_a_zip_is_told_from_what_was_cut(check: Callable[..., Verification]) -> None:
    assert "Ini berkas PDF" in (check(b"%PDF-1.7" + b"isi " * 100).message or "")
    assert "bukan berkas ZIP" in (check(b"halo dunia" * 100).message or "")
    assert check(b"PK\x03\x04" + b"isi " * 100).message == Refusal.TRUNCATED.sentence


def test_every_refusal_speaks(check: Callable[..., Verification]) -> None:
    assert check(b"").message == Refusal.TRUNCATED.sentence
    for refusal in Refusal:
        assert refusal.sentence.endswith(".")
        assert "error" not in refusal.sentence.lower()
    assert [r.name for r in Refusal if r.may_heal] == ["UNKNOWN_KEY", "NEWER_SCHEMA", "INCOMPLETE"]
