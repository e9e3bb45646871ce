"""Print: the evaluation report, key card, recovery card and validation sheets, as PDF bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time

from kks_desktop import __version__
from kks_desktop.domain.agencies import agency_words
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.evidence import evidence_of
from kks_desktop.domain.paper_code import PaperCode, short_form
from kks_desktop.platform.paths import resources
from kks_desktop.reports.model import (
    Paper,
    RecoveryCard,
    ReportFacts,
    Sheet,
    ValidationLine,
    ValidationList,
)
from kks_desktop.services.dossier import LETTERHEAD, Dossier, emblem_path
from kks_desktop.services.evidence import EvidenceDesk
from kks_desktop.services.fields import PROFILE
from kks_desktop.services.key_files import OPERATOR, ROOT
from kks_desktop.services.proofs import known_damage
from kks_desktop.services.province_keys import card_for
from kks_desktop.services.submission import Frozen
from kks_desktop.services.tasks import CancelToken, Early, Progress, no_progress
from kks_desktop.services.validation import (
    AgencyValidation,
    file_mark,
    list_mark,
    sheet_agencies,
    validations,
)
from kks_desktop.services.workspace import DISTRICT, PROVINCE, Workspace


def evaluation_report(
    workspace: Workspace,
    frozen: Frozen,
    paper: Paper,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
    *,
    final: bool = False,
    early: Early | None = None,
) -> bytes:
    """The evaluation report of a frozen state; a draft until that state was sent.

    ``final`` prints the report of a revision that is about to be sent.
    """
    from kks_desktop.reports.evaluation import evaluation_pdf
    from kks_desktop.reports.pictures import is_picture

    session = workspace.require_session()
    dossier = Dossier(workspace, frozen, final, early)
    common = dossier.facts(paper, "evaluasi")
    if final and common.emblem is not None and not is_picture(common.emblem):
        common = replace(common, emblem=None)  # a bad emblem must not keep anyone from sending
    facts = ReportFacts(
        **vars(common),
        operator=frozen.profile("operator"),
        operator_position=frozen.profile("jabatan"),
        agencies={
            code: agency_words(session.instrument, indicator, dossier.table)
            for code, indicator in session.instrument.by_code.items()
        },
        outlook=dossier.outlook,
    )
    check = cancel.check if cancel is not None else None
    return evaluation_pdf(session.instrument, frozen.evaluation, facts, progress, check)


def key_card_sheet(workspace: Workspace, paper: Paper, role: str = "") -> bytes:
    """The card of a signing key: the operator's, or at a province its root key's.

    Raises:
        KksError: there is no key yet.
    """
    from kks_desktop.reports.keycard import keycard_pdf

    district = workspace.require_session().info.role == DISTRICT
    card = card_for(workspace, role or (OPERATOR if district else ROOT))
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


def recovery_sheet(workspace: Workspace, paper: Paper) -> bytes:
    """The card for the day when the computer is broken."""
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
        province=session.info.role == PROVINCE,
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
    lines = (session.raw(PROFILE, field) for field in LETTERHEAD)
    mark = list_mark(one.file.sha256 for one in found.files)
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
        mark=mark,
        emblem=emblem_path(workspace, session.table, known_damage(workspace)),
        code=PaperCode(
            kind=f"validasi/{found.id}",
            region=session.info.region_code,
            year=session.info.year,
            fingerprint=short_form(mark),
        ),
    )


def validation_sheet(workspace: Workspace, paper: Paper, agency: str) -> bytes:
    """The validation sheet of one OPD.

    Raises:
        KksError: the OPD is unknown, or has no file to validate.
    """
    session, damaged = workspace.require_session(), EvidenceDesk(workspace).damaged()
    files = evidence_of(session.table, damaged)
    for found in validations(session.instrument, session.table, files, damaged):
        if found.id == agency:
            return validation_printer(workspace, found, paper)()
    listed = ", ".join(agency_ids(workspace))
    raise KksError(f"OPD '{agency[:20]}' tidak dikenal; yang ada: {listed}.", code="NO_AGENCY")
