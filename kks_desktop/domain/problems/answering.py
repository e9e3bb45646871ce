"""Rules about what an indicator was answered: blank, half done, undecided, unreadable."""

from __future__ import annotations

from collections.abc import Iterator

from kks_desktop.domain.answers import Answer, Share, Unreadable, YearValue
from kks_desktop.domain.errors import NotANumberError
from kks_desktop.domain.figures import Figures, State
from kks_desktop.domain.instrument import (
    TARGET,
    YEARS,
    ChoiceRule,
    Indicator,
    Measure,
    MeasureKind,
    Year,
)
from kks_desktop.domain.numbers import parse_typed
from kks_desktop.domain.problems.model import Facts, Finding
from kks_desktop.domain.problems.places import BASE_DATA, ODF, TOP_LEVEL, value_field, value_words
from kks_desktop.domain.scoring import AnswerState, IndicatorScore, unsuggested
from kks_desktop.domain.suggestion import Status


def unanswered(facts: Facts) -> Iterator[Finding]:
    """Nothing is filled in."""
    for indicator, found in facts.scored():
        if found.state is AnswerState.EMPTY:
            yield Finding(f"{indicator.code} belum terisi.", indicator.code)


def incomplete(facts: Facts) -> Iterator[Finding]:
    """Begun, but something that the rule needs is blank.

    What waits only for a target is told once, where the target is missing.
    """
    for indicator, found in facts.scored():
        if found.state is not AnswerState.INCOMPLETE:
            continue
        code = indicator.code
        blanks = list(_blanks(facts, indicator))
        if blanks:
            field, words = blanks[0]
            more = f" dan {len(blanks) - 1} isian lain" if len(blanks) > 1 else ""
            yield Finding(f"{code} belum lengkap: {words}{more} belum diisi.", code, field)
        elif isinstance(indicator.rule, ChoiceRule):
            yield Finding(
                f"{code} belum lengkap: pilihan nilainya belum ditentukan.", code, "choice"
            )
        elif not (_waits_for_category(facts, indicator) or list(missing_targets(facts, indicator))):
            yield Finding(f"{code} belum lengkap: {found.suggestion.why}", code)


def _blanks(facts: Facts, indicator: Indicator) -> Iterator[tuple[str, str]]:
    """The inputs without a value: field and words."""
    answer = facts.answer(indicator.code)
    for measure in indicator.measures:
        if measure.derived is not None or measure.may_be_blank:
            continue
        entry = answer.measures.get(measure.id)
        for year in measure.years:
            part = _blank_part(facts, measure, year, entry.values.get(year) if entry else None)
            if part is not None:
                words = value_words(measure, year, facts.labels, part)
                yield value_field(measure, year, part), words


def _blank_part(facts: Facts, measure: Measure, year: Year, value: YearValue | None) -> str | None:
    """Which part of a value is missing: all of it is ``pembilang`` of a share, else empty."""
    if value is None:
        return "pembilang" if measure.is_share and not measure.direct else ""
    if not isinstance(value, Share):
        return None
    if value.numerator is None:
        return "pembilang"
    shared = facts.evaluation.answers.base_data.get(measure.denominator_id, {}).get(year)
    return "penyebut" if value.denominator is None and shared is None else None


def _waits_for_category(facts: Facts, indicator: Indicator) -> bool:
    return bool(indicator.min_shares) and facts.evaluation.answers.target is None


def missing_targets(facts: Facts, indicator: Indicator) -> Iterator[Measure]:
    """The measures whose regional or national target nobody gave."""
    answer = facts.answer(indicator.code)
    for measure in indicator.measures:
        if measure.target and measure.target_value is None:
            entry = answer.measures.get(measure.id)
            if entry is None or entry.target is None:
                yield measure


def silent(facts: Facts) -> Iterator[Finding]:
    """The juknis says nothing of this state, and nobody has decided."""
    for indicator, found in facts.scored():
        if found.state is AnswerState.SILENT:
            words = "juknis tidak mengatur keadaan ini dan nilainya belum diputuskan"
            yield Finding(f"{indicator.code}: {words}.", indicator.code, "choice")


def unreadable(facts: Facts) -> Iterator[Finding]:
    """A value was kept as typed but is none."""
    for indicator, found in facts.scored():
        if not found.flags:
            continue
        answer = facts.answer(indicator.code)
        for measure in indicator.measures:
            yield from _unreadable_values(facts, indicator, measure, answer)
    yield from _unreadable_counts(facts)


def _unreadable_values(
    facts: Facts, indicator: Indicator, measure: Measure, answer: Answer
) -> Iterator[Finding]:
    entry = answer.measures.get(measure.id)
    if entry is None:
        return
    code = indicator.code
    for year in measure.years:
        value = entry.values.get(year)
        if isinstance(value, Unreadable):
            field = _typed_at(facts, code, measure, year, value.text)
            part = field.rpartition("/")[2] if field.count("/") > 1 else ""
            words = value_words(measure, year, facts.labels, part)
            yield Finding(f"{code}, {words}: {value.sentence}", code, field)
    if isinstance(entry.target, Unreadable):
        words = f"target {measure.label}"
        yield Finding(f"{code}, {words}: {entry.target.sentence}", code, f"{measure.id}/{TARGET}")


