"""Faults of the program itself: saved first, told once, nothing typed in the details."""

from __future__ import annotations

import logging
import threading

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from kks_desktop import bootstrap
from kks_desktop.domain.errors import KksError
from kks_desktop.platform.log import start_log, trace_words, watch_for_crashes
from kks_desktop.qt.crash import CrashDialog
from kks_desktop.qt.desk import Desk
from kks_desktop.qt.main.window import MainWindow
from kks_desktop.qt.widgets.number_edit import NumberEdit
from kks_desktop.services.workspace import SetUp, Workspace

SECRET = "98765"


@pytest.fixture
def desk(qtbot, qapp, tmp_path):
    workspace = Workspace(tmp_path / "data")
    workspace.create(SetUp("kabupaten", "15.71", 2025, "Siti Aminah"))
    workspace.close()
    desk = Desk(qapp, tmp_path / "data")
    desk.open()
    assert isinstance(desk.window, MainWindow)
    yield desk
    desk.close()


def fault(text: str = f"nilai {SECRET}") -> ValueError:
    try:
        raise ValueError(text)
    except ValueError as met:
        return met


def dialogs_of(window: QWidget) -> list[CrashDialog]:
    return [one for one in window.findChildren(CrashDialog) if one.isVisible()]


def type_a_number(qtbot, window: MainWindow, text: str) -> None:
    window.go("1.01")
    edits = window.pages.tatanan.editor.findChildren(NumberEdit)
    edit = next(edit for edit in edits if edit.isVisible())
    edit.selectAll()
    qtbot.keyClicks(edit, text)


def test_what_was_being_typed_is_saved_before_anything_is_told(qtbot, qapp, desk, tmp_path) -> None:
    type_a_number(qtbot, desk.window, SECRET)
    qapp.fault_met.emit(fault())
    qtbot.waitUntil(lambda: bool(dialogs_of(desk.window)))
    dialog = dialogs_of(desk.window)[0]
    assert dialog.safety_label.text() == "Semua isian tersimpan."
    reader = Workspace(tmp_path / "data", write=False)
    assert reader.require_session().raw("1.01", "kematian_ibu/lalu") == SECRET
    reader.close()
    dialog.go_on_button.click()
    qtbot.waitUntil(lambda: not dialogs_of(desk.window))


def test_the_details_name_the_place_and_versions_but_no_value(qtbot, qapp, desk) -> None:
    qapp.fault_met.emit(fault())
    qtbot.waitUntil(lambda: bool(dialogs_of(desk.window)))
    dialog = dialogs_of(desk.window)[0]
    dialog.copy_button.click()
    details = QGuiApplication.clipboard().text()
    assert "ValueError" in details
    assert "test_crash.py" in details
    assert "kks-desktop: " in details
    assert SECRET not in details
    dialog.accept()


def test_the_same_fault_is_told_once_and_another_again(qtbot, qapp, desk) -> None:
    again = fault()
    qapp.fault_met.emit(again)
    qtbot.waitUntil(lambda: bool(dialogs_of(desk.window)))
    dialogs_of(desk.window)[0].accept()
    qapp.fault_met.emit(again)
    qtbot.wait(50)
    assert dialogs_of(desk.window) == []
    qapp.fault_met.emit(KeyError("lain"))
    qtbot.waitUntil(lambda: bool(dialogs_of(desk.window)))
    dialogs_of(desk.window)[0].accept()


def test_a_fault_on_another_thread_is_told_on_the_main_one(qtbot, qapp, desk) -> None:
    met = fault()
    thread = threading.Thread(target=lambda: qapp._on_exception(type(met), met, met.__traceback__))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(dialogs_of(desk.window)))
    dialogs_of(desk.window)[0].accept()


def test_a_foreseen_fault_is_a_sentence_and_no_dialog(qtbot, qapp, desk) -> None:
    qapp.fault_met.emit(KksError("Folder itu tidak ada."))
    qtbot.waitUntil(lambda: desk.window.notice.text == "Folder itu tidak ada.")
    assert dialogs_of(desk.window) == []


