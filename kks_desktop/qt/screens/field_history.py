"""The history of a register row, a file or the profile, with a way back to every text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kks_desktop.domain.errors import KksError
from kks_desktop.domain.field_names import field_name, field_text
from kks_desktop.domain.instrument import YEARS
from kks_desktop.qt.theme import chars, role_label, space
from kks_desktop.qt.widgets.history_panel import HistoryLine, HistoryPanel

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.services.session import HistoryEntry


class FieldHistory(QWidget):
    """The changes of one code; another one is shown by ``show_code``."""

    def __init__(
        self, bridge: SessionBridge, parent: QWidget | None = None, *, narrow: bool = True
    ) -> None:
        """``narrow`` for a column beside what it is about."""
        super().__init__(parent)
        self._session = bridge.session
        info, instrument = self._session.info, self._session.instrument
        self._years = {year: instrument.data_year(year, info.year) for year in YEARS}
        self._shared = {datum.id: datum.label for datum in instrument.base_data}
        self._code = ""
        self.panel = HistoryPanel(narrow=narrow)
        self.told_label = role_label("", "problem", wrap=True)
        self.told_label.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.told_label)
        column.addWidget(self.panel)
        self.panel.restore_requested.connect(self._on_restore)
        bridge.saved.connect(self._on_saved)

    def show_code(self, code: str) -> None:
        """Show the changes of a code; empty for none."""
        self._code = code
        self._tell("")
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        entries = self._session.history(self._code) if self._code else []
        lines = [self._line(entry) for entry in entries]
        self.panel.show_lines(lines, may_restore=not self._session.read_only)

    def _name(self, entry: HistoryEntry) -> str:
        return field_name(entry.code, entry.field, self._years, self._shared)

    def _line(self, entry: HistoryEntry) -> HistoryLine:
        return HistoryLine(
            at=entry.at,
            who=entry.who,
            field=self._name(entry),
            old=field_text(entry.code, entry.field, entry.old),
            new=field_text(entry.code, entry.field, entry.new),
            kind=entry.kind,
            payload=entry,
            is_current=self._session.raw(entry.code, entry.field) == entry.new,
            wrong_clock=entry.wrong_clock,
        )

    @Slot(object)
    def _on_restore(self, entry: HistoryEntry) -> None:
        try:
            self._session.restore(entry, self.tr("Kembalikan {0}").format(self._name(entry)))
        except KksError as fault:
            self._tell(str(fault))

    def _tell(self, sentence: str) -> None:
        self.told_label.setText(sentence)
        self.told_label.setVisible(bool(sentence))

    @Slot(object)
    def _on_saved(self, _at: object) -> None:
        if self.isVisible():
            self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()


def beside(history: FieldHistory) -> QScrollArea:
    """The history in a column that scrolls, to stand beside what it is about."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setMinimumWidth(chars(42))
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(space(3), 0, space(2), 0)
    column.addWidget(history)
    column.addStretch()
    area.setWidget(body)
    return area
