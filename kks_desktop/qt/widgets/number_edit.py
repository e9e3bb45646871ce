"""Entry of one Indonesian number: what is typed is kept exactly, how it is read is shown."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)

from kks_desktop.domain.errors import NotANumberError
from kks_desktop.domain.numbers import document_text, format_number, parse_typed
from kks_desktop.qt import icons
from kks_desktop.qt.theme import (
    chars,
    colours,
    line_height,
    restyle,
    scaled_font,
    space,
    tabular,
)
from kks_desktop.qt.widgets.entry_line import EntryLine

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_UNFINISHED = re.compile(r"[-−]|[-−]?\d[\d.]*[.,]")
_EDGES = " \t\r\n\u00a0\u2007\u2009\u202f\u2028\u2029"


class NumberEdit(EntryLine):
    """A line for one number with a decimal comma."""

    def __init__(self, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(key, parent)
        self._before = ""
        self._echo = ""
        self._hint = ("", "")
        self._overruled = ""
        self._sentence = ""
        self.setFont(tabular(self.font()))
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumWidth(chars(9))
        self.setMaximumWidth(chars(26))
        self.textEdited.connect(self._on_text_edited)

    def set_raw(self, raw: str) -> None:
        """Show a stored text; no signal."""
        if raw != self.text():
            self.setText(raw)
        self._before = raw
        self._judge(settled=True)

    def readable_raw(self) -> str:
        """The text for a preview: a number not yet typed to its end without its last mark."""
        text = self.text()
        return text[:-1] if self._unfinished() else text

    def set_hint(self, long: str, short: str) -> None:
        """What counts while the field is blank; the short words where the long do not fit."""
        if (long, short) != self._hint:
            self._hint = (long, short)
            self._fit_hint()

    def set_known(self, raw: str) -> None:
        """Show what a register holds, which counts while the field is blank; empty for nothing."""
        shown = _written(raw)
        self.set_hint(self.tr("dari register: {}").format(shown) if shown else "", shown)

    def set_overruled(self, raw: str) -> None:
        """Say that a complete register counts and not what is typed; empty for nothing."""
        number = self.number()
        differs = bool(raw) and number is not None and number != parse_typed(raw)
        self._overruled = self.tr("register: {}").format(_written(raw)) if differs else ""
        self._judge(settled=not self.hasFocus())
        self.update()

    def _fit_hint(self) -> None:
        long, short = self._hint
        fits = self.fontMetrics().horizontalAdvance(long) <= self.width() - space(5)
        words = long if fits or not self.isVisible() else short
        if words != self.placeholderText():
            self.setPlaceholderText(words)

    def number(self) -> Decimal | None:
        """What the text is read as; ``None`` for blank or unreadable."""
        try:
            return parse_typed(self.text())
        except NotANumberError:
            return None

    @property
    def echo(self) -> str:
        """How the text is read, where that may not be plain: ``= 1234`` for 1.234."""
        return self._echo

    @property
    def sentence(self) -> str:
        """What is wrong with the text; empty if nothing."""
        return self._sentence

    def settle(self) -> None:
        """Judge the text as finished, for a pause in typing."""
        self._judge(settled=True)

    @Slot(str)
    def _on_text_edited(self, text: str) -> None:
        if len(text) - len(self._before) > 1 and text != text.strip(_EDGES):
            # pasted from a table: its line end and blanks are not the person's text
            self.setText(text.strip(_EDGES))
        self._before = self.text()
        self._judge(settled=False)
        self.edited.emit(self.key)

    def _unfinished(self) -> bool:
        return self.hasFocus() and _UNFINISHED.fullmatch(self.text().strip()) is not None

    def _judge(self, *, settled: bool) -> None:
        sentence, echo = "", ""
        try:
            number = parse_typed(self.text())
            echo = "" if number is None else self._overruled or _echo_of(self.text(), number)
        except NotANumberError as fault:
            sentence = "" if not settled and self._unfinished() else str(fault)
        if (sentence, echo) == (self._sentence, self._echo):
            return
        was_wrong = bool(self._sentence)
        self._sentence, self._echo = sentence, echo
        self.setToolTip(sentence)
        self.setAccessibleDescription(sentence or echo)
        if was_wrong != bool(sentence):
            self.setProperty("wrong", bool(sentence))
            restyle(self)
        self.update()

    # ------------------------------------------------------------ Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_hint()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_hint()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls, the number stays

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._judge(settled=True)
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        shows_echo = self._echo and (self.hasFocus() or "," in self._echo or self._overruled)
        if not self._sentence and not shows_echo:
            return
        painter = QPainter(self)
        mode = colours(self)
        inner = QRectF(self.rect()).adjusted(space(2), 0, -space(2), 0)
        if self._sentence:
            side = line_height() * 0.8
            mark = QRectF(inner.left(), inner.center().y() - side / 2, side, side)
            icons.draw(painter, mark, "problem", QColor(mode.problem))
        else:
            font = scaled_font(0.9)
            room = inner.width() - self.fontMetrics().horizontalAdvance(self.text()) - space(2)
            if QFontMetrics(font).horizontalAdvance(self._echo) <= room:
                painter.setFont(font)
                painter.setPen(QColor(mode.muted))
                painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, self._echo)
        painter.end()


def _written(raw: str) -> str:
    """A number of a register as people write it: ``622.398``; empty for blank."""
    number = parse_typed(raw)
    return "" if number is None else format_number(number, 6)


def _echo_of(text: str, number: Decimal) -> str:
    """How a text with one dot is read, which some mean otherwise: ``= 1234``, ``= 94,26``."""
    return f"= {document_text(number)}" if text.count(".") == 1 else ""
