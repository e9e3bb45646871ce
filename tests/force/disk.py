"""A disk that records: every write and flush that a file system sends to it, in their order.

It is one file served through FUSE, over which the kernel puts a loop device and ext4. What
reaches it is what would reach a real disk, no page cache in between; so a cut of power can be
played again at any point, with any part of what was not flushed lost.
"""

from __future__ import annotations

import ctypes
import errno
import os
import select
import shutil
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from tests.force.common import in_child, require

NAME = b"disk"
_IN = struct.Struct("<IIQQIIII")
_OUT = struct.Struct("<IiQ")
_RECORD = struct.Struct("<cQI")
_WRITE_IN = struct.Struct("<QQIIQII")
PULL = b"PULL"
"""Written to the marks: from then on the disk answers nothing but that it failed."""
_LIBC = ctypes.CDLL(None, use_errno=True)
_MAX_WRITE = 1 << 17
_CAP_SYS_ADMIN = 1 << 21
_INIT, _LOOKUP, _GETATTR, _SETATTR, _OPEN, _READ, _WRITE = 26, 1, 3, 4, 14, 15, 16
_STATFS, _RELEASE, _FSYNC, _FLUSH, _DESTROY, _FORGET, _BATCH_FORGET, _INTERRUPT = (
    17, 18, 20, 25, 38, 2, 42, 36,
)  # fmt: skip
_FOPEN_DIRECT_IO = 1
_BIG_WRITES, _MAX_PAGES = 1 << 5, 1 << 22


class Record(NamedTuple):
    """``w``: bytes written at a place; ``f``: a flush; ``m``: a mark by the one who writes."""

    kind: str
    at: int
    data: bytes


def no_mounts() -> str:
    """Why nothing can be mounted here; empty if it can."""
    if os.name != "posix" or not os.path.exists("/proc/self/status"):
        return "hanya di Linux"
    status = Path("/proc/self/status").read_text()
    held = int(status.partition("CapEff:")[2].split()[0], 16)
    if os.geteuid() != 0 or not held & _CAP_SYS_ADMIN:
        return "perlu root yang boleh memasang sistem berkas"
    return ""


def missing() -> str:
    """Why there can be no such disk on this machine; empty if there can."""
    if reason := no_mounts():
        return reason
    for path in ("/dev/fuse", "/dev/loop-control"):
        if not os.path.exists(path):
            return f"{path} tidak ada di mesin ini"
    for program in ("mkfs.ext4", "e2fsck", "losetup", "mount", "umount"):
        if shutil.which(program) is None:
            return f"{program} tidak terpasang"
    if subprocess.run(["losetup", "--find"], capture_output=True).returncode:
        return "tidak ada perangkat loop yang bebas"
    return ""


