"""A table that is read with the arrow keys; Enter or a double click opens a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from kks_desktop.qt.models.plain_table import Heading, Index, PlainRow, PlainTableModel
from kks_desktop.qt.theme import chars, scaled_font, space

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent, QResizeEvent


_FOCUS = 3
"""Pixels that a view keeps free at both sides of a cell for the focus."""
_TALL = 10_000
_WRAPPED = int(Qt.TextFlag.TextWordWrap)


class PlainTable(QTableView):
    """Shows rows of a ``PlainTableModel``; the row in front stays in front by its key.

    Signals:
        opened(str): the key of the row to open.
        moved(str): another row is in front.
        ticked(str, bool): a person set or took away a tick, by mouse or space bar.
    """

    opened = Signal(str)
    moved = Signal(str)
    ticked = Signal(str, bool)

    def __init__(self, headings: Sequence[Heading], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = PlainTableModel(headings, self)
        self.rows.ticked.connect(self.ticked)
        self.setModel(self.rows)
        self.setProperty("plain", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(chars(4))
        # Once for all that changed, not for each column.
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self._fit)
        self.activated.connect(self._on_activated)

    def show_rows(self, rows: Sequence[PlainRow]) -> None:
        """Show these rows; the row in front and the place stay where they can."""
        if rows == self.rows.rows:
            return
        key, place = self.key, max(0, self.currentIndex().row())
        top = self.verticalScrollBar().value()
        self.rows.show(rows)
        self.clearSpans()
        for number, row in enumerate(rows):
            if row.title and len(self.rows.headings) > 1:
                self.setSpan(number, 0, 1, len(self.rows.headings))
        self._fit()
        self.verticalScrollBar().setValue(top)
        found = self.rows.row_of(key) if key else -1
        if rows:
            self.select(found if found >= 0 else min(place, len(rows) - 1))

    @property
    def key(self) -> str:
        """The key of the row in front; empty for none."""
        return self.rows.key_at(self.currentIndex())

    def select(self, row: int) -> None:
        """Bring a row to the front."""
        self.setCurrentIndex(self.rows.index(row, 0))

    @Slot()
    def _fit(self) -> None:
        """Give each column its room and each row the height of its longest text."""
        self._fitting.stop()
        header = self.horizontalHeader()
        wide = [heading.wide for heading in self.rows.headings if heading.wide]
        taken = 0
        for column, heading in enumerate(self.rows.headings):
            if not heading.wide:
                width = self._width(column)
                header.resizeSection(column, width)
                taken += width
        rest = max(self.viewport().width() - taken, chars(12) * len(wide))
        for column, heading in enumerate(self.rows.headings):
            if heading.wide:
                header.resizeSection(column, rest * heading.wide // sum(wide))
        for number, row in enumerate(self.rows.rows):
            self.setRowHeight(number, self._height(row))

    def _height(self, row: PlainRow) -> int:
        """Room for the longest text: the view's own measure leaves out the padding."""
        margin = space(2) + 2 * _FOCUS
        if row.title:
            widths = [self.viewport().width()]
        else:
            widths = [self.columnWidth(column) for column in range(len(row.cells))]
        metrics = QFontMetrics(scaled_font(1.0, bold=row.title))
        tallest = max(
            metrics.boundingRect(0, 0, width - margin - 1, _TALL, _WRAPPED, text).height()
            for width, text in zip(widths, row.cells, strict=True)
        )
        return tallest + space(3)

    def _width(self, column: int) -> int:
        """As wide as the title and the words, without rows that span all columns."""
        metrics = self.fontMetrics()
        texts = [row.cells[column] for row in self.rows.rows if not row.title]
        widest = max(
            (metrics.horizontalAdvance(text) for text in texts),
            default=0,
        )
        title = self.horizontalHeader().sectionSizeHint(column)
        ticks = chars(3) if any(row.ticked is not None for row in self.rows.rows) else 0
        last = column == len(self.rows.headings) - 1
        return max(title, widest + space(4) + (ticks if last else 0))

    @Slot("QModelIndex")
    def _on_activated(self, index: QModelIndex) -> None:
        key = self.rows.key_at(index)
        if key:
            self.opened.emit(key)

    # ------------------------------------------------------------ Qt

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.moved.emit(self.rows.key_at(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Space and row >= 0:
            self.rows.tick(row, on=not self.rows.rows[row].ticked)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fitting.start()
