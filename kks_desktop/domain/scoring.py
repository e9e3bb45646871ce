"""From answers to scores: each indicator, each tatanan, the whole assessment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum

from kks_desktop.domain.answers import Answer, Answers, Share, Unreadable, YearValue
from kks_desktop.domain.figures import Figures, State
from kks_desktop.domain.instrument import (
    YEARS,
    ChoiceRule,
    Indicator,
    Instrument,
    Measure,
    MeasureKind,
    Tatanan,
    Year,
)
from kks_desktop.domain.numbers import format_number
from kks_desktop.domain.suggestion import Status, Suggestion, suggest
from kks_desktop.domain.wording import YearLabels


class AnswerState(StrEnum):
    """How an indicator stands, for lists and counts."""

    EMPTY = "kosong"
    INCOMPLETE = "belum_lengkap"
    SUGGESTED = "saran"
    CHOSEN = "pilihan"
    SILENT = "tidak_diatur"
    PROBLEM = "perlu_diperbaiki"


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """An indicator's suggestion, the score that counts, and what is wrong with it."""

    code: str
    suggestion: Suggestion
    score: int | None
    state: AnswerState
    differs: bool
    flags: tuple[str, ...]

    @property
    def why(self) -> str:
        """The working, then every flag that it does not say already."""
        more = (flag for flag in self.flags if flag not in self.suggestion.why)
        return " ".join((self.suggestion.why, *more)).strip()


@dataclass(frozen=True, slots=True)
class TatananScore:
    """The sum of a tatanan's indicators so far."""

    number: int
    score: int
    max: int
    answered: int
    of: int
    level: str | None


@dataclass(frozen=True, slots=True)
class Scored:
    """Every score of an assessment; the category is ``domain.category``'s."""

    indicators: Mapping[str, IndicatorScore]
    tatanan: tuple[TatananScore, ...]

    @property
    def total(self) -> int:
        """The sum of all tatanan; it decides nothing."""
        return sum(tatanan.score for tatanan in self.tatanan)

    def in_state(self, *states: AnswerState) -> tuple[str, ...]:
        """Codes of the indicators in one of these states, in printed order."""
        return tuple(code for code, found in self.indicators.items() if found.state in states)


def year_labels(instrument: Instrument, assessed: int) -> YearLabels:
    """``lalu`` and ``kini`` as calendar years."""
    return {year: str(instrument.data_year(year, assessed)) for year in YEARS}


def min_share(instrument: Instrument, indicator: Indicator, target: str | None) -> int | None:
    """The share of a kelembagaan variable that the proposed category asks, in per cent."""
    if target == instrument.top_level.key:
        target = instrument.top_level.base
    return indicator.min_shares.get(target) if target else None


def score_indicator(
    instrument: Instrument, indicator: Indicator, answers: Answers
) -> IndicatorScore:
    """Score one indicator of an assessment."""
    answer = answers.answers.get(indicator.code) or Answer()
    share = min_share(instrument, indicator, answers.target)
    years = year_labels(instrument, answers.year)
    suggestion = suggest(indicator, answer, answers.base_data, years, share)
    flags = tuple(_flags(indicator, answer, suggestion, answers, years))
    valid = answer.choice is not None and indicator.has_option(answer.choice)
    score = answer.choice if valid else suggestion.score
    differs = (
        valid and suggestion.status is not Status.BY_CHOICE and answer.choice != suggestion.score
    )
    return IndicatorScore(
        code=indicator.code,
        suggestion=suggestion,
        score=score,
        state=_state(answer, suggestion, score, differs=differs, flagged=bool(flags)),
        differs=differs,
        flags=flags,
    )


def _state(
    answer: Answer, suggestion: Suggestion, score: int | None, *, differs: bool, flagged: bool
) -> AnswerState:
    if flagged:
        return AnswerState.PROBLEM
    if differs or (score is not None and suggestion.status is Status.BY_CHOICE):
        return AnswerState.CHOSEN
    if score is not None:
        return AnswerState.SUGGESTED
    if suggestion.status is Status.SILENT:
        return AnswerState.SILENT
    return AnswerState.INCOMPLETE if answer.measures else AnswerState.EMPTY


def _flags(
    indicator: Indicator,
    answer: Answer,
    suggestion: Suggestion,
    answers: Answers,
    years: YearLabels,
) -> Iterator[str]:
    """Everything that is wrong with an answer, a sentence each."""
    figures = Figures(indicator, answer, answers.base_data)
    for measure in indicator.measures:
        entry = answer.measures.get(measure.id)
        if entry is None:
            continue
        for year in measure.years:
            fault = _value_fault(figures, measure, year, entry.values.get(year))
            if fault:
                place = f"{measure.label} {years[year]}" if measure.two_years else measure.label
                yield f"{place}: {fault}"
        if isinstance(entry.target, Unreadable):
            yield f"Target {measure.label}: {entry.target.sentence}"
        elif entry.target is not None and entry.target < 0:
            yield f"Target {measure.label}: Angka ini tidak mungkin di bawah nol."
    yield from _choice_flags(indicator, answer, suggestion)


