"""The ministry's day: 514 bundles of 136 answers each, without proof, one after another.

The floor is the rows of each bundle inserted by raw sqlite3 with one commit each: what no
program that keeps them durably can go below. Opening the receipt key is not counted.
``KKS_BENCH_SCALE`` (percent, 100 unless set) makes them fewer.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

from common import ROOT, Row, report

SCALE = int(os.environ.get("KKS_BENCH_SCALE", "100"))
COUNTS = (38, 514 * SCALE // 100)
LIMIT_MS = 40


def write_bundles(folder: Path, province: Path) -> None:
    """The sample's submission under the name and key of every district of the country."""
    from kks_desktop.domain.strict_json import parse_json
    from kks_desktop.services.practice import write_sample
    from kks_desktop.services.regions import regions
    from kks_desktop.services.submission import freeze
    from kks_desktop.services.workspace import Workspace
    from tests.services.offices import PROVINCE_SETUP, Office, enrol

    sample = folder.parent / "contoh"
    write_sample(sample)
    district = Workspace(sample / "kabupaten", write=False)
    document = parse_json(freeze(district).submission)
    district.close()
    del document["evidence"], document["practice"]
    offices = [Office(place.code) for place in regions()[: max(COUNTS)]]
    for office in offices:
        identity = {"region": office.region, "submission_id": office.submission_id}
        office.send(folder, document | identity)
    workspace = Workspace(province)
    workspace.create(PROVINCE_SETUP)
    enrol(workspace, *offices)
    workspace.close()


def import_all(folder: Path, province: Path, count: int) -> tuple[float, float]:
    """Seconds for taking in so many, and for signing and writing their receipts."""
    from kks_desktop.services.importing import hand_out
    from kks_desktop.services.receipts import sign_all
    from kks_desktop.services.receiving import receive
    from kks_desktop.services.workspace import Workspace
    from tests.bundle.forge import new_key

    some, data = folder.parent / f"{count}", folder.parent / f"provinsi-{count}"
    some.mkdir()
    for path in sorted(folder.iterdir())[:count]:
        os.link(path, some / path.name)
    shutil.copytree(province, data)
    workspace = Workspace(data)
    began = time.perf_counter()
    found = receive(workspace, some)
    taken = time.perf_counter() - began
    assert len(found.outcomes) == count
    assert found.ok, next(one for one in found.outcomes if not one.ok)
    began = time.perf_counter()
    ids = sign_all(workspace, new_key())
    written = hand_out(workspace, data / "keluar", ids)
    answered = time.perf_counter() - began
    assert len(written) == count
    workspace.close()
    return taken, answered


def insert_raw(province: Path, folder: Path) -> float:
    """The same rows by raw sqlite3, one commit for each bundle."""
    tables = ("received", "receipt")
    with closing(sqlite3.connect(province / "kks.sqlite3")) as store:
        rows = {name: store.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
        schema = {
            name: store.execute(
                "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (name,)
            ).fetchone()[0]
            for name in tables
        }
    with closing(sqlite3.connect(folder / "dasar.sqlite3", isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("PRAGMA synchronous = FULL")
        for name in tables:
            raw.execute(schema[name])
        began = time.perf_counter()
        for pair in zip(*(rows[name] for name in tables), strict=True):
            raw.execute("BEGIN IMMEDIATE")
            for name, row in zip(tables, pair, strict=True):
                raw.execute(f"INSERT INTO {name} VALUES ({', '.join('?' * len(row))})", row)
            raw.execute("COMMIT")
        return time.perf_counter() - began


def main() -> None:
    (ROOT / "out").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="kks-bench-", dir=ROOT / "out") as name:
        folder, province = Path(name) / "berkas", Path(name) / "provinsi"
        write_bundles(folder, province)
        few, many = (import_all(folder, province, count) for count in COUNTS)
        floor = insert_raw(Path(name) / f"provinsi-{COUNTS[1]}", Path(name)) / COUNTS[1]
    each = [sum(taken) / count * 1000 for taken, count in zip((few, many), COUNTS, strict=True)]
    report(
        "import",
        [
            Row(f"each of {COUNTS[0]} bundles, with its receipt", each[0], "ms", limit=LIMIT_MS),
            Row(f"each of {COUNTS[1]} bundles, with its receipt", each[1], "ms", limit=LIMIT_MS),
            Row(f"each of {COUNTS[1]} against those of {COUNTS[0]}", each[1], "ms", each[0], 1.5),
            Row("beside it: the same rows, one commit each", floor * 1000, "ms"),
            Row(f"all {COUNTS[1]} bundles", sum(many), "s"),
        ],
    )


if __name__ == "__main__":
    main()
