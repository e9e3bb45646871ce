"""What the open assessment can be compared with: sent revisions and earlier assessments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kks_desktop.domain.assessment import evaluate
from kks_desktop.domain.comparison import Comparison, Side, compare
from kks_desktop.domain.document import read_answers
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.strict_json import parse_json
from kks_desktop.services.fields import answers_of
from kks_desktop.services.known import with_known
from kks_desktop.services.session import AssessmentInfo
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.assessments import all_assessments
from kks_desktop.store.entries import load_entries
from kks_desktop.store.revisions import sent_numbers, submission_of

_BESIDE_ANSWERS = ("odf", "data_dasar", "kelembagaan", "target", "registers", "evidence")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A state to compare with: a sent revision, or with number 0 what stands in an assessment.

    ``at`` is when the revision was frozen.
    """

    info: AssessmentInfo
    revision: int = 0
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """What a state that would be sent says otherwise than the revision sent last.

    ``codes`` are the indicators and variables whose answers changed; ``elsewhere``: something
    beside the answers did, such as registers or proof.
    """

    revision: int
    codes: tuple[str, ...]
    elsewhere: bool
    before: int
    now: int


def changed_since(workspace: Workspace, submission: bytes, total: int) -> ChangedSince | None:
    """Compare what would be sent with what was sent last; ``None`` before the first sending."""
    session = workspace.require_session()
    with workspace.reading() as connection:
        sent = sent_numbers(connection, session.info.id)
        document = submission_of(connection, session.info.id, sent[0][0]) if sent else None
    if document is None:
        return None
    number = sent[0][0]
    was, now = parse_json(document), parse_json(submission)
    old, new = was.get("answers", {}), now.get("answers", {})
    codes = [code for code in session.instrument.by_code if old.get(code) != new.get(code)]
    return ChangedSince(
        revision=number,
        codes=tuple(codes),
        elsewhere=any(was.get(key) != now.get(key) for key in _BESIDE_ANSWERS),
        before=side_of(workspace, Candidate(session.info, number)).evaluation.scored.total,
        now=total,
    )


def candidates(workspace: Workspace) -> list[Candidate]:
    """Everything that the open assessment can be compared with, the nearest first.

    Its own sent revisions, newest first, then the earlier assessments of the folder: what
    stands in them, and their sent revisions.
    """
    info = workspace.require_session().info
    found = []
    with workspace.reading() as connection:
        for row in all_assessments(connection):
            if row.id > info.id:
                continue
            if row.id != info.id:
                found.append(Candidate(row))
            found += [
                Candidate(row, number, datetime.fromisoformat(at).astimezone())
                for number, at in sent_numbers(connection, row.id)
            ]
    return found


def compare_with(workspace: Workspace, candidate: Candidate) -> Comparison:
    """The open assessment beside another state.

    Raises:
        KksError: that state is no longer in the data, or cannot be read.
    """
    session = workspace.require_session()
    return compare(side_of(workspace, candidate), Side(session.instrument, session.evaluation))


def side_of(workspace: Workspace, candidate: Candidate) -> Side:
    """Score a state again, by the instrument that it was begun with.

    Raises:
        KksError: that state is no longer in the data, or cannot be read.
    """
    info = candidate.info
    instrument = workspace.instrument_of(info)
    with workspace.reading() as connection:
        if not candidate.revision:
            fields = load_entries(connection, info.id)
            answers = answers_of(
                instrument,
                info.region_code,
                info.year,
                with_known(instrument, info.year, fields),
            )
            return Side(instrument, evaluate(instrument, answers))
        document = submission_of(connection, info.id, candidate.revision)
    if document is None:
        raise KksError("Perbaikan itu tidak ada di folder data ini.", code="NO_REVISION")
    return Side(instrument, evaluate(instrument, read_answers(parse_json(document), instrument)))
