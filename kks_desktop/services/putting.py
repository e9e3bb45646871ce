"""Put a bundle on its medium: plain as it is signed, or sealed as the last step."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from kks_desktop.bundle.names import HEAD_SIGNATURE
from kks_desktop.bundle.plan import VolumePlan
from kks_desktop.bundle.sealing import SUFFIX, seal_files
from kks_desktop.bundle.target import target_faults
from kks_desktop.bundle.writer import write_plans
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.sizes import size_words
from kks_desktop.platform.durable import sync_file_system
from kks_desktop.platform.place import Place, place_of
from kks_desktop.platform.sums import Watch
from kks_desktop.platform.volumes import room_of
from kks_desktop.services.handovers import HandedFile, whole_volume
from kks_desktop.services.sealing import Seal
from kks_desktop.services.targets import StillThere, make_ready, require_room
from kks_desktop.services.tasks import CancelToken, Progress

_ALOOF = "segel"
"""Folder of the data folder for what is about to be sealed; nobody else looks into it."""
_ROOM_FOR_TAGS = 1 << 20
"""Bytes that a volume may need beside what it carries, and the file system for its names."""
_STEP = 8 * 1024 * 1024
"""Bytes after which a medium that can be slow has to take what waits for it."""
_GROWTH = 4_000
"""One byte in so many is added by sealing, rounded up."""


@dataclass(frozen=True, slots=True)
class Put:
    """What lies on the medium, read back and found equal."""

    paths: tuple[Path, ...]
    files: tuple[HandedFile, ...]
    already_there: bool


@contextmanager
def mailbox(folder: Path) -> Iterator[StillThere]:
    """Make the mailbox of a stick; one that nothing came into is taken away again."""
    made = make_ready(folder)
    try:
        yield StillThere(folder)
    except BaseException:
        if made:
            with suppress(OSError):
                folder.rmdir()
        raise


def target_names(plans: Sequence[VolumePlan], *, sealed: bool) -> list[str]:
    """What the files will be called."""
    return [f"{one.file_name}{SUFFIX if sealed else ''}" for one in plans]


def require_room_for(folder: Path, plans: Sequence[VolumePlan], *, sealed: bool) -> None:
    """Refuse to begin what does not fit; a file that lies there already takes no more room.

    Raises:
        KksError: ``TARGET_FULL``, or the medium does not answer.
    """
    names = target_names(plans, sealed=sealed)
    with target_faults():
        missing = [not (folder / name).exists() for name in names]
    sizes = [_size(one) for one, absent in zip(plans, missing, strict=True) if absent]
    require_room(folder, sum(sizes) + (sum(sizes) // _GROWTH if sealed else 0))


def _size(one: VolumePlan) -> int:
    return one.info.payload_bytes + sum(map(len, one.tags.values())) + _ROOM_FOR_TAGS


def put_plain(
    folder: Path, plans: Sequence[VolumePlan], progress: Progress, cancel: CancelToken
) -> Put:
    """Write signed volumes and read them back.

    A file that lies there with the same content stays as it is, also if the head has signed it
    meanwhile; one that the head signs only now is replaced.
    """
    watch = Watch(_steadily(folder, progress), cancel)
    named = [(folder / one.file_name, one) for one in plans]
    with target_faults():
        lying = {path: _lying(path, one, watch) for path, one in named}
    pending = [(path, one) for path, one in named if lying[path] is not _Lying.WHOLE]
    if pending:
        replacing = {path for path, _ in pending if lying[path] is _Lying.WITHOUT_HEAD}
        write_plans(folder, pending, watch, replacing=replacing)
    with target_faults():
        files = [HandedFile(path.name, path.stat().st_size, one.content_id) for path, one in named]
    return Put(tuple(path for path, _ in named), tuple(files), not pending)


def _steadily(folder: Path, progress: Progress) -> Progress:
    """Progress that tells what a stick or network place has, not what waits in memory for it.

    Otherwise a gigabyte seems to be written at once, and then nothing moves for minutes, nor
    can it be stopped.
    """
    if place_of(folder) not in (Place.REMOVABLE, Place.NETWORK):
        return progress
    synced = 0

    def report(done: int, total: int) -> None:
        nonlocal synced
        if done - synced >= _STEP:
            synced = done
            sync_file_system(folder)
        progress(done, total)

    return report


class _Lying(Enum):
    """What lies where a volume is to be written, if it has the same content."""

    OTHER = auto()
    WITHOUT_HEAD = auto()
    WHOLE = auto()


def _lying(path: Path, plan: VolumePlan, watch: Watch) -> _Lying:
    if not path.is_file():
        return _Lying.OTHER
    watch.expect(plan.info.payload_bytes)
    volume = whole_volume(path, watch)
    if volume is None or _without_head(volume.tags) != _without_head(plan.tags):
        return _Lying.OTHER
    if HEAD_SIGNATURE in plan.tags and HEAD_SIGNATURE not in volume.tags:
        return _Lying.WITHOUT_HEAD
    same = volume.tags.get(HEAD_SIGNATURE) == plan.tags.get(HEAD_SIGNATURE)
    return _Lying.WHOLE if same or HEAD_SIGNATURE not in plan.tags else _Lying.OTHER


def _without_head(tags: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in tags.items() if name != HEAD_SIGNATURE}


def put_sealed(
    folder: Path,
    plain: Sequence[Path],
    content_ids: Sequence[str],
    seal: Seal,
    known: frozenset[str],
    progress: Progress,
    cancel: CancelToken,
) -> Put:
    """Seal finished volumes into ``folder`` and read them back.

    A sealed file that lies there already is the right one only if it is among the ``known``.
    """
    sealed = seal_files(
        plain,
        folder,
        seal.recipients,
        known=known,
        progress=_steadily(folder, progress),
        cancel=cancel,
    )
    with target_faults():
        files = [
            HandedFile(path.name, path.stat().st_size, content_id, sha256, seal.fingerprint)
            for path, content_id, sha256 in zip(
                sealed.files, content_ids, sealed.sha256, strict=True
            )
        ]
    return Put(sealed.files, tuple(files), sealed.already_there)


@contextmanager
def aloof(data: Path, needs: int) -> Iterator[Path]:
    """A folder of the data folder for plain volumes on their way to be sealed; then gone.

    Raises:
        KksError: there is no room for it.
    """
    clear_aloof(data)
    folder = data / _ALOOF
    try:
        free = room_of(data).free
        if needs > free:
            raise KksError(
                f"Untuk menyegel, komputer ini memerlukan ruang sementara {size_words(needs)}, "
                f"padahal yang kosong {size_words(free)}. Data tetap utuh; kosongkan ruang lalu "
                "ulangi, atau kirim tanpa segel.",
                code="DISK_FULL",
            )
        folder.mkdir(mode=0o700)
    except OSError as cause:
        raise KksError(
            "Folder data tidak dapat ditulisi, jadi berkas belum dapat disegel. Data tetap utuh; "
            "periksa izin folder data.",
            code="STORE_READ_ONLY",
        ) from cause
    try:
        yield folder
    finally:
        clear_aloof(data)


def clear_aloof(data: Path) -> None:
    """Remove what a program that was killed while sealing left behind."""
    shutil.rmtree(data / _ALOOF, ignore_errors=True)
