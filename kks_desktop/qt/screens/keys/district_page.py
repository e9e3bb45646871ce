"""The page ``Kunci`` of a kabupaten/kota."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from kks_desktop.qt.screens.keys.own_key import OwnKeyPart
from kks_desktop.qt.screens.keys.papers_part import PapersPart
from kks_desktop.qt.screens.keys.root_part import RootPart
from kks_desktop.qt.theme import role_label
from kks_desktop.qt.widgets.form_looks import show_column
from kks_desktop.services.keyring import keyring_of
from kks_desktop.services.keys import own_keys, roles_of

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import TaskRunner
    from kks_desktop.services.workspace import Workspace


class DistrictKeysPage(QScrollArea):
    """Keys of this office, the province's root key, and what the province sent."""

    def __init__(
        self,
        workspace: Workspace,
        runner: TaskRunner,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.keys = {
            role: OwnKeyPart(workspace, runner, dialogs, role) for role in roles_of(workspace)
        }
        self.root = RootPart(workspace, runner, dialogs)
        self.papers = PapersPart(workspace, runner, dialogs)
        rows = QVBoxLayout()
        rows.addWidget(role_label(self.tr("Kunci"), "title"))
        why = self.tr(
            "Kunci pengesahan membuktikan dari kantor mana sebuah berkas berasal dan bahwa isinya "
            "tidak berubah di jalan."
        )
        rows.addWidget(role_label(why, "muted", wrap=True))
        for part in (*self.keys.values(), self.root, self.papers):
            rows.addWidget(part)
            part.changed.connect(self._on_changed)
        rows.addStretch(1)
        show_column(self, rows, 108)

    def refresh(self) -> None:
        """Show everything as it is now."""
        self._show_keys()
        self.root.refresh()
        self.papers.refresh()

    def _show_keys(self) -> None:
        keyring = keyring_of(self._workspace)
        for own in own_keys(self._workspace):
            self.keys[own.role].show_key(own, keyring)

    @Slot()
    def _on_changed(self) -> None:
        self._show_keys()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.refresh()
