"""A heading that folds what is under it away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QToolButton, QVBoxLayout, QWidget

from kks_desktop.qt.theme import space


class FoldingSection(QWidget):
    """A title to click with a body that it shows or hides; folded at first.

    Signals:
        toggled: it was opened or folded; carries whether it is open.
    """

    toggled = Signal(bool)

    def __init__(
        self, title: str, parent: QWidget | None = None, buttons: QBoxLayout | None = None
    ) -> None:
        """With ``buttons`` the heading stands in that layout, beside others."""
        super().__init__(parent)
        self._apart = buttons is not None
        self.button = QToolButton(self)
        self.button.setText(title)
        self.button.setCheckable(True)
        self.button.setArrowType(Qt.ArrowType.RightArrow)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setProperty("fold", True)
        self.button.toggled.connect(self._on_toggled)
        self.body = QWidget(self)
        self.body_layout = QVBoxLayout(self.body)
        self.body_layout.setContentsMargins(space(4), 0, 0, space(2))
        self.body_layout.setSpacing(space())
        self.body.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space())
        if buttons is None:
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            buttons.addWidget(self.button)
            self.hide()
        column.addWidget(self.body)

    @property
    def is_open(self) -> bool:
        """Whether the body is shown."""
        return self.button.isChecked()

    def set_open(self, is_open: bool) -> None:
        """Open or fold it."""
        self.button.setChecked(is_open)

    def set_title(self, title: str) -> None:
        """Change the heading."""
        self.button.setText(title)

    @Slot(bool)
    def _on_toggled(self, is_open: bool) -> None:
        self.button.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self.body.setVisible(is_open)
        if self._apart:
            self.setVisible(is_open)
        self.toggled.emit(is_open)
