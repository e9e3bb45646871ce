"""The child process: lost, slow, cancelled, and back again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest

from kks_desktop.exchange.inspection.findings import FindingCode, Inspection
from kks_desktop.exchange.inspection.inspector import Inspector
from tests.exchange.inspection import makers
from tests.exchange.inspection.test_kinds import codes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


class StoppedError(Exception):
    pass


def child_of(inspector: Inspector) -> int:
    assert inspector._child is not None
    pid = inspector._child.process.pid
    assert pid is not None
    return pid


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return makers.text_pdf(tmp_path / "a.pdf", "Laporan 2023")


def test_it_starts_late_and_stays(pdf: Path) -> None:
    with Inspector() as inspector:
        assert inspector._child is None
        inspector.inspect(pdf, "a.pdf")
        first = child_of(inspector)
        inspector.inspect(pdf, "a.pdf")
        assert child_of(inspector) == first
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)


def test_a_child_that_dies_between_files(pdf: Path) -> None:
    with Inspector() as inspector:
        inspector.inspect(pdf, "a.pdf")
        os.kill(child_of(inspector), signal.SIGKILL)
        inspector._child.process.join(10)  # type: ignore[union-attr]
        assert inspector.inspect(pdf, "a.pdf").findings == ()


def test_a_child_that_dies_at_work(pdf: Path) -> None:
    with Inspector() as inspector:
        inspector.inspect(pdf, "a.pdf")
        pid = child_of(inspector)
        os.kill(pid, signal.SIGSTOP)  # it will not answer, and is then killed
        killer = threading.Timer(0.3, os.kill, (pid, signal.SIGKILL))
        killer.start()
        found = inspector.inspect(pdf, "a.pdf")
        killer.join()
        assert (codes(found), found.refused) == (["UNREADABLE"], True)
        assert inspector.inspect(pdf, "a.pdf").findings == ()


def test_a_child_that_hangs(pdf: Path) -> None:
    with Inspector() as inspector:
        inspector.inspect(pdf, "a.pdf")
        pid = child_of(inspector)
        os.kill(pid, signal.SIGSTOP)
        began = time.monotonic()
        found = inspector.inspect(pdf, "a.pdf", timeout_s=0.4)
        assert 0.3 < time.monotonic() - began < 5
        assert found.has(FindingCode.TIME_LIMIT)
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
        assert inspector.inspect(pdf, "a.pdf").findings == ()


def test_slow_files_keep_what_is_known(tmp_path: Path) -> None:
    """A real file that takes long: the kind is known, and it may be taken in with a warning."""
    slow = makers.scan_pdf(tmp_path / "a.pdf", makers.photo(1500, 2000))
    with Inspector() as inspector:
        inspector.inspect(makers.text_pdf(tmp_path / "b.pdf", "x"), "b.pdf")
        found = inspector.inspect(slow, "a.doc", timeout_s=0.0)
        assert found.has(FindingCode.TIME_LIMIT)
        if found.media:  # the first answer was there in time
            assert (found.ext, found.refused) == ("pdf", False)


def test_cancelling_is_quick(pdf: Path) -> None:
    asked: list[float] = []

    def cancel() -> None:
        asked.append(time.monotonic())
        if len(asked) > 8:
            raise StoppedError

    with Inspector() as inspector:
        inspector.inspect(pdf, "a.pdf")
        os.kill(child_of(inspector), signal.SIGSTOP)
        with pytest.raises(StoppedError):
            inspector.inspect(pdf, "a.pdf", cancel=cancel)
        gaps = [later - earlier for earlier, later in pairwise(asked)]
        assert sorted(gaps)[len(gaps) // 2] < 0.1
        assert inspector.inspect(pdf, "a.pdf").findings == ()


def test_shrinking_that_is_stopped_leaves_nothing(tmp_path: Path, pdf: Path) -> None:
    target = tmp_path / "kecil.jpg"

    def cancel() -> None:
        if inspector._child:
            target.write_bytes(b"half of a photo")  # as the child would
            raise StoppedError

    with Inspector() as inspector:
        inspector.inspect(pdf, "a.pdf")
        os.kill(child_of(inspector), signal.SIGSTOP)
        with pytest.raises(StoppedError):
            inspector.shrink(pdf, target, cancel=cancel)
        assert not target.exists()


def test_the_child_inherits_no_file(tmp_path: Path, pdf: Path) -> None:
    with (tmp_path / "kks.log").open("wb") as log, Inspector() as inspector:
        os.set_inheritable(log.fileno(), True)
        inspector.inspect(pdf, "a.pdf")
        names = {os.readlink(f) for f in Path(f"/proc/{child_of(inspector)}/fd").iterdir()}
        assert str(tmp_path / "kks.log") not in names


def test_the_child_goes_when_the_program_is_killed(pdf: Path) -> None:
    script = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from kks_desktop.exchange.inspection.inspector import Inspector\n"
        "if __name__ == '__main__':\n"
        "    inspector = Inspector()\n"
        "    inspector.inspect(Path(sys.argv[1]), 'a.pdf')\n"
        "    print(inspector._child.process.pid, flush=True)\n"
        "    sys.stdin.read()\n"
    )
    file = pdf.with_name("run.py")
    file.write_text(script)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, str(file), str(pdf)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
    ) as program:
        assert program.stdout is not None
        child = int(program.stdout.readline())
        handle = os.pidfd_open(child)
        program.kill()
        program.wait()
    import select

    assert select.select([handle], [], [], 20)[0], "the child lives on"
    os.close(handle)


def test_tables_that_are_none() -> None:
    for table in (None, [], {}, {"media": 1}, {**Inspection().to_table(), "findings": [["X"]]}):
        with pytest.raises(ValueError, match="not an inspection"):
            Inspection.from_table(table)
