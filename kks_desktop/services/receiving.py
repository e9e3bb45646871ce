"""The province's gate: verify what comes in, account for every item, take it in or say why not.

Each file is judged from a copy in quarantine, its proof is made durable, and then one
transaction decides by what came in before and stores it. A bad file never stops the rest.
"""

from __future__ import annotations

import json
import logging
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kks_desktop.bundle.names import Kind
from kks_desktop.bundle.quarantine import Opener
from kks_desktop.bundle.refusals import Refusal
from kks_desktop.bundle.trust import Trust
from kks_desktop.bundle.verify import Verification, verify_bundle
from kks_desktop.domain.accounting import gone
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.file_names import clean_name
from kks_desktop.domain.receiving import (
    Decision,
    Known,
    Standing,
    Step,
    after,
    decide,
    standing_after,
    standing_of,
)
from kks_desktop.domain.strict_json import parse_json
from kks_desktop.services import receipts
from kks_desktop.services import receiving_words as words
from kks_desktop.services.arrivals import Arrival, arrival_of, carried, waiting_rows
from kks_desktop.services.backups import BackupDesk
from kks_desktop.services.fields import PROFILE
from kks_desktop.services.keys import trust_of
from kks_desktop.services.quarantine import Quarantine, files_in
from kks_desktop.services.received_document import (
    DocumentRefusedError,
    InstrumentShelf,
)
from kks_desktop.services.receiving_outcome import Outcome, Report, Warned, outcome_table
from kks_desktop.services.repeating import answered_before, items_of
from kks_desktop.services.targets import TO_PROVINCE
from kks_desktop.services.tasks import CancelledError, CancelToken, Progress, no_progress
from kks_desktop.services.workspace import PROVINCE, Workspace
from kks_desktop.store import received as store
from kks_desktop.store.evidence import EvidenceRow, evidence_row, put_evidence
from kks_desktop.store.evidence_files import EvidenceFiles, Stored

_log = logging.getLogger(__name__)
NO_BACKUP = "NO_BACKUP_BEFORE"
"""The code of the fault that stops a whole run, before anything came in."""
_ENDED = (Refusal.REVOKED_KEY, Refusal.KEY_EXPIRED)
_STEPS = 1000
"""Parts of the progress that one file is."""