def _value_fault(figures: Figures, measure: Measure, year: Year, value: YearValue | None) -> str:
    """What is wrong with one typed value; empty for nothing."""
    if isinstance(value, Unreadable):
        return value.sentence
    if measure.is_number:
        figure = figures.number(measure.id, year)
        if figure.state is State.WRONG:
            return figure.sentence
        return _denominators(figures, measure, year, value)
    if value is None or _fits(measure.kind, value):
        return ""
    return "Isinya tidak sesuai dengan pertanyaannya."


def _denominators(figures: Figures, measure: Measure, year: Year, value: YearValue | None) -> str:
    """An own denominator that differs from the shared one wins, and is told."""
    shared = figures.shared(measure, year)
    own = value.denominator if isinstance(value, Share) else None
    if own is None or shared is None or own == shared:
        return ""
    return (
        f"Penyebut {format_number(own, 6)} berbeda dari data dasar {format_number(shared, 6)}; "
        "yang dipakai penyebut di sini."
    )


def _fits(kind: MeasureKind, value: object) -> bool:
    return isinstance(value, bool) if kind is MeasureKind.YES_NO else isinstance(value, tuple)


def _choice_flags(indicator: Indicator, answer: Answer, suggestion: Suggestion) -> Iterator[str]:
    if answer.choice is None:
        return
    if not indicator.has_option(answer.choice):
        yield f"Pilihan bernilai {answer.choice} tidak ada pada indikator ini, jadi tidak dihitung."
        return
    if isinstance(indicator.rule, ChoiceRule) or answer.choice == suggestion.score:
        return
    takes_reading = suggestion.status is Status.SILENT and answer.choice == suggestion.reading
    if not takes_reading and not answer.reason.strip():
        yield f"{unsuggested(suggestion)} dan alasannya belum ditulis."


def unsuggested(suggestion: Suggestion) -> str:
    """Why a choice needs a reason: it differs from the suggestion, or there is none to follow."""
    if suggestion.status is Status.SILENT:
        return "Pilihan diambil tanpa saran nilai, karena juknis tidak mengatur keadaan ini,"
    if suggestion.score is None:
        return (
            "Pilihan diambil tanpa saran nilai, karena isiannya belum lengkap atau belum terbaca,"
        )
    return f"Pilihan berbeda dari saran nilai {suggestion.score}"


def score_tatanan(
    instrument: Instrument, tatanan: Tatanan, found: Mapping[str, IndicatorScore]
) -> TatananScore:
    """Sum a tatanan; an unanswered indicator adds nothing and is not counted as answered."""
    scores = [found[i.code].score for i in tatanan.indicators]
    answered = [score for score in scores if score is not None]
    total = sum(answered)
    return TatananScore(
        number=tatanan.number,
        score=total,
        max=tatanan.max_score,
        answered=len(answered),
        of=len(scores),
        level=tatanan_level(instrument, tatanan, total),
    )


def tatanan_level(instrument: Instrument, tatanan: Tatanan, score: int) -> str | None:
    """The highest category whose minimum a tatanan's raw score reaches (juknis Tabel 3)."""
    reached = [x.key for x in instrument.levels if score >= len(tatanan.indicators) * x.tatanan_min]
    return reached[-1] if reached else None


def score_all(instrument: Instrument, answers: Answers) -> Scored:
    """Score every indicator and kelembagaan variable of an assessment."""
    found = {
        indicator.code: score_indicator(instrument, indicator, answers)
        for indicator in (*instrument.indicators(), *instrument.kelembagaan)
    }
    tatanan = tuple(score_tatanan(instrument, t, found) for t in instrument.tatanan)
    return Scored(found, tatanan)


def rescore(instrument: Instrument, answers: Answers, before: Scored, codes: Set[str]) -> Scored:
    """Score again only these indicators; the rest is kept from ``before``."""
    found = dict(before.indicators)
    known = codes & instrument.by_code.keys()
    for code in known:
        found[code] = score_indicator(instrument, instrument.by_code[code], answers)
    touched = {
        instrument.tatanan_of[code].number for code in known if code in instrument.tatanan_of
    }
    tatanan = tuple(
        score_tatanan(instrument, t, found) if t.number in touched else kept
        for t, kept in zip(instrument.tatanan, before.tatanan, strict=True)
    )
    return Scored(found, tatanan)
