"""Leaving a field to durable commit, against the same UPDATE by raw sqlite3."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from itertools import count
from pathlib import Path

from common import ROOT, Row, median, report

EDITS = 200


def raw_writes(folder: Path, *, history: bool) -> list[float]:
    """The UPDATE alone, or with the history row that ours writes in the same transaction."""
    connection = sqlite3.connect(folder / f"raw-{history}.sqlite3", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(
        "CREATE TABLE entry (code TEXT, field TEXT, raw TEXT, PRIMARY KEY (code, field)) STRICT"
    )
    connection.execute(
        "CREATE TABLE history"
        " (seq INTEGER PRIMARY KEY, code TEXT, old TEXT, new TEXT, at TEXT) STRICT"
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
        if history:
            connection.execute(
                "INSERT INTO history (code, old, new, at) VALUES ('1.01', ?, ?, '2026-11-22')",
                (str(number - 1), str(number)),
            )
        connection.execute("COMMIT")
        times.append((time.perf_counter() - began) * 1000)
    connection.close()
    return times


@contextmanager
def without_chain() -> Iterator[None]:
    """History as it was before there was a chain: nothing is read or hashed for it."""
    from kks_desktop.store import entries

    chained = entries.head_of, entries.next_seq, entries.link
    numbers = count(1_000_000, 10_000)
    entries.head_of = lambda _store, _assessment: bytes(32)  # type: ignore[assignment]
    entries.next_seq = lambda _store: next(numbers)  # type: ignore[assignment]
    entries.link = lambda before, _columns: before  # type: ignore[assignment]
    try:
        yield
    finally:
        entries.head_of, entries.next_seq, entries.link = chained  # type: ignore[assignment]


def our_commits(folder: Path, *, chain: bool = True) -> list[float]:
    """Set and wait until durable, with scoring and history, in the sample district."""
    with nullcontext() if chain else without_chain():
        return _our_commits(folder)


def _our_commits(folder: Path) -> list[float]:
    from kks_desktop.services.practice import fill_district
    from kks_desktop.services.session import Edit
    from kks_desktop.services.workspace import Workspace

    workspace = Workspace(folder / "data")
    fill_district(workspace)
    session = workspace.require_session()
    times = []
    for number in range(1, EDITS + 1):
        edit = Edit("1.01", "kematian_ibu/kini", str(number))
        began = time.perf_counter()
        session.set([edit], "uji", f"kunjungan {number}")
        session.flush()
        times.append((time.perf_counter() - began) * 1000)
    workspace.close()
    return times


def main() -> None:
    (ROOT / "out").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="kks-bench-", dir=ROOT / "out") as name:
        folder = Path(name)
        updates, writes, ours, unchained = [], [], [], []
        for turn in range(5):
            (folder / str(turn)).mkdir()
            updates += raw_writes(folder / str(turn), history=False)
            writes += raw_writes(folder / str(turn), history=True)
            ours += our_commits(folder / str(turn))
            (folder / f"{turn}-tanpa").mkdir()
            unchained += our_commits(folder / f"{turn}-tanpa", chain=False)
    report(
        "commit",
        [
            Row("leaving a field to durable commit", median(ours), "ms", median(updates), 1.5),
            Row("the same against UPDATE with a history row", median(ours), "ms", median(writes)),
            Row("the same with chain against without", median(ours), "ms", median(unchained), 1.25),
        ],
    )


if __name__ == "__main__":
    main()
