"""The fields that say where a bundle goes, and the passphrase that signs it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot

from kks_desktop.qt.folders import folder_words, offered_folders, space_words
from kks_desktop.qt.widgets.form_looks import reveal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.forms.ui_sending import Ui_SendingPage


class TargetForm(QObject):
    """The offered folders, any other one, and the passphrase."""

    def __init__(
        self, ui: Ui_SendingPage, dialogs: Dialogs, last_folder: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._ui = ui
        self._dialogs = dialogs
        self._page = parent
        self.last_folder = last_folder
        ui.folder_combo.currentIndexChanged.connect(self._on_folder_changed)
        ui.folder_button.clicked.connect(self._on_folder_clicked)
        ui.reveal_check.toggled.connect(self._on_reveal_toggled)

    @property
    def folder(self) -> Path | None:
        """The chosen folder."""
        chosen = self._ui.folder_combo.currentData()
        return chosen if isinstance(chosen, Path) else None

    @property
    def passphrase(self) -> str:
        """What was typed."""
        return self._ui.passphrase_edit.text()

    def problem(self) -> str:
        """What is still missing, as a sentence; empty if nothing."""
        if self.folder is None:
            return self.tr("Pilih dahulu folder tujuannya.")
        return "" if self.passphrase else self.tr("Isi sandi pengesahan.")

    def offer(self) -> None:
        """List the folders that are there now, keeping the one that was chosen."""
        chosen = self.folder
        self._ui.folder_combo.clear()
        for folder in offered_folders(self.last_folder):
            self._ui.folder_combo.addItem(folder_words(folder), folder)
        if chosen is not None:
            self.choose(chosen)

    def choose(self, folder: Path) -> None:
        """Choose a folder, which need not be among those offered."""
        combo = self._ui.folder_combo
        known = [combo.itemData(row) for row in range(combo.count())]
        if folder not in known:
            combo.insertItem(0, folder_words(folder), folder)
            known.insert(0, folder)
        combo.setCurrentIndex(known.index(folder))
        self._ui.passphrase_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Leave no passphrase behind."""
        self._ui.passphrase_edit.clear()
        self._ui.reveal_check.setChecked(False)

    @Slot()
    def _on_folder_changed(self) -> None:
        folder = self.folder
        self._ui.space_label.setText(space_words(folder) if folder is not None else "")

    @Slot()
    def _on_folder_clicked(self) -> None:
        title = self.tr("Simpan berkas usulan ke")
        self._dialogs.ask_folder(self._page, title, self.folder, self.choose)

    @Slot(bool)
    def _on_reveal_toggled(self, shown: bool) -> None:
        reveal(self._ui.passphrase_edit, shown=shown)
