"""The age identity that opens what is sealed for an office, kept under a passphrase."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kks_desktop.bundle.age import WORK, NotARecipient, check_recipient, seal_with_passphrase
from kks_desktop.bundle.keys import KeyFileError, WrongPassphraseError

_MAX_FILE = 10_000
_SECRET = "AGE-SECRET-KEY-1"


@dataclass(frozen=True)
class Identity:
    """An opened identity; ``recipient`` is the public half, ``age1…``."""

    recipient: str
    parsed: Any = field(repr=False, compare=False)

    @property
    def secret_text(self) -> str:
        """Give the file that ``age -d -i`` reads; for paper in a safe, never for a disk."""
        return f"# public key: {self.recipient}\n{self.parsed}\n"


@dataclass(frozen=True)
class NewIdentity:
    """A new identity: the passphrase-protected file to keep, and what is handed out."""

    secret_file: bytes = field(repr=False)
    recipient: str
    identity: Identity


def new_identity() -> Identity:
    """Make an identity, opened; whoever keeps no file of it loses it."""
    from pyrage.x25519 import Identity as Parsed

    parsed = Parsed.generate()
    return Identity(str(parsed.to_public()), parsed)


def make_identity(passphrase: str, work: int = WORK) -> NewIdentity:
    """Make an identity whose secret file opens only with ``passphrase``."""
    identity = new_identity()
    return NewIdentity(protect_identity(identity, passphrase, work), identity.recipient, identity)


def protect_identity(identity: Identity, passphrase: str, work: int = WORK) -> bytes:
    """Give the secret file for another passphrase; ``age -d`` opens it too."""
    return seal_with_passphrase(identity.secret_text.encode(), passphrase, work)


def open_identity(secret_file: bytes, passphrase: str) -> Identity:
    """Open a secret file; takes about a second.

    Raises:
        WrongPassphraseError: the passphrase does not open it.
        KeyFileError: it is no such file.
    """
    import pyrage

    if len(secret_file) > _MAX_FILE or not secret_file.startswith(b"age-encryption.org/"):
        raise _not_an_identity()
    try:
        text = pyrage.passphrase.decrypt(secret_file, passphrase).decode("ascii", "replace")
    except pyrage.DecryptError as fault:
        raise WrongPassphraseError(
            "Sandi kunci segel tidak cocok. Kunci tidak berubah; periksa huruf besar dan Caps "
            "Lock, lalu coba lagi."
        ) from fault
    return read_identity(text)


def read_identity(text: str) -> Identity:
    """Read an unprotected identity, as from the paper in the safe.

    Raises:
        KeyFileError: it holds no identity, or several.
    """
    from pyrage import IdentityError
    from pyrage.x25519 import Identity as Parsed

    lines = [line.strip() for line in text.splitlines()]
    secrets = [line for line in lines if line.startswith(_SECRET)]
    try:
        (secret,) = secrets
        parsed = Parsed.from_str(secret)
    except (ValueError, IdentityError) as fault:
        raise _not_an_identity() from fault
    return Identity(str(parsed.to_public()), parsed)


def is_recipient(text: str) -> bool:
    """Tell whether ``text`` is a recipient, typed without a mistake."""
    try:
        check_recipient(text)
    except NotARecipient:
        return False
    return True


def _not_an_identity() -> KeyFileError:
    return KeyFileError(
        "Berkas kunci segel rusak atau bukan kunci segel. Pulihkan dari cadangan, atau pakai kunci "
        "pemulihan yang disimpan di brankas."
    )
