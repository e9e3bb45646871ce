"""The power is cut at random points of a run, on a disk that records (``disk.py``).

Simulated: loss of everything in memory; of any part of the writes since the last flush of
the disk, in any order, the last one torn between sectors. Not simulated: a disk that lies
about its flushes, or that damages what it held before. Where the block that describes ext4
itself was torn, which real disks write in one piece, it is repaired as at a system's start.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from bisect import bisect_right
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, NamedTuple

from tests.force import disk
from tests.force.common import (
    Figure,
    LostError,
    check_store,
    fields_in,
    in_child,
    require,
    run_out,
)
from tests.force.kill_commands import write_proofs

SIZE = 112 * 1024 * 1024
"""Of the disk; taking files in wants 50 MB to stay free."""
BLOCK = 1 << 16
SECTOR = 512
EDITS = 400
FILES = 30
FIELD = ("9.01", "note")


class Run(NamedTuple):
    """What was recorded, and where in it things were said to be safe."""

    records: list[disk.Record]
    marks: list[tuple[int, str]]


def run(times: int, folder: Path, chance: random.Random) -> list[Figure]:
    """Cut the power so many times."""
    reason = disk.missing()
    if reason:
        return [Figure("power cut", 0, 0, 0, 0.0, f"DILEWATI: {reason}")]
    base = folder / "awal.img"
    _prepare(base, folder)
    begun = time.monotonic()
    recorded = _record(base, folder, chance.randrange(2**32))
    checked = bad = repaired = 0
    for point, image in _cuts(base, folder, recorded.records, times, chance):
        try:
            repaired += _repaired(image, folder / "sesudah")
            checked += _check(image, folder / "sesudah", recorded, point)
        except LostError as lost:
            bad += 1
            print(f"LOST: cut at {point}: {lost}", flush=True)
    flushes = sum(record.kind == "f" for record in recorded.records)
    note = f"{len(recorded.records)} records, {flushes} flushes, ext4 on a recording disk"
    if repaired:
        note += f"; e2fsck was needed {repaired} times"
    return [Figure("power cut", times, checked, bad, time.monotonic() - begun, note)]


def _prepare(base: Path, folder: Path) -> None:
    from kks_desktop.services.practice import write_sample

    write_sample(folder / "contoh")
    disk.make_image(base, SIZE)
    with disk.mounted(base, folder / "sesudah") as place:
        shutil.copytree(folder / "contoh" / "kabupaten", place / "data")


def _record(base: Path, folder: Path, seed: int) -> Run:
    source = folder / "asal"
    source.mkdir()
    write_proofs(source, FILES, 20_000)
    with disk.recording(base, folder) as (place, marks):
        status = run_out(in_child(lambda: _work(place / "data", source, marks, seed)))
        require(status == 0, f"the run itself failed: {status}")
    found = list(disk.records(folder))
    said: list[tuple[int, str]] = []
    for at, record in enumerate(found):
        if record.kind == "m":
            said += [(at, line) for line in record.data.decode().splitlines()]
    require(len(said) == EDITS + FILES, f"{len(said)} marks")
    return Run(found, said)


def _work(data: Path, source: Path, marks: int, seed: int) -> None:
    """What an operator does, as fast as it goes; each thing said once it is durable."""
    from kks_desktop.exchange.inspection.inspector import Inspector
    from kks_desktop.services.evidence import EvidenceDesk
    from kks_desktop.services.session import Edit
    from kks_desktop.services.workspace import Workspace

    chance = random.Random(seed)
    workspace = Workspace(data)
    session = workspace.require_session()
    files = sorted(source.iterdir())
    with Inspector() as inspector:
        for number in range(EDITS):
            edits = [Edit(*FIELD, str(number))]
            edits += [
                Edit(f"{chance.randrange(1, 10)}.01", f"catatan{one}", "x" * chance.randrange(900))
                for one in range(chance.randrange(8))
            ]
            session.set(edits, "Catatan", f"kunjungan {number}")
            session.flush()
            os.write(marks, f"isian {number}\n".encode())
            if number % (EDITS // FILES) == 0 and files:
                taken = EvidenceDesk(workspace).take_in([files.pop()], [], inspector.inspect)
                require(taken[0].taken, taken[0].refusal)
                os.write(marks, f"bukti {taken[0].sha256}\n".encode())
    workspace.close()


def _cuts(base: Path, folder: Path, records: list[disk.Record], times: int, chance: random.Random):
    """The disk as it may be after a cut at random points, in their order."""
    points = sorted(chance.randrange(1, len(records) + 1) for _ in range(times))
    stable = _Disk(base.read_bytes())
    waiting: list[disk.Record] = []
    done = 0
    image = folder / "padam.img"
    for point in points:
        for record in records[done:point]:
            if record.kind == "w":
                waiting.append(record)
            elif record.kind == "f":
                stable.write(waiting)
                waiting = []
        done = point
        image.unlink(missing_ok=True)  # a new file, which no device holds from before
        with image.open("wb") as file:
            stable.lay(file)
            for record in _survivors(waiting, chance):
                file.seek(record.at)
                file.write(record.data)
        yield point, image


class _Disk:
    """What surely lies on the disk; knows its empty parts, which need not be copied."""

    def __init__(self, content: bytes) -> None:
        self._content = bytearray(content)
        empty = bytes(BLOCK)
        self._used = {
            at for at in range(0, len(content), BLOCK) if content[at : at + BLOCK] != empty
        }

    def write(self, writes: list[disk.Record]) -> None:
        for record in writes:
            end = record.at + len(record.data)
            self._content[record.at : end] = record.data
            self._used.update(range(record.at // BLOCK * BLOCK, end, BLOCK))

    def lay(self, file: BinaryIO) -> None:
        """Write it all into an empty file."""
        file.truncate(len(self._content))
        for at in sorted(self._used):
            file.seek(at)
            file.write(memoryview(self._content)[at : at + BLOCK])


def _survivors(waiting: list[disk.Record], chance: random.Random) -> list[disk.Record]:
    """Of what was not flushed: all, none, the first so many, or any; one of them torn."""
    how = chance.randrange(4)
    if how == 0:
        return list(waiting)
    if how == 1:
        return []
    if how == 2:
        kept = waiting[: chance.randrange(len(waiting) + 1)]
    else:
        kept = [record for record in waiting if chance.random() < 0.5]
    if kept:
        torn = kept[-1]
        sectors = len(torn.data) // SECTOR
        kept[-1] = torn._replace(data=torn.data[: chance.randrange(sectors + 1) * SECTOR])
    return kept


def _repaired(image: Path, place: Path) -> bool:
    """Whether ext4 had to be repaired before it could be mounted: its own block was torn."""
    try:
        with disk.mounted(image, place):
            return False
    except LostError:
        disk.repair(image)
        return True


def _check(image: Path, place: Path, recorded: Run, point: int) -> int:
    """Mount what is left, start the program on it, and compare with what was said."""
    from kks_desktop.services.workspace import Workspace
    from kks_desktop.store.connection import open_reader
    from kks_desktop.store.evidence import load_evidence

    said = [line for _, line in recorded.marks[: bisect_right(recorded.marks, (point, ""))]]
    numbers = [int(line.split()[1]) for line in said if line.startswith("isian")]
    proofs = [line.split()[1] for line in said if line.startswith("bukti")]
    with disk.mounted(image, place):
        data = place / "data"
        workspace = Workspace(data)
        workspace.close()
        check_store(data)
        found = int(fields_in(data).get(FIELD, "-1") or -1)
        last = numbers[-1] if numbers else -1
        require(found >= last, f"isian {last} was said to be saved, found {found}")
        with closing(open_reader(data)) as connection:
            rows = load_evidence(connection)
        require(all(sha256 in rows for sha256 in proofs), "a file said to be in is not")
    return len(said)