def _typed_at(facts: Facts, code: str, measure: Measure, year: Year, text: str) -> str:
    """The field in which an unreadable text stands."""
    if not measure.is_share or measure.direct:
        return value_field(measure, year, "")
    for part in ("pembilang", "penyebut"):
        field = value_field(measure, year, part)
        if facts.raw(code, field) == text:
            return field
    return value_field(measure, year, "pembilang")


def _unreadable_counts(facts: Facts) -> Iterator[Finding]:
    """Shared numbers, ODF and the counts of Paripurna."""
    answers = facts.evaluation.answers
    for datum in facts.instrument.base_data:
        for year in YEARS:
            field = f"{datum.id}/{year}"
            if (text := facts.raw(BASE_DATA, field)) and year not in answers.base_data.get(
                datum.id, {}
            ):
                words = f"{datum.label} {facts.labels[year]}"
                yield Finding(f"{words}: {_number_fault(text)}", BASE_DATA, field)
    top = answers.top_level
    for code, field, words, value in (
        (ODF, "desa_odf", "Jumlah desa/kelurahan ODF", answers.odf.free),
        (TOP_LEVEL, "ip_spm", "Capaian IP SPM", top.service_fields),
        (TOP_LEVEL, "inovasi", "Kriteria inovasi", top.innovation_criteria),
    ):
        if (text := facts.raw(code, field)) and value is None:
            yield Finding(f"{words}: {_number_fault(text)}", code, field)


def _number_fault(text: str) -> str:
    """Why a text is no count; what can be read as a figure is negative or has a fraction."""
    try:
        number = parse_typed(text)
    except NotANumberError as fault:
        return str(fault)
    if number is not None and number < 0:
        return "Angka ini tidak mungkin di bawah nol."
    return "Tulis bilangan bulat."


def out_of_range(facts: Facts) -> Iterator[Finding]:
    """A figure that scoring does not count because it cannot be right."""
    base_data = facts.evaluation.answers.base_data
    for indicator, found in facts.scored():
        if not found.flags:
            continue
        answer = facts.answer(indicator.code)
        figures = Figures(indicator, answer, base_data)
        for measure in indicator.measures:
            yield from _wrong_values(facts, figures, measure)


def _wrong_values(facts: Facts, figures: Figures, measure: Measure) -> Iterator[Finding]:
    code = figures.indicator.code
    entry = figures.answer.measures.get(measure.id)
    if entry is None:
        return
    for year in measure.years:
        value = entry.values.get(year)
        if value is None or isinstance(value, Unreadable) or over_whole(figures, measure, year):
            continue
        sentence = _value_fault(figures, measure, year, value)
        if sentence:
            part = "pembilang" if isinstance(value, Share) else ""
            words = value_words(measure, year, facts.labels)
            yield Finding(f"{code}, {words}: {sentence}", code, value_field(measure, year, part))
    if entry.target is not None and not isinstance(entry.target, Unreadable) and entry.target < 0:
        sentence = "Angka ini tidak mungkin di bawah nol."
        field = f"{measure.id}/{TARGET}"
        yield Finding(f"{code}, target {measure.label}: {sentence}", code, field)


def _value_fault(figures: Figures, measure: Measure, year: Year, value: YearValue) -> str:
    if measure.is_number:
        figure = figures.number(measure.id, year)
        return figure.sentence if figure.state is State.WRONG else ""
    wanted = bool if measure.kind is MeasureKind.YES_NO else tuple
    return "" if isinstance(value, wanted) else "Isinya tidak sesuai dengan pertanyaannya."


def over_whole(figures: Figures, measure: Measure, year: Year) -> bool:
    """Whether a share has more above its line than under it, and may not."""
    entry = figures.answer.measures.get(measure.id)
    value = entry.values.get(year) if entry else None
    if not isinstance(value, Share) or not measure.is_share or measure.may_exceed_100:
        return False
    own = value.denominator
    whole = own if own is not None else figures.shared(measure, year)
    return value.numerator is not None and whole is not None and 0 <= whole < value.numerator


def unknown_choice(facts: Facts) -> Iterator[Finding]:
    """A choice that the indicator does not have; it does not count."""
    for indicator in facts.instrument.by_code.values():
        raw = facts.raw(indicator.code, "choice")
        if not raw:
            continue
        choice = facts.answer(indicator.code).choice
        if choice is None or not indicator.has_option(choice):
            code = indicator.code
            words = (
                f"{code}: pilihan “{raw[:20]}” tidak ada pada indikator ini, jadi tidak dihitung."
            )
            yield Finding(words, code, "choice")


def unexplained_choice(facts: Facts) -> Iterator[Finding]:
    """A choice other than the suggestion, without its reason."""
    for indicator, found in facts.scored():
        if found.differs and not _explained(facts.answer(indicator.code), found):
            code = indicator.code
            why = unsuggested(found.suggestion).removeprefix("Pilihan ")
            words = f"pilihan {found.score} {why} dan alasannya belum ditulis"
            yield Finding(f"{code}: {words}.", code, "reason")


def _explained(answer: Answer, found: IndicatorScore) -> bool:
    suggestion = found.suggestion
    takes_reading = suggestion.status is Status.SILENT and answer.choice == suggestion.reading
    return takes_reading or bool(answer.reason.strip())
