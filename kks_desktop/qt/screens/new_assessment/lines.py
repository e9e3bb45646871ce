"""The list of what is carried over, or not: kind, how much, and how or why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kks_desktop.domain.numbers import format_number
from kks_desktop.qt.theme import chars, role_label, space, tabular
from kks_desktop.qt.widgets.card import Card

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kks_desktop.domain.carry import CarryLine


class CarryCard(Card):
    """A heading and a line for each kind of data."""

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(space(4), space(3), space(4), space(3))
        self._rows.setSpacing(space(2))
        self._rows.addWidget(role_label(heading, "heading"))
        self._body: QWidget | None = None

    def show_lines(self, lines: Sequence[CarryLine]) -> None:
        """Show these lines and none from before."""
        if self._body is not None:
            self._body.deleteLater()
        self._body = QWidget()
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space(3))
        grid.setVerticalSpacing(space())
        top = Qt.AlignmentFlag.AlignTop
        for row, line in enumerate(lines):
            grid.addWidget(role_label(line.title, wrap=True), row, 0, top)
            amount = role_label(format_number(line.amount))
            amount.setFont(tabular(amount.font()))
            grid.addWidget(amount, row, 1, top | Qt.AlignmentFlag.AlignRight)
            grid.addWidget(role_label(line.unit, "muted"), row, 2, top)
            grid.addWidget(role_label(line.note, "muted", wrap=True), row, 3, top)
        if not lines:
            grid.addWidget(role_label(self.tr("Tidak ada."), "muted"), 0, 0)
        grid.setColumnMinimumWidth(0, chars(30))
        grid.setColumnMinimumWidth(2, chars(14))
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(3, 5)
        self._rows.addWidget(self._body)
