"""What the printed rule gives for the figures typed: a score, or an honest silence.

Rules come from the instrument file; ``tidak_diatur`` (the juknis does not say)
gives no score, only the reading that a person may take.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from fractions import Fraction

from kks_desktop.domain.answers import Answer, BaseData
from kks_desktop.domain.conditions import OPERATORS, holds, in_tier, item_count, trend
from kks_desktop.domain.figures import Figures
from kks_desktop.domain.instrument import (
    YEARS,
    ChoiceRule,
    CriteriaRule,
    Indicator,
    Outcome,
    StepsRule,
    Tier,
    TierRule,
    TrendRule,
    TrendThresholdRule,
    Year,
)
from kks_desktop.domain.wording import (
    YearLabels,
    against_bound,
    amount,
    condition_words,
    is_best_possible,
    missing_words,
    needed_inputs,
    tier_words,
    trend_words,
)

_BETTER = {"naik": "membaik", "turun": "memburuk", "tetap": "tetap"}
_WORSE = {"naik": "memburuk", "turun": "membaik", "tetap": "tetap"}
_CEILING = " Capaian sudah di batas terbaik; mintalah pertimbangan verifikator."


class Status(Enum):
    """What the rule could say."""

    SCORED = auto()
    SILENT = auto()
    INCOMPLETE = auto()
    BY_CHOICE = auto()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The rule's answer: ``score`` only when scored, ``reading`` only when silent."""

    status: Status
    score: int | None = None
    reading: int | None = None
    why: str = ""


def suggest(
    indicator: Indicator,
    answer: Answer,
    base_data: BaseData,
    years: YearLabels,
    min_share: int | None = None,
) -> Suggestion:
    """Apply an indicator's rule to its answer.

    ``years`` names the two data years in sentences; ``min_share`` is the share
    (per cent) that the proposed category asks of kelembagaan, ``None`` without one.
    """
    figures = Figures(indicator, answer, base_data, min_share)
    found = _Evaluation(figures, years).run()
    if any(_has_spare_parts(figures, year) for year in YEARS):
        by_all_parts = Figures(indicator, answer, base_data, min_share, lambda _, parts: parts)
        other = _Evaluation(by_all_parts, years).run()
        if found.status is Status.SCORED and other.score != found.score:
            return _silent_between(found, other)
    return found


def _has_spare_parts(figures: Figures, year: Year) -> bool:
    """More parts typed than the printed divisor counts (juknis 1.17: ten by nine)."""
    return any(
        measure.derived is not None
        and measure.derived.method == "jumlah_dibagi"
        and figures.parts_known(measure.derived, year) > measure.derived.divisor
        for measure in figures.indicator.measures
    )


def _silent_between(printed: Suggestion, other: Suggestion) -> Suggestion:
    instead = "tidak diatur" if other.score is None else f"nilai {other.score}"
    return Suggestion(
        Status.SILENT,
        reading=printed.score,
        why=f"{printed.why} Dengan pembagi sebanyak bagian yang terisi hasilnya {instead}, "
        "sehingga juknis tidak memberi satu jawaban.",
    )


