"""Looks again and again what drives are plugged in, on a thread of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from kks_desktop.qt.tasks import TaskRunner
    from kks_desktop.services.tasks import CancelToken, Progress

EVERY_MS = 2_000


class VolumeWatch(QObject):
    """Calls ``look`` on a worker while it is started, and tells what it gave when that changes.

    A look that hangs, because a drive does, is waited for: there is never a second one.

    Signals:
        changed(object): what ``look`` gave.
    """

    changed = Signal(object)

    def __init__(
        self,
        runner: TaskRunner,
        look: Callable[[], Any],
        parent: QObject,
        every: int = EVERY_MS,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._look = look
        self._last: object = None
        self._looking = False
        self._again = False
        self._timer = QTimer(self)
        self._timer.setInterval(every)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look now, and from now on."""
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Look no more; what is under way ends without a word."""
        self._timer.stop()

    def look_anew(self) -> None:
        """Tell again what there is, also if it is what was told last."""
        self._last = None
        self.look()

    @Slot()
    def look(self) -> None:
        """Look once, unless a look is under way: then once more after it."""
        if self._looking:
            self._again = self._last is None
            return
        if self._runner.closed:
            return
        self._looking = True
        task = self._runner.run(self._job)
        task.succeeded.connect(self._on_found)
        task.finished.connect(self._on_finished)

    def _job(self, _progress: Progress, _cancel: CancelToken) -> Any:
        return self._look()

    @Slot(object)
    def _on_found(self, found: object) -> None:
        if self._timer.isActive() and found != self._last:
            self._last = found
            self.changed.emit(found)

    @Slot()
    def _on_finished(self) -> None:
        self._looking = False
        if self._again and self._timer.isActive():
            self._again = False
            self.look()
