"""A session as seen by widgets: what happens on the writer thread arrives on the main one."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from kks_desktop.domain.errors import KksError
from kks_desktop.services.session import Change, Session


class SessionBridge(QObject):
    """Turns a session's callbacks into signals.

    Signals:
        changed(object): a ``Change``, after every edit, undo, redo and restore.
        saved(object): when what was set became durable (``datetime``).
        failed(object): the ``KksError`` of a write that did not reach the disk.
    """

    changed = Signal(object)
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        session.on_change.append(self._on_change)
        session.on_saved = self._on_saved
        session.on_failed = self._on_failed

    def release(self) -> None:
        """Hear no more of the session; before this object goes away."""
        self.session.on_change.remove(self._on_change)
        self.session.on_saved = None
        self.session.on_failed = None

    def _on_change(self, change: Change) -> None:
        self.changed.emit(change)

    def _on_saved(self, at: datetime) -> None:
        """Called on the writer thread: the signal is queued to its receivers' thread."""
        self.saved.emit(at)

    def _on_failed(self, fault: KksError) -> None:
        self.failed.emit(fault)
