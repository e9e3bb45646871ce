"""The folder that is written to, often a stick: its faults, and how a file gets there whole."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO

from kks_desktop.domain.errors import KksError

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator
    from pathlib import Path

_KEPT = "Data Anda tetap tersimpan di komputer ini."
_GONE = (
    "TARGET_GONE",
    f"Folder tujuan tidak ditemukan atau medianya terlepas. {_KEPT} Pasang kembali lalu ulangi.",
)
_READ_ONLY = (
    "TARGET_READ_ONLY",
    f"Folder tujuan tidak dapat ditulisi. {_KEPT} Pilih folder lain atau buka kunci tulis media.",
)
_FULL = (
    "TARGET_FULL",
    f"Media tujuan penuh dan berkas usulan belum jadi. {_KEPT} Kosongkan media atau pilih yang "
    "lain, lalu ulangi.",
)
_LIMIT = (
    "TARGET_LIMIT",
    f"Media tujuan tidak menerima berkas sebesar ini. {_KEPT} Pilih media lain atau jilid yang "
    "lebih kecil, lalu ulangi.",
)
_FAILED = (
    "TARGET_FAILED",
    f"Berkas usulan tidak berhasil ditulis utuh ke folder tujuan. {_KEPT} Coba lagi atau pakai "
    "media lain.",
)
_CAUSES = {
    errno.ENOENT: _GONE,
    errno.ENOTDIR: _GONE,
    errno.ENODEV: _GONE,
    errno.ENXIO: _GONE,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EROFS: _READ_ONLY,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _LIMIT,
}


class TargetError(KksError):
    """The bundle could not be written; nothing half-done was left."""

    code = "TARGET_FAILED"


def not_read_back() -> TargetError:
    """Say that the medium does not give back what was written."""
    code, sentence = _FAILED
    return TargetError(sentence, code=code)


def name_taken() -> TargetError:
    """Say that another file has our name."""
    return TargetError(
        "Di folder tujuan sudah ada berkas lain dengan nama yang sama; berkas itu tidak diubah. "
        "Pilih folder lain atau pindahkan berkas itu, lalu ulangi.",
        code="NAME_TAKEN",
    )


@contextmanager
def target_faults() -> Iterator[None]:
    """Turn what the operating system says about the target into a sentence."""
    try:
        yield
    except OSError as fault:
        code, sentence = _CAUSES.get(fault.errno or 0, _FAILED)
        raise TargetError(sentence, code=code) from fault


def put(stream: io.RawIOBase | io.BytesIO | BinaryIO, data: bytes | memoryview) -> None:
    """Write all of ``data``; an unbuffered stream may take it in parts."""
    left = memoryview(data)
    while left:
        left = left[stream.write(left) or 0 :]


def discard(part: Path) -> None:
    """Take away what was begun."""
    # On a medium that is gone this fails too, and must not hide the first cause.
    with suppress(OSError):
        part.unlink(missing_ok=True)


def sync_file(stream: io.FileIO) -> None:
    """Bring a file to the medium, and forget the cached pages so that reading asks the medium."""
    os.fsync(stream.fileno())
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
