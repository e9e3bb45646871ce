"""Media that are pulled, full or odd; programs that are killed; sources that change."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import signal
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kks_desktop.bundle.identity import make_identity
from kks_desktop.bundle.keys import make_key, open_key
from kks_desktop.bundle.plan import EvidenceError, EvidenceFile
from kks_desktop.bundle.sealing import SealError, seal_files
from kks_desktop.bundle.target import TargetError
from kks_desktop.bundle.verify import verify_bundle
from kks_desktop.bundle.writer import write_bundle
from kks_desktop.bundle.zipprofile import MAX_VOLUME
from tests.bundle.forge import CHEAP, PASSPHRASE, make_spec, trust, trusted

if TYPE_CHECKING:
    from kks_desktop.bundle.keys import SecretKey
    from kks_desktop.bundle.plan import BundleSpec

NAME = "kks-1571-2025-r001-1of1.zip"
PROJECT = Path(__file__).parents[2]
BIG = {f"pdf-{n}": b"%PDF-" + bytes([n]) * (3 << 20) for n in range(3)}


@pytest.fixture
def large(tmp_path: Path) -> BundleSpec:
    store = tmp_path / "large"
    store.mkdir()
    return make_spec(store, BIG)


def with_sums(spec: BundleSpec) -> BundleSpec:
    """The same, with the CRC-32 that the store knows."""
    known = (replace(one, crc32=zlib.crc32(one.path.read_bytes())) for one in spec.evidence)
    return replace(spec, evidence=tuple(known))


# ------------------------------------------------------------ how the bytes get there


def test_known_sums_give_the_same_file(
    large: BundleSpec, key: SecretKey, out: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    first = write_bundle(out, large, key).files[0]
    second = write_bundle(other, with_sums(large), key).files[0]
    assert first.read_bytes() == second.read_bytes()
    assert verify_bundle(first, trust(trusted(key)), tmp_path / "q").ok


def no_kernel(*arguments: object) -> int:
    raise OSError(errno.EXDEV, "not between these")


def half_way(*arguments: object) -> int:
    """Move one MiB and then no more, as some file systems do."""
    source, target = arguments[:2]
    assert isinstance(source, int)
    assert isinstance(target, int)
    if os.lseek(source, 0, os.SEEK_CUR) >= 1 << 20:
        raise OSError(errno.EIO, "no more")
    return os.write(target, os.read(source, 1 << 20))


@pytest.mark.parametrize("kernel", [no_kernel, half_way, None])
@pytest.mark.parametrize("known", [True, False])
def test_where_the_kernel_does_not_copy(
    kernel: Callable[..., int] | None,
    known: bool,
    large: BundleSpec,
    key: SecretKey,
    out: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    good = write_bundle(out, large, key).files[0].read_bytes()
    if kernel:
        monkeypatch.setattr(os, "copy_file_range", kernel)
    else:
        monkeypatch.delattr(os, "copy_file_range")
    spec = with_sums(large) if known else large
    written = write_bundle(other, spec, key).files[0]
    assert written.read_bytes() == good
    assert verify_bundle(written, trust(trusted(key)), tmp_path / "q").ok


@pytest.mark.parametrize("known", [True, False])
def test_proof_that_changed_in_the_store(
    known: bool, large: BundleSpec, key: SecretKey, out: Path
) -> None:
    spec = with_sums(large) if known else large
    path = spec.evidence[1].path
    data = bytearray(path.read_bytes())
    data[2 << 20] ^= 1
    path.write_bytes(data)
    assert evidence_fault(out, spec, key) == "EVIDENCE_CHANGED"


def evidence_fault(out: Path, spec: BundleSpec, key: SecretKey, progress: object = None) -> str:
    with pytest.raises(EvidenceError) as caught:
        write_bundle(out, spec, key, progress=progress)  # type: ignore[arg-type]
    assert list(out.iterdir()) == []
    return caught.value.code


def test_more_files_than_a_sending_can_carry(large: BundleSpec, key: SecretKey, out: Path) -> None:
    many = tuple(EvidenceFile(f"{number:064x}", "pdf", out / "x") for number in range(20_000))
    assert evidence_fault(out, replace(large, evidence=many), key) == "EVIDENCE_TOO_MANY"


def test_wrong_sum_in_the_store(large: BundleSpec, key: SecretKey, out: Path) -> None:
    wrong = (replace(large.evidence[0], crc32=1), *large.evidence[1:])
    assert evidence_fault(out, replace(large, evidence=wrong), key) == "EVIDENCE_CHANGED"


@pytest.mark.parametrize("known", [True, False])
def test_proof_that_shrinks_while_it_is_read(
    known: bool, large: BundleSpec, key: SecretKey, out: Path
) -> None:
    spec = with_sums(large) if known else large
    last = max(spec.evidence, key=lambda one: one.sha256)

    def shrink(done: int, total: int) -> None:
        os.truncate(last.path, 1 << 20)

    assert evidence_fault(out, spec, key, shrink) == "EVIDENCE_CHANGED"


def test_bundle_that_shrinks_while_it_is_taken_in(
    large: BundleSpec, key: SecretKey, out: Path, tmp_path: Path
) -> None:
    path = write_bundle(out, large, key).files[0]

    def shrink(done: int, total: int) -> None:
        if path.stat().st_size > 1 << 20:
            os.truncate(path, 1 << 20)

    for keep in (True, False):
        result = verify_bundle(
            path, trust(trusted(key)), tmp_path / "q", keep=keep, progress=shrink
        )
        assert result.refusal == "TRUNCATED"
        shutil.rmtree(tmp_path / "q")


def test_bundle_that_grows_for_ever(
    large: BundleSpec, key: SecretKey, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_bundle(out, large, key).files[0]
    monkeypatch.setattr("kks_desktop.bundle.quarantine.MAX_VOLUME", path.stat().st_size)

    def grow(done: int, total: int) -> None:
        with path.open("ab") as stream:
            stream.write(bytes(1 << 20))

    result = verify_bundle(path, trust(trusted(key)), tmp_path / "q", progress=grow)
    assert result.refusal == "LIMIT"


# ------------------------------------------------------------ sticks for small files


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("known", [True, False])
def test_stick_for_small_files(known: bool, large: BundleSpec, key: SecretKey, out: Path) -> None:
    spec = with_sums(large) if known else large
    with files_up_to(4 << 20), pytest.raises(TargetError) as caught:
        write_bundle(out, spec, key)
    assert caught.value.code == "TARGET_LIMIT"
    assert list(out.iterdir()) == []
    # In volumes it fits, which is why volumes end before the limit of FAT32.
    with files_up_to(4 << 20):
        assert len(write_bundle(out, spec, key, volume_cap=4 << 20).files) == 3


def test_stick_for_small_files_and_a_sealed_file(
    large: BundleSpec, key: SecretKey, out: Path, tmp_path: Path
) -> None:
    plain = write_bundle(out, large, key).files
    stick = tmp_path / "stick"
    stick.mkdir()
    recipient = make_identity(PASSPHRASE, 10).recipient
    with files_up_to(4 << 20), pytest.raises(TargetError) as caught:
        seal_files(plain, stick, [recipient])
    assert caught.value.code == "TARGET_LIMIT"
    assert list(stick.iterdir()) == []


def test_the_largest_sealed_volume_fits_fat32(tmp_path: Path) -> None:
    from kks_desktop.bundle.age import sealed_size

    recipients = [make_identity(PASSPHRASE, 10).recipient for _ in range(20)]
    plain = tmp_path / "kks-1571-2025-r001-1of1.zip"
    plain.write_bytes(bytes(200_000))
    (sealed,) = seal_files([plain], tmp_path, recipients).files
    head = sealed.stat().st_size - sealed_size(200_000, 0)
    assert 0 < sealed_size(MAX_VOLUME, head) < (1 << 32) - 1


# ------------------------------------------------------------ killed

CHILD = """
import sys
from pathlib import Path
from kks_desktop.bundle.countersign import countersign
from kks_desktop.bundle.keys import open_key
from kks_desktop.bundle.sealing import seal_files
from kks_desktop.bundle.trust import Trust
from tests.bundle.forge import NOW, PASSPHRASE

