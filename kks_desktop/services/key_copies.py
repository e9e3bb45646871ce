"""Copies of a signing key: one file in a chosen folder, and the way back."""

from __future__ import annotations

import base64
import binascii
from pathlib import Path

from kks_desktop.bundle.identity import open_identity
from kks_desktop.bundle.keys import KeyFileError, open_key
from kks_desktop.domain.errors import KksError
from kks_desktop.reports.model import KeyCard
from kks_desktop.services.key_files import (
    RECEIPT,
    has_key,
    keep,
    key_folder,
    owner_of,
    owner_words,
    public_key,
    read_chosen,
    read_own,
    refuse_other_world,
    secret_path,
    set_aside,
)
from kks_desktop.services.keys import card_of, install_key, own_keys, own_trusted
from kks_desktop.services.province_keys import IDENTITY, RECIPIENT
from kks_desktop.services.workspace import Workspace
from kks_desktop.services.writing import write_whole

_SEAL = b"segel: "
"""In the copy of a receipt key: what follows is its sealing identity, in base64."""
ROLE_WORDS = {
    "operator": "operator",
    "head": "kepala",
    "root": "induk provinsi",
    "receipt": "tanda terima provinsi",
}
"""What the key of a role is called in a sentence."""


def back_up_key(workspace: Workspace, role: str, folder: Path) -> Path:
    """Copy a key, protected by its passphrase as it is, into one file of a chosen folder.

    A province's receipt key goes with the identity that opens its seals.

    Raises:
        KksError: there is no key, or the folder cannot be written.
    """
    if not has_key(workspace, role):
        raise KksError("Kunci pengesahan belum dibuat di folder data ini.", code="NO_KEY")
    region = workspace.require_session().info.region_code
    _, _, line = read_own(secret_path(workspace, role)).partition(b"\n")
    data = f"untrusted comment: {owner_words(workspace, region, role)}\n".encode() + line
    if role == RECEIPT:
        identity = read_own(key_folder(workspace) / IDENTITY)
        data = data.rstrip(b"\n") + b"\n" + _SEAL + base64.b64encode(identity) + b"\n"
    key_id = public_key(workspace, role).key_id
    path = folder / f"kunci-{region.replace('.', '')}-{role}-{key_id[:8]}.key"
    write_whole(path, data)
    if read_chosen(path) != data:
        raise KksError(
            f"Cadangan kunci di {folder} tidak sama saat dibaca ulang. Kunci di komputer ini "
            "tetap utuh; pakai tempat lain.",
            code="NOT_THE_SAME",
        )
    return path


def restore_key(workspace: Workspace, role: str, path: Path, passphrase: str) -> KeyCard:
    """Bring a key back from its copy, once the passphrase opens it.

    Raises:
        KksError: it is not a key file or another office's, the passphrase is wrong, or
            another key is in use here. Nothing was changed.
    """
    info = workspace.require_session().info
    data = read_chosen(path)
    owner = owner_of(data)
    if owner:
        refuse_other_world(workspace, owner.practice)
    if owner and owner[:2] != (info.region_code, role):
        raise KksError(
            f"Cadangan ini kunci {ROLE_WORDS[owner.role]} wilayah {owner.region}, bukan kunci "
            f"{ROLE_WORDS[role]} {info.region_name}. Tidak ada yang diubah; pilih berkas yang "
            "benar.",
            code="WRONG_KEY",
        )
    data, seal = _parts(data, role)
    with open_key(data, passphrase) as key:
        recipient = open_identity(seal, passphrase).recipient if seal else ""
        card = next(own.card for own in own_keys(workspace) if own.role == role)
        if card is not None and card.public_line != key.public.line:
            raise KksError(
                "Di sini sudah dipakai kunci lain, jadi cadangan ini tidak dipulihkan. Bila kunci "
                "sekarang hilang sandinya, pakai Ganti kunci.",
                code="KEY_EXISTS",
            )
        if has_key(workspace, role):
            set_aside(workspace, role, (IDENTITY, RECIPIENT) if seal else ())
        if seal:
            files = {IDENTITY: seal, RECIPIENT: f"{recipient}\n".encode()}
            keep(key_folder(workspace), files)
        restored = install_key(workspace, role, key, data, "")
    # with the name under which it was made, where this folder still knows it
    row = own_trusted(workspace, role)
    return card_of(workspace, row) if row else restored


def _parts(data: bytes, role: str) -> tuple[bytes, bytes]:
    """The key file itself, and of a receipt key the sealing identity with it."""
    if role != RECEIPT:
        return data, b""
    key, _, seal = data.partition(b"\n" + _SEAL)
    try:
        identity = base64.b64decode(seal.strip(), validate=True)
    except binascii.Error as cause:
        raise _incomplete() from cause
    if not identity:
        raise _incomplete()
    return key + b"\n", identity


def _incomplete() -> KeyFileError:
    return KeyFileError(
        "Cadangan kunci tanda terima ini tidak lengkap: kunci segelnya tidak ada. Tidak ada yang "
        "diubah; pilih cadangan lain."
    )
