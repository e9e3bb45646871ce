"""OPD & rencana as a person uses it: look, open, mark, plan again, save."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from zlib import crc32

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QMenu, QToolButton

from kks_desktop.domain.evidence import evidence_code, use_field
from kks_desktop.domain.plan import OUT_OF_REACH
from kks_desktop.qt.bridge import SessionBridge
from kks_desktop.qt.models.plain_table import Heading, PlainRow, PlainTableModel
from kks_desktop.qt.screens.agencies.page import AgenciesPage
from kks_desktop.services.session import Edit
from kks_desktop.services.workspace import Workspace

if TYPE_CHECKING:
    from kks_desktop.qt.widgets.plain_table import PlainTable


@pytest.fixture
def page(qtbot, practice_bridge, runner, dialogs) -> AgenciesPage:
    page = AgenciesPage(practice_bridge, runner, dialogs, today=lambda: date(2025, 3, 1))
    qtbot.addWidget(page)
    page.resize(1150, 700)
    with qtbot.waitActive(page):
        page.show()
    return page


@pytest.fixture
def session(practice_bridge):
    session = practice_bridge.session
    session.set([Edit("penilaian", "target", "wistara")], "Kategori usulan")
    return session


@pytest.fixture
def unproven(session):
    """The district without the proof files of the sample."""
    files = [code for code in session.table if code.startswith("bukti:")]
    session.set([Edit(code, "nama", "") for code in files], "Uji")
    return session


def texts(table: PlainTable) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows.rows]


def keys(table: PlainTable) -> list[str]:
    return [row.key for row in table.rows.rows]


def words(page: AgenciesPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def prove(session, code: str) -> None:
    """Attach one validated file for every wanted item of an indicator."""
    row = evidence_code(f"{crc32(code.encode()):064x}")
    items = range(len(session.instrument.by_code[code].evidence))
    edits = [Edit(row, use_field(code, str(item)), "ya") for item in items]
    head = [Edit(row, "kepala_nama", "Siti"), Edit(row, "kepala_tanggal", "2025-02-01")]
    session.set([Edit(row, "nama", "laporan.pdf"), *head, *edits], "Bukti")


# ------------------------------------------------------------------------- OPD


def test_each_agency_with_its_figures(page) -> None:
    rows = {cells[0]: cells[1:] for cells in texts(page.agencies.list)}
    assert rows["Kesehatan"] == ("30/31", "2", "2.625", "475")
    assert rows["Tim Pembina KKS Kabupaten/Kota"][2:] == ("–", "–"), "kelembagaan has no points"
    assert rows["Agama (Kantor/Kanwil Kementerian Agama)"] == ("–",) * 4, "it only supports"


def test_the_agency_in_front_shows_its_indicators_and_opens_one(qtbot, page) -> None:
    table = page.agencies.list
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.key == "pendidikan"
    assert "8 dari 8 indikator utama terisi, 0 terbukti; 700 dari 800 poin" in words(page)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    lines = page.agencies.lines
    assert lines.hasFocus()
    qtbot.keyClick(lines, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.open_requested) as asked:
        qtbot.keyClick(lines, Qt.Key.Key_Return)
    assert asked.args == [keys(lines)[1]]


def test_a_double_click_opens_an_indicator(qtbot, page) -> None:
    lines = page.agencies.lines
    place = lines.visualRect(lines.rows.index(2, 0)).center()
    qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(page.open_requested) as asked:
        qtbot.mouseDClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == ["1.04"]


def test_an_answer_given_elsewhere_is_seen_at_once_and_keeps_the_place(page, session) -> None:
    page.agencies.show_agency("pendidikan")
    session.set([Edit("3.05", "choice", "100")], "3.05")
    assert page.agencies.list.key == "pendidikan"
    row = next(cells for cells in texts(page.agencies.list) if cells[0] == "Pendidikan")
    assert row[3:] == ("750", "50")


def test_a_hidden_page_waits_until_it_is_shown(page, session) -> None:
    page.hide()
    before = texts(page.agencies.list)
    session.set([Edit("3.05", "choice", "100")], "3.05")
    assert texts(page.agencies.list) == before
    page.show()
    assert texts(page.agencies.list) != before


def test_one_agency_is_saved_as_a_workbook(qtbot, page, dialogs, runner, tmp_path) -> None:
    page.agencies.show_agency("pendidikan")
    dialogs.targets = [tmp_path / "pendidikan.xlsx"]
    qtbot.mouseClick(page.agencies.one_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Tersimpan: " in words(page))
    assert dialogs.asked == ["OPD Pendidikan Kota Jambi 2025.xlsx"]
    sheet = load_workbook(tmp_path / "pendidikan.xlsx").worksheets[0]
    assert sheet["A2"].value == "DATA LATIHAN · Kota Jambi · Penilaian 2025 · per 1 Maret 2025"
    assert sheet["E5"].value == 100
    assert not list(tmp_path.glob("*.part"))


def test_all_agencies_are_saved_with_a_summary(qtbot, page, dialogs, tmp_path) -> None:
    dialogs.targets = [tmp_path / "semua.xlsx"]
    qtbot.mouseClick(page.agencies.all_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Tersimpan: " in words(page))
    book = load_workbook(tmp_path / "semua.xlsx")
    assert len(book.worksheets) == 1 + len(texts(page.agencies.list))


def test_a_workbook_that_cannot_be_written_is_told(qtbot, page, dialogs, tmp_path) -> None:
    dialogs.targets = [tmp_path / "hilang" / "opd.xlsx"]
    qtbot.mouseClick(page.agencies.one_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(dialogs.failures))
    assert "foldernya tidak ada" in dialogs.failures[0]


# ------------------------------------------------------------------------- the register


def cells_of(page: AgenciesPage, id: str) -> tuple[str, ...]:
    table = page.agencies.list
    return table.rows.rows[table.rows.row_of(id)].cells


def pick(qtbot, page: AgenciesPage, words: str) -> None:
    """Choose an OPD for the indicator in front with the keyboard."""
    combo = page.agencies.handling.combo
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert combo.view().isVisible(), "the list opens before anything changes"
    combo.view().setCurrentIndex(combo.model().index(combo.findText(words), 0))
    qtbot.keyClick(combo.view(), Qt.Key.Key_Return)


def test_an_agency_gets_its_own_name_contact_and_head(qtbot, page, session) -> None:
    tab = page.agencies
    tab.list.setFocus()
    button = tab.section.button
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    form = tab.form
    assert form.local_name.placeholderText() == "Kesehatan"
    for field, typed in (
        (form.local_name, "Dinas Kesehatan Kota Jambi"),
        (form.contact, "0741-123"),
        (form.name, "dr. Ida"),
        (form.position, "Kepala Dinas"),
        (form.nip, "197105122000032004"),
    ):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        assert field.hasFocus(), "Tab goes through the fields from top to bottom"
        field.clear()
        qtbot.keyClicks(field, typed)
    assert page.flush()
    cells = session.table["opd:kesehatan"]
    assert [cells[f] for f in ("nama", "kontak", "kepala_nama", "kepala_jabatan")] == [
        "Dinas Kesehatan Kota Jambi",
        "0741-123",
        "dr. Ida",
        "Kepala Dinas",
    ]
    assert cells_of(page, "kesehatan")[0] == "Dinas Kesehatan Kota Jambi"
    assert "Dinas Kesehatan Kota Jambi" in words(page)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert tab.lines.hasFocus()
    qtbot.keyClick(tab.lines, Qt.Key.Key_Tab)
    assert tab.handling.combo.hasFocus()


def test_each_agency_has_fields_of_its_own(page, session) -> None:
    page.agencies.section.set_open(True)
    page.agencies.form.contact.setText("satu")
    page.agencies.form.contact.textEdited.emit("satu")
    page.agencies.show_agency("pendidikan")
    assert page.agencies.form.contact.text() == ""
    assert page.flush(), "also of the OPD that is no longer in front"
    assert session.raw("opd:kesehatan", "kontak") == "satu"
    assert session.raw("opd:pendidikan", "kontak") == ""


def test_an_indicator_is_given_to_another_agency_and_back(qtbot, page, session) -> None:
    combo = page.agencies.handling.combo
    assert page.agencies.lines.key == "1.01"
    assert combo.currentText() == "Kesehatan (usulan instrumen)"
    assert combo.count() == len(session.instrument.agencies)
    scored = session.evaluation
    pick(qtbot, page, "Bappeda")
    assert session.raw("1.01", "opd") == "bappeda"
    assert session.evaluation == scored
    assert "1.01 sekarang ditangani Bappeda." in words(page)
    assert cells_of(page, "bappeda")[1] == "2/2"
    assert cells_of(page, "kesehatan")[1] == "29/30"
    assert page.agencies.lines.key == "1.01", "it stays in front, as one that is supported"
    assert combo.currentText() == "Bappeda"
    session.undo()
    assert session.raw("1.01", "opd") == "", "one step"
    assert combo.currentText() == "Kesehatan (usulan instrumen)"
    session.redo()
    pick(qtbot, page, "Kesehatan (usulan instrumen)")
    assert ("1.01", "opd") not in session.fields


def test_nothing_is_given_away_in_passing(qtbot, page, session) -> None:
    combo = page.agencies.handling.combo
    combo.setFocus()
    before = session.fields
    qtbot.keyClicks(combo, "bap")
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    qtbot.keyClick(combo.view(), Qt.Key.Key_Escape)
    assert session.fields == before
    assert combo.currentText() == "Kesehatan (usulan instrumen)"


def test_a_variable_of_kelembagaan_is_given_away_too(qtbot, page, session) -> None:
    page.agencies.show_agency("tim-pembina")
    lines = page.agencies.lines
    lines.select(lines.rows.row_of("K.01"))
    pick(qtbot, page, "Bappeda")
    assert session.raw("K.01", "opd") == "bappeda"


def test_the_plan_names_who_handles_it(qtbot, page, session) -> None:
    session.set([Edit("3.05", "opd", "hukum"), Edit("opd:hukum", "nama", "Bagian Hukum")], "Uji")
    open_tab(qtbot, page, "Rencana")
    rows = {row.key: row.cells for row in page.plan.table.rows.rows}
    assert rows["3.05"][3] == "Bagian Hukum"


# ------------------------------------------------------------------------- plan


def open_tab(qtbot, page: AgenciesPage, text: str) -> None:
    button = next(b for b in page.findChildren(QToolButton) if b.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_arrow_keys_reach_every_view(qtbot, page) -> None:
    first = next(b for b in page.findChildren(QToolButton) if b.text() == "OPD")
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert page.plan.isVisible()


def test_the_plan_names_what_and_who(qtbot, page, session) -> None:
    open_tab(qtbot, page, "Rencana")
    assert "Naikkan 12 indikator di 8 tatanan" in words(page)
    assert "ODF 94,12 %" in words(page)
    rows = {row.key: row.cells for row in page.plan.table.rows.rows}
    assert rows["3.05"][1:4] == (
        "50 → 100",
        "Persentase sekolah/madrasah yang di-IKL naik dan ≥ 80% pada tahun kini",
        "Pendidikan",
    )
    assert rows["1.12"][1] == "belum diisi → 75"
    assert rows["1.12"][2].startswith("Isi dan capai nilai 75: ")
    assert rows["8"][0].startswith("✓ 8  Perlindungan Sosial: skor 1.225, cukup")


def front(page: AgenciesPage, code: str) -> PlainTable:
    table = page.plan.table
    table.select(table.rows.row_of(code))
    table.setFocus()
    return table


def test_space_marks_what_is_out_of_reach_plans_again_and_can_be_undone(
    qtbot, page, session
) -> None:
    open_tab(qtbot, page, "Rencana")
    qtbot.keyClick(front(page, "3.05"), Qt.Key.Key_Space)
    assert session.raw("3.05", "rencana") == OUT_OF_REACH
    rows = {row.key: row for row in page.plan.table.rows.rows}
    assert rows["3.05"].ticked
    assert rows["3.05"].cells[2] == "Tidak ikut rencana."
    assert rows["3.07"].cells[1] == "50 → 100", "the next one takes its place"
    assert page.plan.table.key == "3.05", "the row stays in front"
    session.undo()
    assert session.raw("3.05", "rencana") == ""
    assert "3.07" not in keys(page.plan.table)


def test_a_click_on_the_box_marks_too(qtbot, page, session) -> None:
    open_tab(qtbot, page, "Rencana")
    table = page.plan.table
    cell = table.visualRect(table.rows.index(table.rows.row_of("1.12"), 4))
    box = QPoint(cell.left() + table.fontMetrics().height() // 2 + 4, cell.center().y())
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert session.raw("1.12", "rencana") == OUT_OF_REACH


def test_an_option_alone_can_be_out_of_reach(qtbot, page, session) -> None:
    open_tab(qtbot, page, "Rencana")
    front(page, "5.04")
    qtbot.mouseClick(page.plan.reach_button, Qt.MouseButton.LeftButton)
    menu = page.plan.findChild(QMenu)
    actions = {a.text(): a for a in menu.actions() if not a.isSeparator()}
    assert list(actions) == ["Semua nilai", "Paling tinggi 50", "Di luar jangkauan"]
    assert actions["Semua nilai"].isChecked()
    actions["Paling tinggi 50"].trigger()
    menu.close()
    assert session.raw("5.04", "rencana") == "50"
    rows = {row.key: row for row in page.plan.table.rows.rows}
    assert rows["5.04"].cells[4] == "sampai 50"
    assert not rows["5.04"].ticked
    assert "menjadi 1.050" in rows["5"].cells[0], "the rest comes from elsewhere"


def test_what_cannot_be_reached_is_told_in_points(qtbot, page, session) -> None:
    open_tab(qtbot, page, "Rencana")
    codes = [i.code for i in session.instrument.tatanan[4].indicators]
    session.set([Edit(code, "rencana", OUT_OF_REACH) for code in codes], "Jangkauan")
    assert "Wistara belum dapat dicapai: tatanan 5 (kurang 200 poin)" in words(page)
    rows = {row.key: row for row in page.plan.table.rows.rows}
    assert rows["5"].cells[0].startswith("▲ 5  Perkantoran dan Perindustrian: skor 850")
    assert all(rows[code].ticked for code in codes), "each can be taken back"


def test_another_target_is_chosen_here(qtbot, page, session) -> None:
    open_tab(qtbot, page, "Rencana")
    combo = page.plan.target_combo
    assert combo.currentText() == "Wistara"
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Up)
    assert session.raw("penilaian", "target") == "wiwerda"
    assert "Naikkan 1 indikator di 1 tatanan" in words(page)


def test_a_heading_opens_its_tatanan(qtbot, page, session) -> None:
    open_tab(qtbot, page, "Rencana")
    with qtbot.waitSignal(page.open_requested) as asked:
        qtbot.keyClick(front(page, "4"), Qt.Key.Key_Return)
    assert asked.args == ["4"]
    assert not page.plan.reach_button.isEnabled()


# ------------------------------------------------------------------------- verified today


def test_without_proof_nothing_is_left(qtbot, page, unproven) -> None:
    open_tab(qtbot, page, "Bila diverifikasi hari ini")
    assert "Belum ada kategori" in words(page)
    assert "Poin yang belum terbukti: 11.625 dari 11.625" in words(page)
    assert texts(page.verified.tatanan)[0][1:] == ("2.475", "0", "−2.475", "Wiwerda → belum")
    assert texts(page.verified.tatanan)[-1][0] == "Semua tatanan"


def test_proof_counts_once_it_is_complete(qtbot, page, unproven) -> None:
    session = unproven
    open_tab(qtbot, page, "Bila diverifikasi hari ini")
    prove(session, "1.01")
    assert texts(page.verified.tatanan)[0][1:4] == ("2.475", "100", "−2.375")
    assert "1 dari 152 isian punya bukti lengkap" in words(page)
    health = next(row for row in texts(page.verified.agencies) if row[0] == "Kesehatan")
    assert health[1:] == ("2.625", "100", "−2.525")
    session.undo()
    assert texts(page.verified.tatanan)[0][2] == "0"


def test_an_agency_leads_to_its_indicators(qtbot, page) -> None:
    open_tab(qtbot, page, "Bila diverifikasi hari ini")
    table = page.verified.agencies
    table.select(table.rows.row_of("sosial"))
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert page.agencies.isVisible()
    assert page.agencies.list.key == "sosial"


# ------------------------------------------------------------------------- the table


def test_the_table_is_a_sound_model(qtmodeltester) -> None:
    model = PlainTableModel((Heading("Satu", wide=1), Heading("Dua", number=True)))
    rows = [
        PlainRow("1", ("Judul",), title=True),
        PlainRow("1.01", ("a", "1"), ticked=False),
        PlainRow("1.02", ("b", "2"), ticked=True, tip="tentang b"),
    ]
    model.show(rows)
    qtmodeltester.check(model)


def test_nothing_can_be_marked_where_nothing_can_be_written(
    qtbot, practice, session, runner, dialogs
) -> None:
    session.flush()
    other = Workspace(practice.folder, write=False)
    bridge = SessionBridge(other.require_session())
    page = AgenciesPage(bridge, runner, dialogs)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    open_tab(qtbot, page, "Rencana")
    qtbot.keyClick(front(page, "3.05"), Qt.Key.Key_Space)
    assert bridge.session.raw("3.05", "rencana") == ""
    assert not page.plan.target_combo.isEnabled()
    assert not page.plan.reach_button.isEnabled()
    assert not page.agencies.handling.combo.isEnabled()
    assert not page.agencies.form.local_name.isEnabled()
    bridge.release()
    other.close()
