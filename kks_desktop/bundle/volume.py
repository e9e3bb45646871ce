"""Check one volume, in the order that rejects a bad one before its gigabytes are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kks_desktop.bundle import names, zipprofile
from kks_desktop.bundle.baginfo import parse_bag_info
from kks_desktop.bundle.hashing import hash_spans
from kks_desktop.bundle.manifest import check_tag_manifest, content_id, parse_manifest
from kks_desktop.bundle.refusals import BundleRefused, Refusal
from kks_desktop.bundle.trust import check_authority, check_signatures, in_their_roles

if TYPE_CHECKING:
    import io
    from collections.abc import Mapping
    from pathlib import Path

    from kks_desktop.bundle.baginfo import BagInfo
    from kks_desktop.bundle.hashing import Span
    from kks_desktop.bundle.trust import Signer, Trust
    from kks_desktop.bundle.zipprofile import Container, Entry
    from kks_desktop.platform.sums import Digest, Watch

# A tag file is read whole into memory, so its size is bounded by what it can need.
_TAG_LIMITS = {
    names.BAGIT: 1_000,
    names.BAG_INFO: 64_000,
    names.MANIFEST: zipprofile.MAX_ENTRIES * 200,
    names.TAG_MANIFEST: 1_000,
    names.HEAD_SIGNATURE: 16_000,
    names.MAIN_SIGNATURE: 16_000,
    names.NEW_SIGNATURE: 16_000,
}


@dataclass
class Findings:
    """What is known of a bundle so far, for the report when a later step refuses it."""

    signers: tuple[Signer, ...] = ()
    content_id: str | None = None
    info: BagInfo | None = None


@dataclass(frozen=True)
class Volume:
    """A volume that passed; ``entries`` and ``hashes`` are the payload's, by name.

    ``bag`` is the folder inside.
    """

    path: Path
    bag: str
    info: BagInfo
    content_id: str
    signers: tuple[Signer, ...]
    tags: Mapping[str, bytes] = field(repr=False)
    entries: Mapping[str, Entry] = field(repr=False)
    hashes: Mapping[str, str] = field(repr=False)

    @property
    def all_keys_known(self) -> bool:
        """Tell whether every signature was checked with an enrolled key.

        But for that of a new key, which cannot be enrolled yet.
        """
        return all(signer.key for signer in self.signers if signer.slot != "new")

    def read(self, name: str) -> bytes:
        """Read a payload file whole, whose size the caller has looked at."""
        with self.path.open("rb", buffering=0) as stream:
            return zipprofile.read_entry(stream, self.entries[name])


def check_volume(
    path: Path,
    trust: Trust,
    watch: Watch,
    findings: Findings,
    known: Mapping[Span, Digest] | None = None,
) -> Volume:
    """Check container, names, signatures, tag files, authority and payload, in this order.

    ``known`` are sums of parts of the file that were taken before.

    A signature by a key that is not enrolled passes here; the caller looks at
    ``all_keys_known`` when everything else is known to be good.
    """
    with path.open("rb", buffering=0) as stream:
        container, entries, tags = read_tags(stream)
    findings.content_id = content_id(tags[names.TAG_MANIFEST])
    findings.signers = check_signatures(tags, trust)
    check_tag_manifest(tags)
    info = findings.info = parse_bag_info(tags[names.BAG_INFO])
    if zipprofile.dos_stamp(info.created_at) != container.stamp:
        raise BundleRefused(Refusal.ZIP_PROFILE)
    names.check_signature_files(info.kind, tags)
    findings.signers = in_their_roles(findings.signers, info.kind)
    check_authority(info, findings.signers, trust)
    payload = {name: entry for name, entry in entries.items() if name not in tags}
    hashes = parse_manifest(tags[names.MANIFEST], set(payload))
    _check_payload_names(info, payload, hashes)
    _check_payload(path, payload, hashes, watch, known)
    bag = container.entries[0].name.partition("/")[0]
    return Volume(path, bag, info, findings.content_id, findings.signers, tags, payload, hashes)


def read_tags(stream: io.FileIO) -> tuple[Container, dict[str, Entry], dict[str, bytes]]:
    """Read directory and tag files; nothing in them is verified yet."""
    container = zipprofile.read_container(stream, stream.seek(0, 2))
    _, inner = names.check_names([entry.name for entry in container.entries])
    entries = dict(zip(inner, container.entries, strict=True))
    for name, limit in _TAG_LIMITS.items():
        if name in entries and entries[name].size > limit:
            raise BundleRefused(Refusal.LIMIT, name)
    tags = {
        name: zipprofile.read_entry(stream, entries[name])
        for name in _TAG_LIMITS
        if name in entries
    }
    return container, entries, tags


def _check_payload_names(
    info: BagInfo, payload: Mapping[str, Entry], hashes: Mapping[str, str]
) -> None:
    total = sum(entry.size for entry in payload.values())
    if (total, len(payload)) != (info.payload_bytes, info.payload_files):
        raise BundleRefused(Refusal.OXUM)
    single = {name for name in payload if not names.split_evidence(name)}
    if info.volume == 1 and info.kind.document not in single:
        raise BundleRefused(Refusal.MISSING, info.kind.document)
    allowed = names.payload_beside(info.kind) if info.volume == 1 else frozenset()
    if not single <= allowed or (info.kind.is_paper and len(payload) > 1):
        raise BundleRefused(Refusal.NAME)
    for name, digest in hashes.items():
        evidence = names.split_evidence(name)
        if evidence and evidence[0] != digest:
            raise BundleRefused(Refusal.MANIFEST, name)


def _check_payload(
    path: Path,
    payload: Mapping[str, Entry],
    hashes: Mapping[str, str],
    watch: Watch,
    known: Mapping[Span, Digest] | None,
) -> None:
    digests = hash_spans(path, [entry.span for entry in payload.values()], watch, known)
    for (name, entry), digest in zip(payload.items(), digests, strict=True):
        if digest.sha256 != hashes[name]:
            raise BundleRefused(Refusal.HASH, name)
        if digest.crc != entry.crc:
            raise BundleRefused(Refusal.CRC, name)
