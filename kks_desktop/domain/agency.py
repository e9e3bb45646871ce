"""What each OPD answers for: its indicators, their points and proof, and what would raise them.

The main agency of an indicator has its points; the others support.
So the points of all agencies add up to the points of all tatanan. Kelembagaan variables
are listed and counted as answered, but have no points: they decide the gates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kks_desktop.domain.agencies import agencies_of, agency_names
from kks_desktop.domain.evidence import Proof
from kks_desktop.domain.instrument import Indicator, Instrument
from kks_desktop.domain.plan import Move, Plan
from kks_desktop.domain.planner import NextStep, next_step, step_to
from kks_desktop.domain.registers import Table
from kks_desktop.domain.scoring import AnswerState, IndicatorScore
from kks_desktop.domain.verified import Verification


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """One indicator of an agency.

    ``tatanan`` is 0 for kelembagaan. ``verified`` is the score that would be left today,
    ``step`` the nearest option above, ``move`` the indicator's part in the plan.
    """

    indicator: Indicator
    tatanan: int
    main: bool
    found: IndicatorScore
    verified: int | None
    proof: Proof
    step: NextStep | None
    move: Move | None

    @property
    def code(self) -> str:
        """The indicator's code."""
        return self.indicator.code

    @property
    def counts(self) -> bool:
        """Whether the agency has this indicator's points."""
        return self.main and self.tatanan > 0


@dataclass(frozen=True, slots=True)
class AgencyReport:
    """An agency with its indicators, the main ones first, each part in printed order."""

    id: str
    name: str
    lines: tuple[AgencyLine, ...]

    @property
    def own(self) -> tuple[AgencyLine, ...]:
        """The indicators that the agency is the main one of."""
        return tuple(line for line in self.lines if line.main)

    @property
    def supported(self) -> int:
        """How many indicators it supports."""
        return len(self.lines) - len(self.own)

    @property
    def answered(self) -> int:
        """How many of its own have a score."""
        return sum(line.found.score is not None for line in self.own)

    @property
    def proven(self) -> int:
        """How many of its own a verifier could accept today."""
        return sum(line.proof.counts for line in self.own)

    @property
    def earned(self) -> int:
        """Points of its own indicators so far."""
        return sum(line.found.score or 0 for line in self.lines if line.counts)

    @property
    def verified(self) -> int:
        """Points that would be left today."""
        return sum(line.verified or 0 for line in self.lines if line.counts)

    @property
    def most(self) -> int:
        """Points that its own indicators can have: 100 each (juknis Tabel 3)."""
        return 100 * sum(line.counts for line in self.lines)

    @property
    def missing(self) -> int:
        """Points not earned yet."""
        return self.most - self.earned

    @property
    def planned(self) -> tuple[Move, ...]:
        """Its share of the plan."""
        return tuple(line.move for line in self.own if line.move is not None)


def agency_reports(
    instrument: Instrument,
    verification: Verification,
    proofs: Mapping[str, Proof],
    plan: Plan,
    table: Table,
) -> tuple[AgencyReport, ...]:
    """Every agency that has indicators in the instrument's order, then those that only support.

    The ``table`` says what the agencies are called here, and which indicator was given to another.
    """
    own: dict[str, list[AgencyLine]] = {}
    supported: dict[str, list[AgencyLine]] = {}
    moves = plan.moves
    for indicator in (*instrument.indicators(), *instrument.kelembagaan):
        tatanan = instrument.tatanan_of.get(indicator.code)
        found = verification.claimed.scored.indicators[indicator.code]
        for place, agency in enumerate(agencies_of(instrument, indicator, table)):
            line = AgencyLine(
                indicator=indicator,
                tatanan=tatanan.number if tatanan else 0,
                main=place == 0,
                found=found,
                verified=verification.verified.scored.indicators[indicator.code].score,
                proof=proofs[indicator.code],
                step=next_step(instrument, indicator, verification.claimed.answers, found),
                move=moves.get(indicator.code),
            )
            (own if line.main else supported).setdefault(agency, []).append(line)
    names = agency_names(instrument, table)
    known = (id for id in names if id in own or id in supported)
    return tuple(
        AgencyReport(id, names[id], (*own.get(id, ()), *supported.get(id, ())))
        for id in sorted(known, key=lambda id: id not in own)
    )


def what_must_happen(
    instrument: Instrument, verification: Verification, indicator: Indicator, score: int
) -> str:
    """What raises an indicator to one of its options, in a sentence for who must do it."""
    found = verification.claimed.scored.indicators[indicator.code]
    step = step_to(instrument, indicator, verification.claimed.answers, found, score)
    lead = {
        AnswerState.EMPTY: f"Isi dan capai nilai {score}: ",
        AnswerState.INCOMPLETE: f"Lengkapi isian dan capai nilai {score}: ",
        AnswerState.SILENT: f"Putuskan nilainya (juknis tidak mengatur) dan capai {score}: ",
    }
    text = (lead.get(found.state, "") if found.score is None else "") + step.text
    if found.score is None and found.state is AnswerState.PROBLEM:
        text = f"Perbaiki isian dan capai nilai {score}: {step.text}"
    return f"{text}; {step.distance}" if step.distance else text


def next_words(line: AgencyLine) -> str:
    """What an indicator needs to rise at all; empty at its top."""
    if line.found.score is None:
        return {
            AnswerState.SILENT: "Putuskan nilainya; juknis tidak mengatur.",
            AnswerState.INCOMPLETE: "Lengkapi isian.",
            AnswerState.PROBLEM: "Perbaiki isian.",
        }.get(line.found.state, "Isi indikator ini.")
    if line.step is None:
        return ""
    text = f"Nilai {line.step.score}: {line.step.text}"
    return f"{text}; {line.step.distance}" if line.step.distance else text
