"""The whole folder of papers: a district's for its proposal, a province's for its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kks_desktop.domain.errors import KksError
from kks_desktop.domain.evidence import evidence_of
from kks_desktop.domain.file_names import document_name
from kks_desktop.services.district_papers import (
    AGENCY_PAPER,
    INSTRUMENT,
    PROFILE_PAPER,
    PROOF_INDEX,
    SUMMARY,
)
from kks_desktop.services.evidence import EvidenceDesk
from kks_desktop.services.letter_papers import PROPOSAL
from kks_desktop.services.paper_kinds import NO_OPTIONS, PaperOptions
from kks_desktop.services.papers import EVALUATION, VALIDATION, kind_of, print_paper
from kks_desktop.services.province_papers import COVERING, MINUTES, RECAP, SHEET, STATEMENT
from kks_desktop.services.recap import current_rows
from kks_desktop.services.regions import region
from kks_desktop.services.submission import freeze
from kks_desktop.services.tasks import CancelToken, Progress, no_progress
from kks_desktop.services.validation import validations
from kks_desktop.services.workspace import DISTRICT, Workspace
from kks_desktop.services.writing import spare_other_files, write_whole

_DISTRICT_SET = (PROPOSAL, PROFILE_PAPER, INSTRUMENT, PROOF_INDEX, EVALUATION, SUMMARY)
_PROVINCE_SET = (COVERING, STATEMENT, RECAP)


@dataclass(frozen=True, slots=True)
class SetPaper:
    """One document of a set: its kind, its choices, and its name below the set's folder."""

    kind: str
    options: PaperOptions
    name: Path


def paper_set(workspace: Workspace) -> list[SetPaper]:
    """What ``write_set`` writes, in order."""
    info = workspace.require_session().info
    role_set = _DISTRICT_SET if info.role == DISTRICT else _PROVINCE_SET
    place = info.region_name if info.role == DISTRICT else f"Provinsi {info.region_name}"
    where = f"{place} {info.year}"
    papers = [
        SetPaper(
            kind, NO_OPTIONS, Path(document_name(f"{number:02} {title_of(kind)} {where}", "pdf"))
        )
        for number, kind in enumerate(role_set, 1)
    ]
    more = _of_agencies(workspace) if info.role == DISTRICT else _of_districts(workspace)
    return [*papers, *more]


def title_of(kind: str) -> str:
    """What a kind is called."""
    found = kind_of(kind)
    return found.title if found else kind


def _of_agencies(workspace: Workspace) -> Iterator[SetPaper]:
    """Each OPD's report, and its validation sheet where there is something to validate."""
    session, damaged = workspace.require_session(), EvidenceDesk(workspace).damaged()
    files = evidence_of(session.table, damaged)
    found = validations(session.instrument, session.table, files, damaged)
    for kind, folder, wanted in (
        (AGENCY_PAPER, "Laporan OPD", found),
        (VALIDATION, "Pengesahan OPD", [one for one in found if one.files]),
    ):
        names = [one.name for one in wanted]
        for one in wanted:
            # two OPD may have been given one name
            stem = one.name if names.count(one.name) == 1 else f"{one.name} ({one.id})"
            name = Path(folder) / document_name(stem, "pdf")
            yield SetPaper(kind, PaperOptions(agency=one.id), name)


def _of_districts(workspace: Workspace) -> Iterator[SetPaper]:
    """Minutes and verifier's sheets of each region that sent something."""
    for row in current_rows(workspace):
        place = region(row.region)
        folder = document_name(place.name if place else row.region, "")[:-1]
        for kind in (MINUTES, SHEET):
            name = Path(folder) / document_name(title_of(kind), "pdf")
            yield SetPaper(kind, PaperOptions(district=row.region), name)


def write_set(
    workspace: Workspace,
    folder: Path,
    paper: str = "a4",
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> list[Path]:
    """Write every paper of the set below a folder, all of one and the same state.

    Each file is whole; where it stops, those before are whole and stay.

    Raises:
        KksError: one could not be made or written; the sentence says how many were.
        CancelledError: a person stopped it.
    """
    token = cancel or CancelToken()
    wanted = paper_set(workspace)
    role = workspace.require_session().info.role
    frozen = freeze(workspace) if role == DISTRICT else None
    written: list[Path] = []
    for done, one in enumerate(wanted):
        token.check()
        progress(done, len(wanted))
        path = folder / one.name
        try:
            spare_other_files(path)
            _make_folder(path.parent)
            data = print_paper(workspace, one.kind, paper, one.options, cancel=token, frozen=frozen)
            write_whole(path, data)
        except KksError as fault:
            if fault.code == "CANCELLED":
                raise
            raise KksError(
                f"{fault} {len(written)} dari {len(wanted)} dokumen sudah ditulis utuh.",
                code=fault.code,
            ) from fault
        written.append(path)
    progress(len(wanted), len(wanted))
    return written


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as cause:
        raise KksError(
            f"Folder {folder.name} tidak dapat dibuat; pilih folder lain.", code="NOT_WRITTEN"
        ) from cause
