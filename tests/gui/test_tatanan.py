"""The page of a tatanan: the list, its filter, and going from one indicator to the next."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from kks_desktop.qt.bridge import SessionBridge
from kks_desktop.qt.models.indicators import Filter, IndicatorListModel
from kks_desktop.qt.screens.tatanan.page import KELEMBAGAAN, TatananPage
from kks_desktop.services.session import Edit
from kks_desktop.services.workspace import SetUp, Workspace

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bridge(tmp_path):
    """A new assessment of Kota Jambi on a real store."""
    workspace = Workspace(tmp_path / "data")
    session = workspace.create(
        SetUp(role="kabupaten", region_code="15.71", year=2025, operator="Siti")
    )
    bridge = SessionBridge(session)
    yield bridge
    bridge.release()
    workspace.close()


@pytest.fixture
def page(qtbot, bridge) -> TatananPage:
    page = TatananPage(bridge)
    qtbot.addWidget(page)
    page.resize(1170, 700)
    with qtbot.waitActive(page):
        page.show()
    page.show_tatanan(1)
    return page


def store(bridge: SessionBridge, code: str, **fields: str) -> None:
    edits = [Edit(code, name.replace("__", "/"), raw) for name, raw in fields.items()]
    bridge.session.set(edits, "di luar")


def click_row(qtbot, page: TatananPage, code: str) -> None:
    view = page.list.view
    index = page.list.model.index(page.list.model.row_of(code))
    view.scrollTo(index)
    where = view.visualRect(index).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_a_tatanan_opens_with_its_indicators_and_progress(page, bridge) -> None:
    assert page.code == page.list.current == "1.01"
    assert page.list.model.rowCount() == 29
    assert page.list.progress_label.text() == "0/29 terisi · 0/2.900"
    store(bridge, "1.06", stunting__lalu="15,2", stunting__kini="13,1")
    assert page.list.progress_label.text() == "1/29 terisi · 100/2.900"
    index = page.list.model.index(page.list.model.row_of("1.06"))
    assert "Sesuai saran, 100" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_click_in_the_list_commits_and_shows(qtbot, page, bridge) -> None:
    page.show_code("1.06")
    edit = page.editor.view.grid.input("stunting/kini")
    edit.setFocus()
    qtbot.keyClicks(edit, "13")
    with qtbot.waitSignal(page.code_shown) as shown:
        click_row(qtbot, page, "1.09")
    assert shown.args == ["1.09"]
    assert page.editor.code == "1.09"
    assert bridge.session.raw("1.06", "stunting/kini") == "13"


def test_enter_in_the_list_goes_to_the_first_field(qtbot, page) -> None:
    page.show_code("1.06")
    page.list.view.setFocus()
    qtbot.keyClick(page.list.view, Qt.Key.Key_Return)
    assert page.editor.view.grid.input("stunting/lalu").hasFocus()


def test_digits_in_the_list_choose_an_option(qtbot, page, bridge) -> None:
    page.show_code("1.06")
    page.list.view.setFocus()
    qtbot.keyClick(page.list.view, "3")
    assert bridge.session.raw("1.06", "choice") == "0"
    assert page.code == "1.06"


@pytest.mark.parametrize("where", ["number", "note"])
def test_ctrl_down_and_up_work_inside_text_fields(qtbot, page, bridge, where) -> None:
    page.show_code("1.06")
    view = page.editor.view
    field = view.grid.input("stunting/kini") if where == "number" else view.note_edit
    field.setFocus()
    qtbot.keyClicks(field, "13")
    qtbot.keyClick(field, Qt.Key.Key_Down, CTRL)
    assert page.code == page.list.current == "1.07"
    stored = "stunting/kini" if where == "number" else "note"
    assert bridge.session.raw("1.06", stored) == "13"
    assert page.editor.isAncestorOf(page.focusWidget())
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Up, CTRL)
    assert page.code == "1.06"


def test_next_goes_over_the_end_of_a_tatanan(qtbot, page) -> None:
    page.show_code("1.29")
    assert page.editor.view.next_button.text() == "2.01 ›"
    with qtbot.waitSignal(page.tatanan_shown) as shown:
        qtbot.mouseClick(page.editor.view.next_button, Qt.MouseButton.LeftButton)
    assert shown.args == [2]
    assert (page.code, page.number) == ("2.01", 2)
    assert page.list.model.rowCount() == 22
    with qtbot.waitSignal(page.tatanan_shown):
        page.go_previous()
    assert page.code == "1.29"


def test_there_is_nothing_before_the_first_and_after_the_last(page) -> None:
    assert not page.editor.view.previous_button.isEnabled()
    page.go_previous()
    assert page.code == "1.01"
    page.show_code("9.14")
    assert not page.editor.view.next_button.isEnabled()


def test_a_tatanan_remembers_where_one_was(page) -> None:
    page.show_code("1.06")
    page.show_tatanan(2)
    page.show_tatanan(1)
    assert page.code == "1.06"


def test_kelembagaan_is_a_page_like_the_others(page) -> None:
    page.show_kelembagaan()
    assert page.number == KELEMBAGAAN
    assert page.list.model.rowCount() == 16
    assert page.list.progress_label.text() == "0/16 terisi"
    page.show_code("K.16")
    page.go_next()
    assert page.code == "K.16"


def test_filters_list_what_they_say(qtbot, page, bridge) -> None:
    store(bridge, "1.06", stunting__lalu="13", stunting__kini="13")
    store(bridge, "1.01", kematian_ibu__lalu="12", kematian_ibu__kini="9", choice="50")
    store(bridge, "1.02", kematian_bayi__lalu="5x")
    expected = {
        Filter.SILENT: ("1.06",),
        Filter.DIFFERS: ("1.01",),
        Filter.BLANK: tuple(f"1.{n:02}" for n in range(3, 30) if n != 6),
    }
    for chosen, codes in expected.items():
        page.set_filter(chosen)
        assert page.list.model.codes == codes
        assert page.code in codes
    page.set_filter(Filter.PROBLEM)
    assert page.list.model.codes == ("1.01", "1.02")
    page.set_filter(Filter.ALL)
    assert page.list.model.rowCount() == 29


def test_an_indicator_does_not_vanish_from_the_filter_under_the_hand(qtbot, page, bridge) -> None:
    page.set_filter(Filter.BLANK)
    page.show_code("1.06")
    assert page.list.filter is Filter.BLANK
    store(bridge, "1.06", stunting__lalu="15,2", stunting__kini="13,1")
    assert "1.06" in page.list.model.codes
    assert page.code == "1.06"


def test_an_empty_filter_says_so_and_keeps_the_editor(page) -> None:
    page.set_filter(Filter.DIFFERS)
    assert page.list.empty_label.isVisible()
    assert page.code == "1.01"


def test_jumping_to_a_code_outside_the_filter_lifts_it(page, bridge) -> None:
    store(bridge, "1.06", stunting__lalu="13", stunting__kini="13")
    page.set_filter(Filter.SILENT)
    page.show_code("1.20")
    assert page.list.filter is Filter.ALL
    assert page.list.current == "1.20"


@pytest.mark.parametrize("width", [1170, 720, 500])
def test_the_page_fits_without_a_sideways_scroll(qtbot, page, width) -> None:
    for code in ("1.17", "5.10", "8.11", "9.12", "2.16"):
        page.show_code(code)
        page.resize(width, 384)
        area = page.editor.view.scroll_area
        qtbot.waitUntil(lambda area=area: area.widget().width() <= area.viewport().width())
        assert page.width() == width


def test_the_list_model_is_sound(qtmodeltester, bridge) -> None:
    model = IndicatorListModel()
    instrument = bridge.session.instrument
    model.show(instrument.tatanan[0].indicators, bridge.session.evaluation.scored)
    qtmodeltester.check(model, force_py=True)
