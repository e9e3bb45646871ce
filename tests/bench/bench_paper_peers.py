"""Our papers against fpdf2 and WeasyPrint with the same content, and how soon a page is seen.

The content is the table of every indicator of the sample, tatanan by tatanan: the same texts
in the same typeface and size on the same paper, heads repeated, ``Halaman x dari y`` at the
foot, one bookmark a tatanan. All three run in this process, in turns.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from common import ROOT, Row, median, report, sample

sys.path.insert(0, str(ROOT))

from kks_desktop.platform.paths import resources
from kks_desktop.services.workspace import Workspace

TURNS = 5
FONTS = resources() / "fonts"
HEADS = ("Indikator", "2023", "2024", "Nilai", "Dasar nilai dan langkah berikutnya")
SHARES = (0.295, 0.14, 0.145, 0.075, 0.345)
SIZE, LEADING = 7.1, 9.3
TITLE = "Rincian nilai setiap tatanan"
MM = 72 / 25.4


class Part(NamedTuple):
    """A tatanan: its heading and its rows of five texts."""

    title: str
    rows: tuple[tuple[str, ...], ...]


def content(data: Path) -> list[Part]:
    """The texts of the evaluation report's tables."""
    from kks_desktop.domain.numbers import format_number
    from kks_desktop.reports.tables import reason_words, step_words
    from kks_desktop.reports.values import values_of
    from kks_desktop.services.submission import freeze

    workspace = Workspace(data, write=False)
    instrument = workspace.require_session().instrument
    evaluation = freeze(workspace).evaluation
    parts = []
    for tatanan in instrument.tatanan:
        rows = []
        for one in tatanan.indicators:
            found = evaluation.scored.indicators[one.code]
            values = values_of(one, evaluation.answers)
            now = "\n".join(values.lines) if values.lines else values.now
            step = step_words(instrument, evaluation, one, found)
            why = "\n".join(text for text in (reason_words(found), step) if text)
            score = "–" if found.score is None else format_number(found.score)
            rows.append((f"{one.code} {one.title}", values.before, now, score, why))
        parts.append(Part(f"{tatanan.number} {tatanan.name}", tuple(rows)))
    workspace.close()
    return parts


def ours(parts: list[Part]) -> bytes:
    from reportlab.platypus import PageBreak

    from kks_desktop.reports import style
    from kks_desktop.reports.document import Heading, Running, make_pdf, plain
    from kks_desktop.reports.fonts import register
    from kks_desktop.reports.model import Sheet
    from kks_desktop.reports.tables import head, table

    register(FONTS)
    width = style.text_area("a4")[0]
    story = []
    for number, part in enumerate(parts):
        if number:
            story.append(PageBreak())
        story.append(Heading(part.title, style.TITLE, f"t{number}"))
        rows = [head(*HEADS), *([plain(text, style.CELL) for text in row] for row in part.rows)]
        story.append(table(rows, [share * width for share in SHARES]))
    sheet = Sheet(
        paper="a4",
        printed_on=date(2026, 11, 28),
        source_date_epoch=1_795_824_000,
        software_version="0",
        fonts=FONTS,
    )
    running = Running(TITLE, "Kota Jambi", "15.71", "", "Kota Jambi", TITLE, ())
    return make_pdf(story, sheet, running)


