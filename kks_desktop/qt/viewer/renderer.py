"""Draws the wanted pages one after the other in the background, the newest wish first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from kks_desktop.qt.dialogs import failure_sentence
from kks_desktop.qt.viewer.pages import Rendered

if TYPE_CHECKING:
    from kks_desktop.qt.tasks import Task, TaskRunner
    from kks_desktop.qt.viewer.pages import Pages
    from kks_desktop.services.tasks import CancelToken, Progress

Wish = tuple[str, int, float]


class Renderer(QObject):
    """A queue of pages to draw; it owns the documents that it is given.

    Signals:
        rendered(object): a ``Rendered`` page of the document that is shown.
        failed(object): why a page cannot be drawn; ``rendered`` came for it too.
        closed(object): ``Pages`` no longer wanted, whose file is free again.
    """

    rendered = Signal(object)
    failed = Signal(object)
    closed = Signal(object)

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._pages: Pages | None = None
        self._working_on: Pages | None = None
        self._wishes: list[Wish] = []
        self._wish: Wish = ("", 0, 0.0)
        self._task: Task | None = None

    def set_pages(self, pages: Pages | None) -> None:
        """Draw another document from now on."""
        old, self._pages = self._pages, pages
        self._wishes.clear()
        if self._task is not None:
            self._task.cancel()
        if old is not None and old is not self._working_on:
            self.let_go(old)

    def let_go(self, pages: Pages) -> None:
        """Close a document in the background: another one may just be drawn."""
        task = self._runner.run(partial(_close_job, pages))
        task.succeeded.connect(self.closed)

    def wish(self, page: int, scale: float, whose: str) -> None:
        """Have a page drawn; the newest wish comes first."""
        wish = (whose, page, scale)
        under_way = self._working_on is not None and self._working_on is self._pages
        if wish not in self._wishes and not (under_way and wish == self._wish):
            self._wishes.append(wish)
            self._go_on()

    def forget(self, whose: str) -> None:
        """Drop the wishes of one view: what is in sight now is wished for anew."""
        self._wishes = [wish for wish in self._wishes if wish[0] != whose]

    def _go_on(self) -> None:
        if self._task is not None or self._pages is None or not self._wishes:
            return
        self._wish = self._wishes.pop()
        _, page, scale = self._wish
        self._working_on = self._pages
        self._task = self._runner.run(partial(self._pages.render_job, page, scale))
        self._task.succeeded.connect(self._on_succeeded)
        self._task.failed.connect(self._on_failed)
        self._task.finished.connect(self._on_finished)

    @Slot(object)
    def _on_succeeded(self, rendered: Rendered) -> None:
        if self._working_on is self._pages:
            self.rendered.emit(rendered)

    @Slot(object)
    def _on_failed(self, fault: Exception) -> None:
        if self._working_on is self._pages:
            _, page, scale = self._wish
            # Without an answer the view would wish for the page at each paint, for ever.
            self.rendered.emit(Rendered(page, scale, QImage(), failure_sentence(fault)))
            self.failed.emit(fault)

    @Slot()
    def _on_finished(self) -> None:
        done, self._working_on = self._working_on, None
        self._task = None
        if done is not None and done is not self._pages:
            self.let_go(done)
        self._go_on()


def _close_job(pages: Pages, progress: Progress, cancel: CancelToken) -> Pages:
    pages.close()
    return pages
