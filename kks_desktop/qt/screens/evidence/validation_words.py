"""Rows and sentences of the validation of proof; knows no Qt widget."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kks_desktop.domain.columns import long_date
from kks_desktop.domain.numbers import format_number
from kks_desktop.qt.models.plain_table import PlainRow

if TYPE_CHECKING:
    from kks_desktop.services.validation import AgencyValidation, SheetFile


class Line(NamedTuple):
    """A sentence and the text role in which it is shown."""

    text: str
    role: str


def agency_row(found: AgencyValidation) -> PlainRow:
    """One OPD in the list."""
    if not found.files:
        return PlainRow(found.id, (found.name, "–", "–", "–"))
    counts = (len(found.files), found.validated, len(found.open))
    return PlainRow(found.id, (found.name, *map(format_number, counts)))


def file_rows(found: AgencyValidation) -> list[PlainRow]:
    """The files of an OPD and where each stands; opening one leads to the file."""
    rows = [
        PlainRow(
            one.file.sha256,
            (
                one.file.title,
                ", ".join(dict.fromkeys(use.code for use in one.uses)),
                _state(one, printed=bool(found.printed)),
            ),
            tip=one.file.name,
        )
        for one in found.files
    ]
    lost = (
        PlainRow(file.sha256, (file.title, "", "▲ rusak atau hilang"), tip=file.name)
        for file in found.damaged
    )
    return [*rows, *lost]


def _state(one: SheetFile, *, printed: bool) -> str:
    if one.validated and one.on_sheet:
        return "✓ disahkan di lembar"
    if one.validated:
        return "✓ disahkan tersendiri" if not one.file.sheet else "✓ di lembar OPD lain"
    if one.on_print:
        return "◐ tercantum di cetakan"
    return "○ belum tercantum" if printed else "○ belum disahkan"


def sheet_line(found: AgencyValidation) -> Line:
    """Where the sheet stands: signed, printed, not printed, nothing to sign."""
    if found.scan_damaged:
        words = "▲ Pindaian lembar rusak atau hilang, jadi pengesahannya tidak berlaku."
        return Line(f"{words} Lampirkan lagi pindaian aslinya.", "problem")
    if found.signed:
        covered = format_number(sum(one.on_sheet for one in found.files))
        day = f" {long_date(found.scan_day)}" if found.scan_day else ""
        signer = f" oleh {found.signer}" if found.signer else ""
        return Line(f"✓ Disahkan{day}{signer}, {covered} berkas.", "accent")
    if not found.files:
        return Line("○ Belum ada berkas bukti pada indikator OPD ini.", "muted")
    if found.printed:
        return Line(_waiting(found), "silent")
    return Line("○ Lembar pengesahan belum dicetak.", "muted")


def _waiting(found: AgencyValidation) -> str:
    day = f" {long_date(found.printed_day)}" if found.printed_day else ""
    count = format_number(len(found.printed))
    mark = found.print_mark.replace(" ", "\u00a0")
    return (
        f"◐ Lembar dicetak{day}, {count} berkas, sidik daftar {mark}. "
        "Menunggu pindaian yang ditandatangani."
    )


def further_line(found: AgencyValidation) -> Line:
    """What is not covered, and why; empty where all is said."""
    parts = []
    if found.signed and found.awaits_scan:
        parts.append(_waiting(found))
    count = format_number(len(found.not_printed))
    if found.not_printed and found.printed:
        parts.append(f"▲ {count} berkas belum tercantum di lembar; cetak lembar baru.")
    elif found.open and found.signed:
        parts.append(f"▲ {format_number(len(found.open))} berkas belum tercantum di lembar.")
    if found.damaged:
        lost = format_number(len(found.damaged))
        parts.append(f"▲ {lost} berkas rusak atau hilang, jadi tidak ikut dicetak.")
    if found.signed and not found.signer:
        parts.append("▲ Nama penanda tangan belum dicatat.")
    return Line("\n".join(parts), "silent")
