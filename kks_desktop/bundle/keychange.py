"""keychange.json: an office says with its old key which key comes after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast

from kks_desktop.bundle import names
from kks_desktop.bundle.baginfo import BagInfo
from kks_desktop.bundle.fields import DISTRICT, begin, filled, must_equal, refused, timestamp
from kks_desktop.bundle.keys import PublicKey, Signature
from kks_desktop.bundle.refusals import BundleRefused, Refusal
from kks_desktop.bundle.trust import Signer
from kks_desktop.domain.strict_json import canonical_json

SCHEMA = "keychange/1"
_MAX_TEXT = 200

DistrictRole = Literal["operator", "head"]


@dataclass(frozen=True)
class KeyChange:
    """A change of key; ``person`` is whose the new key is."""

    region: str
    role: DistrictRole
    person: str
    old: PublicKey
    new: PublicKey
    at: datetime
    reason: str = ""

    def to_bytes(self) -> bytes:
        """Write keychange.json; the same change gives the same bytes."""
        document = {
            "schema": SCHEMA,
            "region": self.region,
            "role": self.role,
            "person": self.person,
            "old": _item(self.old),
            "new": _item(self.new),
            "at": timestamp(self.at),
        }
        return canonical_json(document | filled(reason=self.reason))


def _item(key: PublicKey) -> dict[str, Any]:
    return {"key_id": key.key_id, "pub": key.line}


def parse_keychange(document: object) -> KeyChange:
    """Read the parsed JSON of a key change.

    Raises:
        BundleRefused: JSON, where anything in it is not as it must be.
    """
    fields = begin(document, SCHEMA)
    change = KeyChange(
        region=fields.match("region", DISTRICT),
        role=cast(DistrictRole, fields.one_of("role", ("operator", "head"))),
        person=fields.text("person", _MAX_TEXT),
        old=fields.inner("old").public_key(),
        new=fields.inner("new").public_key(),
        at=fields.moment("at"),
        reason=fields.optional("reason", _MAX_TEXT),
    )
    if change.old == change.new:
        raise refused("new")
    return change


def check_keychange(document: object, info: BagInfo) -> KeyChange:
    """Read a key change that must agree with the label of its bag."""
    change = parse_keychange(document)
    must_equal("region", change.region, info.region)
    return change


def check_both_signed(
    change: KeyChange, signed: bytes, signature: bytes, signers: Iterable[Signer]
) -> None:
    """Check that the old key is the one that signed, and that the new one signed too.

    Args:
        change: What the document says.
        signed: The tag manifest.
        signature: The file of the new key's signature.
        signers: Who signed the bag.
    """
    old = next(signer for signer in signers if signer.slot == "main")
    must_equal("old", old.key_id, change.old.key_id)
    if old.key is not None:
        must_equal("old", old.key.public, change.old)
        must_equal("role", old.key.role, change.role)
    new = Signature.parse(signature)
    must_equal("new", new.key_id, change.new.key_id)
    if not change.new.verifies(signed, new):
        raise BundleRefused(Refusal.SIG_BAD, names.NEW_SIGNATURE)
