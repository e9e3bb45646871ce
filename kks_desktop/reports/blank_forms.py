"""Blank forms to fill in by hand in the field: lines to write on, boxes to tick."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer

from kks_desktop.domain.instrument import YEARS, MeasureKind
from kks_desktop.reports import style
from kks_desktop.reports.document import Heading, make_pdf, plain
from kks_desktop.reports.fonts import markup, register
from kks_desktop.reports.identity import coded_block, letterhead, running_of
from kks_desktop.reports.signing import PLACE_AND_DATE, signer, two_signers
from kks_desktop.reports.tables import Cell, grid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kks_desktop.domain.instrument import Indicator, Instrument, Measure, Year
    from kks_desktop.reports.model import PaperFacts

TITLE = "Formulir Isian Lapangan"
LINE = 8.5 * mm
"""Height of a line to write on: what a hand needs on a clipboard."""
_BOX = "☐"
_GUIDE = (
    "Isi dengan huruf cetak. Tulis angka apa adanya; tulis 0 hanya bila memang nol, dan biarkan "
    "kosong bila belum ada datanya. Centang satu pilihan yang sesuai. Tulis sumber data dan "
    "tanggal datanya ditarik."
)


def blank_forms_pdf(
    instrument: Instrument,
    indicators: Sequence[Indicator],
    part: str,
    facts: PaperFacts,
    check: Callable[[], None] = lambda: None,
) -> bytes:
    """Print the forms of one tatanan or OPD, named by ``part``."""
    register(facts.fonts)
    width = style.text_area(facts.paper)[0]
    years = {year: instrument.data_year(year, facts.year) for year in YEARS}
    story: list[Flowable] = [
        *letterhead(facts.letterhead, facts.emblem, width),
        Heading(f"{TITLE}: {part}", style.TITLE, "judul"),
        coded_block(
            facts.code,
            [
                (
                    "Kabupaten/kota",
                    f"{facts.region_name} ({facts.region_code}), {facts.province_name}",
                ),
                ("Tahun", f"penilaian {facts.year}, data {years['lalu']} dan {years['kini']}"),
                ("Isi", f"{len(indicators)} indikator"),
            ],
            width,
            0.22,
        ),
        Spacer(1, 5),
        plain(_GUIDE, style.FORM_SMALL),
        _lines(("Nama dan instansi pengisi", "Tempat dan tanggal", "Telepon"), width),
        Spacer(1, 6),
    ]
    for indicator in indicators:
        check()
        story.append(KeepTogether([*_form(indicator, years, width), Spacer(1, 12)]))
    story.append(_signatures(width))
    running = running_of(facts, TITLE, part)
    footer = f"{facts.region_code} · {facts.year} · Formulir kosong · {part}"
    return make_pdf(story, facts, replace(running, footer=footer), check=check)


def _form(indicator: Indicator, years: Mapping[Year, int], width: float) -> list[Flowable]:
    title = f"<b>{markup(indicator.code)} {markup(indicator.title)}</b>"
    parts: list[Flowable] = [
        Paragraph(title, style.FORM_TITLE),
        plain(indicator.definition, style.FORM_SMALL),
    ]
    typed = [measure for measure in indicator.measures if measure.derived is None]
    if typed:
        parts.append(_figures(typed, years, width))
    parts += [Spacer(1, 3), *_options(indicator)]
    if indicator.evidence:
        wanted = "   ".join(f"{_BOX} {text}" for text in indicator.evidence)
        parts.append(plain(f"Bukti dukung: {wanted}", style.FORM_SMALL))
    parts.append(_lines(("Sumber data dan tanggalnya", "Catatan"), width))
    return parts


def _figures(measures: Sequence[Measure], years: Mapping[Year, int], width: float) -> Flowable:
    """A row for each figure, a wide cell for each year; hatched where a year is not asked."""
    rows: list[list[Cell]] = [
        [
            plain("Data capaian", style.FORM_HEAD),
            plain(str(years["lalu"]), style.FORM_HEAD),
            plain(str(years["kini"]), style.FORM_HEAD),
        ]
    ]
    look = [
        ("GRID", (0, 0), (-1, -1), 0.6, style.INK),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("BACKGROUND", (0, 0), (-1, 0), style.HEAD_FILL),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
    ]
    for measure in measures:
        for words, cell in _entries(measure):
            if not measure.two_years:
                look.append(("BACKGROUND", (1, len(rows)), (1, len(rows)), style.BAR_ROOM))
            before: Cell = cell if measure.two_years else plain("tidak diminta", style.COUNT_TEXT)
            rows.append([plain(words, style.FORM_BODY), before, cell])
    table = grid(rows, [0.5 * width, 0.25 * width, 0.25 * width], look, repeat=1)
    table.spaceBefore = 3
    return table


def _entries(measure: Measure) -> list[tuple[str, Cell]]:
    """What is asked of one measure, each with the cell to write in."""
    unit = f" ({measure.unit})" if measure.unit else ""
    if measure.kind is MeasureKind.YES_NO:
        return [(measure.label, plain(f"{_BOX} ya     {_BOX} tidak", style.FORM_BODY))]
    if measure.kind is MeasureKind.ITEMS:
        return [(item.text, plain(_BOX, style.FORM_BODY)) for item in measure.items]
    blank = Spacer(1, LINE)
    if measure.is_share and not measure.direct:
        return [(measure.numerator, blank), (f"dari: {measure.denominator}", blank)]
    entries: list[tuple[str, Cell]] = [(f"{measure.label}{unit}", blank)]
    return entries


def _options(indicator: Indicator) -> list[Flowable]:
    options = sorted(indicator.options, key=lambda one: -one.score)
    return [
        Paragraph(
            f"<b>{option.score}</b>  {markup(option.text)}", style.FORM_OPTION, bulletText=_BOX
        )
        for option in options
    ]


def _lines(names: Sequence[str], width: float) -> Flowable:
    """Named lines to write on."""
    rows: list[list[Cell]] = [[plain(name, style.FORM_SMALL), Spacer(1, LINE)] for name in names]
    look = [
        ("LINEBELOW", (1, 0), (1, -1), 0.6, style.INK),
        ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
    ]
    return grid(rows, [0.28 * width, 0.72 * width], look)


def _signatures(width: float) -> Flowable:
    pair = two_signers(
        signer("Diperiksa oleh,", "Penanggung jawab data", ""),
        signer(PLACE_AND_DATE, "Petugas pengisi", ""),
        width,
    )
    return KeepTogether([plain("Pengesahan isian", style.SUBTITLE), Spacer(1, 4), pair])
