"""Read of an answers document whatever can be read, and say what cannot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kks_desktop.domain.answers import Answers
from kks_desktop.domain.document import FORMAT, read_answers
from kks_desktop.domain.errors import AnswersError
from kks_desktop.domain.instrument import Instrument

_PARTS = ("region", "year", "target", "odf", "kelembagaan", "paripurna")
_BY_ITEM = ("answers", "data_dasar")


def read_partly(
    table: Mapping[str, Any], instrument: Instrument
) -> tuple[Answers, dict[tuple[str, str], str]]:
    """Read a document item by item.

    Gives the answers, and a sentence for each item that was left out: by part of the
    document and, in ``answers`` and ``data_dasar``, by code; the code is empty for a part
    that is left out whole.

    Raises:
        AnswersError: it is no answers document, or of another instrument.
    """
    try:
        return read_answers(table, instrument), {}
    except AnswersError:
        if table.get("format") != FORMAT or table.get("instrument") != instrument.code:
            raise
    sound: dict[str, Any] = {"format": FORMAT, "instrument": instrument.code}
    refused: dict[tuple[str, str], str] = {}
    for part in _PARTS:
        if part in table and not (fault := _fault(sound, instrument, part, table[part])):
            sound[part] = table[part]
        elif part in table:
            refused[part, ""] = fault
    for part in _BY_ITEM:
        sound[part] = _items(sound, instrument, part, table.get(part, {}), refused)
    if "unread" in table:
        if fault := _fault(sound, instrument, "unread", table["unread"]):
            refused["unread", ""] = fault
        else:
            sound["unread"] = table["unread"]
    return read_answers(sound, instrument), refused


def _items(
    sound: Mapping[str, Any],
    instrument: Instrument,
    part: str,
    items: Any,
    refused: dict[tuple[str, str], str],
) -> dict[str, Any]:
    bare = {key: sound[key] for key in ("format", "instrument")}
    if not isinstance(items, dict):
        refused[part, ""] = _fault(bare, instrument, part, items)
        return {}
    kept = {}
    for code, value in items.items():
        fault = _fault(bare, instrument, part, {code: value})
        if fault:
            refused[part, code] = fault
        else:
            kept[code] = value
    return kept


def _fault(sound: Mapping[str, Any], instrument: Instrument, part: str, value: Any) -> str:
    """Why a part cannot be read; empty if it can."""
    try:
        read_answers({**sound, part: value}, instrument)
    except AnswersError as fault:
        return str(fault)
    return ""
