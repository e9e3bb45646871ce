"""Freeze an assessment: its document, its number, its fingerprint, its report."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from kks_desktop import __version__
from kks_desktop.domain.agencies import agencies_document, assigned_document
from kks_desktop.domain.assessment import Evaluation, evaluate
from kks_desktop.domain.document import write_answers
from kks_desktop.domain.instrument import Instrument
from kks_desktop.domain.marks import confirmed
from kks_desktop.domain.registers import registers_document
from kks_desktop.domain.strict_json import canonical_json
from kks_desktop.services.fields import PROFILE, Key, answers_of, table_of, unread_entries
from kks_desktop.services.known import known_fields, overruled, with_known
from kks_desktop.services.proof_list import evidence_document, not_needed_document
from kks_desktop.services.replies import acknowledged
from kks_desktop.services.session import Session
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.chain import head_of, is_chained
from kks_desktop.store.evidence import load_evidence
from kks_desktop.store.revisions import (
    content_id_of,
    last_hand_over,
    newest_sent,
)

_SENDER = {"operator": "operator", "office": "kantor", "position": "jabatan"}


@dataclass(frozen=True, slots=True)
class Frozen:
    """A state ready to be sent.

    Either the newest revision that left this PC, unchanged, or the next one. The
    document and the report are both made of these fields, whatever is typed meanwhile.
    """

    fields: Mapping[Key, str]
    evaluation: Evaluation

    number: int
    changed: bool
    state_sha256: str
    submission: bytes
    created_at: str
    report: bytes | None
    previous_content_id: str | None
    history_head: str
    omitted: tuple[str, ...]
    """Files of proof, by SHA-256, that the province has and this revision does not carry again;
    settled when the revision is frozen, so that writing it again gives the same bytes."""

    def profile(self, field: str) -> str:
        """A line of the officer's profile; empty for blank."""
        return self.fields.get((PROFILE, field), "")

    @property
    def fingerprint(self) -> str:
        """The sidik data that paper carries."""
        return fingerprint_of(self.submission)


def fingerprint_of(submission: bytes) -> str:
    """Sidik data: 128 bits of the document's SHA-256 in eight groups of four digits."""
    return print_words(hashlib.sha256(submission).hexdigest())


def print_words(sha256: str) -> str:
    """The first 128 bits of a SHA-256 in eight groups of four digits."""
    return " ".join(sha256[start : start + 4] for start in range(0, 32, 4))


def freeze(workspace: Workspace, fields: Mapping[Key, str] | None = None) -> Frozen:
    """The revision that sending now would carry; the same one again where nothing changed.

    A revision that never left this PC counts for nothing: its number is given again.
    ``fields`` are a copy of the session's, for a thread that must not ask it.
    """
    session = workspace.require_session()
    fields = session.fields if fields is None else fields
    evaluation = _evaluation(session, fields)
    state = _state(workspace, fields, evaluation)
    state_hash = _hash(state)
    with workspace.reading() as connection:
        sent = newest_sent(connection, session.info.id)
        if sent is not None and sent.state_sha256 == state_hash:
            previous = content_id_of(connection, session.info.id, sent.number - 1) or None
            return Frozen(
                fields,
                evaluation,
                sent.number,
                False,
                state_hash,
                sent.submission,
                sent.created_at,
                sent.report,
                previous,
                sent.history_head,
                tuple(sent.omitted.split()),
            )
        head = history_head(connection, session.info.id)
    number = sent.number + 1 if sent else 1
    previous = sent.content_id if sent else None
    document = {
        **state,
        "revision": number,
        "previous_content_id": previous,
        "software": f"kks-desktop/{__version__}",
    }
    return Frozen(
        fields=fields,
        evaluation=evaluation,
        number=number,
        changed=True,
        state_sha256=state_hash,
        submission=canonical_json(
            {key: value for key, value in document.items() if value is not None}
        ),
        created_at=workspace.clock().isoformat(timespec="seconds"),
        report=None,
        previous_content_id=previous,
        history_head=head,
        omitted=_omitted(workspace, state) if number > 1 else (),
    )


