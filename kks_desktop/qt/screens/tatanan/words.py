"""Fields and their stored texts in words, for the history and for undo."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kks_desktop.domain.evidence import NOT_NEEDED
from kks_desktop.domain.instrument import YEARS, Indicator, MeasureKind
from kks_desktop.domain.wording import YearLabels
from kks_desktop.qt.widgets.history_panel import HistoryLine
from kks_desktop.services.session import HistoryEntry, Session

translate = QCoreApplication.translate


def field_words(indicator: Indicator, field: str, years: YearLabels) -> str:
    """``Seluruh pasar 2024`` for ``pasar_ktr/kini/penyebut``."""
    fixed = {
        "choice": translate("IndicatorEditor", "Pilihan nilai"),
        "reading": translate("IndicatorEditor", "Tafsir sementara"),
        "reason": translate("IndicatorEditor", "Alasan"),
        "note": translate("IndicatorEditor", "Catatan"),
    }
    if field in fixed:
        return fixed[field]
    if field.startswith(f"{NOT_NEEDED}/"):
        item = field.partition("/")[2]
        wanted = indicator.evidence[int(item)] if item.isdigit() else item
        return translate("IndicatorEditor", "Tidak diperlukan: {}").format(wanted)
    measure_id, _, rest = field.partition("/")
    where, _, part = rest.partition("/")
    measure = indicator.measure(measure_id)
    if measure is None:
        return field
    if where == "target":
        return translate("IndicatorEditor", "Target {}").format(measure.label)
    name = {"pembilang": measure.numerator, "penyebut": measure.denominator}.get(
        part, measure.label
    )
    year = next((years[year] for year in YEARS if year == where and measure.two_years), "")
    return f"{name} {year}".strip()


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


def _line(
    session: Session, indicator: Indicator, years: YearLabels, entry: HistoryEntry
) -> HistoryLine:
    return HistoryLine(
        at=entry.at,
        who=entry.who,
        field=field_words(indicator, entry.field, years),
        old=raw_words(indicator, entry.field, entry.old),
        new=raw_words(indicator, entry.field, entry.new),
        kind=entry.kind,
        payload=entry,
        is_current=session.raw(entry.code, entry.field) == entry.new,
    )
