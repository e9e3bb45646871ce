"""Kotak masuk of a province, and the answers at the district, driven as people would."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from kks_desktop.qt.bridge import SessionBridge
from kks_desktop.qt.screens.checking.page import CheckingPage
from kks_desktop.qt.screens.handovers.answers import AnswerPanel
from kks_desktop.qt.screens.handovers.page import HandoversPage
from kks_desktop.qt.screens.inbox.page import InboxPage
from kks_desktop.services.importing import import_path
from kks_desktop.services.practice import PASSPHRASE, write_sample
from kks_desktop.services.sending import How, send
from kks_desktop.services.sendings import timeline
from kks_desktop.services.session import Edit
from kks_desktop.services.workspace import Workspace
from tests.services.offices import Office, enrol

STRANGER = Office("15.05")
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """The sample with the district's first bundle, and another that contradicts it."""
    base = tmp_path_factory.mktemp("masuk")
    write_sample(base)
    shutil.copytree(base / "kabupaten", base / "lain")
    for name, folder in (("kabupaten", "kirim"), ("lain", "kirim-lain")):
        workspace = Workspace(base / name)
        if name == "lain":
            workspace.require_session().set([Edit("9.01", "note", "lain")], "Isi")
        (base / folder).mkdir()
        send(workspace, base / folder, PASSPHRASE)
        if name == "kabupaten":
            (base / "kirim-segel").mkdir()
            send(workspace, base / "kirim-segel", PASSPHRASE, how=How(sealed=True))
        workspace.close()
    corrected = Workspace(shutil.copytree(base / "kabupaten", base / "kabupaten-lagi"))
    corrected.require_session().set([Edit("9.01", "note", "diperbaiki")], "Isi")
    (base / "perbaikan").mkdir()
    send(corrected, base / "perbaikan", PASSPHRASE)
    corrected.close()
    STRANGER.send(base / "asing", STRANGER.document())
    return base


@pytest.fixture
def province(made, tmp_path):
    shutil.copytree(made / "provinsi", tmp_path / "provinsi")
    workspace = Workspace(tmp_path / "provinsi")
    yield workspace
    workspace.close()


@pytest.fixture
def district(made, tmp_path):
    shutil.copytree(made / "kabupaten", tmp_path / "kabupaten")
    workspace = Workspace(tmp_path / "kabupaten")
    yield workspace
    workspace.close()


@pytest.fixture
def page(qtbot, qapp, province, runner, dialogs):
    bridge = SessionBridge(province.require_session())
    page = InboxPage(province, bridge, runner, dialogs)
    qtbot.addWidget(page)
    page.resize(1150, 720)
    page.show()
    qtbot.waitUntil(lambda: page.list._inbox is not None)
    yield page
    bridge.release()


def cells(page) -> list[tuple[str, ...]]:
    return [row.cells for row in page.list.table.rows.rows]


def rows_of(page, word: str) -> list[int]:
    return [n for n, row in enumerate(page.list.table.rows.rows) if word in " ".join(row.cells[1:])]


def look(qtbot, page, dialogs, folder: Path) -> None:
    dialogs.folders.append(folder)
    qtbot.mouseClick(page.list.folder_button, LEFT)
    qtbot.waitUntil(lambda: page.parts.currentWidget() is page.look, timeout=20_000)


def take(qtbot, page, passphrase: str = "") -> None:
    if passphrase:
        qtbot.keyClicks(page.look.passphrase_edit, passphrase)
    with qtbot.waitSignal(page.changed, timeout=20_000):
        qtbot.mouseClick(page.look.take_button, LEFT)


def back(qtbot, page) -> None:
    qtbot.mouseClick(page.look.back_button, LEFT)
    qtbot.waitUntil(lambda: page.parts.currentWidget() is page.list and cells(page) != [])


def test_an_empty_desk_says_what_to_do(page) -> None:
    assert "Belum ada yang masuk" in page.list.empty_label.text()
    assert page.list.empty_label.isVisible()
    top = page.list.files_button.mapTo(page, QPoint()).y()
    assert top < page.height() // 4
    assert page.list.empty_label.mapTo(page, QPoint()).y() < page.height() // 3


def test_in_a_narrow_window_nothing_is_cut(qtbot, page, dialogs, made) -> None:
    look(qtbot, page, dialogs, made / "kirim")
    take(qtbot, page)
    back(qtbot, page)
    page.resize(720, 440)
    qtbot.waitUntil(lambda: page.list.table.horizontalScrollBar().maximum() == 0)
    edge = page.list.find_edit.mapTo(page, QPoint(page.list.find_edit.width(), 0)).x()
    assert edge <= page.width()


