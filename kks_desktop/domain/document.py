"""The answers document ``kks-answers/1``: from JSON to ``Answers`` and back.

A document is refused as a whole where it is malformed; a value that is well
formed but cannot be right (120 %) is read, and flagged by the scoring.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from kks_desktop.domain.answers import (
    Answer,
    Answers,
    Gates,
    MeasureEntry,
    Odf,
    Share,
    TopLevelFacts,
    Unreadable,
    YearValue,
)
from kks_desktop.domain.errors import AnswersError, NotANumberError
from kks_desktop.domain.instrument import YEARS, Indicator, Instrument, Measure, MeasureKind, Year
from kks_desktop.domain.numbers import document_text, parse_document_number

FORMAT = "kks-answers/1"
MAX_TEXT = 100_000

_ODF_KEYS = {"desa": "villages", "desa_odf": "free"}
_GATE_FLAGS = {
    "tim_pembina": "team",
    "forum": "forum",
    "sekretariat": "secretariat",
    "renja": "work_plan",
    "anggaran": "budget",
}
_GATE_COUNTS = {
    "kecamatan": "districts",
    "kecamatan_sk": "district_decrees",
    "desa": "villages",
    "desa_sk": "village_decrees",
}


def read_answers(table: Mapping[str, Any], instrument: Instrument) -> Answers:
    """Read an answers document against its instrument.

    Raises:
        AnswersError: the document is malformed; the sentence names the place.
    """
    if table.get("format") != FORMAT:
        raise AnswersError(f"Berkas ini bukan isian berformat {FORMAT}.")
    if table.get("instrument") != instrument.code:
        raise AnswersError(f"Isian ini bukan untuk instrumen {instrument.code}.")
    entries = _table(table.get("answers", {}), "answers")
    found = {code: _answer(entry, code, instrument) for code, entry in entries.items()}
    for code, field, text in _unread(table):
        if code in instrument.by_code:
            found[code] = _with_unreadable(found.get(code, Answer()), field, text)
    return Answers(
        instrument=instrument.code,
        region=_region(table.get("region", "")),
        year=read_year(table.get("year", instrument.year)),
        target=read_target(table.get("target"), instrument),
        odf=read_odf(table.get("odf", {})),
        base_data=_base_data(table.get("data_dasar", {}), instrument),
        gates=read_gates(table.get("kelembagaan", {})),
        top_level=read_top_level(table.get("paripurna", {})),
        answers=found,
    )


def _table(value: Any, place: str) -> Mapping[str, Any]:
    if isinstance(value, dict):
        return value
    raise AnswersError(f"{place}: harus berupa objek.")


def _region(value: Any) -> str:
    if isinstance(value, str) and (not value or re.fullmatch(r"\d\d\.\d\d", value, re.ASCII)):
        return value
    raise AnswersError("region: harus kode Kemendagri seperti 15.71.")


def read_year(value: Any) -> int:
    """A year of assessment."""
    if type(value) is int and 2000 <= value <= 2100:
        return value
    raise AnswersError("year: harus tahun antara 2000 dan 2100.")


def read_target(value: Any, instrument: Instrument) -> str | None:
    """The proposed category; absent or null is none."""
    if value is None or (isinstance(value, str) and value in instrument.category_keys):
        return value
    raise AnswersError(f"target: harus salah satu dari {', '.join(instrument.category_keys)}.")


def _count(value: Any, place: str) -> int | None:
    if value is None:
        return None
    try:
        number = parse_document_number(value)
    except NotANumberError as cause:
        raise AnswersError(f"{place}: {cause}.") from cause
    if number != number.to_integral_value() or number < 0:
        raise AnswersError(f"{place}: harus bilangan bulat yang tidak negatif.")
    return int(number)


def _flag(value: Any, place: str) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise AnswersError(f"{place}: harus true atau false.")


def _known_keys(table: Mapping[str, Any], known: set[str], place: str) -> None:
    for key in table:
        if key not in known:
            raise AnswersError(f"{place}: kunci '{key[:40]}' tidak dikenal.")


def read_odf(value: Any) -> Odf:
    """The ODF counts of a document."""
    table = _table(value, "odf")
    _known_keys(table, set(_ODF_KEYS), "odf")
    return Odf(**{name: _count(table.get(key), f"odf.{key}") for key, name in _ODF_KEYS.items()})


def read_gates(value: Any) -> Gates:
    """The kelembagaan gates of a document; an absent one is ``None``."""
    table = _table(value, "kelembagaan")
    _known_keys(table, {*_GATE_FLAGS, *_GATE_COUNTS}, "kelembagaan")
    counts = {
        name: _count(table.get(key), f"kelembagaan.{key}") for key, name in _GATE_COUNTS.items()
    }
    flags = {name: _flag(table.get(key), f"kelembagaan.{key}") for key, name in _GATE_FLAGS.items()}
    return Gates(**{**counts, **flags})  # type: ignore[arg-type]  # both maps name fields of their own kind


def read_top_level(value: Any) -> TopLevelFacts:
    """The facts for Wistara Paripurna."""
    table = _table(value, "paripurna")
    _known_keys(table, {"wistara_lalu", "ip_spm", "inovasi"}, "paripurna")
    return TopLevelFacts(
        _flag(table.get("wistara_lalu"), "paripurna.wistara_lalu"),
        _count(table.get("ip_spm"), "paripurna.ip_spm"),
        _count(table.get("inovasi"), "paripurna.inovasi"),
    )


def _base_data(value: Any, instrument: Instrument) -> dict[str, dict[Year, Decimal]]:
    known = {datum.id for datum in instrument.base_data}
    found: dict[str, dict[Year, Decimal]] = {}
    for name, by_year in _table(value, "data_dasar").items():
        place = f"data_dasar.{name[:40]}"
        if name not in known:
            raise AnswersError(f"{place}: tidak ada pada instrumen ini.")
        found[name] = {}
        for year, number in _table(by_year, place).items():
            if year not in YEARS:
                raise AnswersError(f"{place}: tahun harus lalu atau kini.")
            if number is not None:
                found[name][year] = _number(number, f"{place}.{year}")
    return found


def _number(value: Any, place: str) -> Decimal:
    try:
        return parse_document_number(value)
    except NotANumberError as cause:
        raise AnswersError(f"{place}: {cause}.") from cause


def _answer(value: Any, code: str, instrument: Instrument) -> Answer:
    indicator = instrument.by_code.get(code)
    if indicator is None:
        raise AnswersError(
            f"answers: kode '{code[:20]}' tidak ada pada instrumen {instrument.code}."
        )
    table = _table(value, code)
    _known_keys(table, {"measures", "choice", "reason", "note", "reading"}, code)
    measures = {}
    for name, entry in _table(table.get("measures", {}), f"{code}.measures").items():
        measure = indicator.measure(name)
        if measure is None:
            raise AnswersError(f"{code}: ukuran '{name[:40]}' tidak ada pada indikator ini.")
        if measure.derived is None:
            measures[name] = _measure_entry(entry, measure, f"{code}.{name}")
    choice = table.get("choice")
    if choice is not None and (type(choice) is not int or not 0 <= choice <= 100):
        raise AnswersError(f"{code}.choice: harus nilai pilihan antara 0 dan 100.")
    return Answer(
        measures={name: entry for name, entry in measures.items() if entry != MeasureEntry()},
        choice=choice,
        reason=_text(table.get("reason", ""), f"{code}.reason"),
        note=_text(table.get("note", ""), f"{code}.note"),
        took_reading=bool(_flag(table.get("reading"), f"{code}.reading")),
    )


def _text(value: Any, place: str) -> str:
    if isinstance(value, str) and len(value) <= MAX_TEXT:
        return value
    raise AnswersError(f"{place}: harus teks paling panjang {MAX_TEXT} huruf.")


def _measure_entry(value: Any, measure: Measure, place: str) -> MeasureEntry:
    table = _table(value, place)
    allowed = {*measure.years, *({"target"} if measure.target else ())}
    _known_keys(table, allowed, place)
    values: dict[Year, YearValue] = {}
    for year in measure.years:
        if table.get(year) is not None:
            values[year] = _year_value(table[year], measure, f"{place}.{year}")
    target = table.get("target")
    return MeasureEntry(values, None if target is None else _number(target, f"{place}.target"))


def _year_value(value: Any, measure: Measure, place: str) -> YearValue:
    if measure.kind is MeasureKind.YES_NO:
        if isinstance(value, bool):
            return value
        raise AnswersError(f"{place}: harus true atau false.")
    if measure.kind is MeasureKind.ITEMS:
        return _ticks(value, measure, place)
    if isinstance(value, dict):
        _known_keys(value, {"pembilang", "penyebut"}, place)
        if not measure.is_share:
            raise AnswersError(
                f"{place}: ukuran ini diisi satu angka, tanpa pembilang dan penyebut."
            )
        parts = [
            None if value.get(key) is None else _number(value[key], f"{place}.{key}")
            for key in ("pembilang", "penyebut")
        ]
        return Share(*parts)
    return _number(value, place)


def _ticks(value: Any, measure: Measure, place: str) -> tuple[str, ...]:
    codes = [item.code for item in measure.items]
    if not isinstance(value, list) or any(item not in codes for item in value):
        raise AnswersError(f"{place}: harus daftar kode butir dari {', '.join(codes)}.")
    return tuple(code for code in codes if code in value)


def _unread(table: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Values kept as typed though nobody can read them: code, ``measure/year``, text."""
    entries = table.get("unread", [])
    if not isinstance(entries, list):
        raise AnswersError("unread: harus berupa daftar.")
    for entry in entries:
        parts = [
            _text(_table(entry, "unread").get(key), "unread") for key in ("code", "field", "text")
        ]
        yield parts[0], parts[1], parts[2]


