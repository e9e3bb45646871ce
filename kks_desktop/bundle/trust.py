"""Whose signature counts: the keys that this office trusts, and what they may sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kks_desktop.bundle import names
from kks_desktop.bundle.keys import PublicKey, Signature
from kks_desktop.bundle.refusals import BundleRefused, Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kks_desktop.bundle.baginfo import BagInfo

Role = Literal["operator", "head"]
Reason = Literal["superseded", "compromised"]

_PRACTICE_SENTENCE = (
    "Berkas ini hasil latihan dan tidak dimasukkan ke data yang sebenarnya. Buka di folder data "
    "latihan, atau minta berkas yang sebenarnya."
)


@dataclass(frozen=True)
class TrustedKey:
    """An enrolled key: whose it is, and when it counts."""

    public: PublicKey
    region: str
    role: Role
    person: str
    not_before: datetime | None = None
    not_after: datetime | None = None
    revoked_at: datetime | None = None
    reason: Reason | None = None

    def is_revoked(self, now: datetime) -> bool:
        """Tell whether the key was withdrawn; one replaced counts until its date has come."""
        if self.reason is None and self.revoked_at is None:
            return False
        replaced_later = self.reason == "superseded" and self.revoked_at is not None
        return not (replaced_later and self.revoked_at is not None and now < self.revoked_at)

    def is_valid(self, now: datetime) -> bool:
        """Tell whether ``now`` lies in the key's time."""
        started = self.not_before is None or self.not_before <= now
        return started and (self.not_after is None or now <= self.not_after)


@dataclass(frozen=True)
class Trust:
    """What this office goes by; ``now`` is its own clock, never the sender's.

    ``recipient`` is this office's name in bag-info, or None to read what is
    addressed to anybody; ``practice`` lets practice bundles in.
    """

    keys: tuple[TrustedKey, ...]
    now: datetime
    recipient: str | None = None
    required_roles: frozenset[Role] = frozenset({"operator"})
    practice: bool = False


@dataclass(frozen=True)
class Signer:
    """One signature of a bundle; ``key`` is None while the key is not enrolled here."""

    key_id: str
    role: Role
    trusted_comment: str
    key: TrustedKey | None
    signature: str = ""
    """The signature itself in hex."""


def check_signatures(tags: Mapping[str, bytes], trust: Trust) -> tuple[Signer, ...]:
    """Check every signature that can be checked; an unknown key is the caller's to judge."""
    roles: dict[str, Role] = {
        names.HEAD_SIGNATURE: "head",
        names.OPERATOR_SIGNATURE: "operator",
    }
    present = [name for name in roles if name in tags]
    if not present:
        raise BundleRefused(Refusal.UNSIGNED)
    signed = tags[names.TAG_MANIFEST]
    return tuple(_identify(signed, tags[name], roles[name], trust) for name in present)


def _identify(signed: bytes, data: bytes, role: Role, trust: Trust) -> Signer:
    signature = Signature.parse(data)
    # Anybody can make a key with a given id, so all that share it are tried.
    candidates = [key for key in trust.keys if key.public.key_id == signature.key_id]
    for key in candidates:
        if key.public.verifies(signed, signature):
            return Signer(signature.key_id, role, signature.trusted_comment, key, signature.hex)
    if candidates:
        raise BundleRefused(Refusal.SIG_BAD)
    return Signer(signature.key_id, role, signature.trusted_comment, None, signature.hex)


def check_authority(info: BagInfo, signers: tuple[Signer, ...], trust: Trust) -> None:
    """Check that the signers may send this, now, to us."""
    known = [signer.key for signer in signers if signer.key is not None]
    if any(key.region != info.signing_region for key in known):
        raise BundleRefused(Refusal.WRONG_DISTRICT)
    if any(key.is_revoked(trust.now) for key in known):
        raise BundleRefused(Refusal.REVOKED_KEY)
    if not all(key.is_valid(trust.now) for key in known):
        raise BundleRefused(Refusal.KEY_EXPIRED)
    misplaced = any(signer.key and signer.key.role != signer.role for signer in signers)
    if misplaced or not trust.required_roles <= {signer.role for signer in signers}:
        raise BundleRefused(Refusal.MISSING_ROLE)
    if trust.recipient is not None and info.recipient != trust.recipient:
        raise BundleRefused(Refusal.WRONG_RECIPIENT)
    if info.practice and not trust.practice:
        raise BundleRefused(Refusal.WRONG_RECIPIENT, sentence=_PRACTICE_SENTENCE)
