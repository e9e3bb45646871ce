"""Process start to the first painted Beranda of the sample, against an empty window."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from common import ROOT, RUNS, Row, median, report, sample

CHILD = str(ROOT / "tests" / "bench" / "child_window.py")


def start(*arguments: str) -> tuple[float, float]:
    """Milliseconds to the first picture and resident megabytes there."""
    began = time.clock_gettime(time.CLOCK_MONOTONIC)
    done = subprocess.run(
        [sys.executable, CHILD, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
        timeout=30,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    painted, resident = done.stdout.splitlines()[0].split()
    return (float(painted) - began) * 1000, float(resident)


def main() -> None:
    with sample() as folder:
        data = str(folder / "kabupaten")
        start("empty")
        start("program", data)
        empty, ours = [], []
        for _ in range(RUNS):
            empty.append(start("empty"))
            ours.append(start("program", data))
    floor_ms, floor_mb = (median(column) for column in zip(*empty, strict=True))
    ms, mb = (median(column) for column in zip(*ours, strict=True))
    report(
        "startup",
        [
            Row("process start to first painted Beranda", ms, "ms", floor_ms, 2.0),
            Row("resident memory there", mb, "MB", floor_mb, 1.6),
        ],
    )


if __name__ == "__main__":
    main()
