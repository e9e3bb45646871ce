"""Opens files in a child process, so that a hostile one can take down nothing but that."""

from __future__ import annotations

import base64
import json
import logging
import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import TracebackType
from typing import Any

from kks_desktop.domain.errors import KksError
from kks_desktop.exchange.inspection import worker
from kks_desktop.exchange.inspection.findings import (
    Finding,
    FindingCode,
    Inspection,
    Limits,
    refuse,
    warn,
)

Cancel = Callable[[], None]
"""Called every 50 ms while waiting; raises to stop."""

TIMEOUT_S = 30.0
_START_S = 60.0  # a virus scanner looks at every library of a fresh process
_ASK_S = 0.05
_KILLED_S = 5.0

_LOG = logging.getLogger(__name__)

_TOO_SLOW = warn(
    FindingCode.TIME_LIMIT,
    "Pemeriksaan berkas ini dihentikan karena terlalu lama. Bukalah sendiri untuk memastikan "
    "isinya dapat dibaca.",
)
_DIED = refuse(
    FindingCode.UNREADABLE,
    "Berkas ini rusak sehingga tidak dapat dibuka dengan aman. Buat atau pindai ulang dari "
    "asalnya, lalu lampirkan.",
)


class InspectorError(KksError):
    """The child process cannot be started, or could not do what it was asked."""

    code = "INSPECTOR"


class _ChildLostError(Exception):
    """The child died, or was killed because it took too long."""

    def __init__(self, *, slow: bool) -> None:
        self.slow = slow


@dataclass(frozen=True)
class _Child:
    process: SpawnProcess
    connection: Connection

    def ask(self, end: float, cancel: Cancel) -> dict[str, Any]:
        """Wait for its next answer."""
        try:
            while not self.connection.poll(_ASK_S):
                cancel()
                if time.monotonic() >= end:
                    raise _ChildLostError(slow=True)
            answer = json.loads(self.connection.recv_bytes(worker.MAX_ANSWER))
        except (EOFError, OSError, ValueError, RecursionError) as fault:
            raise _ChildLostError(slow=False) from fault
        if not isinstance(answer, dict) or not isinstance(answer.get("table"), dict):
            raise _ChildLostError(slow=False)
        return answer

    def kill(self) -> None:
        self.process.kill()
        self.process.join(_KILLED_S)
        self.connection.close()


class Inspector:
    """One child process, started when first needed and again after it was lost.

    A context manager; belongs to one thread. The child knows no log and no database:
    it is given a path and answers with plain data.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._child: _Child | None = None

    def __enter__(self) -> Inspector:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, _: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child, whatever it is doing."""
        if self._child:
            self._child.kill()
            self._child = None

    def inspect(
        self,
        path: Path,
        name: str,
        timeout_s: float = TIMEOUT_S,
        cancel: Cancel = lambda: None,
    ) -> Inspection:
        """Open the file at ``path`` that people call ``name``; every fault is a finding.

        Raises:
            InspectorError: no child process can be started.
        """
        job = worker.job(worker.INSPECT, path, self._limits, name=name)
        answers: list[Inspection] = []
        try:
            table = self._work(job, timeout_s, cancel, answers)
            picture = base64.b64decode(str(table.get("thumbnail", "")))
            return Inspection.from_table(table, picture)
        except _ChildLostError as lost:
            return _marked(answers, _TOO_SLOW if lost.slow else _DIED)
        except ValueError:  # it failed, or answers what nobody asked
            return _marked(answers, _DIED)

    def shrink(
        self,
        path: Path,
        target: Path,
        media: str = "jpg",
        timeout_s: float = TIMEOUT_S,
        cancel: Cancel = lambda: None,
    ) -> int:
        """Write a smaller JPEG of a photo to ``target``, a new file; gives its bytes.

        Raises:
            InspectorError: no smaller copy; ``target`` is not there, the original as it was.
        """
        job = worker.job(worker.SHRINK, path, self._limits, target=str(target), media=media)
        free = not target.exists()
        try:
            size = self._work(job, timeout_s, cancel, []).get("size") if free else None
            if isinstance(size, int):
                return size
        except BaseException as fault:
            if free:
                target.unlink(missing_ok=True)  # a child that is killed cannot
            if not isinstance(fault, _ChildLostError):
                raise
        raise InspectorError(
            "Foto ini tidak dapat diperkecil dan tetap seperti aslinya. Lampirkan aslinya, atau "
            "perkecil dengan program lain.",
            code="SHRINK",
        )

    def _work(
        self, job: bytes, timeout_s: float, cancel: Cancel, first: list[Inspection]
    ) -> dict[str, Any]:
        """The table of the last answer; earlier ones go to ``first``. Empty where it failed."""
        cancel()
        child = self._started(cancel)
        end = time.monotonic() + timeout_s
        try:
            try:
                child.connection.send_bytes(job)
            except OSError as fault:
                raise _ChildLostError(slow=False) from fault
            while (answer := child.ask(end, cancel))["kind"] == worker.FIRST:
                first.append(Inspection.from_table(answer["table"]))
        except BaseException:  # lost, or cancelled in the middle of the work
            self.close()
            raise
        if answer["kind"] == worker.DONE:
            table: dict[str, Any] = answer["table"]
            return table
        _LOG.warning("a file could not be opened: %s", answer["table"].get("fault"))
        return {}

    def _started(self, cancel: Cancel) -> _Child:
        if self._child and self._child.process.is_alive():
            return self._child
        self.close()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=worker.serve, args=(theirs,), name="kks-pemeriksa", daemon=True
        )
        try:
            process.start()
        except OSError as fault:
            ours.close()
            raise _not_started() from fault
        finally:
            theirs.close()
        self._child = child = _Child(process, ours)
        try:
            child.ask(time.monotonic() + _START_S, cancel)
        except BaseException as fault:
            self.close()
            if isinstance(fault, _ChildLostError):
                raise _not_started() from fault
            raise
        return child


def _not_started() -> InspectorError:
    return InspectorError(
        "Pemeriksa berkas tidak dapat dijalankan, jadi berkas belum dimasukkan. Tutup program "
        "lain, lalu coba lagi."
    )


def _marked(answers: list[Inspection], finding: Finding) -> Inspection:
    """What is known of a file that was not opened to its end."""
    known = answers[-1] if answers else Inspection()
    return replace(known, findings=(*known.findings, finding))
