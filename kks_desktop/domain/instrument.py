"""The instrument as data: what is asked, how it is scored, what an award needs.

Indonesian keys of the file become these frozen records; codes and measure ids
stay as the juknis file has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Literal

Year = Literal["lalu", "kini"]
YEARS: tuple[Year, ...] = ("lalu", "kini")

TARGET = "target"
MIN_SHARE = "porsi_minimal"
Bound = Fraction | Literal["target", "porsi_minimal"]
"""A fixed bound, the measure's target, or the share that the proposed category needs."""


class MeasureKind(StrEnum):
    """How a measure is typed."""

    COUNT = "jumlah"
    PERCENT = "persen"
    RATIO = "rasio"
    INDEX = "indeks"
    YES_NO = "ya_tidak"
    ITEMS = "daftar"


@dataclass(frozen=True, slots=True)
class Item:
    """One tick of a list measure."""

    code: str
    text: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a derived measure follows from others of the same indicator."""

    method: Literal["jumlah_dibagi", "kali"]
    parts: tuple[str, ...]
    divisor: int = 1
    factor: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure, yes/no or list that an operator supplies for an indicator."""

    id: str
    label: str
    kind: MeasureKind
    two_years: bool
    unit: str = ""
    decimals: int = 0
    numerator: str = ""
    denominator: str = ""
    denominator_id: str = ""
    multiplier: int = 100
    direct: bool = False
    may_exceed_100: bool = False
    may_be_blank: bool = False
    target: Literal["", "nasional", "daerah"] = ""
    target_value: Fraction | None = None
    items: tuple[Item, ...] = ()
    derived: Derivation | None = None

    @property
    def years(self) -> tuple[Year, ...]:
        """The data years that are typed: both, or ``kini`` alone."""
        return YEARS if self.two_years else ("kini",)

    @property
    def is_share(self) -> bool:
        """Whether it is typed as numerator over denominator."""
        return bool(self.numerator)

    @property
    def is_number(self) -> bool:
        """Whether it has a numeric value."""
        return self.kind not in (MeasureKind.YES_NO, MeasureKind.ITEMS)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a matched rule gives: a score, or silence with the reading offered."""

    score: int | None
    reading: int | None = None
    other_scores: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class YesNo:
    """A yes/no measure has this value."""

    measure: str
    value: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """A measure went up, down or stayed from ``lalu`` to ``kini``."""

    measure: str
    directions: tuple[Literal["naik", "turun", "tetap"], ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """A measure of one year stands so to a bound."""

    measure: str
    year: Year
    operator: Literal["<", "<=", "==", ">=", ">"]
    bound: Bound


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part is true."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part is true."""

    parts: tuple[Condition, ...]


Condition = YesNo | Trend | Compare | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Tier:
    """A band of values with its outcome; open where a bound is ``None``."""

    outcome: Outcome
    low: Bound | None = None
    low_included: bool = False
    high: Bound | None = None
    high_included: bool = False
    condition: Condition | None = None
    printed: str = ""


@dataclass(frozen=True, slots=True)
class TrendRule:
    """Direction alone decides (``tren``)."""

    measure: str
    direction: Literal["naik", "turun"]
    outcomes: Mapping[str, Outcome]
    both_zero: int | None = None
    zero_if: Condition | None = None


@dataclass(frozen=True, slots=True)
class TrendThresholdRule:
    """Direction and a threshold of ``kini`` decide (``tren_ambang``)."""

    measure: str
    direction: Literal["naik", "turun"]
    operator: Literal["<", "<=", ">=", ">"]
    bound: Bound
    outcomes: Mapping[str, Outcome]
    exact_is_silent: bool = False
    zero_if: Condition | None = None


@dataclass(frozen=True, slots=True)
class TierRule:
    """The band of one year's value decides (``ambang``)."""

    measure: str
    year: Year
    tiers: tuple[Tier, ...]
    zero_if: Condition | None = None


