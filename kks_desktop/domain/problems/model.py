"""A problem, a rule that finds it, and the facts that rules are given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kks_desktop.domain.agencies import agencies_of
from kks_desktop.domain.answers import Answer
from kks_desktop.domain.assessment import Evaluation
from kks_desktop.domain.category import DISTRICT_DECREES, FORUM_DECREE, TEAM_DECREE, VILLAGE_DECREES
from kks_desktop.domain.evidence import EvidenceFile, Proof, Uses, by_target, evidence_of, proof_of
from kks_desktop.domain.instrument import Indicator, Instrument
from kks_desktop.domain.registers import (
    AGENCY,
    DISTRICTS,
    EVIDENCE,
    FORUM,
    REGISTERS,
    REMOVED,
    TEAM,
    VILLAGES,
    Cells,
    Table,
)
from kks_desktop.domain.scoring import IndicatorScore, year_labels
from kks_desktop.domain.wording import YearLabels


class Kind(StrEnum):
    """What a problem is about, for filters."""

    ANSWER = "isian"
    CHOICE = "pilihan"
    FIGURE = "angka"
    PROFILE = "profil"
    TARGET = "target"
    REGISTER = "register"
    PROOF = "bukti"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right: a sentence and the place where that is done.

    ``code`` is an indicator, another code of fields, or a register's id where it lacks
    a row. A ``hard`` problem blocks sending, any other warns. ``tatanan`` is ``None``
    outside the nine.
    """

    rule: str
    hard: bool
    sentence: str
    code: str
    field: str
    tatanan: int | None
    agencies: tuple[str, ...]
    kind: str


class Finding(NamedTuple):
    """What a rule found: the sentence and its place."""

    sentence: str
    code: str
    field: str = ""


class Overruled(NamedTuple):
    """A field in whose place a complete register counts: what was typed, what is used."""

    code: str
    field: str
    typed: str
    used: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All that rules may look at; ``rows`` are the codes of each register in order."""

    instrument: Instrument
    evaluation: Evaluation
    table: Table
    files: Mapping[str, EvidenceFile]
    uses: Uses
    proofs: Mapping[str, Proof]
    damaged: Set[str]
    rows: Mapping[str, Sequence[str]]
    year: int
    region: str
    overruled: Sequence[Overruled] = ()
    letter_required: bool = False

    @property
    def before(self) -> int:
        """The calendar year of ``lalu``."""
        return self.instrument.data_year("lalu", self.year)

    @property
    def now(self) -> int:
        """The calendar year of ``kini``."""
        return self.instrument.data_year("kini", self.year)

    @property
    def labels(self) -> YearLabels:
        """Both data years as text."""
        return year_labels(self.instrument, self.year)

    def raw(self, code: str, field: str) -> str:
        """A field's text; empty for blank."""
        return self.table.get(code, {}).get(field, "")

    def answer(self, code: str) -> Answer:
        """An indicator's answer; empty if nothing was typed."""
        return self.evaluation.answers.answers.get(code) or Answer()

    def scored(self) -> Iterator[tuple[Indicator, IndicatorScore]]:
        """Every indicator and kelembagaan variable with its score."""
        found = self.evaluation.scored.indicators
        for code, indicator in self.instrument.by_code.items():
            yield indicator, found[code]

    def register_rows(self, register: str) -> Iterator[tuple[str, Cells]]:
        """The rows of a register with their cells."""
        for code in self.rows.get(register, ()):
            yield code, self.table.get(code, {})


def facts_from(
    instrument: Instrument,
    evaluation: Evaluation,
    table: Table,
    damaged: Set[str] = frozenset(),
    files: Mapping[str, EvidenceFile] | None = None,
    overruled: Sequence[Overruled] = (),
    *,
    letter_required: bool = False,
) -> Facts:
    """The facts of a dossier; ``damaged`` are the SHA-256 of files whose bytes changed.

    ``files`` spares reading them off the table again where they are at hand.
    ``letter_required``: the province takes no proposal without its signed letter.
    """
    files = evidence_of(table, damaged) if files is None else files
    uses = by_target(files)
    return Facts(
        instrument=instrument,
        evaluation=evaluation,
        table=table,
        files=files,
        uses=uses,
        proofs={
            code: proof_of(indicator, uses, table.get(code, {}), damaged)
            for code, indicator in instrument.by_code.items()
        },
        damaged=damaged,
        rows=_rows(table),
        year=evaluation.answers.year,
        region=evaluation.answers.region,
        overruled=overruled,
        letter_required=letter_required,
    )


def _rows(table: Table) -> dict[str, list[str]]:
    """The rows of all registers, as ``registers.rows_of`` gives each, in one pass."""
    found: dict[str, list[str]] = {name: [] for name in REGISTERS}
    for code, cells in table.items():
        name, _, row = code.partition(":")
        if row and name in found and REMOVED not in cells:
            found[name].append(code)
    for name, register in REGISTERS.items():
        found[name].sort()
        if register.rows:
            found[name] = [register.code(row.key) for row in register.rows]
    return found


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is looked for."""

    id: str
    title: str
    kind: Kind
    find: Callable[[Facts], Iterator[Finding]]
    hard: bool = False

    def problems(self, facts: Facts) -> Iterator[Problem]:
        """What the rule finds, with whom and which tatanan it concerns."""
        for found in self.find(facts):
            tatanan = facts.instrument.tatanan_of.get(found.code)
            yield Problem(
                rule=self.id,
                hard=self.hard,
                sentence=found.sentence,
                code=found.code,
                field=found.field,
                tatanan=tatanan.number if tatanan else None,
                agencies=_agencies(facts, found.code),
                kind=self.kind,
            )


_VARIABLE_OF = {
    TEAM: TEAM_DECREE,
    FORUM: FORUM_DECREE,
    DISTRICTS: DISTRICT_DECREES,
    VILLAGES: VILLAGE_DECREES,
}
"""The kelembagaan variable whose agencies look after a register's rows."""


def _agencies(facts: Facts, code: str) -> tuple[str, ...]:
    """Who can put right what is wrong at a code."""
    name, _, row = code.partition(":")
    if name == AGENCY:
        return (row,)
    if name == EVIDENCE and row in facts.files:
        found = [_agencies(facts, use.target) for use in facts.files[row].uses]
        return tuple(dict.fromkeys(agency for part in found for agency in part))
    variable = _VARIABLE_OF.get(code) or _VARIABLE_OF.get(name) or code
    indicator = facts.instrument.by_code.get(variable)
    return agencies_of(facts.instrument, indicator, facts.table) if indicator else ()
