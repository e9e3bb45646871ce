"""The page ``Terkirim``: every revision that left, where it went, and what came back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kks_desktop.qt.dialogs import failure_sentence
from kks_desktop.qt.models.plain_table import Heading
from kks_desktop.qt.screens.handovers.answers import AnswerPanel
from kks_desktop.qt.screens.handovers.words import handed_row, sending_row
from kks_desktop.qt.theme import line_height, role_label, space
from kks_desktop.qt.widgets.form_looks import set_role
from kks_desktop.qt.widgets.plain_table import PlainTable
from kks_desktop.services.handovers import hand_overs, read_again
from kks_desktop.services.sendings import timeline

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QShowEvent

    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import TaskRunner
    from kks_desktop.services.handovers import Handed
    from kks_desktop.services.sendings import Sending
    from kks_desktop.services.tasks import CancelToken, Progress
    from kks_desktop.services.workspace import Workspace

SHOWN_HANDED = 4
"""Hand-overs of one revision that are seen at once."""


class HandoversPage(QWidget):
    """States of the revisions, their hand-overs, and the province's answers.

    Signals:
        open_requested(str): another page.
    """

    open_requested = Signal(str)

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
        self._checking: Handed | None = None
        self._handed: list[Handed] = []
        self._sendings: list[Sending] = []
        self._make_tables()
        self.handed_title = role_label("", "heading")
        self.check_button = QPushButton(self.tr("&Periksa lagi di flashdisk"))
        self.message_label = role_label("", "", wrap=True)
        self.empty_label = role_label(
            self.tr("Belum ada yang dikirim. Buat berkas usulan di halaman Kirim."),
            "muted",
            wrap=True,
        )
        self.answers = AnswerPanel(workspace, runner, dialogs)
        self._lay_out()
        self.table.moved.connect(self._on_moved)
        self.check_button.clicked.connect(self._on_check)
        self.handed_table.opened.connect(self._on_opened)
        self.answers.answered.connect(self.refresh)

    def _make_tables(self) -> None:
        self.table = PlainTable(
            (
                Heading(self.tr("Kiriman")),
                Heading(self.tr("Keadaan")),
                Heading(self.tr("Dibuat"), wide=2),
                Heading(self.tr("Diserahkan"), wide=3),
                Heading(self.tr("Jawaban provinsi"), wide=3),
            )
        )
        self.table.setAccessibleName(self.tr("Kiriman"))
        self.handed_table = PlainTable(
            (
                Heading(self.tr("Ditulis")),
                Heading(self.tr("Tempat"), wide=2),
                Heading(self.tr("Berkas"), wide=2),
                Heading(self.tr("Besar"), number=True),
                Heading(self.tr("Bentuk")),
            )
        )
        self.handed_table.setAccessibleName(self.tr("Penyerahan"))

    def _lay_out(self) -> None:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.addWidget(area)
        body = QWidget()
        area.setWidget(body)
        outer = QVBoxLayout(body)
        outer.setContentsMargins(space(6), space(5), space(6), space(4))
        outer.setSpacing(space(2))
        outer.addWidget(role_label(self.tr("Terkirim"), "title"))
        why = self.tr("Setiap kiriman: kapan dibuat, ke mana diserahkan, dan apa jawaban provinsi.")
        outer.addWidget(role_label(why, "muted", wrap=True))
        outer.addWidget(self.empty_label)
        outer.addWidget(self.table, 3)
        outer.addWidget(self.handed_title)
        # on a small screen the page scrolls, and the tables stay readable
        self.table.setMinimumHeight(line_height() * 6)
        self.handed_table.setMinimumHeight(line_height() * 5)
        self.handed_table.setMaximumHeight(line_height() * 2 * (SHOWN_HANDED + 1))
        outer.addWidget(self.handed_table, 2)
        row = QHBoxLayout()
        row.setSpacing(space(2))
        row.addWidget(self.check_button)
        row.addWidget(self.message_label, 1)
        outer.addLayout(row)
        outer.addStretch(0)
        outer.addWidget(self.answers)
        outer.addStretch(0)
        self._outer = outer

    # ------------------------------------------------------------ showing

    def look_at(self, paths: Sequence[Path]) -> None:
        """Take in answers that a person wants from a stick."""
        self.answers.take(paths)

    @Slot()
    def refresh(self) -> None:
        """Look again what was sent and answered."""
        task = self._runner.run(partial(_look, self._workspace))
        task.succeeded.connect(self._on_looked)
        task.failed.connect(self._on_failed)

    @Slot(object)
    def _on_looked(self, found: tuple[list[Sending], list[Handed]]) -> None:
        known = {one.revision for one in self._sendings}
        self._sendings, self._handed = found
        self.table.show_rows([sending_row(one, self._handed) for one in self._sendings])
        some = bool(self._sendings)
        if some and self._sendings[0].revision not in known:
            self.table.select(0)
        self.empty_label.setVisible(not some)
        for widget in (self.table, self.handed_title, self.handed_table, self.check_button):
            widget.setVisible(some)
        # without tables the answers stand below what is said of them
        self._outer.setStretch(self._outer.count() - 1, 0 if some else 1)
        self._show_handed()

    @Slot(str)
    def _on_moved(self, _key: str) -> None:
        self._tell("", "")
        self._show_handed()

    def _show_handed(self) -> None:
        own = self._own
        self.handed_table.show_rows([handed_row(one) for one in own])
        name = self.table.rows.rows[self.table.currentIndex().row()].cells[0] if own else ""
        self.handed_title.setText(self.tr("Penyerahan {0}").format(name) if own else "")
        self._show_check()

    @property
    def _own(self) -> list[Handed]:
        """The hand-overs of the revision in front."""
        return [one for one in self._handed if str(one.revision) == self.table.key]

    def _show_check(self) -> None:
        some = any(one.files for one in self._own)
        self.check_button.setEnabled(some and self._checking is None)

    def _tell(self, words: str, role: str) -> None:
        self.message_label.setText(words)
        set_role(self.message_label, role)

    @Slot(object)
    def _on_failed(self, fault: Exception) -> None:
        self._tell(f"▲ {failure_sentence(fault)}", "problem")

    # ------------------------------------------------------------ checking again

    @Slot(str)
    def _on_opened(self, _key: str) -> None:
        self._on_check()

    @Slot()
    def _on_check(self) -> None:
        chosen = next(
            (one for one in self._handed if str(one.number) == self.handed_table.key), None
        )
        if chosen is None or not chosen.files or not self.check_button.isEnabled():
            return
        self._checking = chosen
        self.check_button.setEnabled(False)
        self._tell(self.tr("Sedang dibaca lagi dari tempatnya."), "muted")
        task = self._runner.run(partial(_check, chosen), self.tr("Memeriksa lagi"))
        task.succeeded.connect(self._on_checked)
        task.failed.connect(self._on_check_failed)
        task.cancelled.connect(self._on_cancelled)
        task.finished.connect(self._on_finished)

    @Slot(object)
    def _on_checked(self, folder: Path) -> None:
        words = self.tr("✓ Dibaca lagi di {0}: masih sama dengan yang ditulis.").format(folder)
        self._tell_checked(words, "accent")

    @Slot(object)
    def _on_check_failed(self, fault: Exception) -> None:
        self._tell_checked(f"▲ {failure_sentence(fault)}", "problem")

    @Slot()
    def _on_cancelled(self) -> None:
        words = self.tr("Pemeriksaan dihentikan. Berkasnya tidak berubah.")
        self._tell_checked(words, "muted")

    def _tell_checked(self, words: str, role: str) -> None:
        """Say it only beside the revision that was checked."""
        if self._checking is not None and str(self._checking.revision) == self.table.key:
            self._tell(words, role)

    @Slot()
    def _on_finished(self) -> None:
        self._checking = None
        self._show_check()

    # ------------------------------------------------------------ Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.refresh()


def _look(
    workspace: Workspace, _progress: Progress, _cancel: CancelToken
) -> tuple[list[Sending], list[Handed]]:
    return timeline(workspace), hand_overs(workspace)


def _check(handed: Handed, progress: Progress, cancel: CancelToken) -> Path:
    return read_again(handed, progress, cancel)
