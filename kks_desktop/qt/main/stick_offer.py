"""Offers a stick as the second place of backups when it is plugged in; once for each stick."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kks_desktop.qt.main.banner import Banner

if TYPE_CHECKING:
    from pathlib import Path

    from kks_desktop.platform.volumes import Volume
    from kks_desktop.qt.main.tools import Tools
    from kks_desktop.qt.volume_watch import VolumeWatch
    from kks_desktop.services.backups import BackupDesk
    from kks_desktop.services.tasks import CancelToken, Progress

EVERY_MS = 5_000


class StickOffer(QObject):
    """Looks for sticks while there is no second place; never a dialog, never twice for one.

    Signals:
        chosen: a stick became the second place.
        looked: the sticks were asked; the offer, if there is one, is made.
    """

    chosen = Signal()
    looked = Signal()

    def __init__(self, desk: BackupDesk, banner: Banner, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tools = tools
        self._banner = banner
        self._banner.acted.connect(self._on_acted)
        self._banner.closed.connect(self._on_closed)
        self._offered: Volume | None = None
        self._watch: VolumeWatch | None = None

    def start(self, every: int = EVERY_MS) -> None:
        """Look from now on, unless there is a second place already or nothing to back up."""
        from kks_desktop.platform.volumes import sticks
        from kks_desktop.qt.volume_watch import VolumeWatch

        if not self._desk.wants_second() or self._watch is not None:
            return
        self._watch = VolumeWatch(self._tools.runner, sticks, self, every)
        self._watch.changed.connect(self._on_plugged)
        self._watch.start()

    def stop(self) -> None:
        """Look no more."""
        if self._watch is not None:
            self._watch.stop()

    def look_again(self) -> None:
        """A second place may have been chosen elsewhere: then there is nothing to offer."""
        if not self._desk.wants_second():
            self.stop()
            if self._offered is not None:
                self._withdraw()

    def _withdraw(self) -> None:
        self._offered = None
        self._banner.show_text("")

    @Slot(object)
    def _on_plugged(self, roots: frozenset[Path]) -> None:
        if self._offered is not None and self._offered.root not in roots:
            self._withdraw()
        if roots and self._offered is None:
            # only now are they asked, for their names and whether they take anything
            task = self._tools.runner.run(partial(_look_job, self._desk))
            task.succeeded.connect(self._on_found)
            task.failed.connect(self._on_failed)

    @Slot(object)
    def _on_found(self, stick: Volume | None) -> None:
        if stick is not None and self._offered is None and self._desk.wants_second():
            self._make(stick)
        self.looked.emit()

    def _make(self, stick: Volume) -> None:
        self._offered = stick
        words = self.tr(
            "Flashdisk {0} terpasang. Bila dijadikan tempat cadangan kedua, data tetap ada "
            "seandainya komputer ini rusak."
        ).format(f"{stick.label} ({stick.root})" if stick.label else stick.root)
        self._banner.show_text(words, self.tr("Pakai untuk cadangan"), closable=True)

    @Slot()
    def _on_acted(self) -> None:
        stick, self._offered = self._offered, None
        if stick is None:
            return
        self.stop()
        self._banner.show_text(self.tr("Flashdisk sedang disiapkan; jangan dicabut dulu."))
        task = self._tools.runner.run(partial(_choose_job, self._desk, stick.root))
        task.succeeded.connect(self._on_chosen)
        task.failed.connect(self._on_failed)

    @Slot(object)
    def _on_chosen(self, _root: Path) -> None:
        self._banner.show_text("")
        self.chosen.emit()

    @Slot()
    def _on_closed(self) -> None:
        stick, self._offered = self._offered, None
        if stick is not None:
            self._desk.decline(stick_key(stick))

    @Slot(object)
    def _on_failed(self, fault: Exception) -> None:
        from kks_desktop.qt.dialogs import failure_sentence

        self._banner.show_text(failure_sentence(fault), closable=True)


def stick_key(stick: Volume) -> str:
    """What a stick is known by; the same stick in another slot may have another letter."""
    size = stick.room.total if stick.room is not None else 0
    return f"{stick.label}|{stick.file_system}|{size}"


def _look_job(desk: BackupDesk, _progress: Progress, _cancel: CancelToken) -> Volume | None:
    from kks_desktop.platform.volumes import list_volumes

    declined = desk.declined()
    for stick in list_volumes():
        writable = stick.room is not None and stick.room.may_write and not stick.read_only
        if stick.removable and writable and stick_key(stick) not in declined:
            return stick
    return None


def _choose_job(desk: BackupDesk, root: Path, _progress: Progress, _cancel: CancelToken) -> Path:
    return desk.choose_second(root)
