"""Work of years: the assessments of a data folder, and a new one from the last."""

from __future__ import annotations

from dataclasses import dataclass

from kks_desktop.domain.carry import Carried, Frame, carry
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.instrument import Instrument
from kks_desktop.domain.marks import Standing, standing
from kks_desktop.services.fields import PROFILE, parsed_value
from kks_desktop.services.identifiers import uuid7
from kks_desktop.services.instruments import load_shipped
from kks_desktop.services.session import AssessmentInfo, Edit, Session
from kks_desktop.services.workspace import DISTRICT, Workspace
from kks_desktop.store.assessments import all_assessments, next_id
from kks_desktop.store.entries import FieldChange, StepWrite

CYCLE = 2
"""Years from one assessment to the next (juknis: every two years)."""
_AT_MOST = 6
_LAST_YEAR = 2100


@dataclass(frozen=True, slots=True)
class Plan:
    """A new assessment before it is begun: which, with what instrument, and what it begins with."""

    info: AssessmentInfo
    before: int
    who: str
    instrument: Instrument
    carried: Carried

    @property
    def official(self) -> bool:
        """Whether the instrument is the one published for this year."""
        return self.instrument.year == self.info.year


def assessments(workspace: Workspace) -> list[AssessmentInfo]:
    """The assessments of a data folder, newest first."""
    with workspace.reading() as connection:
        return all_assessments(connection)


def years_to_offer(workspace: Workspace) -> tuple[int, list[int]]:
    """The year proposed for a new assessment, and all that may be chosen."""
    last = workspace.require_session().info.year
    years = [year for year in range(last + 1, last + _AT_MOST + 1) if year <= _LAST_YEAR]
    return min(last + CYCLE, _LAST_YEAR), years


def plan(workspace: Workspace, year: int) -> Plan:
    """What a new assessment of a year would begin with; nothing is written.

    Raises:
        KksError: none can be begun here, or not for that year.
    """
    session = workspace.require_session()
    if session.info.role != DISTRICT:
        raise KksError("Penilaian baru dimulai di folder data kabupaten/kota.", code="WRONG_ROLE")
    if workspace.read_only:
        raise KksError(workspace.read_only_reason, code="READ_ONLY")
    if year not in years_to_offer(workspace)[1]:
        raise KksError(
            f"Tahun penilaian baru harus sesudah {session.info.year}; pilih tahun lain.",
            code="YEAR",
        )
    instrument = load_shipped()
    old = Frame(session.instrument, session.info.year)
    with workspace.reading() as connection:
        number = next_id(connection)
    info = session.info._replace(
        id=number,
        submission_id=uuid7(),
        year=year,
        instrument_code=instrument.code,
        instrument_sha256=instrument.sha256,
        created_at=workspace.clock().isoformat(timespec="seconds"),
    )
    carried = carry(session.fields, old, Frame(instrument, year))
    return Plan(info, session.info.year, session.raw(PROFILE, "operator"), instrument, carried)


def write(workspace: Workspace, found: Plan) -> None:
    """Write a planned assessment in one transaction; from any thread, while it is not yet open.

    Raises:
        KksError: it could not be written; everything is as it was.
    """
    first = StepWrite(
        step=0,
        kind="edit",
        changes=tuple(
            FieldChange(code, field, "", raw, parsed_value(raw))
            for (code, field), raw in sorted(found.carried.fields.items())
        ),
        who=found.who,
        at=workspace.clock().isoformat(timespec="microseconds"),
        label=f"Dibawa dari penilaian {found.before}",
    )
    workspace.insert(found.info, first)


def begin(workspace: Workspace, year: int) -> Session:
    """Begin a new assessment from the last one and open it.

    Raises:
        KksError: it cannot be begun, or not be written; everything is as it was.
    """
    workspace.require_session().flush()
    write(workspace, plan(workspace, year))
    return workspace.open_newest()


def waiting(session: Session) -> list[Standing]:
    """What was carried into an assessment and waits to be confirmed, by kind."""
    return standing(session.fields)


def confirm(session: Session, found: Standing) -> None:
    """Let everything of one kind count, in one step of undo.

    Raises:
        KksError: the session is read-only.
    """
    edits = [Edit(code, mark, "") for code, mark in found.marks]
    session.set(edits, f"Konfirmasi {found.title}")
