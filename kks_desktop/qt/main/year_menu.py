"""The part of the menu that is about other years: a new assessment, the earlier ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kks_desktop.qt.main.entries import CARRIED, NEW
from kks_desktop.services.workspace import DISTRICT
from kks_desktop.services.years import assessments, waiting

if TYPE_CHECKING:
    from kks_desktop.qt.main.actions import Actions
    from kks_desktop.services.workspace import Workspace


class YearMenu(QObject):
    """Offers what can be done here, and says what was chosen.

    Signals:
        place_requested(str): open a page of this assessment.
        assessment_requested(int): open another assessment, by its id.
    """

    place_requested = Signal(str)
    assessment_requested = Signal(int)

    def __init__(self, workspace: Workspace, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions
        self._session = session = workspace.require_session()
        district = session.info.role == DISTRICT
        actions.new_assessment.setVisible(district and not session.read_only)
        actions.connect(actions.new_assessment, self._on_new)
        actions.connect(actions.carried, self._on_carried)
        actions.menu.aboutToShow.connect(self._on_menu)
        found = [
            (row.id, self.tr("Penilaian {0}").format(row.year)) for row in assessments(workspace)
        ]
        actions.show_assessments(found, session.info.id, self.assessment_requested.emit)

    @Slot()
    def _on_new(self) -> None:
        self.place_requested.emit(NEW)

    @Slot()
    def _on_carried(self) -> None:
        self.place_requested.emit(CARRIED)

    @Slot()
    def _on_menu(self) -> None:
        """Offer what was carried only while some of it waits."""
        self._actions.carried.setVisible(bool(waiting(self._session)))
