"""The proof of the indicator that the editor shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from kks_desktop.domain.evidence import NOT_NEEDED
from kks_desktop.domain.instrument import YEARS
from kks_desktop.qt.checklist import Checklist
from kks_desktop.services.session import Edit

if TYPE_CHECKING:
    from kks_desktop.domain.evidence import Proof
    from kks_desktop.domain.instrument import Indicator
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.widgets.evidence_list import EvidenceList


class EditorProof(Checklist):
    """An indicator's checklist; an item of it can be declared not needed."""

    def __init__(self, view: EvidenceList, bridge: SessionBridge, parent: QObject) -> None:
        super().__init__(view, bridge, parent)
        info, instrument = bridge.session.info, bridge.session.instrument
        self._years = frozenset(instrument.data_year(year, info.year) for year in YEARS)
        view.excused.connect(self._on_excused)
        view.typed.connect(self._on_reason_typed)

    def show(self, indicator: Indicator) -> None:
        """Show the checklist of another indicator."""
        self.show_target(indicator.code)

    def flush(self) -> None:
        """Hand over a reason that is being typed."""
        self._view.flush()

    def refresh(self) -> None:
        """Show the checklist as it is now."""
        read_only = self._bridge.session.read_only
        self._view.show_proof(self._proof(), read_only=read_only, wanted=self._years)

    def _proof(self) -> Proof:
        return self._bridge.proofs.proof(self.target)

    def _concerns(self, code: str, field: str) -> bool:
        return code == self.target or super()._concerns(code, field)

    @Slot(str, str)
    def _on_reason_typed(self, item: str, reason: str) -> None:
        field = f"{NOT_NEEDED}/{item}"
        if reason.strip():
            self._bridge.note_typed(self.target, field, reason)
        else:
            self._bridge.note_untyped(self.target, field)

    @Slot(str, str)
    def _on_excused(self, item: str, reason: str) -> None:
        edit = Edit(self.target, f"{NOT_NEEDED}/{item}", reason)
        self._bridge.commit([edit], self.tr("Bukti tidak diperlukan {0}").format(self.target))
