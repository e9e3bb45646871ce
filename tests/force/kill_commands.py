"""Export, migration and copies of proof, each killed at a random moment and done again."""

from __future__ import annotations

import io
import os
import random
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.force.common import (
    DATA,
    Figure,
    LostError,
    check_store,
    duration,
    fields_in,
    import_for_children,
    in_child,
    kill_after,
    require,
)

FILES = 30


class Scenario:
    """A piece of work that may be killed anywhere and then simply done again."""

    name = ""

    def prepare(self, folder: Path) -> None:
        """Make what one round starts from, in an empty folder."""

    def work(self, folder: Path) -> None:
        """What is killed; in a process of its own."""

    def check(self, folder: Path) -> int:
        """Look at what was left; gives how many things were checked."""
        raise NotImplementedError

    def check_done(self, folder: Path) -> None:
        """The work was done again and not killed."""


class Export(Scenario):
    """``kks export``: a bundle under its final name is whole, whatever happened."""

    name = "kks export, kill -9"

    def __init__(self, sample: Path) -> None:
        self._sample = sample

    def prepare(self, folder: Path) -> None:
        shutil.copytree(self._sample / "kabupaten", folder / "data")
        (folder / "stik").mkdir()

    def work(self, folder: Path) -> None:
        from kks_desktop.cli import main

        passphrase = self._sample / "passphrase.txt"
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.stderr = io.StringIO()
        arguments = ["--data", folder / "data", "--out", folder / "stik"]
        status = main(["export", *map(str, arguments), "--passphrase-file", str(passphrase)])
        require(status == 0, "export refused")

    def check(self, folder: Path) -> int:
        check_store(folder / "data")
        require(fields_in(folder / "data") == fields_in(self._sample / "kabupaten"), "fields")
        return 1 + self._bundles(folder)

    def _bundles(self, folder: Path) -> int:
        from kks_desktop.services.checking import check_bundle
        from kks_desktop.services.workspace import Workspace

        found = [path for path in (folder / "stik").glob("*.zip") if path.is_file()]
        province = Workspace(self._sample / "provinsi", write=False)
        for path in found:
            said = check_bundle(province, path)
            require(said.ok, f"{path.name}: {said.refusal}")
        province.close()
        return len(found)

    def check_done(self, folder: Path) -> None:
        require(self._bundles(folder) > 0, "no bundle after the second try")


class Migration(Scenario):
    """A store of version 1 becomes today's; killed, it is the one or the other."""

    name = "migration from version 1, kill -9"

    def __init__(self, _sample: Path) -> None:
        self._before = _entries(DATA / "store-version-1.sqlite3")

    def prepare(self, folder: Path) -> None:
        from kks_desktop.store.connection import store_path

        (folder / "data").mkdir()
        shutil.copyfile(DATA / "store-version-1.sqlite3", store_path(folder / "data"))

    def work(self, folder: Path) -> None:
        from kks_desktop.services.workspace import Workspace

        Workspace(folder / "data").close()

    def check(self, folder: Path) -> int:
        from kks_desktop.store.connection import copy_path, store_path

        path = store_path(folder / "data")
        with closing(sqlite3.connect(path)) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchone()[0]
        require(found == "ok", f"integrity: {found}")
        require(_entries(path) == self._before, "entries differ")
        kept = copy_path(path, 1)
        if kept.exists():
            require(_entries(kept) == self._before, "the copy beside differs")
        return len(self._before)

    def check_done(self, folder: Path) -> None:
        from kks_desktop.store.connection import store_path
        from kks_desktop.store.migrations import VERSION

        with closing(sqlite3.connect(store_path(folder / "data"))) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
        require(version == VERSION, f"version {version}")


def _entries(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(
            "SELECT assessment, code, field, raw FROM entry ORDER BY 1, 2, 3"
        ).fetchall()


class EvidenceCopies(Scenario):
    """Files are taken in with the real inspection; those said to be in are in, whole."""

    name = "evidence taken in, kill -9"

    def __init__(self, sample: Path) -> None:
        self._sample = sample

    def prepare(self, folder: Path) -> None:
        shutil.copytree(self._sample / "kabupaten", folder / "data")
        (folder / "asal").mkdir()
        write_proofs(folder / "asal", FILES)

    def work(self, folder: Path) -> None:
        from kks_desktop.exchange.inspection.inspector import Inspector
        from kks_desktop.services.evidence import EvidenceDesk
        from kks_desktop.services.workspace import Workspace

        workspace = Workspace(folder / "data")
        # the process that inspects complains when its parent is gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        told = os.open(folder / "masuk.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        with Inspector() as inspector:
            for path in sorted((folder / "asal").iterdir()):
                taken = EvidenceDesk(workspace).take_in([path], [], inspector.inspect)
                require(taken[0].taken, taken[0].refusal)
                os.write(told, f"{taken[0].sha256}\n".encode())
        workspace.close()

    def check(self, folder: Path) -> int:
        from kks_desktop.store.connection import open_reader
        from kks_desktop.store.evidence import load_evidence

        check_store(folder / "data")
        with closing(open_reader(folder / "data")) as connection:
            rows = load_evidence(connection)
        path = folder / "masuk.txt"
        told = path.read_text().split() if path.exists() else []
        require(all(sha256 in rows for sha256 in told), "a file said to be in is not")
        return len(told)

    def check_done(self, folder: Path) -> None:
        require(self.check(folder) >= FILES, "not all files came in")


def write_proofs(folder: Path, count: int, size: int = 40_000) -> None:
    """Real CSV files of different content, quick to make and to open."""
    for number in range(count):
        lines = [f"desa {number},{line},{line * number % 977}" for line in range(size // 16)]
        (folder / f"laporan {number:03d}.csv").write_text("\n".join(lines), encoding="utf-8")


SCENARIOS: tuple[Callable[[Path], Scenario], ...] = (Export, Migration, EvidenceCopies)


def run(times: int, folder: Path, chance: random.Random) -> list[Figure]:
    """Kill each piece of work so many times."""
    import_for_children("kks_desktop.cli", "kks_desktop.services.sending")
    from kks_desktop.services.practice import write_sample

    write_sample(folder / "perintah")
    return [_run_one(make(folder / "perintah"), times, folder, chance) for make in SCENARIOS]


def _run_one(scenario: Scenario, times: int, folder: Path, chance: random.Random) -> Figure:
    place = folder / "putaran"
    place.mkdir()
    scenario.prepare(place)
    longest = duration(lambda: scenario.work(place))
    shutil.rmtree(place)
    begun, checked, bad, killed = time.monotonic(), 0, 0, 0
    for _ in range(times):
        place.mkdir()
        scenario.prepare(place)
        child = in_child(lambda: scenario.work(place))
        killed += kill_after(child, chance.uniform(0, longest))
        try:
            checked += scenario.check(place)
            duration(lambda: scenario.work(place))
            scenario.check(place)
            scenario.check_done(place)
        except LostError as lost:
            bad += 1
            print(f"LOST: {scenario.name}: {lost}", flush=True)
        shutil.rmtree(place)
    note = f"{killed} killed within {longest:.2f} s, each done again"
    return Figure(scenario.name, times, checked, bad, time.monotonic() - begun, note)
