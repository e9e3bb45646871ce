"""Open a register of 900 rows and 18 columns, scroll, sort, sieve and paste; the real widget."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence

from common import RUNS, Row, median, p99, report

from kks_desktop.domain.columns import Column
from kks_desktop.qt.widgets.grid.source import CellEdit, GridSource

ROWS = 900
SAMPLES = {
    "teks": "Forum Sehat Mandiri {}",
    "rupiah": "{}500000",
    "tanggal": "2024-03-{:02}",
    "batas": "2026-01-{:02}",
    "koordinat": "-1.{:06}, 103.613100",
}


class Villages(GridSource):
    """A full register of villages; some cells cannot be read."""

    def __init__(self) -> None:
        from kks_desktop.domain.columns import title_of
        from kks_desktop.domain.registers import VILLAGE_REGISTER

        chance = random.Random(1)
        self.columns: Sequence[Column] = VILLAGE_REGISTER.columns
        self.titles = [title_of(c, {"lalu": 2023, "kini": 2024}) for c in self.columns]
        self.read_only = False
        self.table: dict[str, dict[str, str]] = {}
        for number in range(ROWS):
            row = {
                column.id: SAMPLES.get(column.kind.value, "ya").format(number % 28 + 1)
                for column in self.columns
            }
            if chance.random() < 0.05:
                row["odf_tanggal"] = "31/02/2024"
            self.table[f"desa:15.71.01.{1001 + number}"] = row
        self.codes = list(self.table)

    def rows(self) -> Sequence[str]:
        return self.codes

    def raw(self, row: str, column_id: str) -> str:
        return self.table[row].get(column_id, "")

    def commit(self, edits: Sequence[CellEdit], label: str) -> None:
        for code, column_id, raw in edits:
            self.table[code][column_id] = raw


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one piece of work and of what it paints."""
    from PySide6.QtCore import QCoreApplication

    began = time.perf_counter()
    work()
    QCoreApplication.sendPostedEvents()
    QCoreApplication.processEvents()
    return (time.perf_counter() - began) * 1000


def main() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from kks_desktop.platform.settings import Settings
    from kks_desktop.qt.app import KksApplication
    from kks_desktop.qt.widgets.grid.register_grid import RegisterGrid

    app = KksApplication(sys.argv[:1], Settings())
    source = Villages()
    grids = []

    def open_grid() -> None:
        grid = RegisterGrid()
        grids.append(grid)
        grid.set_source(source)
        grid.resize(1150, 700)
        grid.show()

    opened = [timed(open_grid) for _ in range(RUNS)]
    for other in grids[:-1]:
        other.close()
    grid = grids[-1]
    bar, across = grid.table.verticalScrollBar(), grid.table.horizontalScrollBar()
    wheel = [timed(lambda at=at: bar.setValue(at * 78)) for at in range(250)]
    pages = [timed(lambda at=at: bar.setValue(at * 600)) for at in range(30)]
    sideways = [timed(lambda at=at: across.setValue(at * 40)) for at in range(40)]
    grid.table.setFocus()
    keys = [timed(lambda: QTest.keyClick(grid.table, Qt.Key.Key_Down)) for _ in range(200)]
    sieves = []
    for text in ("forum", "forum sehat mandiri 1", "15.71.01.12", ""):
        grid.head.line.setText(text)
        sieves.append(timed(grid.head.sieved.emit))
    sort = [timed(lambda at=at: grid._on_heading(at)) for at in range(len(source.columns))]
    many = "\r\n".join("\t".join(["isi"] * 18) for _ in range(50_000))
    QApplication.clipboard().setText(many)
    refused = timed(
        lambda: QTest.keyClick(grid.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    )
    line = "\t".join(f"{{0}} {at}" for at in range(18))
    QApplication.clipboard().setText("\r\n".join(line.format(n) for n in range(ROWS)))
    grid.select_cell(source.codes[0], "kode")
    slices = [
        timed(lambda: QTest.keyClick(grid.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier))
    ]
    while not grid.preview.accept_button.isEnabled():
        slices.append(timed(lambda: None))
    pasted = timed(grid.preview.accept_button.click)
    for other in grids:
        other.close()
        other.deleteLater()
    app.clipboard().clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    report(
        "grid",
        [
            Row("open 900 rows x 18 columns (first time)", opened[0], "ms", None, 200),
            Row("open 900 rows x 18 columns, median", median(opened), "ms", None, 200),
            Row("scroll by three rows, p99", p99(wheel), "ms", None, 16),
            Row("scroll by a page, p99", p99(pages), "ms", None, 33),
            Row("scroll sideways, p99", p99(sideways), "ms", None, 33),
            Row("arrow key to paint, p99", p99(keys), "ms", None, 16),
            Row("sort by a column, slowest", max(sort), "ms", None, 100),
            Row("sieve, first", sieves[0], "ms", None, 200),
            Row("sieve, slowest afterwards", max(sieves[1:]), "ms", None, 100),
            Row("refuse a paste of 50,000 rows", refused, "ms", None, 100),
            Row("look at a paste of 900 x 18, longest slice", max(slices), "ms", None, 100),
            Row("look at a paste of 900 x 18, in all", sum(slices), "ms"),
            Row("paste 900 x 18 without the session", pasted, "ms", None, 200),
        ],
    )


if __name__ == "__main__":
    main()
