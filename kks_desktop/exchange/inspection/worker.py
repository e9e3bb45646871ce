"""The child process that opens files: takes jobs one by one, answers with plain data.

It answers in JSON and not in pickles: a codec that a hostile file has taken over must not
be able to run anything in the program that asked.
"""

from __future__ import annotations

import base64
import contextlib
import json
import signal
import sys
from dataclasses import asdict
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from kks_desktop.exchange.inspection.findings import Inspection, Limits

READY, FIRST, DONE, FAILED = "ready", "first", "done", "failed"
INSPECT, SHRINK = "inspect", "shrink"
MAX_ANSWER = 4_000_000
_MOST_MEMORY = 2 << 30  # of address space; Windows bounds it only by what we decode


def job(kind: str, path: Path, limits: Limits, **more: str) -> bytes:
    """Say what to do with which file."""
    table = {"job": kind, "path": str(path), "limits": asdict(limits), **more}
    return json.dumps(table).encode()


def serve(connection: Connection) -> None:
    """Work until the other side closes."""
    _die_quietly()
    from kks_desktop.exchange.inspection import opening  # the codecs, before the clock runs

    del opening
    _answer(connection, READY, {})
    while True:
        try:
            table = json.loads(connection.recv_bytes())
        except EOFError:
            return
        try:
            _work(connection, table)
        except Exception as fault:  # noqa: BLE001 - hostile files raise what they like
            _answer(connection, FAILED, {"fault": type(fault).__name__})


def _work(connection: Connection, table: dict[str, Any]) -> None:
    from kks_desktop.exchange.inspection.images import shrink_photo
    from kks_desktop.exchange.inspection.opening import inspect

    path, limits = Path(table["path"]), Limits(**table["limits"])
    if table["job"] == SHRINK:
        size = shrink_photo(path, Path(table["target"]), table["media"], limits)
        _answer(connection, DONE, {"size": size})
        return

    def first(found: Inspection) -> None:
        _answer(connection, FIRST, found.to_table())

    found = inspect(path, table["name"], limits, first)
    picture = base64.b64encode(found.thumbnail).decode()
    _answer(connection, DONE, {**found.to_table(), "thumbnail": picture})


def _answer(connection: Connection, kind: str, table: dict[str, Any]) -> None:
    connection.send_bytes(json.dumps({"kind": kind, "table": table}).encode())


def _die_quietly() -> None:
    """A crash here is a finding: no dialog of Windows, no core file with a proof's content."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program that asked
    if sys.platform == "win32":
        import ctypes

        no_boxes = 0x0001 | 0x0002 | 0x8000  # critical errors, faults, missing files
        ctypes.windll.kernel32.SetErrorMode(no_boxes)
    else:
        import resource

        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
