"""The main window and the desk that opens it, driven as an operator would."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtWidgets import QLabel

from kks_desktop.platform.settings import Settings
from kks_desktop.qt.desk import Desk
from kks_desktop.qt.main.banner import Banner
from kks_desktop.qt.main.window import MainWindow
from kks_desktop.qt.screens.damage.window import DamageWindow
from kks_desktop.qt.screens.setup.window import SetupWindow
from kks_desktop.qt.theme import ThemeChoice
from kks_desktop.qt.widgets.number_edit import NumberEdit
from kks_desktop.qt.widgets.text_line import TextLine
from kks_desktop.services.practice import open_practice
from kks_desktop.services.workspace import SetUp, Workspace
from kks_desktop.store.connection import store_path


@pytest.fixture
def window(qtbot, qapp, practice, dialogs):
    window = MainWindow(practice, qapp, dialogs)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    return window


def banners(window) -> list[str]:
    return [banner.text for banner in window.findChildren(Banner) if banner.isVisible()]


def number(window) -> NumberEdit:
    """The first number field of the indicator shown."""
    edits = window.pages.tatanan.editor.findChildren(NumberEdit)
    return next(edit for edit in edits if edit.isVisible())


def title(window) -> str:
    return " ".join(label.text() for label in window.header.findChildren(QLabel))


# ------------------------------------------------------------------------ going places


def test_it_opens_on_beranda_and_names_the_assessment(window) -> None:
    assert window.sidebar.current == "beranda"
    assert "Kota Jambi" in title(window)
    assert "data 2023 | 2024" in title(window)
    assert any("latihan" in text for text in banners(window))


def test_every_page_of_the_side_bar_opens(window) -> None:
    for entry in window.sidebar.entries:
        window.go(entry.key)
        assert window.sidebar.current == entry.key
        assert window.stack.currentWidget().isVisible()


def test_no_page_makes_the_window_larger_than_the_screen(window) -> None:
    for entry in window.sidebar.entries:
        window.go(entry.key)
    window._on_find()
    assert window.minimumSizeHint().height() <= 768
    assert window.minimumSizeHint().width() <= 1366


def test_a_new_window_leaves_room_for_its_title_bar(qtbot, qapp, practice, dialogs) -> None:
    qapp.settings = Settings(theme="light")
    window = MainWindow(practice, qapp, dialogs)
    qtbot.addWidget(window)
    assert window.isMaximized()  # then the desktop counts the title bar
    free = window.screen().availableSize()
    assert window.normalGeometry().height() < free.height()
    window.show()


def test_next_and_previous_indicator_by_keys_also_across_tatanan(qtbot, window) -> None:
    window.go("1.29")
    window.pages.tatanan.focus_first()
    qtbot.keyClick(number(window), Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.tatanan.code == "2.01"
    assert window.sidebar.current == "2"
    qtbot.keyClick(number(window), Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.tatanan.code == "1.29"


def test_find_by_a_word_opens_the_indicator(qtbot, window) -> None:
    window.actions_.find.trigger()
    panel = window._find
    qtbot.keyClicks(panel.focusWidget(), "stunting")
    qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Return)
    assert window.pages.tatanan.code == "1.06"
    assert window.sidebar.current == "1"


def test_help_speaks_of_the_indicator_in_view_and_goes_away(window) -> None:
    window.go("1.06")
    window.actions_.help.trigger()
    words = " ".join(label.text() for label in window._help.findChildren(QLabel))
    assert "1.06" in words
    assert "Bukti yang diminta" in words
    window.actions_.help.trigger()
    assert not window._help.isVisible()


# ------------------------------------------------------------------------ undo, saving


def test_undo_goes_to_what_it_takes_back_and_redo_does_it_again(qtbot, window) -> None:
    window.go("1.01")
    edit = number(window)
    before = edit.text()
    edit.selectAll()
    qtbot.keyClicks(edit, "99")
    window.go("5")
    assert window._session.raw("1.01", "kematian_ibu/lalu") == "99"
    window.actions_.undo.trigger()
    assert window.pages.tatanan.code == "1.01"
    assert number(window).text() == before
    window.actions_.redo.trigger()
    assert number(window).text() == "99"


@pytest.mark.parametrize("shift", [False, True], ids=["Ctrl+Y", "Ctrl+Shift+Z"])
def test_redo_has_both_keys_that_people_know(qtbot, window, shift: bool) -> None:
    window.go("1.01")
    edit = number(window)
    edit.selectAll()
    qtbot.keyClicks(edit, "99")
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(number(window), Qt.Key.Key_Z, control)
    assert number(window).text() != "99"
    if shift:
        qtbot.keyClick(number(window), Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier)
    else:
        qtbot.keyClick(number(window), Qt.Key.Key_Y, control)
    assert number(window).text() == "99"


def test_the_side_bar_follows_what_is_typed(qtbot, window) -> None:
    entry = next(e for e in window.sidebar.entries if e.key == "5")
    window.go("5.09")
    edits = [e for e in window.pages.tatanan.editor.findChildren(NumberEdit) if e.isVisible()]
    for edit, text in zip(edits, ("3", "2"), strict=True):
        edit.setFocus()
        qtbot.keyClicks(edit, text)
    window.pages.flush()
    now = next(e for e in window.sidebar.entries if e.key == "5")
    assert (now.answered, now.score) == (entry.answered + 1, entry.score + 100)


def test_closing_commits_what_was_being_typed(qtbot, qapp, tmp_path, dialogs) -> None:
    workspace = open_practice(tmp_path / "data")
    window = MainWindow(workspace, qapp, dialogs)
    qtbot.addWidget(window)
    window.show()
    window.go("1.01")
    edit = number(window)
    edit.selectAll()
    qtbot.keyClicks(edit, "77")
    window.close()
    workspace.close()
    again = open_practice(tmp_path / "data")
    assert again.require_session().raw("1.01", "kematian_ibu/lalu") == "77"
    again.close()


def test_a_fault_of_one_page_costs_no_other_page_its_text(
    qtbot, qapp, window, practice, dialogs, monkeypatch
) -> None:
    window.go("profil")
    monkeypatch.setattr(window.stack.currentWidget(), "flush", _fault)
    window.go = None  # nothing may leave the page through it
    window.pages.show_page("petugas")
    line = window.stack.currentWidget().findChildren(TextLine)[0]
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "Budi")
    dialogs.answers.append(False)
    with qtbot.captureExceptions() as caught:
        # as a person does it: an exception goes through a close() called from here
        QTimer.singleShot(0, window, window.close)
        qtbot.waitUntil(lambda: bool(caught))
    assert [type(value) for _, value, _ in caught] == [ZeroDivisionError]
    assert window.isVisible()
    assert practice.require_session().raw("profil", "operator") == "Budi"
    monkeypatch.undo()


def _fault() -> bool:
    raise ZeroDivisionError("page")


def test_a_full_disk_is_told_kept_and_asked_about_on_closing(
    qtbot, qapp, tmp_path, dialogs
) -> None:
    workspace = open_practice(tmp_path / "data")
    window = MainWindow(workspace, qapp, dialogs)
    qtbot.addWidget(window)
    window.show()
    pages = workspace.write(lambda c: c.execute("PRAGMA page_count").fetchone()[0]).result()
    workspace.write(lambda c: c.execute(f"PRAGMA max_page_count = {pages + 1}")).result()
    window.go("9.01")
    note = window.pages.tatanan.editor.view.note_edit
    note.setFocus()
    note.setPlainText("catatan panjang " * 5000)
    window.pages.flush()
    qtbot.waitUntil(lambda: window.notice.isVisible())
    assert "Cakram penuh" in window.notice.text
    assert note.toPlainText().startswith("catatan panjang")
    dialogs.answers.append(False)
    window.close()
    assert window.isVisible(), "the text would have been lost"
    workspace.write(lambda c: c.execute("PRAGMA max_page_count = 1000000")).result()
    window.notice.acted.emit()
    assert not window.notice.isVisible()
    window.close()
    assert not window.isVisible()
    workspace.close()


def test_a_refused_text_keeps_the_page_and_is_asked_about_on_closing(
    qtbot, window, practice, dialogs
) -> None:
    window.go("9.01")
    note = window.pages.tatanan.editor.view.note_edit
    note.setFocus()
    note.setPlainText("panjang " * 20_000)
    window.go("beranda")
    assert "lebih panjang dari 100.000 huruf" in window.notice.text
    assert window.stack.currentWidget() is window.pages.tatanan
    assert window.sidebar.current == "9"
    window.pages.tatanan.go_next()
    assert window.pages.tatanan.code == "9.01"
    dialogs.answers.append(False)
    window.close()
    assert window.isVisible(), "the text would have been lost"
    assert note.toPlainText().startswith("panjang")
    note.setPlainText("ringkas")
    window.go("beranda")
    assert window.sidebar.current == "beranda"
    assert practice.require_session().raw("9.01", "note") == "ringkas"
    qtbot.waitUntil(lambda: not window.notice.isVisible())


# ------------------------------------------------------------------------ other runs


def test_a_second_program_on_the_same_data_is_read_only_and_says_so(
    qtbot, qapp, practice, dialogs
) -> None:
    second = Workspace(practice.folder)
    window = MainWindow(second, qapp, dialogs)
    qtbot.addWidget(window)
    window.show()
    assert any("hanya dapat dibaca" in text for text in banners(window))
    window.go("1.01")
    edit = number(window)
    before = edit.text()
    qtbot.keyClicks(edit, "5")
    window.go("1.02")
    window.go("1.01")
    assert number(window).text() == before
    window.close()
    second.close()


def test_a_province_sees_what_it_can_use(qtbot, qapp, tmp_path, dialogs) -> None:
    workspace = Workspace(tmp_path / "prov")
    workspace.create(SetUp("provinsi", "15", 2025, "Verifikator"))
    window = MainWindow(workspace, qapp, dialogs)
    qtbot.addWidget(window)
    window.show()
    assert [entry.key for entry in window.sidebar.entries] == [
        "masuk",
        "periksa",
        "laporan",
        "rujukan",
        "kunci",
    ]
    window.close()
    workspace.close()


def test_the_theme_changes_at_once_and_is_remembered(qapp, window) -> None:
    window.actions_.themes[ThemeChoice.DARK].trigger()
    assert qapp.theme.mode.dark
    assert qapp.settings.theme == "dark"
    window.actions_.themes[ThemeChoice.LIGHT].trigger()
    assert not qapp.theme.mode.dark


# ------------------------------------------------------------------------ the desk


@pytest.fixture
def desk(qtbot, qapp, tmp_path):
    desk = Desk(qapp, tmp_path / "data")
    yield desk
    desk.close()


def test_first_start_practice_and_back(qtbot, desk) -> None:
    desk.open()
    assert isinstance(desk.window, SetupWindow)
    desk.window.wizard.practice_requested.emit()
    qtbot.waitUntil(lambda: isinstance(desk.window, MainWindow))
    assert any("latihan" in text for text in banners(desk.window))
    desk.window.actions_.real.trigger()
    qtbot.waitUntil(lambda: isinstance(desk.window, SetupWindow))
    desk.window.wizard.finished_with.emit(SetUp("kabupaten", "11.01", 2025, "Siti"))
    qtbot.waitUntil(lambda: isinstance(desk.window, MainWindow))
    assert "Kabupaten Aceh Selatan" in title(desk.window)
    assert banners(desk.window) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"bukan basis data sama sekali", "rusak"), (b"", None)],
    ids=["sampah", "kosong"],
)
def test_a_store_that_cannot_be_opened_is_told_and_left_alone(
    desk, tmp_path, content: bytes, words: str | None
) -> None:
    path = store_path(tmp_path / "data")
    path.parent.mkdir()
    path.write_bytes(content)
    desk.open()
    if words is None:
        assert isinstance(desk.window, SetupWindow), "an empty file is a store not yet begun"
        return
    assert isinstance(desk.window, DamageWindow)
    assert words in " ".join(label.text() for label in desk.window.findChildren(QLabel))
    assert path.read_bytes() == content


def test_the_first_picture_waits_for_nothing_it_does_not_show(tmp_path: Path) -> None:
    """Lazy imports: no PDF, signing, SQL tools or print support before Beranda is there."""
    workspace = open_practice(tmp_path)
    workspace.close()
    script = f"""
