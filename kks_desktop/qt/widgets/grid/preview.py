"""What a paste would do, shown in the page before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kks_desktop.domain.numbers import format_number
from kks_desktop.qt.theme import line_height, role_label, space
from kks_desktop.qt.widgets.card import Card

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from kks_desktop.qt.widgets.grid.paste import PastePlan, Remark

_LISTED_LINES = 5
_SKIPPED_SHOWN = 200
_LONGEST = 40


class PastePreview(Card):
    """Says what changes and what does not, then waits for Tempel or Batal.

    Signals:
        accepted: do it.
        rejected: leave everything as it is.
    """

    accepted = Signal()
    rejected = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, tone="accent")
        self.heading = role_label("", "heading", wrap=True)
        self.details = role_label("", wrap=True)
        self.trouble = role_label("", "problem", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Sel yang perlu dilihat sebelum menempel"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.setWordWrap(True)
        self.accept_button = QPushButton(self.tr("Tempel"))
        self.accept_button.setProperty("primary", True)
        self.reject_button = QPushButton(self.tr("Batal"))
        for button, signal in (
            (self.accept_button, self.accepted),
            (self.reject_button, self.rejected),
        ):
            button.setAutoDefault(True)
            button.clicked.connect(signal)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(space(2))
        buttons.addWidget(self.accept_button)
        buttons.addWidget(self.reject_button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(3), space(4), space(3))
        column.setSpacing(space(2))
        for widget in (self.heading, self.trouble, self.list, self.details):
            column.addWidget(widget)
        column.addLayout(buttons)

    def show_work(self, rows: int, columns: int) -> None:
        """Say that the pasted cells are being looked at."""
        self.heading.setText(
            self.tr("Memeriksa tempelan {} baris × {} kolom…").format(_n(rows), _n(columns))
        )
        self._fill([], "", "")
        self.accept_button.setEnabled(False)
        self.show()

    def show_plan(self, plan: PastePlan, *, narrowed: bool) -> None:
        """Say what the paste would do; ``narrowed`` if some rows are not shown."""
        if plan.edits:
            heading = self.tr("Tempelan ini mengubah {} sel di {} baris.")
            self.heading.setText(heading.format(_n(len(plan.edits)), _n(plan.rows)))
        else:
            self.heading.setText(self.tr("Tempelan ini tidak mengubah apa pun."))
        remarks = [
            self.tr("Baris tempelan ke-{}: {} {}").format(_n(line), code or "–", sentence)
            for line, code, sentence in plan.skipped[:_SKIPPED_SHOWN]
        ]
        remarks += [_unreadable(remark) for remark in plan.unreadable]
        remarks += [self._moved(remark) for remark in plan.moved]
        rest = len(plan.skipped) + plan.unreadable_count + plan.moved_count - len(remarks)
        if rest:
            remarks.append(self.tr("… dan {} sel lagi.").format(_n(rest)))
        self._fill(remarks, self._troubles(plan), self._details(plan, narrowed))
        self.accept_button.setEnabled(bool(plan.edits))
        self.show()
        sure = bool(plan.edits) and not plan.moved_count and not plan.skipped
        (self.accept_button if sure else self.reject_button).setFocus()

    def show_refusal(self, sentence: str) -> None:
        """Say why nothing was pasted; the preview stays for another try."""
        self.trouble.setText(f"▲ {sentence}")
        self.trouble.show()

    def _fill(self, remarks: list[str], trouble: str, details: str) -> None:
        self.list.clear()
        self.list.addItems(remarks)
        self.list.setVisible(bool(remarks))
        lines = min(len(remarks), _LISTED_LINES)
        self.list.setFixedHeight(lines * (line_height() + space()) + space(2))
        for label, text in ((self.trouble, trouble), (self.details, details)):
            label.setText(text)
            label.setVisible(bool(text))

    def _troubles(self, plan: PastePlan) -> str:
        lines = []
        if plan.skipped:
            lines.append(
                self.tr("▲ {} baris tempelan dilewati karena kodenya.").format(
                    _n(len(plan.skipped))
                )
            )
        if plan.moved_count:
            lines.append(
                self.tr(
                    "▲ {} sel berbeda dari kolom yang tidak dapat diubah; mungkin urutan barisnya "
                    "lain. Sel itu tidak ditempel."
                ).format(_n(plan.moved_count))
            )
        if plan.unreadable_count:
            lines.append(
                self.tr(
                    "▲ {} sel belum terbaca. Bila ditempel, teksnya disimpan seperti di tempelan "
                    "dan ditandai."
                ).format(_n(plan.unreadable_count))
            )
        return "\n".join(lines)

    def _details(self, plan: PastePlan, narrowed: bool) -> str:
        parts = []
        if plan.keyed:
            parts.append(self.tr("Baris dicocokkan menurut kode, bukan urutan."))
        if plan.emptied:
            parts.append(self.tr("{} sel menjadi kosong.").format(_n(plan.emptied)))
        if plan.outside_rows:
            text = self.tr("{} baris di luar tabel tidak ditempel.")
            parts.append(text.format(_n(plan.outside_rows)))
        if plan.outside_columns:
            text = self.tr("{} kolom di luar tabel tidak ditempel.")
            parts.append(text.format(_n(plan.outside_columns)))
        if narrowed:
            parts.append(self.tr("Tempelan mengisi baris yang sedang tampak saja."))
        return " ".join(parts)

    def _moved(self, remark: Remark) -> str:
        return self.tr("Baris {}, {}: di tempelan “{}”, di tabel “{}”.").format(
            _n(remark.line), remark.title, _short(remark.typed), _short(remark.sentence)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.rejected.emit()
        else:
            super().keyPressEvent(event)


def _unreadable(remark: Remark) -> str:
    return f"Baris {_n(remark.line)}, {remark.title}, “{_short(remark.typed)}”: {remark.sentence}"


def _short(text: str) -> str:
    line = " ".join(text[: 4 * _LONGEST].split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _n(number: int) -> str:
    return format_number(number)
