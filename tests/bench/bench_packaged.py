"""Start of the packaged program against the same from source, each to its visible window.

Make it first with build/package. The windows stand on an Xvfb of their own; xdotool waits
for them from outside, so that both are measured alike and nothing is built in for it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from common import ROOT, RUNS, Row, median, report, sample

PACKAGED = ROOT / "out" / "dist" / "kks-desktop" / "kks-desktop"
DISPLAY = ":97"


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """An X server for this run; gives the environment of programs on it."""
    server = subprocess.Popen(
        ["Xvfb", DISPLAY, "-screen", "0", "1366x768x24"], stderr=subprocess.DEVNULL
    )
    socket = Path(f"/tmp/.X11-unix/X{DISPLAY[1:]}")
    try:
        while not socket.exists() and server.poll() is None:
            time.sleep(0.05)
        yield {**os.environ, "DISPLAY": DISPLAY, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
    finally:
        server.terminate()
        server.wait()


def start(command: list[str], data: str, environment: dict[str, str]) -> float:
    """Milliseconds from process start to the visible window."""
    began = time.perf_counter()
    program = subprocess.Popen(
        [*command, "--data-dir", data], env=environment, stderr=subprocess.DEVNULL
    )
    subprocess.run(
        [
            "xdotool",
            "search",
            "--sync",
            "--onlyvisible",
            "--pid",
            str(program.pid),
            "--name",
            "KKS",
        ],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=60,
        check=True,
    )
    elapsed = (time.perf_counter() - began) * 1000
    program.terminate()
    program.wait()
    return elapsed


def main() -> None:
    if not PACKAGED.exists() or shutil.which("xdotool") is None:
        print("not measured: build/package makes the program, xdotool waits for its window")
        return
    source = [sys.executable, "-m", "kks_desktop"]
    with sample() as folder, screen() as environment:
        data = str(folder / "kabupaten")
        floors, ours = [], []
        for _ in range(RUNS + 1):
            floors.append(start(source, data, environment))
            ours.append(start([str(PACKAGED)], data, environment))
    report(
        "packaged",
        [Row("start of the packaged program", median(ours[1:]), "ms", median(floors[1:]), 1.2)],
    )


if __name__ == "__main__":
    main()
