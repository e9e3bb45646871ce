"""The signing keys of a data folder: made, opened, guarded, replaced; and whom it trusts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from kks_desktop.bundle.keys import (
    DEFAULT_COST,
    KdfCost,
    PublicKey,
    SecretKey,
    new_key,
    open_key,
)
from kks_desktop.bundle.trust import Reason, Role, Trust, TrustedKey
from kks_desktop.domain.errors import KksError
from kks_desktop.reports.model import KeyCard
from kks_desktop.services.fields import PROFILE
from kks_desktop.services.key_files import (
    HEAD,
    OPERATOR,
    RECEIPT,
    has_key,
    keep,
    key_folder,
    owner_words,
    public_key,
    public_path,
    read_own,
    secret_path,
    set_aside,
)
from kks_desktop.services.workspace import DISTRICT, PROVINCE, Workspace
from kks_desktop.store.trust import OWN, TrustedKeyRow, put_trusted_keys, trusted_keys

DISTRICT_ROLES = (OPERATOR, HEAD)


def roles_of(workspace: Workspace) -> tuple[str, ...]:
    """The roles whose secret keys lie in this data folder once they are made."""
    district = workspace.require_session().info.role == DISTRICT
    return DISTRICT_ROLES if district else (RECEIPT,)


# ------------------------------------------------------------------------------ making


def create_key(
    workspace: Workspace,
    passphrase: str,
    person: str,
    role: str = OPERATOR,
    cost: KdfCost = DEFAULT_COST,
) -> KeyCard:
    """Make a signing key of this office and trust it here; takes about a second.

    Raises:
        KksError: there is a key already, or the folder cannot be written.
    """
    if has_key(workspace, role):
        raise KksError("Kunci pengesahan sudah ada dan tidak diganti.", code="KEY_EXISTS")
    with new_key() as key:
        return install_key(workspace, role, key, key.protected(passphrase, cost), person)


def install_key(
    workspace: Workspace, role: str, key: SecretKey, secret_file: bytes, person: str
) -> KeyCard:
    """Keep a key as this office's own of a role and trust it here.

    The secret file is written last: until it is there, the key before it counts.
    """
    row = own_row(workspace, role, key.public, person)
    workspace.write(lambda connection: put_trusted_keys(connection, [row])).result()
    pub = key.public.to_text(owner_words(workspace, row.region, role)).encode()
    folder = key_folder(workspace)
    keep(folder, {public_path(workspace, role).name: pub})
    keep(folder, {secret_path(workspace, role).name: secret_file})
    return card_of(workspace, row)


def own_row(workspace: Workspace, role: str, public: PublicKey, person: str) -> TrustedKeyRow:
    """A key of this office, trusted from now on."""
    at = workspace.clock().isoformat(timespec="seconds")
    return TrustedKeyRow(
        key_id=public.key_id,
        public=public.line,
        region=workspace.require_session().info.region_code,
        role=role,
        person=person.strip(),
        added_at=at,
        source=OWN,
        added_by=person.strip(),
        confirmed_at=at,
    )


# ------------------------------------------------------------------------------ opening


def open_signing_key(workspace: Workspace, passphrase: str, role: str = OPERATOR) -> SecretKey:
    """Open this office's key of a role; takes about a second.

    Raises:
        KksError: there is no key, it cannot be read, or the passphrase is wrong.
    """
    if not has_key(workspace, role):
        raise KksError("Kunci pengesahan belum dibuat di folder data ini.", code="NO_KEY")
    key = open_key(read_own(secret_path(workspace, role)), passphrase)
    try:
        _agree(workspace, role, key)
    except BaseException:
        key.wipe()
        raise
    return key


def _agree(workspace: Workspace, role: str, key: SecretKey) -> None:
    """After a power cut in the middle of a replacement the secret file says which key it is."""
    path = public_path(workspace, role)
    region = workspace.require_session().info.region_code
    if path.exists() and public_key(workspace, role) == key.public:
        return
    keep(
        path.parent, {path.name: key.public.to_text(owner_words(workspace, region, role)).encode()}
    )


def change_passphrase(
    workspace: Workspace, role: str, old: str, new: str, cost: KdfCost = DEFAULT_COST
) -> None:
    """Protect the same key with another passphrase; takes about two seconds.

    Raises:
        KksError: the old one does not open it, or the file cannot be written; the key and
            its old passphrase stay as they were.
    """
    with open_signing_key(workspace, old, role) as key:
        data = key.protected(new, cost)
    keep(key_folder(workspace), {secret_path(workspace, role).name: data})


def replace_key(
    workspace: Workspace,
    role: str,
    passphrase: str,
    person: str,
    cost: KdfCost = DEFAULT_COST,
) -> KeyCard:
    """Make a new key in the place of one that was lost or whose holder left.

    The old files are kept beside it. The province has to be told by a new card, or by a
    change bag (``keychange``) where the old passphrase is still known.

    Raises:
        KksError: there is no key to replace, or the folder cannot be written.
    """
    if not has_key(workspace, role):
        raise KksError("Belum ada kunci yang dapat diganti di sini.", code="NO_KEY")
    with new_key() as key:
        secret_file = key.protected(passphrase, cost)
        set_aside(workspace, role)
        return install_key(workspace, role, key, secret_file, person)


# ------------------------------------------------------------------------------ cards


@dataclass(frozen=True, slots=True)
class OwnKey:
    """This office's key of a role; ``card`` is ``None`` before it is made.

    ``fault`` says what is wrong with its files, ``reason`` why the province revoked it.
    """

    role: str
    card: KeyCard | None
    fault: str = ""
    revoked_at: datetime | None = None
    reason: str | None = None


def own_keys(workspace: Workspace) -> tuple[OwnKey, ...]:
    """Every role that this office can have a key for, and the key."""
    return tuple(_own_key(workspace, role) for role in roles_of(workspace))


def _own_key(workspace: Workspace, role: str) -> OwnKey:
    try:
        row = own_trusted(workspace, role)
    except KksError as fault:
        return OwnKey(role, None, str(fault))
    if row is None:
        return OwnKey(role, None)
    return OwnKey(role, card_of(workspace, row), "", moment(row.revoked_at), row.reason)


def own_trusted(workspace: Workspace, role: str) -> TrustedKeyRow | None:
    """What this folder knows of its own key of a role; ``None`` before it was made.

    Data brought back from before the key was made come to know it again.

    Raises:
        KksError: its files cannot be read.
    """
    if not has_key(workspace, role):
        return None
    public = public_key(workspace, role)
    with workspace.reading() as connection:
        rows = trusted_keys(connection)
    known = next((row for row in rows if row.public == public.line), None)
    if known is not None:
        return known
    officer = workspace.require_session().raw(PROFILE, "operator")
    row = own_row(workspace, role, public, officer)
    if not workspace.read_only:
        workspace.write(lambda connection: put_trusted_keys(connection, [row])).result()
    return row


def key_card(workspace: Workspace, role: str = OPERATOR) -> KeyCard | None:
    """The card of this office's key of a role; ``None`` before it was made."""
    row = own_trusted(workspace, role)
    return card_of(workspace, row) if row else None


