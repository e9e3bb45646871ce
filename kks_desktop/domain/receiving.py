"""What a bundle that came in means beside those that came before: pure, no clock, no store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class Standing(StrEnum):
    """How a received revision stands in the province's data."""

    CURRENT = "berlaku"
    REPLACED = "digantikan"
    CONFLICTING = "bertentangan"
    UNCONFIRMED = "belum disahkan"


class Step(StrEnum):
    """What taking a bundle in does."""

    APPLY = "apply"
    HOLD = "hold"
    """Kept beside, outside the recap: its key is not enrolled yet."""
    REPEAT = "ALREADY_RECEIVED"
    CONFLICT = "CONFLICT"
    ARCHIVE = "SUPERSEDED"


@dataclass(frozen=True, slots=True)
class Known:
    """A revision of the same region and year that came in before."""

    content_id: str
    submission_id: str
    revision: int
    standing: Standing
    document_sha256: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """A verified revision; ``confirmed`` unless a key that signed it is not enrolled."""

    content_id: str
    submission_id: str
    revision: int
    document_sha256: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do, and the content id of the one that is repeated or contradicted."""

    step: Step
    other: str | None = None


def decide(known: Sequence[Known], new: Incoming) -> Decision:
    """Judge a bundle by what came in before; ``known`` are those of its region and year.

    What is not confirmed decides nothing: anybody can make a key, and must neither
    displace nor contradict what a trusted one signed.
    """
    same = next((one for one in known if one.content_id == new.content_id), None)
    if same is not None and not (same.standing is Standing.UNCONFIRMED and new.confirmed):
        return Decision(Step.REPEAT, same.content_id)
    trusted = [one for one in known if one.standing is not Standing.UNCONFIRMED]
    for one in trusted:
        equal = (one.submission_id, one.revision) == (new.submission_id, new.revision)
        if equal and one.document_sha256 == new.document_sha256:
            # the same content packed anew, for example with the files left out before
            return Decision(Step.REPEAT, one.content_id)
    if not new.confirmed:
        return Decision(Step.HOLD)
    return _beside(trusted, new)


def _beside(trusted: Sequence[Known], new: Incoming) -> Decision:
    current = next((one for one in trusted if one.standing is Standing.CURRENT), None)
    if current is None:
        return Decision(Step.APPLY)
    if current.submission_id != new.submission_id:
        return Decision(Step.CONFLICT, current.content_id)
    for one in trusted:
        if (one.submission_id, one.revision) == (new.submission_id, new.revision):
            return Decision(Step.CONFLICT, one.content_id)
    if new.revision < current.revision:
        return Decision(Step.ARCHIVE, current.content_id)
    return Decision(Step.APPLY, current.content_id)


def after(known: Sequence[Known], new: Incoming, decision: Decision) -> list[Known]:
    """What is known once the decision was carried out."""
    if decision.step is Step.REPEAT:
        return list(known)
    standing = _STANDINGS[decision.step]
    kept = [one for one in known if one.content_id != new.content_id]
    if standing is Standing.CURRENT:
        kept = [
            replace(one, standing=Standing.REPLACED) if one.standing is Standing.CURRENT else one
            for one in kept
        ]
    added = Known(new.content_id, new.submission_id, new.revision, standing, new.document_sha256)
    return [*kept, added]


_STANDINGS = {
    Step.APPLY: Standing.CURRENT,
    Step.HOLD: Standing.UNCONFIRMED,
    Step.CONFLICT: Standing.CONFLICTING,
    Step.ARCHIVE: Standing.REPLACED,
}


def standing_after(step: Step) -> Standing:
    """How a revision stands that a step stored; ``REPEAT`` stores none."""
    return _STANDINGS[step]


def standing_of(decision: Decision, known: Sequence[Known]) -> Standing | None:
    """How what was decided on stands: of a repeated one as it stood before."""
    if decision.step is not Step.REPEAT:
        return standing_after(decision.step)
    return next((one.standing for one in known if one.content_id == decision.other), None)
