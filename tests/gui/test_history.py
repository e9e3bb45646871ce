"""The history of rows, files and the profile in real windows."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QLabel, QToolButton

from kks_desktop.qt.main.window import MainWindow
from kks_desktop.qt.screens.profile.general import GeneralPart
from kks_desktop.qt.screens.registers.part import RegisterPart
from kks_desktop.qt.widgets.history_panel import HistoryLine, HistoryPanel
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
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def restore(widget) -> None:
    """Press the first way back that is offered."""
    next(b for b in widget.findChildren(QToolButton) if b.text() == "Kembalikan").click()


def test_the_row_in_front_has_a_history_and_a_way_back(qtbot, window, practice) -> None:
    session = practice.require_session()
    first, second = sorted(code for code in session.table if code.startswith("kegiatan:"))[:2]
    before = session.raw(first, "nama")
    session.set([Edit(first, "nama", "Rapat lain")], "Isi")
    session.flush()
    window.go(first)
    part = next(p for p in window.findChildren(RegisterPart) if p.isVisible())
    part.history_button.click()
    assert f"Nama kegiatan: {before} → Rapat lain" in texts(part.history)
    part.show_row(second)
    qtbot.waitUntil(lambda: "Rapat lain" not in texts(part.history))
    part.show_row(first)
    restore(part.history)
    assert session.raw(first, "nama") == before
    assert session.undo_label == "Kembalikan Nama kegiatan"
    qtbot.waitUntil(lambda: "(dikembalikan)" in texts(part.history))
    window.actions_.undo.trigger()
    assert session.raw(first, "nama") == "Rapat lain"


def test_files_and_history_of_a_row_take_turns(window, practice) -> None:
    code = next(c for c in practice.require_session().table if c.startswith("kegiatan:"))
    window.go(code)
    part = next(p for p in window.findChildren(RegisterPart) if p.isVisible())
    part.history_button.click()
    part._proof_button.click()
    assert not part.history_button.isChecked()
    assert not part.history.isVisible()
    part.history_button.click()
    assert not part.proof.isVisible()
    assert part.history.isVisible()


def test_a_file_has_a_history(qtbot, window, practice) -> None:
    session = practice.require_session()
    code = next(c for c in session.table if c.startswith("bukti:"))
    before = session.raw(code, "judul")
    session.set([Edit(code, "judul", "Salah ketik")], "Isi")
    session.flush()
    window.go(code)
    from kks_desktop.qt.screens.evidence.file_panel import PAST, FilePanel

    panel = window.findChildren(FilePanel)[0]
    panel.bar.setCurrentIndex(PAST)
    assert f"Judul: {before} → Salah ketik" in texts(panel.history)
    restore(panel.history)
    assert session.raw(code, "judul") == before


def test_the_profile_has_a_history(qtbot, window, practice) -> None:
    session = practice.require_session()
    before = session.raw("profil", "kepala_daerah_nama")
    session.set([Edit("profil", "kepala_daerah_nama", "Budi")], "Isi")
    session.flush()
    window.go("profil")
    part = window.findChildren(GeneralPart)[0]
    part.history_button.click()
    assert f"Nama kepala daerah: {before} → Budi" in texts(part.history)
    restore(part.history)
    assert session.raw("profil", "kepala_daerah_nama") == before


def test_a_wrong_clock_is_marked_beside_the_time(qtbot) -> None:
    panel = HistoryPanel()
    qtbot.addWidget(panel)
    at = datetime(2020, 1, 1, tzinfo=UTC)
    line = HistoryLine(at, "Siti", "Kasus", "1", "2", "edit", None, wrong_clock=True)
    panel.show_lines([line, HistoryLine(at, "Siti", "Kasus", "", "1", "edit", None)])
    marked = [label.text() for label in panel.findChildren(QLabel) if "⚠" in label.text()]
    assert len(marked) == 1
    assert "jam komputer berubah" in marked[0]
