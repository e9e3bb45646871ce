"""Print: the evaluation report and the key card, as PDF bytes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from kks_desktop import __version__
from kks_desktop.domain.errors import KksError
from kks_desktop.platform.paths import resources
from kks_desktop.reports.model import Paper, ReportFacts, Sheet
from kks_desktop.services.keys import key_card
from kks_desktop.services.submission import Frozen, freeze
from kks_desktop.services.tasks import CancelToken, Progress, no_progress
from kks_desktop.services.workspace import DISTRICT, Workspace

EVALUATION, KEY_CARD = "evaluasi", "kunci"
PAPERS: tuple[Paper, ...] = ("a4", "f4")


def report_pdf(
    workspace: Workspace,
    kind: str,
    paper: str = "a4",
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> bytes:
    """Print one document.

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
    }
    printer = printers.get(kind)
    if kind == EVALUATION and workspace.require_session().info.role != DISTRICT:
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
