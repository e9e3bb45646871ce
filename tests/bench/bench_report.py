"""The evaluation report of the full sample: time and peak memory, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from common import ROOT, Row, median, report, sample


def main() -> None:
    times, peaks = [], []
    with sample() as folder, tempfile.TemporaryDirectory() as out:
        for turn in range(5):
            began = time.perf_counter()
            child = subprocess.Popen(
                [sys.executable, "-m", "kks_desktop.cli", "report", "evaluasi", "--data",
                 str(folder / "kabupaten"), "--out", str(Path(out) / f"{turn}.pdf")],
                cwd=ROOT, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            times.append(time.perf_counter() - began)
            peaks.append(usage.ru_maxrss / 1024)
    report(
        "report",
        [
            Row("evaluation report of the sample, with process start", median(times), "s", None, 3),
            Row("peak memory of that process", median(peaks), "MB", None, 150),
        ],
    )


if __name__ == "__main__":
    main()
