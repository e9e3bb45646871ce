"""Write a sending: unnamed, to the medium, read back, and only then under its name."""

from __future__ import annotations

import io
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kks_desktop.bundle.moving import evidence_changed, move_item, source_is_sound
from kks_desktop.bundle.plan import BundleSpec, VolumePlan, plan_volumes
from kks_desktop.bundle.refusals import BundleRefused
from kks_desktop.bundle.target import (
    discard,
    name_taken,
    not_read_back,
    sync_file,
    target_faults,
)
from kks_desktop.bundle.trust import Trust
from kks_desktop.bundle.volume import Findings, check_volume
from kks_desktop.bundle.zipprofile import MAX_VOLUME, ContainerWriter, dos_stamp
from kks_desktop.platform.durable import open_new, sync_folder
from kks_desktop.platform.sums import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence
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
    named = [(folder / plan.file_name, plan) for plan in plans]
    return write_plans(folder, named, Watch(progress, cancel))


def write_plans(
    folder: Path,
    named: Sequence[tuple[Path, VolumePlan]],
    watch: Watch,
    *,
    replacing: Container[Path] = (),
) -> WrittenBundle:
    """Write settled volumes under their names; only files in ``replacing`` are replaced."""
    with target_faults():
        pending = [
            (path, plan) for path, plan in named if not _already_there(path, plan, watch, replacing)
        ]
        watch.expect(2 * sum(plan.info.payload_bytes for _, plan in pending))
        with ExitStack() as leftovers:
            for path, plan in pending:
                leftovers.callback(discard, _part(path))
                _write_part(_part(path), plan, watch)
            for path, plan in pending:
                _read_back(_part(path), plan, watch)
            for path, _ in pending:
                _part(path).replace(path)
        sync_folder(folder)
    plans = [plan for _, plan in named]
    return WrittenBundle(
        files=tuple(path for path, _ in named),
        content_id=plans[0].content_id,
        volume_content_ids=tuple(plan.content_id for plan in plans),
        payload_bytes=sum(plan.info.payload_bytes for plan in plans),
        already_there=not pending,
    )


def _part(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")


def _already_there(path: Path, plan: VolumePlan, watch: Watch, replacing: Container[Path]) -> bool:
    path.parent.stat()
    if path in replacing or not path.exists():
        return False
    watch.expect(plan.info.payload_bytes)
    if not path.is_file() or not _is_same(path, plan, watch):
        raise name_taken()
    return True


def _write_part(path: Path, plan: VolumePlan, watch: Watch) -> None:
    with open(open_new(path), "wb", buffering=0) as stream:
        _write_container(stream, plan, watch)
        sync_file(stream)


def _write_container(stream: io.FileIO | io.BytesIO, plan: VolumePlan, watch: Watch) -> None:
    container = ContainerWriter(stream, dos_stamp(plan.info.created_at))
    for name, data in plan.tags.items():
        container.add(f"{plan.bag}/{name}", data)
    for item in plan.items:
        name = f"{plan.bag}/{item.name}"
        if isinstance(item.source, bytes):
            container.add(name, item.source)
            watch.advance(item.size)
        else:
            assert isinstance(stream, io.FileIO)
            move_item(container, stream, name, item, watch)
    container.close()


def _read_back(path: Path, plan: VolumePlan, watch: Watch) -> None:
    if _is_same(path, plan, watch):
        return
    # What the medium gives back is wrong; perhaps what it was given was wrong already.
    if not all(source_is_sound(item) for item in plan.items):
        raise evidence_changed()
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
