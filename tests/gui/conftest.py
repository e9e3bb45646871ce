"""For the tests that drive real windows: no modal loop, nothing left over for the next test."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, NoReturn

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QMessageBox, QWidget

from kks_desktop.platform.settings import Settings
from kks_desktop.qt.app import KksApplication
from kks_desktop.qt.bridge import SessionBridge
from kks_desktop.qt.tasks import TaskRunner
from kks_desktop.services.practice import open_practice
from tests.gui.fakes import FakeDialogs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kks_desktop.services.workspace import Workspace

MODAL = {
    QDialog: ("exec",),
    QFileDialog: ("getExistingDirectory", "getOpenFileName", "getOpenFileNames", "getSaveFileName"),
    QMenu: ("exec",),
    QMessageBox: ("about", "critical", "exec", "information", "question", "warning"),
}


def _refuse(name: str) -> Callable[..., NoReturn]:
    # a plain function: Qt does not call a Mock that stands for a virtual method
    def modal(*args: object, **kwargs: object) -> NoReturn:
        raise AssertionError(f"{name} opens a modal loop, which no test can end: use open()")

    return modal


@pytest.fixture(autouse=True)
def no_modal_loops(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail at once where a test would wait for a person for ever."""
    for owner, names in MODAL.items():
        for name in names:
            monkeypatch.setattr(owner, name, _refuse(f"{owner.__name__}.{name}"))


def _windows(app: QApplication) -> list[QWidget]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # Qt keeps one tool tip for itself
    return [w for w in app.topLevelWidgets() if w.metaObject().className() != "QTipLabel"]


@pytest.fixture(autouse=True)
def nothing_left_over(qapp: QApplication) -> Iterator[None]:
    """Fail on windows and pool tasks that would reach into the next test."""
    yield
    if _windows(qapp):
        gc.collect()  # one that only a reference cycle kept was not left over
    names = [f"{type(w).__name__} {w.objectName()!r}" for w in _windows(qapp)]
    for window in _windows(qapp):
        window.hide()
        window.deleteLater()
    _windows(qapp)
    assert not names, f"windows left over (qtbot.addWidget): {names}"
    assert QThreadPool.globalInstance().waitForDone(5000), "a task of the thread pool still runs"


class OurApplication(KksApplication):
    """The program's own application object, as pytest-qt makes it."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments, Settings(theme="light"))


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """Test with the application object that the program has."""
    return OurApplication


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[TaskRunner]:
    """Background work that is over when the test is."""
    runner = TaskRunner()
    yield runner
    runner.shutdown()
    QCoreApplication.sendPostedEvents()
    assert not runner.busy, "a task was left running"


@pytest.fixture
def dialogs() -> Iterator[FakeDialogs]:
    """Prepared answers in place of dialogs; each must be asked for."""
    dialogs = FakeDialogs()
    yield dialogs
    assert dialogs.all_used(), "an answer was prepared that nobody asked for"


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Workspace]:
    """The practice district, nearly complete, on a real store."""
    workspace = open_practice(tmp_path / "data")
    yield workspace
    workspace.close()


@pytest.fixture
def practice_bridge(qapp: QApplication, practice: Workspace) -> Iterator[SessionBridge]:
    """The practice district as widgets see it."""
    bridge = SessionBridge(practice.require_session())
    yield bridge
    bridge.release()
