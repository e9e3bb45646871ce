"""Letters and the recap with the longest names there are, and with nothing filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from reportlab.lib.units import mm

from kks_desktop.domain.paper_code import PaperCode
from kks_desktop.reports import style
from kks_desktop.reports.letter_model import (
    DistrictLine,
    MinutesFacts,
    Present,
    ProposalFacts,
    RecapFacts,
    Repair,
    VerificationFacts,
    VerifiedLine,
    VerifiedTatanan,
)
from kks_desktop.reports.minutes import minutes_pdf
from kks_desktop.reports.model import Signatory
from kks_desktop.reports.proposal_letter import proposal_pdf
from kks_desktop.reports.recap import recap_pdf
from kks_desktop.reports.statement import covering_pdf, statement_pdf
from kks_desktop.reports.verification_sheet import verification_pdf
from kks_desktop.services.regions import regions
from tests.reports.builder import FINGERPRINT, RESOURCES
from tests.reports.reading import letter_extents, page_texts, reader, whole_text

LONGEST = max((one.name for one in regions()), key=len)
CODE = PaperCode("x", "15.71", 2025, 2, tuple([2900] * 9), 13600, *["8" * 16] * 3)
LINE = DistrictLine(
    code="71.08",
    name=LONGEST,
    revision=12,
    odf=Fraction(1),
    bodies=1600,
    bodies_whole=False,
    tatanan=tuple(Fraction(1) for _ in range(9)),
    incomplete=tuple(range(1, 10)),
    proposed="Swasti Saba Wistara Paripurna",
    indicated="belum mencapai kategori",
)
KOP = (
    "PEMERINTAH KABUPATEN KEPULAUAN SIAU TAGULANDANG BIARO",
    "SEKRETARIAT TIM PEMBINA KABUPATEN/KOTA SEHAT",
    "Kompleks Perkantoran Pemerintah Daerah, Jalan Lokongbanua, Ondong, Siau Barat, 95862",
    "Telepon (0432) 000000, pos-el sekretariat.kks@sitarokab.go.id",
)
WHO = Signatory(
    "Sekretaris Daerah selaku Ketua Tim Pembina Kabupaten/Kota Sehat Provinsi Sulawesi Utara",
    "Prof. Dr. Ir. H. Raden Mas Soemantri Brodjonegoro Wiryokusumo, M.Sc., Ph.D., IPU",
    "19700101 199503 1 001",
    "Pembina Utama Madya (IV/d)",
)


def base(**more: Any) -> dict[str, Any]:
    return {
        "paper": "a4",
        "printed_on": date(2026, 11, 28),
        "source_date_epoch": 1_795_824_000,
        "software_version": "0.1.0",
        "fonts": RESOURCES / "fonts",
        "region_name": LONGEST,
        "region_code": "71.08",
        "province_name": "Sulawesi Utara",
        "year": 2025,
        "office": "Sekretariat",
        "fingerprint": FINGERPRINT,
        "revision": 12,
        "letterhead": KOP,
        "code": CODE,
        **more,
    }


def proposal(**more: Any) -> ProposalFacts:
    return ProposalFacts(
        **base(signatory=WHO, target=LINE.proposed, line=LINE, files=4321, validated=4000, **more)
    )


def recap(count: int, **more: Any) -> RecapFacts:
    names = sorted((one.name for one in regions()), key=len, reverse=True)[:count]
    return RecapFacts(
        **base(
            signatory=WHO,
            governor=replace(WHO, nip=None),
            lines=tuple(replace(LINE, name=name) for name in names),
            tatanan_count=9,
            bodies_most=1600,
            data_year=2024,
            **more,
        )
    )


def minutes(**more: Any) -> MinutesFacts:
    given: dict[str, Any] = {
        "province": "Provinsi Sulawesi Utara",
        "opening": "",
        "place": "",
        "line": LINE,
        "points": tuple((f"{n} Kehidupan Masyarakat Sehat Mandiri", 2900, 2900) for n in range(9)),
        "present": (),
        "repairs": (),
        "channel": "",
        "signatories": (WHO, WHO),
    }
    return MinutesFacts(**base(**{**given, **more}))


def sheets() -> VerificationFacts:
    line = VerifiedLine(
        "1.01",
        "Persentase rumah sakit, puskesmas, klinik, dan laboratorium yang memenuhi syarat " * 2,
        "100",
        ("Cakupan pelayanan kesehatan ibu hamil sesuai standar: 100 % (123.456 / 123.456)",) * 2,
        "Data dari laporan tahunan dinas; lihat lampiran yang sudah disahkan kepala dinas.",
        "12 berkas, 12 disahkan",
    )
    one = VerifiedTatanan(1, "Kehidupan Masyarakat Sehat Mandiri", (line,) * 29, 2900, 2900)
    return VerificationFacts(**base(tatanan=(one,)))


EVERY = {
    "proposal": lambda paper: proposal_pdf(proposal(paper=paper)),
    "recap": lambda paper: recap_pdf(recap(38, paper=paper)),
    "statement": lambda paper: statement_pdf(recap(38, paper=paper)),
    "covering": lambda paper: covering_pdf(recap(38, paper=paper)),
    "minutes": lambda paper: minutes_pdf(minutes(paper=paper)),
    "sheets": lambda paper: verification_pdf(
        replace(sheets(), paper=paper), lambda *_: None, lambda: None
    ),
}


@pytest.mark.parametrize("paper", ["a4", "f4"])
@pytest.mark.parametrize("name", EVERY)
def test_nothing_leaves_the_margins(name: str, paper: str) -> None:
    made = EVERY[name](paper)
    for page, (left, right) in zip(reader(made).pages, letter_extents(made), strict=True):
        width = float(page.mediabox[2])
        assert left >= style.LEFT - 0.5 * mm, f"{name}: a letter at {left}"
        assert right <= width - style.EDGE + 0.5 * mm, f"{name}: a letter at {right} of {width}"


@pytest.mark.parametrize("name", ["proposal", "statement", "covering", "recap"])
@pytest.mark.parametrize("paper", ["a4", "f4"])
def test_a_signature_never_stands_alone(name: str, paper: str) -> None:
    """Whatever the number of regions, something of the text stands above it."""
    closings = {
        "proposal": "Demikian usulan",
        "covering": "Demikian kami sampaikan",
        "statement": "Rekapitulasi, yang angkanya",
        "recap": "Swasti Saba Wistara Paripurna",
    }
    for count in range(1, 39, 3):
        facts = recap(count, paper=paper)
        made = {
            "proposal": lambda: proposal_pdf(proposal(paper=paper)),
            "statement": lambda facts=facts: statement_pdf(facts),
            "covering": lambda facts=facts: covering_pdf(facts),
            "recap": lambda facts=facts: recap_pdf(facts),
        }[name]()
        signed = [text for text in page_texts(made) if "tanda tangan dan cap" in text]
        assert signed
        attached = "Swasti Saba Wistara Paripurna"
        for text in signed:
            assert closings[name] in text or attached in text


def test_a_long_recap_repeats_both_rows_of_its_head() -> None:
    pages = page_texts(recap_pdf(recap(38)))
    assert len(pages) > 2
    for text in pages[:-1]:
        assert "Persentase capaian per tatanan" in text
        assert "T1 T2 T3 T4 T5 T6 T7 T8 T9" in text


def test_figures_of_the_recap_stay_on_one_line() -> None:
    text = whole_text(recap_pdf(recap(3)))
    assert text.count("100,00*") == 27
    assert text.count("1.600") >= 3
    for paper in ("a4", "f4"):
        assert whole_text(proposal_pdf(proposal(paper=paper))).count("100,00*") == 9


def test_names_outside_latin_leave_boxes_and_no_gap() -> None:
    facts = proposal(region_name="Kota 雅加达 مدينة", letterhead=("PEMERINTAH Ж ü ñ ằ",))
    text = whole_text(proposal_pdf(facts))
    assert "Kota □□□" in text
    assert "PEMERINTAH Ж ü ñ ằ" in text


def test_blank_letters_leave_lines_and_never_a_zero() -> None:
    blank = DistrictLine("71.08", LONGEST, revision=1, tatanan=(None,) * 9)
    facts = proposal()
    text = whole_text(
        proposal_pdf(
            replace(facts, line=blank, target="", letterhead=(), signatory=Signatory("Bupati"))
        )
    )
    assert "– – – – – – – – –" in text
    assert " 0 " not in text.replace("0 berkas", "")
    assert "penghargaan Swasti Saba ……" in text
    assert "(……" in text


def test_an_unanswered_tatanan_of_the_minutes_and_sheets_is_no_zero() -> None:
    points = (("1 Kehidupan", 150, 2900), ("2 Permukiman", None, 2200))
    text = whole_text(minutes_pdf(minutes(points=points)))
    assert "2 Permukiman – 2.200" in text
    assert "Jumlah 150 5.100" in text
    blank = tuple((name, None, most) for name, _, most in points)
    assert "Jumlah – 5.100" in whole_text(minutes_pdf(minutes(points=blank)))
    [one] = sheets().tatanan
    open_ = replace(sheets(), tatanan=(replace(one, score=None),))
    made = verification_pdf(open_, lambda *_: None, lambda: None)
    assert "Jumlah tatanan 1 – dari 2.900" in whole_text(made)


def test_a_star_in_a_letter_is_explained() -> None:
    for line, explained in ((replace(LINE, incomplete=()), False), (LINE, True)):
        for made in (proposal_pdf(replace(proposal(), line=line)), minutes_pdf(minutes(line=line))):
            assert ("Tanda * berarti" in whole_text(made)) is explained


def test_a_letter_claims_no_more_validated_files_than_there_are() -> None:
    text = whole_text(proposal_pdf(proposal()))
    assert "bukti dukung, 4.321 berkas, 4.000 di antaranya disahkan" in text
    text = whole_text(proposal_pdf(replace(proposal(), validated=4321)))
    assert "bukti dukung yang disahkan kepala perangkat daerah, 4.321 berkas" in text


def test_minutes_of_a_long_meeting() -> None:
    people = tuple(Present(f"Nama Peserta {n}", "Dinas Kesehatan Provinsi") for n in range(60))
    repairs = tuple(
        Repair(f"Perbaikan {n}: lampirkan bukti yang sah", "5 Desember") for n in range(40)
    )
    text = whole_text(
        minutes_pdf(minutes(present=people, repairs=repairs, signatories=(WHO,) * 14))
    )
    for words in ("Nama Peserta 59", "Perbaikan 39", "14."):
        assert words in text


def test_a_draft_and_practice_are_marked() -> None:
    for text in page_texts(minutes_pdf(minutes(draft=True, practice=True))):
        assert "DRAF" in text
        assert "LATIHAN" in text
