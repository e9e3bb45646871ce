"""What every proof by force uses: figures, a table, fresh folders, children that are killed."""

from __future__ import annotations

import importlib
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
OUT = ROOT / "out" / "force"
DATA = ROOT / "tests" / "data"


class LostError(AssertionError):
    """Something that was said to be safe is not."""


@dataclass
class Figure:
    """One line of the table; ``bad`` is what must be zero."""

    what: str
    times: int
    checked: int
    bad: int
    seconds: float
    note: str = ""


def report(figures: list[Figure]) -> None:
    """Print the table and write ``out/force/figures.json``."""
    print(f"{'what':<46}{'times':>7}{'checked':>9}{'bad':>5}{'seconds':>9}  note")
    for one in figures:
        print(
            f"{one.what:<46}{one.times:>7}{one.checked:>9}{one.bad:>5}{one.seconds:>9.1f}  "
            f"{one.note}"
        )
    OUT.mkdir(parents=True, exist_ok=True)
    table = [asdict(one) for one in figures]
    (OUT / "figures.json").write_text(json.dumps(table, indent=1), encoding="utf-8")


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="kks-force-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def import_for_children(*names: str) -> None:
    """Import once what every forked child needs."""
    for name in names:
        importlib.import_module(name)


def in_child(work: Callable[[], None]) -> int:
    """Run ``work`` in a process of its own, whose standard error is ours; gives its id.

    Forked: what was imported need not be imported again, so a round takes moments.
    """
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        work()
        status = 0
    except BaseException:  # noqa: BLE001 - the child must not run on as its parent
        traceback.print_exc()
    finally:
        os._exit(status)


def run_out(child: int) -> int:
    """Wait for a child; gives its exit status."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def duration(work: Callable[[], None]) -> float:
    """How long ``work`` takes in a child that nobody kills."""
    begun = time.monotonic()
    status = run_out(in_child(work))
    if status:
        raise LostError(f"the work itself failed, status {status}")
    return time.monotonic() - begun


def kill_after(child: int, seconds: float) -> bool:
    """Let a child run for so long, then kill it; ``False`` if it had ended by itself."""
    time.sleep(seconds)
    done, status = os.waitpid(child, os.WNOHANG)
    if done:
        if os.waitstatus_to_exitcode(status):
            raise LostError("the work failed without being killed")
        return False
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def require(found: bool, words: str) -> None:
    """Stop with words where something is not as it must be."""
    if not found:
        raise LostError(words)


def check_store(folder: Path) -> None:
    """Full integrity, and no file of proof that is half stored.

    Every row has its whole file, and every file under a final name is what its name says.
    """
    from kks_desktop.store.checking import full_damage
    from kks_desktop.store.connection import open_reader
    from kks_desktop.store.evidence import SOUND, load_evidence
    from kks_desktop.store.evidence_files import EvidenceFiles

    damage = full_damage(folder)
    require(not damage, f"integrity: {damage}")
    files = EvidenceFiles(folder)
    with closing(open_reader(folder)) as connection:
        rows = load_evidence(connection)
    for row in rows.values():
        state = files.verify(row.sha256, row.ext)
        require(state == SOUND, f"a row whose file is {state}: {row.sha256[:8]}")
    for path in files.folder.glob("??/*.*"):
        sha256, _, ext = path.name.partition(".")
        if len(sha256) == 64 and sha256 not in rows:
            require(files.verify(sha256, ext) == SOUND, f"half stored: {path.name[:8]}")


def fields_in(folder: Path) -> dict[tuple[str, str], str]:
    """The fields of the newest assessment, read off the file itself."""
    from kks_desktop.store.connection import store_path

    with closing(sqlite3.connect(store_path(folder))) as connection:
        rows = connection.execute(
            "SELECT code, field, raw FROM entry WHERE assessment = (SELECT max(id) FROM assessment)"
        ).fetchall()
    return {(code, field): raw for code, field, raw in rows}


def seeded() -> random.Random:
    """Chance that can be had again: ``KKS_FORCE_SEED``, else a new seed, printed."""
    seed = int(os.environ.get("KKS_FORCE_SEED") or random.SystemRandom().randrange(2**32))
    print(f"KKS_FORCE_SEED={seed}", flush=True)
    return random.Random(seed)
