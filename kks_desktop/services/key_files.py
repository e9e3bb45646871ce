"""The key files of a data folder: where they lie, read within bounds, written for one person."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import NamedTuple

from kks_desktop.bundle.keys import KeyFileError, PublicKey
from kks_desktop.domain.errors import KksError
from kks_desktop.platform.durable import open_new, sync_folder
from kks_desktop.services.workspace import Workspace

OPERATOR, HEAD, ROOT, RECEIPT = "operator", "head", "root", "receipt"
STEMS = {OPERATOR: "operator", HEAD: "head", ROOT: "akar", RECEIPT: "terima"}
"""The names of the files of each role's key."""
MAX_KEY_FILE = 4096
"""Bytes; a key file has about 250."""
_ASIDE = "lama"
_OWNER = re.compile(
    r"\bkks-desktop (\d\d(?:\.\d\d)?) (operator|head|root|receipt)\b( latihan\b)?", re.ASCII
)


def key_folder(workspace: Workspace) -> Path:
    """Where the key files of a data folder lie."""
    return workspace.folder / "kunci"


def secret_path(workspace: Workspace, role: str) -> Path:
    """The passphrase-protected key of a role; a root's never lies in the data folder."""
    return key_folder(workspace) / f"{STEMS[role]}.key"


def public_path(workspace: Workspace, role: str) -> Path:
    """The public half of a role's key."""
    return key_folder(workspace) / f"{STEMS[role]}.pub"


def has_key(workspace: Workspace, role: str = OPERATOR) -> bool:
    """Whether a signing key of this role was made here."""
    return secret_path(workspace, role).exists()


def public_key(workspace: Workspace, role: str = OPERATOR) -> PublicKey:
    """The public half of this data folder's key of a role."""
    return PublicKey.parse(read_own(public_path(workspace, role)))


def read_own(path: Path) -> bytes:
    """A key file of this data folder.

    Raises:
        KksError: it cannot be read, or is far too long for one.
    """
    try:
        return read_bounded(path)
    except OSError as cause:
        raise KksError(
            "Berkas kunci pengesahan tidak dapat dibaca. Isian Anda tetap utuh; periksa folder "
            "data, atau pulihkan kunci dari cadangannya.",
            code="KEY_UNREADABLE",
        ) from cause


def read_bounded(path: Path) -> bytes:
    """A small file whole.

    Raises:
        OSError: it cannot be read.
        KksError: it is longer than any key file.
    """
    with path.open("rb") as file:
        data = file.read(MAX_KEY_FILE + 1)
    if len(data) > MAX_KEY_FILE:
        raise KksError(
            f"Berkas {path.name} terlalu besar untuk berkas kunci; tidak ada yang diubah. "
            "Pilih berkas kunci yang benar.",
            code="KEY_FILE",
        )
    return data


def keep(folder: Path, files: dict[str, bytes]) -> None:
    """Write key files in this order, each whole or not at all, readable by this person only.

    On Windows a new file takes the rights of its folder, which lies in the person's profile.

    Raises:
        KksError: they cannot be written; what was there before stays.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        for name, data in files.items():
            _write(folder / name, data)
    except OSError as cause:
        raise KksError(
            "Kunci pengesahan tidak dapat disimpan di folder data. Isian Anda tetap utuh; "
            "periksa ruang dan izin folder itu.",
            code="KEY_NOT_SAVED",
        ) from cause


def set_aside(workspace: Workspace, role: str, more: tuple[str, ...] = ()) -> None:
    """Keep a copy of a role's key beside it before another takes its place.

    ``more`` names files that go with it. What lies aside already stays: a replacement that was
    cut short and begun again has another file of the same name to put there.

    Raises:
        KksError: it cannot be read or copied; nothing was changed.
    """
    paths = [secret_path(workspace, role), public_path(workspace, role)]
    old = {path.suffix: read_own(path) for path in paths if path.exists()}
    name = _name_of(old.get(".pub", b""))
    files = {f"{STEMS[role]}-{name}{suffix}": data for suffix, data in old.items()}
    for path in (key_folder(workspace) / one for one in more):
        if path.exists():
            files[f"{path.stem}-{name}{path.suffix}"] = read_own(path)
    aside = key_folder(workspace) / _ASIDE
    keep(aside, {_free_name(aside, name, data): data for name, data in files.items()})


def _free_name(folder: Path, name: str, data: bytes) -> str:
    """The name itself, or the next one that no other file has."""
    path, number = folder / name, 1
    while path.exists() and read_own(path) != data:
        number += 1
        path = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
    return path.name


def _name_of(pub: bytes) -> str:
    """What tells one old key from another; of a damaged file its hash."""
    try:
        return PublicKey.parse(pub).key_id
    except KeyFileError:
        return hashlib.sha256(pub).hexdigest()[:16]


class Owner(NamedTuple):
    """Whose key the comment of a key file says it is, and whether it was made in practice."""

    region: str
    role: str
    practice: bool


def owner_words(workspace: Workspace, region: str, role: str) -> str:
    """What the comment of a key file says of its owner: a hint, never believed."""
    words = f"kks-desktop {region} {role}"
    return f"{words} latihan" if workspace.require_session().info.practice else words


def owner_of(data: bytes) -> Owner | None:
    """Whom the comment of a key file names, where it does."""
    found = _OWNER.search(data.partition(b"\n")[0].decode("ascii", "replace"))
    return Owner(found[1], found[2], bool(found[3])) if found else None


def refuse_other_world(workspace: Workspace, practice: bool) -> None:
    """Keep keys made in practice and real ones apart.

    Raises:
        KksError: the key is practice and this folder is not, or the other way round.
    """
    if practice and not workspace.require_session().info.practice:
        raise KksError(
            "Kunci ini dibuat dalam latihan, sedangkan data di sini yang sebenarnya. Tidak ada "
            "yang berubah; minta kunci yang sebenarnya dari pemiliknya.",
            code="PRACTICE",
        )
    if not practice and workspace.require_session().info.practice:
        raise KksError(
            "Ini data latihan, sedangkan kunci ini bukan kunci latihan. Tidak ada yang berubah; "
            "pakai kunci ini di folder data yang sebenarnya.",
            code="PRACTICE",
        )


def read_chosen(path: Path) -> bytes:
    """A key file or card that a person chose.

    Raises:
        KksError: it cannot be read or is too long.
    """
    try:
        return read_bounded(path)
    except OSError as cause:
        raise KeyFileError(
            f"Berkas {path.name} tidak dapat dibaca; tidak ada yang diubah. Pasang lagi "
            "medianya atau pilih berkas lain."
        ) from cause


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(f"{path.name}.part")
    with os.fdopen(open_new(part, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, path)
    sync_folder(path.parent)
