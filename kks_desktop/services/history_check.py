"""Does the history still fit together, and is what was sent still part of it?"""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from kks_desktop.bundle.refusals import Refusal
from kks_desktop.domain.clock import jumped
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.numbers import format_number
from kks_desktop.reports.words import revision_words
from kks_desktop.services.tasks import CancelToken, Progress, no_progress
from kks_desktop.services.workspace import Workspace
from kks_desktop.store import revisions
from kks_desktop.store.assessments import all_assessments
from kks_desktop.store.chain import (
    CHANGED,
    INSERTED,
    REMOVED,
    ChainBreak,
    ChainCheck,
    ChainRow,
    count_rows,
    is_chained,
    next_seq,
    starts,
    walk,
)

JUMPS_SHOWN = 20
_WORDS = {CHANGED: "diubah", REMOVED: "dihapus", INSERTED: "disisipkan"}


class ClockJump(NamedTuple):
    """A change whose time cannot be believed; its place in the order can."""

    seq: int
    assessment: int
    code: str
    at: datetime


class SentHead(NamedTuple):
    """A revision that left this PC, and whether the head that it named is still in the chain."""

    assessment: int
    revision: int
    head: str
    found: bool


class HistoryReport(NamedTuple):
    """What a check of the whole history found.

    ``head`` is of the assessment worked on, empty where there is none. ``jumps`` counts the
    changes with a wrong clock, of which the first ``JUMPS_SHOWN`` are listed: they are no
    fault of the history. ``asked`` is the revision of a bundle that was to be looked for.
    """

    rows: int
    head: str
    fault: ChainBreak | None
    sent: tuple[SentHead, ...]
    jumps: int
    first_jumps: tuple[ClockJump, ...]
    asked: SentHead | None = None

    @property
    def sound(self) -> bool:
        """Whether nothing was changed, taken away or put in."""
        return self.fault is None and all(sent.found for sent in self.sent)

    @property
    def bundle_found(self) -> bool:
        """Whether the head that was asked for is in the history; true where none was."""
        return self.asked is None or self.asked.found

    @property
    def sentence(self) -> str:
        """What a person should know of it."""
        if self.fault is not None:
            return _fault_words(self.fault)
        lost = next((sent for sent in self.sent if not sent.found), None)
        if lost is not None:
            sent = revision_words(lost.revision).lower()
            return (
                f"Riwayat tidak lagi memuat keadaan saat {sent} dikirim: "
                "riwayat sesudah pengiriman itu pernah diganti. Isian dibiarkan apa adanya; "
                "bandingkan dengan cadangan."
            )
        return f"Riwayat utuh: {format_number(self.rows)} perubahan, semuanya berurutan."


def _fault_words(fault: ChainBreak) -> str:
    if not fault.at:
        return "Riwayat tidak utuh: perubahan pertama sudah tidak ada."
    day = datetime.fromisoformat(fault.at).astimezone()
    where = f"{fault.code or 'isian'}, {day:%d/%m/%Y %H.%M}"
    if fault.kind == REMOVED:
        what = f"ada perubahan yang dihapus di dekat {where} (nomor {format_number(fault.seq)})"
    else:
        number = format_number(fault.seq)
        what = f"perubahan nomor {number} ({where}) {_WORDS[fault.kind]} di luar program"
    return f"Riwayat tidak utuh: {what}. Isian dibiarkan apa adanya; bandingkan dengan cadangan."


def bundle_words(asked: SentHead) -> str:
    """What was found of the head that a bundle names."""
    name = revision_words(asked.revision).lower()
    if asked.found:
        return (
            f"Keadaan saat berkas {name} dibuat ada dalam riwayat ini: semua "
            "perubahan sampai saat itu masih sama."
        )
    return (
        f"Keadaan saat berkas {name} dibuat tidak ada dalam riwayat ini: "
        "perubahan sebelum berkas itu dibuat pernah diganti, atau berkas itu dibuat di komputer "
        "lain. Isian dibiarkan apa adanya; bandingkan dengan cadangan."
    )


