"""What lies at the province's desk: every revision that came in, what waits, what is open."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from kks_desktop.domain.accounting import Fate, Item, Sort, account, values_of
from kks_desktop.domain.differing import differing
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.instrument import Instrument
from kks_desktop.domain.partial_document import read_partly
from kks_desktop.domain.receiving import Standing
from kks_desktop.domain.strict_json import parse_json
from kks_desktop.services.instruments import load_source
from kks_desktop.services.quarantine import Quarantine
from kks_desktop.services.receipts import (
    ACCEPTED,
    REJECTED,
    WITH_NOTES,
    GivenReceipt,
    all_given,
    draft,
    given,
)
from kks_desktop.services.regions import region
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.assessments import instrument_source
from kks_desktop.store.received import (
    ReceivedRow,
    WaitingRow,
    all_received,
    all_waiting,
    current_id,
    drop_received,
    drop_waiting,
    put_receipt,
    received_row,
    replace_current,
    set_state,
)


@dataclass(frozen=True, slots=True)
class Received:
    """One revision at the desk; ``difference`` is our total less the claimed one.

    ``receipt`` is ``None`` while nothing was answered.
    """

    content_id: str
    region: str
    region_name: str
    year: int
    revision: int
    standing: Standing
    received_at: datetime
    file_name: str
    signers: tuple[str, ...]
    score: int
    max_score: int
    claimed: int | None
    category: str | None
    differences: tuple[str, ...]
    receipt: GivenReceipt | None

    @property
    def difference(self) -> int | None:
        """How far the claim is off; ``None`` where none was made."""
        return None if self.claimed is None else self.score - self.claimed


@dataclass(frozen=True, slots=True)
class Waiting:
    """A kept file that is not in yet; the region is empty while it is not known."""

    file_sha256: str
    file_name: str
    refusal: str
    region: str
    region_name: str
    year: int | None
    revision: int | None
    since: datetime


@dataclass(frozen=True, slots=True)
class Inbox:
    """Everything at the desk, the newest first, and what waits, the oldest first."""

    received: tuple[Received, ...]
    waiting: tuple[Waiting, ...]


def inbox(workspace: Workspace) -> Inbox:
    """What lies at this province's desk; on any thread."""
    with workspace.reading() as connection:
        rows, waiting = all_received(connection), all_waiting(connection)
    unconfirmed = {row.content_id for row in rows if row.state == Standing.UNCONFIRMED}
    receipts = all_given(workspace)
    return Inbox(
        tuple(_received(row, receipts.get(row.content_id)) for row in rows),
        tuple(_waiting(row) for row in waiting if row.content_id not in unconfirmed),
    )


def region_name(code: str) -> str:
    """What a region is called; its code where nobody knows it."""
    found = region(code)
    return found.name if found is not None else code


def _received(row: ReceivedRow, receipt: GivenReceipt | None) -> Received:
    scored = json.loads(row.scored)
    return Received(
        content_id=row.content_id,
        region=row.region,
        region_name=region_name(row.region),
        year=row.year,
        revision=row.revision,
        standing=Standing(row.state),
        received_at=datetime.fromisoformat(row.received_at).astimezone(),
        file_name=row.file_name,
        signers=tuple(_signer(one) for one in json.loads(row.signers)),
        score=scored["total"]["score"],
        max_score=scored["total"]["max"],
        claimed=scored["claimed"]["score"],
        category=scored["category"]["indicated"],
        differences=tuple(scored["differences"]),
        receipt=receipt,
    )


def _signer(signer: Mapping[str, Any]) -> str:
    return f"{signer['person'] or 'belum dikenal'} ({signer['key_id']})"


def _waiting(row: WaitingRow) -> Waiting:
    return Waiting(
        file_sha256=row.file_sha256,
        file_name=row.file_name,
        refusal=row.refusal,
        region=row.region or "",
        region_name=region_name(row.region) if row.region else "",
        year=row.year,
        revision=row.revision,
        since=datetime.fromisoformat(row.first_at).astimezone(),
    )


