"""One OPD of the register: its name here, how to reach it, and its head."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kks_desktop.domain.agencies import CONTACT, LOCAL_NAME
from kks_desktop.qt.screens.head_form import HeadForm
from kks_desktop.qt.widgets.text_line import TextLine

if TYPE_CHECKING:
    from kks_desktop.qt.bridge import SessionBridge


class AgencyForm(HeadForm):
    """The fields of one OPD."""

    def __init__(self, bridge: SessionBridge, agency: str, pause_ms: int, parent: QWidget) -> None:
        super().__init__(bridge, agency, pause_ms, parent)
        self.local_name = TextLine()
        self.contact = TextLine()
        self.local_name.setPlaceholderText(self._agency)
        self.contact.setPlaceholderText(self.tr("Telepon, surel, atau nama petugas"))
        self._add(self.local_name, LOCAL_NAME, self.tr("Nama OPD di daerah"), 0)
        self._add(self.contact, CONTACT, self.tr("Kontak"), 1)

    def follow(self, widget: QWidget) -> None:
        """Let Tab go from a widget through the fields from top to bottom."""
        # made after the rest of the page, they would come last
        fields = (self.local_name, self.contact, self.name, self.position, self.nip)
        for before, after in pairwise((widget, *fields)):
            QWidget.setTabOrder(before, after)
