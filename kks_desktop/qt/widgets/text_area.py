"""A text of several lines that is as tall as what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from kks_desktop.qt.theme import line_height, space
from kks_desktop.qt.widgets.entry_line import is_undo

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QResizeEvent, QWheelEvent

MAX_LINES = 8


class TextArea(QPlainTextEdit):
    """A note or a reason; Tab goes on to the next field, Enter makes a line.

    Signals:
        edited: a person changed the text; carries the field's key.
        entered: the cursor came in; carries the key.
        left: the cursor went away; carries the key.
    """

    edited = Signal(str)
    entered = Signal(str)
    left = Signal(str)

    def __init__(self, key: str = "", parent: QWidget | None = None, lines: int = 2) -> None:
        super().__init__(parent)
        self.key = key
        self._lines = lines
        self._loading = False
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)  # the window's undo covers every field
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._on_text_changed)
        self._fit()

    def raw(self) -> str:
        """The text."""
        return self.toPlainText()

    def set_raw(self, raw: str) -> None:
        """Show a stored text; no signal."""
        if raw != self.toPlainText():
            self._loading = True
            self.setPlainText(raw)
            self._loading = False

    @Slot()
    def _on_text_changed(self) -> None:
        self._fit()
        if not self._loading:
            self.edited.emit(self.key)

    def _fit(self) -> None:
        lines = int(self.document().size().height())
        height = self._height_of(min(MAX_LINES, max(self._lines, lines)))
        if height != self.height():
            self.setFixedHeight(height)

    def _height_of(self, lines: int) -> int:
        margin = int(self.document().documentMargin())
        return lines * max(line_height(), self.fontMetrics().lineSpacing()) + 2 * margin + space(2)

    # ------------------------------------------------------------ Qt

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        if is_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height_of(self._lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus() and self.verticalScrollBar().isVisible():
            super().wheelEvent(event)
        else:
            event.ignore()  # the page scrolls

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.entered.emit(self.key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit(self.key)
