"""The page ``Data petugas``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from kks_desktop.qt.pause import PAUSE_MS
from kks_desktop.qt.screens.field_page import FieldPage
from kks_desktop.qt.theme import role_label, space
from kks_desktop.qt.widgets.card import Card
from kks_desktop.qt.widgets.form_looks import show_column
from kks_desktop.qt.widgets.text_line import TextLine
from kks_desktop.services.fields import PROFILE

if TYPE_CHECKING:
    from kks_desktop.qt.bridge import SessionBridge


class OfficerPage(FieldPage):
    """Name, position and office of whoever sits at this PC."""

    def __init__(
        self, bridge: SessionBridge, parent: QWidget | None = None, pause_ms: int = PAUSE_MS
    ) -> None:
        super().__init__(bridge, parent, pause_ms)
        card = Card()
        form = QFormLayout(card)
        form.setContentsMargins(space(4), space(4), space(4), space(4))
        form.setVerticalSpacing(space(3))
        form.setHorizontalSpacing(space(4))
        for field, label in (
            ("operator", self.tr("Nama petugas")),
            ("jabatan", self.tr("Jabatan")),
            ("kantor", self.tr("Nama kantor")),
        ):
            line = TextLine()
            form.addRow(label, line)
            self._binding.add(line, PROFILE, field, label)
        rows = QVBoxLayout()
        rows.addWidget(role_label(self.tr("Data petugas"), "title"))
        why = self.tr(
            "Nama petugas tercatat di riwayat setiap isian; nama kantor tercantum di berkas usulan "
            "dan laporan."
        )
        rows.addWidget(role_label(why, "muted", wrap=True))
        rows.addWidget(card)
        rows.addStretch(1)
        show_column(self, rows)
