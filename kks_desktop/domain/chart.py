"""Charts described once; screen and paper draw the same description."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kks_desktop.domain.assessment import Evaluation
from kks_desktop.domain.instrument import Instrument
from kks_desktop.domain.numbers import format_number


@dataclass(frozen=True, slots=True)
class Mark:
    """A line across all bars at a share of their length (0 to 1)."""

    at: Fraction
    label: str
    category: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its share of the full length (0 to 1), words at both ends, level reached."""

    label: str
    share: Fraction
    caption: str
    category: str | None
    complete: bool


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars against common marks."""

    title: str
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]


def tatanan_chart(instrument: Instrument, evaluation: Evaluation) -> BarChart:
    """The nine tatanan against the minimum of each category."""
    bars = []
    for tatanan, found in zip(instrument.tatanan, evaluation.scored.tatanan, strict=True):
        share = Fraction(found.score, found.max)
        points, reached = format_number(found.score), percent_text(share)
        if not found.answered:  # blank is not zero
            points, reached = "–", "belum diisi"
        caption = f"{points}/{format_number(found.max)} · {reached}"
        bars.append(
            Bar(
                f"{tatanan.number} {tatanan.name}",
                share,
                caption,
                found.level,
                found.answered == found.of,
            )
        )
    marks = tuple(
        Mark(Fraction(level.tatanan_min, 100), f"{level.tatanan_min}", level.key)
        for level in instrument.levels
    )
    return BarChart("Capaian sembilan tatanan terhadap batas kategori", tuple(bars), marks)


def percent_text(share: Fraction) -> str:
    """``71,55 %`` of a share between 0 and 1."""
    return f"{format_number(share * 100, 2, keep_zeros=True)} %"
