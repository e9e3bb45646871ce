"""Is the data whole? A quick look at each start, a full one every week."""

from __future__ import annotations

import json
import logging
import sqlite3
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from kks_desktop.domain.columns import long_date
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.field_names import field_text
from kks_desktop.domain.numbers import format_number
from kks_desktop.domain.registers import register_of
from kks_desktop.services.evidence import EvidenceDesk
from kks_desktop.services.tasks import CancelledError, CancelToken, Progress, no_progress
from kks_desktop.services.workspace import Workspace
from kks_desktop.services.writing import write_whole
from kks_desktop.store.checking import full_damage, last_change, last_write

_log = logging.getLogger(__name__)
NAME = "pemeriksaan.json"
"""Beside the store: the day of the last full check."""
EVERY = timedelta(days=7)
_SHOWN = 40
"""Letters of the last text that is shown after a bad end."""


class Health(NamedTuple):
    """What a check found; ``damage`` speaks of the database and is not for a person.

    ``lost`` are files of proof that are missing or changed, by SHA-256; empty after a
    quick check, which does not look at them. ``saved_until`` is the newest change kept.
    """

    damage: str
    lost: frozenset[str]
    full: bool
    saved_until: datetime | None

    @property
    def good(self) -> bool:
        """Whether nothing is amiss."""
        return not self.damage and not self.lost


def full_check_due(workspace: Workspace) -> bool:
    """Whether the last full check is a week ago or more; also where its day is not known."""
    last = last_full_check(workspace.folder)
    today = workspace.clock().astimezone().date()
    # a day to come is one of a clock that was wrong
    return last is None or not timedelta(0) <= today - last < EVERY


def last_full_check(folder: Path) -> date | None:
    """The day of the last full check; ``None`` for none, or one that cannot be read."""
    try:
        return date.fromisoformat(json.loads((folder / NAME).read_text("utf-8"))["penuh"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def check_quickly(workspace: Workspace) -> Health:
    """SQLite's quick check of the database.

    Raises:
        KksError: the store cannot be read just now.
    """
    return Health(_quick_damage(workspace), frozenset(), False, _saved_until(workspace))


def _quick_damage(workspace: Workspace) -> str:
    try:
        return workspace.damage()
    except KksError as fault:
        return _damage_of(fault)


def _damage_of(fault: KksError) -> str:
    """Only damage is damage: a store that is busy or away for a moment is not."""
    if fault.code != "STORE_DAMAGED":
        raise fault
    return fault.code


def check_fully(
    workspace: Workspace, progress: Progress = no_progress, cancel: CancelToken | None = None
) -> Health:
    """Check the database and read every file of proof again; notes the day.

    Raises:
        CancelledError: it was asked to stop; what was found of files is kept.
        KksError: the store cannot be read just now.
    """
    damage = _full_damage(workspace, cancel)
    lost: frozenset[str] = frozenset()
    if not damage:
        EvidenceDesk(workspace).check_all(progress, cancel)
        lost = EvidenceDesk(workspace).damaged()
    if not workspace.read_only:
        _note_day(workspace)
    return Health(damage, lost, True, _saved_until(workspace))


def _full_damage(workspace: Workspace, cancel: CancelToken | None) -> str:
    def stop() -> bool:
        try:
            if cancel is not None:
                cancel.check()
        except CancelledError:
            return True
        return False

    try:
        return full_damage(workspace.folder, stop)
    except InterruptedError as cause:
        raise CancelledError("Pemeriksaan data dihentikan; data tetap utuh.") from cause
    except KksError as fault:
        return _damage_of(fault)


def _note_day(workspace: Workspace) -> None:
    day = workspace.clock().astimezone().date().isoformat()
    try:
        write_whole(workspace.folder / NAME, json.dumps({"penuh": day}).encode())
    except KksError as fault:
        _log.warning("day of the full check not kept: %s", fault.code)


def _saved_until(workspace: Workspace) -> datetime | None:
    try:
        with workspace.reading() as connection:
            at = last_write(connection)
        return datetime.fromisoformat(at).astimezone() if at else None
    except (KksError, sqlite3.Error, ValueError) as fault:
        _log.warning("time of the last change not read: %s", type(fault).__name__)
        return None


def cut_off_sentence(workspace: Workspace, health: Health, *, crashed: bool) -> str:
    """What a start after a bad end says; ``crashed``: the program itself was at fault."""
    if workspace.cut_off is None:
        return ""
    began = workspace.cut_off.astimezone()
    until = health.saved_until
    ended = until if until is not None and until > began else began
    why = " karena gangguan di dalam program" if crashed else ""
    words = f"Program berhenti tidak wajar pada {long_date(ended.date())}{why}"
    if until is not None:
        day = "" if until.date() == ended.date() else f"{long_date(until.date())} "
        words += f"; isian sampai {day}pukul {until:%H.%M} tersimpan{_last_words(workspace)}"
    return f"{words}. Pemeriksaan data: {'baik' if not health.damage else 'ada yang rusak'}."


def _last_words(workspace: Workspace) -> str:
    """``, terakhir 1.06 “13,1”``, so that a person sees where to go on; empty for a file."""
    try:
        with workspace.reading() as connection:
            code, field, raw = last_change(connection)
    except (KksError, sqlite3.Error) as fault:
        _log.warning("last change not read: %s", type(fault).__name__)
        return ""
    register = register_of(code)
    if not raw or (":" in code and register is None):
        return ""
    place = register.title if register is not None else code
    text = " ".join(field_text(code, field, raw).split())
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return f", terakhir pada {place.replace('_', ' ')}: “{shown}”"


def lost_sentence(health: Health) -> str:
    """What a check says of files of proof; empty where all are whole."""
    if not health.lost:
        return ""
    return (
        f"{format_number(len(health.lost))} berkas bukti hilang atau berubah sejak dilampirkan; "
        "lihat Bukti dukung untuk melampirkannya lagi. Isian tetap utuh."
    )


DAMAGED = (
    "Sebagian berkas data rusak, jadi data ini tidak ditulisi lagi. "
    "Yang masih terbaca dapat diselamatkan."
)
"""For the window that a damaged store opens with."""
