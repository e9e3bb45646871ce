"""The letter of proposal: Bupati or Wali Kota ask the province to verify."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, Spacer

from kks_desktop.domain.numbers import format_number
from kks_desktop.domain.terbilang import number_words
from kks_desktop.reports import style
from kks_desktop.reports.document import COVER, make_pdf
from kks_desktop.reports.fonts import register
from kks_desktop.reports.identity import letterhead, running_of
from kks_desktop.reports.letters import (
    addressee,
    items,
    letter_top,
    paragraphs,
    signature,
)
from kks_desktop.reports.recap import line_table
from kks_desktop.reports.words import DOTS, revision_words

if TYPE_CHECKING:
    from kks_desktop.reports.letter_model import ProposalFacts

LETTER_TITLE = "Surat Usulan Verifikasi"
_ATTACHMENTS = 3


def proposal_pdf(facts: ProposalFacts) -> bytes:
    """Print the letter; the same input gives the same bytes."""
    register(facts.fonts)
    return make_pdf(_story(facts), facts, running_of(facts, LETTER_TITLE), first=COVER)


def _story(facts: ProposalFacts) -> list[Flowable]:
    width = style.text_area(facts.paper)[0]
    subject = f"Usulan verifikasi Kabupaten/Kota Sehat tahun {facts.year}"
    category = facts.target or f"Swasti Saba {DOTS}"
    closing = (
        "Demikian usulan ini kami sampaikan. Atas perhatian dan kerja samanya kami ucapkan terima "
        "kasih."
    )
    return [
        *letterhead(facts.letterhead, facts.emblem, width),
        *letter_top(facts, f"{_ATTACHMENTS} ({number_words(_ATTACHMENTS)}) berkas", subject, width),
        *addressee(
            "Ketua Tim Pembina Kabupaten/Kota Sehat",
            f"Provinsi {facts.province_name}",
            f"di {DOTS}",
        ),
        *paragraphs(
            f"Dalam rangka penyelenggaraan Kabupaten/Kota Sehat tahun {facts.year}, dengan ini "
            f"kami mengusulkan {facts.region_name} untuk diverifikasi oleh Tim Pembina Provinsi "
            f"{facts.province_name} dengan usulan penghargaan {category}.",
            "Hasil penilaian mandiri kami:",
        ),
        *line_table(facts.line, width),
        Spacer(1, 9),
        *paragraphs("Bersama surat ini kami sampaikan:"),
        *items(_enclosed(facts)),
        signature(
            facts.signatory,
            width,
            before=[Spacer(1, 5), *paragraphs(closing)],
            code=facts.code,
        ),
    ]


def _enclosed(facts: ProposalFacts) -> list[str]:
    state = revision_words(facts.revision).lower()
    return [
        f"instrumen penilaian yang telah diisi ({state}, sidik data {facts.fingerprint});",
        _proof_words(facts),
        f"Profil Penyelenggaraan Kabupaten/Kota Sehat {facts.region_name}.",
    ]


def _proof_words(facts: ProposalFacts) -> str:
    """Says of the files no more than a Kepala OPD stands for."""
    if facts.files and facts.validated == facts.files:
        whole = format_number(facts.files)
        return f"bukti dukung yang disahkan kepala perangkat daerah, {whole} berkas;"
    files = format_number(facts.files) if facts.files else DOTS
    validated = format_number(facts.validated) if facts.validated else DOTS
    return (
        f"bukti dukung, {files} berkas, {validated} di antaranya disahkan kepala perangkat daerah;"
    )
