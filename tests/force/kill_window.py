"""The real window is typed into, killed at a random moment, and started again.

The driver in the child says on a pipe what it is about to type, and each value that the
window shows as saved. After the kill each of those must be in the store, or a later text
of the same field.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import time
from collections.abc import Iterable
from pathlib import Path

from tests.force.common import (
    Figure,
    LostError,
    check_store,
    fields_in,
    import_for_children,
    in_child,
    require,
)

CODES = ("1.01", "1.06", "2.02", "3.05", "4.03", "5.02", "6.07", "7.02", "8.05", "9.06")
WORDS = ("puskesmas", "survei", "laporan", "dinas", "kelurahan", "sanitasi", "pasar", "rapat")
_READY_S = 60.0
Key = tuple[str, str]


def type_until_killed(data: Path, seed: int, pipe: int) -> None:
    """The child: a window on the data, and a typist who never stops."""
    from PySide6.QtCore import QTimer

    from kks_desktop.platform.settings import Settings
    from kks_desktop.qt.app import KksApplication
    from kks_desktop.qt.desk import Desk

    application = KksApplication(["kks"], Settings(theme="light"))
    desk = Desk(application, data)
    desk.open()
    typist = Typist(desk.window, random.Random(seed), pipe)
    QTimer.singleShot(0, typist.begin)
    application.exec()


class Typist:
    """Goes from indicator to indicator and types, sometimes waits, sometimes leaves at once."""

    def __init__(self, window: object, chance: random.Random, pipe: int) -> None:
        self._window = window
        self._chance = chance
        self._pipe = pipe
        self._typed: set[Key] = set()
        self._count = 0

    def _say(self, *what: str) -> None:
        os.write(self._pipe, (json.dumps(what) + "\n").encode())

    def begin(self) -> None:
        window = self._window
        # after the window's own slots: only what the label shows counts
        window.bridge.saved.connect(self._look)
        window.bridge.accepted.connect(self._look)
        self._say("ready", window.health.banner.text)
        self._next()

    def _look(self, *_: object) -> None:
        if self._window.header.saved.state != "saved":
            return
        session = self._window.bridge.session
        for code, field in sorted(self._typed):
            self._say("saved", code, field, session.raw(code, field))
        self._typed.clear()

    def _next(self) -> None:
        from PySide6.QtCore import Qt, QTimer
        from PySide6.QtTest import QTest

        from kks_desktop.qt.widgets.number_edit import NumberEdit

        window = self._window
        window.go(self._chance.choice(CODES))
        editor = window.pages.tatanan.editor
        code = editor.code
        self._count += 1
        if self._chance.random() < 0.5:
            edits = [one for one in editor.findChildren(NumberEdit) if one.isVisible()]
            edit = self._chance.choice(edits)
            field = edit.key.partition(" ")[2]
            text = str(self._chance.randrange(100, 999))
        else:
            edit, field = editor.view.note_edit, "note"
            words = " ".join(self._chance.choice(WORDS) for _ in range(3))
            text = f"{words} {self._count} {self._chance.randrange(10**9)}"
        self._say("types", code, field, text)
        self._typed.add((code, field))
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        edit.selectAll()
        QTest.keyClicks(edit, text)
        QTimer.singleShot(self._chance.choice((0, 20, 450, 500, 600)), self._next)


class Round:
    """What the typist said in one run, and whether the store agrees."""

    def __init__(self) -> None:
        self.saved: dict[Key, str] = {}
        self._after: dict[Key, list[str]] = {}
        self.ready = False

    def hear(self, lines: Iterable[bytes]) -> None:
        for line in lines:
            kind, *rest = json.loads(line)
            if kind == "ready":
                self.ready = True
            elif kind == "types":
                self._after.setdefault((rest[0], rest[1]), []).append(rest[2])
            else:
                key = (rest[0], rest[1])
                self.saved[key] = rest[2]
                # the text shown may be a part of the one that is being typed
                self._after[key] = self._after.get(key, [])[-1:]

    def check(self, stored: dict[Key, str]) -> None:
        for key, shown in self.saved.items():
            found = stored.get(key, "")
            later = any(text.startswith(found) for text in self._after[key]) if found else False
            require(
                found == shown or later,
                f"{key}: shown as saved {shown!r}, in the store {found!r}",
            )


def _one_round(data: Path, chance: random.Random) -> Round:
    reading, writing = os.pipe()
    seed = chance.randrange(2**32)
    child = in_child(lambda: type_until_killed(data, seed, writing))
    os.close(writing)
    heard, rest = Round(), b""
    end = time.monotonic() + _READY_S
    while (left := end - time.monotonic()) > 0:
        if not select.select([reading], [], [], left)[0]:
            break
        block = os.read(reading, 1 << 16)
        if not block:
            raise LostError("the window ended by itself")
        *lines, rest = (rest + block).split(b"\n")
        was_ready = heard.ready
        heard.hear(lines)
        if heard.ready and not was_ready:
            end = time.monotonic() + chance.uniform(0.1, 2.0)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while block := os.read(reading, 1 << 16):
        rest += block
    heard.hear(rest.split(b"\n")[:-1])
    os.close(reading)
    require(heard.ready, "the window never came")
    return heard


def run(times: int, folder: Path, chance: random.Random) -> list[Figure]:
    """Kill the window so many times, always on the same data."""
    import_for_children(
        "PySide6.QtTest", "PySide6.QtWidgets", "kks_desktop.qt.desk", "kks_desktop.qt.main.window"
    )
    from kks_desktop.services.practice import write_sample
    from kks_desktop.services.workspace import Workspace

    write_sample(folder / "jendela")
    data = folder / "jendela" / "kabupaten"
    begun, checked, bad, cut = time.monotonic(), 0, 0, 0
    for _ in range(times):
        heard = _one_round(data, chance)
        # started again: what SQLite has to put right is put right here
        workspace = Workspace(data)
        cut += workspace.cut_off is not None
        workspace.note_told()
        workspace.close()
        try:
            heard.check(fields_in(data))
            check_store(data)
        except LostError as lost:
            bad += 1
            print(f"LOST: {lost}", flush=True)
        checked += len(heard.saved)
    require(cut == times, f"the mark of a bad end was seen {cut} of {times} times")
    seconds = time.monotonic() - begun
    return [Figure("window typed into, kill -9", times, checked, bad, seconds, "shown as saved")]
