"""A page of fields in one scrolling column, each kept as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea, QWidget

from kks_desktop.qt.binding import FieldBinding

if TYPE_CHECKING:
    from kks_desktop.qt.bridge import SessionBridge


class FieldPage(QScrollArea):
    """What pages of fields have in common: the column, the binding, and its flush."""

    def __init__(self, bridge: SessionBridge, parent: QWidget | None, pause_ms: int) -> None:
        super().__init__(parent)
        self._session = bridge.session
        self._binding = FieldBinding(bridge, self, pause_ms)

    def flush(self) -> bool:
        """Commit whatever is typed; ``False`` if a text was refused."""
        return self._binding.flush()

    def show_field(self, code: str, field: str) -> None:
        """Put the cursor into a field of this page."""
        found = self._binding.focus(code, field)
        if found is not None:
            self.ensureWidgetVisible(found)
