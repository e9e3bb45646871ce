"""The sixteen variables at a glance, and the way into one of them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from kks_desktop.qt.screens.kelembagaan.page import KelembagaanPage
from kks_desktop.qt.screens.kelembagaan.variable_cell import VariableCell
from kks_desktop.qt.widgets.link_button import LinkButton
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


# ------------------------------------------------------------------------- bodies


def links(page: KelembagaanPage) -> dict[str, LinkButton]:
    return {b.text(): b for b in page.overview.findChildren(LinkButton)}


def field(page: KelembagaanPage, code: str, column: str):
    return page._bodies._binding._bound[f"{code} {column}"].widget


def label_texts(page: KelembagaanPage) -> str:
    return "\n".join(label.text() for label in page._bodies.findChildren(QLabel))


def fill(qtbot, edit, text: str) -> None:
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Tab)


@pytest.fixture
def blank(practice_bridge):
    """The district before anything was said of Tim Pembina."""
    session = practice_bridge.session
    cells = session.table["lembaga:tim_pembina"]
    typed = [(c, f) for c, f in session.fields if c in ("K.01", "K.02", "K.03", "K.04")]
    edits = [Edit("lembaga:tim_pembina", field, "") for field in cells]
    session.set([*edits, *(Edit(c, f, "") for c, f in typed)], "Kosongkan")
    return session


def test_a_decree_typed_once_scores_its_variable(qtbot, page, blank) -> None:
    assert cell(page, "K.01").accessibleName().startswith("K.01, SK, Belum diisi")
    qtbot.mouseClick(links(page)["Isi data Tim Pembina ›"], Qt.MouseButton.LeftButton)
    team = "lembaga:tim_pembina"
    assert field(page, team, "nama_lembaga").hasFocus()
    assert "○ SK belum diisi" in label_texts(page)
    fill(qtbot, field(page, team, "sk_nomor"), "12/KKS/2022")
    assert "◐ SK belum lengkap" in label_texts(page)
    fill(qtbot, field(page, team, "sk_tanggal"), "3/1/2022")
    fill(qtbot, field(page, team, "sk_berlaku"), "31/12/2026")
    assert "✓ SK masih berlaku pada 31 Desember 2024" in label_texts(page)
    assert blank.raw(team, "sk_tanggal") == "2022-01-03"
    page.show_overview()
    assert cell(page, "K.01").accessibleName() == "K.01, SK, Sesuai saran, nilai 100"
    fill(qtbot, field(page, team, "sk_berlaku"), "30/6/2024")
    assert "▲ SK" in label_texts(page)
    assert blank.evaluation.scored.indicators["K.01"].score == 0


def test_the_links_lead_to_where_the_data_are_typed(qtbot, page) -> None:
    for words, place in (
        ("Buka register kecamatan ›", "kecamatan:"),
        ("Buka register desa/kelurahan ›", "desa:"),
    ):
        with qtbot.waitSignal(page.open_requested) as asked:
            qtbot.mouseClick(links(page)[words], Qt.MouseButton.LeftButton)
        assert asked.args == [place]
    qtbot.mouseClick(links(page)["Isi data Forum ›"], Qt.MouseButton.LeftButton)
    assert field(page, "lembaga:forum", "nama_lembaga").hasFocus()
    page.show_overview()
    assert page.currentWidget() is page.overview


def test_traffic_lights_have_words(page, practice_bridge) -> None:
    session = practice_bridge.session
    before = [Edit("lembaga:tim_pembina", f"renja_{year}", "ya") for year in ("lalu", "kini")]
    session.set([*before, Edit("lembaga:tim_pembina", "renja_lengkap", "ya")], "Renja")
    assert "hijau" in cell(page, "K.02").accessibleName()
    session.set([Edit("lembaga:tim_pembina", "renja_lalu", "tidak")], "Renja")
    assert session.evaluation.scored.indicators["K.02"].score not in (0, 100)
    assert "kuning" in cell(page, "K.02").accessibleName()
    session.set([Edit("lembaga:tim_pembina", "renja_kini", "tidak")], "Renja")
    assert "merah" in cell(page, "K.02").accessibleName()
    assert "hijau" not in cell(page, "K.01").accessibleName(), "none is printed for decrees"


def test_a_field_of_a_body_is_found(page) -> None:
    page.show_field("lembaga:forum", "sk_tanggal")
    assert field(page, "lembaga:forum", "sk_tanggal").hasFocus()
    page.show_field("paripurna", "ip_spm")
    assert page.currentWidget() is page.overview
    assert "Bidang SPM" in page.focusWidget().accessibleName()
