"""The scored options of an indicator: numbered, nothing chosen until a person chooses."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from kks_desktop.domain.instrument import Option
from kks_desktop.qt.theme import Colours, chars, colours, line_height, scaled_font, space, tabular
from kks_desktop.qt.widgets.link_button import LinkButton

_CLEARING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class OptionRow(QRadioButton):
    """One option; drawn in full width, with its key, score and the mark ``saran``.

    Signals:
        key_pressed: a key that concerns the whole list; carries the row and the key.
    """

    key_pressed = Signal(object, int)

    def __init__(self, number: int, option: Option, parent: QWidget) -> None:
        super().__init__(parent)
        self.number = number
        self.option = option
        self.suggested = False
        self.setAutoExclusive(False)  # a list can also have none
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_suggested(False)

    def set_suggested(self, suggested: bool) -> None:
        """Mark the row as what the program proposes."""
        self.suggested = suggested
        name = self.tr("{}. Nilai {}: {}").format(self.number, self.option.score, self.option.text)
        self.setAccessibleName(self.tr("{} (saran)").format(name) if suggested else name)
        self.update()

    def _columns(self) -> tuple[int, int, int, int]:
        """Left edges of the ring, the number, the score's right edge, and the text."""
        ring = space(2)
        number = ring + line_height() + space(2)
        score = number + chars(2) + chars(4)
        return ring, number, score, score + space(3)

    def _text_width(self, width: int) -> int:
        tag = QFontMetrics(scaled_font(0.9)).horizontalAdvance(self.tr("saran")) + space(6)
        return max(chars(8), width - self._columns()[3] - tag)

    # ------------------------------------------------------------ Qt

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        box = self.fontMetrics().boundingRect(
            QRect(0, 0, self._text_width(width), 10_000), int(_WRAP), self.option.text
        )
        return box.height() + 2 * space(2)

    def sizeHint(self) -> QSize:
        width = self.width() if self.width() > chars(30) else chars(60)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(chars(24), line_height() + 2 * space(2))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and (event.key() in keys or event.key() in _CLEARING):
            self.key_pressed.emit(self, event.key())
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mode = colours(self)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked():
            painter.setBrush(QColor(mode.selected))
        elif self.underMouse() and self.isEnabled():
            painter.setBrush(QColor(mode.hover))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        focused = self.hasFocus()
        painter.setPen(QPen(QColor(mode.accent), 2) if focused else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(frame, space() + 1, space() + 1)
        self._paint_ring(painter, mode)
        self._paint_words(painter, mode)
        painter.end()

    def _paint_ring(self, painter: QPainter, mode: Colours) -> None:
        radius = line_height() * 0.42
        centre = QPointF(self._columns()[0] + radius + 1, space(2) + line_height() / 2)
        on = self.isChecked()
        painter.setBrush(QColor(mode.base))
        painter.setPen(QPen(QColor(mode.accent if on else mode.border), 1.5))
        painter.drawEllipse(centre, radius, radius)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(mode.accent))
            painter.drawEllipse(centre, radius * 0.5, radius * 0.5)

    def _paint_words(self, painter: QPainter, mode: Colours) -> None:
        _, number, score, text = self._columns()
        top, height = space(2), line_height()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(tabular(self.font()))
        painter.setPen(QColor(mode.muted))
        painter.drawText(
            QRect(number, top, chars(2), height), Qt.AlignmentFlag.AlignVCenter, f"{self.number}"
        )
        strong = scaled_font(1.0, bold=True)
        painter.setFont(tabular(strong))
        painter.setPen(QColor(mode.text if self.isEnabled() else mode.muted))
        painter.drawText(
            QRect(score - chars(5), top, chars(5), height), right, f"{self.option.score}"
        )
        painter.setFont(self.font())
        width = self._text_width(self.width())
        painter.drawText(QRect(text, top, width, self.height()), int(_WRAP), self.option.text)
        if self.suggested:
            self._paint_tag(painter, mode)

    def _paint_tag(self, painter: QPainter, mode: Colours) -> None:
        font = scaled_font(0.9)
        words = self.tr("saran")
        width = QFontMetrics(font).horizontalAdvance(words) + space(3)
        box = QRectF(self.width() - width - space(2), space(2), width, line_height() + 1)
        painter.setPen(QPen(QColor(mode.accent), 1))
        painter.setBrush(QColor(mode.accent_soft))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


