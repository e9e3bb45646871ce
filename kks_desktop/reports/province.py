"""What every page of a province's own paper carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kks_desktop.domain.columns import long_date
from kks_desktop.domain.numbers import format_number
from kks_desktop.reports.document import Running
from kks_desktop.reports.words import mark_words

if TYPE_CHECKING:
    from kks_desktop.reports.letter_model import RecapFacts


def province_running(facts: RecapFacts, title: str) -> Running:
    """Document, province, how many submissions it is made of, sidik data, page x of y."""
    received = f"{format_number(len(facts.received))} berkas usulan"
    return Running(
        title=title,
        owner=f"{facts.region_name} · {facts.year}",
        footer=f"{facts.region_code} · {facts.year} · {received} · Sidik data {facts.fingerprint}",
        mark=mark_words(draft=facts.draft, practice=facts.practice),
        author=facts.office or facts.region_name,
        subject=f"{title}, {facts.region_name} tahun penilaian {facts.year}",
        keywords=("KKS", "Kabupaten/Kota Sehat", facts.region_name, facts.region_code),
    )


def province_rows(facts: RecapFacts) -> list[tuple[str, str]]:
    """Province, year, what it is made of, sidik data, day of printing."""
    sent, all_of_them = len(facts.received), len(facts.lines)
    return [
        ("Provinsi", f"{facts.province_name} ({facts.region_code})"),
        ("Tahun penilaian", str(facts.year)),
        (
            "Berkas usulan",
            f"{format_number(sent)} dari {format_number(all_of_them)} kabupaten/kota",
        ),
        ("Sidik data", facts.fingerprint),
        ("Dicetak pada", long_date(facts.printed_on)),
    ]