def test_a_full_disk_is_said_to_have_kept_the_text_on_the_screen(qtbot, qapp, desk) -> None:
    workspace = desk._workspace
    pages = workspace.write(lambda c: c.execute("PRAGMA page_count").fetchone()[0]).result()
    workspace.write(lambda c: c.execute(f"PRAGMA max_page_count = {pages + 1}")).result()
    desk.window.go("9.01")
    note = desk.window.pages.tatanan.editor.view.note_edit
    note.setFocus()
    note.setPlainText("catatan panjang " * 5000)
    qapp.fault_met.emit(fault())
    qtbot.waitUntil(lambda: bool(dialogs_of(desk.window)))
    dialog = dialogs_of(desk.window)[0]
    assert "9.01" in dialog.safety_label.text()
    assert "belum tersimpan di cakram" in dialog.safety_label.text()
    dialog.accept()
    workspace.write(lambda c: c.execute("PRAGMA max_page_count = 1000000")).result()


def test_when_committing_itself_fails_that_is_said_and_no_loop_begins(
    qtbot, qapp, desk, monkeypatch
) -> None:
    def broken() -> bool:
        raise RuntimeError(SECRET)

    with monkeypatch.context() as patch:
        patch.setattr(desk.window.pages, "flush", broken)
        qapp.fault_met.emit(fault())
        qtbot.waitUntil(lambda: bool(dialogs_of(desk.window)))
    dialog = dialogs_of(desk.window)[0]
    assert "mungkin belum tersimpan" in dialog.safety_label.text()
    dialog.accept()


def test_starting_again_lets_the_folder_go_first(qtbot, qapp, desk, tmp_path) -> None:
    qapp.fault_met.emit(fault())
    qtbot.waitUntil(lambda: bool(dialogs_of(desk.window)))
    window = desk.window
    dialogs_of(window)[0].restart_button.click()
    qtbot.waitUntil(lambda: desk.restart_wanted)
    assert not window.isVisible()
    free = Workspace(tmp_path / "data")
    assert not free.read_only
    free.close()


def test_the_program_starts_again_with_the_same_arguments(tmp_path, monkeypatch, qtbot) -> None:
    made = tmp_path / "dimulai"
    script = tmp_path / "kks_desktop.py"
    script.write_text(f"import sys, pathlib; pathlib.Path({str(made)!r}).write_text(sys.argv[1])")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    monkeypatch.setattr("sys.argv", ["kks-desktop", "--data-dir=x"])
    bootstrap._start_again()
    qtbot.waitUntil(lambda: made.exists() and made.read_text() == "--data-dir=x", timeout=20_000)


def test_the_log_holds_no_message_of_a_fault(tmp_path) -> None:
    root = logging.getLogger()
    before = list(root.handlers)
    start_log(tmp_path)
    added = [handler for handler in root.handlers if handler not in before]
    try:
        logging.getLogger("kks_desktop.x").critical("unhandled exception", exc_info=fault())
    finally:
        for handler in added:
            handler.close()
            root.removeHandler(handler)
    text = (tmp_path / "kks.log").read_text("utf-8")
    assert "ValueError" in text
    assert SECRET not in text


def test_a_chain_of_faults_is_told_from_its_beginning() -> None:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as cause:
            raise RuntimeError(SECRET) from cause
    except RuntimeError as met:
        words = trace_words(met)
    assert words.index("KeyError") < words.index("RuntimeError")
    assert SECRET not in words


def test_stacks_of_a_run_that_was_taken_down_are_noticed_once(tmp_path) -> None:
    import faulthandler

    was = faulthandler.is_enabled()
    try:
        assert not watch_for_crashes(tmp_path)
        (tmp_path / "kks-macet.log").write_text("Fatal Python error: Segmentation fault\n")
        assert watch_for_crashes(tmp_path)
        assert not watch_for_crashes(tmp_path)
    finally:
        faulthandler.disable()
        if was:
            faulthandler.enable()