import sys
from kks_desktop import bootstrap
bootstrap._import_qt()
from kks_desktop.qt.app import KksApplication
from kks_desktop.qt.main.window import MainWindow
from kks_desktop.platform.settings import Settings
from kks_desktop.services.workspace import Workspace
from pathlib import Path
app = KksApplication(["kks"], Settings())
workspace = Workspace(Path({str(tmp_path)!r}) / "latihan")
window = MainWindow(workspace, app)
window.show()
app.processEvents()
heavy = ["reportlab", "pypdfium2", "PIL", "cryptography", "minisign", "sqlite_utils", "click",
         "zxcvbn", "segno", "tomllib", "PySide6.QtPrintSupport", "logging.handlers"]
print([name for name in heavy if name in sys.modules])
window.close()
workspace.close()
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.stdout.strip() == "[]", done.stderr


# ------------------------------------------------------------------------ what is called saved


def test_what_is_typed_is_not_called_saved_before_it_is(qtbot, window, practice) -> None:
    window.go("9.01")
    note = window.pages.tatanan.editor.view.note_edit
    note.setFocus()
    qtbot.keyClicks(note, "satu")
    qtbot.waitUntil(lambda: window.header.saved.state == "saved")
    qtbot.keyClicks(note, "x")
    assert window.header.saved.state == "waiting"
    qtbot.waitUntil(lambda: window.header.saved.state == "saved")
    assert practice.require_session().raw("9.01", "note").endswith("satux")


