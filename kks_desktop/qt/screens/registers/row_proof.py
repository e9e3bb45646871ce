"""The files of the row in front: shown beside the sheet, dropped there, taken off there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kks_desktop.domain.evidence import evidence_code, row_proof, use_field
from kks_desktop.domain.registers import ROW_PROOF, Register
from kks_desktop.qt.intake import Intake
from kks_desktop.qt.theme import chars, role_label, space
from kks_desktop.qt.widgets.evidence_list import EvidenceList
from kks_desktop.services.session import Edit

if TYPE_CHECKING:
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.services.session import Change


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
        self._bridge = bridge
        self._wanted = ROW_PROOF[register.id]
        self._code = ""
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
        self.list.dropped.connect(self._on_dropped)
        self.list.added.connect(self._on_added)
        self.list.opened.connect(self._on_opened)
        self.list.removed.connect(self._on_removed)
        bridge.changed.connect(self._on_changed)
        self.show_row("", "")

    def show_row(self, code: str, name: str) -> None:
        """Show the files of a row; empty for none."""
        self._code = code
        self.list.tell("")
        words = self.tr("Baris: {0}").format(name)
        self._name_label.setText(words if code else self.tr("Pilih satu baris."))
        self.list.setVisible(bool(code))
        self._refresh()

    def tell(self, target: str, sentence: str) -> None:
        """Say what became of files taken in, if their row is still in front."""
        if target and target == self._code:
            self.list.tell(sentence)

    def _refresh(self) -> None:
        if self._code:
            proof = row_proof(self._code, self._wanted, self._bridge.proofs.uses)
            read_only = self._bridge.session.read_only
            self.list.show_proof(proof, read_only=read_only, excusable=False)

    @Slot(str, object)
    def _on_dropped(self, item: str, paths: object) -> None:
        if isinstance(paths, list):
            self.intake_requested.emit(Intake(self._code, item, tuple(paths)))

    @Slot(str)
    def _on_added(self, item: str) -> None:
        self.intake_requested.emit(Intake(self._code, item))

    @Slot(str)
    def _on_opened(self, sha256: str) -> None:
        self.open_requested.emit(evidence_code(sha256))

    @Slot(str, str)
    def _on_removed(self, item: str, sha256: str) -> None:
        edit = Edit(evidence_code(sha256), use_field(self._code, item), "")
        self._bridge.commit([edit], self.tr("Lepaskan bukti"))

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if any(code.startswith("bukti:") for code, _ in change.keys):
            self._refresh()
