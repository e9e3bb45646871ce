"""The letter of a district: its proposal to the province."""

from __future__ import annotations

from dataclasses import replace

from kks_desktop.domain.registers import SIGNATORY_REGISTER, Table, rows_of
from kks_desktop.reports.letter_model import ProposalFacts, Signatory
from kks_desktop.services.dossier import Dossier
from kks_desktop.services.paper_kinds import PaperJob, PaperKind
from kks_desktop.services.paper_texts import LETTER_ASKS, day_text, texts_for
from kks_desktop.services.recap import line_of

PROPOSAL = "surat-usulan"
_WITHOUT_NIP = ("bupati", "wali kota", "walikota", "gubernur", "penjabat", "pj.")


def signatory(table: Table, document: str, position: str, name: str, nip: str = "") -> Signatory:
    """Who signs: the row of the signatories' register that names the document, else as given."""
    for code in rows_of(SIGNATORY_REGISTER, table):
        cells = table[code]
        if document in cells.get("dokumen", "").lower() and cells.get("nama"):
            return office(
                cells.get("jabatan") or position,
                cells["nama"],
                cells.get("nip", ""),
                cells.get("pangkat", ""),
            )
    return office(position, name, nip)


def office(position: str, name: str, nip: str = "", rank: str = "") -> Signatory:
    """A signatory; heads of a region have no NIP to write."""
    elected = position.lower().startswith(_WITHOUT_NIP) and not nip
    return Signatory(position, name, None if elected else nip, rank)


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
    facts = ProposalFacts(
        **vars(dossier.facts(job.paper, PROPOSAL)),
        signatory=replace(found, position=_head_of(info.region_name, found.position)),
        number=texts["nomor"],
        place=texts["tempat"],
        day=day_text(texts["tanggal"]),
        target=line.proposed if target else "",
        line=line,
        files=sum(bool(file.uses) for file in dossier.files.values()),
    )
    return proposal_pdf(facts)


def _head_of(region_name: str, position: str) -> str:
    """``Wali Kota Jambi``: a bare position, or none, with the region's name."""
    if position and position.lower() not in _WITHOUT_NIP:
        return position
    bare = region_name.removeprefix("Kabupaten ").removeprefix("Kota ")
    usual = "Wali Kota" if region_name.startswith("Kota ") else "Bupati"
    return f"{position or usual} {bare}"


KINDS: tuple[PaperKind, ...] = (
    PaperKind(
        PROPOSAL,
        "Surat usulan",
        _proposal,
        purpose="Bupati atau Wali Kota mengusulkan verifikasi ke provinsi",
        asks=LETTER_ASKS,
    ),
)
