"""The window of the first start, and the one that says why data cannot be opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from kks_desktop.qt.screens.setup.restoring import RestorePanel
from kks_desktop.qt.screens.setup.wizard import SetupWizard
from kks_desktop.qt.theme import chars, fill_screen, line_height, role_label, space
from kks_desktop.qt.widgets.card import Card

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from kks_desktop.domain.instrument import Instrument
    from kks_desktop.qt.dialogs import Dialogs


class SetupWindow(QWidget):
    """Holds the wizard and what brings a backup back; a warning may stand above them."""

    def __init__(
        self, instrument: Instrument, warning: str, data: Path, dialogs: Dialogs | None = None
    ) -> None:
        super().__init__()
        self.setWindowTitle("KKS Desktop")
        self.wizard = SetupWizard(instrument)
        self.restoring = RestorePanel(data, dialogs)
        self._parts = QStackedWidget()
        self._parts.addWidget(self.wizard)
        self._parts.addWidget(self.restoring)
        self.wizard.restore_requested.connect(self._on_restore)
        self.restoring.turned_away.connect(self._on_turned_away)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if warning:
            label = role_label(f"▲ {warning}", "silent", wrap=True)
            label.setContentsMargins(space(4), space(2), space(4), space(2))
            column.addWidget(label)
        column.addWidget(self._parts, 1)
        fill_screen(self)

    @Slot()
    def _on_restore(self) -> None:
        self._parts.setCurrentWidget(self.restoring)
        self.restoring.start()

    @Slot()
    def _on_turned_away(self) -> None:
        self._parts.setCurrentWidget(self.wizard)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.restoring.shut_down()
        super().closeEvent(event)


class RefusalWindow(QWidget):
    """One sentence why the data folder was not opened, and where it lies."""

    def __init__(self, sentence: str, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.setWindowTitle("KKS Desktop")
        card = Card(tone="problem")
        card.setMaximumWidth(chars(80))
        inner = QVBoxLayout(card)
        inner.setContentsMargins(space(6), space(5), space(6), space(5))
        inner.setSpacing(space(3))
        inner.addWidget(role_label(self.tr("Data belum dapat dibuka"), "title"))
        inner.addWidget(role_label(sentence, "", wrap=True))
        inner.addWidget(role_label(self.tr("Folder data: {}").format(folder), "muted", wrap=True))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        show = QPushButton(self.tr("Buka foldernya"))
        show.clicked.connect(self._on_show_clicked)
        leave = QPushButton(self.tr("Tutup"))
        leave.setProperty("primary", True)
        leave.clicked.connect(self.close)
        buttons.addWidget(show)
        buttons.addWidget(leave)
        inner.addLayout(buttons)
        column = QVBoxLayout(self)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        self.resize(chars(110), line_height() * 26)

    @Slot()
    def _on_show_clicked(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
