"""A list of ticks, with ``Tidak satu pun`` of its own: unanswered is not none of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from kks_desktop.domain.instrument import Item
from kks_desktop.qt.theme import chars, role_label, space
from kks_desktop.qt.widgets.check_box import CheckBox

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

NONE_OF_THEM = "-"


class Tick(CheckBox):
    """One tick; Enter goes on to the next field.

    Signals:
        entered: focus came in; carries the column's key.
        left: focus went away; carries the column's key.
    """

    entered = Signal(str)
    left = Signal(str)

    def __init__(self, key: str, code: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self.code = code

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextPrevChild(True)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit(self.key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit(self.key)


class ItemsField(QWidget):
    """The items of a list measure, a column of ticks for each year.

    Signals:
        edited: a person ticked; carries the key of that year's column.
        entered: focus came into a column; carries its key.
        left: focus left a tick of a column; carries its key.
    """

    edited = Signal(str)
    entered = Signal(str)
    left = Signal(str)

    def __init__(
        self, items: Sequence[Item], columns: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        """``columns`` maps the key of each column to its heading, a year."""
        super().__init__(parent)
        self._codes = [item.code for item in items]
        self._ticks: dict[str, list[Tick]] = {key: [] for key in columns}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(space(3))
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(0, 1)
        rows = [(i.code, self._item_text(i)) for i in items]
        rows.append((NONE_OF_THEM, self.tr("Tidak satu pun")))
        single = len(columns) == 1
        for number, (code, text) in enumerate(rows, start=1):
            if not single:
                grid.addWidget(role_label(text, wrap=True), number, 0)
            for column, (key, heading) in enumerate(columns.items(), start=1):
                tick = self._tick(key, code, text, "" if single else heading)
                centre = Qt.AlignmentFlag.AlignHCenter
                grid.addWidget(
                    tick, number, 0 if single else column, Qt.AlignmentFlag(0) if single else centre
                )
        if not single:
            for column, heading in enumerate(columns.values(), start=1):
                grid.addWidget(
                    role_label(heading, "muted"), 0, column, Qt.AlignmentFlag.AlignHCenter
                )
                grid.setColumnMinimumWidth(column, chars(9))

    def _item_text(self, item: Item) -> str:
        return self.tr("{} (wajib)").format(item.text) if item.required else item.text

    def _tick(self, key: str, code: str, text: str, heading: str) -> Tick:
        tick = Tick(key, code, self)
        if heading:
            tick.setAccessibleName(f"{text} {heading}")
        else:
            tick.setText(text.replace("&", "&&"))
        tick.clicked.connect(self._on_tick_clicked)
        tick.entered.connect(self.entered)
        tick.left.connect(self.left)
        self._ticks[key].append(tick)
        return tick

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the columns."""
        return tuple(self._ticks)

    def ticks(self, key: str) -> list[Tick]:
        """The ticks of a column, ``Tidak satu pun`` last."""
        return self._ticks[key]

    def raw(self, key: str) -> str:
        """``a,c``, ``-`` for none of them, empty while unanswered."""
        ticked = [tick.code for tick in self._ticks[key] if tick.isChecked()]
        return NONE_OF_THEM if NONE_OF_THEM in ticked else ",".join(ticked)

    def set_raw(self, key: str, raw: str) -> None:
        """Show a stored answer of one column; no signal."""
        ticked = set(raw.split(","))
        for tick in self._ticks[key]:
            tick.setChecked(tick.code in ticked)

    @Slot()
    def _on_tick_clicked(self) -> None:
        tick = self.sender()
        if not isinstance(tick, Tick):
            return
        if tick.isChecked():
            for other in self._ticks[tick.key]:
                if (other.code == NONE_OF_THEM) != (tick.code == NONE_OF_THEM):
                    other.setChecked(False)
        self.edited.emit(tick.key)
