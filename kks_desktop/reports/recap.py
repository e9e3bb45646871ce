"""The recap of Lampiran 2 and 5: ODF, kelembagaan, tatanan and the proposal, a region a line."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, NextPageTemplate, Spacer

from kks_desktop.domain.chart import percent_text
from kks_desktop.domain.numbers import format_number
from kks_desktop.reports import style
from kks_desktop.reports.document import WIDE, Heading, make_pdf, plain
from kks_desktop.reports.fonts import register
from kks_desktop.reports.identity import identity_block, letterhead
from kks_desktop.reports.letters import place_and_day, sign_block
from kks_desktop.reports.province import province_rows, province_running
from kks_desktop.reports.tables import Cell, Command, grid, signed_table
from kks_desktop.reports.values import BLANK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kks_desktop.reports.letter_model import DistrictLine, RecapFacts

RECAP_TITLE = "Rekapitulasi Hasil Penilaian Kabupaten/Kota Sehat"
_NUMBER, _SHARE, _ODF, _POINTS, _STATE = 22.0, 35.0, 50.0, 40.0, 58.0
_PROPOSED = 0.13
_STATES = {True: "Lengkap", False: "Tidak lengkap", None: BLANK}
_INCOMPLETE = "Tanda * berarti isian tatanan itu belum lengkap."
_NOT_SENT = "belum ada berkas usulan yang diterima"


def recap_pdf(facts: RecapFacts) -> bytes:
    """Print the recap of every region of the province; the same input gives the same bytes."""
    register(facts.fonts)
    return make_pdf(_story(facts), facts, province_running(facts, RECAP_TITLE), first=WIDE)


def _story(facts: RecapFacts) -> list[Flowable]:
    width = style.text_area(facts.paper, wide=True)[0]
    return [
        NextPageTemplate(WIDE),
        *letterhead(facts.letterhead, facts.emblem, width),
        Heading(RECAP_TITLE, style.TITLE, "rekap"),
        identity_block(facts, province_rows(facts), width, 0.2),
        Spacer(1, 8),
        recap_table(facts, facts.lines, width),
    ]


def recap_table(facts: RecapFacts, lines: Sequence[DistrictLine], width: float) -> Flowable:
    """A line a region, with the note and the signature under the last of them."""
    count = facts.tatanan_count
    fixed = _NUMBER + _ODF + _POINTS + _STATE + count * _SHARE
    proposed = _PROPOSED * width
    widths = [_NUMBER, width - fixed - proposed, _ODF, _POINTS, _STATE, *[_SHARE] * count, proposed]
    rows, commands = _heads(facts)
    for number, line in enumerate(lines, 1):
        if line.revision is None:
            commands.append(("SPAN", (2, len(rows)), (-1, len(rows))))
        rows.append(_row(facts, number, line))
    block: list[Flowable] = [
        plain(_note(facts, lines), style.SMALL),
        sign_block(facts.signatory, width, opening=place_and_day(facts)),
    ]
    return signed_table(rows, widths, block, commands, heads=2)


def _heads(facts: RecapFacts) -> tuple[list[list[Cell]], list[Command]]:
    count = facts.tatanan_count
    first: list[Cell] = [
        plain("No", style.CELL_STRONG),
        plain("Kabupaten/Kota", style.CELL_STRONG),
        plain(f"Desa ODF (%) per Desember {facts.data_year}", style.CELL_STRONG),
        plain("Kelembagaan", style.CELL_STRONG),
        "",
        plain("Persentase capaian per tatanan", style.CELL_STRONG),
        *([""] * (count - 1)),
        plain(f"Usulan Swasti Saba tahun {facts.year}", style.CELL_STRONG),
    ]
    second: list[Cell] = [
        *([""] * 3),
        plain("Nilai", style.CELL_HEAD_NUMBER),
        plain("Status", style.CELL_STRONG),
        *(plain(f"T{number}", style.CELL_HEAD_NUMBER) for number in range(1, count + 1)),
        "",
    ]
    last = 5 + count
    commands: list[Command] = [("SPAN", (column, 0), (column, 1)) for column in (0, 1, 2, last)]
    commands += [
        ("SPAN", (3, 0), (4, 0)),
        ("SPAN", (5, 0), (last - 1, 0)),
        ("LEFTPADDING", (5, 1), (last - 1, -1), 1),
        ("LINEBELOW", (3, 0), (last - 1, 0), style.HAIRLINE, style.HAIR),
    ]
    return [first, second], commands


def _row(facts: RecapFacts, number: int, line: DistrictLine) -> list[Cell]:
    name: list[Cell] = [
        plain(format_number(number), style.CELL_NUMBER),
        plain(line.name, style.CELL),
    ]
    if line.revision is None:
        return [*name, plain(_NOT_SENT, style.CELL_SOFT), *([""] * (3 + facts.tatanan_count))]
    proposal: list[Flowable] = [plain(line.proposed or BLANK, style.CELL_STRONG)]
    if line.indicated != line.proposed:
        proposal.append(plain(f"indikasi: {line.indicated}", style.CELL_SOFT))
    return [
        *name,
        plain(share_text(line.odf), style.CELL_NUMBER),
        plain(BLANK if line.bodies is None else format_number(line.bodies), style.CELL_NUMBER),
        plain(_STATES[line.bodies_whole], style.CELL),
        *(_tatanan(line, at, share) for at, share in enumerate(line.tatanan, 1)),
        proposal,
    ]


def _tatanan(line: DistrictLine, number: int, share: Fraction | None) -> Cell:
    star = "*" if number in line.incomplete else ""
    return plain(f"{share_text(share)}{star}", style.CELL_NUMBER)


def share_text(share: Fraction | None) -> str:
    """``71,55``; a dash for what is not known."""
    return BLANK if share is None else percent_text(share).removesuffix(" %")


def _note(facts: RecapFacts, lines: Sequence[DistrictLine]) -> str:
    sent = sum(line.revision is not None for line in lines)
    notes = [
        f"{format_number(sent)} dari {format_number(len(lines))} kabupaten/kota pada daftar ini "
        "sudah mengirim berkas usulan. Angka dihitung dari isian penilaian mandiri; kelembagaan "
        f"paling tinggi {format_number(facts.bodies_most)}."
    ]
    if any(line.incomplete for line in lines):
        notes.append(_INCOMPLETE)
    return " ".join(notes)


def line_table(line: DistrictLine, width: float) -> list[Flowable]:
    """One region's figures, as its own letter carries them, and what a star says."""
    count = len(line.tatanan)
    head: list[Cell] = [
        plain("Desa ODF (%)", style.CELL_STRONG),
        plain("Kelembagaan", style.CELL_STRONG),
        *(plain(f"T{number}", style.CELL_HEAD_NUMBER) for number in range(1, count + 1)),
    ]
    bodies = BLANK if line.bodies is None else format_number(line.bodies)
    if line.bodies_whole is not None:
        bodies = f"{bodies} ({_STATES[line.bodies_whole].lower()})"
    body: list[Cell] = [
        plain(share_text(line.odf), style.CELL),
        plain(bodies, style.CELL),
        *(_tatanan(line, at, share) for at, share in enumerate(line.tatanan, 1)),
    ]
    look = [
        ("BOX", (0, 0), (-1, -1), style.HAIRLINE, style.HAIR),
        ("INNERGRID", (0, 0), (-1, -1), style.HAIRLINE, style.HAIR),
        ("BACKGROUND", (0, 0), (-1, 0), style.HEAD_FILL),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ]
    odf, bodies_width = 0.13 * width, 0.17 * width
    share = (width - odf - bodies_width) / max(1, count)
    figures = grid([head, body], [odf, bodies_width, *[share] * count], look)
    return [figures, *([plain(_INCOMPLETE, style.SMALL)] if line.incomplete else [])]
