"""Periksa berkas as the head sees it: what is signed, the passphrase, the seal afterwards."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from kks_desktop.qt.screens.checking.page import CheckingPage
from kks_desktop.services.key_files import HEAD
from kks_desktop.services.keys import create_key
from kks_desktop.services.practice import PASSPHRASE, write_sample
from kks_desktop.services.sending import send
from kks_desktop.services.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD_WORD = "gajah putih berenang di danau tenang"
LONG = 60_000


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("contoh")
    write_sample(folder)
    workspace = Workspace(folder / "kabupaten")
    send(workspace, folder, PASSPHRASE)
    create_key(workspace, HEAD_WORD, "dr. Budi", HEAD)
    workspace.close()
    return folder


@pytest.fixture
def district(prepared, tmp_path) -> Iterator[Workspace]:
    workspace = Workspace(shutil.copytree(prepared / "kabupaten", tmp_path / "data"))
    yield workspace
    workspace.close()


@pytest.fixture
def bundle(prepared, tmp_path) -> Path:
    [source] = prepared.glob("*.zip")
    return Path(shutil.copy(source, tmp_path))


@pytest.fixture
def page(qtbot, district, runner, dialogs) -> CheckingPage:
    page = CheckingPage(district, runner, dialogs)
    qtbot.addWidget(page)
    page.resize(1150, 900)
    page.show()
    return page


def look(qtbot, page, path) -> str:
    with qtbot.waitSignal(page.checked, timeout=LONG):
        page.check(path)
    return "\n".join(label.text() for label in page.ui.result_body.findChildren(QLabel))


def test_the_head_sees_what_is_signed_and_signs(qtbot, page, bundle) -> None:
    shown = look(qtbot, page, bundle)
    part = page.head_part
    assert part.isVisible()
    for expected in ("Kota Jambi", "2025", "Usulan awal", "Sidik data", "Padapa", "1: "):
        assert expected in shown
    qtbot.mouseClick(part.sign_button, Qt.MouseButton.LeftButton)
    assert "Isi sandi kepala" in part.message.text()
    qtbot.keyClicks(part.passphrase_edit, "salah sama sekali")
    qtbot.mouseClick(part.sign_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "tidak cocok" in part.message.text(), timeout=LONG)
    qtbot.waitUntil(part.sign_button.isEnabled)
    part.passphrase_edit.clear()
    qtbot.keyClicks(part.passphrase_edit, HEAD_WORD)
    with qtbot.waitSignal(page.checked, timeout=LONG):
        qtbot.keyClick(part.passphrase_edit, Qt.Key.Key_Return)
    assert part.title.text() == "Sudah disahkan kepala"
    assert part.passphrase_edit.text() == ""
    assert not part.sign_button.isVisible()
    shown = "\n".join(label.text() for label in page.ui.signers_card.findChildren(QLabel))
    assert "✓ dr. Budi (kepala)" in shown


def test_a_signed_file_is_sealed_for_the_province(qtbot, page, bundle, dialogs, tmp_path) -> None:
    look(qtbot, page, bundle)
    out = tmp_path / "flashdisk"
    out.mkdir()
    dialogs.folders.append(out)
    qtbot.mouseClick(page.head_part.seal_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: "Hanya dapat dibuka Provinsi Jambi" in page.head_part.message.text(), timeout=LONG
    )
    assert [path.name for path in out.iterdir()] == [f"{bundle.name}.age"]


def test_another_file_offers_nothing_to_sign(qtbot, page, tmp_path) -> None:
    (tmp_path / "lain.zip").write_bytes(b"PK")
    look(qtbot, page, tmp_path / "lain.zip")
    assert not page.head_part.isVisible()


def test_the_passphrase_does_not_stay_when_the_page_is_left(qtbot, page, bundle) -> None:
    look(qtbot, page, bundle)
    qtbot.keyClicks(page.head_part.passphrase_edit, HEAD_WORD)
    page.hide()
    assert page.head_part.passphrase_edit.text() == ""
