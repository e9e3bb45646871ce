"""What only some pages need, made when the first of them does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import TaskRunner


class Tools(QObject):
    """Dialogs, and background work with its line in the window."""

    def __init__(self, place: QVBoxLayout, parent: QObject, dialogs: Dialogs | None) -> None:
        super().__init__(parent)
        self._place = place
        self._dialogs = dialogs
        self._runner: TaskRunner | None = None

    @property
    def dialogs(self) -> Dialogs:
        """What asks the person."""
        if self._dialogs is None:
            from kks_desktop.qt.dialogs import QtDialogs

            self._dialogs = QtDialogs()
        return self._dialogs

    @property
    def runner(self) -> TaskRunner:
        """What runs long work; it shows itself at the foot of the window."""
        if self._runner is None:
            from kks_desktop.qt.tasks import TaskBar, TaskRunner

            bar = TaskBar()
            self._place.addWidget(bar)
            self._runner = TaskRunner(self)
            self._runner.started.connect(bar.follow)
        return self._runner

    def shut_down(self) -> None:
        """Stop background work and wait for it."""
        if self._runner is not None:
            self._runner.shutdown()
