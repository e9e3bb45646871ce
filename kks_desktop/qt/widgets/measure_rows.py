"""The rows of one measure in the measure grid: its fields and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from kks_desktop.domain.figures import Figures, State
from kks_desktop.domain.instrument import Measure, MeasureKind, Year
from kks_desktop.domain.numbers import format_distinct, format_number
from kks_desktop.domain.wording import YearLabels
from kks_desktop.qt.theme import role_label, scaled_font, space, tabular
from kks_desktop.qt.widgets.figure_label import FigureLabel
from kks_desktop.qt.widgets.items_field import ItemsField
from kks_desktop.qt.widgets.number_edit import NumberEdit
from kks_desktop.qt.widgets.yes_no import YesNoField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

translate = QCoreApplication.translate

LABEL, PAST, NOW, CHANGE = range(4)
COLUMN_OF: Mapping[Year, int] = {"lalu": PAST, "kini": NOW}
Input = NumberEdit | YesNoField | ItemsField


@dataclass
class MeasureRows:
    """The widgets of one measure."""

    measure: Measure
    inputs: dict[str, Input] = field(default_factory=dict)
    denominators: dict[Year, NumberEdit] = field(default_factory=dict)
    results: dict[Year, FigureLabel] = field(default_factory=dict)
    change: FigureLabel | None = None
    remark: QLabel | None = None
    hint: QLabel | None = None

    def show_figures(self, figures: Figures, years: YearLabels) -> None:
        """Show what follows from what is typed."""
        if not self.measure.is_number:
            return
        found = {year: figures.number(self.measure.id, year) for year in self.measure.years}
        for year, label in self.results.items():
            value = found[year].value
            label.set_text("–" if value is None else value_text(self.measure, value))
        if self.change is not None:
            self.change.set_text(
                change_text(self.measure, found["lalu"].value, found["kini"].value)
            )
        remarks = [
            f"{years[year]}: {figure.sentence}" if self.measure.two_years else figure.sentence
            for year, figure in found.items()
            if figure.state in (State.WRONG, State.IMPOSSIBLE) and self.measure.derived is None
        ]
        target = self.inputs.get(f"{self.measure.id}/target")
        if isinstance(target, NumberEdit) and target.sentence:
            remarks.append(translate("MeasureGrid", "Target: {}").format(target.sentence))
        _set_shown(self.remark, "\n".join(f"▲ {remark}" for remark in remarks))
        _set_shown(self.hint, self._shared_hint(figures, years))

    def _shared_hint(self, figures: Figures, years: YearLabels) -> str:
        """Fill the placeholders of shared denominators; tell where a typed one differs."""
        differing = []
        for year, edit in self.denominators.items():
            shared = figures.shared(self.measure, year)
            if shared is not None:
                value = format_number(shared, 6)
                edit.set_hint(translate("MeasureGrid", "dari data dasar: {}").format(value), value)
            elif not self.measure.may_be_blank:
                edit.set_hint("", "")
            own = edit.number()
            if shared is not None and own is not None and own != shared:
                differing.append(f"{years[year]}: {format_number(shared, 6)}")
        if not differing:
            return ""
        return translate("MeasureGrid", "Penyebut ini berbeda dari data dasar ({}).").format(
            "; ".join(differing)
        )


def set_text(label: QLabel, text: str) -> None:
    """Set a text only if it differs: each set lays out the page again."""
    if label.text() != text:
        label.setText(text)


def _set_shown(label: QLabel | None, text: str) -> None:
    if label is not None:
        set_text(label, text)
        label.setVisible(bool(text))


def value_text(measure: Measure, value: Fraction) -> str:
    """A computed value; a unit other than the percent sign stands at its label."""
    text = format_number(value, measure.decimals, keep_zeros=measure.unit == "%")
    return f"{text} %" if measure.unit == "%" else text


def change_text(measure: Measure, before: Fraction | None, now: Fraction | None) -> str:
    """``▲ 2,09`` from lalu to kini; ``=`` where nothing changed."""
    if before is None or now is None:
        return ""
    if before == now:
        return translate("MeasureGrid", "= tetap")
    gap = abs(now - before)
    amount = format_number(gap, measure.decimals, keep_zeros=measure.unit == "%")
    if amount.strip("0,") == "":  # a change too small for these places is no zero
        amount = format_distinct(gap, Fraction(0), measure.decimals)
    return f"{'▲' if now > before else '▼'} {amount}"


def label_with_unit(measure: Measure) -> str:
    """The measure's label, with its unit unless the label says it already."""
    unit = measure.unit
    if not unit or (unit == "%" and measure.is_share and not measure.direct):
        return measure.label
    return (
        measure.label
        if unit.casefold() in measure.label.casefold()
        else f"{measure.label} ({unit})"
    )


