"""Kirim with real sticks: plugged in, chosen, pulled, full, sealed, checked again."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from kks_desktop.qt.bridge import SessionBridge
from kks_desktop.qt.screens.handovers.page import HandoversPage
from kks_desktop.qt.screens.sending.page import SendingPage
from kks_desktop.services.key_files import HEAD
from kks_desktop.services.keys import create_key
from kks_desktop.services.practice import PASSPHRASE, write_sample
from kks_desktop.services.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.sticks import Stick, Sticks

LONG = 60_000
HEAD_WORD = "gajah putih berenang di danau tenang"


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("contoh")
    write_sample(folder)
    return folder


@pytest.fixture
def district(sample, tmp_path) -> Iterator[Workspace]:
    workspace = Workspace(shutil.copytree(sample / "kabupaten", tmp_path / "data"))
    yield workspace
    workspace.close()


@pytest.fixture
def page(qtbot, district, runner, dialogs) -> Iterator[SendingPage]:
    bridge = SessionBridge(district.require_session())
    page = SendingPage(district, bridge, runner, dialogs)
    qtbot.addWidget(page)
    page.resize(1150, 720)
    with qtbot.waitActive(page):
        page.show()
    qtbot.waitUntil(page.ui.next_button.isEnabled)
    yield page
    bridge.release()


def click(qtbot, button) -> None:
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def names(page) -> list[str]:
    return [row.cells[0] for row in page._target.table.rows.rows]


def chosen(page) -> str:
    target = page._target.target
    return str(target.folder) if target is not None else ""


def to_stick(qtbot, page, stick: Stick) -> None:
    click(qtbot, page.ui.next_button)
    qtbot.waitUntil(lambda: chosen(page) == str(stick.root / "ke-provinsi"), timeout=LONG)


def send(qtbot, page) -> None:
    page.ui.passphrase_edit.clear()
    qtbot.keyClicks(page.ui.passphrase_edit, PASSPHRASE)
    with qtbot.waitSignal(page.sent, timeout=LONG):
        click(qtbot, page.ui.next_button)


def test_a_stick_is_offered_written_and_may_be_pulled(qtbot, page, stick) -> None:
    to_stick(qtbot, page, stick)
    assert "Flashdisk SEKRETARIAT" in names(page)
    assert "ruang kosong 64 MB dari 64 MB" in page.ui.space_label.text()
    assert not page.ui.remark_card.isVisible()
    send(qtbot, page)
    assert page.ui.done_label.text() == "Sudah aman di flashdisk. Boleh dicabut."
    assert len(page.ui.done_print.text().split()) == 8
    assert stick.inside() == ["ke-provinsi", "ke-provinsi/kks-1571-2025-r001-1of1.zip"]


def test_a_stick_is_read_again_after_it_was_plugged_in_again(qtbot, page, stick) -> None:
    to_stick(qtbot, page, stick)
    send(qtbot, page)
    stick.pull()
    click(qtbot, page.ui.check_button)
    qtbot.waitUntil(lambda: "belum ditemukan" in page.ui.done_note.text(), timeout=LONG)
    stick.plug()
    qtbot.waitUntil(page.ui.check_button.isEnabled, timeout=LONG)
    click(qtbot, page.ui.check_button)
    qtbot.waitUntil(lambda: "masih sama" in page.ui.done_note.text(), timeout=LONG)


def test_a_stick_that_comes_later_is_chosen_by_itself(qtbot, page, stick) -> None:
    stick.pull()
    click(qtbot, page.ui.next_button)
    qtbot.waitUntil(page.ui.remark_card.isVisible, timeout=LONG)
    assert "Belum ada flashdisk" in page.ui.remark_label.text()
    stick.plug()
    qtbot.waitUntil(lambda: chosen(page) == str(stick.root / "ke-provinsi"), timeout=LONG)
    assert not page.ui.remark_card.isVisible()


def test_what_was_meant_for_a_pulled_stick_goes_nowhere_else(
    qtbot, page, stick, new_stick: Sticks
) -> None:
    other = new_stick("LAIN")
    to_stick(qtbot, page, other)  # the first of them by name
    stick.root.exists()
    other.pull()
    qtbot.waitUntil(lambda: chosen(page) == "", timeout=LONG)
    assert "tidak ada lagi" in page.ui.remark_label.text()
    qtbot.keyClicks(page.ui.passphrase_edit, PASSPHRASE)
    qtbot.keyClick(page.ui.passphrase_edit, Qt.Key.Key_Return)
    assert "Pilih dahulu" in page.ui.failure_label.text()
    assert stick.inside() == []
    other.plug()
    qtbot.waitUntil(lambda: chosen(page) == str(other.root / "ke-provinsi"), timeout=LONG)
    assert page.ui.passphrase_edit.text() == PASSPHRASE


def test_a_stick_without_room_is_said_before_anything_is_typed(
    qtbot, page, new_stick: Sticks
) -> None:
    small = new_stick("KECIL", "1m")
    to_stick(qtbot, page, small)
    assert "Ruangnya kurang: perlu" in page.ui.remark_label.text()
    [row] = [row for row in page._target.table.rows.rows if "KECIL" in row.cells[0]]
    assert row.cells[3] == "▲ Kurang ruang"
    qtbot.keyClicks(page.ui.passphrase_edit, PASSPHRASE)
    click(qtbot, page.ui.next_button)
    assert "Ruangnya kurang" in page.ui.failure_label.text()
    assert small.inside() == []


def test_sealing_is_offered_and_says_who_can_open_it(qtbot, page, stick) -> None:
    to_stick(qtbot, page, stick)
    assert page.ui.seal_check.isVisible()
    assert not page.ui.seal_check.isChecked()
    assert "hanya dapat dibuka Provinsi Jambi" in page.ui.seal_label.text()
    page.ui.seal_check.click()
    send(qtbot, page)
    assert "hanya dapat dibuka Provinsi Jambi" in page.ui.done_note.text()
    assert stick.inside()[-1].endswith("r001-1of1.zip.age")


def test_what_was_sent_is_listed_and_checked_again(
    qtbot, page, stick, district, runner, dialogs
) -> None:
    to_stick(qtbot, page, stick)
    send(qtbot, page)
    sent = HandoversPage(district, runner, dialogs)
    qtbot.addWidget(sent)
    sent.resize(1150, 720)
    sent.show()
    qtbot.waitUntil(lambda: len(sent.table.rows.rows) == 1)
    cells = sent.table.rows.rows[0].cells
    assert cells[0] == "Usulan awal"
    assert cells[1] == "◐ Diserahkan"
    assert "Flashdisk SEKRETARIAT" in cells[3]
    assert cells[4] == "belum ada"
    [handed] = sent.handed_table.rows.rows
    assert handed.cells[1] == "Flashdisk SEKRETARIAT"
    assert handed.cells[4] == "tidak disegel"
    click(qtbot, sent.check_button)
    qtbot.waitUntil(lambda: "masih sama" in sent.message_label.text(), timeout=LONG)


def test_nothing_sent_yet_says_what_to_do(qtbot, district, runner, dialogs) -> None:
    sent = HandoversPage(district, runner, dialogs)
    qtbot.addWidget(sent)
    sent.show()
    qtbot.waitUntil(lambda: not sent.table.isVisible())
    assert "halaman Kirim" in sent.empty_label.text()


def test_where_the_province_asks_for_the_head_the_passphrase_is_asked_for(
    qtbot, page, stick
) -> None:
    create_key(page._workspace, HEAD_WORD, "dr. Budi", HEAD)
    page.start()
    qtbot.waitUntil(lambda: page._plan is not None and page._plan.has_head)
    page._on_planned(replace(page._plan, head_asked=True))
    to_stick(qtbot, page, stick)
    assert "meminta pengesahan kepala" in page.ui.head_note.text()
    qtbot.keyClicks(page.ui.passphrase_edit, PASSPHRASE)
    qtbot.keyClick(page.ui.passphrase_edit, Qt.Key.Key_Return)
    assert "isi sandi kepala" in page.ui.failure_label.text()
    assert stick.inside() == []
    qtbot.keyClicks(page.ui.head_edit, HEAD_WORD)
    with qtbot.waitSignal(page.sent, timeout=LONG):
        click(qtbot, page.ui.next_button)
    assert "Disahkan juga oleh kepala" in page.ui.done_note.text()
    assert page.ui.head_edit.text() == ""


def test_a_head_on_another_computer_gets_it_without_a_seal(qtbot, page, stick) -> None:
    plan = page._plan
    page._on_planned(replace(plan, head_asked=True, seal=replace(plan.seal, asked=True)))
    to_stick(qtbot, page, stick)
    assert not page.ui.seal_check.isChecked()
    assert "Simpan dahulu tanpa segel" in page.ui.head_note.text()
    page._on_planned(replace(plan, seal=replace(plan.seal, asked=True)))
    assert page.ui.seal_check.isChecked()
    assert "Provinsi memintanya" in page.ui.seal_label.text()


def test_a_correction_offers_the_full_form_and_counts_the_room_for_it(qtbot, page, stick) -> None:
    plan = replace(page._plan, omitted_files=9, omitted_bytes=200_000_000, proof_bytes=200_000_000)
    page._on_planned(plan)
    assert "sudah diterima provinsi" in page.ui.revision_note.text()
    to_stick(qtbot, page, stick)
    assert "juga 9 berkas bukti" in page.ui.full_check.text().replace("&", "")
    assert not page.ui.remark_card.isVisible()
    page.ui.full_check.click()
    assert "Ruangnya kurang" in page.ui.remark_label.text()
    page.ui.full_check.click()
    assert not page.ui.remark_card.isVisible()