what, base, recipient, stop_at = sys.argv[1], Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
steps = 0

def wait(done, total):
    global steps
    steps += 1
    if steps == stop_at:
        print("here", flush=True)
        sys.stdin.read()

files = sorted((base / "plain").iterdir())
if what == "seal":
    seal_files(files, base / "out", [recipient], progress=wait)
else:
    head = open_key((base / "key").read_bytes(), PASSPHRASE)
    countersign(
        files[0], head, base / "plain", Trust((), NOW), base / "q", allow_unknown=True,
        progress=wait,
    )
print("done", flush=True)
"""


def kill_at(step: int, what: str, base: Path, recipient: str) -> bool:
    """Start the work and kill it at a step; whether it came that far."""
    command = [sys.executable, "-c", CHILD, what, str(base), recipient, str(step)]
    with subprocess.Popen(
        command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout
        stopped = child.stdout.readline() == b"here\n"
        child.send_signal(signal.SIGKILL)
    return stopped


@pytest.fixture
def desk(tmp_path: Path, large: BundleSpec, key: SecretKey) -> Path:
    for name in ("plain", "out"):
        (tmp_path / name).mkdir(exist_ok=True)
    write_bundle(tmp_path / "plain", large, key)
    return tmp_path


@pytest.mark.parametrize("step", [1, 5, 9, 10, 15, 18])
def test_killed_while_sealing(step: int, desk: Path) -> None:
    identity = make_identity(PASSPHRASE, 10).identity
    assert kill_at(step, "seal", desk, identity.recipient)
    assert [path.name for path in (desk / "out").iterdir()] == [f"{NAME}.age.part"]
    seal_files([desk / "plain" / NAME], desk / "out", [identity.recipient])
    assert [path.name for path in (desk / "out").iterdir()] == [f"{NAME}.age"]


@pytest.mark.parametrize("step", [1, 3, 6, 12, 20])
def test_killed_while_countersigning(step: int, desk: Path, key: SecretKey) -> None:
    new = make_key(PASSPHRASE, CHEAP)
    (desk / "key").write_bytes(new.secret_file)
    before = (desk / "plain" / NAME).read_bytes()
    assert kill_at(step, "countersign", desk, "-")
    assert (desk / "plain" / NAME).read_bytes() == before
    assert {path.name for path in (desk / "plain").iterdir()} <= {NAME, f"{NAME}.part"}
    # Doing it again needs no tidying up.
    from kks_desktop.bundle.countersign import countersign

    head = open_key(new.secret_file, PASSPHRASE)
    everybody = trust(trusted(key))
    countersign(desk / "plain" / NAME, head, desk / "plain", everybody, desk / "q2")
    assert [path.name for path in (desk / "plain").iterdir()] == [NAME]


# ------------------------------------------------------------ pulled


class Stick:
    """An exFAT file system in a file, which can be looked at as if it was pulled just now."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._image = folder / "stick.img"
        self.place = folder / "stick"
        self.pulled: list[Path] = []
        with self._image.open("wb") as stream:
            stream.truncate(48 << 20)
        run("mkfs.exfat", self._image)

    def pull(self) -> None:
        """Keep what would be on the stick if it was pulled now."""
        copy = self._folder / f"pulled-{len(self.pulled)}.img"
        # Not what the system still holds back: the file behind the device is the medium.
        shutil.copy(self._image, copy)
        self.pulled.append(copy)

    @contextmanager
    def inserted(self, image: Path | None = None) -> Iterator[Path]:
        place = self.place if image is None else self._folder / "later"
        place.mkdir(exist_ok=True)
        device = run("losetup", "--find", "--show", image or self._image)
        try:
            run("mount.exfat-fuse", device, place)
            try:
                yield place
            finally:
                subprocess.run(["umount", place], check=True)
        finally:
            subprocess.run(["losetup", "-d", device], check=True)


