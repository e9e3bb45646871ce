"""Verify a bundle: copy it once into quarantine, then believe nothing but the copy."""

from __future__ import annotations

import hashlib
import shutil
import stat
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kks_desktop.bundle import names
from kks_desktop.bundle.content import (
    MAX_DOCUMENT,
    check_evidence,
    check_identity,
    check_instrument,
    check_media,
    evidence_of,
    load_document,
)
from kks_desktop.bundle.group import check_group, find_others
from kks_desktop.bundle.keychange import check_both_signed, parse_keychange
from kks_desktop.bundle.names import Kind
from kks_desktop.bundle.refusals import BundleRefused, Refusal
from kks_desktop.bundle.volume import Findings, Volume, check_volume
from kks_desktop.bundle.zipprofile import MAX_VOLUME
from kks_desktop.platform.sums import BLOCK, Summer, Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kks_desktop.bundle.baginfo import BagInfo
    from kks_desktop.bundle.content import Document
    from kks_desktop.bundle.hashing import Span
    from kks_desktop.bundle.trust import Signer, Trust
    from kks_desktop.platform.sums import CancelToken

_NO_ROOM = (
    "Berkas belum dapat diperiksa karena penyimpanan komputer ini penuh atau tidak dapat ditulisi. "
    "Berkas aslinya tidak berubah; kosongkan sebagian penyimpanan, lalu coba lagi."
)


@dataclass(frozen=True)
class PayloadFile:
    """A verified file inside the kept copy."""

    name: str
    sha256: str
    size: int
    container: Path
    span: Span = field(repr=False)

    def blocks(self) -> Iterator[bytes]:
        """Give the bytes in blocks; refuses at the end if they are no longer those verified."""
        summer = Summer()
        with self.container.open("rb", buffering=0) as stream:
            stream.seek(self.span.offset)
            left = self.size
            while left and (block := stream.read(min(left, BLOCK))):
                summer.add(block)
                left -= len(block)
                yield block
        if summer.digest().sha256 != self.sha256:
            raise BundleRefused(Refusal.HASH, self.name)


@dataclass(frozen=True)
class TakenVolume:
    """A file that was looked at: where it lay, its kept copy, and the sum of what was read."""

    source: Path
    copy: Path
    sha256: str


@dataclass(frozen=True)
class Verification:
    """What came out; facts that were not reached before the refusal are None or empty.

    The refusal UNKNOWN_KEY is given only where every other check passed, so that such a
    bundle may come in as not yet confirmed; it has document and payload like a good one.
    ``quarantine`` is the folder of the kept copy, which the caller deletes; ``payload``
    lists the files in it.
    """

    ok: bool
    refusal: Refusal | None
    message: str | None
    signers: tuple[Signer, ...] = ()
    content_id: str | None = None
    info: BagInfo | None = None
    document: Document | None = field(default=None, repr=False)
    volumes: tuple[TakenVolume, ...] = ()
    payload_files: int = 0
    payload_bytes: int = 0
    quarantine: Path | None = None
    payload: tuple[PayloadFile, ...] = field(default=(), repr=False)

    @property
    def file_sha256(self) -> tuple[str, ...]:
        """Give the sum of each file that was looked at, the asked one first."""
        return tuple(volume.sha256 for volume in self.volumes)

    @property
    def kind(self) -> Kind | None:
        """Tell what the bundle carries."""
        return self.info.kind if self.info else None

    @property
    def region(self) -> str | None:
        """Tell which region it is about."""
        return self.info.region if self.info else None

    @property
    def year(self) -> int | None:
        """Tell which assessment year it is about."""
        return self.info.year if self.info else None

    @property
    def revision(self) -> int | None:
        """Tell which revision it carries or answers."""
        return self.info.revision if self.info else None

    @property
    def submission(self) -> Document | None:
        """Give the answers document, where the bundle is a submission."""
        return self.document if self.kind is Kind.SUBMISSION else None


def verify_bundle(
    path: Path,
    trust: Trust,
    quarantine: Path,
    *,
    keep: bool = False,
    progress: Callable[[int, int], None] | None = None,
    cancel: CancelToken | None = None,
) -> Verification:
    """Verify any file whatsoever; whatever is wrong with it becomes a refusal.

    Args:
        path: The file to look at; it is read once. Other volumes are sought beside it.
        trust: Whose signatures count, and when.
        quarantine: A local folder for the copy, made if absent.
        keep: Leave the copy there; ``Verification.quarantine`` says where.
        progress: Told bytes done and bytes known so far; on the calling thread.
        cancel: Asked at each block; what it raises comes out of here.
    """
    try:
        quarantine.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix="periksa-", dir=quarantine))
    except OSError:
        return Verification(ok=False, refusal=Refusal.UNREADABLE, message=_NO_ROOM)
    kept = False
    try:
        examination = _Examination(folder, trust, Watch(progress, cancel))
        result = examination.run(path, folder if keep else None)
        kept = keep
    finally:
        if not kept:
            # A copy that a virus scanner still holds must not turn the result into a fault.
            shutil.rmtree(folder, ignore_errors=True)
    return result


