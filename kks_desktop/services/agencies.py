"""Where the OPD of an assessment stand, the plan, and what is proven: from its fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kks_desktop.domain.agencies import ASSIGNED, agency_words
from kks_desktop.domain.agency import AgencyReport, agency_reports
from kks_desktop.domain.agency_sheet import agency_sheet
from kks_desktop.domain.assessment import Evaluation
from kks_desktop.domain.evidence import Proof
from kks_desktop.domain.instrument import Instrument
from kks_desktop.domain.plan import OUT_OF_REACH, REACH, Limits, Plan, limits_of, make_plan
from kks_desktop.domain.registers import Table
from kks_desktop.domain.verified import Verification, verify_today
from kks_desktop.services.session import AssessmentInfo, Edit, Session
from kks_desktop.services.writing import write_whole


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that the page of OPD, plan and verification shows.

    ``handlers`` are the names of the OPD of each indicator by its code, the main one first.
    """

    agencies: tuple[AgencyReport, ...]
    plan: Plan
    limits: Limits
    verification: Verification
    handlers: Mapping[str, tuple[str, ...]]


def standing_of(session: Session, proofs: Mapping[str, Proof]) -> Standing:
    """Where an assessment stands now, with the proof of its indicators."""
    return standing_from(session.instrument, session.evaluation, session.table, proofs)


def standing_from(
    instrument: Instrument, evaluation: Evaluation, table: Table, proofs: Mapping[str, Proof]
) -> Standing:
    """Where a state of an assessment stands, from its fields by code."""
    limits = limits_of(table)
    plan = make_plan(instrument, evaluation, limits)
    verification = verify_today(instrument, evaluation, proofs)
    return Standing(
        agency_reports(instrument, verification, proofs, plan, table),
        plan,
        limits,
        verification,
        handlers={
            code: agency_words(instrument, indicator, table)
            for code, indicator in instrument.by_code.items()
        },
    )


def reach_edit(code: str, limit: int | None) -> Edit:
    """The edit that says how far an indicator can be raised; ``None`` is all the way."""
    raw = "" if limit is None else OUT_OF_REACH if limit == 0 else str(limit)
    return Edit(code, REACH, raw)


def handling_edit(instrument: Instrument, code: str, agency: str) -> Edit:
    """The edit that gives an indicator to an OPD; the proposed one leaves nothing to say."""
    proposed = instrument.by_code[code].agencies[:1]
    return Edit(code, ASSIGNED, "" if (agency,) == proposed else agency)


def save_workbook(
    path: Path, info: AssessmentInfo, agencies: Sequence[AgencyReport], day: date
) -> None:
    """Write the sheets of these agencies as one workbook, whole or not at all.

    Raises:
        KksError: it could not be written.
    """
    from kks_desktop.exchange.workbook import workbook_bytes

    sheets = [
        agency_sheet(report, info.region_name, info.year, day, practice=info.practice)
        for report in agencies
    ]
    write_whole(path, workbook_bytes(sheets))
