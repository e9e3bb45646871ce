"""Fields as typed and the answers that they make: the one translation between both.

A field is a key ``(code, field)`` with raw text; blank text is no field. The
paths are listed in HACKING.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from decimal import Decimal

from kks_desktop.domain.answers import (
    Answer,
    Answers,
    MeasureEntry,
    Odf,
    Share,
    TopLevelFacts,
    Unreadable,
    YearValue,
)
from kks_desktop.domain.errors import NotANumberError
from kks_desktop.domain.instrument import YEARS, Indicator, Instrument, Measure, MeasureKind, Year
from kks_desktop.domain.marks import BASE_DATA as _BASE_DATA
from kks_desktop.domain.marks import PROFILE as _PROFILE
from kks_desktop.domain.marks import confirmed
from kks_desktop.domain.numbers import document_text, parse_typed

Key = tuple[str, str]
Raw = Mapping[Key, str]

BASE_DATA, ODF, TOP_LEVEL, ASSESSMENT, PROFILE = (
    _BASE_DATA,
    "odf",
    "paripurna",
    "penilaian",
    _PROFILE,
)
YES, NO, NONE_OF_THEM = "ya", "tidak", "-"
_WORDS = {YES: True, NO: False}
_NOT_YES_NO = "Isian ini harus ya atau tidak."
_UNKNOWN_ITEM = "Ada butir yang tidak dikenal pada isian ini."


def table_of(raw: Raw) -> dict[str, dict[str, str]]:
    """The filled fields by their code."""
    table: dict[str, dict[str, str]] = {}
    for (code, field), text in raw.items():
        cells = table.get(code)
        if cells is None:
            cells = table[code] = {}
        cells[field] = text
    return table


def parsed_value(raw: str) -> str | None:
    """The exact figure of a raw text, as the store keeps it beside the text."""
    try:
        number = parse_typed(raw)
    except NotANumberError:
        return None
    return None if number is None else document_text(number)


def _number(raw: str) -> Decimal | Unreadable | None:
    try:
        return parse_typed(raw)
    except NotANumberError as cause:
        return Unreadable(raw, str(cause))


def answer_of(indicator: Indicator, raw: Raw) -> Answer:
    """One indicator's answer from its fields."""
    code = indicator.code
    measures = {}
    for measure in indicator.measures:
        if measure.derived is None:
            entry = _entry(code, measure, raw)
            if entry.values or entry.target is not None:
                measures[measure.id] = entry
    choice = raw.get((code, "choice"), "")
    return Answer(
        measures=measures,
        choice=int(choice) if choice.isascii() and choice.isdigit() and len(choice) <= 3 else None,
        reason=raw.get((code, "reason"), ""),
        note=raw.get((code, "note"), ""),
        took_reading=raw.get((code, "reading")) == YES,
    )


def _entry(code: str, measure: Measure, raw: Raw) -> MeasureEntry:
    values: dict[Year, YearValue] = {}
    for year in measure.years:
        value = _year_value(code, measure, year, raw)
        if value is not None:
            values[year] = value
    return MeasureEntry(values, _number(raw.get((code, f"{measure.id}/target"), "")))


def _year_value(code: str, measure: Measure, year: Year, raw: Raw) -> YearValue | None:
    path = f"{measure.id}/{year}"
    text = raw.get((code, path), "")
    if measure.kind is MeasureKind.YES_NO:
        return None if not text else _WORDS.get(text, Unreadable(text, _NOT_YES_NO))
    if measure.kind is MeasureKind.ITEMS:
        return None if not text else _ticks(measure, text)
    if measure.is_share and not measure.direct:
        return _share(
            raw.get((code, f"{path}/pembilang"), ""), raw.get((code, f"{path}/penyebut"), "")
        )
    return _number(text)


def _ticks(measure: Measure, text: str) -> YearValue:
    if text == NONE_OF_THEM:
        return ()
    ticked = set(text.split(","))
    codes = [item.code for item in measure.items]
    if ticked - set(codes):
        return Unreadable(text, _UNKNOWN_ITEM)
    return tuple(code for code in codes if code in ticked)