def _omitted(workspace: Workspace, state: Mapping[str, Any]) -> tuple[str, ...]:
    """What of the proof the province has said that it holds."""
    listed = {file["sha256"] for file in state.get("evidence", ())}
    return tuple(sorted(listed & acknowledged(workspace)))


def history_head(connection: sqlite3.Connection, assessment: int) -> str:
    """The head of an assessment's history as bundles name it; empty before there was a chain."""
    if not is_chained(connection):
        return ""
    return f"sha256:{head_of(connection, assessment).hex()}"


class Revision(NamedTuple):
    """The number that sending would carry; ``changed`` unless just that state was sent."""

    number: int
    changed: bool


def revision_of(workspace: Workspace, fields: Mapping[Key, str]) -> Revision:
    """What ``freeze`` would call these fields, without the document.

    For a thread of its own: a district of 900 villages takes longer than a window may wait.
    """
    session = workspace.require_session()
    with workspace.reading() as connection:
        sent = newest_sent(connection, session.info.id)
    if sent is None:
        return Revision(1, True)
    state = _state(workspace, fields, _evaluation(session, fields))
    changed = sent.state_sha256 != _hash(state)
    return Revision(sent.number + changed, changed)


def _overruled(session: Session, fields: Mapping[Key, str]) -> list[dict[str, str]]:
    """What was typed where a complete register counts: it goes along as typed."""
    typed = confirmed(fields)
    known = known_fields(session.instrument, session.info.year, table_of(typed))
    return [
        {"code": found.code, "field": found.field, "text": found.typed}
        for found in overruled(known, typed)
    ]


def _evaluation(session: Session, fields: Mapping[Key, str]) -> Evaluation:
    instrument, info = session.instrument, session.info
    whole = with_known(instrument, info.year, fields)
    return evaluate(instrument, answers_of(instrument, info.region_code, info.year, whole))


def _hash(state: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical_json(state)).hexdigest()


def _state(
    workspace: Workspace, fields: Mapping[Key, str], evaluation: Evaluation
) -> dict[str, Any]:
    """Everything that a revision states; a change of any of it makes the next revision."""
    session = workspace.require_session()
    instrument = session.instrument
    document = write_answers(evaluation.answers, instrument.by_code)
    document["instrument_sha256"] = instrument.sha256
    document["submission_id"] = session.info.submission_id
    document["claimed"] = score_table(instrument, evaluation)
    document["sender"] = {
        key: fields[PROFILE, field] for key, field in _SENDER.items() if (PROFILE, field) in fields
    }
    table = table_of(fields)
    counted = confirmed(fields)
    with workspace.reading() as connection:
        rows = load_evidence(connection)
    optional = {
        "registers": registers_document(table if counted is fields else table_of(counted)),
        "agencies": agencies_document(instrument, table),
        "assigned": assigned_document(instrument, table),
        "evidence": evidence_document(table, rows),
        "evidence_not_needed": not_needed_document(table),
        "unread": unread_entries(instrument, fields),
        "overruled": _overruled(session, fields),
    }
    document |= {key: value for key, value in optional.items() if value}
    if session.info.practice:
        document["practice"] = True
    return document


def score_table(instrument: Instrument, evaluation: Evaluation) -> dict[str, Any]:
    """Tatanan, total and category as ``kks score`` prints them and a bundle claims them."""
    return {
        "tatanan": {
            str(found.number): {
                "score": found.score,
                "max": found.max,
                "answered": found.answered,
                "of": found.of,
                "level": found.level,
            }
            for found in evaluation.scored.tatanan
        },
        "total": {"score": evaluation.scored.total, "max": instrument.max_score},
        "category": {
            "indicated": evaluation.category.indicated,
            "target": evaluation.answers.target,
            "blocking": list(evaluation.category.sentences),
        },
    }


@dataclass(frozen=True, slots=True)
class HandOver:
    """The last time that a bundle was written."""

    revision: int
    file_name: str
    at: datetime


def last_sent(workspace: Workspace) -> HandOver | None:
    """The newest hand-over; ``None`` if nothing was ever sent."""
    with workspace.reading() as connection:
        row = last_hand_over(connection, workspace.require_session().info.id)
    if row is None:
        return None
    return HandOver(row.revision, row.file_name, datetime.fromisoformat(row.at).astimezone())
