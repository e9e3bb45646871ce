"""Worst cases: every blocker, long names, hostile and endless texts, missing glyphs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from kks_desktop.domain.answers import (
    Answer,
    Answers,
    Gates,
    MeasureEntry,
    Odf,
    TopLevelFacts,
    Unreadable,
)
from kks_desktop.reports import fonts
from kks_desktop.reports.evaluation import evaluation_pdf
from kks_desktop.reports.values import values_of
from tests.reports.builder import (
    RESOURCES,
    empty,
    evaluated,
    full,
    half,
    some_facts,
    the_instrument,
)
from tests.reports.reading import letter_extents, page_texts, whole_text

LONG_NAMES = ("Kabupaten Administrasi Kepulauan Seribu", "Kabupaten Pangkajene dan Kepulauan")


def worst() -> Answers:
    """Twenty reasons that block Wistara Paripurna."""
    return replace(
        empty(),
        target="wistara_paripurna",
        odf=Odf(1068, 964),
        gates=Gates(False, False, 111, 9, 1068, 50, False, False, False),
        top_level=TopLevelFacts(False, 0, 0),
    )


@pytest.mark.parametrize("paper", ["a4", "f4"])
@pytest.mark.parametrize("region", LONG_NAMES)
def test_leader_page_is_one_page_in_the_worst_case(paper: str, region: str) -> None:
    evaluation = evaluated(worst())
    assert len(evaluation.category.blockers) == 20
    facts = some_facts(paper=paper, region_name=region, draft=True, practice=True)
    pdf = evaluation_pdf(the_instrument(), evaluation, facts)
    texts = page_texts(pdf)
    assert "Ringkasan untuk Pimpinan" in texts[1]
    assert "nilai berbeda dari saran" in texts[1]
    assert "Daftar Isi" in texts[2]
    if "lainnya, lihat halaman" in texts[1]:
        assert "lainnya, lihat halaman 4" in texts[1]
    for blocker in evaluation.category.blockers:
        assert blocker.sentence in texts[3]


@pytest.mark.parametrize("region", LONG_NAMES)
def test_long_names_are_printed_whole(region: str) -> None:
    for paper in ("a4", "f4"):
        pdf = evaluation_pdf(
            the_instrument(), evaluated(half()), some_facts(region_name=region, paper=paper)
        )
        texts = page_texts(pdf)
        assert region in texts[0]
        assert all(region in text for text in texts[1:])


def with_texts(note: str, reason: str = "") -> Answers:
    answers = full()
    answer = replace(answers.answers["1.06"], note=note, choice=50, reason=reason)
    return replace(answers, answers={**answers.answers, "1.06": answer})


def test_hostile_markup_is_printed_as_typed() -> None:
    note = "<b>tebal</b> & </para> <img src='x'/> &amp; <!-- a --> ]]> %s {0} <br/> < 5 %"
    pdf = evaluation_pdf(
        the_instrument(), evaluated(with_texts(note, "a < b & c > d")), some_facts()
    )
    text = whole_text(pdf)
    assert note in text
    assert "a < b & c > d" in text


def test_unprintable_letters_become_a_visible_box() -> None:
    note = "Selesai \U0001f600 ya \u4f60\u597d \x07 akhir \ud83d"
    pdf = evaluation_pdf(the_instrument(), evaluated(with_texts(note)), some_facts())
    assert "Selesai □ ya □□ □ akhir □" in whole_text(pdf)


def test_endless_notes_and_words_wrap() -> None:
    note = "panjang " * 2400 + "W" * 600
    pdf = evaluation_pdf(
        the_instrument(), evaluated(with_texts(note, "alasan " * 2800)), some_facts()
    )
    text = whole_text(pdf)
    assert text.count("panjang") == 2400
    assert text.count("W") >= 600
    for page in page_texts(pdf):
        assert "Halaman" in page


def test_names_of_people_cannot_break_the_page() -> None:
    facts = some_facts(
        operator="<i>Ratu & Raja</i> \U0001f600",
        office="Dinas <Kesehatan> & " + "Pemberdayaan Masyarakat " * 8,
        operator_position="Kepala Seksi P2PM & <KKS>",
    )
    text = whole_text(evaluation_pdf(the_instrument(), evaluated(empty()), facts))
    assert "<i>Ratu & Raja</i> □" in text
    assert "Kepala Seksi P2PM & <KKS>" in text


def test_unreadable_values_are_shown_and_flagged() -> None:
    entry = MeasureEntry({"kini": Unreadable("dua belas" * 40, "Isian ini belum terbaca.")})
    answers = replace(empty(), answers={"1.01": Answer({"kematian_ibu": entry})})
    text = whole_text(evaluation_pdf(the_instrument(), evaluated(answers), some_facts()))
    assert "▲ Perlu diperbaiki" in text
    assert "Isian ini belum terbaca." in text
    assert "“dua belas" in text


def test_values_keep_what_was_typed() -> None:
    code, measure = "1.06", "stunting"
    indicator = the_instrument().by_code[code]
    entry = MeasureEntry({"lalu": Decimal("15.200"), "kini": Decimal("13.0625")})
    answers = replace(empty(), answers={code: Answer({measure: entry})})
    found = values_of(indicator, answers)
    assert (found.before, found.now) == ("15,2 %", "13,0625 %")
    assert values_of(indicator, empty()).now == "–"


def test_typeface_has_every_letter_of_the_instrument() -> None:
    instrument = the_instrument()
    texts = [instrument.title, *instrument.legal_basis, *instrument.agencies.values()]
    for tatanan in instrument.tatanan:
        texts.append(tatanan.name)
    for indicator in instrument.by_code.values():
        texts += [indicator.title, indicator.definition, indicator.component, *indicator.evidence]
        texts += [option.text for option in indicator.options]
        for note in indicator.notes:
            texts += [note.issue, note.reading]
        for measure in indicator.measures:
            texts += [measure.label, measure.unit, measure.numerator, measure.denominator]
            texts += [item.text for item in measure.items]
    letters = set("".join(texts)) | set("○✓✗◐▲≠→≥≤–…“”·□•")
    for file in fonts.FILES.values():
        face = TTFont(file, str(RESOURCES / "fonts" / file)).face
        missing = {letter for letter in letters if ord(letter) not in face.charToGlyph}
        assert missing <= {"\n"}


@pytest.mark.parametrize("paper", ["a4", "f4"])
def test_no_letter_leaves_the_margins(paper: str) -> None:
    pdf = evaluation_pdf(
        the_instrument(), evaluated(with_texts("W" * 900)), some_facts(paper=paper)
    )
    millimetre = 72 / 25.4
    for page_number, (left, right) in enumerate(letter_extents(pdf), 1):
        assert left >= 30 * millimetre - 1, page_number
        assert right <= {"a4": 190, "f4": 195}[paper] * millimetre + 1, page_number
