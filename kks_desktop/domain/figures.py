"""From typed values to exact figures: missing, wrong and impossible stay apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction

from kks_desktop.domain.answers import Answer, BaseData, MeasureEntry, Share, Unreadable, YearValue
from kks_desktop.domain.instrument import (
    MIN_SHARE,
    TARGET,
    Bound,
    Derivation,
    Indicator,
    Measure,
    MeasureKind,
    Year,
)
from kks_desktop.domain.numbers import format_number


class State(Enum):
    """Why a figure has a value or none."""

    KNOWN = auto()
    MISSING = auto()
    WRONG = auto()
    IMPOSSIBLE = auto()


@dataclass(frozen=True, slots=True)
class Figure:
    """One year's exact figure of a measure, or the plain reason why there is none."""

    state: State
    value: Fraction | None = None
    sentence: str = ""


MISSING = Figure(State.MISSING)
WHOLE = 100


def known(value: Fraction | Decimal | int) -> Figure:
    """A figure with a value."""
    return Figure(State.KNOWN, Fraction(value))


def wrong(sentence: str) -> Figure:
    """A figure whose typed value cannot be right and does not count."""
    return Figure(State.WRONG, None, sentence)


def typed_figure(measure: Measure, value: YearValue | None, shared: Decimal | None) -> Figure:
    """The figure that one typed value gives.

    ``shared`` is the denominator from ``data_dasar``; the value's own wins.
    """
    if value is None:
        return MISSING
    if isinstance(value, Unreadable):
        return wrong(value.sentence)
    if isinstance(value, (bool, tuple)):
        return wrong("Isi harus berupa angka.")
    if isinstance(value, Share):
        return _share_figure(measure, value, shared)
    if measure.is_share and not measure.direct:
        return wrong("Isi pembilang dan penyebutnya, bukan hasil baginya.")
    return _checked(measure, Fraction(value))


def _share_figure(measure: Measure, share: Share, shared: Decimal | None) -> Figure:
    if not measure.is_share:
        return wrong("Ukuran ini diisi satu angka, tanpa penyebut.")
    denominator = share.denominator if share.denominator is not None else shared
    for number in (share.numerator, denominator):
        if number is not None and number < 0:
            return wrong("Angka ini tidak mungkin di bawah nol.")
    if share.numerator is None or denominator is None:
        return MISSING
    if denominator == 0:
        return Figure(
            State.IMPOSSIBLE, None, "Penyebutnya 0, sehingga nilainya tidak dapat dihitung."
        )
    # one fraction, reduced once: this runs some four hundred times for a whole assessment
    top, top_scale = share.numerator.as_integer_ratio()
    bottom, bottom_scale = denominator.as_integer_ratio()
    return _checked(measure, Fraction(top * bottom_scale * measure.multiplier, top_scale * bottom))


def _checked(measure: Measure, value: Fraction) -> Figure:
    if value.numerator < 0:
        return wrong("Angka ini tidak mungkin di bawah nol.")
    exceeds = value.numerator > WHOLE * value.denominator
    if exceeds and measure.kind is MeasureKind.PERCENT and not measure.may_exceed_100:
        shown = format_number(value, max(measure.decimals, 2))
        return wrong(f"{shown} % melebihi 100 %; periksa pembilang dan penyebutnya.")
    return known(value)


class Figures:
    """The figures of one indicator's answer, looked up by measure and year.

    ``target`` is the category that the district proposes; shares of kelembagaan
    depend on it. ``divisors`` replaces the divisor of a derived mean, to ask what
    another lawful way of counting would give.
    """

    def __init__(
        self,
        indicator: Indicator,
        answer: Answer,
        base_data: BaseData,
        min_share: int | None = None,
        divisor: Callable[[Derivation, int], int] | None = None,
    ) -> None:
        """Bind an answer to its indicator."""
        self.indicator = indicator
        self.answer = answer
        self._base_data = base_data
        self._min_share = min_share
        self._divisor = divisor or _printed_divisor
        self._by_id = {measure.id: measure for measure in indicator.measures}
        self._figures: dict[tuple[str, Year], Figure] = {}

    def measure(self, measure_id: str) -> Measure:
        """The measure; the instrument's check guarantees that it exists."""
        return self._by_id[measure_id]

    def entry(self, measure_id: str) -> MeasureEntry:
        """What was typed for a measure; empty if nothing."""
        return self.answer.measures.get(measure_id) or MeasureEntry()

    def number(self, measure_id: str, year: Year) -> Figure:
        """The exact figure of a numeric measure."""
        found = self._figures.get((measure_id, year))
        if found is None:
            found = self._figures[(measure_id, year)] = self._figure(measure_id, year)
        return found

    def _figure(self, measure_id: str, year: Year) -> Figure:
        measure = self._by_id[measure_id]
        if measure.derived is not None:
            return self._derived(measure, measure.derived, year)
        typed = self.entry(measure_id).values.get(year)
        return typed_figure(measure, typed, self.shared(measure, year))

    def shared(self, measure: Measure, year: Year) -> Decimal | None:
        """The denominator that ``data_dasar`` supplies."""
        return self._base_data.get(measure.denominator_id, {}).get(year)

    def parts_known(self, derivation: Derivation, year: Year) -> int:
        """How many parts of a derived measure have a figure."""
        return sum(self.number(part, year).value is not None for part in derivation.parts)

    def _derived(self, measure: Measure, derivation: Derivation, year: Year) -> Figure:
        parts = [self.number(part, year) for part in derivation.parts]
        values = [part.value for part in parts if part.value is not None]
        faults = [part for part in parts if part.state not in (State.KNOWN, State.MISSING)]
        if derivation.method == "kali":
            if len(values) < len(parts):
                return replace(faults[0], value=None) if faults else MISSING
            product = derivation.factor
            for value in values:
                product *= value
            return known(product)
        if len(values) < derivation.divisor:
            return faults[0] if faults else MISSING
        return known(sum(values, Fraction(0)) / self._divisor(derivation, len(values)))

    def yes_no(self, measure_id: str) -> bool | None:
        """A yes/no measure; ``None`` while unanswered."""
        value = self.entry(measure_id).values.get("kini")
        return value if isinstance(value, bool) else None

    def ticked(self, measure_id: str, year: Year = "kini") -> frozenset[str] | None:
        """The ticked items of a list; ``None`` while unanswered, empty for none of them."""
        value = self.entry(measure_id).values.get(year)
        if not isinstance(value, tuple):
            return None
        codes = {item.code for item in self._by_id[measure_id].items}
        return frozenset(value) if codes.issuperset(value) else None

    def bound(self, bound: Bound, measure_id: str) -> Fraction | None:
        """The number of a bound; ``None`` where the assessment does not give it yet."""
        if bound == TARGET:
            typed = self.entry(measure_id).target
            if typed is None:
                return self._by_id[measure_id].target_value
            return None if isinstance(typed, Unreadable) or typed < 0 else Fraction(typed)
        if bound == MIN_SHARE:
            return None if self._min_share is None else Fraction(self._min_share)
        return bound if isinstance(bound, Fraction) else None


def _printed_divisor(derivation: Derivation, _parts: int) -> int:
    return derivation.divisor
