"""Help beside the work, never over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from kks_desktop.qt.theme import chars, role_label, space

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

Sections = list[tuple[str, list[str]]]


class HelpPanel(QFrame):
    """A titled column of short sections; Escape or the button closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("side", True)
        self.setFixedWidth(chars(46))
        self._title = role_label("", "heading", wrap=True)
        close = QToolButton()
        close.setText("✕")
        close.setAccessibleName(self.tr("Tutup bantuan"))
        close.setToolTip(self.tr("Tutup bantuan (Esc)"))
        close.clicked.connect(self._on_close_clicked)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(3), space(3), space(2), space(2))
        column.setSpacing(space(2))
        column.addLayout(top)
        column.addWidget(self._scroll, 1)
        self.hide()

    def show_help(self, title: str, sections: Sections) -> None:
        """Show these sections."""
        self._title.setText(title)
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, space(2), 0)
        rows.setSpacing(space(1))
        for heading, lines in sections:
            rows.addWidget(role_label(heading, "accent"))
            for line in lines:
                label = role_label(line, "", wrap=True)
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                rows.addWidget(label)
            rows.addSpacing(space(2))
        rows.addStretch(1)
        self._scroll.setWidget(body)
        self.show()

    @Slot()
    def _on_close_clicked(self) -> None:
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)
