"""Fields and their stored texts in words, for the history and for undo."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kks_desktop.domain.agencies import ASSIGNED, agency_names
from kks_desktop.domain.carry import REFERENCE
from kks_desktop.domain.instrument import YEARS, Indicator, Measure, MeasureKind
from kks_desktop.domain.marks import MARK
from kks_desktop.domain.wording import YearLabels
from kks_desktop.qt.field_words import field_words
from kks_desktop.qt.widgets.history_panel import HistoryLine
from kks_desktop.services.session import HistoryEntry, Session

translate = QCoreApplication.translate
_LOOK_BACK = 8
"""Years that an old figure may lie back: no new assessment begins later after the last."""


def carried_words(
    session: Session, indicator: Indicator, years: YearLabels, *, marked: bool
) -> str:
    """What an earlier assessment left for an indicator, as sentences; empty for nothing."""
    sentences = []
    if marked:
        typed = [year for year in YEARS if _has_figures(session, indicator, year)]
        sentences.append(
            translate(
                "IndicatorEditor",
                "Angka {0} dibawa dari penilaian {1} dan belum dihitung; "
                "periksa lalu tekan Konfirmasi (Ctrl+Enter).",
            ).format(" dan ".join(years[year] for year in typed), session.raw(indicator.code, MARK))
        )
    references = _references(session, indicator)
    if references:
        words = translate("IndicatorEditor", "Acuan dari penilaian lalu, tidak dihitung: {0}.")
        sentences.append(words.format("; ".join(references)))
    return "\n".join(sentences)


def _has_figures(session: Session, indicator: Indicator, year: str) -> bool:
    return any(
        session.raw(indicator.code, f"{measure.id}/{year}{part}")
        for measure in indicator.measures
        for part in ("", "/pembilang", "/penyebut")
    )


def _references(session: Session, indicator: Indicator) -> list[str]:
    """``Prevalensi stunting 2024: 13,1`` for each old figure kept to look at."""
    code, found = indicator.code, []
    for measure in indicator.measures:
        year = session.info.year
        # an earlier assessment's kini is always before this assessment
        for before in range(year - 1, year - _LOOK_BACK, -1):
            path = f"{REFERENCE}/{measure.id}/{before}"
            whole = session.raw(code, path)
            parts = [session.raw(code, f"{path}/{part}") for part in ("pembilang", "penyebut")]
            if any(parts):
                whole = " / ".join(part or "–" for part in parts)
            if whole:
                found.append(f"{measure.label} {before}: {_reference_text(measure, whole)}")
    return found


def _reference_text(measure: Measure, raw: str) -> str:
    if measure.kind is MeasureKind.ITEMS and raw != "-":
        return translate("IndicatorEditor", "{0} dari {1} butir").format(
            len(raw.split(",")), len(measure.items)
        )
    return "tidak satu pun" if raw == "-" else raw


def raw_words(indicator: Indicator, field: str, raw: str) -> str:
    """A stored text as a person reads it; empty for blank."""
    measure = indicator.measure(field.partition("/")[0])
    if field == "choice" and raw.isdigit():
        return raw
    if measure is None or not raw:
        return raw
    if measure.kind is MeasureKind.YES_NO:
        return {
            "ya": translate("IndicatorEditor", "Ya"),
            "tidak": translate("IndicatorEditor", "Tidak"),
        }.get(raw, raw)
    if measure.kind is MeasureKind.ITEMS:
        if raw == "-":
            return translate("IndicatorEditor", "Tidak satu pun")
        texts = {item.code: item.text for item in measure.items}
        return "; ".join(texts.get(code, code) for code in raw.split(","))
    return raw


def history_lines(session: Session, indicator: Indicator, years: YearLabels) -> list[HistoryLine]:
    """The durable changes of an indicator, newest first."""
    return [_line(session, indicator, years, entry) for entry in session.history(indicator.code)]


def _told(session: Session, indicator: Indicator, field: str, raw: str) -> str:
    if field == ASSIGNED:
        return agency_names(session.instrument, session.table).get(raw, raw)
    return raw_words(indicator, field, raw)


def _line(
    session: Session, indicator: Indicator, years: YearLabels, entry: HistoryEntry
) -> HistoryLine:
    return HistoryLine(
        at=entry.at,
        who=entry.who,
        field=field_words(indicator, entry.field, years),
        old=_told(session, indicator, entry.field, entry.old),
        new=_told(session, indicator, entry.field, entry.new),
        kind=entry.kind,
        payload=entry,
        is_current=session.raw(entry.code, entry.field) == entry.new,
        wrong_clock=entry.wrong_clock,
    )
