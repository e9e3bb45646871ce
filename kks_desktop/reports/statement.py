"""The statement of truth (Lampiran 2), with the recap attached; and the governor's letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, NextPageTemplate, PageBreak, Spacer

from kks_desktop.domain.numbers import format_number
from kks_desktop.domain.terbilang import number_words
from kks_desktop.reports import style
from kks_desktop.reports.document import COVER, WIDE, Heading, make_pdf, plain
from kks_desktop.reports.fonts import register
from kks_desktop.reports.identity import letterhead
from kks_desktop.reports.letters import (
    addressee,
    copies,
    items,
    letter_top,
    named_lines,
    paragraphs,
    place_and_day,
    signature,
)
from kks_desktop.reports.province import province_running
from kks_desktop.reports.recap import recap_table
from kks_desktop.reports.words import DOTS

if TYPE_CHECKING:
    from kks_desktop.reports.letter_model import RecapFacts

STATEMENT_TITLE = "Surat Pernyataan Kebenaran Hasil Verifikasi"
COVERING_TITLE = "Surat Pengantar Usulan"
_SHORT_DOTS = "…" * 9
_DIRECTOR = "Direktur Jenderal P2P Kementerian Kesehatan"
_COPY = "Direktur Jenderal Bina Pembangunan Daerah Kementerian Dalam Negeri"


def statement_pdf(facts: RecapFacts) -> bytes:
    """Print the statement of the Ketua Tim Pembina provinsi; the same input, the same bytes."""
    register(facts.fonts)
    running = province_running(facts, STATEMENT_TITLE)
    return make_pdf([*_statement(facts), *_attachment(facts)], facts, running, first=COVER)


def _statement(facts: RecapFacts) -> list[Flowable]:
    width = style.text_area(facts.paper)[0]
    top = [
        ("Nomor", facts.number or DOTS),
        ("Yth.", _DIRECTOR),
        ("Dari", f"{facts.signatory.position}, Provinsi {facts.province_name}"),
        ("Tembusan", _COPY),
        ("Hal", f"Pernyataan kebenaran hasil verifikasi Kabupaten/Kota Sehat tahun {facts.year}"),
    ]
    who = [
        ("Nama", facts.signatory.name or DOTS),
        ("NIP", facts.signatory.nip or DOTS),
        ("Jabatan", facts.signatory.position),
        ("Provinsi", facts.province_name),
    ]
    return [
        *letterhead(facts.letterhead, facts.emblem, width),
        Heading(STATEMENT_TITLE.upper(), style.LETTER_TITLE, "pernyataan"),
        Spacer(1, 12),
        named_lines(top, width),
        Spacer(1, 14),
        *paragraphs("Yang bertanda tangan di bawah ini:"),
        named_lines(who, width),
        Spacer(1, 9),
        *_stated(facts, width),
    ]


def _stated(facts: RecapFacts, width: float) -> list[Flowable]:
    """What is stated, of whom, and the signature."""
    statement = (
        "dengan ini menyatakan bahwa hasil verifikasi penyelenggaraan Kabupaten/Kota Sehat tahun "
        f"{facts.year} yang kami isikan pada setiap kabupaten/kota di bawah ini telah kami periksa "
        "terhadap instrumen dan bukti dukungnya, dan benar adanya:"
    )
    closing = (
        "Rekapitulasi, yang angkanya dihitung dari isian penilaian mandiri, kami lampirkan dan "
        "menjadi bagian yang tidak terpisahkan dari surat pernyataan ini. Apabila di kemudian hari "
        "terdapat ketidaksesuaian, kami bersedia mempertanggungjawabkannya sesuai dengan ketentuan "
        "yang berlaku."
    )
    return [
        *paragraphs(statement),
        *_proposals(facts),
        signature(
            facts.signatory,
            width,
            before=[Spacer(1, 5), *paragraphs(closing)],
            opening=place_and_day(facts),
            code=facts.code,
        ),
    ]


def _proposals(facts: RecapFacts) -> list[Flowable]:
    """The regions with what is proposed and indicated for each.

    What a verification found is recorded nowhere: lines are left for it, as where nothing was
    received.
    """
    verified = f"hasil verifikasi: Swasti Saba {_SHORT_DOTS}, tanggal {_SHORT_DOTS}"
    if not facts.received:
        return items([f"Kabupaten/Kota {DOTS}, usulan Swasti Saba {DOTS}; {verified}"] * 3)
    return items(
        f"{line.name}, usulan {line.proposed or f'Swasti Saba {DOTS}'}; indikasi dari isian "
        f"mandiri: {line.indicated or DOTS}; {verified};"
        for line in facts.received
    )


def _attachment(facts: RecapFacts) -> list[Flowable]:
    width = style.text_area(facts.paper, wide=True)[0]
    day = facts.day or DOTS
    marks = [("Nomor", facts.number or DOTS), ("Tanggal", day)]
    return [
        NextPageTemplate(WIDE),
        PageBreak(),
        Heading("Lampiran surat pernyataan: rekapitulasi", style.SUBTITLE, "lampiran"),
        named_lines(marks, width),
        Spacer(1, 8),
        recap_table(facts, facts.received, width)
        if facts.received
        else plain("Belum ada berkas usulan yang diterima.", style.LETTER),
    ]


def covering_pdf(facts: RecapFacts) -> bytes:
    """Print the governor's covering letter; the same input gives the same bytes."""
    register(facts.fonts)
    running = province_running(facts, COVERING_TITLE)
    return make_pdf(_covering(facts), facts, running, first=COVER)


def _covering(facts: RecapFacts) -> list[Flowable]:
    width = style.text_area(facts.paper)[0]
    subject = f"Usulan penilaian Kabupaten/Kota Sehat tahun {facts.year}"
    count = len(facts.received)
    amount = f"{format_number(count)} ({number_words(count)})" if count else DOTS
    closing = "Demikian kami sampaikan. Atas perhatian Saudara kami ucapkan terima kasih."
    return [
        *letterhead(facts.letterhead, facts.emblem, width),
        *letter_top(facts, "1 (satu) berkas", subject, width),
        *addressee("Menteri Kesehatan Republik Indonesia", f"c.q. {_DIRECTOR}", "di Jakarta"),
        *paragraphs(
            f"Dalam rangka penilaian Kabupaten/Kota Sehat tahun {facts.year}, dengan ini kami "
            f"menyampaikan usulan {amount} kabupaten/kota di Provinsi {facts.province_name} "
            "beserta hasil verifikasi Tim Pembina Provinsi:",
        ),
        *_proposals(facts),
        Spacer(1, 4),
        *paragraphs("Sebagai kelengkapan, bersama surat ini kami lampirkan:"),
        *items(
            (
                "surat pernyataan kebenaran hasil verifikasi dari Ketua Tim Pembina Provinsi "
                "beserta rekapitulasinya;",
                "Profil Penyelenggaraan Kabupaten/Kota Sehat setiap kabupaten/kota yang diusulkan;",
                "instrumen penilaian yang telah diisi.",
            )
        ),
        signature(
            facts.governor,
            width,
            before=[Spacer(1, 5), *paragraphs(closing)],
            code=facts.code,
        ),
        *copies([_COPY]),
    ]
