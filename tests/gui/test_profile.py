"""Profil: texts of the dossier, and its registers edited as sheets."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from kks_desktop.domain.registers import ACTIVITY_REGISTER, rows_of
from kks_desktop.qt.screens.profile.page import ProfilePage
from kks_desktop.qt.screens.registers.part import RegisterPart
from kks_desktop.qt.widgets.text_area import TextArea
from kks_desktop.qt.widgets.text_line import TextLine
from kks_desktop.qt.widgets.yes_no import YesNoField
from kks_desktop.services.session import Edit
from kks_desktop.services.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier
PARTS = {
    "penduduk": "0–11 bulan",
    "sekolah": "PAUD",
    "pejabat": "",
    "kegiatan": "Tim Pembina",
    "dana": "APBD",
    "inovasi": "Sahabat Jentik",
    "spm": "Pendidikan",
}


@pytest.fixture
def page(qtbot, practice_bridge) -> ProfilePage:
    page = ProfilePage(practice_bridge, pause_ms=0)
    qtbot.addWidget(page)
    page.resize(1150, 720)
    with qtbot.waitActive(page):
        page.show()
    yield page
    QApplication.clipboard().clear()


@pytest.fixture
def session(practice_bridge):
    return practice_bridge.session


def named(page: ProfilePage, kind: type, name: str):
    return next(w for w in page.findChildren(kind) if w.accessibleName() == name)


def activities(session) -> list[str]:
    return rows_of(ACTIVITY_REGISTER, session.table)


def type_in(qtbot, part: RegisterPart, text: str) -> None:
    """Type into the current cell: the first key opens the line, which gets the others."""
    qtbot.keyClick(part.grid.table, text[0])
    qtbot.keyClicks(QApplication.focusWidget(), text[1:])


def first_spare(part: RegisterPart, session) -> str:
    return next(code for code in part.source.rows() if code not in session.table)


# ------------------------------------------------------------------------- Umum


def test_what_is_typed_is_on_the_disk(qtbot, page, session, practice) -> None:
    name = named(page, TextLine, "Nama kepala daerah")
    name.selectAll()
    qtbot.keyClicks(name, "Hj. Nur Aini")
    vision = named(page, TextArea, "Visi dan misi")
    vision.setFocus()
    vision.selectAll()
    qtbot.keyClicks(vision, "Kota sehat untuk semua")
    answer = named(page, YesNoField, "Laporan tahun 2023 sudah dikirim")
    answer.setFocus()
    qtbot.keyClick(answer, Qt.Key.Key_Y)
    assert page.flush()
    session.flush()
    other = Workspace(practice.folder, write=False)
    again = other.require_session()
    assert again.raw("profil", "kepala_daerah_nama") == "Hj. Nur Aini"
    assert again.raw("profil", "visi_misi") == "Kota sehat untuk semua"
    assert again.raw("profil", "lapor_lalu") == "ya"
    other.close()


def test_a_doubtful_nip_is_told_and_kept(qtbot, page, session) -> None:
    edit = named(page, TextLine, "NIP ketua Tim Pembina")
    doubt = page.current._nip_label
    edit.selectAll()
    qtbot.keyClicks(edit, "19710512200003")
    qtbot.waitUntil(doubt.isVisible)
    assert "NIP berisi 18 angka, di sini 14" in doubt.text()
    assert session.raw("profil", "ketua_tim_nip") == "19710512200003"
    edit.selectAll()
    qtbot.keyClicks(edit, "197105122000032004")
    qtbot.waitUntil(lambda: not doubt.isVisible())


def test_undo_of_another_place_is_seen_in_the_field(qtbot, page, session) -> None:
    edit = named(page, TextLine, "Nama ketua Forum")
    before = edit.text()
    edit.selectAll()
    qtbot.keyClicks(edit, "Ani")
    page.flush()
    session.undo()
    assert edit.text() == before


# ------------------------------------------------------------------------- registers


def test_every_part_opens_with_its_rows(qtbot, page) -> None:
    assert page.bar.count() == 1 + len(PARTS)
    for place, words in zip(range(1, page.bar.count()), PARTS.values(), strict=True):
        qtbot.mouseClick(page.bar, Qt.MouseButton.LeftButton, pos=page.bar.tabRect(place).center())
        part = page.current
        assert isinstance(part, RegisterPart)
        assert part.grid.isVisible()
        model = part.grid.model
        texts = [model.index(row, at).data() for row in range(5) for at in range(2)]
        assert any(words in (text or "") for text in texts)


def test_a_year_is_no_figure_of_thousands(page) -> None:
    part = page.show_part("inovasi")
    row = part.grid.model.row_of("inovasi:001")
    assert part.grid.model.index(row, part.grid.model.column_of("tahun_mulai")).data() == "2021"


def test_the_keys_for_parts_work_inside_a_sheet(qtbot, page) -> None:
    part = page.show_part("kegiatan")
    part.grid.table.setFocus()
    qtbot.keyClick(part.grid.table, Qt.Key.Key_PageDown, CTRL)
    assert page.current is page.show_part("dana")
    page.current.grid.table.setFocus()
    qtbot.keyClick(page.current.grid.table, Qt.Key.Key_PageUp, CTRL)
    assert page.current is part


def test_typing_into_an_empty_row_makes_it_and_one_undo_takes_it_back(qtbot, page, session) -> None:
    part = page.show_part("kegiatan")
    before, rows = activities(session), part.grid.model.rowCount()
    spare = first_spare(part, session)
    part.grid.select_cell(spare, "nama")
    type_in(qtbot, part, "Senam massal")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert activities(session) == sorted([*before, spare])
    assert session.raw(spare, "nama") == "Senam massal"
    assert part.grid.current_row() == part.grid.model.code(part.grid.model.row_of(spare) + 1)
    session.undo()
    assert activities(session) == before
    assert part.grid.model.rowCount() == rows, "an empty row stands there again"
    assert not part.grid.model.cell(part.grid.table.currentIndex().row(), 2).text


def test_looking_at_empty_rows_writes_nothing(qtbot, page, session) -> None:
    part = page.show_part("kegiatan")
    before = session.fields
    part.grid.select_cell(first_spare(part, session), "nama")
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Delete):
        qtbot.keyClick(QApplication.focusWidget(), key)
    assert part.flush()
    assert session.fields == before


def test_five_activities_come_from_excel_in_one_step(qtbot, page, session) -> None:
    part = page.show_part("kegiatan")
    before = session.fields
    part.grid.select_cell(first_spare(part, session), "lembaga")
    block = "\r\n".join(
        f"Forum Kabupaten/Kota\t\tRapat {n}\t{n}/3/2024\t2{n} orang" for n in range(1, 6)
    )
    QApplication.clipboard().setText(f"{block}\r\n")
    qtbot.keyClick(part.grid.table, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(part.grid.preview.accept_button.isEnabled)
    QTest.keyClick(part.grid.preview.accept_button, Qt.Key.Key_Return)
    rows = [session.table[code] for code in activities(session)]
    came = [cells for cells in rows if cells.get("nama", "").startswith("Rapat ")][-5:]
    assert [cells["nama"] for cells in came] == [f"Rapat {n}" for n in range(1, 6)]
    assert {cells["lembaga"] for cells in came} == {"forum"}
    assert [cells["waktu"] for cells in came] == [f"2024-03-0{n}" for n in range(1, 6)]
    assert "wilayah" not in came[0], "a blank cell is no cell"
    session.undo()
    assert session.fields == before


@pytest.mark.parametrize("count", [100, 2_000])
def test_a_whole_sheet_of_activities_comes_in_though_few_rows_are_empty(
    qtbot, page, session, count
) -> None:
    part = page.show_part("kegiatan")
    before = activities(session)
    spare = first_spare(part, session)
    part.grid.select_cell(spare, "nama")
    QApplication.clipboard().setText("\r\n".join(f"Rapat ke-{n}" for n in range(count)))
    qtbot.keyClick(part.grid.table, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(part.grid.preview.accept_button.isEnabled)
    assert "di luar tabel" not in part.grid.preview.details.text()
    assert part.grid.current_row() == spare
    QTest.keyClick(part.grid.preview.accept_button, Qt.Key.Key_Return)
    came = activities(session)[len(before) :]
    assert [session.raw(c, "nama") for c in came] == [f"Rapat ke-{n}" for n in range(count)]
    assert part.source.spare() > 0, "the next row can be typed into"
    session.undo()
    assert activities(session) == before


def test_a_sheet_taller_than_a_fixed_register_still_says_what_stays_outside(
    qtbot, page, session
) -> None:
    part = page.show_part("sekolah")
    part.grid.select_cell(part.source.rows()[0], "lalu")
    QApplication.clipboard().setText("\r\n".join("123456789"))
    qtbot.keyClick(part.grid.table, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(part.grid.preview.accept_button.isEnabled)
    assert "4 baris di luar tabel" in part.grid.preview.details.text()


def test_hapus_baris_empties_the_row_and_undo_brings_it_back(qtbot, page, session) -> None:
    part = page.show_part("kegiatan")
    first = activities(session)[0]
    part.grid.select_cell(first, "hasil")
    file = next(code for code in session.table if code.startswith("bukti:"))
    session.set([Edit(file, f"untuk/{first}/foto", "ya")], "Foto")
    before = session.fields
    button = next(b for b in part.findChildren(QPushButton) if b.text() == "Hapus baris")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert first not in activities(session)
    assert not session.raw(file, f"untuk/{first}/foto"), "no proof hangs on a row that is gone"
    assert part.grid.current_row(), "the cursor is still somewhere"
    session.undo()
    assert session.fields == before
    assert part.grid.model.row_of(first) == 0


def test_hapus_baris_on_a_row_being_typed_takes_what_was_typed_too(qtbot, page, session) -> None:
    part = page.show_part("kegiatan")
    spare = first_spare(part, session)
    part.grid.select_cell(spare, "nama")
    type_in(qtbot, part, "Salah ketik")
    button = next(b for b in part.findChildren(QPushButton) if b.text() == "Hapus baris")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert spare not in session.table
    session.undo()
    assert session.raw(spare, "nama") == "Salah ketik"


def test_fixed_rows_have_no_button_that_deletes(page) -> None:
    part = page.show_part("penduduk")
    assert not [b for b in part.findChildren(QPushButton) if b.text() == "Hapus baris"]


def test_show_field_finds_texts_cells_and_registers_without_a_row(page) -> None:
    page.show_field("profil", "ketua_forum_nama")
    assert page.focusWidget() is named(page, TextLine, "Nama ketua Forum")
    page.show_field("kegiatan:002", "hasil")
    grid = page.current.grid
    assert grid.current_row() == "kegiatan:002"
    assert grid.model.columns[grid.table.currentIndex().column()].id == "hasil"
    assert grid.table.hasFocus()
    page.show_field("pejabat", "nama")
    assert page.current.source.register.id == "pejabat"
    assert page.current.grid.table.hasFocus()
