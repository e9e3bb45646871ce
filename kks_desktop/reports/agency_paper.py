"""One OPD on paper: its indicators, what it contributes, what would raise it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, Spacer

from kks_desktop.domain.agency import next_words
from kks_desktop.domain.look import STATE_MARKS
from kks_desktop.domain.numbers import format_number
from kks_desktop.reports import style
from kks_desktop.reports.contents import bulleted
from kks_desktop.reports.document import WIDE, make_pdf, plain, section
from kks_desktop.reports.fonts import register
from kks_desktop.reports.identity import masthead, running_of
from kks_desktop.reports.instrument_sheet import figure_lines
from kks_desktop.reports.proof_words import wanted_list
from kks_desktop.reports.tables import Cell, coded, grid, head, table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kks_desktop.domain.agency import AgencyLine, AgencyReport
    from kks_desktop.domain.answers import Answers
    from kks_desktop.reports.model import PaperFacts

TITLE = "Laporan Perangkat Daerah"
_SHARES = (0.25, 0.16, 0.065, 0.075, 0.19)
_GUIDE = (
    "Nilai: yang dihitung sekarang. Terbukti: yang tersisa bila verifikator datang hari ini, yaitu "
    "bila hanya butir dengan bukti lengkap dan disahkan yang dihitung.",
    "Tanda ◆: termasuk dalam rencana paling hemat untuk mencapai kategori yang dituju.",
    "Perangkat daerah pendukung membantu mengisi; poinnya dihitung pada perangkat daerah utama.",
)


def agency_pdf(
    report: AgencyReport,
    answers: Answers,
    facts: PaperFacts,
    check: Callable[[], None] = lambda: None,
) -> bytes:
    """Print the page of an OPD."""
    register(facts.fonts)
    width = style.text_area(facts.paper, wide=True)[0]
    own = [line for line in report.lines if line.main]
    rest = [line for line in report.lines if not line.main]
    story = [
        *masthead(facts, TITLE, width, [("Perangkat daerah", report.name)]),
        _counts(report, width),
        Spacer(1, 8),
        *_part("Indikator yang menjadi tanggung jawab utama", "utama", own, answers, width),
        *_part("Indikator yang didukung", "didukung", rest, answers, width),
        plain("Cara membaca", style.SUBTITLE),
        *bulleted(_GUIDE),
    ]
    return make_pdf(story, facts, running_of(facts, TITLE, report.name), check=check, first=WIDE)


def _counts(report: AgencyReport, width: float) -> Flowable:
    planned = sum(move.gain for move in report.planned)
    cells = [
        (f"{report.answered} dari {len(report.own)}", "butir utama sudah bernilai"),
        (f"{format_number(report.earned)} / {format_number(report.most)}", "poin dari tatanan"),
        (format_number(report.missing), "poin yang belum diraih"),
        (format_number(report.verified), "poin yang sudah terbukti"),
        (f"{report.proven} dari {len(report.own)}", "butir dengan bukti lengkap"),
        (f"+{format_number(planned)}" if planned else "–", "poin dalam rencana ◆"),
    ]
    row: list[Cell] = [
        [plain(figure, style.COUNT_FIGURE), plain(words, style.COUNT_TEXT)]
        for figure, words in cells
    ]
    look = [
        ("BACKGROUND", (0, 0), (-1, -1), style.PANEL_FILL),
        ("LINEBEFORE", (1, 0), (-1, -1), style.HAIRLINE, style.HAIR),
        ("TOPPADDING", (0, 0), (-1, -1), 5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
    ]
    return grid([row], [width / len(cells)] * len(cells), look)


def _part(
    title: str, key: str, lines: Sequence[AgencyLine], answers: Answers, width: float
) -> list[Flowable]:
    """One list; without a line it says so."""
    heading = section(f"{title} ({len(lines)})", key)
    if not lines:
        return [*heading, plain("Tidak ada.")]
    rows = [
        head(
            "Indikator",
            "Capaian",
            "Nilai",
            "Terbukti",
            "Bukti dukung",
            "Yang menaikkan nilai",
            numbers=(2, 3),
        )
    ]
    rows += [_row(line, answers) for line in lines]
    widths = [share * width for share in _SHARES]
    return [*heading, table(rows, [*widths, width - sum(widths)])]


def _row(line: AgencyLine, answers: Answers) -> list[Cell]:
    mark, words = STATE_MARKS[line.found.state]
    raising: list[Flowable] = [plain(next_words(line) or "Sudah tertinggi.", style.CELL)]
    if line.move is not None:
        raising.append(plain(f"◆ rencana: capai {line.move.score}", style.CELL_STRONG))
    if line.found.score is None:
        raising.insert(0, plain(f"{mark} {words}", style.CELL_STRONG))
    return [
        coded(line.indicator),
        figure_lines(line.indicator, answers),
        plain(_score(line.found.score), style.CELL_SCORE),
        plain(_score(line.verified), style.CELL_NUMBER),
        wanted_list(line.proof),
        raising,
    ]


def _score(score: int | None) -> str:
    return "–" if score is None else str(score)
