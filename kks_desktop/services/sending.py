"""Freeze a revision, sign it, write the bundle, read it back, remember it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kks_desktop.bundle.baginfo import BagInfo
from kks_desktop.bundle.keys import SecretKey
from kks_desktop.bundle.plan import BundleSpec, EvidenceError, plan_volumes
from kks_desktop.bundle.refusals import BundleRefused
from kks_desktop.bundle.writer import WrittenBundle, write_bundle
from kks_desktop.bundle.zipprofile import MAX_VOLUME
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.problems.model import Problem
from kks_desktop.domain.scoring import AnswerState
from kks_desktop.domain.strict_json import parse_json
from kks_desktop.platform.place import Place, place_of
from kks_desktop.reports.model import KeyCard
from kks_desktop.services.fields import Key, table_of
from kks_desktop.services.keys import (
    Strength,
    create_key,
    has_key,
    key_card,
    open_signing_key,
    passphrase_strength,
    recipient_of,
)
from kks_desktop.services.problems import blocking_problems, refuse_blocked
from kks_desktop.services.proof_list import (
    broken_files,
    carried_files,
    damage_sentence,
    require_intact,
)
from kks_desktop.services.reporting import evaluation_report
from kks_desktop.services.session import Session
from kks_desktop.services.submission import Frozen, freeze
from kks_desktop.services.tasks import CancelToken, Progress, no_progress
from kks_desktop.services.workspace import DISTRICT, Workspace
from kks_desktop.store.evidence import EvidenceRow, load_evidence, set_damaged
from kks_desktop.store.evidence_files import EvidenceFiles
from kks_desktop.store.revisions import (
    HandOverRow,
    RevisionRow,
    note_signature,
    put_hand_over,
    put_revision,
    take_back_revision,
)

_PDF_SHARE = 20
"""Per cent of the progress that making the report takes; the rest is writing."""


@dataclass(frozen=True, slots=True)
class SendPlan:
    """What sending now would carry, what to ask about once, and what keeps it from being sent.

    Only ``blocking`` blocks.
    """

    revision: int
    changed: bool
    unanswered: tuple[str, ...]
    silent: tuple[str, ...]
    flagged: tuple[str, ...]
    blocking: tuple[Problem, ...]
    has_key: bool
    practice: bool
    proof_files: int
    proof_bytes: int


@dataclass(frozen=True, slots=True)
class Sent:
    """A bundle that lies in its folder, read back and found equal."""

    files: tuple[Path, ...]
    content_id: str
    revision: int
    fingerprint: str
    bytes: int
    removable: bool
    already_there: bool


def plan(workspace: Workspace, fields: Mapping[Key, str] | None = None) -> SendPlan:
    """What sending now would carry; with a copy of the ``fields`` on any thread."""
    session = _require_district(workspace)
    frozen = freeze(workspace, fields)
    scored = frozen.evaluation.scored
    proof = parse_json(frozen.submission).get("evidence", ())
    return SendPlan(
        revision=frozen.number,
        changed=frozen.changed,
        unanswered=scored.in_state(AnswerState.EMPTY, AnswerState.INCOMPLETE),
        silent=scored.in_state(AnswerState.SILENT),
        flagged=scored.in_state(AnswerState.PROBLEM),
        blocking=_blocking(workspace, frozen),
        has_key=has_key(workspace),
        practice=session.info.practice,
        proof_files=len(proof),
        proof_bytes=sum(file["size"] for file in proof),
    )


def _rows(workspace: Workspace) -> Mapping[str, EvidenceRow]:
    with workspace.reading() as connection:
        return load_evidence(connection)


def _blocking(workspace: Workspace, frozen: Frozen) -> tuple[Problem, ...]:
    session = workspace.require_session()
    files = EvidenceFiles(workspace.folder)
    broken = broken_files(table_of(frozen.fields), _rows(workspace), files)
    return blocking_problems(session.instrument, frozen.evaluation, frozen.fields, broken.keys())


def _require_district(workspace: Workspace) -> Session:
    session = workspace.require_session()
    if session.info.role != DISTRICT:
        raise KksError("Folder data provinsi tidak mengirim usulan.", code="WRONG_ROLE")
    return session


def make_key(workspace: Workspace, passphrase: str, person: str) -> KeyCard:
    """Make the signing key if the passphrase is good enough; takes about a second."""
    session = workspace.require_session()
    if not passphrase_strength(passphrase, (session.info.region_name, person)).enough:
        raise KksError(
            "Sandi pengesahan terlalu mudah ditebak; pakai beberapa kata yang tidak biasa bersama.",
            code="WEAK_PASSPHRASE",
        )
    return create_key(workspace, passphrase, person)


def send(
    workspace: Workspace,
    folder: Path,
    passphrase: str,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> Sent:
    """Freeze, sign, write into ``folder`` and read back; runs on any thread.

    Sending again without a change writes the same revision and the same bytes.

    Raises:
        KksError: by cause; the assessment is untouched and nothing half-written stays.
            A hard problem is one of the causes.
    """
    session = _require_district(workspace)
    if workspace.read_only:
        raise KksError(workspace.read_only_reason, code="READ_ONLY")
    session.flush()
    frozen = freeze(workspace)
    files = EvidenceFiles(workspace.folder)
    require_intact(table_of(frozen.fields), _rows(workspace), files)
    token = cancel or CancelToken()
    with open_signing_key(workspace, passphrase) as key:
        refuse_blocked(_blocking(workspace, frozen))
        row = _row(workspace, frozen, token)
        progress(_PDF_SHARE, 100)
        token.check()
        spec = _spec(workspace, frozen, row, files)
        try:
            first = plan_volumes(spec, key, MAX_VOLUME)[0]
            row = row._replace(content_id=first.content_id)
            written = _write(workspace, folder, spec, row, key, _scaled(progress), token)
        except (EvidenceError, BundleRefused) as fault:
            raise _named(workspace, spec, files, fault) from fault
    _note(workspace, row, written.files[0].name, first.signature)
    return _sent(frozen, written, folder)


def _sent(frozen: Frozen, written: WrittenBundle, folder: Path) -> Sent:
    return Sent(
        files=written.files,
        content_id=written.content_id,
        revision=frozen.number,
        fingerprint=frozen.fingerprint,
        bytes=sum(path.stat().st_size for path in written.files),
        removable=place_of(folder) is Place.REMOVABLE,
        already_there=written.already_there,
    )


def _named(
    workspace: Workspace, spec: BundleSpec, files: EvidenceFiles, fault: KksError
) -> KksError:
    """Say which proof it was, and note the damage, found only while it was read."""
    states = {file.sha256: files.verify(file.sha256, file.ext) for file in spec.evidence}
    damaged = {sha256: state for sha256, state in states.items() if state}
    if not damaged:
        return fault
    at = workspace.clock().isoformat(timespec="seconds")
    workspace.write(lambda connection: set_damaged(connection, damaged, at)).result()
    table = table_of(workspace.require_session().fields)
    return KksError(damage_sentence(table, damaged), code="EVIDENCE_DAMAGED")


def _scaled(progress: Progress) -> Progress:
    def report(done: int, total: int) -> None:
        progress(_PDF_SHARE + (100 - _PDF_SHARE) * done // max(total, 1), 100)

    return report


def _row(workspace: Workspace, frozen: Frozen, cancel: CancelToken) -> RevisionRow:
    """What is stored of a revision, with the report that goes with it."""
    report = frozen.report or evaluation_report(workspace, frozen, "a4", cancel=cancel, final=True)
    return RevisionRow(
        assessment=workspace.require_session().info.id,
        number=frozen.number,
        state_sha256=frozen.state_sha256,
        submission=frozen.submission,
        report=report,
        created_at=frozen.created_at,
        content_id="",
        history_head=frozen.history_head,
    )


def _write(
    workspace: Workspace,
    folder: Path,
    spec: BundleSpec,
    row: RevisionRow,
    key: SecretKey,
    progress: Progress,
    cancel: CancelToken,
) -> WrittenBundle:
    """Write the bundle; from here on the revision counts as gone.

    It is stored as gone beforehand: after a power cut in the middle nobody knows
    whether the file got its name, and the number must not be given to other content.
    Only where certainly nothing was written is that taken back.
    """
    workspace.write(lambda connection: put_revision(connection, row)).result()
    try:
        return write_bundle(
            folder, spec, key, volume_cap=MAX_VOLUME, progress=progress, cancel=cancel
        )
    except KksError as fault:
        if fault.code == "NAME_TAKEN" or not _may_lie_there(folder, spec.info.stem):
            workspace.write(
                lambda connection: take_back_revision(connection, row.assessment, row.number)
            ).result()
        raise


def _may_lie_there(folder: Path, stem: str) -> bool:
    """Whether a volume of ours may have got its name; a stick that was pulled cannot tell."""
    try:
        return any(folder.glob(f"{stem.rpartition('-')[0]}-*"))
    except OSError:
        return True


def _spec(
    workspace: Workspace, frozen: Frozen, row: RevisionRow, files: EvidenceFiles
) -> BundleSpec:
    info = workspace.require_session().info
    document = parse_json(row.submission)
    return BundleSpec(
        info=BagInfo(
            region=info.region_code,
            year=info.year,
            revision=frozen.number,
            organisation=_one_line(frozen.profile("kantor")) or info.region_name,
            submission_id=info.submission_id,
            description=f"Penilaian Kabupaten/Kota Sehat {info.year}, {info.region_name}",
            recipient=recipient_of(info.region_code),
            created_at=datetime.fromisoformat(frozen.created_at),
            agent=str(document.get("software", "kks-desktop")),
            previous_content_id=frozen.previous_content_id,
            history_head=frozen.history_head or None,
            practice=info.practice,
        ),
        document=row.submission,
        report=row.report,
        instrument=workspace.instrument_bytes(info),
        evidence=carried_files(document, files),
    )


def _one_line(text: str) -> str:
    """A bag-info value holds one short line without control characters."""
    return "".join(ch if ch.isprintable() else " " for ch in text).strip()[:200]


def _note(workspace: Workspace, row: RevisionRow, file_name: str, signature: str) -> None:
    at = workspace.clock().isoformat(timespec="seconds")
    done = HandOverRow(row.assessment, row.number, file_name, at)

    def note(connection: sqlite3.Connection) -> None:
        put_hand_over(connection, done)
        note_signature(connection, row.assessment, row.number, signature)

    workspace.write(note).result()


__all__ = [
    "KeyCard",
    "SendPlan",
    "Sent",
    "Strength",
    "key_card",
    "make_key",
    "passphrase_strength",
    "plan",
    "send",
]
