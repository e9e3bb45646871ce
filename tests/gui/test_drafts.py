"""What was being typed when the program came to a bad end is offered back."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from kks_desktop.qt.main.window import MainWindow
from kks_desktop.qt.widgets.grid.register_grid import RegisterGrid
from kks_desktop.services.drafts import NAME, Draft, DraftBook
from kks_desktop.services.session import Edit
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.connection import store_path

CELL = ("desa:15.71.01.1001", "nama")


@pytest.fixture
def killed(qtbot, qapp, practice, dialogs, tmp_path):
    """A window that is typed into; then the folder as a kill leaves it, opened again."""
    opened = []

    def window_on(workspace: Workspace) -> MainWindow:
        window = MainWindow(workspace, qapp, dialogs)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        with qtbot.waitActive(window):
            window.show()
        return window

    def start_again() -> MainWindow:
        copy = tmp_path / "mati"
        copy.mkdir()
        for path in practice.folder.iterdir():  # not the lock, which a kill lets go of
            if path.name.startswith(store_path(practice.folder).name) or path.name == NAME:
                (copy / path.name).write_bytes(path.read_bytes())
        opened.append(Workspace(copy))
        return window_on(opened[0])

    yield window_on(practice), start_again
    for workspace in opened:
        workspace.close()


def drafts_of(folder) -> list[tuple[str, str, str]]:
    path = folder / NAME
    if not path.exists():
        return []
    found = json.loads(path.read_text())["drafts"]
    return [(one["code"], one["field"], one["text"]) for one in found]


def open_cell(qtbot, window, text: str) -> None:
    """Type into the name of a village and leave the cell open."""
    window.go_to_field(*CELL)
    grid = next(g for g in window.findChildren(RegisterGrid) if g.isVisible())
    qtbot.keyClick(grid.table, text[0])
    qtbot.keyClicks(QApplication.focusWidget(), text[1:])


def words_in(panel) -> str:
    return " ".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def press(panel, words: str) -> None:
    next(b for b in panel.findChildren(QPushButton) if b.isVisible() and b.text() == words).click()


def test_an_open_cell_is_offered_back_after_a_kill_and_taken(
    qtbot, killed, practice, tmp_path
) -> None:
    window, start_again = killed
    open_cell(qtbot, window, "Suka Maju")
    wanted = [(*CELL, "Suka Maju")]
    qtbot.waitUntil(lambda: drafts_of(practice.folder) == wanted, timeout=4000)
    again = start_again()
    assert again.drafts.panel.isVisible()
    assert "Suka Maju" in words_in(again.drafts.panel)
    session = again.bridge.session
    assert session.raw(*CELL) != "Suka Maju"
    press(again.drafts.panel, "Pakai")
    assert session.raw(*CELL) == "Suka Maju"
    assert not again.drafts.panel.isVisible()
    assert again.sidebar.current == "basis"
    qtbot.waitUntil(lambda: not drafts_of(tmp_path / "mati"))


def test_what_is_committed_or_given_up_is_no_draft(qtbot, killed, practice) -> None:
    window, _ = killed
    open_cell(qtbot, window, "Suka Maju")
    qtbot.waitUntil(lambda: bool(drafts_of(practice.folder)), timeout=4000)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not (practice.folder / NAME).exists(), timeout=4000)


def test_a_reason_being_given_is_kept(qtbot, killed, practice) -> None:
    window, start_again = killed
    window.go("1.06")
    row = next(row for row in window.pages.tatanan.editor.view.evidence.rows if row.can_excuse)
    row.ask_reason()
    qtbot.keyClicks(row.reason_edit, "belum berlaku di sini")
    wanted = [("1.06", f"tidak_perlu/{row.item}", "belum berlaku di sini")]
    qtbot.waitUntil(lambda: bool(drafts_of(practice.folder)), timeout=4000)
    found = drafts_of(practice.folder)
    assert [(code, text) for code, _, text in found] == [(wanted[0][0], wanted[0][2])]
    again = start_again()
    assert "Tidak diperlukan" in words_in(again.drafts.panel)
    press(again.drafts.panel, "Pakai")
    assert again.bridge.session.raw("1.06", found[0][1]) == "belum berlaku di sini"


def test_a_refused_text_is_kept_said_why_and_can_be_copied(
    qtbot, killed, practice, dialogs, tmp_path
) -> None:
    window, start_again = killed
    window.go("9.01")
    note = window.pages.tatanan.editor.view.note_edit
    note.setFocus()
    note.setPlainText("panjang " * 20_000)
    window.pages.flush()
    qtbot.waitUntil(lambda: bool(drafts_of(practice.folder)), timeout=4000)
    again = start_again()
    panel = again.drafts.panel
    press(panel, "Pakai")
    assert "lebih panjang dari 100.000 huruf" in words_in(panel)
    press(panel, "Salin teks")
    assert QGuiApplication.clipboard().text().startswith("panjang panjang")
    assert panel.isVisible(), "a copy on the clipboard is not safe yet"
    press(panel, "Buang")
    assert not panel.isVisible()
    again.close()
    assert not drafts_of(tmp_path / "mati")
    dialogs.answers.append(True)
    window.close()
    window.close()  # the answer came within the first, which real dialogs never do
    assert not drafts_of(practice.folder), "the person gave it up"


def test_the_form_of_a_new_village_is_kept(qtbot, killed, practice) -> None:
    window, start_again = killed
    window.go_to_field(*CELL)
    page = window.stack.currentWidget()
    add = next(b for b in page.findChildren(QPushButton) if b.isVisible() and b.text() == "Tambah…")
    add.click()
    part = add.parent()
    while not hasattr(part, "reason_edit"):
        part = part.parent()
    qtbot.keyClicks(part.name_edit, "Suka Maju")
    qtbot.waitUntil(lambda: bool(drafts_of(practice.folder)), timeout=4000)
    again = start_again()
    assert "Nama" in words_in(again.drafts.panel)
    press(again.drafts.panel, "Salin teks")
    assert QGuiApplication.clipboard().text() == "Suka Maju"
    assert again.sidebar.current == "basis"


def test_what_reached_the_store_after_all_is_not_offered(killed, practice, tmp_path) -> None:
    window, start_again = killed
    session = window.bridge.session
    book = DraftBook(practice.folder)
    here = session.info.submission_id
    book.keep(
        [
            Draft(here, "9.01", "note", "sama", ""),
            Draft(here, "1.01", "note", "setenga", "lama"),
            Draft(here, "2.01", "note", "masih terbuka", session.raw("2.01", "note")),
            Draft("penilaian lain", "1.01", "note", "bukan di sini", ""),
        ]
    )
    book.close()
    session.set([Edit("9.01", "note", "sama"), Edit("1.01", "note", "setengah")], "Catatan")
    session.flush()
    again = start_again()
    words = words_in(again.drafts.panel)
    assert "masih terbuka" in words
    assert "sama" not in words.replace("bersama", "")
    assert "setenga" not in words
    assert "bukan di sini" not in words
    press(again.drafts.panel, "Nanti")
    again.close()
    kept = [text for _, _, text in drafts_of(tmp_path / "mati")]
    assert kept == ["masih terbuka", "bukan di sini"]


@pytest.mark.parametrize("bad", ["", "{", "[]", '{"drafts": [1]}', '{"drafts": 7}', "{}"])
def test_a_file_that_cannot_be_read_stops_nothing(bad, practice) -> None:
    (practice.folder / NAME).write_text(bad)
    assert DraftBook(practice.folder).load() == ()
