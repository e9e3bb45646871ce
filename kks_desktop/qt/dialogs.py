"""Every question that opens a window of its own; nothing else makes message or file dialogs.

Answers come by callback: the window is opened and the event loop goes on, so nothing nests.
Tests pass a double in place of ``QtDialogs``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QStandardPaths, Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kks_desktop.domain.errors import KksError
from kks_desktop.qt.theme import chars, line_height

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtPrintSupport import QPrinter


@dataclass(frozen=True)
class Question:
    """A question with two answers; ``no`` is what Escape and Enter give where ``risky``."""

    title: str
    text: str
    yes: str
    no: str = "Batal"
    details: str = ""
    risky: bool = False


class Dialogs(Protocol):
    """What screens ask of the person; nothing is called where the person turns away."""

    def ask_folder(
        self, parent: QWidget, title: str, start: Path | None, on_folder: Callable[[Path], None]
    ) -> None:
        """Let an existing folder be chosen."""

    def ask_open_file(
        self,
        parent: QWidget,
        title: str,
        filters: str,
        start: Path | None,
        on_file: Callable[[Path], None],
    ) -> None:
        """Let an existing file be chosen."""

    def ask_open_files(
        self,
        parent: QWidget,
        title: str,
        filters: str,
        start: Path | None,
        on_files: Callable[[list[Path]], None],
    ) -> None:
        """Let one or more existing files be chosen."""

    def ask_save_file(
        self,
        parent: QWidget,
        title: str,
        filters: str,
        start: Path,
        on_file: Callable[[Path], None],
    ) -> None:
        """Let a name be chosen to write to; replacing a file was agreed to."""

    def confirm(self, parent: QWidget, question: Question, on_yes: Callable[[], None]) -> None:
        """Ask; only yes calls back."""

    def ask_printer(
        self,
        parent: QWidget,
        printer: QPrinter,
        pages: int,
        on_printer: Callable[[QPrinter], None],
    ) -> None:
        """Let the system's dialog set a printer and a range of so many pages."""

    def show_text(self, parent: QWidget, title: str, text: str) -> None:
        """Let something longer be read."""

    def show_failure(self, parent: QWidget, title: str, fault: Exception) -> None:
        """Say what went wrong, what was kept and what to do."""


def failure_sentence(fault: Exception) -> str:
    """The sentence of a foreseen fault; for a bug one that is true of every bug."""
    if isinstance(fault, KksError):
        return str(fault)
    return (
        "Ada gangguan di dalam program ini. Data yang sudah tersimpan tetap utuh. "
        "Coba lagi; bila terulang, tutup lalu buka lagi program ini."
    )


class _Answer(QObject):
    """Carries an answer from a dialog to a callback, and dies with the dialog."""

    def __init__(
        self,
        dialog: QDialog,
        on_path: Callable[[Path], None] | None = None,
        on_yes: Callable[[], None] | None = None,
        on_paths: Callable[[list[Path]], None] | None = None,
    ) -> None:
        super().__init__(dialog)
        self._on_path = on_path
        self._on_paths = on_paths
        self._on_yes = on_yes

    @Slot(str)
    def on_file_selected(self, name: str) -> None:
        if name and self._on_path is not None:
            self._on_path(Path(name))

    @Slot("QStringList")
    def on_files_selected(self, names: list[str]) -> None:
        if names and self._on_paths is not None:
            self._on_paths([Path(name) for name in names])

    @Slot()
    def on_yes_clicked(self) -> None:
        if self._on_yes is not None:
            self._on_yes()


class QtDialogs:
    """The real dialogs, window-modal over their parent."""

    def ask_folder(
        self, parent: QWidget, title: str, start: Path | None, on_folder: Callable[[Path], None]
    ) -> None:
        dialog = QFileDialog(parent, title, _folder_words(start))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._open_file_dialog(dialog, on_folder)

    def ask_open_file(
        self,
        parent: QWidget,
        title: str,
        filters: str,
        start: Path | None,
        on_file: Callable[[Path], None],
    ) -> None:
        dialog = QFileDialog(parent, title, _folder_words(start), filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open_file_dialog(dialog, on_file)

    def ask_open_files(
        self,
        parent: QWidget,
        title: str,
        filters: str,
        start: Path | None,
        on_files: Callable[[list[Path]], None],
    ) -> None:
        dialog = QFileDialog(parent, title, _folder_words(start), filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(_Answer(dialog, on_paths=on_files).on_files_selected)
        dialog.open()

    def ask_save_file(
        self,
        parent: QWidget,
        title: str,
        filters: str,
        start: Path,
        on_file: Callable[[Path], None],
    ) -> None:
        dialog = QFileDialog(parent, title, str(start.parent), filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(start.name)
        dialog.setDefaultSuffix(start.suffix.removeprefix("."))
        self._open_file_dialog(dialog, on_file)

    def confirm(self, parent: QWidget, question: Question, on_yes: Callable[[], None]) -> None:
        box = _message_box(parent, QMessageBox.Icon.Question, question.title, question.text)
        box.setInformativeText(question.details)
        yes = box.addButton(question.yes, QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(question.no, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no if question.risky else yes)
        box.setEscapeButton(no)
        yes.clicked.connect(_Answer(box, on_yes=on_yes).on_yes_clicked)
        box.open()

    def ask_printer(
        self,
        parent: QWidget,
        printer: QPrinter,
        pages: int,
        on_printer: Callable[[QPrinter], None],
    ) -> None:
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog

        dialog = QPrintDialog(printer, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, pages)
        dialog.setFromTo(1, pages)
        answer = _Answer(dialog, on_yes=partial(on_printer, printer))
        dialog.accepted.connect(answer.on_yes_clicked)
        QDialog.open(dialog)  # the one without arguments, which QPrintDialog hides

    def show_text(self, parent: QWidget, title: str, text: str) -> None:
        dialog = QDialog(parent)
        dialog.setWindowTitle(title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        view = QPlainTextEdit(text)
        view.setReadOnly(True)
        view.setMinimumSize(chars(70), line_height() * 18)
        close = QPushButton("Tutup")
        close.setDefault(True)
        close.clicked.connect(dialog.accept)
        column = QVBoxLayout(dialog)
        column.addWidget(view)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        close.setFocus(Qt.FocusReason.OtherFocusReason)
        dialog.open()

    def show_failure(self, parent: QWidget, title: str, fault: Exception) -> None:
        box = _message_box(parent, QMessageBox.Icon.Warning, title, failure_sentence(fault))
        close = box.addButton("Tutup", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(close)
        box.setEscapeButton(close)
        box.open()

    @staticmethod
    def _open_file_dialog(dialog: QFileDialog, on_path: Callable[[Path], None]) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(_Answer(dialog, on_path=on_path).on_file_selected)
        dialog.open()


def _folder_words(start: Path | None) -> str:
    """Where a dialog opens: never in the program's own folder."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    return str(start or QStandardPaths.writableLocation(documents))


def _message_box(parent: QWidget, icon: QMessageBox.Icon, title: str, text: str) -> QMessageBox:
    box = QMessageBox(icon, title, text, QMessageBox.StandardButton.NoButton, parent)
    # A sentence from a file or from the system is shown as it is, never as markup.
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box
