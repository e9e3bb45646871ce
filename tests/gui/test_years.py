"""Work of years in real windows: begin, confirm, look back, compare."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from kks_desktop.qt.desk import Desk
from kks_desktop.qt.main.banner import Banner
from kks_desktop.qt.main.pages import Pages
from kks_desktop.qt.main.window import MainWindow
from kks_desktop.qt.models.indicators import Filter
from kks_desktop.services import years
from kks_desktop.services.practice import open_practice
from kks_desktop.services.session import Edit
from kks_desktop.services.workspace import Workspace
from kks_desktop.services.years import assessments
from tests.services.test_comparing import _send

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def folder(tmp_path):
    """The folder of the practice district."""
    workspace = open_practice(tmp_path / "data")
    workspace.close()
    return workspace.folder


@pytest.fixture
def desk(qapp, folder):
    desk = Desk(qapp, folder)
    desk.open()
    yield desk
    desk.close()


@pytest.fixture
def next_year(qtbot, qapp, practice, dialogs):
    """The window of an assessment of 2026 that was begun from that of 2025."""
    years.begin(practice, 2026)
    window = MainWindow(practice, qapp, dialogs)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
    return window


def texts(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def press(widget, text: str) -> None:
    next(b for b in widget.findChildren(QPushButton) if text in b.text().replace("&", "")).click()


def title(window) -> str:
    return texts(window.header)


# ------------------------------------------------------------------------ beginning


def test_an_assessment_is_begun_from_the_menu(qtbot, desk, folder) -> None:
    desk.window.actions_.new_assessment.trigger()
    page = desk.window.stack.currentWidget()
    assert page.year == 2027
    assert "belum resmi" in texts(page)
    assert "2025 dan 2026" in texts(page)
    press(page, "Lanjut")
    assert "Angka 2024 sebagai acuan" in texts(page)
    press(page, "Mulai penilaian 2027")
    qtbot.waitUntil(lambda: "Penilaian 2027" in title(desk.window))
    assert "Data yang dibawa" in texts(desk.window.stack.currentWidget())
    others = [a.text() for a in desk.window.actions_.others.actions()]
    assert others == ["Penilaian 2027", "Penilaian 2025"]


def test_files_that_come_in_are_waited_for_before_anything_is_begun_or_discarded(
    qtbot, next_year, practice, dialogs, monkeypatch
) -> None:
    window = next_year
    monkeypatch.setattr(Pages, "taking_in", property(lambda self: True))
    dialogs.answers += [True, False]  # discard it; but rather wait for the files
    window.actions_.discard.trigger()
    assert len(assessments(practice)) == 2
    window.actions_.new_assessment.trigger()
    page = window.stack.currentWidget()
    press(page, "Lanjut")
    dialogs.answers.append(False)
    press(page, "Mulai penilaian")
    assert len(assessments(practice)) == 2
    assert page.next_button.isEnabled()
    monkeypatch.undo()


def test_turning_away_leaves_all_as_it_was(qtbot, desk) -> None:
    desk.window.actions_.new_assessment.trigger()
    page = desk.window.stack.currentWidget()
    press(page, "Lanjut")
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert desk.window.sidebar.current == "beranda"
    assert len(years.assessments(desk._workspace)) == 1
    assert not desk.window.actions_.others.menuAction().isVisible()


def test_another_year_changes_what_is_carried(desk) -> None:
    desk.window.actions_.new_assessment.trigger()
    page = desk.window.stack.currentWidget()
    page.year_combo.setCurrentIndex(page.year_combo.findData(2026))
    press(page, "Lanjut")
    assert "Angka 2024 indikator" in texts(page)


def test_a_write_that_fails_is_told_and_can_be_tried_again(qtbot, desk, monkeypatch) -> None:
    desk.window.actions_.new_assessment.trigger()
    page = desk.window.stack.currentWidget()
    press(page, "Lanjut")
    workspace = desk._workspace
    workspace.write(
        lambda c: c.execute(
            "CREATE TRIGGER t BEFORE INSERT ON assessment BEGIN SELECT RAISE(ABORT, 'x'); END"
        )
    ).result()
    with qtbot.captureExceptions():
        press(page, "Mulai penilaian 2027")
        qtbot.waitUntil(lambda: "tetap seperti semula" in page.problem_label.text())
    workspace.write(lambda c: c.execute("DROP TRIGGER t")).result()
    press(page, "Mulai penilaian 2027")
    qtbot.waitUntil(lambda: "Penilaian 2027" in title(desk.window))


def test_an_earlier_assessment_opens_to_be_read_only(qtbot, desk) -> None:
    years.begin(desk._workspace, 2027)
    desk._on_assessment_requested(0)
    qtbot.waitUntil(lambda: "Penilaian 2027" in title(desk.window))
    desk.window.actions_.others.actions()[1].trigger()
    qtbot.waitUntil(lambda: "Penilaian 2025" in title(desk.window))
    sentences = [b.text for b in desk.window.findChildren(Banner)]
    assert any("hanya dapat dibaca" in sentence for sentence in sentences)
    desk.window.go("1.06")
    assert desk.window.pages.tatanan.editor.view.note_edit.isReadOnly()
    assert not desk.window.actions_.new_assessment.isVisible()
    desk.window.actions_.others.actions()[0].trigger()
    qtbot.waitUntil(lambda: "Penilaian 2027" in title(desk.window))
    assert desk.window.actions_.new_assessment.isVisible()


# ------------------------------------------------------------------------ confirming


def test_what_was_carried_says_so_and_waits(next_year) -> None:
    next_year.go("1.06")
    page = next_year.pages.tatanan
    view = page.editor.view
    assert "Angka 2024 dibawa dari penilaian 2025" in view.carried.words_label.text()
    assert view.state_mark.state == "dibawa"
    index = page.list.model.index(page.list.model.row_of("1.06"))
    assert "belum dikonfirmasi" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    page.set_filter(Filter.CARRIED)
    assert "1.06" in page.list.model.codes
    assert "1.18" not in page.list.model.codes


@pytest.mark.parametrize("where", ["daftar", "angka", "catatan"])
def test_ctrl_enter_confirms_and_undo_takes_it_back(qtbot, next_year, where: str) -> None:
    next_year.go("1.06")
    page, session = next_year.pages.tatanan, next_year.bridge.session
    view = page.editor.view
    focused = {
        "daftar": page.list.view,
        "angka": view.grid.input("stunting/kini"),
        "catatan": view.note_edit,
    }[where]
    focused.setFocus()
    qtbot.keyClick(focused, Qt.Key.Key_Return, CTRL)
    assert session.raw("1.06", "dibawa") == ""
    assert page.editor.view.carried.isHidden()
    next_year.actions_.undo.trigger()
    assert session.raw("1.06", "dibawa") == "2025"
    assert page.editor.view.carried.isVisible()


def test_typing_confirms_at_once_on_the_screen(qtbot, next_year) -> None:
    next_year.go("1.06")
    page, session = next_year.pages.tatanan, next_year.bridge.session
    edit = page.editor.view.grid.input("stunting/kini")
    edit.setFocus()
    qtbot.keyClicks(edit, "11")
    assert page.editor.view.carried.isHidden()
    assert "Nilai 100" in page.editor.view.score_label.text()
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert session.raw("1.06", "dibawa") == ""
    assert session.evaluation.scored.indicators["1.06"].score == 100


def test_a_figure_of_another_year_is_shown_beside_the_fields(qtbot, qapp, practice) -> None:
    years.begin(practice, 2027)
    window = MainWindow(practice, qapp)
    qtbot.addWidget(window)
    window.show()
    window.go("1.06")
    view = window.pages.tatanan.editor.view
    assert "Prevalensi stunting 2024: " in view.carried.words_label.text()
    assert view.carried.confirm_button.isHidden()
    assert view.grid.raw("stunting/lalu") == ""
    window.close()


def test_shared_numbers_say_that_they_wait_and_are_confirmed_in_place(qtbot, next_year) -> None:
    next_year.go("basis")
    page, session = next_year.stack.currentWidget().current, next_year.bridge.session
    assert "belum dihitung" in page.carried.words_label.text()
    session.set([Edit("data_dasar", "pasar/kini", "21")], "Pasar")
    counted = {"kecamatan", "desa_kelurahan"}  # from the register's own list
    assert set(session.evaluation.answers.base_data) == {"pasar", *counted}
    page.carried.confirm_button.click()
    assert page.carried.isHidden()
    assert len(session.evaluation.answers.base_data) > 3


def test_one_kind_is_confirmed_at_once_after_a_question(next_year, dialogs) -> None:
    next_year.go("dibawa")
    page, session = next_year.stack.currentWidget(), next_year.bridge.session
    dialogs.answers = [False, True]
    page.confirm_buttons["data_dasar"].click()
    assert "pasar" not in session.evaluation.answers.base_data
    page.confirm_buttons["data_dasar"].click()
    assert "pasar" in session.evaluation.answers.base_data
    assert "data_dasar" not in page.confirm_buttons
    assert "indikator" in page.confirm_buttons
    next_year.actions_.undo.trigger()
    assert "pasar" not in session.evaluation.answers.base_data


# ------------------------------------------------------------------------ comparing


@pytest.fixture
def compared(qtbot, qapp, practice: Workspace, dialogs):
    """A window whose assessment was sent and then changed in three places."""
    _send(practice)
    practice.require_session().set(
        [
            Edit("1.01", "choice", "0"),
            Edit("1.01", "reason", "x"),
            Edit("1.06", "choice", "100"),
            Edit("1.12", "choice", "50"),
        ],
        "ubah",
    )
    window = MainWindow(practice, qapp, dialogs)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.go("banding")
    return window


def test_what_rose_and_fell_since_the_sending(compared) -> None:
    page = compared.stack.currentWidget()
    assert page.with_combo.currentText().startswith("Usulan awal")
    assert "1 indikator naik, 1 turun, 133 tetap, 1 terjawab" in page.counts_label.text()
    for key, code in (("naik", "1.06"), ("turun", "1.01"), ("satu_sisi", "1.12")):
        page.filter_combo.setCurrentIndex(page.filter_combo.findData(key))
        assert page.model.codes == [code]


def test_enter_opens_the_indicator(qtbot, compared) -> None:
    page = compared.stack.currentWidget()
    page.filter_combo.setCurrentIndex(page.filter_combo.findData("turun"))
    group = page.model.index(0, 0)
    page.tree.setCurrentIndex(page.model.index(0, 0, group))
    qtbot.keyClick(page.tree, Qt.Key.Key_Return)
    assert compared.pages.tatanan.code == "1.01"


def test_before_the_first_sending_the_page_says_what_to_do(qtbot, qapp, practice) -> None:
    window = MainWindow(practice, qapp)
    qtbot.addWidget(window)
    window.show()
    window.go("banding")
    page = window.stack.currentWidget()
    assert "Belum ada yang dapat dibandingkan" in page.nothing_label.text()
    assert page.tree.isHidden()
    window.close()
