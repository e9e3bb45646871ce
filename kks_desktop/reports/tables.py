"""Tables with hairlines: their look, and the one that lists indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.lib.colors import white
from reportlab.platypus import Flowable, Paragraph, Table

from kks_desktop.domain.look import STATE_MARKS
from kks_desktop.domain.numbers import format_number
from kks_desktop.domain.planner import next_step
from kks_desktop.domain.scoring import AnswerState
from kks_desktop.domain.suggestion import Status
from kks_desktop.reports import style
from kks_desktop.reports.document import plain
from kks_desktop.reports.fonts import REGULAR, markup
from kks_desktop.reports.values import Values, values_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kks_desktop.domain.assessment import Evaluation
    from kks_desktop.domain.instrument import Indicator, Instrument
    from kks_desktop.domain.scoring import IndicatorScore

Cell = Flowable | list[Flowable] | str
Command = tuple[Any, ...]

ZEBRA_FROM = 10
"""Stripes help the eye only in longer tables."""

SHARES = (0.295, 0.14, 0.145, 0.075)
SHARES_SHORT_TITLES = (0.19, 0.17, 0.17, 0.075)
"""Widths of the indicator table; the last column takes the rest."""


def table(
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    commands: Sequence[Command] = (),
    *,
    total_row: bool = False,
    tight: bool = False,
    heads: int = 1,
) -> Table:
    """A table whose head repeats on each page and whose last row never stands alone.

    The head takes the first ``heads`` rows.
    """
    body, first = len(rows) - heads - total_row, heads - 1
    look: list[Command] = [
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 1.3 if tight else 2.8),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.2 if tight else 3.6),
        ("VALIGN", (0, 0), (-1, first), "BOTTOM"),
        ("BACKGROUND", (0, 0), (-1, first), style.HEAD_FILL),
        ("LINEBELOW", (0, first), (-1, first), 0.9, style.ACCENT),
        ("LINEBELOW", (0, heads), (-1, -1), style.HAIRLINE, style.HAIR),
    ]
    if body > ZEBRA_FROM:
        striped = range(heads + 1, heads + body, 2)
        look += [("BACKGROUND", (0, i), (-1, i), style.ZEBRA_FILL) for i in striped]
    if total_row:
        look += [
            ("LINEABOVE", (0, -1), (-1, -1), 0.9, style.ACCENT),
            ("BACKGROUND", (0, -1), (-1, -1), style.HEAD_FILL),
            ("VALIGN", (0, -1), (-1, -1), "MIDDLE"),
        ]
    if len(rows) > heads + 2:
        look.append(("NOSPLIT", (0, -2), (-1, -1)))
    return grid(rows, widths, [*look, *commands], repeat=heads)


def signed_table(
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    signature: list[Flowable],
    commands: Sequence[Command] = (),
    *,
    heads: int = 1,
) -> Table:
    """A table with the place for signatures as its last row, over its whole width.

    So a signature can never stand on a page without a row above it.
    """
    last: list[Cell] = [signature, *[""] * (len(widths) - 1)]
    look = [
        ("SPAN", (0, -1), (-1, -1)),
        ("BACKGROUND", (0, -1), (-1, -1), white),
        ("LINEBELOW", (0, -1), (-1, -1), 2 * style.HAIRLINE, white),
        ("TOPPADDING", (0, -1), (-1, -1), 10),
        ("LEFTPADDING", (0, -1), (-1, -1), 0),
        ("RIGHTPADDING", (0, -1), (-1, -1), 0),
    ]
    return table([*rows, last], widths, [*look, *commands], total_row=True, heads=heads)


def facts_table(
    rows: Sequence[tuple[str, str]], width: float, names: float, above: float = 2, below: float = 1
) -> Table:
    """Names at the left and what they stand for, a hairline under each.

    ``names`` is the names' part of ``width``; ``above`` and ``below`` are points around a row.
    """
    cells: list[list[Cell]] = [
        [plain(name, style.SMALL), plain(text, style.BODY)] for name, text in rows
    ]
    look = [
        ("LINEBELOW", (0, 0), (-1, -1), style.HAIRLINE, style.HAIR),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), above),
        ("BOTTOMPADDING", (0, 0), (-1, -1), below),
    ]
    return grid(cells, [names * width, (1 - names) * width], look)


def grid(
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    commands: Sequence[Command] = (),
    *,
    repeat: int = 0,
) -> Table:
    """A bare table, for things that stand side by side."""
    look: list[Command] = [
        # Cells hold paragraphs; this only keeps reportlab from falling back to Helvetica.
        ("FONT", (0, 0), (-1, -1), REGULAR),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    return Table(
        [list(row) for row in rows],
        colWidths=list(widths),
        repeatRows=repeat,
        style=[*look, *commands],
        hAlign="LEFT",
    )


def head(*titles: str, numbers: Sequence[int] = ()) -> list[Cell]:
    """The head row; ``numbers`` are the columns of figures."""
    return [
        plain(title, style.CELL_HEAD_NUMBER if column in numbers else style.CELL_STRONG)
        for column, title in enumerate(titles)
    ]


def coded(indicator: Indicator) -> Paragraph:
    """Code and title in one cell."""
    return Paragraph(f"<b>{markup(indicator.code)}</b> {markup(indicator.title)}", style.CELL)


def indicator_table(
    instrument: Instrument,
    evaluation: Evaluation,
    indicators: Sequence[Indicator],
    total: tuple[str, str, str],
    width: float,
    shares: Sequence[float] = SHARES,
    *,
    tight: bool = False,
) -> Table:
    """Every indicator with its values, score, reason and next step, and a row of the sum.

    ``total`` holds the words of the last row: name, score, explanation.
    """
    year = evaluation.answers.year
    rows = [
        head(
            "Indikator",
            str(instrument.data_year("lalu", year)),
            str(instrument.data_year("kini", year)),
            "Nilai",
            "Dasar nilai dan langkah berikutnya",
            numbers=(1, 2, 3),
        )
    ]
    commands: list[Command] = []
    for indicator in indicators:
        values = values_of(indicator, evaluation.answers)
        if values.lines:
            commands.append(("SPAN", (1, len(rows)), (2, len(rows))))
        rows.append(_indicator_row(instrument, evaluation, indicator, values))
    rows.append(_total_row(*total))
    commands.append(("SPAN", (0, -1), (2, -1)))
    widths = [share * width for share in shares]
    return table(rows, [*widths, width - sum(widths)], commands, total_row=True, tight=tight)


def _total_row(name: str, score: str, words: str) -> list[Cell]:
    return [
        plain(name, style.CELL_STRONG),
        "",
        "",
        plain(score, style.CELL_SCORE),
        plain(words, style.CELL_STRONG),
    ]


def _indicator_row(
    instrument: Instrument, evaluation: Evaluation, indicator: Indicator, values: Values
) -> list[Cell]:
    found = evaluation.scored.indicators[indicator.code]
    if values.lines:
        cells: list[Cell] = [[plain(line, style.CELL) for line in values.lines], ""]
    else:
        cells = [plain(values.before, style.CELL_NUMBER), plain(values.now, style.CELL_NUMBER)]
    score = "–" if found.score is None else format_number(found.score)
    reasons: list[Flowable] = [plain(reason_words(found), style.CELL)]
    step = step_words(instrument, evaluation, indicator, found)
    if step:
        reasons.append(plain(step, style.CELL_SOFT))
    return [coded(indicator), *cells, plain(score, style.CELL_SCORE), reasons]


def reason_words(found: IndicatorScore) -> str:
    """Why an indicator has its score, with the mark of its state where people must act."""
    mark, label = STATE_MARKS[found.state]
    by_choice = found.suggestion.status is Status.BY_CHOICE
    match found.state:
        case AnswerState.EMPTY:
            return f"{mark} {'Belum dipilih' if by_choice else label}."
        case AnswerState.INCOMPLETE:
            return f"{mark} {label}. {found.why}"
        case AnswerState.SILENT:
            return f"{mark} {found.why}"
        case AnswerState.PROBLEM:
            working = "" if by_choice else f"{found.suggestion.why} "
            return f"{mark} {label}. {working}{' '.join(found.flags)}"
        case AnswerState.CHOSEN if by_choice:
            return "Sesuai pilihan."
        case AnswerState.CHOSEN:
            return f"Dipilih {found.score}, {_offered(found)}. {found.why}"
    return found.why


def _offered(found: IndicatorScore) -> str:
    """What the program had offered where a person took something else."""
    if found.suggestion.score is not None:
        return f"berbeda dari saran {found.suggestion.score}"
    if found.suggestion.reading == found.score:
        return "sesuai tafsir sementara"
    return "tanpa saran nilai"


def step_words(
    instrument: Instrument, evaluation: Evaluation, indicator: Indicator, found: IndicatorScore
) -> str:
    """``→ 100 (+50): kurang 5 % menuju 50 %``; empty at the top or without a score."""
    step = next_step(instrument, indicator, evaluation.answers, found)
    if step is None:
        return ""
    return f"→ {step.score} (+{step.gain}): {step.distance or step.text}"
