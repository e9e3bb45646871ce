"""Looks whether the data is whole, behind the work: soon after each start, and every week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kks_desktop.qt.main.banner import Banner

if TYPE_CHECKING:
    from kks_desktop.qt.main.tools import Tools
    from kks_desktop.services.health import Health
    from kks_desktop.services.workspace import Workspace

QUICK_MS = 2_000
"""After the first picture, so that it waits for nothing; at once after a bad end."""
FULL_MS = 30_000


class HealthWatch(QObject):
    """Runs the checks of one open data folder and shows what they found in its banner.

    Signals:
        damaged: the database is damaged; nothing more must be written to it.
        lost(object): the files of proof that are not whole, by SHA-256.
    """

    damaged = Signal()
    lost = Signal(object)

    def __init__(self, workspace: Workspace, tools: Tools, crashed: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tools = tools
        self._crashed = crashed
        self.banner = Banner("◐", "silent")
        self.banner.acted.connect(self._on_closed)
        self._quick = self._timer(QUICK_MS, self._on_quick_due)
        self._full = self._timer(FULL_MS, self._on_full_due)

    def _timer(self, interval: int, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(slot)
        return timer

    def start(self) -> None:
        """Check soon."""
        self._quick.start(0 if self._workspace.cut_off is not None else QUICK_MS)
        if not self._workspace.read_only:
            self._full.start()

    def stop(self) -> None:
        """Begin no further check."""
        self._quick.stop()
        self._full.stop()

    @Slot()
    def _on_quick_due(self) -> None:
        from kks_desktop.services.health import check_quickly

        task = self._tools.runner.run(lambda _progress, _cancel: check_quickly(self._workspace))
        task.succeeded.connect(self._on_checked)
        task.failed.connect(self._on_failed)

    @Slot()
    def _on_full_due(self) -> None:
        from kks_desktop.services.health import check_fully, full_check_due

        if full_check_due(self._workspace):
            task = self._tools.runner.run(
                lambda progress, cancel: check_fully(self._workspace, progress, cancel)
            )
            task.succeeded.connect(self._on_checked)
            task.failed.connect(self._on_failed)

    @Slot(object)
    def _on_checked(self, health: Health) -> None:
        from kks_desktop.services.health import cut_off_sentence, lost_sentence

        if health.damage:
            self.stop()
            self.damaged.emit()
            return
        if health.full:
            self.lost.emit(health.lost)
            sentence = lost_sentence(health)
        else:
            sentence = cut_off_sentence(self._workspace, health, crashed=self._crashed)
        if sentence:
            self.banner.show_text(sentence, self.tr("Tutup"))
            self._workspace.note_told()

    @Slot(object)
    def _on_failed(self, fault: Exception) -> None:
        from kks_desktop.qt.dialogs import failure_sentence

        words = self.tr("Data belum dapat diperiksa. {}").format(failure_sentence(fault))
        self.banner.show_text(words, self.tr("Tutup"))

    @Slot()
    def _on_closed(self) -> None:
        self.banner.show_text("")
