"""The validation sheet: the files that an OPD answers for, for its head to sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, Paragraph, Spacer

from kks_desktop.domain.numbers import format_number
from kks_desktop.reports import style
from kks_desktop.reports.document import Heading, Running, make_pdf, plain
from kks_desktop.reports.fonts import markup, register
from kks_desktop.reports.identity import coded_block, letterhead
from kks_desktop.reports.signing import PLACE_AND_DATE, STAMP_HINT, signer
from kks_desktop.reports.tables import Cell, grid, head, signed_table
from kks_desktop.reports.words import mark_words

if TYPE_CHECKING:
    from kks_desktop.reports.model import Sheet, ValidationLine, ValidationList

SHEET_TITLE = "Lembar Pengesahan Bukti Dukung"
_NUMBER, _YEARS, _MARK = 24.0, 35.0, 52.0
"""Widths of the columns that never need more; the words share the rest."""
_SHARES = (0.31, 0.33)
_STATEMENT = (
    "Berkas bukti dukung yang tercantum pada daftar ini telah kami periksa. Isinya benar, sesuai "
    "dengan dokumen dan data kami, dan dapat dipakai dalam penilaian Kabupaten/Kota Sehat "
    "tahun {year}."
)
_NOTE = (
    "Pengesahan ini berlaku untuk {files} berkas di atas saja. Sidik berkas menandai isi tiap "
    "berkas; berkas yang diganti atau ditambahkan sesudah lembar ini dicetak perlu lembar baru."
)


def validation_pdf(facts: ValidationList, sheet: Sheet) -> bytes:
    """Print the sheet of one OPD; the same input gives the same bytes."""
    register(sheet.fonts)
    running = Running(
        title=SHEET_TITLE,
        owner=facts.agency,
        footer=f"Sidik daftar {facts.mark} · {facts.region_code} · {facts.agency}",
        mark=mark_words(draft=False, practice=sheet.practice),
        author=facts.agency,
        subject=f"{SHEET_TITLE} {facts.agency}, {facts.region_name} {facts.year}",
        keywords=("KKS", "pengesahan bukti", facts.region_name, facts.region_code),
    )
    return make_pdf(_story(facts, style.text_area(sheet.paper)[0]), sheet, running)


def _story(facts: ValidationList, width: float) -> list[Flowable]:
    return [
        *letterhead(facts.letterhead, facts.emblem, width),
        Heading(SHEET_TITLE, style.TITLE, "lembar"),
        _facts(facts, width),
        Spacer(1, 8),
        _files(facts, width),
    ]


def _facts(facts: ValidationList, width: float) -> Flowable:
    amount = f"{format_number(facts.files)} berkas"
    if len(facts.lines) > facts.files:
        amount += f", dipakai pada {format_number(len(facts.lines))} butir bukti"
    rows = (
        ("Perangkat daerah", facts.agency),
        ("Kabupaten/kota", f"{facts.region_name} ({facts.region_code})"),
        ("Tahun penilaian", str(facts.year)),
        ("Isi daftar", amount),
        ("Sidik daftar", facts.mark),
    )
    return coded_block(facts.code, rows, width)


def _files(facts: ValidationList, width: float) -> Flowable:
    """The table, with the place for the signature under its last file."""
    words = width - _NUMBER - _YEARS - _MARK
    widths = [_NUMBER, *(share * words for share in _SHARES)]
    widths += [words - sum(widths[1:]), _YEARS, _MARK]
    rows: list[list[Cell]] = [
        head(
            "No",
            "Indikator",
            "Butir bukti",
            "Nama berkas",
            "Tahun data",
            "Sidik berkas",
            numbers=(0,),
        )
    ]
    rows += [_row(number, line) for number, line in enumerate(facts.lines, 1)]
    return signed_table(rows, widths, _signature(facts, width))


def _row(number: int, line: ValidationLine) -> list[Cell]:
    title = f"<b>{markup(line.code)}</b> {markup(line.title)}"
    return [
        plain(format_number(number), style.CELL_NUMBER),
        Paragraph(title, style.CELL),
        plain(line.item, style.CELL),
        plain(line.name, style.CELL),
        plain(line.years, style.CELL),
        plain(line.mark, style.CELL),
    ]


def _signature(facts: ValidationList, width: float) -> list[Flowable]:
    """What is declared, and the block of the Kepala OPD at the right."""
    block = signer(
        PLACE_AND_DATE, facts.position or "Kepala OPD", facts.head, STAMP_HINT, facts.nip
    )
    rows: list[list[Cell]] = [["", cell] for cell in block]
    look = [("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)]
    return [
        plain(_STATEMENT.format(year=facts.year), style.LEAD),
        plain(_NOTE.format(files=format_number(facts.files)), style.SMALL),
        Spacer(1, 12),
        grid(rows, [0.45 * width, 0.55 * width], look),
    ]
