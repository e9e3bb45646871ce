"""The current cell of a table and what is selected from it, as in a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange

from kks_desktop.qt.widgets.grid.editor import Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QTableView

    from kks_desktop.qt.widgets.grid.model import GridModel

_Flag = QItemSelectionModel.SelectionFlag


class Box(NamedTuple):
    """A rectangle of cells."""

    top: int
    left: int
    height: int
    width: int


class GridCaret:
    """Moves over the cells; the current one stays where a selection began.

    ``edge`` is the selection's other end while it grows; ``tab_column`` is where the
    first of some Tabs began, to which Enter returns.
    """

    def __init__(self, table: QTableView, model: GridModel) -> None:
        """Move over a table that has its model."""
        self._table = table
        self._model = model
        self._selection = table.selectionModel()
        self.edge: tuple[int, int] | None = None
        self.tab_column = -1

    def go(self, row: int, column: int) -> None:
        """Make one cell the current and only selected one."""
        index = self._model.index(row, column)
        if index.isValid():
            self.edge = None
            self._selection.setCurrentIndex(index, _Flag.ClearAndSelect)
            self._table.scrollTo(index)

    def extend(self, row: int, column: int) -> None:
        """Select from the current cell to another."""
        current = self._selection.currentIndex()
        if not current.isValid():
            self.go(row, column)
            return
        end = self._model.index(row, column)
        self.edge = (row, column)
        self._selection.select(QItemSelection(current, end), _Flag.ClearAndSelect)
        self._table.scrollTo(end)

    def box(self) -> Box | None:
        """The selected rectangle; ``None`` if the selection is none or not one."""
        ranges = self._selection.selection()
        if ranges.isEmpty():
            current = self._selection.currentIndex()
            return Box(current.row(), current.column(), 1, 1) if current.isValid() else None
        if ranges.count() > 1:
            return None
        only = ranges.first()
        return Box(only.top(), only.left(), only.height(), only.width())

    def selected_cells(self) -> list[tuple[int, int]]:
        """Every selected cell, row by row."""
        found = {
            (row, column)
            for part in self._parts()
            for row in range(part.top(), part.bottom() + 1)
            for column in range(part.left(), part.right() + 1)
        }
        return sorted(found)

    def step(self, step: Step) -> bool:
        """Go on as Enter and Tab do; ``False`` at the end of the table."""
        current, box = self._selection.currentIndex(), self.box()
        if not current.isValid() or step is Step.STAY:
            return True
        row, column = current.row(), current.column()
        if box is not None and box.height * box.width > 1 and step not in (Step.LEFT, Step.RIGHT):
            self._step_within(box, row, column, step)
            return True
        if step in (Step.NEXT, Step.PREVIOUS):
            return self._step_along(row, column, 1 if step is Step.NEXT else -1)
        rows = {Step.DOWN: 1, Step.UP: -1}
        if step in rows:
            # after some Tabs, Enter begins the next row where the first Tab began
            column = self.tab_column if self.tab_column >= 0 else column
        self.tab_column = -1
        across = {Step.LEFT: -1, Step.RIGHT: 1}.get(step, 0)
        self.go(self.row(row + rows.get(step, 0)), self.column(column + across))
        return True

    def _step_within(self, box: Box, row: int, column: int, step: Step) -> None:
        down, right = row - box.top, column - box.left
        size = box.height * box.width
        by = 1 if step in (Step.DOWN, Step.NEXT) else -1
        if step in (Step.DOWN, Step.UP):
            right, down = divmod((right * box.height + down + by) % size, box.height)
        else:
            down, right = divmod((down * box.width + right + by) % size, box.width)
        index = self._model.index(box.top + down, box.left + right)
        self._selection.setCurrentIndex(index, _Flag.NoUpdate)
        self._table.scrollTo(index)

    def _step_along(self, row: int, column: int, by: int) -> bool:
        width = len(self._model.columns)
        begun = self.tab_column if self.tab_column >= 0 else column
        place = row * width + column + by
        while 0 <= place < width * self._model.rowCount():
            if not self._model.columns[place % width].fixed:
                # a new row is begun at its first column that can be typed into
                self.tab_column = begun if place // width == row else place % width
                self.go(*divmod(place, width))
                return True
            place += by
        return False

    def row(self, row: int) -> int:
        return max(0, min(self._model.rowCount() - 1, row))

    def column(self, column: int) -> int:
        return max(0, min(len(self._model.columns) - 1, column))

    def select_rows(self, first: int, last: int) -> None:
        """Select whole rows; the current cell is the first one's."""
        if self._model.rowCount():
            self.go(self.row(first), 0)
            self.extend(self.row(last), len(self._model.columns) - 1)

    def toggle(self, row: int, column: int) -> None:
        """Take one more cell into the selection, or out of it."""
        self.edge = None
        index = self._model.index(row, column)
        self._selection.setCurrentIndex(index, _Flag.Toggle)

    def _parts(self) -> Iterator[QItemSelectionRange]:
        selection = self._selection.selection()
        return (selection.at(at) for at in range(selection.count()))
