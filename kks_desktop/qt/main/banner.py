"""A strip across the window for what a person must not overlook."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from kks_desktop.qt.theme import restyle, space


class Banner(QFrame):
    """One sentence with a mark, and perhaps one thing to do about it.

    Signals:
        acted: the button was pressed.
        closed: a person has read it and wants it out of the way.
    """

    acted = Signal()
    closed = Signal()

    def __init__(self, mark: str, kind: str = "silent", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("banner", kind)
        self._own = (mark, kind)
        self._mark = QLabel(mark)
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._button = QPushButton()
        self._button.clicked.connect(self._on_clicked)
        self._close = QPushButton(self.tr("Tutup"))
        self._close.clicked.connect(self._on_close_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(space(3), space(1), space(3), space(1))
        row.setSpacing(space(2))
        row.addWidget(self._mark)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown; empty while hidden."""
        return self._text.text() if not self.isHidden() else ""

    def show_text(
        self, sentence: str, action: str = "", *, closable: bool = False, good: bool = False
    ) -> None:
        """Show a sentence; an empty one hides the strip. ``good`` news look like good news."""
        mark, kind = ("✓", "accent") if good else self._own
        if self.property("banner") != kind:
            self.setProperty("banner", kind)
            restyle(self)
        self._mark.setText(mark)
        self._text.setText(sentence)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self._close.setVisible(closable)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))

    @Slot()
    def _on_clicked(self) -> None:
        self.acted.emit()

    @Slot()
    def _on_close_clicked(self) -> None:
        self.show_text("")
        self.closed.emit()


def standing_banners(sentences: Iterable[str]) -> list[Banner]:
    """A strip for each sentence that holds for the whole run."""
    banners = []
    for sentence in filter(None, sentences):
        banner = Banner("◐", "silent")
        banner.show_text(sentence)
        banners.append(banner)
    return banners
