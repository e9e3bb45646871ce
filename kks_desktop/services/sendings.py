"""What became of each revision that left this district: made, handed over, received, returned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kks_desktop.services.replies import ACCEPTED, VERDICT, WORDS, day_of
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.replies import ReplyRow, replies_to
from kks_desktop.store.revisions import HandOverRow, all_hand_overs, sent_numbers


class SendingState(StrEnum):
    """How far a revision has come, in the word for the screen."""

    MADE = "dibuat"
    HANDED_OVER = "diserahkan"
    RECEIVED = "diterima"
    NOT_TAKEN = "dijawab"
    RETURNED = "dikembalikan"


@dataclass(frozen=True, slots=True)
class Sending:
    """One revision; moments are local, ``received_on`` is the province's day.

    ``verdict`` is the newest receipt's; ``by_words`` if it was only read out.
    """

    revision: int
    state: SendingState
    made_at: datetime
    handed_over: tuple[HandOverRow, ...]
    received_on: date | None
    verdict: str
    by_words: bool
    returned_on: date | None


def timeline(workspace: Workspace) -> list[Sending]:
    """Every revision of the open assessment that left this PC, the newest first."""
    assessment = workspace.require_session().info.id
    with workspace.reading() as connection:
        sent = sent_numbers(connection, assessment)
        handed = [row for _, row in reversed(all_hand_overs(connection, assessment))]
        replies = replies_to(connection, assessment)
    return [
        _sending(
            number,
            datetime.fromisoformat(at).astimezone(),
            tuple(row for row in handed if row.revision == number),
            [row for row in replies if row.revision == number],
        )
        for number, at in sent
    ]


def _sending(
    number: int, made_at: datetime, handed: tuple[HandOverRow, ...], replies: Sequence[ReplyRow]
) -> Sending:
    receipts = [row for row in replies if row.kind != VERDICT]
    # a signed receipt says more than words, and acceptance more than an earlier duplicate
    best = max(
        receipts, key=lambda row: (row.verdict in ACCEPTED, row.kind != WORDS, row.at), default=None
    )
    verdict = max((row for row in replies if row.kind == VERDICT), key=_at, default=None)
    state = SendingState.HANDED_OVER if handed else SendingState.MADE
    if best is not None:
        taken = best.verdict in ACCEPTED
        state = SendingState.RECEIVED if taken else SendingState.NOT_TAKEN
    if verdict is not None:
        state = SendingState.RETURNED
    return Sending(
        revision=number,
        state=state,
        made_at=made_at,
        handed_over=handed,
        received_on=_day(best),
        verdict=best.verdict if best else "",
        by_words=best is not None and best.kind == WORDS,
        returned_on=_day(verdict),
    )


def _at(row: ReplyRow) -> str:
    return row.at


def _day(row: ReplyRow | None) -> date | None:
    return day_of(row) if row is not None else None
