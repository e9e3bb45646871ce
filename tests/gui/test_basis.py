"""Numbers of the region: typed once, kept at once, filled from the official codes on request."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from kks_desktop.qt.bridge import SessionBridge
from kks_desktop.qt.screens.basis.page import BasisPage
from kks_desktop.qt.widgets.number_edit import NumberEdit
from kks_desktop.services.session import Edit
from kks_desktop.services.workspace import SetUp, Workspace


@pytest.fixture
def bridge(tmp_path):
    workspace = Workspace(tmp_path / "data")
    session = workspace.create(SetUp("kabupaten", "15.71", 2025, "Siti"))
    bridge = SessionBridge(session)
    yield bridge
    bridge.release()
    workspace.close()


@pytest.fixture
def page(qtbot, bridge) -> BasisPage:
    page = BasisPage(bridge, pause_ms=0)
    qtbot.addWidget(page)
    page.resize(1150, 720)
    with qtbot.waitActive(page):
        page.show()
    return page


def field(page: BasisPage, name: str) -> NumberEdit:
    return next(e for e in page.findChildren(NumberEdit) if e.accessibleName() == name)


def texts(page: BasisPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(type(page.odf_label)))


def test_typing_commits_by_itself(qtbot, page, bridge) -> None:
    qtbot.keyClicks(field(page, "Jumlah pasar, 2024"), "20")
    qtbot.waitUntil(lambda: bridge.session.raw("data_dasar", "pasar/kini") == "20")


def test_leaving_commits_and_what_is_no_number_is_kept(qtbot, bridge) -> None:
    page = BasisPage(bridge, pause_ms=60_000)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    edit = field(page, "Jumlah penduduk, 2023")
    edit.setFocus()
    qtbot.keyClicks(edit, "kira-kira 600")
    assert bridge.session.raw("data_dasar", "penduduk/lalu") == ""
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert bridge.session.raw("data_dasar", "penduduk/lalu") == "kira-kira 600"


def test_flush_commits_without_leaving(qtbot, bridge) -> None:
    page = BasisPage(bridge, pause_ms=60_000)
    qtbot.addWidget(page)
    page.show()
    qtbot.keyClicks(field(page, "Jumlah puskesmas, 2024"), "7")
    page.flush()
    assert bridge.session.raw("data_dasar", "puskesmas/kini") == "7"


def test_one_visit_is_one_step_of_undo(qtbot, page, bridge) -> None:
    edit = field(page, "Jumlah pasar, 2024")
    edit.setFocus()
    for typed in ("1", "12"):
        qtbot.keyClicks(edit, typed[-1])
        qtbot.waitUntil(lambda: bridge.session.raw("data_dasar", "pasar/kini") == edit.text())
    bridge.session.undo()
    assert bridge.session.raw("data_dasar", "pasar/kini") == ""
    assert edit.text() == ""


def test_official_counts_fill_blanks_only(qtbot, page, bridge) -> None:
    qtbot.keyClicks(field(page, "Jumlah kecamatan, 2023"), "12")
    button = next(b for b in page.findChildren(QPushButton) if "Pakai" in b.text())
    assert button.text() == "Pakai 11 kecamatan, 68 desa/kelurahan"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert bridge.session.raw("data_dasar", "kecamatan/lalu") == "12"
    assert bridge.session.raw("data_dasar", "desa_kelurahan/lalu") == "68"
    assert field(page, "Jumlah desa/kelurahan, 2023").text() == "68"
    assert not button.isVisible()


def test_the_registers_fill_what_is_blank_and_say_so(qtbot, page, bridge) -> None:
    villages = field(page, "Jumlah desa/kelurahan, 2024")
    assert (villages.text(), villages.placeholderText()) == ("", "dari register: 68")
    assert bridge.session.evaluation.answers.odf.villages == 68
    codes = [code for code in bridge.session.table if code.startswith("desa:")]
    bridge.commit([Edit(code, "odf", "ya") for code in codes], "ODF")
    assert "100 %: 68 dari 68" in page.odf_label.text()
    qtbot.keyClicks(villages, "70")
    qtbot.waitUntil(lambda: villages.echo == "register: 68")
    assert "68 dari 68" in page.odf_label.text()  # the complete register counts


def test_the_share_of_odf_stands_against_each_category(qtbot, page, bridge) -> None:
    qtbot.keyClicks(field(page, "Jumlah desa/kelurahan, 2024"), "68")
    odf = field(page, "Desa/kelurahan ODF, keadaan Desember, 2024")
    qtbot.keyClicks(odf, "64")
    qtbot.waitUntil(lambda: "94,12 %" in page.odf_label.text())
    shown = texts(page)
    assert "✓ Wiwerda 90 %" in shown
    assert "▲ Wistara 100 %: kurang 4" in shown
