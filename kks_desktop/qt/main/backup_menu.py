"""The part of the window that is about keeping: the menu, Beranda's line, the timer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kks_desktop.qt.main.banner import Banner
from kks_desktop.qt.main.entries import BACKUPS, HISTORY

if TYPE_CHECKING:
    from kks_desktop.qt.backup_watch import BackupWatch
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.main.actions import Actions
    from kks_desktop.qt.main.pages import Pages
    from kks_desktop.qt.main.stick_offer import StickOffer
    from kks_desktop.qt.main.tools import Tools
    from kks_desktop.services.backups import Outcome
    from kks_desktop.services.workspace import Workspace


LOOK_AFTER_MS = 1500
"""The first picture does not wait for what backups need."""


class BackupMenu(QObject):
    """Leads to the pages and keeps Beranda told.

    Signals:
        place_requested(str): open the page of the backups, or of the history.
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
        self._workspace = workspace
        self._bridge = bridge
        self._tools = tools
        self._pages = pages
        self._watch: BackupWatch | None = None
        self._faulty = False
        pages.backups = self
        self.banner = Banner("◐", "silent")
        self._offer: StickOffer | None = None
        actions.connect(actions.backups, self._on_chosen)
        actions.connect(actions.history, self._on_history_chosen)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_first_look)
        self._timer.start(LOOK_AFTER_MS)

    @property
    def watch(self) -> BackupWatch:
        """What makes the backups of this window; made when it is first wanted."""
        from kks_desktop.qt.backup_watch import BackupWatch
        from kks_desktop.services.backups import BackupDesk

        if self._watch is None:
            self._watch = BackupWatch(BackupDesk(self._workspace), self._bridge, self._tools, self)
            self._watch.ended.connect(self._on_ended)
            self._watch.failed.connect(self._on_failed)
        return self._watch

    def stop(self) -> None:
        """Begin no more backups."""
        self._timer.stop()
        if self._offer is not None:
            self._offer.stop()
        if self._watch is not None:
            self._watch.stop()

    @property
    def offer(self) -> StickOffer:
        """What offers sticks in this window's banner; made when it is first wanted."""
        from kks_desktop.qt.main.stick_offer import StickOffer

        if self._offer is None:
            self._offer = StickOffer(self.watch.desk, self.banner, self._tools, self)
            self._offer.chosen.connect(self._on_stick_chosen)
        return self._offer

    @Slot()
    def _on_stick_chosen(self) -> None:
        from kks_desktop.services.backups import ASKED

        self.watch.run(ASKED, self.tr("Mencadangkan ke flashdisk"))

    @Slot()
    def _on_first_look(self) -> None:
        self.offer.start()
        _ = self.watch
        self.tell_home()

    def tell_home(self) -> None:
        """Say on Beranda when the data were last backed up, once it is known."""
        if self._watch is not None:
            self._pages.show_last_backup(self._watch.desk.last_good(), faulty=self._faulty)

    @Slot()
    def _on_chosen(self) -> None:
        self.place_requested.emit(BACKUPS)

    @Slot()
    def _on_history_chosen(self) -> None:
        self.place_requested.emit(HISTORY)

    @Slot(object)
    def _on_ended(self, outcomes: list[Outcome]) -> None:
        self.offer.look_again()
        self._faulty = any(outcome.fault is not None for outcome in outcomes)
        self.tell_home()

    @Slot(object)
    def _on_failed(self, _fault: Exception) -> None:
        self._faulty = True
        self.tell_home()