def _share(numerator_text: str, denominator_text: str) -> YearValue | None:
    numerator, denominator = _number(numerator_text), _number(denominator_text)
    for part in (numerator, denominator):
        if isinstance(part, Unreadable):
            return part
    if isinstance(numerator, Unreadable) or isinstance(denominator, Unreadable):
        return None
    return Share(numerator, denominator) if (numerator, denominator) != (None, None) else None


def base_data_of(instrument: Instrument, raw: Raw) -> dict[str, dict[Year, Decimal]]:
    """The shared denominators that can be read and are not negative."""
    found: dict[str, dict[Year, Decimal]] = {}
    for datum in instrument.base_data:
        for year in YEARS:
            number = _number(raw.get((BASE_DATA, f"{datum.id}/{year}"), ""))
            if isinstance(number, Decimal) and number >= 0:
                found.setdefault(datum.id, {})[year] = number
    return found


def count_of(raw: str) -> int | None:
    """A whole number that is not negative; ``None`` for anything else."""
    number = _number(raw)
    if not isinstance(number, Decimal) or number < 0 or number != number.to_integral_value():
        return None
    return int(number)


def answers_of(instrument: Instrument, region: str, year: int, raw: Raw) -> Answers:
    """The whole assessment's answers from the fields that count (``known.with_known``)."""
    target = raw.get((ASSESSMENT, "target"), "")
    found = {
        indicator.code: answer_of(indicator, raw)
        for indicator in (*instrument.indicators(), *instrument.kelembagaan)
    }
    return Answers(
        instrument=instrument.code,
        region=region,
        year=year,
        target=target if target in instrument.category_keys else None,
        odf=Odf(free=count_of(raw.get((ODF, "desa_odf"), ""))),
        base_data=base_data_of(instrument, raw),
        top_level=TopLevelFacts(
            wistara_before=_WORDS.get(raw.get((TOP_LEVEL, "wistara_lalu"), "")),
            service_fields=count_of(raw.get((TOP_LEVEL, "ip_spm"), "")),
            innovation_criteria=count_of(raw.get((TOP_LEVEL, "inovasi"), "")),
        ),
        answers={code: answer for code, answer in found.items() if answer != Answer()},
    )


def codes_touched(instrument: Instrument, keys: Set[Key]) -> set[str]:
    """Every indicator whose score a change of these fields can change."""
    touched = {code for code, _ in keys if code in instrument.by_code}
    shared = {field.partition("/")[0] for code, field in keys if code == BASE_DATA}
    target = (ASSESSMENT, "target") in keys
    if not shared and not target:
        return touched
    for indicator in (*instrument.indicators(), *instrument.kelembagaan):
        uses_shared = any(measure.denominator_id in shared for measure in indicator.measures)
        if uses_shared or (target and indicator.min_shares):
            touched.add(indicator.code)
    return touched


def unread_entries(instrument: Instrument, raw: Raw) -> list[dict[str, str]]:
    """Filled fields whose value is no part of ``answers_of``: they travel as typed.

    Both parts of a share where one of them cannot be read; nothing that was carried over
    and is not confirmed.
    """
    raw = confirmed(raw)
    valued = {BASE_DATA, ODF, TOP_LEVEL, *instrument.by_code}
    found = [
        (code, field)
        for code, field in raw
        if code in valued and not _is_read(instrument, raw, code, field)
    ]
    return [
        {"code": code, "field": field, "text": raw[code, field]} for code, field in sorted(found)
    ]


def _is_read(instrument: Instrument, raw: Raw, code: str, field: str) -> bool:
    text = raw[code, field]
    if code == BASE_DATA:
        number = _number(text)
        return isinstance(number, Decimal) and number >= 0
    if code in (ODF, TOP_LEVEL):
        return text in _WORDS if field == "wistara_lalu" else count_of(text) is not None
    name, _, rest = field.partition("/")
    measure = instrument.by_code[code].measure(name)
    if measure is None:
        return True
    year = rest.partition("/")[0]
    if year in YEARS:
        return not isinstance(_year_value(code, measure, year, raw), Unreadable)
    return not isinstance(_number(text), Unreadable)