class OptionList(QWidget):
    """All options; a click, Space or a digit key chooses, Delete, Backspace or the link clears.

    Signals:
        picked: a person chose or cleared; carries the score, or ``None``.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._rows: list[OptionRow] = []
        self._read_only = False
        self.clear_link = LinkButton(self.tr("Hapus pilihan"), "", self)
        self.clear_link.setToolTip(self.tr("Delete atau Backspace"))
        self.clear_link.opened.connect(self._on_clear)
        self._column.addWidget(self.clear_link, 0, Qt.AlignmentFlag.AlignRight)
        self.clear_link.hide()
        self.setAccessibleName(self.tr("Pilihan nilai"))

    @property
    def rows(self) -> list[OptionRow]:
        """The rows in their printed order."""
        return self._rows

    def set_options(self, options: Sequence[Option]) -> None:
        """Show other options; nothing is chosen."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for number, option in enumerate(options, start=1):
            row = OptionRow(number, option, self)
            row.setEnabled(not self._read_only)
            row.clicked.connect(self._on_row_clicked)
            row.key_pressed.connect(self._on_row_key)
            self._column.insertWidget(number - 1, row)
            row.show()  # at once: what is not shown yet cannot take the focus
            self._rows.append(row)
        self._show_clear()

    def set_read_only(self, read_only: bool) -> None:
        """Show only."""
        self._read_only = read_only
        for row in self._rows:
            row.setEnabled(not read_only)
        self._show_clear()

    @property
    def choice(self) -> int | None:
        """The chosen score."""
        return next((row.option.score for row in self._rows if row.isChecked()), None)

    def set_choice(self, score: int | None) -> None:
        """Show a stored choice; no signal."""
        for row in self._rows:
            row.setChecked(row.option.score == score)
        self._show_clear()

    def set_suggested(self, score: int | None) -> None:
        """Mark the option that the program proposes."""
        for row in self._rows:
            if row.suggested != (row.option.score == score):
                row.set_suggested(row.option.score == score)

    def pick_number(self, number: int) -> bool:
        """Choose as the digit key does; false if there is no such option."""
        if self._read_only or not 1 <= number <= len(self._rows):
            return False
        self._pick(self._rows[number - 1])
        return True

    def _pick(self, row: OptionRow) -> None:
        if row.option.score != self.choice:
            self.set_choice(row.option.score)
            self.picked.emit(row.option.score)

    def _show_clear(self) -> None:
        """The link takes its place only where there is something to clear."""
        self.clear_link.setVisible(self.choice is not None and not self._read_only)

    @Slot(str)
    def _on_clear(self, _code: str = "") -> None:
        if self.choice is not None and not self._read_only:
            chosen = next(row for row in self._rows if row.isChecked())
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)  # the link goes away
            self.set_choice(None)
            self.picked.emit(None)

    @Slot()
    def _on_row_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, OptionRow):
            chosen = row.isChecked()
            row.setChecked(True)  # a click on the chosen one keeps it: nothing is lost unasked
            if chosen:
                self.set_choice(row.option.score)
                self.picked.emit(row.option.score)

    @Slot(object, int)
    def _on_row_key(self, row: OptionRow, key: int) -> None:
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key == Qt.Key.Key_Down else -1
            index = self._rows.index(row) + step
            if 0 <= index < len(self._rows):
                self._rows[index].setFocus(Qt.FocusReason.TabFocusReason)
        elif key in _CLEARING:
            self._on_clear()
        elif not row.isChecked():
            self._pick(row)
        else:
            self._rows[-1].focusNextPrevChild(True)
