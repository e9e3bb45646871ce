"""Tells whether what was typed is safe on the disk."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from kks_desktop.qt import icons
from kks_desktop.qt.theme import colours, line_height, restyle, space
from kks_desktop.qt.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_MARKS = {"saved": "saved", "waiting": "waiting", "failed": "problem"}


class SavedLabel(ElidedLabel):
    """``Tersimpan 10.42 · Siti``, ``Menyimpan…``, or that it did not work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._state = ""
        self.setContentsMargins(line_height() + space(), 0, 0, 0)

    @property
    def state(self) -> str:
        """``saved``, ``waiting``, ``failed``, or empty."""
        return self._state

    def show_saved(self, at: datetime | None, who: str = "") -> None:
        """Everything is durable, last written then by that person; ``None``: nothing was."""
        if at is None:
            self._show("", "", "")
            return
        words = self.tr("Tersimpan {}").format(at.strftime("%H.%M"))
        today = datetime.now(at.tzinfo).date()
        if at.date() != today:
            words = self.tr("Tersimpan {} {}").format(at.strftime("%d/%m/%Y"), at.strftime("%H.%M"))
        self._show("saved", f"{words} · {who}" if who else words, "")

    def show_waiting(self) -> None:
        """Something is still on its way to the disk."""
        self._show("waiting", self.tr("Menyimpan…"), "")

    def show_failed(self, sentence: str) -> None:
        """It could not be written; the text is kept on the screen."""
        self._show("failed", self.tr("Belum tersimpan di cakram"), sentence)

    def _show(self, state: str, words: str, tip: str) -> None:
        self._state = state
        self.setText(words)
        self.setToolTip(tip)
        self.setAccessibleDescription(tip)
        role = "problem" if state == "failed" else "muted"
        if self.property("role") != role:
            self.setProperty("role", role)
            restyle(self)
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(line_height() * 4, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._state:
            return
        mode = colours(self)
        names = {"saved": mode.accent, "waiting": mode.muted, "failed": mode.problem}
        painter = QPainter(self)
        side = line_height()
        box = QRectF(0, (self.height() - side) / 2, side, side)
        icons.draw(painter, box, _MARKS[self._state], QColor(names[self._state]))
        painter.end()
