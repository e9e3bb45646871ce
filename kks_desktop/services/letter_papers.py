"""The letter of a district: its proposal to the province."""

from __future__ import annotations

from dataclasses import replace

from kks_desktop.reports.letter_model import ProposalFacts
from kks_desktop.services.dossier import Dossier
from kks_desktop.services.paper_kinds import PaperJob, PaperKind
from kks_desktop.services.paper_texts import LETTER_ASKS, day_text, texts_for
from kks_desktop.services.recap import line_of
from kks_desktop.services.signatories import head_of_region, signatory

PROPOSAL = "surat-usulan"


def _proposal(job: PaperJob) -> bytes:
    from kks_desktop.reports.proposal_letter import proposal_pdf

    dossier = Dossier(job.workspace, job.state, early=job.early)
    frozen, info = job.state, dossier.info
    head = frozen.profile("kepala_daerah_jabatan")
    texts = texts_for(KINDS[0], job.options, frozen.fields)
    line = line_of(
        info.region_code, info.region_name, frozen.number, dossier.instrument, dossier.evaluation
    )
    target = dossier.evaluation.answers.target
    found = signatory(dossier.table, "usulan", head, frozen.profile("kepala_daerah_nama"))
    used = [file for file in dossier.files.values() if file.uses]
    facts = ProposalFacts(
        **vars(dossier.facts(job.paper, PROPOSAL)),
        signatory=replace(found, position=head_of_region(info.region_name, found.position)),
        number=texts["nomor"],
        place=texts["tempat"],
        day=day_text(texts["tanggal"]),
        target=line.proposed if target else "",
        line=line,
        files=len(used),
        validated=sum(file.validated for file in used),
    )
    return proposal_pdf(facts)


KINDS: tuple[PaperKind, ...] = (
    PaperKind(
        PROPOSAL,
        "Surat usulan",
        _proposal,
        purpose="Bupati atau Wali Kota mengusulkan verifikasi ke provinsi",
        asks=LETTER_ASKS,
    ),
)
