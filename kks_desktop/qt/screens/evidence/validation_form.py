"""Who the Kepala OPD is, and when the attached sheet was signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from kks_desktop.domain.columns import Column, ColumnKind
from kks_desktop.domain.nip import nip_doubt
from kks_desktop.qt.binding import FieldBinding
from kks_desktop.qt.theme import chars, role_label, space
from kks_desktop.qt.widgets.cell_line import CellLine
from kks_desktop.qt.widgets.text_line import TextLine
from kks_desktop.services.validation import (
    HEAD_NAME,
    HEAD_NIP,
    HEAD_POSITION,
    SHEET_DAY,
    agency_code,
)

if TYPE_CHECKING:
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.services.session import Change
    from kks_desktop.services.validation import AgencyValidation

_DAY = Column(SHEET_DAY, "Tanggal pengesahan", ColumnKind.DATE, 12)


class HeadForm(QWidget):
    """The fields of one OPD."""

    def __init__(
        self, bridge: SessionBridge, found: AgencyValidation, pause_ms: int, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = bridge.session
        self._code = agency_code(found.id)
        self._agency = found.name
        self._binding = FieldBinding(bridge, self, pause_ms)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(space(2))
        self._form.setHorizontalSpacing(space(4))
        self.name = TextLine()
        self.position = TextLine()
        self.nip = TextLine()
        self.day = CellLine(_DAY)
        self._doubt = role_label("", "silent", wrap=True)
        self._doubt.setMinimumWidth(chars(20))
        self._add(self.name, HEAD_NAME, self.tr("Nama Kepala OPD"))
        self._add(self.position, HEAD_POSITION, self.tr("Jabatan"))
        self._add(self.nip, HEAD_NIP, self.tr("NIP"))
        self._form.addRow("", self._doubt)
        self._add(self.day, SHEET_DAY, self.tr("Tanggal pengesahan"))
        bridge.changed.connect(self._on_changed)
        self._show_doubt()

    def _add(self, field: TextLine | CellLine, name: str, words: str) -> None:
        label = QLabel(words)
        label.setBuddy(field)
        field.setAccessibleName(words)
        self._form.addRow(label, field)
        self._binding.add(field, self._code, name, f"{self._agency}: {words}")

    def show_sheet(self, *, attached: bool) -> None:
        """Ask for the day of signing only where a sheet is attached."""
        self._form.setRowVisible(self.day, attached)

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> bool:
        """Commit whatever is typed; ``False`` if a text was refused."""
        return self._binding.flush()

    def _show_doubt(self) -> None:
        doubt = nip_doubt(self._session.raw(self._code, HEAD_NIP))
        self._doubt.setText(f"▲ {doubt}" if doubt else "")
        self._form.setRowVisible(self._doubt, bool(doubt))

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if (self._code, HEAD_NIP) in change.keys:
            self._show_doubt()
