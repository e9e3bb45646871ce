"""The bin: what was deleted in the last days, and the way back. Nothing here deletes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from kks_desktop.domain.bin import BIN_DAYS, Deleted, Erased, deleted_things
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.registers import EVIDENCE, Table, register_of, row_id
from kks_desktop.services.session import Edit, Session
from kks_desktop.services.workspace import DISTRICT, Workspace
from kks_desktop.store.assessments import all_assessments
from kks_desktop.store.bin import (
    binned_assessments,
    erased_fields,
    put_into_bin,
    take_from_bin,
)
from kks_desktop.store.chain import is_chained
from kks_desktop.store.evidence import load_evidence
from kks_desktop.store.revisions import last_hand_over, newest_sent

FILE, ASSESSMENT = "Berkas bukti", "Penilaian"


@dataclass(frozen=True, slots=True)
class BinItem:
    """Something deleted: what kind of thing, its name, who and when, and how it comes back.

    ``assessment`` is the id of a whole assessment, 0 for rows and files. ``lacking`` says
    why it cannot come back, empty where it can.
    """

    kind: str
    name: str
    who: str
    at: datetime
    reason: str
    edits: tuple[Edit, ...] = ()
    assessment: int = 0
    lacking: str = ""


def bin_items(workspace: Workspace, table: Table) -> list[BinItem]:
    """What can be brought back, newest first within its kind; on any thread.

    ``table`` is what is filled in now, as the thread that owns the session sees it.
    """
    since = (workspace.clock() - timedelta(days=BIN_DAYS)).isoformat(timespec="microseconds")
    info = workspace.require_session().info
    with workspace.reading() as connection:
        rows = [Erased(*row) for row in erased_fields(connection, info.id, since)]
        files = load_evidence(connection).keys()
        assessments = binned_assessments(connection, since)
    whole = [
        BinItem(
            ASSESSMENT,
            f"Penilaian {row.year}",
            row.who,
            datetime.fromisoformat(row.at).astimezone(),
            "",
            assessment=row.assessment,
        )
        for row in assessments
    ]
    return whole + [_item(thing, files) for thing in deleted_things(rows, table)]


def _item(thing: Deleted, files: Collection[str]) -> BinItem:
    register = register_of(thing.code)
    lacking = ""
    if thing.code.startswith(f"{EVIDENCE}:") and row_id(thing.code) not in files:
        lacking = "Berkasnya tidak tersimpan lagi; ambil dari cadangan."
    return BinItem(
        FILE if register is None else register.title,
        thing.name,
        thing.who,
        datetime.fromisoformat(thing.at).astimezone(),
        thing.reason,
        tuple(Edit(*field) for field in thing.fields),
        lacking=lacking,
    )


def restore(session: Session, item: BinItem) -> None:
    """Bring a row or file back with everything said of it, in one step of undo.

    Raises:
        KksError: the session is read-only.
    """
    blank = [e for e in item.edits if not e.raw or not session.raw(e.code, e.field)]
    session.set(blank, f"Kembalikan dari tempat sampah: {item.name}")


def restore_assessment(workspace: Workspace, item: BinItem) -> None:
    """Bring a whole assessment back; the folder then has to be opened anew.

    Raises:
        KksError: it could not be written; everything is as it was.
    """
    _require_writer(workspace)
    workspace.write(lambda connection: take_from_bin(connection, item.assessment)).result()


def why_it_stays(workspace: Workspace) -> str:
    """Why the open assessment cannot be put into the bin; empty if it can."""
    info = workspace.require_session().info
    if workspace.read_only:
        return workspace.read_only_reason
    with workspace.reading() as connection:
        rows = all_assessments(connection)
        if not is_chained(connection) or info.role != DISTRICT or len(rows) < 2:
            return "Hanya penilaian yang dimulai sesudah penilaian lain dapat dibuang."
        sent = newest_sent(connection, info.id) or last_hand_over(connection, info.id)
    if rows[0].id != info.id:
        return "Hanya penilaian terakhir dapat dibuang."
    if sent is not None:
        return "Penilaian ini sudah pernah dikirim, jadi tidak dapat dibuang."
    return ""


def discard_assessment(workspace: Workspace) -> None:
    """Put the open assessment into the bin: it was begun by mistake.

    It must not be worked on afterwards: open the newest one.

    Raises:
        KksError: it was sent, is not the newest, or the only one; nothing was changed.
    """
    reason = why_it_stays(workspace)
    if reason:
        raise KksError(reason, code="ASSESSMENT_STAYS")
    session = workspace.require_session()
    session.flush()
    at = workspace.clock().isoformat(timespec="microseconds")
    who = session.raw("profil", "operator")
    workspace.write(lambda store: put_into_bin(store, session.info.id, at, who)).result()


def _require_writer(workspace: Workspace) -> None:
    if workspace.read_only:
        raise KksError(workspace.read_only_reason, code="READ_ONLY")
