"""Sticks get full, locked and pulled; whatever happens, no half bundle gets a name."""

from __future__ import annotations

import errno
import os
import resource
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kks_desktop.bundle.hashing import Span, hash_spans
from kks_desktop.bundle.identity import new_identity
from kks_desktop.bundle.keys import make_key, open_key
from kks_desktop.bundle.plan import EvidenceError, EvidenceFile
from kks_desktop.bundle.refusals import BundleRefused
from kks_desktop.bundle.sealing import seal_files
from kks_desktop.bundle.target import TargetError, target_faults
from kks_desktop.bundle.writer import write_bundle
from kks_desktop.platform.sums import Watch
from tests.bundle.forge import CHEAP, PASSPHRASE, SUBMISSION, make_spec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kks_desktop.bundle.keys import SecretKey
    from kks_desktop.bundle.plan import BundleSpec
    from tests.bundle.forge import Bag

NAME = "kks-1571-2025-r001-1of1.zip"
PROJECT = Path(__file__).parents[2]


def fails(folder: Path, spec: BundleSpec, key: SecretKey) -> str:
    with pytest.raises(TargetError) as caught:
        write_bundle(folder, spec, key)
    assert "error" not in str(caught.value).lower()
    return caught.value.code


def test_missing_folder(spec: BundleSpec, key: SecretKey, tmp_path: Path) -> None:
    assert fails(tmp_path / "stick", spec, key) == "TARGET_GONE"
    assert not (tmp_path / "stick").exists()


def test_file_in_place_of_the_folder(spec: BundleSpec, key: SecretKey, tmp_path: Path) -> None:
    (tmp_path / "stick").touch()
    assert fails(tmp_path / "stick", spec, key) == "TARGET_GONE"


def test_locked_medium(spec: BundleSpec, key: SecretKey, locked_disk: Path) -> None:
    assert fails(locked_disk, spec, key) == "TARGET_READ_ONLY"


@pytest.fixture
def large(tmp_path: Path) -> BundleSpec:
    store = tmp_path / "large"
    store.mkdir()
    return make_spec(store, {f"pdf-{n}": b"%PDF-" + bytes([n]) * (1 << 20) for n in range(3)})


def test_full_medium(large: BundleSpec, key: SecretKey, small_disk: Path) -> None:
    assert fails(small_disk, large, key) == "TARGET_FULL"
    assert list(small_disk.iterdir()) == []


@pytest.fixture
def files_of_one_megabyte() -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_medium_for_small_files_only(
    large: BundleSpec, key: SecretKey, out: Path, files_of_one_megabyte: None
) -> None:
    assert fails(out, large, key) == "TARGET_LIMIT"
    assert list(out.iterdir()) == []


def test_other_faults_of_the_medium() -> None:
    with pytest.raises(TargetError) as caught, target_faults():
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    assert caught.value.code == "TARGET_FAILED"


def test_no_file_of_another_is_overwritten(spec: BundleSpec, key: SecretKey, out: Path) -> None:
    good = write_bundle(out, spec, key).files[0].read_bytes()
    for at in range(0, len(good), 61):
        other = good[:at] + bytes([good[at] ^ 4]) + good[at + 1 :]
        (out / NAME).write_bytes(other)
        assert fails(out, spec, key) == "NAME_TAKEN"
        assert (out / NAME).read_bytes() == other
    assert [path.name for path in out.iterdir()] == [NAME]


@pytest.mark.parametrize("data", [b"", b"surat saya"])
def test_name_taken_by_anything(data: bytes, spec: BundleSpec, key: SecretKey, out: Path) -> None:
    (out / NAME).write_bytes(data)
    assert fails(out, spec, key) == "NAME_TAKEN"


def test_name_taken_by_a_folder(spec: BundleSpec, key: SecretKey, out: Path) -> None:
    (out / NAME).mkdir()
    assert fails(out, spec, key) == "NAME_TAKEN"


def test_countersigned_file_is_kept(
    spec: BundleSpec, key: SecretKey, head: SecretKey, out: Path, bag: Bag
) -> None:
    bag.set(SUBMISSION, spec.document).relabel().sign(key, head=head)
    (out / NAME).write_bytes(bag.zip())
    assert fails(out, spec, key) == "NAME_TAKEN"
    assert (out / NAME).read_bytes() == bag.zip()


def test_cap_without_room_is_a_fault_of_ours(large: BundleSpec, key: SecretKey, out: Path) -> None:
    with pytest.raises(ValueError, match="cap"):
        write_bundle(out, large, key, volume_cap=10_000)


# ------------------------------------------------------------ sources


def test_proof_changed_in_the_store(spec: BundleSpec, key: SecretKey, out: Path) -> None:
    path = spec.evidence[0].path
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(EvidenceError) as caught:
        write_bundle(out, spec, key)
    assert caught.value.code == "EVIDENCE_CHANGED"
    assert list(out.iterdir()) == []


