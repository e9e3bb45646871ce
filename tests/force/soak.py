"""Hours of an operator's work, as fast as it goes: memory, handles and commits stay flat."""

from __future__ import annotations

import gc
import os
import random
import time
from pathlib import Path
from statistics import median

from tests.force.common import Figure, check_store, fields_in, require
from tests.force.kill_commands import write_proofs

EDITS_PER_FILE = 25
WARM_UP = 10
"""The part of the run, one tenth, after which nothing may grow."""
MEMORY_LIMIT = 1.10
COMMIT_LIMIT = 1.25
COMMIT_SLACK = 0.0003
"""Seconds by which a commit of less than a millisecond may differ on a busy machine."""
_YEARS = ("lalu", "kini")


def resident() -> int:
    """Bytes of memory that this process holds."""
    gc.collect()
    fields = Path("/proc/self/statm").read_text().split()
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE")


def handles() -> int:
    """Open files, pipes and sockets."""
    return len(os.listdir("/proc/self/fd"))


def run(edits: int, folder: Path, chance: random.Random) -> list[Figure]:
    """So many edits, and a file for each 25 of them."""
    from kks_desktop.exchange.inspection.inspector import Inspector
    from kks_desktop.services.evidence import EvidenceDesk
    from kks_desktop.services.practice import open_practice

    files = edits // EDITS_PER_FILE
    source = folder / "asal"
    source.mkdir()
    write_proofs(source, files, 4_000)
    workspace = open_practice(folder / "data")
    begun = time.monotonic()
    with Inspector() as inspector:
        work = _Work(workspace.require_session(), chance)
        work.attach = lambda path: EvidenceDesk(workspace).take_in([path], [], inspector.inspect)
        work.go(edits, sorted(source.iterdir()))
    seconds = time.monotonic() - begun
    workspace.close()
    stored = fields_in(workspace.folder)
    lost = sum(stored.get(key) != raw for key, raw in work.last.items())
    check_store(workspace.folder)
    return [
        Figure("soak: edits and files", edits + files, len(work.last), lost, seconds),
        _flat("soak: memory, MB", work.memory, 1e6, MEMORY_LIMIT, seconds),
        _flat("soak: open handles", work.handles, 1, 1.0, seconds),
        _flat(
            "soak: time of a commit, ms", work.commits, 1e-3, COMMIT_LIMIT, seconds, COMMIT_SLACK
        ),
    ]


class _Work:
    """Types, attaches, undoes, and measures in tenths of the run."""

    def __init__(self, session: object, chance: random.Random) -> None:
        self._session = session
        self._chance = chance
        self.last: dict[tuple[str, str], str] = {}
        self.memory: list[float] = []
        self.handles: list[float] = []
        self.commits: list[float] = []
        self.attach = lambda path: []

    def go(self, edits: int, files: list[Path]) -> None:
        tenth = edits // 10
        codes = sorted(self._session.instrument.by_code)
        for _ in range(10):
            took = [self._edit(codes) for _ in range(tenth)]
            for path in (files.pop() for _ in range(min(len(files), tenth // EDITS_PER_FILE))):
                self._attach(path)
            self.memory.append(resident())
            self.handles.append(handles())
            self.commits.append(median(took))

    def _edit(self, codes: list[str]) -> float:
        from kks_desktop.services.session import Edit

        key = (self._chance.choice(codes), "note")
        text = f"catatan {self._chance.randrange(10**12)}"
        begun = time.perf_counter()
        self._session.set([Edit(*key, text)], "Catatan")
        self._session.flush()
        took = time.perf_counter() - begun
        self.last[key] = text
        return took

    def _attach(self, path: Path) -> None:
        from kks_desktop.services.taking_in import attach_edits

        taken = self.attach(path)
        require(taken[0].taken, taken[0].refusal)
        self._session.set(attach_edits(self._session, taken), "Lampirkan bukti")


def _flat(
    what: str,
    tenths: list[float],
    unit: float,
    limit: float,
    seconds: float,
    slack: float = 0.0,
) -> Figure:
    first, last = tenths[0], tenths[-1]
    note = f"{first / unit:.4g} after the first tenth, {last / unit:.4g} at the end"
    grown = last > first * limit + slack
    return Figure(what, 1, len(tenths), int(grown), seconds, f"{note}, limit {limit:g}x")
