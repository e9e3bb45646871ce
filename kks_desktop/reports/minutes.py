"""Berita acara: what was verified, who was there, what is to be repaired until when, who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak, Spacer

from kks_desktop.domain.numbers import format_number
from kks_desktop.reports import style
from kks_desktop.reports.document import COVER, Heading, make_pdf, plain
from kks_desktop.reports.fonts import register
from kks_desktop.reports.identity import CODE_SIDE, letterhead, paper_qr, running_of
from kks_desktop.reports.letter_model import Present, Repair
from kks_desktop.reports.letters import items, paragraphs
from kks_desktop.reports.recap import line_table
from kks_desktop.reports.tables import grid, head, table
from kks_desktop.reports.values import BLANK
from kks_desktop.reports.words import DOTS, revision_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kks_desktop.reports.letter_model import MinutesFacts
    from kks_desktop.reports.model import Signatory
    from kks_desktop.reports.tables import Cell

MINUTES_TITLE = "Berita Acara Verifikasi Kabupaten/Kota Sehat"
_PEN_ROW = 25.0
"""Height of a line that a pen fills in."""
_REPAIR_LINES, _PRESENT_LINES, _LIST_LINES = 6, 6, 20
_SHORT = "…" * 10
_INDENT = "\u00a0" * 18
_CHANNEL = "…" * 24


def minutes_pdf(facts: MinutesFacts) -> bytes:
    """Print the minutes with both attachments; the same input gives the same bytes."""
    register(facts.fonts)
    width = style.text_area(facts.paper)[0]
    story = [
        *_minutes(facts, width),
        PageBreak(),
        *_attendance(facts, width),
        PageBreak(),
        *_results(facts, width),
    ]
    return make_pdf(story, facts, running_of(facts, MINUTES_TITLE), first=COVER)


def _minutes(facts: MinutesFacts, width: float) -> list[Flowable]:
    state = revision_words(facts.revision).lower()
    place = facts.place or DOTS
    return [
        *letterhead(facts.letterhead, facts.emblem, width),
        Heading(MINUTES_TITLE.upper(), style.LETTER_TITLE, "berita-acara"),
        plain(f"{facts.region_name}, tahun {facts.year}", style.LETTER_CENTRED),
        plain(f"Nomor: {DOTS}", style.LETTER_CENTRED),
        Spacer(1, 12),
        *paragraphs(
            f"Pada hari {facts.opening or _blank_day()} bertempat di {place}, telah dilaksanakan "
            f"verifikasi penyelenggaraan Kabupaten/Kota Sehat {facts.region_name} tahun "
            f"{facts.year} oleh Tim Pembina Kabupaten/Kota Sehat {facts.province} bersama Tim "
            f"Pembina dan Forum {facts.region_name}.",
            f"Verifikasi dilakukan atas berkas usulan ({state}) dengan sidik data "
            f"{facts.fingerprint}. Hasil penilaian mandirinya:",
        ),
        *line_table(facts.line, width),
        Spacer(1, 10),
        *paragraphs("Hadir dalam verifikasi:"),
        *_present(facts.present),
        *paragraphs("Daftar hadir selengkapnya terdapat pada Lampiran I."),
        CondPageBreak(60 * mm),
        Heading("Menyepakati", style.SUBTITLE, "menyepakati", level=1),
        *paragraphs(
            "Perbaikan yang dilakukan kabupaten/kota dan batas waktunya (hasil verifikasi setiap "
            "tatanan terdapat pada Lampiran II):"
        ),
        _repairs(facts.repairs, width),
        Spacer(1, 8),
        *_signatures(facts, width),
    ]


def _blank_day() -> str:
    short = "…" * 8
    return f"{short}, tanggal {short}, bulan {short}, tahun {DOTS},"


def _present(present: Sequence[Present]) -> list[Flowable]:
    if not present:
        return items([DOTS * 2] * _PRESENT_LINES)
    return items(f"{one.name}, {one.position}" if one.position else one.name for one in present)


def _repairs(repairs: Sequence[Repair], width: float) -> Flowable:
    """What was agreed; without any, lines for a pen."""
    rows = [head("No", "Perbaikan yang disepakati", "Batas waktu", numbers=(0,))]
    shown = repairs or [Repair("")] * _REPAIR_LINES
    rows += [
        [
            plain(str(number), style.CELL_NUMBER),
            plain(one.text, style.LETTER_CELL),
            plain(one.until, style.LETTER_CELL),
        ]
        for number, one in enumerate(shown, 1)
    ]
    widths = [24, 0.72 * width - 24, 0.28 * width]
    return table(rows, widths, _pen_rows(len(rows), filled=bool(repairs)))


def _pen_rows(count: int, *, filled: bool) -> list[tuple[object, ...]]:
    """Lines high enough to write on, with a rule between the columns."""
    look: list[tuple[object, ...]] = [("INNERGRID", (0, 1), (-1, -1), style.HAIRLINE, style.HAIR)]
    if not filled:
        look.append(("BOTTOMPADDING", (0, 1), (-1, count - 1), _PEN_ROW - 12))
    return look


def _signatures(facts: MinutesFacts, width: float) -> list[Flowable]:
    """The closing with the table of those who sign, on one page with it."""
    closing = paragraphs(
        f"Perbaikan disampaikan melalui {facts.channel or _CHANNEL}",
        "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana "
        "mestinya.",
    )
    rows = [head("No", "Nama dan NIP", "Jabatan", "Tanda tangan dan cap", numbers=(0,))]
    rows += [
        [
            plain(str(number), style.CELL_NUMBER),
            [plain(line, style.LETTER_CELL) for line in _who(one)],
            plain(one.position, style.LETTER_CELL),
            plain(_zigzag(number), style.CELL_SOFT),
        ]
        for number, one in enumerate(facts.signatories, 1)
    ]
    widths = [24, 0.34 * width - 24, 0.34 * width, 0.32 * width]
    look = [
        ("INNERGRID", (0, 1), (-1, -1), style.HAIRLINE, style.HAIR),
        ("BOTTOMPADDING", (0, 1), (-1, -1), 12),
    ]
    story: list[Flowable] = [KeepTogether([*closing, Spacer(1, 4), table(rows, widths, look)])]
    if facts.code is not None:
        code = grid([[paper_qr(facts.code), ""]], [CODE_SIDE, width - CODE_SIDE])
        story += [Spacer(1, 8), code]
    return story


def _who(one: Signatory) -> list[str]:
    """Name and NIP, with dots for what a pen fills in."""
    name = one.name or _SHORT
    nip = (one.nip or _SHORT).replace(" ", "\u00a0") if one.nip is not None else ""
    return [name, f"NIP {nip}" if nip else "\u00a0"]


def _zigzag(number: int) -> str:
    """Numbers at the left and in the middle in turn, so that signatures have room."""
    return f"{_INDENT * (1 - number % 2)}{number}."


def _attendance(facts: MinutesFacts, width: float) -> list[Flowable]:
    rows = [head("No", "Nama", "Jabatan/instansi", "Tanda tangan", numbers=(0,))]
    people = [*facts.present, *[Present("")] * max(0, _LIST_LINES - len(facts.present))]
    rows += [
        [
            plain(str(number), style.CELL_NUMBER),
            plain(one.name, style.LETTER_CELL),
            plain(one.position, style.LETTER_CELL),
            plain(_zigzag(number), style.CELL_SOFT),
        ]
        for number, one in enumerate(people, 1)
    ]
    widths = [24, 0.36 * width - 24, 0.34 * width, 0.3 * width]
    return [
        Heading("Lampiran I: daftar hadir", style.TITLE, "lampiran-1"),
        plain(
            f"Verifikasi Kabupaten/Kota Sehat {facts.region_name} tahun {facts.year}", style.LEAD
        ),
        Spacer(1, 4),
        table(rows, widths, _pen_rows(len(rows), filled=False)),
    ]


def _results(facts: MinutesFacts, width: float) -> list[Flowable]:
    """Points of each tatanan as claimed, with columns for what the verifiers find."""
    widths = [0.36 * width, 0.11 * width, 0.11 * width, 0.13 * width, 0.29 * width]
    look = [
        ("INNERGRID", (0, 1), (-1, -1), style.HAIRLINE, style.HAIR),
        ("BOTTOMPADDING", (0, 1), (-1, -1), 12),
    ]
    return [
        Heading("Lampiran II: hasil verifikasi", style.TITLE, "lampiran-2"),
        plain(
            f"Usulan {facts.region_name}: {facts.line.proposed or BLANK}. Sidik data "
            f"{facts.fingerprint}.",
            style.LEAD,
        ),
        Spacer(1, 4),
        table(_result_rows(facts), widths, look, total_row=True),
    ]


def _result_rows(facts: MinutesFacts) -> list[list[Cell]]:
    titles = ("Tatanan", "Nilai mandiri", "Nilai tertinggi", "Nilai verifikasi", "Catatan")
    rows = [head(*titles, numbers=(1, 2, 3))]
    rows += [
        [
            plain(name, style.LETTER_CELL),
            plain(_points(score), style.CELL_NUMBER),
            plain(format_number(most), style.CELL_NUMBER),
            "",
            "",
        ]
        for name, score, most in facts.points
    ]
    scores = [score for _, score, _ in facts.points if score is not None]
    rows.append(
        [
            plain("Jumlah", style.CELL_STRONG),
            plain(_points(sum(scores) if scores else None), style.CELL_SCORE),
            plain(format_number(sum(most for *_, most in facts.points)), style.CELL_SCORE),
            "",
            "",
        ]
    )
    return rows


def _points(score: int | None) -> str:
    """Nothing answered is no score of zero."""
    return BLANK if score is None else format_number(score)
