"""Rules about proof: missing, half there, not validated, of another year, damaged."""

from __future__ import annotations

from collections.abc import Iterator

from kks_desktop.domain.category import DISTRICT_DECREES, FORUM_DECREE, TEAM_DECREE, VILLAGE_DECREES
from kks_desktop.domain.evidence import NOT_NEEDED, EvidenceFile, Proof, ProofState, evidence_code
from kks_desktop.domain.problems.model import Facts, Finding

DECREES = frozenset({TEAM_DECREE, FORUM_DECREE, DISTRICT_DECREES, VILLAGE_DECREES})
"""Their proof is a decree, which may be years older than the data and still hold."""
_LONGEST_TITLE = 60


def _in_state(facts: Facts, state: ProofState) -> Iterator[tuple[str, Proof]]:
    """Indicators with a score whose proof stands so; without a score there is nothing to prove."""
    for indicator, found in facts.scored():
        proof = facts.proofs.get(indicator.code)
        if found.score is not None and proof is not None and proof.items and proof.state is state:
            yield indicator.code, proof


def _first_open(proof: Proof) -> str:
    """The field of the first item that nothing answers."""
    item = next((item.item for item in proof.items if not item.answered), proof.items[0].item)
    return f"{NOT_NEEDED}/{item}"


def missing_proof(facts: Facts) -> Iterator[Finding]:
    """No file at all."""
    for code, proof in _in_state(facts, ProofState.MISSING):
        yield Finding(f"{code} sudah bernilai tetapi belum punya bukti.", code, _first_open(proof))


def partial_proof(facts: Facts) -> Iterator[Finding]:
    """Some of the wanted items have neither a file nor a reason."""
    for code, proof in _in_state(facts, ProofState.PARTIAL):
        lacking = sum(not item.answered for item in proof.items)
        words = f"{code}: bukti belum lengkap, {lacking} dari {len(proof.items)} butir belum ada."
        yield Finding(words, code, _first_open(proof))


def unvalidated_proof(facts: Facts) -> Iterator[Finding]:
    """All is there, but no Kepala OPD stands for some of it (juknis p. 7)."""
    for code, proof in _in_state(facts, ProofState.UNVALIDATED):
        items = [item for item in proof.items if not all(file.validated for file in item.files)]
        files = {file.sha256 for item in items for file in item.files if not file.validated}
        words = f"{code}: {len(files)} berkas bukti belum divalidasi Kepala OPD."
        yield Finding(words, code, f"{NOT_NEEDED}/{items[0].item}")


def proof_of_other_year(facts: Facts) -> Iterator[Finding]:
    """Files whose data years are given, and none is a year of the data."""
    wanted = {facts.before, facts.now}
    for code, proof in facts.proofs.items():
        if code in DECREES:
            continue
        found = [
            (file, item.item)
            for item in proof.items
            for file in item.files
            if file.years and wanted.isdisjoint(file.years)
        ]
        files = {file.sha256 for file, _ in found}
        if found:
            first, item = found[0]
            more = f" dan {len(files) - 1} berkas lain" if len(files) > 1 else ""
            years = ", ".join(str(year) for year in sorted(first.years))
            yield Finding(
                f"{code}: bukti “{_title(first)}” ({years}){more} bukan dari tahun data "
                f"{facts.before} atau {facts.now}.",
                code,
                f"{NOT_NEEDED}/{item}",
            )


def damaged_proof(facts: Facts) -> Iterator[Finding]:
    """A used file whose bytes are gone or no longer those that were added."""
    for sha256 in sorted(facts.damaged):
        file = facts.files.get(sha256)
        if file is not None and file.uses:
            words = f"Berkas bukti “{_title(file)}” rusak atau hilang; pasang lagi berkas aslinya."
            yield Finding(words, evidence_code(sha256))


def _title(file: EvidenceFile) -> str:
    title = file.title
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…"
