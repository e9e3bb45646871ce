"""Rules about figures that can be read and still look mistaken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from kks_desktop.domain.answers import Share
from kks_desktop.domain.bodies import sum_of
from kks_desktop.domain.figures import Figures
from kks_desktop.domain.instrument import YEARS, MeasureKind, Year
from kks_desktop.domain.numbers import format_number
from kks_desktop.domain.problems.answering import over_whole
from kks_desktop.domain.problems.model import Facts, Finding
from kks_desktop.domain.problems.places import BASE_DATA, value_field, value_words
from kks_desktop.domain.registers import DISTRICTS, POPULATION, SCHOOLS, VILLAGES
from kks_desktop.domain.wording import amount


class Leap(NamedTuple):
    """A change that is looked at: beyond this factor, and by more than this difference."""

    factor: Fraction
    least: Fraction

    def between(self, before: Fraction, now: Fraction) -> bool:
        """Whether a figure leaped, up or down; from nothing it does by ``least`` alone."""
        low, high = min(before, now), max(before, now)
        return high > self.factor * low and high - low > self.least


LEAPS: Mapping[MeasureKind, Leap] = {
    # 2 cases after 9 are ordinary in a district; 120 after 12 are a digit too many
    MeasureKind.COUNT: Leap(Fraction(3), Fraction(10)),
    # points of per cent: 5 % to 20 % is a good year, 5 % to 60 % a numerator of another table
    MeasureKind.PERCENT: Leap(Fraction(3), Fraction(20)),
    MeasureKind.RATIO: Leap(Fraction(3), Fraction(5)),
    # published indices (life expectancy, HDI) move by a few points a year
    MeasureKind.INDEX: Leap(Fraction(5, 4), Fraction(5)),
}
BASE_LEAP = Leap(Fraction(2), Fraction(10))
"""Denominators: households, schools and villages do not double within a year."""


def above_denominator(facts: Facts) -> Iterator[Finding]:
    """A numerator above its denominator, where that cannot be."""
    base_data = facts.evaluation.answers.base_data
    for code, answer in facts.evaluation.answers.answers.items():
        indicator = facts.instrument.by_code.get(code)
        if indicator is None:
            continue
        figures = Figures(indicator, answer, base_data)
        for measure in indicator.measures:
            for year in measure.years:
                if over_whole(figures, measure, year):
                    words = value_words(measure, year, facts.labels)
                    sentence = f"{code}, {words}: pembilang lebih besar daripada penyebutnya."
                    yield Finding(sentence, code, value_field(measure, year, "pembilang"))


class _Source(NamedTuple):
    """A denominator that somebody typed, and where."""

    words: str
    value: Decimal
    code: str
    field: str


def disagreeing_denominators(facts: Facts) -> Iterator[Finding]:
    """The same denominator with different numbers: against data dasar, or the first typed."""
    labels = {datum.id: datum.label for datum in facts.instrument.base_data}
    for (datum, year), sources in _denominators(facts).items():
        first, *others = sources
        for other in others:
            if other.value != first.value:
                words = f"{labels.get(datum, datum)} {facts.labels[year]}"
                yield Finding(
                    f"{words} berbeda: {format_number(other.value, 6)} di {other.words}, "
                    f"{format_number(first.value, 6)} di {first.words}.",
                    other.code,
                    other.field,
                )


def _denominators(facts: Facts) -> dict[tuple[str, Year], list[_Source]]:
    """Every number given for a shared denominator: data dasar, registers, then indicators."""
    found: dict[tuple[str, Year], list[_Source]] = {}
    answers = facts.evaluation.answers
    for datum, years in answers.base_data.items():
        for year, value in years.items():
            source = _Source("data dasar", value, BASE_DATA, f"{datum}/{year}")
            found.setdefault((datum, year), []).append(source)
    for datum, year, source in _register_totals(facts):
        found.setdefault((datum, year), []).append(source)
    for code, answer in answers.answers.items():
        indicator = facts.instrument.by_code.get(code)
        for measure in indicator.measures if indicator else ():
            entry = answer.measures.get(measure.id)
            if not measure.denominator_id or entry is None:
                continue
            for year, typed in entry.values.items():
                if isinstance(typed, Share) and typed.denominator is not None:
                    field = value_field(measure, year, "penyebut")
                    source = _Source(code, typed.denominator, code, field)
                    found.setdefault((measure.denominator_id, year), []).append(source)
    return found


def _register_totals(facts: Facts) -> Iterator[tuple[str, Year, _Source]]:
    """What the registers count; a register that is not complete counts nothing."""
    for register, datum, words in (
        (VILLAGES, "desa_kelurahan", "register desa/kelurahan"),
        (DISTRICTS, "kecamatan", "register kecamatan"),
    ):
        rows = facts.rows.get(register, ())
        if rows:
            yield datum, "kini", _Source(words, Decimal(len(rows)), rows[0], "nama")
    for register, datum, words in (
        (POPULATION, "penduduk", "penduduk menurut umur"),
        (SCHOOLS, "satuan_pendidikan", "sekolah menurut jenjang"),
    ):
        rows = facts.rows.get(register, ())
        for year in YEARS:
            total = sum_of(facts.table, rows, year)
            if rows and total is not None:
                yield datum, year, _Source(words, total, rows[0], year)


def overruled(facts: Facts) -> Iterator[Finding]:
    """A figure was typed where a complete register says another: the register counts."""
    for code, field, typed, used in facts.overruled:
        indicator = facts.instrument.by_code.get(code)
        datum = field.partition("/")[0]
        names = {d.id: d.label for d in facts.instrument.base_data}
        place = code if indicator is not None else names.get(datum, "Desa/kelurahan ODF")
        yield Finding(
            f"{place}: diketik {typed}, sedangkan register yang lengkap menyebut {used}; "
            "yang dihitung adalah register.",
            code,
            field,
        )


def leaps(facts: Facts) -> Iterator[Finding]:
    """From ``lalu`` to ``kini`` a figure changed more than such figures do."""
    base_data = facts.evaluation.answers.base_data
    for datum in facts.instrument.base_data:
        years = base_data.get(datum.id, {})
        if "lalu" in years and "kini" in years:
            before, now = Fraction(years["lalu"]), Fraction(years["kini"])
            if BASE_LEAP.between(before, now):
                words = _changed(format_number(before, 6), format_number(now, 6), facts)
                yield Finding(f"{datum.label} {words}", BASE_DATA, f"{datum.id}/kini")
    for code, answer in facts.evaluation.answers.answers.items():
        indicator = facts.instrument.by_code.get(code)
        if indicator is not None:
            yield from _indicator_leaps(facts, Figures(indicator, answer, base_data))


def _indicator_leaps(facts: Facts, figures: Figures) -> Iterator[Finding]:
    code = figures.indicator.code
    for measure in figures.indicator.measures:
        if measure.kind not in LEAPS or not measure.two_years or measure.derived is not None:
            continue
        before = figures.number(measure.id, "lalu").value
        now = figures.number(measure.id, "kini").value
        if before is None or now is None:
            continue
        if LEAPS[measure.kind].between(before, now):
            words = _changed(amount(measure, before), amount(measure, now), facts)
            part = "pembilang" if measure.is_share and not measure.direct else ""
            field = value_field(measure, "kini", part)
            yield Finding(f"{code}, {measure.label} {words}", code, field)
            continue
        values = figures.entry(measure.id).values
        below = [_own_denominator(values.get(year)) for year in YEARS]
        if below[0] is not None and below[1] is not None and BASE_LEAP.between(*map(_exact, below)):
            words = _changed(format_number(below[0], 6), format_number(below[1], 6), facts)
            field = value_field(measure, "kini", "penyebut")
            yield Finding(f"{code}, penyebut {measure.label} {words}", code, field)


def _own_denominator(value: object) -> Decimal | None:
    return value.denominator if isinstance(value, Share) else None


def _exact(value: Decimal | None) -> Fraction:
    return Fraction(value or 0)


def _changed(before: str, now: str, facts: Facts) -> str:
    return (
        f"berubah dari {before} ({facts.before}) menjadi {now} ({facts.now}); "
        "periksa apakah salah ketik."
    )
