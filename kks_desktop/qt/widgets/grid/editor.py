"""The line in which one cell is typed, and the list of what it may hold."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from kks_desktop.domain.columns import NO_END, Column, ColumnKind
from kks_desktop.qt.theme import chars, line_height, restyle, space, tabular
from kks_desktop.qt.widgets.entry_line import EntryLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent

_MAX_SHOWN = 8


class Step(Enum):
    """Where a person goes from a cell."""

    STAY = auto()
    DOWN = auto()
    UP = auto()
    LEFT = auto()
    RIGHT = auto()
    NEXT = auto()
    PREVIOUS = auto()


_ARROWS = {
    Qt.Key.Key_Up: Step.UP,
    Qt.Key.Key_Down: Step.DOWN,
    Qt.Key.Key_Left: Step.LEFT,
    Qt.Key.Key_Right: Step.RIGHT,
}


def choices_of(column: Column) -> tuple[str, ...]:
    """The words that a column's cells are chosen from; empty where anything is typed."""
    match column.kind:
        case ColumnKind.YES_NO:
            return ("Ya", "Tidak")
        case ColumnKind.CHOICE:
            return tuple(choice.label for choice in column.choices)
        case ColumnKind.END_DATE:
            return (NO_END,)
        case _:
            return ()


class CellEditor(EntryLine):
    """Types one cell; as in a spreadsheet, arrows leave a cell that is typed over.

    Signals:
        finished(object): the text is done; carries the ``Step`` that follows.
        cancelled: the text is given up.
        left_behind: the focus went elsewhere.
    """

    finished = Signal(object)
    cancelled = Signal()
    left_behind = Signal()

    def __init__(
        self, column: Column, text: str, typed: str | None, parent: QWidget, home: QWidget
    ) -> None:
        """Edit ``text``, or type over it with ``typed``; choices are listed on ``home``."""
        super().__init__(column.id, parent)
        self.before = text
        self._replacing = typed is not None
        self._length = 0
        self._words = choices_of(column)
        self._list = ChoiceList(self._words, home) if self._words else None
        side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        if column.is_number:
            self.setFont(tabular(self.font()))
        self.setToolTip(column.hint)
        self.textEdited.connect(self._on_typed)
        if self._list is not None:
            self._list.chosen.connect(self._on_chosen)
            self._list.mark(text if typed is None else "")
        if typed:
            self.insert(typed)
            self._on_typed(self.text())
        elif typed is None:
            self.setText(text)
            self.selectAll()

    @property
    def choices(self) -> ChoiceList | None:
        """The list under the line, where there are choices."""
        return self._list

    def place(self, rect: QRect, seen: QWidget) -> None:
        """Stand on a cell of a viewport; a narrow cell gives a long text more room."""
        if self.parentWidget() is not seen:
            self.setParent(seen)
        width = max(rect.width(), min(chars(14), seen.width() - rect.left()))
        self.setGeometry(rect.left(), rect.top(), width, rect.height())
        if self._list is not None:
            self._list.place(self)

    def set_wrong(self, wrong: bool) -> None:
        """Show whether the text was refused."""
        self.setProperty("wrong", wrong)
        restyle(self)

    def close_list(self) -> None:
        """Take the list of choices away."""
        if self._list is not None:
            self._list.hide()
            self._list.deleteLater()
            self._list = None

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        """Complete the first choice that begins with what is typed."""
        grows, self._length = len(text) > self._length, len(text)
        if self._list is None or self.cursorPosition() != len(text) or not text.strip():
            return
        word = next((w for w in self._words if w.casefold().startswith(text.casefold())), "")
        self._list.mark(word)
        if word and grows and len(word) > len(text):
            self.setText(word)
            self.setSelection(len(word), len(text) - len(word))

    @Slot(str)
    def _on_chosen(self, word: str) -> None:
        self.setText(word)
        self.finished.emit(Step.STAY)

    # ------------------------------------------------------------ Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit(Step.UP if shift else Step.DOWN)
        elif key == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif key == Qt.Key.Key_F2:
            self._replacing = not self._replacing
        elif key in _ARROWS and plain and self._replacing:
            self.finished.emit(_ARROWS[key])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            if self._list is not None:
                self.setText(self._list.step(1 if key == Qt.Key.Key_Down else -1) or self.text())
                self.selectAll()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab goes to the next cell, not to the next field of the page."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Tab: Step.NEXT, Qt.Key.Key_Backtab: Step.PREVIOUS}.get(
                Qt.Key(event.key())
            )
            if step is not None:
                self.finished.emit(step)
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # a look at another window is no end of typing
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
        ):
            self.left_behind.emit()


class ChoiceList(QListWidget):
    """What a cell may hold, under its line; the focus stays in the line.

    Signals:
        chosen(str): a word was clicked.
    """

    chosen = Signal(str)

    def __init__(self, words: Sequence[str], home: QWidget) -> None:
        super().__init__(home)
        self._home = home
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Pilihan isian"))
        self.setUniformItemSizes(True)
        for word in words:
            item = QListWidgetItem(word, self)
            item.setSizeHint(QSize(0, line_height() + space(2)))
        self.itemPressed.connect(self._on_pressed)

    def place(self, line: QWidget) -> None:
        """Stand under a line, or over it where there is no room."""
        home = self._home
        spot = line.mapTo(home, QPoint(0, line.height()))
        height = min(self.count(), _MAX_SHOWN) * self.sizeHintForRow(0) + 2 * self.frameWidth()
        words = (self.item(row).text() for row in range(self.count()))
        wanted = max(map(self.fontMetrics().horizontalAdvance, words)) + space(8)
        width = min(max(line.width(), wanted), home.width())
        top = spot.y() if spot.y() + height <= home.height() else spot.y() - line.height() - height
        self.setGeometry(min(spot.x(), home.width() - width), max(0, top), width, height)
        self.raise_()
        self.show()

    def mark(self, word: str) -> None:
        """Show which word stands in the line."""
        found = self.findItems(word, Qt.MatchFlag.MatchExactly) if word else []
        self.setCurrentItem(found[0]) if found else self.setCurrentRow(-1)

    def step(self, by: int) -> str:
        """The word before or after the marked one."""
        row = self.currentRow() + by if self.currentRow() >= 0 or by > 0 else self.count() - 1
        self.setCurrentRow(max(0, min(self.count() - 1, row)))
        return self.currentItem().text()

    @Slot(QListWidgetItem)
    def _on_pressed(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.text())
