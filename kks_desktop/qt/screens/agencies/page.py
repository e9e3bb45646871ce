"""OPD & rencana: three views of what is left to do, of which one is in front."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kks_desktop.qt.screens.agencies.agencies_tab import AgenciesTab
from kks_desktop.qt.screens.agencies.plan_tab import PlanTab
from kks_desktop.qt.screens.agencies.verified_tab import VerifiedTab
from kks_desktop.qt.theme import role_label, space
from kks_desktop.services.agencies import standing_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import TaskRunner


class AgenciesPage(QWidget):
    """Who must do what, and what already holds.

    Signals:
        open_requested(str): an indicator (``1.06``, ``K.09``) or a tatanan (``1``).
    """

    open_requested = Signal(str)

    def __init__(
        self,
        bridge: SessionBridge,
        runner: TaskRunner,
        dialogs: Dialogs,
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._session = bridge.session
        self._stale = True
        self.agencies = AgenciesTab(bridge, runner, dialogs, today)
        self.plan = PlanTab(bridge)
        self.verified = VerifiedTab(self._session.instrument)
        self._tabs = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._build()
        for tab in (self.agencies, self.plan, self.verified):
            tab.open_requested.connect(self.open_requested)
        self.verified.agency_requested.connect(self._on_agency_requested)
        self._tabs.idClicked.connect(self._on_tab_clicked)
        bridge.changed.connect(self._on_changed)

    def _build(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(0)
        heading.addWidget(role_label(self.tr("OPD & rencana"), "title"))
        heading.addSpacing(space(6))
        for number, (words, tab) in enumerate(
            (
                (self.tr("OPD"), self.agencies),
                (self.tr("Rencana"), self.plan),
                (self.tr("Bila diverifikasi hari ini"), self.verified),
            )
        ):
            button = QToolButton()
            button.setText(words)
            button.setCheckable(True)
            button.setChecked(number == 0)
            button.setProperty("segment", True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._tabs.addButton(button, number)
            heading.addWidget(button)
            self._stack.addWidget(tab)
        heading.addStretch()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(space(6), space(4), space(6), space(4))
        rows.setSpacing(space(3))
        rows.addLayout(heading)
        rows.addWidget(self._stack, 1)

    def show_tab(self, number: int) -> None:
        """Bring a view to the front: 0 OPD, 1 plan, 2 verified today."""
        self._tabs.button(number).setChecked(True)
        self._stack.setCurrentIndex(number)
        self.refresh()

    def refresh(self) -> None:
        """Show the assessment as it is now."""
        self._stale = False
        standing = standing_of(self._session, self._bridge.proofs.proofs())
        tab = self._stack.currentWidget()
        assert isinstance(tab, (AgenciesTab, PlanTab, VerifiedTab))
        tab.show_standing(standing)

    def flush(self) -> bool:
        """Commit whatever is typed; ``False`` if a text was refused."""
        return self.agencies.flush()

    @Slot(int)
    def _on_tab_clicked(self, number: int) -> None:
        self.show_tab(number)

    @Slot(str)
    def _on_agency_requested(self, id: str) -> None:
        self.show_tab(0)
        self.agencies.show_agency(id)
        self.agencies.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_changed(self, change: object) -> None:
        # While another page is in front, typing there must not pay for this one.
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()
