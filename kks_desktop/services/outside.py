"""Copies of proof for other programs: they get a file of their own, never the one that is kept."""

from __future__ import annotations

import contextlib
import errno
import shutil
import stat
import tempfile
import unicodedata
import weakref
from pathlib import Path
from typing import TYPE_CHECKING

from kks_desktop.domain.errors import KksError

if TYPE_CHECKING:
    from kks_desktop.services.tasks import CancelToken, Progress

BLOCK = 1 << 20
LONGEST_NAME = 80
_FORBIDDEN = frozenset('<>:"/\\|?*')
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)


class OutsideCopies:
    """Read-only copies in a temporary folder that goes when this object or the program does."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def copy(
        self, source: Path, title: str, extension: str, progress: Progress, cancel: CancelToken
    ) -> Path:
        """Copy a file under a readable name, each into a folder of its own.

        Raises:
            KksError: ``NOT_COPIED``; nothing stays of a copy that did not become whole.
            CancelledError: the person turned away.
        """
        copy: Path | None = None
        try:
            copy = Path(tempfile.mkdtemp(dir=self._place())) / copy_name(title, extension)
            _copy(source, copy, progress, cancel)
            copy.chmod(stat.S_IREAD)
        except OSError as cause:
            _discard(copy)
            raise KksError(_sentence(cause), code="NOT_COPIED") from cause
        except KksError:
            _discard(copy)
            raise
        return copy

    def _place(self) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="kks-bukti-"))
            weakref.finalize(self, _remove, self._folder)
        return self._folder


def copy_name(title: str, extension: str) -> str:
    """A file name that every system takes: what cannot be seen or is special is left out."""
    plain = unicodedata.normalize("NFC", title)
    kept = (
        " " if sign in _FORBIDDEN or unicodedata.category(sign)[0] == "Z" else sign
        for sign in plain
        if unicodedata.category(sign)[0] != "C" or sign in "\t\n\r"
    )
    words = " ".join("".join(kept).split()).strip(". ")
    if words.lower().endswith(f".{extension}"):
        words = words[: -len(extension) - 1].rstrip(". ")
    words = words[:LONGEST_NAME].rstrip(". ")
    if not words or words.split(".")[0].strip().lower() in _DEVICES:
        words = f"bukti {words}".strip()
    return f"{words}.{extension}"


def _copy(source: Path, copy: Path, progress: Progress, cancel: CancelToken) -> None:
    total, done = source.stat().st_size, 0
    with source.open("rb") as reading, copy.open("xb") as writing:
        while block := reading.read(BLOCK):
            cancel.check()
            writing.write(block)
            done += len(block)
            progress(done, max(total, done))


def _discard(copy: Path | None) -> None:
    if copy is not None:
        with contextlib.suppress(OSError):
            _remove(copy.parent)


def _remove(folder: Path) -> None:
    """Delete what can be: Windows keeps what another program still has open."""
    for file in folder.rglob("*.*"):
        with contextlib.suppress(OSError):
            file.chmod(stat.S_IREAD | stat.S_IWRITE)  # Windows deletes nothing read-only
    shutil.rmtree(folder, ignore_errors=True)


def _sentence(cause: OSError) -> str:
    if cause.errno == errno.ENOSPC:
        reason = "ruang sementara di komputer ini penuh. Kosongkan ruang lalu coba lagi"
    elif isinstance(cause, FileNotFoundError):
        reason = "berkasnya tidak ada lagi di penyimpanan. Tambahkan lagi dari berkas aslinya"
    else:
        reason = "media penyimpanannya tidak menjawab. Periksa lalu coba lagi"
    return f"Berkas ini belum dapat dibuka karena {reason}. Data Anda tetap utuh."
