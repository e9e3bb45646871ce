"""A session as seen by widgets: what happens on the writer thread arrives on the main one."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal, Slot

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
    _written = Signal(object)
    _refused = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._released = False
        # Queued to this object first: what arrives after release() goes no further, as the
        # widgets would ask a store that is closed by then.
        self._written.connect(self._on_written, Qt.ConnectionType.QueuedConnection)
        self._refused.connect(self._on_refused, Qt.ConnectionType.QueuedConnection)
        session.on_change.append(self._on_change)
        session.on_saved = self._written.emit
        session.on_failed = self._refused.emit

    def release(self) -> None:
        """Hear no more of the session; before this object goes away."""
        self._released = True
        self.session.on_change.remove(self._on_change)
        self.session.on_saved = None
        self.session.on_failed = None

    def _on_change(self, change: Change) -> None:
        self.changed.emit(change)

    @Slot(object)
    def _on_written(self, at: datetime) -> None:
        if not self._released:
            self.saved.emit(at)

    @Slot(object)
    def _on_refused(self, fault: KksError) -> None:
        if not self._released:
            self.failed.emit(fault)
