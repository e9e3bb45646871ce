"""Backups while work is done: soon after the start, then each hour in which something changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kks_desktop.services.backups import BEFORE_UPDATE, HOURLY, START

if TYPE_CHECKING:
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.main.tools import Tools
    from kks_desktop.qt.tasks import Task
    from kks_desktop.services.backups import BackupDesk, Outcome
    from kks_desktop.services.tasks import CancelToken, Progress

FIRST_AFTER_MS = 20_000
"""The first picture and the first typing come before the disk is made busy."""
LOOK_EVERY_MS = 60_000


class BackupWatch(QObject):
    """Makes every backup of the window, one at a time.

    Signals:
        begun(object): a backup is under way; its ``Task``.
        ended(object): what came of each place, a list of ``Outcome``.
        failed(object): none could be made at all; the exception.
    """

    begun = Signal(object)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        desk: BackupDesk,
        bridge: SessionBridge,
        tools: Tools,
        parent: QObject,
        first_after: int = FIRST_AFTER_MS,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self._tools = tools
        self._changed = False
        self._under_way = False
        self._reason = START
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_due)
        if desk.updated():  # the state as the program of before left it, so at once
            self._reason = BEFORE_UPDATE
            self._timer.start(0)
        else:
            self._timer.start(first_after)
        bridge.changed.connect(self._on_changed)

    def run(self, reason: str, label: str = "") -> Task | None:
        """Back up now; ``None`` while another is under way. With a label it shows itself."""
        if self._under_way:
            return None
        self._under_way, self._changed = True, False
        task = self._tools.runner.run(partial(_make, self.desk, reason), label)
        task.succeeded.connect(self._on_made)
        task.failed.connect(self.failed)
        task.cancelled.connect(self._on_cancelled)
        task.finished.connect(self._on_finished)
        self.begun.emit(task)
        return task

    @property
    def under_way(self) -> bool:
        """Whether a backup is being made."""
        return self._under_way

    def stop(self) -> None:
        """Begin no more."""
        self._timer.stop()

    @Slot(object)
    def _on_changed(self, _change: object) -> None:
        self._changed = True

    @Slot()
    def _on_due(self) -> None:
        if self._reason == BEFORE_UPDATE or (
            (self._changed or self._reason == START) and self.desk.due()
        ):
            self.run(self._reason)
        self._reason = HOURLY
        self._timer.start(LOOK_EVERY_MS)

    @Slot(object)
    def _on_made(self, outcomes: list[Outcome]) -> None:
        if outcomes[0].fault is None:
            self.desk.note_program()
        self.ended.emit(outcomes)

    @Slot()
    def _on_cancelled(self) -> None:
        self._changed = True

    @Slot()
    def _on_finished(self) -> None:
        self._under_way = False


def _make(desk: BackupDesk, reason: str, progress: Progress, cancel: CancelToken) -> list[Outcome]:
    return desk.make(reason, progress, cancel)
