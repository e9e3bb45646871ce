"""Score documents without any database: what ``kks score`` and ``kks category`` do."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kks_desktop.domain.assessment import evaluate
from kks_desktop.domain.category import CategoryResult, indicate
from kks_desktop.domain.document import (
    FORMAT,
    read_answers,
    read_gates,
    read_odf,
    read_target,
    read_top_level,
)
from kks_desktop.domain.errors import AnswersError
from kks_desktop.domain.instrument import Instrument
from kks_desktop.domain.strict_json import MAX_BYTES, parse_json
from kks_desktop.services.instruments import DEFAULT_CODE, load_shipped
from kks_desktop.services.submission import score_table


def read_document(path: Path) -> tuple[Instrument, dict[str, Any]]:
    """Read an answers document or bare totals, with the instrument that it names.

    Raises:
        KksError: the file cannot be read, is no JSON, or names an unknown instrument.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as cause:
        raise AnswersError(f"Berkas {path.name} tidak dapat dibaca.") from cause
    table = parse_json(data)
    code = table.get("instrument", DEFAULT_CODE)
    if not isinstance(code, str):
        raise AnswersError("instrument: harus berupa teks.")
    return load_shipped(code), table


def score_document(instrument: Instrument, table: Mapping[str, Any]) -> dict[str, Any]:
    """Score an answers document; the shape is promised in the README."""
    evaluation = evaluate(instrument, read_answers(table, instrument))
    answers = {
        code: {
            "suggested": found.suggestion.score,
            "reading": found.suggestion.reading,
            "score": found.score,
            "why": found.why,
            "state": found.state.value,
        }
        for code, found in evaluation.scored.indicators.items()
    }
    return {"answers": answers, **score_table(instrument, evaluation)}


def category_document(instrument: Instrument, table: Mapping[str, Any]) -> dict[str, Any]:
    """Indicate the category of an answers document or of bare totals."""
    if table.get("format") == FORMAT or "answers" in table:
        category = evaluate(instrument, read_answers(table, instrument)).category
    else:
        category = _from_totals(instrument, table)
    return {
        "indicated": category.indicated,
        "target": table.get("target"),
        "blocking": list(category.sentences),
        "untested": list(category.untested),
    }


def _from_totals(instrument: Instrument, table: Mapping[str, Any]) -> CategoryResult:
    if "tatanan" not in table:
        raise AnswersError("Berkas ini bukan isian dan tidak berisi jumlah nilai per tatanan.")
    return indicate(
        instrument,
        _totals(instrument, table["tatanan"]),
        read_odf(table.get("odf", {})),
        read_gates(table.get("kelembagaan", {})),
        read_top_level(table.get("paripurna", {})),
        read_target(table.get("target"), instrument),
    )


def _totals(instrument: Instrument, value: Any) -> dict[int, int]:
    if not isinstance(value, dict):
        raise AnswersError("tatanan: harus berupa objek.")
    limits = {str(tatanan.number): tatanan.max_score for tatanan in instrument.tatanan}
    found = {}
    for number, score in value.items():
        if number not in limits:
            raise AnswersError(f"tatanan.{number[:10]}: tidak ada pada instrumen ini.")
        if score is None:
            continue
        if type(score) is not int or not 0 <= score <= limits[number]:
            raise AnswersError(f"tatanan.{number}: harus bilangan bulat 0 sampai {limits[number]}.")
        found[int(number)] = score
    return found


def category_lines(instrument: Instrument, category: Mapping[str, Any]) -> list[str]:
    """The indicated category and what blocks, for people."""
    name = instrument.category_name(category["indicated"]) or "belum ada"
    return [f"Indikasi kategori: {name}", *(f"- {sentence}" for sentence in category["blocking"])]
