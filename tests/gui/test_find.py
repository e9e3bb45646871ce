"""Ctrl+F: any indicator by its code or a word."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from kks_desktop.qt.screens.find.panel import FindPanel
from kks_desktop.services.session import Edit


@pytest.fixture
def panel(qtbot, practice_bridge) -> FindPanel:
    panel = FindPanel(practice_bridge)
    qtbot.addWidget(panel)
    panel.resize(1000, 300)
    with qtbot.waitActive(panel):
        panel.start()
    return panel


def rows(panel: FindPanel) -> list[str]:
    model = panel.ui.result_view.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_everything_is_there_before_typing(panel) -> None:
    assert panel.ui.query_edit.hasFocus()
    assert panel.ui.count_label.text() == "152 ditemukan"


def test_a_code_comes_first_and_enter_opens_it(qtbot, panel) -> None:
    qtbot.keyClicks(panel.ui.query_edit, "4.03")
    assert "4.03" in rows(panel)[0]
    with qtbot.waitSignal(panel.open_requested) as opened:
        qtbot.keyClick(panel.ui.query_edit, Qt.Key.Key_Return)
    assert opened.args == ["4.03"]
    assert panel.isHidden()


def test_words_in_any_order_and_arrows(qtbot, panel) -> None:
    qtbot.keyClicks(panel.ui.query_edit, "lengkap imunisasi")
    found = rows(panel)
    assert len(found) >= 2
    qtbot.keyClick(panel.ui.query_edit, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.open_requested) as opened:
        qtbot.keyClick(panel.ui.query_edit, Qt.Key.Key_Return)
    assert opened.args[0] in found[1]


def test_an_agency_finds_its_indicators(qtbot, panel, practice_bridge) -> None:
    instrument = practice_bridge.session.instrument
    key = instrument.by_code["4.03"].agencies[0]
    qtbot.keyClicks(panel.ui.query_edit, instrument.agencies[key])
    assert any("4.03" in row for row in rows(panel))


def test_a_local_name_finds_what_it_handles(qtbot, panel, practice_bridge) -> None:
    edits = [Edit("1.01", "opd", "hukum"), Edit("opd:hukum", "nama", "Bagian Perundangan")]
    practice_bridge.session.set(edits, "Uji")
    qtbot.keyClicks(panel.ui.query_edit, "perundangan kematian ibu")
    assert any("1.01" in row for row in rows(panel))
    panel.ui.query_edit.setText("kesehatan kematian ibu")
    assert any("1.01" in row for row in rows(panel)), "the proposed one supports it"


def test_filters_narrow_down(qtbot, panel, practice_bridge) -> None:
    scored = practice_bridge.session.evaluation.scored
    qtbot.mouseClick(panel.ui.empty_button, Qt.MouseButton.LeftButton)
    assert len(rows(panel)) == len(scored.in_state("kosong", "belum_lengkap")) == 5
    qtbot.mouseClick(panel.ui.silent_button, Qt.MouseButton.LeftButton)
    assert len(rows(panel)) == 7
    qtbot.keyClicks(panel.ui.query_edit, "xyz")
    assert panel.ui.count_label.text() == "Tidak ada yang cocok"


def test_escape_puts_it_away(qtbot, panel) -> None:
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(panel.ui.query_edit, Qt.Key.Key_Escape)
    assert panel.isHidden()


def test_a_click_opens(qtbot, panel) -> None:
    view = panel.ui.result_view
    where = view.visualRect(view.model().index(1, 0)).center()
    with qtbot.waitSignal(panel.open_requested) as opened:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert opened.args == ["1.02"]
