"""Desa/Kel & ODF: villages come, go and return; whatever is refused changes nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from kks_desktop.domain.registers import CORRECTION, REMOVED, VILLAGE_REGISTER, rows_of
from kks_desktop.qt.bridge import SessionBridge
from kks_desktop.qt.screens.basis.sections import RegionPage
from kks_desktop.qt.screens.registers.unit_part import UnitPart
from kks_desktop.qt.widgets.number_edit import NumberEdit
from kks_desktop.services.session import Edit
from kks_desktop.services.workspace import SetUp, Workspace

FIRST = "desa:15.71.01.1001"


@pytest.fixture
def workspace(tmp_path):
    workspace = Workspace(tmp_path / "data")
    workspace.create(SetUp("kabupaten", "15.71", 2025, "Siti"))
    yield workspace
    workspace.close()


@pytest.fixture
def bridge(qapp, workspace):
    bridge = SessionBridge(workspace.require_session())
    yield bridge
    bridge.release()


@pytest.fixture
def session(bridge):
    return bridge.session


@pytest.fixture
def page(qtbot, bridge) -> RegionPage:
    page = RegionPage(bridge, pause_ms=0)
    qtbot.addWidget(page)
    page.resize(1150, 720)
    with qtbot.waitActive(page):
        page.show()
    return page


@pytest.fixture
def villages(page) -> UnitPart:
    return page.show_part("desa")


def press(qtbot, part: UnitPart, words: str) -> None:
    button = next(b for b in part.findChildren(QPushButton) if words in b.text() and b.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def buttons(part: UnitPart) -> str:
    return "\n".join(b.text() for b in part.findChildren(QPushButton) if b.isVisible())


def add(qtbot, part: UnitPart, code: str, name: str, reason: str) -> None:
    """Fill in the form as a person would, by keys alone, and press Tambah."""
    press(qtbot, part, "Tambah…")
    assert part.code_edit.hasFocus()
    part.code_edit.selectAll()
    for text in (code, name, reason):
        edit = QApplication.focusWidget()
        qtbot.keyClicks(edit, text)
        qtbot.keyClick(edit, Qt.Key.Key_Tab)
    qtbot.mouseClick(part.go_button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("code", "name", "reason", "words"),
    [
        ("15.71.01.10O1", "Baru", "pemekaran", "ditulis seperti 15.71.01.1001"),
        ("15.72.01.1001", "Baru", "pemekaran", "bukan dari wilayah 15.71"),
        ("15.71.99.1001", "Baru", "pemekaran", "Kecamatan 15.71.99 belum ada"),
        ("15.71.01.1001", "Baru", "pemekaran", "sudah ada di daftar"),
        ("15.71.01.1099", "", "pemekaran", "Nama dan alasan diisi dulu"),
        ("15.71.01.1099", "Baru", "", "Nama dan alasan diisi dulu"),
    ],
)
def test_a_village_that_cannot_be_is_refused_in_a_sentence(
    qtbot, villages, session, code, name, reason, words
) -> None:
    before = session.fields
    add(qtbot, villages, code, name, reason)
    assert villages.told_label.isVisible()
    assert words in villages.told_label.text()
    assert "belum ditambahkan" in villages.told_label.text()
    assert session.fields == before
    assert villages.code_edit.isVisible(), "what was typed can be put right"
    assert villages.code_edit.text() == code


def test_a_village_with_a_reason_becomes_a_row_and_counts(qtbot, page, villages, session) -> None:
    add(qtbot, villages, "15.71.01.1099", "Kenali Baru", "pemekaran 2024")
    assert not villages.told_label.isVisible()
    assert not villages.code_edit.isVisible()
    assert villages.grid.current_row() == "desa:15.71.01.1099"
    assert villages.grid.table.hasFocus()
    assert session.raw("desa:15.71.01.1099", CORRECTION) == "pemekaran 2024"
    page.show_part("angka")
    count = next(
        e
        for e in page.current.findChildren(NumberEdit)
        if e.accessibleName() == "Jumlah desa/kelurahan, 2024"
    )
    assert count.placeholderText() == "dari register: 69"
    session.undo()
    assert count.placeholderText() == "dari register: 68"
    assert villages.grid.model.row_of("desa:15.71.01.1099") < 0


def test_a_village_is_taken_out_with_its_reason_and_brought_back(qtbot, villages, session) -> None:
    session.set([Edit(FIRST, "odf", "ya")], "ODF")
    villages.show_row(FIRST, "odf")
    press(qtbot, villages, "Keluarkan…")
    assert not villages.code_edit.isVisible()
    assert villages.reason_edit.hasFocus()
    qtbot.keyClicks(villages.reason_edit, "bergabung")
    qtbot.mouseClick(villages.go_button, Qt.MouseButton.LeftButton)
    assert session.raw(FIRST, REMOVED) == "bergabung"
    assert FIRST not in rows_of(VILLAGE_REGISTER, session.table)
    assert villages.grid.model.row_of(FIRST) < 0
    assert session.evaluation.answers.odf.villages == 67
    assert "Kembalikan yang dikeluarkan (1)" in buttons(villages)
    press(qtbot, villages, "Kembalikan")
    assert villages.grid.model.row_of(FIRST) == 0
    assert session.raw(FIRST, "odf") == "ya"
    assert "Kembalikan" not in buttons(villages)


def test_a_village_that_was_taken_out_is_not_added_twice(qtbot, villages, session) -> None:
    session.set([Edit(FIRST, REMOVED, "bergabung")], "Keluarkan")
    before = session.fields
    add(qtbot, villages, "15.71.01.1001", "Baru", "ada lagi")
    assert "pernah dikeluarkan" in villages.told_label.text()
    assert session.fields == before


def test_batal_leaves_everything(qtbot, villages, session) -> None:
    before = session.fields
    villages.show_row(FIRST)
    press(qtbot, villages, "Keluarkan…")
    qtbot.keyClicks(villages.reason_edit, "bergabung")
    press(qtbot, villages, "Batal")
    assert session.fields == before
    assert not villages.reason_edit.isVisible()


def test_a_kecamatan_with_villages_stays_and_says_why(qtbot, page, session) -> None:
    part = page.show_part("kecamatan")
    before = session.fields
    part.show_row("kecamatan:15.71.01")
    press(qtbot, part, "Keluarkan…")
    qtbot.mouseClick(part.go_button, Qt.MouseButton.LeftButton)
    assert "masih memiliki desa/kelurahan" in part.told_label.text()
    assert session.fields == before


def test_an_empty_register_is_filled_from_the_official_codes(qtbot, page, session) -> None:
    rows = [code for code in session.table if code.startswith(("desa:", "kecamatan:"))]
    session.set([Edit(code, "nama", "") for code in rows], "Kosongkan")
    part = page.show_part("desa")
    assert part.grid.model.rowCount() == 0
    assert "Isi dari kode wilayah resmi" in buttons(part)
    press(qtbot, part, "Isi dari kode wilayah resmi")
    assert part.grid.model.rowCount() == 68
    assert "Isi dari kode wilayah resmi" not in buttons(part)
    assert session.evaluation.answers.odf.villages == 68
    session.undo()
    assert part.grid.model.rowCount() == 0


def test_a_kecamatans_name_is_seen_at_its_villages(page, villages, session) -> None:
    session.set([Edit("kecamatan:15.71.01", "nama", "Telanaipura Baru")], "Nama")
    model = villages.grid.model
    shown = model.index(model.row_of(FIRST), model.column_of("kecamatan")).data()
    assert shown == "Telanaipura Baru"


def test_the_page_finds_numbers_rows_and_cells(page) -> None:
    page.show_field("data_dasar", "pasar/kini")
    focused = page.focusWidget()
    assert isinstance(focused, NumberEdit)
    assert focused.accessibleName() == "Jumlah pasar, 2024"
    page.show_field("odf", "desa_odf")
    assert "ODF" in page.focusWidget().accessibleName()
    page.show_field(FIRST, "anggaran_kini")
    grid = page.current.grid
    assert grid.table.hasFocus()
    assert grid.current_row() == FIRST
    assert grid.model.columns[grid.table.currentIndex().column()].id == "anggaran_kini"
    page.show_code("kecamatan:15.71.02")
    assert page.current.grid.current_row() == "kecamatan:15.71.02"
    page.show_code("desa:")
    assert page.current.grid.current_row() == FIRST, "it stays where it was"


def test_nothing_can_be_added_where_nothing_can_be_written(qtbot, workspace, session) -> None:
    session.flush()
    other = Workspace(workspace.folder, write=False)
    bridge = SessionBridge(other.require_session())
    page = RegionPage(bridge)
    qtbot.addWidget(page)
    page.show()
    part = page.show_part("desa")
    changing = ("Tambah…", "Keluarkan…")
    found = [b for b in part.findChildren(QPushButton) if b.text() in changing]
    assert len(found) == 2
    assert not any(b.isEnabled() for b in found)
    bridge.release()
    other.close()


def test_a_refused_cell_whose_row_is_taken_out_lets_the_page_go(qtbot, villages, session) -> None:
    name = session.raw(FIRST, "nama")
    villages.show_row(FIRST, "nama")
    qtbot.keyClick(villages.grid.table, Qt.Key.Key_Backspace)
    press(qtbot, villages, "Keluarkan…")  # as the refusal advises
    assert not villages.flush()
    villages.reason_edit.setText("bergabung")
    qtbot.mouseClick(villages.go_button, Qt.MouseButton.LeftButton)
    assert session.raw(FIRST, REMOVED) == "bergabung"
    assert villages.flush()
    assert session.raw(FIRST, "nama") == name


def test_a_cell_being_typed_is_not_called_saved(qtbot, villages, bridge) -> None:
    villages.show_row(FIRST, "nama")
    table = villages.grid.table
    qtbot.keyClick(table, "X")
    assert bridge.typed == {(FIRST, "nama")}
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not bridge.typed
    qtbot.keyClick(table, "Y")
    with qtbot.waitSignal(bridge.accepted):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert not bridge.typed
