"""What an operator answered: plain frozen records, blank kept apart from zero."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kks_desktop.domain.instrument import Year


@dataclass(frozen=True, slots=True)
class Share:
    """Numerator over denominator as typed; either may still be blank."""

    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A value that was kept as typed but is no value of its measure."""

    text: str
    sentence: str


YearValue = Decimal | Share | bool | tuple[str, ...] | Unreadable


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """One measure's values by year; an absent year is blank."""

    values: Mapping[Year, YearValue] = field(default_factory=dict)
    target: Decimal | Unreadable | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An assessment's answer to one indicator.

    ``choice`` is the score of the option a person picked. ``took_reading`` tells
    that it is the reading offered where the rule is silent, which needs no reason.
    """

    measures: Mapping[str, MeasureEntry] = field(default_factory=dict)
    choice: int | None = None
    reason: str = ""
    note: str = ""
    took_reading: bool = False


@dataclass(frozen=True, slots=True)
class Odf:
    """Villages, and those free of open defecation in December of ``kini``."""

    villages: int | None = None
    free: int | None = None


@dataclass(frozen=True, slots=True)
class Gates:
    """The kelembagaan gates of juknis Tabel 2; ``None`` is not given."""

    team: bool | None = None
    forum: bool | None = None
    districts: int | None = None
    district_decrees: int | None = None
    villages: int | None = None
    village_decrees: int | None = None
    secretariat: bool | None = None
    work_plan: bool | None = None
    budget: bool | None = None


@dataclass(frozen=True, slots=True)
class TopLevelFacts:
    """What Wistara Paripurna asks on top of Wistara."""

    wistara_before: bool | None = None
    service_fields: int | None = None
    innovation_criteria: int | None = None


BaseData = Mapping[str, Mapping[Year, Decimal]]


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers of one assessment."""

    instrument: str
    region: str
    year: int
    target: str | None = None
    odf: Odf = Odf()
    base_data: BaseData = field(default_factory=dict)
    gates: Gates = Gates()
    top_level: TopLevelFacts = TopLevelFacts()
    answers: Mapping[str, Answer] = field(default_factory=dict)