class RowBuilder:
    """Adds the rows of measures to a grid, top down."""

    def __init__(self, parent: QWidget, grid: QGridLayout, years: YearLabels) -> None:
        """Bind to an empty grid."""
        self._parent = parent
        self._grid = grid
        self._years = years
        self._row = 0

    def add_headings(self, *, two_years: bool, change: bool) -> None:
        """The years themselves above their columns."""
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        if two_years:
            self._grid.addWidget(self._heading(self._years["lalu"]), self._row, PAST, right)
        self._grid.addWidget(self._heading(self._years["kini"]), self._row, NOW, right)
        if change:
            self._grid.addWidget(
                role_label(translate("MeasureGrid", "Perubahan"), "muted"), self._row, CHANGE, right
            )
        self._row += 1

    def _heading(self, text: str) -> QLabel:
        label = role_label(text, "muted")
        label.setFont(tabular(scaled_font(1.0, bold=True)))
        label.setContentsMargins(0, 0, space(1) + 2, 0)
        return label

    def add(self, measure: Measure) -> MeasureRows:
        """Every row of one measure."""
        rows = MeasureRows(measure)
        if measure.kind is MeasureKind.YES_NO:
            self._add_yes_no(rows)
        elif measure.kind is MeasureKind.ITEMS:
            self._add_items(rows)
        elif measure.derived is not None:
            self._add_result(rows)
        elif measure.is_share and not measure.direct:
            self._add_share(rows)
        else:
            self._add_numbers(rows)
        if measure.target:
            self._add_target(rows)
        self._add_remarks(rows)
        return rows

    def _label(self, text: str, buddy: QWidget | None = None) -> QLabel:
        label = role_label(text, wrap=True)
        label.setMinimumWidth(1)
        if buddy is not None:
            label.setText(text.replace("&", "&&"))
            label.setBuddy(buddy)
        self._grid.addWidget(label, self._row, LABEL, Qt.AlignmentFlag.AlignVCenter)
        return label

    def _number(self, key: str, name: str, column: int) -> NumberEdit:
        edit = NumberEdit(key, self._parent)
        edit.setAccessibleName(name)
        self._grid.addWidget(edit, self._row, column)
        return edit

    def _add_numbers(self, rows: MeasureRows, part: str = "", text: str = "") -> None:
        """One row of fields: plain numbers, or one part of a share."""
        measure = rows.measure
        words = text or label_with_unit(measure)
        first: NumberEdit | None = None
        for year in measure.years:
            key = f"{measure.id}/{year}{part}"
            edit = self._number(key, f"{words} {self._years[year]}", COLUMN_OF[year])
            if measure.may_be_blank:
                edit.set_hint(translate("MeasureGrid", "boleh kosong"), "")
            rows.inputs[key] = edit
            if part == "/penyebut":
                rows.denominators[year] = edit
            first = first or edit
        self._label(words, first)
        if not part and measure.two_years:
            rows.change = self._change_label(measure)
        self._row += 1

    def _add_share(self, rows: MeasureRows) -> None:
        self._add_numbers(rows, "/pembilang", rows.measure.numerator)
        self._add_numbers(rows, "/penyebut", rows.measure.denominator)
        self._add_result(rows)

    def _add_result(self, rows: MeasureRows) -> None:
        """The computed line, read-only."""
        measure = rows.measure
        label = self._label(label_with_unit(measure) if measure.unit != "%" else measure.label)
        label.setFont(scaled_font(1.0, bold=True))
        for year in measure.years:
            name = f"{measure.label} {self._years[year]}"
            result = FigureLabel(name, self._parent, strong=True)
            self._grid.addWidget(result, self._row, COLUMN_OF[year])
            rows.results[year] = result
        if measure.two_years:
            rows.change = self._change_label(measure)
        self._row += 1

    def _change_label(self, measure: Measure) -> FigureLabel:
        name = translate("MeasureGrid", "Perubahan {}").format(measure.label)
        label = FigureLabel(name, self._parent)
        self._grid.addWidget(label, self._row, CHANGE)
        return label

    def _add_yes_no(self, rows: MeasureRows) -> None:
        key = f"{rows.measure.id}/kini"
        answer = YesNoField(key, self._parent)
        answer.setAccessibleName(rows.measure.label)
        answer.set_raw("")
        rows.inputs[key] = answer
        self._label(rows.measure.label, answer)
        self._grid.addWidget(answer, self._row, NOW, 1, 2, Qt.AlignmentFlag.AlignLeft)
        self._row += 1

    def _add_items(self, rows: MeasureRows) -> None:
        measure = rows.measure
        columns = {f"{measure.id}/{year}": self._years[year] for year in measure.years}
        ticks = ItemsField(measure.items, columns, self._parent)
        ticks.setAccessibleName(measure.label)
        heading = self._label(measure.label)
        heading.setFont(scaled_font(1.0, bold=True))
        self._row += 1
        self._grid.addWidget(ticks, self._row, LABEL, 1, 4)
        for key in columns:
            rows.inputs[key] = ticks
        self._row += 1

    def _add_target(self, rows: MeasureRows) -> None:
        measure = rows.measure
        name = (
            translate("MeasureGrid", "Target nasional")
            if measure.target == "nasional"
            else translate("MeasureGrid", "Target daerah")
        )
        unit = f" ({measure.unit})" if measure.unit else ""
        key = f"{measure.id}/target"
        edit = self._number(key, name, NOW)
        if measure.target_value is not None:
            shown = format_number(measure.target_value, max(2, measure.decimals))
            edit.set_hint(translate("MeasureGrid", "dari instrumen: {}").format(shown), shown)
        rows.inputs[key] = edit
        self._label(name + unit, edit)
        self._row += 1

    def _add_remarks(self, rows: MeasureRows) -> None:
        for name, role in (("remark", "problem"), ("hint", "silent")):
            label = role_label("", role, wrap=True)
            label.hide()
            self._grid.addWidget(label, self._row, LABEL, 1, 4)
            setattr(rows, name, label)
            self._row += 1
        if rows.measure.is_number:
            self._grid.setRowMinimumHeight(self._row, space())
            self._row += 1
