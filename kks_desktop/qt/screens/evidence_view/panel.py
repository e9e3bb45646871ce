"""One file of proof on the screen: its pages, or what it is and a way to open it outside."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from kks_desktop.domain.errors import KksError
from kks_desktop.domain.numbers import format_number
from kks_desktop.qt.dialogs import Question, failure_sentence
from kks_desktop.qt.forms.ui_evidence_view import Ui_EvidenceView
from kks_desktop.qt.theme import scaled_font
from kks_desktop.qt.viewer.browser import PageBrowser
from kks_desktop.qt.viewer.opening import OpenedFile, open_file_job
from kks_desktop.qt.viewer.page_view import Fit
from kks_desktop.qt.widgets.elided_label import ElidedLabel
from kks_desktop.qt.widgets.form_looks import dress, limit_column
from kks_desktop.qt.wording import size_words
from kks_desktop.services.outside import OutsideCopies

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import Task, TaskRunner
    from kks_desktop.qt.viewer.pages import Pages

KINDS = {
    "pdf": "Dokumen PDF",
    "jpg": "Gambar JPG",
    "jpeg": "Gambar JPG",
    "png": "Gambar PNG",
    "xlsx": "Lembar kerja Excel",
    "docx": "Dokumen Word",
    "pptx": "Presentasi PowerPoint",
    "csv": "Tabel CSV",
    "mp4": "Video MP4",
}
"""What proof may be, by extension; nothing else is ever handed to another program."""


class EvidenceViewer(QWidget):
    """Shows one file after another; holds none of them open longer than it is shown.

    Signals:
        closed(): the person has seen enough; call ``clear`` and hide this.
        shown(): the file, or the sentence in its place, is on the screen.
        released(object): the ``Path`` of a file that is not held open any more; comes
            once for each ``show_file``, after ``clear`` or the next file.
        opened_outside(object): the ``Path`` of the copy that another program was given.
    """

    closed = Signal()
    shown = Signal()
    released = Signal(object)
    opened_outside = Signal(object)

    def __init__(self, runner: TaskRunner, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._dialogs = dialogs
        self._copies = OutsideCopies()
        self._path = Path()
        self._extension = self._title = ""
        self._found: OpenedFile | None = None
        self._opening: Task | None = None
        self._copying: Task | None = None
        self.ui = Ui_EvidenceView()
        self.ui.setupUi(self)
        dress(self)
        self.title_label = ElidedLabel()
        self.title_label.setFont(scaled_font(1.08, bold=True))
        self.ui.heading_layout.insertWidget(0, self.title_label)
        self.browser = PageBrowser(runner)
        self.ui.stack.addWidget(self.browser)
        limit_column(self.ui.notice_card)
        self.ui.close_button.clicked.connect(self.closed)
        self.ui.outside_button.clicked.connect(self._on_outside_clicked)
        self.browser.closed.connect(self._on_pages_closed)
        self.clear()

    def show_file(self, path: Path, media_ext: str, title: str) -> None:
        """Show a file of the store; ``shown`` follows. Nothing outside is started by it."""
        self._leave()
        self._path, self._extension, self._title = path, media_ext.lower(), title
        self.title_label.setText(title)
        self.ui.facts_label.setText("")
        self.ui.blank_label.setText("")
        self.ui.stack.setCurrentWidget(self.ui.blank_page)
        job = partial(open_file_job, path, self._extension)
        self._opening = task = self._runner.run(job, self.tr("Membuka berkas bukti"))
        task.succeeded.connect(self._on_opened)
        task.failed.connect(self._on_not_opened)

    def clear(self) -> None:
        """Show no file; ``released`` follows for the one that was shown."""
        self._leave()
        self.title_label.setText("")
        self.ui.facts_label.setText("")
        self.ui.blank_label.setText(self.tr("Pilih satu berkas bukti untuk melihat isinya."))
        self.ui.stack.setCurrentWidget(self.ui.blank_page)

    def _leave(self) -> None:
        """Stop what goes on for the file before, and let it go."""
        for task in (self._opening, self._copying):
            if task is not None:
                task.cancel()
        self._opening = self._copying = None  # what still comes of them is too late
        found, self._found = self._found, None
        if found is None:
            return
        if found.pages is not None:
            self.browser.clear()
        else:
            self.released.emit(found.path)

    # ------------------------------------------------------------ opening

    @Slot(object)
    def _on_opened(self, found: OpenedFile) -> None:
        if self.sender() is not self._opening:
            if found.pages is not None:
                self.browser.let_go(found.pages)
            else:
                self.released.emit(found.path)
            return
        self._opening = None
        self._found = found
        self.ui.facts_label.setText(self._facts(found))
        if found.pages is not None:
            self.ui.stack.setCurrentWidget(self.browser)
            fit = Fit.WIDTH if self._extension == "pdf" else Fit.PAGE
            self.browser.show_pages(found.pages, fit)
        else:
            self._show_notice(found)
        self.shown.emit()

    @Slot(object)
    def _on_not_opened(self, fault: Exception) -> None:
        if self.sender() is self._opening:
            self._opening = None
            self._found = OpenedFile(self._path)
            self._show_sentence(failure_sentence(fault), problem=True)
            self.ui.outside_button.hide()
            self.shown.emit()

    @Slot(object)
    def _on_pages_closed(self, pages: Pages) -> None:
        self.released.emit(pages.path)

    def _facts(self, found: OpenedFile) -> str:
        """``Dokumen PDF · 1,3 MB · 6 halaman``."""
        parts = [KINDS.get(self._extension, "")]
        if found.size is not None:
            parts.append(size_words(found.size))
        if found.pages is not None and self._extension == "pdf":
            parts.append(self.tr("{0} halaman").format(format_number(len(found.pages.sizes))))
        return " · ".join(part for part in parts if part)

    def _show_notice(self, found: OpenedFile) -> None:
        known = self._extension in KINDS
        if found.fault:
            self._show_sentence(found.fault, problem=True)
        elif known:
            self._show_sentence(
                self.tr(
                    "Berkas jenis ini tidak ditampilkan di sini. Isinya dapat dilihat dengan "
                    "program lain di komputer ini."
                ),
                problem=False,
            )
        else:
            self._show_sentence(
                self.tr("Berkas jenis ini bukan jenis berkas bukti, jadi tidak dapat dibuka."),
                problem=True,
            )
        self.ui.outside_button.setVisible(known and found.size is not None)
        self.ui.outside_button.setEnabled(True)

    def _show_sentence(self, sentence: str, *, problem: bool) -> None:
        self.ui.notice_card.set_tone("problem" if problem else "plain")
        self.ui.notice_label.setText(f"▲ {sentence}" if problem else sentence)
        self.ui.stack.setCurrentWidget(self.ui.notice_page)

    # ------------------------------------------------------------ opening outside

    @Slot()
    def _on_outside_clicked(self) -> None:
        question = Question(
            title=self.tr("Buka dengan program lain"),
            text=self.tr(
                "Berkas ini akan dibuka di luar KKS Desktop. Perubahan di sana tidak kembali "
                "ke KKS Desktop."
            ),
            details=self.tr(
                "Yang dibuka adalah salinan yang hanya dapat dibaca; bukti yang tersimpan tetap "
                "seperti semula. Untuk mengganti bukti, simpan hasil perubahan lalu tambahkan "
                "sebagai berkas baru."
            ),
            yes=self.tr("Buka"),
        )
        found = self._found
        if found is not None:
            self._dialogs.confirm(self, question, partial(self._open_outside, found))

    def _open_outside(self, found: OpenedFile) -> None:
        """Copy the file, then hand the copy over; not if another file is shown by now."""
        if found is not self._found or self._copying is not None:
            return
        job = partial(self._copies.copy, found.path, self._title, self._extension)
        self._copying = task = self._runner.run(job, self.tr("Menyalin berkas bukti"))
        task.succeeded.connect(self._on_copied)
        task.failed.connect(self._on_not_copied)
        task.finished.connect(self._on_copying_finished)
        self.ui.outside_button.setEnabled(False)

    @Slot(object)
    def _on_copied(self, copy: Path) -> None:
        if self.sender() is not self._copying:
            return
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            self.opened_outside.emit(copy)
            return
        words = self.tr(
            "Di komputer ini belum ada program untuk membuka berkas jenis ini. "
            "Bukti yang tersimpan tetap utuh."
        )
        self._on_not_copied(KksError(words, code="NO_PROGRAM"))

    @Slot(object)
    def _on_not_copied(self, fault: Exception) -> None:
        if self.sender() is self._copying:
            self._dialogs.show_failure(self, self.tr("Belum terbuka"), fault)

    @Slot()
    def _on_copying_finished(self) -> None:
        if self.sender() is self._copying:
            self._copying = None
            self.ui.outside_button.setEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
