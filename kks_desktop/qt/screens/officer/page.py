"""The page ``Data petugas``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from kks_desktop.qt.binding import FieldBinding
from kks_desktop.qt.pause import PAUSE_MS
from kks_desktop.qt.theme import role_label, space
from kks_desktop.qt.widgets.card import Card
from kks_desktop.qt.widgets.form_looks import limit_column
from kks_desktop.qt.widgets.text_line import TextLine
from kks_desktop.services.fields import PROFILE

if TYPE_CHECKING:
    from kks_desktop.qt.bridge import SessionBridge


class OfficerPage(QScrollArea):
    """Name, position and office of whoever sits at this PC."""

    def __init__(
        self, bridge: SessionBridge, parent: QWidget | None = None, pause_ms: int = PAUSE_MS
    ) -> None:
        super().__init__(parent)
        self._binding = FieldBinding(bridge, self, pause_ms)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
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
        column = QWidget()
        limit_column(column)
        rows = QVBoxLayout(column)
        rows.setContentsMargins(space(6), space(4), space(6), space(6))
        rows.setSpacing(space(3))
        rows.addWidget(role_label(self.tr("Data petugas"), "title"))
        why = self.tr(
            "Nama petugas tercatat di riwayat setiap isian; nama kantor tercantum di berkas usulan "
            "dan laporan."
        )
        rows.addWidget(role_label(why, "muted", wrap=True))
        rows.addWidget(card)
        rows.addStretch(1)
        body = QWidget()
        outer = QVBoxLayout(body)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(column, 0, Qt.AlignmentFlag.AlignTop)
        self.setWidget(body)

    def show_field(self, code: str, field: str) -> None:
        """Put the cursor into a field of this page."""
        self._binding.focus(code, field)

    def flush(self) -> bool:
        """Commit whatever is typed; ``False`` if a text was refused."""
        return self._binding.flush()
