"""Periksa berkas: good, damaged, unknown and foreign files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel

from kks_desktop.qt.screens.checking.page import CheckingPage
from kks_desktop.services.practice import PASSPHRASE, open_practice
from kks_desktop.services.sending import make_key, send


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory):
    """A bundle and the data folder that it came from."""
    base = tmp_path_factory.mktemp("sent")
    workspace = open_practice(base)
    make_key(workspace, PASSPHRASE, "Rahmawati Siregar")
    result = send(workspace, base, PASSPHRASE)
    yield workspace, result.files[0]
    workspace.close()


@pytest.fixture
def page(qtbot, sent, runner, dialogs) -> CheckingPage:
    page = CheckingPage(sent[0], runner, dialogs)
    qtbot.addWidget(page)
    page.resize(1150, 720)
    page.show()
    return page


def words(page: CheckingPage) -> str:
    return "\n".join(label.text() for label in page.ui.result_body.findChildren(QLabel))


def check(qtbot, page: CheckingPage, path: Path) -> str:
    with qtbot.waitSignal(page.checked, timeout=20_000):
        page.check(path)
    return words(page)


def test_a_good_bundle_tells_whose_it_is_and_what_is_inside(qtbot, page, dialogs, sent) -> None:
    dialogs.files.append(sent[1])
    with qtbot.waitSignal(page.checked, timeout=20_000) as checked:
        qtbot.mouseClick(page.ui.pick_button, Qt.MouseButton.LeftButton)
    assert checked.args[0].tone == "accent"
    shown = words(page)
    for expected in (
        "pengesahannya cocok",
        "Kota Jambi (15.71)",
        "Usulan awal",
        "Provinsi Jambi",
        "✓ Rahmawati Siregar (operator)",
        "131 indikator, 16 variabel kelembagaan",
        "Padapa",
        "bukan data sebenarnya",
    ):
        assert expected in shown


def test_a_damaged_file_is_refused_with_its_reason(qtbot, page, sent, tmp_path) -> None:
    data = bytearray(sent[1].read_bytes())
    data[len(data) // 2] ^= 1
    damaged = tmp_path / "rusak.zip"
    damaged.write_bytes(data)
    shown = check(qtbot, page, damaged)
    assert "tidak dapat diterima" in shown
    assert page.ui.refusal_label.text() == "Sebab: HASH"


def test_an_unknown_key_is_neither_good_nor_bad(qtbot, sent, runner, dialogs) -> None:
    page = CheckingPage(None, runner, dialogs)
    qtbot.addWidget(page)
    page.show()
    shown = check(qtbot, page, sent[1])
    assert "belum terdaftar di sini" in shown
    assert "131 indikator" in shown


def test_any_other_file_gets_a_sentence(qtbot, page, tmp_path) -> None:
    other = tmp_path / "surat.docx"
    other.write_bytes(b"bukan berkas usulan")
    assert "bukan berkas usulan" in check(qtbot, page, other)
    assert not page.ui.facts_card.isVisible()


def test_a_file_can_be_dropped(qtbot, page, sent) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(sent[1]))])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(50, 50), copy, data, left, none))
    drop = QDropEvent(QPointF(50, 50), copy, data, left, none)
    with qtbot.waitSignal(page.checked, timeout=20_000):
        QApplication.sendEvent(page, drop)
    assert page.ui.file_label.text() == sent[1].name


def test_only_the_newest_file_is_shown(qtbot, page, sent, tmp_path) -> None:
    other = tmp_path / "lain.zip"
    other.write_bytes(b"kosong")
    page.check(sent[1])
    shown = check(qtbot, page, other)
    assert "tidak dapat diterima" in shown
    assert page.ui.file_label.text() == "lain.zip"
