"""Work in the background: jobs run on threads, everything about them arrives on the main thread."""

from __future__ import annotations

import logging
import sys
import time
from concurrent.futures import CancelledError as FutureCancelled
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from kks_desktop.domain.errors import KksError
from kks_desktop.services.tasks import CancelledError, CancelToken

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    Job = Callable[..., Any]
    """Called with ``Progress`` and ``CancelToken``."""

_log = logging.getLogger(__name__)
WORKERS = 2
INTERVAL = 0.1
"""Seconds between two reports of progress; more would only fill the event queue."""
SHOW_AFTER = 600
SHOW_AT_LEAST = 500
"""Milliseconds: short work shows nothing, and what is shown does not flash."""


class Task(QObject):
    """One job under way; it lives on the main thread, so its signals arrive there.

    Signals:
        progress(object): a tuple ``(done, total)``, at most ten in a second.
        partial(object): a part of the result that can be shown already.
        succeeded(object): what the job returned.
        failed(object): a ``KksError``, or any other exception, which is a bug.
        cancelled(): the job stopped because it was asked to.
        finished(): after each of these three.
    """

    progress = Signal(object)
    partial = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()
    _reported = Signal(object)
    _shown = Signal(object)
    _ended = Signal(object)

    def __init__(self, job: Job, label: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Kept here, so that what the job holds is never freed on the worker thread.
        self._job = job
        self._token = CancelToken()
        self._last = -INTERVAL
        self._future: Future[Any] | None = None
        self.label = label
        self.running = True
        # Queued, so that nothing is lost before the caller had time to connect.
        queued = Qt.ConnectionType.QueuedConnection
        self._reported.connect(self.progress, queued)
        self._shown.connect(self.partial, queued)
        self._ended.connect(self._on_ended, queued)

    @Slot()
    def cancel(self) -> None:
        """Ask the job to stop; ``cancelled`` follows when it has."""
        self._token.cancel()

    def start(self, executor: ThreadPoolExecutor, *, in_parts: bool) -> None:
        """Hand the job to a thread; only the runner does this."""
        more = (self._shown.emit,) if in_parts else ()
        self._future = executor.submit(self._job, self._report, self._token, *more)
        self._future.add_done_callback(self._ended.emit)

    def _report(self, done: int, total: int) -> None:
        """Pass progress on; called on the worker thread."""
        now = time.monotonic()
        if done >= total or now - self._last >= INTERVAL:
            self._last = now
            self._reported.emit((done, total))

    @Slot(object)
    def _on_ended(self, future: Future[Any]) -> None:
        self.running = False
        try:
            result = future.result()
        except (CancelledError, FutureCancelled):
            self.cancelled.emit()
        except KksError as fault:
            _log.warning("task failed: %s", fault.code)
            self.failed.emit(fault)
        except Exception as fault:  # noqa: BLE001 - a bug: shown here and reported once
            self.failed.emit(fault)
            sys.excepthook(type(fault), fault, fault.__traceback__)
        else:
            self.succeeded.emit(result)
        self.finished.emit()


class TaskRunner(QObject):
    """Starts jobs and keeps their tasks for as long as they run.

    Signals:
        started(object): the ``Task``, for whoever shows progress.
    """

    started = Signal(object)

    def __init__(self, parent: QObject | None = None, workers: int = WORKERS) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(workers, thread_name_prefix="kks")
        self._tasks: set[Task] = set()
        self.closed = False

    def run(self, job: Job, label: str = "", *, in_parts: bool = False) -> Task:
        """Start ``job(progress, cancel)``; connect to the task before returning to the loop.

        Without a label it is a small thing that nobody needs to be told about. A job
        ``in_parts`` is also given what it calls with each part that can be shown before
        the end.
        """
        task = Task(job, label, self)
        if self.closed:
            return task  # what still arrives while the window closes begins nothing any more
        self._tasks.add(task)
        task.finished.connect(self._on_task_finished)
        task.start(self._executor, in_parts=in_parts)
        if label:
            self.started.emit(task)
        return task

    @property
    def busy(self) -> bool:
        """Tell whether any job still runs or waits."""
        return bool(self._tasks)

    def cancel_all(self) -> None:
        """Ask every job to stop."""
        for task in self._tasks:
            task.cancel()

    def shutdown(self) -> None:
        """Stop every job and wait for the threads; what is started afterwards never begins."""
        self.closed = True
        self.cancel_all()
        self._executor.shutdown(wait=True, cancel_futures=True)

    @Slot()
    def _on_task_finished(self) -> None:
        task = self.sender()
        if isinstance(task, Task):
            self._tasks.discard(task)
            # Whoever got the task may still look at it in a slot of the same signal.
            QTimer.singleShot(0, task, task.deleteLater)


class TaskBar(QWidget):
    """A line with what is being done, how far, and a button to stop it; hidden when idle."""

    def __init__(
        self,
        parent: QWidget | None = None,
        show_after: int = SHOW_AFTER,
        show_at_least: int = SHOW_AT_LEAST,
    ) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._shown = QElapsedTimer()
        self._at_least = show_at_least
        self._show_timer = self._make_timer(show_after, self._on_show_due)
        self._hide_timer = self._make_timer(show_at_least, self.hide)
        self._label = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.cancel_button = QPushButton(self.tr("Batal"))
        self.cancel_button.clicked.connect(self._on_cancel_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._label)
        row.addWidget(self._bar, 1)
        row.addWidget(self.cancel_button)
        self.hide()

    def follow(self, task: Task, cancellable: bool = True) -> None:
        """Show this task from now on; the one before is left to itself."""
        if self._task is not None:
            self._task.progress.disconnect(self._on_progress)
            self._task.finished.disconnect(self._on_finished)
        self._task = task
        task.progress.connect(self._on_progress)
        task.finished.connect(self._on_finished)
        self._label.setText(task.label)
        self.cancel_button.setVisible(cancellable)
        self.cancel_button.setEnabled(True)
        self._bar.setRange(0, 0)
        self._hide_timer.stop()
        if self.isHidden():
            self._show_timer.start()

    @Slot(object)
    def _on_progress(self, report: tuple[int, int]) -> None:
        done, total = report
        # In thousandths, because a bundle may have more bytes than a C int can count.
        self._bar.setRange(0, 1000 if total else 0)
        self._bar.setValue(done * 1000 // total if total else 0)

    @Slot()
    def _on_finished(self) -> None:
        self._task = None
        self._show_timer.stop()
        if not self.isHidden():
            self._hide_timer.start(max(0, self._at_least - int(self._shown.elapsed())))

    @Slot()
    def _on_show_due(self) -> None:
        self._shown.start()
        self.show()

    @Slot()
    def _on_cancel_clicked(self) -> None:
        if self._task is not None:
            self.cancel_button.setEnabled(False)
            self._label.setText(self.tr("Menghentikan"))
            self._task.cancel()

    def _make_timer(self, interval: int, slot: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(slot)
        return timer
