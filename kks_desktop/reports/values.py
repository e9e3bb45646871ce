"""What was typed for an indicator, as a reader expects it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from kks_desktop.domain.answers import Answer, Share, Unreadable
from kks_desktop.domain.figures import Figures
from kks_desktop.domain.instrument import MeasureKind
from kks_desktop.domain.numbers import format_number
from kks_desktop.domain.wording import amount, short_unit

if TYPE_CHECKING:
    from kks_desktop.domain.answers import Answers, YearValue
    from kks_desktop.domain.instrument import Indicator, Measure, Year

BLANK = "–"
LONG_PAIR = 11
_LONGEST_UNREADABLE = 40


@dataclass(frozen=True)
class Values:
    """The value cells of one indicator: one for each year, or lines over both."""

    before: str = ""
    now: str = ""
    lines: tuple[str, ...] = ()


def values_of(indicator: Indicator, answers: Answers) -> Values:
    """Everything typed for an indicator.

    A single figure stands under its years. Several, a yes/no or a list get a line
    each over both columns.
    """
    answer = answers.answers.get(indicator.code) or Answer()
    figures = Figures(indicator, answer, answers.base_data)
    measures = indicator.measures
    if len(measures) == 1 and measures[0].is_number:
        before = _cell(figures, measures[0], "lalu") if measures[0].two_years else ""
        return Values(
            before, _with_target(figures, measures[0], _cell(figures, measures[0], "kini"))
        )
    if not measures:
        chosen = indicator.option_text(answer.choice)
        return Values(lines=(f"Pilihan: {chosen}",)) if chosen else Values(now=BLANK)
    lines = [(measure, _line(figures, measure)) for measure in measures]
    if all(text in (BLANK, f"{BLANK} → {BLANK}") for _, text in lines):
        return Values(now=BLANK)
    return Values(lines=tuple(f"{measure.label}: {text}" for measure, text in lines))


def _line(figures: Figures, measure: Measure) -> str:
    now = _with_target(figures, measure, _cell(figures, measure, "kini"))
    return f"{_cell(figures, measure, 'lalu')} → {now}" if measure.two_years else now


def _with_target(figures: Figures, measure: Measure, text: str) -> str:
    target = figures.entry(measure.id).target
    if target is None:
        return text
    if isinstance(target, Unreadable):
        return f"{text} (target “{_shortened(target.text)}”)"
    return f"{text} (target {exact(target)} {short_unit(measure)}".rstrip() + ")"


def _cell(figures: Figures, measure: Measure, year: Year) -> str:
    value = figures.entry(measure.id).values.get(year)
    if isinstance(value, Unreadable):
        return f"“{_shortened(value.text)}”"
    if measure.kind is MeasureKind.YES_NO:
        return {True: "ya", False: "tidak"}[value] if isinstance(value, bool) else BLANK
    if measure.kind is MeasureKind.ITEMS:
        return _ticks(measure, value)
    if isinstance(value, Share):
        return _share(figures, measure, value, year)
    if isinstance(value, Decimal):
        return f"{exact(value)} {short_unit(measure)}".rstrip()
    found = figures.number(measure.id, year).value
    return BLANK if found is None else amount(measure, found)


def _share(figures: Figures, measure: Measure, share: Share, year: Year) -> str:
    below = share.denominator if share.denominator is not None else figures.shared(measure, year)
    if share.numerator is None and below is None:
        return BLANK
    texts = [BLANK if number is None else exact(number) for number in (share.numerator, below)]
    # a long pair may break at the stroke, never inside a number
    parts = (" / " if sum(map(len, texts)) > LONG_PAIR else "/").join(texts)
    found = figures.number(measure.id, year).value
    return parts if found is None else f"{amount(measure, found)} ({parts})"


def _ticks(measure: Measure, value: YearValue | None) -> str:
    if not isinstance(value, tuple):
        return BLANK
    ticked = [item.text for item in measure.items if item.code in value]
    lacking = [item.text for item in measure.items if item.code not in value]
    if not lacking:
        return f"semua {len(ticked)} butir"
    count = f"{len(ticked)} dari {len(measure.items)} butir"
    if len(lacking) < len(ticked):
        return f"{count}; belum: {'; '.join(lacking)}"
    return f"{count}: {'; '.join(ticked)}" if ticked else count


def exact(number: Decimal) -> str:
    """A typed figure with all the places it was typed with."""
    exponent = number.normalize().as_tuple().exponent
    return format_number(number, max(0, -exponent) if isinstance(exponent, int) else 0)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_UNREADABLE else f"{text[:_LONGEST_UNREADABLE]}…"
