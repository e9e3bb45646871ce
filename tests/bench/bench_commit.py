"""Leaving a field to durable commit, against the same UPDATE by raw sqlite3."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from pathlib import Path

from common import Row, median, report

EDITS = 200


def raw_updates(folder: Path) -> list[float]:
    connection = sqlite3.connect(folder / "raw.sqlite3", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(
        "CREATE TABLE entry (code TEXT, field TEXT, raw TEXT, PRIMARY KEY (code, field)) STRICT"
    )
    connection.execute("INSERT INTO entry VALUES ('1.01', 'kematian_ibu/kini', '0')")
    times = []
    for number in range(EDITS):
        began = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "UPDATE entry SET raw = ? WHERE code = '1.01' AND field = 'kematian_ibu/kini'",
            (str(number),),
        )
        connection.execute("COMMIT")
        times.append((time.perf_counter() - began) * 1000)
    connection.close()
    return times


def our_commits(folder: Path) -> list[float]:
    from kks_desktop.services.session import Edit
    from kks_desktop.services.workspace import SetUp, Workspace

    workspace = Workspace(folder / "data")
    session = workspace.create(SetUp("kabupaten", "15.71", 2025, "Uji"))
    times = []
    for number in range(1, EDITS + 1):
        began = time.perf_counter()
        session.set([Edit("1.01", "kematian_ibu/kini", str(number))], "uji", f"kunjungan {number}")
        session.flush()
        times.append((time.perf_counter() - began) * 1000)
    workspace.close()
    return times


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="kks-bench-", dir=Path.cwd() / "out") as name:
        folder = Path(name)
        floors, ours = [], []
        for turn in range(5):
            (folder / str(turn)).mkdir()
            floors += raw_updates(folder / str(turn))
            ours += our_commits(folder / str(turn))
    report(
        "commit",
        [Row("leaving a field to durable commit", median(ours), "ms", median(floors), 1.5)],
    )


if __name__ == "__main__":
    main()