@dataclass(frozen=True, slots=True)
class CriteriaRule:
    """The number of ticked items decides (``kriteria``)."""

    measure: str
    count: Literal["semua", "wajib"]
    tiers: tuple[Tier, ...]
    other_count: Literal["", "semua", "wajib"] = ""
    required_item: str = ""
    zero_if: Condition | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One condition of a combined rule and what it gives."""

    condition: Condition
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class StepsRule:
    """Conditions looked at in order, the first match decides (``gabungan``)."""

    steps: tuple[Step, ...]
    otherwise: Outcome
    zero_if: Condition | None = None


@dataclass(frozen=True, slots=True)
class ChoiceRule:
    """The operator picks one option (``pilihan``)."""

    zero_if: Condition | None = None


Rule = TrendRule | TrendThresholdRule | TierRule | CriteriaRule | StepsRule | ChoiceRule


@dataclass(frozen=True, slots=True)
class Option:
    """One scored option of an indicator."""

    score: int
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A doubt in the printed rule and the reading that we propose for it."""

    issue: str
    reading: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator, or one of the sixteen kelembagaan variables (``K.01``…)."""

    code: str
    title: str
    definition: str
    measures: tuple[Measure, ...]
    rule: Rule
    options: tuple[Option, ...]
    agencies: tuple[str, ...] = ()
    applications: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    validated_by_head: bool = False
    notes: tuple[Note, ...] = ()
    component: str = ""
    min_shares: Mapping[str, int] = field(default_factory=dict)

    def measure(self, measure_id: str) -> Measure | None:
        """The measure with this id, or ``None``."""
        return next((m for m in self.measures if m.id == measure_id), None)

    def has_option(self, score: int) -> bool:
        """Whether an option carries this score."""
        return any(option.score == score for option in self.options)

    def option_text(self, score: int | None) -> str:
        """The wording of the option with this score; empty if there is none."""
        return next((o.text for o in self.options if o.score == score), "")


@dataclass(frozen=True, slots=True)
class Tatanan:
    """One of the nine settings.

    ``reachable`` has bit *n* set where the options can add up to *n* points.
    """

    number: int
    name: str
    indicators: tuple[Indicator, ...]
    reachable: int = 0

    @property
    def max_score(self) -> int:
        """100 points an indicator (juknis Tabel 3)."""
        return 100 * len(self.indicators)


@dataclass(frozen=True, slots=True)
class AwardLevel:
    """The minimum of one category (juknis Bab II, Tabel 2 and 3); percentages."""

    key: str
    name: str
    odf_min: int
    tatanan_min: int
    share_min: int

    @property
    def short_name(self) -> str:
        """``Wiwerda`` of ``Swasti Saba Wiwerda``."""
        return self.name.removeprefix("Swasti Saba ")


@dataclass(frozen=True, slots=True)
class TopLevel:
    """Wistara Paripurna: what it asks on top of its base category."""

    key: str
    name: str
    base: str
    service_fields: tuple[str, ...]
    innovation_criteria: tuple[str, ...]

    @property
    def short_name(self) -> str:
        """The name without its programme prefix."""
        return self.name.removeprefix("Swasti Saba ")


@dataclass(frozen=True, slots=True)
class BaseDatum:
    """A number typed once and used as denominator by several indicators."""

    id: str
    label: str
    unit: str


@dataclass(frozen=True)
class Instrument:
    """A whole instrument of one assessment year."""

    code: str
    title: str
    year: int
    sha256: str
    agencies: Mapping[str, str]
    base_data: tuple[BaseDatum, ...]
    tatanan: tuple[Tatanan, ...]
    kelembagaan: tuple[Indicator, ...]
    levels: tuple[AwardLevel, ...]
    top_level: TopLevel
    year_offsets: Mapping[Year, int]
    legal_basis: tuple[str, ...] = ()

    @cached_property
    def by_code(self) -> Mapping[str, Indicator]:
        """Every indicator and kelembagaan variable by its code."""
        return {i.code: i for i in (*self.indicators(), *self.kelembagaan)}

    @cached_property
    def tatanan_of(self) -> Mapping[str, Tatanan]:
        """The tatanan of an indicator code."""
        return {i.code: t for t in self.tatanan for i in t.indicators}

    @property
    def max_score(self) -> int:
        """The sum of all tatanan."""
        return sum(t.max_score for t in self.tatanan)

    def data_year(self, year: Year, assessed: int) -> int:
        """The calendar year of ``lalu`` or ``kini`` in the assessment of ``assessed``."""
        return assessed + self.year_offsets[year]

    def indicators(self) -> Iterator[Indicator]:
        """The scored indicators in their printed order, without kelembagaan."""
        for tatanan in self.tatanan:
            yield from tatanan.indicators

    def category_name(self, key: str | None) -> str:
        """The short name of a category key; empty for ``None``."""
        levels: tuple[AwardLevel | TopLevel, ...] = (*self.levels, self.top_level)
        return next((level.short_name for level in levels if level.key == key), "")

    @property
    def category_keys(self) -> tuple[str, ...]:
        """Category keys from the lowest to the highest."""
        return (*(level.key for level in self.levels), self.top_level.key)