def test_typing_back_what_was_there_is_called_saved_again(qtbot, window) -> None:
    window.go("9.01")
    note = window.pages.tatanan.editor.view.note_edit
    note.setFocus()
    qtbot.keyClicks(note, "a")
    qtbot.waitUntil(lambda: window.header.saved.state == "saved")
    qtbot.keyClicks(note, "b")
    qtbot.keyClick(note, Qt.Key.Key_Backspace)
    assert window.header.saved.state == "waiting"
    qtbot.waitUntil(lambda: window.header.saved.state == "saved")


def test_typing_without_a_pause_is_committed_all_the_same(qtbot, window, practice) -> None:
    session = practice.require_session()
    window.go("9.01")
    before = session.raw("9.01", "note")
    note = window.pages.tatanan.editor.view.note_edit
    note.setFocus()
    clock = QElapsedTimer()
    clock.start()
    while session.raw("9.01", "note") == before and clock.elapsed() < 5000:
        qtbot.keyClicks(note, "k", delay=40)
    assert clock.elapsed() < 3000
    assert "kkkkk" in session.raw("9.01", "note")


def test_a_page_of_the_menu_has_no_entry_and_every_entry_leads_back(qtbot, window) -> None:
    def click(key: str) -> None:
        row = [entry.key for entry in window.sidebar.entries].index(key)
        place = window.sidebar.visualRect(window.sidebar.model().index(row, 0)).center()
        qtbot.mouseClick(window.sidebar.viewport(), Qt.MouseButton.LeftButton, pos=place)

    window.go("1.06")
    click("beranda")
    home = window.stack.currentWidget()
    window.actions_.keys.trigger()
    assert window.stack.currentWidget() is not home
    assert window.sidebar.current == ""
    click("beranda")
    assert window.stack.currentWidget() is home
    assert window.sidebar.current == "beranda"
    # whatever else brought another page to the front
    window.stack.setCurrentWidget(window.pages.tatanan)
    click("beranda")
    assert window.stack.currentWidget() is home
