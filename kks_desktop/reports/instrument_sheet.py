"""The filled instrument by tatanan, with totals and percentages as in the circulated sheet.

The columns of the province are left blank: they are filled in by hand or by the next paper.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, PageBreak, Paragraph

from kks_desktop.domain.chart import percent_text
from kks_desktop.domain.instrument import YEARS
from kks_desktop.domain.numbers import format_number
from kks_desktop.reports import style
from kks_desktop.reports.document import WIDE, Heading, make_pdf, plain
from kks_desktop.reports.fonts import markup, register
from kks_desktop.reports.identity import masthead, running_of
from kks_desktop.reports.proof_words import file_list
from kks_desktop.reports.tables import Cell, head, table
from kks_desktop.reports.values import BLANK, values_of
from kks_desktop.reports.words import level_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kks_desktop.domain.answers import Answers
    from kks_desktop.domain.assessment import Evaluation
    from kks_desktop.domain.evidence import Proof
    from kks_desktop.domain.instrument import Indicator, Instrument, Tatanan
    from kks_desktop.domain.scoring import IndicatorScore
    from kks_desktop.reports.model import PaperFacts

TITLE = "Instrumen Kabupaten/Kota Sehat"
_BODIES = "Kelembagaan"
_SHARES = (0.225, 0.21, 0.15, 0.072, 0.14, 0.072)
"""Indicator, scale, figures, score, proof, score of the province; its note takes the rest."""


def instrument_pdf(
    instrument: Instrument,
    evaluation: Evaluation,
    proofs: Mapping[str, Proof],
    facts: PaperFacts,
    number: int = 0,
    check: Callable[[], None] = lambda: None,
) -> bytes:
    """Print one tatanan, or with 0 all of them and kelembagaan."""
    register(facts.fonts)
    width = style.text_area(facts.paper, wide=True)[0]
    shown = [one for one in instrument.tatanan if number in (0, one.number)]
    part = f"Tatanan {number}" if number else ""
    story: list[Flowable] = [*masthead(facts, TITLE, width)]
    if not number:
        story += _recap(instrument, evaluation, width)
    for tatanan in shown:
        check()
        if not number:
            story.append(PageBreak())
        story += _tatanan(instrument, evaluation, proofs, tatanan, width)
    if not number:
        story += [PageBreak(), *_kelembagaan(instrument, evaluation, proofs, width)]
    return make_pdf(story, facts, running_of(facts, TITLE, part), check=check, first=WIDE)


def _recap(instrument: Instrument, evaluation: Evaluation, width: float) -> list[Flowable]:
    """Every tatanan with its total and percentage; a blank tatanan is no zero."""
    rows: list[list[Cell]] = [
        head(
            "Tatanan", "Terisi", "Nilai", "Nilai tertinggi", "Persentase", "", numbers=(1, 2, 3, 4)
        )
    ]
    for tatanan, found in zip(instrument.tatanan, evaluation.scored.tatanan, strict=True):
        rows.append(
            [
                plain(f"{tatanan.number} {tatanan.name}", style.CELL),
                plain(f"{found.answered} dari {found.of}", style.CELL_NUMBER),
                plain(_points(found.score, found.answered), style.CELL_NUMBER),
                plain(format_number(found.max), style.CELL_NUMBER),
                plain(_share(found.score, found.max, found.answered), style.CELL_NUMBER),
                plain(level_words(instrument, found.level), style.CELL),
            ]
        )
    total, answered = evaluation.scored.total, sum(t.answered for t in evaluation.scored.tatanan)
    rows.append(
        [
            plain("Jumlah", style.CELL_STRONG),
            plain(str(answered), style.CELL_NUMBER),
            plain(_points(total, answered), style.CELL_SCORE),
            plain(format_number(instrument.max_score), style.CELL_NUMBER),
            plain(_share(total, instrument.max_score, answered), style.CELL_SCORE),
            plain("jumlah tidak menentukan kategori", style.CELL_SOFT),
        ]
    )
    shares = (0.38, 0.11, 0.1, 0.12, 0.11, 0.18)
    return [table(rows, [share * width for share in shares], total_row=True)]


def _points(score: int, answered: int) -> str:
    return format_number(score) if answered else BLANK


def _share(score: int, most: int, answered: int) -> str:
    return percent_text(Fraction(score, most)) if answered else BLANK


def _tatanan(
    instrument: Instrument,
    evaluation: Evaluation,
    proofs: Mapping[str, Proof],
    tatanan: Tatanan,
    width: float,
) -> list[Flowable]:
    found = next(t for t in evaluation.scored.tatanan if t.number == tatanan.number)
    rows = [_head(instrument, evaluation.answers)]
    rows += [
        _row(indicator, evaluation, proofs[indicator.code]) for indicator in tatanan.indicators
    ]
    rows.append(
        _total(
            "TOTAL NILAI", _points(found.score, found.answered), _answered(found.answered, found.of)
        )
    )
    rows.append(
        _total(
            "PERSENTASE",
            _share(found.score, found.max, found.answered),
            f"dari {format_number(found.max)}; {level_words(instrument, found.level)}",
        )
    )
    title = f"Tatanan {tatanan.number}: {tatanan.name}"
    return [Heading(title, style.TITLE, f"tatanan-{tatanan.number}"), _sheet(rows, width)]


def _kelembagaan(
    instrument: Instrument, evaluation: Evaluation, proofs: Mapping[str, Proof], width: float
) -> list[Flowable]:
    scores = [evaluation.scored.indicators[i.code].score for i in instrument.kelembagaan]
    known = [score for score in scores if score is not None]
    rows = [_head(instrument, evaluation.answers)]
    rows += [_row(one, evaluation, proofs[one.code]) for one in instrument.kelembagaan]
    rows.append(
        _total("TOTAL NILAI", _points(sum(known), len(known)), _answered(len(known), len(scores)))
    )
    mean = _share(sum(known), 100 * len(scores), len(known))
    rows.append(_total("RERATA", mean, "tafsir sementara; rumusnya tidak diatur petunjuk teknis"))
    return [Heading(_BODIES, style.TITLE, "kelembagaan"), _sheet(rows, width)]


def _answered(answered: int, of: int) -> str:
    return f"{answered} dari {of} bernilai"


def _head(instrument: Instrument, answers: Answers) -> list[Cell]:
    before, now = (instrument.data_year(year, answers.year) for year in YEARS)
    return head(
        "Indikator",
        "Skala penilaian",
        f"Capaian {before} dan {now}",
        "Nilai mandiri",
        "Bukti dukung",
        "Nilai provinsi",
        "Catatan Tim Pembina Provinsi",
        numbers=(3, 5),
    )


def _sheet(rows: Sequence[Sequence[Cell]], width: float) -> Flowable:
    widths = [share * width for share in _SHARES]
    look = [
        ("SPAN", (0, -2), (2, -2)),
        ("SPAN", (0, -1), (2, -1)),
        ("SPAN", (4, -2), (6, -2)),
        ("SPAN", (4, -1), (6, -1)),
        ("BACKGROUND", (0, -2), (-1, -2), style.HEAD_FILL),
        ("LINEABOVE", (0, -2), (-1, -2), 0.9, style.ACCENT),
        ("LINEBEFORE", (5, 0), (6, -3), style.HAIRLINE, style.HAIR),
        ("NOSPLIT", (0, -3), (-1, -1)),
    ]
    return table(rows, [*widths, width - sum(widths)], look, total_row=True)


def _row(indicator: Indicator, evaluation: Evaluation, proof: Proof) -> list[Cell]:
    found = evaluation.scored.indicators[indicator.code]
    title = f"<b>{markup(indicator.code)}</b> {markup(indicator.title)}"
    return [
        [Paragraph(title, style.CELL), plain(indicator.definition, style.CELL_SOFT)],
        _scale(indicator, found),
        figure_lines(indicator, evaluation.answers),
        plain(BLANK if found.score is None else str(found.score), style.CELL_SCORE),
        file_list(proof),
        "",
        "",
    ]


def _scale(indicator: Indicator, found: IndicatorScore) -> Cell:
    """Every option; the one that counts is marked and bold, so that it shows without colour."""
    lines: list[Flowable] = []
    for option in sorted(indicator.options, key=lambda one: -one.score):
        taken = option.score == found.score
        words = markup(f"{option.score} {option.text}")
        lines.append(Paragraph(f"<b>● {words}</b>" if taken else f"○ {words}", style.CELL))
    return lines


def figure_lines(indicator: Indicator, answers: Answers) -> Cell:
    """What was typed, a line for each year or measure."""
    values = values_of(indicator, answers)
    lines = values.lines or tuple(text for text in (values.before, values.now) if text)
    if values.before and values.now:
        lines = (f"{values.before} → {values.now}",)
    return [plain(line, style.CELL) for line in lines or (BLANK,)]


def _total(name: str, figure: str, words: str) -> list[Cell]:
    return [
        plain(name, style.CELL_STRONG),
        "",
        "",
        plain(figure, style.CELL_SCORE),
        plain(words, style.CELL_STRONG),
        "",
        "",
    ]
