"""Proof beside the assessment: taking files in, checking them again, how much room they take.

Everything here may run on any thread and touches no field: what attaching changes comes
back as edits, which the caller sets in the session.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from kks_desktop.domain.bin import BIN_DAYS
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.evidence import Use, evidence_code
from kks_desktop.domain.strict_json import canonical_json
from kks_desktop.platform.sums import Watch
from kks_desktop.services.evidence_intake import (
    PER_FILE,
    Finding,
    Inspect,
    Inspection,
    Intake,
    TakenFile,
)
from kks_desktop.services.tasks import CancelToken, Progress, no_progress
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.bin import last_day_before
from kks_desktop.store.entries import load_entries
from kks_desktop.store.evidence import (
    MISSING,
    SOUND,
    EvidenceRow,
    damaged_files,
    drop_unused,
    evidence_row,
    evidence_sizes,
    load_evidence,
    set_damaged,
    set_facts,
)
from kks_desktop.store.evidence_files import EvidenceFiles

IN_ALL = 2 * 1024**3
"""Bytes beyond which all files together are called too much; nothing is refused for it."""
_BATCH = 20


class Meter(NamedTuple):
    """How much proof the assessment has; ``size`` and ``limit`` in bytes."""

    files: int
    size: int
    limit: int = IN_ALL

    @property
    def percent(self) -> int:
        """How full the budget is; may pass 100."""
        return self.size * 100 // self.limit

    @property
    def over(self) -> bool:
        """Whether the budget is spent; a warning, no more."""
        return self.size > self.limit


def meter_of(files: Iterable[str], sizes: Mapping[str, int]) -> Meter:
    """The room that files of an assessment take; one that is not in the store takes none."""
    named = [sizes[sha256] for sha256 in files if sha256 in sizes]
    return Meter(len(named), sum(named))


class AboutFile(NamedTuple):
    """What the store and the inspection know of one file, in words.

    ``size`` and ``shrinkable`` are bytes, the latter 0 where a smaller copy gains nothing.
    """

    size: int
    measure: str
    warnings: tuple[str, ...]
    years: str
    shrinkable: int
    damaged: str


def _about(row: EvidenceRow) -> AboutFile:
    facts = json.loads(row.facts) if row.facts else {}
    pages, width, height = (facts.get(key) for key in ("pages", "width", "height"))
    measure = f"{width} × {height} piksel" if width and height else ""
    if pages and not measure:
        measure = f"{pages} halaman"
    return AboutFile(
        size=row.size,
        measure=measure,
        warnings=tuple(str(finding[2]) for finding in facts.get("findings", ())),
        years=", ".join(sorted(facts.get("years") or ())),
        shrinkable=int(facts.get("shrinkable") or 0),
        damaged=row.damaged,
    )


class EvidenceDesk:
    """The proof of one data folder."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.files = EvidenceFiles(workspace.folder)

    @property
    def read_only(self) -> bool:
        """Whether nothing may be written here."""
        return self._workspace.read_only

    # ------------------------------------------------------------ what there is

    def rows(self) -> Mapping[str, EvidenceRow]:
        """What the store knows of each file, by SHA-256."""
        with self._workspace.reading() as connection:
            return load_evidence(connection)

    def damaged(self) -> frozenset[str]:
        """Files known to be missing or changed."""
        with self._workspace.reading() as connection:
            return damaged_files(connection)

    def about(self, sha256: str) -> AboutFile | None:
        """What is known of one file; ``None`` for one that is not in the store."""
        with self._workspace.reading() as connection:
            row = evidence_row(connection, sha256)
        return None if row is None else _about(row)

    def facts(self) -> dict[str, dict[str, Any]]:
        """What inspections found, by SHA-256; a file not inspected yet is left out."""
        return {sha256: json.loads(row.facts) for sha256, row in self.rows().items() if row.facts}

    def sizes(self) -> dict[str, int]:
        """The size of every file of the store in bytes, by SHA-256."""
        with self._workspace.reading() as connection:
            return evidence_sizes(connection)

    def _names(self) -> dict[str, str]:
        """The files in the library of the open assessment, with their names."""
        prefix = evidence_code("")
        info = self._workspace.require_session().info
        with self._workspace.reading() as connection:
            entries = load_entries(connection, info.id)
        return {
            code.removeprefix(prefix): raw
            for (code, field), raw in entries.items()
            if field == "nama" and code.startswith(prefix)
        }

    # ------------------------------------------------------------ taking in

    def take_in(
        self,
        sources: Sequence[Path],
        uses: Sequence[Use],
        inspect: Inspect,
        progress: Progress = no_progress,
        cancel: CancelToken | None = None,
    ) -> list[TakenFile]:
        """Copy files in, inspect the copies, and keep those that may be kept.

        One that is refused never stops the rest. Files taken in are durable, with their
        rows, when this returns; attaching them is up to the caller, by their edits. So it
        is where a person stops the work: the files after that are told as ``stopped``.

        Raises:
            KksError: the data folder is read-only.
        """
        if self._workspace.read_only:
            raise KksError(self._workspace.read_only_reason, code="READ_ONLY")
        return Intake(self._workspace, self.files, uses, inspect).run(sources, progress, cancel)

    # ------------------------------------------------------------ looking after

    def check_all(
        self, progress: Progress = no_progress, cancel: CancelToken | None = None
    ) -> dict[str, str]:
        """Read every file again and note which are missing or changed; gives those.

        What was found before a person stopped it is kept.
        """
        watch = Watch(progress, cancel)
        rows = list(self.rows().values())
        watch.expect(sum(row.size for row in rows))
        found: dict[str, str] = {}
        for batch in _batches(rows):
            states = {}
            for row in batch:
                states[row.sha256] = self.files.verify(row.sha256, row.ext, watch.advance)
            self._note_states(states)
            found |= {sha256: state for sha256, state in states.items() if state != SOUND}
        return found

    def check_present(self) -> frozenset[str]:
        """Look for files that are not there any more; gives every file known to be damaged.

        Only names and sizes are looked at; ``check_all`` reads the bytes.
        """
        gone = {
            row.sha256: MISSING
            for row in self.rows().values()
            if not row.damaged and not self.files.present(row.sha256, row.ext, row.size)
        }
        if gone:
            self._note_states(gone)
        return self.damaged() | frozenset(gone)

    def _note_states(self, states: Mapping[str, str]) -> None:
        if not self._workspace.read_only:
            at = self._workspace.clock().isoformat(timespec="seconds")
            self._workspace.write(lambda connection: set_damaged(connection, states, at)).result()

    def inspect_pending(
        self,
        inspect: Inspect,
        progress: Progress = no_progress,
        cancel: CancelToken | None = None,
    ) -> int:
        """Inspect the files that came in without it; gives their number."""
        names = self._names()
        pending = [row for row in self.rows().values() if not row.facts and not row.damaged]
        for done, row in enumerate(pending):
            if cancel is not None:
                cancel.check()
            progress(done, len(pending))
            name = names.get(row.sha256, f"{row.sha256[:8]}.{row.ext}")
            found = inspect(self.files.path_of(row.sha256, row.ext), name)
            if found.thumbnail:
                self.files.put_thumbnail(row.sha256, found.thumbnail)
            facts = {row.sha256: canonical_json(found.to_table()).decode()}
            self._workspace.write(partial(set_facts, facts=facts)).result()
        progress(len(pending), len(pending))
        return len(pending)

    def tidy(self) -> int:
        """Forget files that left the bin, and remove what has no row.

        Time passes here only as far as work was done on another day: a clock that ran
        ahead this morning deletes nothing. Gives the number of files removed.
        """
        now = self._workspace.clock()
        with self._workspace.reading() as connection:
            worked = last_day_before(connection, now.date().isoformat())
        if worked is None:
            return self.files.sweep(self.rows().keys())
        past = min(now, datetime.fromisoformat(worked))
        before = (past - timedelta(days=BIN_DAYS)).isoformat()
        self._workspace.write(lambda connection: drop_unused(connection, before)).result()
        return self.files.sweep(self.rows().keys())


def _batches(rows: Sequence[EvidenceRow]) -> Iterator[Sequence[EvidenceRow]]:
    for start in range(0, len(rows), _BATCH):
        yield rows[start : start + _BATCH]


__all__ = [
    "PER_FILE",
    "EvidenceDesk",
    "Finding",
    "Inspect",
    "Inspection",
    "Meter",
    "TakenFile",
    "meter_of",
]
