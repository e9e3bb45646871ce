"""A checklist of proof and the session: what is dropped, picked, looked at, taken off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kks_desktop.domain.evidence import Use, evidence_code, row_proof
from kks_desktop.qt.intake import Intake
from kks_desktop.services.attaching import detach

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kks_desktop.domain.columns import Choice
    from kks_desktop.domain.evidence import Proof
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.widgets.evidence_list import EvidenceList
    from kks_desktop.services.session import Change


class Checklist(QObject):
    """Keeps the files of one target and an ``EvidenceList`` the same.

    Signals:
        intake_requested(object): an ``Intake``: files are to be taken in.
        open_requested(str): a file is to be looked at (``bukti:<sha256>``).
    """

    intake_requested = Signal(object)
    open_requested = Signal(str)

    def __init__(
        self,
        view: EvidenceList,
        bridge: SessionBridge,
        parent: QObject,
        wanted: Sequence[Choice] = (),
    ) -> None:
        """``wanted`` are the items of a target that is no indicator."""
        super().__init__(parent)
        self.target = ""
        self._view = view
        self._bridge = bridge
        self._wanted = wanted
        view.dropped.connect(self._on_dropped)
        view.added.connect(self._on_added)
        view.opened.connect(self._on_opened)
        view.removed.connect(self._on_removed)
        bridge.changed.connect(self._on_changed)

    def show_target(self, target: str) -> None:
        """Show the files of another target; empty for none."""
        self._view.flush()
        self.target = target
        self._view.tell("")
        if target:
            self.refresh()

    def tell(self, target: str, sentence: str) -> None:
        """Say what became of files taken in, if their target is still in view."""
        if target and target == self.target:
            self._view.tell(sentence)

    def refresh(self) -> None:
        """Show the files as they are now."""
        read_only = self._bridge.session.read_only
        self._view.show_proof(self._proof(), read_only=read_only, excusable=False)

    def _proof(self) -> Proof:
        return row_proof(self.target, self._wanted, self._bridge.proofs.uses)

    def _concerns(self, code: str, field: str) -> bool:
        """Whether a change can change what is shown."""
        return code.startswith(("bukti:", "opd:"))

    @Slot(str, object)
    def _on_dropped(self, item: str, paths: object) -> None:
        if isinstance(paths, list):
            self.intake_requested.emit(Intake(self.target, item, tuple(paths)))

    @Slot(str)
    def _on_added(self, item: str) -> None:
        self.intake_requested.emit(Intake(self.target, item))

    @Slot(str)
    def _on_opened(self, sha256: str) -> None:
        self.open_requested.emit(evidence_code(sha256))

    @Slot(str, str)
    def _on_removed(self, item: str, sha256: str) -> None:
        self._view.flush()
        edits = detach(self._bridge.session, [sha256], [Use(self.target, item)])
        self._bridge.commit(edits, self.tr("Lepaskan bukti {0}").format(self.target))

    def _is_use(self, code: str, field: str) -> bool:
        """Whether a field says that a file proves the target, or no longer does."""
        return code.startswith("bukti:") and field.startswith(f"untuk/{self.target}/")

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if self.target and any(self._is_use(code, field) for code, field in change.keys):
            self._view.tell("")  # what was told of files before holds no more
        if self.target and any(self._concerns(code, field) for code, field in change.keys):
            self.refresh()
