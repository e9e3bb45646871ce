"""Tells what is new on a stick when it is plugged in, and when a person asks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kks_desktop.qt.main.banner import Banner
from kks_desktop.qt.main.entries import HANDOVERS, INBOX

if TYPE_CHECKING:
    from pathlib import Path

    from kks_desktop.qt.main.actions import Actions
    from kks_desktop.qt.main.pages import Pages
    from kks_desktop.qt.main.tools import Tools
    from kks_desktop.qt.volume_watch import VolumeWatch
    from kks_desktop.services.mailbox import Mail
    from kks_desktop.services.tasks import CancelToken, Progress
    from kks_desktop.services.workspace import Workspace

FIRST_AFTER_MS = 4_000
"""The first picture and the first look at the data come before."""


class MailNotice(QObject):
    """Watches for sticks; what it finds is said in two strips, and never opened by itself.

    Signals:
        place_requested(str): the page where what is new is taken in.
    """

    place_requested = Signal(str)

    def __init__(self, workspace: Workspace, tools: Tools, actions: Actions, pages: Pages) -> None:
        super().__init__(pages)
        self._workspace = workspace
        self._tools = tools
        self._pages = pages
        self.news = Banner("✉", "silent")
        self.warning = Banner("▲", "problem")
        self.letters: tuple[Path, ...] = ()
        """The files that were told last."""
        self._watch: VolumeWatch | None = None
        self._plugged: frozenset[Path] = frozenset()
        self._looking = False
        self._again = False
        self._asked = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_due)
        self.news.acted.connect(self._on_acted)
        actions.connect(actions.mail, self._on_asked)

    def start(self, after: int = FIRST_AFTER_MS) -> None:
        """Watch from a moment after the start."""
        self._timer.start(after)

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        if self._watch is not None:
            self._watch.stop()

    @Slot()
    def _on_due(self) -> None:
        from kks_desktop.platform.volumes import sticks
        from kks_desktop.qt.volume_watch import VolumeWatch

        self._watch = VolumeWatch(self._tools.runner, sticks, self)
        self._watch.changed.connect(self._on_plugged)
        self._watch.start()

    @Slot(object)
    def _on_plugged(self, roots: frozenset[Path]) -> None:
        new, self._plugged = roots - self._plugged, roots
        if new:
            self._look(asked=False)
        elif not all(any(one.is_relative_to(root) for root in roots) for one in self.letters):
            self.letters = ()
            self._tell("", "")  # what was told lay on a stick that is gone

    @Slot()
    def _on_asked(self) -> None:
        self._look(asked=True)

    def _look(self, *, asked: bool) -> None:
        if self._looking:
            self._again, self._asked = True, self._asked or asked
            return
        self._looking = True
        label = self.tr("Melihat isi flashdisk") if asked else ""
        task = self._tools.runner.run(partial(_look_job, self._workspace), label)
        task.succeeded.connect(self._on_asked_found if asked else self._on_found)
        task.failed.connect(self._on_failed)
        task.finished.connect(self._on_finished)

    @Slot(object)
    def _on_found(self, mails: list[Mail]) -> None:
        from kks_desktop.services.mailbox import news_words, warning_words

        self.letters = tuple(letter.path for mail in mails for letter in mail.letters)
        self._tell(
            " ".join(filter(None, map(news_words, mails))),
            " ".join(filter(None, map(warning_words, mails))),
        )

    @Slot(object)
    def _on_asked_found(self, mails: list[Mail]) -> None:
        from kks_desktop.services.mailbox import nothing_words

        self._on_found(mails)
        if not self.letters:
            self.news.show_text(nothing_words(mails), closable=True)

    @Slot(object)
    def _on_failed(self, fault: Exception) -> None:
        from kks_desktop.qt.dialogs import failure_sentence

        self.warning.show_text(failure_sentence(fault), closable=True)

    @Slot()
    def _on_finished(self) -> None:
        self._looking = False
        if self._again and not self._tools.runner.closed:
            asked, self._again, self._asked = self._asked, False, False
            self._look(asked=asked)

    @property
    def _is_province(self) -> bool:
        from kks_desktop.services.workspace import PROVINCE

        return self._workspace.require_session().info.role == PROVINCE

    def _tell(self, news: str, warning: str) -> None:
        action = self.tr("Lihat") if self._is_province else self.tr("Ambil")
        self.news.show_text(news, action if news else "", closable=True)
        self.warning.show_text(warning, closable=True)

    @Slot()
    def _on_acted(self) -> None:
        self.news.show_text("")
        place = INBOX if self._is_province else HANDOVERS
        self.place_requested.emit(place)
        self._pages.look_at(place, self.letters)


def _look_job(workspace: Workspace, _progress: Progress, _cancel: CancelToken) -> list[Mail]:
    from kks_desktop.services.mailbox import look_for_mail

    return look_for_mail(workspace)
