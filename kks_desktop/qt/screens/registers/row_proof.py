"""The files of the row in front: shown beside the sheet, dropped there, taken off there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kks_desktop.domain.registers import ROW_PROOF, Register
from kks_desktop.qt.checklist import Checklist
from kks_desktop.qt.theme import chars, role_label, space
from kks_desktop.qt.widgets.evidence_list import EvidenceList

if TYPE_CHECKING:
    from kks_desktop.qt.bridge import SessionBridge


class RowProof(QScrollArea):
    """The proof of one row of a register.

    Signals:
        intake_requested(object): files are to be taken in (``Intake``).
        open_requested(str): a file is to be looked at.
    """

    intake_requested = Signal(object)
    open_requested = Signal(str)

    def __init__(
        self, bridge: SessionBridge, register: Register, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumWidth(chars(30))
        self._name_label = role_label("", "muted", wrap=True)
        self.list = EvidenceList()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(space(3), 0, space(2), 0)
        column.addWidget(self._name_label)
        column.addWidget(self.list)
        column.addStretch()
        self.setWidget(body)
        self._checklist = Checklist(self.list, bridge, self, ROW_PROOF[register.id])
        self._checklist.intake_requested.connect(self.intake_requested)
        self._checklist.open_requested.connect(self.open_requested)
        self.show_row("", "")

    def show_row(self, code: str, name: str) -> None:
        """Show the files of a row; empty for none."""
        words = self.tr("Baris: {0}").format(name)
        self._name_label.setText(words if code else self.tr("Pilih satu baris."))
        self.list.setVisible(bool(code))
        self._checklist.show_target(code)

    def tell(self, target: str, sentence: str) -> None:
        """Say what became of files taken in, if their row is still in front."""
        self._checklist.tell(target, sentence)
