"""Moving, typing and leaving cells with real keys, as people know it from spreadsheets."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kks_desktop.qt.widgets.grid.editor import CellEditor
from kks_desktop.qt.widgets.grid.register_grid import RegisterGrid
from tests.gui.grid.tables import TableSource

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FIRST = "desa:15.71.01.1001"


def press(grid: RegisterGrid, *keys: Qt.Key, held=Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys wherever the focus is."""
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or grid.table, key, held)


def write(grid: RegisterGrid, text: str) -> None:
    """Type a text wherever the focus is."""
    for character in text:
        QTest.keyClicks(QApplication.focusWidget() or grid.table, character)


def editor(grid: RegisterGrid) -> CellEditor | None:
    return next((e for e in grid.findChildren(CellEditor) if e.isVisible()), None)


def place(grid: RegisterGrid) -> tuple[int, str]:
    index = grid.table.currentIndex()
    return index.row(), grid.model.columns[index.column()].id


def test_arrows_home_and_end_move_and_stop_at_the_edge(grid: RegisterGrid) -> None:
    assert place(grid) == (0, "kode")
    press(grid, Key.Key_Down, Key.Key_Right, Key.Key_Right, Key.Key_Up, Key.Key_Up)
    assert place(grid) == (0, "nama")
    press(grid, Key.Key_End)
    assert place(grid) == (0, "alasan")
    press(grid, Key.Key_Down, Key.Key_Home)
    assert place(grid) == (1, "kode")
    press(grid, Key.Key_End, held=CTRL)
    assert place(grid) == (5, "alasan")
    press(grid, Key.Key_Right, Key.Key_Down)
    assert place(grid) == (5, "alasan")
    press(grid, Key.Key_Home, held=CTRL)
    assert place(grid) == (0, "kode")
    press(grid, Key.Key_Down, held=CTRL)
    assert place(grid) == (5, "kode")
    press(grid, Key.Key_PageUp)
    assert place(grid) == (0, "kode")


def test_typing_replaces_and_enter_goes_down(grid: RegisterGrid, source: TableSource) -> None:
    grid.select_cell(FIRST, "nama")
    write(grid, "Baru")
    press(grid, Key.Key_Return)
    assert source.table[FIRST]["nama"] == "Baru"
    assert place(grid) == (1, "nama")
    assert grid.table.hasFocus()
    press(grid, Key.Key_Return, held=SHIFT)
    assert place(grid) == (0, "nama")


def test_arrows_leave_a_cell_typed_over_but_move_in_one_edited(
    grid: RegisterGrid, source: TableSource
) -> None:
    grid.select_cell(FIRST, "nama")
    write(grid, "Satu")
    press(grid, Key.Key_Right)
    assert source.table[FIRST]["nama"] == "Satu"
    assert place(grid) == (0, "odf")
    press(grid, Key.Key_Left, Key.Key_F2, Key.Key_End, Key.Key_Left)
    write(grid, "x")
    press(grid, Key.Key_Return)
    assert source.table[FIRST]["nama"] == "Satxu"


def test_enter_after_tabs_begins_the_next_row_where_the_first_tab_began(
    grid: RegisterGrid, source: TableSource
) -> None:
    grid.select_cell(FIRST, "odf")
    write(grid, "y")
    press(grid, Key.Key_Tab)
    write(grid, "1/3/2024")
    press(grid, Key.Key_Tab)
    write(grid, "Forum")
    press(grid, Key.Key_Return)
    assert place(grid) == (1, "odf")
    row = source.table[FIRST]
    assert (row["odf"], row["odf_tanggal"], row["nama_lembaga"]) == ("ya", "2024-03-01", "Forum")
    press(grid, Key.Key_Backtab, held=SHIFT)
    assert place(grid) == (1, "nama")
    # the code and the kecamatan cannot be typed into, so Tab goes past them
    press(grid, Key.Key_Backtab, held=SHIFT)
    assert place(grid) == (0, "alasan")


def test_tab_leaves_the_table_at_its_last_cell(grid: RegisterGrid) -> None:
    press(grid, Key.Key_End, held=CTRL)
    press(grid, Key.Key_Tab)
    assert not grid.table.hasFocus()


