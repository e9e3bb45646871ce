"""What is told of the items of a bundle, and of one that was answered before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kks_desktop.bundle.verify import Verification
from kks_desktop.domain.accounting import Fate, Item, account, refuse_all
from kks_desktop.domain.receiving import Decision, Known, Standing, Step
from kks_desktop.domain.strict_json import parse_json
from kks_desktop.services.received_document import (
    InstrumentShelf,
    ReadSubmission,
    read_submission,
)
from kks_desktop.services.receiving_outcome import Outcome
from kks_desktop.services.receiving_words import refusal_of
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.received import received_row


def answered_before(
    workspace: Workspace, shelf: InstrumentShelf, found: Verification, name: str
) -> Outcome | None:
    """The same answer as before for a bundle whose key has ended since; ``None`` if it is new.

    The signature over the content id is good, and nothing of the file is taken in.
    """
    with workspace.reading() as connection:
        row = received_row(connection, found.content_id or "")
    if row is None or row.state == Standing.UNCONFIRMED:
        return None
    read = read_submission(shelf, parse_json(row.document), row.document, lambda: None)
    held = Known(row.content_id, row.submission_id, row.revision, Standing(row.state), read.sha256)
    again = Decision(Step.REPEAT, row.content_id)
    refusal, message, ok = refusal_of(again, held)
    return Outcome(
        name,
        ok,
        refusal,
        message,
        standing=held.standing,
        items=items_of(again, read, None),
        score=read.scored(),
        answers=row.content_id,
    )


def items_of(
    decision: Decision, read: ReadSubmission, before: Mapping[str, Any] | None
) -> tuple[Item, ...]:
    """Every item of a bundle, and what the decision makes of it beside what applied before."""
    items = account(read.table, before, read.instrument, read.unread)
    if decision.step in (Step.CONFLICT, Step.ARCHIVE):
        return refuse_all(items)
    if decision.step is Step.REPEAT:
        return tuple(
            item if item.fate is Fate.REFUSED else replace(item, fate=Fate.UNCHANGED)
            for item in items
        )
    return items
