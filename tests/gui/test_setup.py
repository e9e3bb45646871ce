"""The first start by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from kks_desktop.qt.screens.setup.wizard import SetupWizard
from kks_desktop.services.instruments import load_shipped
from kks_desktop.services.setup import SetUp


@pytest.fixture
def wizard(qtbot) -> SetupWizard:
    wizard = SetupWizard(load_shipped())
    qtbot.addWidget(wizard)
    wizard.resize(1366, 768)
    with qtbot.waitActive(wizard):
        wizard.show()
    return wizard


def enter(qtbot, wizard: SetupWizard) -> None:
    qtbot.keyClick(wizard.focusWidget(), Qt.Key.Key_Return)


def write(qtbot, wizard: SetupWizard, text: str) -> None:
    qtbot.keyClicks(wizard.focusWidget(), text)


def test_a_district_is_set_up_without_the_mouse(qtbot, wizard) -> None:
    enter(qtbot, wizard)
    write(qtbot, wizard, "jam")
    enter(qtbot, wizard)
    assert wizard.ui.data_value.text() == "2023 dan 2024"
    enter(qtbot, wizard)
    write(qtbot, wizard, " Siti Rahma ")
    enter(qtbot, wizard)
    assert "Kota Jambi" in wizard.ui.sum_region.text()
    with qtbot.waitSignal(wizard.finished_with) as done:
        enter(qtbot, wizard)
    assert done.args == [SetUp("kabupaten", "15.71", 2025, "Siti Rahma")]


def test_what_a_province_does_here_is_said(wizard) -> None:
    assert "versi berikutnya" not in wizard.ui.province_note.text()
    assert "Menerima usulan" in wizard.ui.province_note.text()


def test_arrows_move_in_the_list_while_typing(qtbot, wizard) -> None:
    enter(qtbot, wizard)
    write(qtbot, wizard, "jam")
    qtbot.keyClick(wizard.ui.region_edit, Qt.Key.Key_Down)
    enter(qtbot, wizard)
    enter(qtbot, wizard)
    write(qtbot, wizard, "Siti")
    enter(qtbot, wizard)
    assert "Batanghari" in wizard.ui.sum_region.text()


def test_nobody_goes_on_without_a_region_or_a_name(qtbot, wizard) -> None:
    enter(qtbot, wizard)
    enter(qtbot, wizard)
    assert "Pilih satu wilayah" in wizard.ui.problem_label.text()
    write(qtbot, wizard, "medan")
    assert wizard.ui.problem_label.text() == ""
    enter(qtbot, wizard)
    enter(qtbot, wizard)
    enter(qtbot, wizard)
    assert "nama operator" in wizard.ui.problem_label.text()


def test_a_province_chooses_among_provinces(qtbot, wizard) -> None:
    qtbot.keyClick(wizard.ui.district_radio, Qt.Key.Key_Down)
    enter(qtbot, wizard)
    write(qtbot, wizard, "jambi")
    for text in ("", "", "Verifikator"):
        enter(qtbot, wizard)
        write(qtbot, wizard, text)
    enter(qtbot, wizard)
    with qtbot.waitSignal(wizard.finished_with) as done:
        enter(qtbot, wizard)
    assert (done.args[0].role, done.args[0].region_code) == ("provinsi", "15")


def test_back_keeps_what_was_typed(qtbot, wizard) -> None:
    enter(qtbot, wizard)
    write(qtbot, wizard, "bungo")
    enter(qtbot, wizard)
    wizard.ui.back_button.setFocus()
    enter(qtbot, wizard)
    assert wizard.ui.region_edit.isVisible()
    assert wizard.ui.region_edit.text() == "bungo"


def test_practice_is_one_click_away(qtbot, wizard) -> None:
    with qtbot.waitSignal(wizard.practice_requested):
        qtbot.mouseClick(wizard.ui.practice_button, Qt.MouseButton.LeftButton)


def test_a_later_year_shows_its_data_years(qtbot, wizard) -> None:
    enter(qtbot, wizard)
    write(qtbot, wizard, "bungo")
    enter(qtbot, wizard)
    qtbot.keyClick(wizard.ui.year_combo, Qt.Key.Key_Down)
    assert wizard.ui.data_value.text() == "2024 dan 2025"
