"""What is typed but not yet handed to the session, and when it is."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from PySide6.QtCore import QObject, Signal, Slot

from kks_desktop.qt.bridge import SessionBridge
from kks_desktop.qt.pause import PAUSE_MS, TypingPause
from kks_desktop.services.session import Edit


class PendingEdits(QObject):
    """Commits each field when typing pauses, when it is left, and when asked.

    One focus visit of a field is one step of undo and one row of history. A text that
    is refused stays here and is handed over again with the next try.

    Signals:
        paused: typing paused; what is pending is about to be committed.
    """

    paused = Signal()

    def __init__(
        self,
        bridge: SessionBridge,
        label: Callable[[str], str],
        parent: QObject,
        pause_ms: int = PAUSE_MS,
    ) -> None:
        """``label`` names a field for undo."""
        super().__init__(parent)
        self._bridge = bridge
        self._label = label
        self._code = ""
        self._texts: dict[str, str] = {}
        self._visits: dict[str, str] = {}
        self._busy: frozenset[tuple[str, str]] = frozenset()
        self._timer = TypingPause(self, pause_ms)
        self._timer.timeout.connect(self._on_pause)

    def open(self, code: str) -> None:
        """Take edits of another indicator; nothing may be pending."""
        self._code = code
        self._visits = {}

    def begin_visit(self, field: str) -> None:
        """Focus came into a field: what follows is a step of its own."""
        self._visits[field] = uuid4().hex

    def put(self, field: str, text: str) -> None:
        """A person changed a field."""
        self._texts[field] = text
        self._bridge.note_typed(self._code, field, text)
        self._timer.note_typed()

    def has(self, field: str) -> bool:
        """Whether a field's text waits to be committed."""
        return field in self._texts

    @property
    def writing(self) -> frozenset[tuple[str, str]]:
        """The keys being handed over just now: their change is our own."""
        return self._busy

    def flush(self) -> bool:
        """Hand over whatever waits; ``False`` if a text was refused and waits on."""
        self._timer.stop()
        for field, text in list(self._texts.items()):
            visit = self._visits.setdefault(field, uuid4().hex)
            if self.commit([Edit(self._code, field, text)], self._label(field), visit):
                del self._texts[field]
        return not self._texts

    def commit(self, edits: list[Edit], label: str, visit: str = "") -> bool:
        """Hand edits over in one step, as our own; ``False`` if they were refused."""
        self._busy = frozenset((edit.code, edit.field) for edit in edits)
        try:
            return self._bridge.commit(edits, label, visit)
        finally:
            self._busy = frozenset()

    def stop(self) -> None:
        """Let nothing fire any more."""
        self._timer.stop()

    @Slot()
    def _on_pause(self) -> None:
        self.paused.emit()
        self.flush()