def sh(*words: object) -> str:
    """Run a program of the system; what it printed."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True)
    require(done.returncode == 0, f"{words[0]}: {done.stderr.strip()}")
    return done.stdout.strip()


def make_image(path: Path, size: int) -> None:
    """An ext4 file system in a file."""
    with path.open("wb") as file:
        file.truncate(size)
    sh("mkfs.ext4", "-q", "-F", "-J", "size=4", path)


@contextmanager
def mounted(image: Path, place: Path) -> Iterator[Path]:
    """A file system in a file, mounted over a loop device of its own.

    Of its own: a device that somebody still holds from the time before would show what the
    file held then.
    """
    place.mkdir(exist_ok=True)
    loop = sh("losetup", "--find", "--show", image)
    try:
        sh("mount", loop, place)
        try:
            yield place
        finally:
            # lazily: what failed may still hold it open
            sh("umount", "-l", place)
    finally:
        sh("losetup", "-d", loop)


def repair(image: Path) -> None:
    """What a system does at its start with an ext4 file system that it cannot mount."""
    done = subprocess.run(["e2fsck", "-fy", image], capture_output=True, text=True)
    require(done.returncode in (0, 1), f"e2fsck: {done.stdout[-500:]}")


@contextmanager
def recording(image: Path, folder: Path) -> Iterator[tuple[Path, int]]:
    """Mount an image on the disk that records; gives the place and a pipe for marks.

    The image itself is not changed; the records are in ``folder/rekaman``.
    """
    fuse, place = folder / "fuse", folder / "mnt"
    fuse.mkdir()
    place.mkdir()
    device = os.open("/dev/fuse", os.O_RDWR)
    options = f"fd={device},rootmode=40000,user_id=0,group_id=0"
    if _LIBC.mount(b"kks-rekam", os.fsencode(fuse), b"fuse", 6, options.encode()):
        raise OSError(ctypes.get_errno(), "mount fuse")
    reading, writing = os.pipe()
    server = in_child(lambda: _serve(device, reading, image, folder / "rekaman", writing))
    os.close(device)
    os.close(reading)
    loop = sh("losetup", "--find", "--show", fuse / NAME.decode())
    try:
        sh("mount", loop, place)
        try:
            yield place, writing
        finally:
            sh("umount", place)
    finally:
        sh("losetup", "-d", loop)
        sh("umount", fuse)
        os.close(writing)
        os.waitpid(server, 0)


def records(folder: Path) -> Iterator[Record]:
    """What the disk recorded, in its order."""
    with (folder / "rekaman").open("rb") as file:
        while head := file.read(_RECORD.size):
            kind, at, size = _RECORD.unpack(head)
            yield Record(kind.decode(), at, file.read(size))


def _serve(device: int, marks: int, image: Path, log_path: Path, other_end: int) -> None:
    os.close(other_end)
    with log_path.open("wb", buffering=1 << 20) as log:
        _Server(device, bytearray(image.read_bytes()), log).run(marks)


class _Server:
    """Answers the kernel; one file in one folder."""

    def __init__(self, device: int, disk: bytearray, log: BinaryIO) -> None:
        self._device = device
        self._disk = disk
        self._log = log
        self._pulled = False

    def run(self, marks: int) -> None:
        watched = [self._device, marks]
        while True:
            ready = select.select(watched, [], [])[0]
            if marks in ready:
                # first: what was said before this write reached us was durable before it
                block = os.read(marks, 1 << 16)
                if block == PULL:
                    self._pulled = True
                elif block:
                    self._note(b"m", 0, block)
                else:
                    watched.remove(marks)
                continue
            try:
                request = os.read(self._device, _MAX_WRITE + 4096)
            except OSError as fault:
                if fault.errno in (errno.ENODEV, errno.ENOENT, errno.EINTR):
                    if fault.errno == errno.ENODEV:
                        return
                    continue
                raise
            if not self._answer(request):
                return

    def _note(self, kind: bytes, at: int, data: bytes | memoryview) -> None:
        self._log.write(_RECORD.pack(kind, at, len(data)))
        self._log.write(data)

    def _answer(self, request: bytes) -> bool:
        _, operation, unique, node, *_ = _IN.unpack_from(request)
        body = memoryview(request)[_IN.size :]
        if operation in (_FORGET, _BATCH_FORGET, _INTERRUPT):
            return True
        reply = self._reply(operation, node, body)
        if isinstance(reply, int):
            os.write(self._device, _OUT.pack(_OUT.size, -reply, unique))
        else:
            os.write(self._device, _OUT.pack(_OUT.size + len(reply), 0, unique) + reply)
        return operation != _DESTROY

    def _reply(self, operation: int, node: int, body: memoryview) -> bytes | int:
        if self._pulled and operation in (_READ, _WRITE, _FSYNC):
            return errno.EIO
        if operation == _READ:
            _, at, size = struct.unpack_from("<QQI", body)
            return bytes(self._disk[at : at + size])
        if operation == _WRITE:
            _, at, size, *_ = _WRITE_IN.unpack_from(body)
            data = body[_WRITE_IN.size : _WRITE_IN.size + size]
            self._disk[at : at + size] = data
            self._note(b"w", at, data)
            return struct.pack("<II", size, 0)
        if operation == _FSYNC:
            self._note(b"f", 0, b"")
            return b""
        if operation in (_GETATTR, _SETATTR):
            return struct.pack("<QII", 3600, 0, 0) + self._attributes(node)
        if operation == _LOOKUP:
            if bytes(body).rstrip(b"\0") != NAME:
                return errno.ENOENT
            return struct.pack("<QQQQII", 2, 0, 3600, 3600, 0, 0) + self._attributes(2)
        return self._rare(operation)

    def _rare(self, operation: int) -> bytes | int:
        if operation == _INIT:
            head = struct.pack("<IIII", 7, 31, 1 << 17, _BIG_WRITES | _MAX_PAGES)
            return head + struct.pack(
                "<HHIIHHI7I", 16, 12, _MAX_WRITE, 1, _MAX_WRITE // 4096, 0, 0, *(0,) * 7
            )
        if operation == _OPEN:
            return struct.pack("<QII", 1, _FOPEN_DIRECT_IO, 0)
        if operation in (_RELEASE, _FLUSH, _DESTROY):
            return b""
        if operation == _STATFS:
            return bytes(80)
        return errno.ENOSYS

    def _attributes(self, node: int) -> bytes:
        size = len(self._disk) if node == 2 else 0
        mode = 0o100600 if node == 2 else 0o40700
        return struct.pack(
            "<6Q10I", node, size, size // 512, 0, 0, 0, 0, 0, 0, mode, 1, 0, 0, 0, 4096, 0
        )
