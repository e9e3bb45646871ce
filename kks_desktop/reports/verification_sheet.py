"""The verifier's sheets: each indicator as sent, with columns for what the province finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, PageBreak, Spacer

from kks_desktop.domain.numbers import format_number
from kks_desktop.reports import style
from kks_desktop.reports.document import WIDE, Heading, make_pdf, plain
from kks_desktop.reports.fonts import register
from kks_desktop.reports.identity import identity_block, identity_rows, running_of
from kks_desktop.reports.letters import sign_stack
from kks_desktop.reports.model import Signatory
from kks_desktop.reports.tables import Cell, Command, grid, signed_table
from kks_desktop.reports.values import BLANK

if TYPE_CHECKING:
    from collections.abc import Callable

    from kks_desktop.reports.letter_model import (
        VerificationFacts,
        VerifiedLine,
        VerifiedTatanan,
    )

SHEET_TITLE = "Lembar Verifikasi"
_TICKS = "☐ ada   ☐ kurang   ☐ tidak"
_SHARES = (0.2, 0.055, 0.18, 0.095, 0.085, 0.055, 0.085, 0.14)
"""Widths of the columns; the last takes the rest."""
_LONGEST_NOTE = 240
_TEAM = Signatory("Tim Verifikasi Provinsi")
_DISTRICT = Signatory("Perwakilan Kabupaten/Kota")


def verification_pdf(
    facts: VerificationFacts,
    progress: Callable[[int, int], None],
    check: Callable[[], None],
) -> bytes:
    """Print the sheets of one tatanan or all; the same input gives the same bytes."""
    register(facts.fonts)
    width = style.text_area(facts.paper, wide=True)[0]
    story: list[Flowable] = []
    for done, tatanan in enumerate(facts.tatanan, 1):
        check()
        if story:
            story.append(PageBreak())
        story += _sheet(facts, tatanan, width, first=done == 1)
        progress(done, len(facts.tatanan) + 1)
    part = f"Tatanan {facts.tatanan[0].number}" if len(facts.tatanan) == 1 else ""
    return make_pdf(story, facts, running_of(facts, SHEET_TITLE, part), check=check, first=WIDE)


def _sheet(
    facts: VerificationFacts, tatanan: VerifiedTatanan, width: float, *, first: bool
) -> list[Flowable]:
    title = f"{SHEET_TITLE} Tatanan {tatanan.number}: {tatanan.name}"
    story: list[Flowable] = [Heading(title, style.TITLE, f"tatanan-{tatanan.number}")]
    if first:
        story += [identity_block(facts, identity_rows(facts), width, 0.2), Spacer(1, 8)]
    return [*story, _table(tatanan, width)]


def _table(tatanan: VerifiedTatanan, width: float) -> Flowable:
    widths = [share * width for share in _SHARES]
    rows, commands = _heads()
    rows += [_row(line) for line in tatanan.lines]
    rows.append(_total(tatanan))
    commands += [
        ("BACKGROUND", (0, -2), (-1, -2), style.HEAD_FILL),
        ("INNERGRID", (0, 2), (-1, -2), style.HAIRLINE, style.HAIR),
        # The verifier writes here by hand.
        ("BOTTOMPADDING", (0, 2), (-1, -3), 9),
        ("LINEBEFORE", (5, 0), (5, -2), 0.9, style.ACCENT),
        ("NOSPLIT", (0, -3), (-1, -1)),  # the last indicator, the sum, the signatures
    ]
    signers: list[Cell] = [sign_stack(_TEAM), "", sign_stack(_DISTRICT)]
    block = grid([signers], [0.42 * width, 0.16 * width, 0.42 * width])
    return signed_table(rows, [*widths, width - sum(widths)], [block], commands, heads=2)


def _heads() -> tuple[list[list[Cell]], list[Command]]:
    def strong(text: str) -> Cell:
        return plain(text, style.CELL_STRONG)

    first = [strong("Pertanyaan"), strong("Penilaian mandiri"), *[""] * 3, strong("Provinsi")]
    second: list[Cell] = [
        "",
        *(strong(text) for text in ("Nilai", "Angka", "Keterangan", "Dokumen")),
        *(strong(text) for text in ("Nilai", "Angka", "Catatan verifikasi", "Status dokumen")),
    ]
    commands: list[Command] = [
        ("SPAN", (0, 0), (0, 1)),
        ("SPAN", (1, 0), (4, 0)),
        ("SPAN", (5, 0), (8, 0)),
        ("LINEBELOW", (1, 0), (8, 0), style.HAIRLINE, style.HAIR),
    ]
    return [[*first, *[""] * 3], second], commands


def _row(line: VerifiedLine) -> list[Cell]:
    return [
        plain(f"{line.code} {line.title}", style.CELL),
        plain(line.score, style.CELL_SCORE),
        [plain(text, style.CELL) for text in line.values],
        plain(_short(line.note), style.CELL_SOFT),
        plain(line.proof, style.CELL),
        *[""] * 3,
        plain(_TICKS, style.CELL_SOFT),
    ]


def _short(note: str) -> str:
    """A note that leaves its row on one page; whole it stands in the district's own report."""
    text = " ".join(note.split())
    return text if len(text) <= _LONGEST_NOTE else f"{text[:_LONGEST_NOTE].rstrip()} …"


def _total(tatanan: VerifiedTatanan) -> list[Cell]:
    score = BLANK if tatanan.score is None else format_number(tatanan.score)
    return [
        plain(f"Jumlah tatanan {tatanan.number}", style.CELL_STRONG),
        plain(score, style.CELL_SCORE),
        plain(f"dari {format_number(tatanan.most)}", style.CELL_STRONG),
        *[""] * 6,
    ]