def test_what_would_happen_is_shown_and_nothing_written(
    qtbot, page, dialogs, made, province
) -> None:
    look(qtbot, page, dialogs, made / "kirim")
    assert "belum ada yang dimasukkan" in page.look.title_label.text()
    assert page.look.summary_label.text() == "1 berkas: 1 akan diterima."
    assert page.look.take_button.text() == "&Terima 1 berkas"
    assert page.look.counts_label.text().startswith("Indikator 136: 136 baru")
    [row] = page.look.files_table.rows.rows
    assert row.cells[3:] == ("136", "0", "0", "0")
    assert len(page.look.items_table.rows.rows) > 200
    page.look.filter_combo.setCurrentIndex(page.look.filter_combo.findText("ditolak"))
    assert page.look.items_table.rows.rows == []
    back(qtbot, page) if cells(page) else qtbot.mouseClick(page.look.back_button, LEFT)
    assert page.list.empty_label.isVisible()
    assert not (province.folder / "karantina").exists()


def test_a_bundle_comes_in_and_its_words_can_be_read_out(
    qtbot, page, dialogs, made, province, tmp_path
) -> None:
    look(qtbot, page, dialogs, made / "kirim")
    take(qtbot, page, PASSPHRASE)
    assert "1 tanda terima ditulis" in page.look.summary_label.text()
    assert page.look.passphrase_edit.text() == ""
    back(qtbot, page)
    page.list.table.select(rows_of(page, "Diterima")[0])
    assert "Kota Jambi" in page.list.name_label.text()
    assert len(page.list.words_label.text().split()) == 6
    assert page.list.words_label.isVisible()
    target = tmp_path / "stik"
    target.mkdir()
    dialogs.folders.append(target)
    qtbot.mouseClick(page.list.receipt_button, LEFT)
    qtbot.waitUntil(lambda: any(target.glob("*receipt*")), timeout=10_000)
    qtbot.waitUntil(lambda: "tersimpan" in page.message_label.text())


def test_a_seal_is_opened_by_what_was_typed_once(qtbot, page, dialogs, made) -> None:
    look(qtbot, page, dialogs, made / "kirim-segel")
    assert "tidak dimasukkan" in page.look.summary_label.text()
    qtbot.keyClicks(page.look.passphrase_edit, PASSPHRASE)
    qtbot.keyClick(page.look.passphrase_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: page.look.summary_label.text() == "1 berkas: 1 akan diterima.", timeout=20_000
    )
    qtbot.waitUntil(page.parts.isEnabled)
    with qtbot.waitSignal(page.changed, timeout=20_000):
        qtbot.keyClick(page.look.passphrase_edit, Qt.Key.Key_Return)
    assert "1 berkas: 1 diterima." in page.look.summary_label.text()
    assert page.look.passphrase_edit.text() == ""


def test_a_typed_passphrase_goes_when_the_page_is_left(qtbot, page, dialogs, made) -> None:
    look(qtbot, page, dialogs, made / "kirim-segel")
    qtbot.keyClicks(page.look.passphrase_edit, PASSPHRASE)
    page.hide()
    assert page.look.passphrase_edit.text() == ""
    page.show()
    qtbot.keyClicks(page.look.passphrase_edit, PASSPHRASE)
    qtbot.mouseClick(page.look.back_button, LEFT)
    assert page.look.passphrase_edit.text() == ""


def test_the_correction_that_came_in_is_in_front(qtbot, page, dialogs, made, province) -> None:
    look(qtbot, page, dialogs, made / "kirim")
    take(qtbot, page, PASSPHRASE)
    first = page.look.words_label.text()
    assert len(first.split()) == 6
    assert page.look.words_label.isVisible()
    back(qtbot, page)
    look(qtbot, page, dialogs, made / "perbaikan")
    assert page.look.files_table.rows.rows[0].cells[1] == "Kota Jambi, perbaikan ke-1"
    fates = [row.cells[3] for row in page.look.items_table.rows.rows]
    assert fates[0] == "Diperbarui"
    assert all("Tetap" in fate for fate in fates[1:])
    assert not page.look.words_label.isVisible()
    take(qtbot, page, PASSPHRASE)
    words = page.look.words_label.text()
    assert words != first
    back(qtbot, page)
    qtbot.waitUntil(lambda: rows_of(page, "Arsip") != [])
    assert "Perbaikan ke-1" in page.list.name_label.text()
    assert page.list.words_label.text() == words


def test_a_receipt_goes_to_where_districts_look_on_a_stick(
    qtbot, page, dialogs, made, province, stick
) -> None:
    look(qtbot, page, dialogs, made / "kirim")
    take(qtbot, page, PASSPHRASE)
    back(qtbot, page)
    dialogs.folders.append(stick.root)
    qtbot.mouseClick(page.list.receipt_button, LEFT)
    qtbot.waitUntil(lambda: "tersimpan" in page.message_label.text(), timeout=20_000)
    assert any((stick.root / "dari-provinsi").glob("*receipt*"))


