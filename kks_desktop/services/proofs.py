"""The proof of an open assessment, kept ready: files, where they are used, what is wanted."""

from __future__ import annotations

from collections.abc import Mapping

from kks_desktop.domain.evidence import EvidenceFile, Proof, Uses, by_target, evidence_of, proof_of
from kks_desktop.domain.registers import AGENCY, EVIDENCE
from kks_desktop.services.session import Change, Session
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.evidence import damaged_files

_SOURCES = (f"{EVIDENCE}:", f"{AGENCY}:")


def known_damage(workspace: Workspace) -> frozenset[str]:
    """The files that the last check found missing or changed, by SHA-256."""
    with workspace.reading() as connection:
        return damaged_files(connection)


class ProofBook:
    """Reads files and uses off a session's fields, again only after a change of them."""

    def __init__(self, session: Session) -> None:
        """Follow a session."""
        self._session = session
        self._damaged: frozenset[str] = frozenset()
        self._files: dict[str, EvidenceFile] | None = None
        self._uses: Uses = {}
        session.on_change.insert(0, self._on_change)

    @property
    def damaged(self) -> frozenset[str]:
        """Files that are missing or no longer what they were."""
        return self._damaged

    def set_damaged(self, damaged: frozenset[str]) -> None:
        """Note what the last check of the files found."""
        if damaged != self._damaged:
            self._damaged = damaged
            self._files = None  # a damaged scan of a signed sheet validates nothing

    @property
    def files(self) -> Mapping[str, EvidenceFile]:
        """Every file of the assessment by its SHA-256."""
        if self._files is None:
            self._files = evidence_of(self._session.table, self._damaged)
            self._uses = by_target(self._files)
        return self._files

    @property
    def uses(self) -> Uses:
        """Targets to items to files."""
        _ = self.files
        return self._uses

    def proof(self, code: str) -> Proof:
        """The proof of one indicator."""
        indicator = self._session.instrument.by_code[code]
        cells = self._session.table.get(code, {})
        return proof_of(indicator, self.uses, cells, self._damaged)

    def proofs(self) -> dict[str, Proof]:
        """The proof of every indicator and kelembagaan variable."""
        return {code: self.proof(code) for code in self._session.instrument.by_code}

    def release(self) -> None:
        """Follow the session no more."""
        self._session.on_change.remove(self._on_change)

    def _on_change(self, change: Change) -> None:
        if any(code.startswith(_SOURCES) for code, _ in change.keys):
            self._files = None
