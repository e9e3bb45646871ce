"""Hand-overs: where each revision was written, and whether it still lies there whole."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from kks_desktop.bundle.refusals import BundleRefused
from kks_desktop.bundle.target import target_faults
from kks_desktop.bundle.trust import Trust
from kks_desktop.bundle.volume import Findings, Volume, check_volume
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.strict_json import canonical_json, parse_json
from kks_desktop.platform import volumes as drives
from kks_desktop.platform.place import Place, place_of
from kks_desktop.platform.sums import BLOCK, Watch
from kks_desktop.platform.volumes import list_drives, list_volumes, volume_of
from kks_desktop.services.targets import TO_PROVINCE
from kks_desktop.services.tasks import CancelToken, Progress, no_progress
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.revisions import (
    HandOverRow,
    all_hand_overs,
    note_signature,
    put_hand_over,
)


@dataclass(frozen=True, slots=True)
class HandedFile:
    """A file as it was written.

    A plain one is known again by its content id, a sealed one by the SHA-256 of its bytes;
    ``sealed_for`` is the fingerprint of those who can open it.
    """

    name: str
    size: int
    content_id: str
    sha256: str = ""
    sealed_for: str = ""


@dataclass(frozen=True, slots=True)
class Handed:
    """One time that a bundle was written and read back; ``place`` is in words."""

    number: int
    revision: int
    at: datetime
    place: str
    sealed: bool
    content_id: str
    file_name: str
    files: tuple[HandedFile, ...]


def note_hand_over(
    workspace: Workspace,
    revision: int,
    files: Sequence[HandedFile],
    place: str,
    signature: str,
) -> int:
    """Keep that these files were written and read back; gives the note its number."""
    row = HandOverRow(
        assessment=workspace.require_session().info.id,
        revision=revision,
        file_name=files[0].name,
        at=workspace.clock().isoformat(timespec="seconds"),
        content_id=files[0].content_id,
        place=place,
        sealed=bool(files[0].sha256),
        files=canonical_json({"files": [asdict(file) for file in files]}).decode(),
    )

    def note(connection: sqlite3.Connection) -> int:
        note_signature(connection, row.assessment, row.revision, signature)
        return put_hand_over(connection, row)

    return workspace.write(note).result()


def hand_overs(workspace: Workspace) -> list[Handed]:
    """Every hand-over of the open assessment, the newest first."""
    with workspace.reading() as connection:
        rows = all_hand_overs(connection, workspace.require_session().info.id)
    return [_handed(number, row) for number, row in rows]


def _handed(number: int, row: HandOverRow) -> Handed:
    files = parse_json(row.files.encode())["files"] if row.files else ()
    return Handed(
        number=number,
        revision=row.revision,
        at=datetime.fromisoformat(row.at).astimezone(),
        place=row.place,
        sealed=row.sealed,
        content_id=row.content_id,
        file_name=row.file_name,
        files=tuple(HandedFile(**file) for file in files),
    )


def sealed_before(workspace: Workspace, content_id: str, sealed_for: str) -> frozenset[str]:
    """The SHA-256 of every sealed file of a bundle that was written for these recipients."""
    return frozenset(
        file.sha256
        for handed in hand_overs(workspace)
        if handed.content_id == content_id
        for file in handed.files
        if file.sealed_for == sealed_for
    )


# ------------------------------------------------------------------------------- places


def drive_words(volume: drives.Volume) -> str:
    """What people call a drive."""
    kind = "Flashdisk" if volume.removable else "Folder jaringan" if volume.network else "Cakram"
    return f"{kind} {volume.label}" if volume.label else f"{kind} tanpa nama"


def place_words(folder: Path) -> tuple[str, bool]:
    """What a folder is called in the list of hand-overs, and whether it can be pulled."""
    volume = volume_of(folder, list_drives())
    if volume is not None and volume.removable:
        named = volume_of(folder, list_volumes())  # Windows tells the name only when asked
        return drive_words(named or volume), True
    return str(folder), place_of(folder) is Place.REMOVABLE


def find_again(handed: Handed) -> Path | None:
    """The folder where all files of a hand-over lie now; a stick may have another letter.

    Looks where it was written and into the mailboxes of the drives that answer, at names only.
    """
    roots = [volume.root for volume in list_volumes() if volume.room is not None]
    named = [Path(handed.place)] if Path(handed.place).is_absolute() else []
    names = [file.name for file in handed.files] or [handed.file_name]
    for folder in (*named, *(root / TO_PROVINCE for root in roots), *roots):
        if all((folder / name).is_file() for name in names):
            return folder
    return None


def read_again(
    handed: Handed, progress: Progress = no_progress, cancel: CancelToken | None = None
) -> Path:
    """Find a hand-over, read it once more and compare; where it lies.

    Raises:
        KksError: ``NOT_THERE``, or ``NOT_SAME`` for any other bytes than those written.
    """
    found = find_again(handed)
    if found is None:
        raise KksError(
            "Berkasnya belum ditemukan. Pasang lagi flashdisk yang tadi, tunggu sebentar, lalu "
            "tekan Periksa lagi. Data di komputer ini tetap utuh.",
            code="NOT_THERE",
        )
    check_again(handed, found, progress, cancel)
    return found


def check_again(
    handed: Handed,
    folder: Path,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> None:
    """Read a hand-over from its medium once more and compare it with what was written.

    Raises:
        KksError: ``NOT_SAME`` for any other bytes than those written; or it cannot be read.
    """
    watch = Watch(progress, cancel)
    watch.expect(sum(file.size for file in handed.files))
    for file in handed.files:
        path = folder / file.name
        with target_faults():
            _forget_cached(path)
            same = _is_same(path, file, watch)
        if not same:
            raise KksError(
                f"Berkas {file.name} di {folder} tidak lagi sama dengan yang ditulis. Data di "
                "komputer ini tetap utuh. Kirim sekali lagi, sebaiknya ke flashdisk lain.",
                code="NOT_SAME",
            )


def _is_same(path: Path, file: HandedFile, watch: Watch) -> bool:
    if file.sha256:
        return path.stat().st_size == file.size and _sha256(path, watch) == file.sha256
    volume = whole_volume(path, watch)
    # its size may differ: the head may have signed it meanwhile
    return volume is not None and volume.content_id == file.content_id


def whole_volume(path: Path, watch: Watch) -> Volume | None:
    """A plain volume in which everything fits together; ``None`` for anything else.

    No key is asked: the content id stands for all that was signed.
    """
    anyone = Trust((), datetime.now().astimezone(), practice=True)
    try:
        return check_volume(path, anyone, watch, Findings())
    except BundleRefused:
        return None


def _sha256(path: Path, watch: Watch) -> str:
    sha256, block = hashlib.sha256(), bytearray(BLOCK)
    with path.open("rb", buffering=0) as stream:
        while count := stream.readinto(block):
            sha256.update(memoryview(block)[:count])
            watch.advance(count)
    return sha256.hexdigest()


def _forget_cached(path: Path) -> None:
    """Let reading ask the medium, where the system can be told so."""
    if hasattr(os, "posix_fadvise"):
        with path.open("rb", buffering=0) as stream:
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
