"""The province's answers at the district: from a file, or as six words read out."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from kks_desktop.domain.file_names import shown_name
from kks_desktop.domain.numbers import format_number
from kks_desktop.qt.dialogs import failure_sentence
from kks_desktop.qt.theme import chars, role_label, space
from kks_desktop.qt.widgets.card import Card
from kks_desktop.qt.widgets.file_drop import files_of
from kks_desktop.qt.widgets.form_looks import set_role
from kks_desktop.services.importing import import_path
from kks_desktop.services.replies import take_words
from kks_desktop.services.spoken import word_list

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QDragEnterEvent, QDropEvent
    from PySide6.QtWidgets import QWidget

    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import Task, TaskRunner
    from kks_desktop.services.importing import Imported
    from kks_desktop.services.receiving_outcome import Outcome
    from kks_desktop.services.replies import Answer
    from kks_desktop.services.tasks import CancelToken, Progress
    from kks_desktop.services.workspace import Workspace

_TOLD = 4
_SPACE = " "


class WordCompleter(QCompleter):
    """Completes the last word of a line."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(list(word_list()), parent)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._before = ""

    def splitPath(self, path: str) -> list[str]:
        self._before, _, last = path.rpartition(_SPACE)
        return [last] if last else ["-"]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        word = str(index.data())
        return f"{self._before}{_SPACE}{word}" if self._before else word


class AnswerPanel(Card):
    """Takes answers in and says what they are.

    Signals:
        answered(): something was taken in; the states of the revisions may have changed.
    """

    answered = Signal()

    def __init__(
        self,
        workspace: Workspace,
        runner: TaskRunner,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._runner = runner
        self._dialogs = dialogs
        self._busy: Task | None = None
        self._waiting: tuple[Path, ...] = ()
        self._place: Path | None = None
        self.pick_button = QPushButton(self.tr("&Ambil jawaban…"))
        self.words_edit = QLineEdit()
        self.words_button = QPushButton(self.tr("P&eriksa kata"))
        self.message_label = role_label("", "", wrap=True)
        self._lay_out()
        self.pick_button.clicked.connect(self._on_pick)
        self.words_button.clicked.connect(self._on_words)
        self.words_edit.returnPressed.connect(self._on_words)
        self._tell("", "")
        self.setAcceptDrops(True)
        for widget in (self.pick_button, self.words_edit, self.words_button):
            widget.setEnabled(not workspace.read_only)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(3), space(4), space(3))
        column.setSpacing(space(2))
        column.addWidget(role_label(self.tr("Jawaban provinsi"), "heading"))
        why = self.tr(
            "Tanda terima, hasil verifikasi, dan daftar kunci: pilih berkasnya atau seret ke "
            "sini. Tanpa berkas, ketik enam kata yang dibacakan provinsi."
        )
        column.addWidget(role_label(why, "muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(space(2))
        row.addWidget(self.pick_button)
        row.addSpacing(space(3))
        self.words_edit.setPlaceholderText(self.tr("enam kata, dipisah spasi"))
        self.words_edit.setAccessibleName(self.tr("Enam kata tanda terima"))
        self.words_edit.setMinimumWidth(chars(44))
        self.words_edit.setCompleter(WordCompleter(self.words_edit))
        row.addWidget(self.words_edit, 1)
        row.addWidget(self.words_button)
        column.addLayout(row)
        column.addWidget(self.message_label)

    # ------------------------------------------------------------ files

    @Slot()
    def _on_pick(self) -> None:
        self._dialogs.ask_open_files(
            self,
            self.tr("Pilih jawaban dari provinsi"),
            self.tr("Berkas jawaban (*.zip);;Semua berkas (*)"),
            self._place,
            self._on_chosen,
        )

    def _on_chosen(self, paths: list[Path]) -> None:
        self._place = paths[0].parent if paths else self._place
        self.take(paths)

    def take(self, paths: Sequence[Path]) -> None:
        """Take in answers from these files and folders, after what is under way."""
        if self._busy is not None:
            self._waiting += tuple(paths)
        elif paths and not self._workspace.read_only:
            job = partial(_take, self._workspace, tuple(paths))
            self._start(job, self.tr("Mengambil jawaban"), self._on_taken)

    @Slot(object)
    def _on_taken(self, imported: Imported) -> None:
        outcomes = imported.report.outcomes
        lines = [_line(one) for one in outcomes[:_TOLD]]
        more = len(outcomes) - _TOLD
        if more > 0:
            lines.append(self.tr("… dan {0} berkas lain.").format(format_number(more)))
        if not outcomes:
            lines = [self.tr("Tidak ada jawaban di sana.")]
        good = bool(outcomes) and imported.report.ok
        self._tell("\n".join(lines), "accent" if good else "silent")
        if any(one.ok for one in outcomes):
            self.answered.emit()

    # ------------------------------------------------------------ words

    @Slot()
    def _on_words(self) -> None:
        typed = self.words_edit.text()
        if typed.strip() and self._busy is None and not self._workspace.read_only:
            job = partial(_words, self._workspace, typed)
            self._start(job, self.tr("Memeriksa kata tanda terima"), self._on_heard)

    @Slot(object)
    def _on_heard(self, answer: Answer) -> None:
        self.words_edit.clear()
        self._tell(f"✓ {answer.sentence}", "accent")
        self.answered.emit()

    # ------------------------------------------------------------ telling

    def _start(self, job: Callable[..., object], label: str, done: Callable[..., None]) -> None:
        self._tell("", "")
        self._busy = task = self._runner.run(job, label)
        self._set_busy(busy=True)
        task.succeeded.connect(done)
        task.failed.connect(self._on_failed)
        task.finished.connect(self._on_finished)

    @Slot(object)
    def _on_failed(self, fault: Exception) -> None:
        self._tell(f"▲ {failure_sentence(fault)}", "problem")

    @Slot()
    def _on_finished(self) -> None:
        self._busy = None
        self._set_busy(busy=False)
        waiting, self._waiting = self._waiting, ()
        self.take(waiting)

    def _set_busy(self, *, busy: bool) -> None:
        """Words typed while others are looked for would be cleared with them."""
        self.words_edit.setReadOnly(busy)
        self.words_button.setEnabled(not busy and not self._workspace.read_only)

    def _tell(self, words: str, role: str) -> None:
        self.message_label.setText(words)
        set_role(self.message_label, role)
        self.message_label.setVisible(bool(words))

    # ------------------------------------------------------------ Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            self.set_tone("accent")
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: object) -> None:
        self.set_tone("plain")

    def dropEvent(self, event: QDropEvent) -> None:
        self.set_tone("plain")
        event.acceptProposedAction()
        self.take(files_of(event.mimeData()))


def _line(outcome: Outcome) -> str:
    notes = "".join(f" {note}" for note in outcome.notes[:_TOLD])
    mark = "✓" if outcome.ok else "▲"
    shown = shown_name(outcome.file)
    name = "" if outcome.ok or outcome.message.startswith(shown) else f"{shown}: "
    return f"{mark} {name}{outcome.message}{notes}"


def _take(
    workspace: Workspace, paths: tuple[Path, ...], progress: Progress, cancel: CancelToken
) -> Imported:
    return import_path(workspace, *paths, progress=progress, cancel=cancel)


def _words(workspace: Workspace, typed: str, _progress: Progress, _cancel: CancelToken) -> Answer:
    return take_words(workspace, typed)