def _with_unreadable(answer: Answer, field: str, text: str) -> Answer:
    measure_id, _, rest = field.partition("/")
    year = rest.partition("/")[0]
    entry = answer.measures.get(measure_id, MeasureEntry())
    kept = Unreadable(text, "Isian ini belum terbaca sebagai angka.")
    if year == "target":
        entry = MeasureEntry(entry.values, kept)
    elif year in YEARS:
        entry = MeasureEntry({**entry.values, year: kept}, entry.target)
    else:
        return answer
    return Answer(
        {**answer.measures, measure_id: entry},
        answer.choice,
        answer.reason,
        answer.note,
        answer.took_reading,
    )


def write_answers(answers: Answers, indicators: Mapping[str, Indicator]) -> dict[str, Any]:
    """The JSON-ready document of an assessment; blanks are absent."""
    table: dict[str, Any] = {
        "format": FORMAT,
        "instrument": answers.instrument,
        "region": answers.region,
        "year": answers.year,
        "target": answers.target,
        "odf": _filled({key: getattr(answers.odf, name) for key, name in _ODF_KEYS.items()}),
        "data_dasar": {
            name: {year: document_text(number) for year, number in by_year.items()}
            for name, by_year in answers.base_data.items()
            if by_year
        },
        "kelembagaan": _filled(
            {
                key: getattr(answers.gates, name)
                for key, name in {**_GATE_FLAGS, **_GATE_COUNTS}.items()
            }
        ),
        "paripurna": _filled(
            {
                "wistara_lalu": answers.top_level.wistara_before,
                "ip_spm": answers.top_level.service_fields,
                "inovasi": answers.top_level.innovation_criteria,
            }
        ),
        "answers": {
            code: _answer_table(answer)
            for code, answer in answers.answers.items()
            if code in indicators and answer != Answer()
        },
    }
    if answers.target is None:
        del table["target"]
    return table


def _filled(table: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if value is not None}


def _answer_table(answer: Answer) -> dict[str, Any]:
    measures = {name: _entry_table(entry) for name, entry in answer.measures.items()}
    table: dict[str, Any] = {
        "measures": {name: entry for name, entry in measures.items() if entry} or None,
        "choice": answer.choice,
        "reason": answer.reason or None,
        "note": answer.note or None,
        "reading": answer.took_reading or None,
    }
    return _filled(table)


def _entry_table(entry: MeasureEntry) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for year, value in entry.values.items():
        if isinstance(value, Decimal):
            table[year] = document_text(value)
        elif isinstance(value, Share):
            parts = {"pembilang": value.numerator, "penyebut": value.denominator}
            table[year] = {key: document_text(n) for key, n in parts.items() if n is not None}
        elif isinstance(value, tuple):
            table[year] = list(value)
        elif isinstance(value, bool):
            table[year] = value
    if isinstance(entry.target, Decimal):
        table["target"] = document_text(entry.target)
    return table
