"""receipt.json: what the province says about a sending that reached it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast, get_args

from kks_desktop.bundle.baginfo import BagInfo
from kks_desktop.bundle.fields import (
    CONTENT_ID,
    KEY_ID,
    SHA256,
    UUID7,
    begin,
    filled,
    must_equal,
    refused,
    timestamp,
)
from kks_desktop.bundle.trust import Role
from kks_desktop.domain.strict_json import canonical_json

SCHEMA = "receipt/1"
MAX_VOLUMES = 999
MAX_NOTES = 5_000
MAX_TEXT = 2_000

Verdict = Literal[
    "accepted", "accepted_with_notes", "rejected", "duplicate", "superseded", "quarantined"
]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
_ROLES: tuple[Role, ...] = get_args(Role)
_WORD = re.compile(r"[a-z]{1,20}")
_REFUSAL = re.compile(r"[A-Z_]{1,40}")


@dataclass(frozen=True)
class Note:
    """One remark; ``q`` is the code of an indicator or row, ``evidence`` the hash of a file."""

    text: str
    q: str = ""
    evidence: str = ""
    severity: str = "info"


@dataclass(frozen=True)
class ReceiptSigner:
    """Who had signed the sending, as the province saw it."""

    key_id: str
    role: Role


@dataclass(frozen=True)
class Receipt:
    """A receipt; ``volumes`` are the SHA-256 of the files in the order of the volumes.

    ``refusal`` is the name of the reason where the sending was not taken in.
    """

    receipt_id: str
    submission_id: str
    revision: int
    content_id: str
    received_at: datetime
    verdict: Verdict
    volumes: tuple[str, ...]
    signers: tuple[ReceiptSigner, ...]
    notes: tuple[Note, ...] = ()
    refusal: str = ""

    def to_bytes(self) -> bytes:
        """Write receipt.json; the same receipt gives the same bytes."""
        document = {
            "schema": SCHEMA,
            "receipt_id": self.receipt_id,
            "submission_id": self.submission_id,
            "revision": self.revision,
            "content_id": self.content_id,
            "received_at": timestamp(self.received_at),
            "verdict": self.verdict,
            "volumes": [
                {"n": number, "zip_sha256": sha256} for number, sha256 in enumerate(self.volumes, 1)
            ],
            "signers": [{"key_id": one.key_id, "role": one.role} for one in self.signers],
            "notes": [
                filled(q=note.q, evidence=note.evidence, severity=note.severity, text=note.text)
                for note in self.notes
            ],
        }
        return canonical_json(document | filled(refusal=self.refusal))


def parse_receipt(document: object) -> Receipt:
    """Read the parsed JSON of a receipt.

    Raises:
        BundleRefused: JSON, where anything in it is not as it must be.
    """
    fields = begin(document, SCHEMA)
    volumes = list(fields.items("volumes", MAX_VOLUMES, least=1))
    if [volume.whole("n", 1, MAX_VOLUMES) for volume in volumes] != [*range(1, len(volumes) + 1)]:
        raise refused("volumes")
    return Receipt(
        receipt_id=fields.match("receipt_id", UUID7),
        submission_id=fields.match("submission_id", UUID7),
        revision=fields.whole("revision", 1, 999),
        content_id=fields.match("content_id", CONTENT_ID),
        received_at=fields.moment("received_at"),
        verdict=cast(Verdict, fields.one_of("verdict", VERDICTS)),
        volumes=tuple(volume.match("zip_sha256", SHA256) for volume in volumes),
        signers=tuple(
            ReceiptSigner(item.match("key_id", KEY_ID), cast(Role, item.one_of("role", _ROLES)))
            for item in fields.items("signers", 10)
        ),
        notes=tuple(
            Note(
                text=item.text("text", MAX_TEXT, lines=True),
                q=item.optional("q", 100),
                evidence=item.match("evidence", SHA256) if item.has("evidence") else "",
                severity=item.match("severity", _WORD),
            )
            for item in fields.items("notes", MAX_NOTES)
        ),
        refusal=fields.match("refusal", _REFUSAL) if fields.has("refusal") else "",
    )


def check_receipt(document: object, info: BagInfo) -> Receipt:
    """Read a receipt that must agree with the label of its bag."""
    receipt = parse_receipt(document)
    must_equal("submission_id", receipt.submission_id, info.submission_id)
    must_equal("revision", receipt.revision, info.revision)
    must_equal("content_id", receipt.content_id, info.in_reply_to)
    return receipt
