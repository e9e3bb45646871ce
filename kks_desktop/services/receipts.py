"""What the province answers: a receipt for each revision, written down when it comes in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kks_desktop.domain.receiving import Step
from kks_desktop.domain.strict_json import canonical_json
from kks_desktop.services.identifiers import uuid7
from kks_desktop.store.received import ReceiptRow, ReceivedRow

ACCEPTED, WITH_NOTES, REJECTED = "accepted", "accepted_with_notes", "rejected"
SUPERSEDED = "superseded"
SCHEMA = "receipt/1"


def verdict_of(step: Step, notes: Iterable[str]) -> str | None:
    """The verdict that a step is answered with; ``None`` while people have yet to decide."""
    if step is Step.ARCHIVE:
        return SUPERSEDED
    if step is not Step.APPLY:
        return None
    return WITH_NOTES if tuple(notes) else ACCEPTED


def draft(
    row: ReceivedRow,
    verdict: str,
    at: str,
    *,
    signers: Iterable[Mapping[str, Any]],
    volumes: Iterable[Mapping[str, Any]],
    notes: Iterable[str] = (),
) -> ReceiptRow:
    """A receipt that waits for its signature; ``at`` is when it was decided, by our clock."""
    receipt_id = uuid7()
    document = {
        "schema": SCHEMA,
        "receipt_id": receipt_id,
        "submission_id": row.submission_id,
        "region": row.region,
        "year": row.year,
        "revision": row.revision,
        "content_id": row.content_id,
        "volumes": list(volumes),
        "received_at": at,
        "verdict": verdict,
        "signers": [{"key_id": one["key_id"], "role": one["role"]} for one in signers],
        "notes": [{"severity": "info", "text": text} for text in notes],
    }
    return ReceiptRow(receipt_id, row.content_id, verdict, at, canonical_json(document), "", None)
