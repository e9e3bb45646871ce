"""The indicator editor: what is typed counts at once, is kept, and comes back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from kks_desktop.domain.answers import Share
from kks_desktop.qt.bridge import SessionBridge
from kks_desktop.qt.screens.tatanan.editor import IndicatorEditor
from kks_desktop.qt.widgets.number_edit import NumberEdit
from kks_desktop.services.session import Edit
from kks_desktop.services.workspace import SetUp, Workspace

NEVER = 3_600_000
KTR = "pasar_ktr"


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
def make(qtbot, bridge):
    """Make an editor in a shown, active window."""

    def build(code: str, pause_ms: int = NEVER) -> IndicatorEditor:
        editor = IndicatorEditor(bridge, None, pause_ms)
        qtbot.addWidget(editor)
        editor.resize(760, 640)
        with qtbot.waitActive(editor):
            editor.show()
        editor.show_indicator(code)
        return editor

    return build


def number(editor: IndicatorEditor, field: str) -> NumberEdit:
    found = editor.view.grid.input(field)
    assert isinstance(found, NumberEdit)
    found.setFocus()
    return found


def texts(widget: QWidget) -> str:
    """Everything that a person can read in a widget."""
    shown = [w for w in widget.findChildren(QWidget) if w.isVisible()]
    return "\n".join(w.text() for w in shown if hasattr(w, "text"))


def store(bridge: SessionBridge, code: str, **fields: str) -> None:
    edits = [Edit(code, name.replace("__", "/"), raw) for name, raw in fields.items()]
    bridge.session.set(edits, "di luar")


# ---------------------------------------------------------------- while typing


def test_percentages_score_and_suggestion_follow_each_key_before_any_commit(
    qtbot, bridge, make
) -> None:
    editor = make("4.03")
    for field, text in (
        (f"{KTR}/lalu/pembilang", "5"),
        (f"{KTR}/lalu/penyebut", "20"),
        (f"{KTR}/kini/penyebut", "20"),
    ):
        qtbot.keyClicks(number(editor, field), text)
    assert "Belum ada saran nilai" in texts(editor.view.suggestion)
    last = number(editor, f"{KTR}/kini/pembilang")
    qtbot.keyClicks(last, "9")
    assert "45,00 %" in texts(editor.view.grid)
    assert "▲ 20,00" in texts(editor.view.grid)
    assert "Saran nilai 50" in texts(editor.view.suggestion)
    assert editor.view.score_label.text() == "Nilai 50"
    assert bridge.session.raw("4.03", f"{KTR}/kini/pembilang") == ""
    qtbot.keyClick(last, Qt.Key.Key_Backspace)
    qtbot.keyClicks(last, "18")
    assert "Saran nilai 100" in texts(editor.view.suggestion)
    assert [row.suggested for row in editor.view.options.rows] == [True, False, False]


def test_a_half_typed_decimal_does_not_flicker(qtbot, bridge, make) -> None:
    store(bridge, "1.06", stunting__lalu="15,2")
    editor = make("1.06")
    edit = number(editor, "stunting/kini")
    qtbot.keyClicks(edit, "13,")
    assert "Saran nilai 100" in texts(editor.view.suggestion)
    assert editor.view.state_mark.state == "saran"


def test_shared_denominator_counts_and_is_named_where_the_own_one_is_blank(
    qtbot, bridge, make
) -> None:
    store(bridge, "data_dasar", pasar__lalu="20", pasar__kini="20")
    editor = make("4.03")
    denominator = number(editor, f"{KTR}/kini/penyebut")
    assert denominator.placeholderText() == "dari data dasar: 20"
    qtbot.keyClicks(number(editor, f"{KTR}/kini/pembilang"), "10")
    assert "50,00 %" in texts(editor.view.grid)
    qtbot.keyClicks(number(editor, f"{KTR}/kini/penyebut"), "40")
    assert "25,00 %" in texts(editor.view.grid)
    assert "berbeda dari data dasar (2024: 20)" in texts(editor.view.grid)


def test_an_impossible_share_is_flagged_at_the_field(qtbot, bridge, make) -> None:
    editor = make("4.03")
    qtbot.keyClicks(number(editor, f"{KTR}/kini/pembilang"), "21")
    qtbot.keyClicks(number(editor, f"{KTR}/kini/penyebut"), "20")
    assert "▲ 2024: 105 % melebihi 100 %" in texts(editor.view.grid)
    assert editor.view.state_mark.state == "perlu_diperbaiki"


def test_unreadable_text_is_stored_and_flagged(qtbot, bridge, make) -> None:
    editor = make("1.06")
    edit = number(editor, "stunting/kini")
    qtbot.keyClicks(edit, "12 abc")
    editor.flush()
    assert bridge.session.raw("1.06", "stunting/kini") == "12 abc"
    assert "lebih dari satu isian" in texts(editor.view.grid)
    assert editor.view.state_mark.state == "perlu_diperbaiki"


def test_derived_measures_are_computed_and_have_no_field(qtbot, bridge, make) -> None:
    editor = make("1.17")
    assert not [field for field in editor.view.grid.fields if field.startswith("rerata_ptm")]
    assert "Rerata cakupan skrining PTM" in texts(editor.view.grid)
    assert len(editor.view.grid.fields) == 40


def test_years_head_the_columns_and_labels_name_the_fields(make) -> None:
    editor = make("1.06")
    assert "2023" in texts(editor.view.grid)
    assert "2024" in texts(editor.view.grid)
    names = [editor.view.grid.input(f).accessibleName() for f in editor.view.grid.fields]
    assert names == ["Prevalensi stunting (%) 2023", "Prevalensi stunting (%) 2024"]


# ---------------------------------------------------------------- commits


def test_a_field_is_committed_when_it_is_left(qtbot, bridge, make) -> None:
    editor = make("1.06")
    edit = number(editor, "stunting/lalu")
    qtbot.keyClicks(edit, "15,2")
    assert bridge.session.raw("1.06", "stunting/lalu") == ""
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert editor.view.grid.input("stunting/kini").hasFocus()
    assert bridge.session.raw("1.06", "stunting/lalu") == "15,2"


def test_a_field_is_committed_when_typing_pauses(qtbot, bridge, make) -> None:
    editor = make("1.06", pause_ms=10)
    edit = number(editor, "stunting/lalu")
    with qtbot.waitSignal(bridge.changed):
        qtbot.keyClicks(edit, "15,2")
    qtbot.waitUntil(lambda: bridge.session.raw("1.06", "stunting/lalu") == "15,2")
    assert edit.hasFocus()


def test_flush_commits_the_field_with_the_cursor(qtbot, bridge, make) -> None:
    editor = make("1.06")
    qtbot.keyClicks(editor.view.note_edit, "lihat SK")
    editor.flush()
    assert bridge.session.raw("1.06", "note") == "lihat SK"


def test_showing_another_indicator_commits_to_the_right_one(qtbot, bridge, make) -> None:
    editor = make("1.06")
    qtbot.keyClicks(number(editor, "stunting/lalu"), "15,2")
    editor.show_indicator("4.03")
    assert bridge.session.raw("1.06", "stunting/lalu") == "15,2"
    assert editor.code == "4.03"


def test_hiding_the_editor_commits(qtbot, bridge, make) -> None:
    editor = make("1.06")
    qtbot.keyClicks(number(editor, "stunting/lalu"), "15,2")
    editor.hide()
    assert bridge.session.raw("1.06", "stunting/lalu") == "15,2"


def test_a_refused_text_stays_and_takes_nothing_else_with_it(qtbot, bridge, make) -> None:
    editor = make("1.06")
    note, long = editor.view.note_edit, "panjang " * 20_000
    note.setFocus()
    QApplication.clipboard().setText(long)
    note.paste()
    with qtbot.waitSignal(bridge.failed):
        qtbot.keyClicks(number(editor, "stunting/lalu"), "15,2")
    assert editor.flush() is False
    assert bridge.session.raw("1.06", "stunting/lalu") == "15,2"
    assert bridge.refused == {("1.06", "note")}
    assert not editor.show_indicator("1.07")
    assert (editor.code, note.raw()) == ("1.06", long)
    bridge.session.flush()
    assert editor.view.saved_label.state == "failed"
    note.setFocus()
    note.selectAll()
    with qtbot.waitSignal(bridge.accepted):
        qtbot.keyClicks(note, "ringkas")
        assert editor.flush()
    assert bridge.session.raw("1.06", "note") == "ringkas"
    assert editor.view.saved_label.state != "failed"
    assert editor.show_indicator("1.07")


def test_one_visit_is_one_step_of_undo_and_the_next_visit_another(qtbot, bridge, make) -> None:
    editor = make("1.06", pause_ms=0)
    edit = number(editor, "stunting/lalu")
    for key in "15,2":
        with qtbot.waitSignal(bridge.changed):
            qtbot.keyClick(edit, key)
    editor.view.note_edit.setFocus()
    qtbot.keyClick(number(editor, "stunting/lalu"), Qt.Key.Key_End)
    with qtbot.waitSignal(bridge.changed):
        qtbot.keyClick(edit, "5")
    assert edit.raw() == "15,25"
    bridge.session.undo()
    assert edit.raw() == "15,2"
    bridge.session.undo()
    assert edit.raw() == ""


def test_a_pasted_blank_field_stays_blank_not_zero(qtbot, bridge, make) -> None:
    store(bridge, "4.03", pasar_ktr__kini__pembilang="9", pasar_ktr__kini__penyebut="20")
    editor = make("4.03")
    edit = number(editor, f"{KTR}/kini/pembilang")
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    editor.flush()
    answer = bridge.session.evaluation.answers.answers["4.03"]
    value = answer.measures[KTR].values["kini"]
    assert isinstance(value, Share)
    assert value.numerator is None


# ---------------------------------------------------------------- choices


def fill_differing(qtbot, bridge) -> None:
    store(bridge, "1.06", stunting__lalu="15,2", stunting__kini="13,1")


def test_a_choice_other_than_suggested_asks_for_a_reason(qtbot, bridge, make) -> None:
    fill_differing(qtbot, bridge)
    editor = make("1.06")
    assert not editor.view.reason_edit.isVisible()
    qtbot.mouseClick(editor.view.options.rows[1], Qt.MouseButton.LeftButton)
    assert bridge.session.raw("1.06", "choice") == "50"
    assert editor.view.reason_edit.isVisible()
    assert "wajib" in editor.view.reason_label.text()
    assert editor.view.state_mark.state == "perlu_diperbaiki"
    qtbot.keyClicks(editor.view.reason_edit, "sampel kecil")
    assert "wajib" not in editor.view.reason_label.text()
    assert editor.view.state_mark.state == "pilihan"
    assert editor.view.score_label.text() == "Nilai 50"


def test_a_choice_without_a_suggestion_does_not_differ_from_one(qtbot, bridge, make) -> None:
    store(bridge, "1.02", kematian_bayi__lalu="1.200", kematian_bayi__kini="dua belas")
    editor = make("1.02")
    assert "bukan angka" in texts(editor.view.grid)
    assert "lebih dari satu" not in texts(editor)
    qtbot.mouseClick(editor.view.options.rows[0], Qt.MouseButton.LeftButton)
    assert "tanpa saran nilai, karena isiannya belum lengkap" in texts(editor)
    assert "berbeda dari saran" not in texts(editor)
    assert "wajib, karena belum ada saran" in editor.view.reason_label.text()
    qtbot.keyClicks(editor.view.reason_edit, "laporan MPDN")
    assert "tanpa saran nilai" not in texts(editor)


def test_choosing_what_is_suggested_needs_no_reason(qtbot, bridge, make) -> None:
    fill_differing(qtbot, bridge)
    editor = make("1.06")
    qtbot.mouseClick(editor.view.options.rows[0], Qt.MouseButton.LeftButton)
    assert bridge.session.raw("1.06", "choice") == "100"
    assert not editor.view.reason_edit.isVisible()


def test_a_cleared_choice_lets_the_suggestion_count_again(qtbot, bridge, make) -> None:
    fill_differing(qtbot, bridge)
    editor = make("1.06")
    row = editor.view.options.rows[2]
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert editor.view.score_label.text() == "Nilai 0"
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert editor.view.score_label.text() == "Nilai 0"
    qtbot.mouseClick(editor.view.options.clear_link, Qt.MouseButton.LeftButton)
    assert bridge.session.raw("1.06", "choice") == ""
    assert editor.view.score_label.text() == "Nilai 100"
    bridge.session.undo()
    assert editor.view.options.choice == 0
    assert editor.view.score_label.text() == "Nilai 0"


def test_the_reading_is_offered_and_taken_in_one_step(qtbot, bridge, make) -> None:
    store(bridge, "1.06", stunting__lalu="13", stunting__kini="13")
    editor = make("1.06")
    box = editor.view.suggestion
    assert "Juknis tidak mengatur keadaan ini" in texts(box)
    assert editor.view.options.choice is None
    assert editor.view.score_label.text() == "Nilai –"
    assert box.reading_button.text() == "Pakai tafsir sementara: 50"
    qtbot.mouseClick(box.reading_button, Qt.MouseButton.LeftButton)
    assert bridge.session.raw("1.06", "choice") == "50"
    assert bridge.session.raw("1.06", "reading") == "ya"
    assert editor.view.options.choice == 50
    assert not box.reading_button.isVisible()
    assert not editor.view.reason_edit.isVisible()
    bridge.session.undo()
    assert bridge.session.raw("1.06", "reading") == ""
    assert editor.view.options.choice is None


def test_picking_another_option_drops_the_reading(qtbot, bridge, make) -> None:
    store(bridge, "1.06", stunting__lalu="13", stunting__kini="13", choice="50", reading="ya")
    editor = make("1.06")
    qtbot.mouseClick(editor.view.options.rows[0], Qt.MouseButton.LeftButton)
    assert bridge.session.raw("1.06", "choice") == "100"
    assert bridge.session.raw("1.06", "reading") == ""


def test_digits_pick_outside_text_fields_only(qtbot, bridge, make) -> None:
    editor = make("1.06")
    edit = number(editor, "stunting/kini")
    qtbot.keyClick(edit, "2")
    assert editor.view.options.choice is None
    assert edit.raw() == "2"
    qtbot.keyClick(editor.view.note_edit, "3")
    assert editor.view.options.choice is None
    row = editor.view.options.rows[2]
    row.setFocus()
    qtbot.keyClick(row, "2")
    assert editor.view.options.choice == 50
    editor.view.history_button.setFocus()
    qtbot.keyClick(editor.view.history_button, "1")
    assert editor.view.options.choice == 100
    qtbot.keyClick(editor.view.history_button, "9")
    assert editor.view.options.choice == 100


def test_yes_no_and_choice_only_indicators(qtbot, bridge, make) -> None:
    editor = make("9.12")
    for field in ("daerah_berbatasan/kini", "pihak_ketiga/kini"):
        answer = editor.view.grid.input(field)
        answer.setFocus()
        qtbot.keyClick(answer, Qt.Key.Key_Y)
    assert "Saran nilai 100" in texts(editor.view.suggestion)
    editor.show_indicator("9.01")
    assert bridge.session.raw("9.12", "pihak_ketiga/kini") == "ya"
    assert not editor.view.grid.isVisible()
    editor.focus_first()
    assert editor.view.options.rows[0].hasFocus()
    qtbot.keyClick(editor.view.options.rows[0], "4")
    assert bridge.session.raw("9.01", "choice") == "25"
    assert editor.view.score_label.text() == "Nilai 25"


def test_a_list_answered_with_none_scores_unlike_a_blank_one(qtbot, bridge, make) -> None:
    editor = make("1.27")
    field = editor.view.grid.fields[0]
    assert "Belum ada saran nilai" in texts(editor.view.suggestion)
    none = editor.view.grid.input(field).ticks(field)[-1]
    qtbot.mouseClick(none, Qt.MouseButton.LeftButton)
    editor.flush()
    assert bridge.session.raw("1.27", field) == "-"
    assert "Belum diisi" not in texts(editor.view.suggestion)


def test_kelembagaan_variables_are_edited_alike(qtbot, bridge, make) -> None:
    store(bridge, "penilaian", target="wiwerda")
    editor = make("K.09")
    qtbot.keyClicks(number(editor, "sk_porsi/kini/pembilang"), "9")
    qtbot.keyClicks(number(editor, "sk_porsi/kini/penyebut"), "11")
    assert "Saran nilai 100" in texts(editor.view.suggestion)


# ---------------------------------------------------------------- changes from elsewhere


def test_a_change_from_elsewhere_shows_but_not_over_what_is_being_typed(
    qtbot, bridge, make
) -> None:
    editor = make("1.06")
    edit = number(editor, "stunting/kini")
    qtbot.keyClicks(edit, "13")
    store(bridge, "1.06", stunting__kini="99", stunting__lalu="15,2", note="dari OPD")
    assert edit.raw() == "13"
    assert editor.view.grid.raw("stunting/lalu") == "15,2"
    assert editor.view.note_edit.raw() == "dari OPD"
    editor.flush()
    assert bridge.session.raw("1.06", "stunting/kini") == "13"


def test_undo_shows_in_the_field_that_has_the_cursor(qtbot, bridge, make) -> None:
    editor = make("1.06")
    edit = number(editor, "stunting/kini")
    qtbot.keyClicks(edit, "13")
    editor.flush()
    bridge.session.undo()
    assert edit.hasFocus()
    assert edit.raw() == ""
    bridge.session.redo()
    assert edit.raw() == "13"
    assert "13" in edit.text()


def test_typing_after_redo_is_a_step_of_its_own(qtbot, bridge, make) -> None:
    editor = make("1.06")
    edit = number(editor, "stunting/kini")
    qtbot.keyClicks(edit, "13")
    editor.flush()
    bridge.session.undo()
    bridge.session.redo()
    qtbot.keyClicks(edit, ",5")
    editor.flush()
    assert edit.raw() == "13,5"
    bridge.session.undo()
    assert edit.raw() == "13"


def test_a_new_shared_denominator_changes_the_score_shown(qtbot, bridge, make) -> None:
    store(bridge, "4.03", pasar_ktr__lalu__pembilang="5", pasar_ktr__kini__pembilang="9")
    editor = make("4.03")
    assert editor.view.score_label.text() == "Nilai –"
    store(bridge, "data_dasar", pasar__lalu="20", pasar__kini="10")
    assert editor.view.score_label.text() == "Nilai 100"
    assert number(editor, f"{KTR}/kini/penyebut").placeholderText() == "dari data dasar: 10"


def test_the_saved_label_waits_for_the_disk_and_names_the_person(qtbot, bridge, make) -> None:
    editor = make("1.06")
    assert editor.view.saved_label.text() == ""
    qtbot.keyClicks(number(editor, "stunting/kini"), "13")
    editor.flush()
    qtbot.waitUntil(lambda: editor.view.saved_label.state == "saved")
    assert editor.view.saved_label.text().startswith("Tersimpan ")
    assert editor.view.saved_label.text().endswith("· Siti")


def test_history_shows_and_restores_in_the_page(qtbot, bridge, make) -> None:
    editor = make("1.06")
    edit = number(editor, "stunting/kini")
    qtbot.keyClicks(edit, "13")
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "31")
    editor.flush()
    bridge.session.flush()
    qtbot.mouseClick(editor.view.history_button, Qt.MouseButton.LeftButton)
    lines = editor.view.history.lines
    assert [(line.field, line.old, line.new) for line in lines] == [
        ("Prevalensi stunting 2024", "13", "31"),
        ("Prevalensi stunting 2024", "", "13"),
    ]
    found = editor.view.history.findChildren(QWidget)
    back = [w for w in found if w.property("text") == "Kembalikan"]
    qtbot.mouseClick(back[0], Qt.MouseButton.LeftButton)
    assert edit.raw() == "13"
    assert bridge.session.raw("1.06", "stunting/kini") == "13"
    qtbot.waitUntil(lambda: len(editor.view.history.lines) == 3)


def test_every_indicator_can_be_shown(qtbot, bridge, make) -> None:
    editor = make("1.01")
    for code, indicator in bridge.session.instrument.by_code.items():
        editor.show_indicator(code)
        assert indicator.title in editor.view.title_label.text()
        assert len(editor.view.options.rows) == len(indicator.options)
        for row in editor.view.options.rows:
            assert not row.isChecked()
    typed = {code for code, _ in bridge.session.fields if ":" not in code}
    assert typed <= {"profil"}


# ---------------------------------------------------------------- who handles it


def test_the_line_under_the_title_names_who_handles_it(bridge, make) -> None:
    editor = make("1.01")
    assert editor.view.agency_label.text().startswith("Kesehatan")
    store(bridge, "opd:kesehatan", nama="Dinas Kesehatan Kota Jambi")
    assert editor.view.agency_label.text().startswith("Dinas Kesehatan Kota Jambi")
    store(bridge, "1.01", opd="bappeda")
    line = editor.view.agency_label.text()
    assert line.startswith("Bappeda · Dinas Kesehatan Kota Jambi")
    bridge.session.undo()
    assert "Bappeda" not in editor.view.agency_label.text()


def test_the_history_calls_an_agency_by_its_name(bridge, make) -> None:
    editor = make("1.01")
    store(bridge, "1.01", opd="bappeda")
    bridge.session.flush()
    editor.view.history_button.setChecked(True)
    (line,) = editor.view.history.lines
    assert (line.field, line.old, line.new) == ("OPD yang menangani", "", "Bappeda")
