"""A document on the screen: made in the background, looked through, saved and printed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from kks_desktop.domain.errors import KksError
from kks_desktop.qt.dialogs import failure_sentence
from kks_desktop.qt.forms.ui_preview import Ui_PreviewPage
from kks_desktop.qt.screens.preview.printing import PrintJob, make_printer
from kks_desktop.qt.viewer.browser import PageBrowser
from kks_desktop.qt.viewer.pdf_pages import PdfPages
from kks_desktop.qt.widgets.form_looks import dress
from kks_desktop.services.writing import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtPrintSupport import QPrinter

    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import Task, TaskRunner
    from kks_desktop.services.tasks import CancelToken, Progress

    MakePdf = Callable[[str, Progress, CancelToken], bytes]

PAPERS = (("a4", "A4 (210 × 297 mm)"), ("f4", "F4 (215 × 330 mm)"))


@dataclass(frozen=True)
class Document:
    """Something to see: its title, the name to save it under, and how to make it."""

    title: str
    file_name: str
    make: MakePdf


@dataclass(frozen=True)
class _Made:
    """A document as it was made: the bytes to save and the pages to show."""

    data: bytes
    pages: PdfPages


class DocumentViewer(QWidget):
    """Shows one document after another.

    Signals:
        loaded(int): a document came on the screen; carries its number of pages.
        saved(object): the PDF was written (``Path``).
        printed(bool): printing ended; whether every page was handed over.
    """

    loaded = Signal(int)
    saved = Signal(object)
    printed = Signal(bool)

    def __init__(self, runner: TaskRunner, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._dialogs = dialogs
        self._document: Document | None = None
        self._made: _Made | None = None
        self._task: Task | None = None
        self._job: PrintJob | None = None
        self._saved: Path | None = None
        self.ui = Ui_PreviewPage()
        self.ui.setupUi(self)
        dress(self)
        self.browser = PageBrowser(runner)
        self._lay_out()
        self._connect()
        self._show_loaded(loaded=False)

    def show_document(self, document: Document) -> None:
        """Make a document and show it, on the paper that is chosen."""
        self._document = document
        self.ui.saved_card.hide()
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Make the document again, with the data as they are now."""
        if self._document is None:
            return
        if self._task is not None:
            self._task.cancel()
        self.ui.failure_card.hide()
        self._show_loaded(loaded=False)
        job = partial(_load_job, self._document.make, self.ui.paper_combo.currentData())
        self._task = task = self._runner.run(
            job, self.tr("Menyusun {0}").format(self._document.title)
        )
        task.succeeded.connect(self._on_loaded)
        task.failed.connect(self._on_failed)
        task.finished.connect(self._on_task_finished)

    def print_to(self, printer: QPrinter) -> None:
        """Print what is shown; ``printed`` follows."""
        if self._made is None or self._job is not None:
            return
        self._job = job = PrintJob(self._made.pages, printer, self._runner, self)
        job.progress.connect(self._on_print_progress)
        job.failed.connect(self._on_failed)
        job.finished.connect(self._on_printed)
        self.ui.print_label.setText(self.tr("Mencetak"))
        self.ui.print_bar.setRange(0, 0)
        self.ui.print_card.show()
        self.ui.print_button.setEnabled(False)
        if not job.start():
            self._on_printed(complete=False)
            self._on_failed(KksError(self.tr("Pencetak tidak menerima. Periksa lalu cetak lagi.")))

    # ------------------------------------------------------------ building

    def _lay_out(self) -> None:
        ui = self.ui
        for key, words in PAPERS:
            ui.paper_combo.addItem(words, key)
        ui.pages_layout.addWidget(self.browser)
        ui.failure_card.set_tone("problem")
        ui.saved_card.set_tone("accent")
        for card in (ui.failure_card, ui.saved_card, ui.print_card):
            card.hide()

    def _connect(self) -> None:
        ui = self.ui
        ui.paper_combo.activated.connect(self.reload)
        ui.retry_button.clicked.connect(self.reload)
        ui.save_button.clicked.connect(self._on_save_clicked)
        ui.print_button.clicked.connect(self._on_print_clicked)
        ui.stop_button.clicked.connect(self._on_stop_clicked)
        ui.folder_button.clicked.connect(self._on_folder_clicked)
        self.browser.failed.connect(self._on_failed)

    # ------------------------------------------------------------ making

    @Slot(object)
    def _on_loaded(self, made: _Made) -> None:
        if self.sender() is not self._task:
            self.browser.let_go(made.pages)
            return
        self._made = made
        self.browser.show_pages(made.pages)
        self._show_loaded(loaded=True)
        self.loaded.emit(len(made.pages.sizes))

    @Slot(object)
    def _on_failed(self, fault: Exception) -> None:
        self.ui.failure_label.setText(failure_sentence(fault))
        self.ui.failure_card.show()

    @Slot()
    def _on_task_finished(self) -> None:
        if self.sender() is self._task:
            self._task = None

    def _show_loaded(self, *, loaded: bool) -> None:
        for button in (self.ui.save_button, self.ui.print_button):
            button.setEnabled(loaded and self._job is None)

    # ------------------------------------------------------------ saving and printing

    @Slot()
    def _on_save_clicked(self) -> None:
        if self._document is None:
            return
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = (
            self._saved.parent if self._saved else Path(QStandardPaths.writableLocation(documents))
        )
        title = self.tr("Simpan {0}").format(self._document.title)
        start = folder / self._document.file_name
        self._dialogs.ask_save_file(self, title, self.tr("Dokumen PDF (*.pdf)"), start, self._save)

    def _save(self, path: Path) -> None:
        if self._made is None:
            return
        try:
            write_whole(path, self._made.data)
        except KksError as fault:
            self._dialogs.show_failure(self, self.tr("Belum tersimpan"), fault)
            return
        self._saved = path
        self.ui.saved_label.setText(self.tr("Tersimpan: {0}").format(path))
        self.ui.saved_card.show()
        self.saved.emit(path)

    @Slot()
    def _on_folder_clicked(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved.parent)))

    @Slot()
    def _on_print_clicked(self) -> None:
        if self._made is not None:
            printer = make_printer(self.ui.paper_combo.currentData())
            count = len(self._made.pages.sizes)
            self._dialogs.ask_printer(self, printer, count, self.print_to)

    @Slot(object)
    def _on_print_progress(self, report: tuple[int, int]) -> None:
        done, total = report
        self.ui.print_label.setText(self.tr("Mencetak halaman {0} dari {1}").format(done, total))
        self.ui.print_bar.setRange(0, total)
        self.ui.print_bar.setValue(done)

    @Slot()
    def _on_stop_clicked(self) -> None:
        if self._job is not None:
            self._job.cancel()

    @Slot(bool)
    def _on_printed(self, complete: bool) -> None:
        if self._job is not None:
            self._job.deleteLater()
            self._job = None
        self.ui.print_card.hide()
        self._show_loaded(loaded=self._made is not None)
        self.printed.emit(complete)


def _load_job(make: MakePdf, paper: str, progress: Progress, cancel: CancelToken) -> _Made:
    data = make(paper, progress, cancel)
    return _Made(data, PdfPages(data, cancel))