def test_escape_gives_the_text_up(grid: RegisterGrid, source: TableSource) -> None:
    grid.select_cell(FIRST, "nama")
    before = source.table[FIRST]["nama"]
    write(grid, "Salah")
    press(grid, Key.Key_Escape)
    assert source.table[FIRST]["nama"] == before
    assert editor(grid) is None
    assert not source.steps


def test_a_cell_left_as_it_was_is_not_written(grid: RegisterGrid, source: TableSource) -> None:
    # kept in a form that the grid would not choose: looking at it must not change it
    source.table[FIRST]["anggaran_lalu"] = "1.250.000"
    source.table[FIRST]["nama"] = "Dua\nbaris"
    grid.refresh(None)
    for column in ("anggaran_lalu", "nama", "kecamatan"):
        grid.select_cell(FIRST, column)
        press(grid, Key.Key_F2, Key.Key_Return)
    assert not source.steps
    assert source.table[FIRST]["nama"] == "Dua\nbaris"


def test_clicking_elsewhere_keeps_what_was_typed(grid: RegisterGrid, source: TableSource) -> None:
    grid.select_cell(FIRST, "nama_lembaga")
    write(grid, "Forum")
    spot = grid.table.visualRect(grid.model.index(3, grid.model.column_of("odf"))).center()
    QTest.mouseClick(grid.table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert source.table[FIRST]["nama_lembaga"] == "Forum"
    assert place(grid) == (3, "odf")
    assert editor(grid) is None


def test_double_click_edits_in_place_also_in_a_column_that_stays(
    grid: RegisterGrid, source: TableSource
) -> None:
    grid.select_cell(FIRST, "alasan")  # scrolled far to the right
    scrolled = grid.table.horizontalScrollBar().value()
    assert scrolled > 0
    frozen = grid.table.frozen
    index = grid.model.index(2, grid.model.column_of("nama"))
    spot = frozen.visualRect(index).center()
    QTest.mouseClick(frozen.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseDClick(frozen.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    line = editor(grid)
    assert line is not None
    seen = frozen.visualRect(index)
    assert line.mapTo(grid, QPoint()) == frozen.viewport().mapTo(grid, seen.topLeft())
    press(grid, Key.Key_End)
    write(grid, " Jaya")
    press(grid, Key.Key_Return)
    assert source.table["desa:15.71.01.1003"]["nama"].endswith(" Jaya")
    assert grid.table.horizontalScrollBar().value() == scrolled


def test_moving_left_never_hides_a_cell_under_the_columns_that_stay(grid: RegisterGrid) -> None:
    press(grid, Key.Key_End)
    stays = grid.table.frozen.width() - 1
    for _ in range(len(grid.model.columns) - 4):
        press(grid, Key.Key_Left)
        assert grid.table.visualRect(grid.table.currentIndex()).left() >= stays - 1
    assert place(grid) == (0, "odf")


@pytest.mark.parametrize(
    ("typed", "kept"), [("y", "ya"), ("t", "tidak"), ("T", "tidak"), ("tdk", "tidak"), ("?", "?")]
)
def test_yes_no_takes_a_letter(
    grid: RegisterGrid, source: TableSource, typed: str, kept: str
) -> None:
    grid.select_cell(FIRST, "odf")
    write(grid, typed)
    press(grid, Key.Key_Down)
    assert source.table[FIRST]["odf"] == kept
    assert place(grid) == (1, "odf")


def test_choices_are_listed_and_chosen_with_arrows_or_a_click(
    grid: RegisterGrid, source: TableSource
) -> None:
    grid.select_cell(FIRST, "odf")
    press(grid, Key.Key_F2)
    line = editor(grid)
    assert line is not None
    assert line.choices is not None
    assert line.choices.isVisible()
    press(grid, Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert source.table[FIRST]["odf"] == "tidak"
    grid.select_cell(FIRST, "odf")
    press(grid, Key.Key_F2)
    line = editor(grid)
    assert line is not None
    assert line.choices is not None
    item = line.choices.visualItemRect(line.choices.item(0))
    QTest.mouseClick(line.choices.viewport(), Qt.MouseButton.LeftButton, pos=item.center())
    assert source.table[FIRST]["odf"] == "ya"


def test_what_cannot_be_read_is_kept_marked_and_explained(
    grid: RegisterGrid, source: TableSource
) -> None:
    grid.select_cell(FIRST, "odf_tanggal")
    write(grid, "31/2/2024")
    press(grid, Key.Key_Return, Key.Key_Up)
    assert source.table[FIRST]["odf_tanggal"] == "31/2/2024"
    assert "tidak ada di kalender" in grid.note.text()
    index = grid.table.currentIndex()
    assert "kalender" in index.data(Qt.ItemDataRole.ToolTipRole)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert source.table[FIRST]["nama"] in spoken
    assert "Tanggal ODF" in spoken


def test_tags_in_a_cell_are_text_in_its_tool_tip(grid: RegisterGrid, source: TableSource) -> None:
    source.table[FIRST]["nama"] = "<img src='file:///etc/passwd'> sebuah nama yang panjang"
    grid.refresh([FIRST])
    tip = grid.model.index(0, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip
    assert "&lt;img" in tip


def test_a_refresh_does_not_scroll_away(grid: RegisterGrid, source: TableSource) -> None:
    source.table.update(TableSource.villages(200).table)
    grid.refresh(None)
    grid.table.verticalScrollBar().setValue(900)
    grid.refresh(None)
    assert grid.table.verticalScrollBar().value() == 900


def test_a_refused_text_stays_in_its_cell_until_it_is_taken(
    grid: RegisterGrid, source: TableSource
) -> None:
    grid.select_cell(FIRST, "nama_lembaga")
    source.refuse = "Cakram penuh. Isian ini masih di layar; kosongkan tempat lalu coba lagi."
    write(grid, "Forum Sehat")
    press(grid, Key.Key_Return)
    line = editor(grid)
    assert line is not None
    assert line.text() == "Forum Sehat"
    assert source.refuse in grid.note.text()
    assert not grid.flush()
    # no way out of the cell loses the text: a click, a heading, a sieve, a change elsewhere
    spot = grid.table.visualRect(grid.model.index(3, 4)).center()
    QTest.mouseClick(grid.table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert place(grid) == (0, "nama_lembaga")
    assert line.hasFocus()
    grid.table.setFocus()
    press(grid, Key.Key_Down)
    assert place(grid) == (0, "nama_lembaga")
    grid.refresh(None)
    grid.head.line.setText("tidak ada yang begini")
    grid.head.sieved.emit()
    line = editor(grid)
    assert line is not None
    assert line.text() == "Forum Sehat"
    source.refuse = ""
    assert grid.flush()
    assert source.table[FIRST]["nama_lembaga"] == "Forum Sehat"
    assert editor(grid) is None


def test_fixed_columns_and_read_only_say_why(grid: RegisterGrid, source: TableSource) -> None:
    grid.select_cell(FIRST, "kode")
    write(grid, "9")
    assert editor(grid) is None
    assert grid.note.text() == "▲ Kolom Kode tidak dapat diubah di sini."
    source.read_only = True
    grid.set_source(source)
    grid.select_cell(FIRST, "nama")
    press(grid, Key.Key_F2)
    press(grid, Key.Key_Delete)
    assert editor(grid) is None
    assert not source.steps
    assert "hanya dapat dibaca" in grid.note.text()


def test_shift_selects_and_the_beginning_stays_current(grid: RegisterGrid) -> None:
    grid.select_cell(FIRST, "odf")
    press(grid, Key.Key_Down, Key.Key_Down, Key.Key_Right, held=SHIFT)
    assert place(grid) == (0, "odf")
    assert grid.table.caret.box() == (0, 3, 3, 2)
    press(grid, Key.Key_Up, held=SHIFT)
    assert grid.table.caret.box() == (0, 3, 2, 2)
    press(grid, Key.Key_End, held=CTRL | SHIFT)
    assert grid.table.caret.box() == (0, 3, 6, len(grid.model.columns) - 3)
    press(grid, Key.Key_A, held=CTRL)
    assert grid.table.caret.box() == (0, 0, 6, len(grid.model.columns))


def test_enter_and_tab_stay_within_a_selection(grid: RegisterGrid) -> None:
    grid.select_cell(FIRST, "odf")
    grid.table.caret.extend(1, 4)
    seen = []
    for _ in range(4):
        press(grid, Key.Key_Return)
        seen.append(place(grid))
    assert seen == [(1, "odf"), (0, "odf_tanggal"), (1, "odf_tanggal"), (0, "odf")]
    press(grid, Key.Key_Tab)
    assert place(grid) == (0, "odf_tanggal")
    assert grid.table.caret.box() == (0, 3, 2, 2)


def test_dragging_from_a_column_that_stays_selects_on_to_the_right(
    grid: RegisterGrid, qtbot
) -> None:
    frozen, table = grid.table.frozen, grid.table
    start = frozen.visualRect(grid.model.index(1, 2)).center()
    end = table.visualRect(grid.model.index(3, 4)).center()
    QTest.mousePress(frozen.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(frozen.viewport(), end)
    QTest.mouseRelease(frozen.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert table.caret.box() == (1, 2, 3, 3)


def test_delete_clears_in_one_step_and_the_programs_undo_brings_back(
    grid: RegisterGrid, source: TableSource
) -> None:
    grid.select_cell(FIRST, "kode")
    names = [row["nama"] for row in source.table.values()]
    grid.table.caret.extend(5, 2)
    press(grid, Key.Key_Delete)
    assert [row["nama"] for row in source.table.values()] == [""] * 6
    assert source.table[FIRST]["kode"] == "15.71.01.1001"
    assert [label for label, _ in source.steps] == ["Kosongkan 6 sel"]
    source.undo()
    assert [row["nama"] for row in source.table.values()] == names
    assert grid.model.cell(0, 2).text == names[0]


def test_fill_down_by_key_and_by_button(grid: RegisterGrid, source: TableSource) -> None:
    grid.select_cell(FIRST, "odf")
    write(grid, "y")
    press(grid, Key.Key_Return)
    press(grid, Key.Key_D, held=CTRL)  # one cell takes the one above
    assert source.table["desa:15.71.01.1002"]["odf"] == "ya"
    grid.select_cell(FIRST, "odf")
    grid.table.caret.extend(5, 3)
    QTest.mouseClick(grid.head.fill_button, Qt.MouseButton.LeftButton)
    assert {row["odf"] for row in source.table.values()} == {"ya"}
    assert source.steps[-1][0] == "Isi ke bawah 4 sel"


def test_undo_keys_are_left_to_the_window_even_while_typing(grid: RegisterGrid, qtbot) -> None:
    from PySide6.QtGui import QKeySequence, QShortcut

    heard = []
    shortcut = QShortcut(QKeySequence("Ctrl+Z"), grid)
    shortcut.activated.connect(lambda: heard.append(1))
    grid.select_cell(FIRST, "nama")
    write(grid, "abc")
    press(grid, Key.Key_Z, held=CTRL)
    assert heard == [1]


def test_row_selected_tells_the_current_row_once(grid: RegisterGrid, qtbot) -> None:
    seen: list[str] = []
    grid.row_selected.connect(seen.append)
    press(grid, Key.Key_Right, Key.Key_Down, Key.Key_Right, Key.Key_Down)
    assert seen == ["desa:15.71.01.1002", "desa:15.71.01.1003"]
    assert grid.current_row() == seen[-1]


def test_the_menu_of_cells_opens_without_a_modal_loop(grid: RegisterGrid, qtbot) -> None:
    from PySide6.QtWidgets import QMenu

    grid.table.menu_wanted.emit(grid.mapToGlobal(QPoint(300, 200)))
    menu = grid.findChild(QMenu)
    assert [a.text().split("\t")[0] for a in menu.actions()] == [
        "Salin",
        "Potong",
        "Tempel",
        "Kosongkan",
        "Isi ke bawah",
        "Urutkan menurut kolom ini",
    ]
    menu.close()