def by_fpdf2(parts: list[Part]) -> bytes:
    from fpdf import FPDF
    from fpdf.fonts import FontFace

    class Report(FPDF):
        def footer(self) -> None:
            self.set_y(-14 * MM)
            self.set_font("DejaVu", size=6.9)
            self.cell(0, 10, f"Halaman {self.page_no()} dari {{nb}}", align="R")

    pdf = Report(unit="pt", format="A4")
    pdf.set_lang("id-ID")
    pdf.set_title(TITLE)
    pdf.add_font("DejaVu", "", FONTS / "DejaVuSans.ttf")
    pdf.add_font("DejaVu", "B", FONTS / "DejaVuSans-Bold.ttf")
    pdf.set_margins(30 * MM, 20 * MM, 20 * MM)
    pdf.set_auto_page_break(True, 20 * MM)
    width = pdf.w - 50 * MM
    for part in parts:
        pdf.add_page()
        pdf.start_section(part.title)
        pdf.set_font("DejaVu", "B", 15)
        pdf.multi_cell(0, 19, part.title, new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("DejaVu", size=SIZE)
        with pdf.table(
            width=width,
            col_widths=tuple(share * width for share in SHARES),
            line_height=LEADING,
            padding=3,
            text_align="LEFT",
            borders_layout="HORIZONTAL_LINES",
            headings_style=FontFace(emphasis="BOLD", fill_color=(230, 239, 236)),
        ) as table:
            for row in (HEADS, *part.rows):
                line = table.row()
                for text in row:
                    line.cell(text)
    return bytes(pdf.output())


def by_weasyprint(parts: list[Part]) -> bytes:
    from html import escape

    from weasyprint import HTML

    def cells(tag: str, row: tuple[str, ...]) -> str:
        texts = (escape(text).replace("\n", "<br>") for text in row)
        return "<tr>" + "".join(f"<{tag}>{text}</{tag}>" for text in texts) + "</tr>"

    columns = "".join(f"<col style='width:{share * 100}%'>" for share in SHARES)
    body = "".join(
        f"<h1>{escape(part.title)}</h1><table><colgroup>{columns}</colgroup>"
        f"<thead>{cells('th', HEADS)}</thead>"
        f"<tbody>{''.join(cells('td', row) for row in part.rows)}</tbody></table>"
        for part in parts
    )
    faces = "".join(
        f"@font-face {{font-family: D; font-weight: {weight}; "
        f"src: url('{(FONTS / file).as_uri()}')}}"
        for weight, file in ((400, "DejaVuSans.ttf"), (700, "DejaVuSans-Bold.ttf"))
    )
    style = f"""{faces} @page {{size: A4; margin: 20mm 20mm 20mm 30mm; @bottom-right {{
      content: 'Halaman ' counter(page) ' dari ' counter(pages); font: 6.9pt D}} }}
      body {{font: {SIZE}pt/{LEADING}pt D}} h1 {{font-size: 15pt; line-height: 19pt;
      break-before: page; bookmark-level: 1}} table {{width: 100%; table-layout: fixed;
      border-collapse: collapse}} td, th {{text-align: left; vertical-align: top; padding: 3pt;
      border-bottom: .4pt solid #b9c2be}} th {{background: #e6efec}}"""
    html = f"<html lang=id><title>{TITLE}</title><style>{style}</style><body>{body}</html>"
    return bytes(HTML(string=html).write_pdf())


def letters(made: bytes) -> int:
    """How many letters a reader finds, so that all three really print the same."""
    import pypdf

    pages = pypdf.PdfReader(BytesIO(made)).pages
    texts = ("".join(page.extract_text().split()) for page in pages)
    return sum(len(text) for text in texts)


def in_turns(makers: dict[str, Callable[[], bytes]]) -> dict[str, float]:
    """The median of each, one after the other in every turn."""
    times: dict[str, list[float]] = {name: [] for name in makers}
    for turn in range(TURNS + 1):
        for name, make in makers.items():
            began = time.perf_counter()
            make()
            if turn:  # the first one imports
                times[name].append(time.perf_counter() - began)
    return {name: median(found) for name, found in times.items()}


def peers(data: Path) -> list[Row]:
    parts = content(data)
    makers = {
        "ours": lambda: ours(parts),
        "fpdf2": lambda: by_fpdf2(parts),
        "WeasyPrint": lambda: by_weasyprint(parts),
    }
    counts = {name: letters(make()) for name, make in makers.items()}
    least, most = min(counts.values()), max(counts.values())
    if most > 1.05 * least:
        raise SystemExit(f"not the same content: {counts}")
    found = in_turns(makers)
    return [
        Row("tables of the sample, against fpdf2", found["ours"], "s", found["fpdf2"], 1),
        Row("tables of the sample, against WeasyPrint", found["ours"], "s", found["WeasyPrint"],
            1 / 3.5),
    ]  # fmt: skip


def command(data: Path) -> Row:
    """``kks report evaluasi`` with the start of its process."""
    times = []
    with tempfile.TemporaryDirectory() as out:
        for turn in range(TURNS):
            began = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "kks_desktop.cli", "report", "evaluasi", "--data",
                 str(data), "--out", str(Path(out) / f"{turn}.pdf")],
                cwd=ROOT, stderr=subprocess.DEVNULL, check=True,
            )  # fmt: skip
            times.append(time.perf_counter() - began)
    return Row("evaluasi with the start of its process", median(times), "s", None, 3)


def first_pages(data: Path, kinds: tuple[str, ...], whose: str) -> list[Row]:
    """From the click on a paper until its first page is painted in the window."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop, QTimer

    from kks_desktop.platform.settings import Settings
    from kks_desktop.qt.app import KksApplication
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.dialogs import QtDialogs
    from kks_desktop.qt.screens.papers.page import PapersPage
    from kks_desktop.qt.tasks import TaskRunner

    app = KksApplication.instance() or KksApplication(["bench"], Settings(theme="light"))
    workspace = Workspace(data, write=False)
    bridge, runner = SessionBridge(workspace.require_session()), TaskRunner()
    page = PapersPage(workspace, bridge, runner, QtDialogs())
    page.resize(1150, 700)
    page.show()

    def wait(done: Callable[[], bool]) -> None:
        loop = QEventLoop()
        timer = QTimer()
        timer.setInterval(1)
        timer.timeout.connect(lambda: loop.quit() if done() else None)
        timer.start()
        loop.exec()
        timer.stop()  # its lambda keeps it alive, and would look at a page that is gone

    wait(lambda: not runner.busy and page.viewer.ui.save_button.isEnabled())
    rows = []
    for kind in kinds:
        times = []
        for _turn in range(TURNS):
            page.viewer.browser.clear()
            began = time.perf_counter()
            page.show_document(kind)
            wait(lambda: 0 in page.viewer.browser.view._images)
            times.append((time.perf_counter() - began) * 1000)
            wait(lambda: not runner.busy)
        rows.append(
            Row(f"first page of {kind} on the screen, {whose}", median(times), "ms", None, 500)
        )
    page.viewer.browser.clear()
    wait(lambda: not runner.busy)
    page.close()
    page.deleteLater()
    app.processEvents()
    runner.shutdown()
    bridge.release()
    workspace.close()
    return rows


def main() -> None:
    from bench_papers import add_photos
    from district import fill_large

    with sample() as folder, tempfile.TemporaryDirectory(prefix="kks-bench-") as large:
        data = folder / "kabupaten"
        rows = [*peers(data), command(data)]
        rows += first_pages(data, ("evaluasi", "profil", "surat-usulan"), "sample")
        workspace = fill_large(Path(large) / "data")
        add_photos(workspace, Path(large) / "data")
        workspace.close()
        rows += first_pages(Path(large) / "data", ("evaluasi", "profil"), "900 villages")
    report("paper_peers", rows)


if __name__ == "__main__":
    main()
