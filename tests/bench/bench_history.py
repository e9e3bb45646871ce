"""A long history: starting with it, migrating it, checking it."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

from bench_startup import start
from common import ROOT, RUNS, Row, median, report

LONG = 500_000


def lengthen(folder: Path) -> None:
    """Give the open assessment half a million changes, most of them of other days."""
    from kks_desktop.store.connection import open_writer
    from kks_desktop.store.entries import FieldChange, StepWrite, last_step, write_steps

    with closing(open_writer(folder)) as store:
        begin = last_step(store, 1) + 1
        store.execute("BEGIN")
        for step in range(begin, begin + LONG // 5):
            day = f"2025-{step // 9000 % 12 + 1:02}-{step // 300 % 28 + 1:02}"
            changes = tuple(
                FieldChange(f"{part}.{step % 40:02}", "catatan", str(step - 1), str(step), None)
                for part in range(1, 6)
            )
            at = f"{day}T08:00:00.000000+00:00"
            write_steps(store, 1, [StepWrite(step, "edit", changes, "Siti", at, "Isi")])
        store.execute("COMMIT")
        # the entries are the same in both stores: only the history is longer
        store.execute("DELETE FROM entry WHERE field = 'catatan'")
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def unchain(folder: Path) -> None:
    """Make the store what version 2 of the program left."""
    with closing(sqlite3.connect(folder / "kks.sqlite3")) as store:
        columns = "assessment, step, kind, code, field, old_raw, new_raw, who, at, label"
        store.executescript(
            f"""
            CREATE TABLE old (seq INTEGER PRIMARY KEY AUTOINCREMENT,
                {columns}, undone_by INTEGER, UNIQUE (assessment, step, code, field));
            INSERT OR IGNORE INTO old SELECT seq, {columns}, undone_by FROM history;
            DROP TABLE history;
            ALTER TABLE old RENAME TO history;
            CREATE INDEX history_of_code ON history (assessment, code, seq);
            ALTER TABLE revision DROP COLUMN history_head;
            DROP TABLE binned_assessment;
            DELETE FROM _sqlite_migrations WHERE name = '0003_chain';
            PRAGMA user_version = 2;
            """
        )


def opening(folder: Path) -> float:
    """Milliseconds to open the data folder, ready to be worked on."""
    from kks_desktop.services.workspace import Workspace

    began = time.perf_counter()
    workspace = Workspace(folder)
    took = (time.perf_counter() - began) * 1000
    workspace.close()
    return took


def seconds(work: object) -> float:
    began = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - began


def main() -> None:
    from kks_desktop.services.history_check import check_history
    from kks_desktop.services.practice import fill_district
    from kks_desktop.services.workspace import Workspace
    from kks_desktop.store.connection import open_writer

    (ROOT / "out").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="kks-bench-", dir=ROOT / "out") as name:
        short, long, old = (Path(name) / part for part in ("short", "long", "old"))
        workspace = Workspace(short)
        fill_district(workspace)
        workspace.close()
        shutil.copytree(short, long)
        lengthen(long)
        shutil.copytree(long, old)
        unchain(old)
        with closing(sqlite3.connect(short / "kks.sqlite3")) as store:
            store.execute("DELETE FROM history")
            store.commit()
        for folder in (short, long):  # what only a first start does
            start("program", str(folder))
        none, many = [], []
        for _ in range(RUNS):
            none.append((start("program", str(short))[0], opening(short)))
            many.append((start("program", str(long))[0], opening(long)))
        floors = [median(column) for column in zip(*none, strict=True)]
        figures = [median(column) for column in zip(*many, strict=True)]
        looked_at = Workspace(long, write=False)
        rows = [
            Row(
                "start with 500,000 history rows, against with none",
                figures[0],
                "ms",
                floors[0],
                1.1,
            ),
            Row("of that, opening the data folder", figures[1], "ms", floors[1]),
            Row("check the chain of 500,000 rows", seconds(lambda: check_history(looked_at)), "s"),
            Row(
                "migrate 500,000 rows, with the copy beside",
                seconds(lambda: open_writer(old).close()),
                "s",
            ),
        ]
        looked_at.close()
    report("history", rows)


if __name__ == "__main__":
    main()
