"""After a bad end, over damage, and the report for whoever helps."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from kks_desktop.platform.lock import FolderLock
from kks_desktop.platform.running import NAME
from kks_desktop.qt.desk import Desk
from kks_desktop.qt.main.window import MainWindow
from kks_desktop.qt.screens.damage.window import DamageWindow
from kks_desktop.services.backups import BackupDesk
from kks_desktop.services.practice import open_practice
from kks_desktop.services.session import Edit
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.connection import store_path
from tests.services.damage import pages_of, spoil


@pytest.fixture
def data(tmp_path):
    workspace = open_practice(tmp_path)
    session = workspace.require_session()
    session.set([Edit("1.06", "note", "diketik sebelum listrik padam")], "Catatan")
    session.flush()
    workspace.close()
    return workspace.folder


@pytest.fixture
def desk(qtbot, qapp, data):
    desk = Desk(qapp, data)
    yield desk
    desk.close()


def words_of(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_after_a_bad_end_one_sentence_says_so_and_can_be_closed(qtbot, desk, data) -> None:
    (data / NAME).write_bytes(b"")
    desk.open()
    banner = desk.window.health.banner
    qtbot.waitUntil(lambda: bool(banner.text))
    assert banner.text.startswith("Program berhenti tidak wajar pada ")
    last = "tersimpan, terakhir pada 1.06: “diketik sebelum listrik padam”."
    assert banner.text.endswith(f"{last} Pemeriksaan data: baik.")
    banner.acted.emit()
    assert banner.text == ""


def test_a_fault_that_took_the_program_down_is_named(qtbot, qapp, desk, data) -> None:
    (data / NAME).write_bytes(b"")
    qapp.crashed_before = True
    try:
        desk.open()
        qtbot.waitUntil(lambda: "gangguan di dalam program" in desk.window.health.banner.text)
    finally:
        qapp.crashed_before = False


def test_after_a_good_end_nothing_is_said(qtbot, desk) -> None:
    desk.open()
    desk.window.health._on_quick_due()
    qtbot.waitUntil(lambda: not desk.window.tools.runner.busy)
    assert desk.window.health.banner.text == ""


def test_data_that_is_away_for_a_moment_is_not_called_damaged(qtbot, desk, data) -> None:
    desk.open()
    window = desk.window
    store = store_path(data)
    store.rename(store.with_name("sebentar"))
    with qtbot.assertNotEmitted(window.health.damaged):
        window.health._on_quick_due()
        qtbot.waitUntil(lambda: window.health.banner.text.startswith("Data belum dapat diperiksa"))
    store.with_name("sebentar").rename(store)
    assert desk.window is window


def test_the_weekly_check_marks_a_file_that_changed(qtbot, desk, data) -> None:
    one = next((data / "bukti").glob("??/*"))
    one.write_bytes(one.read_bytes()[:-1] + b"?")
    desk.open()
    desk.window.health._on_full_due()
    qtbot.waitUntil(lambda: "1 berkas bukti" in desk.window.health.banner.text)
    assert one.stem in desk.window.bridge.proofs.damaged


def test_damage_found_behind_closes_the_editing_and_shows_what_can_be_read(
    qtbot, desk, data, tmp_path, dialogs
) -> None:
    spoil(data, pages_of(data, "trusted_key")[0])
    desk.open()
    assert isinstance(desk.window, MainWindow)
    desk.window.health._on_quick_due()
    qtbot.waitUntil(lambda: isinstance(desk.window, DamageWindow))
    window = desk.window
    qtbot.waitUntil(lambda: "kunci yang dipercaya" in window.parts_label.text())
    assert "▲ kunci yang dipercaya: 0 baris terbaca, sebagian rusak" in window.parts_label.text()
    assert "✓ isian: " in window.parts_label.text()
    window.tools._dialogs = dialogs
    dialogs.folders.append(tmp_path / "hasil")
    window.salvage_button.click()
    qtbot.waitUntil(lambda: "isian dan" in window.result_label.text())
    assert (tmp_path / "hasil" / "daftar-isian.csv").exists()
    window.read_button.click()
    qtbot.waitUntil(lambda: isinstance(desk.window, MainWindow))
    assert desk.window.bridge.session.read_only
    desk.window.health._on_quick_due()
    qtbot.waitUntil(lambda: not desk.window.tools.runner.busy)
    qtbot.wait(20)
    assert isinstance(desk.window, MainWindow), "it is known, and open for reading"


def test_a_store_that_cannot_be_opened_still_offers_its_proof(qtbot, desk, data) -> None:
    before = b"bukan basis data sama sekali"
    store_path(data).write_bytes(before)
    desk.open()
    assert isinstance(desk.window, DamageWindow)
    qtbot.waitUntil(lambda: "tidak terbaca sama sekali" in desk.window.parts_label.text())
    assert not desk.window.read_button.isEnabled()
    assert "Cadangan yang baik belum ditemukan" in words_of(desk.window)
    assert store_path(data).read_bytes() == before


def test_the_newest_good_backup_takes_the_place_of_damaged_data(qtbot, desk, data) -> None:
    workspace = Workspace(data)
    assert all(not one.fault for one in BackupDesk(workspace).make("tangan"))
    workspace.close()
    store_path(data).write_bytes(b"bukan basis data sama sekali")
    desk.open()
    assert "Cadangan terbaru: " in words_of(desk.window)
    desk.window.restore_button.click()
    qtbot.waitUntil(lambda: isinstance(desk.window, MainWindow), timeout=20_000)
    session = desk.window._session
    assert session.raw("1.06", "note") == "diketik sebelum listrik padam"
    said, _, kept = desk.window.notice.text.partition(" Data sebelumnya ada di ")
    assert re.fullmatch(r"Cadangan \d+ \w+ \d{4} pukul \d\d\.\d\d dipakai\.", said)
    kept = kept.rstrip(".")
    assert store_path(Path(kept)).read_bytes() == b"bukan basis data sama sekali"


def test_what_the_newest_backup_lacks_is_listed_before_it_is_used(qtbot, desk, data) -> None:
    workspace = Workspace(data)
    BackupDesk(workspace).make("tangan")
    session = workspace.require_session()
    session.set([Edit("9.01", "note", "sesudah cadangan")], "Catatan")
    session.set([Edit("2.02", "note", "sesudah cadangan")], "Catatan")
    session.flush()
    workspace.close()
    spoil(data, pages_of(data, "history")[-1])
    desk.open()
    qtbot.waitUntil(lambda: isinstance(desk.window, DamageWindow), timeout=20_000)
    qtbot.waitUntil(lambda: not desk.window.lacks_label.isHidden())
    assert (
        "tidak memuat 2 isian yang masih terbaca di sini, yaitu pada 2.02, 9.01."
        in desk.window.lacks_label.text()
    )


def test_a_copy_that_cannot_be_used_leaves_the_damage_window_with_the_reason(
    qtbot, desk, data
) -> None:
    workspace = Workspace(data)
    BackupDesk(workspace).make("tangan")
    workspace.close()
    store_path(data).write_bytes(b"bukan basis data sama sekali")
    desk.open()
    other = FolderLock(data)
    assert other.acquire()  # another program has the folder meanwhile
    desk.window.restore_button.click()
    qtbot.waitUntil(lambda: bool(desk.window.result_label.text()), timeout=20_000)
    other.release()
    assert "program lain" in desk.window.result_label.text()
    assert isinstance(desk.window, DamageWindow)
    assert store_path(data).read_bytes() == b"bukan basis data sama sekali"


def test_the_report_of_faults_is_saved_from_the_menu(qtbot, desk, tmp_path, dialogs) -> None:
    desk.open()
    desk.window.tools._dialogs = dialogs
    dialogs.targets.append(tmp_path / "laporan.zip")
    desk.window.actions_.diagnose.trigger()
    qtbot.waitUntil(lambda: bool(dialogs.texts))
    assert "tidak ada di dalamnya" in dialogs.texts[0]
    with zipfile.ZipFile(tmp_path / "laporan.zip") as packet:
        assert "versi.json" in packet.namelist()
