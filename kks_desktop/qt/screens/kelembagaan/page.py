"""Kelembagaan: the overview of the sixteen variables, and the list and editor behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kks_desktop.domain.registers import FORUM, TEAM
from kks_desktop.qt.pause import PAUSE_MS
from kks_desktop.qt.screens.kelembagaan.overview import Overview
from kks_desktop.qt.theme import space
from kks_desktop.qt.widgets.link_button import LinkButton

if TYPE_CHECKING:
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.screens.kelembagaan.bodies import BodiesForm
    from kks_desktop.qt.screens.tatanan.page import TatananPage


class KelembagaanPage(QStackedWidget):
    """The overview first; a variable opens in the same list and editor as an indicator.

    Signals:
        code_shown(str): the variable that is being filled in.
        open_requested(str): a register or a file on another page is wanted.
        intake_requested(object): files are to be taken in as proof (``Intake``).
    """

    code_shown = Signal(str)
    open_requested = Signal(str)
    intake_requested = Signal(object)

    def __init__(
        self, bridge: SessionBridge, parent: QWidget | None = None, pause_ms: int = PAUSE_MS
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._pause_ms = pause_ms
        self._variables: TatananPage | None = None
        self.overview = Overview(bridge, self, pause_ms)
        self._bodies: BodiesForm | None = None
        self.overview.open_requested.connect(self._on_open_requested)
        self.addWidget(self.overview)

    @property
    def code(self) -> str:
        """The variable being filled in; empty on the overview."""
        if self._variables is None or not self._variables.isVisibleTo(self):
            return ""
        return self._variables.code

    def tell(self, target: str, sentence: str) -> None:
        """Say what became of files taken in for a variable."""
        if self._variables is not None:
            self._variables.tell(target, sentence)

    def flush(self) -> bool:
        """Commit whatever is typed; ``False`` if a text was refused."""
        parts = (self.overview, self._variables, self._bodies)
        taken = [part.flush() for part in parts if part is not None]
        return all(taken)

    @Slot()
    def show_overview(self) -> None:
        """Go back to all sixteen."""
        if self.flush():
            self.setCurrentWidget(self.overview)

    @Slot(str)
    def show_code(self, code: str) -> None:
        """Open a variable, or the data of Tim Pembina or Forum, for filling in."""
        if not self.flush():
            return
        if code in (TEAM, FORUM):
            bodies = self._bodies or self._make_bodies()
            self._show(bodies)
            bodies.show_body(code)
            return
        variables = self._variables or self._make_variables()
        variables.show_code(code)
        self._show(variables)
        variables.focus_first()

    def _show(self, part: QWidget) -> None:
        holder = part.parentWidget()
        if holder is not None:
            self.setCurrentWidget(holder)

    @Slot(str)
    def _on_open_requested(self, code: str) -> None:
        if code.startswith("K.") or code in (TEAM, FORUM):
            self.show_code(code)
        else:
            self.open_requested.emit(code)

    def _make_bodies(self) -> BodiesForm:
        from kks_desktop.qt.screens.kelembagaan.bodies import BodiesForm

        self._bodies = BodiesForm(self._bridge, None, self._pause_ms)
        self._add_part(self._bodies)
        return self._bodies

    def show_field(self, code: str, field: str) -> None:
        """Open a variable, or the overview, with the cursor in a field."""
        if code.startswith("K."):
            self.show_code(code)
            if self._variables is not None:
                self._variables.show_field(code, field)
        elif code in (TEAM, FORUM):
            self.show_code(code)
            if self._bodies is not None:
                self._bodies.show_field(code, field)
        else:
            self.show_overview()
            self.overview.show_field(code, field)

    def _make_variables(self) -> TatananPage:
        # Only here, because many a session never comes to it.
        from kks_desktop.qt.screens.tatanan.page import TatananPage

        self._variables = TatananPage(self._bridge, None, self._pause_ms)
        self._variables.code_shown.connect(self.code_shown)
        self._variables.intake_requested.connect(self.intake_requested)
        self._variables.open_requested.connect(self.open_requested)
        self._add_part(self._variables)
        return self._variables

    def _add_part(self, part: QWidget) -> None:
        """Put a part under the way back to the overview."""
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
        column.addWidget(part, 1)
        self.addWidget(holder)
