"""Who changed what when, from what to what, with a way back; in the page, not in a dialog."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from kks_desktop.qt.theme import role_label, space

PAGE = 20


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change in words; ``payload`` comes back when it is restored."""

    at: datetime
    who: str
    field: str
    old: str
    new: str
    kind: str
    payload: object
    is_current: bool = False
    wrong_clock: bool = False


class _RestoreButton(QToolButton):
    def __init__(self, payload: object, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.payload = payload
        self.setText(text)


class HistoryPanel(QWidget):
    """The changes of one indicator, row or file, newest first.

    Signals:
        restore_requested: give the field that text again; carries the line's payload.
        closed: the person is done looking.
    """

    restore_requested = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None, *, narrow: bool = False) -> None:
        """``narrow`` puts when and who above each change instead of before it."""
        super().__init__(parent)
        self._narrow = narrow
        self._lines: list[HistoryLine] = []
        self._shown = PAGE
        self._may_restore = True
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space())
        self._column.addWidget(role_label(self.tr("Riwayat isian"), "heading"))
        self._body = QWidget(self)
        self._column.addWidget(self._body)
        self.more_button = QPushButton(self.tr("Tampilkan yang lebih lama"), self)
        self.more_button.clicked.connect(self._on_more_clicked)
        self._column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_lines(self, lines: Sequence[HistoryLine], *, may_restore: bool = True) -> None:
        """Show other changes."""
        self._lines = list(lines)
        self._may_restore = may_restore
        self._shown = PAGE
        self._rebuild()

    @property
    def lines(self) -> tuple[HistoryLine, ...]:
        """The changes shown."""
        return tuple(self._lines[: self._shown])

    @Slot()
    def _on_more_clicked(self) -> None:
        self._shown += PAGE * 2
        self._rebuild()

    @Slot()
    def _on_restore_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, _RestoreButton):
            self.restore_requested.emit(button.payload)

    def _rebuild(self) -> None:
        body = QWidget(self)
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space(3))
        grid.setVerticalSpacing(max(2, space() // 2))
        grid.setColumnStretch(2, 1)
        if not self._lines:
            grid.addWidget(role_label(self.tr("Belum ada perubahan."), "muted"), 0, 0)
        for row, line in enumerate(self.lines):
            self._add_line(grid, row, line)
        self._column.replaceWidget(self._body, body)
        self._body.hide()
        self._body.deleteLater()
        self._body = body
        self.more_button.setVisible(len(self._lines) > self._shown)

    def _add_line(self, grid: QGridLayout, row: int, line: HistoryLine) -> None:
        blank = self.tr("kosong")
        kinds = {
            "undo": self.tr("dibatalkan"),
            "redo": self.tr("diulangi"),
            "restore": self.tr("dikembalikan"),
        }
        when = line.at.strftime("%d/%m %H.%M")
        what = f"{line.field}: {line.old or blank} → {line.new or blank}"
        if line.kind in kinds:
            what = f"{what} ({kinds[line.kind]})"
        moment = role_label(when, "muted", wrap=self._narrow)
        if line.wrong_clock:
            moment.setText(self.tr("⚠ {}, jam komputer berubah").format(when))
            moment.setToolTip(
                self.tr(
                    "Jam komputer saat itu tidak dapat dipercaya. Urutan perubahan tetap benar, "
                    "karena dihitung dan tidak diambil dari jam."
                )
            )
        change = role_label(what, wrap=True)
        change.setTextFormat(Qt.TextFormat.PlainText)
        if self._narrow:
            moment.setText(f"{moment.text()} · {line.who or '–'}")
            change.setContentsMargins(0, 0, 0, space())
            grid.addWidget(moment, 2 * row, 0, 1, 3)
            grid.addWidget(change, 2 * row + 1, 0, 1, 4)
        else:
            grid.addWidget(moment, row, 0)
            grid.addWidget(role_label(line.who or "–", "muted"), row, 1)
            grid.addWidget(change, row, 2)
        if not line.is_current and self._may_restore:
            button = _RestoreButton(line.payload, self.tr("Kembalikan"), self)
            button.setToolTip(self.tr("Isi lagi dengan: {}").format(line.new or blank))
            button.setAccessibleName(
                self.tr("Kembalikan {} ke {}").format(line.field, line.new or blank)
            )
            button.clicked.connect(self._on_restore_clicked)
            grid.addWidget(button, 2 * row if self._narrow else row, 3)
