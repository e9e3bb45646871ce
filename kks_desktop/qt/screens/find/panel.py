"""The panel of Ctrl+F: type, move with the arrows, Enter opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kks_desktop.domain.agencies import names_agencies
from kks_desktop.domain.look import STATE_MARKS
from kks_desktop.qt.forms.ui_find_panel import Ui_FindPanel
from kks_desktop.qt.models.choices import Choice, ChoicesModel
from kks_desktop.qt.screens.find.search import (
    DIFFERS,
    EMPTY,
    PROBLEM,
    SILENT,
    Entry,
    prepare,
    search,
)
from kks_desktop.qt.theme import line_height, space
from kks_desktop.qt.widgets.form_looks import dress
from kks_desktop.qt.widgets.two_part_delegate import TwoPartDelegate

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.services.session import Change

ROWS = 9
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class FindPanel(QWidget):
    """Searches all indicators and variables; lies in the window, in nobody's way.

    Signals:
        open_requested(str): the code that was chosen.
        closed(): it was put away without choosing.
    """

    open_requested = Signal(str)
    closed = Signal()

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = bridge.session
        self._entries = prepare(self._session.instrument, self._session.table)
        self._model = ChoicesModel(self)
        self.ui = Ui_FindPanel()
        self.ui.setupUi(self)
        dress(self)
        self._filters = {
            EMPTY: self.ui.empty_button,
            SILENT: self.ui.silent_button,
            DIFFERS: self.ui.differs_button,
            PROBLEM: self.ui.problem_button,
        }
        self.ui.result_view.setModel(self._model)
        self.ui.result_view.setItemDelegate(TwoPartDelegate(self.ui.result_view))
        self.ui.result_view.setFixedHeight((line_height() + space(3)) * ROWS)
        self.ui.query_edit.installEventFilter(self)
        self.ui.query_edit.textChanged.connect(self._on_query_changed)
        for button in self._filters.values():
            button.toggled.connect(self._on_query_changed)
        self.ui.result_view.clicked.connect(self._on_row_clicked)
        self.ui.close_button.clicked.connect(self.close_panel)
        bridge.changed.connect(self._on_changed)
        self.hide()

    def start(self, text: str = "") -> None:
        """Show the panel ready to be typed into."""
        if text:
            self.ui.query_edit.setText(text)
        self.show()
        self.ui.query_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ui.query_edit.selectAll()
        self._on_query_changed()

    @Slot()
    def close_panel(self) -> None:
        """Put the panel away."""
        self.hide()
        self.closed.emit()

    @Slot()
    def _on_query_changed(self) -> None:
        scores = self._session.evaluation.scored.indicators
        chosen = {name for name, button in self._filters.items() if button.isChecked()}
        found = search(self._entries, self.ui.query_edit.text(), chosen, scores)
        self._model.show([self._choice(entry) for entry in found])
        if found:
            self.ui.result_view.setCurrentIndex(self._model.index(0))
        words = self.tr("{0} ditemukan").format(len(found))
        self.ui.count_label.setText(words if found else self.tr("Tidak ada yang cocok"))

    def _choice(self, entry: Entry) -> Choice:
        found = self._session.evaluation.scored.indicators[entry.indicator.code]
        mark = STATE_MARKS[found.state.value][0]
        score = "" if found.score is None else f" · {found.score}"
        text = f"{mark}  {entry.indicator.code}  {entry.indicator.title}"
        return Choice(text, f"{entry.place}{score}", entry.indicator.code)

    def _open_current(self) -> None:
        choice = self._model.choice(self.ui.result_view.currentIndex())
        if choice is not None:
            self.hide()
            self.open_requested.emit(str(choice.value))

    @Slot("QModelIndex")
    def _on_row_clicked(self, index: QModelIndex) -> None:
        self.ui.result_view.setCurrentIndex(index)
        self._open_current()

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if names_agencies(change.keys):
            self._entries = prepare(self._session.instrument, self._session.table)
        if self.isVisible():
            self._on_query_changed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list while typing goes on."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self.ui.result_view.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_current()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)
