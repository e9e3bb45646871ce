"""Signing keys in minisign's own formats, so that its command-line tool can judge us."""

from __future__ import annotations

import base64
import copy
import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

import minisign

from kks_desktop.bundle.refusals import BundleRefused, Refusal
from kks_desktop.domain.errors import KksError

if TYPE_CHECKING:
    from types import TracebackType

_SIGNATURE_COMMENT = "signature from minisign secret key"


class KeyFileError(KksError):
    """A key file cannot be used as one."""

    code = "KEY_FILE"


class WrongPassphraseError(KksError):
    """The passphrase does not open the key."""

    code = "WRONG_PASSPHRASE"


@dataclass(frozen=True)
class KdfCost:
    """What it costs to try one passphrase: 256 MiB and about a second of an office PC."""

    opslimit: int = 8_388_608
    memlimit: int = 268_435_456


DEFAULT_COST = KdfCost()


@dataclass(frozen=True)
class PublicKey:
    """A public key; ``line`` is the base64 line of minisign's ``.pub`` file."""

    line: str

    @classmethod
    def parse(cls, text: str | bytes) -> PublicKey:
        """Read a ``.pub`` file, or its key line alone."""
        data = text.encode() if isinstance(text, str) else text
        lines = data.splitlines()
        try:
            if len(lines) == 1:
                key = minisign.PublicKey.from_base64(lines[0].strip())
            else:
                key = minisign.PublicKey.from_bytes(data)
        except minisign.Error as fault:
            raise KeyFileError(
                "Berkas ini bukan kunci publik. Periksa apakah yang dipilih adalah berkas .pub."
            ) from fault
        return cls(key.to_base64().decode("ascii"))

    @property
    def raw(self) -> bytes:
        """Give the decoded key line: algorithm, key id, Ed25519 point."""
        return base64.b64decode(self.line)

    @property
    def key_id(self) -> str:
        """Give the key id as the minisign tool prints it (most significant byte first)."""
        return self.raw[2:10][::-1].hex().upper()

    @property
    def fingerprint(self) -> str:
        """Give what two people compare by telephone: 128 bits in 8 groups."""
        digest = hashlib.sha256(self.raw).hexdigest()
        return " ".join(digest[start : start + 4] for start in range(0, 32, 4))

    def to_text(self, owner: str = "") -> str:
        """Give the ``.pub`` file that ``minisign -p`` reads; its comment may name an owner."""
        comment = f"minisign public key {self.key_id} {owner}".rstrip()
        return f"untrusted comment: {comment}\n{self.line}\n"

    def verifies(self, message: bytes, signature: Signature) -> bool:
        """Tell whether ``signature`` is this key's over ``message`` and over its comment."""
        try:
            minisign.PublicKey.from_base64(self.line).verify(message, signature.parsed)
        except minisign.VerifyError:
            return False
        return True


@dataclass(frozen=True)
class Signature:
    """A well-formed prehashed signature; nothing is said yet about whether it is true."""

    key_id: str
    trusted_comment: str
    parsed: Any = field(repr=False, compare=False)
    hex: str = ""
    """The signature proper: 64 bytes."""

    @classmethod
    def parse(cls, data: bytes) -> Signature:
        """Read a ``.minisig`` file, refusing every spelling but the one that we write.

        The untrusted comment and the base64 can be bent without breaking the
        signature, so the bytes must be exactly those that we would write again.
        """
        try:
            parsed = minisign.Signature.from_bytes(data)
        except minisign.Error as fault:
            raise BundleRefused(Refusal.SIG_FORMAT) from fault
        canonical = (
            parsed.is_prehashed()
            and parsed.untrusted_comment == _SIGNATURE_COMMENT
            and bytes(parsed) + b"\n" == data
            and parsed.trusted_comment.isascii()
            and parsed.trusted_comment.isprintable()
        )
        if not canonical:
            raise BundleRefused(Refusal.SIG_FORMAT)
        line = base64.b64decode(data.split(b"\n")[1])
        key_id = line[2:10][::-1].hex().upper()
        return cls(key_id, parsed.trusted_comment, parsed, line[10:].hex())


class SecretKey:
    """An opened signing key; keep it for as short as possible and wipe it."""

    def __init__(self, opened: minisign.SecretKey) -> None:
        """Take over a decrypted key of the library."""
        self._opened = opened
        self.public = PublicKey(opened.get_public_key().to_base64().decode("ascii"))

    def sign(self, message: bytes, trusted_comment: str) -> bytes:
        """Sign; the same message and comment always give the same bytes."""
        # sign(), never sign_file(): that one falls back to the legacy algorithm.
        signature = self._opened.sign(
            message, untrusted_comment=_SIGNATURE_COMMENT, trusted_comment=trusted_comment
        )
        return bytes(signature) + b"\n"

    def protected(self, passphrase: str, cost: KdfCost = DEFAULT_COST) -> bytes:
        """Give the secret key file that opens only with ``passphrase``; takes about a second."""
        with copy.deepcopy(self._opened) as secret:
            secret.encrypt(passphrase, opslimit=cost.opslimit, memlimit=cost.memlimit)
            secret.untrusted_comment = "minisign encrypted secret key"
            return bytes(secret) + b"\n"

    def wipe(self) -> None:
        """Overwrite the secret in memory."""
        self._opened.wipe()

    def __enter__(self) -> Self:
        """Give the key to the block that uses it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wipe the key at the end of the block."""
        self.wipe()


@dataclass(frozen=True)
class NewKey:
    """A new key: the passphrase-protected file to keep, and the public half to hand out."""

    secret_file: bytes = field(repr=False)
    public: PublicKey


def new_key() -> SecretKey:
    """Make a key pair, opened; keep ``SecretKey.protected`` of it, or it is lost."""
    return SecretKey(minisign.KeyPair.generate().secret_key)


def make_key(passphrase: str, cost: KdfCost = DEFAULT_COST) -> NewKey:
    """Make a key pair whose secret file opens only with ``passphrase``."""
    with new_key() as key:
        return NewKey(key.protected(passphrase, cost), key.public)


def open_key(secret_file: bytes, passphrase: str) -> SecretKey:
    """Open a secret key file, also one made by the minisign tool."""
    try:
        secret = minisign.SecretKey.from_bytes(secret_file)
        protected = secret.is_encrypted()
    except minisign.Error as fault:
        raise _not_a_key_file() from fault
    if not protected:
        # Such a file would "open" with any passphrase and so protect nobody.
        raise _not_a_key_file()
    try:
        secret.decrypt(passphrase)
    except minisign.Error as fault:
        raise WrongPassphraseError(
            "Sandi pengesahan tidak cocok. Kunci tidak berubah; periksa huruf besar dan Caps Lock, "
            "lalu coba lagi."
        ) from fault
    return SecretKey(secret)


def _not_a_key_file() -> KeyFileError:
    return KeyFileError(
        "Berkas kunci pengesahan rusak atau bukan kunci yang dilindungi sandi. Pulihkan dari "
        "cadangan, atau buat kunci baru dan kirim kartunya ke provinsi."
    )
