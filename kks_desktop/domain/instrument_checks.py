"""What must hold inside an instrument, beyond the form of its file.

``check_instrument`` reports every fault with its place; the program refuses an
instrument that has any.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from kks_desktop.domain.instrument import (
    MIN_SHARE,
    TARGET,
    AllOf,
    AnyOf,
    Bound,
    Compare,
    Condition,
    CriteriaRule,
    Indicator,
    Instrument,
    Measure,
    MeasureKind,
    Outcome,
    Rule,
    StepsRule,
    Tier,
    TierRule,
    Trend,
    TrendRule,
    TrendThresholdRule,
    YesNo,
)
from kks_desktop.domain.instrument_cursor import Fault
from kks_desktop.domain.instrument_reader import read_instrument


def check_instrument(table: dict[str, Any], sha256: str) -> tuple[Instrument, list[Fault]]:
    """Read an instrument and report every fault of form and of sense."""
    instrument, faults = read_instrument(table, sha256)
    faults.extend(_duplicates(instrument))
    for indicator in (*instrument.indicators(), *instrument.kelembagaan):
        place = f"indikator {indicator.code}"
        faults.extend(Fault(place, sentence) for sentence in _indicator(indicator, instrument))
    faults.extend(_award_table(table, instrument))
    return instrument, faults


def _duplicates(instrument: Instrument) -> Iterator[Fault]:
    codes = Counter(i.code for i in (*instrument.indicators(), *instrument.kelembagaan))
    numbers = Counter(t.number for t in instrument.tatanan)
    for code, times in codes.items():
        if times > 1:
            yield Fault(f"indikator {code}", f"kode ini dipakai {times} kali")
    for number, times in numbers.items():
        if times > 1:
            yield Fault(f"tatanan {number}", f"nomor ini dipakai {times} kali")


def _indicator(indicator: Indicator, instrument: Instrument) -> Iterator[str]:
    yield from _options(indicator)
    yield from _measures(indicator, instrument)
    for name in sorted(set(_measure_names(indicator.rule))):
        if indicator.measure(name) is None:
            yield f"aturan memakai ukuran '{name}' yang tidak ada"
    for condition in _conditions(indicator.rule):
        yield from _condition_kind(condition, indicator)
    scores = {option.score for option in indicator.options}
    for outcome in _outcomes(indicator.rule):
        for score in (outcome.score, outcome.reading, *outcome.other_scores):
            if score is not None and score not in scores:
                yield f"aturan memberi nilai {score}, tetapi tidak ada pilihan bernilai {score}"
    yield from _rule_measures(indicator)
    if isinstance(indicator.rule, (TierRule, CriteriaRule)):
        yield from _overlaps(indicator.rule.tiers)


def _options(indicator: Indicator) -> Iterator[str]:
    scores = [option.score for option in indicator.options]
    for needed in (100, 0):
        if needed not in scores:
            yield f"tidak ada pilihan bernilai {needed}"
    for score, times in Counter(scores).items():
        if times > 1:
            yield f"nilai {score} dipakai {times} pilihan"


def _measures(indicator: Indicator, instrument: Instrument) -> Iterator[str]:
    known = {datum.id for datum in instrument.base_data}
    for name, times in Counter(m.id for m in indicator.measures).items():
        if times > 1:
            yield f"ukuran '{name}' ditulis {times} kali"
    for measure in indicator.measures:
        if measure.denominator_id and measure.denominator_id not in known:
            yield f"penyebut_id '{measure.denominator_id}' tidak ada di data_dasar"
        parts = measure.derived.parts if measure.derived else ()
        for part in parts:
            source = indicator.measure(part)
            if source is None or source.derived is not None or not source.is_number:
                yield f"turunan '{measure.id}' memakai '{part}' yang tidak ada atau bukan angka"
        for item, times in Counter(item.code for item in measure.items).items():
            if times > 1:
                yield f"butir '{item}' pada ukuran '{measure.id}' ditulis {times} kali"


def _rule_measures(indicator: Indicator) -> Iterator[str]:
    """The measure that carries a rule must be of the kind that the rule reads."""
    rule = indicator.rule
    if isinstance(rule, CriteriaRule):
        measure = indicator.measure(rule.measure)
        if measure is not None and measure.kind is not MeasureKind.ITEMS:
            yield f"aturan kriteria memerlukan ukuran daftar, bukan '{rule.measure}'"
        if rule.required_item and measure is not None:
            if rule.required_item not in {item.code for item in measure.items}:
                yield f"butir wajib '{rule.required_item}' tidak ada"
    elif isinstance(rule, (TrendRule, TrendThresholdRule, TierRule)):
        measure = indicator.measure(rule.measure)
        if measure is not None and not measure.is_number:
            yield f"aturan memerlukan ukuran berupa angka, bukan '{rule.measure}'"
        elif measure is not None and not isinstance(rule, TierRule) and not measure.two_years:
            yield f"aturan tren memerlukan ukuran dua tahun, bukan '{rule.measure}'"
        for bound in _bounds(rule):
            yield from _bound_supply(bound, indicator, measure)


def _condition_kind(condition: Condition, indicator: Indicator) -> Iterator[str]:
    if isinstance(condition, (AllOf, AnyOf)):
        return
    measure = indicator.measure(condition.measure)
    if measure is None:
        return
    if isinstance(condition, YesNo) and measure.kind is not MeasureKind.YES_NO:
        yield f"syarat benar/salah memerlukan ukuran ya_tidak, bukan '{measure.id}'"
    if isinstance(condition, (Trend, Compare)) and not measure.is_number:
        yield f"syarat memerlukan ukuran berupa angka, bukan '{measure.id}'"
    if isinstance(condition, Trend) and not measure.two_years:
        yield f"syarat tren memerlukan ukuran dua tahun, bukan '{measure.id}'"
    if isinstance(condition, Compare):
        yield from _bound_supply(condition.bound, indicator, measure)


def _bound_supply(bound: Bound, indicator: Indicator, measure: Measure | None) -> Iterator[str]:
    if bound == TARGET and measure is not None and not measure.target:
        yield f"ambang memakai target, tetapi ukuran '{measure.id}' tidak punya target"
    if bound == MIN_SHARE and not indicator.min_shares:
        yield "ambang memakai porsi_minimal, tetapi porsi_minimal tidak ada"


def _measure_names(rule: Rule) -> Iterator[str]:
    if isinstance(rule, (TrendRule, TrendThresholdRule, TierRule, CriteriaRule)):
        yield rule.measure
    for condition in _conditions(rule):
        if isinstance(condition, (YesNo, Trend, Compare)):
            yield condition.measure


def _conditions(rule: Rule) -> Iterator[Condition]:
    """Every condition of a rule, nested ones too."""
    pending: list[Condition] = [rule.zero_if] if rule.zero_if else []
    if isinstance(rule, StepsRule):
        pending.extend(step.condition for step in rule.steps)
    if isinstance(rule, (TierRule, CriteriaRule)):
        pending.extend(tier.condition for tier in rule.tiers if tier.condition)
    while pending:
        condition = pending.pop()
        yield condition
        if isinstance(condition, (AllOf, AnyOf)):
            pending.extend(condition.parts)


def _bounds(rule: Rule) -> Iterator[Bound]:
    if isinstance(rule, TrendThresholdRule):
        yield rule.bound
    if isinstance(rule, TierRule):
        for tier in rule.tiers:
            yield from (bound for bound in (tier.low, tier.high) if bound is not None)


def _outcomes(rule: Rule) -> Iterator[Outcome]:
    if isinstance(rule, (TrendRule, TrendThresholdRule)):
        yield from rule.outcomes.values()
        if isinstance(rule, TrendRule) and rule.both_zero is not None:
            yield Outcome(None, rule.both_zero)
    elif isinstance(rule, (TierRule, CriteriaRule)):
        yield from (tier.outcome for tier in rule.tiers)
    elif isinstance(rule, StepsRule):
        yield from (step.outcome for step in rule.steps)
        yield rule.otherwise
    if rule.zero_if is not None:
        yield Outcome(0)


def _overlaps(tiers: tuple[Tier, ...]) -> Iterator[str]:
    """Two tiers that hold the same value.

    The exact point that the print gives to two bands is written as a tier of its
    own with ``skor_lain``; beside it the bands must not hold it.
    """
    for index, first in enumerate(tiers):
        for second in tiers[index + 1 :]:
            if _share_a_value(first, second):
                yield f"tingkat '{_name(first)}' dan '{_name(second)}' bertumpang tindih"


def _share_a_value(first: Tier, second: Tier) -> bool:
    lows = [(t.low, t.low_included) for t in (first, second) if t.low is not None]
    highs = [(t.high, t.high_included) for t in (first, second) if t.high is not None]
    for low, low_in in lows:
        for high, high_in in highs:
            if low == high and not (low_in and high_in):
                return False
            if isinstance(low, Fraction) and isinstance(high, Fraction) and low > high:
                return False
            if isinstance(low, str) != isinstance(high, str) and Fraction(0) in (low, high):
                # a share bound lies above 0, so only «at most 0» is certainly below it
                if high == Fraction(0):
                    return False
    return True


def _name(tier: Tier) -> str:
    ends = ("" if end is None else str(end) for end in (tier.low, tier.high))
    return tier.printed or "…".join(ends)


def _award_table(table: dict[str, Any], instrument: Instrument) -> Iterator[Fault]:
    """Thresholds that do not fit the number of indicators (juknis Tabel 3)."""
    yield from _counts(table, instrument)
    for level in instrument.levels:
        place = f"penghargaan.{level.key}"
        wanted = [len(t.indicators) * level.tatanan_min for t in instrument.tatanan]
        printed = table.get("penghargaan", {}).get(level.key, {})
        printed = printed if isinstance(printed, dict) else {}
        if printed.get("tatanan_skor_min", wanted) != wanted:
            yield Fault(place, f"tatanan_skor_min harus {wanted} menurut jumlah indikator")
        if printed.get("total_skor_min", sum(wanted)) != sum(wanted):
            yield Fault(place, f"total_skor_min harus {sum(wanted)} menurut jumlah indikator")
    for lower, higher in zip(instrument.levels, instrument.levels[1:], strict=False):
        rising = (
            lower.odf_min <= higher.odf_min
            and lower.tatanan_min < higher.tatanan_min
            and lower.share_min <= higher.share_min
        )
        if not rising:
            yield Fault(f"penghargaan.{higher.key}", f"ambang harus di atas {lower.key}")


def _counts(table: dict[str, Any], instrument: Instrument) -> Iterator[Fault]:
    total = sum(len(t.indicators) for t in instrument.tatanan)
    if table.get("jumlah_indikator", total) != total:
        yield Fault("berkas", f"jumlah_indikator harus {total}")
    if table.get("skor_maksimal", total * 100) != total * 100:
        yield Fault("berkas", f"skor_maksimal harus {total * 100}")
    entries = table.get("tatanan")
    for tatanan, entry in zip(
        instrument.tatanan, entries if isinstance(entries, list) else [], strict=False
    ):
        count = len(tatanan.indicators)
        place = f"tatanan {tatanan.number}"
        if not isinstance(entry, dict):
            continue
        if entry.get("jumlah_indikator", count) != count:
            yield Fault(place, f"jumlah_indikator harus {count}")
        if entry.get("skor_maksimal", count * 100) != count * 100:
            yield Fault(place, f"skor_maksimal harus {count * 100}")
        wanted = {level.key: level.tatanan_min * count for level in instrument.levels}
        if entry.get("skor_min", wanted) != wanted:
            yield Fault(place, f"skor_min harus {wanted} menurut jumlah indikator")