class _Examination:
    def __init__(self, folder: Path, trust: Trust, watch: Watch) -> None:
        self._folder = folder
        self._trust = trust
        self._watch = watch
        self._findings = Findings()
        self._volumes: list[Volume] = []
        self._document: Document | None = None
        self._taken: list[TakenVolume] = []

    def run(self, path: Path, kept: Path | None) -> Verification:
        """Go through the steps; the first that fails decides."""
        try:
            self._examine(path)
            if all(volume.all_keys_known for volume in self._volumes):
                return self._result(None, kept)
            refused = BundleRefused(Refusal.UNKNOWN_KEY)
        except BundleRefused as fault:
            refused = fault
        except OSError:
            refused = BundleRefused(Refusal.UNREADABLE)
        return self._result(refused, kept)

    def _examine(self, source: Path) -> None:
        first = self._take(source, self._findings)
        if first.info.index_content_id:
            self._findings.content_id = first.info.index_content_id
        if first.info.volumes > 1:
            for other in find_others(source, first.info):
                self._take(other, Findings())
            check_group(self._volumes)
            self._check_evidence(first.info)

    def _take(self, source: Path, findings: Findings) -> Volume:
        """Copy one volume and check all that can be checked of it alone."""
        copy = self._folder / f"{len(self._taken) + 1}.zip"
        self._taken.append(TakenVolume(source, copy, _copy_once(source, copy, self._watch)))
        self._watch.expect(copy.stat().st_size)
        volume = check_volume(copy, self._trust, self._watch, findings)
        self._volumes.append(volume)
        if volume.info.volume == 1:
            self._document = _check_document(volume)
            if volume.info.volumes == 1:
                self._check_evidence(volume.info)
        check_media(volume)
        return volume

    def _check_evidence(self, info: BagInfo) -> None:
        assert self._document is not None
        carried = [item for volume in self._volumes for item in evidence_of(volume)]
        check_evidence(self._document, info, carried)

    def _result(self, refused: BundleRefused | None, kept: Path | None) -> Verification:
        intact = refused is None or refused.refusal is Refusal.UNKNOWN_KEY
        payload = tuple(
            PayloadFile(name, volume.hashes[name], entry.size, volume.path, entry.span)
            for volume in sorted(self._volumes, key=lambda volume: volume.info.volume)
            for name, entry in volume.entries.items()
        )
        return Verification(
            ok=refused is None,
            refusal=refused.refusal if refused else None,
            message=str(refused) if refused else None,
            signers=self._findings.signers,
            content_id=self._findings.content_id,
            info=self._findings.info,
            document=self._document if intact else None,
            volumes=tuple(self._taken),
            payload_files=len(payload),
            payload_bytes=sum(file.size for file in payload),
            quarantine=kept,
            payload=payload if intact and kept else (),
        )


def _check_document(volume: Volume) -> Document:
    kind = volume.info.kind
    if volume.entries[kind.document].size > MAX_DOCUMENT:
        raise BundleRefused(Refusal.JSON)
    document = load_document(volume.read(kind.document))
    check_identity(document, volume.info)
    if kind is Kind.KEYCHANGE:
        tags = volume.tags
        signed, signature = tags[names.TAG_MANIFEST], tags[names.NEW_SIGNATURE]
        check_both_signed(parse_keychange(document), signed, signature, volume.signers)
    check_instrument(document, volume.hashes.get(names.INSTRUMENT))
    return document


def _copy_once(source: Path, target: Path, watch: Watch) -> str:
    """Copy while hashing: a stick can answer two readings of the same file differently."""
    # A pipe or a device would block or never end; only an ordinary file is opened.
    status = source.stat()
    if not stat.S_ISREG(status.st_mode):
        raise BundleRefused(Refusal.UNREADABLE)
    if status.st_size > MAX_VOLUME:
        raise BundleRefused(Refusal.LIMIT)
    watch.expect(status.st_size)
    whole = hashlib.sha256()
    with source.open("rb", buffering=0) as original, target.open("wb", buffering=0) as copy:
        left = MAX_VOLUME
        while block := original.read(BLOCK):
            left -= len(block)
            if left < 0:
                raise BundleRefused(Refusal.LIMIT)
            whole.update(block)
            _keep(copy, block)
            watch.advance(len(block))
    return whole.hexdigest()


def _keep(copy: BinaryIO, block: bytes) -> None:
    try:
        copy.write(block)
    except OSError as fault:
        raise BundleRefused(Refusal.UNREADABLE, sentence=_NO_ROOM) from fault
