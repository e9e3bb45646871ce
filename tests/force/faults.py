"""The disk is full, turns read-only, goes away, is locked, or changes its owner: while at work.

Each must be told in one Indonesian sentence, nothing of what is on the screen may be lost,
and once the fault is over the next try must save it all.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kks_desktop.domain.errors import KksError
from kks_desktop.exchange.inspection.inspector import Inspector
from kks_desktop.services.evidence import EvidenceDesk
from kks_desktop.services.session import Edit, Session
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.connection import store_path
from tests.force import disk
from tests.force.common import (
    Figure,
    LostError,
    check_store,
    fields_in,
    in_child,
    require,
    run_out,
)
from tests.force.kill_commands import write_proofs

FIELD = ("9.01", "note")
NOBODY = 65534
_SENTENCE_END = (".", "?")


def run(_times: int, folder: Path, _chance: random.Random) -> list[Figure]:
    """Each fault once."""
    from kks_desktop.services.practice import write_sample

    write_sample(folder / "contoh")
    figures = []
    for name, fault, why_not in FAULTS:
        if reason := why_not():
            figures.append(Figure(name, 0, 0, 0, 0.0, f"DILEWATI: {reason}"))
            continue
        place = folder / "gangguan"
        place.mkdir()
        begun, bad = time.monotonic(), 0
        # in a child: what holds a folder must let go of it when the fault was too much
        work = _case(fault, place, folder / "contoh" / "kabupaten")
        if run_out(in_child(work)):
            bad = 1
        figures.append(Figure(name, 1, 1, bad, time.monotonic() - begun))
        shutil.rmtree(place, ignore_errors=True)
    return figures


def _case(fault: Callable[[Path, Path], None], place: Path, sample: Path) -> Callable[[], None]:
    def work() -> None:
        fault(place, sample)

    return work


@contextmanager
def tmpfs(place: Path, size: str) -> Iterator[Path]:
    """A small disk in memory."""
    place.mkdir(exist_ok=True)
    disk.sh("mount", "-t", "tmpfs", "-o", f"size={size}", "kks-kecil", place)
    try:
        yield place
    finally:
        disk.sh("umount", "-l", place)


@contextmanager
def opened(data: Path) -> Iterator[tuple[Workspace, Session]]:
    """A data folder, at work."""
    workspace = Workspace(data)
    try:
        require(not workspace.read_only, workspace.read_only_reason)
        yield workspace, workspace.require_session()
    finally:
        workspace.close()


def sentence_of(work: Callable[[], object]) -> str:
    """The one sentence that a fault must be told with."""
    try:
        work()
    except KksError as fault:
        words = str(fault)
        require(words.endswith(_SENTENCE_END) and "\n" not in words, f"not a sentence: {words}")
        return words
    raise LostError("nothing was told")


def save(session: Session, text: str) -> None:
    session.set([Edit(*FIELD, text)], "Catatan")
    session.flush()


def refused_then_saved(
    session: Session, text: str, data: Path, end_fault: Callable[[], object]
) -> None:
    """Saving fails with a sentence, the text stays, and is saved once the fault is over."""
    sentence_of(lambda: save(session, text))
    require(session.raw(*FIELD) == text, "the text on the screen is gone")
    require(FIELD in session.unsaved, "a text that is not durable is called saved")
    end_fault()
    session.flush()
    require(not session.unsaved, "not saved after the fault")
    require(fields_in(data)[FIELD] == text, "not in the store after the fault")
    check_store(data)


def full_disk(place: Path, sample: Path) -> None:
    with tmpfs(place / "penuh", "80m") as small:
        data = Path(shutil.copytree(sample, small / "data"))
        write_proofs(place, 1)
        with opened(data) as (workspace, session), Inspector() as inspector:
            ballast = small / "pemberat"
            with suppress_full(), ballast.open("wb", buffering=0) as file:
                while file.write(b"x" * 4096):
                    pass
            proof = next(place.glob("*.csv"))
            taken = EvidenceDesk(workspace).take_in([proof], [], inspector.inspect)
            require("tidak cukup" in taken[0].refusal, taken[0].refusal)
            refused_then_saved(session, "panjang " * 10_000 + "sekali", data, ballast.unlink)
            taken = EvidenceDesk(workspace).take_in([proof], [], inspector.inspect)
            require(taken[0].taken, taken[0].refusal)


@contextmanager
def suppress_full() -> Iterator[None]:
    try:
        yield
    except OSError:
        return


def export_to_full_stick(place: Path, sample: Path) -> None:
    from kks_desktop.services.practice import PASSPHRASE
    from kks_desktop.services.sending import send

    data = Path(shutil.copytree(sample, place / "data"))
    with tmpfs(place / "stik", "16k") as stick, opened(data) as (workspace, _):
        sentence_of(lambda: send(workspace, stick, PASSPHRASE))
        require(not list(stick.glob("*.zip")), "a part of a bundle is called a bundle")
        check_store(data)


def disk_dies(place: Path, sample: Path) -> None:
    """From one moment on the disk under the data fails every write; the kernel locks it."""
    image = place / "cakram.img"
    disk.make_image(image, 80 << 20)
    with disk.recording(image, place) as (mounted, marks):
        data = Path(shutil.copytree(sample, mounted / "data"))
        workspace = Workspace(data)
        session = workspace.require_session()
        save(session, "sebelum")
        os.write(marks, disk.PULL)
        time.sleep(0.05)
        sentence_of(lambda: save(session, "sesudah"))
        require(session.raw(*FIELD) == "sesudah", "the text on the screen is gone")
        require(FIELD in session.unsaved, "a text that is not durable is called saved")
        workspace.close()


def read_only_medium(place: Path, sample: Path) -> None:
    with tmpfs(place / "baca", "80m") as small:
        data = Path(shutil.copytree(sample, small / "data"))
        disk.sh("mount", "-o", "remount,ro", small)
        workspace = Workspace(data)
        require(workspace.read_only, "not read-only")
        require(workspace.read_only_reason.endswith("."), "no reason")
        session = workspace.require_session()
        sentence_of(lambda: save(session, "hanya baca"))
        require(session.fields == fields_in(sample), "not all can be read")
        workspace.close()


def folder_removed(place: Path, sample: Path) -> None:
    data = Path(shutil.copytree(sample, place / "data"))
    with opened(data) as (_, session):
        away = data.rename(place / "dipindah")
        refused_then_saved(session, "folder hilang", data, lambda: away.rename(data))


def file_replaced(place: Path, sample: Path) -> None:
    data = Path(shutil.copytree(sample, place / "data"))
    with opened(data) as (_, session):
        path = store_path(data)
        kept = path.rename(place / "asli")
        shutil.copyfile(kept, path)
        refused_then_saved(session, "berkas diganti", data, lambda: kept.replace(path))


def file_locked(place: Path, sample: Path) -> None:
    data = Path(shutil.copytree(sample, place / "data"))
    with opened(data) as (workspace, session):
        workspace.write(lambda c: c.execute("PRAGMA busy_timeout = 100")).result()
        with closing(sqlite3.connect(store_path(data), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            refused_then_saved(session, "terkunci", data, lambda: other.execute("ROLLBACK"))


def permission_changed(place: Path, sample: Path) -> None:
    data = Path(shutil.copytree(sample, place / "data"))
    write_proofs(place, 2)
    first, second = sorted(place.glob("*.csv"))
    with opened(data) as (workspace, session), Inspector() as inspector:

        def take(path: Path) -> str:
            return EvidenceDesk(workspace).take_in([path], [], inspector.inspect)[0].refusal

        # as root: the process that inspects could not be started by anybody else here
        require(not take(first), "refused without a fault")
        for path in (place.parent, place, data, *data.rglob("*"), second):
            os.chown(path, NOBODY, NOBODY)
        os.setegid(NOBODY)
        os.seteuid(NOBODY)
        try:
            _without_permission(data, session, lambda: take(second))
        finally:
            os.seteuid(0)
            os.setegid(0)


def _without_permission(data: Path, session: Session, take: Callable[[], str]) -> None:
    (data / "bukti").chmod(0o500)
    refusal = take()
    require("izin" in refusal, refusal or "taken without permission")
    save(session, "izin berubah")  # the file is open, and its place is what it was
    data.chmod(0o000)
    refused_then_saved(session, "tanpa izin", data, lambda: data.chmod(0o700))
    (data / "bukti").chmod(0o700)
    require(not take(), "refused after the fault")


def stick_pulled(place: Path, sample: Path) -> None:
    """The disk under a bundle being written answers nothing any more."""
    from kks_desktop.services.practice import PASSPHRASE
    from kks_desktop.services.sending import send

    data = Path(shutil.copytree(sample, place / "data"))
    image = place / "stik.img"
    disk.make_image(image, 16 << 20)
    with disk.recording(image, place) as (stick, marks), opened(data) as (workspace, _):
        os.write(marks, disk.PULL)
        time.sleep(0.05)
        sentence_of(lambda: send(workspace, stick, PASSPHRASE))
        check_store(data)


def _nothing() -> str:
    return ""


FAULTS: tuple[tuple[str, Callable[[Path, Path], None], Callable[[], str]], ...] = (
    ("disk full while typing and attaching", full_disk, disk.no_mounts),
    ("export to a full stick", export_to_full_stick, disk.no_mounts),
    ("stick pulled during export", stick_pulled, disk.missing),
    ("disk dies while typing", disk_dies, disk.missing),
    ("data on a read-only medium", read_only_medium, disk.no_mounts),
    ("data folder moved away while typing", folder_removed, _nothing),
    ("data file replaced while typing", file_replaced, _nothing),
    ("data file locked by another program", file_locked, _nothing),
    ("permission taken away while at work", permission_changed, disk.no_mounts),
)
"""A name, what is done, and why it cannot be done here; empty if it can."""
