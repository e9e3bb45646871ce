"""Finds indicators by code, word and state; knows no Qt."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kks_desktop.domain.agencies import agency_words
from kks_desktop.domain.scoring import AnswerState

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from kks_desktop.domain.instrument import Indicator, Instrument
    from kks_desktop.domain.registers import Table
    from kks_desktop.domain.scoring import IndicatorScore

EMPTY, SILENT, DIFFERS, PROBLEM = "kosong", "tidak_diatur", "berbeda", "perlu_diperbaiki"


@dataclass(frozen=True, slots=True)
class Entry:
    """An indicator prepared for searching; words in lower case without accents."""

    indicator: Indicator
    place: str
    title: str
    body: str


def prepare(instrument: Instrument, table: Table) -> tuple[Entry, ...]:
    """Every indicator and kelembagaan variable, in printed order."""
    entries = []
    for indicator in instrument.by_code.values():
        tatanan = instrument.tatanan_of.get(indicator.code)
        place = f"{tatanan.number} {tatanan.name}" if tatanan else indicator.component
        urusan = [instrument.agencies.get(key, key) for key in indicator.agencies]
        agencies = dict.fromkeys((*agency_words(instrument, indicator, table), *urusan))
        measures = [measure.label for measure in indicator.measures]
        body = " ".join((indicator.definition, place, *agencies, *measures))
        entries.append(Entry(indicator, place, _plain(indicator.title), _plain(body)))
    return tuple(entries)


def search(
    entries: tuple[Entry, ...],
    text: str,
    filters: Set[str],
    scores: Mapping[str, IndicatorScore],
) -> list[Entry]:
    """Entries with every word; matches of the code first, then the title, then the rest.

    ``filters`` lets through what is in any of these states; none lets all through.
    """
    words = _plain(text).split()
    ranked = []
    for order, entry in enumerate(entries):
        if filters and not _passes(scores[entry.indicator.code], filters):
            continue
        rank = _rank(entry, words)
        if rank is not None:
            ranked.append((rank, order, entry))
    return [entry for _, _, entry in sorted(ranked, key=lambda found: found[:2])]


def _rank(entry: Entry, words: list[str]) -> int | None:
    code = entry.indicator.code.lower()
    if words == [code]:
        return 0
    if len(words) == 1 and code.startswith(words[0]):
        return 1
    if all(word in entry.title or word in code for word in words):
        return 2
    everything = f"{code} {entry.title} {entry.body}"
    return 3 if all(word in everything for word in words) else None


def _passes(found: IndicatorScore, filters: Set[str]) -> bool:
    return (
        (EMPTY in filters and found.state in (AnswerState.EMPTY, AnswerState.INCOMPLETE))
        or (SILENT in filters and found.state is AnswerState.SILENT)
        or (DIFFERS in filters and found.differs)
        or (PROBLEM in filters and found.state is AnswerState.PROBLEM)
    )


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
