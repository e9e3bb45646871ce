"""The page of the backups, the hourly timer, and a first start from a stick."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from kks_desktop.platform.settings import Settings
from kks_desktop.qt.backup_watch import BackupWatch
from kks_desktop.qt.desk import Desk
from kks_desktop.qt.main.entries import HOME
from kks_desktop.qt.main.tools import Tools
from kks_desktop.qt.main.window import MainWindow
from kks_desktop.qt.screens.backups.page import BackupsPage
from kks_desktop.qt.screens.setup.restoring import RestorePanel
from kks_desktop.qt.screens.setup.window import SetupWindow
from kks_desktop.services.backups import (
    ASKED,
    BackupDesk,
    Record,
    place_in,
    save_record,
)
from kks_desktop.services.practice import fill_district
from kks_desktop.services.session import Edit
from kks_desktop.services.workspace import SetUp, Workspace

KEY = ("1.01", "kematian_ibu/kini")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    workspace = Workspace(tmp_path / "data")
    fill_district(workspace)
    workspace.close()
    return tmp_path / "data"


@pytest.fixture
def desk(qapp, data) -> Iterator[Desk]:
    qapp.settings = Settings(theme="light")
    desk = Desk(qapp, data)
    desk.open()
    yield desk
    desk.close()


def _page(desk: Desk, dialogs=None) -> BackupsPage:
    window = desk.window
    assert isinstance(window, MainWindow)
    if dialogs is not None:
        window.tools._dialogs = dialogs
    window.actions_.backups.trigger()
    page = window.stack.currentWidget()
    assert isinstance(page, BackupsPage)
    return page


def _click(qtbot, button) -> None:
    assert button.isEnabled(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _back_up(qtbot, page: BackupsPage) -> None:
    _click(qtbot, page.now_button)
    qtbot.waitUntil(lambda: "selesai" in page.message_label.text(), timeout=20_000)
    qtbot.waitUntil(page.table.isVisible)


def _set(desk: Desk, raw: str) -> None:
    session = desk.window.bridge.session
    session.set([Edit(*KEY, raw)], "isi")
    session.flush()


def test_back_up_now_lists_it_and_tells_beranda(qtbot, desk: Desk) -> None:
    page = _page(desk)
    qtbot.waitUntil(page.empty_label.isVisible)
    assert "belum dipilih" in page.place_labels[1].text()
    shown = " ".join(label.text() for label in page.top.findChildren(QLabel))
    assert "Kunci pengesahan tidak ikut" in shown
    assert "Cadangkan kunci" in shown
    _back_up(qtbot, page)
    assert "dibaca ulang" in page.message_label.text()
    assert page.table.rows.rowCount() == 1
    assert "Lengkap" in page.table.rows.rows[0].cells[-1]
    assert page.place_labels[0].text().startswith("✓")
    desk.window.go(HOME)
    assert "Cadangan terakhir" in desk.window.stack.currentWidget().backup_link.text()
    desk.window.stack.currentWidget().backup_link.click()
    assert desk.window.stack.currentWidget() is page


def test_a_second_place_is_chosen_and_filled_at_once(qtbot, desk, tmp_path, dialogs) -> None:
    stick = tmp_path / "stik"
    stick.mkdir()
    dialogs.folders = [stick]
    page = _page(desk, dialogs)
    _click(qtbot, page.second_button)
    qtbot.waitUntil(lambda: "selesai" in page.message_label.text(), timeout=20_000)
    assert "boleh dicabut" not in page.message_label.text()  # it is a folder of the same disk
    assert "cakram yang sama" in page.message_label.text()
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 2)
    assert place_in(stick) == stick / "KKS Cadangan"
    stick.rename(tmp_path / "tas")
    page.now_button.click()
    qtbot.waitUntil(lambda: "mungkin medianya dilepas" in page.message_label.text())
    qtbot.waitUntil(lambda: "tidak terpasang" in page.place_labels[1].text())


def test_a_stick_is_still_offered_beside_a_place_on_the_same_disk(
    qtbot, desk, tmp_path, dialogs, new_stick
) -> None:
    (tmp_path / "lain").mkdir()
    dialogs.folders = [tmp_path / "lain"]
    new_stick("SEKRETARIAT")
    page = _page(desk, dialogs)
    _click(qtbot, page.second_button)
    qtbot.waitUntil(lambda: "cakram yang sama" in page.message_label.text(), timeout=20_000)
    qtbot.waitUntil(page.stick_button.isVisible)
    _click(qtbot, page.stick_button)
    qtbot.waitUntil(lambda: "boleh dicabut" in page.message_label.text(), timeout=20_000)
    qtbot.waitUntil(lambda: not page.stick_button.isVisible())


def test_no_line_about_a_place_is_cut_in_a_small_window(qtbot, desk, tmp_path, dialogs) -> None:
    (tmp_path / "lain").mkdir()
    dialogs.folders = [tmp_path / "lain"]
    page = _page(desk, dialogs)
    desk.window.resize(911, 512)  # 1366x768 at 150 %
    _click(qtbot, page.second_button)
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 2, timeout=20_000)
    label = page.place_labels[1]
    assert "Cakramnya sama" in label.text()
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()))
    assert page.restore_button.geometry().bottom() <= page.restore_button.parentWidget().height()


def test_beranda_knows_of_a_backup_made_before_something_came_in(qtbot, desk: Desk) -> None:
    window = desk.window
    assert isinstance(window, MainWindow)
    window._backups._on_first_look()
    window.go(HOME)
    home = window.stack.currentWidget()
    assert home.backup_link.text() == "Belum ada cadangan"
    window.go("1")
    BackupDesk(window._workspace).make_before_import()
    window.go(HOME)
    assert "Cadangan terakhir" in home.backup_link.text()


def test_a_folder_inside_the_data_is_refused_with_a_sentence(qtbot, desk, data, dialogs) -> None:
    dialogs.folders = [data]
    page = _page(desk, dialogs)
    _click(qtbot, page.second_button)
    assert "di dalam folder data" in page.message_label.text()


def test_restore_compares_and_only_then_takes_the_place(qtbot, desk, data, dialogs) -> None:
    _set(desk, "3")
    page = _page(desk, dialogs)
    _back_up(qtbot, page)
    _set(desk, "4")
    _click(qtbot, page.restore_button)
    part = page.comparison
    qtbot.waitUntil(part.isVisible, timeout=20_000)
    [row] = part.table.rows.rows
    assert row.cells[0].startswith("1.01 ")
    assert row.cells[1:] == ("4", "3")
    assert "1 berbeda" in part.counts_label.text()
    _click(qtbot, part.back_button)
    qtbot.waitUntil(lambda: page.restore_button.isEnabled())
    assert desk.window.bridge.session.raw(*KEY) == "4"
    page.table.select(page.table.rows.rowCount() - 1)
    chosen = page._listed[int(page.table.key)].info
    _click(qtbot, page.restore_button)
    qtbot.waitUntil(part.isVisible, timeout=20_000)
    dialogs.answers = [True]
    before = desk.window
    _click(qtbot, part.use_button)
    qtbot.waitUntil(lambda: desk.window is not before, timeout=20_000)
    assert chosen.number
    assert "sebelum-pulih" in desk.window.notice.text
    assert desk.window.notice.property("banner") == "accent"
    assert desk.window.notice._mark.text() == "✓"
    kept = next(data.glob("sebelum-pulih-*"))
    with_kept = Workspace(kept)
    assert with_kept.require_session().raw(*KEY) == "4"
    with_kept.close()


def test_the_card_is_saved(qtbot, desk, tmp_path, dialogs) -> None:
    target = tmp_path / "kartu.pdf"
    dialogs.targets = [target]
    page = _page(desk, dialogs)
    _click(qtbot, page.card_button)
    qtbot.waitUntil(lambda: "Kartu disimpan" in page.message_label.text(), timeout=20_000)
    assert target.read_bytes().startswith(b"%PDF")


def test_a_first_start_from_a_stick(qtbot, qapp, data, tmp_path, dialogs) -> None:
    stick = tmp_path / "stik"
    stick.mkdir()
    workspace = Workspace(data)
    fields = dict(workspace.require_session().fields)
    BackupDesk(workspace).make_in(stick)
    workspace.close()
    qapp.settings = Settings(theme="light")
    desk = Desk(qapp, tmp_path / "komputer baru")
    desk.open()
    window = desk.window
    assert isinstance(window, SetupWindow)
    _click(qtbot, window.wizard.ui.restore_button)
    panel = window.restoring
    panel._dialogs = dialogs
    dialogs.folders = [tmp_path / "kosong"]
    _click(qtbot, panel.folder_button)
    qtbot.waitUntil(lambda: "tidak ditemukan cadangan" in panel.problem_label.text())
    dialogs.folders = [stick]
    _click(qtbot, panel.folder_button)
    qtbot.waitUntil(panel.table.isVisible)
    _click(qtbot, panel.next_button)
    qtbot.waitUntil(lambda: isinstance(desk.window, MainWindow), timeout=20_000)
    assert desk.window.bridge.session.fields == fields
    assert not list((tmp_path / "komputer baru").glob("sebelum-pulih*"))
    desk.close()


def test_a_stick_that_nobody_chose_and_that_holds_no_backup_is_no_error(
    qtbot, tmp_path, new_stick
) -> None:
    new_stick("LAIN")
    panel = RestorePanel(tmp_path / "data")
    qtbot.addWidget(panel)
    panel.show()
    panel.start()
    qtbot.waitUntil(lambda: "pilih tempat lain" in panel.problem_label.text())
    assert panel.problem_label.property("role") == "muted"
    panel.shut_down()


def test_work_is_backed_up_by_itself(qtbot, qapp, tmp_path) -> None:
    workspace = Workspace(tmp_path / "data")
    workspace.create(SetUp("kabupaten", "15.71", 2025, "Siti"))
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from kks_desktop.qt.bridge import SessionBridge

    place = QWidget()
    qtbot.addWidget(place)
    bridge = SessionBridge(workspace.require_session())
    tools = Tools(QVBoxLayout(place), place, None)
    desk = BackupDesk(workspace)
    watch = BackupWatch(desk, bridge, tools, place, first_after=0)
    with qtbot.waitSignal(watch.ended, timeout=20_000) as made:
        pass
    assert made.args[0][0].backup.info.reason == "awal"
    assert not desk.due()
    assert watch.run(ASKED) is not None
    assert watch.run(ASKED) is None  # one at a time
    with qtbot.waitSignal(watch.ended, timeout=20_000):
        pass
    watch.stop()
    tools.shut_down()
    bridge.release()
    workspace.close()


def test_another_version_of_the_program_backs_up_before_anything_else(
    qtbot, qapp, tmp_path
) -> None:
    with closing(Workspace(tmp_path / "lama")) as workspace:
        workspace.create(SetUp("kabupaten", "15.71", 2025, "Siti"))
        save_record(workspace.folder, Record(program="0.0.1"))
        window = MainWindow(workspace, qapp)
        qtbot.addWidget(window)
        window.show()
        with qtbot.waitSignal(window._backups.watch.ended):
            pass
        desk = BackupDesk(workspace)
        assert [one.info.reason for one in desk.listed()] == ["sebelum perbarui"]
        assert not desk.updated()
        window.close()
