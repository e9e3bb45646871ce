"""Whose signature counts: the keys that this office trusts, and what they may sign."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from kks_desktop.bundle import names
from kks_desktop.bundle.keys import PublicKey, Signature
from kks_desktop.bundle.names import Kind
from kks_desktop.bundle.refusals import BundleRefused, Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kks_desktop.bundle.baginfo import BagInfo

Role = Literal["operator", "head", "root", "receipt"]
Reason = Literal["superseded", "compromised"]
Slot = Literal["main", "head", "new"]

_SLOTS: dict[str, Slot] = {
    names.HEAD_SIGNATURE: "head",
    names.MAIN_SIGNATURE: "main",
    names.NEW_SIGNATURE: "new",
}
MAIN_ROLES: dict[Kind, tuple[Role, ...]] = {
    Kind.SUBMISSION: ("operator",),
    Kind.OPD: ("operator",),
    Kind.RECEIPT: ("receipt",),
    Kind.VERDICT: ("receipt",),
    Kind.KEYRING: ("root",),
    Kind.REFERENCE: ("root", "receipt"),
    Kind.KEYCHANGE: ("operator", "head"),
}
"""Who may give the main signature of each kind."""

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
    addressed to anybody; ``practice`` lets practice bundles in. ``required_roles``
    is about submissions: what of other kinds must be signed is fixed.
    """

    keys: tuple[TrustedKey, ...]
    now: datetime
    recipient: str | None = None
    required_roles: frozenset[Role] = frozenset({"operator"})
    practice: bool = False

    def is_for_us(self, info: BagInfo) -> bool:
        """Tell whether a bag is for this office; a province's papers are for all under it."""
        if self.recipient is None:
            return True
        ours = {self.recipient}
        if info.kind in (Kind.KEYRING, Kind.REFERENCE):
            ours.add(f"districts-{self.recipient.partition('-')[2][:2]}")
        return info.recipient in ours


@dataclass(frozen=True)
class Signer:
    """One signature of a bundle; ``key`` is None while the key is not enrolled here.

    ``slot`` tells which signature file it is. The one in the slot ``new`` is a key change's:
    its key is never enrolled yet, and is checked against the document.
    """

    key_id: str
    role: Role
    trusted_comment: str
    key: TrustedKey | None
    slot: Slot = "main"
    signature: str = ""
    """The signature itself in hex."""


def check_signatures(tags: Mapping[str, bytes], trust: Trust) -> tuple[Signer, ...]:
    """Check every signature that can be checked; an unknown key is the caller's to judge."""
    present = [name for name in _SLOTS if name in tags]
    if not present:
        raise BundleRefused(Refusal.UNSIGNED)
    signed = tags[names.TAG_MANIFEST]
    return tuple(_identify(signed, tags[name], _SLOTS[name], trust) for name in present)


def _identify(signed: bytes, data: bytes, slot: Slot, trust: Trust) -> Signer:
    signature = Signature.parse(data)
    role: Role = "head" if slot == "head" else "operator"
    signer = Signer(signature.key_id, role, signature.trusted_comment, None, slot, signature.hex)
    if slot == "new":
        return signer
    # Anybody can make a key with a given id, so all that share it are tried.
    candidates = [key for key in trust.keys if key.public.key_id == signature.key_id]
    for key in candidates:
        if key.public.verifies(signed, signature):
            return replace(signer, key=key)
    if candidates:
        raise BundleRefused(Refusal.SIG_BAD)
    return signer


def in_their_roles(signers: tuple[Signer, ...], kind: Kind) -> tuple[Signer, ...]:
    """Give the signers the roles in which a bag of ``kind`` is signed."""
    return tuple(replace(signer, role=_role_of(signer, kind)) for signer in signers)


def _role_of(signer: Signer, kind: Kind) -> Role:
    if signer.slot == "head":
        return "head"
    allowed = MAIN_ROLES[kind]
    return signer.key.role if signer.key and signer.key.role in allowed else allowed[0]


def check_authority(info: BagInfo, signers: tuple[Signer, ...], trust: Trust) -> None:
    """Check that the signers may send this, now, to us."""
    known = [signer.key for signer in signers if signer.key is not None]
    if any(key.region != info.signing_region for key in known):
        raise BundleRefused(Refusal.WRONG_DISTRICT)
    if any(key.is_revoked(trust.now) for key in known):
        raise BundleRefused(Refusal.REVOKED_KEY)
    if not all(key.is_valid(trust.now) for key in known):
        raise BundleRefused(Refusal.KEY_EXPIRED)
    if not _roles_fit(info.kind, signers, trust):
        raise BundleRefused(Refusal.MISSING_ROLE)
    if not trust.is_for_us(info):
        raise BundleRefused(Refusal.WRONG_RECIPIENT)
    if info.practice and not trust.practice:
        raise BundleRefused(Refusal.WRONG_RECIPIENT, sentence=_PRACTICE_SENTENCE)


def _roles_fit(kind: Kind, signers: tuple[Signer, ...], trust: Trust) -> bool:
    slots = {signer.slot for signer in signers}
    if "main" not in slots or (kind is Kind.KEYCHANGE and "new" not in slots):
        return False
    if any(signer.key and signer.key.role != signer.role for signer in signers):
        return False
    roles = {signer.role for signer in signers}
    return kind is not Kind.SUBMISSION or trust.required_roles <= roles
