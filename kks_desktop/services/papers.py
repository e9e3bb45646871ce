"""Printed documents: the kinds there are, what each needs to be told, and their printing.

``print_paper(workspace, "opd", "f4", PaperOptions(agency="kesehatan"))`` gives the PDF.
A new kind is a ``PaperKind`` (``services/paper_kinds.py``) in a list that ``KINDS`` sums up.
"""

from __future__ import annotations

from kks_desktop.domain.errors import KksError
from kks_desktop.reports.model import Paper
from kks_desktop.services import district_papers, letter_papers, province_papers, reporting
from kks_desktop.services.paper_kinds import NO_OPTIONS, Need, PaperJob, PaperKind, PaperOptions
from kks_desktop.services.reporting import agency_ids
from kks_desktop.services.submission import Frozen, freeze
from kks_desktop.services.tasks import CancelToken, Early, Progress, no_progress
from kks_desktop.services.workspace import DISTRICT, PROVINCE, Workspace

PAPERS: tuple[Paper, ...] = ("a4", "f4")
EVALUATION, KEY_CARD, VALIDATION, RECOVERY = "evaluasi", "kunci", "validasi", "cadangan"


def _evaluation(job: PaperJob) -> bytes:
    return reporting.evaluation_report(
        job.workspace, job.state, job.paper, job.progress, job.cancel, early=job.early
    )


_KINDS = (
    PaperKind(
        EVALUATION,
        "Laporan evaluasi",
        _evaluation,
        purpose="Seluruh penilaian, alasannya, dan langkah berikutnya, untuk pimpinan",
    ),
    PaperKind(
        VALIDATION,
        "Lembar pengesahan bukti",
        lambda job: reporting.validation_sheet(job.workspace, job.paper, job.options.agency),
        needs=(Need.AGENCY,),
        draft=False,
        purpose="Daftar berkas satu OPD dengan sidiknya, ditandatangani Kepala OPD",
    ),
    PaperKind(
        KEY_CARD,
        "Kartu kunci",
        lambda job: reporting.key_card_sheet(job.workspace, job.paper),
        roles=(DISTRICT, PROVINCE),
        draft=False,
        purpose="Kunci pengesahan kantor ini, untuk didaftarkan di provinsi",
    ),
    PaperKind(
        RECOVERY,
        "Bila PC rusak",
        lambda job: reporting.recovery_sheet(job.workspace, job.paper),
        roles=(DISTRICT, PROVINCE),
        draft=False,
        purpose="Yang perlu diketahui bila komputer ini rusak; simpan di map kantor",
    ),
)
KINDS: tuple[PaperKind, ...] = (
    *_KINDS,
    *district_papers.KINDS,
    *letter_papers.KINDS,
    *province_papers.KINDS,
)
"""Every kind of document, in the order in which people are offered them."""


def kind_of(id: str) -> PaperKind | None:
    """The kind with this id."""
    return next((kind for kind in KINDS if kind.id == id), None)


def kinds_for(workspace: Workspace) -> tuple[PaperKind, ...]:
    """The kinds that a data folder of this role can print."""
    role = workspace.require_session().info.role
    return tuple(kind for kind in KINDS if role in kind.roles)


def wrong_use(workspace: Workspace, id: str, options: PaperOptions) -> str:
    """Why a document cannot be asked for like this, in a sentence; empty if it can."""
    kind = kind_of(id)
    if kind is None:
        names = ", ".join(one.id for one in kinds_for(workspace))
        return f"laporan '{id[:20]}' tidak dikenal; yang ada: {names}."
    lacking = next((need for need in kind.needs if not options.given(need)), None)
    if lacking is not None:
        return f"laporan {id} perlu {lacking.value}; {_choices(workspace, lacking)}."
    if kind.either and sum(options.given(need) for need in kind.either) != 1:
        pair = " atau ".join(need.value for need in kind.either)
        return f"laporan {id} perlu salah satu dari {pair}; {_choices(workspace, kind.either[0])}."
    known = (*kind.needs, *kind.either, *kind.may)
    surplus = next((need for need in Need if options.given(need) and need not in known), None)
    if surplus is not None:
        return f"{surplus.value} tidak dipakai pada laporan {id}."
    asked = [ask.name for ask in kind.asks]
    unasked = next((name for name in options.texts if name not in asked), None)
    if unasked is not None:
        known_texts = f"; yang ada: {', '.join(asked)}" if asked else ""
        return f"isian '{unasked[:20]}' tidak dipakai pada laporan {id}{known_texts}."
    return _unknown_choice(workspace, options)


def _choices(workspace: Workspace, need: Need) -> str:
    if need is Need.AGENCY:
        return f"pilih salah satu: {', '.join(agency_ids(workspace))}"
    if need is Need.TATANAN:
        numbers = [str(one.number) for one in workspace.require_session().instrument.tatanan]
        return f"pilih nomor {numbers[0]} sampai {numbers[-1]}"
    return "tulis kode kabupaten/kotanya, misalnya 15.71"


def _unknown_choice(workspace: Workspace, options: PaperOptions) -> str:
    if options.agency and options.agency not in agency_ids(workspace):
        return f"OPD '{options.agency[:20]}' tidak dikenal; {_choices(workspace, Need.AGENCY)}."
    numbers = [one.number for one in workspace.require_session().instrument.tatanan]
    if options.tatanan and options.tatanan not in numbers:
        return f"tatanan {options.tatanan} tidak ada; {_choices(workspace, Need.TATANAN)}."
    return ""


def print_paper(
    workspace: Workspace,
    id: str,
    paper: str = "a4",
    options: PaperOptions = NO_OPTIONS,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
    early: Early | None = None,
    frozen: Frozen | None = None,
) -> bytes:
    """Print one document as PDF, on any thread; ``early`` is given its first pages before.

    ``frozen`` is the state to show; without it that of this moment.

    Raises:
        KksError: the kind, paper or choice is unknown, or there is nothing to print yet.
    """
    known = _paper(paper)
    kind = kind_of(id)
    if kind is not None and workspace.require_session().info.role not in kind.roles:
        raise KksError(_WRONG_ROLE[kind.roles[0]], code="WRONG_ROLE")
    fault = wrong_use(workspace, id, options)
    if kind is None or fault:
        raise KksError(f"{fault[:1].upper()}{fault[1:]}", code="WRONG_USE")
    if not kind.draft:
        frozen = None
    elif frozen is None:
        frozen = freeze(workspace)
    token = cancel or CancelToken()
    return kind.build(PaperJob(workspace, frozen, known, options, progress, token, early))


_WRONG_ROLE = {
    DISTRICT: "Folder data provinsi tidak punya isian untuk dilaporkan; pakai folder "
    "kabupaten/kota.",
    PROVINCE: "Dokumen ini dibuat di provinsi; pakai folder data provinsi.",
}


def _paper(paper: str) -> Paper:
    for known in PAPERS:
        if known == paper:
            return known
    raise KksError(f"Ukuran kertas '{paper[:20]}' tidak dikenal; pilih a4 atau f4.")


__all__ = ["KINDS", "PAPERS", "Need", "PaperKind", "PaperOptions", "kind_of", "kinds_for"]
