"""The mark of an answer state as a small widget, with its words for those who cannot see it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kks_desktop.domain.look import STATE_MARKS
from kks_desktop.qt import icons
from kks_desktop.qt.theme import colours, line_height


def state_words(state: str) -> str:
    """What an answer state is called."""
    return STATE_MARKS.get(state, ("", ""))[1]


class StateMark(QWidget):
    """✓ ◐ ▲ ○ ↩ in the state's colour."""

    def __init__(self, state: str = "kosong", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(state)

    @property
    def state(self) -> str:
        """The state shown."""
        return self._state

    def set_state(self, state: str) -> None:
        """Show another state."""
        if state != self._state:
            self._state = state
            self.setToolTip(state_words(state))
            self.setAccessibleName(state_words(state))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(line_height(), line_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.draw_state(
            painter, QRectF(self.rect()), self._state, colours(self).state(self._state)
        )
        painter.end()
