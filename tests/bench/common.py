"""What every benchmark uses: medians, one table, one JSON file, the sample district."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
OUT = ROOT / "out" / "bench"
RUNS = 9


@dataclass(frozen=True)
class Row:
    """One figure with its floor and its limit; ``limit`` is of the ratio where there is a floor."""

    what: str
    figure: float
    unit: str
    floor: float | None = None
    limit: float | None = None

    @property
    def ratio(self) -> float | None:
        return None if self.floor is None else self.figure / self.floor

    @property
    def passed(self) -> bool | None:
        if self.limit is None:
            return None
        return (self.figure if self.ratio is None else self.ratio) <= self.limit


def report(name: str, rows: list[Row]) -> None:
    """Print the table and write ``out/bench/<name>.json``."""
    print(f"{'what':<58}{'median':>10}  {'floor':>8}  {'ratio':>6}  {'limit':>6}")
    for row in rows:
        floor = "" if row.floor is None else f"{row.floor:.2f}"
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}x"
        limit = "" if row.limit is None else f"{row.limit:g}"
        verdict = {True: "ok", False: "OVER", None: ""}[row.passed]
        print(
            f"{row.what:<58}{row.figure:>8.2f} {row.unit:<2} "
            f"{floor:>8}  {ratio:>6}  {limit:>6} {verdict}"
        )
    OUT.mkdir(parents=True, exist_ok=True)
    table = [{**asdict(row), "ratio": row.ratio, "passed": row.passed} for row in rows]
    (OUT / f"{name}.json").write_text(json.dumps(table, indent=1), encoding="utf-8")


@contextmanager
def sample() -> Iterator[Path]:
    """A fresh sample, removed afterwards; its district's data folder is ``kabupaten``."""
    folder = Path(tempfile.mkdtemp(prefix="kks-bench-"))
    try:
        subprocess.run(
            [sys.executable, "-m", "kks_desktop.cli", "sample", str(folder)], check=True, cwd=ROOT
        )
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def p99(values: list[float]) -> float:
    return sorted(values)[max(0, round(len(values) * 0.99) - 1)]


__all__ = ["OUT", "ROOT", "RUNS", "Row", "median", "p99", "report", "sample"]
