"""Print: the evaluation report, key card, recovery card and validation sheets, as PDF bytes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time

from kks_desktop import __version__
from kks_desktop.domain.agencies import agency_words
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.evidence import evidence_of
from kks_desktop.platform.paths import resources
from kks_desktop.reports.model import (
    Paper,
    RecoveryCard,
    ReportFacts,
    Sheet,
    ValidationLine,
    ValidationList,
)
from kks_desktop.services.evidence import EvidenceDesk
from kks_desktop.services.fields import PROFILE, table_of
from kks_desktop.services.keys import key_card
from kks_desktop.services.submission import Frozen, freeze
from kks_desktop.services.tasks import CancelToken, Progress, no_progress
from kks_desktop.services.validation import (
    AgencyValidation,
    file_mark,
    list_mark,
    sheet_agencies,
    validations,
)
from kks_desktop.services.workspace import DISTRICT, Workspace

EVALUATION, KEY_CARD, VALIDATION, RECOVERY = "evaluasi", "kunci", "validasi", "cadangan"
_OF_DISTRICT = (EVALUATION, VALIDATION)
_LETTERHEAD = ("kop_1", "kop_2", "kop_3", "kop_4")
PAPERS: tuple[Paper, ...] = ("a4", "f4")


def report_pdf(
    workspace: Workspace,
    kind: str,
    paper: str = "a4",
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
    agency: str = "",
) -> bytes:
    """Print one document; a validation sheet is that of an ``agency``.

    Raises:
        KksError: the kind or paper is unknown, or there is nothing to print yet.
    """
    if paper not in PAPERS:
        raise KksError(f"Ukuran kertas '{paper[:20]}' tidak dikenal; pilih a4 atau f4.")
    printers: dict[str, Callable[[], bytes]] = {
        EVALUATION: lambda: evaluation_report(
            workspace, freeze(workspace), paper, progress, cancel
        ),
        KEY_CARD: lambda: _key_card_pdf(workspace, paper),
        VALIDATION: lambda: _validation_pdf(workspace, paper, agency),
        RECOVERY: lambda: _recovery_pdf(workspace, paper),
    }
    printer = printers.get(kind)
    if kind in _OF_DISTRICT and workspace.require_session().info.role != DISTRICT:
        raise KksError(
            "Folder data provinsi tidak punya isian untuk dilaporkan; pakai folder kabupaten/kota.",
            code="WRONG_ROLE",
        )
    if printer is None:
        raise KksError(f"Laporan '{kind[:20]}' tidak dikenal; yang ada: {', '.join(printers)}.")
    return printer()


def evaluation_report(
    workspace: Workspace,
    frozen: Frozen,
    paper: Paper,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
    *,
    final: bool = False,
) -> bytes:
    """The evaluation report of a frozen state; a draft until that state was sent.

    ``final`` prints the report of a revision that is about to be sent.
    """
    from kks_desktop.reports.evaluation import evaluation_pdf

    session = workspace.require_session()
    draft = frozen.changed and not final
    moment = datetime.fromisoformat(frozen.created_at)
    table = table_of(frozen.fields)
    facts = ReportFacts(
        paper=paper,
        printed_on=moment.astimezone().date(),
        source_date_epoch=int(moment.timestamp()),
        software_version=__version__,
        fonts=resources() / "fonts",
        practice=session.info.practice,
        region_name=session.info.region_name,
        region_code=session.info.region_code,
        province_name=session.info.province_name,
        year=session.info.year,
        office=frozen.profile("kantor"),
        operator=frozen.profile("operator"),
        operator_position=frozen.profile("jabatan"),
        fingerprint="DRAF" if draft else frozen.fingerprint,
        revision=frozen.number,
        draft=draft,
        agencies={
            code: agency_words(session.instrument, indicator, table)
            for code, indicator in session.instrument.by_code.items()
        },
    )
    check = cancel.check if cancel is not None else None
    return evaluation_pdf(session.instrument, frozen.evaluation, facts, progress, check)


def _key_card_pdf(workspace: Workspace, paper: Paper) -> bytes:
    from kks_desktop.reports.keycard import keycard_pdf

    card = key_card(workspace)
    if card is None:
        raise KksError(
            "Kunci pengesahan belum dibuat, jadi belum ada kartu untuk dicetak.", code="NO_KEY"
        )
    moment = datetime.fromisoformat(card.made_at)
    sheet = Sheet(
        paper=paper,
        printed_on=workspace.clock().astimezone().date(),
        source_date_epoch=int(moment.timestamp()),
        software_version=__version__,
        fonts=resources() / "fonts",
        practice=workspace.require_session().info.practice,
    )
    return keycard_pdf(card, sheet)


def _recovery_pdf(workspace: Workspace, paper: Paper) -> bytes:
    from kks_desktop.reports.recovery import recovery_pdf
    from kks_desktop.services.backups import BackupDesk

    session = workspace.require_session()
    places = BackupDesk(workspace).states()
    good = [place.last for place in places if place.last is not None]
    card = RecoveryCard(
        region_code=session.info.region_code,
        region_name=session.info.region_name,
        office=session.raw(PROFILE, "kantor"),
        person=session.raw(PROFILE, "operator"),
        data_folder=str(workspace.folder),
        second_place=next((str(place.root) for place in places if place.second), ""),
        last_backup=_moment_words(max(good)) if good else "",
    )
    return recovery_pdf(card, _sheet(workspace, paper))


def _moment_words(at: datetime) -> str:
    from kks_desktop.domain.columns import long_date

    return f"{long_date(at.date())} pukul {at:%H.%M}"


def _sheet(workspace: Workspace, paper: Paper) -> Sheet:
    """What a document needs that shows no frozen state: today, by this computer's clock."""
    day = workspace.clock().astimezone().date()
    return Sheet(
        paper=paper,
        printed_on=day,
        source_date_epoch=int(datetime.combine(day, time(), UTC).timestamp()),
        software_version=__version__,
        fonts=resources() / "fonts",
        practice=workspace.require_session().info.practice,
    )


