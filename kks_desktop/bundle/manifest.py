"""BagIt manifests: lines of hash and path, sorted, and nothing else."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from kks_desktop.bundle import names
from kks_desktop.bundle.refusals import BundleRefused, Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

BAGIT_TEXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

_LINE = re.compile(r"([0-9a-f]{64})  ([!-~]+)\n")
_TAGGED = (names.BAG_INFO, names.BAGIT, names.MANIFEST)


def format_manifest(hashes: Mapping[str, str]) -> bytes:
    """Write a manifest; ``hashes`` maps path to SHA-256."""
    return "".join(f"{hashes[path]}  {path}\n" for path in sorted(hashes)).encode("ascii")


def parse_manifest(data: bytes, expected: set[str]) -> dict[str, str]:
    """Read a manifest that must list exactly the ``expected`` paths."""
    hashes = {path: digest for digest, path in _LINE.findall(data.decode("latin-1"))}
    # Writing it again shows repeated, unsorted or foreign lines without looking for them.
    if set(hashes) != expected or format_manifest(hashes) != data:
        raise BundleRefused(Refusal.MANIFEST)
    return hashes


def make_tag_manifest(tags: Mapping[str, bytes]) -> bytes:
    """Write the tag manifest, which is what gets signed."""
    return format_manifest({name: hashlib.sha256(tags[name]).hexdigest() for name in _TAGGED})


def check_tag_manifest(tags: Mapping[str, bytes]) -> None:
    """Check that the tag manifest covers the other tag files as they are."""
    listed = parse_manifest(tags[names.TAG_MANIFEST], set(_TAGGED))
    for name in _TAGGED:
        if listed[name] != hashlib.sha256(tags[name]).hexdigest():
            raise BundleRefused(Refusal.HASH, name)
    if tags[names.BAGIT] != BAGIT_TEXT:
        raise BundleRefused(Refusal.PROFILE, names.BAGIT)


def content_id(tag_manifest: bytes) -> str:
    """Give the identity of a volume, which no re-packing or countersigning changes."""
    return f"sha256:{hashlib.sha256(tag_manifest).hexdigest()}"
