"""The keys of a province: root on a stick of its own, receipt key and sealing identity here.

The root key signs keyrings and nothing else needs it, so only its public half lies in the
data folder. The receipt key and the age identity have one passphrase.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kks_desktop.bundle import identity as bundle_identity
from kks_desktop.bundle.age import WORK
from kks_desktop.bundle.identity import (
    Identity,
    NewIdentity,
    make_identity,
    new_identity,
    protect_identity,
)
from kks_desktop.bundle.keys import (
    DEFAULT_COST,
    KdfCost,
    SecretKey,
    WrongPassphraseError,
    new_key,
    open_key,
)
from kks_desktop.bundle.quarantine import Opener
from kks_desktop.domain.errors import KksError
from kks_desktop.platform.durable import sync_folder
from kks_desktop.reports.model import KeyCard
from kks_desktop.services.key_files import (
    RECEIPT,
    ROOT,
    STEMS,
    has_key,
    keep,
    key_folder,
    owner_words,
    public_path,
    read_chosen,
    read_own,
    set_aside,
)
from kks_desktop.services.keys import (
    card_of,
    install_key,
    key_card,
    open_signing_key,
    own_row,
)
from kks_desktop.services.workspace import PROVINCE, Workspace
from kks_desktop.services.writing import write_whole
from kks_desktop.store.trust import (
    OWN,
    TrustedKeyRow,
    put_trusted_keys,
    revoke_key,
    trusted_keys,
)

if TYPE_CHECKING:
    import sqlite3

IDENTITY, NEXT_IDENTITY = "segel.age", "segel.age.baru"
RECIPIENT, RECOVERY = "segel.txt", "pulih.txt"
SUPERSEDED = "superseded"


def require_province(workspace: Workspace) -> None:
    """Refuse what only a province does.

    Raises:
        KksError: this is a district's data folder.
    """
    if workspace.require_session().info.role != PROVINCE:
        raise KksError(
            "Ini folder data kabupaten/kota; langkah ini hanya ada di provinsi.", code="WRONG_ROLE"
        )


# ------------------------------------------------------------------------------ root


def root_row(workspace: Workspace) -> TrustedKeyRow | None:
    """The root key in force: made last, or compared last with its card."""
    province = workspace.require_session().info.region_code.partition(".")[0]
    with workspace.reading() as connection:
        rows = [
            row
            for row in trusted_keys(connection)
            if row.role == ROOT and row.region == province and row.confirmed_at and not row.reason
        ]
    return rows[-1] if rows else None


def make_root(
    workspace: Workspace,
    folder: Path,
    passphrase: str,
    person: str,
    cost: KdfCost = DEFAULT_COST,
) -> KeyCard:
    """Make the root key into a folder outside, to be kept offline; only its ``.pub`` stays.

    A root key before it counts no longer: every district has to compare the new card.

    Raises:
        KksError: the folder is not outside, has a root key already, or cannot be written.
    """
    with new_key() as key:
        return keep_root(workspace, folder, key, key.protected(passphrase, cost), person)


def keep_root(
    workspace: Workspace, folder: Path, key: SecretKey, secret_file: bytes, person: str
) -> KeyCard:
    """Write a root key that was just made, and trust it here."""
    require_province(workspace)
    require_outside(workspace, folder)
    path = folder / f"{STEMS[ROOT]}.key"
    if path.exists():
        raise KksError(
            f"Di {folder} sudah ada kunci induk dan tidak ditimpa. Pilih flashdisk atau folder "
            "lain.",
            code="KEY_EXISTS",
        )
    row = own_row(workspace, ROOT, key.public, person)
    pub = key.public.to_text(owner_words(workspace, row.region, ROOT)).encode()
    write_outside(folder, {path.name: secret_file, f"{STEMS[ROOT]}.pub": pub})
    keep(key_folder(workspace), {public_path(workspace, ROOT).name: pub})
    workspace.write(lambda connection: put_root(connection, row)).result()
    return card_of(workspace, row)


def put_root(connection: sqlite3.Connection, row: TrustedKeyRow) -> None:
    """Trust a root key in the place of every other of its province."""
    for old in trusted_keys(connection):
        if old.role == ROOT and old.region == row.region and not old.reason:
            revoke_key(connection, old.public, row.added_at, SUPERSEDED)
    put_trusted_keys(connection, [row])


def open_root(workspace: Workspace, path: Path, passphrase: str) -> SecretKey:
    """Open the root key from the medium that it is kept on.

    Raises:
        KksError: there is none there, it is another one, or the passphrase is wrong.
    """
    row = root_row(workspace)
    if row is None:
        raise KksError(
            "Kunci induk provinsi belum dibuat; buat dahulu di Kunci & pendaftaran.", code="NO_KEY"
        )
    file = path / f"{STEMS[ROOT]}.key" if path.is_dir() else path
    key = open_key(read_chosen(file), passphrase)
    if key.public.line != row.public:
        key.wipe()
        raise KksError(
            f"Kunci di {file} bukan kunci induk provinsi ini ({row.key_id}). Tidak ada yang "
            "ditandatangani; pasang flashdisk kunci induk yang benar.",
            code="WRONG_KEY",
        )
    return key


def require_outside(workspace: Workspace, folder: Path) -> None:
    """Refuse a folder inside the data folder for what must not lie there.

    Raises:
        KksError: it lies inside, or is no folder.
    """
    if not folder.is_dir():
        raise KksError(
            f"Folder {folder} tidak ada. Tidak ada yang dibuat; pasang flashdisknya atau pilih "
            "folder lain.",
            code="NOT_WRITTEN",
        )
    if folder.resolve().is_relative_to(workspace.folder.resolve()):
        raise KksError(
            "Kunci ini tidak boleh disimpan di dalam folder data. Pilih flashdisk yang disimpan "
            "terpisah dari komputer ini.",
            code="PLACE_REFUSED",
        )


def write_outside(folder: Path, files: dict[str, bytes]) -> None:
    """Write files that only a person may read into a folder outside, and read them back.

    Raises:
        KksError: they could not be written whole.
    """
    for name, data in files.items():
        path = folder / name
        write_whole(path, data, private=True)
        if read_chosen(path) != data:
            raise KksError(
                f"{name} tidak sama saat dibaca ulang dari {folder}. Jangan dipakai; pilih "
                "media lain.",
                code="NOT_THE_SAME",
            )
    sync_folder(folder)


# ------------------------------------------------------------------------------ receipt key


def make_province_keys(
    workspace: Workspace,
    passphrase: str,
    person: str,
    cost: KdfCost = DEFAULT_COST,
    work: int = WORK,
) -> KeyCard:
    """Make the key that signs receipts and the identity that opens sealed bundles.

    Raises:
        KksError: there is a receipt key already, or the folder cannot be written.
    """
    require_province(workspace)
    if has_key(workspace, RECEIPT):
        raise KksError("Kunci tanda terima sudah ada dan tidak diganti.", code="KEY_EXISTS")
    return _install(workspace, passphrase, person, cost, work)


def replace_province_keys(
    workspace: Workspace,
    passphrase: str,
    person: str,
    cost: KdfCost = DEFAULT_COST,
    work: int = WORK,
) -> KeyCard:
    """New receipt key and sealing identity; the old ones are kept beside and count no more.

    The districts learn of it by the next keyring.

    Raises:
        KksError: there is none to replace, or the folder cannot be written.
    """
    require_province(workspace)
    if not has_key(workspace, RECEIPT):
        raise KksError("Belum ada kunci yang dapat diganti di sini.", code="NO_KEY")
    set_aside(workspace, RECEIPT, (IDENTITY, RECIPIENT))
    card = _install(workspace, passphrase, person, cost, work)

    def end_others(connection: sqlite3.Connection) -> None:
        for row in trusted_keys(connection):
            own = row.role == RECEIPT and row.source == OWN and not row.reason
            if own and row.public != card.public_line:
                revoke_key(connection, row.public, card.made_at, SUPERSEDED)

    workspace.write(end_others).result()
    return card


def _install(
    workspace: Workspace, passphrase: str, person: str, cost: KdfCost, work: int
) -> KeyCard:
    with new_key() as key:
        secret_file = key.protected(passphrase, cost)
        identity = identity_files(make_identity(passphrase, work))
        return keep_province_keys(workspace, key, secret_file, identity, person)


def keep_province_keys(
    workspace: Workspace,
    key: SecretKey,
    secret_file: bytes,
    identity: dict[str, bytes],
    person: str,
) -> KeyCard:
    """Keep a receipt key and the files of an identity that were just made."""
    keep(key_folder(workspace), identity)
    return install_key(workspace, RECEIPT, key, secret_file, person)


def identity_files(new: NewIdentity) -> dict[str, bytes]:
    """The files in which an identity that was just made is kept."""
    return {IDENTITY: new.secret_file, RECIPIENT: f"{new.recipient}\n".encode()}


def open_identity(workspace: Workspace, passphrase: str) -> Identity:
    """What opens bundles sealed for this province; takes about a second.

    Raises:
        KksError: there is none, it is damaged, or the passphrase is wrong.
    """
    folder = key_folder(workspace)
    if not (folder / IDENTITY).exists():
        raise KksError(
            "Kunci segel provinsi belum dibuat; buat dahulu di Kunci & pendaftaran.", code="NO_KEY"
        )
    begun = folder / NEXT_IDENTITY
    if begun.exists():  # a change of passphrase was cut off: either may be the right one
        try:
            identity = bundle_identity.open_identity(read_own(begun), passphrase)
        except WrongPassphraseError:
            return bundle_identity.open_identity(read_own(folder / IDENTITY), passphrase)
        if recipients_of(workspace).province in ("", identity.recipient):
            keep(folder, {IDENTITY: read_own(begun)})
            begun.unlink()
            return identity
        begun.unlink()  # it is of an identity that was replaced since, and lies aside
    return bundle_identity.open_identity(read_own(folder / IDENTITY), passphrase)


def change_province_passphrase(
    workspace: Workspace, old: str, new: str, cost: KdfCost = DEFAULT_COST, work: int = WORK
) -> None:
    """Protect receipt key and sealing identity with another passphrase.

    Raises:
        KksError: the old one does not open them; both stay as they were.
    """
    folder = key_folder(workspace)
    with open_signing_key(workspace, old, RECEIPT) as key:
        sealed = protect_identity(open_identity(workspace, old), new, work)
        keep(folder, {NEXT_IDENTITY: sealed})
        keep(folder, {f"{STEMS[RECEIPT]}.key": key.protected(new, cost)})
    keep(folder, {IDENTITY: sealed})
    (folder / NEXT_IDENTITY).unlink()


# ------------------------------------------------------------------------------ recovery


def make_recovery(workspace: Workspace, folder: Path) -> Path:
    """Write a second sealing identity into a folder outside; only its recipient stays here.

    Raises:
        KksError: the folder is not outside or cannot be written.
    """
    require_province(workspace)
    require_outside(workspace, folder)
    info = workspace.require_session().info
    identity = new_identity()
    path = folder / f"pulih-{info.region_code}-{identity.recipient[4:12]}.txt"
    text = (
        f"# Kunci pemulihan segel, {info.region_name}. Simpan di brankas; membuka semua berkas\n"
        f"# tersegel: age -d -i {path.name} BERKAS.zip.age > BERKAS.zip\n"
    )
    write_outside(folder, {path.name: f"{text}{identity.secret_text}".encode()})
    keep(key_folder(workspace), {RECOVERY: f"{identity.recipient}\n".encode()})
    return path


@dataclass(frozen=True, slots=True)
class Recipients:
    """Whom bundles are sealed for: this province, and the recovery kept in a safe."""

    province: str
    recovery: str


def recipients_of(workspace: Workspace) -> Recipients:
    """The recipients made here; blank where there is none yet."""
    return Recipients(*(_line(key_folder(workspace) / name) for name in (RECIPIENT, RECOVERY)))


def _line(path: Path) -> str:
    return read_own(path).decode("ascii", "replace").strip() if path.exists() else ""


def card_for(workspace: Workspace, role: str) -> KeyCard | None:
    """The card of this office's key of any role; ``None`` before it was made."""
    return root_card(workspace) if role == ROOT else key_card(workspace, role)


def root_card(workspace: Workspace) -> KeyCard | None:
    """The card by which districts come to trust the root key; ``None`` before it was made."""
    row = root_row(workspace)
    return card_of(workspace, row) if row is not None else None


def opener_of(workspace: Workspace, passphrase: str | None) -> Opener:
    """Opens the identity when the first sealed file is met, once; None without one.

    Whoever gets it lets go of it when the files are looked at, and of the identity with it.
    """
    if passphrase is None or not (key_folder(workspace) / IDENTITY).exists():
        return None

    @cache
    def opener() -> Identity:
        return open_identity(workspace, passphrase)

    return opener
