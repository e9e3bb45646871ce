"""A list at the left, and at the right what there is of the one in front."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QWidget

from kks_desktop.qt.theme import chars


def list_beside(
    left: QWidget, right: QWidget, widths: tuple[int, int], least: int = 0
) -> QSplitter:
    """Both beside each other; ``widths`` in characters at first, both grow with the window.

    The right side is never narrower than ``least`` characters.
    """
    # a low window scrolls this side rather than squeezing it
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setMinimumWidth(chars(least))
    scroll.setWidget(right)
    split = QSplitter(Qt.Orientation.Horizontal)
    split.setChildrenCollapsible(False)
    split.setHandleWidth(1)
    split.addWidget(left)
    split.addWidget(scroll)
    split.setStretchFactor(0, 2)
    split.setStretchFactor(1, 3)
    split.setSizes([chars(width) for width in widths])
    return split