class _Evaluation:
    """One run of a rule over one set of figures."""

    def __init__(self, figures: Figures, years: YearLabels) -> None:
        self.figures = figures
        self.years = years

    def run(self) -> Suggestion:
        rule = self.figures.indicator.rule
        if rule.zero_if is not None:
            zero = holds(rule.zero_if, self.figures)
            if zero:
                return self._outcome(
                    Outcome(0), self._capitalised(condition_words(rule.zero_if, self.figures))
                )
            if zero is None:
                return self._incomplete(needed_inputs(rule.zero_if, self.figures))
        match rule:
            case TrendRule():
                return self._trend(rule)
            case TrendThresholdRule():
                return self._trend_threshold(rule)
            case TierRule():
                return self._tiers(rule)
            case CriteriaRule():
                return self._criteria(rule)
            case StepsRule():
                return self._steps(rule)
            case ChoiceRule():
                return Suggestion(
                    Status.BY_CHOICE, why="Indikator ini dinilai dengan memilih satu pilihan."
                )

    def _trend(self, rule: TrendRule) -> Suggestion:
        direction = trend(self.figures, rule.measure)
        if direction is None:
            return self._incomplete(self._blank_years(rule.measure))
        outcome = rule.outcomes[self._judged(direction, rule.direction)]
        facts = trend_words(self.figures, rule.measure)
        now = self.figures.number(rule.measure, "kini").value or Fraction(0)
        if direction == "tetap" and now == 0 and rule.both_zero is not None:
            return self._outcome(Outcome(None, rule.both_zero), f"{facts}, yaitu nol")
        found = self._outcome(outcome, facts)
        if direction == "tetap" and is_best_possible(
            self.figures.measure(rule.measure), rule.direction, now
        ):
            return replace(found, why=found.why + _CEILING)
        return found

    def _trend_threshold(self, rule: TrendThresholdRule) -> Suggestion:
        direction = trend(self.figures, rule.measure)
        bound = self.figures.bound(rule.bound, rule.measure)
        now = self.figures.number(rule.measure, "kini").value
        if direction is None or bound is None or now is None:
            blanks = self._blank_years(rule.measure)
            return self._incomplete([*blanks, (rule.measure, None)] if bound is None else blanks)
        facts = (
            f"{trend_words(self.figures, rule.measure, bound)} "
            f"{'tetapi' if self._mixed(rule, direction, now, bound) else 'dan'} "
            f"{against_bound(self.figures, rule.measure, 'kini', rule.bound)}"
        )
        judged = self._judged(direction, rule.direction)
        if rule.exact_is_silent and now == bound:
            strict = rule.outcomes[f"{judged}_tidak"]
            reading = strict.score if strict.score is not None else strict.reading
            return self._outcome(Outcome(None, reading), facts)
        reached = OPERATORS[rule.operator](now, bound)
        return self._outcome(rule.outcomes[f"{judged}_{'capai' if reached else 'tidak'}"], facts)

    def _mixed(
        self, rule: TrendThresholdRule, direction: str, now: Fraction, bound: Fraction
    ) -> bool:
        """Whether direction and threshold speak against each other."""
        better = self._judged(direction, rule.direction) != "memburuk"
        return better != OPERATORS[rule.operator](now, bound)

    def _tiers(self, rule: TierRule) -> Suggestion:
        value = self.figures.number(rule.measure, rule.year).value
        if value is None:
            return self._incomplete([(rule.measure, rule.year)])
        shown = amount(self.figures.measure(rule.measure), value, *self._limits(rule))
        return self._first_tier(rule.tiers, value, rule.measure, shown)

    def _limits(self, rule: TierRule) -> list[Fraction | None]:
        """Every bound of the tiers, so that a value beside one does not look like it."""
        bounds = [b for tier in rule.tiers for b in (tier.low, tier.high) if b is not None]
        return [self.figures.bound(bound, rule.measure) for bound in bounds]

    def _first_tier(
        self, tiers: tuple[Tier, ...], value: Fraction, measure_id: str, shown: str
    ) -> Suggestion:
        for tier in tiers:
            inside = in_tier(tier, value, self.figures, measure_id)
            if inside is None:
                return self._incomplete([(measure_id, None)])
            if inside:
                facts = f"{shown} termasuk tingkat {tier_words(tier, self.figures, measure_id)}"
                return self._by_condition(tier, facts)
        return self._outcome(Outcome(None), shown)

    def _criteria(self, rule: CriteriaRule) -> Suggestion:
        ticked = self.figures.ticked(rule.measure)
        if ticked is None:
            return self._incomplete([(rule.measure, "kini")])
        count = item_count(rule, rule.count, ticked, self.figures)
        tier = self._tier_of(rule, count)
        if tier is None:
            return self._outcome(Outcome(None), f"{count} butir terpenuhi")
        items = self.figures.measure(rule.measure).items
        total = sum(item.required for item in items) if rule.count == "wajib" else len(items)
        facts = f"{count} dari {total} butir {'wajib ' if rule.count == 'wajib' else ''}terpenuhi"
        if rule.required_item and rule.required_item not in ticked and len(ticked) < len(items):
            facts = f"{facts}, tetapi butir {rule.required_item} belum"
            return self._outcome(_as_reading(tier), facts)
        if rule.other_count:
            other = self._tier_of(rule, item_count(rule, rule.other_count, ticked, self.figures))
            if other is None or other.outcome != tier.outcome:
                facts = f"{facts}, sedangkan hitungan atas semua butir berbeda"
                return self._outcome(_as_reading(tier), facts)
        return self._by_condition(tier, facts)

    def _by_condition(self, tier: Tier, facts: str) -> Suggestion:
        """A tier may stand only under a condition (``syarat``); unmet, the rule is silent."""
        condition = tier.condition
        if condition is None:
            return self._outcome(tier.outcome, facts)
        met = holds(condition, self.figures)
        if met is None:
            return self._incomplete(needed_inputs(condition, self.figures))
        if met:
            return self._outcome(
                tier.outcome, f"{facts} dan {condition_words(condition, self.figures)}"
            )
        return self._outcome(
            _as_reading(tier), f"{facts}, tetapi syarat tambahannya tidak terpenuhi"
        )

    def _tier_of(self, rule: CriteriaRule, count: Fraction) -> Tier | None:
        return next((t for t in rule.tiers if in_tier(t, count, self.figures, rule.measure)), None)

    def _steps(self, rule: StepsRule) -> Suggestion:
        for step in rule.steps:
            found = holds(step.condition, self.figures)
            if found is None:
                return self._incomplete(needed_inputs(step.condition, self.figures))
            if found:
                return self._outcome(
                    step.outcome, self._capitalised(condition_words(step.condition, self.figures))
                )
        return self._outcome(
            rule.otherwise, "Tidak satu pun syarat nilai yang lebih tinggi terpenuhi"
        )

    def _outcome(self, outcome: Outcome, facts: str) -> Suggestion:
        if outcome.score is not None:
            return Suggestion(
                Status.SCORED, score=outcome.score, why=f"{facts}: nilai {outcome.score}."
            )
        others = "".join(f", juga cocok dengan nilai {score}" for score in outcome.other_scores)
        silent = f"{facts}{others}: juknis tidak mengatur keadaan ini"
        ask = "" if outcome.reading is None else f"; tafsir sementara {outcome.reading}"
        return Suggestion(Status.SILENT, reading=outcome.reading, why=f"{silent}{ask}.")

    def _incomplete(self, inputs: list[tuple[str, Year | None]]) -> Suggestion:
        share = bool(self.figures.indicator.min_shares)
        words = missing_words(inputs, self.figures, self.years, share=share)
        return Suggestion(Status.INCOMPLETE, why=words)

    def _blank_years(self, measure_id: str) -> list[tuple[str, Year | None]]:
        return [(measure_id, y) for y in YEARS if self.figures.number(measure_id, y).value is None]

    @staticmethod
    def _judged(direction: str, wanted: str) -> str:
        return (_BETTER if wanted == "naik" else _WORSE)[direction]

    @staticmethod
    def _capitalised(text: str) -> str:
        return text[:1].upper() + text[1:]


def _as_reading(tier: Tier) -> Outcome:
    """Silence with what the tier would give as its reading."""
    score = tier.outcome.score
    return Outcome(None, score if score is not None else tier.outcome.reading)