def run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"{command[0]}: {done.stderr.strip()[:200]}")
    return done.stdout.strip()


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Stick]:
    if not shutil.which("mkfs.exfat") or not shutil.which("mount.exfat-fuse"):
        pytest.skip("no exFAT on this machine")
    stick = Stick(tmp_path)
    with stick.inserted():
        yield stick


@pytest.mark.parametrize("sealed", [False, True])
def test_stick_pulled_before_and_after_done(
    sealed: bool, stick: Stick, large: BundleSpec, key: SecretKey, tmp_path: Path
) -> None:
    identity = make_identity(PASSPHRASE, 10).identity
    plain = tmp_path / "plain"
    plain.mkdir()
    files = write_bundle(plain, large, key).files
    steps = 0

    def progress(done: int, total: int) -> None:
        nonlocal steps
        steps += 1
        if not steps % 3:
            stick.pull()

    if sealed:
        name = seal_files(files, stick.place, [identity.recipient], progress=progress).files[0].name
    else:
        name = write_bundle(stick.place, large, key, progress=progress).files[0].name
    while_writing = list(stick.pulled)
    stick.pull()  # "done" was shown this moment
    after = stick.pulled[-1]
    assert len(while_writing) >= 5
    for image in while_writing:
        with stick.inserted(image) as place:
            assert {path.name for path in place.iterdir()} <= {f"{name}.part"}
    with stick.inserted(after) as place:
        assert [path.name for path in place.iterdir()] == [name]
        trusting = trust(trusted(key))
        assert verify_bundle(place / name, trusting, tmp_path / "q", opener=identity).ok


def test_stick_pulled_while_sealing_says_so(
    large: BundleSpec, key: SecretKey, out: Path, tmp_path: Path
) -> None:
    """The folder goes away under the writer, as a mount point does."""
    plain = write_bundle(out, large, key).files
    place = tmp_path / "stick"
    place.mkdir()

    def pull(done: int, total: int) -> None:
        if place.exists():
            shutil.rmtree(place)

    recipient = make_identity(PASSPHRASE, 10).recipient
    with pytest.raises((TargetError, SealError)) as caught:
        seal_files(plain, place, [recipient], progress=pull)
    assert caught.value.code == "TARGET_GONE"
    place.mkdir()
    with pytest.raises(TargetError) as gone:
        write_bundle(place, large, key, progress=pull)
    assert gone.value.code in ("TARGET_GONE", "TARGET_FAILED")
