"""What a frozen revision says and carries as a bundle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from kks_desktop.bundle.baginfo import FULL_MARK, BagInfo
from kks_desktop.bundle.plan import BundleSpec
from kks_desktop.domain.strict_json import parse_json
from kks_desktop.services.keys import recipient_of
from kks_desktop.services.proof_list import carried_files
from kks_desktop.services.submission import Frozen
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.evidence import EvidenceRow
from kks_desktop.store.evidence_files import EvidenceFiles
from kks_desktop.store.revisions import RevisionRow


def spec_of(
    workspace: Workspace, frozen: Frozen, row: RevisionRow, rows: Mapping[str, EvidenceRow]
) -> BundleSpec:
    """The bundle of a revision, with all its proof."""
    info = workspace.require_session().info
    document = parse_json(row.submission)
    return BundleSpec(
        info=BagInfo(
            region=info.region_code,
            year=info.year,
            revision=frozen.number,
            organisation=_one_line(frozen.profile("kantor")) or info.region_name,
            submission_id=info.submission_id,
            description=f"Penilaian Kabupaten/Kota Sehat {info.year}, {info.region_name}",
            recipient=recipient_of(info.region_code),
            created_at=datetime.fromisoformat(frozen.created_at),
            agent=str(document.get("software", "kks-desktop")),
            previous_content_id=frozen.previous_content_id,
            history_head=frozen.history_head or None,
            practice=info.practice,
        ),
        document=row.submission,
        report=row.report,
        instrument=workspace.instrument_bytes(info),
        evidence=carried_files(document, rows, EvidenceFiles(workspace.folder)),
    )


def short_form(spec: BundleSpec, omitted: tuple[str, ...]) -> BundleSpec:
    """The bundle without the proof that the province has."""
    left_out = set(omitted)
    return replace(
        spec,
        info=replace(spec.info, omitted=len(left_out)),
        evidence=tuple(file for file in spec.evidence if file.sha256 not in left_out),
    )


def full_form(spec: BundleSpec, omitted: tuple[str, ...]) -> BundleSpec:
    """The bundle with all proof, under a name of its own where there is a short form too."""
    return replace(spec, info=replace(spec.info, mark=FULL_MARK)) if omitted else spec


def _one_line(text: str) -> str:
    """A bag-info value holds one short line without control characters."""
    return "".join(ch if ch.isprintable() else " " for ch in text).strip()[:200]
