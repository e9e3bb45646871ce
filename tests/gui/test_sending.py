"""Kirim from the first key to the bundle that may be carried away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from kks_desktop.qt.screens.sending.page import SendingPage
from kks_desktop.qt.theme import DARK, LIGHT, ThemeChoice
from kks_desktop.services.checking import check_bundle
from kks_desktop.services.practice import PASSPHRASE
from kks_desktop.services.sending import make_key, send
from kks_desktop.services.session import Edit


@pytest.fixture
def page(qtbot, practice, practice_bridge, runner, dialogs) -> SendingPage:
    page = SendingPage(practice, practice_bridge, runner, dialogs)
    qtbot.addWidget(page)
    page.resize(1150, 720)
    with qtbot.waitActive(page):
        page.show()
    qtbot.waitUntil(lambda: page.ui.next_button.isEnabled())
    return page


@pytest.fixture
def key(practice) -> None:
    make_key(practice, PASSPHRASE, "Rahmawati Siregar")


def click(qtbot, button) -> None:
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def to_target(qtbot, page, dialogs, folder) -> None:
    """Go on to the page that asks for folder and passphrase, and choose the folder."""
    click(qtbot, page.ui.next_button)
    dialogs.folders.append(folder)
    click(qtbot, page.ui.folder_button)
    qtbot.waitUntil(lambda: chosen(page) == folder)


def chosen(page) -> Path | None:
    """The folder that would be written to."""
    target = page._target.target
    return target.folder if target is not None else None


def test_unanswered_and_silent_are_listed_once_and_block_nothing(qtbot, page) -> None:
    assert page.ui.revision_label.text() == "Usulan awal"
    assert page.ui.attention_title.text() == "7 hal perlu diketahui sebelum dikirim"
    for words in ("2 tidak diatur juknis", "5 belum terisi", ">2.22<", ">1.12<"):
        assert words in page.ui.attention_label.text()
    assert page.ui.practice_card.isVisible()
    with qtbot.waitSignal(page.open_requested) as opened:
        page.ui.attention_label.linkActivated.emit("1.12")
    assert opened.args == ["1.12"]
    click(qtbot, page.ui.next_button)
    assert page.ui.first_edit.isVisible()


def test_what_blocks_is_listed_leads_to_its_field_and_stops_the_way(qtbot, page, practice) -> None:
    ui = page.ui
    assert not ui.blocking_card.isVisible()
    session = practice.require_session()
    session.set([Edit("profil", "kepala_daerah_nama", "")], "Hapus")
    qtbot.waitUntil(ui.blocking_card.isVisible)
    assert ui.blocking_title.text() == "1 hal menghalangi pengiriman"
    assert "Nama kepala daerah" in ui.blocking_label.text()
    assert not ui.next_button.isEnabled()
    with qtbot.waitSignal(page.field_requested) as opened:
        ui.blocking_label.linkActivated.emit("0")
    assert opened.args == ["profil", "kepala_daerah_nama"]
    session.set([Edit("profil", "kepala_daerah_nama", "Ani")], "Isi")
    qtbot.waitUntil(ui.next_button.isEnabled)
    assert not ui.blocking_card.isVisible()


def test_the_key_needs_a_good_passphrase_twice(qtbot, page) -> None:
    ui = page.ui
    click(qtbot, ui.next_button)
    qtbot.keyClicks(ui.first_edit, "jambi123")
    assert "pendek" in ui.strength_label.text()
    qtbot.keyClick(ui.first_edit, Qt.Key.Key_Return)
    assert "terlalu mudah" in ui.failure_label.text()
    ui.first_edit.clear()
    qtbot.keyClicks(ui.first_edit, PASSPHRASE)
    assert "uat" in ui.strength_label.text()
    qtbot.keyClicks(ui.second_edit, PASSPHRASE[:-1])
    qtbot.keyClick(ui.second_edit, Qt.Key.Key_Return)
    assert "belum sama" in ui.failure_label.text()


def test_passphrases_can_be_shown(qtbot, page) -> None:
    assert page.ui.head_label.text() == "Sandi &kepala"
    click(qtbot, page.ui.next_button)
    assert page.ui.first_edit.echoMode() is page.ui.first_edit.EchoMode.Password
    qtbot.keyClick(page.ui.show_check, Qt.Key.Key_Space)
    assert page.ui.second_edit.echoMode() is page.ui.first_edit.EchoMode.Normal


def test_from_the_first_key_to_the_bundle(qtbot, page, dialogs, practice, tmp_path) -> None:
    ui = page.ui
    click(qtbot, ui.next_button)
    qtbot.keyClicks(ui.first_edit, PASSPHRASE)
    qtbot.keyClicks(ui.second_edit, PASSPHRASE)
    click(qtbot, ui.next_button)
    qtbot.waitUntil(ui.card_button.isVisible, timeout=20_000)
    assert len(ui.card_print.text().split()) >= 4
    assert ui.first_edit.text() == ""
    with qtbot.waitSignal(page.preview_requested) as preview:
        click(qtbot, ui.card_button)
    assert preview.args == ["kunci"]
    to_target(qtbot, page, dialogs, tmp_path)
    assert "ruang kosong" in ui.space_label.text()
    qtbot.keyClicks(ui.passphrase_edit, PASSPHRASE)
    with qtbot.waitSignal(page.sent, timeout=60_000) as sent:
        qtbot.keyClick(ui.passphrase_edit, Qt.Key.Key_Return)
    assert ui.done_label.text() == "Sudah tersimpan dan diperiksa."
    assert ui.passphrase_edit.text() == ""
    [file] = sent.args[0].files
    assert file.name in ui.done_files.text()
    assert ui.done_print.text() == sent.args[0].fingerprint
    assert check_bundle(practice, file).ok
    assert "siapa pun dapat membaca isinya" in ui.done_note.text()
    beside = replace(sent.args[0], sealed_for="Provinsi Jambi", plain_beside=(file.name,))
    page._done.show_sent(beside)
    assert f"masih ada {file.name}, yang tidak disegel" in ui.done_note.text()


def test_a_wrong_passphrase_writes_nothing_and_can_be_repeated(
    qtbot, key, page, dialogs, tmp_path
) -> None:
    ui = page.ui
    target = tmp_path / "flashdisk"
    target.mkdir()
    to_target(qtbot, page, dialogs, target)
    qtbot.keyClicks(ui.passphrase_edit, "bukan sandinya")
    click(qtbot, ui.next_button)
    qtbot.waitUntil(ui.failure_card.isVisible, timeout=20_000)
    assert "tidak cocok" in ui.failure_label.text()
    assert list(target.iterdir()) == []
    ui.passphrase_edit.clear()
    qtbot.keyClicks(ui.passphrase_edit, PASSPHRASE)
    with qtbot.waitSignal(page.sent, timeout=60_000):
        click(qtbot, ui.retry_button)


def test_a_folder_that_went_away_is_said_inline(qtbot, key, page, dialogs, tmp_path) -> None:
    ui = page.ui
    gone = tmp_path / "flashdisk"
    gone.mkdir()
    to_target(qtbot, page, dialogs, gone)
    gone.rmdir()
    qtbot.keyClicks(ui.passphrase_edit, PASSPHRASE)
    click(qtbot, ui.next_button)
    qtbot.waitUntil(ui.failure_card.isVisible, timeout=60_000)
    assert "tetap tersimpan" in ui.failure_label.text()
    assert ui.retry_button.isVisible()


def test_cancel_leaves_nothing(qtbot, key, page, dialogs, tmp_path) -> None:
    ui = page.ui
    target = tmp_path / "flashdisk"
    target.mkdir()
    to_target(qtbot, page, dialogs, target)
    qtbot.keyClicks(ui.passphrase_edit, PASSPHRASE)
    click(qtbot, ui.next_button)
    click(qtbot, ui.cancel_button)
    qtbot.waitUntil(ui.failure_card.isVisible, timeout=60_000)
    assert "Dibatalkan" in ui.failure_label.text()
    assert list(target.iterdir()) == []


def test_an_undo_changes_what_is_about_to_be_sent(qtbot, page, practice_bridge) -> None:
    practice_bridge.session.set([Edit("1.12", "note", "menunggu data")], "Catatan")
    measure = practice_bridge.session.instrument.by_code["4.03"].measures[0].id
    practice_bridge.session.set([Edit("4.03", f"{measure}/kini/pembilang", "-")], "Pasar")
    qtbot.waitUntil(lambda: "perlu diperbaiki" in page.ui.attention_label.text())
    practice_bridge.session.undo()
    assert not page.ui.next_button.isEnabled()  # not on a plan that no longer holds
    qtbot.waitUntil(lambda: "perlu diperbaiki" not in page.ui.attention_label.text())


def test_enter_goes_from_the_first_passphrase_to_the_second(qtbot, page) -> None:
    ui = page.ui
    click(qtbot, ui.next_button)
    qtbot.keyClicks(ui.first_edit, PASSPHRASE)
    qtbot.keyClick(ui.first_edit, Qt.Key.Key_Return)
    assert ui.second_edit.hasFocus()
    assert not ui.failure_card.isVisible()


def test_links_are_readable_when_the_theme_changes_meanwhile(qtbot, qapp, page) -> None:
    def has(colour: str) -> bool:
        picture = page.ui.attention_label.grab().toImage()
        wanted = QColor(colour).rgb()
        return any(
            picture.pixel(x, y) == wanted
            for y in range(picture.height())
            for x in range(picture.width())
        )

    before = qapp.theme.choice
    try:
        for choice, shown in ((ThemeChoice.LIGHT, LIGHT), (ThemeChoice.DARK, DARK)):
            qapp.theme.set_choice(choice)
            qapp.processEvents()
            assert has(shown.accent), choice
    finally:
        qapp.theme.set_choice(before)


def test_what_changed_since_the_last_sending_is_said_with_a_way_to_compare(
    qtbot, key, page, practice, practice_bridge, tmp_path
) -> None:
    assert not page.since_label.isVisible()
    send(practice, tmp_path, PASSPHRASE)
    page.start()
    qtbot.waitUntil(lambda: "Belum ada perubahan" in page.ui.revision_note.text())
    assert not page.since_label.isVisible()
    edits = [Edit("4.01", "choice", "0"), Edit("1.12", "note", "menunggu data")]
    practice_bridge.session.set(edits, "Perbaikan")
    qtbot.waitUntil(page.since_label.isVisible)
    assert "Sejak usulan awal: 2 indikator berubah (1.12, 4.01); −" in page.since_label.text()
    assert page.ui.revision_label.text() == "Perbaikan ke-1"
    with qtbot.waitSignal(page.open_requested) as opened:
        page.since_label.linkActivated.emit("banding")
    assert opened.args == ["banding"]
