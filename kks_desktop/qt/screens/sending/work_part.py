"""What is seen while a bundle is written: which stage, how far, how fast, how long still."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from kks_desktop.qt.wording import size_words
from kks_desktop.services.pace import Pace, left_words
from kks_desktop.services.sending import READ_FROM, WRITE_FROM
from kks_desktop.services.targets import slow_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from kks_desktop.qt.forms.ui_sending import Ui_SendingPage
    from kks_desktop.qt.tasks import Task

LOOK_EVERY_MS = 1_000


class WorkPart(QObject):
    """Follows one task; a medium that stands still is seen to stand still."""

    def __init__(self, ui: Ui_SendingPage, parent: QObject) -> None:
        super().__init__(parent)
        self._ui = ui
        self._size = 0
        self._pace = Pace()
        self._done = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def follow(
        self,
        task: Task,
        words: str,
        size: int = 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Show a task from now on; ``size`` bytes are written and read back, 0 for neither."""
        ui = self._ui
        self._size, self._pace, self._done = size, Pace(clock), 0
        task.progress.connect(self._on_progress)
        task.finished.connect(self._timer.stop)
        ui.work_label.setText(words)
        ui.work_note.clear()
        ui.work_bar.setRange(0, 0)
        ui.cancel_button.setEnabled(True)
        self._timer.start()

    @Slot(object)
    def _on_progress(self, report: tuple[int, int]) -> None:
        done, total = report
        ui = self._ui
        ui.work_bar.setRange(0, 1000 if total else 0)
        ui.work_bar.setValue(done * 1000 // total if total else 0)
        if self._size and done >= WRITE_FROM:
            self._done = done
            read_back = done >= READ_FROM
            ui.work_label.setText(
                self.tr("Membaca ulang dan membandingkan")
                if read_back
                else self.tr("Menulis ke tempat tujuan")
            )
            bytes_done = 2 * self._size * (done - WRITE_FROM) // (total - WRITE_FROM)
            self._pace.note(bytes_done, 2 * self._size)

    @Slot()
    def look(self) -> None:
        """Say how fast it goes now, also while nothing is reported."""
        speed, left = self._pace.speed, self._pace.seconds_left
        if speed is None:
            return
        words = self.tr("{0} per detik").format(size_words(speed))
        if left is not None:
            words = f"{words}, {left_words(left)}"
        if self._pace.slow and self._done < READ_FROM:
            words = f"◐ {slow_words(speed)} {left_words(left or 0).capitalize()}."
        self._ui.work_note.setText(words)
