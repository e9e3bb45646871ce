"""The table of a grid: its keys and its mouse, and columns that stay at the left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QWidget

from kks_desktop.qt.theme import chars, scaled_font, space
from kks_desktop.qt.widgets.grid.caret import GridCaret
from kks_desktop.qt.widgets.grid.editor import Step
from kks_desktop.qt.widgets.grid.plain_table import FrozenTable, PlainTable
from kks_desktop.qt.widgets.grid.source import frozen_columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import (
        QContextMenuEvent,
        QKeyEvent,
        QMouseEvent,
        QResizeEvent,
    )

    from kks_desktop.qt.widgets.grid.model import GridModel, Index

_HEADING_LINES = 3
_Key = Qt.Key
_Std = QKeySequence.StandardKey


class GridTable(PlainTable):
    """Moves and selects as a spreadsheet does: the current cell stays where a selection began.

    ``may_leave`` is asked before a key or a click: whether no refused text waits.

    Signals:
        edit_wanted(object): type into the current cell; the text to begin with, or ``None``
            to edit what is there.
        copy_wanted, cut_wanted, paste_wanted, clear_wanted, fill_wanted: on the selection.
        find_wanted(int): the next (1) or the last (-1) cell that holds the searched text.
        menu_wanted(QPoint): the menu of the selection, at a place on the screen.
        moved: cells stand elsewhere on the screen.
    """

    edit_wanted = Signal(object)
    copy_wanted = Signal()
    cut_wanted = Signal()
    paste_wanted = Signal()
    clear_wanted = Signal()
    fill_wanted = Signal()
    find_wanted = Signal(int)
    menu_wanted = Signal(QPoint)
    moved = Signal()

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self._cells = model
        self._dragging = False
        self.may_leave: Callable[[], bool] = lambda: True
        self.caret = GridCaret(self, model)
        self.frozen_count = 0
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.frozen = FrozenTable(model, self)
        self.frozen.setSelectionModel(self.selectionModel())
        self.frozen.hide()
        self._join()

    def _join(self) -> None:
        """Keep the two tables alike."""
        self.verticalScrollBar().valueChanged.connect(self.frozen.verticalScrollBar().setValue)
        self.frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(self._tell_moved)
        self.horizontalScrollBar().valueChanged.connect(self._tell_moved)
        self.horizontalHeader().sectionResized.connect(self._on_resized)
        self.frozen.horizontalHeader().sectionResized.connect(self._on_frozen_resized)
        self.verticalHeader().sectionPressed.connect(self._on_row_pressed)

    # ------------------------------------------------------------ columns

    def fit_columns(self) -> None:
        """Give each column its usual width and the headings the lines that they need."""
        metrics = QFontMetrics(scaled_font(1.0, bold=True))
        lines = 1
        for at, column in enumerate(self._cells.columns):
            title = self._cells.titles[at]
            words = max(metrics.horizontalAdvance(word) for word in title.split() or [""])
            width = max(chars(column.chars), words) + space(6)
            while self._lines(metrics, title, width) > _HEADING_LINES:
                width += space(2)
            lines = max(lines, self._lines(metrics, title, width))
            self.setColumnWidth(at, width)
        height = lines * metrics.lineSpacing() + space(2)
        self.horizontalHeader().setFixedHeight(height)
        self.frozen.horizontalHeader().setFixedHeight(height)
        for at in range(len(self._cells.columns)):
            self.frozen.setColumnWidth(at, self.columnWidth(at))
        self._place_frozen()

    @staticmethod
    def _lines(metrics: QFontMetrics, title: str, width: int) -> int:
        box = metrics.boundingRect(
            0, 0, width - space(5), 10_000, int(Qt.TextFlag.TextWordWrap), title
        )
        return round(box.height() / metrics.lineSpacing())

    def show_sort(self, column: int, *, descending: bool) -> None:
        """Mark the heading that the rows are sorted by; -1 for none."""
        # Qt's arrow points down for rising order; spreadsheets show it pointing up
        order = Qt.SortOrder.AscendingOrder if descending else Qt.SortOrder.DescendingOrder
        for table in (self, self.frozen):
            table.horizontalHeader().setSortIndicator(column, order)

    @property
    def _frozen_width(self) -> int:
        return sum(self.columnWidth(at) for at in range(self.frozen_count))

    def _place_frozen(self) -> None:
        """Let as many of the first columns stay as leave room for the others."""
        room = self.viewport().width() * 2 // 3
        self.frozen_count = frozen_columns(self._cells.columns)
        while self._frozen_width > room:
            self.frozen_count -= 1
        for at in range(len(self._cells.columns)):
            self.frozen.setColumnHidden(at, at >= self.frozen_count)
        self.frozen.setVisible(self.frozen_count > 0)
        self.frozen.setGeometry(
            self.viewport().x(),
            self.frameWidth(),
            self._frozen_width + 1,
            self.viewport().height() + self.horizontalHeader().height(),
        )
        self.frozen.verticalScrollBar().setValue(self.verticalScrollBar().value())
        self.moved.emit()

    def _on_resized(self, at: int, _before: int, width: int) -> None:
        self.frozen.setColumnWidth(at, width)
        self._place_frozen()

    def _on_frozen_resized(self, at: int, _before: int, width: int) -> None:
        if width and width != self.columnWidth(at):
            self.setColumnWidth(at, width)

    def _tell_moved(self, _value: int) -> None:
        self.moved.emit()

    def table_of(self, column: int) -> PlainTable:
        """The table in which a column's cells are seen."""
        return self.frozen if column < self.frozen_count else self

    # ------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.may_leave():
            return
        # none of QTableView's own keys: it searches and selects in its own way
        done = self._command(event) or self._travel(event) or self._type(event)
        event.setAccepted(done)

    def _command(self, event: QKeyEvent) -> bool:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.matches(_Std.Copy):
            self.copy_wanted.emit()
        elif event.matches(_Std.Cut):
            self.cut_wanted.emit()
        elif event.matches(_Std.Paste):
            self.paste_wanted.emit()
        elif event.matches(_Std.SelectAll):
            self.caret.select_rows(0, self._cells.rowCount() - 1)
        elif control and event.key() == _Key.Key_D:
            self.fill_wanted.emit()
        elif event.key() == _Key.Key_Delete:
            self.clear_wanted.emit()
        elif event.key() == _Key.Key_F2:
            self.edit_wanted.emit(None)
        elif event.key() == _Key.Key_Backspace:
            self.edit_wanted.emit("")
        elif event.key() == _Key.Key_F3:
            self.find_wanted.emit(
                -1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            )
        else:
            return False
        return True

    def _travel(self, event: QKeyEvent) -> bool:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = Qt.Key(event.key())
        if key in (_Key.Key_Return, _Key.Key_Enter):
            return self.caret.step(Step.UP if shift else Step.DOWN)
        if key in (_Key.Key_Tab, _Key.Key_Backtab) and not control:
            return self.caret.step(Step.PREVIOUS if shift or key == _Key.Key_Backtab else Step.NEXT)
        current = self.currentIndex()
        begun = (current.row(), current.column())
        row, column = (self.caret.edge or begun) if shift else begun
        place = self._place(key, control, row, column)
        if place is None:
            return False
        self.caret.tab_column = -1
        (self.caret.extend if shift else self.caret.go)(
            self.caret.row(place[0]), self.caret.column(place[1])
        )
        return True

    def _place(self, key: Qt.Key, control: bool, row: int, column: int) -> tuple[int, int] | None:
        """Where a key for moving leads; may lie outside the table."""
        last_row, last_column = self._cells.rowCount() - 1, len(self._cells.columns) - 1
        page = max(1, self.viewport().height() // self.verticalHeader().defaultSectionSize() - 1)
        match key:
            case _Key.Key_Up:
                return (0 if control else row - 1, column)
            case _Key.Key_Down:
                return (last_row if control else row + 1, column)
            case _Key.Key_Left:
                return (row, 0 if control else column - 1)
            case _Key.Key_Right:
                return (row, last_column if control else column + 1)
            case _Key.Key_Home:
                return (0 if control else row, 0)
            case _Key.Key_End:
                return (last_row if control else row, last_column)
            case _Key.Key_PageUp | _Key.Key_PageDown if control:
                return None  # as in a workbook: to the next sheet, which is the page's
            case _Key.Key_PageUp:
                return (row - page, column)
            case _Key.Key_PageDown:
                return (row + page, column)
            case _:
                return None

    def _type(self, event: QKeyEvent) -> bool:
        control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
        held = event.modifiers()
        # AltGr comes as Ctrl+Alt and types characters
        if held & control and not held & Qt.KeyboardModifier.AltModifier:
            return False
        if not event.text() or not event.text().isprintable():
            return False
        self.edit_wanted.emit(event.text())
        return True

    # ------------------------------------------------------------ mouse

    def cell_at(self, spot: QPoint) -> QModelIndex:
        """The cell seen at a point of the viewport."""
        return self.frozen.indexAt(spot) if spot.x() < self._frozen_width else self.indexAt(spot)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        index = self.cell_at(event.position().toPoint())
        if not self.may_leave() or not index.isValid():
            return
        self.caret.tab_column = -1
        row, column = index.row(), index.column()
        if event.button() != Qt.MouseButton.LeftButton:
            if not self.selectionModel().isSelected(index):
                self.caret.go(row, column)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.caret.extend(row, column)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.caret.toggle(row, column)
        else:
            self.caret.go(row, column)
            self._dragging = True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot, seen = event.position().toPoint(), self.viewport().rect()
        # beyond an edge the selection grows over the edge, which scrolls on
        index = self.cell_at(
            QPoint(
                max(seen.left(), min(seen.right(), spot.x())),
                max(seen.top(), min(seen.bottom(), spot.y())),
            )
        )
        if self._dragging and index.isValid() and (index.row(), index.column()) != self.caret.edge:
            self.caret.extend(index.row(), index.column())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.cell_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index == self.currentIndex():
            self._dragging = False
            self.edit_wanted.emit(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        spot = event.globalPos()
        if event.reason() == event.Reason.Keyboard:
            current = self.currentIndex()
            seen = self.table_of(current.column())
            spot = seen.viewport().mapToGlobal(seen.visualRect(current).bottomLeft())
        self.menu_wanted.emit(spot)

    def _on_row_pressed(self, row: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.may_leave():
            self.caret.select_rows(row, row)

    # ------------------------------------------------------------ Qt

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into view, not under the columns that stay."""
        if not index.isValid():  # Qt asks so already while it makes the table
            super().scrollTo(index, hint)
            return
        across = self.horizontalScrollBar()
        before = across.value()
        super().scrollTo(index, hint)
        if index.column() < self.frozen_count:
            across.setValue(before)
            return
        hidden = self._frozen_width - self.visualRect(index).left()
        if hidden > 0:
            across.setValue(across.value() - hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        current = self.currentIndex()
        was_seen = 0 <= self.visualRect(current).top() < event.oldSize().height()
        super().resizeEvent(event)
        self._place_frozen()
        if current.isValid() and was_seen:  # a preview over the table must not hide it
            self.scrollTo(current)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # the first of these events come before there is anything to refresh
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(
            self, "frozen"
        ):
            self.look.refresh_look()
            self.frozen.look.refresh_look()
