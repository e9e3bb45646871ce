"""The page ``Tempat sampah``: what was deleted in the last days, and the way back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kks_desktop.domain.bin import BIN_DAYS
from kks_desktop.domain.errors import KksError
from kks_desktop.qt.theme import role_label, space
from kks_desktop.qt.widgets.card import Card
from kks_desktop.qt.widgets.form_looks import show_column
from kks_desktop.qt.wording import moment_words
from kks_desktop.services.bin import BinItem, bin_items, restore, restore_assessment
from kks_desktop.services.fields import table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.tasks import TaskRunner
    from kks_desktop.services.workspace import Workspace

_WIDTH = 104
_PAGE = 50


class BinPage(QScrollArea):
    """Everything that can be brought back, newest first.

    Signals:
        leaving(object): what ends the work on this assessment, a callable without arguments.
        begun(): a whole assessment came back; the folder is to be opened anew.
    """

    leaving = Signal(object)
    begun = Signal()

    def __init__(
        self,
        workspace: Workspace,
        bridge: SessionBridge,
        runner: TaskRunner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._session = bridge.session
        self._runner = runner
        self._found: Sequence[BinItem] = ()
        self._shown = _PAGE
        self._turn = 0
        self._list: QWidget | None = None
        self.restore_buttons: list[QPushButton] = []
        self._lay_out()
        bridge.saved.connect(self._on_changed)

    def _lay_out(self) -> None:
        rows = QVBoxLayout()
        rows.addWidget(role_label(self.tr("Tempat sampah"), "title"))
        why = self.tr(
            "Baris daftar, berkas bukti, dan penilaian yang dihapus dalam {0} hari terakhir. "
            "Yang dikembalikan muncul lagi dengan semua isiannya; pengembalian dapat diurungkan "
            "(Ctrl+Z). Nilai satu isian dikembalikan lewat riwayatnya."
        ).format(BIN_DAYS)
        rows.addWidget(role_label(why, "muted", wrap=True))
        self.told = role_label("", wrap=True)
        self.told.hide()
        rows.addWidget(self.told)
        self._card = Card()
        self._rows = QVBoxLayout(self._card)
        self._rows.setContentsMargins(space(4), space(3), space(4), space(3))
        rows.addWidget(self._card)
        self.more_button = QPushButton(self.tr("Tampilkan yang lebih lama"))
        self.more_button.clicked.connect(self._on_more)
        rows.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addStretch(1)
        show_column(self, rows, _WIDTH)
        self.more_button.hide()

    def refresh(self) -> None:
        """Look again; what is shown stays until the answer is there."""
        self._turn += 1
        table = table_of(self._session.fields)
        task = self._runner.run(lambda _progress, _cancel: bin_items(self._workspace, table))
        task.succeeded.connect(partial(self._on_found, self._turn))
        task.failed.connect(self._on_failed)

    def _on_found(self, turn: int, found: Sequence[BinItem]) -> None:
        if turn == self._turn:
            self._found = found
            self._show()

    @Slot(object)
    def _on_failed(self, fault: KksError) -> None:
        self._tell(str(fault))

    def _tell(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))

    def _show(self) -> None:
        if self._list is not None:
            self._list.hide()
            self._list.deleteLater()
        self._list = QWidget()
        grid = QGridLayout(self._list)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space(3))
        grid.setVerticalSpacing(space(2))
        grid.setColumnStretch(1, 1)
        self.restore_buttons = []
        for row, item in enumerate(self._found[: self._shown]):
            self._add(grid, row, item)
        if not self._found:
            empty = self.tr("✓ Tidak ada yang dihapus dalam {0} hari terakhir.").format(BIN_DAYS)
            grid.addWidget(role_label(empty), 0, 0, 1, 2)
        self._rows.addWidget(self._list)
        self.more_button.setVisible(len(self._found) > self._shown)

    def _add(self, grid: QGridLayout, row: int, item: BinItem) -> None:
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(role_label(item.kind, "muted"), row, 0, top)
        words = item.name
        if item.reason:
            words = self.tr("{0} (alasan: {1})").format(item.name, item.reason)
        if item.lacking:
            words = f"{words}\n⚠ {item.lacking}"
        name = role_label(words, wrap=True)
        name.setTextFormat(Qt.TextFormat.PlainText)
        grid.addWidget(name, row, 1, top)
        who = self.tr("{0}\n{1}").format(moment_words(item.at), item.who or "–")
        grid.addWidget(role_label(who, "muted"), row, 2, top)
        button = QPushButton(self.tr("Kembalikan"))
        button.setAccessibleName(self.tr("Kembalikan {0} {1}").format(item.kind, item.name))
        button.setEnabled(not self._session.read_only and not item.lacking)
        button.clicked.connect(partial(self._on_restore, item))
        grid.addWidget(button, row, 3, top)
        self.restore_buttons.append(button)

    def _on_restore(self, item: BinItem) -> None:
        if item.assessment:
            self.leaving.emit(partial(self._restore_assessment, item))
            return
        try:
            restore(self._session, item)
        except KksError as fault:
            self._tell(str(fault))
            return
        self._tell(self.tr("✓ Dikembalikan: {0} {1}").format(item.kind.lower(), item.name))

    def _restore_assessment(self, item: BinItem) -> None:
        try:
            restore_assessment(self._workspace, item)
        except KksError as fault:
            self._tell(str(fault))
            return
        self.begun.emit()

    @Slot()
    def _on_more(self) -> None:
        self._shown += _PAGE * 2
        self._show()

    @Slot(object)
    def _on_changed(self, _at: object) -> None:
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell("")
        self.refresh()
