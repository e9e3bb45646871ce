"""Who the Kepala OPD is: the fields that the register of OPD and the validation share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from kks_desktop.domain.agencies import HEAD_NAME, HEAD_NIP, HEAD_POSITION, agency_code
from kks_desktop.domain.nip import nip_doubt
from kks_desktop.qt.binding import FieldBinding
from kks_desktop.qt.theme import chars, role_label, space
from kks_desktop.qt.widgets.text_line import TextLine

if TYPE_CHECKING:
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.widgets.cell_line import CellLine
    from kks_desktop.services.session import Change


class HeadForm(QWidget):
    """Name, position and NIP of one OPD's head; pages add fields of their own."""

    def __init__(self, bridge: SessionBridge, agency: str, pause_ms: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = bridge.session
        self._code = agency_code(agency)
        self._agency = bridge.session.instrument.agencies[agency]
        self._binding = FieldBinding(bridge, self, pause_ms)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(space(2))
        self._form.setHorizontalSpacing(space(4))
        self.name = TextLine()
        self.position = TextLine()
        self.nip = TextLine()
        self._doubt = role_label("", "silent", wrap=True)
        self._doubt.setMinimumWidth(chars(20))
        self._add(self.name, HEAD_NAME, self.tr("Nama Kepala OPD"))
        self._add(self.position, HEAD_POSITION, self.tr("Jabatan"))
        self._add(self.nip, HEAD_NIP, self.tr("NIP"))
        self._form.addRow("", self._doubt)
        bridge.changed.connect(self._on_changed)
        self._show_doubt()

    def _add(self, field: TextLine | CellLine, name: str, words: str, row: int = -1) -> None:
        """A labelled field at a row of the form; -1 is its end."""
        label = QLabel(words)
        label.setBuddy(field)
        field.setAccessibleName(words)
        self._form.insertRow(row, label, field)
        self._binding.add(field, self._code, name, f"{self._agency}: {words}")

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
