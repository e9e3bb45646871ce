"""Taking in 100 files of 2 MB, against a plain loop that copies, hashes, syncs and renames them."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import threading
import time
from pathlib import Path

from common import ROOT, Row, median, p99, report

FILES, SIZE, TURNS = 100, 2_000_000, 7
_BLOCK = 1 << 20


class Sound:
    """An inspection that costs nothing, so that the store alone is measured."""

    ext = "pdf"
    findings = ()
    thumbnail = b""

    def to_table(self) -> dict[str, object]:
        return {"ext": "pdf"}


def make_sources(folder: Path) -> list[Path]:
    folder.mkdir()
    for number in range(FILES):
        (folder / f"bukti {number}.pdf").write_bytes(b"%PDF-" + os.urandom(SIZE - 5))
    return sorted(folder.iterdir())


def plain_loop(sources: list[Path], folder: Path) -> float:
    """The floor: one thread, one file after the other, no rows."""
    folder.mkdir()
    began = time.perf_counter()
    for source in sources:
        part, digest = folder / "salin.part", hashlib.sha256()
        with source.open("rb", buffering=0) as original, part.open("wb", buffering=0) as copy:
            while block := original.read(_BLOCK):
                digest.update(block)
                copy.write(block)
            os.fsync(copy.fileno())
        part.rename(folder / f"{digest.hexdigest()}.pdf")
    return time.perf_counter() - began


def ours(sources: list[Path], folder: Path) -> float:
    """The desk, with rows."""
    from kks_desktop.services.evidence import EvidenceDesk
    from kks_desktop.services.workspace import SetUp, Workspace

    workspace = Workspace(folder)
    workspace.create(SetUp("kabupaten", "15.71", 2025, "Siti"))
    desk = EvidenceDesk(workspace)
    began = time.perf_counter()
    taken = desk.take_in(sources, [], lambda _path, _name: Sound())
    spent = time.perf_counter() - began
    workspace.close()
    assert all(one.taken for one in taken)
    return spent


def lateness(sources: list[Path], folder: Path) -> list[float]:
    """How late a clock in another thread is while files are taken in, in milliseconds."""
    work = threading.Thread(target=ours, args=(sources, folder))
    work.start()
    late = []
    while work.is_alive():
        began = time.perf_counter()
        time.sleep(0.005)
        late.append((time.perf_counter() - began - 0.005) * 1000)
    return late


def main() -> None:
    (ROOT / "out").mkdir(exist_ok=True)
    floors, figures, late = [], [], []
    with tempfile.TemporaryDirectory(prefix="kks-bench-", dir=ROOT / "out") as name:
        folder = Path(name)
        sources = make_sources(folder / "sumber")
        for turn in range(TURNS):
            made = folder / f"polos-{turn}", folder / f"data-{turn}", folder / f"jam-{turn}"
            floors.append(plain_loop(sources, made[0]))
            figures.append(ours(sources, made[1]))
            late += lateness(sources, made[2])
            for path in made:
                shutil.rmtree(path)
    report(
        "evidence",
        [
            Row("taking in 100 files of 2 MB", median(figures), "s", median(floors), 1.15),
            Row("another thread waits meanwhile, p99", p99(late), "ms", limit=100),
            Row("another thread waits meanwhile, longest", max(late), "ms", limit=100),
        ],
    )


if __name__ == "__main__":
    main()
