"""The province's keyring: what the next one would say, signing it, and taking one over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kks_desktop.bundle.keyring import AgeRecipient, Keyring, parse_keyring
from kks_desktop.bundle.keys import SecretKey
from kks_desktop.bundle.names import Kind
from kks_desktop.bundle.trust import TrustedKey
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.strict_json import parse_json
from kks_desktop.services.key_files import HEAD, OPERATOR, RECEIPT
from kks_desktop.services.keys import trusted_key
from kks_desktop.services.province_keys import open_root, recipients_of, require_province
from kks_desktop.services.signed_papers import (
    make_paper,
    newest,
    next_serial,
    one_line,
    province_of,
    signer_ended,
    this_second,
)
from kks_desktop.services.workspace import PROVINCE, Workspace
from kks_desktop.store.trust import (
    FROM_KEYRING,
    PaperRow,
    TrustedKeyRow,
    adopt_keys,
    put_paper,
    revoke_key,
    trusted_keys,
)

if TYPE_CHECKING:
    import sqlite3


def keyring_of(workspace: Workspace) -> Keyring | None:
    """The keyring in force here; ``None`` if there is none."""
    paper = newest(workspace, Kind.KEYRING)
    return parse_keyring(parse_json(paper.document)) if paper else None


def sealing_recipients(workspace: Workspace) -> tuple[str, ...]:
    """Whom bundles for the province are sealed for; empty while nobody said."""
    if workspace.require_session().info.role == PROVINCE:
        own = recipients_of(workspace)
        return tuple(one for one in (own.province, own.recovery) if one)
    keyring = keyring_of(workspace)
    return tuple(one.recipient for one in keyring.age_recipients) if keyring else ()


# ------------------------------------------------------------------------------ signing


@dataclass(frozen=True, slots=True)
class NextKeyring:
    """The keyring that would be signed now, and what in it differs from the one in force."""

    keyring: Keyring
    added: tuple[TrustedKey, ...]
    changed: tuple[TrustedKey, ...]
    recipients_changed: bool
    signer_ended: bool = False

    @property
    def wanted(self) -> bool:
        """Whether the districts do not know yet what this office goes by, or by whose word."""
        return bool(self.added or self.changed or self.recipients_changed or self.signer_ended)


def next_keyring(workspace: Workspace) -> NextKeyring:
    """What the next keyring would say: every confirmed key, also those that ended."""
    require_province(workspace)
    with workspace.reading() as connection:
        rows = [row for row in trusted_keys(connection) if row.confirmed_at]
    keys = [_told(trusted_key(row)) for row in rows]
    own = recipients_of(workspace)
    keyring = Keyring(
        serial=next_serial(workspace, Kind.KEYRING),
        issued_at=this_second(workspace),
        province=province_of(workspace),
        keys=tuple(key for key in keys if key.role in (OPERATOR, HEAD)),
        receipt_keys=tuple(key for key in keys if key.role == RECEIPT),
        age_recipients=_recipients(own.province, own.recovery),
    )
    before, paper = keyring_of(workspace), newest(workspace, Kind.KEYRING)
    known = {key.public: key for key in _all_keys(before)} if before else {}
    return NextKeyring(
        keyring=keyring,
        added=tuple(key for key in _all_keys(keyring) if key.public not in known),
        changed=tuple(
            key for key in _all_keys(keyring) if key.public in known and known[key.public] != key
        ),
        recipients_changed=keyring.age_recipients != (before.age_recipients if before else ()),
        signer_ended=paper is not None and signer_ended(workspace, paper),
    )


def _recipients(province: str, recovery: str) -> tuple[AgeRecipient, ...]:
    found = (AgeRecipient(province, "province"), AgeRecipient(recovery, "recovery"))
    return tuple(one for one in found if one.recipient)


def _all_keys(keyring: Keyring) -> Iterable[TrustedKey]:
    return (*keyring.keys, *keyring.receipt_keys)


def _told(key: TrustedKey) -> TrustedKey:
    """The key as a keyring can say it: times to the second, a name on one line."""
    return replace(
        key,
        person=one_line(key.person) or key.region,
        not_before=_second(key.not_before),
        not_after=_second(key.not_after),
        revoked_at=_second(key.revoked_at),
    )


def _second(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC).replace(microsecond=0) if moment else None


def sign_keyring(workspace: Workspace, root: Path, passphrase: str) -> PaperRow:
    """Sign the next keyring with the root key from its medium, and put it in force here.

    Raises:
        KksError: the root key is not there or does not open, or there is no receipt key yet.
    """
    with open_root(workspace, root, passphrase) as key:
        return sign_keyring_with(workspace, key)


def sign_keyring_with(workspace: Workspace, key: SecretKey) -> PaperRow:
    """Sign the next keyring with an opened root key."""
    keyring = next_keyring(workspace).keyring
    if not keyring.receipt_keys:
        raise KksError(
            "Kunci tanda terima belum dibuat, jadi daftar kunci belum dapat ditandatangani. Buat "
            "dahulu kunci tanda terima.",
            code="NO_KEY",
        )
    return make_paper(
        workspace, Kind.KEYRING, keyring.serial, keyring.issued_at, keyring.to_bytes(), key
    )


# ------------------------------------------------------------------------------ taking over


def adopt_keyring(workspace: Workspace, keyring: Keyring, paper: PaperRow) -> None:
    """Go by a keyring from now on: its receipt keys, and what it says of this office's own keys.

    Another desk of the province takes over every key. One that the keyring no longer lists,
    and that came from a keyring before, counts no more.
    """
    info = workspace.require_session().info
    whole = info.role == PROVINCE
    keys = [key for key in keyring.keys if whole or key.region == info.region_code]
    rows = [_row(key, paper) for key in (*keys, *keyring.receipt_keys)]
    listed = {row.public for row in rows}

    def adopt(connection: sqlite3.Connection) -> None:
        adopt_keys(connection, rows)
        for old in trusted_keys(connection):
            if old.source == FROM_KEYRING and old.public not in listed and not old.reason:
                revoke_key(connection, old.public, paper.issued_at, "superseded")
        put_paper(connection, paper)

    workspace.write(adopt).result()


def _row(key: TrustedKey, paper: PaperRow) -> TrustedKeyRow:
    return TrustedKeyRow(
        key_id=key.public.key_id,
        public=key.public.line,
        region=key.region,
        role=key.role,
        person=key.person,
        added_at=paper.added_at,
        source=FROM_KEYRING,
        added_by=f"daftar kunci nomor {paper.serial}",
        confirmed_at=paper.added_at,
        confirmed_by="",
        not_before=_text(key.not_before),
        not_after=_text(key.not_after),
        revoked_at=_text(key.revoked_at),
        reason=key.reason,
    )


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
