"""Write a sending: unnamed, to the medium, read back, and only then under its name."""

from __future__ import annotations

import io
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kks_desktop.bundle.plan import BundleSpec, EvidenceError, Item, VolumePlan, plan_volumes
from kks_desktop.bundle.refusals import BundleRefused
from kks_desktop.bundle.target import (
    name_taken,
    not_read_back,
    sync_file,
    target_faults,
)
from kks_desktop.bundle.trust import Trust
from kks_desktop.bundle.volume import Findings, check_volume
from kks_desktop.bundle.zipprofile import MAX_VOLUME, ContainerWriter, dos_stamp
from kks_desktop.platform.durable import sync_folder
from kks_desktop.platform.sums import BLOCK, Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kks_desktop.bundle.keys import SecretKey
    from kks_desktop.platform.sums import CancelToken


@dataclass(frozen=True)
class WrittenBundle:
    """What lies in the target folder, read back and found equal.

    ``content_id`` is that of volume 1; ``already_there`` tells that every file was
    there before, with the same bytes.
    """

    files: tuple[Path, ...]
    content_id: str
    volume_content_ids: tuple[str, ...]
    payload_bytes: int
    already_there: bool


@dataclass(frozen=True)
class PackedBundle:
    """A small bundle in memory, to be stored or written by whoever asked for it."""

    file_name: str
    content_id: str
    data: bytes = field(repr=False)


def pack_bundle(
    spec: BundleSpec,
    key: SecretKey,
    *,
    head_key: SecretKey | None = None,
    new_key: SecretKey | None = None,
) -> PackedBundle:
    """Sign ``spec`` and give the bytes that ``write_bundle`` would write; for papers."""
    if not spec.info.kind.is_paper:
        raise ValueError("only what is small by its kind is made in memory")
    (plan,) = plan_volumes(spec, key, head_key=head_key, new_key=new_key)
    stream = io.BytesIO()
    _write_container(stream, plan, Watch())
    return PackedBundle(plan.file_name, plan.content_id, stream.getvalue())


def write_bundle(
    folder: Path,
    spec: BundleSpec,
    key: SecretKey,
    *,
    head_key: SecretKey | None = None,
    new_key: SecretKey | None = None,
    volume_cap: int = MAX_VOLUME,
    progress: Callable[[int, int], None] | None = None,
    cancel: CancelToken | None = None,
) -> WrittenBundle:
    """Sign ``spec`` and write it into ``folder`` under its own name or names.

    The same spec, key and cap give the same bytes. Nothing gets its name before all
    volumes are on the medium and were read back; on any fault nothing is left behind,
    and a file that already has the name is never changed.
    """
    plans = plan_volumes(spec, key, volume_cap, head_key=head_key, new_key=new_key)
    watch = Watch(progress, cancel)
    with target_faults():
        pending = [plan for plan in plans if not _already_there(folder, plan, watch)]
        watch.expect(2 * sum(plan.info.payload_bytes for plan in pending))
        with ExitStack() as leftovers:
            for plan in pending:
                leftovers.callback(_discard, _part(folder, plan))
                _write_part(_part(folder, plan), plan, watch)
            for plan in pending:
                _read_back(_part(folder, plan), plan, watch)
            for plan in pending:
                _part(folder, plan).rename(folder / plan.file_name)
        sync_folder(folder)
    return WrittenBundle(
        files=tuple(folder / plan.file_name for plan in plans),
        content_id=plans[0].content_id,
        volume_content_ids=tuple(plan.content_id for plan in plans),
        payload_bytes=sum(plan.info.payload_bytes for plan in plans),
        already_there=not pending,
    )


def _part(folder: Path, plan: VolumePlan) -> Path:
    return folder / f"{plan.file_name}.part"


def _discard(part: Path) -> None:
    # On a medium that is gone this fails too, and must not hide the first cause.
    with suppress(OSError):
        part.unlink(missing_ok=True)


def _already_there(folder: Path, plan: VolumePlan, watch: Watch) -> bool:
    path = folder / plan.file_name
    folder.stat()
    if not path.exists():
        return False
    watch.expect(plan.info.payload_bytes)
    if not path.is_file() or not _is_same(path, plan, watch):
        raise name_taken()
    return True


def _write_part(path: Path, plan: VolumePlan, watch: Watch) -> None:
    with path.open("wb", buffering=0) as stream:
        _write_container(stream, plan, watch)
        sync_file(stream)


def _write_container(stream: io.RawIOBase | io.BytesIO, plan: VolumePlan, watch: Watch) -> None:
    container = ContainerWriter(stream, dos_stamp(plan.info.created_at))
    for name, data in plan.tags.items():
        container.add(f"{plan.info.stem}/{name}", len(data), [data])
    for item in plan.items:
        digest = container.add(f"{plan.info.stem}/{item.name}", item.size, _blocks(item, watch))
        if digest.sha256 != item.sha256:
            raise _evidence_changed()
    container.close()


def _blocks(item: Item, watch: Watch) -> Iterator[bytes | memoryview]:
    """Give the item's bytes; exactly as many as planned, or a fault of the source."""
    if isinstance(item.source, bytes):
        watch.advance(item.size)
        yield item.source
        return
    buffer = memoryview(bytearray(min(BLOCK, max(item.size, 1))))
    left = item.size
    try:
        stream = item.source.open("rb", buffering=0)
    except OSError as fault:
        raise _evidence_changed() from fault
    with stream:
        while left:
            try:
                count = stream.readinto(buffer[: min(left, len(buffer))])
            except OSError as fault:
                raise _evidence_changed() from fault
            if not count:
                raise _evidence_changed()
            left -= count
            watch.advance(count)
            yield buffer[:count]


def _evidence_changed() -> EvidenceError:
    return EvidenceError(
        "Ada berkas bukti yang rusak atau tidak dapat dibaca di penyimpanan. Berkas usulan tidak "
        "dibuat; lampirkan lagi bukti itu atau pulihkan dari cadangan.",
        code="EVIDENCE_CHANGED",
    )


def _read_back(path: Path, plan: VolumePlan, watch: Watch) -> None:
    if not _is_same(path, plan, watch):
        raise not_read_back()


def _is_same(path: Path, plan: VolumePlan, watch: Watch) -> bool:
    """Verify a file as the receiver will, and tell whether it is the planned one.

    The profile leaves no free byte: the same time, tag files and hashes are the same bytes.
    """
    trust = Trust(plan.keys, plan.info.created_at, practice=True)
    try:
        volume = check_volume(path, trust, watch, Findings())
    except BundleRefused:
        return False
    return volume.tags == plan.tags
