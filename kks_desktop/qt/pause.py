"""When what is typed is handed over: as typing pauses, and now and then while it does not."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

PAUSE_MS = 400
LONGEST_MS = 1000
"""Typing without a pause is handed over about this often: a power cut takes no more."""


class TypingPause(QTimer):
    """Fires once after a pause in typing, or soon after ``LONGEST_MS`` of typing without one."""

    def __init__(self, parent: QObject, pause_ms: int = PAUSE_MS) -> None:
        super().__init__(parent)
        self._typing = QElapsedTimer()
        self.setSingleShot(True)
        self.setInterval(pause_ms)

    def note_typed(self) -> None:
        """A key was pressed."""
        if not self.isActive():
            self._typing.start()
        if self._typing.elapsed() < LONGEST_MS:
            self.start()
