"""A button that reads like a sentence and leads somewhere."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

# palette(link) follows a change of theme by itself
_SHEET = """
QPushButton { border: 1px solid transparent; background: transparent; color: palette(link);
  text-align: left; padding: 1px; margin: 0px 0px 0px -2px; }
QPushButton:hover { text-decoration: underline; background: transparent; }
QPushButton:pressed { background: transparent; }
QPushButton:focus { border: 1px solid palette(link); border-radius: 3px;
  margin: 0px 0px 0px -2px; }
"""


class LinkButton(QPushButton):
    """A flat button in the colour of links.

    Signals:
        opened(str): the code or page that it leads to.
    """

    opened = Signal(str)

    def __init__(self, text: str = "", code: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._code = code
        self.setFlat(True)
        self.setStyleSheet(_SHEET)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._on_clicked)

    def lead_to(self, text: str, code: str) -> None:
        """Show another sentence that leads elsewhere."""
        self.setText(text)
        self._code = code

    @Slot()
    def _on_clicked(self) -> None:
        self.opened.emit(self._code)
