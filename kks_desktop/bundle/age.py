"""The age library, as far as bundles need it: streams sealed and opened, a small file locked.

Its own files under a passphrase take as much memory as the machine has to give, 1 GiB here:
too much for an office PC. So the one small file that we protect so is written with the
primitives of ``cryptography``; the library reads it, and so does the ``age`` tool.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Sequence
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"age-encryption.org/v1\n"
# 2^18 is 256 MiB and about a second of an office PC, as for signing keys.
WORK = 18

_CHUNK, _TAG = 65_536, 16
_SCRYPT_LABEL = b"age-encryption.org/v1/scrypt"
_LAST_CHUNK = bytes(11) + b"\x01"


class NotARecipient(ValueError):
    """The text is no X25519 recipient of age."""


class Writer:
    """What the library writes to; it keeps a fault, which the library would wrap."""

    def __init__(self) -> None:
        self.fault: BaseException | None = None

    def write(self, block: bytes) -> int:
        """Take the next bytes."""
        try:
            self.take(block)
        except BaseException as fault:
            self.fault = fault
            raise
        return len(block)

    def take(self, block: bytes) -> None:
        """Do something with the next bytes."""
        raise NotImplementedError

    def flush(self) -> None:
        """Have nothing to do, but the library asks."""


class Reader:
    """What the library reads from; it keeps a fault, which the library would wrap."""

    def __init__(self) -> None:
        self.fault: BaseException | None = None

    def read(self, size: int) -> bytes:
        """Give the next bytes, none at the end."""
        try:
            return self.give(size)
        except BaseException as fault:
            self.fault = fault
            raise

    def give(self, size: int) -> bytes:
        """Get the next bytes, at most ``size``."""
        raise NotImplementedError


def check_recipient(text: str) -> None:
    """Look whether ``text`` is a recipient, typed without a mistake.

    Raises:
        NotARecipient: it is not.
    """
    from pyrage import RecipientError
    from pyrage.x25519 import Recipient

    try:
        Recipient.from_str(text)
    except RecipientError as fault:
        raise NotARecipient from fault


def seal_stream(source: Reader, target: Writer, recipients: Sequence[str]) -> None:
    """Seal a stream so that each of ``recipients`` can open it alone; what they raise comes out."""
    import pyrage
    from pyrage.x25519 import Recipient

    try:
        pyrage.encrypt_io(source, target, [Recipient.from_str(one) for one in recipients])
    except (pyrage.EncryptError, OSError) as fault:
        raise (source.fault or target.fault or fault) from fault


def open_stream(source: BinaryIO, target: Writer, identity: object) -> None:
    """Open a sealed stream; a fault of ``target`` comes out as it was.

    Raises:
        pyrage.DecryptError: it is for somebody else, or damaged.
    """
    import pyrage

    try:
        pyrage.decrypt_io(source, target, [identity])
    except (pyrage.DecryptError, OSError) as fault:
        raise (target.fault or fault) from fault


def sealed_size(size: int, head: int) -> int:
    """Give the size of the sealed file; an empty file still has one chunk."""
    return head + size + _TAG * max(1, -(-size // _CHUNK))


def seal_with_passphrase(data: bytes, passphrase: str, work: int = WORK) -> bytes:
    """Seal something small, so that ``age -d`` asks for ``passphrase``."""
    if len(data) > _CHUNK:
        raise ValueError("more than one chunk")
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    kdf = Scrypt(salt=_SCRYPT_LABEL + salt, length=32, n=1 << work, r=8, p=1)
    # The wrapping key is used once, which is why age fixes the nonce.
    wrapped = ChaCha20Poly1305(kdf.derive(passphrase.encode())).encrypt(bytes(12), file_key, None)
    head = MAGIC + f"-> scrypt {_base64(salt)} {work}\n{_base64(wrapped)}\n---".encode()
    mac = HMAC(_derive(file_key, b"", b"header"), SHA256())
    mac.update(head)
    cipher = ChaCha20Poly1305(_derive(file_key, nonce, b"payload"))
    payload = cipher.encrypt(_LAST_CHUNK, data, None)
    return head + f" {_base64(mac.finalize())}\n".encode() + nonce + payload


def _derive(secret: bytes, salt: bytes, label: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, label).derive(secret)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode().rstrip("=")
