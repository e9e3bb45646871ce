"""What is not right yet in an assessment, from its fields."""

from __future__ import annotations

from collections.abc import Set

from kks_desktop.domain.assessment import Evaluation
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.instrument import Instrument
from kks_desktop.domain.marks import confirmed
from kks_desktop.domain.problems.model import Facts, Problem, facts_from
from kks_desktop.domain.problems.rules import HARD_RULES, problems_of
from kks_desktop.services.fields import Raw, table_of
from kks_desktop.services.proofs import ProofBook
from kks_desktop.services.session import Session


def facts_of(session: Session, book: ProofBook) -> Facts:
    """What rules may look at; nothing that was carried over and is not confirmed."""
    return facts_from(
        session.instrument,
        session.evaluation,
        session.counted,
        book.damaged,
        book.files,
        session.overruled,
        letter_required=session.letter_required,
    )


def problems(session: Session, book: ProofBook) -> tuple[Problem, ...]:
    """Every problem of an assessment, the hard ones first."""
    return problems_of(facts_of(session, book))


def blocking_problems(
    instrument: Instrument,
    evaluation: Evaluation,
    fields: Raw,
    damaged: Set[str] = frozenset(),
    *,
    letter_required: bool = False,
) -> tuple[Problem, ...]:
    """What keeps a frozen state from being sent."""
    facts = facts_from(
        instrument,
        evaluation,
        table_of(confirmed(fields)),
        damaged,
        letter_required=letter_required,
    )
    return problems_of(facts, HARD_RULES)


def refuse_blocked(found: tuple[Problem, ...]) -> None:
    """Say why nothing can be sent, if anything is in the way.

    Raises:
        KksError: the first hard problem and how many there are.
    """
    if found:
        count = f" {len(found)} hal menghalangi." if len(found) > 1 else ""
        raise KksError(
            f"Belum dapat dikirim: {found[0].sentence}{count} Tidak ada yang ditulis.",
            code="PROBLEMS",
        )
