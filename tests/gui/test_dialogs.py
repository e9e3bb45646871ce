"""The real dialogs: opened, never run in a loop of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from kks_desktop.domain.errors import KksError
from kks_desktop.qt.dialogs import QtDialogs, Question, failure_sentence

QUESTION = Question("Hapus kunci", "Kunci dihapus dari komputer ini.", yes="Hapus", risky=True)


@pytest.fixture
def parent(qtbot) -> QWidget:
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    return parent


def box_of(parent: QWidget) -> QMessageBox:
    return parent.findChild(QMessageBox)


def test_yes_calls_back_and_no_does_not(qtbot, parent) -> None:
    for press, expected in (("Hapus", ["ya"]), ("Batal", [])):
        answers: list[str] = []
        QtDialogs().confirm(parent, QUESTION, lambda answers=answers: answers.append("ya"))
        box = box_of(parent)
        assert box.isVisible()
        buttons = {button.text(): button for button in box.buttons()}
        assert set(buttons) == {"Hapus", "Batal"}
        with qtbot.waitSignal(box.destroyed):
            qtbot.mouseClick(buttons[press], Qt.MouseButton.LeftButton)
        assert answers == expected


def test_enter_and_escape_are_no_where_it_is_risky(qtbot, parent) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        answers: list[str] = []
        QtDialogs().confirm(parent, QUESTION, lambda answers=answers: answers.append("ya"))
        with qtbot.waitSignal(box_of(parent).destroyed):
            qtbot.keyClick(box_of(parent), key)
        assert answers == []


def test_a_sentence_is_never_read_as_markup(qtbot, parent) -> None:
    QtDialogs().show_failure(parent, "Belum tersimpan", KksError("<b>Nama</b> sudah dipakai."))
    box = box_of(parent)
    assert box.text() == "<b>Nama</b> sudah dipakai."
    assert box.textFormat() is Qt.TextFormat.PlainText
    with qtbot.waitSignal(box.destroyed):
        box.close()


def test_the_chosen_file_comes_back(qtbot, parent, tmp_path: Path) -> None:
    found: list[Path] = []
    (tmp_path / "usulan.zip").write_bytes(b"x")
    QtDialogs().ask_open_file(parent, "Pilih", "Berkas (*.zip)", tmp_path, found.append)
    dialog = parent.findChild(QFileDialog)
    dialog.selectFile(str(tmp_path / "usulan.zip"))
    with qtbot.waitSignal(dialog.destroyed):
        dialog.accept()
    assert found == [tmp_path / "usulan.zip"]


def test_turning_away_calls_nothing(qtbot, parent, tmp_path: Path) -> None:
    found: list[Path] = []
    QtDialogs().ask_folder(parent, "Simpan ke", tmp_path, found.append)
    dialog = parent.findChild(QFileDialog)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    assert found == []


def test_a_longer_text_can_be_read_and_closed(qtbot, parent) -> None:
    QtDialogs().show_text(parent, "Tentang", "Baris satu\nBaris dua")
    dialog = parent.findChild(QDialog)
    with qtbot.waitSignal(dialog.destroyed):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)


def test_a_bug_gets_a_sentence_without_its_inside() -> None:
    sentence = failure_sentence(ZeroDivisionError("division by zero"))
    assert "division" not in sentence
    assert "tetap utuh" in sentence
