"""Start of the packaged program against the same from source (build/package first)."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from common import ROOT, RUNS, Row, median, report, sample

PACKAGED = ROOT / "out" / "dist" / "kks-desktop" / "kks-desktop"


def seconds(command: list[str], data: str) -> float:
    """Process start to end, where the program leaves right after its first picture."""
    began = time.perf_counter()
    environment = {**os.environ, "KKS_LEAVE_AFTER_FIRST_PICTURE": "1", "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [*command, "--data-dir", data], check=True, env=environment, stderr=subprocess.DEVNULL
    )
    return (time.perf_counter() - began) * 1000


def main() -> None:
    if not PACKAGED.exists():
        print("no packaged program: build/package makes it")
        return
    source = [sys.executable, "-m", "kks_desktop"]
    with sample() as folder:
        data = str(folder / "kabupaten")
        floors, ours = [], []
        for _ in range(RUNS + 1):
            floors.append(seconds(source, data))
            ours.append(seconds([str(PACKAGED)], data))
    report(
        "packaged",
        [Row("start of the packaged program", median(ours[1:]), "ms", median(floors[1:]), 1.2)],
    )


if __name__ == "__main__":
    main()
