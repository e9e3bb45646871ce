"""What a .ui file cannot say without pixels: fonts of text roles, and widths from the font."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from kks_desktop.qt.theme import chars, scaled_font

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

COLUMN = 76
"""Widest column of text, in digits; longer lines are hard to read."""


def dress(root: QWidget) -> None:
    """Give every label of a form the font of its role, and make all of them plain text."""
    for label in root.findChildren(QLabel):
        role = label.property("role")
        if label.textFormat() is Qt.TextFormat.AutoText:
            label.setTextFormat(Qt.TextFormat.PlainText)
        if role == "title":
            label.setFont(scaled_font(1.3, bold=True))
        elif role == "heading":
            label.setFont(scaled_font(1.08, bold=True))


def limit_column(column: QWidget, width: int = COLUMN) -> None:
    """Keep a centred column from growing wider than reading is easy."""
    column.setMaximumWidth(chars(width))


def enter_goes_on(root: QWidget, event: QKeyEvent, button: QPushButton) -> bool:
    """Let Enter press the button that has the focus, or else the one that leads on."""
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    focused = root.focusWidget()
    pressed = focused if isinstance(focused, QPushButton) else button
    if pressed.isVisible():
        pressed.click()
    return True


def set_role(label: QLabel, role: str) -> None:
    """Give a label another role, in the colour of the theme."""
    label.setProperty("role", role)
    label.style().unpolish(label)
    label.style().polish(label)
