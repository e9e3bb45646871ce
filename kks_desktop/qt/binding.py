"""Joins entry widgets to fields of the session: committed as typing pauses or a field is left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Qt, Slot

from kks_desktop.qt.pause import PAUSE_MS, TypingPause
from kks_desktop.services.session import Edit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.widgets.cell_line import CellLine
    from kks_desktop.qt.widgets.number_edit import NumberEdit
    from kks_desktop.qt.widgets.text_area import TextArea
    from kks_desktop.qt.widgets.text_line import TextLine
    from kks_desktop.qt.widgets.years_field import YearsField
    from kks_desktop.qt.widgets.yes_no import YesNoField
    from kks_desktop.services.session import Change

    Field = NumberEdit | TextLine | TextArea | CellLine | YesNoField | YearsField


@dataclass(slots=True)
class _Bound:
    widget: Field
    code: str
    field: str
    label: str
    visit: str = ""


class FieldBinding(QObject):
    """Keeps a page's fields and the session the same.

    One visit of a field is one step of undo and one row of history. A text that is
    refused stays in its widget and is handed over again with the next try.
    """

    def __init__(self, bridge: SessionBridge, parent: QObject, pause_ms: int = PAUSE_MS) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._session = bridge.session
        self._bound: dict[str, _Bound] = {}
        self._waiting: set[str] = set()
        self._committing = ""
        self._timer = TypingPause(self, pause_ms)
        self._timer.timeout.connect(self._on_pause)
        bridge.changed.connect(self._on_changed)

    def add(self, widget: Field, code: str, field: str, label: str) -> None:
        """Show a field in a widget and keep what is typed there; ``label`` names it for undo."""
        widget.key = f"{code} {field}"
        widget.set_raw(self._session.raw(code, field))
        widget.setEnabled(not self._session.read_only)
        self._bound[widget.key] = _Bound(widget, code, field, label)
        widget.edited.connect(self._on_edited)
        widget.entered.connect(self._on_entered)
        widget.left.connect(self._on_left)

    def focus(self, code: str, field: str) -> QWidget | None:
        """Put the cursor into a field; its widget, or ``None`` if none shows it."""
        bound = self._bound.get(f"{code} {field}")
        if bound is None:
            return None
        bound.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return bound.widget

    def flush(self) -> bool:
        """Commit whatever is typed; ``False`` if a text was refused and waits on."""
        self._timer.stop()
        for key in sorted(self._waiting):
            bound = self._bound[key]
            bound.visit = bound.visit or uuid4().hex
            edit = Edit(bound.code, bound.field, bound.widget.raw().strip())
            self._committing = key
            try:
                if self._bridge.commit([edit], bound.label, bound.visit):
                    self._waiting.discard(key)
            finally:
                self._committing = ""
        return not self._waiting

    @Slot()
    def _on_pause(self) -> None:
        self.flush()

    @Slot(str)
    def _on_edited(self, key: str) -> None:
        self._waiting.add(key)
        bound = self._bound[key]
        self._bridge.note_typed(bound.code, bound.field, bound.widget.raw())
        self._timer.note_typed()

    @Slot(str)
    def _on_entered(self, key: str) -> None:
        self._bound[key].visit = uuid4().hex

    @Slot(str)
    def _on_left(self, key: str) -> None:
        if key in self._waiting:
            self.flush()

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        for code, field in change.keys:
            key = f"{code} {field}"
            bound = self._bound.get(key)
            # What is typed but not yet committed is newer than any change that comes in.
            if bound is not None and key not in self._waiting and key != self._committing:
                bound.widget.set_raw(self._session.raw(code, field))
