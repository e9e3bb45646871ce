"""Kelembagaan: the overview of the sixteen variables, and the list and editor behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kks_desktop.qt.binding import PAUSE_MS
from kks_desktop.qt.screens.kelembagaan.overview import Overview
from kks_desktop.qt.theme import space
from kks_desktop.qt.widgets.link_button import LinkButton

if TYPE_CHECKING:
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.screens.tatanan.page import TatananPage


class KelembagaanPage(QStackedWidget):
    """The overview first; a variable opens in the same list and editor as an indicator.

    Signals:
        code_shown(str): the variable that is being filled in.
    """

    code_shown = Signal(str)

    def __init__(
        self, bridge: SessionBridge, parent: QWidget | None = None, pause_ms: int = PAUSE_MS
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._pause_ms = pause_ms
        self._variables: TatananPage | None = None
        self.overview = Overview(bridge, self, pause_ms)
        self.overview.open_requested.connect(self.show_code)
        self.addWidget(self.overview)

    @property
    def code(self) -> str:
        """The variable being filled in; empty on the overview."""
        if self._variables is None or self.currentWidget() is self.overview:
            return ""
        return self._variables.code

    def flush(self) -> bool:
        """Commit whatever is typed; ``False`` if a text was refused."""
        taken = self.overview.flush()
        return (self._variables is None or self._variables.flush()) and taken

    @Slot()
    def show_overview(self) -> None:
        """Go back to all sixteen."""
        if self.flush():
            self.setCurrentWidget(self.overview)

    @Slot(str)
    def show_code(self, code: str) -> None:
        """Open a variable for filling in."""
        if not self.flush():
            return
        variables = self._variables or self._make_variables()
        variables.show_code(code)
        self.setCurrentIndex(1)
        variables.focus_first()

    def show_field(self, code: str, field: str) -> None:
        """Open a variable, or the overview, with the cursor in a field."""
        if code.startswith("K."):
            self.show_code(code)
            if self._variables is not None:
                self._variables.show_field(code, field)
        else:
            self.show_overview()
            self.overview.show_field(code, field)

    def _make_variables(self) -> TatananPage:
        # Only here, because many a session never comes to it.
        from kks_desktop.qt.screens.tatanan.page import TatananPage

        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, space(2), 0, 0)
        column.setSpacing(space())
        back = LinkButton(self.tr("‹ Ringkasan kelembagaan"))
        back.clicked.connect(self.show_overview)
        row = QVBoxLayout()
        row.setContentsMargins(space(4), 0, 0, 0)
        row.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(row)
        self._variables = TatananPage(self._bridge, holder, self._pause_ms)
        self._variables.code_shown.connect(self.code_shown)
        column.addWidget(self._variables, 1)
        self.addWidget(holder)
        return self._variables
