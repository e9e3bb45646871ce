"""Backups of a data folder: where they go, when they are due, what there is.

Everything here may run on any thread. What was typed and not yet handed over is not in a
backup: whoever makes one because a person asked flushes the session first.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from typing import NoReturn

from kks_desktop import __version__
from kks_desktop.domain.errors import KksError
from kks_desktop.services.tasks import CancelledError, CancelToken, Progress, no_progress
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.assessments import AssessmentRow, all_assessments
from kks_desktop.store.backup import Backup, Occasion, Place
from kks_desktop.store.backup_faults import BUSY, BackupError
from kks_desktop.store.backup_info import NAME as INFO_NAME
from kks_desktop.store.backup_info import BackupInfo

_log = logging.getLogger(__name__)
FIRST = "cadangan"
"""The folder of the first place, inside the data folder."""
SECOND = "KKS Cadangan"
"""The folder that a second place gets in the folder that a person chose."""
STATE = "tempat-cadangan.json"
START, HOURLY, ASKED = "awal", "berkala", "diminta"
BEFORE_RESTORE, BEFORE_IMPORT, BEFORE_UPDATE = (
    "sebelum pulih",
    "sebelum terima",
    "sebelum perbarui",
)
EVERY = timedelta(hours=1)
_BUSY_TRIES, _BUSY_S = 60, 1.0
"""A backup under way is waited for, for a minute."""


@dataclass(frozen=True, slots=True)
class PlaceState:
    """A place and how it stands; times are local, in ISO form with their offset.

    ``good_at`` is when the data were last known to be backed up there; ``fault`` is what
    went wrong the last time, empty if nothing.
    """

    root: Path
    second: bool
    present: bool
    same_disk: bool
    good_at: str = ""
    fault: str = ""

    @property
    def last(self) -> datetime | None:
        """When it was last good."""
        return datetime.fromisoformat(self.good_at) if self.good_at else None


@dataclass(frozen=True, slots=True)
class Listed:
    """A backup in the list; ``whole`` unless the place lost some of its files of proof."""

    backup: Backup
    second: bool
    whole: bool

    @property
    def info(self) -> BackupInfo:
        """What it says of itself."""
        return self.backup.info


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one place: a backup, or why there is none."""

    root: Path
    backup: Backup | None
    fault: KksError | None = None
    same_disk: bool = False


