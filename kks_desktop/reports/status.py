"""The gates of the award as printed lines: figures, and met or not met in words."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from kks_desktop.domain.category import Blocker, Condition, blockers_of, scores_of
from kks_desktop.domain.chart import percent_text
from kks_desktop.domain.numbers import percent
from kks_desktop.domain.scoring import AnswerState
from kks_desktop.reports.words import NOT_FILLED, counted

if TYPE_CHECKING:
    from kks_desktop.domain.assessment import Evaluation
    from kks_desktop.domain.instrument import Instrument


@dataclass(frozen=True)
class Gate:
    """One of the three gates against one category."""

    title: str
    figure: str
    lines: tuple[str, ...]
    met: bool

    @property
    def verdict(self) -> str:
        """Met or not in words, with a mark that needs no colour."""
        if self.met:
            return "✓ Terpenuhi"
        return "○ Belum dapat diuji" if self.figure == NOT_FILLED else "✗ Belum terpenuhi"


def goal_of(instrument: Instrument, evaluation: Evaluation) -> str:
    """The category that the gates are shown against: the target, or the next one up."""
    return evaluation.category.aim or evaluation.category.indicated or instrument.category_keys[0]


def blockers_for(instrument: Instrument, evaluation: Evaluation, key: str) -> tuple[Blocker, ...]:
    """Everything that keeps one category out of reach."""
    return tuple(
        blockers_of(
            instrument,
            key,
            scores_of(evaluation.scored),
            evaluation.answers.odf,
            evaluation.gates,
            evaluation.answers.top_level,
        )
    )


def reached(instrument: Instrument, evaluation: Evaluation, condition: Condition) -> str | None:
    """The highest category for which one gate alone would be met."""
    found = None
    for level in instrument.levels:
        if any(b.condition is condition for b in blockers_for(instrument, evaluation, level.key)):
            break
        found = level.key
    return found


def gates(instrument: Instrument, evaluation: Evaluation) -> tuple[Gate, Gate, Gate]:
    """ODF, kelembagaan and tatanan against the category aimed at."""
    goal = goal_of(instrument, evaluation)
    blocked = {blocker.condition for blocker in blockers_for(instrument, evaluation, goal)}
    return (
        _odf_gate(instrument, evaluation, met=Condition.ODF not in blocked),
        _bodies_gate(evaluation, met=Condition.KELEMBAGAAN not in blocked),
        _settings_gate(instrument, evaluation, goal, met=Condition.TATANAN not in blocked),
    )


def _odf_gate(instrument: Instrument, evaluation: Evaluation, *, met: bool) -> Gate:
    odf = evaluation.answers.odf
    figure = share_words(odf.free, odf.villages)
    when = f"keadaan Desember {instrument.data_year('kini', evaluation.answers.year)}"
    if figure == NOT_FILLED:
        return Gate("Desa/kelurahan ODF", figure, (when,), met)
    counts = counted(odf.free, odf.villages, "desa/kelurahan")
    return Gate("Desa/kelurahan ODF", figure, (counts, when), met)


def _bodies_gate(evaluation: Evaluation, *, met: bool) -> Gate:
    facts = evaluation.gates
    bodies = (
        ("forum kecamatan", facts.district_decrees, facts.districts, "kecamatan"),
        ("pokja", facts.village_decrees, facts.villages, "desa/kelurahan"),
    )
    shares = [
        None if not whole or part is None else percent(part, whole) for _, part, whole, _ in bodies
    ]
    known = [share for share in shares if share is not None]
    return Gate(
        "Kelembagaan (SK terendah)",
        percent_text(min(known) / 100) if len(known) == len(shares) else NOT_FILLED,
        (
            *(f"SK {body}: {counted(part, whole, unit)}" for body, part, whole, unit in bodies),
            f"Tim Pembina {presence_words(facts.team)}; Forum {presence_words(facts.forum)}",
        ),
        met,
    )


def _settings_gate(instrument: Instrument, evaluation: Evaluation, goal: str, *, met: bool) -> Gate:
    base = instrument.top_level.base if goal == instrument.top_level.key else goal
    keys = instrument.category_keys
    found = evaluation.scored.tatanan
    enough = sum(t.level is not None and keys.index(t.level) >= keys.index(base) for t in found)
    number, share = lowest(evaluation)
    return Gate(
        "Sembilan tatanan",
        f"{enough} dari {len(found)} tatanan",
        (
            f"mencapai batas {instrument.category_name(base)}",
            f"Terendah: tatanan {number}, {percent_text(share)}",
        ),
        met,
    )


def lowest(evaluation: Evaluation) -> tuple[int, Fraction]:
    """The weakest tatanan, which decides, and its share."""
    shares = [(Fraction(t.score, t.max), t.number) for t in evaluation.scored.tatanan]
    share, number = min(shares)
    return number, share


def share_words(part: int | None, whole: int | None) -> str:
    """``94,12 %``, or words where there is no share."""
    if part is None or whole is None:
        return NOT_FILLED
    found = percent(part, whole)
    return "Tidak terhitung" if found is None else percent_text(found / 100)


def presence_words(value: bool | None) -> str:
    """``ada``, ``belum ada`` or ``belum diisi``."""
    return {True: "ada", False: "belum ada", None: "belum diisi"}[value]


@dataclass(frozen=True)
class Pending:
    """Codes of what a person still has to look at, for counts and lists."""

    unanswered: tuple[str, ...]
    silent: tuple[str, ...]
    problems: tuple[str, ...]
    differing: tuple[str, ...]


def pending(evaluation: Evaluation) -> Pending:
    """What is unanswered, silent, flagged, and scored differently from the suggestion."""
    scored = evaluation.scored
    return Pending(
        scored.in_state(AnswerState.EMPTY, AnswerState.INCOMPLETE),
        scored.in_state(AnswerState.SILENT),
        scored.in_state(AnswerState.PROBLEM),
        tuple(code for code, found in scored.indicators.items() if found.differs),
    )
