"""The evaluation report, read back from real files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kks_desktop.domain.answers import Answer, Gates, Odf
from kks_desktop.reports.evaluation import evaluation_pdf
from tests.reports.builder import (
    FINGERPRINT,
    empty,
    evaluated,
    full,
    half,
    some_facts,
    the_instrument,
)
from tests.reports.reading import outline_titles, page_texts, reader, whole_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from kks_desktop.domain.answers import Answers

MAKERS = {"empty": empty, "half": half, "full": full}


def made(answers: Answers, **changes: object) -> bytes:
    return evaluation_pdf(the_instrument(), evaluated(answers), some_facts(**changes))


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize(("paper", "millimetres"), [("a4", (210, 297)), ("f4", (215, 330))])
def test_every_page_has_its_size_header_and_footer(
    name: str, paper: str, millimetres: tuple[int, int]
) -> None:
    pdf = made(MAKERS[name](), paper=paper)
    pages, texts = reader(pdf).pages, page_texts(pdf)
    assert 15 <= len(pages) <= 30
    for number, (page, text) in enumerate(zip(pages, texts, strict=True), 1):
        size = (float(page.mediabox.width), float(page.mediabox.height))
        assert size == pytest.approx([mm * 72 / 25.4 for mm in millimetres], abs=0.01)
        assert f"Halaman {number} dari {len(pages)}" in text
        assert f"15.71 · Perbaikan ke-1 · Sidik data {FINGERPRINT}" in text
        assert "Laporan Evaluasi Kabupaten/Kota Sehat" in text
        assert "Kota Jambi" in text


def test_both_readers_see_every_indicator_with_its_score() -> None:
    pdf = made(full())
    by_pypdf = " ".join(" ".join(page.extract_text().split()) for page in reader(pdf).pages)
    by_pdfium = whole_text(pdf)
    for indicator in the_instrument().by_code.values():
        for text in (by_pypdf, by_pdfium):
            assert f"{indicator.code} {indicator.title.split()[0]}" in text
    assert "81,82 % naik dari 63,64 %" in by_pdfium
    assert "81,82 % (9/11)" in by_pdfium
    assert "Jumlah tatanan 1" in by_pdfium


def test_cover_says_whose_report_it_is() -> None:
    cover = page_texts(made(full()))[0]
    for words in (
        "Kota Jambi",
        "Provinsi Jambi",
        "Tahun penilaian 2025",
        "Tahun data 2023 dan 2024",
        "Indikasi kategori: belum mencapai Padapa",
        "sidang pleno",
        "Perbaikan ke-1",
        "Sekretariat Tim Pembina Kota Jambi Sehat",
        "22 November 2026",
        "tempat lambang daerah",
    ):
        assert words in cover


def test_first_revision_and_unsent_state_are_named() -> None:
    assert "Usulan awal" in page_texts(made(empty(), revision=1))[0]
    assert "Belum dikirim" in page_texts(made(empty(), revision=None))[0]


def test_leader_page_shows_gates_bars_and_counts() -> None:
    leader = page_texts(made(half()))[1]
    for words in (
        "Ringkasan untuk Pimpinan",
        "94,12 %",
        "64 dari 68 desa/kelurahan",
        "✓ Terpenuhi untuk Wiwerda",
        "✗ Belum terpenuhi untuk Wiwerda",
        "71 % Padapa, 81 % Wiwerda, 91 % Wistara",
        "9 Penanggulangan Bencana",
        "Yang masih menghalangi Wiwerda",
    ):
        assert words in leader


def test_an_empty_assessment_says_so_and_counts_no_zero() -> None:
    texts = page_texts(made(empty()))
    assert "Isian belum lengkap: 152 dari 152 butir belum bernilai." in texts[1]
    assert "○ Belum dapat diuji untuk Padapa" in texts[1]
    detail = next(text for text in texts if "Tatanan 3: Satuan Pendidikan Skor" in text)
    assert "0 dari 11 indikator bernilai" in detail
    assert "3.01" in detail
    assert "– ○ Belum dipilih." in detail


def test_marks_of_drafts_and_practice() -> None:
    for changes, words in (
        ({"draft": True}, "DRAF"),
        ({"practice": True}, "LATIHAN"),
        ({"draft": True, "practice": True}, "DRAF LATIHAN"),
    ):
        document = reader(made(empty(), **changes))
        assert all(words in page.extract_text() for page in document.pages)
    assert "DRAF" not in whole_text(made(empty()))


def test_outline_title_and_language() -> None:
    pdf = made(full())
    document = reader(pdf)
    titles = outline_titles(pdf)
    assert titles[0] == "Ringkasan untuk Pimpinan"
    assert [t for t in titles if t.startswith("Tatanan ")] == [
        f"Tatanan {t.number}: {t.name}" for t in the_instrument().tatanan
    ]
    assert "Nilai berbeda dari saran (4)" in titles
    assert titles[-1] == "Pengesahan"
    assert document.trailer["/Root"]["/Lang"] == "id-ID"
    facts = document.metadata
    assert facts is not None
    assert facts.title == "Laporan Evaluasi Kabupaten/Kota Sehat"
    assert facts.author == "Sekretariat Tim Pembina Kota Jambi Sehat"
    assert "Kota Jambi" in str(facts.subject)
    assert "15.71" in str(facts.get("/Keywords"))
    assert facts.creation_date is not None
    assert facts.creation_date.date() == date(2026, 11, 22)


def test_contents_and_outline_point_at_the_right_pages() -> None:
    pdf = made(full())
    document, texts = reader(pdf), page_texts(pdf)
    pages = {
        str(entry.title): document.get_destination_page_number(entry)
        for entry in document.outline
        if not isinstance(entry, list)
    }
    contents = texts[pages["Daftar Isi"] or 0]
    for title, index in pages.items():
        assert index is not None
        assert title in texts[index]
        if title != "Daftar Isi":
            assert f"{title} {index + 1}" in contents


def test_signatures_never_stand_without_their_heading() -> None:
    for maker in MAKERS.values():
        last = page_texts(made(maker()))[-1]
        assert "Pengesahan" in last
        assert "Ketua Tim Pembina Kota Jambi Sehat" in last
        assert "Siti Rahmawati, S.K.M." in last
        assert last.count("NIP") == 2


def test_progress_ends_and_check_can_stop() -> None:
    told: list[tuple[int, int]] = []
    evaluation_pdf(
        the_instrument(),
        evaluated(empty()),
        some_facts(),
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]

    class StoppedError(Exception):
        pass

    def stop() -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        evaluation_pdf(the_instrument(), evaluated(empty()), some_facts(), check=stop)


@pytest.mark.parametrize("name", MAKERS)
def test_qpdf_finds_nothing_wrong(name: str, run_tool: Callable[..., str]) -> None:
    assert "No syntax or stream encoding errors" in run_tool(
        "qpdf", "--check", made=made(MAKERS[name]())
    )


def test_every_font_is_embedded(run_tool: Callable[..., str]) -> None:
    lines = run_tool("pdffonts", made=made(full(), draft=True)).splitlines()[2:]
    assert lines
    for line in lines:
        assert "DejaVuSans" in line
        embedded, subset, to_unicode = line.split()[-5:-2]
        assert (embedded, subset, to_unicode) == ("yes", "yes", "yes")


def test_pypdf_sees_embedded_fonts_only() -> None:
    for page in reader(made(full())).pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font.get_object()["/FontDescriptor"]


def test_the_highest_category_has_nothing_in_its_way() -> None:
    instrument, answers = the_instrument(), full(target=None)
    best = {
        code: Answer(choice=max(option.score for option in indicator.options), reason="Uji.")
        for code, indicator in instrument.by_code.items()
    }
    gates = Gates(True, True, 11, 11, 68, 68, True, True, True)
    pdf = made(replace(answers, odf=Odf(68, 68), gates=gates, answers=best))
    leader = page_texts(pdf)[1]
    assert "Indikasi kategori: Wistara Paripurna" in leader
    assert "diuji terhadap kategori tertinggi, Wistara Paripurna" in leader
    assert "Penghalang Wistara Paripurna Tidak ada." in leader
