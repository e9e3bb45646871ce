"""The validation sheet, read back: every file, heads on every page, the signature with a file."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kks_desktop.reports import style
from kks_desktop.reports.model import ValidationLine, ValidationList
from kks_desktop.reports.validation import SHEET_TITLE, validation_pdf
from tests.reports.builder import some_facts
from tests.reports.reading import letter_extents, page_texts, reader, whole_text

if TYPE_CHECKING:
    from collections.abc import Callable

HEADS = "No Indikator Butir bukti Nama berkas"
SIGNATURE = "tanda tangan dan cap"
TITLE = "Persentase satuan pendidikan yang melaksanakan inspeksi kesehatan lingkungan"
LONG = ("laporan_tahunan_" * 13)[:196] + ".pdf"
WIDE = "W" * 196 + ".pdf"


def mark(number: int) -> str:
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    return " ".join(digest[start : start + 4] for start in range(0, 16, 4))


def line(number: int, name: str = "") -> ValidationLine:
    return ValidationLine(
        code=f"1.{number % 31 + 1:02d}",
        title=TITLE,
        item="Laporan dua tahun dengan pembilang dan penyebut",
        name=name or f"Laporan {number}.pdf",
        years="2023, 2024",
        mark=mark(number),
    )


def sheet_of(*lines: ValidationLine, **changes: object) -> ValidationList:
    facts = ValidationList(
        agency="Kesehatan",
        region_name="Kota Jambi",
        region_code="15.71",
        year=2025,
        letterhead=("PEMERINTAH KOTA JAMBI", "DINAS KESEHATAN"),
        position="Kepala Dinas Kesehatan",
        head="dr. Ida Yuliati, M.Kes.",
        nip="197105122000032004",
        lines=lines,
        files=len(lines),
        mark="884a e4f0 7cbc 55dd",
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def numbered_marks(texts: list[str]) -> list[str]:
    found = []
    for text in texts:
        found += re.findall(r"2023, 2024 ((?:[0-9a-f]{4} ?){4})", text)
    return [" ".join(one.split()) for one in found]


def test_a_small_sheet_is_one_page_with_everything_on_it() -> None:
    texts = page_texts(validation_pdf(sheet_of(line(0), line(1)), some_facts()))
    assert len(texts) == 1
    for words in (
        "PEMERINTAH KOTA JAMBI",
        "DINAS KESEHATAN",
        SHEET_TITLE,
        "Kota Jambi (15.71)",
        "2025",
        "2 berkas",
        HEADS,
        "1.01",
        "Laporan 1.pdf",
        "Sidik daftar 884a e4f0 7cbc 55dd",
        "Halaman 1 dari 1",
        "Kepala Dinas Kesehatan",
        "dr. Ida Yuliati, M.Kes.",
        "NIP 197105122000032004",
        SIGNATURE,
    ):
        assert words in texts[0]


def test_what_is_not_filled_in_leaves_room_for_a_pen() -> None:
    facts = sheet_of(line(0), letterhead=(), position="", head="", nip="")
    text = whole_text(validation_pdf(facts, some_facts()))
    assert "Kepala OPD (…" in text.replace(f" {SIGNATURE}", "")
    assert "NIP …" in text


def test_a_file_for_several_items_is_counted_once() -> None:
    facts = sheet_of(line(0), line(1), line(2), files=2)
    text = whole_text(validation_pdf(facts, some_facts()))
    assert "2 berkas, dipakai pada 3 butir bukti" in text
    assert "berlaku untuk 2 berkas" in text


@pytest.mark.parametrize("paper", ["a4", "f4"])
@pytest.mark.parametrize("name", ["", LONG, WIDE], ids=["short", "long", "wide"])
def test_300_files_are_all_there_under_heads(paper: str, name: str) -> None:
    made = validation_pdf(sheet_of(*(line(n, name) for n in range(300))), some_facts(paper=paper))
    texts = page_texts(made)
    assert numbered_marks(texts) == [mark(number) for number in range(300)]
    assert all(text.count(HEADS) == 1 for text in texts)
    assert all(f"Halaman {n} dari {len(texts)}" in text for n, text in enumerate(texts, 1))
    assert all("Sidik daftar 884a e4f0 7cbc 55dd" in text for text in texts)
    if name:
        assert "".join(texts).replace(" ", "").count(name) == 300
    width = style.page_size(paper)[0]
    for left, right in letter_extents(made)[::7]:
        assert left > style.LEFT - 1
        assert right < width - style.EDGE + 1


@pytest.mark.parametrize("count", [*range(1, 40), 120])
def test_the_signature_never_stands_without_a_file(count: int) -> None:
    texts = page_texts(validation_pdf(sheet_of(*(line(n) for n in range(count))), some_facts()))
    signed = [number for number, text in enumerate(texts) if SIGNATURE in text]
    assert signed == [len(texts) - 1]
    last = texts[-1]
    assert numbered_marks([last])
    assert "telah kami periksa" in last
    assert "NIP 197105122000032004" in last


def test_a_letterhead_of_the_longest_lines_still_leaves_a_page() -> None:
    facts = sheet_of(line(0, WIDE), letterhead=("PEMERINTAH " * 18,) * 4)
    texts = page_texts(validation_pdf(facts, some_facts()))
    assert SIGNATURE in texts[-1]
    assert numbered_marks([texts[-1]])


def test_hostile_names_are_only_text() -> None:
    name = "<b>Laporan</b> & <para> 😀 \u202efdp.exe"
    text = whole_text(validation_pdf(sheet_of(line(0, name)), some_facts()))
    assert "<b>Laporan</b> & <para> □" in text


def test_practice_sheets_are_marked() -> None:
    made = validation_pdf(sheet_of(line(0)), some_facts(practice=True))
    assert "LATIHAN" in reader(made).pages[0].extract_text()
    assert "DRAF" not in whole_text(made)


def test_same_input_same_bytes() -> None:
    facts = sheet_of(*(line(number) for number in range(30)))
    assert validation_pdf(facts, some_facts()) == validation_pdf(facts, some_facts())
    other = replace(facts, head="Orang lain")
    assert validation_pdf(other, some_facts()) != validation_pdf(facts, some_facts())


def test_the_sheet_is_sound(run_tool: Callable[..., str]) -> None:
    made = validation_pdf(sheet_of(*(line(number) for number in range(30))), some_facts())
    assert "No syntax or stream encoding errors" in run_tool("qpdf", "--check", made=made)
    assert reader(made).metadata.title == SHEET_TITLE
