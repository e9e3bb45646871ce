"""The part of the menu that is about other years: a new assessment, the earlier ones."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kks_desktop.domain.errors import KksError
from kks_desktop.qt.main.entries import BIN, CARRIED, NEW
from kks_desktop.services.workspace import DISTRICT
from kks_desktop.services.years import assessments, waiting

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kks_desktop.qt.main.actions import Actions
    from kks_desktop.qt.main.tools import Tools
    from kks_desktop.services.workspace import Workspace


class YearMenu(QObject):
    """Offers what can be done here, and says what was chosen.

    Signals:
        place_requested(str): open a page of this assessment.
        assessment_requested(int): open another assessment, by its id; 0 for the newest.
        leaving(object): what ends the work on this assessment, a callable without arguments.
        failed(object): what was chosen could not be done, as a ``KksError``.
    """

    place_requested = Signal(str)
    assessment_requested = Signal(int)
    leaving = Signal(object)
    failed = Signal(object)

    def __init__(
        self, workspace: Workspace, actions: Actions, tools: Tools, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._workspace = workspace
        self._tools = tools
        self._window = parent
        self._session = session = workspace.require_session()
        district = session.info.role == DISTRICT
        actions.new_assessment.setVisible(district and not session.read_only)
        actions.connect(actions.new_assessment, self._on_new)
        actions.connect(actions.carried, self._on_carried)
        actions.bin.setVisible(district)
        actions.connect(actions.bin, self._on_bin)
        actions.connect(actions.discard, self._on_discard)
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
    def _on_bin(self) -> None:
        self.place_requested.emit(BIN)

    @Slot()
    def _on_discard(self) -> None:
        from kks_desktop.domain.bin import BIN_DAYS
        from kks_desktop.qt.dialogs import Question

        year = self._session.info.year
        question = Question(
            self.tr("Buang penilaian ini"),
            self.tr(
                "Penilaian {0} dipindahkan ke tempat sampah dengan semua isiannya, dan penilaian "
                "sebelumnya dapat diisi lagi. Selama {1} hari dapat dikembalikan dari menu ⋯, "
                "Tempat sampah."
            ).format(year, BIN_DAYS),
            yes=self.tr("Buang penilaian {0}").format(year),
            risky=True,
        )
        self._tools.dialogs.confirm(
            self._window, question, partial(self.leaving.emit, self._discard)
        )

    def _discard(self) -> None:
        from kks_desktop.services.bin import discard_assessment

        try:
            discard_assessment(self._workspace)
        except KksError as fault:
            self.failed.emit(fault)
            return
        self.assessment_requested.emit(0)

    @Slot()
    def _on_menu(self) -> None:
        """Offer only what there is to do: data that waits, an assessment begun by mistake."""
        from kks_desktop.services.bin import why_it_stays

        self._actions.carried.setVisible(bool(waiting(self._session)))
        self._actions.discard.setVisible(not why_it_stays(self._workspace))
