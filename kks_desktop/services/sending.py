"""Freeze a revision, sign it, write the bundle, read it back, remember it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from kks_desktop.bundle.keys import SecretKey
from kks_desktop.bundle.plan import BundleSpec, EvidenceError, VolumePlan, plan_volumes
from kks_desktop.bundle.refusals import BundleRefused
from kks_desktop.bundle.zipprofile import MAX_VOLUME
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.problems.model import Problem
from kks_desktop.domain.scoring import AnswerState
from kks_desktop.domain.strict_json import parse_json
from kks_desktop.reports.model import KeyCard
from kks_desktop.services.bundle_specs import full_form, short_form, spec_of
from kks_desktop.services.comparing import ChangedSince, changed_since
from kks_desktop.services.fields import Key, table_of
from kks_desktop.services.handovers import note_hand_over, place_words, sealed_before
from kks_desktop.services.key_files import HEAD, OPERATOR, has_key
from kks_desktop.services.keys import create_key, key_card, open_signing_key
from kks_desktop.services.passphrases import Strength, passphrase_strength, require_strong
from kks_desktop.services.problems import blocking_problems, refuse_blocked
from kks_desktop.services.proof_list import broken_files, damage_sentence, require_intact
from kks_desktop.services.putting import (
    Put,
    aloof,
    clear_aloof,
    mailbox,
    put_plain,
    put_sealed,
    require_room_for,
)
from kks_desktop.services.reference import policy_of
from kks_desktop.services.reporting import evaluation_report
from kks_desktop.services.sealing import Seal, seal_of, wanted_seal
from kks_desktop.services.session import Session
from kks_desktop.services.submission import Frozen, freeze
from kks_desktop.services.tasks import CancelToken, Progress, no_progress
from kks_desktop.services.workspace import DISTRICT, Workspace
from kks_desktop.store.evidence import EvidenceRow, load_evidence, set_damaged
from kks_desktop.store.evidence_files import EvidenceFiles
from kks_desktop.store.revisions import RevisionRow, put_revision, take_back_revision

WHOLE = 10_000
"""What progress counts up to, in even steps of the bytes that go to and from the medium."""
WRITE_FROM, READ_FROM = 2_000, 6_000
"""Where, on that way, the writing begins after the report, and the reading back after that."""


@dataclass(frozen=True, slots=True)
class SendPlan:
    """What sending now would carry, what to ask about once, and what keeps it from being sent.

    Only ``blocking`` blocks. ``proof_files`` and ``proof_bytes`` are those of the full form;
    ``omitted_files`` and ``omitted_bytes`` what of them the province has already.
    ``has_head`` tells that the head's key lies here, ``head_asked`` that the province wants it.
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
    omitted_files: int = 0
    omitted_bytes: int = 0
    has_head: bool = False
    head_asked: bool = False
    seal: Seal | None = None
    since: ChangedSince | None = None


@dataclass(frozen=True, slots=True)
class How:
    """In which form a bundle is written.

    ``sealed`` is ``None`` for as the province asks; ``complete`` carries again what the
    province has; ``head_passphrase`` lets the head of the office sign, too.
    """

    sealed: bool | None = None
    complete: bool = False
    head_passphrase: str = ""


AS_ASKED = How()


@dataclass(frozen=True, slots=True)
class Sent:
    """A bundle that lies in its folder, read back and found equal.

    ``number`` is that of the hand-over, by which it can be checked again. ``plain_beside``
    are files of the same revision that lie beside a sealed one and anybody can read.
    """

    files: tuple[Path, ...]
    content_id: str
    revision: int
    fingerprint: str
    bytes: int
    removable: bool
    already_there: bool
    number: int
    omitted: int = 0
    sealed_for: str = ""
    countersigned: bool = False
    plain_beside: tuple[str, ...] = ()