class BackupDesk:
    """The backups of one data folder."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.first = workspace.folder / FIRST

    # ------------------------------------------------------------ places

    @property
    def second(self) -> Path | None:
        """The second place, if one was chosen; it may be away."""
        named = load_record(self._workspace.folder).second
        return Path(named) if named else None

    def choose_second(self, folder: Path) -> Path:
        """Make a folder (a stick, another disk) the second place; gives the folder used.

        Raises:
            KksError: it lies inside the data folder, or cannot be written.
        """
        data = self._workspace.folder.resolve()
        if folder.resolve() == data or data in folder.resolve().parents:
            raise KksError(
                "Folder itu berada di dalam folder data, jadi ikut hilang bila data hilang. Tidak "
                "ada yang berubah; pilih cakram lain atau flashdisk.",
                code="PLACE_INSIDE",
            )
        root = place_in(folder)
        Place(root).set_up()
        same = _device(root) == _device(data)
        self._record(lambda record: replace(record, second=str(root), same_disk=same))
        return root

    @property
    def has_elsewhere(self) -> bool:
        """Whether a second place was chosen that outlives this disk; looks at no other disk."""
        record = load_record(self._workspace.folder)
        return bool(record.second) and not record.same_disk

    def wants_second(self) -> bool:
        """Whether a second place may be offered: real data, and none chosen on another disk."""
        return self._is_real() and not self.has_elsewhere

    def _is_real(self) -> bool:
        """Whether these data are worked on, and not practice, which needs no backup."""
        session = self._workspace.session
        return not (self._workspace.read_only or session is None or session.info.practice)

    def declined(self) -> frozenset[str]:
        """What a person did not want as the second place, by what it is known by."""
        return frozenset(load_record(self._workspace.folder).declined)

    def decline(self, key: str) -> None:
        """Never offer this again as the second place."""
        try:
            self._record(lambda record: replace(record, declined=(*record.declined, key)))
        except OSError as cause:
            _log.warning("declined place not kept: %s", type(cause).__name__)

    def states(self) -> list[PlaceState]:
        """Every place with how it stands, the first place first."""
        record = load_record(self._workspace.folder)
        return [self._state_of(root, record) for root in self._roots()]

    def _roots(self) -> list[Path]:
        second = self.second
        return [self.first] if second is None else [self.first, second]

    def _state_of(self, root: Path, record: Record) -> PlaceState:
        second = root != self.first
        return PlaceState(
            root=root,
            second=second,
            present=not second or Place(root).ready,
            same_disk=not second or _device(root) == _device(self._workspace.folder),
            good_at=record.good_at.get(str(root), ""),
            fault=record.faults.get(str(root), ""),
        )

    def _record(self, change: Callable[[Record], Record]) -> None:
        folder = self._workspace.folder
        save_record(folder, change(load_record(folder)))

    def last_good(self) -> datetime | None:
        """When the first place was last good; looks at no other disk."""
        good_at = load_record(self._workspace.folder).good_at.get(str(self.first), "")
        return datetime.fromisoformat(good_at) if good_at else None

    # ------------------------------------------------------------ making

    def updated(self) -> bool:
        """Whether the program is another than the one that worked here last.

        A folder where no program is known was just begun.
        """
        known = load_record(self._workspace.folder).program
        return self._is_real() and known not in ("", __version__)

    def note_program(self) -> None:
        """This program works here from now on."""
        if load_record(self._workspace.folder).program != __version__:
            try:
                self._record(lambda record: replace(record, program=__version__))
            except OSError as cause:
                _log.warning("version of the program not kept: %s", type(cause).__name__)

    def due(self) -> bool:
        """Whether the first place has no good backup of the last hour; practice needs none."""
        if not self._is_real():
            return False
        last = self.last_good()
        # one of the future was made while the clock was wrong
        return last is None or not timedelta(0) <= self._workspace.clock() - last < EVERY

    def make(
        self, reason: str, progress: Progress = no_progress, cancel: CancelToken | None = None
    ) -> list[Outcome]:
        """Back up to every place; one that fails never stops the other.

        What went wrong is kept with the state of the place.

        Raises:
            CancelledError: a person stopped the work; nothing half stays.
        """
        occasion = self._occasion(reason)

        def note(done: int, total: int) -> None:
            if cancel is not None:
                cancel.check()
            progress(done, total)

        return [self._make_in(root, occasion, note) for root in self._roots()]

    def make_before_import(
        self, progress: Progress = no_progress, cancel: CancelToken | None = None
    ) -> Backup:
        """A backup to the first place before anything is taken in.

        One that is under way already is waited for.

        Raises:
            KksError: it could not be made, so that nothing may be taken in.
            CancelledError: a person stopped the work.
        """
        occasion = self._occasion(BEFORE_IMPORT)
        cancel = cancel or CancelToken()

        def note(done: int, total: int) -> None:
            cancel.check()
            progress(done, total)

        waiting = Event()
        for _ in range(_BUSY_TRIES):
            outcome = self._make_in(self.first, occasion, note)
            if outcome.fault is None or outcome.fault.code != BUSY[0]:
                break
            cancel.check()
            waiting.wait(_BUSY_S)
        if outcome.backup is None:
            raise KksError(
                f"Belum ada yang diterima, karena cadangan sebelumnya gagal. {outcome.fault}",
                code="NO_BACKUP_BEFORE",
            )
        return outcome.backup

    def make_in(
        self, folder: Path, progress: Progress = no_progress, cancel: CancelToken | None = None
    ) -> Backup:
        """One backup to a folder of a person's choice, which becomes a place of backups.

        Raises:
            KksError: it could not be made.
        """

        def note(done: int, total: int) -> None:
            if cancel is not None:
                cancel.check()
            progress(done, total)

        place = Place(place_in(folder))
        place.set_up()
        return place.write(self._workspace.folder, self._occasion(ASKED), note)

    def _make_in(self, root: Path, occasion: Occasion, note: Progress) -> Outcome:
        place = Place(root)
        try:
            if root == self.first:
                place.set_up()
            backup = place.write(self._workspace.folder, occasion, note)
        except CancelledError:
            raise
        except KksError as fault:
            _log.warning("backup not made: %s", fault.code)
            self._remember(root, fault=str(fault))
            return Outcome(root, None, fault)
        self._remember(root, good_at=occasion.made_at)
        return Outcome(root, backup, same_disk=_device(root) == _device(self._workspace.folder))

    def _remember(self, root: Path, *, good_at: str = "", fault: str = "") -> None:
        """Keep how a place stands; that it could not be kept is no reason to fail."""

        def change(record: Record) -> Record:
            good = {**record.good_at, **({str(root): good_at} if good_at else {})}
            return replace(record, good_at=good, faults={**record.faults, str(root): fault})

        try:
            self._record(change)
        except OSError as cause:
            _log.warning("state of the backups not kept: %s", type(cause).__name__)

    def _occasion(self, reason: str) -> Occasion:
        newest, oldest = self._assessments()
        return Occasion(
            store=oldest.submission_id,
            made_at=self._workspace.clock().astimezone().isoformat(timespec="seconds"),
            reason=reason,
            region_code=newest.region_code,
            region_name=newest.region_name,
            year=newest.year,
            practice=newest.practice,
            program=__version__,
        )

    def _assessments(self) -> tuple[AssessmentRow, AssessmentRow]:
        with self._workspace.reading() as connection:
            rows = all_assessments(connection)
        if not rows:
            raise KksError("Belum ada penilaian di folder data ini.", code="NO_ASSESSMENT")
        return rows[0], rows[-1]

    # ------------------------------------------------------------ what there is

    def listed(self) -> list[Listed]:
        """Every backup of these data that is within reach; newest first."""
        store = self._assessments()[1].submission_id
        found = [
            one for root in self._roots() for one in listed_in(root, root != self.first, store)
        ]
        return sorted(found, key=lambda one: (one.info.at, one.info.number), reverse=True)


# ------------------------------------------------------------------ any place


def place_in(folder: Path) -> Path:
    """The place of backups that a chosen folder means: itself if it is one, else one inside."""
    return folder if Place(folder).ready else folder / SECOND


def listed_in(root: Path, second: bool = True, store: str = "") -> list[Listed]:
    """The backups of a place, newest first; of one data folder, or of all."""
    place = Place(root)
    sizes = place.sizes()
    found = []
    for backup in place.backups(store):
        there = all(sizes.get(f"{h.sha256}.{h.ext}") == h.size for h in backup.info.evidence)
        with suppress(OSError):
            there = there and backup.store.stat().st_size == backup.info.size
            found.append(Listed(backup, second, there))
    return found


def find_backups(folder: Path) -> list[Listed]:
    """The backups that a person may mean by a folder: a backup, a place, or what holds a place.

    Newest first.

    Raises:
        BackupError: there is none.
    """
    if (folder / INFO_NAME).is_file():
        return [one for one in listed_in(folder.parent) if one.backup.path == folder] or _none(
            folder
        )
    for root in (folder, folder / SECOND, folder / FIRST):
        found = listed_in(root)
        if found:
            return sorted(found, key=lambda one: (one.info.at, one.info.number), reverse=True)
    return _none(folder)


def _none(folder: Path) -> NoReturn:
    raise BackupError(
        f"Di folder {folder} tidak ditemukan cadangan KKS Desktop yang terbaca. Tidak ada yang "
        f"berubah; pilih flashdisk atau folder '{SECOND}' yang berisi cadangan.",
        code="NO_BACKUP",
    )


def _device(folder: Path) -> int:
    existing = next((one for one in (folder, *folder.parents) if one.exists()), folder)
    try:
        return existing.stat().st_dev
    except OSError:
        return -1


# ------------------------------------------------------------------ state


@dataclass(frozen=True, slots=True)
class Record:
    """What is remembered of the places: the second one, and how each did the last time.

    ``program`` is the version that worked here last; ``declined`` are the sticks that a
    person did not want as the second place; ``same_disk``: the second place lies on the disk
    of the data.
    """

    second: str = ""
    good_at: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    program: str = ""
    declined: tuple[str, ...] = ()
    same_disk: bool = False


def load_record(folder: Path) -> Record:
    """Read what is remembered; what cannot be used is forgotten, the backups are not."""
    try:
        table = json.loads((folder / STATE).read_text(encoding="utf-8"))
        return Record(
            str(table["second"]),
            _texts(table["good_at"]),
            _texts(table["faults"]),
            str(table.get("program", "")),
            tuple(str(one) for one in table.get("declined", ())),
            table.get("same_disk") is True,
        )
    except FileNotFoundError:
        return Record()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        _log.warning("state of the backups unreadable")
        return Record()


def _texts(table: Mapping[str, str]) -> dict[str, str]:
    return {str(key): str(text) for key, text in table.items()}


def save_record(folder: Path, record: Record) -> None:
    """Write what is remembered, whole or not at all."""
    target = folder / STATE
    part = target.with_name(f"{STATE}.part")
    part.write_text(json.dumps(asdict(record), ensure_ascii=False), encoding="utf-8")
    os.replace(part, target)