def test_proof_lost_from_the_store(spec: BundleSpec, key: SecretKey, out: Path) -> None:
    spec.evidence[1].path.unlink()
    with pytest.raises(EvidenceError) as caught:
        write_bundle(out, spec, key)
    assert caught.value.code == "EVIDENCE_UNREADABLE"
    assert list(out.iterdir()) == []


def test_what_the_receiver_would_refuse_is_not_written(
    spec: BundleSpec, key: SecretKey, out: Path
) -> None:
    first = spec.evidence[0]
    wrong = {
        "MISMATCH": [
            replace(spec, document=spec.document.replace(b"15.71", b"15.04")),
            replace(spec, evidence=spec.evidence[1:]),
            replace(spec, instrument=b"lain"),
        ],
        "JSON": [replace(spec, document=b"{")],
        "MEDIA_TYPE": [
            replace(spec, report=b"<html>"),
            replace(spec, evidence=(EvidenceFile(first.sha256, "png", first.path),)),
            replace(spec, evidence=(EvidenceFile(first.sha256, "exe", first.path),)),
        ],
    }
    for refusal, specs in wrong.items():
        for bad in specs:
            with pytest.raises(BundleRefused) as caught:
                write_bundle(out, bad, key)
            assert caught.value.refusal == refusal
    assert list(out.iterdir()) == []


def test_same_proof_twice_is_a_fault_of_ours(spec: BundleSpec, key: SecretKey, out: Path) -> None:
    with pytest.raises(ValueError, match="twice"):
        write_bundle(out, replace(spec, evidence=spec.evidence * 2), key)


def test_file_that_shrinks_under_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "short"
    path.write_bytes(b"x" * 100)
    with pytest.raises(BundleRefused) as caught:
        hash_spans(path, [Span(0, 50), Span(50, 51)], Watch())
    assert caught.value.refusal == "TRUNCATED"


# ------------------------------------------------------------ stopping


class Stopped(Exception):
    pass


class StopAt:
    """A cancel token that stops at the n-th question, or counts them all."""

    def __init__(self, count: int) -> None:
        self.asked = 0
        self._count = count

    def check(self) -> None:
        if self.asked == self._count:
            raise Stopped
        self.asked += 1


def test_cancel_leaves_nothing(large: BundleSpec, key: SecretKey, out: Path) -> None:
    whole = StopAt(-1)
    for path in write_bundle(out, large, key, cancel=whole).files:
        path.unlink()
    assert whole.asked > 8
    for count in range(whole.asked):
        with pytest.raises(Stopped):
            write_bundle(out, large, key, cancel=StopAt(count))
        assert list(out.iterdir()) == []


def test_progress_reaches_the_end(large: BundleSpec, key: SecretKey, out: Path) -> None:
    seen: list[tuple[int, int]] = []
    written = write_bundle(out, large, key, progress=lambda *step: seen.append(step))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1] == (2 * written.payload_bytes, 2 * written.payload_bytes)


CHILD = """
import sys
from pathlib import Path
from kks_desktop.bundle.keys import open_key
from kks_desktop.bundle.writer import write_bundle
from tests.bundle.forge import CHEAP, PASSPHRASE, SUBMISSION, make_spec

base, stop_at = Path(sys.argv[1]), int(sys.argv[2])
steps = 0

def wait(done, total):
    global steps
    steps += 1
    if steps == stop_at:
        print("here", flush=True)
        sys.stdin.read()

store = base / "child"
store.mkdir(exist_ok=True)
spec = make_spec(store, {f"pdf-{n}": b"%PDF-" + bytes([n]) * (1 << 20) for n in range(3)})
key = open_key((base / "key").read_bytes(), PASSPHRASE)
write_bundle(base / "out", spec, key, progress=wait)
"""


@pytest.mark.parametrize("step", [1, 4, 9, 12])
def test_killed_midway_leaves_no_named_file(
    step: int, out: Path, large: BundleSpec, tmp_path: Path
) -> None:
    new = make_key(PASSPHRASE, CHEAP)
    (tmp_path / "key").write_bytes(new.secret_file)
    command = [sys.executable, "-c", CHILD, str(tmp_path), str(step)]
    with subprocess.Popen(
        command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout
        assert child.stdout.readline() == b"here\n"
        child.send_signal(signal.SIGKILL)
    assert [path.name for path in out.iterdir()] == [f"{NAME}.part"]
    written = write_bundle(out, large, open_key(new.secret_file, PASSPHRASE))
    assert [path.name for path in out.iterdir()] == [NAME]
    assert not written.already_there


def test_a_link_on_the_stick_aims_at_nothing(
    spec: BundleSpec, key: SecretKey, tmp_path: Path
) -> None:
    """Written through, it would take a file of this computer away."""
    own = tmp_path / "own"
    own.write_bytes(b"precious")
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / f"{NAME}.part").symlink_to(own)
    [written] = write_bundle(stick, spec, key).files
    assert own.read_bytes() == b"precious"
    assert not written.is_symlink()
    (stick / f"{NAME}.age.part").symlink_to(own)
    [sealed] = seal_files([written], stick, [new_identity().recipient]).files
    assert own.read_bytes() == b"precious"
    assert not sealed.is_symlink()
