"""Decide, before a byte is written, what goes into which volume and what it is called."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC
from typing import TYPE_CHECKING

from kks_desktop.bundle import names, zipprofile
from kks_desktop.bundle.baginfo import BagInfo, format_bag_info
from kks_desktop.bundle.content import (
    check_evidence,
    check_identity,
    check_instrument,
    load_document,
)
from kks_desktop.bundle.fields import timestamp
from kks_desktop.bundle.keys import Signature
from kks_desktop.bundle.manifest import BAGIT_TEXT, content_id, format_manifest, make_tag_manifest
from kks_desktop.bundle.media import HEAD_SIZE, media_fits
from kks_desktop.bundle.names import Kind
from kks_desktop.bundle.refusals import BundleRefused, Refusal
from kks_desktop.bundle.trust import MAIN_ROLES, TrustedKey
from kks_desktop.domain.errors import KksError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kks_desktop.bundle.keys import SecretKey

# What the tag files of a volume may need beyond the lines of its manifest.
_TAG_RESERVE = 16_384
# Of all volumes together, beside document, instrument and report.
_MAX_FILES = zipprofile.MAX_ENTRIES - 3
_HASH_COLUMNS = 67  # 64 digits, two spaces, line end


class EvidenceError(KksError):
    """A proof file cannot go into the bundle as it is."""

    code = "EVIDENCE"


@dataclass(frozen=True)
class EvidenceFile:
    """A proof file on disk, under the hash by which the store knows it.

    With the CRC-32 that the store knows too, writing needs no second pass over it.
    """

    sha256: str
    ext: str
    path: Path
    crc32: int | None = None


@dataclass(frozen=True)
class BundleSpec:
    """What a sending says and carries; ``document`` is the JSON that ``info.kind`` names."""

    info: BagInfo
    document: bytes = field(repr=False)
    report: bytes | None = field(default=None, repr=False)
    instrument: bytes | None = field(default=None, repr=False)
    evidence: tuple[EvidenceFile, ...] = ()


@dataclass(frozen=True)
class SigningKeys:
    """Who signs: ``main`` always, ``head`` a submission, ``new`` the key that a change brings."""

    main: SecretKey
    head: SecretKey | None = None
    new: SecretKey | None = None

    def check_for(self, kind: Kind) -> None:
        """Refuse a signature that this kind does not have; a fault of ours."""
        if self.head is not None and kind is not Kind.SUBMISSION:
            raise ValueError("only a submission is countersigned")
        if (self.new is not None) != (kind is Kind.KEYCHANGE):
            raise ValueError("a key change, and nothing else, is signed by the new key")

    def sign(self, signed: bytes, comment: str) -> dict[str, bytes]:
        """Give the signature files in the order in which they stand in the bag."""
        keys = {
            names.HEAD_SIGNATURE: self.head,
            names.MAIN_SIGNATURE: self.main,
            names.NEW_SIGNATURE: self.new,
        }
        return {name: key.sign(signed, comment) for name, key in keys.items() if key is not None}

    def trusted(self, info: BagInfo) -> tuple[TrustedKey, ...]:
        """Give the keys as the receiver trusts them, to read back what was written."""
        role = MAIN_ROLES[info.kind][0]
        main = TrustedKey(self.main.public, info.signing_region, role, "")
        if self.head is None:
            return (main,)
        return (main, TrustedKey(self.head.public, info.signing_region, "head", ""))


@dataclass(frozen=True)
class Item:
    """A payload file to write: from memory, or from disk, there from ``offset`` on."""

    name: str
    size: int
    sha256: str
    source: bytes | Path = field(repr=False)
    crc32: int | None = None
    offset: int = 0


@dataclass(frozen=True)
class VolumePlan:
    """One volume, settled to the last byte but for the CRC of its files.

    ``bag`` is the folder inside; ``keys`` are those that verify what is read back.
    """

    bag: str
    info: BagInfo
    content_id: str
    keys: tuple[TrustedKey, ...] = field(repr=False)
    tags: dict[str, bytes] = field(repr=False)
    items: tuple[Item, ...] = field(repr=False)

    @property
    def file_name(self) -> str:
        """Name the file."""
        return f"{self.bag}.zip"

    @property
    def signature(self) -> str:
        """Give the main signature in hex."""
        return Signature.parse(self.tags[names.MAIN_SIGNATURE]).hex


def plan_volumes(
    spec: BundleSpec,
    key: SecretKey,
    cap: int = zipprofile.MAX_VOLUME,
    *,
    head_key: SecretKey | None = None,
    new_key: SecretKey | None = None,
) -> tuple[VolumePlan, ...]:
    """Fill as few volumes as the order of the hashes allows, and sign each."""
    keys = SigningKeys(key, head_key, new_key)
    keys.check_for(spec.info.kind)
    created_at = spec.info.created_at.astimezone(UTC).replace(microsecond=0)
    info = replace(spec.info, created_at=created_at)
    files = _in_order(spec)
    evidence = [_evidence_item(file) for file in files]
    _check_spec(spec, files, evidence)
    shares = list(_fill(_own_items(spec), evidence, cap))
    first = _seal(replace(info, volume=1, volumes=len(shares)), shares[0], keys)
    rest = [
        _seal(replace(first.info, volume=number, index_content_id=first.content_id), share, keys)
        for number, share in enumerate(shares[1:], start=2)
    ]
    return (first, *rest)


def _in_order(spec: BundleSpec) -> list[EvidenceFile]:
    files = sorted(spec.evidence, key=lambda file: file.sha256)
    if len({file.sha256 for file in files}) != len(files):
        raise ValueError("the same evidence twice")
    if len(files) > _MAX_FILES:
        raise EvidenceError(
            "Berkas bukti terlalu banyak untuk satu kiriman. Berkas usulan tidak dibuat; gabungkan "
            "atau lepaskan sebagian bukti.",
            code="EVIDENCE_TOO_MANY",
        )
    return files


def _check_spec(spec: BundleSpec, files: Sequence[EvidenceFile], evidence: Sequence[Item]) -> None:
    """Refuse here what the receiver would refuse, while it can still be put right."""
    document = load_document(spec.document)
    check_identity(document, spec.info)
    instrument = spec.instrument
    check_instrument(document, hashlib.sha256(instrument).hexdigest() if instrument else None)
    if spec.report is not None:
        _check_media(names.REPORT, "pdf", spec.report)
    carried = [
        (file.sha256, item.size, file.ext) for file, item in zip(files, evidence, strict=True)
    ]
    check_evidence(document, spec.info, carried)


def _check_media(name: str, extension: str, head: bytes) -> None:
    if not media_fits(extension, head):
        raise BundleRefused(Refusal.MEDIA_TYPE, name)


def _evidence_item(file: EvidenceFile) -> Item:
    name = names.evidence_name(file.sha256, file.ext)
    try:
        size = file.path.stat().st_size
        with file.path.open("rb", buffering=0) as stream:
            head = stream.read(HEAD_SIZE)
    except OSError as fault:
        raise EvidenceError(
            "Berkas bukti tidak ditemukan di penyimpanan. Berkas usulan tidak dibuat; lampirkan "
            "lagi bukti itu atau pulihkan dari cadangan.",
            code="EVIDENCE_UNREADABLE",
        ) from fault
    _check_media(name, file.ext, head)
    return Item(name, size, file.sha256, file.path, file.crc32)


def _own_items(spec: BundleSpec) -> list[Item]:
    contents = {
        spec.info.kind.document: spec.document,
        names.INSTRUMENT: spec.instrument,
        names.REPORT: spec.report,
    }
    return [
        Item(name, len(data), hashlib.sha256(data).hexdigest(), data)
        for name, data in contents.items()
        if data is not None
    ]


def _fill(own: list[Item], evidence: list[Item], cap: int) -> Iterator[list[Item]]:
    share, used = own, _TAG_RESERVE + sum(_cost(item) for item in own)
    if used > cap:
        raise ValueError("the volume cap leaves no room for document and report")
    own_entries = len(names.SIGNATURES) + len(names.TAG_FILES)
    for item in evidence:
        full = used + _cost(item) > cap or len(share) + own_entries >= zipprofile.MAX_ENTRIES
        if full and share:
            yield share
            share, used = [], _TAG_RESERVE
        if used + _cost(item) > cap:
            raise EvidenceError(
                "Ada berkas bukti yang terlalu besar untuk satu jilid. Berkas usulan tidak dibuat; "
                "ganti bukti itu dengan yang lebih kecil.",
                code="EVIDENCE_TOO_BIG",
            )
        share = [*share, item]
        used += _cost(item)
    yield share


def _cost(item: Item) -> int:
    full_name = "x" * 80 + "/" + item.name
    return item.size + zipprofile.entry_overhead(full_name) + _HASH_COLUMNS + len(item.name)


def trusted_comment(info: BagInfo) -> str:
    """Give the line that ``minisign -V`` shows to people."""
    return f"v1 district={info.region} rev={info.revision} at={timestamp(info.created_at)}"


def _seal(info: BagInfo, items: list[Item], keys: SigningKeys) -> VolumePlan:
    info = replace(info, payload_bytes=sum(item.size for item in items), payload_files=len(items))
    tags = {
        names.BAGIT: BAGIT_TEXT,
        names.BAG_INFO: format_bag_info(info),
        names.MANIFEST: format_manifest({item.name: item.sha256 for item in items}),
    }
    signed = make_tag_manifest(tags)
    tags[names.TAG_MANIFEST] = signed
    tags |= keys.sign(signed, trusted_comment(info))
    return VolumePlan(info.stem, info, content_id(signed), keys.trusted(info), tags, tuple(items))
