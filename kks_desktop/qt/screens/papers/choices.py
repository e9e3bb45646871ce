"""What a paper is to be about: a tatanan, an OPD, a kabupaten/kota."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from kks_desktop.domain.agencies import agency_names
from kks_desktop.qt.theme import chars, space
from kks_desktop.qt.widgets.choice_combo import ChoiceCombo
from kks_desktop.services.paper_kinds import Need, PaperOptions
from kks_desktop.services.recap import current_rows
from kks_desktop.services.regions import region
from kks_desktop.services.reporting import agency_ids

if TYPE_CHECKING:
    from kks_desktop.services.paper_kinds import PaperKind
    from kks_desktop.services.workspace import Workspace

Part = tuple[str, PaperOptions]
"""What a choice is called, and the choice."""


class PaperChoices(QWidget):
    """Combos for what a kind of paper needs; hidden where it needs nothing.

    Signals:
        chosen(): another choice was made.
    """

    chosen = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._kind: PaperKind | None = None
        self.part_combo = ChoiceCombo()
        self.district_combo = ChoiceCombo()
        self._part_label = QLabel(self.tr("&Tentang"))
        self._district_label = QLabel(self.tr("Ka&bupaten/kota"))
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._form.setVerticalSpacing(space())
        self._form.setHorizontalSpacing(space(3))
        for label, combo in (
            (self._district_label, self.district_combo),
            (self._part_label, self.part_combo),
        ):
            label.setBuddy(combo)
            combo.setSizeAdjustPolicy(
                ChoiceCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(10)
            combo.view().setTextElideMode(combo.view().textElideMode().ElideRight)
            combo.view().setMinimumWidth(chars(44))
            combo.activated.connect(self._on_activated)
            self._form.addRow(label, combo)

    def show_kind(self, kind: PaperKind) -> None:
        """Offer what can be chosen for a kind now; a choice that is still there stays."""
        self._kind = kind
        wanted = {*kind.needs, *kind.either, *kind.may}
        self._fill(self.part_combo, self._parts(kind))
        districts = self._districts() if Need.DISTRICT in wanted else []
        self._fill(self.district_combo, districts)
        self._form.setRowVisible(self.part_combo, self.part_combo.count() > 0)
        self._form.setRowVisible(self.district_combo, Need.DISTRICT in wanted)
        self.setVisible(bool(wanted))

    def choose_district(self, code: str) -> None:
        """Choose a kabupaten/kota, if it is offered; ``chosen`` follows for another one."""
        offered = [self.district_combo.itemData(row) for row in range(self.district_combo.count())]
        row = next((row for row, one in enumerate(offered) if one.district == code), -1)
        if row not in (-1, self.district_combo.currentIndex()):
            self.district_combo.setCurrentIndex(row)
            self.chosen.emit()

    @property
    def lacking(self) -> str:
        """Why nothing can be chosen; empty if something is, or need not be."""
        if self._kind is None or Need.DISTRICT not in self._kind.needs:
            return ""
        if self.district_combo.count():
            return ""
        return self.tr(
            "Belum ada berkas usulan yang diterima untuk tahun ini, jadi belum ada yang dicetak."
        )

    @property
    def options(self) -> PaperOptions:
        """What is chosen."""
        part, district = self.part_combo.currentData(), self.district_combo.currentData()
        part = part if isinstance(part, PaperOptions) else PaperOptions()
        if isinstance(district, PaperOptions):
            return PaperOptions(part.tatanan, part.agency, district.district)
        return part

    @property
    def words(self) -> str:
        """What is chosen, as a file is named after it."""
        options = self.options
        parts = [self.district_combo.currentText()] if options.district else []
        if options.agency or options.tatanan:
            parts.append(self.part_combo.currentText())
        return " ".join(parts)

    def _fill(self, combo: ChoiceCombo, parts: list[Part]) -> None:
        before = combo.currentText()
        with QSignalBlocker(combo):
            combo.clear()
            for words, options in parts:
                combo.addItem(words, options)
            combo.setCurrentIndex(max(0, combo.findText(before)))

    def _parts(self, kind: PaperKind) -> list[Part]:
        wanted = {*kind.needs, *kind.either, *kind.may}
        parts: list[Part] = []
        if Need.TATANAN in kind.may:
            parts.append((self.tr("Semua tatanan"), PaperOptions()))
        session = self._workspace.require_session()
        if Need.TATANAN in wanted:
            parts += [
                (self.tr("Tatanan {0} {1}").format(one.number, one.name), PaperOptions(one.number))
                for one in session.instrument.tatanan
            ]
        if Need.AGENCY in wanted:
            names = agency_names(session.instrument, session.table)
            parts += [(names[id], PaperOptions(agency=id)) for id in agency_ids(self._workspace)]
        return parts

    def _districts(self) -> list[Part]:
        parts: list[Part] = []
        for row in current_rows(self._workspace):
            found = region(row.region)
            name = found.name if found else row.region
            parts.append((name, PaperOptions(district=row.region)))
        return parts

    @Slot()
    def _on_activated(self) -> None:
        self.chosen.emit()
