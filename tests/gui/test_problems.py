"""Perlu diperbaiki: listed, filtered, opened; counted beside the typing, never in its way."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kks_desktop.qt.main.entries import page_of
from kks_desktop.qt.main.window import MainWindow
from kks_desktop.qt.problem_watch import ProblemWatch
from kks_desktop.qt.screens.problems.page import ProblemsPage
from kks_desktop.services.session import Edit

SENTENCE, PLACE = 1, 2


@pytest.fixture
def watch(practice_bridge):
    watch = ProblemWatch(practice_bridge, after_ms=0)
    watch.start()
    yield watch
    watch.stop()


@pytest.fixture
def page(qtbot, practice_bridge, watch) -> ProblemsPage:
    practice_bridge.session.set(
        [
            Edit("profil", "kepala_daerah_nama", ""),
            Edit("1.01", "kematian_ibu/kini", "sembilan <b>"),
            Edit("2.02", "sanitasi_aman/target", ""),
        ],
        "Uji",
    )
    page = ProblemsPage(practice_bridge, watch)
    qtbot.addWidget(page)
    page.resize(1150, 700)
    with qtbot.waitActive(page):
        page.show()
    return page


@pytest.fixture
def window(qtbot, qapp, practice, dialogs) -> MainWindow:
    window = MainWindow(practice, qapp, dialogs)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
    return window


def column(page: ProblemsPage, number: int) -> list[str]:
    model = page.model
    return [model.index(row, number).data() for row in range(model.rowCount())]


def choose(combo, words: str) -> None:
    combo.setCurrentIndex(combo.findText(words))


def entry(window: MainWindow):
    return next(e for e in window.sidebar.entries if e.key == "perbaiki")


# ------------------------------------------------------------------------------- list


def test_what_blocks_comes_first_with_mark_and_word(page) -> None:
    assert column(page, 0)[:2] == ["Menghalangi kirim", "Perlu dilihat"]
    assert column(page, SENTENCE)[0] == "Nama kepala daerah belum diisi pada profil."
    assert column(page, PLACE)[0] == "Profil"
    decoration = Qt.ItemDataRole.DecorationRole
    hard, soft = (page.model.index(row, 0).data(decoration) for row in (0, 1))
    assert hard.pixmap(16).toImage() != soft.pixmap(16).toImage()
    assert "1 di antaranya menghalangi kirim" in page.count_label.text()
    assert page.table.hasFocus()


def test_a_new_problem_appears_and_one_put_right_goes(qtbot, page, practice_bridge) -> None:
    before = page.model.rowCount()
    with qtbot.waitSignal(page._watch.found):
        practice_bridge.session.set([Edit("profil", "kepala_daerah_nama", "Ani")], "Isi")
    assert page.model.rowCount() == before - 1
    assert "menghalangi" not in page.count_label.text()
    assert page.current is not None


def test_filters_by_severity_tatanan_kind_and_agency(page, practice_bridge) -> None:
    instrument = practice_bridge.session.instrument
    whole = page.model.rowCount()
    choose(page.severity_combo, "Menghalangi kirim")
    assert page.model.rowCount() == 1
    assert "Ditampilkan 1." in page.count_label.text()
    choose(page.severity_combo, "Semua")
    page.tatanan_combo.setCurrentIndex(page.tatanan_combo.findData("2"))
    places = column(page, PLACE)
    assert places
    assert all(place.startswith("Tatanan 2 ·") for place in places)
    choose(page.kind_combo, "Target dan porsi")
    assert ["2.02" in text for text in column(page, SENTENCE)] == [True]
    choose(page.kind_combo, "Semua")
    choose(page.tatanan_combo, "Kelembagaan")
    assert all("Kelembagaan" in place for place in column(page, PLACE))
    choose(page.tatanan_combo, "Semua")
    agency = instrument.by_code["1.01"].agencies[0]
    page.agency_combo.setCurrentIndex(page.agency_combo.findData(agency))
    found = [page.model.problem(page.model.index(row, 0)) for row in range(page.model.rowCount())]
    assert 0 < len(found) < whole
    assert all(agency in problem.agencies for problem in found)


def test_search_finds_words_in_any_order_and_says_when_nothing_fits(qtbot, page) -> None:
    qtbot.mouseClick(page.search_edit, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(page.search_edit, "IBU ISIAN 1.01")
    assert len(column(page, SENTENCE)) == 1
    assert page.search_edit.text() == "IBU ISIAN 1.01"
    qtbot.keyClicks(page.search_edit, " zzz")
    assert not page.table.isVisible()
    assert page.empty_label.isVisible()
    assert not page.open_button.isEnabled()
    qtbot.keyClick(page.search_edit, Qt.Key.Key_Escape)
    assert page.table.isVisible()


def test_enter_double_click_and_button_open_the_field(qtbot, page) -> None:
    place = ["profil", "kepala_daerah_nama"]
    with qtbot.waitSignal(page.field_requested) as opened:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert opened.args == place
    at = page.table.visualRect(page.model.index(0, SENTENCE)).center()
    with qtbot.waitSignal(page.field_requested) as opened:
        qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        qtbot.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened.args == place
    with qtbot.waitSignal(page.field_requested) as opened:
        qtbot.mouseClick(page.open_button, Qt.MouseButton.LeftButton)
    assert opened.args == place


def test_the_whole_sentence_is_below_the_list_as_plain_text(qtbot, page) -> None:
    qtbot.mouseClick(page.search_edit, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(page.search_edit, "1.01 isian")
    assert page.detail_label.text().startswith(page.current.sentence)
    assert page.detail_label.textFormat() is Qt.TextFormat.PlainText


# ----------------------------------------------------------------------------- window


def test_the_side_bar_counts_after_typing_has_come_to_rest(qtbot, window) -> None:
    assert entry(window).count is None
    qtbot.waitUntil(lambda: entry(window).count is not None)
    before = entry(window).count
    with qtbot.waitSignal(window.pages.watch.found):
        window.bridge.session.set([Edit("profil", "ketua_tim_nama", "")], "Hapus")
        assert entry(window).count == before
    assert entry(window).count == before + 1


def test_changes_close_together_are_looked_at_once(qtbot, practice_bridge) -> None:
    watch = ProblemWatch(practice_bridge, after_ms=50)
    watch.start()
    looks: list[object] = []
    watch.found.connect(looks.append)
    for number in range(20):
        practice_bridge.session.set([Edit("1.01", "note", f"catatan {number}")], "Isi")
    qtbot.waitUntil(lambda: bool(looks))
    QApplication.processEvents()
    assert len(looks) == 1
    assert watch.current() == looks[0]


def test_the_list_is_right_at_once_when_it_is_opened(window) -> None:
    window.bridge.session.set([Edit("profil", "ketua_tim_nama", "")], "Hapus")
    window.go("perbaiki")
    page = window.stack.currentWidget()
    assert "ketua Tim Pembina" in column(page, SENTENCE)[0]


def test_opening_a_problem_puts_the_cursor_into_its_field(window) -> None:
    window.go("perbaiki")
    window.go_to_field("1.01", "kematian_ibu/kini")
    editor = window.pages.tatanan.editor
    assert window.pages.tatanan.code == "1.01"
    assert editor.view.grid.input("kematian_ibu/kini").hasFocus()
    window.go_to_field("1.06", "reason")
    assert editor.view.reason_edit.hasFocus()
    window.go_to_field("2.22", "choice")
    assert any(row.hasFocus() for row in editor.view.options.rows)
    window.go_to_field("1.03", "bukti/0")
    assert window.pages.tatanan.code == "1.03"


@pytest.mark.parametrize(
    ("code", "field", "side"),
    [
        ("odf", "desa_odf", "basis"),
        ("data_dasar", "pasar/kini", "basis"),
        ("paripurna", "ip_spm", "kelembagaan"),
    ],
)
def test_fields_beside_the_indicators_are_found_too(window, code, field, side) -> None:
    window.go_to_field(code, field)
    assert window.sidebar.current == side
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.key == f"{code} {field}"
    assert window.stack.currentWidget().isAncestorOf(focused)


def test_variables_and_the_proposed_category_are_found(window) -> None:
    window.go_to_field("K.09", "sk_porsi/kini/pembilang")
    assert window.stack.currentWidget().code == "K.09"
    assert window.sidebar.current == "kelembagaan"
    window.go_to_field("penilaian", "target")
    assert window.stack.currentWidget().ui.target_combo.hasFocus()


def test_every_place_of_a_problem_has_a_page(window) -> None:
    rows = ("pejabat", "pejabat:1", "desa:15.71.01.1001", "dana:1", "spm:sosial", "sekolah:sd")
    pages = {entry.key for entry in window.sidebar.entries}
    for code in ("profil", *rows, "lembaga:forum"):
        assert page_of(code) in pages
        window.go_to_field(code, "nama")
        assert window.sidebar.current == page_of(code)
    for code in ("opd:kesehatan", f"bukti:{'a' * 64}"):
        assert page_of(code) == "bukti"


def test_the_filter_of_agencies_follows_who_handles_what(page, practice_bridge) -> None:
    page.hide()
    edits = [Edit("1.01", "opd", "hukum"), Edit("opd:hukum", "nama", "Bagian Hukum Setda")]
    practice_bridge.session.set(edits, "Uji")
    page.show()
    choose(page.agency_combo, "Bagian Hukum Setda")
    assert any("1.01" in place for place in column(page, PLACE))
    practice_bridge.session.set([Edit("1.01", "opd", "")], "Uji")
    page.hide()
    page.show()
    assert not any("1.01" in place for place in column(page, PLACE))
