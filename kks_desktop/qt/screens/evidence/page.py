"""Bukti: the library of all proof, and the sheets by which heads of agencies validate it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from kks_desktop.domain.registers import AGENCY, EVIDENCE
from kks_desktop.qt.pause import PAUSE_MS
from kks_desktop.qt.screens.evidence.list_part import ListPart
from kks_desktop.qt.screens.evidence.validation_part import ValidationPart
from kks_desktop.qt.widgets.sections import Sections

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import TaskRunner
    from kks_desktop.services.evidence import EvidenceDesk, TakenFile
    from kks_desktop.services.workspace import Workspace

FILES, SHEETS = "berkas", "pengesahan"


class EvidencePage(Sections):
    """The parts of the library.

    Signals:
        checked(object): files found damaged, by SHA-256.
    """

    checked = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        desk: EvidenceDesk,
        bridge: SessionBridge,
        runner: TaskRunner,
        dialogs: Dialogs,
        parent: QWidget | None = None,
        pause_ms: int = PAUSE_MS,
    ) -> None:
        super().__init__("Bukti dukung", parent)
        self._make_sheets = partial(
            ValidationPart, workspace, bridge, runner, dialogs, pause_ms=pause_ms
        )
        self.list = ListPart(desk, bridge, runner, dialogs, None, pause_ms)
        self.list.checked.connect(self.checked)
        self.add(FILES, self.tr("Berkas"), lambda: self.list)
        self.add(SHEETS, self.tr("Pengesahan Kepala OPD"), self._make_sheets)

    @property
    def validation(self) -> ValidationPart:
        """The part with the sheets; made when it is first wanted."""
        part = self._part(SHEETS)
        assert isinstance(part, ValidationPart)
        return part

    def show_code(self, code: str) -> None:
        """Bring a file, or the sheet of an OPD, to the front."""
        name, _, row = code.partition(":")
        if name == EVIDENCE:
            self.show_part(FILES)
            self.list.select(row)
        else:
            self.show_part(SHEETS)
            self.validation.show_agency(row)

    def sheet_taken(self, target: str, taken: Sequence[TakenFile], visit: str) -> None:
        """A scan came in for an OPD: it is the signed sheet of the last print."""
        if target.startswith(f"{AGENCY}:") and taken:
            self.validation.sheet_taken(target.partition(":")[2], taken[0].sha256, visit)

    def set_damaged(self) -> None:
        """Show again what rests on files, after some were found damaged or sound."""
        if self.has_part(SHEETS):
            self.validation.refresh()
