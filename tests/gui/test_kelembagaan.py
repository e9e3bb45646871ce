"""The sixteen variables at a glance, and the way into one of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from kks_desktop.qt.screens.kelembagaan.page import KelembagaanPage
from kks_desktop.qt.screens.kelembagaan.variable_cell import VariableCell
from kks_desktop.qt.widgets.number_edit import NumberEdit
from kks_desktop.qt.widgets.yes_no import YesNoField
from kks_desktop.services.session import Edit


@pytest.fixture
def page(qtbot, practice_bridge) -> KelembagaanPage:
    page = KelembagaanPage(practice_bridge, pause_ms=0)
    qtbot.addWidget(page)
    page.resize(1150, 720)
    with qtbot.waitActive(page):
        page.show()
    return page


def cell(page: KelembagaanPage, code: str) -> VariableCell:
    return next(c for c in page.findChildren(VariableCell) if c.code == code)


def shown(page: KelembagaanPage) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in page.overview.findChildren(QLabel))


def test_sixteen_cells_with_state_and_score(page) -> None:
    assert len(page.findChildren(VariableCell)) == 16
    assert cell(page, "K.01").accessibleName() == "K.01, SK, Sesuai saran, nilai 100"


def test_the_decrees_say_how_many_are_missing(page, practice_bridge) -> None:
    assert "10 dari 11 kecamatan ber-SK (90,91 %), cukup untuk Wiwerda" in shown(page)
    measure = practice_bridge.session.instrument.by_code["K.13"].measures[0].id
    few = Edit("K.13", f"{measure}/kini/pembilang", "40")
    practice_bridge.session.set([few], "SK pokja")
    assert "kurang 8 untuk Wiwerda" in shown(page)
    assert "Yang kurang untuk Wiwerda" in shown(page)


def test_a_cell_opens_the_editor_and_the_way_back(qtbot, page) -> None:
    qtbot.mouseClick(cell(page, "K.09"), Qt.MouseButton.LeftButton)
    assert page.code == "K.09"
    page.show_overview()
    assert page.code == ""


def test_facts_for_paripurna_are_kept(qtbot, page, practice_bridge) -> None:
    session = practice_bridge.session
    answer = page.overview.findChild(YesNoField)
    answer.setFocus()
    qtbot.keyClick(answer, Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: session.raw("paripurna", "wistara_lalu") == "ya")
    fields = page.overview.findChildren(NumberEdit)
    qtbot.keyClicks(fields[0], "6")
    qtbot.keyClicks(fields[1], "4")
    qtbot.waitUntil(lambda: session.raw("paripurna", "inovasi") == "4")
    assert session.evaluation.answers.top_level.service_fields == 6