def card_of(workspace: Workspace, row: TrustedKeyRow) -> KeyCard:
    """The card of a key."""
    session = workspace.require_session()
    public = PublicKey(row.public)
    return KeyCard(
        region_code=row.region,
        region_name=session.info.region_name,
        role=row.role,
        person=row.person,
        key_id=row.key_id,
        public_line=row.public,
        pub_text=public.to_text(owner_words(workspace, row.region, row.role)),
        fingerprint=public.fingerprint,
        made_at=row.added_at,
        office=session.raw(PROFILE, "kantor"),
        province_name=session.info.province_name,
    )


# ------------------------------------------------------------------------------ trust


def trust_of(workspace: Workspace) -> Trust:
    """The keys that a data folder believes, by its own clock."""
    from kks_desktop.services.reference import policy_of  # which opens keys of this module

    session = workspace.session
    with workspace.reading() as connection:
        rows = trusted_keys(connection)
    recipient = None
    required: frozenset[Role] = frozenset({"operator"})
    if session is not None and session.info.role == PROVINCE:
        recipient = recipient_of(session.info.region_code)
        if policy_of(workspace).countersign:
            required |= {"head"}
    return Trust(
        required_roles=required,
        keys=tuple(trusted_key(row) for row in rows if row.confirmed_at),
        now=workspace.clock(),
        recipient=recipient,
        practice=session is not None and session.info.practice,
    )


def trusted_key(row: TrustedKeyRow) -> TrustedKey:
    """A key of the store as bundles are checked with it."""
    return TrustedKey(
        public=PublicKey(row.public),
        region=row.region,
        role=cast(Role, row.role),
        person=row.person,
        not_before=moment(row.not_before),
        not_after=moment(row.not_after),
        revoked_at=moment(row.revoked_at),
        reason=cast("Reason | None", row.reason),
    )


def moment(text: str | None) -> datetime | None:
    """A time of the store."""
    return datetime.fromisoformat(text) if text else None


def recipient_of(region_code: str) -> str:
    """The province that a district's bundle is addressed to: ``province-15`` for ``15.71``."""
    return f"province-{region_code.partition('.')[0]}"
