"""What sending now would be called, found out beside the typing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from kks_desktop.qt.main.tools import Tools
    from kks_desktop.services.fields import Key
    from kks_desktop.services.submission import HandOver, Revision
    from kks_desktop.services.tasks import CancelToken, Progress
    from kks_desktop.services.workspace import Workspace

AFTER_MS = 1000


class RevisionName(QObject):
    """Looks a moment after the last change, on a thread of its own.

    Signals:
        found(object, object): the ``Revision``, and the last ``HandOver`` or ``None``.
        failed(object): it could not be looked up; the exception.
    """

    found = Signal(object, object)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tools = tools
        self._looking = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self._on_due)

    def look_soon(self) -> None:
        """Look again after a moment without changes."""
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    @Slot()
    def _on_due(self) -> None:
        if self._looking:
            self._timer.start()  # what changed meanwhile is looked at afterwards
            return
        self._looking = True
        fields = self._workspace.require_session().fields
        task = self._tools.runner.run(partial(_look, self._workspace, fields))
        task.succeeded.connect(self._on_found)
        task.failed.connect(self.failed)
        task.finished.connect(self._on_finished)

    @Slot(object)
    def _on_found(self, found: tuple[Revision, HandOver | None]) -> None:
        self.found.emit(*found)

    @Slot()
    def _on_finished(self) -> None:
        self._looking = False


def _look(
    workspace: Workspace, fields: dict[Key, str], progress: Progress, cancel: CancelToken
) -> tuple[Revision, HandOver | None]:
    from kks_desktop.services.submission import last_sent, revision_of

    return revision_of(workspace, fields), last_sent(workspace)
