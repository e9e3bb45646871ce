"""A document on the screen: made in the background, looked through, saved and printed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from kks_desktop.domain.errors import KksError
from kks_desktop.qt.dialogs import failure_sentence
from kks_desktop.qt.forms.ui_preview import Ui_PreviewPage
from kks_desktop.qt.screens.preview.printing import PrintJob, make_printer, no_printer_words
from kks_desktop.qt.theme import scaled_font
from kks_desktop.qt.viewer.browser import PageBrowser
from kks_desktop.qt.viewer.pdf_pages import PdfPages
from kks_desktop.qt.widgets.elided_label import ElidedLabel
from kks_desktop.qt.widgets.form_looks import dress
from kks_desktop.services.writing import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtPrintSupport import QPrinter

    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import Task, TaskRunner
    from kks_desktop.services.tasks import CancelToken, Early, Progress

    MakePdf = Callable[[str, Progress, CancelToken, Early], bytes]
    """Makes a document on a paper; may hand on its first pages before the last is made."""

PAPERS = (("a4", "A4", "210 × 297 mm"), ("f4", "F4 (folio)", "215 × 330 mm"))


@dataclass(frozen=True)
class Document:
    """Something to see: its title, the name to save it under, and how to make it."""

    title: str
    file_name: str
    make: MakePdf


@dataclass(frozen=True)
class _Made:
    """A document as it was made: the bytes to save and the pages to show.

    One that is not ``whole`` has its first pages only.
    """

    data: bytes
    pages: PdfPages
    whole: bool


class DocumentViewer(QWidget):
    """Shows one document after another.

    Signals:
        begun(int): the first so many pages came on the screen, more are to come.
        loaded(int): a document is whole on the screen; carries its number of pages.
        saved(object): the PDF was written (``Path``).
        printed(bool): printing ended; whether every page was handed over.
        paper_chosen(str): a person chose another paper.
    """

    begun = Signal(int)
    loaded = Signal(int)
    saved = Signal(object)
    printed = Signal(bool)
    paper_chosen = Signal(str)

    def __init__(self, runner: TaskRunner, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._dialogs = dialogs
        self._document: Document | None = None
        self._made: _Made | None = None
        self._then: Callable[[], None] | None = None
        self._growing = False
        self._task: Task | None = None
        self._job: PrintJob | None = None
        self._saved: Path | None = None
        self._printer_name = ""
        self.ui = Ui_PreviewPage()
        self.ui.setupUi(self)
        dress(self)
        self.title = ElidedLabel()
        self.title.setFont(scaled_font(1.08, bold=True))
        self.browser = PageBrowser(runner, searching=True)
        self._lay_out()
        self._connect()
        self._show_loaded(loaded=False)

    def show_document(self, document: Document) -> None:
        """Make a document and show it, on the paper that is chosen."""
        self._document, self._then = document, None
        self.title.setText(document.title)
        self.ui.saved_card.hide()
        self.reload()

    def show_nothing(self, title: str, sentence: str) -> None:
        """Show no document, and say why."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._document = self._made = self._then = None
        self.title.setText(title)
        self.ui.saved_card.hide()
        self.browser.clear()
        self._show_loaded(loaded=False)
        self._say_failure(sentence)

    @property
    def paper(self) -> str:
        """The paper that is chosen."""
        return str(self.ui.paper_combo.currentData())

    def set_paper(self, paper: str) -> None:
        """Choose a paper without making anything."""
        self.ui.paper_combo.setCurrentIndex(max(0, self.ui.paper_combo.findData(paper)))

    @Slot()
    def reload(self) -> None:
        """Make the document again, with the data as they are now."""
        if self._document is None:
            return
        if self._task is not None:
            self._task.cancel()
        self._made = None
        self.ui.failure_card.hide()
        self._show_loaded(loaded=False)
        job = partial(_load_job, self._document.make, self.ui.paper_combo.currentData())
        self._growing = False
        self._task = task = self._runner.run(
            job, self.tr("Menyusun {0}").format(self._document.title), in_parts=True
        )
        task.partial.connect(self._on_loaded)
        task.succeeded.connect(self._on_loaded)
        task.failed.connect(self._on_make_failed)
        task.cancelled.connect(self._on_cancelled)
        task.finished.connect(self._on_task_finished)

    def print_to(self, printer: QPrinter) -> None:
        """Print what is shown, or being made anew; ``printed`` follows."""
        if self._job is not None:
            return
        if self._made is None:
            self._then = partial(self.print_to, printer)
            return
        self._printer_name = printer.printerName() or Path(printer.outputFileName()).name
        self._job = job = PrintJob(self._made.data, printer, self._runner, self)
        job.progress.connect(self._on_print_progress)
        job.failed.connect(self._on_failed)
        job.finished.connect(self._on_printed)
        self.ui.failure_card.hide()
        self.ui.print_label.setText(self.tr("Mencetak"))
        self.ui.print_bar.setRange(0, 0)
        self.ui.print_card.show()
        self.ui.print_button.setEnabled(False)
        job.start()

    # ------------------------------------------------------------ building

    def _lay_out(self) -> None:
        ui = self.ui
        for number, (key, words, size) in enumerate(PAPERS):
            ui.paper_combo.addItem(words, key)
            ui.paper_combo.setItemData(number, size, Qt.ItemDataRole.ToolTipRole)
        ui.title_layout.addWidget(self.title)
        ui.pages_layout.addWidget(self.browser)
        ui.failure_card.set_tone("problem")
        ui.saved_card.set_tone("accent")
        for card in (ui.failure_card, ui.saved_card, ui.print_card):
            card.hide()

    def _connect(self) -> None:
        ui = self.ui
        ui.paper_combo.activated.connect(self._on_paper_activated)
        ui.retry_button.clicked.connect(self.reload)
        ui.save_button.clicked.connect(self._on_save_clicked)
        ui.print_button.clicked.connect(self._on_print_clicked)
        ui.stop_button.clicked.connect(self._on_stop_clicked)
        ui.folder_button.clicked.connect(self._on_folder_clicked)
        self.browser.failed.connect(self._on_failed)

    # ------------------------------------------------------------ making

    @Slot()
    def _on_paper_activated(self) -> None:
        self.paper_chosen.emit(self.paper)
        self.reload()

    @Slot(object)
    def _on_loaded(self, made: _Made) -> None:
        if self.sender() is not self._task:
            self.browser.let_go(made.pages)
            return
        if self._growing:
            self.browser.grow_pages(made.pages, whole=made.whole)
        else:
            self.browser.show_pages(made.pages, whole=made.whole)
        self._growing = not made.whole
        if made.whole:
            self._made = made
            self._show_loaded(loaded=True)
            self.loaded.emit(len(made.pages.sizes))
            then, self._then = self._then, None
            if then is not None:
                then()
        else:
            self.begun.emit(len(made.pages.sizes))

    @Slot(object)
    def _on_make_failed(self, fault: Exception) -> None:
        if self.sender() is self._task:
            self._on_failed(fault)

    @Slot(object)
    def _on_failed(self, fault: Exception) -> None:
        self._say_failure(failure_sentence(fault))

    def _say_failure(self, sentence: str) -> None:
        self.ui.failure_label.setText(sentence)
        self.ui.retry_button.setVisible(self._document is not None)
        self.ui.failure_card.show()

    @Slot()
    def _on_cancelled(self) -> None:
        if self.sender() is self._task:  # by a person, not because another one is wanted
            self._say_failure(self.tr("Penyusunan dihentikan. Tekan Ulangi untuk menyusun lagi."))

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
        if self._made is None:  # made anew since the dialog opened: what is saved is the new one
            self._then = partial(self._save, path)
            return
        self.ui.saved_card.hide()
        task = self._runner.run(partial(_save_job, path, self._made.data), self.tr("Menyimpan PDF"))
        task.succeeded.connect(self._on_saved)
        task.failed.connect(self._on_save_failed)

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        self._saved = path
        self._tell(self.tr("Tersimpan: {0}").format(path), folder=True)
        self.saved.emit(path)

    @Slot(object)
    def _on_save_failed(self, fault: Exception) -> None:
        self._dialogs.show_failure(self, self.tr("Belum tersimpan"), fault)

    def _tell(self, sentence: str, *, folder: bool) -> None:
        self.ui.saved_label.setText(sentence)
        self.ui.folder_button.setVisible(folder)
        self.ui.saved_card.show()

    @Slot()
    def _on_folder_clicked(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved.parent)))

    @Slot()
    def _on_print_clicked(self) -> None:
        if refusal := no_printer_words():
            self._on_failed(KksError(refusal, code="NO_PRINTER"))
        elif self._made is not None:
            printer = make_printer(self.paper)
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
            if complete:
                words = self.tr("{0} halaman diserahkan ke pencetak {1}.")
                self._tell(words.format(self._job.count, self._printer_name), folder=False)
            self._job.deleteLater()
            self._job = None
        self.ui.print_card.hide()
        self._show_loaded(loaded=self._made is not None)
        self.printed.emit(complete)


def _load_job(
    make: MakePdf,
    paper: str,
    progress: Progress,
    cancel: CancelToken,
    show: Callable[[_Made], None],
) -> _Made:
    def early(data: bytes) -> None:
        show(_Made(data, PdfPages(data, cancel), whole=False))

    data = make(paper, progress, cancel, early)
    return _Made(data, PdfPages(data, cancel), whole=True)


def _save_job(path: Path, data: bytes, progress: Progress, cancel: CancelToken) -> Path:
    write_whole(path, data)
    return path
