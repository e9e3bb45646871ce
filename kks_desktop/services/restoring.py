"""Bring a backup back: into a new folder, compared with the data as they are, then used."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from kks_desktop.domain.errors import KksError
from kks_desktop.domain.restoring import DataState, StateDifference, compare_states
from kks_desktop.platform.sums import Watch
from kks_desktop.services.backups import BEFORE_RESTORE, BackupDesk, find_backups
from kks_desktop.services.tasks import CancelledError, CancelToken, Progress, no_progress
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.assessments import all_assessments
from kks_desktop.store.backup import Backup, damaged
from kks_desktop.store.backup_info import Held
from kks_desktop.store.connection import open_reader, store_path
from kks_desktop.store.entries import load_entries
from kks_desktop.store.evidence import load_evidence
from kks_desktop.store.restoring import Restored, discard, restore, use_restored
from kks_desktop.store.snapshot import open_still

_log = logging.getLogger(__name__)
FOLDER = "pulih"
"""Where restored copies wait inside the data folder, until they are used or thrown away."""
KEPT = "sebelum-pulih"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A restored copy that waits, and how it differs from the data as they are."""

    restored: Restored
    backup: Backup
    difference: StateDifference


def check_backup(
    backup: Backup, progress: Progress = no_progress, cancel: CancelToken | None = None
) -> tuple[Held, ...]:
    """Read a backup again, every byte; gives the files of proof that are not what they were.

    Raises:
        KksError: its database must not be used, or a person stopped the reading.
    """
    watch = Watch(progress, cancel)
    watch.expect(sum(held.size for held in backup.info.evidence))
    return backup.place.check(backup, watch.advance)


def restore_backup(
    backup: Backup,
    into: Path,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
    others: tuple[Path, ...] = (),
) -> Restored:
    """Make a new data folder of a backup; every byte is read and compared.

    Raises:
        KksError: the backup is damaged, the folder holds something, or a person stopped it.
    """

    def note(done: int, total: int) -> None:
        if cancel is not None:
            cancel.check()
        progress(done, total)

    return restore(backup, into, note, others)


def prepare(
    workspace: Workspace,
    backup: Backup,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> Prepared:
    """Restore a backup beside the data, back up what is there, and compare both.

    Raises:
        KksError: the backup is damaged, there is no room, or a person stopped it.
    """
    into = waiting_folder(workspace.folder, workspace.clock())
    restored = restore_backup(backup, into, progress, cancel, (workspace.folder,))
    try:
        # Where this one fails (a full disk, damaged data) the copy may be used all the same:
        # what is there is laid aside whole before that.
        BackupDesk(workspace).make(BEFORE_RESTORE, cancel=cancel)
        difference = compare_states(_state_now(workspace.folder), read_state(restored.folder))
    except BaseException:
        discard(restored.folder)
        raise
    return Prepared(restored, backup, difference)


def newest_words(data: Path) -> str | None:
    """A sentence about the newest backup beside damaged data; ``None`` without one."""
    try:
        newest = find_backups(data)[0].info
    except KksError:
        return None
    return (
        f"Cadangan terbaru: {newest.at.astimezone():%d-%m-%Y pukul %H.%M}, "
        f"{newest.fields} isian dan {len(newest.evidence)} berkas bukti. Isian sesudah itu tidak "
        "ada di dalamnya; data yang rusak tetap disimpan."
    )


def restore_newest(
    data: Path,
    now: datetime,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> Restored:
    """Restore the newest backup that proves good beside damaged data.

    Raises:
        KksError: no backup is good, or there is no room.
    """
    refusal: KksError | None = None
    for found in find_backups(data):
        try:
            into = waiting_folder(data, now)
            return restore_backup(found.backup, into, progress, cancel, (data,))
        except CancelledError:
            raise
        except KksError as fault:
            _log.warning("backup not restored: %s", fault.code)
            refusal = refusal or fault
    assert refusal is not None  # find_backups gives at least one
    raise refusal


def waiting_folder(data: Path, now: datetime) -> Path:
    """Where a restored copy waits; a folder that is not there yet."""
    return _unused(data / FOLDER / _moment(now))


def _state_now(folder: Path) -> DataState:
    """The data as they are; nothing of them where they cannot be read any more."""
    try:
        return read_state(folder)
    except (KksError, sqlite3.Error):
        _log.warning("the data cannot be compared with the copy")
        return DataState({}, frozenset(), "")


def read_state(folder: Path) -> DataState:
    """Everything typed in a data folder, in all its assessments."""
    with closing(open_reader(folder)) as connection:
        return _state_of(connection)


def read_backup_state(backup: Backup) -> DataState:
    """Everything typed in a backup, where it lies.

    Raises:
        KksError: it cannot be read.
    """
    try:
        with closing(open_still(backup.store)) as connection:
            return _state_of(connection)
    except sqlite3.Error as cause:
        raise damaged() from cause


def _state_of(connection: sqlite3.Connection) -> DataState:
    rows = all_assessments(connection)
    fields = {
        (row.submission_id, code, field): raw
        for row in rows
        for (code, field), raw in load_entries(connection, row.id).items()
    }
    changed = connection.execute("SELECT at FROM history ORDER BY seq DESC LIMIT 1").fetchone()
    return DataState(
        fields=fields,
        files=frozenset(load_evidence(connection)),
        changed_at=changed[0] if changed else "",
        years={row.submission_id: row.year for row in rows},
    )


def use(data: Path, restored: Path, now: datetime) -> Path:
    """Put a restored copy in the place of the data, whose workspace must be closed.

    Gives the folder where the data of before are kept, which can be opened as they are; it is
    not there where nothing had been begun.

    Raises:
        KksError: it could not be done; the data are as they were.
    """
    kept = _unused(data / f"{KEPT}-{_moment(now)}")
    begun = not store_path(data).exists() or _has_assessment(data)
    use_restored(data, restored, kept)
    if not begun:
        discard(kept)  # of a first start that nothing was typed into
    return kept


def _has_assessment(folder: Path) -> bool:
    """Whether anything was begun; a store that cannot be read may hold something."""
    try:
        with closing(open_reader(folder)) as connection:
            return bool(all_assessments(connection))
    except (KksError, sqlite3.Error):
        return True


def throw_away(prepared: Prepared) -> None:
    """Remove a restored copy that nobody wants."""
    discard(prepared.restored.folder)


def _unused(path: Path) -> Path:
    """The path, or with a number behind it where something has its name."""
    numbered = (path.with_name(f"{path.name}-{number}") for number in count(2))
    return next(name for name in chain([path], numbered) if not name.exists())


def _moment(now: datetime) -> str:
    return now.astimezone().strftime("%Y%m%d-%H%M%S")


__all__ = [
    "Prepared",
    "Restored",
    "check_backup",
    "newest_words",
    "prepare",
    "read_backup_state",
    "read_state",
    "restore_backup",
    "restore_newest",
    "throw_away",
    "use",
    "waiting_folder",
]