def receive(
    workspace: Workspace,
    *paths: Path,
    dry_run: bool = False,
    opener: Opener = None,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> Report:
    """Take in bundles, or every bundle of a folder; runs on any thread.

    What waited from earlier imports is taken up again where the reason is gone, also without
    any path. A dry run
    says the same and writes nothing. ``opener`` opens seals.

    Raises:
        KksError: this is no province's data folder, it cannot be written, the path cannot
            be read, or a person stopped it; what was taken in before stays.
    """
    session = workspace.require_session()
    if session.info.role != PROVINCE:
        raise KksError("Hanya folder data provinsi yang menerima berkas usulan.", code="WRONG_ROLE")
    if workspace.read_only and not dry_run:
        raise KksError(workspace.read_only_reason, code="READ_ONLY")
    files, skipped = files_in(paths, TO_PROVINCE)
    receiver = Receiver(workspace, opener, dry_run=dry_run)
    return Report(tuple(receiver.run(files, progress, cancel or CancelToken())), skipped)


def may_go_on(workspace: Workspace) -> bool:
    """Whether a bundle waits for a key that was enrolled meanwhile; ``receive`` takes it up."""
    ids = _known_ids(trust_of(workspace))
    with workspace.reading() as connection:
        rows = [row for row in store.all_waiting(connection) if row.content_id is not None]
        held = [store.received_row(connection, str(row.content_id)) for row in rows]
    return any(row.state == Standing.UNCONFIRMED and _signed_by(row) <= ids for row in held if row)


def _known_ids(trust: Trust) -> set[str]:
    return {key.public.key_id for key in trust.keys}


def _signed_by(row: store.ReceivedRow) -> set[str]:
    return {signer["key_id"] for signer in json.loads(row.signers)}


class Receiver:
    """One run of the gate."""

    def __init__(self, workspace: Workspace, opener: Opener, *, dry_run: bool) -> None:
        self._workspace = workspace
        self._opener = opener
        self._dry = dry_run
        self._trust = trust_of(workspace)
        self._shelf = InstrumentShelf(workspace)
        self._files = EvidenceFiles(workspace.folder)
        self._quarantine = Quarantine(workspace.folder, keeps=not dry_run)
        self._pretended: dict[tuple[str, int], tuple[list[Known], bytes | None]] = {}
        self._promised: dict[str, set[str]] = {}
        self._done: set[Path] = set()
        self._came_from: Counter[str | None] = Counter()
        self._looked_at: dict[str, int] = {}
        self._backed_up = False
        self._folder = Path()

    def run(
        self, files: Sequence[Path], progress: Progress, cancel: CancelToken
    ) -> Iterator[Outcome]:
        """Judge the files one after another, then those that waited."""
        with self._quarantine.opened(cancel) as self._folder:
            for number, path in enumerate(files):
                cancel.check()
                progress(number * _STEPS, len(files) * _STEPS)
                if path in self._done:
                    continue

                def told(done: int, total: int, before: int = number * _STEPS) -> None:
                    part = _STEPS * done // max(total, 1)
                    progress(before + min(part, _STEPS), len(files) * _STEPS)

                yield self._guarded(path, clean_name(path.name), told, cancel)
            progress(len(files) * _STEPS, len(files) * _STEPS)
            yield from self._again(cancel)

    def _guarded(self, path: Path, name: str, progress: Progress, cancel: CancelToken) -> Outcome:
        """Judge one file; whatever goes wrong with it is told and stops nothing else."""
        try:
            outcome = self._take(path, name, progress, cancel)
        except CancelledError:
            raise
        except KksError as fault:
            if fault.code == NO_BACKUP:
                raise
            return Outcome(name, False, fault.code, str(fault))
        except Exception as fault:  # noqa: BLE001 - the rest must come in whatever one file does
            _log.error("a file could not be judged: %s", type(fault).__name__)
            return Outcome(name, False, words.FAILED, words.FAILED_SENTENCE)
        self._done.update(outcome.sources)
        if outcome.standing is not None:
            self._came_from[outcome.region] += 1
        return outcome

    def _take(self, path: Path, name: str, progress: Progress, cancel: CancelToken) -> Outcome:
        found = verify_bundle(
            path,
            self._trust,
            self._folder,
            keep=True,
            opener=self._opener,
            progress=progress,
            cancel=cancel,
        )
        try:
            outcome = self._judge(found, name)
        finally:
            if found.quarantine is not None:
                shutil.rmtree(found.quarantine, ignore_errors=True)
        self._looked_at |= dict.fromkeys(_sums(found), self._came_from[found.region])
        if self._may_be_whole(found):
            return self._take(self._quarantine.kept(found.taken[0].sha256), name, progress, cancel)
        info = found.info
        return replace(
            outcome,
            kind=found.kind.value if found.kind else None,
            region=found.region,
            year=found.year,
            revision=info.revision if info else None,
            content_id=found.content_id,
            sources=tuple(taken.source for taken in found.taken) if found.document else (),
        )

    def _judge(self, found: Verification, name: str) -> Outcome:
        refusal = found.refusal
        if refusal in _ENDED and (
            before := answered_before(self._workspace, self._shelf, found, name)
        ):
            return before
        if refusal is not None and refusal is not Refusal.UNKNOWN_KEY:
            return self._refused(found, name, refusal.value, found.message or "", refusal.may_heal)
        if found.kind is not Kind.SUBMISSION:
            return Outcome(name, False, words.WRONG_KIND, words.kind_sentence(found.kind))
        try:
            arrival = self._arrival(found, name)
        except DocumentRefusedError as fault:
            return self._refused(found, name, fault.code, str(fault), fault.may_heal)
        if self._lacking(arrival):
            incomplete = Refusal.INCOMPLETE.value
            return self._refused(found, name, incomplete, words.MISSING_FILES, may_heal=True)
        return self._settle(arrival, name)

    # ------------------------------------------------------------ what waits

    def _refused(
        self, found: Verification, name: str, refusal: str, message: str, may_heal: bool
    ) -> Outcome:
        if not self._dry:
            if may_heal:
                self._keep(found, name, refusal)
            else:
                self._renamed_reason(found, refusal)
        return Outcome(name, False, refusal, message, waiting=may_heal)

    def _keep(self, found: Verification, name: str, refusal: str) -> None:
        """Put the copies where files wait; a copy comes from there to be taken up again."""
        sizes = [self._quarantine.keep(taken.copy, taken.sha256) for taken in found.taken]
        self._put_waiting(waiting_rows(found, name, refusal, sizes, self._now()))

    def _renamed_reason(self, found: Verification, refusal: str) -> None:
        """A file that waited for one reason may be refused for another; say that one."""
        with self._workspace.reading() as connection:
            rows = [
                row._replace(refusal=refusal, last_at=self._now())
                for row in store.all_waiting(connection)
                if row.file_sha256 in _sums(found) and row.refusal != refusal
            ]
        if rows:
            self._put_waiting(rows)

    def _put_waiting(self, rows: Sequence[store.WaitingRow]) -> None:
        def write(connection: sqlite3.Connection) -> None:
            for row in rows:
                store.put_waiting(connection, row)

        self._workspace.write(write).result()

    def _may_be_whole(self, found: Verification) -> bool:
        """Whether other volumes of the same sending wait where this one was just put."""
        if found.refusal is not Refusal.INCOMPLETE or self._dry:
            return False
        kept = self._quarantine.kept(found.taken[0].sha256)
        if kept in (taken.source for taken in found.taken):
            return False
        with self._workspace.reading() as connection:
            waiting = store.all_waiting(connection)
        return sum(row.content_id == found.content_id for row in waiting) > 1

    def _again(self, cancel: CancelToken) -> Iterator[Outcome]:
        """Look again at what waits, until nothing comes in that another one may have lacked."""
        seen: set[str] = set()
        came = -1
        while came < self._came_from.total():
            came = self._came_from.total()
            with self._workspace.reading() as connection:
                waiting = store.all_waiting(connection)
            for row in waiting:
                cancel.check()
                path = self._quarantine.kept(row.file_sha256)
                if (row.content_id or row.file_sha256) in seen or not self._worth_trying(row):
                    continue
                outcome = self._guarded(path, row.file_name, _ignore, cancel)
                if outcome.refusal != row.refusal:
                    seen.add(row.content_id or row.file_sha256)
                    yield replace(outcome, retried=True)

    def _worth_trying(self, row: store.WaitingRow) -> bool:
        """Whether the reason may be gone: a look costs reading every byte again."""
        before = self._looked_at.get(row.file_sha256)
        if row.refusal == Refusal.INCOMPLETE.value:
            return self._came_from[row.region] > (before or 0)
        if before is not None:
            return False
        if row.refusal != Refusal.UNKNOWN_KEY.value or row.content_id is None:
            return True
        with self._workspace.reading() as connection:
            held = store.received_row(connection, row.content_id)
        return held is None or _signed_by(held) <= _known_ids(self._trust)

    # ------------------------------------------------------------ one submission

    def _now(self) -> str:
        return self._workspace.clock().isoformat(timespec="seconds")

    def _arrival(self, found: Verification, name: str) -> Arrival:
        who = self._workspace.require_session().raw(PROFILE, "operator")
        return arrival_of(self._shelf, found, name, self._now(), who)

    def _lacking(self, arrival: Arrival) -> frozenset[str]:
        """Listed files that neither come along nor came in before from the same region."""
        lacking = arrival.read.files - carried(arrival.found).keys()
        if not lacking:
            return lacking
        with self._workspace.reading() as connection:
            held = store.held_for(connection, arrival.row.region)
        there = {
            row.sha256
            for row in held
            if row.sha256 in lacking and self._files.present(row.sha256, row.ext, row.size)
        }
        return lacking - there - self._promised.get(arrival.row.region, set())

    def _settle(self, arrival: Arrival, name: str) -> Outcome:
        """Decide and store, or pretend to; then say what became of every item."""
        if self._dry:
            decision, known, before = self._pretend(arrival)
        else:
            self._back_up(arrival)
            arrival = replace(arrival, files=tuple(self._store_proof(arrival.found)))
            if not arrival.new.confirmed:
                self._keep(arrival.found, name, Refusal.UNKNOWN_KEY.value)
            work = self._workspace.write(lambda connection: self._write(connection, arrival))
            decision, known, before = work.result()
            if standing_of(decision, known) is not Standing.UNCONFIRMED:
                self._release(arrival)
        return self._outcome(arrival, name, decision, known, before)

    def _back_up(self, arrival: Arrival) -> None:
        """A backup before the first bundle of a run that brings something new.

        Raises:
            KksError: it could not be made, so nothing is taken in.
        """
        practice = self._workspace.require_session().info.practice
        with self._workspace.reading() as connection:
            known = store.received_row(connection, arrival.row.content_id)
        if not self._backed_up and known is None and not practice:
            BackupDesk(self._workspace).make_before_import()
            self._backed_up = True

    def _facts(
        self, connection: sqlite3.Connection, arrival: Arrival
    ) -> tuple[list[Known], bytes | None]:
        place = (arrival.row.region, arrival.row.year)
        if place in self._pretended:
            return self._pretended[place]
        known = [
            Known(row.content_id, row.submission_id, row.revision, Standing(row.state), row[4])
            for row in store.known_of(connection, *place)
        ]
        return known, store.current_document(connection, *place)

    def _pretend(self, arrival: Arrival) -> tuple[Decision, list[Known], bytes | None]:
        with self._workspace.reading() as connection:
            known, before = self._facts(connection, arrival)
        decision = decide(known, arrival.new)
        applies = decision.step is Step.APPLY
        self._pretended[arrival.row.region, arrival.row.year] = (
            after(known, arrival.new, decision),
            arrival.row.document if applies else before,
        )
        if arrival.new.confirmed:
            self._promised.setdefault(arrival.row.region, set()).update(arrival.read.files)
        return decision, known, before

    def _write(
        self, connection: sqlite3.Connection, arrival: Arrival
    ) -> tuple[Decision, list[Known], bytes | None]:
        """The one transaction: everything of a bundle, or nothing."""
        known, before = self._facts(connection, arrival)
        decision = decide(known, arrival.new)
        row = arrival.row
        put_evidence(connection, arrival.files)
        if decision.step is Step.REPEAT:
            if arrival.new.confirmed and decision.other != row.content_id:
                # the same content under another label was confirmed while this one waited
                store.drop_received(connection, row.content_id)
            return decision, known, before
        row = row._replace(state=standing_after(decision.step).value)
        if decision.step is Step.APPLY:
            store.replace_current(connection, row.region, row.year)
        if any(one.content_id == row.content_id for one in known):
            # it came in before its key was enrolled; now it counts
            store.set_state(connection, row.content_id, row.state)
            store.set_signers(connection, row.content_id, row.signers)
        else:
            read = arrival.read
            store.put_instrument(
                connection, read.instrument.sha256, read.instrument.code, read.source
            )
            store.put_received(connection, row)
            store.put_received_files(connection, row.content_id, read.files)
        verdict = receipts.verdict_of(decision.step, arrival.read.differences)
        if verdict is not None:
            answer = receipts.draft(row, verdict, self._now(), arrival.read.differences)
            store.put_receipt(connection, answer)
        return decision, known, before

    def _release(self, arrival: Arrival) -> None:
        """Its files wait no longer."""
        with self._workspace.reading() as connection:
            rows = [
                row.file_sha256
                for row in store.all_waiting(connection)
                if row.content_id == arrival.row.content_id
                or row.file_sha256 in _sums(arrival.found)
            ]
        if rows:
            self._workspace.write(lambda connection: store.drop_waiting(connection, rows)).result()
        for sha256 in rows:
            self._quarantine.forget(sha256)

    def _store_proof(self, found: Verification) -> Iterator[EvidenceRow]:
        """Make the carried files durable that are not here yet, names and all."""
        at = self._now()
        stored: list[Stored] = []
        for sha256, (ext, file) in carried(found).items():
            with self._workspace.reading() as connection:
                row = evidence_row(connection, sha256)
            sound = row is not None and not row.damaged
            if sound and row is not None and self._files.present(sha256, row.ext, row.size):
                continue
            staged = self._files.stage_blocks(sha256[:8], file.size, file.blocks())
            kept = self._files.keep(staged, row.ext if row else ext, sha256[:8], renew=True)
            stored.append(kept)
            yield EvidenceRow(
                sha256, kept.size, kept.crc32, row.ext if row else ext, at, "", at, ""
            )
        self._files.sync(stored)

    # ------------------------------------------------------------ what is told

    def _outcome(
        self,
        arrival: Arrival,
        name: str,
        decision: Decision,
        known: Sequence[Known],
        before: bytes | None,
    ) -> Outcome:
        read = arrival.read
        other = next((one for one in known if one.content_id == decision.other), None)
        refusal, message, ok = words.refusal_of(decision, other)
        if decision.step is Step.CONFLICT:
            message = words.conflict_sentence(arrival.new.submission_id, other)
        standing = standing_of(decision, known)
        table = parse_json(before) if before is not None else None
        return Outcome(
            name,
            ok,
            refusal,
            message,
            standing=standing,
            waiting=standing is Standing.UNCONFIRMED,
            items=items_of(decision, read, table),
            gone=tuple(gone(read.table, table)) if table and decision.step is Step.APPLY else (),
            warnings=tuple(self._warnings(arrival, known)),
            score=read.scored(),
            answers=decision.other if decision.step is Step.REPEAT else arrival.new.content_id,
        )

    def _warnings(self, arrival: Arrival, known: Sequence[Known]) -> Iterator[Warned]:
        info = arrival.found.info
        assert info is not None
        if late := words.clock_warning(info.created_at, self._workspace.clock()):
            yield Warned(words.CLOCK_AHEAD, late)
        previous = info.previous_content_id
        if previous is not None and previous not in {one.content_id for one in known}:
            yield Warned(words.CHAIN_BROKEN, words.CHAIN_SENTENCE)
        for sentence in arrival.read.differences:
            yield Warned(words.CLAIM_DIFFERS, sentence)


def _sums(found: Verification) -> set[str]:
    return {taken.sha256 for taken in found.taken}


def _ignore(_done: int, _total: int) -> None:
    pass


__all__ = ["Outcome", "Receiver", "Report", "may_go_on", "outcome_table", "receive"]
