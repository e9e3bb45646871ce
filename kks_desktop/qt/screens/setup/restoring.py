"""The first start on another computer: bring the data back from a backup."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kks_desktop.domain.numbers import format_number
from kks_desktop.qt.models.plain_table import Heading, PlainRow
from kks_desktop.qt.theme import role_label, space
from kks_desktop.qt.widgets.form_looks import limit_column, set_role
from kks_desktop.qt.widgets.plain_table import PlainTable
from kks_desktop.qt.wording import moment_words

if TYPE_CHECKING:
    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import Job, Task, TaskRunner
    from kks_desktop.services.backups import Listed
    from kks_desktop.services.restoring import Restored
    from kks_desktop.services.tasks import CancelToken, Progress

_WIDTH = 100


class RestorePanel(QWidget):
    """A folder, the backups in it, and the one to bring back.

    Signals:
        restored(object): a whole copy, ``Restored``, is to be used.
        turned_away: rather not.
    """

    restored = Signal(object)
    turned_away = Signal()

    def __init__(
        self, data: Path, dialogs: Dialogs | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._data = data
        self._dialogs = dialogs
        self._runner: TaskRunner | None = None
        self._found: list[Listed] = []
        self.folder_button = QPushButton(self.tr("Pilih &flashdisk atau folder…"))
        self.table = PlainTable(
            (
                Heading(self.tr("Dibuat"), wide=3),
                Heading(self.tr("Daerah"), wide=2),
                Heading(self.tr("Penilaian"), number=True),
                Heading(self.tr("Isian"), number=True),
                Heading(self.tr("Bukti"), number=True),
            )
        )
        self.table.setAccessibleName(self.tr("Cadangan yang ditemukan"))
        self.problem_label = role_label("", "problem", wrap=True)
        self.back_button = QPushButton(self.tr("‹ &Kembali"))
        self.next_button = QPushButton(self.tr("&Pulihkan"))
        self.next_button.setProperty("primary", True)
        self._foot = QVBoxLayout()
        self._lay_out()
        self.folder_button.clicked.connect(self._on_folder)
        self.back_button.clicked.connect(self.turned_away)
        self.next_button.clicked.connect(self._on_next)
        self.table.opened.connect(self._on_opened)
        self._show([])

    def _lay_out(self) -> None:
        column = QWidget()
        limit_column(column, _WIDTH)
        rows = QVBoxLayout(column)
        rows.setContentsMargins(space(6), space(6), space(6), space(6))
        rows.setSpacing(space(3))
        rows.addWidget(role_label(self.tr("Pulihkan dari cadangan"), "title"))
        why = self.tr(
            "Pasang flashdisk atau cakram cadangan, lalu pilih. Setiap isian dan berkas bukti "
            "dibaca ulang saat disalin; isi flashdisk tidak berubah."
        )
        rows.addWidget(role_label(why, "muted", wrap=True))
        choose = QHBoxLayout()
        choose.addWidget(self.folder_button)
        choose.addStretch(1)
        rows.addLayout(choose)
        rows.addWidget(self.table, 1)
        rows.addStretch(0)
        rows.addWidget(self.problem_label)
        rows.addLayout(self._foot)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        buttons.addWidget(self.next_button)
        rows.addLayout(buttons)
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(column, 8)
        outer.addStretch(1)

    def start(self) -> None:
        """Begin at the choice of a folder, with the stick that is plugged in, if there is one."""
        from kks_desktop.qt.folders import sticks_plugged_in

        self.problem_label.clear()
        self.folder_button.setFocus()
        sticks = sticks_plugged_in()
        if sticks:
            # nobody asked for this one: that nothing lies on it is no failure
            self._begin_look(sticks[0]).failed.connect(self._on_nothing_there)

    def shut_down(self) -> None:
        """Stop what is under way and wait for it."""
        if self._runner is not None:
            self._runner.shutdown()

    # ------------------------------------------------------------ choosing

    @Slot()
    def _on_folder(self) -> None:
        if self._dialogs is None:
            from kks_desktop.qt.dialogs import QtDialogs

            self._dialogs = QtDialogs()
        title = self.tr("Pilih flashdisk atau folder cadangan")
        self._dialogs.ask_folder(self, title, None, self._look)

    def _look(self, folder: Path) -> None:
        self._begin_look(folder).failed.connect(self._on_failed)

    def _begin_look(self, folder: Path) -> Task:
        from kks_desktop.services.backups import find_backups

        task = self._run(lambda _progress, _cancel: find_backups(folder), "")
        task.succeeded.connect(self._show)
        return task

    @Slot(object)
    def _show(self, found: list[Listed]) -> None:
        self._found = found
        self.problem_label.clear()
        self.table.show_rows(
            [
                PlainRow(
                    key=str(number),
                    cells=(
                        moment_words(one.info.at),
                        one.info.region_name,
                        str(one.info.year),
                        format_number(one.info.fields),
                        format_number(len(one.info.evidence)),
                    ),
                    tip=str(one.backup.path),
                )
                for number, one in enumerate(found)
            ]
        )
        self.table.setVisible(bool(found))
        self.next_button.setEnabled(bool(found))
        if found:
            self.table.setFocus()

    # ------------------------------------------------------------ restoring

    @Slot(str)
    def _on_opened(self, _key: str) -> None:
        self._on_next()

    @Slot()
    def _on_next(self) -> None:
        key = self.table.key
        if not key or not self.next_button.isEnabled():
            return
        self._set_busy(busy=True)
        chosen = self._found[int(key)]
        task = self._run(partial(_restore, chosen, self._data), self.tr("Memulihkan"))
        task.succeeded.connect(self.restored)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_cancelled)

    @Slot(object)
    def _on_failed(self, fault: Exception) -> None:
        from kks_desktop.qt.dialogs import failure_sentence

        self._set_busy(busy=False)
        set_role(self.problem_label, "problem")
        self.problem_label.setText(failure_sentence(fault))

    @Slot(object)
    def _on_nothing_there(self, _fault: Exception) -> None:
        set_role(self.problem_label, "muted")
        words = self.tr("Flashdisk yang terpasang tidak berisi cadangan; pilih tempat lain.")
        self.problem_label.setText(words)

    @Slot()
    def _on_cancelled(self) -> None:
        self._set_busy(busy=False)
        self.problem_label.setText(self.tr("Dihentikan. Cadangan tetap utuh; ulangi kapan saja."))

    def _set_busy(self, *, busy: bool) -> None:
        for button in (self.folder_button, self.back_button, self.next_button):
            button.setEnabled(not busy)
        self.next_button.setEnabled(not busy and bool(self._found))

    def _run(self, job: Job, label: str) -> Task:
        from kks_desktop.qt.tasks import TaskBar, TaskRunner

        if self._runner is None:
            bar = TaskBar()
            self._foot.addWidget(bar)
            self._runner = TaskRunner(self)
            self._runner.started.connect(bar.follow)
        return self._runner.run(job, label)


def _restore(chosen: Listed, data: Path, progress: Progress, cancel: CancelToken) -> Restored:
    from kks_desktop.services.restoring import restore_backup, waiting_folder

    into = waiting_folder(data, datetime.now(UTC))
    return restore_backup(chosen.backup, into, progress, cancel)
