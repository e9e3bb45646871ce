"""A backup of 200 MB of store and 2 GB of proof that are there already, and who waits for it.

``KKS_BENCH_SCALE`` (percent, 100 unless set) makes both smaller.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

from common import ROOT, Row, median, p99, report

SCALE = int(os.environ.get("KKS_BENCH_SCALE", "100"))
STORE_BYTES = 200_000_000 * SCALE // 100
FILES, FILE_BYTES = 1_000, 2_000_000 * SCALE // 100
RUNS = 5
_EVERY = 0.005
"""Seconds between two commits: faster than anybody types."""


def make_store(folder: Path) -> None:
    """A district with so much history that the store has its size."""
    from kks_desktop.services.workspace import SetUp, Workspace

    workspace = Workspace(folder)
    workspace.create(SetUp("kabupaten", "15.71", 2025, "Siti"))
    workspace.close()
    with closing(sqlite3.connect(folder / "kks.sqlite3", isolation_level=None)) as store:
        names = [row[1] for row in store.execute("PRAGMA table_info(history)") if row[1] != "seq"]
        columns = ", ".join(names)
        values = ", ".join(
            {"step": "?", "new_raw": "?", "field": "'catatan'"}.get(name, name) for name in names
        )
        text = "isian " * 15
        store.execute("BEGIN")
        number = 1_000_000
        while store.execute("PRAGMA page_count").fetchone()[0] * 4096 < STORE_BYTES:
            store.executemany(
                f"INSERT INTO history ({columns}) SELECT {values} FROM history WHERE seq = 1",
                [(number + i, f"{text}{number + i}") for i in range(20_000)],
            )
            number += 20_000
        store.execute("COMMIT")


def make_proof(folder: Path) -> None:
    """Files of proof with their rows; written fast, each with other bytes."""
    block = os.urandom(1 << 16)
    rows = []
    for number in range(FILES):
        head = number.to_bytes(8, "big")
        data = (head + block * (FILE_BYTES // len(block) + 1))[:FILE_BYTES]
        sha256 = hashlib.sha256(data).hexdigest()
        path = folder / "bukti" / sha256[:2] / f"{sha256}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        rows.append((sha256, len(data), "2026-11-22T00:00:00+00:00"))
    with closing(sqlite3.connect(folder / "kks.sqlite3")) as store, store:
        store.executemany(
            "INSERT INTO evidence (sha256, size, crc32, ext, added_at, facts, checked_at, damaged)"
            " VALUES (?, ?, 0, 'pdf', ?, '', '', '')",
            rows,
        )


class Typist(threading.Thread):
    """Commits as the program's writer does, and notes how long each took."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._stop_asked = threading.Event()
        self.waits: list[float] = []

    def run(self) -> None:
        from kks_desktop.store.connection import open_writer

        with closing(open_writer(self._folder)) as store:
            number = 0
            while not self._stop_asked.wait(_EVERY):
                number += 1
                began = time.perf_counter()
                store.execute("BEGIN IMMEDIATE")
                store.execute(
                    "INSERT INTO entry (assessment, code, field, raw, step)"
                    " VALUES (1, 'x', ?, 'y', 1)"
                    " ON CONFLICT DO UPDATE SET raw = excluded.raw",
                    (str(number % 50),),
                )
                store.execute("COMMIT")
                self.waits.append((time.perf_counter() - began) * 1000)

    def stop(self) -> None:
        self._stop_asked.set()
        self.join()


def typed_beside(folder: Path, work: object) -> list[float]:
    typist = Typist(folder)
    typist.start()
    try:
        assert callable(work)
        work()
    finally:
        typist.stop()
    return typist.waits


def main() -> None:
    from kks_desktop.services.backups import ASKED, BackupDesk
    from kks_desktop.services.workspace import Workspace

    (ROOT / "out").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="kks-bench-", dir=ROOT / "out") as name:
        folder = Path(name) / "data"
        make_store(folder)
        make_proof(folder)
        workspace = Workspace(folder, write=False)
        desk = BackupDesk(workspace)
        began = time.perf_counter()
        first_waits = typed_beside(folder, lambda: desk.make(ASKED))
        first = time.perf_counter() - began
        os.sync()
        spent, waits = [], []
        for _ in range(RUNS):
            began = time.perf_counter()
            [outcome] = desk.make(ASKED)
            spent.append(time.perf_counter() - began)
            assert outcome.fault is None, outcome.fault
        quiet = typed_beside(folder, lambda: time.sleep(2))
        for _ in range(RUNS):
            waits += typed_beside(folder, lambda: desk.make(ASKED))
        shutil.rmtree(folder / "cadangan")
        workspace.close()
    report(
        "backup",
        [
            Row("backup, nothing changed since the last", median(spent), "s", limit=3),
            Row("first backup, with its files of proof", first, "s"),
            Row("commits without a backup, longest", max(quiet), "ms"),
            Row("commits beside a backup, p99", p99(waits), "ms"),
            Row("commits beside a backup, longest", max(waits), "ms", limit=16),
            Row("commits beside the first backup, p99", p99(first_waits), "ms"),
            Row("commits beside the first backup, longest", max(first_waits), "ms"),
        ],
    )


if __name__ == "__main__":
    main()
