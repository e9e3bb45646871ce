"""Which of the two data years something is about: none, either or both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from kks_desktop.qt.theme import chars, role_label, space

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent


class _YearButton(QToolButton):
    """A toggle that tells when focus goes away."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class YearsField(QWidget):
    """Toggles for years; other years that were typed before are shown and kept.

    Signals:
        edited: a person changed the years; carries the field's key.
        entered: focus came in; carries the key.
        left: focus went away; carries the key.
    """

    edited = Signal(str)
    entered = Signal(str)
    left = Signal(str)

    def __init__(self, years: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = ""
        self._others: list[str] = []
        self._buttons: dict[str, _YearButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space())
        for year in years:
            button = _YearButton(self)
            button.setText(str(year))
            button.setCheckable(True)
            button.setProperty("segment", True)
            button.setMinimumWidth(chars(8))
            button.clicked.connect(self._on_clicked)
            button.left.connect(self._on_left)
            self._buttons[str(year)] = button
            row.addWidget(button)
        self._others_label = role_label("", "muted")
        row.addWidget(self._others_label)
        row.addStretch()
        first = next(iter(self._buttons.values()), None)
        if first is not None:
            self.setFocusProxy(first)

    def raw(self) -> str:
        """``2023,2024``, in order; empty for none."""
        chosen = [year for year, button in self._buttons.items() if button.isChecked()]
        return ",".join(sorted({*chosen, *self._others}))

    def set_raw(self, raw: str) -> None:
        """Show stored years; no signal."""
        years = [year for year in raw.split(",") if year]
        for year, button in self._buttons.items():
            button.setChecked(year in years)
        self._others = [year for year in years if year not in self._buttons]
        self._others_label.setText(", ".join(self._others))

    @Slot()
    def _on_clicked(self) -> None:
        self.entered.emit(self.key)
        self.edited.emit(self.key)

    @Slot()
    def _on_left(self) -> None:
        self.left.emit(self.key)
