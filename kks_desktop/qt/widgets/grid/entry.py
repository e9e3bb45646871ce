"""One cell being typed: the line stands on it until its text is taken or given up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from kks_desktop.domain.columns import canonical
from kks_desktop.qt.widgets.grid.editor import CellEditor, Step

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kks_desktop.qt.widgets.grid.model import GridModel
    from kks_desktop.qt.widgets.grid.source import CellEdit
    from kks_desktop.qt.widgets.grid.table import GridTable

    Write = Callable[[list[CellEdit], str], str]


class CellEntry(QObject):
    """Opens the line, hands its text over, and keeps it where the text is refused.

    The line is not Qt's own editor of views, which a model that is read anew destroys.
    """

    def __init__(
        self,
        model: GridModel,
        table: GridTable,
        home: QWidget,
        write: Write,
        say: Callable[[str], None],
        note: Callable[[str, str, str | None], None],
    ) -> None:
        """``write`` gives the sentence of a refusal, empty if all was written.

        ``note`` hears of row and column in which a text is typed; ``None`` when no more.
        """
        super().__init__(table)
        self._model = model
        self._table = table
        self._home = home
        self._write = write
        self._say = say
        self._note = note
        self._cell = ("", "")
        self.editor: CellEditor | None = None
        self.refusal = ""
        table.moved.connect(self.place)

    def begin(self, typed: str | None) -> None:
        """Edit the current cell; ``typed`` replaces its text, ``None`` keeps it."""
        current = self._table.currentIndex()
        if not current.isValid():
            return
        column = self._model.columns[current.column()]
        if column.fixed:
            title = self._model.titles[current.column()]
            self._say(self.tr("Kolom {} tidak dapat diubah di sini.").format(title))
            return
        self._table.scrollTo(current)
        self._cell = (self._model.code(current.row()), column.id)
        text = self._model.cell(current.row(), current.column()).text
        seen = self._table.table_of(current.column()).viewport()
        self.editor = CellEditor(column, text, typed, seen, self._home)
        self.editor.setAccessibleName(self._model.titles[current.column()])
        self.editor.textChanged.connect(self._on_text_changed)
        self.editor.finished.connect(self._on_finished)
        self.editor.cancelled.connect(self._on_cancelled)
        self.editor.left_behind.connect(self._on_left)
        if self.editor.text() != text:  # typed over
            self._on_text_changed(self.editor.text())
        self.place()
        self.editor.setFocus()

    def finish(self) -> bool:
        """Hand the text over and close the line; ``False`` if it was refused and stays."""
        if self.editor is None:
            return True
        code, column_id = self._cell
        at = self._model.column_of(column_id)
        kept = canonical(self._model.columns[at], self.editor.text())
        untouched = self.editor.text() == self.editor.before
        if not untouched and kept != self._model.raw(code, column_id):
            self.refusal = self._write([(code, column_id, kept)], self._model.titles[at])
            if self.refusal and not self._model.knows(code):
                self._close()
                self._say(
                    self.tr("Baris ini sudah dikeluarkan; teks sel yang ditolak tidak disimpan.")
                )
                return True
            if self.refusal:
                self.editor.set_wrong(True)
                self._say(self.refusal)
                return False
        self._close()
        return True

    def return_to(self) -> None:
        """Go back to the line that is still open."""
        if self.editor is not None:
            self.editor.setFocus()

    def drop(self) -> None:
        """Close the line without its text."""
        if self.editor is not None:
            self._close()

    @Slot()
    def place(self) -> None:
        """Keep the line on its cell wherever that stands now."""
        if self.editor is None:
            return
        row, at = self._model.row_of(self._cell[0]), self._model.column_of(self._cell[1])
        if row < 0:
            self.editor.hide()
            return
        seen = self._table.table_of(at)
        self.editor.place(seen.visualRect(self._model.index(row, at)), seen.viewport())
        self.editor.show()

    def _close(self) -> None:
        editor, self.editor = self.editor, None
        self.refusal = ""
        self._note(*self._cell, None)
        if editor is not None:
            if editor.hasFocus():
                self._table.setFocus()
            editor.close_list()
            editor.hide()
            editor.deleteLater()
        self._say("")

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        if self.editor is not None:
            column = self._model.columns[self._model.column_of(self._cell[1])]
            typed = text != self.editor.before
            self._note(*self._cell, canonical(column, text) if typed else None)

    @Slot(object)
    def _on_finished(self, step: Step) -> None:
        if self.finish():
            self._table.setFocus()
            self._table.caret.step(step)

    @Slot()
    def _on_cancelled(self) -> None:
        self.drop()
        self._table.setFocus()

    @Slot()
    def _on_left(self) -> None:
        self.finish()
