"""The line at the top: which assessment this is, the search, the menu."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from kks_desktop.domain.instrument import Instrument
from kks_desktop.qt import icons
from kks_desktop.qt.theme import chars, colours, line_height, role_label, scaled_font, space
from kks_desktop.qt.widgets.saved_label import SavedLabel
from kks_desktop.qt.wording import revision_words
from kks_desktop.services.session import AssessmentInfo


class Header(QWidget):
    """Title, save state, search button and menu button.

    Signals:
        search_requested: the search button was pressed.
    """

    search_requested = Signal()

    def __init__(self, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setFont(scaled_font(1.08, bold=True))
        self._details = role_label("", "muted")
        self.saved = SavedLabel()
        self.saved.setMinimumWidth(chars(22))
        self.search_button = QPushButton(self.tr("Cari (Ctrl+F)"))
        self.search_button.clicked.connect(self._on_search_clicked)
        self.menu_button = QToolButton()
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(menu)
        self.menu_button.setAccessibleName(self.tr("Menu"))
        self.menu_button.setToolTip(self.tr("Menu (Alt+M)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(space(4), space(2), space(3), space(2))
        row.setSpacing(space(2))
        row.addWidget(self._title)
        row.addWidget(self._details)
        row.addStretch(1)
        row.addWidget(self.saved)
        row.addWidget(self.search_button)
        row.addWidget(self.menu_button)
        self.paint_icons()

    def show_assessment(self, info: AssessmentInfo, instrument: Instrument) -> None:
        """Name the region, the year and the two data years."""
        self._title.setText(info.region_name)
        before = instrument.data_year("lalu", info.year)
        now = instrument.data_year("kini", info.year)
        words = self.tr("Penilaian {} (data {} | {})").format(info.year, before, now)
        self._details.setText(words)

    def show_revision(self, revision: int, *, draft: bool) -> None:
        """Add which revision this is, and whether it was changed since it was sent."""
        words = revision_words(revision)
        words = words[:1].upper() + words[1:]
        if draft:
            words = self.tr("{} (draf)").format(words)
        base = self._details.text().split(" · ")[0]
        self._details.setText(f"{base} · {words}")

    def paint_icons(self) -> None:
        """Draw the icons in the colours of the theme."""
        colour = QColor(colours(self).text)
        side = line_height()
        self.menu_button.setIcon(icons.icon("menu", colour, side))
        self.search_button.setIcon(icons.icon("search", colour, side))

    @Slot()
    def _on_search_clicked(self) -> None:
        self.search_requested.emit()
