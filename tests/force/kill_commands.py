"""Commands, migrations and copies of proof, each killed at a random moment and done again."""

from __future__ import annotations

import io
import os
import random
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, redirect_stderr
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


def _kks(*arguments: object) -> None:
    """The command itself; what it says is of no interest, unless it refuses."""
    from kks_desktop.cli import main

    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    with redirect_stderr(io.StringIO()) as said:
        status = main([str(one) for one in arguments])
    require(status == 0, f"refused: {said.getvalue()}")


def _export(sample: Path, data: Path, out: Path) -> None:
    passphrase = sample / "passphrase.txt"
    _kks("export", "--data", data, "--out", out, "--passphrase-file", passphrase)


class Export(Scenario):
    """``kks export``: a bundle under its final name is whole, whatever happened."""

    name = "kks export, kill -9"

    def __init__(self, sample: Path) -> None:
        self._sample = sample

    def prepare(self, folder: Path) -> None:
        shutil.copytree(self._sample / "kabupaten", folder / "data")
        (folder / "stik").mkdir()

    def work(self, folder: Path) -> None:
        _export(self._sample, folder / "data", folder / "stik")

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


class Import(Scenario):
    """``kks import`` at a province: a bundle is in wholly, with its proof, or not at all."""

    name = "kks import, kill -9"

    def __init__(self, sample: Path) -> None:
        self._sample = sample
        self._post = sample / "pos"
        if not self._post.exists():
            self._post.mkdir()
            duration(lambda: _export(sample, sample / "kabupaten", self._post))

    def prepare(self, folder: Path) -> None:
        shutil.copytree(self._sample / "provinsi", folder / "data")

    def work(self, folder: Path) -> None:
        passphrase = self._sample / "passphrase.txt"
        _kks(
            "import",
            self._post,
            *("--data", folder / "data", "--out", folder / "keluar"),
            *("--passphrase-file", passphrase),
        )

    def check(self, folder: Path) -> int:
        check_store(folder / "data")
        _check_backups(folder / "data")
        received = _received(folder / "data")
        for files in received.values():
            require(files > 0, "taken in without its proof")
        return 1 + len(received) + self._receipts(folder)

    def _receipts(self, folder: Path) -> int:
        from kks_desktop.services.checking import check_bundle
        from kks_desktop.services.workspace import Workspace

        found = list((folder / "keluar").glob("*.zip")) if (folder / "keluar").exists() else []
        district = Workspace(self._sample / "kabupaten", write=False)
        for path in found:
            said = check_bundle(district, path)
            require(said.ok, f"{path.name}: {said.refusal}")
        district.close()
        return len(found)

    def check_done(self, folder: Path) -> None:
        require(len(_received(folder / "data")) == 1, "not taken in by the second try")
        require(self._receipts(folder) > 0, "no receipt after the second try")


def _received(data: Path) -> dict[str, int]:
    """What was taken in, with how many files of proof each has."""
    from kks_desktop.store.connection import store_path

    with closing(sqlite3.connect(store_path(data))) as connection:
        return dict(
            connection.execute(
                "SELECT r.content_id, count(f.sha256) FROM received AS r"
                " LEFT JOIN received_file AS f USING (content_id) GROUP BY 1"
            )
        )


class BackUp(Scenario):
    """``kks backup``: a backup under its final name is whole."""

    name = "kks backup, kill -9"

    def __init__(self, sample: Path) -> None:
        self._sample = sample

    def prepare(self, folder: Path) -> None:
        shutil.copytree(self._sample / "kabupaten", folder / "data")
        (folder / "stik").mkdir()

    def work(self, folder: Path) -> None:
        _kks("backup", "--data", folder / "data", "--to", folder / "stik")

    def check(self, folder: Path) -> int:
        check_store(folder / "data")
        return 1 + _check_backups(folder / "stik")

    def check_done(self, folder: Path) -> None:
        require(_check_backups(folder / "stik") > 0, "no backup after the second try")


def _check_backups(folder: Path) -> int:
    """Every backup under a folder is whole; gives how many."""
    from kks_desktop.services.backups import FIRST, SECOND, listed_in
    from kks_desktop.services.restoring import check_backup

    count = 0
    for place in (folder / FIRST, folder / SECOND):
        for one in listed_in(place):
            require(one.whole, f"{one.backup.path.name}: proof is missing")
            require(not check_backup(one.backup), f"{one.backup.path.name}: proof is damaged")
            count += 1
    return count


class Restore(Scenario):
    """``kks restore``: the new data folder is there wholly or not at all."""

    name = "kks restore, kill -9"

    def __init__(self, sample: Path) -> None:
        self._fields = fields_in(sample / "kabupaten")
        self._place = sample / "cadangan"
        if not self._place.exists():
            self._place.mkdir()
            data = sample / "kabupaten"
            duration(lambda: _kks("backup", "--data", data, "--to", self._place))

    def work(self, folder: Path) -> None:
        if not (folder / "data").exists():
            _kks("restore", self._place, "--into", folder / "data")

    def check(self, folder: Path) -> int:
        _check_backups(self._place)
        if not (folder / "data").exists():
            return 1
        check_store(folder / "data")
        require(fields_in(folder / "data") == self._fields, "fields differ")
        return len(self._fields)

    def check_done(self, folder: Path) -> None:
        require((folder / "data").exists(), "not restored by the second try")


class Migration(Scenario):
    """A store of an older version becomes today's; killed, it is the one or the other."""

    def __init__(self, version: int) -> None:
        self.name = f"migration from version {version}, kill -9"
        self._version = version
        self._file = DATA / f"store-version-{version}.sqlite3"
        self._before = _entries(self._file)

    def prepare(self, folder: Path) -> None:
        from kks_desktop.store.connection import store_path

        (folder / "data").mkdir()
        shutil.copyfile(self._file, store_path(folder / "data"))

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
        kept = copy_path(path, self._version)
        if kept.exists():
            require(_entries(kept) == self._before, "the copy beside differs")
        return len(self._before)

    def check_done(self, folder: Path) -> None:
        from kks_desktop.store.connection import store_path
        from kks_desktop.store.migrations import VERSION

        with closing(sqlite3.connect(store_path(folder / "data"))) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
        require(version == VERSION, f"version {version}")


def older_stores() -> list[int]:
    """The store versions that were released."""
    return sorted(
        int(path.stem.rpartition("-")[2]) for path in DATA.glob("store-version-*.sqlite3")
    )


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


SCENARIOS: tuple[Callable[[Path], Scenario], ...] = (
    Export,
    Import,
    BackUp,
    Restore,
    EvidenceCopies,
)


def run(times: int, folder: Path, chance: random.Random) -> list[Figure]:
    """Kill each piece of work so many times."""
    import_for_children(
        "kks_desktop.cli",
        "kks_desktop.services.sending",
        "kks_desktop.services.importing",
        "kks_desktop.services.restoring",
    )
    from kks_desktop.services.practice import write_sample

    write_sample(folder / "perintah")
    scenarios = [make(folder / "perintah") for make in SCENARIOS]
    scenarios += [Migration(version) for version in older_stores()]
    return [_run_one(one, times, folder, chance) for one in scenarios]


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
            checked += scenario.check(place)
            scenario.check_done(place)
        except LostError as lost:
            bad += 1
            print(f"LOST: {scenario.name}: {lost}", flush=True)
        shutil.rmtree(place)
    note = f"{killed} killed within {longest:.2f} s, each done again"
    return Figure(scenario.name, times, checked, bad, time.monotonic() - begun, note)
