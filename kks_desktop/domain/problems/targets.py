"""Rules about what is aimed at: targets not given, shares too small for the category."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kks_desktop.domain.answers import Share
from kks_desktop.domain.category import level_of
from kks_desktop.domain.columns import NO, YES
from kks_desktop.domain.figures import Figures
from kks_desktop.domain.instrument import (
    MIN_SHARE,
    TARGET,
    AllOf,
    AnyOf,
    AwardLevel,
    Compare,
    Condition,
    Indicator,
    Measure,
    StepsRule,
    TierRule,
)
from kks_desktop.domain.numbers import format_distinct, format_number, percent
from kks_desktop.domain.problems.answering import missing_targets
from kks_desktop.domain.problems.model import Facts, Finding
from kks_desktop.domain.problems.places import ASSESSMENT, ODF, TOP_LEVEL, value_field
from kks_desktop.domain.registers import VILLAGES
from kks_desktop.domain.scoring import min_share


def no_category(facts: Facts) -> Iterator[Finding]:
    """The category that the district proposes is not chosen."""
    if facts.evaluation.answers.target is None:
        words = "Kategori usulan belum dipilih, sehingga porsi kelembagaan belum dapat dinilai."
        yield Finding(words, ASSESSMENT, TARGET)


def no_measure_target(facts: Facts) -> Iterator[Finding]:
    """A begun indicator lacks the regional or national target that its scale needs."""
    for code in facts.evaluation.answers.answers:
        indicator = facts.instrument.by_code.get(code)
        for measure in missing_targets(facts, indicator) if indicator else ():
            words = f"{code}: target {measure.target} {measure.label} belum diisi."
            yield Finding(words, code, f"{measure.id}/{TARGET}")


def _level(facts: Facts) -> AwardLevel | None:
    """The level whose minimums the proposed category has; Paripurna those of its base."""
    target = facts.evaluation.answers.target
    return level_of(facts.instrument, target) if target else None


def short_shares(facts: Facts) -> Iterator[Finding]:
    """A share of kelembagaan below what the proposed category asks (juknis Tabel 2)."""
    answers = facts.evaluation.answers
    units = {datum.id: datum.unit for datum in facts.instrument.base_data}
    for indicator in facts.instrument.kelembagaan:
        needed = min_share(facts.instrument, indicator, answers.target)
        answer = answers.answers.get(indicator.code)
        if needed is None or answer is None:
            continue
        figures = Figures(indicator, answer, answers.base_data, needed)
        for measure in _measures_with_minimum(indicator):
            words = _shortfall(figures, measure, needed, units.get(measure.denominator_id, ""))
            if words:
                name = facts.instrument.category_name(answers.target)
                field = value_field(measure, "kini", "pembilang")
                yield Finding(f"{indicator.code}: {words} ({name}).", indicator.code, field)


def _measures_with_minimum(indicator: Indicator) -> list[Measure]:
    """The measures that the rule compares with the share of the category."""
    rule = indicator.rule
    if isinstance(rule, TierRule):
        held = any(MIN_SHARE in (tier.low, tier.high) for tier in rule.tiers)
        names = {rule.measure} if held else set()
    elif isinstance(rule, StepsRule):
        names = {name for step in rule.steps for name in _with_minimum(step.condition)}
    else:
        names = set()
    return [measure for measure in indicator.measures if measure.id in names]


def _with_minimum(condition: Condition) -> Iterator[str]:
    if isinstance(condition, (AllOf, AnyOf)):
        for part in condition.parts:
            yield from _with_minimum(part)
    elif isinstance(condition, Compare) and condition.bound == MIN_SHARE:
        yield condition.measure


def _shortfall(figures: Figures, measure: Measure, needed: int, unit: str) -> str:
    """``54,55 % (6 dari 11), kurang 2 kecamatan untuk 70 %``; empty if it is enough."""
    typed = figures.entry(measure.id).values.get("kini")
    value = figures.number(measure.id, "kini").value
    if not isinstance(typed, Share) or typed.numerator is None or value is None or value >= needed:
        return ""
    own = typed.denominator
    whole = Fraction(own if own is not None else figures.shared(measure, "kini") or 0)
    lacking = -(-(needed * whole) // 100) - Fraction(typed.numerator)
    return (
        f"{measure.label} {format_distinct(value, Fraction(needed), measure.decimals)} % "
        f"({format_number(typed.numerator)} dari {format_number(whole)}), "
        f"kurang {format_number(lacking)} {unit} untuk {needed} %".replace("  ", " ")
    )


def short_odf(facts: Facts) -> Iterator[Finding]:
    """Too few villages free of open defecation for the proposed category."""
    level, odf = _level(facts), facts.evaluation.answers.odf
    if level is None:
        return
    if odf.villages is None or odf.free is None:
        words = "Jumlah desa/kelurahan dan yang ODF belum lengkap diisi bilangan bulat."
        yield Finding(words, ODF, "desa_odf")
        return
    share = percent(odf.free, odf.villages)
    if odf.free > odf.villages:
        words = "Desa/kelurahan ODF lebih banyak daripada jumlah desa/kelurahan."
        yield Finding(words, ODF, "desa_odf")
    elif share is not None and share < level.odf_min:
        lacking = -(-level.odf_min * odf.villages // 100) - odf.free
        yield Finding(
            f"ODF {format_distinct(share, Fraction(level.odf_min), 2)} % "
            f"({format_number(odf.free)} dari {format_number(odf.villages)}), kurang "
            f"{format_number(lacking)} desa/kelurahan untuk {level.odf_min} % "
            f"({facts.instrument.category_name(facts.evaluation.answers.target)}).",
            ODF,
            "desa_odf",
        )


def odf_register(facts: Facts) -> Iterator[Finding]:
    """The typed number of ODF villages cannot be what the register says.

    Rows left blank may be either, so that only a number beyond both ends is told.
    """
    typed = facts.evaluation.answers.odf.free
    states = [cells.get("odf") for _, cells in facts.register_rows(VILLAGES)]
    free, not_free = states.count(YES), states.count(NO)
    if typed is None or free + not_free == 0 or free <= typed <= len(states) - not_free:
        return
    blank = len(states) - free - not_free
    more = f" dan {format_number(blank)} belum diisi" if blank else ""
    yield Finding(
        f"Desa/kelurahan ODF diketik {format_number(typed)}, sedangkan di register "
        f"{format_number(free)} ODF, {format_number(not_free)} belum ODF{more}.",
        ODF,
        "desa_odf",
    )


def top_level(facts: Facts) -> Iterator[Finding]:
    """Wistara Paripurna is proposed without what it asks on top of Wistara (juknis p. 4-6)."""
    rules, given = facts.instrument.top_level, facts.evaluation.answers.top_level
    if facts.evaluation.answers.target != rules.key:
        return
    for field, met, words in (
        ("wistara_lalu", given.wistara_before is True, "Wistara pada penilaian sebelumnya"),
        (
            "ip_spm",
            given.service_fields == len(rules.service_fields),
            f"capaian IP SPM {len(rules.service_fields)} bidang",
        ),
        (
            "inovasi",
            given.innovation_criteria == len(rules.innovation_criteria),
            f"inovasi dengan {len(rules.innovation_criteria)} kriteria",
        ),
    ):
        if not met:
            words = f"{rules.short_name} diusulkan, tetapi {words} belum terpenuhi."
            yield Finding(words, TOP_LEVEL, field)
