"""The page ``Kunci & pendaftaran`` of a province."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kks_desktop.qt.screens.keys.enrol_tab import EnrolTab
from kks_desktop.qt.screens.keys.keyring_tab import KeyringTab
from kks_desktop.qt.screens.keys.province_keys_tab import ProvinceKeysTab
from kks_desktop.qt.widgets.sections import Sections

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import TaskRunner
    from kks_desktop.services.workspace import Workspace

ENROLMENT, KEYRING, OWN_KEYS = "pendaftaran", "daftar", "provinsi"


class ProvinceKeysPage(Sections):
    """The districts' keys, the keyring, the province's own keys."""

    def __init__(
        self,
        workspace: Workspace,
        runner: TaskRunner,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Kunci & pendaftaran", parent)
        for key, title, part in (
            (ENROLMENT, self.tr("Kunci kabupaten/kota"), EnrolTab),
            (KEYRING, self.tr("Daftar kunci"), KeyringTab),
            (OWN_KEYS, self.tr("Kunci provinsi"), ProvinceKeysTab),
        ):
            self.add(key, title, partial(part, workspace, runner, dialogs))
