"""Beranda says where the assessment stands, and leads to what is to do."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime

import pytest
from PySide6.QtCore import Qt

from kks_desktop.qt.bridge import SessionBridge
from kks_desktop.qt.screens.beranda.bars import TatananBars
from kks_desktop.qt.screens.beranda.page import BerandaPage
from kks_desktop.qt.widgets.link_button import LinkButton
from kks_desktop.services.session import Edit
from kks_desktop.services.workspace import SetUp, Workspace


@pytest.fixture
def page(qtbot, practice_bridge) -> BerandaPage:
    page = BerandaPage(practice_bridge)
    qtbot.addWidget(page)
    page.resize(1150, 720)
    with qtbot.waitActive(page):
        page.show()
    return page


def test_the_category_is_one_sentence_with_what_is_missing(page) -> None:
    assert page.ui.category_label.text() == "Indikasi kategori: Padapa"
    assert page.ui.blockers_label.text() == "Untuk Wiwerda masih kurang: tatanan 5 (50 poin)."


def test_gates_show_figures_and_words(page) -> None:
    assert page.ui.odf_value.text() == "94,12 %"
    assert page.ui.odf_mark.toolTip() == "Syarat terpenuhi"
    assert page.ui.settings_value.text() == "8 dari 9"
    assert page.ui.settings_mark.toolTip() == "Syarat belum terpenuhi"


def test_nothing_typed_is_no_zero_and_no_failure(qtbot, tmp_path) -> None:
    with closing(Workspace(tmp_path / "data")) as workspace:
        bridge = SessionBridge(workspace.create(SetUp("kabupaten", "15.71", 2025, "Siti")))
        page = BerandaPage(bridge)
        qtbot.addWidget(page)
        assert page.ui.settings_value.text() == "–"
        assert page.ui.settings_mark.text() == page.ui.odf_mark.text() == "○"
        shown = page.findChild(TatananBars).accessibleDescription()
        assert "–/2.900 · belum diisi" in shown
        assert "0,00" not in shown
        bridge.session.set([Edit("4.01", "choice", "0")], "Pasar")
        page.refresh()
        assert page.ui.settings_mark.text() == "▲"
        assert "tatanan 1, belum diisi" in page.ui.settings_note.text()
        assert "0/1.300 · 0,00 %" in page.findChild(TatananBars).accessibleDescription()
        bridge.release()


def test_the_target_is_chosen_here(qtbot, page, practice_bridge) -> None:
    combo = page.ui.target_combo
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert practice_bridge.session.raw("penilaian", "target") == "wistara"
    assert page.ui.blockers_label.text().startswith("Untuk Wistara masih kurang: tatanan")
    assert "Kurang 4" in page.ui.odf_note.text()


def test_a_change_elsewhere_is_shown_when_the_page_is_in_front(page, practice_bridge) -> None:
    villages = [code for code in practice_bridge.session.table if code.startswith("desa:")]
    practice_bridge.session.set([Edit(code, "odf", "tidak") for code in villages[:58]], "ODF")
    assert page.ui.category_label.text() == "Indikasi kategori: belum ada"
    page.hide()
    practice_bridge.session.undo()
    page.show()
    assert page.ui.category_label.text() == "Indikasi kategori: Padapa"


def test_three_things_to_do_lead_somewhere(qtbot, page, practice_bridge) -> None:
    found = [link for link in page.findChildren(LinkButton) if link.isVisible()]
    links = [link for link in found if link not in (page.backup_link, page.sent_link)]
    assert len(links) == 3
    for link in links:
        with qtbot.waitSignal(page.open_requested) as opened:
            qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
        assert opened.args[0] in practice_bridge.session.instrument.by_code


def test_a_bar_opens_its_tatanan_by_mouse_and_keyboard(qtbot, page) -> None:
    bars = page.findChild(TatananBars)
    with qtbot.waitSignal(page.open_requested) as opened:
        where = bars.row_rect(4).center().toPoint()
        qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=where)
    assert opened.args == ["5"]
    bars.setFocus()
    qtbot.keyClick(bars, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.open_requested) as opened:
        qtbot.keyClick(bars, Qt.Key.Key_Return)
    assert opened.args == ["6"]


def test_completeness_counts_each_kind(page) -> None:
    assert page.ui.answered_label.text() == "129 dari 136 indikator sudah bernilai"
    assert page.ui.open_label.text() == "○ 5 belum terisi · ◐ 2 perlu keputusan"


def test_the_last_hand_over(page) -> None:
    assert page.ui.sent_label.text() == "Belum pernah dikirim."
    page.set_last_sent(datetime(2026, 11, 22, 10, 42).astimezone(), 2)
    words = "Terakhir dikirim 22 November 2026 pukul 10.42, perbaikan ke-1."
    assert page.ui.sent_label.text() == words
