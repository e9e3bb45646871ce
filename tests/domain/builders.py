"""Short ways to say what was answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kks_desktop.domain.answers import Gates, Odf, TopLevelFacts
from kks_desktop.domain.assessment import Evaluation, evaluate
from kks_desktop.domain.category import CategoryResult, indicate
from kks_desktop.domain.document import read_answers
from kks_desktop.domain.instrument import Instrument
from kks_desktop.domain.scoring import IndicatorScore

TOP = (2700, 2050, 1050, 1200, 1050, 1100, 1025, 1200, 1300)
"""The totals of a district that is at the top level in every tatanan (12.675 in all)."""


def document(answers: Mapping[str, Any] | None = None, **keys: Any) -> dict[str, Any]:
    """An answers document; ``keys`` are further keys of its top level."""
    return {
        "format": "kks-answers/1",
        "instrument": "kks-2025",
        "region": "15.71",
        "year": 2025,
        "answers": dict(answers or {}),
        **keys,
    }


def evaluated(
    instrument: Instrument, answers: Mapping[str, Any] | None = None, **keys: Any
) -> Evaluation:
    """The evaluation of an answers document."""
    return evaluate(instrument, read_answers(document(answers, **keys), instrument))


def scored(
    instrument: Instrument,
    code: str,
    measures: Mapping[str, Any] | None = None,
    *,
    base: Mapping[str, Any] | None = None,
    target: str | None = None,
    **answer: Any,
) -> IndicatorScore:
    """One indicator scored alone."""
    entry = {"measures": dict(measures or {}), **answer}
    found = evaluated(instrument, {code: entry}, data_dasar=dict(base or {}), target=target)
    return found.scored.indicators[code]


def share(numerator: Any, denominator: Any = 100) -> dict[str, Any]:
    """A numerator over a denominator, as an answers document has it."""
    return {"pembilang": numerator, "penyebut": denominator}


def good_gates(districts: int = 85, villages: int = 82, **changes: Any) -> Gates:
    """Gates that pass, with shares of decrees out of 100 kecamatan and 100 desa."""
    given: dict[str, Any] = {
        "team": True,
        "forum": True,
        "districts": 100,
        "district_decrees": districts,
        "villages": 100,
        "village_decrees": villages,
        **changes,
    }
    return Gates(**given)


def category(
    instrument: Instrument,
    scores: tuple[int, ...],
    odf: str | Odf = "100",
    gates: Gates | None = None,
    top: TopLevelFacts | None = None,
    target: str | None = None,
) -> CategoryResult:
    """The indicated category; ``odf`` is a share in per cent with at most one decimal."""
    if isinstance(odf, str):
        odf = Odf(1000, round(float(odf) * 10))
    return indicate(
        instrument,
        dict(enumerate(scores, 1)),
        odf,
        good_gates() if gates is None else gates,
        top or TopLevelFacts(),
        target,
    )
