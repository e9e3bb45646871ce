"""Who the Kepala OPD is, and when the attached sheet was signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from kks_desktop.domain.columns import Column, ColumnKind
from kks_desktop.qt.screens.head_form import HeadForm
from kks_desktop.qt.widgets.cell_line import CellLine
from kks_desktop.services.validation import SHEET_DAY

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kks_desktop.qt.bridge import SessionBridge

_DAY = Column(SHEET_DAY, "Tanggal pengesahan", ColumnKind.DATE, 12)


class SheetForm(HeadForm):
    """The head of one OPD and the day of signing."""

    def __init__(self, bridge: SessionBridge, agency: str, pause_ms: int, parent: QWidget) -> None:
        super().__init__(bridge, agency, pause_ms, parent)
        self.day = CellLine(_DAY)
        self._add(self.day, SHEET_DAY, self.tr("Tanggal pengesahan"))

    def show_sheet(self, *, attached: bool) -> None:
        """Ask for the day of signing only where a sheet is attached."""
        self._form.setRowVisible(self.day, attached)

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
