"""Copying and pasting blocks with the real clipboard: shown first, done in one step."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kks_desktop.qt.widgets.grid.register_grid import RegisterGrid
from tests.gui.grid.tables import TableSource

CTRL = Qt.KeyboardModifier.ControlModifier
FIRST = "desa:15.71.01.1001"


def paste(grid: RegisterGrid, text: str) -> None:
    QApplication.clipboard().setText(text)
    QTest.keyClick(grid.table, Qt.Key.Key_V, CTRL)


def remarks(grid: RegisterGrid) -> list[str]:
    return [grid.preview.list.item(row).text() for row in range(grid.preview.list.count())]


def test_a_block_is_shown_and_changes_nothing_before_tempel(
    grid: RegisterGrid, source: TableSource, qtbot
) -> None:
    grid.select_cell(FIRST, "odf")
    paste(grid, "ya\t1/3/2024\r\nentah\t31/2/2024\r\n")
    assert grid.preview.isVisible()
    assert not source.steps
    assert "4 sel di 2 baris" in grid.preview.heading.text()
    assert remarks(grid) == [
        "Baris 2, ODF, “entah”: Isi dengan ya atau tidak.",
        "Baris 2, Tanggal ODF, “31/2/2024”: Tanggal ini tidak ada di kalender; "
        "tulis hari, bulan, tahun.",
    ]
    assert grid.preview.accept_button.hasFocus()
    QTest.keyClick(grid.preview.accept_button, Qt.Key.Key_Return)
    assert not grid.preview.isVisible()
    assert [label for label, _ in source.steps] == ["Tempel 4 sel"]
    assert source.table[FIRST]["odf_tanggal"] == "2024-03-01"
    assert source.table["desa:15.71.01.1002"]["odf"] == "entah"
    assert grid.table.hasFocus()
    assert not grid.note.text()
    source.undo()
    assert not grid.model.cell(0, 3).raw


def test_batal_and_escape_leave_everything(grid: RegisterGrid, source: TableSource) -> None:
    grid.select_cell(FIRST, "odf")
    paste(grid, "ya\r\nya")
    QTest.mouseClick(grid.preview.reject_button, Qt.MouseButton.LeftButton)
    assert not grid.preview.isVisible()
    paste(grid, "ya\r\nya")
    QTest.keyClick(grid.preview.accept_button, Qt.Key.Key_Escape)
    assert not grid.preview.isVisible()
    assert grid.table.hasFocus()
    paste(grid, "ya\r\nya")
    grid.table.setFocus()
    QTest.keyClick(grid.table, Qt.Key.Key_Escape)
    assert not grid.preview.isVisible()
    assert not source.steps


def test_what_falls_outside_is_told_and_fixed_cells_are_compared(
    grid: RegisterGrid, source: TableSource
) -> None:
    grid.select_cell("desa:15.71.01.1005", "kecamatan")
    rows = [["Kecamatan 1", "Nama Lima"], ["Kecamatan 9", "Nama Enam"], ["Kecamatan 1", "Lagi"]]
    paste(grid, "\r\n".join("\t".join(row) for row in rows))
    assert "2 sel di 2 baris" in grid.preview.heading.text()
    assert "urutan barisnya lain" in grid.preview.trouble.text()
    assert remarks(grid) == [
        "Baris 6, Kecamatan: di tempelan “Kecamatan 9”, di tabel “Kecamatan 1”."
    ]
    assert grid.preview.reject_button.hasFocus()
    assert "1 baris di luar tabel tidak ditempel." in grid.preview.details.text()
    grid.preview.accept_button.click()
    assert source.table["desa:15.71.01.1006"]["kecamatan"] == "Kecamatan 1"
    assert source.table["desa:15.71.01.1005"]["nama"] == "Nama Lima"


def test_cells_that_a_paste_empties_are_counted(grid: RegisterGrid, source: TableSource) -> None:
    grid.select_cell(FIRST, "nama")
    paste(grid, "\t\r\n\t")
    assert "2 sel menjadi kosong." in grid.preview.details.text()


def test_columns_outside_are_told(grid: RegisterGrid) -> None:
    grid.select_cell(FIRST, "alasan")
    paste(grid, "sebab\tlebih\tlagi")
    assert "2 kolom di luar tabel" in grid.preview.details.text()


def test_one_cell_fills_the_selection_at_once(grid: RegisterGrid, source: TableSource) -> None:
    grid.select_cell(FIRST, "odf")
    grid.table.caret.extend(5, 3)
    paste(grid, "Ya\r\n")
    assert not grid.preview.isVisible()
    assert {row["odf"] for row in source.table.values()} == {"ya"}
    assert [label for label, _ in source.steps] == ["Tempel 6 sel"]


def test_one_cell_into_a_fixed_column_says_why_not(grid: RegisterGrid, source: TableSource) -> None:
    grid.select_cell(FIRST, "kode")
    paste(grid, "1")
    assert not source.steps
    assert "Kolom Kode tidak dapat diubah" in grid.note.text()


def test_a_copied_block_pastes_back_without_loss(grid: RegisterGrid, source: TableSource) -> None:
    cells = {
        "odf": "ya",
        "odf_tanggal": "2024-02-01",
        "nama_lembaga": 'Forum "Sehat"\nMandiri',
        "anggaran_lalu": "1250000,5",
        "anggaran_kini": "12 juta",
        "sk_berlaku": "tanpa batas",
        "foto_koordinat": "-1.610100, 103.613100",
    }
    source.table[FIRST].update(cells)
    grid.refresh([FIRST])
    last = len(grid.model.columns) - 1
    grid.select_cell(FIRST, "nama")
    grid.table.caret.extend(0, last)
    QTest.keyClick(grid.table, Qt.Key.Key_C, CTRL)
    grid.select_cell("desa:15.71.01.1002", "nama")
    QTest.keyClick(grid.table, Qt.Key.Key_V, CTRL)
    grid.preview.accept_button.click()
    copy = source.table["desa:15.71.01.1002"]
    assert {key: copy[key] for key in cells} == cells
    assert copy["nama"] == source.table[FIRST]["nama"]


def test_cut_copies_and_clears(grid: RegisterGrid, source: TableSource) -> None:
    name = source.table[FIRST]["nama"]
    grid.select_cell(FIRST, "nama")
    QTest.keyClick(grid.table, Qt.Key.Key_X, CTRL)
    assert QApplication.clipboard().text() == name
    assert not source.table[FIRST]["nama"]


def test_a_refused_paste_stays_for_another_try(grid: RegisterGrid, source: TableSource) -> None:
    grid.select_cell(FIRST, "odf")
    paste(grid, "ya\r\nya")
    source.refuse = "Cakram penuh. Tidak ada yang berubah."
    grid.preview.accept_button.click()
    assert grid.preview.isVisible()
    assert source.refuse in grid.preview.trouble.text()
    source.refuse = ""
    grid.preview.accept_button.click()
    assert len(source.steps) == 1


def test_a_preview_ends_when_the_rows_are_arranged_anew_or_change(
    grid: RegisterGrid, source: TableSource
) -> None:
    grid.select_cell(FIRST, "odf")
    paste(grid, "ya\r\nya")
    grid.table.horizontalHeader().sectionClicked.emit(2)
    assert not grid.preview.isVisible()
    paste(grid, "ya\r\nya")
    source.table[FIRST]["nama"] = "Lain"
    grid.refresh([FIRST])
    assert not grid.preview.isVisible()
    assert not source.steps


def test_an_empty_clipboard_and_two_selections_get_a_sentence(grid: RegisterGrid) -> None:
    QApplication.clipboard().clear()
    QTest.keyClick(grid.table, Qt.Key.Key_V, CTRL)
    assert "Tidak ada teks" in grid.note.text()
    grid.select_cell(FIRST, "odf")
    grid.table.caret.toggle(3, 5)
    QTest.keyClick(grid.table, Qt.Key.Key_C, CTRL)
    assert "satu kotak sel" in grid.note.text()


@pytest.mark.parametrize("rows", [50_000, 1_900])
def test_a_huge_paste_never_holds_the_window(qtbot, rows: int) -> None:
    source = TableSource.villages(900)
    grid = RegisterGrid()
    qtbot.addWidget(grid)
    grid.set_source(source)
    grid.show()
    grid.select_cell(FIRST, "nama")
    line = "\t".join(f"isi {{0}} {at}" for at in range(16))
    QApplication.clipboard().setText("\r\n".join(line.format(row) for row in range(rows)))
    began = time.perf_counter()
    QTest.keyClick(grid.table, Qt.Key.Key_V, CTRL)
    longest = time.perf_counter() - began
    if rows == 50_000:
        assert not grid.preview.isVisible()
        assert "terlalu besar" in grid.note.text()
    else:
        qtbot.waitUntil(grid.preview.accept_button.isEnabled)
        assert "1.000 baris di luar tabel" in grid.preview.details.text()
        assert "sel lagi" in remarks(grid)[-1]
    assert longest < 0.3  # 0.1 s on an idle machine (tests/bench/bench_grid.py)
    assert not source.steps
    QApplication.clipboard().clear()


def test_rows_that_bring_their_code_find_their_place_in_any_order(
    grid: RegisterGrid, source: TableSource
) -> None:
    names = {code: source.table[code]["nama"] for code in list(source.table)[:3]}
    first, second, third = names
    grid.select_cell(FIRST, "kode")
    block = ["Kode\tKecamatan\tDesa/kelurahan\tODF"]
    for code, odf in ((third, "ya"), (first, "tidak")):
        kode = source.table[code]["kode"]
        block.append(f"{kode}\tKecamatan 1\t{names[code]}\t{odf}")
    block.append("15.71.99.9999\tLain\tSalah Kode\tya")
    block.append(f"{source.table[third]['kode'].replace('.', '')}\tKecamatan 1\tDobel\ttidak")
    paste(grid, "\r\n".join(block))
    assert "kode ini tidak ada di daftar" in remarks(grid)[0]
    assert "sudah ada di baris atas" in remarks(grid)[1]
    assert "menurut kode" in grid.preview.details.text()
    assert grid.preview.reject_button.hasFocus()
    QTest.mouseClick(grid.preview.accept_button, Qt.MouseButton.LeftButton)
    assert source.table[third]["odf"] == "ya"
    assert source.table[first]["odf"] == "tidak"
    assert "odf" not in source.table[second]
    assert {code: source.table[code]["nama"] for code in names} == names
