"""What became of the files that came in: for the window, for ``kks import``, item by item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from kks_desktop.domain.accounting import Item, Sort, count
from kks_desktop.domain.receiving import Standing


@dataclass(frozen=True, slots=True)
class Warned:
    """Something to look at that refuses nothing."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, or would.

    ``standing`` is how the revision stands now; ``None`` for one that did not come in.
    ``retried`` tells a file that had been waiting and was taken up again, ``answers`` names
    the revision whose receipt goes out for it.
    """

    file: str
    ok: bool
    refusal: str | None
    message: str
    kind: str | None = None
    region: str | None = None
    year: int | None = None
    revision: int | None = None
    content_id: str | None = None
    standing: Standing | None = None
    waiting: bool = False
    items: tuple[Item, ...] = ()
    gone: tuple[str, ...] = ()
    warnings: tuple[Warned, ...] = ()
    score: Mapping[str, Any] | None = None
    retried: bool = False
    answers: str | None = None
    notes: tuple[str, ...] = ()
    sources: tuple[Path, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes in the order of the files; ``skipped`` counts files that are no bundles."""

    outcomes: tuple[Outcome, ...]
    skipped: int = 0

    @property
    def ok(self) -> bool:
        """Whether nothing was refused."""
        return all(outcome.ok for outcome in self.outcomes)


class Tally(NamedTuple):
    """How many files went which way; ``kept`` came in and do not apply."""

    taken: int
    kept: int
    waiting: int
    refused: int


def tally(outcomes: Sequence[Outcome]) -> Tally:
    """Count files by what became of them; the numbers add up."""
    taken = sum(one.ok for one in outcomes)
    waiting = sum(one.waiting for one in outcomes)
    kept = sum(not one.ok and not one.waiting and one.standing is not None for one in outcomes)
    return Tally(taken, kept, waiting, len(outcomes) - taken - kept - waiting)


def outcome_table(outcome: Outcome) -> dict[str, Any]:
    """What ``kks import --json`` prints of one file; the bare counts are indicators."""
    counts = {sort: count(outcome.items, sort).table() for sort in Sort}
    score = outcome.score
    return {
        "file": outcome.file,
        "ok": outcome.ok,
        "refusal": outcome.refusal,
        "message": outcome.message,
        **counts[Sort.INDICATOR],
        **{sort.value: counts[sort] for sort in Sort if sort is not Sort.INDICATOR},
        "removed": len(outcome.gone),
        "kind": outcome.kind,
        "region": outcome.region,
        "year": outcome.year,
        "revision": outcome.revision,
        "content_id": outcome.content_id,
        "state": outcome.standing.value if outcome.standing else None,
        "waiting": outcome.waiting,
        "retried": outcome.retried,
        "warnings": [{"code": one.code, "message": one.sentence} for one in outcome.warnings],
        "score": score["total"]["score"] if score else None,
        "claimed": score["claimed"]["score"] if score else None,
        "category": score["category"]["indicated"] if score else None,
    }
