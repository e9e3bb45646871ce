"""What the province answers: a receipt for each revision, written down when it comes in.

What it says is settled in the transaction that takes the revision in; it is signed when the
receipt key is next opened, once, and given out as the same bytes ever after.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from kks_desktop.bundle.receipt import Note, Receipt, ReceiptSigner, Verdict
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.receiving import Step
from kks_desktop.platform.durable import sync_folder
from kks_desktop.services.fields import PROFILE
from kks_desktop.services.identifiers import uuid7
from kks_desktop.services.spoken import spoken_code
from kks_desktop.services.workspace import Workspace
from kks_desktop.services.writing import write_whole
from kks_desktop.store.received import (
    ReceiptRow,
    ReceivedRow,
    all_receipts,
    receipt_of,
    received_row,
    sign_receipt,
    unsigned_receipts,
)

if TYPE_CHECKING:
    from kks_desktop.bundle.keys import SecretKey

FOLDER = "keluar"
"""Where receipts go in the data folder unless another folder is named."""
ACCEPTED: Verdict = "accepted"
WITH_NOTES: Verdict = "accepted_with_notes"
REJECTED: Verdict = "rejected"
SUPERSEDED: Verdict = "superseded"


def verdict_of(step: Step, notes: Sequence[str]) -> Verdict | None:
    """The verdict that a step is answered with; ``None`` while people have yet to decide."""
    if step is Step.ARCHIVE:
        return SUPERSEDED
    if step is not Step.APPLY:
        return None
    return WITH_NOTES if notes else ACCEPTED


def draft(row: ReceivedRow, verdict: Verdict, at: str, notes: Iterable[str] = ()) -> ReceiptRow:
    """A receipt that waits for its signature; ``at`` is when it was decided, by our clock."""
    receipt = Receipt(
        receipt_id=uuid7(),
        submission_id=row.submission_id,
        revision=row.revision,
        content_id=row.content_id,
        received_at=_second(at),
        verdict=verdict,
        volumes=tuple(volume["zip_sha256"] for volume in json.loads(row.volumes)),
        signers=tuple(
            ReceiptSigner(signer["key_id"], signer["role"]) for signer in json.loads(row.signers)
        ),
        notes=tuple(Note(text) for text in notes),
    )
    return ReceiptRow(receipt.receipt_id, row.content_id, verdict, at, receipt.to_bytes(), "", None)


def _second(at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class GivenReceipt:
    """A receipt as people see it; ``words`` are read out, and empty until it is signed."""

    content_id: str
    verdict: Verdict
    at: datetime
    words: tuple[str, ...]
    signed: bool


def given(workspace: Workspace, content_id: str) -> GivenReceipt | None:
    """What was answered to a received revision; ``None`` while nothing was."""
    with workspace.reading() as connection:
        row = receipt_of(connection, content_id)
    return None if row is None else _given(row)


def all_given(workspace: Workspace) -> dict[str, GivenReceipt]:
    """Every answer, by the content id of the revision."""
    with workspace.reading() as connection:
        rows = all_receipts(connection)
    return {row.content_id: _given(row) for row in rows}


def _given(row: ReceiptRow) -> GivenReceipt:
    at, signed = _second(row.at), row.bag is not None
    words = spoken_code(row.content_id, row.verdict, at.date(), row.key_id) if signed else ()
    return GivenReceipt(row.content_id, cast(Verdict, row.verdict), at, words, signed)


def waiting_for_signature(workspace: Workspace) -> int:
    """How many receipts wait until the receipt key is opened."""
    with workspace.reading() as connection:
        return len(unsigned_receipts(connection))


def sign_all(workspace: Workspace, key: SecretKey) -> list[str]:
    """Sign every receipt that waits; gives the content ids that they answer."""
    with workspace.reading() as connection:
        rows = unsigned_receipts(connection)
        # their documents may be large, and are not needed
        about = [
            found and found._replace(document=b"")
            for row in rows
            for found in [received_row(connection, row.content_id)]
        ]
    bags = [
        (row.receipt_id, _bag(workspace, row, received, key))
        for row, received in zip(rows, about, strict=True)
        if received is not None
    ]
    if bags:

        def write(connection: sqlite3.Connection) -> None:
            for receipt_id, bag in bags:
                sign_receipt(connection, receipt_id, key.public.key_id, bag)

        workspace.write(write).result()
    return [row.content_id for row in rows]


def _bag(workspace: Workspace, row: ReceiptRow, about: ReceivedRow, key: SecretKey) -> bytes:
    from kks_desktop import __version__
    from kks_desktop.bundle.baginfo import BagInfo, recipient_of
    from kks_desktop.bundle.names import Kind
    from kks_desktop.bundle.plan import BundleSpec
    from kks_desktop.bundle.writer import pack_bundle

    session = workspace.require_session()
    office = "".join(ch if ch.isprintable() else " " for ch in session.raw(PROFILE, "kantor"))
    spec = BundleSpec(
        info=BagInfo(
            region=about.region,
            year=about.year,
            revision=about.revision,
            organisation=office.strip()[:200].strip() or session.info.region_name,
            submission_id=about.submission_id,
            description=f"Tanda terima usulan {about.region}, {about.year}",
            recipient=recipient_of(Kind.RECEIPT, about.region),
            created_at=_second(row.at),
            agent=f"kks-desktop/{__version__}",
            kind=Kind.RECEIPT,
            in_reply_to=row.content_id,
            practice=session.info.practice,
        ),
        document=row.document,
    )
    return pack_bundle(spec, key).data


def write_receipts(
    workspace: Workspace, folder: Path, content_ids: Iterable[str]
) -> dict[str, Path]:
    """Write the signed receipts of these revisions into a folder; gives the files written.

    One that is not signed yet is left out. A file with the same bytes is left as it is.

    Raises:
        KksError: the folder cannot be written.
    """
    written = {}
    for content_id in dict.fromkeys(content_ids):
        with workspace.reading() as connection:
            row = receipt_of(connection, content_id)
            about = received_row(connection, content_id)
        if row is not None and row.bag is not None and about is not None:
            written[content_id] = _put(folder, _name(about), row.bag)
    if written:
        try:
            sync_folder(folder)
        except OSError as cause:
            raise _not_written(folder) from cause
    return written


def _name(about: ReceivedRow) -> str:
    code = about.region.replace(".", "")
    return f"kks-{code}-{about.year}-r{about.revision:03d}-receipt-1of1"


def _put(folder: Path, stem: str, bag: bytes) -> Path:
    """Write under the bag's own name, or the next where another receipt has it."""
    number = 1
    try:
        folder.mkdir(parents=True, exist_ok=True)
        while True:
            path = folder / (f"{stem}.zip" if number == 1 else f"{stem}-{number}.zip")
            if not path.exists():
                break
            if path.is_file() and path.stat().st_size == len(bag) and path.read_bytes() == bag:
                return path
            number += 1
    except OSError as cause:
        raise _not_written(folder) from cause
    write_whole(path, bag)
    return path


def _not_written(folder: Path) -> KksError:
    return KksError(
        f"Tanda terima tidak dapat ditulis di {folder.name or folder}. Berkas yang masuk tetap "
        "tersimpan; pilih folder lain, lalu ulangi untuk menulis tanda terimanya.",
        code="NOT_WRITTEN",
    )
