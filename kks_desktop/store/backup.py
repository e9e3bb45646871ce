"""A place of backups: a folder with one folder for each backup and their files of proof.

A backup is made under a name of no meaning, read back, brought to the medium and only then
named, so that it is there whole or not at all. Files of proof are named by their SHA-256 and
shared by all backups of the place.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kks_desktop.domain.thinning import Made, kept
from kks_desktop.platform.durable import sync_folder
from kks_desktop.platform.lock import FolderLock
from kks_desktop.store import backup_faults as faults
from kks_desktop.store.backup_faults import BackupError, place_faults
from kks_desktop.store.backup_info import NAME, BackupInfo, Held, info_bytes, read_info
from kks_desktop.store.connection import NAME as STORE
from kks_desktop.store.connection import open_reader, store_path
from kks_desktop.store.evidence import load_evidence
from kks_desktop.store.evidence_files import EvidenceFiles
from kks_desktop.store.snapshot import (
    NotTheSameError,
    Snapshot,
    UnreadableError,
    copy_file,
    copy_store,
    open_still,
    read_back,
    sha256_of,
)

_log = logging.getLogger(__name__)
_CHOOSING = "sebelum pulih"
GUARDED = frozenset({_CHOOSING, "sebelum terima", "sebelum perbarui"})
"""Reasons of backups that were made before a big change; they stay longer."""
_MARKER = "kks-tempat-cadangan.txt"
_PREFIX = "kks-cadangan-"
_PART = ".part"
_ROOM_KEPT = 20_000_000
_EVIDENCE_NAME = re.compile(r"([0-9a-f]{64})\.[a-z0-9]{1,8}")
_ABOUT = """Folder ini berisi cadangan data KKS Desktop. Jangan mengubah isinya.
Setiap folder kks-cadangan-... adalah satu cadangan; folder bukti dipakai bersama.
Untuk memulihkan: buka KKS Desktop, lalu pilih Pulihkan dari cadangan.
"""

Progress = Callable[[int, int], None]
"""Told what is done and what there is in all; what it raises stops the work."""


class Occasion(NamedTuple):
    """Whose backup it is and why it is made now; ``made_at`` as in ``BackupInfo``."""

    store: str
    made_at: str
    reason: str
    region_code: str
    region_name: str
    year: int
    practice: bool
    program: str


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup where it lies."""

    path: Path
    info: BackupInfo

    @property
    def place(self) -> Place:
        """The place that it belongs to."""
        return Place(self.path.parent)

    @property
    def store(self) -> Path:
        """Its database file."""
        return self.path / STORE