def plan(workspace: Workspace, fields: Mapping[Key, str] | None = None) -> SendPlan:
    """What sending now would carry; with a copy of the ``fields`` on any thread."""
    session = _require_district(workspace)
    frozen = freeze(workspace, fields)
    scored = frozen.evaluation.scored
    proof = parse_json(frozen.submission).get("evidence", ())
    omitted = [file["size"] for file in proof if file["sha256"] in frozen.omitted]
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
        omitted_files=len(omitted),
        omitted_bytes=sum(omitted),
        has_head=has_key(workspace, HEAD),
        head_asked=policy_of(workspace).countersign,
        seal=seal_of(workspace),
        since=changed_since(workspace, frozen.submission, scored.total) if frozen.changed else None,
    )


def _rows(workspace: Workspace) -> Mapping[str, EvidenceRow]:
    with workspace.reading() as connection:
        return load_evidence(connection)


def _blocking(workspace: Workspace, frozen: Frozen) -> tuple[Problem, ...]:
    session = workspace.require_session()
    files = EvidenceFiles(workspace.folder)
    broken = broken_files(table_of(frozen.fields), _rows(workspace), files)
    return blocking_problems(
        session.instrument,
        frozen.evaluation,
        frozen.fields,
        broken.keys(),
        letter_required=session.letter_required,
    )


def _require_district(workspace: Workspace) -> Session:
    session = workspace.require_session()
    if session.info.role != DISTRICT:
        raise KksError("Folder data provinsi tidak mengirim usulan.", code="WRONG_ROLE")
    return session


def make_key(workspace: Workspace, passphrase: str, person: str) -> KeyCard:
    """Make the signing key if the passphrase is good enough; takes about a second."""
    session = workspace.require_session()
    require_strong(passphrase, (session.info.region_name, person))
    return create_key(workspace, passphrase, person)


