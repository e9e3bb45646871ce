"""The district's signing key: made once, protected by a passphrase, trusted here."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from kks_desktop.bundle.keys import PublicKey, SecretKey, make_key, open_key
from kks_desktop.bundle.trust import Trust, TrustedKey
from kks_desktop.domain.errors import KksError
from kks_desktop.reports.model import KeyCard
from kks_desktop.services.fields import PROFILE
from kks_desktop.services.workspace import PROVINCE, Workspace
from kks_desktop.store.revisions import TrustedKeyRow, put_trusted_keys, trusted_keys

ROLE = "operator"
MIN_LENGTH = 10
_WORDS = ("sangat lemah", "lemah", "sedang", "kuat", "sangat kuat")
_ENOUGH = 3
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Strength:
    """How hard a passphrase is to guess: 0 to 4, in a word, and whether it will do."""

    score: int
    words: str
    enough: bool


def passphrase_strength(text: str, hints: tuple[str, ...] = ()) -> Strength:
    """Judge a passphrase; ``hints`` are words that a guesser knows (region, names)."""
    if not text:
        return Strength(0, _WORDS[0], enough=False)
    from zxcvbn import zxcvbn

    hinted = " ".join(hints).lower().split()
    known = [*hinted, "".join(hinted), "kks", "sehat", "indonesia", "latihan", "sandi"]
    bare = text[:72].lower().replace(" ", "")
    score = zxcvbn(bare, user_inputs=known)["score"]
    for word in sorted(known, key=len, reverse=True):
        bare = bare.replace(word, "")
    if len(bare) < MIN_LENGTH // 2:
        score = min(score, 1)  # little but words that anyone here would try
    long_enough = MIN_LENGTH <= len(text) <= _LONGEST
    words = _WORDS[score] if long_enough else f"terlalu pendek, paling sedikit {MIN_LENGTH} huruf"
    return Strength(score, words, enough=long_enough and score >= _ENOUGH)


def key_folder(workspace: Workspace) -> Path:
    """Where the key files of a data folder lie."""
    return workspace.folder / "kunci"


def _secret_path(workspace: Workspace) -> Path:
    return key_folder(workspace) / f"{ROLE}.key"


def has_key(workspace: Workspace) -> bool:
    """Whether a signing key was made here."""
    return _secret_path(workspace).exists()


def create_key(workspace: Workspace, passphrase: str, person: str) -> KeyCard:
    """Make this district's signing key and trust it here; takes about a second.

    Raises:
        KksError: there is a key already, or the folder cannot be written.
    """
    session = workspace.require_session()
    if has_key(workspace):
        raise KksError("Kunci pengesahan sudah ada dan tidak diganti.", code="KEY_EXISTS")
    new = make_key(passphrase)
    row = TrustedKeyRow(
        key_id=new.public.key_id,
        public=new.public.line,
        region=session.info.region_code,
        role=ROLE,
        person=person.strip(),
        added_at=workspace.clock().isoformat(timespec="seconds"),
    )
    workspace.write(lambda connection: put_trusted_keys(connection, [row])).result()
    try:
        folder = key_folder(workspace)
        folder.mkdir(mode=0o700, exist_ok=True)
        _write_file(folder / f"{ROLE}.pub", new.public.to_text().encode(), 0o644)
        _write_file(_secret_path(workspace), new.secret_file, 0o600)
    except OSError as cause:
        raise KksError(
            "Kunci pengesahan tidak dapat disimpan di folder data. Isian Anda tetap utuh; "
            "periksa ruang dan izin folder itu.",
            code="KEY_NOT_SAVED",
        ) from cause
    return _card(workspace, row)


def _write_file(path: Path, data: bytes, mode: int) -> None:
    """Write a file so that it is there whole or not at all, also after a power cut."""
    part = path.with_suffix(path.suffix + ".part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, path)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def key_card(workspace: Workspace) -> KeyCard | None:
    """The card of this district's key; ``None`` before it was made."""
    if not has_key(workspace):
        return None
    line = public_key(workspace).line
    with workspace.reading() as connection:
        row = next((row for row in trusted_keys(connection) if row.public == line), None)
    return _card(workspace, row) if row else None


def public_key(workspace: Workspace) -> PublicKey:
    """This district's public key."""
    try:
        return PublicKey.parse((key_folder(workspace) / f"{ROLE}.pub").read_bytes())
    except OSError as cause:
        raise _unreadable() from cause


def _card(workspace: Workspace, row: TrustedKeyRow) -> KeyCard:
    session = workspace.require_session()
    return KeyCard(
        region_code=row.region,
        region_name=session.info.region_name,
        role=row.role,
        person=row.person,
        key_id=row.key_id,
        public_line=row.public,
        fingerprint=PublicKey(row.public).fingerprint,
        made_at=row.added_at,
        office=session.raw(PROFILE, "kantor"),
        province_name=session.info.province_name,
    )


def open_signing_key(workspace: Workspace, passphrase: str) -> SecretKey:
    """Open this district's key; takes about a second.

    Raises:
        KksError: there is no key, it cannot be read, or the passphrase is wrong.
    """
    if not has_key(workspace):
        raise KksError("Kunci pengesahan belum dibuat di folder data ini.", code="NO_KEY")
    try:
        secret = _secret_path(workspace).read_bytes()
    except OSError as cause:
        raise _unreadable() from cause
    return open_key(secret, passphrase)


def _unreadable() -> KksError:
    return KksError(
        "Berkas kunci pengesahan tidak dapat dibaca. Isian Anda tetap utuh; periksa folder data.",
        code="KEY_UNREADABLE",
    )


def trust_of(workspace: Workspace) -> Trust:
    """The keys that a data folder believes, by its own clock."""
    session = workspace.session
    with workspace.reading() as connection:
        rows = trusted_keys(connection)
    keys = tuple(
        TrustedKey(
            public=PublicKey(row.public),
            region=row.region,
            role="head" if row.role == "head" else "operator",
            person=row.person,
        )
        for row in rows
    )
    recipient = None
    if session is not None and session.info.role == PROVINCE:
        recipient = recipient_of(session.info.region_code)
    return Trust(
        keys=keys,
        now=workspace.clock(),
        recipient=recipient,
        practice=session is not None and session.info.practice,
    )


def recipient_of(region_code: str) -> str:
    """The province that a district's bundle is addressed to: ``province-15`` for ``15.71``."""
    return f"province-{region_code.partition('.')[0]}"