class Place:
    """A folder that takes backups. Other things that lie in it are left alone."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.evidence = EvidenceFiles(root)

    @property
    def ready(self) -> bool:
        """Whether this is the place that was set up, and not what another medium has there."""
        return (self.root / _MARKER).is_file()

    def set_up(self) -> None:
        """Make the folder a place of backups.

        Raises:
            BackupError: it cannot be written, or holds live data.
        """
        if store_path(self.root).exists():
            raise faults.refusal(faults.WRONG_PLACE)
        with place_faults():
            self.root.mkdir(exist_ok=True)
            if not self.ready:
                (self.root / _MARKER).write_text(_ABOUT, encoding="utf-8")
                sync_folder(self.root)

    # ------------------------------------------------------------ what there is

    def backups(self, store: str = "") -> list[Backup]:
        """The backups of one data folder, or of all; newest first.

        One that cannot be read is left out. None where the place is not there.
        """
        found = []
        for path in self._folders():
            with suppress(BackupError):
                backup = Backup(path, read_info(path))
                if store in ("", backup.info.store):
                    found.append(backup)
        return sorted(found, key=lambda one: (one.info.number, one.info.made_at), reverse=True)

    def unreadable(self) -> list[Path]:
        """Folders that have the name of a backup and cannot be read as one."""
        read = {backup.path for backup in self.backups()}
        return [path for path in self._folders() if path not in read]

    def _folders(self) -> list[Path]:
        with suppress(OSError):
            return sorted(
                path
                for path in self.root.glob(f"{_PREFIX}*")
                if path.suffix != _PART and path.is_dir()
            )
        return []

    def sizes(self) -> dict[str, int]:
        """The files of proof that lie here, by name, with their size."""
        found: dict[str, int] = {}
        with suppress(OSError):
            for folder in self.evidence.folder.glob("??"):
                with os.scandir(folder) as entries:
                    found |= {entry.name: entry.stat().st_size for entry in entries}
        return found

    # ------------------------------------------------------------ writing

    def write(self, data: Path, occasion: Occasion, progress: Progress) -> Backup:
        """Back up a data folder as it is at this moment, then thin out its older backups.

        Where nothing changed since the newest backup, that one is read back and stays.

        Raises:
            BackupError: the place cannot take it; what lay there is untouched.
            StoreError: the data cannot be read.
        """
        if not self.ready:
            raise faults.refusal(faults.GONE)
        with self._locked(), place_faults():
            self._tidy()
            part = Path(tempfile.mkdtemp(_PART, _PREFIX, self.root))
            try:
                backup = self._write(data, part, occasion, progress)
            except NotTheSameError as cause:
                raise faults.refusal(faults.NOT_READ_BACK) from cause
            finally:
                _remove(part)
        if occasion.reason != _CHOOSING:  # nothing goes while a person is choosing one
            # a backup that is whole is not called failed because an old one would not go
            try:
                with place_faults(), self._locked():
                    self._thin(occasion.store)
            except BackupError as fault:
                _log.warning("old backups not thinned: %s", fault.code)
        return backup

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with place_faults():  # says what a lock cannot: gone, or not to be written
            descriptor, name = tempfile.mkstemp(_PART, _PREFIX, self.root)
            os.close(descriptor)
            os.unlink(name)
        lock = FolderLock(self.root)
        if not lock.acquire():
            raise faults.refusal(faults.BUSY)
        try:
            yield
        finally:
            lock.release()

    def _write(self, data: Path, part: Path, occasion: Occasion, progress: Progress) -> Backup:
        with closing(open_reader(data)) as source:
            pages, size = (
                source.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("page_count", "page_size")
            )
            self._check_room(pages * size)
            before = self.backups(occasion.store)
            known = before[0].info.sha256 if before else ""
            snapshot = copy_store(source, part / STORE, progress, known)
        found = _look_into(part / STORE)
        held, lacking = self._keep_evidence(data, found.evidence, progress)
        info = BackupInfo(
            **occasion._asdict(),
            number=before[0].info.number + 1 if before else 1,
            schema=found.schema,
            size=snapshot.size,
            sha256=snapshot.sha256,
            tables=snapshot.tables,
            changed_at=found.changed_at,
            evidence=held,
            lacking=lacking,
        )
        if before and _same(before[0], info):
            return before[0]
        _write_durably(part / NAME, info_bytes(info))
        return Backup(self._name(part, info), info)

    def _name(self, part: Path, info: BackupInfo) -> Path:
        region = re.sub(r"[^0-9.]", "", info.region_code) or "data"
        moment = info.at.strftime("%Y%m%d-%H%M")
        path = self.root / f"{_PREFIX}{region}-{moment}-{info.number}"
        if path.exists():  # of another data folder of the same region
            path = path.with_name(f"{path.name}-{info.store[-6:]}")
        sync_folder(part)
        os.rename(part, path)
        sync_folder(self.root)
        return path

    def _check_room(self, size: int) -> None:
        if shutil.disk_usage(self.root).free < size + _ROOM_KEPT:
            raise faults.refusal(faults.FULL)

    def _keep_evidence(
        self, data: Path, wanted: tuple[Held, ...], progress: Progress
    ) -> tuple[tuple[Held, ...], tuple[Held, ...]]:
        """Copy what is not here yet; gives what is here and what the data has no more."""
        there = self.sizes()
        missing = [one for one in wanted if there.get(f"{one.sha256}.{one.ext}") != one.size]
        total = sum(one.size for one in missing)
        self._check_room(total)
        lacking, done = set(), 0
        live = EvidenceFiles(data)

        def note(count: int) -> None:
            nonlocal done
            done += count
            progress(done, total)

        for one in missing:
            if not keep_file(live, self.evidence, one, note):
                lacking.add(one)
        sync_evidence(self.evidence, [one for one in missing if one not in lacking])
        return tuple(one for one in wanted if one not in lacking), tuple(
            sorted(lacking, key=lambda one: one.sha256)
        )

    # ------------------------------------------------------------ tidying

    def _tidy(self) -> None:
        """Remove what a backup left that was cut off; the lock says that none is under way."""
        for path in self.root.glob(f"{_PREFIX}*{_PART}"):
            _remove(path)
        for path in self.evidence.folder.glob(f"??/*{_PART}"):
            path.unlink(missing_ok=True)

    def _thin(self, store: str) -> None:
        backups = self.backups(store)
        stay = kept(
            Made(
                one.info.number,
                one.info.at.replace(tzinfo=None),
                one.info.reason if one.info.reason in GUARDED else "",
            )
            for one in backups
        )
        for backup in backups:
            if backup.info.number not in stay:
                part = backup.path.with_name(f"{backup.path.name}{_PART}")
                os.rename(backup.path, part)  # half removed, it is no backup any more
                _remove(part)
        self._drop_unnamed()

    def _drop_unnamed(self) -> None:
        """Remove files of proof that no backup names; none while one cannot be read."""
        if self.unreadable():
            return
        named = {held.sha256 for backup in self.backups() for held in backup.info.evidence}
        for path in self.evidence.folder.glob("??/*"):
            found = _EVIDENCE_NAME.fullmatch(path.name)
            if found is not None and found[1] not in named:
                path.unlink(missing_ok=True)

    # ------------------------------------------------------------ reading again

    def check(self, backup: Backup, note: Callable[[int], None]) -> tuple[Held, ...]:
        """Read a backup again, every byte; gives the files of proof that are not what they were.

        Raises:
            BackupError: its database is not what it was, so it must not be used.
        """
        check_store(backup)
        bad = []
        for held in backup.info.evidence:
            if self.evidence.verify(held.sha256, held.ext, note):
                bad.append(held)
        return tuple(bad)


def keep_file(
    source: EvidenceFiles, target: EvidenceFiles, held: Held, note: Callable[[int], None]
) -> bool:
    """Copy one file of proof whole; ``False`` where the source has not those bytes.

    Raises:
        OSError: the target cannot take it.
    """
    path = target.path_of(held.sha256, held.ext)
    origin = source.path_of(held.sha256, held.ext)
    part = path.with_name(f"{held.sha256}{_PART}")
    if not source.present(held.sha256, held.ext, held.size):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part.unlink(missing_ok=True)
    try:
        if copy_file(origin, part, note) != held.sha256:
            return False
        os.replace(part, path)
    except UnreadableError:
        return False
    finally:
        part.unlink(missing_ok=True)
    return True


def sync_evidence(files: EvidenceFiles, held: Iterable[Held]) -> None:
    """Bring the names of files of proof to the medium."""
    folders = {files.path_of(one.sha256, one.ext).parent for one in held}
    for folder in sorted(folders):
        sync_folder(folder)
    if folders:
        sync_folder(files.folder)


class _Inside(NamedTuple):
    schema: int
    changed_at: str
    evidence: tuple[Held, ...]


def _look_into(path: Path) -> _Inside:
    with closing(open_still(path)) as connection:
        changed = connection.execute("SELECT at FROM history ORDER BY seq DESC LIMIT 1").fetchone()
        rows = load_evidence(connection).values()
        return _Inside(
            schema=connection.execute("PRAGMA user_version").fetchone()[0],
            changed_at=changed[0] if changed else "",
            evidence=tuple(Held(row.sha256, row.ext, row.size) for row in rows),
        )


def _same(before: Backup, now: BackupInfo) -> bool:
    """Whether a backup holds exactly this, and still does."""
    facts = ("sha256", "size", "evidence", "lacking")
    if any(getattr(before.info, name) != getattr(now, name) for name in facts):
        return False
    # the one before a big change is kept longer, so it may not be one that goes sooner
    if now.reason in GUARDED and before.info.reason not in GUARDED:
        return False
    try:
        return sha256_of(before.store) == now.sha256
    except OSError:
        return False


def check_store(backup: Backup) -> Snapshot:
    """Read the database of a backup again.

    Raises:
        BackupError: it is not what it was.
    """
    try:
        found = read_back(backup.store, backup.info.tables)
    except (OSError, NotTheSameError, sqlite3.Error) as cause:
        raise damaged() from cause
    if found.sha256 != backup.info.sha256:
        raise damaged()
    return found


def damaged() -> BackupError:
    """A backup that must not be used."""
    return BackupError(
        "Isi cadangan ini tidak lagi sama dengan saat dibuat, jadi cadangan ini tidak dipakai. "
        "Data Anda dan cadangan lain tetap utuh; pilih cadangan yang lain.",
        code="BACKUP_DAMAGED",
    )


def _write_durably(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _remove(path: Path) -> None:
    """Remove what we wrote, and nothing that somebody else laid beside it."""
    if not path.exists():
        return
    for name in (STORE, NAME):
        (path / name).unlink(missing_ok=True)
    with suppress(OSError):
        path.rmdir()
