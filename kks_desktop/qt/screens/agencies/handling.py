"""Which OPD handles an indicator: the one that the instrument proposes, or another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from kks_desktop.domain.agencies import agencies_of, agency_names
from kks_desktop.qt.theme import space
from kks_desktop.qt.widgets.choice_combo import ChoiceCombo
from kks_desktop.services.agencies import handling_edit

if TYPE_CHECKING:
    from kks_desktop.qt.bridge import SessionBridge


class HandlingRow(QWidget):
    """The choice for the indicator in front.

    Signals:
        assigned(str): a sentence that says who handles the indicator from now on.
    """

    assigned = Signal(str)

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._session = bridge.session
        self._code = ""
        self._label = QLabel()
        self.combo = ChoiceCombo()
        self.combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.combo.setMinimumContentsLength(12)
        self._label.setBuddy(self.combo)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(2))
        row.addWidget(self._label)
        row.addWidget(self.combo, 1)
        self.combo.activated.connect(self._on_activated)
        self.show_indicator("")

    def show_indicator(self, code: str) -> None:
        """Offer every OPD for an indicator; empty for none."""
        instrument, table = self._session.instrument, self._session.table
        indicator = instrument.by_code.get(code)
        self._code = code if indicator else ""
        words = self.tr("{0} &ditangani OPD").format(self._code).strip()
        self._label.setText(words)
        self.combo.setAccessibleName(words.replace("&", ""))
        self.combo.setEnabled(indicator is not None and not self._session.read_only)
        with QSignalBlocker(self.combo):
            self.combo.clear()
            if indicator is None:
                return
            proposed = indicator.agencies[:1]
            for id, name in agency_names(instrument, table).items():
                mark = self.tr(" (usulan instrumen)") if (id,) == proposed else ""
                self.combo.addItem(f"{name}{mark}", id)
            main = agencies_of(instrument, indicator, table)[:1]
            self.combo.setCurrentIndex(self.combo.findData(main[0]) if main else -1)

    @Slot(int)
    def _on_activated(self, index: int) -> None:
        code, agency = self._code, self.combo.itemData(index)
        edit = handling_edit(self._session.instrument, code, agency)
        if edit.raw == self._session.raw(edit.code, edit.field):
            return
        name = agency_names(self._session.instrument, self._session.table)[agency]
        if self._bridge.commit([edit], self.tr("OPD yang menangani {0}").format(code)):
            self.assigned.emit(self.tr("{0} sekarang ditangani {1}.").format(code, name))
        else:
            self.show_indicator(code)
