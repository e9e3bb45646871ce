"""Prints a document page by page as images, drawn in the background."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSizeF, Signal, Slot
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from kks_desktop.qt.viewer.pages import POINTS

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from kks_desktop.qt.tasks import Task, TaskRunner
    from kks_desktop.qt.viewer.pages import Pages, Rendered

BEST_DPI = 300
"""Finer is not seen and fills the spooler: 38 pages are 61 MB at this."""
_F4 = QSizeF(215, 330)


def page_size(paper: str) -> QPageSize:
    """The paper as Qt knows it."""
    if paper == "a4":
        return QPageSize(QPageSize.PageSizeId.A4)
    # WORKAROUND: without an exact match Qt takes German Legal Fanfold, 12 mm shorter
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    return QPageSize(_F4, QPageSize.Unit.Millimeter, "F4", exact)


def make_printer(paper: str) -> QPrinter:
    """A printer set to a paper, whole page: the document has its own margins."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(page_size(paper))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    return printer


class PrintJob(QObject):
    """One document on its way to a printer.

    Signals:
        progress(object): a tuple of pages done and pages in all.
        failed(object): the exception.
        finished(bool): whether every page was handed over.
    """

    progress = Signal(object)
    failed = Signal(object)
    finished = Signal(bool)

    def __init__(
        self, pages: Pages, printer: QPrinter, runner: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._pages = pages
        self._printer = printer
        self._runner = runner
        self._painter = QPainter()
        self._numbers = self._wanted()
        self._done = 0
        self._stopped = False
        self._task: Task | None = None

    def start(self) -> bool:
        """Begin; ``False`` if the printer does not take it."""
        if not self._painter.begin(self._printer):
            return False
        self._print_next()
        return True

    @Slot()
    def cancel(self) -> None:
        """Stop after the page that is being drawn; nothing is printed of it."""
        self._stopped = True

    def _wanted(self) -> list[int]:
        """The pages chosen in the system's dialog, from 0; 0 to 0 there is all."""
        count = len(self._pages.sizes)
        first = max(1, self._printer.fromPage())
        last = self._printer.toPage() or count
        return list(range(first - 1, min(last, count)))

    def _print_next(self) -> None:
        if self._stopped or self._done == len(self._numbers):
            self._end(complete=not self._stopped)
            return
        dpi = min(self._printer.resolution(), BEST_DPI)
        page = self._numbers[self._done]
        self._task = self._runner.run(partial(self._pages.render_job, page, dpi / POINTS))
        self._task.succeeded.connect(self._on_rendered)
        self._task.failed.connect(self._on_failed)

    @Slot(object)
    def _on_rendered(self, rendered: Rendered) -> None:
        if not self._stopped:
            if self._done:
                self._printer.newPage()
            paper = self._printer.paperRect(self._printer.Unit.DevicePixel)
            width, height = self._pages.sizes[rendered.page]
            fit = min(paper.width() / width, paper.height() / height)
            box = QRectF(0, 0, width * fit, height * fit)
            self._painter.drawImage(box, rendered.image)
            self._done += 1
            self.progress.emit((self._done, len(self._numbers)))
        self._print_next()

    @Slot(object)
    def _on_failed(self, fault: Exception) -> None:
        self._stopped = True
        self.failed.emit(fault)
        self._end(complete=False)

    def _end(self, *, complete: bool) -> None:
        if not complete:
            self._printer.abort()
        self._painter.end()
        self.finished.emit(complete)
