"""What an OPD is handed: its indicators in plain words and numbers, for a workbook or paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kks_desktop.domain.agency import AgencyLine, AgencyReport, next_words
from kks_desktop.domain.look import STATE_MARKS


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One indicator; ``None`` is a blank cell, never zero.

    ``most`` and ``missing`` are blank where the agency does not have the points: where
    it only supports, and for kelembagaan.
    """

    code: str
    title: str
    part: str
    state: str
    score: int | None
    most: int | None
    missing: int | None
    verified: int | None
    proof: str
    step: str
    plan: str


@dataclass(frozen=True, slots=True)
class AgencySheet:
    """The sheet of one agency; ``day`` is when it was made."""

    agency: str
    region: str
    year: int
    day: date
    practice: bool
    supported: int
    answered: int
    of: int
    proven: int
    earned: int
    most: int
    verified: int
    planned: int
    rows: tuple[SheetRow, ...]

    @property
    def missing(self) -> int:
        """Points not earned yet."""
        return self.most - self.earned


def agency_sheet(
    report: AgencyReport, region: str, year: int, day: date, *, practice: bool
) -> AgencySheet:
    """The sheet of an agency's report."""
    return AgencySheet(
        agency=report.name,
        region=region,
        year=year,
        day=day,
        practice=practice,
        supported=report.supported,
        answered=report.answered,
        of=len(report.own),
        proven=report.proven,
        earned=report.earned,
        most=report.most,
        verified=report.verified,
        planned=len(report.planned),
        rows=tuple(_row(line) for line in report.lines),
    )


def _row(line: AgencyLine) -> SheetRow:
    score = line.found.score
    return SheetRow(
        code=line.code,
        title=line.indicator.title,
        part="Utama" if line.main else "Pendukung",
        state=STATE_MARKS[line.found.state.value][1],
        score=score,
        most=100 if line.counts else None,
        missing=100 - (score or 0) if line.counts else None,
        verified=line.verified,
        proof=line.proof.state.value.capitalize(),
        step=next_words(line),
        plan=move_words(line),
    )


def move_words(line: AgencyLine) -> str:
    """The indicator's part in the plan, ``50 → 100``; empty for none."""
    if line.move is None:
        return ""
    before = "belum diisi" if line.move.before is None else str(line.move.before)
    return f"{before} → {line.move.score}"
