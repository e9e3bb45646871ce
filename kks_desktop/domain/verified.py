"""What would be left if a verifier came today: only answers with complete, validated proof.

The same engine scores what is left; there is no second way of scoring.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace

from kks_desktop.domain.answers import Answers, Gates
from kks_desktop.domain.assessment import (
    BUDGETS,
    SECRETARIATS,
    WORK_PLANS,
    Evaluation,
    T,
    evaluate,
)
from kks_desktop.domain.category import (
    DISTRICT_DECREES,
    FORUM_DECREE,
    TEAM_DECREE,
    VILLAGE_DECREES,
)
from kks_desktop.domain.evidence import Proof
from kks_desktop.domain.instrument import Instrument
from kks_desktop.domain.scoring import TatananScore


@dataclass(frozen=True, slots=True)
class TatananVerified:
    """A tatanan as claimed and as it would be verified today."""

    claimed: TatananScore
    verified: TatananScore

    @property
    def lost(self) -> int:
        """Points that lack proof."""
        return self.claimed.score - self.verified.score


@dataclass(frozen=True, slots=True)
class Verification:
    """An assessment as claimed and as it would be verified today.

    ODF, the shared denominators and the facts for the top level stay as typed.
    """

    claimed: Evaluation
    verified: Evaluation
    proven: frozenset[str]

    @property
    def tatanan(self) -> tuple[TatananVerified, ...]:
        """Both scores of every tatanan."""
        pairs = zip(self.claimed.scored.tatanan, self.verified.scored.tatanan, strict=True)
        return tuple(TatananVerified(*pair) for pair in pairs)

    @property
    def lost(self) -> int:
        """Points of all tatanan that lack proof."""
        return self.claimed.scored.total - self.verified.scored.total


def verify_today(
    instrument: Instrument, claimed: Evaluation, proofs: Mapping[str, Proof]
) -> Verification:
    """Evaluate again with the proven answers alone."""
    proven = frozenset(code for code, proof in proofs.items() if proof.counts)
    answers = proven_answers(claimed.answers, claimed.gates, proven)
    return Verification(claimed, evaluate(instrument, answers), proven)


def proven_answers(answers: Answers, claimed: Gates, proven: Set[str]) -> Answers:
    """The answers without those that lack proof, and gates only as far as they are proven.

    ``claimed`` are the gates as they stand with every answer.
    """
    return replace(
        answers,
        answers={code: answer for code, answer in answers.answers.items() if code in proven},
        gates=_proven_gates(answers.gates, claimed, proven),
    )


def _proven_gates(gates: Gates, claimed: Gates, proven: Set[str]) -> Gates:
    def kept(value: T | None, *codes: str) -> T | None:
        return value if proven >= set(codes) else None

    def shown(value: bool | None, *codes: str) -> bool | None:
        """What nobody claimed stays untested; a claim without proof does not hold."""
        return None if value is None else value and proven >= set(codes)

    return replace(
        gates,
        team=kept(gates.team, TEAM_DECREE),
        forum=kept(gates.forum, FORUM_DECREE),
        district_decrees=kept(gates.district_decrees, DISTRICT_DECREES),
        village_decrees=kept(gates.village_decrees, VILLAGE_DECREES),
        secretariat=shown(claimed.secretariat, *SECRETARIATS),
        work_plan=shown(claimed.work_plan, *WORK_PLANS),
        budget=shown(claimed.budget, *BUDGETS),
    )
