"""A page of several parts, one shown at a time, each made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from kks_desktop.qt.theme import role_label, space

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent


class Sections(QWidget):
    """A title, a row of parts, and the part chosen; Ctrl+PgUp and Ctrl+PgDn go along them.

    Signals:
        open_requested(str): a part wants another place opened.
        intake_requested(object): a part wants files taken in.
    """

    open_requested = Signal(str)
    intake_requested = Signal(object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._made: dict[str, QWidget] = {}
        self.bar = QTabBar()
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setAccessibleName(title)
        self.bar.currentChanged.connect(self._on_chosen)
        self.stack = QStackedWidget()
        # a part may be taller than the window: it scrolls, the window does not grow
        self.stack.setMinimumSize(1, 1)
        self.title_label = role_label(title, "title")
        self._head = head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.setContentsMargins(space(6), space(4), space(6), 0)
        head.addWidget(self.title_label)
        head.addWidget(self.bar, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addLayout(head)
        column.addWidget(self.stack, 1)

    def add(self, key: str, title: str, make: Callable[[], QWidget]) -> None:
        """Add a part at the right; it is made when it is first shown."""
        self._makers[key] = make
        self.bar.blockSignals(True)  # a tab is chosen before it can be told which it is
        index = self.bar.addTab(title)
        self.bar.setTabData(index, key)
        self.bar.blockSignals(False)
        if index == 0:
            self._on_chosen(0)

    @property
    def current(self) -> QWidget | None:
        """The part on the screen."""
        return self.stack.currentWidget()

    def show_part(self, key: str) -> QWidget:
        """Bring a part to the front; stays where a typed text is refused."""
        for index in range(self.bar.count()):
            if self.bar.tabData(index) == key:
                self.bar.setCurrentIndex(index)
        return self._part(key)

    def has_part(self, key: str) -> bool:
        """Whether a part was made already."""
        return key in self._made

    def flush(self) -> bool:
        """Commit whatever is typed on any part; ``False`` if a text was refused."""
        taken = [part.flush() for part in self._made.values() if hasattr(part, "flush")]
        return all(taken)

    def tell(self, target: str, sentence: str) -> None:
        """Say what became of files that a part wanted taken in."""
        for part in self._made.values():
            tell = getattr(part, "tell_proof", None)
            if tell is not None:
                tell(target, sentence)

    def _part(self, key: str) -> QWidget:
        if key not in self._made:
            part = self._makers[key]()
            self._made[key] = part
            self.stack.addWidget(part)
            requested = getattr(part, "open_requested", None)
            if requested is not None:
                requested.connect(self._on_open_requested)
            files = getattr(part, "intake_requested", None)
            if files is not None:
                files.connect(self.intake_requested)
        return self._made[key]

    @Slot(str)
    def _on_open_requested(self, key: str) -> None:
        self.open_requested.emit(key)

    @Slot(int)
    def _on_chosen(self, index: int) -> None:
        wanted = self._part(str(self.bar.tabData(index)))
        shown = self.stack.currentWidget()
        if shown not in (None, wanted) and not self.flush():
            for other, part in self._made.items():
                if part is shown:
                    self.show_part(other)
            return
        self.stack.setCurrentWidget(wanted)

    # ------------------------------------------------------------ Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the parts below the title where they do not fit beside it."""
        super().resizeEvent(event)
        wanted = self.title_label.sizeHint().width() + self.bar.sizeHint().width() + space(18)
        beside = wanted <= self.width()
        way = QBoxLayout.Direction
        self._head.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._head.setSpacing(space(6 if beside else 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.bar.setCurrentIndex((self.bar.currentIndex() + step) % self.bar.count())
            return
        super().keyPressEvent(event)