class _Run:
    """One pass over the history."""

    def __init__(
        self, connection: sqlite3.Connection, now: datetime, asked: SentHead | None = None
    ) -> None:
        self._connection = connection
        self._now = now
        self._starts = starts(connection)
        self._wanted = revisions.sent_heads(connection)
        self._asked = asked
        names = {(number, head) for number, _, head in self._wanted}
        if asked is not None:
            names.add((asked.assessment, asked.head))
        self._heads = {(number, _name(chain)) for number, chain in self._starts.items()} & names
        self._names = names
        self._before: dict[int, datetime] = {}
        self._jumps: list[ClockJump] = []
        self.check = ChainCheck(self._starts)
        self.jumps = 0
        self.rows = 0

    def feed(self, row: ChainRow) -> None:
        """Take up the next row."""
        self.check.feed(row)
        self.rows += 1
        if self._names and self.check.fault is None:
            name = (row.assessment, _name(row.chain))
            if name in self._names:
                self._heads.add(name)
        try:
            at = datetime.fromisoformat(row.at)
        except ValueError:
            return  # a time that was changed by hand shows as a row that does not fit
        if jumped(at, self._before.get(row.assessment), self._now):
            self.jumps += 1
            if len(self._jumps) < JUMPS_SHOWN:
                self._jumps.append(ClockJump(row.seq, row.assessment, row.code, at.astimezone()))
        self._before[row.assessment] = at

    def report(self, assessment: int | None) -> HistoryReport:
        """What was found, with the head of one assessment."""
        fault = self.check.end(next_seq(self._connection))
        head = "" if assessment is None else _name(self.check.heads[assessment])
        sent = tuple(
            SentHead(number, revision, name, (number, name) in self._heads)
            for number, revision, name in self._wanted
        )
        asked = self._asked
        if asked is not None:
            asked = asked._replace(found=(asked.assessment, asked.head) in self._heads)
        return HistoryReport(self.rows, head, fault, sent, self.jumps, tuple(self._jumps), asked)


def _name(chain: bytes) -> str:
    return f"sha256:{chain.hex()}"


def check_history(
    workspace: Workspace,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
    asked: SentHead | None = None,
) -> HistoryReport:
    """Read the whole history and check each row against the one before; on any thread.

    ``asked`` is looked for beside what this PC remembers to have sent (``read_head``).

    Raises:
        KksError: a person stopped it, or the store is of before there was a chain, or so
            damaged that its history cannot be read.
    """
    session = workspace.session

    try:
        with workspace.reading() as connection:
            if not is_chained(connection):
                raise KksError(
                    "Riwayat data versi lama belum berantai, jadi belum dapat diperiksa.",
                    code="HISTORY_OLD",
                )
            run = _Run(connection, workspace.clock(), asked)
            total = count_rows(connection)

            def on_batch(done: int) -> None:
                if cancel is not None:
                    cancel.check()
                progress(min(done, total), total)

            for row in walk(connection, on_batch):
                run.feed(row)
            return run.report(None if session is None else session.info.id)
    except sqlite3.DatabaseError as cause:
        raise KksError(
            "Riwayat tidak dapat dibaca seluruhnya karena berkas data rusak. Data dibiarkan apa "
            "adanya; bandingkan dengan cadangan.",
            code="STORE_DAMAGED",
        ) from cause


def read_head(workspace: Workspace, path: Path, cancel: CancelToken | None = None) -> SentHead:
    """The head that a bundle names, of an assessment in this data folder; on any thread.

    Raises:
        KksError: the file is no whole bundle, is of other data, or names no head.
    """
    from kks_desktop.services.checking import check_bundle

    found = check_bundle(workspace, path, cancel=cancel)
    info = found.info
    if info is None or (not found.ok and found.refusal is not Refusal.UNKNOWN_KEY):
        raise KksError(
            f"Berkas {path.name} tidak dipakai untuk memeriksa riwayat. {found.message}",
            code="HEAD_REFUSED",
        )
    with workspace.reading() as connection:
        rows = all_assessments(connection)
    here = next((row.id for row in rows if row.submission_id == info.submission_id), None)
    if here is None:
        raise KksError(
            f"Berkas {path.name} bukan dari penilaian di folder data ini, jadi tidak dapat "
            "dibandingkan dengan riwayatnya.",
            code="HEAD_ELSEWHERE",
        )
    if not info.history_head:
        raise KksError(
            f"Berkas {path.name} tidak menyebut keadaan riwayat, jadi tidak dapat dibandingkan.",
            code="HEAD_ABSENT",
        )
    return SentHead(here, info.revision, info.history_head, found=False)


def sent_heads(workspace: Workspace) -> tuple[SentHead, ...]:
    """Whether what each revision said of the history when it was sent still holds."""
    return check_history(workspace).sent


def history_table(found: HistoryReport) -> dict[str, object]:
    """What ``kks history check --json`` prints; no values."""
    fault = found.fault
    return {
        "ok": found.sound,
        "rows": found.rows,
        "head": found.head,
        "message": found.sentence,
        "fault": None if fault is None else fault._asdict(),
        "sent": [sent._asdict() for sent in found.sent],
        "clock_jumps": found.jumps,
        "first_clock_jumps": [
            {**jump._asdict(), "at": jump.at.isoformat()} for jump in found.first_jumps
        ],
        "bundle": None if found.asked is None else found.asked._asdict(),
    }
