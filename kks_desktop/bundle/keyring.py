"""keyring.json: the keys that a province goes by, signed with its root key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast

from kks_desktop.bundle.baginfo import BagInfo
from kks_desktop.bundle.fields import (
    DISTRICT,
    PROVINCE,
    RECIPIENT,
    Fields,
    begin,
    filled,
    must_equal,
    refused,
    timestamp,
)
from kks_desktop.bundle.refusals import BundleRefused, Refusal
from kks_desktop.bundle.trust import Reason, Role, TrustedKey
from kks_desktop.domain.strict_json import canonical_json

SCHEMA = "keyring/1"
MAX_SERIAL = 999
MAX_KEYS = 5_000
MAX_RECEIPT_KEYS = 100
MAX_RECIPIENTS = 20
_MAX_PERSON = 200

Use = Literal["province", "recovery"]


@dataclass(frozen=True)
class AgeRecipient:
    """A public key to seal for; ``recovery`` is the one whose other half lies in a safe."""

    recipient: str
    use: Use


@dataclass(frozen=True)
class Keyring:
    """A keyring; ``keys`` are the districts', ``receipt_keys`` the province's own."""

    serial: int
    issued_at: datetime
    province: str
    keys: tuple[TrustedKey, ...]
    receipt_keys: tuple[TrustedKey, ...]
    age_recipients: tuple[AgeRecipient, ...] = ()

    def to_bytes(self) -> bytes:
        """Write keyring.json; the same keyring gives the same bytes."""
        return canonical_json(
            {
                "schema": SCHEMA,
                "serial": self.serial,
                "issued_at": timestamp(self.issued_at),
                "province": self.province,
                "keys": [
                    _item(key) | {"district": key.region, "role": key.role}
                    for key in _sorted(self.keys)
                ],
                "receipt_keys": [_item(key) for key in _sorted(self.receipt_keys)],
                "age_recipients": [
                    {"recipient": one.recipient, "use": one.use} for one in self.age_recipients
                ],
            }
        )


def _sorted(keys: Iterable[TrustedKey]) -> list[TrustedKey]:
    return sorted(keys, key=lambda key: (key.region, key.role, key.public.line))


def _item(key: TrustedKey) -> dict[str, Any]:
    times = {
        name: timestamp(moment) if moment else None
        for name, moment in (
            ("not_before", key.not_before),
            ("not_after", key.not_after),
            ("revoked_at", key.revoked_at),
        )
    }
    return filled(
        key_id=key.public.key_id,
        pub=key.public.line,
        person=key.person,
        reason=key.reason,
        **times,
    )


def parse_keyring(document: object) -> Keyring:
    """Read the parsed JSON of a keyring.

    Raises:
        BundleRefused: JSON, where anything in it is not as it must be; MISMATCH, where it
            holds a key of another province.
    """
    fields = begin(document, SCHEMA)
    province = fields.match("province", PROVINCE)
    keyring = Keyring(
        serial=fields.whole("serial", 1, MAX_SERIAL),
        issued_at=fields.moment("issued_at"),
        province=province,
        keys=tuple(
            _key(
                item,
                item.match("district", DISTRICT),
                cast(Role, item.one_of("role", ("operator", "head"))),
            )
            for item in fields.items("keys", MAX_KEYS)
        ),
        receipt_keys=tuple(
            _key(item, province, "receipt")
            for item in fields.items("receipt_keys", MAX_RECEIPT_KEYS)
        ),
        age_recipients=tuple(
            AgeRecipient(
                item.match("recipient", RECIPIENT),
                cast(Use, item.one_of("use", ("province", "recovery"))),
            )
            for item in fields.items("age_recipients", MAX_RECIPIENTS)
        ),
    )
    if any(key.region[:2] != province for key in keyring.keys):
        raise BundleRefused(Refusal.MISMATCH, "district")
    lines = [key.public.line for key in (*keyring.keys, *keyring.receipt_keys)]
    # One key with two roles or times would be good for one reader and not for another.
    if len(set(lines)) != len(lines):
        raise refused("keys")
    return keyring


def _key(item: Fields, region: str, role: Role) -> TrustedKey:
    reason = None
    if item.has("reason"):
        reason = cast(Reason, item.one_of("reason", ("superseded", "compromised")))
    return TrustedKey(
        public=item.public_key(),
        region=region,
        role=role,
        person=item.text("person", _MAX_PERSON),
        not_before=item.optional_moment("not_before"),
        not_after=item.optional_moment("not_after"),
        revoked_at=item.optional_moment("revoked_at"),
        reason=reason,
    )


def check_keyring(document: object, info: BagInfo) -> Keyring:
    """Read a keyring that must agree with the label of its bag."""
    keyring = parse_keyring(document)
    must_equal("serial", keyring.serial, info.revision)
    must_equal("province", keyring.province, info.region)
    return keyring
