"""The documents of a district that show a state of its assessment, and its blank forms."""

from __future__ import annotations

from dataclasses import replace

from kks_desktop.domain.agencies import agencies_of, agency_names
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.paper_code import PaperCode
from kks_desktop.services.dossier import Dossier
from kks_desktop.services.paper_kinds import Need, PaperJob, PaperKind
from kks_desktop.services.proof_index import indexed_files

SUMMARY, AGENCY_PAPER, INSTRUMENT, PROOF_INDEX = "ringkas", "opd", "instrumen", "bukti"
BLANK_FORMS, PROFILE_PAPER = "formulir", "profil"


def _dossier(job: PaperJob) -> Dossier:
    return Dossier(job.workspace, job.state, early=job.early)


def _summary(job: PaperJob) -> bytes:
    from kks_desktop.reports.summary import summary_pdf

    dossier = _dossier(job)
    return summary_pdf(
        dossier.instrument,
        dossier.evaluation,
        dossier.outlook,
        dossier.facts(job.paper, SUMMARY),
    )


def _agency(job: PaperJob) -> bytes:
    from kks_desktop.reports.agency_paper import agency_pdf

    dossier, id = _dossier(job), job.options.agency
    found = next((one for one in dossier.standing.agencies if one.id == id), None)
    if found is None:
        raise KksError(
            "OPD itu tidak punya indikator pada instrumen ini, jadi tidak ada yang dicetak.",
            code="NOTHING_TO_PRINT",
        )
    facts = dossier.facts(job.paper, f"{AGENCY_PAPER}/{id}")
    return agency_pdf(found, dossier.evaluation.answers, facts, job.cancel.check)


def _instrument(job: PaperJob) -> bytes:
    from kks_desktop.reports.instrument_sheet import instrument_pdf

    dossier, number = _dossier(job), job.options.tatanan
    kind = f"{INSTRUMENT}/{number}" if number else INSTRUMENT
    return instrument_pdf(
        dossier.instrument,
        dossier.evaluation,
        dossier.proofs,
        dossier.facts(job.paper, kind),
        number,
        job.cancel.check,
    )


def _proof_index(job: PaperJob) -> bytes:
    from kks_desktop.reports.proof_index import proof_index_pdf

    dossier = _dossier(job)
    files = indexed_files(dossier)
    return proof_index_pdf(files, dossier.facts(job.paper, PROOF_INDEX), job.cancel.check)


def _profile(job: PaperJob) -> bytes:
    from kks_desktop.reports.profile import profile_pdf
    from kks_desktop.services.profile_facts import ProfileFacts

    dossier = _dossier(job)
    made = ProfileFacts(dossier)
    return profile_pdf(
        dossier.instrument,
        made.chapters(),
        made.signatory(),
        dossier.facts(job.paper, PROFILE_PAPER),
        job.cancel.check,
    )


def _blank_forms(job: PaperJob) -> bytes:
    from kks_desktop.reports.blank_forms import blank_forms_pdf

    dossier, options = _dossier(job), job.options
    instrument = dossier.instrument
    if options.tatanan:
        tatanan = next(one for one in instrument.tatanan if one.number == options.tatanan)
        indicators, part = tatanan.indicators, f"Tatanan {tatanan.number} {tatanan.name}"
    else:
        indicators = tuple(
            one
            for one in instrument.by_code.values()
            if options.agency in agencies_of(instrument, one, dossier.table)[:1]
        )
        part = agency_names(instrument, dossier.table)[options.agency]
    # nothing of the data is on it, so no state of them either
    facts = replace(
        dossier.facts(job.paper, BLANK_FORMS),
        revision=None,
        fingerprint="–",
        draft=False,
        code=PaperCode(
            kind=f"{BLANK_FORMS}/{options.tatanan or options.agency}",
            region=dossier.info.region_code,
            year=dossier.info.year,
        ),
    )
    return blank_forms_pdf(instrument, indicators, part, facts, job.cancel.check)


KINDS: tuple[PaperKind, ...] = (
    PaperKind(
        SUMMARY,
        "Ringkasan satu halaman",
        _summary,
        purpose="Kategori, syarat, dan yang menghalangi, untuk dibagikan dalam rapat",
    ),
    PaperKind(
        AGENCY_PAPER,
        "Laporan perangkat daerah",
        _agency,
        needs=(Need.AGENCY,),
        purpose="Indikator satu OPD, sumbangannya, dan yang menaikkannya, untuk rapat",
    ),
    PaperKind(
        PROFILE_PAPER,
        "Profil penyelenggaraan",
        _profile,
        purpose="Lampiran 3, bab I sampai VII, dengan foto dari register; bagian dari usulan",
    ),
    PaperKind(
        INSTRUMENT,
        "Instrumen terisi",
        _instrument,
        may=(Need.TATANAN,),
        purpose="Nilai setiap indikator dengan jumlah dan persentasenya; bagian dari usulan",
    ),
    PaperKind(
        PROOF_INDEX,
        "Daftar bukti dukung",
        _proof_index,
        purpose="Setiap berkas bukti dengan sidik, indikator, dan pengesahannya",
    ),
    PaperKind(
        BLANK_FORMS,
        "Formulir isian lapangan",
        _blank_forms,
        either=(Need.TATANAN, Need.AGENCY),
        purpose="Pertanyaan satu tatanan atau OPD untuk diisi dengan tangan di lapangan",
    ),
)
