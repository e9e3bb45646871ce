"""A stick that is plugged in while the program runs is offered for backups, once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from kks_desktop.qt.main.window import MainWindow
from kks_desktop.services.backups import SECOND, BackupDesk
from kks_desktop.services.workspace import SetUp, Workspace
from kks_desktop.store.backup import Place

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sticks import Stick, Sticks

Open = Callable[[], MainWindow]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with closing(Workspace(tmp_path / "data")) as workspace:
        workspace.create(SetUp("kabupaten", "15.71", 2025, "Siti"))
        yield workspace


@pytest.fixture
def open_window(qtbot, qapp, workspace: Workspace, dialogs) -> Open:
    def make() -> MainWindow:
        window = MainWindow(workspace, qapp, dialogs)
        qtbot.addWidget(window)
        window.show()
        window._backups.offer.start(every=20)
        return window

    return make


def press(qtbot, window: MainWindow, words: str) -> None:
    banner = window._backups.banner
    button = next(b for b in banner.findChildren(QPushButton) if b.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def offered(window: MainWindow) -> str:
    return window._backups.banner.text


def test_it_is_offered_when_plugged_in_and_takes_a_backup(
    qtbot, open_window: Open, workspace: Workspace, new_stick: Sticks
) -> None:
    window = open_window()
    assert not offered(window)
    stick = new_stick("SEKRETARIAT")
    qtbot.waitUntil(lambda: "SEKRETARIAT" in offered(window))
    with qtbot.waitSignal(window._backups.watch.ended, timeout=20_000):
        press(qtbot, window, "Pakai untuk cadangan")
    assert BackupDesk(workspace).second == stick.root / SECOND
    assert len(Place(stick.root / SECOND).backups()) == 1
    assert not offered(window)


def test_it_goes_with_the_stick(qtbot, open_window: Open, stick: Stick) -> None:
    window = open_window()
    qtbot.waitUntil(lambda: stick.name in offered(window))
    stick.pull()
    qtbot.waitUntil(lambda: not offered(window))


def test_what_was_declined_is_not_offered_again(
    qtbot, open_window: Open, workspace: Workspace, stick: Stick, new_stick: Sticks
) -> None:
    window = open_window()
    qtbot.waitUntil(lambda: stick.name in offered(window))
    press(qtbot, window, "Tutup")
    stick.pull()
    stick.plug()
    other = new_stick("LAIN", size="48m")
    qtbot.waitUntil(lambda: other.name in offered(window))
    window.close()
    other.pull()
    again = open_window()
    with qtbot.waitSignal(again._backups.offer.looked, timeout=5000):
        pass
    assert not offered(again)
    assert BackupDesk(workspace).second is None


def test_nothing_is_offered_where_there_is_a_second_place(
    qtbot, open_window: Open, workspace: Workspace, tmp_path, stick: Stick
) -> None:
    window = open_window()
    qtbot.waitUntil(lambda: stick.name in offered(window))
    (tmp_path / "cakram yang sama").mkdir()
    for folder, gone in ((tmp_path / "cakram yang sama", False), (stick.root, True)):
        window._backups.watch.desk.choose_second(folder)
        with qtbot.waitSignal(window._backups.watch.ended, timeout=20_000):
            window._backups.watch.run("diminta")
        assert (not offered(window)) is gone
