"""The page ``Data yang dibawa``: what waits to be confirmed, by kind."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kks_desktop.domain.numbers import format_number
from kks_desktop.qt.dialogs import Question
from kks_desktop.qt.theme import role_label, space
from kks_desktop.qt.widgets.card import Card
from kks_desktop.qt.widgets.form_looks import show_column
from kks_desktop.services.years import confirm, waiting

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from kks_desktop.domain.marks import Standing
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.dialogs import Dialogs

_WIDTH = 104
_PLACES = {
    "data_dasar": "basis",
    "odf": "desa:",
    "kecamatan": "kecamatan:",
    "desa": "desa:",
    "lembaga": "lembaga:tim_pembina",
    "inovasi": "inovasi:",
    "penduduk": "penduduk:",
}
"""Where each kind is filled in; indicators open one by one."""


class CarriedPage(QScrollArea):
    """Every kind of data that was carried, with how much of it does not count yet.

    Signals:
        open_requested(str): look at it where it is filled in.
    """

    open_requested = Signal(str)

    def __init__(
        self, bridge: SessionBridge, dialogs: Dialogs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = bridge.session
        self._dialogs = dialogs
        self._list: QWidget | None = None
        self.confirm_buttons: dict[str, QPushButton] = {}
        rows = QVBoxLayout()
        rows.addWidget(role_label(self.tr("Data yang dibawa"), "title"))
        why = self.tr(
            "Data ini dibawa dari penilaian sebelumnya dan belum dihitung di mana pun. Periksa di "
            "tempatnya, atau konfirmasi satu jenis sekaligus bila semuanya masih benar. "
            "Konfirmasi dapat diurungkan (Ctrl+Z)."
        )
        rows.addWidget(role_label(why, "muted", wrap=True))
        self._card = Card()
        self._rows = QVBoxLayout(self._card)
        self._rows.setContentsMargins(space(4), space(3), space(4), space(3))
        rows.addWidget(self._card)
        rows.addStretch(1)
        show_column(self, rows, _WIDTH)
        bridge.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        """List what waits now."""
        if self._list is not None:
            self._list.deleteLater()
        self._list = QWidget()
        grid = QGridLayout(self._list)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space(3))
        grid.setVerticalSpacing(space(2))
        grid.setColumnStretch(0, 1)
        found = waiting(self._session)
        self.confirm_buttons = {}
        for row, group in enumerate(found):
            self._add(grid, row, group)
        if not found:
            grid.addWidget(role_label(self.tr("✓ Tidak ada yang menunggu konfirmasi.")), 0, 0)
        self._rows.addWidget(self._list)

    def _add(self, grid: QGridLayout, row: int, group: Standing) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        words = self.tr("{0} · penilaian {1}").format(group.title, ", ".join(group.years))
        grid.addWidget(role_label(words, wrap=True), row, 0, middle)
        amount = role_label(f"{format_number(len(group.marks))} {group.unit}", "muted")
        grid.addWidget(amount, row, 1, middle | Qt.AlignmentFlag.AlignRight)
        place = group.marks[0][0] if group.kind == "indikator" else _PLACES.get(group.kind, "")
        if place:
            look = QPushButton(self.tr("Lihat"))
            look.setAccessibleName(self.tr("Lihat {0}").format(group.title))
            look.clicked.connect(partial(self.open_requested.emit, place))
            grid.addWidget(look, row, 2)
        agree = QPushButton(self.tr("Konfirmasi semua…"))
        agree.setAccessibleName(self.tr("Konfirmasi semua {0}").format(group.title))
        agree.setEnabled(not self._session.read_only)
        agree.clicked.connect(partial(self._ask, group))
        grid.addWidget(agree, row, 3)
        self.confirm_buttons[group.kind] = agree

    def _ask(self, group: Standing) -> None:
        amount = f"{format_number(len(group.marks))} {group.unit}"
        question = Question(
            self.tr("Konfirmasi semua"),
            self.tr("{0}: {1} dihitung mulai sekarang. Semuanya sudah diperiksa?").format(
                group.title, amount
            ),
            yes=self.tr("Konfirmasi {0}").format(amount),
        )
        self._dialogs.confirm(self, question, partial(confirm, self._session, group))

    @Slot(object)
    def _on_changed(self, _change: object) -> None:
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
