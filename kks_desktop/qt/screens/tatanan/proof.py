"""The proof of the indicator that the editor shows: what is dropped, picked, taken off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kks_desktop.domain.evidence import NOT_NEEDED, evidence_code, use_field
from kks_desktop.domain.instrument import YEARS
from kks_desktop.qt.intake import Intake
from kks_desktop.services.session import Edit

if TYPE_CHECKING:
    from kks_desktop.domain.instrument import Indicator
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.widgets.evidence_list import EvidenceList
    from kks_desktop.services.session import Change


class EditorProof(QObject):
    """Keeps an indicator's checklist and the session the same.

    Signals:
        intake_requested(object): an ``Intake``: files are to be taken in.
        open_requested(str): a file is to be looked at (``bukti:<sha256>``).
    """

    intake_requested = Signal(object)
    open_requested = Signal(str)

    def __init__(self, view: EvidenceList, bridge: SessionBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._bridge = bridge
        self._code = ""
        info, instrument = bridge.session.info, bridge.session.instrument
        self._wanted = frozenset(instrument.data_year(year, info.year) for year in YEARS)
        view.dropped.connect(self._on_dropped)
        view.added.connect(self._on_added)
        view.opened.connect(self._on_opened)
        view.removed.connect(self._on_removed)
        view.excused.connect(self._on_excused)
        bridge.changed.connect(self._on_changed)

    def show(self, indicator: Indicator) -> None:
        """Show the checklist of another indicator."""
        self.flush()
        self._code = indicator.code
        self._view.tell("")
        self._refresh()

    def flush(self) -> None:
        """Hand over a reason that is being typed."""
        self._view.flush()

    def tell(self, target: str, sentence: str) -> None:
        """Say what became of files taken in, if their indicator is still in view."""
        if target == self._code:
            self._view.tell(sentence)

    def _refresh(self) -> None:
        proof = self._bridge.proofs.proof(self._code)
        self._view.show_proof(proof, read_only=self._bridge.session.read_only, wanted=self._wanted)

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
        self.flush()
        edit = Edit(evidence_code(sha256), use_field(self._code, item), "")
        self._bridge.commit([edit], self.tr("Lepaskan bukti {0}").format(self._code))

    @Slot(str, str)
    def _on_excused(self, item: str, reason: str) -> None:
        edit = Edit(self._code, f"{NOT_NEEDED}/{item}", reason)
        self._bridge.commit([edit], self.tr("Bukti tidak diperlukan {0}").format(self._code))

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if not self._code:
            return
        own = f"/{self._code}/"
        for code, field in change.keys:
            if code == self._code or own in field or code.startswith(("bukti:", "opd:")):
                self._refresh()
                return
