"""What is seen while a bundle goes to a slow medium."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Signal

from kks_desktop.qt.bridge import SessionBridge
from kks_desktop.qt.screens.sending.page import SendingPage
from kks_desktop.services.sending import READ_FROM, WHOLE, WRITE_FROM


class SlowTask(QObject):
    """A task that reports when it is told to."""

    progress = Signal(object)
    finished = Signal()


class Seconds:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def page(qtbot, practice, runner, dialogs):
    bridge = SessionBridge(practice.require_session())
    page = SendingPage(practice, bridge, runner, dialogs)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.ui.next_button.isEnabled)
    yield page
    bridge.release()


def test_speed_and_rest_are_said_and_a_slow_medium_too(page) -> None:
    clock, task, ui = Seconds(), SlowTask(), page.ui
    page._work.follow(task, "Menyiapkan", size=100_000_000, clock=clock)
    task.progress.emit((WRITE_FROM // 2, WHOLE))
    assert ui.work_label.text() == "Menyiapkan"
    for _ in range(6):
        clock.now += 1
        page._work.look()
    assert ui.work_note.text() == ""
    task.progress.emit((WRITE_FROM, WHOLE))
    assert ui.work_label.text() == "Menulis ke tempat tujuan"
    step = (READ_FROM - WRITE_FROM) // 20  # 5 MB each
    for second in range(1, 11):
        clock.now += 1
        task.progress.emit((WRITE_FROM + second * step, WHOLE))
        page._work.look()
    assert ui.work_note.text() == "4,7 MB per detik, sisa sekitar 30 detik"
    clock.now += 60  # it stands still, which is seen without another report
    page._work.look()
    assert "Media ini lambat" in ui.work_note.text()
    assert "Data di komputer ini tetap utuh" in ui.work_note.text()
    task.progress.emit((READ_FROM, WHOLE))
    assert ui.work_label.text() == "Membaca ulang dan membandingkan"
    task.finished.emit()
