"""The workbook as another program reads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from kks_desktop.domain.agency_sheet import AgencySheet, SheetRow
from kks_desktop.exchange.workbook import HEAD, MAX_CELL, workbook_bytes

ROW = SheetRow(
    code="1.06",
    title="Prevalensi stunting pada balita",
    part="Utama",
    state="Sesuai saran",
    score=50,
    most=100,
    missing=50,
    verified=None,
    proof="Belum divalidasi",
    step="Nilai 100: turun dan < 14 %",
    plan="50 → 100",
)
SHEET = AgencySheet(
    agency="Kesehatan",
    region="Kota Jambi",
    year=2025,
    day=date(2025, 3, 1),
    practice=False,
    supported=2,
    answered=1,
    of=31,
    proven=0,
    earned=50,
    most=3100,
    verified=0,
    planned=1,
    rows=(ROW,),
)


def read(*sheets: AgencySheet) -> Workbook:
    return load_workbook(BytesIO(workbook_bytes(sheets)))


def test_headings_numbers_and_blanks() -> None:
    page = read(SHEET)["Kesehatan"]
    head = [cell.value for cell in page[HEAD + 1]]
    row = [cell.value for cell in page[HEAD + 2]]
    found = dict(zip(head, row, strict=True))
    assert found["Kode"] == "1.06", "a code is text: 1,1 and 1.10 are two"
    assert (found["Nilai"], found["Kurang"]) == (50, 50)
    assert found["Bila diverifikasi hari ini"] is None
    assert found["Rencana"] == "50 → 100"
    assert page["A1"].value == "Kesehatan"
    assert page["A2"].value == "Kota Jambi · Penilaian 2025 · per 1 Maret 2025"
    assert "50 dari 3.100 poin, kurang 3.050" in page["A3"].value


def test_the_headings_stay_in_sight_and_the_columns_have_width() -> None:
    page = read(SHEET)["Kesehatan"]
    assert page.freeze_panes == f"C{HEAD + 2}"
    assert page.auto_filter.ref == f"A{HEAD + 1}:K{HEAD + 2}"
    assert page.column_dimensions["B"].width > 40
    assert page.print_title_rows == f"${HEAD + 1}:${HEAD + 1}"
    assert page.page_setup.orientation == "landscape"


@pytest.mark.parametrize("text", ["=1+1", "+62 741", "-", "@home", '=HYPERLINK("http://x")'])
def test_text_is_never_a_formula(text: str) -> None:
    book = read(replace(SHEET, agency=text, rows=(replace(ROW, title=text, step=text),)))
    page = book.worksheets[0]
    cells = [page["A1"], page.cell(HEAD + 2, 2), page.cell(HEAD + 2, 10)]
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s")] * 3
    assert all(cell.quotePrefix for cell in cells), "it stays text when a person edits it"
    assert not any(cell.hyperlink for cell in cells)


def test_all_agencies_begin_with_a_summary() -> None:
    other = replace(SHEET, agency="Pendidikan", earned=0, most=800, rows=())
    book = read(SHEET, other)
    assert book.sheetnames == ["Ringkasan", "Kesehatan", "Pendidikan"]
    rows = list(book["Ringkasan"].iter_rows(min_row=HEAD + 2, values_only=True))
    assert rows == [
        ("Kesehatan", 31, 1, 0, 2, 50, 3100, 3050, 0, 1),
        ("Pendidikan", 31, 1, 0, 2, 0, 800, 800, 0, 1),
    ]


def test_names_that_excel_does_not_take() -> None:
    long = "Penanaman Modal dan Perizinan Terpadu Satu Pintu"
    names = ["A/B: C?*[x]", long, f"{long} II", "ringkasan", "History", "'kutip'", "   "]
    found = read(*(replace(SHEET, agency=name) for name in names)).sheetnames
    assert len({name.lower() for name in found}) == len(names) + 1
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in found)


def test_practice_is_marked() -> None:
    page = read(replace(SHEET, practice=True)).worksheets[0]
    assert page["A2"].value.startswith("DATA LATIHAN")


def test_a_text_too_long_for_a_cell_is_cut_not_lost() -> None:
    page = read(replace(SHEET, rows=(replace(ROW, step="x" * 40_000),))).worksheets[0]
    found = page.cell(HEAD + 2, 10).value
    assert len(found) == MAX_CELL
    assert found.endswith("…")


def test_the_same_sheets_give_the_same_bytes() -> None:
    assert workbook_bytes([SHEET]) == workbook_bytes([SHEET])


@settings(max_examples=40)
@given(st.text(st.characters(codec="utf-8"), max_size=40), st.text(max_size=40))
def test_any_text_can_be_written_and_read(agency: str, title: str) -> None:
    title = title.encode("utf-8", "replace").decode("utf-8")
    book = read(replace(SHEET, agency=agency, rows=(replace(ROW, title=title),)))
    cell = book.worksheets[0].cell(HEAD + 2, 2)
    assert cell.data_type != "f"
