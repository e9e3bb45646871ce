"""Prints a document page by page as images, drawn in the background."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSizeF, Signal, Slot
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from kks_desktop.domain.errors import KksError
from kks_desktop.qt.viewer.pages import POINTS
from kks_desktop.qt.viewer.pdf_pages import PdfPages

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from kks_desktop.qt.tasks import Task, TaskRunner
    from kks_desktop.qt.viewer.pages import Rendered
    from kks_desktop.services.tasks import CancelToken, Progress

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


def no_printer_words() -> str:
    """Why there is nothing to print on; empty where the system's dialog has something to offer."""
    from PySide6.QtPrintSupport import QPrinterInfo

    # Elsewhere the dialog itself offers to print into a file.
    if sys.platform != "win32" or QPrinterInfo.availablePrinterNames():
        return ""
    return (
        "Belum ada pencetak yang terpasang di komputer ini. Pasang pencetak, atau simpan PDF-nya "
        "lalu cetak di komputer lain."
    )


class PrintJob(QObject):
    """One document on its way to a printer.

    It reads the document by itself: what is on the screen may change meanwhile.

    Signals:
        progress(object): a tuple of pages done and pages in all.
        failed(object): the exception.
        finished(bool): whether every page was handed over.
    """

    progress = Signal(object)
    failed = Signal(object)
    finished = Signal(bool)

    def __init__(
        self, data: bytes, printer: QPrinter, runner: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._data = data
        self._pages: PdfPages | None = None
        self._printer = printer
        self._runner = runner
        self._painter = QPainter()
        self._numbers: list[int] = []
        self._done = 0
        self._stopped = False
        self._task: Task | None = None

    @property
    def count(self) -> int:
        """How many pages are printed."""
        return len(self._numbers)

    def start(self) -> None:
        """Begin; one of the signals always ends it."""
        self._follow(self._runner.run(partial(_open_job, self._data)))
        assert self._task is not None
        self._task.succeeded.connect(self._on_opened)

    @Slot()
    def cancel(self) -> None:
        """Stop after the page that is being drawn; nothing is printed of it."""
        self._stopped = True

    def _follow(self, task: Task) -> None:
        self._task = task
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_cancelled)

    @Slot(object)
    def _on_opened(self, pages: PdfPages) -> None:
        self._pages = pages
        self._numbers = self._wanted(len(pages.sizes))
        if self._stopped or not self._numbers:
            self._end(complete=not self._stopped)
            return
        self._turn_paper(self._numbers[0])
        if self._painter.begin(self._printer):
            self._print_next()
        else:
            self._on_failed(_refused())

    def _wanted(self, count: int) -> list[int]:
        """The pages chosen in the system's dialog, from 0; 0 to 0 there is all."""
        first = max(1, self._printer.fromPage())
        last = self._printer.toPage() or count
        return list(range(first - 1, min(last, count)))

    def _turn_paper(self, page: int) -> None:
        """Lay the next sheet as its page lies: a wide table is printed across."""
        assert self._pages is not None
        width, height = self._pages.sizes[page]
        across, upright = QPageLayout.Orientation.Landscape, QPageLayout.Orientation.Portrait
        self._printer.setPageOrientation(across if width > height else upright)

    def _print_next(self) -> None:
        assert self._pages is not None
        if self._runner.closed:  # the window goes: a printer must not be left half painted
            self._stopped = True
        if self._stopped or self._done == len(self._numbers):
            self._end(complete=not self._stopped)
            return
        dpi = min(self._printer.resolution(), BEST_DPI)
        page = self._numbers[self._done]
        self._follow(self._runner.run(partial(self._pages.render_job, page, dpi / POINTS)))
        assert self._task is not None
        self._task.succeeded.connect(self._on_rendered)

    @Slot(object)
    def _on_rendered(self, rendered: Rendered) -> None:
        if not self._stopped:
            if self._done:
                self._turn_paper(rendered.page)
                if not self._printer.newPage():
                    self._on_failed(_refused())
                    return
            self._painter.drawImage(self._box(rendered.page), rendered.image)
            self._done += 1
            self.progress.emit((self._done, len(self._numbers)))
        self._print_next()

    def _box(self, page: int) -> QRectF:
        """Where a page is drawn: true to size, made smaller only for a smaller paper."""
        assert self._pages is not None
        paper = self._printer.paperRect(self._printer.Unit.DevicePixel)
        width, height = self._pages.sizes[page]
        true = self._printer.resolution() / POINTS
        fit = min(true, paper.width() / width, paper.height() / height)
        box = QRectF(0, 0, width * fit, height * fit)
        box.moveCenter(QRectF(0, 0, paper.width(), paper.height()).center())
        return box

    @Slot(object)
    def _on_failed(self, fault: Exception) -> None:
        self._stopped = True
        self.failed.emit(fault)
        self._end(complete=False)

    @Slot()
    def _on_cancelled(self) -> None:
        self._end(complete=False)

    def _end(self, *, complete: bool) -> None:
        if self._painter.isActive():
            if not complete:
                self._printer.abort()
            complete = self._painter.end() and complete
        if self._pages is not None:
            self._runner.run(partial(_close_job, self._pages))
            self._pages = None
        self.finished.emit(complete)


def _refused() -> KksError:
    return KksError(
        "Pencetak tidak menerima dokumen ini. Periksa kabel, kertas, dan sambungannya, lalu cetak "
        "lagi; dokumennya tetap ada di sini.",
        code="NOT_PRINTED",
    )


def _open_job(data: bytes, progress: Progress, cancel: CancelToken) -> PdfPages:
    return PdfPages(data, cancel)


def _close_job(pages: PdfPages, progress: Progress, cancel: CancelToken) -> None:
    pages.close()
