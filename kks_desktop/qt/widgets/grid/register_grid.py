"""A register as a table that behaves as spreadsheets do; what is typed goes to its source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from kks_desktop.domain.errors import KksError
from kks_desktop.domain.numbers import format_number
from kks_desktop.qt.theme import line_height, restyle, space
from kks_desktop.qt.widgets.elided_label import ElidedLabel
from kks_desktop.qt.widgets.grid.edits import box_text, clearing, filling_down
from kks_desktop.qt.widgets.grid.entry import CellEntry
from kks_desktop.qt.widgets.grid.head import GridHead
from kks_desktop.qt.widgets.grid.model import Arrangement, GridModel
from kks_desktop.qt.widgets.grid.pasting import Pasting
from kks_desktop.qt.widgets.grid.preview import PastePreview
from kks_desktop.qt.widgets.grid.table import GridTable

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from kks_desktop.qt.widgets.grid.source import CellEdit, GridSource


class RegisterGrid(QWidget):
    """Shows the rows of a ``GridSource``; undo is the program's, one step for each action.

    Signals:
        row_selected(str): the current row is now another one; its code, empty for none.
    """

    row_selected = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source: GridSource | None = None
        self._row = ""
        self.model = GridModel(self)
        self.head = GridHead()
        self.preview = PastePreview()
        self.table = GridTable(self.model)
        self.table.setAccessibleName(self.tr("Tabel isian"))
        self.note = ElidedLabel()
        self.note.setMinimumHeight(line_height())
        self._entry = CellEntry(
            self.model, self.table, self, self._write, self._say, self._note_typed
        )
        self._pasting = Pasting(
            self.model, self.table, self.preview, self._write, self._say, self._make_room
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(self.head)
        column.addWidget(self.preview)
        column.addWidget(self.table, 1)
        column.addWidget(self.note)
        self.setFocusProxy(self.table)
        self.table.may_leave = self._may_leave
        self._connect()

    def _connect(self) -> None:
        table = self.table
        table.edit_wanted.connect(self._on_edit_wanted)
        table.copy_wanted.connect(self.copy)
        table.cut_wanted.connect(self.cut)
        table.paste_wanted.connect(self.paste)
        table.clear_wanted.connect(self.clear_cells)
        table.fill_wanted.connect(self.fill_down)
        table.find_wanted.connect(self._on_find)
        table.menu_wanted.connect(self._on_menu)
        for shown in (table, table.frozen):
            shown.horizontalHeader().sectionClicked.connect(self._on_heading)
        table.selectionModel().currentChanged.connect(self._on_current)
        self.head.sieved.connect(self._on_sieved)
        self.head.entered.connect(self._on_head_entered)
        self.head.fill_wanted.connect(self.fill_down)

    # ------------------------------------------------------------ for the page

    def set_source(self, source: GridSource) -> None:
        """Show another register from its first row."""
        self._entry.drop()
        self._pasting.give_up()
        self._source = source
        self.head.clear()
        self.model.show(source)
        self.table.fit_columns()
        self.table.show_sort(-1, descending=False)
        self.head.fill_button.setEnabled(not source.read_only)
        self._after_reset("", "")

    def refresh(self, codes: Iterable[str] | None) -> None:
        """Read rows again that changed elsewhere; ``None`` for everything."""
        touched = None if codes is None else set(codes)
        self._pasting.give_up(self.tr("Tabel baru saja berubah. Tempel sekali lagi."))
        place, bar = self._place(), self.table.verticalScrollBar()
        scrolled = bar.value()
        if touched is None:
            self.model.reread()
            self._after_reset(*place)
            bar.setValue(scrolled)
        elif self.model.touch(touched):
            self._after_reset(*place)
            bar.setValue(scrolled)
        self._show_note()

    def current_row(self) -> str:
        """The code of the current row; empty for none."""
        return self.model.code(self.table.currentIndex().row())

    def select_cell(self, row: str, column_id: str) -> None:
        """Go to a cell, showing every row if it is not among the shown ones."""
        if self.model.row_of(row) < 0:
            self.head.clear()
            self._arrange()
        at = max(0, self.model.column_of(column_id))
        if self.model.row_of(row) >= 0:
            self.table.caret.go(self.model.row_of(row), at)
            self.table.setFocus()

    def flush(self) -> bool:
        """Hand over what is being typed; ``False`` if it was refused and waits on."""
        return self._entry.finish()

    def add_action_widget(self, widget: QWidget) -> None:
        """Put a button at the right end over the table."""
        self.head.add_widget(widget)

    def _may_leave(self) -> bool:
        """Whether the table may be moved in: a refused text is returned to instead."""
        if self.flush():
            return True
        self._entry.return_to()
        return False

    # ------------------------------------------------------------ writing

    def _note_typed(self, row: str, column_id: str, text: str | None) -> None:
        if self._source is not None:
            self._source.note_typed(row, column_id, text)

    def _write(self, edits: list[CellEdit], label: str) -> str:
        """Hand edits over; the sentence of the refusal, empty if they were taken."""
        assert self._source is not None  # only its cells can be edited
        if self._source.read_only:
            return self.tr("Tabel ini hanya dapat dibaca.")
        try:
            self._source.commit(edits, label)
        except KksError as fault:
            return str(fault)
        self.refresh({code for code, _, _ in edits})
        return ""

    def _make_room(self, rows: int) -> None:
        """Let the register have more empty rows at its end, if it can."""
        if self._source is not None and self._source.make_room(rows):
            self.refresh(())

    def _write_and_say(self, edits: list[CellEdit], label: str) -> None:
        if edits:
            self._say(self._write(edits, label.format(format_number(len(edits)))))

    @Slot()
    def clear_cells(self) -> None:
        """Empty the selected cells."""
        if self.flush():
            cells = self.table.caret.selected_cells()
            self._write_and_say(clearing(self.model, cells), self.tr("Kosongkan {} sel"))

    @Slot()
    def fill_down(self) -> None:
        """Copy the top row of the selection into the rows under it."""
        if not self.flush():
            return
        box = self.table.caret.box()
        if box is None:
            self._say(self.tr("Pilih satu kotak sel untuk diisi ke bawah."))
            return
        self._write_and_say(filling_down(self.model, box), self.tr("Isi ke bawah {} sel"))
        self.table.setFocus()

    @Slot()
    def copy(self) -> bool:
        """Put the selection on the clipboard; ``False`` if it is not one rectangle."""
        box = self.table.caret.box() if self.flush() else None
        if box is None:
            self._say(self.tr("Pilih satu kotak sel untuk disalin."))
            return False
        QGuiApplication.clipboard().setText(box_text(self.model, box))
        return True

    @Slot()
    def cut(self) -> None:
        """Put the selection on the clipboard and empty its cells."""
        if self.copy():
            self.clear_cells()

    @Slot()
    def paste(self) -> None:
        """Paste the clipboard at the selection, after a preview if it is more than one cell."""
        if not self.flush():
            return
        if self._source is not None and self._source.read_only:
            self._say(self.tr("Tabel ini hanya dapat dibaca."))
        elif self.table.currentIndex().isValid():
            self._pasting.paste()

    # ------------------------------------------------------------ what happens

    @Slot(object)
    def _on_edit_wanted(self, typed: str | None) -> None:
        if self._source is None or not self.flush():
            return
        if self._source.read_only:
            self._say(self.tr("Tabel ini hanya dapat dibaca."))
        else:
            self._entry.begin(typed)

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_note()
        row = self.current_row()
        if row != self._row:
            self._row = row
            self.row_selected.emit(row)

    @Slot(int)
    def _on_heading(self, column: int) -> None:
        if not self.flush():
            return
        order = self.model.arrangement
        if order.sort != column:
            self._arrange(column)
        elif not order.descending:
            self._arrange(column, descending=True)
        else:
            self._arrange()

    @Slot()
    def _on_sieved(self) -> None:
        if self.flush():
            order = self.model.arrangement
            self._arrange(order.sort, descending=order.descending)

    def _arrange(self, sort: int = -1, *, descending: bool = False) -> None:
        self._pasting.give_up(self.tr("Susunan baris berubah. Tempel sekali lagi."))
        place = self._place()
        text = self.head.text().casefold()
        self.model.arrange(Arrangement(text, self.head.kept(), sort, descending))
        self.table.show_sort(sort, descending=descending)
        self._after_reset(*place)

    @Slot()
    def _on_head_entered(self) -> None:
        self.table.setFocus()
        if self.head.text():
            found = self.model.find(self.head.text(), 0, -1, 1)
            if found is not None:
                self.table.caret.go(*found)

    @Slot(int)
    def _on_find(self, step: int) -> None:
        current = self.table.currentIndex()
        if not self.head.text():
            self.head.line.setFocus()
            return
        found = self.model.find(self.head.text(), current.row(), current.column(), step)
        if found is not None:
            self.table.caret.go(*found)
        else:
            self._say(self.tr("Teks ini tidak ada di tabel."))

    @Slot(QPoint)
    def _on_menu(self, spot: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        locked = self._source is None or self._source.read_only
        column = self.table.currentIndex().column()
        for words, done, changes in (
            (self.tr("Salin\tCtrl+C"), self.copy, False),
            (self.tr("Potong\tCtrl+X"), self.cut, True),
            (self.tr("Tempel\tCtrl+V"), self.paste, True),
            (self.tr("Kosongkan\tDel"), self.clear_cells, True),
            (self.tr("Isi ke bawah\tCtrl+D"), self.fill_down, True),
            (self.tr("Urutkan menurut kolom ini"), lambda: self._on_heading(column), False),
        ):
            action = QAction(words, menu)
            action.setEnabled(column >= 0 and not (changes and locked))
            action.triggered.connect(done)
            menu.addAction(action)
        menu.popup(spot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._pasting.active:
            self._pasting.give_up()
        else:
            super().keyPressEvent(event)

    # ------------------------------------------------------------ after a change

    def _place(self) -> tuple[str, str]:
        """The current cell by its row code and column id."""
        current = self.table.currentIndex()
        if not current.isValid():
            return "", ""
        return self.model.code(current.row()), self.model.columns[current.column()].id

    def _after_reset(self, row: str, column_id: str) -> None:
        """Return to the cell that was current, or to the first one."""
        shown, total = self.model.rowCount(), self.model.total
        filled = total - self._source.spare() if self._source is not None else total
        shown = filled if shown == total else shown
        self.head.show_count(shown, max(shown, filled))
        if self.model.rowCount():
            at = max(0, self.model.column_of(column_id))
            self.table.caret.go(max(0, self.model.row_of(row)), at)
        else:
            self._on_current(QModelIndex(), QModelIndex())
        self._entry.place()
        self._show_note()

    def _say(self, sentence: str) -> None:
        """Say why something was not done; an empty sentence returns to the cell's own."""
        if sentence:
            self._set_note(f"▲ {sentence}", "problem")
        else:
            self._show_note()

    def _show_note(self) -> None:
        """Say what is wrong with the current cell, or what belongs into it."""
        if self._entry.refusal:
            self._set_note(f"▲ {self._entry.refusal}", "problem")
            return
        current = self.table.currentIndex()
        if not current.isValid():
            self._set_note("", "muted")
            return
        cell = self.model.cell(current.row(), current.column())
        column = self.model.columns[current.column()]
        if cell.fault:
            self._set_note(f"▲ {cell.fault}", "problem")
        else:
            fixed = self.tr("Kolom ini tidak dapat diubah di sini.") if column.fixed else ""
            self._set_note(column.hint or fixed, "muted")

    def _set_note(self, text: str, role: str) -> None:
        self.note.setText(text)
        if self.note.property("role") != role:
            self.note.setProperty("role", role)
            restyle(self.note)
