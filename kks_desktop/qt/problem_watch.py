"""Looks for problems after changes, never while somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from kks_desktop.domain.problems.model import Problem
    from kks_desktop.qt.bridge import SessionBridge

AFTER_MS = 600
"""Rest after the last change before looking: longer than between two keys."""


class ProblemWatch(QObject):
    """The problems of the open assessment, looked for again when changes have come to rest.

    Signals:
        found(object): the problems (a tuple), after each look.
    """

    found = Signal(object)

    def __init__(
        self, bridge: SessionBridge, parent: QObject | None = None, after_ms: int = AFTER_MS
    ) -> None:
        super().__init__(parent)
        self._session = bridge.session
        self._problems: tuple[Problem, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(after_ms)
        self._timer.timeout.connect(self._look)
        self._bridge = bridge

    def start(self, damaged: frozenset[str] = frozenset()) -> None:
        """Look soon, and from now on after every change; these files are known as damaged."""
        self._bridge.proofs.set_damaged(damaged)
        self._bridge.changed.connect(self._on_changed)
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def set_damaged(self, damaged: frozenset[str]) -> None:
        """Files of proof that are no longer whole, by SHA-256."""
        if damaged != self._bridge.proofs.damaged:
            self._bridge.proofs.set_damaged(damaged)
            self._timer.start()

    def current(self) -> tuple[Problem, ...]:
        """The problems as of now: looks at once if something changed since the last look."""
        if self._timer.isActive():
            self._timer.stop()
            self._look()
        return self._problems

    @Slot(object)
    def _on_changed(self, _change: object) -> None:
        self._timer.start()

    @Slot()
    def _look(self) -> None:
        # only here: the first picture waits for no rules
        from kks_desktop.services.problems import problems

        self._problems = problems(self._session, self._bridge.proofs)
        self.found.emit(self._problems)
