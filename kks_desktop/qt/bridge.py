"""A session as seen by widgets: what happens on the writer thread arrives on the main one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal, Slot

from kks_desktop.domain.errors import KksError
from kks_desktop.services.fields import Key
from kks_desktop.services.proofs import ProofBook
from kks_desktop.services.session import Change, Edit, Session


class SessionBridge(QObject):
    """Turns a session's callbacks into signals.

    Signals:
        changed(object): a ``Change``, after every edit, undo, redo and restore.
        saved(object): when what was set became durable (``datetime``).
        failed(object): the ``KksError`` of a text that was refused or did not reach the disk.
        accepted: no text is refused or waiting any more.
        typing: something was typed that is not handed over yet.
        texts_changed: what ``texts`` gives is not what it was.
    """

    changed = Signal(object)
    saved = Signal(object)
    failed = Signal(object)
    accepted = Signal()
    typing = Signal()
    texts_changed = Signal()
    _written = Signal(object)
    _lost = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.proofs = ProofBook(session)
        self._refused: dict[Key, str] = {}
        self._typed: dict[Key, str] = {}
        self._forms: dict[Key, str] = {}
        self._released = False
        # Queued to this object first: what arrives after release() goes no further, as the
        # widgets would ask a store that is closed by then.
        self._written.connect(self._on_written, Qt.ConnectionType.QueuedConnection)
        self._lost.connect(self._on_lost, Qt.ConnectionType.QueuedConnection)
        session.on_change.append(self._on_change)
        session.on_saved = self._written.emit
        session.on_failed = self._lost.emit

    @property
    def refused(self) -> frozenset[Key]:
        """Fields whose text on the screen the session does not take as it is."""
        return frozenset(self._refused)

    @property
    def typed(self) -> frozenset[Key]:
        """Fields in which something is typed that was not handed over yet."""
        return frozenset(self._typed)

    @property
    def texts(self) -> dict[Key, str]:
        """What stands on the screen only, by the field that it is for, or the form it is in."""
        return {**self._forms, **self._refused, **self._typed}

    def note_typed(self, code: str, field: str, text: str) -> None:
        """A text is being typed; ``commit`` of the field follows."""
        self._typed[(code, field)] = text
        self.typing.emit()
        self.texts_changed.emit()

    def note_untyped(self, code: str, field: str) -> None:
        """What was being typed was handed over in another way, or given up by the person."""
        self._typed.pop((code, field), None)
        self.texts_changed.emit()
        if not self._refused and not self._typed:
            self.accepted.emit()

    def note_form(self, form: str, field: str, text: str) -> None:
        """A text is typed into a form that a button hands over; empty: it no longer is."""
        if text:
            self._forms[(form, field)] = text
        else:
            self._forms.pop((form, field), None)
        self.texts_changed.emit()

    def commit(self, edits: Sequence[Edit], label: str, visit: str = "") -> bool:
        """Hand edits over; ``False`` if they were refused and are only on the screen."""
        texts = {(edit.code, edit.field): edit.raw for edit in edits}
        try:
            self.session.set(edits, label, visit)
        except KksError as fault:
            self._refused |= texts
            self._forget(self._typed, texts)
            self.texts_changed.emit()
            self.failed.emit(fault)
            return False
        waited = self._forget(self._refused, texts) | self._forget(self._typed, texts)
        if waited:
            self.texts_changed.emit()
        if waited and not self._refused and not self._typed:
            self.accepted.emit()
        return True

    def release(self) -> None:
        """Hear no more of the session; before this object goes away."""
        self._released = True
        self.session.on_change.remove(self._on_change)
        self.proofs.release()
        self.session.on_saved = None
        self.session.on_failed = None

    @staticmethod
    def _forget(held: dict[Key, str], keys: Iterable[Key]) -> bool:
        """Take keys out; tells whether one of them was held."""
        return any([held.pop(key, None) is not None for key in keys])

    def _on_change(self, change: Change) -> None:
        self.changed.emit(change)

    @Slot(object)
    def _on_written(self, at: datetime) -> None:
        if not self._released:
            self.saved.emit(at)

    @Slot(object)
    def _on_lost(self, fault: KksError) -> None:
        if not self._released:
            self.failed.emit(fault)
