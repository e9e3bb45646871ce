"""Read the small signed documents: every value of the right kind and within its bounds."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime
from typing import Any

from kks_desktop.bundle.keys import KeyFileError, PublicKey
from kks_desktop.bundle.refusals import BundleRefused, Refusal

CONTENT_ID = re.compile(r"sha256:[0-9a-f]{64}")
SHA256 = re.compile(r"[0-9a-f]{64}")
UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
REGION = re.compile(r"[0-9]{2}(\.[0-9]{2})?")
DISTRICT = re.compile(r"[0-9]{2}\.[0-9]{2}")
PROVINCE = re.compile(r"[0-9]{2}")
KEY_ID = re.compile(r"[0-9A-F]{16}")
RECIPIENT = re.compile(r"age1[02-9ac-hj-np-z]{58}")

_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Fields:
    """One object of a document; a value that is not as it must be refuses the whole."""

    def __init__(self, value: object) -> None:
        if not isinstance(value, dict):
            raise BundleRefused(Refusal.JSON)
        self._values: dict[str, Any] = value

    def has(self, key: str) -> bool:
        """Tell whether something stands at ``key``."""
        return key in self._values

    def text(self, key: str, longest: int, *, lines: bool = False) -> str:
        """Give a text that can be shown as it is; ``lines`` lets it have several lines."""
        value = self._values.get(key)
        if not isinstance(value, str) or not 0 < len(value) <= longest:
            raise refused(key)
        # isprintable() also keeps out what turns the direction of writing.
        if (
            value != value.strip()
            or not (value.replace("\n", "") if lines else value).isprintable()
        ):
            raise refused(key)
        return value

    def optional(self, key: str, longest: int, *, lines: bool = False) -> str:
        """Give a text, or an empty one where nothing stands."""
        return self.text(key, longest, lines=lines) if self.has(key) else ""

    def match(self, key: str, pattern: re.Pattern[str]) -> str:
        """Give a text that is wholly of ``pattern``."""
        value = self._values.get(key)
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise refused(key)
        return value

    def one_of(self, key: str, allowed: Collection[str]) -> str:
        """Give one of the ``allowed`` words."""
        value = self._values.get(key)
        if not isinstance(value, str) or value not in allowed:
            raise refused(key)
        return value

    def whole(self, key: str, lowest: int, highest: int) -> int:
        """Give a whole number; true is none."""
        value = self._values.get(key)
        if type(value) is not int or not lowest <= value <= highest:
            raise refused(key)
        return value

    def flag(self, key: str) -> bool:
        """Give true or false."""
        value = self._values.get(key)
        if not isinstance(value, bool):
            raise refused(key)
        return value

    def moment(self, key: str) -> datetime:
        """Give a time in UTC, to the second."""
        try:
            return datetime.fromisoformat(self.match(key, _TIME)).astimezone(UTC)
        except ValueError as fault:
            raise refused(key) from fault

    def optional_moment(self, key: str) -> datetime | None:
        """Give a time, or None where nothing stands."""
        return self.moment(key) if self.has(key) else None

    def day(self, key: str) -> date:
        """Give a date."""
        try:
            return date.fromisoformat(self.match(key, _DAY))
        except ValueError as fault:
            raise refused(key) from fault

    def public_key(self) -> PublicKey:
        """Give the key at ``pub``, whose id must stand at ``key_id``."""
        try:
            key = PublicKey.parse(self.text("pub", 100))
        except KeyFileError as fault:
            raise refused("pub") from fault
        if key.line != self._values["pub"] or self.match("key_id", KEY_ID) != key.key_id:
            raise refused("key_id")
        return key

    def inner(self, key: str) -> Fields:
        """Give the object at ``key``."""
        return Fields(self._values.get(key))

    def items(self, key: str, most: int, *, least: int = 0) -> Iterator[Fields]:
        """Give the objects of a list; an absent list is an empty one."""
        values = self._values.get(key, [])
        if not isinstance(values, list) or not least <= len(values) <= most:
            raise refused(key)
        return map(Fields, values)


def refused(key: str) -> BundleRefused:
    """Say which value cannot be used; ``key`` is a name of ours."""
    return BundleRefused(Refusal.JSON, key)


def begin(document: object, schema: str) -> Fields:
    """Start on a document that must say what it is."""
    fields = Fields(document)
    fields.one_of("schema", (schema,))
    return fields


def must_equal(key: str, value: object, expected: object) -> None:
    """Refuse a document that says otherwise than the label of its bag."""
    if value != expected:
        raise BundleRefused(Refusal.MISMATCH, key)


def timestamp(moment: datetime) -> str:
    """Write a time as ``Fields.moment`` reads it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def filled(**values: object) -> dict[str, Any]:
    """Give an object without what is blank; false and zero are not blank."""
    return {key: value for key, value in values.items() if value is not None and value != ""}
