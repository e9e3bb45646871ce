"""The navigation at the left: pages, and the tatanan with how far each is filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kks_desktop.domain.numbers import format_number
from kks_desktop.qt import icons
from kks_desktop.qt.theme import chars, colours, line_height, scaled_font, space, tabular

Index = QModelIndex | QPersistentModelIndex
_ENTRY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class SideEntry:
    """One place to go. ``of`` above 0 shows ``answered/of``; ``score`` stands beside it."""

    key: str
    title: str
    icon: str = ""
    number: str = ""
    answered: int = 0
    of: int = 0
    score: int | None = None
    count: int | None = None
    starts_group: bool = False

    @property
    def progress(self) -> str:
        """``24/29 · 2.075``; empty without a number to fill."""
        if not self.of:
            return ""
        words = f"{self.answered}/{self.of}"
        return words if self.score is None else f"{words} · {format_number(self.score)}"


class _Entries(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: list[SideEntry] = []

    def replace_all(self, entries: Sequence[SideEntry]) -> None:
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def replace_one(self, row: int, entry: SideEntry) -> None:
        self.entries[row] = entry
        self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == _ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            count = "" if entry.count is None else format_number(entry.count)
            parts = (entry.number, entry.title, entry.progress, count)
            return " ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.title
        return None


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = index.data(_ENTRY)
        lines = 2 if entry.of and entry.number else 1
        gap = space(2) + 1 if entry.starts_group else 0
        return QSize(chars(10), lines * line_height() + space(2) + gap)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        assert isinstance(view, Sidebar)
        entry: SideEntry = index.data(_ENTRY)
        rect = QRect(option.rect)
        mode = colours(view)
        painter.save()
        if entry.starts_group:
            painter.setPen(QPen(QColor(mode.hairline), 1))
            y = rect.top() + space()
            painter.drawLine(rect.left() + space(2), y, rect.right() - space(2), y)
            rect.setTop(rect.top() + space(2) + 1)
        # asked of the view, not of option.state: QStyle's enums cost 10 ms at start
        selected = view.currentIndex() == index
        box = QRectF(rect).adjusted(space(), 0.5, -space(), -0.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = selected and view.hasFocus()
        painter.setPen(QPen(QColor(mode.accent), 2) if focused else Qt.PenStyle.NoPen)
        if selected:
            painter.setBrush(QColor(mode.selected))
            painter.drawRoundedRect(box, space() + 1, space() + 1)
        elif view.hovered_row == index.row():
            painter.setBrush(QColor(mode.hover))
            painter.drawRoundedRect(box, space() + 1, space() + 1)
        _paint_entry(painter, entry, rect, view, selected=selected)
        painter.restore()


def _paint_entry(
    painter: QPainter, entry: SideEntry, rect: QRect, view: QWidget, *, selected: bool
) -> None:
    mode = colours(view)
    line = line_height()
    left, top = rect.left() + space(3), rect.top() + space()
    text_left = left + line + space(2)
    right = rect.right() - space(3)
    painter.setFont(scaled_font(1.0))
    painter.setPen(QColor(mode.text))
    middle = Qt.AlignmentFlag.AlignVCenter
    if entry.icon:
        colour = QColor(mode.accent if selected else mode.muted)
        icons.draw(painter, QRectF(left, top, line, line), entry.icon, colour)
    elif entry.number:
        painter.drawText(
            QRect(left, top, line, line), int(middle | Qt.AlignmentFlag.AlignHCenter), entry.number
        )
    one_line = "" if entry.number else entry.progress
    if entry.count is not None:
        one_line = format_number(entry.count)
    room = right - text_left
    if one_line:
        painter.setFont(tabular(scaled_font(0.9)))
        room -= painter.fontMetrics().horizontalAdvance(one_line) + space(2)
        painter.setPen(QColor(mode.muted))
        flags = int(middle | Qt.AlignmentFlag.AlignRight)
        painter.drawText(QRect(text_left, top, right - text_left, line), flags, one_line)
        painter.setPen(QColor(mode.text))
        painter.setFont(scaled_font(1.0))
    title = painter.fontMetrics().elidedText(entry.title, Qt.TextElideMode.ElideRight, room)
    painter.drawText(QRect(text_left, top, room, line), int(middle), title)
    if entry.of and entry.number:
        _paint_progress(painter, entry, QRect(text_left, top + line, right - text_left, line), view)


def _paint_progress(painter: QPainter, entry: SideEntry, rect: QRect, view: QWidget) -> None:
    mode = colours(view)
    font = tabular(scaled_font(0.88))
    painter.setFont(font)
    painter.setPen(QColor(mode.muted))
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(rect, int(middle), f"{entry.answered}/{entry.of}")
    if entry.score is not None:
        score = format_number(entry.score)
        painter.drawText(rect, int(middle | Qt.AlignmentFlag.AlignRight), score)
    start = rect.left() + painter.fontMetrics().horizontalAdvance("88/88") + space(2)
    end = rect.right() - painter.fontMetrics().horizontalAdvance("8.888") - space(2)
    if end - start < space(3):
        return
    track = QRectF(start, rect.center().y() - 1, end - start, 3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(mode.hairline))
    painter.drawRoundedRect(track, 1.5, 1.5)
    track.setWidth(track.width() * entry.answered / entry.of)
    painter.setBrush(QColor(mode.accent))
    painter.drawRoundedRect(track, 1.5, 1.5)


class Sidebar(QListView):
    """Places of the window, one of them current.

    Signals:
        chosen: a person goes somewhere; carries the key.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = _Entries(self)
        self._quiet = False
        self._pressed_row = -1
        self.hovered_row = -1
        self.setModel(self._entries)
        self.setItemDelegate(_Painter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setProperty("side", True)
        self.setViewportMargins(0, space(2), 0, space(2))
        self.setAccessibleName(self.tr("Halaman"))
        self.setFixedWidth(chars(24))
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.clicked.connect(self._on_clicked)
        self.entered.connect(self._on_entered)
        self.viewportEntered.connect(self._on_viewport_entered)

    def set_entries(self, entries: Sequence[SideEntry]) -> None:
        """Show other places, keeping the current one if it is still there."""
        current = self.current
        self._quiet = True
        self._entries.replace_all(entries)
        self._quiet = False
        self.set_current(current)

    def update_entry(self, entry: SideEntry) -> None:
        """Replace the entry with the same key."""
        for row, known in enumerate(self._entries.entries):
            if known.key == entry.key and known != entry:
                self._entries.replace_one(row, entry)

    @property
    def entries(self) -> tuple[SideEntry, ...]:
        """The entries shown."""
        return tuple(self._entries.entries)

    @property
    def current(self) -> str:
        """The key of the current place; empty if none."""
        row = self.currentIndex().row()
        return self._entries.entries[row].key if row >= 0 else ""

    def set_current(self, key: str) -> None:
        """Mark a place as current, or none where it is not listed; no signal."""
        rows = [row for row, entry in enumerate(self._entries.entries) if entry.key == key]
        self._quiet = True
        self.setCurrentIndex(self._entries.index(rows[0]) if rows else QModelIndex())
        self._quiet = False

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._quiet and current.isValid():
            self.chosen.emit(self._entries.entries[current.row()].key)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        """Go there again where it was current before the click."""
        if index.row() == self._pressed_row:
            self.chosen.emit(self._entries.entries[index.row()].key)

    @Slot(QModelIndex)
    def _on_entered(self, index: QModelIndex) -> None:
        self._hover(index.row())

    @Slot()
    def _on_viewport_entered(self) -> None:
        self._hover(-1)

    def _hover(self, row: int) -> None:
        self.hovered_row = row
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_row = self.currentIndex().row()
        super().mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)
