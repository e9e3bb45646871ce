"""The data of Tim Pembina and Forum: decree, plans, budgets, office (Lampiran 3, II.A and B)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from kks_desktop.domain.bodies import UNTOLD, Decree, decree_of
from kks_desktop.domain.columns import Column, ColumnKind, title_of
from kks_desktop.domain.instrument import YEARS
from kks_desktop.domain.registers import BODIES, BODY_REGISTER
from kks_desktop.qt.pause import PAUSE_MS
from kks_desktop.qt.screens.field_page import FieldPage
from kks_desktop.qt.theme import role_label, space
from kks_desktop.qt.widgets.card import Card
from kks_desktop.qt.widgets.cell_line import CellLine
from kks_desktop.qt.widgets.form_looks import set_role, show_column
from kks_desktop.qt.widgets.yes_no import YesNoField

if TYPE_CHECKING:
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.services.session import Change


class BodiesForm(FieldPage):
    """One card each for Tim Pembina and Forum."""

    def __init__(
        self, bridge: SessionBridge, parent: QWidget | None = None, pause_ms: int = PAUSE_MS
    ) -> None:
        super().__init__(bridge, parent, pause_ms)
        info, instrument = self._session.info, self._session.instrument
        self._years = {year: instrument.data_year(year, info.year) for year in YEARS}
        self._first: dict[str, QWidget] = {}
        self._decrees: dict[str, QLabel] = {}
        rows = QVBoxLayout()
        for row in BODY_REGISTER.rows:
            rows.addWidget(self._card(BODY_REGISTER.code(row.key), row.label))
        rows.addStretch()
        show_column(self, rows, 108)
        bridge.changed.connect(self._on_changed)
        self._show_decrees()

    def show_body(self, code: str) -> None:
        """Put the cursor into the first field of a body."""
        first = self._first[code]
        first.setFocus()
        self.ensureWidgetVisible(first)

    def _card(self, code: str, title: str) -> Card:
        card = Card()
        form = QFormLayout(card)
        form.setContentsMargins(space(4), space(3), space(4), space(4))
        form.setVerticalSpacing(space(2))
        form.setHorizontalSpacing(space(4))
        form.addRow(role_label(title, "heading"))
        for column in BODY_REGISTER.columns:
            field = self._field(column)
            words = title_of(column, self._years)
            label = QLabel(words)
            label.setBuddy(field)
            field.setAccessibleName(f"{title}: {words}")
            form.addRow(label, field)
            self._binding.add(field, code, column.id, f"{title}: {words}")
            self._first.setdefault(code, field)
            if column.id == "sk_berlaku":
                self._decrees[code] = role_label("", "muted", wrap=True)
                form.addRow("", self._decrees[code])
        return card

    def _field(self, column: Column) -> CellLine | YesNoField:
        return YesNoField() if column.kind is ColumnKind.YES_NO else CellLine(column)

    def _show_decrees(self) -> None:
        for code, label in self._decrees.items():
            state = decree_of(self._session.table.get(code, {}), self._years["kini"])
            mark, role = {
                Decree.VALID: ("✓", "accent"),
                Decree.NONE: ("○", "muted"),
                Decree.INCOMPLETE: ("◐", "silent"),
            }.get(state, ("▲", "problem"))
            words = self.tr("{0} SK {1}").format(mark, state.value)
            if state not in UNTOLD:
                words = self.tr("{0} pada 31 Desember {1}").format(words, self._years["kini"])
            label.setText(words)
            set_role(label, role)

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if any(code.startswith(f"{BODIES}:") for code, _ in change.keys):
            self._show_decrees()
