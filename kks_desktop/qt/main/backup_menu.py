"""The part of the window that is about backups: the menu, Beranda's line, the timer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kks_desktop.qt.backup_watch import BackupWatch
from kks_desktop.qt.main.entries import BACKUPS
from kks_desktop.services.backups import BackupDesk

if TYPE_CHECKING:
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.main.actions import Actions
    from kks_desktop.qt.main.pages import Pages
    from kks_desktop.qt.main.tools import Tools
    from kks_desktop.services.backups import Outcome
    from kks_desktop.services.workspace import Workspace


class BackupMenu(QObject):
    """Leads to the page and keeps Beranda told.

    Signals:
        place_requested(str): open the page of the backups.
    """

    place_requested = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        bridge: SessionBridge,
        tools: Tools,
        actions: Actions,
        pages: Pages,
    ) -> None:
        super().__init__(pages)
        self._pages = pages
        self.watch = BackupWatch(BackupDesk(workspace), bridge, tools, self)
        pages.backups = self.watch
        actions.connect(actions.backups, self._on_chosen)
        self.watch.ended.connect(self._on_ended)

    def show_last(self) -> None:
        """Tell Beranda when the data were last backed up."""
        self._pages.show_last_backup(self.watch.desk.last_good(), faulty=False)

    @Slot()
    def _on_chosen(self) -> None:
        self.place_requested.emit(BACKUPS)

    @Slot(object)
    def _on_ended(self, outcomes: list[Outcome]) -> None:
        faulty = any(outcome.fault is not None for outcome in outcomes)
        self._pages.show_last_backup(self.watch.desk.last_good(), faulty=faulty)
