"""The bin in real windows: what was deleted comes back by one press."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from kks_desktop.qt.desk import Desk
from kks_desktop.qt.main.window import MainWindow
from kks_desktop.services import years
from kks_desktop.services.practice import open_practice
from kks_desktop.services.session import Edit


@pytest.fixture
def window(qtbot, qapp, practice, dialogs):
    window = MainWindow(practice, qapp, dialogs)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
    return window


def texts(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_a_deleted_row_comes_back_and_ctrl_z_takes_it_away_again(qtbot, window, practice) -> None:
    session = practice.require_session()
    code = next(code for code in session.table if code.startswith("kegiatan:"))
    name = session.raw(code, "nama")
    before = session.fields
    session.set([Edit(code, field, "") for field in session.table[code]], "Hapus baris")
    session.flush()
    window.actions_.bin.trigger()
    page = window.stack.currentWidget()
    qtbot.waitUntil(lambda: len(page.restore_buttons) == 1)
    qtbot.waitUntil(lambda: name in texts(page) and "Kegiatan" in texts(page))
    assert name in page.restore_buttons[0].accessibleName()
    page.restore_buttons[0].click()
    assert session.fields == before
    qtbot.waitUntil(lambda: not page.restore_buttons)
    assert f"✓ Dikembalikan: kegiatan {name}" in texts(page)
    qtbot.waitUntil(lambda: "Tidak ada yang dihapus" in texts(page))
    window.actions_.undo.trigger()
    assert code not in session.table


def test_names_from_files_are_shown_as_plain_text(qtbot, window, practice) -> None:
    session = practice.require_session()
    session.set([Edit("kegiatan:0", "nama", "<b>Rapat</b>")], "Isi")
    session.set([Edit("kegiatan:0", "nama", "")], "Hapus baris")
    session.flush()
    window.actions_.bin.trigger()
    page = window.stack.currentWidget()
    qtbot.waitUntil(lambda: len(page.restore_buttons) == 1)
    label = next(label for label in page.findChildren(QLabel) if "<b>" in label.text())
    assert label.textFormat().name == "PlainText"


def test_discarding_is_not_offered_for_the_only_assessment(window) -> None:
    window.actions_.menu.aboutToShow.emit()
    assert not window.actions_.discard.isVisible()


def test_an_assessment_is_discarded_and_brought_back(qtbot, qapp, tmp_path, dialogs) -> None:
    workspace = open_practice(tmp_path / "data")
    years.begin(workspace, 2026)
    workspace.close()
    desk = Desk(qapp, workspace.folder)
    desk.open()
    try:
        desk.window.tools._dialogs = dialogs
        desk.window.actions_.menu.aboutToShow.emit()
        assert desk.window.actions_.discard.isVisible()
        dialogs.answers = [False, True]
        desk.window.actions_.discard.trigger()
        assert "Penilaian 2026" in texts(desk.window.header), "turned away"
        desk.window.actions_.discard.trigger()
        qtbot.waitUntil(lambda: "Penilaian 2025" in texts(desk.window.header))
        assert "90 hari" in dialogs.asked[0]
        desk.window.actions_.bin.trigger()
        page = desk.window.stack.currentWidget()
        qtbot.waitUntil(lambda: "Penilaian 2026" in texts(page))
        page.restore_buttons[0].click()
        qtbot.waitUntil(lambda: "Penilaian 2026" in texts(desk.window.header))
    finally:
        desk.close()


def test_read_only_shows_and_offers_nothing(qtbot, qapp, practice, dialogs) -> None:
    session = practice.require_session()
    session.set([Edit("kegiatan:0", "nama", "Rapat")], "Isi")
    session.set([Edit("kegiatan:0", "nama", "")], "Hapus baris")
    session.flush()
    years.begin(practice, 2026)
    practice.open_earlier(1)
    window = MainWindow(practice, qapp, dialogs)
    qtbot.addWidget(window)
    window.show()
    window.go("sampah")
    page = window.stack.currentWidget()
    qtbot.waitUntil(lambda: bool(page.restore_buttons))
    assert not any(button.isEnabled() for button in page.findChildren(QPushButton)[:1])