def test_the_same_and_an_older_file_are_told_beforehand(qtbot, page, dialogs, made) -> None:
    look(qtbot, page, dialogs, made / "perbaikan")
    take(qtbot, page)
    back(qtbot, page)
    look(qtbot, page, dialogs, made / "perbaikan")
    assert page.look.summary_label.text() == "1 berkas: 1 sudah diterima."
    assert page.look.take_button.text() == "&Tulis lagi tanda terimanya"
    qtbot.mouseClick(page.look.back_button, LEFT)
    look(qtbot, page, dialogs, made / "kirim")
    assert page.look.summary_label.text() == "1 berkas: 1 lebih lama daripada yang berlaku."
    assert page.look.take_button.text() == "&Simpan sebagai arsip"


def test_receipts_wait_for_the_passphrase(qtbot, page, dialogs, made, province) -> None:
    look(qtbot, page, dialogs, made / "kirim")
    take(qtbot, page)
    assert "menunggu tanda tangan" in page.look.summary_label.text()
    back(qtbot, page)
    qtbot.waitUntil(page.list.sign_row.isVisible)
    before = page.list.passphrase_edit.mapTo(page, QPoint())
    qtbot.keyClicks(page.list.passphrase_edit, "salah sekali")
    qtbot.mouseClick(page.list.sign_button, LEFT)
    qtbot.waitUntil(lambda: "tidak cocok" in page.message_label.text(), timeout=20_000)
    qtbot.waitUntil(page.parts.isEnabled)
    assert page.list.passphrase_edit.mapTo(page, QPoint()) == before
    assert page.list.find_edit.text() == ""
    qtbot.keyClicks(page.list.passphrase_edit, PASSPHRASE)
    qtbot.keyClick(page.list.passphrase_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "ditandatangani" in page.message_label.text(), timeout=20_000)
    qtbot.waitUntil(lambda: not page.list.sign_row.isVisible())
    assert any((province.folder / "keluar").glob("*receipt*"))


def test_a_dropped_folder_of_strangers_is_kept_apart(qtbot, page, made, province) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(made / "asing"))])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(50, 50), copy, data, LEFT, none))
    QApplication.sendEvent(page, QDropEvent(QPointF(50, 50), copy, data, LEFT, none))
    qtbot.waitUntil(lambda: page.parts.currentWidget() is page.look, timeout=20_000)
    assert page.look.summary_label.text() == "1 berkas: 1 menunggu."
    take(qtbot, page)
    back(qtbot, page)
    assert any("Belum disahkan" in row[0] for row in cells(page))
    assert "di luar rekap" in page.list.facts_label.text()
    enrol(province, STRANGER)
    with qtbot.waitSignal(page.changed, timeout=20_000):
        page.refresh()
    assert "1 berkas yang menunggu kuncinya kini disahkan" in page.message_label.text()
    assert rows_of(page, "✓ Diterima") != []
    qtbot.keyClicks(page.list.find_edit, "MUARO diterima")
    assert len(cells(page)) == 2
    qtbot.keyClicks(page.list.find_edit, " bukan")
    assert cells(page) == []
    assert "Tidak ada yang cocok" in page.list.empty_label.text()
    assert page.list.card.isHidden()


def test_people_decide_side_by_side(qtbot, page, dialogs, made, province) -> None:
    for folder in ("kirim", "kirim-lain"):
        look(qtbot, page, dialogs, made / folder)
        take(qtbot, page)
        back(qtbot, page)
    qtbot.waitUntil(lambda: rows_of(page, "Bertentangan") != [])
    page.list.table.select(rows_of(page, "Bertentangan")[0])
    qtbot.mouseClick(page.list.decide_button, LEFT)
    qtbot.waitUntil(lambda: page.parts.currentWidget() is page.conflict, timeout=10_000)
    [row] = page.conflict.table.rows.rows
    assert row.cells[0].startswith("9.01 ")
    assert row.cells[1:] == ("–", "catatan: lain")
    dialogs.answers.append(True)
    with qtbot.waitSignal(page.changed, timeout=10_000):
        qtbot.mouseClick(page.conflict.other_button, LEFT)
    assert "menjadi yang berlaku" in dialogs.asked[-1]
    qtbot.waitUntil(lambda: rows_of(page, "Bertentangan") == [])
    assert len(rows_of(page, "Diterima")) == 1
    assert len(rows_of(page, "Arsip")) == 1


def test_a_folder_without_bundles_says_so(qtbot, page, dialogs, tmp_path) -> None:
    (tmp_path / "kosong").mkdir()
    (tmp_path / "kosong" / "a.txt").write_text("halo")
    dialogs.folders.append(tmp_path / "kosong")
    qtbot.mouseClick(page.list.folder_button, LEFT)
    qtbot.waitUntil(lambda: "1 berkas lain dilewati" in page.message_label.text())
    assert page.parts.currentWidget() is page.list


