"""Looks what sending would carry, on a thread of its own: a full dossier takes a moment."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kks_desktop.services import sending

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kks_desktop.qt.tasks import TaskRunner
    from kks_desktop.services.fields import Key
    from kks_desktop.services.sending import SendPlan
    from kks_desktop.services.tasks import CancelToken, Progress
    from kks_desktop.services.workspace import Workspace


class PlanLooker(QObject):
    """Finds the plan of the fields as they are; asked again meanwhile, it looks again.

    Signals:
        found(object): the ``SendPlan``.
        failed(object): why it could not be found.
    """

    found = Signal(object)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._runner = runner
        self._looking = False
        self._again = False

    def look(self) -> None:
        """Look now, or once more after the look under way."""
        if self._looking:
            self._again = True
            return
        self._looking = True
        fields = self._workspace.require_session().fields
        task = self._runner.run(partial(_plan_job, self._workspace, fields))
        task.succeeded.connect(self._on_found)
        task.failed.connect(self.failed)
        task.finished.connect(self._on_finished)

    @Slot(object)
    def _on_found(self, plan: SendPlan) -> None:
        if not self._again:
            self.found.emit(plan)

    @Slot()
    def _on_finished(self) -> None:
        self._looking = False
        if self._again and not self._runner.closed:
            self._again = False
            self.look()


def _plan_job(
    workspace: Workspace, fields: Mapping[Key, str], _progress: Progress, _cancel: CancelToken
) -> SendPlan:
    return sending.plan(workspace, fields)
