"""All figures of an indicator in one grid, two data years side by side."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kks_desktop.domain.figures import Figures
from kks_desktop.domain.instrument import Indicator
from kks_desktop.domain.wording import YearLabels
from kks_desktop.qt.theme import chars, space
from kks_desktop.qt.widgets.items_field import ItemsField
from kks_desktop.qt.widgets.measure_rows import (
    CHANGE,
    LABEL,
    NOW,
    PAST,
    Input,
    MeasureRows,
    RowBuilder,
)
from kks_desktop.qt.widgets.number_edit import NumberEdit
from kks_desktop.qt.widgets.yes_no import YesNoField


class MeasureGrid(QWidget):
    """The fields of an indicator's measures; a field's key is its path in the session.

    Signals:
        edited: a person changed a field; carries its key.
        entered: focus came into a field; carries its key.
        left: focus went out of a field; carries its key.
    """

    edited = Signal(str)
    entered = Signal(str)
    left = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._body: QWidget | None = None
        self._rows: list[MeasureRows] = []
        self._inputs: dict[str, Input] = {}
        self._years: YearLabels = {}

    def set_indicator(
        self, indicator: Indicator, years: YearLabels, *, read_only: bool = False
    ) -> None:
        """Show the empty fields of another indicator."""
        self._years = years
        if self._body is not None:
            self._body.hide()
            self._column.removeWidget(self._body)
            self._body.deleteLater()
        self._body = QWidget(self)
        self._body.setMaximumWidth(chars(110))
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space(2))
        grid.setVerticalSpacing(space())
        self._rows, self._inputs = [], {}
        builder = RowBuilder(self._body, grid, years)
        numbers = [measure for measure in indicator.measures if measure.is_number]
        two_years = any(measure.two_years for measure in numbers)
        if numbers:
            builder.add_headings(two_years=two_years, change=two_years)
        for measure in indicator.measures:
            rows = builder.add(measure)
            self._rows.append(rows)
            self._inputs.update(rows.inputs)
        grid.setColumnStretch(LABEL, 5)
        for column, used in ((PAST, two_years), (NOW, bool(numbers))):
            grid.setColumnStretch(column, 3 if used else 0)
        grid.setColumnMinimumWidth(CHANGE, chars(11) if two_years else 0)
        for widget in set(self._inputs.values()):
            widget.edited.connect(self.edited)
            widget.entered.connect(self.entered)
            widget.left.connect(self.left)
            widget.setEnabled(not read_only)
        self._column.addWidget(self._body)
        self._body.show()  # at once: what is not shown yet cannot take the cursor
        self.setVisible(bool(indicator.measures))

    @property
    def fields(self) -> tuple[str, ...]:
        """The keys of all fields, top down."""
        return tuple(self._inputs)

    def input(self, key: str) -> Input:
        """The widget of a field."""
        return self._inputs[key]

    def raw(self, key: str) -> str:
        """A field's text as it stands."""
        widget = self._inputs[key]
        return widget.raw(key) if isinstance(widget, ItemsField) else widget.raw()

    def readable_raw(self, key: str) -> str:
        """A field's text for a preview, without the last mark of a number being typed."""
        widget = self._inputs[key]
        return widget.readable_raw() if isinstance(widget, NumberEdit) else self.raw(key)

    def set_raw(self, key: str, raw: str) -> None:
        """Show a stored text; no signal."""
        widget = self._inputs[key]
        if isinstance(widget, ItemsField):
            widget.set_raw(key, raw)
        else:
            widget.set_raw(raw)

    def set_known(self, key: str, raw: str, *, counts: bool) -> None:
        """Say what the registers hold for a field.

        It ``counts`` whatever is typed where the register is complete, else while blank.
        """
        widget = self._inputs[key]
        if isinstance(widget, NumberEdit):
            if raw:
                widget.set_known(raw)
            widget.set_overruled(raw if counts else "")
        elif isinstance(widget, YesNoField):
            answer = {"ya": self.tr("Ya"), "tidak": self.tr("Tidak")}.get(raw, "")
            shown = answer and (not widget.raw() or (counts and widget.raw() != raw))
            widget.set_hint(self.tr("dari register: {}").format(answer) if shown else "")

    def settle(self, key: str) -> None:
        """Judge a number as finished, after a pause in typing."""
        widget = self._inputs.get(key)
        if isinstance(widget, NumberEdit):
            widget.settle()

    def show_figures(self, figures: Figures) -> None:
        """Show what follows from what is typed: shares, changes, remarks."""
        for rows in self._rows:
            rows.show_figures(figures, self._years)

    def focus_first(self) -> bool:
        """Put the cursor into the first field; false without one."""
        return any(self.focus_field(key) for key in self.fields[:1])

    def focus_field(self, key: str) -> bool:
        """Put the cursor into a field; false if it is not shown here."""
        widget = self._inputs.get(key)
        if isinstance(widget, ItemsField):
            widget.ticks(key)[0].setFocus()
        elif widget is not None:
            widget.setFocus()
        return widget is not None