def test_periksa_opens_a_seal_at_the_province(qtbot, qapp, province, runner, dialogs, made) -> None:
    page = CheckingPage(province, runner, dialogs)
    qtbot.addWidget(page)
    page.show()
    [sealed] = (made / "kirim-segel").iterdir()
    with qtbot.waitSignal(page.checked, timeout=20_000):
        page.check(sealed)
    assert page.seal_part.isVisible()
    qtbot.keyClicks(page.passphrase_edit, PASSPHRASE)
    with qtbot.waitSignal(page.checked, timeout=20_000) as said:
        qtbot.keyClick(page.passphrase_edit, Qt.Key.Key_Return)
    assert said.args[0].verdict.startswith("✓")
    assert page.passphrase_edit.text() == ""
    assert not page.seal_part.isVisible()


# ------------------------------------------------------------ at the district


@pytest.fixture
def panel(qtbot, district, runner, dialogs):
    panel = AnswerPanel(district, runner, dialogs)
    qtbot.addWidget(panel)
    panel.resize(1000, 160)
    panel.show()
    return panel


def test_the_newest_sending_is_in_front(qtbot, district, runner, dialogs, tmp_path) -> None:
    page = HandoversPage(district, runner, dialogs)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.handed_title.text() == "Penyerahan Usulan awal")
    district.require_session().set([Edit("9.01", "note", "diperbaiki")], "Isi")
    send(district, tmp_path, PASSPHRASE)
    page.refresh()
    qtbot.waitUntil(lambda: page.handed_title.text() == "Penyerahan Perbaikan ke-1")


@pytest.fixture
def answers(made, province, tmp_path) -> Path:
    """What the province wrote for the district."""
    out = tmp_path / "dari-provinsi"
    import_path(province, made / "kirim", passphrase=PASSPHRASE, out=out)
    return out


def test_files_of_the_province_are_taken(qtbot, panel, dialogs, answers, district) -> None:
    dialogs.files += sorted(answers.iterdir())
    with qtbot.waitSignal(panel.answered, timeout=20_000):
        qtbot.mouseClick(panel.pick_button, LEFT)
    assert "diterima di provinsi" in panel.message_label.text()
    assert timeline(district)[0].state.value == "diterima"


def test_words_are_completed_and_checked(qtbot, panel, answers, district, province) -> None:
    from kks_desktop.services.inbox import inbox

    for path in answers.glob("*keyring*"):
        import_path(district, path)
    receipt = inbox(province).received[0].receipt
    assert receipt is not None
    qtbot.keyClicks(panel.words_edit, " ".join(word[:4] for word in receipt.words))
    completer = panel.words_edit.completer()
    assert completer.currentCompletion().split()[-1] == receipt.words[-1]
    with qtbot.waitSignal(panel.answered, timeout=20_000):
        qtbot.mouseClick(panel.words_button, LEFT)
    assert panel.message_label.text().startswith("✓ Usulan awal diterima")
    assert panel.words_edit.text() == ""
    assert timeline(district)[0].by_words


def test_a_refused_file_is_named_once(qtbot, panel, dialogs, tmp_path) -> None:
    bad = tmp_path / "kks-15-2025-r001-keyring-1of1.zip"
    bad.write_bytes(b"bukan")
    dialogs.files.append(bad)
    qtbot.mouseClick(panel.pick_button, LEFT)
    qtbot.waitUntil(lambda: "▲" in panel.message_label.text(), timeout=20_000)
    assert panel.message_label.text().count("keyring") == 1


def test_a_wrong_word_is_named(qtbot, panel) -> None:
    qtbot.keyClicks(panel.words_edit, "abadi abang abjat acara adegan adil")
    panel.words_edit.completer().popup().hide()
    qtbot.mouseClick(panel.words_button, LEFT)
    qtbot.waitUntil(lambda: "Mungkin maksudnya abjad" in panel.message_label.text())
    assert panel.words_edit.text() != ""


def test_files_that_come_while_words_are_checked_are_taken_after_them(
    qtbot, panel, answers, district
) -> None:
    qtbot.keyClicks(panel.words_edit, "abadi abang abjat acara adegan adil")
    panel.words_edit.completer().popup().hide()
    with qtbot.waitSignal(panel.answered, timeout=20_000):
        qtbot.mouseClick(panel.words_button, LEFT)
        qtbot.keyClicks(panel.words_edit, "x")
        panel.take(sorted(answers.iterdir()))
    assert panel.words_edit.text() == "abadi abang abjat acara adegan adil"
    assert timeline(district)[0].state.value == "diterima"
