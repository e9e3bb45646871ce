"""The signed papers of a province, keyring and reference: made, kept, passed on."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from kks_desktop import __version__
from kks_desktop.bundle.baginfo import BagInfo, recipient_of
from kks_desktop.bundle.keys import SecretKey, Signature
from kks_desktop.bundle.names import MAIN_SIGNATURE, Kind
from kks_desktop.bundle.plan import BundleSpec
from kks_desktop.bundle.writer import pack_bundle
from kks_desktop.services.fields import PROFILE
from kks_desktop.services.keys import trust_of
from kks_desktop.services.workspace import PROVINCE, Workspace
from kks_desktop.services.writing import write_whole
from kks_desktop.store.trust import PaperRow, newest_paper, put_paper

SignedPaper = PaperRow
NAMES = {Kind.KEYRING: "daftar kunci", Kind.REFERENCE: "rujukan provinsi"}
"""What the papers are called in a sentence."""


def province_of(workspace: Workspace) -> str:
    """The code of this office's province."""
    return workspace.require_session().info.region_code.partition(".")[0]


def recipient_here(workspace: Workspace) -> str:
    """This office as bag-info names it: ``district-1571``, ``province-15``."""
    info = workspace.require_session().info
    if info.role == PROVINCE:
        return recipient_of(Kind.SUBMISSION, info.region_code)
    return recipient_of(Kind.RECEIPT, info.region_code)


def this_second(workspace: Workspace) -> datetime:
    """Now, as a paper can say it."""
    return workspace.clock().astimezone(UTC).replace(microsecond=0)


def newest(workspace: Workspace, kind: Kind) -> PaperRow | None:
    """The paper of a kind that is in force here; ``None`` if there is none."""
    with workspace.reading() as connection:
        return newest_paper(connection, kind.value, province_of(workspace))


def signer_ended(workspace: Workspace, paper: PaperRow) -> bool:
    """Whether the key that signed a paper counts no more, so that a new district refuses it."""
    with zipfile.ZipFile(io.BytesIO(paper.bag)) as archive:
        signature = archive.read(f"{_stem(paper.bag)}/{MAIN_SIGNATURE}")
    key_id, trust = Signature.parse(signature).key_id, trust_of(workspace)
    return any(key.public.key_id == key_id and key.is_revoked(trust.now) for key in trust.keys)


# ------------------------------------------------------------------------------ making


def next_serial(workspace: Workspace, kind: Kind) -> int:
    """The serial of the next paper of a kind."""
    paper = newest(workspace, kind)
    return paper.serial + 1 if paper else 1


def make_paper(
    workspace: Workspace,
    kind: Kind,
    serial: int,
    issued_at: datetime,
    document: bytes,
    key: SecretKey,
) -> PaperRow:
    """Sign a paper and put it in force here."""
    info = workspace.require_session().info
    title = NAMES[kind].capitalize()
    spec = BundleSpec(
        info=BagInfo(
            region=info.region_code,
            year=info.year,
            revision=serial,
            organisation=one_line(workspace.require_session().raw(PROFILE, "kantor"))
            or info.region_name,
            submission_id=info.submission_id,
            description=f"{title} nomor {serial}, {info.region_name}",
            recipient=recipient_of(kind, info.region_code),
            created_at=issued_at,
            agent=f"kks-desktop/{__version__}",
            kind=kind,
            practice=info.practice,
        ),
        document=document,
    )
    packed = pack_bundle(spec, key)
    row = PaperRow(
        kind=kind.value,
        province=info.region_code,
        serial=serial,
        content_id=packed.content_id,
        issued_at=issued_at.isoformat(timespec="seconds"),
        document=document,
        bag=packed.data,
        added_at=workspace.clock().isoformat(timespec="seconds"),
    )
    workspace.write(lambda connection: put_paper(connection, row)).result()
    return row


def one_line(text: str, longest: int = 200) -> str:
    """A value of bag-info or a name in a document: one short line without control characters."""
    return "".join(ch if ch.isprintable() else " " for ch in text).strip()[:longest].strip()


def write_papers(workspace: Workspace, folder: Path) -> list[Path]:
    """Write the keyring and reference in force into a folder, as they go out with receipts.

    Raises:
        KksError: they could not be written.
    """
    papers = [newest(workspace, kind) for kind in NAMES]
    written = []
    for paper in papers:
        if paper is not None:
            path = folder / f"{_stem(paper.bag)}.zip"
            write_whole(path, paper.bag)
            written.append(path)
    return written


def _stem(bag: bytes) -> str:
    """The bag's own name, which is that of the folder inside it."""
    with zipfile.ZipFile(io.BytesIO(bag)) as archive:
        return archive.namelist()[0].partition("/")[0]
