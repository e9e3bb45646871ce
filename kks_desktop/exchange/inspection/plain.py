"""Looking into tables of plain text (CSV)."""

from __future__ import annotations

from pathlib import Path

from kks_desktop.exchange.inspection.budget import Budget
from kks_desktop.exchange.inspection.findings import FindingCode, Inspection, refuse
from kks_desktop.exchange.inspection.sniffing import CSV
from kks_desktop.exchange.inspection.years import years_in


def open_csv(path: Path, budget: Budget) -> Inspection:
    """Read the years, and see that it is text all the way down."""
    with path.open("rb") as stream:
        data = stream.read(budget.characters)
    if b"\0" in data:
        fault = refuse(
            FindingCode.UNREADABLE,
            "Sebagian isi tabel ini bukan tulisan; mungkin berkasnya rusak. Simpan ulang dari "
            "asalnya sebagai CSV atau XLSX.",
        )
        return Inspection(media=CSV, findings=(fault,))
    return Inspection(media=CSV, years=years_in([budget.take(data.decode("utf-8", "replace"))]))
