"""One line of text that commits like every other field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from kks_desktop.qt.widgets.entry_line import EntryLine

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

MAX_LENGTH = 200


class TextLine(EntryLine):
    """A name or an office."""

    def __init__(self, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(key, parent)
        self.setMaxLength(MAX_LENGTH)
        self.textEdited.connect(self._on_text_edited)

    def set_raw(self, raw: str) -> None:
        """Show a stored text; no signal."""
        if raw != self.text():
            self.setMaxLength(max(MAX_LENGTH, len(raw)))  # a stored text is never cut
            self.setText(raw)

    @Slot(str)
    def _on_text_edited(self, _text: str) -> None:
        self.edited.emit(self.key)
