"""Sorting, sieving and finding; where the rows and the person's place are afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kks_desktop.domain.registers import POPULATION_REGISTER
from kks_desktop.qt.widgets.grid.register_grid import RegisterGrid
from tests.gui.grid.tables import TableSource

FIRST = "desa:15.71.01.1001"


@pytest.fixture
def amounts(grid: RegisterGrid, source: TableSource) -> None:
    """Amounts of which some are alike, one is blank and one cannot be read."""
    for row, raw in zip(source.rows(), ["200", "1000", "", "12 juta", "200", "30"], strict=True):
        source.table[row]["anggaran_lalu"] = raw
    grid.refresh(None)


def click_heading(grid: RegisterGrid, column_id: str) -> None:
    at = grid.model.column_of(column_id)
    grid.select_cell(grid.model.code(0), column_id)
    head = grid.table.table_of(at).horizontalHeader()
    spot = head.rect().center()
    spot.setX(head.sectionViewportPosition(at) + 12)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def shown(grid: RegisterGrid, column_id: str) -> list[str]:
    at = grid.model.column_of(column_id)
    return [grid.model.cell(row, at).text for row in range(grid.model.rowCount())]


def sieve(grid: RegisterGrid, text: str) -> None:
    grid.head.line.setFocus()
    grid.head.line.selectAll()
    if text:
        QTest.keyClicks(grid.head.line, text)
    else:
        QTest.keyClick(grid.head.line, Qt.Key.Key_Delete)
    QTest.keyClick(grid.head.line, Qt.Key.Key_Return)


@pytest.mark.usefixtures("amounts")
def test_a_heading_sorts_up_then_down_then_not_at_all(
    grid: RegisterGrid, source: TableSource
) -> None:
    click_heading(grid, "anggaran_lalu")
    assert shown(grid, "anggaran_lalu") == ["30", "200", "200", "1.000", "12 juta", ""]
    assert shown(grid, "kode")[1:3] == ["15.71.01.1001", "15.71.01.1005"]  # stable
    click_heading(grid, "anggaran_lalu")
    assert shown(grid, "anggaran_lalu") == ["1.000", "200", "200", "30", "12 juta", ""]
    assert shown(grid, "kode")[1:3] == ["15.71.01.1001", "15.71.01.1005"]
    click_heading(grid, "anggaran_lalu")
    assert list(grid.model.codes) == source.rows()


@pytest.mark.usefixtures("amounts")
def test_the_person_stays_at_the_cell_and_an_edit_moves_no_row(
    grid: RegisterGrid, source: TableSource
) -> None:
    click_heading(grid, "anggaran_lalu")
    grid.select_cell(FIRST, "anggaran_lalu")
    before = list(grid.model.codes)
    QTest.keyClicks(grid.table, "9")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert list(grid.model.codes) == before
    grid.select_cell(FIRST, "nama")
    click_heading(grid, "nama")
    assert grid.current_row() == grid.model.code(grid.table.currentIndex().row())


@pytest.mark.usefixtures("amounts")
def test_rows_are_sieved_by_what_is_shown(grid: RegisterGrid, source: TableSource) -> None:
    sieve(grid, "1.000")
    assert list(grid.model.codes) == ["desa:15.71.01.1002"]
    assert grid.head.count.text() == "1 dari 6 baris"
    assert grid.table.hasFocus()
    assert grid.model.columns[grid.table.currentIndex().column()].id == "anggaran_lalu"
    sieve(grid, "kelurahan")
    assert grid.head.count.text() == "6 baris"
    sieve(grid, "tidak ada")
    assert grid.head.count.text() == "0 dari 6 baris"
    assert grid.current_row() == ""
    sieve(grid, "")
    assert grid.head.count.text() == "6 baris"


@pytest.mark.usefixtures("amounts")
def test_rows_without_entries_and_rows_to_repair(grid: RegisterGrid) -> None:
    grid.head.keep.setCurrentIndex(2)
    assert list(grid.model.codes) == ["desa:15.71.01.1004"]
    grid.head.keep.setCurrentIndex(1)
    assert list(grid.model.codes) == ["desa:15.71.01.1003"]


@pytest.mark.usefixtures("amounts")
def test_f3_goes_round_the_cells_that_hold_the_text(grid: RegisterGrid) -> None:
    sieve(grid, "200")
    places = []
    for _ in range(3):
        places.append(grid.current_row())
        QTest.keyClick(grid.table, Qt.Key.Key_F3)
    assert places == [FIRST, "desa:15.71.01.1005", FIRST]


def test_selecting_a_hidden_row_shows_it(grid: RegisterGrid) -> None:
    sieve(grid, "15.71.01.1002")
    assert grid.model.row_of(FIRST) < 0
    grid.select_cell(FIRST, "nama")
    assert grid.current_row() == FIRST
    assert grid.head.line.text() == ""


def test_rows_that_come_and_go_elsewhere(grid: RegisterGrid, source: TableSource) -> None:
    sieve(grid, "15.71.01.1002")
    source.table["desa:15.71.01.1099"] = {"kode": "15.71.01.1099", "nama": "Baru"}
    grid.refresh(["desa:15.71.01.1099"])
    # a row just made is not hidden by what was searched before
    assert list(grid.model.codes) == ["desa:15.71.01.1002", "desa:15.71.01.1099"]
    assert grid.head.count.text() == "2 dari 7 baris"
    del source.table["desa:15.71.01.1002"]
    grid.refresh(["desa:15.71.01.1002"])
    assert list(grid.model.codes) == ["desa:15.71.01.1099"]


def test_another_register_of_fixed_rows(grid: RegisterGrid) -> None:
    groups = POPULATION_REGISTER
    rows = {groups.code(row.key): {"golongan": row.label} for row in groups.rows}
    population = TableSource(groups, rows)
    grid.set_source(population)
    assert grid.model.rowCount() == len(rows)
    assert grid.table.frozen_count == 1
    grid.select_cell("penduduk:60+", "kini")
    for digit in "1.234":
        QTest.keyClicks(QApplication.focusWidget(), digit)
    assert grid.flush()
    assert population.table["penduduk:60+"]["kini"] == "1234"


def test_an_empty_register_does_nothing_and_breaks_nothing(grid: RegisterGrid) -> None:
    grid.set_source(TableSource(POPULATION_REGISTER, {}))
    assert grid.current_row() == ""
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_F2, Qt.Key.Key_A):
        QTest.keyClick(grid.table, key)
    QTest.keyClick(grid.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(grid.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(grid.table, Qt.Key.Key_Delete)
    assert grid.flush()
