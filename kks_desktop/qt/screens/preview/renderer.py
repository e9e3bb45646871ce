"""Draws the wanted pages one after the other in the background, the newest wish first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from kks_desktop.qt.screens.preview.document import PdfPages, Rendered
    from kks_desktop.qt.tasks import Task, TaskRunner

Wish = tuple[str, int, float]


class Renderer(QObject):
    """A queue of pages to draw.

    Signals:
        rendered(object): a ``Rendered`` page of the document that is shown.
        failed(object): a page that cannot be drawn.
    """

    rendered = Signal(object)
    failed = Signal(object)

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._pages: PdfPages | None = None
        self._working_on: PdfPages | None = None
        self._wishes: list[Wish] = []
        self._task: Task | None = None

    def set_pages(self, pages: PdfPages | None) -> None:
        """Draw another document from now on."""
        old, self._pages = self._pages, pages
        self._wishes.clear()
        if old is not None and old is not self._working_on:
            old.close()

    def wish(self, page: int, scale: float, whose: str) -> None:
        """Have a page drawn; the newest wish comes first."""
        wish = (whose, page, scale)
        if wish not in self._wishes:
            self._wishes.append(wish)
            self._go_on()

    def forget(self, whose: str) -> None:
        """Drop the wishes of one view: what is in sight now is wished for anew."""
        self._wishes = [wish for wish in self._wishes if wish[0] != whose]

    def _go_on(self) -> None:
        if self._task is not None or self._pages is None or not self._wishes:
            return
        _, page, scale = self._wishes.pop()
        self._working_on = self._pages
        self._task = self._runner.run(partial(self._pages.render_job, page, scale))
        self._task.succeeded.connect(self._on_succeeded)
        self._task.failed.connect(self.failed)
        self._task.finished.connect(self._on_finished)

    @Slot(object)
    def _on_succeeded(self, rendered: Rendered) -> None:
        if self._working_on is self._pages:
            self.rendered.emit(rendered)

    @Slot()
    def _on_finished(self) -> None:
        done, self._working_on = self._working_on, None
        self._task = None
        if done is not None and done is not self._pages:
            done.close()
        self._go_on()