def agency_ids(workspace: Workspace) -> tuple[str, ...]:
    """The OPD that have a validation sheet."""
    session = workspace.require_session()
    return sheet_agencies(session.instrument, session.table)


def validation_printer(
    workspace: Workspace, found: AgencyValidation, paper: Paper
) -> Callable[[], bytes]:
    """What prints the validation sheet of an OPD, on any thread.

    Everything on the paper is taken now: a file attached meanwhile is not on it.

    Raises:
        KksError: there is no file to validate.
    """
    if not found.files:
        raise KksError(
            f"Belum ada berkas bukti untuk disahkan OPD {found.name}. Lampirkan dahulu bukti pada "
            "indikatornya.",
            code="NOTHING_TO_VALIDATE",
        )
    facts = _validation_list(workspace, found)
    sheet = _sheet(workspace, paper)

    def print_it() -> bytes:
        from kks_desktop.reports.validation import validation_pdf

        return validation_pdf(facts, sheet)

    return print_it


def _validation_list(workspace: Workspace, found: AgencyValidation) -> ValidationList:
    session = workspace.require_session()
    uses = [(use, one.file) for one in found.files for use in one.uses]
    uses.sort(key=lambda use: (use[0].place, use[1].name, use[1].sha256))
    lines = (session.raw(PROFILE, field) for field in _LETTERHEAD)
    return ValidationList(
        agency=found.name,
        region_name=session.info.region_name,
        region_code=session.info.region_code,
        year=session.info.year,
        letterhead=tuple(line for line in lines if line),
        position=found.head_position,
        head=found.head_name,
        nip=found.head_nip,
        lines=tuple(
            ValidationLine(
                code=use.code,
                title=use.title,
                item=use.item,
                name=file.name,
                years=", ".join(str(year) for year in sorted(file.years)) or "–",
                mark=file_mark(file.sha256),
            )
            for use, file in uses
        ),
        files=len(found.files),
        mark=list_mark(one.file.sha256 for one in found.files),
    )


def _validation_pdf(workspace: Workspace, paper: Paper, agency: str) -> bytes:
    session, damaged = workspace.require_session(), EvidenceDesk(workspace).damaged()
    files = evidence_of(session.table, damaged)
    for found in validations(session.instrument, session.table, files, damaged):
        if found.id == agency:
            return validation_printer(workspace, found, paper)()
    listed = ", ".join(agency_ids(workspace))
    raise KksError(f"OPD '{agency[:20]}' tidak dikenal; yang ada: {listed}.", code="NO_AGENCY")
