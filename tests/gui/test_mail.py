"""The window tells what is new on a stick: when it is plugged in, and when asked."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from kks_desktop.platform.settings import Settings
from kks_desktop.qt.main.window import MainWindow
from kks_desktop.qt.screens.handovers.page import HandoversPage
from kks_desktop.services.importing import import_path
from kks_desktop.services.practice import PASSPHRASE, write_sample
from kks_desktop.services.sending import send
from kks_desktop.services.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG = 60_000


@pytest.fixture(scope="module")
def answered(tmp_path_factory) -> Path:
    """A district that has sent, a province that has not looked yet, and what it would answer."""
    folder = tmp_path_factory.mktemp("contoh")
    write_sample(folder)
    district = Workspace(folder / "kabupaten")
    (folder / "kirim").mkdir()
    send(district, folder / "kirim", PASSPHRASE)
    district.close()
    shutil.copytree(folder / "provinsi", folder / "provinsi 2")
    province = Workspace(folder / "provinsi 2")
    import_path(province, folder / "kirim", out=folder / "jawab", passphrase=PASSPHRASE)
    province.close()
    return folder


@pytest.fixture
def district(answered, tmp_path) -> Iterator[Workspace]:
    workspace = Workspace(shutil.copytree(answered / "kabupaten", tmp_path / "data"))
    yield workspace
    workspace.close()


@pytest.fixture
def window(qtbot, qapp, district) -> Iterator[MainWindow]:
    qapp.settings = Settings(theme="light")
    window = MainWindow(district, qapp)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def _button(banner, text: str) -> QPushButton:
    [found] = [one for one in banner.findChildren(QPushButton) if one.text() == text]
    return found


def test_a_receipt_on_a_stick_is_told_and_taken_in_when_asked(
    qtbot, window, stick, answered
) -> None:
    stick.pull()
    window.mail.start(0)
    stick.plug()
    shutil.copytree(answered / "jawab", stick.root / "dari-provinsi")
    qtbot.waitUntil(lambda: "1 tanda terima" in window.mail.news.text, timeout=LONG)
    assert window.mail.news.text.startswith("Di flashdisk SEKRETARIAT ada yang baru")
    before = stick.inside()
    qtbot.mouseClick(_button(window.mail.news, "Ambil"), Qt.MouseButton.LeftButton)
    page = window.stack.currentWidget()
    assert isinstance(page, HandoversPage)
    qtbot.waitUntil(
        lambda: [row.cells[1] for row in page.table.rows.rows] == ["✓ Diterima"],
        timeout=LONG,
    )
    assert "Diterima" in page.table.rows.rows[0].cells[4]
    assert window.mail.news.text == ""
    assert stick.inside() == before


def test_a_stick_that_is_pulled_takes_its_news_with_it(qtbot, window, stick, answered) -> None:
    shutil.copytree(answered / "jawab", stick.root / "dari-provinsi")
    window.mail.start(0)
    qtbot.waitUntil(lambda: window.mail.news.text != "", timeout=LONG)
    stick.pull()
    qtbot.waitUntil(lambda: window.mail.news.text == "", timeout=LONG)


def test_dangerous_files_are_told_beside_the_news(qtbot, window, stick) -> None:
    (stick.root / "Foto Kegiatan.lnk").write_bytes(b"L")
    window.mail.start(0)
    qtbot.waitUntil(lambda: "Foto Kegiatan.lnk" in window.mail.warning.text, timeout=LONG)
    qtbot.mouseClick(_button(window.mail.warning, "Tutup"), Qt.MouseButton.LeftButton)
    assert window.mail.warning.text == ""


def test_asking_always_gets_an_answer(qtbot, window, stick) -> None:
    window.actions_.mail.trigger()
    qtbot.waitUntil(lambda: "Tidak ada yang baru" in window.mail.news.text, timeout=LONG)
    stick.pull()
    window.actions_.mail.trigger()
    qtbot.waitUntil(lambda: "Belum ada flashdisk" in window.mail.news.text, timeout=LONG)


def test_beranda_leads_to_what_was_sent(qtbot, window) -> None:
    home = window.stack.currentWidget()
    home.sent_link.click()
    assert isinstance(window.stack.currentWidget(), HandoversPage)


def test_a_province_is_told_of_bundles_and_looks_at_them(
    qtbot, qapp, answered, tmp_path, stick
) -> None:
    qapp.settings = Settings(theme="light")
    workspace = Workspace(shutil.copytree(answered / "provinsi", tmp_path / "provinsi"))
    window = MainWindow(workspace, qapp)
    qtbot.addWidget(window)
    window.show()
    shutil.copytree(answered / "kirim", stick.root / "ke-provinsi")
    window.mail.start(0)
    qtbot.waitUntil(
        lambda: "1 berkas usulan baru: Kota Jambi" in window.mail.news.text, timeout=LONG
    )
    qtbot.mouseClick(_button(window.mail.news, "Lihat"), Qt.MouseButton.LeftButton)
    page = window.stack.currentWidget()
    qtbot.waitUntil(lambda: page.parts.currentWidget() is page.look, timeout=LONG)
    assert window.close()
    workspace.close()
