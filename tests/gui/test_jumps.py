"""From a problem, from undo: the window opens the place, and the cursor stands in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from kks_desktop.qt.main.window import MainWindow
from kks_desktop.qt.screens.registers.part import RegisterPart
from kks_desktop.qt.widgets.evidence_list import ItemRow
from kks_desktop.qt.widgets.sections import Sections
from kks_desktop.services.session import Edit

VILLAGE = "desa:15.71.07.1011"


@pytest.fixture
def window(qtbot, qapp, practice, dialogs) -> MainWindow:
    window = MainWindow(practice, qapp, dialogs)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
    return window


@pytest.fixture
def session(practice):
    return practice.require_session()


def here() -> tuple[str, str]:
    """What the cursor stands in: of a sheet its row and column, else the field's name."""
    focused = QApplication.focusWidget()
    assert focused is not None
    part = focused
    while part is not None and not isinstance(part, RegisterPart):
        part = part.parentWidget()
    if part is None:
        assert not focused.visibleRegion().isEmpty(), "it has to be in view"
        return "", focused.accessibleName()
    table = part.grid.table
    column = part.grid.model.columns[table.currentIndex().column()]
    assert part.grid.table.hasFocus()
    assert table.visualRect(table.currentIndex()).isValid()
    return part.grid.current_row(), column.id


@pytest.mark.parametrize(
    ("code", "field", "entry", "place"),
    [
        ("profil", "kepala_daerah_nama", "profil", ("", "Nama kepala daerah")),
        ("profil", "sk_terdahulu", "profil", ("", "SK Tim Pembina dan Forum terdahulu")),
        ("kegiatan:002", "peserta", "profil", ("kegiatan:002", "peserta")),
        ("dana:009", "jumlah_kini", "profil", ("dana:009", "jumlah_kini")),
        ("inovasi:001", "tahun_mulai", "profil", ("inovasi:001", "tahun_mulai")),
        ("penduduk:60+", "kini", "profil", ("penduduk:60+", "kini")),
        ("sekolah:sd", "lalu", "profil", ("sekolah:sd", "lalu")),
        ("spm:sosial", "nilai", "profil", ("spm:sosial", "nilai")),
        ("data_dasar", "pasar/kini", "basis", ("", "Jumlah pasar, 2024")),
        (VILLAGE, "foto_koordinat", "basis", (VILLAGE, "foto_koordinat")),
        ("kecamatan:15.71.03", "sk_berlaku", "basis", ("kecamatan:15.71.03", "sk_berlaku")),
        (
            "lembaga:forum",
            "anggaran_kini",
            "kelembagaan",
            ("", "Forum Kabupaten/Kota: Anggaran 2024 (Rp)"),
        ),
        ("lembaga:forum", "ket", "kelembagaan", ("", "Forum Kabupaten/Kota: Keterangan")),
    ],
)
def test_a_problem_leads_to_its_field(window, code, field, entry, place) -> None:
    window.go("3")
    window.go_to_field(code, field)
    assert window.sidebar.current == entry
    assert here() == place


def test_a_register_without_a_row_opens_at_its_sheet(window) -> None:
    window.go_to_field("pejabat", "")
    page = window.stack.currentWidget()
    assert isinstance(page, Sections)
    assert page.current.source.register.id == "pejabat"
    assert page.current.grid.table.hasFocus()


def test_a_problem_of_proof_leads_to_the_item(window) -> None:
    window.go_to_field("1.06", "bukti/1")
    row = QApplication.focusWidget().parentWidget()
    assert isinstance(row, ItemRow)
    assert row.item == "1"
    assert not row.visibleRegion().isEmpty()


def test_a_row_that_is_hidden_by_a_filter_is_found(window) -> None:
    window.go("desa:")
    grid = window.stack.currentWidget().current.grid
    grid.head.line.setText("tidak ada di mana pun")
    grid.head.sieved.emit()
    assert grid.model.rowCount() == 0
    window.go_to_field(VILLAGE, "odf")
    assert here() == (VILLAGE, "odf")


def test_undo_of_a_cell_goes_to_the_cell_from_any_page(qtbot, window, session) -> None:
    window.go_to_field(VILLAGE, "sk_nomor")
    before = session.raw(VILLAGE, "sk_nomor")
    qtbot.keyClick(QApplication.focusWidget(), "9")
    qtbot.keyClicks(QApplication.focusWidget(), "9/KKS")
    window.go("4.02")
    assert session.raw(VILLAGE, "sk_nomor") == "99/KKS"
    window.actions_.undo.trigger()
    assert session.raw(VILLAGE, "sk_nomor") == before
    assert window.sidebar.current == "basis"
    assert here() == (VILLAGE, "sk_nomor")
    window.go("beranda")
    window.actions_.redo.trigger()
    assert here() == (VILLAGE, "sk_nomor")
    assert session.raw(VILLAGE, "sk_nomor") == "99/KKS"


def test_undo_inside_a_sheet_stays_at_the_cell(qtbot, window, session) -> None:
    window.go_to_field("kegiatan:003", "hasil")
    qtbot.keyClick(QApplication.focusWidget(), "A")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert here() == ("kegiatan:004", "hasil")
    window.actions_.undo.trigger()
    assert session.raw("kegiatan:003", "hasil") == ""
    assert here() == ("kegiatan:003", "hasil")


def test_undo_goes_to_what_is_typed_of_tim_pembina(window, session) -> None:
    session.set([Edit("lembaga:tim_pembina", "sk_nomor", "7/2023")], "Nomor SK")
    window.go("profil")
    window.actions_.undo.trigger()
    assert here() == ("", "Tim Pembina: Nomor SK")


def heading(window: MainWindow) -> str:
    return " ".join(label.text() for label in window.header.findChildren(QLabel))


def test_the_head_names_the_revision_that_sending_would_make(qtbot, window) -> None:
    qtbot.waitUntil(lambda: "(draf)" in heading(window), timeout=10_000)
    assert "Usulan awal (draf)" in heading(window)


def test_undo_opens_the_page_of_what_it_took_back(window) -> None:
    session = window.bridge.session
    for code, field, page in (
        ("data_dasar", "pasar/kini", "basis"),
        ("paripurna", "ip_spm", "kelembagaan"),
        ("profil", "visi_misi", "profil"),
        ("profil", "kantor", "petugas"),
    ):
        session.set([Edit(code, field, "7")], "Isi")
        window.go("beranda")
        window.actions_.undo.trigger()
        assert window._here == page
