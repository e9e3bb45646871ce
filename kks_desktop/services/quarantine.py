"""Where files lie before they are believed: copies being looked at, and those that wait."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

from kks_desktop.domain.errors import KksError
from kks_desktop.domain.file_names import shown_name
from kks_desktop.platform.durable import sync_folder
from kks_desktop.services.tasks import CancelToken

LOOKING, WAITING = "karantina", "menunggu"
_ONE = Lock()
_LOOK_S = 0.1
"""Seconds between two questions whether a person stopped the waiting."""
SUFFIXES = (".zip", ".age")


def files_in(paths: Sequence[Path], folder: str) -> tuple[list[Path], int]:
    """The files to look at, sorted, and how many others lie there; a file is itself.

    Of a stick with our ``folder`` on it, what lies in there counts too.

    Raises:
        KksError: there is no such path, or it cannot be read.
    """
    found: list[Path] = []
    skipped = 0
    for path in paths:
        try:
            files = _files_of(path, folder)
        except OSError as cause:
            raise KksError(
                f"{shown_name(path.name)} tidak ada atau tidak dapat dibaca. Periksa apakah "
                "medianya terpasang, lalu ulangi.",
                code="UNREADABLE",
            ) from cause
        bundles = sorted(one for one in files if one.suffix.lower() in SUFFIXES or one == path)
        found += bundles
        skipped += len(files) - len(bundles)
    return list(dict.fromkeys(found)), skipped


def _files_of(path: Path, folder: str) -> list[Path]:
    if not path.is_dir():
        path.stat()
        return [path]
    places = [path, path / folder] if (path / folder).is_dir() else [path]
    return [one for place in places for one in place.iterdir() if one.is_file()]


class Quarantine:
    """Two folders of a data folder that nobody opens a file in.

    One that ``keeps`` nothing is a folder of the moment, for a look that leaves no trace.
    """

    def __init__(self, data: Path, *, keeps: bool) -> None:
        self._data = data
        self._keeps = keeps
        self.waiting = data / WAITING

    @contextmanager
    def opened(self, cancel: CancelToken) -> Iterator[Path]:
        """The folder for copies; empty before and gone afterwards.

        What a killed program left there is removed: nothing in it was ever believed. So there
        is one at a time, and a second run in this program waits for the first.

        Raises:
            CancelledError: a person stopped the waiting.
            KksError: the data folder cannot be written.
        """
        if not self._keeps:
            with tempfile.TemporaryDirectory(prefix="kks-periksa-") as name:
                yield Path(name)
            return
        while not _ONE.acquire(timeout=_LOOK_S):
            cancel.check()
        try:
            yield from self._alone()
        finally:
            _ONE.release()

    def _alone(self) -> Iterator[Path]:
        folder = self._data / LOOKING
        shutil.rmtree(folder, ignore_errors=True)
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as cause:
            raise _not_writable() from cause
        try:
            yield folder
        finally:
            # a copy that a virus scanner still holds goes with the next time
            shutil.rmtree(folder, ignore_errors=True)

    def kept(self, sha256: str) -> Path:
        """Where a file that waits lies, or would."""
        return self.waiting / f"{sha256}.zip"

    def keep(self, copy: Path, sha256: str) -> int:
        """Move a copy to those that wait, durably; gives its size.

        Raises:
            KksError: the data folder cannot be written.
        """
        target = self.kept(sha256)
        try:
            self.waiting.mkdir(mode=0o700, exist_ok=True)
            with copy.open("r+b") as file:
                os.fsync(file.fileno())
                size = os.fstat(file.fileno()).st_size
            os.replace(copy, target)
            sync_folder(self.waiting)
            sync_folder(self._data)
        except OSError as cause:
            raise _not_writable() from cause
        return size

    def forget(self, sha256: str) -> None:
        """Remove a file that waits no longer; one that cannot be removed takes only room."""
        with suppress(OSError):
            self.kept(sha256).unlink(missing_ok=True)


def _not_writable() -> KksError:
    return KksError(
        "Folder data penuh atau tidak dapat ditulisi, jadi berkas belum dimasukkan. Data yang "
        "sudah ada tetap utuh; kosongkan ruang atau periksa izinnya, lalu ulangi.",
        code="QUARANTINE",
    )
