"""The field widgets as an operator meets them: typed keys, clicks and pastes."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kks_desktop.domain.chart import Bar, BarChart, Mark
from kks_desktop.domain.instrument import Item, Option
from kks_desktop.qt.widgets.bar_chart import BarChartWidget
from kks_desktop.qt.widgets.folding import FoldingSection
from kks_desktop.qt.widgets.history_panel import HistoryLine, HistoryPanel
from kks_desktop.qt.widgets.items_field import ItemsField
from kks_desktop.qt.widgets.number_edit import NumberEdit
from kks_desktop.qt.widgets.option_list import OptionList
from kks_desktop.qt.widgets.saved_label import SavedLabel
from kks_desktop.qt.widgets.sidebar import Sidebar, SideEntry
from kks_desktop.qt.widgets.text_area import TextArea
from kks_desktop.qt.widgets.yes_no import YesNoField

OPTIONS = (Option(100, "Naik dan mencapai"), Option(50, "Naik"), Option(0, "Turun"))


@pytest.fixture
def window(qtbot):
    """A shown, active window with a column for widgets."""
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window)
    window.resize(500, 300)
    with qtbot.waitActive(window):
        window.show()
    return window


def put(window: QWidget, *widgets: QWidget) -> None:
    for widget in widgets:
        window.layout().addWidget(widget)
        widget.show()
    widgets[0].setFocus()


def paste(qtbot, edit: QWidget, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def wheel(widget: QWidget) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


# ---------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("typed", "number", "echo"),
    [
        ("15,2", Decimal("15.2"), ""),
        ("1234", Decimal(1234), ""),
        ("1.234", Decimal(1234), "= 1234"),
        ("1.234.567", Decimal(1234567), ""),
        ("94.26", Decimal("94.26"), "= 94,26"),
        ("", None, ""),
        ("0", Decimal(0), ""),
    ],
)
def test_a_number_is_kept_as_typed_and_echoed_where_it_may_be_misread(
    qtbot, window, typed, number, echo
) -> None:
    edit = NumberEdit("k")
    put(window, edit)
    qtbot.keyClicks(edit, typed)
    assert edit.raw() == typed
    assert edit.number() == number
    assert edit.accessibleDescription() == edit.echo == echo


def test_wrong_text_is_kept_and_said_to_be_wrong(qtbot, window) -> None:
    edit = NumberEdit("k")
    put(window, edit)
    qtbot.keyClicks(edit, "12 abc")
    assert edit.raw() == "12 abc"
    assert edit.number() is None
    assert "lebih dari satu isian" in edit.sentence
    assert edit.toolTip() == edit.accessibleDescription() == edit.sentence
    edit.selectAll()
    qtbot.keyClicks(edit, "12")
    assert edit.sentence == edit.toolTip() == ""


def test_a_number_half_typed_is_not_called_wrong_until_it_is_left(qtbot, window) -> None:
    edit, other = NumberEdit("a"), NumberEdit("b")
    put(window, edit, other)
    qtbot.keyClicks(edit, "12,")
    assert edit.sentence == ""
    assert edit.readable_raw() == "12"
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert edit.sentence
    assert edit.raw() == edit.readable_raw() == "12,"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_enter_goes_on_as_tab_does(qtbot, window, key) -> None:
    edit, other = NumberEdit("a"), NumberEdit("b")
    put(window, edit, other)
    other.set_raw("77")
    with qtbot.waitSignal(edit.left) as left:
        qtbot.keyClick(edit, key)
    assert left.args == ["a"]
    assert other.hasFocus()
    assert other.selectedText() == "77"


def test_shift_enter_goes_back(qtbot, window) -> None:
    edit, other = NumberEdit("a"), NumberEdit("b")
    put(window, edit, other)
    other.setFocus()
    qtbot.keyClick(other, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert edit.hasFocus()


def test_the_wheel_changes_nothing(qtbot, window) -> None:
    edit, answer, text = NumberEdit("a"), YesNoField("b"), TextArea("c")
    put(window, edit, answer, text)
    edit.set_raw("5")
    answer.set_raw("ya")
    for widget in (edit, answer, text):
        wheel(widget)
    assert (edit.raw(), answer.raw(), text.raw()) == ("5", "ya", "")


@pytest.mark.parametrize("text", ["1.234\n", "\u00a01.234 ", "\t1.234\r\n"])
def test_the_line_end_of_a_pasted_cell_is_not_part_of_the_number(qtbot, window, text) -> None:
    edit = NumberEdit("k")
    put(window, edit)
    paste(qtbot, edit, text)
    assert edit.raw() == "1.234"
    assert edit.number() == 1234


def test_pasted_table_text_is_kept_and_explained(qtbot, window) -> None:
    edit = NumberEdit("k")
    put(window, edit)
    paste(qtbot, edit, "12\t15\n13\t16\n")
    assert edit.number() is None
    assert edit.sentence.startswith("Ada lebih dari satu isian")


def test_loading_a_number_is_not_an_edit(qtbot, window) -> None:
    edit = NumberEdit("k")
    put(window, edit)
    with qtbot.assertNotEmitted(edit.edited):
        edit.set_raw("12x")
    assert edit.sentence


def test_the_hint_shortens_to_its_number_where_there_is_no_room(qtbot, window) -> None:
    edit = NumberEdit("k")
    put(window, edit)
    edit.set_hint("dari data dasar: 123.456", "123.456")
    assert edit.placeholderText() == "dari data dasar: 123.456"
    edit.setMinimumWidth(1)
    edit.setMaximumWidth(edit.fontMetrics().horizontalAdvance("dari data"))
    qtbot.waitUntil(lambda: edit.placeholderText() == "123.456")


def test_what_a_register_holds_is_written_as_people_write_numbers(qtbot, window) -> None:
    edit = NumberEdit("k")
    put(window, edit)
    edit.set_known("622398")
    assert edit.placeholderText().endswith("622.398")
    edit.set_raw("600000")
    edit.set_overruled("622398")
    assert edit.echo == "register: 622.398"
    edit.set_known("")
    assert edit.placeholderText() == ""


# ---------------------------------------------------------------- yes or no


def test_yes_no_by_keys(qtbot, window) -> None:
    answer = YesNoField("k")
    put(window, answer)
    seen = []
    for key in (
        Qt.Key.Key_Y,
        Qt.Key.Key_T,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Delete,
    ):
        qtbot.keyClick(answer, key)
        seen.append(answer.raw())
    assert seen == ["ya", "tidak", "ya", "tidak", "", ""]
    assert answer.accessibleDescription() == "Belum dijawab"


def test_a_second_click_takes_the_answer_back(qtbot, window) -> None:
    answer = YesNoField("k")
    put(window, answer)
    with qtbot.waitSignal(answer.edited):
        qtbot.mouseClick(answer.no_button, Qt.MouseButton.LeftButton)
    assert answer.raw() == "tidak"
    assert answer.hasFocus()
    qtbot.mouseClick(answer.no_button, Qt.MouseButton.LeftButton)
    assert answer.raw() == ""
    assert not answer.no_button.isChecked()


def test_repeating_the_key_of_an_answer_keeps_it(qtbot, window) -> None:
    answer = YesNoField("k")
    put(window, answer)
    qtbot.keyClicks(answer, "yy")
    assert answer.raw() == "ya"


# ---------------------------------------------------------------- lists


@pytest.fixture
def ticks(window) -> ItemsField:
    items = (Item("a", "Kantin sehat"), Item("b", "Jentik", required=True))
    field = ItemsField(items, {"m/lalu": "2023", "m/kini": "2024"})
    put(window, field)
    return field


def test_an_unanswered_list_is_not_none_of_them(qtbot, ticks) -> None:
    assert ticks.raw("m/kini") == ""
    none = ticks.ticks("m/kini")[-1]
    qtbot.mouseClick(none, Qt.MouseButton.LeftButton)
    assert ticks.raw("m/kini") == "-"
    assert ticks.raw("m/lalu") == ""
    qtbot.mouseClick(none, Qt.MouseButton.LeftButton)
    assert ticks.raw("m/kini") == ""


def test_none_of_them_and_a_tick_exclude_each_other(qtbot, ticks) -> None:
    first, second, none = ticks.ticks("m/kini")
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    qtbot.keyClick(second, Qt.Key.Key_Space)
    assert ticks.raw("m/kini") == "a,b"
    qtbot.mouseClick(none, Qt.MouseButton.LeftButton)
    assert ticks.raw("m/kini") == "-"
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert ticks.raw("m/kini") == "b"


def test_ticks_of_two_years_have_names_that_tell_the_year(ticks) -> None:
    assert ticks.ticks("m/lalu")[1].accessibleName() == "Jentik (wajib) 2023"


# ---------------------------------------------------------------- options


@pytest.fixture
def options(window) -> OptionList:
    options = OptionList()
    options.set_options(OPTIONS)
    put(window, options)
    return options


def test_nothing_is_chosen_until_somebody_chooses(qtbot, options) -> None:
    options.set_suggested(100)
    assert options.choice is None
    with qtbot.waitSignal(options.picked) as picked:
        qtbot.mouseClick(options.rows[1], Qt.MouseButton.LeftButton)
    assert picked.args == [50]
    assert options.choice == 50


def test_the_suggested_option_is_marked_for_eyes_and_ears(options) -> None:
    options.set_suggested(50)
    assert [row.suggested for row in options.rows] == [False, True, False]
    assert "saran" in options.rows[1].accessibleName()
    assert "saran" not in options.rows[0].accessibleName()


def test_a_click_on_the_chosen_option_keeps_it(qtbot, options) -> None:
    qtbot.mouseClick(options.rows[0], Qt.MouseButton.LeftButton)
    score = options.choice
    with qtbot.assertNotEmitted(options.picked):
        qtbot.mouseClick(options.rows[0], Qt.MouseButton.LeftButton)
        qtbot.keyClick(options.rows[0], Qt.Key.Key_Space)
        options.pick_number(1)
    assert options.choice == score
    assert options.rows[0].isChecked()


def test_a_choice_is_cleared_by_its_link_and_by_keys(qtbot, options) -> None:
    assert not options.clear_link.isVisible()
    for clear in (
        lambda: qtbot.mouseClick(options.clear_link, Qt.MouseButton.LeftButton),
        lambda: qtbot.keyClick(options.rows[0], Qt.Key.Key_Backspace),
    ):
        options.pick_number(1)
        assert options.clear_link.isVisible()
        with qtbot.waitSignal(options.picked) as picked:
            clear()
        assert picked.args == [None]
        assert options.choice is None
        assert not options.clear_link.isVisible()
    options.pick_number(1)
    options.set_read_only(True)
    assert not options.clear_link.isVisible()


def test_options_by_keys(qtbot, options) -> None:
    options.rows[0].setFocus()
    qtbot.keyClick(options.rows[0], Qt.Key.Key_Down)
    assert options.rows[1].hasFocus()
    assert options.choice is None
    qtbot.keyClick(options.rows[1], Qt.Key.Key_Space)
    assert options.choice == 50
    qtbot.keyClick(options.rows[1], Qt.Key.Key_Delete)
    assert options.choice is None


def test_a_long_option_is_shown_whole(qtbot, window, options) -> None:
    options.set_options((Option(100, "kata " * 60),))
    row = options.rows[0]
    qtbot.waitUntil(lambda: row.height() >= row.heightForWidth(row.width()))
    assert row.heightForWidth(row.width()) > 3 * row.fontMetrics().height()


def test_read_only_options_do_not_change(qtbot, options) -> None:
    options.set_read_only(True)
    qtbot.mouseClick(options.rows[0], Qt.MouseButton.LeftButton)
    assert not options.pick_number(1)
    assert options.choice is None


# ---------------------------------------------------------------- the rest


def test_a_note_grows_with_its_text_and_tab_leaves_it(qtbot, window) -> None:
    note, edit = TextArea("note"), NumberEdit("k")
    put(window, note, edit)
    before = note.height()
    for word in ("satu", "dua", "tiga", "empat"):
        qtbot.keyClicks(note, word)
        qtbot.keyClick(note, Qt.Key.Key_Return)
    assert note.height() > before
    with qtbot.waitSignal(note.left):
        qtbot.keyClick(note, Qt.Key.Key_Tab)
    assert note.raw() == "satu\ndua\ntiga\nempat\n"
    assert edit.hasFocus()


def test_a_section_opens_and_folds(qtbot, window) -> None:
    section = FoldingSection("Definisi")
    put(window, section)
    assert not section.body.isVisible()
    qtbot.mouseClick(section.button, Qt.MouseButton.LeftButton)
    assert section.is_open
    assert section.body.isVisible()


def test_the_saved_label_tells_three_states(qtbot, window) -> None:
    label = SavedLabel()
    put(window, label)
    label.show_saved(datetime.now().astimezone().replace(hour=10, minute=42), "Siti")
    assert label.text() == "Tersimpan 10.42 · Siti"
    label.show_waiting()
    assert label.text() == "Menyimpan…"
    label.show_failed("Cakram penuh. Isian tetap ada di layar.")
    assert label.text() == "Belum tersimpan di cakram"
    assert label.toolTip() == "Cakram penuh. Isian tetap ada di layar."


def test_history_offers_a_way_back_to_older_texts_only(qtbot, window) -> None:
    panel = HistoryPanel()
    put(window, panel)
    at = datetime(2026, 11, 22, 10, 42)
    lines = [
        HistoryLine(at, "Siti", "Stunting 2024", "12", "13", "edit", "new", is_current=True),
        HistoryLine(at, "Siti", "Stunting 2024", "", "12", "edit", "old"),
    ]
    panel.show_lines(lines)
    buttons = [b for b in panel.findChildren(QWidget) if b.property("text") == "Kembalikan"]
    assert [b.accessibleName() for b in buttons] == ["Kembalikan Stunting 2024 ke 12"]
    with qtbot.waitSignal(panel.restore_requested) as asked:
        qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert asked.args == ["old"]


def test_the_sidebar_goes_where_it_is_clicked_and_keeps_its_place(qtbot, window) -> None:
    sidebar = Sidebar()
    put(window, sidebar)
    entries = [
        SideEntry("beranda", "Beranda", "home"),
        SideEntry("t1", "Kehidupan", number="1", answered=24, of=29, score=2075),
    ]
    sidebar.set_entries(entries)
    where = sidebar.visualRect(sidebar.model().index(1, 0)).center()
    with qtbot.waitSignal(sidebar.chosen) as chosen:
        qtbot.mouseClick(sidebar.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert chosen.args == ["t1"]
    with qtbot.assertNotEmitted(sidebar.chosen):
        sidebar.set_entries(entries)
        sidebar.update_entry(
            SideEntry("t1", "Kehidupan", number="1", answered=25, of=29, score=2175)
        )
    assert sidebar.current == "t1"
    assert sidebar.model().index(1, 0).data() == "1 Kehidupan 25/29 · 2.175"


def test_the_sidebar_model_is_sound(qtmodeltester, window) -> None:
    sidebar = Sidebar(window)
    sidebar.set_entries([SideEntry("a", "A"), SideEntry("b", "B", number="1", of=3)])
    qtmodeltester.check(sidebar.model(), force_py=True)


def test_a_chart_says_its_figures_in_words(qtbot, window) -> None:
    chart = BarChartWidget()
    put(window, chart)
    bars = (
        Bar("1 Kehidupan", Fraction(71, 100), "2.059/2.900 · 71,00 %", "padapa", complete=False),
        Bar("2 Pasar", Fraction(0), "0/1.300 · 0,00 %", None, complete=True),
    )
    chart.set_chart(BarChart("Capaian", bars, (Mark(Fraction(71, 100), "71", "padapa"),)))
    assert "1 Kehidupan: 2.059/2.900" in chart.accessibleDescription()
    assert not chart.grab().isNull()
