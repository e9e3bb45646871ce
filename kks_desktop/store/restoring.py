"""A backup made a data folder again, and that folder put in the place of the live data."""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from kks_desktop.platform.durable import sync_folder
from kks_desktop.platform.lock import FolderLock
from kks_desktop.store.backup import Backup, check_store, damaged, keep_file, sync_evidence
from kks_desktop.store.backup_faults import BackupError, place_faults
from kks_desktop.store.backup_info import BackupInfo, Held
from kks_desktop.store.connection import NAME, store_path
from kks_desktop.store.evidence_files import FOLDER, EvidenceFiles
from kks_desktop.store.snapshot import NotTheSameError, UnreadableError, copy_file, read_back

_log = logging.getLogger(__name__)
_PART = ".part"
_BESIDE = ("-wal", "-shm", "-journal")
_SETTLE_MS = 2000

Progress = Callable[[int, int], None]


class Restored(NamedTuple):
    """A new data folder, the backup it is of, and proof that is nowhere to be had any more."""

    folder: Path
    info: BackupInfo
    lacking: tuple[Held, ...]


def restore(
    backup: Backup, into: Path, progress: Progress, others: Sequence[Path] = ()
) -> Restored:
    """Make a data folder of a backup: whole, read back, or not there.

    A file of proof that the backup has lost is looked for in the data folders ``others``.

    Raises:
        BackupError: the backup is not what it was, or ``into`` cannot take it.
    """
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise BackupError(
            f"Folder {into} sudah berisi sesuatu, jadi tidak dipakai untuk memulihkan. Tidak ada "
            "yang berubah; pilih folder baru.",
            code="NOT_EMPTY",
        )
    check_store(backup)
    with place_faults():
        into.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(_PART, f"{into.name}-", into.parent))
        try:
            lacking = _fill(backup, part, progress, others)
            if into.exists():
                into.rmdir()
            os.rename(part, into)
            sync_folder(into.parent)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    return Restored(into, backup.info, lacking)


def _fill(
    backup: Backup, part: Path, progress: Progress, others: Sequence[Path]
) -> tuple[Held, ...]:
    total = backup.info.size + sum(held.size for held in backup.info.evidence)
    done = 0

    def note(count: int) -> None:
        nonlocal done
        done += count
        progress(min(done, total), total)

    try:
        if copy_file(backup.store, part / NAME, note) != backup.info.sha256:
            raise damaged()
        read_back(part / NAME, backup.info.tables)
    except (NotTheSameError, UnreadableError) as cause:
        raise damaged() from cause
    target = EvidenceFiles(part)
    sources = [backup.place.evidence, *map(EvidenceFiles, others)]
    wanted = (*backup.info.evidence, *backup.info.lacking)
    lacking = tuple(
        held for held in wanted if not any(keep_file(s, target, held, note) for s in sources)
    )
    sync_evidence(target, [held for held in wanted if held not in lacking])
    sync_folder(part)
    return lacking


def use_restored(data: Path, restored: Path, kept: Path) -> None:
    """Put a restored folder in the place of the live data, which must be closed.

    The live data are first laid aside as the data folder ``kept``, files of proof and all.
    Then one rename of one file decides: whenever it is cut off, the data folder holds either
    the old data or the restored data, whole.

    Raises:
        BackupError: another program has the data open, or the disk cannot do it.
    """
    lock = FolderLock(data)
    if not lock.acquire():
        raise _in_use()
    try:
        with place_faults():
            if store_path(data).exists():
                _settle(store_path(data))
                _lay_aside(data, kept)
            _bring_evidence(restored, data)
            for ending in _BESIDE:
                store_path(data).with_name(f"{NAME}{ending}").unlink(missing_ok=True)
            os.replace(store_path(restored), store_path(data))
            sync_folder(data)
    finally:
        lock.release()
    shutil.rmtree(restored, ignore_errors=True)


def _settle(path: Path) -> None:
    """Bring all that was written into the one file, and make sure that nobody else has it open.

    A damaged store cannot be settled; it is laid aside as it is.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA busy_timeout = {_SETTLE_MS}")
            mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    except sqlite3.OperationalError as cause:
        if cause.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise _in_use() from cause
        raise
    except sqlite3.DatabaseError:
        return
    if mode != "delete":
        raise _in_use()


def _lay_aside(data: Path, kept: Path) -> None:
    part = kept.with_name(f"{kept.name}{_PART}")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    for ending in ("", *_BESIDE):
        path = store_path(data).with_name(f"{NAME}{ending}")
        if path.exists():
            copy_file(path, part / path.name, lambda _count: None)
    for path in (data / FOLDER).glob("??/*"):
        target = part / path.relative_to(data)
        target.parent.mkdir(parents=True, exist_ok=True)
        _second_name(path, target)
    sync_folder(part)
    os.rename(part, kept)
    sync_folder(kept.parent)


def _second_name(path: Path, target: Path) -> None:
    """Give a file another name; where the disk knows no such thing, another copy.

    Files of proof are replaced, never written into, so one that has two names stays as it is.
    """
    try:
        os.link(path, target)
    except OSError:
        copy_file(path, target, lambda _count: None)


def _bring_evidence(restored: Path, data: Path) -> None:
    folders = set()
    for path in (restored / FOLDER).glob("??/*"):
        target = data / path.relative_to(restored)
        if target.parent not in folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            folders.add(target.parent)
        os.replace(path, target)
    for folder in sorted(folders):
        sync_folder(folder)
    if folders:
        sync_folder(data / FOLDER)


def discard(restored: Path) -> None:
    """Remove a restored folder that was looked at and not wanted."""
    try:
        shutil.rmtree(restored)
    except OSError as fault:
        _log.warning("restored copy not removed: %s", fault.strerror)


def _in_use() -> BackupError:
    return BackupError(
        "Data sedang dibuka program lain, jadi salinan belum dipakai. Tidak ada yang berubah; "
        "tutup KKS Desktop yang lain, lalu ulangi.",
        code="IN_USE",
    )
