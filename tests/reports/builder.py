"""Assessments to print: nothing answered, half, everything, and hostile ones."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kks_desktop.domain.agencies import agency_words
from kks_desktop.domain.answers import (
    Answer,
    Answers,
    Gates,
    MeasureEntry,
    Odf,
    Share,
    TopLevelFacts,
    YearValue,
)
from kks_desktop.domain.assessment import Evaluation, evaluate
from kks_desktop.domain.instrument import Indicator, Instrument, Measure, MeasureKind, Year
from kks_desktop.domain.instrument_checks import check_instrument
from kks_desktop.reports.model import KeyCard, ReportFacts

if TYPE_CHECKING:
    from collections.abc import Iterable

RESOURCES = Path(__file__).parents[2] / "resources"
FINGERPRINT = "884a e4f0 7cbc 55dd e8f6 6b8d 1341 ae56"
BASE = {"desa_kelurahan": (68, 68), "kecamatan": (11, 11), "pasar": (20, 20), "puskesmas": (20, 20)}
DEFAULT_BASE = 120


@lru_cache(maxsize=1)
def the_instrument() -> Instrument:
    with (RESOURCES / "instruments" / "kks-2025.toml").open("rb") as file:
        table = tomllib.loads(file.read().decode(), parse_float=Decimal)
    instrument, _ = check_instrument(table, "0" * 64)
    assert instrument is not None
    return instrument


def some_facts(**changes: Any) -> ReportFacts:
    facts = ReportFacts(
        paper="a4",
        printed_on=date(2026, 11, 22),
        source_date_epoch=1_795_305_600,
        software_version="0.1.0",
        fonts=RESOURCES / "fonts",
        region_name="Kota Jambi",
        region_code="15.71",
        province_name="Jambi",
        year=2025,
        office="Sekretariat Tim Pembina Kota Jambi Sehat",
        operator="Siti Rahmawati, S.K.M.",
        operator_position="Operator KKS",
        fingerprint=FINGERPRINT,
        agencies={
            code: agency_words(the_instrument(), indicator, {})
            for code, indicator in the_instrument().by_code.items()
        },
        revision=2,
    )
    return replace(facts, **changes)


def some_card(**changes: Any) -> KeyCard:
    card = KeyCard(
        region_code="15.71",
        region_name="Kota Jambi",
        role="operator",
        person="Siti Rahmawati, S.K.M.",
        key_id="E7620F1842B4E81F",
        public_line="RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3",
        pub_text="untrusted comment: minisign public key E7620F1842B4E81F kks-desktop 15.71 "
        "operator\nRWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3\n",
        fingerprint=FINGERPRINT,
        made_at="2026-11-22T09:30:00+07:00",
        office="Sekretariat Tim Pembina Kota Jambi Sehat",
        province_name="Jambi",
    )
    return replace(card, **changes)


def empty() -> Answers:
    return Answers("kks-2025", "15.71", 2025)


def full(*, target: str | None = "wiwerda", leave_out: Iterable[str] = ()) -> Answers:
    """Everything answered: improving figures, the best option where one is chosen."""
    instrument, left_out = the_instrument(), set(leave_out)
    base: dict[str, dict[Year, Decimal]] = {}
    for datum in instrument.base_data:
        before, now = BASE.get(datum.id, (DEFAULT_BASE, DEFAULT_BASE))
        base[datum.id] = {"lalu": Decimal(before), "kini": Decimal(now)}
    return Answers(
        instrument="kks-2025",
        region="15.71",
        year=2025,
        target=target,
        odf=Odf(68, 64),
        base_data=base,
        gates=Gates(True, True, 11, 9, 68, 50, True, True, True),
        top_level=TopLevelFacts(True, 6, 4),
        answers={
            code: _answer(indicator, number)
            for number, (code, indicator) in enumerate(instrument.by_code.items())
            if code not in left_out
        },
    )


def half() -> Answers:
    codes = list(the_instrument().by_code)
    return full(leave_out=codes[1::2])


def _answer(indicator: Indicator, number: int) -> Answer:
    worse = number % 5 == 4
    measures = {
        measure.id: MeasureEntry(
            {year: _value(measure, year, worse) for year in measure.years},
            Decimal(60) if measure.target else None,
        )
        for measure in indicator.measures
        if measure.derived is None
    }
    scores = sorted((option.score for option in indicator.options), reverse=True)
    picked = scores[min(number % 3, len(scores) - 1)]
    differs = number % 17 == 3
    return Answer(
        measures=measures,
        choice=picked if type(indicator.rule).__name__ == "ChoiceRule" or differs else None,
        reason="Survei tahun lalu memakai sampel kecil." if differs else "",
        note="Data dari laporan tahunan perangkat daerah." if number % 11 == 0 else "",
    )


def _value(measure: Measure, year: Year, worse: bool) -> YearValue:
    better = (year == "kini") is not worse
    if measure.kind is MeasureKind.YES_NO:
        return better
    if measure.kind is MeasureKind.ITEMS:
        codes = tuple(item.code for item in measure.items)
        return codes if not worse else codes[:2]
    if measure.is_share:
        return Share(Decimal(9 if better else 7), Decimal(11))
    return Decimal("71.5") if measure.decimals and better else Decimal(70)


def evaluated(answers: Answers) -> Evaluation:
    return evaluate(the_instrument(), answers)
