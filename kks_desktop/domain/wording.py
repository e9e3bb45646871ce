"""Indonesian sentences that show the working of a suggestion."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from kks_desktop.domain.conditions import holds, trend
from kks_desktop.domain.figures import Figures, State
from kks_desktop.domain.instrument import (
    MIN_SHARE,
    TARGET,
    YEARS,
    AllOf,
    AnyOf,
    Bound,
    Compare,
    Condition,
    Measure,
    MeasureKind,
    Tier,
    Trend,
    Year,
    YesNo,
)
from kks_desktop.domain.numbers import format_distinct, format_number

YearLabels = Mapping[Year, str]

_TARGETS = {"nasional": "target nasional", "daerah": "target daerah"}


def amount(measure: Measure, value: Fraction, *others: Fraction | None) -> str:
    """A value with its unit; it never looks equal to one of ``others`` when it is not."""
    texts = [format_distinct(value, o, measure.decimals) for o in others if o is not None]
    text = max(texts, key=len) if texts else format_number(value, measure.decimals)
    return f"{text} {short_unit(measure)}".rstrip()


def short_unit(measure: Measure) -> str:
    """The unit as it follows a figure."""
    return measure.unit.split(" (")[0]


def versus(value: Fraction, bound: Fraction) -> str:
    """How a value stands to a bound, in words."""
    return "di atas" if value > bound else "di bawah" if value < bound else "tepat"


def against_bound(figures: Figures, measure_id: str, year: Year, bound: Bound) -> str:
    """``di bawah 14 %``, or ``tepat target nasional 8,7 %``."""
    measure = figures.measure(measure_id)
    value = figures.number(measure_id, year).value
    limit = figures.bound(bound, measure_id)
    if value is None or limit is None:
        return ""
    name = ""
    if bound == TARGET:
        name = f"{_TARGETS.get(measure.target, 'target')} "
    elif bound == MIN_SHARE:
        name = "syarat kategori usulan "
    return f"{versus(value, limit)} {name}{amount(measure, limit, value)}"


def trend_words(figures: Figures, measure_id: str, bound: Fraction | None = None) -> str:
    """``13,1 % turun dari 15,2 %``, or ``9 kasus sama dengan tahun sebelumnya``.

    A value just beside ``bound`` is written so that it does not look equal to it.
    """
    measure = figures.measure(measure_id)
    before = figures.number(measure_id, "lalu").value
    now = figures.number(measure_id, "kini").value
    if before is None or now is None:
        return ""
    direction = trend(figures, measure_id)
    if direction == "tetap":
        return f"{amount(measure, now, bound)} sama dengan tahun sebelumnya"
    return f"{amount(measure, now, before, bound)} {direction} dari {amount(measure, before, now)}"


def tier_words(tier: Tier, figures: Figures, measure_id: str) -> str:
    """``50 % sampai kurang dari 75 %`` for a tier of a measure."""
    measure = figures.measure(measure_id)
    low = None if tier.low is None else figures.bound(tier.low, measure_id)
    high = None if tier.high is None else figures.bound(tier.high, measure_id)
    if low is not None and low == high:
        return f"tepat {amount(measure, low)}"
    above = "" if low is None else amount(measure, low)
    below = "" if high is None else amount(measure, high)
    if above and below:
        start = above if tier.low_included else f"di atas {above}"
        return f"{start} sampai {'' if tier.high_included else 'kurang dari '}{below}"
    if above:
        return f"{'paling sedikit' if tier.low_included else 'di atas'} {above}"
    return f"{'paling banyak' if tier.high_included else 'di bawah'} {below}"


def condition_words(condition: Condition, figures: Figures) -> str:
    """The facts that make a condition true, in one line."""
    if isinstance(condition, AllOf):
        return "; ".join(dict.fromkeys(condition_words(part, figures) for part in condition.parts))
    if isinstance(condition, AnyOf):
        true_parts = [part for part in condition.parts if holds(part, figures)]
        return "; ".join(condition_words(part, figures) for part in true_parts)
    measure = figures.measure(condition.measure)
    if isinstance(condition, YesNo):
        return f"{measure.label}: {'ya' if condition.value else 'tidak'}"
    if isinstance(condition, Trend):
        return f"{measure.label} {trend_words(figures, measure.id)}"
    value = figures.number(measure.id, condition.year).value
    shown = (
        "" if value is None else amount(measure, value, figures.bound(condition.bound, measure.id))
    )
    limit = figures.bound(condition.bound, measure.id)
    if value is not None and value == limit:
        return f"{measure.label} {shown}"
    stands = against_bound(figures, measure.id, condition.year, condition.bound)
    return f"{measure.label} {shown}, {stands}"


def needed_inputs(condition: Condition, figures: Figures) -> list[tuple[str, Year | None]]:
    """The inputs whose absence keeps a condition unknown; year ``None`` is the target."""
    if isinstance(condition, (AllOf, AnyOf)):
        found: list[tuple[str, Year | None]] = []
        for part in condition.parts:
            if holds(part, figures) is None:
                found.extend(needed_inputs(part, figures))
        return found
    if isinstance(condition, YesNo):
        return [(condition.measure, "kini")]
    years: tuple[Year, ...] = YEARS if isinstance(condition, Trend) else (condition.year,)
    missing: list[tuple[str, Year | None]] = [
        (condition.measure, year)
        for year in years
        if figures.number(condition.measure, year).value is None
    ]
    if isinstance(condition, Compare) and figures.bound(condition.bound, condition.measure) is None:
        missing.append((condition.measure, None))
    return missing


def missing_words(
    inputs: list[tuple[str, Year | None]],
    figures: Figures,
    years: YearLabels,
    *,
    share: bool = False,
) -> str:
    """Say which inputs are missing, wrong or impossible."""
    sentences = []
    blanks = []
    for measure_id, year in dict.fromkeys(inputs):
        measure = figures.measure(measure_id)
        if year is None:
            blanks.append("kategori usulan" if share else _TARGETS.get(measure.target, "target"))
            continue
        figure = figures.number(measure_id, year) if measure.is_number else None
        if figure is not None and figure.state in (State.WRONG, State.IMPOSSIBLE):
            sentences.append(f"{measure.label} {years[year]}: {figure.sentence}")
        elif measure.derived is not None and measure.derived.method == "jumlah_dibagi":
            parts = figures.parts_known(measure.derived, year)
            needed = measure.derived.divisor
            blanks.append(f"{measure.label} {years[year]} (baru {parts} dari {needed} bagian)")
        else:
            blanks.append(f"{measure.label} {years[year]}" if measure.two_years else measure.label)
    if blanks:
        sentences.insert(0, f"Belum diisi: {'; '.join(blanks)}.")
    return " ".join(sentences)


def is_best_possible(measure: Measure, direction: str, value: Fraction) -> bool:
    """Whether an unchanged value cannot get better (juknis note ``langit_langit``)."""
    if direction == "turun":
        return value == 0
    return measure.kind is MeasureKind.PERCENT and value == 100 and not measure.may_exceed_100
