"""The real window is typed into, killed at a random moment, and started again.

The driver in the child says on a pipe what it is about to type, and each value that the
window shows as saved. After the kill each of those must be in the store, or a later text
of the same field. Now and then it leaves a cell open with a text in it: what stood there
for longer than drafts take to be kept must be among the drafts of the next start.
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
CELL = ("desa:15.71.01.1001", "nama")
_READY_S = 60.0
_KEPT_MS = 1500
"""A draft is kept within a second and the time that the disk takes."""
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
        if self._chance.random() < 0.1:
            self._hold(f"Suka {self._chance.choice(WORDS)} {self._chance.randrange(10**9)}")
            return
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

    def _hold(self, text: str) -> None:
        """Leave a cell open for a while with a text in it, then give it up."""
        from PySide6.QtCore import QTimer
        from PySide6.QtTest import QTest

        from kks_desktop.qt.widgets.grid.editor import CellEditor
        from kks_desktop.qt.widgets.grid.register_grid import RegisterGrid

        self._window.go_to_field(*CELL)
        grid = next(g for g in self._window.findChildren(RegisterGrid) if g.isVisible())
        QTest.keyClick(grid.table, text[0])
        editor = next(e for e in grid.findChildren(CellEditor) if e.isVisible())
        QTest.keyClicks(editor, text[1:])

        def give_up() -> None:
            self._say("dropped", *CELL)
            editor.cancelled.emit()
            self._next()

        def held() -> None:
            self._say("held", *CELL, text)
            QTimer.singleShot(300, give_up)

        QTimer.singleShot(_KEPT_MS, held)


class Round:
    """What the typist said in one run, and whether the store agrees."""

    def __init__(self) -> None:
        self.saved: dict[Key, str] = {}
        self.held: dict[Key, str] = {}
        self._after: dict[Key, list[str]] = {}
        self.ready = False

    def hear(self, lines: Iterable[bytes]) -> None:
        for line in lines:
            kind, *rest = json.loads(line)
            if kind == "ready":
                self.ready = True
            elif kind == "types":
                self._after.setdefault((rest[0], rest[1]), []).append(rest[2])
            elif kind == "held":
                self.held[(rest[0], rest[1])] = rest[2]
            elif kind == "dropped":
                self.held.pop((rest[0], rest[1]), None)
            else:
                key = (rest[0], rest[1])
                self.saved[key] = rest[2]
                # the text shown may be a part of the one that is being typed
                self._after[key] = self._after.get(key, [])[-1:]

    def check(self, stored: dict[Key, str], drafts: dict[Key, str]) -> None:
        for key, text in self.held.items():
            found = drafts.get(key)
            require(found == text, f"{key}: left open with {text!r}, kept is {found!r}")
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
            end = time.monotonic() + chance.uniform(0.1, 3.0)
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
    from kks_desktop.services.drafts import NAME, DraftBook, still_open
    from kks_desktop.services.practice import write_sample
    from kks_desktop.services.workspace import Workspace

    write_sample(folder / "jendela")
    data = folder / "jendela" / "kabupaten"
    begun, checked, bad, cut, held = time.monotonic(), 0, 0, 0, 0
    for _ in range(times):
        heard = _one_round(data, chance)
        # started again: what SQLite has to put right is put right here
        workspace = Workspace(data)
        cut += workspace.cut_off is not None
        workspace.note_told()
        offered = still_open(workspace.require_session(), DraftBook(data).load())
        drafts = {(one.code, one.field): one.text for one in offered}
        workspace.close()
        try:
            heard.check(fields_in(data), drafts)
            check_store(data)
        except LostError as lost:
            bad += 1
            print(f"LOST: {lost}", flush=True)
        checked += len(heard.saved) + len(heard.held)
        held += len(heard.held)
        (data / NAME).unlink(missing_ok=True)
    require(cut == times, f"the mark of a bad end was seen {cut} of {times} times")
    seconds = time.monotonic() - begun
    note = f"shown as saved; {held} in an open cell"
    return [Figure("window typed into, kill -9", times, checked, bad, seconds, note)]
