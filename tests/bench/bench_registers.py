"""A district of 900 villages and 5,000 files in the real window: open, edit, freeze, start."""

from __future__ import annotations

import gc
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bench_startup import start
from common import RUNS, Row, median, report
from district import LARGE_REGION, fill_large

if TYPE_CHECKING:
    from kks_desktop.services.session import Session
    from kks_desktop.services.workspace import Workspace

EDITS = 60


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one piece of work and of what it paints."""
    from PySide6.QtCore import QCoreApplication

    began = time.perf_counter()
    work()
    QCoreApplication.sendPostedEvents()
    QCoreApplication.processEvents()
    return (time.perf_counter() - began) * 1000


def spent(work: Callable[[], object]) -> float:
    """Milliseconds of one piece of work without a window."""
    gc.collect()
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def villages_of(session: Session) -> list[str]:
    """The codes of the village rows."""
    return sorted(code for code in session.table if code.startswith("desa:"))


def in_the_window(workspace: Workspace) -> list[Row]:
    """What a person waits for at the register of villages."""
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from kks_desktop.platform.settings import Settings
    from kks_desktop.qt.app import KksApplication
    from kks_desktop.qt.main.window import MainWindow

    app = KksApplication(sys.argv[:1], Settings())
    opened, edits, undos = [], [], []
    for _ in range(RUNS):
        window = MainWindow(workspace, app)
        window.resize(1366, 768)
        window.show()
        window.go("basis")
        timed(lambda: None)
        opened.append(timed(partial(window.go, "desa:")))
        if len(opened) < RUNS:
            window.close()
    page = window.stack.currentWidget()
    grid = page.current.grid
    codes = villages_of(workspace.require_session())
    for number in range(EDITS):
        grid.select_cell(codes[number * 7 % len(codes)], "anggaran_kini")
        QTest.keyClick(grid.table, "7")
        line = QApplication.focusWidget()
        QTest.keyClicks(line, f"{number:06}")
        timed(lambda: None)
        edits.append(timed(partial(QTest.keyClick, line, Qt.Key.Key_Return)))
    undos = [timed(window.actions_.undo.trigger) for _ in range(20)]
    window._revision._on_due()
    beside = []
    while window._revision._looking:
        beside.append(timed(lambda: QTest.keyClick(grid.table, Qt.Key.Key_Down)))
    window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [
        Row("open Desa/kelurahan (first time)", opened[0], "ms", None, 200),
        Row("open Desa/kelurahan, median", median(opened), "ms", None, 200),
        Row("one cell edited to painted, median", median(edits), "ms", None, 50),
        Row("one cell edited to painted, slowest", max(edits), "ms"),
        Row("one cell taken back to painted, median", median(undos), "ms", None, 50),
        Row("arrow key while the revision is named, median", median(beside), "ms"),
        Row("arrow key while the revision is named, slowest", max(beside), "ms", None, 100),
    ]


def without_window(workspace: Workspace) -> list[Row]:
    """What the services need for one cell, and for a revision."""
    from kks_desktop.services.sending import plan
    from kks_desktop.services.session import Edit
    from kks_desktop.services.submission import freeze, revision_of

    session = workspace.require_session()
    cells = []
    for number, code in enumerate(villages_of(session)[:EDITS]):
        edit = Edit(code, "odf", "tidak" if number % 2 else "ya")
        cells.append(spent(partial(session.set, [edit], "uji")))
    session.flush(60)
    works = {
        "freeze (on a worker)": lambda: freeze(workspace),
        "naming the revision (on a worker)": lambda: revision_of(workspace, session.fields),
        "what sending would carry (opening Kirim)": lambda: plan(workspace),
    }
    slow = {name: [spent(work) for _ in range(RUNS)] for name, work in works.items()}
    return [
        Row("Session.set of one register cell, median", median(cells), "ms", None, 16),
        *(Row(f"{name}, median", median(found), "ms") for name, found in slow.items()),
    ]


def at_start(large: Path, small: Path) -> list[Row]:
    """The first picture of the full district against that of one just begun."""
    began = {"empty": [], str(large): [], str(small): []}
    for turn in range(RUNS + 1):
        for name, found in began.items():
            taken = start("empty") if name == "empty" else start("program", name)
            if turn:
                found.append(taken)
    empty, full, fresh = ([median(c) for c in zip(*f, strict=True)] for f in began.values())
    return [
        Row("start to Beranda, full district against a new one", full[0], "ms", fresh[0], 2.0),
        Row("start to Beranda, new district against empty window", fresh[0], "ms", empty[0], 2.0),
        Row("memory, full district against an empty window", full[1], "MB", empty[1], 1.8),
    ]


def main() -> None:
    from kks_desktop.services.workspace import SetUp, Workspace

    gc.disable()  # as in the program, which collects between events (qt/app.py)
    folder = Path(tempfile.mkdtemp(prefix="kks-bench-"))
    try:
        small = Workspace(folder / "baru")
        small.create(SetUp("kabupaten", LARGE_REGION, 2025, "Siti"))
        small.close()
        workspace = fill_large(folder / "besar")
        print(f"{len(workspace.require_session().fields)} fields")
        rows = without_window(workspace) + in_the_window(workspace)
        workspace.close()
        rows += at_start(folder / "besar", folder / "baru")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    report("registers", rows)


if __name__ == "__main__":
    main()
