"""The age format, version 1, as far as we write it: header, X25519 and passphrase, payload.

Reading is left to the age library. Its writing holds up every other thread and takes four
times as long, so that is done here, with the primitives of ``cryptography``; the ``age``
tool and the library are the judges (tests/bundle/test_sealing.py).
"""

from __future__ import annotations

import base64
import os
from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"age-encryption.org/v1\n"
CHUNK = 65_536
TAG = 16
SEALED_CHUNK = CHUNK + TAG
# 2^18 is 256 MiB and about a second of an office PC, as for signing keys.
WORK = 18

_X25519_LABEL = b"age-encryption.org/v1/X25519"
_SCRYPT_LABEL = b"age-encryption.org/v1/scrypt"
_FILE_KEY = 16
_NONCE = 16
_NO_NONCE = bytes(12)
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BECH32_STEPS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


class NotARecipient(ValueError):
    """The text is no X25519 recipient of age."""


class Payload:
    """Seals the chunks of one file; ``head`` is what comes before the first."""

    def __init__(self, file_key: bytes, header: bytes) -> None:
        nonce = os.urandom(_NONCE)
        self.head = header + nonce
        self._cipher = ChaCha20Poly1305(_derive(file_key, nonce, b"payload"))
        self._count = 0

    def seal_into(self, chunk: memoryview, target: memoryview, *, last: bool) -> None:
        """Seal the next chunk; all but the last have ``CHUNK`` bytes."""
        nonce = self._count.to_bytes(11, "big") + bytes([last])
        self._count += 1
        self._cipher.encrypt_into(nonce, chunk, None, target)


def for_recipients(recipients: Sequence[str]) -> Payload:
    """Begin a file that each of ``recipients`` can open alone."""
    file_key = os.urandom(_FILE_KEY)
    stanzas = [_x25519(file_key, recipient_bytes(recipient)) for recipient in recipients]
    return Payload(file_key, _header(file_key, stanzas))


def seal_with_passphrase(data: bytes, passphrase: str, work: int = WORK) -> bytes:
    """Seal something small, so that ``age -d`` asks for ``passphrase``."""
    file_key, salt = os.urandom(_FILE_KEY), os.urandom(16)
    kdf = Scrypt(salt=_SCRYPT_LABEL + salt, length=32, n=1 << work, r=8, p=1)
    arguments = f"scrypt {_base64(salt)} {work}"
    header = _header(file_key, [_stanza(arguments, file_key, kdf.derive(passphrase.encode()))])
    payload = Payload(file_key, header)
    if len(data) > CHUNK:
        raise ValueError("more than one chunk")
    sealed = bytearray(len(data) + TAG)
    payload.seal_into(memoryview(data), memoryview(sealed), last=True)
    return payload.head + bytes(sealed)


def sealed_size(size: int, head: int) -> int:
    """Give the size of the sealed file; an empty file still has one chunk."""
    return head + size + TAG * max(1, -(-size // CHUNK))


def recipient_bytes(text: str) -> bytes:
    """Give the public key behind ``age1…``; a mistyped one does not pass."""
    prefix, _, body = text.partition("1")
    if prefix != "age" or len(body) != 58 or not set(body) <= set(_BECH32):
        raise NotARecipient
    values = [_BECH32.index(letter) for letter in body]
    if (
        _bech32_sum([*(ord(c) >> 5 for c in prefix), 0, *(ord(c) & 31 for c in prefix), *values])
        != 1
    ):
        raise NotARecipient
    # 52 letters of five bits hold 32 bytes and four bits of padding.
    number = 0
    for value in values[:-6]:
        number = number << 5 | value
    if number & 0xF:
        raise NotARecipient
    return (number >> 4).to_bytes(32, "big")


def _bech32_sum(values: Sequence[int]) -> int:
    total = 1
    for value in values:
        top = total >> 25
        total = (total & 0x1FFFFFF) << 5 ^ value
        for bit, step in enumerate(_BECH32_STEPS):
            total ^= step if top >> bit & 1 else 0
    return total


def _x25519(file_key: bytes, recipient: bytes) -> bytes:
    ephemeral = X25519PrivateKey.generate()
    share = ephemeral.public_key().public_bytes_raw()
    secret = ephemeral.exchange(X25519PublicKey.from_public_bytes(recipient))
    return _stanza(
        f"X25519 {_base64(share)}", file_key, _derive(secret, share + recipient, _X25519_LABEL)
    )


def _stanza(arguments: str, file_key: bytes, wrapping_key: bytes) -> bytes:
    # Each wrapping key is used once, which is why age fixes the nonce.
    body = ChaCha20Poly1305(wrapping_key).encrypt(_NO_NONCE, file_key, None)
    return f"-> {arguments}\n{_base64(body)}\n".encode()


def _header(file_key: bytes, stanzas: Sequence[bytes]) -> bytes:
    text = b"".join((MAGIC, *stanzas, b"---"))
    mac = HMAC(_derive(file_key, b"", b"header"), SHA256())
    mac.update(text)
    return text + f" {_base64(mac.finalize())}\n".encode()


def _derive(secret: bytes, salt: bytes, label: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, label).derive(secret)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode().rstrip("=")
