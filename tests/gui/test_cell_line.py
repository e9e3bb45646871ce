"""Dates, amounts and places on a form: kept as registers keep them, never refused."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kks_desktop.domain.registers import BODY_REGISTER
from kks_desktop.qt.widgets.cell_line import CellLine


@pytest.fixture
def form(qtbot) -> QWidget:
    form = QWidget()
    column = QVBoxLayout(form)
    for field in ("sk_tanggal", "sk_berlaku", "anggaran_kini", "foto_koordinat"):
        column.addWidget(CellLine(BODY_REGISTER.column(field), field))
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
    return form


def line(form: QWidget, field: str) -> CellLine:
    return next(one for one in form.findChildren(CellLine) if one.key == field)


@pytest.mark.parametrize(
    ("field", "typed", "kept", "shown"),
    [
        ("sk_tanggal", "1/3/2024", "2024-03-01", "1 Mar 2024"),
        ("sk_tanggal", "31 desember 2023", "2023-12-31", "31 Des 2023"),
        ("sk_berlaku", "Seterusnya", "tanpa batas", "tanpa batas"),
        ("anggaran_kini", "Rp 1.250.000,-", "1250000", "1.250.000"),
        ("anggaran_kini", "0", "0", "0"),
        ("foto_koordinat", "-1,61; 103,61", "-1.610000, 103.610000", "-1,610000; 103,610000"),
    ],
)
def test_leaving_shows_what_was_understood(qtbot, form, field, typed, kept, shown) -> None:
    edit = line(form, field)
    edit.setFocus()
    qtbot.keyClicks(edit, typed)
    assert edit.text() == typed, "not rewritten under the hand that types"
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert (edit.raw(), edit.text(), edit.sentence) == (kept, shown, "")


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("sk_tanggal", "31/2/2024", "tidak ada di kalender"),
        ("sk_berlaku", "kapan-kapan", "hari, bulan, tahun"),
        ("anggaran_kini", "dua juta", "rupiah dengan angka"),
        ("foto_koordinat", "103, -1", "lintang dan bujur"),
    ],
)
def test_what_cannot_be_read_is_kept_and_marked(qtbot, form, field, typed, words) -> None:
    edit = line(form, field)
    edit.setFocus()
    qtbot.keyClicks(edit, typed)
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert edit.text() == typed
    assert edit.raw() == typed
    assert words in edit.toolTip()
    assert edit.accessibleDescription() == edit.sentence
    assert edit.property("wrong")
    edit.setFocus()
    edit.clear()
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert not edit.sentence
    assert not edit.property("wrong")


def test_a_stored_value_is_shown_as_people_read_it_and_said_to_be_wrong_at_once(form) -> None:
    edit = line(form, "sk_tanggal")
    edit.set_raw("2024-03-01")
    assert edit.text() == "1 Mar 2024"
    edit.set_raw("maret 2024")
    assert edit.text() == "maret 2024"
    assert edit.sentence
    edit.set_raw("")
    assert (edit.text(), edit.sentence) == ("", "")
