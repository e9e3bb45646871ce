"""A verified submission on its way into the province's data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kks_desktop.bundle import names
from kks_desktop.bundle.names import Kind
from kks_desktop.bundle.verify import PayloadFile, Verification
from kks_desktop.domain.file_names import clean_name
from kks_desktop.domain.receiving import Incoming, Standing
from kks_desktop.services.received_document import (
    InstrumentShelf,
    ReadSubmission,
    read_submission,
)
from kks_desktop.store.evidence import EvidenceRow
from kks_desktop.store.received import ReceivedRow, WaitingRow


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is known of it before it is judged; ``files`` are durable already."""

    found: Verification
    read: ReadSubmission
    new: Incoming
    row: ReceivedRow
    files: tuple[EvidenceRow, ...] = ()


def arrival_of(
    shelf: InstrumentShelf, found: Verification, name: str, at: str, who: str
) -> Arrival:
    """Read and score a verified submission.

    Raises:
        DocumentRefusedError: it cannot be counted here.
    """
    assert found.info is not None
    assert found.content_id is not None
    info = found.info
    by_name = {file.name: file for file in found.payload}
    data = _whole(by_name[Kind.SUBMISSION.document])
    instrument = by_name.get(names.INSTRUMENT)

    def brought() -> bytes | None:
        return None if instrument is None else _whole(instrument)

    read = read_submission(shelf, found.document or {}, data, brought)
    row = ReceivedRow(
        content_id=found.content_id,
        submission_id=info.submission_id,
        region=info.region,
        year=info.year,
        revision=info.revision,
        previous_content_id=info.previous_content_id,
        history_head=info.history_head,
        state=Standing.UNCONFIRMED.value,
        instrument_sha256=read.instrument.sha256,
        document=data,
        document_sha256=read.sha256,
        scored=_json(read.scored()),
        signers=_json(signers_of(found)),
        volumes=_json(volumes_of(found)),
        file_name=name,
        created_at=info.created_at.isoformat(timespec="seconds"),
        received_at=at,
        received_by=who,
    )
    new = Incoming(row.content_id, row.submission_id, row.revision, row.document_sha256, found.ok)
    return Arrival(found, read, new, row)


def carried(found: Verification) -> dict[str, tuple[str, PayloadFile]]:
    """The files of proof that a bundle carries: extension and bytes by SHA-256."""
    split = ((names.split_evidence(file.name), file) for file in found.payload)
    return {name[0]: (name[1], file) for name, file in split if name is not None}


def signers_of(found: Verification) -> list[dict[str, Any]]:
    """Who signed, as a receipt says it; a person only where the key is known here."""
    return [
        {
            "key_id": signer.key_id,
            "role": signer.role,
            "person": signer.key.person if signer.key else None,
        }
        for signer in found.signers
    ]


def volumes_of(found: Verification) -> list[dict[str, Any]]:
    """The files as they arrived, the first volume first."""
    return [
        {"n": number, "zip_sha256": sha256}
        for number, sha256 in enumerate(found.file_sha256, start=1)
    ]


def waiting_rows(
    found: Verification, name: str, refusal: str, sizes: Sequence[int], at: str
) -> list[WaitingRow]:
    """What is kept of files that may pass later, in the order of their copies."""
    info = found.info
    return [
        WaitingRow(
            taken.sha256,
            clean_name(taken.source.name) if number else name,
            size,
            refusal,
            found.content_id,
            info.region if info else None,
            info.year if info else None,
            info.revision if info else None,
            info.volume if info and not number else None,
            at,
            at,
        )
        for number, (taken, size) in enumerate(zip(found.taken, sizes, strict=True))
    ]


def _whole(file: PayloadFile) -> bytes:
    return b"".join(file.blocks())


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