def send(
    workspace: Workspace,
    folder: Path,
    passphrase: str,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
    how: How = AS_ASKED,
) -> Sent:
    """Freeze, sign, perhaps seal, write into ``folder`` and read back; runs on any thread.

    Sending again without a change writes the same revision and the same bytes.

    Raises:
        KksError: by cause; the assessment is untouched and nothing half-written stays.
            A hard problem is one of the causes.
    """
    session = _require_district(workspace)
    if workspace.read_only:
        raise KksError(workspace.read_only_reason, code="READ_ONLY")
    session.flush()
    seal = wanted_seal(workspace, how.sealed)
    frozen = freeze(workspace)
    rows = _rows(workspace)
    require_intact(table_of(frozen.fields), rows, EvidenceFiles(workspace.folder))
    token = cancel or CancelToken()
    clear_aloof(workspace.folder)
    with ExitStack() as opened:
        keys = _Keys(workspace, passphrase, how, opened)
        refuse_blocked(_blocking(workspace, frozen))
        row = _row(workspace, frozen, token)
        progress(WRITE_FROM // 2 if seal else WRITE_FROM, WHOLE)
        token.check()
        spec = spec_of(workspace, frozen, row, rows)
        try:
            short = keys.plans(short_form(spec, frozen.omitted))
            row = row._replace(content_id=short[0].content_id)
            plans = keys.plans(full_form(spec, frozen.omitted)) if how.complete else short
            put = _put(workspace, folder, plans, row, seal, progress, token)
        except (EvidenceError, BundleRefused) as fault:
            raise _named(workspace, spec, fault) from fault
    place, removable = place_words(folder)
    return Sent(
        files=put.paths,
        content_id=put.files[0].content_id,
        revision=frozen.number,
        fingerprint=frozen.fingerprint,
        bytes=sum(file.size for file in put.files),
        removable=removable,
        already_there=put.already_there,
        number=note_hand_over(workspace, frozen.number, put.files, place, short[0].signature),
        omitted=0 if how.complete else len(frozen.omitted),
        sealed_for=seal.opened_by if seal else "",
        countersigned=keys.head is not None,
        plain_beside=_plain_beside(put.paths[0], plans[0].info.stem) if seal else (),
    )


class _Keys:
    """The keys that sign, opened for as long as the stack lives."""

    def __init__(self, workspace: Workspace, passphrase: str, how: How, opened: ExitStack) -> None:
        self._main = opened.enter_context(open_signing_key(workspace, passphrase, OPERATOR))
        self.head: SecretKey | None = None
        if how.head_passphrase:
            try:
                head = open_signing_key(workspace, how.head_passphrase, HEAD)
            except KksError as fault:
                raise KksError(f"Kunci kepala belum terbuka. {fault}", code=fault.code) from fault
            self.head = opened.enter_context(head)

    def plans(self, spec: BundleSpec) -> tuple[VolumePlan, ...]:
        """What these keys sign."""
        return plan_volumes(spec, self._main, MAX_VOLUME, head_key=self.head)


def _named(workspace: Workspace, spec: BundleSpec, fault: KksError) -> KksError:
    """Say which proof it was, and note the damage, found only while it was read."""
    files = EvidenceFiles(workspace.folder)
    states = {file.sha256: files.verify(file.sha256, file.ext) for file in spec.evidence}
    damaged = {sha256: state for sha256, state in states.items() if state}
    if not damaged:
        return fault
    at = workspace.clock().isoformat(timespec="seconds")
    workspace.write(lambda connection: set_damaged(connection, damaged, at)).result()
    table = table_of(workspace.require_session().fields)
    return KksError(damage_sentence(table, damaged), code="EVIDENCE_DAMAGED")


def _between(progress: Progress, start: int, end: int) -> Progress:
    def report(done: int, total: int) -> None:
        progress(start + (end - start) * done // max(total, 1), WHOLE)

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
        omitted=" ".join(frozen.omitted),
    )


def _put(
    workspace: Workspace,
    folder: Path,
    plans: Sequence[VolumePlan],
    row: RevisionRow,
    seal: Seal | None,
    progress: Progress,
    cancel: CancelToken,
) -> Put:
    """Write the bundle; from here on the revision counts as gone.

    It is stored as gone beforehand: after a power cut in the middle nobody knows
    whether the file got its name, and the number must not be given to other content.
    Only where certainly nothing was written is that taken back.
    """
    with ExitStack() as stack:
        plain = None
        if seal is not None:
            plain = _plain(workspace, stack, plans, progress, cancel)
        there = stack.enter_context(mailbox(folder))
        require_room_for(folder, plans, sealed=seal is not None)
        workspace.write(lambda connection: put_revision(connection, row)).result()
        onto_medium = _between(progress, WRITE_FROM, WHOLE)
        try:
            if seal is None or plain is None:
                put = put_plain(folder, plans, onto_medium, cancel)
            else:
                content_ids = [one.content_id for one in plans]
                known = sealed_before(workspace, content_ids[0], seal.fingerprint)
                put = put_sealed(folder, plain, content_ids, seal, known, onto_medium, cancel)
            there.require()
        except KksError as fault:
            if fault.code == "NAME_TAKEN" or not _may_lie_there(folder, plans[0].info.stem):
                workspace.write(
                    lambda connection: take_back_revision(connection, row.assessment, row.number)
                ).result()
            raise there.explain(fault) from fault
    return put


def _plain(
    workspace: Workspace,
    stack: ExitStack,
    plans: Sequence[VolumePlan],
    progress: Progress,
    cancel: CancelToken,
) -> tuple[Path, ...]:
    """The volumes in the data folder, to be sealed from there and then removed."""
    needs = sum(one.info.payload_bytes for one in plans)
    inside = stack.enter_context(aloof(workspace.folder, needs))
    return put_plain(inside, plans, _between(progress, WRITE_FROM // 2, WRITE_FROM), cancel).paths


def _plain_beside(sealed: Path, stem: str) -> tuple[str, ...]:
    """Names of what was written of this revision beside the sealed file, and not sealed."""
    revision = "-".join(stem.split("-")[:4])
    try:
        found = sealed.parent.glob(f"{revision}-*.zip")
        return tuple(sorted(path.name for path in found))
    except OSError:  # the stick is gone already: what lies on it is not known any more
        return ()


def _may_lie_there(folder: Path, stem: str) -> bool:
    """Whether a volume of ours may have got its name; a stick that was pulled cannot tell."""
    try:
        return any(folder.glob(f"{stem.rpartition('-')[0]}-*"))
    except OSError:
        return True


__all__ = [
    "AS_ASKED",
    "How",
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
