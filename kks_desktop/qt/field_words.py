"""What fields are called: of indicators, of rows, and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from kks_desktop.domain.agencies import ASSIGNED
from kks_desktop.domain.carry import REFERENCE
from kks_desktop.domain.evidence import NOT_NEEDED
from kks_desktop.domain.instrument import YEARS
from kks_desktop.domain.marks import MARK
from kks_desktop.domain.registers import register_of

if TYPE_CHECKING:
    from kks_desktop.domain.instrument import Indicator, Instrument
    from kks_desktop.domain.wording import YearLabels

translate = QCoreApplication.translate


def place_words(instrument: Instrument, years: YearLabels, code: str, field: str) -> str:
    """``1.06 Prevalensi stunting 2024``; a column of a register with the register's title."""
    indicator = instrument.by_code.get(code)
    if indicator is not None:
        return f"{code} {field_words(indicator, field, years)}"
    register = register_of(code)
    if register is None:
        return f"{_titles().get(code, code)}: {field}"
    column = next((one.title for one in register.columns if one.id == field), field)
    return f"{register.title}: {column}"


def _titles() -> dict[str, str]:
    """What codes without a register or an indicator are called."""
    return {
        "data_dasar": translate("Fields", "Data dasar"),
        "odf": translate("Fields", "Desa/kelurahan ODF"),
        "paripurna": translate("Fields", "Wistara Paripurna"),
        "penilaian": translate("Fields", "Penilaian"),
        "profil": translate("Fields", "Profil"),
    }


def field_words(indicator: Indicator, field: str, years: YearLabels) -> str:
    """``Seluruh pasar 2024`` for ``pasar_ktr/kini/penyebut``."""
    fixed = {
        "choice": translate("IndicatorEditor", "Pilihan nilai"),
        "reading": translate("IndicatorEditor", "Tafsir sementara"),
        "reason": translate("IndicatorEditor", "Alasan"),
        "note": translate("IndicatorEditor", "Catatan"),
        MARK: translate("IndicatorEditor", "Dibawa dari penilaian"),
        ASSIGNED: translate("IndicatorEditor", "OPD yang menangani"),
    }
    if field in fixed:
        return fixed[field]
    if field.startswith(f"{NOT_NEEDED}/"):
        item = field.partition("/")[2]
        wanted = indicator.evidence[int(item)] if item.isdigit() else item
        return translate("IndicatorEditor", "Tidak diperlukan: {}").format(wanted)
    measure_id, _, rest = field.partition("/")
    if measure_id == REFERENCE:
        return _reference_words(indicator, rest)
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


def _reference_words(indicator: Indicator, path: str) -> str:
    measure_id, _, year = path.partition("/")
    measure = indicator.measure(measure_id)
    words = translate("IndicatorEditor", "Acuan {0} {1}")
    return words.format(measure.label if measure else measure_id, year.partition("/")[0])
