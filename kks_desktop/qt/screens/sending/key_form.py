"""The fields with which the signing key is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from kks_desktop.qt.widgets.form_looks import reveal
from kks_desktop.services.sending import passphrase_strength

if TYPE_CHECKING:
    from kks_desktop.qt.forms.ui_sending import Ui_SendingPage
    from kks_desktop.services.sending import Strength


class KeyForm(QObject):
    """Name, passphrase twice, how strong it is, and whether it can be seen."""

    def __init__(self, ui: Ui_SendingPage, region_name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._ui = ui
        self._region_name = region_name
        ui.first_edit.textEdited.connect(self._on_passphrase_edited)
        ui.show_check.toggled.connect(self._on_show_toggled)

    @property
    def person(self) -> str:
        """Who holds the key."""
        return self._ui.person_edit.text().strip()

    @property
    def passphrase(self) -> str:
        """What was typed first."""
        return self._ui.first_edit.text()

    def problem(self) -> str:
        """What is still wrong, as a sentence; empty if nothing."""
        if not self.person:
            return self.tr("Isi nama pemegang kunci; nama ini tercetak pada kartu kunci.")
        if not self.passphrase:
            return self.tr("Isi sandi pengesahan.")
        if not self._strength(self.passphrase).enough:
            return self.tr("Sandi terlalu mudah ditebak; pakai beberapa kata yang tidak biasa.")
        if self.passphrase != self._ui.second_edit.text():
            return self.tr("Kedua sandi belum sama; ketik ulang yang kedua.")
        return ""

    def wants_second(self) -> bool:
        """Go to the second passphrase if the first is fine and the second not yet typed."""
        wanted = not self._ui.second_edit.text() and self._strength(self.passphrase).enough
        if wanted:
            self._ui.second_edit.setFocus()
        return wanted

    def clear(self) -> None:
        """Leave no passphrase behind."""
        self._ui.first_edit.clear()
        self._ui.second_edit.clear()
        self._ui.show_check.setChecked(False)
        self._ui.strength_bar.setValue(0)
        self._ui.strength_label.clear()

    def _strength(self, passphrase: str) -> Strength:
        return passphrase_strength(passphrase, (self._region_name, self.person))

    @Slot(str)
    def _on_passphrase_edited(self, passphrase: str) -> None:
        strength = self._strength(passphrase)
        self._ui.strength_bar.setValue(strength.score)
        self._ui.strength_label.setText(strength.words.capitalize() if passphrase else "")

    @Slot(bool)
    def _on_show_toggled(self, shown: bool) -> None:
        reveal(self._ui.first_edit, shown=shown)
        reveal(self._ui.second_edit, shown=shown)