def discard(workspace: Workspace, name: str) -> None:
    """Throw away what nobody vouches for; the same file may come in again as if it were new.

    That is an unconfirmed revision by its content id, or a file that waits by its SHA-256.

    Raises:
        KksError: it is confirmed meanwhile, or nothing can be written here.
    """
    quarantine = Quarantine(workspace.folder, keeps=True)

    def write(connection: sqlite3.Connection) -> list[str]:
        row = received_row(connection, name)
        if row is not None and row.state != Standing.UNCONFIRMED:
            raise KksError(
                "Berkas ini sudah disahkan sementara itu, jadi tidak dibuang.", code="DECIDED"
            )
        files = [
            one.file_sha256
            for one in all_waiting(connection)
            if name in (one.file_sha256, one.content_id)
        ]
        drop_waiting(connection, files)
        drop_received(connection, name)
        return files

    for sha256 in workspace.write(write).result():
        quarantine.forget(sha256)


# ------------------------------------------------------------ what contradicts


class Difference(NamedTuple):
    """An item of two revisions; what stands in the one that applies, and in the other."""

    sort: Sort
    code: str
    title: str
    current: str
    other: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two revisions that contradict each other, and every item in which they differ."""

    current: Received
    other: Received
    differences: tuple[Difference, ...]


def conflict(workspace: Workspace, content_id: str) -> Conflict:
    """A contradicting revision beside the one that applies.

    Raises:
        KksError: it does not contradict any more.
    """
    with workspace.reading() as connection:
        other = received_row(connection, content_id)
        current = _current_of(connection, other)
    if other is None or current is None or other.state != Standing.CONFLICTING:
        raise _decided()
    with workspace.reading() as connection:
        source = instrument_source(connection, other.instrument_sha256)
    assert source is not None
    instrument = load_source(source)
    now, before = parse_json(other.document), parse_json(current.document)
    _, unread = read_partly(now, instrument)
    return Conflict(
        _received(current, given(workspace, current.content_id)),
        _received(other, given(workspace, other.content_id)),
        tuple(
            _difference(item, now, before, instrument)
            for item in account(now, before, instrument, unread)
            if item.fate is not Fate.UNCHANGED
        ),
    )


def _difference(
    item: Item, now: Mapping[str, Any], before: Mapping[str, Any], instrument: Instrument
) -> Difference:
    values = [_value(document, item) for document in (before, now)]
    indicator = instrument.by_code.get(item.code)
    title = indicator.title if indicator is not None else item.note
    return Difference(item.sort, item.code, title, *differing(*values))


def _value(document: Mapping[str, Any], item: Item) -> Any:
    found = values_of(document, item.sort)
    return found.get(item.code)


def _current_of(connection: sqlite3.Connection, row: ReceivedRow | None) -> ReceivedRow | None:
    found = current_id(connection, row.region, row.year) if row is not None else None
    return received_row(connection, found) if found is not None else None


def decide_conflict(workspace: Workspace, content_id: str, *, applies: bool) -> None:
    """Let a contradicting revision apply from now on, or not; both are kept either way.

    Its receipt says which, and is signed with the next import or when asked for.

    Raises:
        KksError: it does not contradict any more, or nothing can be written here.
    """
    at = workspace.clock().isoformat(timespec="seconds")

    def write(connection: sqlite3.Connection) -> None:
        row = received_row(connection, content_id)
        if row is None or row.state != Standing.CONFLICTING:
            raise _decided()
        if applies:
            replace_current(connection, row.region, row.year)
        standing = Standing.CURRENT if applies else Standing.REPLACED
        set_state(connection, content_id, standing.value)
        notes = json.loads(row.scored)["differences"]
        good = WITH_NOTES if notes else ACCEPTED
        put_receipt(connection, draft(row, good if applies else REJECTED, at, notes))

    workspace.write(write).result()


def _decided() -> KksError:
    return KksError(
        "Berkas ini tidak bertentangan lagi; tidak ada yang diubah. Muat ulang Kotak masuk.",
        code="DECIDED",
    )
