"""What a .ui file cannot say: plain text everywhere, widths from the font, Enter that goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kks_desktop.qt.theme import chars, restyle, space

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

COLUMN = 76
"""Widest column of text, in digits; longer lines are hard to read."""


def dress(root: QWidget) -> None:
    """Make every label of a form plain text: what it shows may come from a file."""
    for label in root.findChildren(QLabel):
        if label.textFormat() is Qt.TextFormat.AutoText:
            label.setTextFormat(Qt.TextFormat.PlainText)


def limit_column(column: QWidget, width: int = COLUMN) -> None:
    """Keep a centred column from growing wider than reading is easy."""
    column.setMaximumWidth(chars(width))


def show_column(area: QScrollArea, rows: QVBoxLayout, width: int = COLUMN) -> None:
    """Make ``rows`` the content of a page: one column that is easy to read, and scrolls."""
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    body = QWidget()
    column = QWidget(body)
    limit_column(column, width)
    outer = QHBoxLayout(body)
    outer.setContentsMargins(space(6), space(5), space(6), space(5))
    outer.addWidget(column, 1)
    outer.addStretch(0)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(space(3))
    column.setLayout(rows)
    area.setWidget(body)


def enter_goes_on(root: QWidget, event: QKeyEvent, button: QPushButton) -> bool:
    """Let Enter press the button that has the focus, or else the one that leads on."""
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    focused = root.focusWidget()
    pressed = focused if isinstance(focused, QPushButton) else button
    if pressed.isVisible():
        pressed.click()
    return True


def reveal(edit: QLineEdit, *, shown: bool) -> None:
    """Show or hide what a passphrase field holds."""
    edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


def set_role(label: QLabel, role: str) -> None:
    """Give a label another role, in the colour of the theme."""
    label.setProperty("role", role)
    restyle(label)


def repaint_links(label: QLabel) -> None:
    """Give the links of a label the colour of the theme: Qt keeps that of when they were set."""
    words = label.text()
    label.setText("")
    label.setText(words)
