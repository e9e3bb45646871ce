"""Verify a bundle: copy it once into quarantine, then believe nothing but the copy."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

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
from kks_desktop.bundle.quarantine import (
    NO_ROOM,
    Opener,
    Seals,
    copy_once,
    is_sealed,
    unseal,
)
from kks_desktop.bundle.refusals import BundleRefused, Refusal
from kks_desktop.bundle.volume import Findings, Volume, check_volume
from kks_desktop.bundle.zipprofile import MAX_ENTRIES
from kks_desktop.platform.sums import BLOCK, Summer, Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kks_desktop.bundle.baginfo import BagInfo
    from kks_desktop.bundle.content import Document
    from kks_desktop.bundle.hashing import Span
    from kks_desktop.bundle.trust import Signer, Trust
    from kks_desktop.platform.sums import CancelToken, Digest


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
class TakenFile:
    """A file that was looked at: where it lay, its kept copy without seal, and that one's sum."""

    source: Path
    copy: Path
    sha256: str


@dataclass(frozen=True)
class Verification:
    """What came out; facts that were not reached before the refusal are None or empty.

    The refusal UNKNOWN_KEY is given only where every other check passed, so that such a
    bundle may come in as not yet confirmed; it has document and payload like a good one.
    ``quarantine`` is the folder of the kept copy, which the caller deletes; ``payload``
    lists the files in it, and ``file_sha256`` the sums of the ZIPs in the order of ``volumes``.
    ``sources`` are the files that were taken, in that order; ``taken`` are the copies in the
    order in which they were made, also of one refused.
    """

    ok: bool
    refusal: Refusal | None
    message: str | None
    signers: tuple[Signer, ...] = ()
    content_id: str | None = None
    info: BagInfo | None = None
    document: Document | None = field(default=None, repr=False)
    document_sha256: str | None = None
    file_sha256: tuple[str, ...] = ()
    taken: tuple[TakenFile, ...] = ()
    sources: tuple[Path, ...] = ()
    payload_files: int = 0
    payload_bytes: int = 0
    sealed: bool = False
    quarantine: Path | None = None
    payload: tuple[PayloadFile, ...] = field(default=(), repr=False)
    volumes: tuple[Volume, ...] = field(default=(), repr=False)

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
    opener: Opener = None,
    half_countersigned: bool = False,
    progress: Callable[[int, int], None] | None = None,
    cancel: CancelToken | None = None,
) -> Verification:
    """Verify any file whatsoever; whatever is wrong with it becomes a refusal.

    Args:
        path: The file to look at; it is read once. Other volumes are sought beside it.
        trust: Whose signatures count, and when.
        quarantine: A local folder for the copy, made if absent.
        keep: Leave the copy there; ``Verification.quarantine`` says where. Only then the
            sums of the files are taken.
        opener: What opens seals; without it a sealed file is refused.
        half_countersigned: Let pass that only some volumes are countersigned.
        progress: Told bytes done and bytes known so far; on the calling thread.
        cancel: Asked at each block; what it raises comes out of here.
    """
    try:
        quarantine.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix="periksa-", dir=quarantine))
    except OSError:
        return Verification(ok=False, refusal=Refusal.UNREADABLE, message=NO_ROOM)
    examination = _Examination(folder, trust, Seals(opener), Watch(progress, cancel))
    examination.half_countersigned = half_countersigned
    examination.keep = keep
    with ExitStack() as leftovers:
        # A copy that a virus scanner still holds must not turn the result into a fault.
        leftovers.callback(shutil.rmtree, folder, ignore_errors=True)
        result = examination.run(path)
        if keep:
            leftovers.pop_all()
    return result


class _Examination:
    keep = False
    half_countersigned = False

    def __init__(self, folder: Path, trust: Trust, seals: Seals, watch: Watch) -> None:
        self._folder = folder
        self._trust = trust
        self._seals = seals
        self._watch = watch
        self._findings = Findings()
        self._volumes: list[Volume] = []
        self._document: Document | None = None
        self._sums: dict[Path, str] = {}
        self._taken: list[TakenFile] = []
        self._sources: dict[Path, Path] = {}
        self._sealed = False

    def run(self, path: Path) -> Verification:
        """Go through the steps; the first that fails decides."""
        try:
            self._examine(path)
            if all(volume.all_keys_known for volume in self._volumes):
                return self._result(None)
            refused = BundleRefused(Refusal.UNKNOWN_KEY)
        except BundleRefused as fault:
            refused = fault
        except OSError:
            refused = BundleRefused(Refusal.UNREADABLE)
        return self._result(refused)

    def _examine(self, source: Path) -> None:
        first = self._take(source, self._findings)
        if first.info.index_content_id:
            self._findings.content_id = first.info.index_content_id
        if first.info.volumes > 1:
            for other in find_others(source, first, self._seals):
                self._take(other, Findings())
            check_group(self._volumes, half_countersigned=self.half_countersigned)
            self._check_evidence(first.info)

    def _take(self, source: Path, findings: Findings) -> Volume:
        """Copy one volume and check all that can be checked of it alone."""
        copy, sums = self._copy(source)
        self._watch.expect(copy.stat().st_size)
        volume = check_volume(copy, self._trust, self._watch, findings, sums)
        self._volumes.append(volume)
        # All of them are held in memory, so what one volume may have is for all together.
        if sum(len(known.entries) for known in self._volumes) > MAX_ENTRIES:
            raise BundleRefused(Refusal.LIMIT)
        if volume.info.volume == 1:
            self._document = _check_document(volume)
            if volume.info.volumes == 1:
                self._check_evidence(volume.info)
        check_media(volume)
        return volume

    def _copy(self, source: Path) -> tuple[Path, Mapping[Span, Digest]]:
        copy = self._folder / f"{len(self._sources) + 1}.zip"
        self._sources[copy] = source
        taken = copy_once(source, copy, self._watch, hashed=self.keep)
        whole, sums = taken.sha256, taken.sums
        if is_sealed(copy):
            self._sealed = True
            identity = self._seals.identity()
            closed = copy.rename(copy.with_suffix(".age"))
            whole, sums = unseal(closed, copy, identity, self._watch), {}
            closed.unlink()
        if whole and self.keep:
            self._sums[copy] = whole
            self._taken.append(TakenFile(source, copy, whole))
        return copy, sums

    def _check_evidence(self, info: BagInfo) -> None:
        assert self._document is not None
        carried = [item for volume in self._volumes for item in evidence_of(volume)]
        check_evidence(self._document, info, carried)

    def _result(self, refused: BundleRefused | None) -> Verification:
        volumes = sorted(self._volumes, key=lambda volume: volume.info.volume)
        intact = refused is None or refused.refusal is Refusal.UNKNOWN_KEY
        payload = tuple(
            PayloadFile(name, volume.hashes[name], entry.size, volume.path, entry.span)
            for volume in volumes
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
            document_sha256=_document_sha256(volumes) if intact else None,
            sources=tuple(self._sources[volume.path] for volume in volumes),
            file_sha256=tuple(self._sums[v.path] for v in volumes if v.path in self._sums),
            taken=tuple(self._taken),
            payload_files=len(payload),
            payload_bytes=sum(file.size for file in payload),
            sealed=self._sealed,
            quarantine=self._folder if self.keep else None,
            payload=payload if intact and self.keep else (),
            volumes=tuple(volumes) if intact and self.keep else (),
        )


def _document_sha256(volumes: Sequence[Volume]) -> str | None:
    first = next((volume for volume in volumes if volume.info.volume == 1), None)
    return first.hashes[first.info.kind.document] if first else None


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
