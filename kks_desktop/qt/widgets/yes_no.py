"""A yes/no answer as two toggles that may both be off: unanswered is not no."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from kks_desktop.qt.theme import chars, colours, role_label, space

YES, NO = "ya", "tidak"


class YesNoField(QWidget):
    """Ya or Tidak; Y, T and the arrows choose, Delete clears, a second click clears.

    Signals:
        edited: a person changed the answer; carries the field's key.
        entered: focus came in; carries the key.
        left: focus went away; carries the key.
    """

    edited = Signal(str)
    entered = Signal(str)
    left = Signal(str)

    def __init__(self, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._raw = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(3,) * 4)  # the focus ring
        row.setSpacing(space())
        self.yes_button = self._button(self.tr("Ya"))
        self.no_button = self._button(self.tr("Tidak"))
        self.yes_button.clicked.connect(self._on_yes_clicked)
        self.no_button.clicked.connect(self._on_no_clicked)
        row.addWidget(self.yes_button)
        row.addWidget(self.no_button)
        self.hint_label = role_label("", "muted")
        self.hint_label.hide()
        row.addSpacing(space())
        row.addWidget(self.hint_label)
        row.addStretch()

    def _button(self, text: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setCheckable(True)
        button.setProperty("segment", True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setMinimumWidth(chars(8))
        return button

    def raw(self) -> str:
        """``ya``, ``tidak`` or empty."""
        return self._raw

    def set_raw(self, raw: str) -> None:
        """Show a stored answer; no signal."""
        self._raw = raw
        self.yes_button.setChecked(raw == YES)
        self.no_button.setChecked(raw == NO)
        words = {YES: self.tr("Ya"), NO: self.tr("Tidak")}
        self.setAccessibleDescription(words.get(raw, self.tr("Belum dijawab")))

    def set_hint(self, words: str) -> None:
        """Say what counts while nobody has answered; empty for nothing."""
        if words != self.hint_label.text():
            self.hint_label.setText(words)
            self.hint_label.setVisible(bool(words))

    def choose(self, raw: str) -> None:
        """Answer as a person does; the same answer again clears it."""
        self.set_raw("" if raw == self._raw else raw)
        self.edited.emit(self.key)

    @Slot()
    def _on_yes_clicked(self) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.choose(YES)

    @Slot()
    def _on_no_clicked(self) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.choose(NO)

    # ------------------------------------------------------------ Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = {
            Qt.Key.Key_Y: YES,
            Qt.Key.Key_Left: YES,
            Qt.Key.Key_T: NO,
            Qt.Key.Key_Right: NO,
            Qt.Key.Key_Delete: "",
            Qt.Key.Key_Backspace: "",
        }
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in wanted and self.isEnabled():
            if wanted[key] != self._raw:
                self.choose(wanted[key] or self._raw)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextPrevChild(True)
        elif plain and key == Qt.Key.Key_Space:
            self.choose(NO if self._raw == YES else YES)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        self.entered.emit(self.key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
        self.left.emit(self.key)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours(self).accent), 2))
        ring = QRectF(self.yes_button.geometry().united(self.no_button.geometry()))
        painter.drawRoundedRect(ring.adjusted(-3, -3, 3, 3), space() + 3, space() + 3)
        painter.end()
