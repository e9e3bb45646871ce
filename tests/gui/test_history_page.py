"""Periksa riwayat: sound or not, the head, and the comparison with a bundle that was sent."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from kks_desktop.qt.main.window import MainWindow
from kks_desktop.qt.wording import grouped
from kks_desktop.services.history_check import check_history
from kks_desktop.services.keys import create_key
from kks_desktop.services.practice import PASSPHRASE
from kks_desktop.services.sending import send
from kks_desktop.services.session import Edit
from kks_desktop.store.connection import store_path


@pytest.fixture
def window(qtbot, qapp, practice, dialogs):
    window = MainWindow(practice, qapp, dialogs)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    return window


def open_page(qtbot, window):
    """Choose it in the menu, and wait until the history is read."""
    window.actions_.history.trigger()
    page = window.stack.currentWidget()
    settled(qtbot, page)
    return page


def settled(qtbot, page) -> None:
    qtbot.waitUntil(lambda: not page.verdict_label.text().startswith("◐"))


def words_of(page) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_a_sound_history_is_said_with_its_head(qtbot, window, practice) -> None:
    page = open_page(qtbot, window)
    assert page.verdict_label.text().startswith("✓ Riwayat utuh")
    head = check_history(practice).head.partition(":")[2]
    qtbot.waitUntil(lambda: grouped(head, 8) in words_of(page))


def test_a_row_changed_from_outside_is_named_without_its_value(qtbot, window, practice) -> None:
    practice.require_session().set([Edit("9.01", "note", "rahasia")], "Catatan")
    practice.require_session().flush()
    with closing(sqlite3.connect(store_path(practice.folder))) as store:
        store.execute("UPDATE history SET new_raw = 'lain' WHERE new_raw = 'rahasia'")
        store.commit()
    page = open_page(qtbot, window)
    assert page.verdict_label.text().startswith("▲ Riwayat tidak utuh")
    assert "9.01" in page.verdict_label.text()
    assert "rahasia" not in words_of(page)


def test_a_bundle_is_matched_with_the_history(qtbot, window, practice, dialogs, tmp_path) -> None:
    create_key(practice, PASSPHRASE, "Siti")
    (tmp_path / "stik").mkdir()
    bundle = send(practice, tmp_path / "stik", PASSPHRASE).files[0]
    practice.require_session().set([Edit("9.01", "note", "sesudah")], "Catatan")
    practice.require_session().flush()
    page = open_page(qtbot, window)
    qtbot.waitUntil(lambda: "masih bagian dari riwayat" in words_of(page))
    dialogs.files.append(bundle)
    qtbot.mouseClick(page.pick_button, Qt.MouseButton.LeftButton)
    settled(qtbot, page)
    assert "✓ Keadaan saat berkas usulan awal dibuat ada dalam riwayat ini" in words_of(page)
    with closing(sqlite3.connect(store_path(practice.folder))) as store:
        store.execute("DELETE FROM history WHERE seq = 500")
        store.commit()
    dialogs.files.append(bundle)
    qtbot.mouseClick(page.pick_button, Qt.MouseButton.LeftButton)
    settled(qtbot, page)
    assert "▲ Keadaan saat berkas usulan awal dibuat tidak ada" in words_of(page)


def test_another_file_is_refused_in_a_sentence(qtbot, window, dialogs, tmp_path) -> None:
    page = open_page(qtbot, window)
    other = tmp_path / "lain.zip"
    other.write_bytes(b"bukan berkas usulan")
    dialogs.files.append(other)
    qtbot.mouseClick(page.pick_button, Qt.MouseButton.LeftButton)
    settled(qtbot, page)
    assert "lain.zip tidak dipakai untuk memeriksa riwayat" in page.verdict_label.text()


def test_what_has_no_history_on_its_page_has_it_here(qtbot, window, practice) -> None:
    session = practice.require_session()
    before = session.raw("data_dasar", "pasar/kini")
    session.set([Edit("data_dasar", "pasar/kini", "21")], "Pasar")
    session.set([Edit("opd:kesehatan", "kontak", "0741-1234")], "Kontak")
    session.flush()
    page = open_page(qtbot, window)
    qtbot.waitUntil(lambda: "21" in words_of(page))
    line = page.history.panel.lines[0]
    assert (line.old, line.new) == (before, "21")
    assert line.field == "Jumlah pasar 2024"
    earlier = [one for one in page.history.panel.lines if one.field == line.field][1]
    page.history.panel.restore_requested.emit(earlier.payload)
    assert session.raw("data_dasar", "pasar/kini") == before
    page.place_combo.setCurrentIndex(page.place_combo.findData("opd:kesehatan"))
    qtbot.waitUntil(lambda: "Kontak: kosong → 0741-1234" in words_of(page))
