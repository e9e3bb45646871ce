"""Bukti dukung of an indicator: dropped, pasted, taken off, declared not needed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from kks_desktop.domain.evidence import EvidenceFile
from kks_desktop.qt.bridge import SessionBridge
from kks_desktop.qt.intake import Intake
from kks_desktop.qt.screens.tatanan.page import TatananPage
from kks_desktop.qt.widgets.evidence_list import EvidenceList, ItemRow, file_words
from kks_desktop.qt.widgets.file_drop import forget_pasted
from kks_desktop.qt.widgets.link_button import LinkButton
from kks_desktop.services.session import Edit
from kks_desktop.services.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier
PROVEN, BARE = "1.01", "1.06"


@pytest.fixture
def page(qtbot, practice_bridge) -> TatananPage:
    page = TatananPage(practice_bridge, pause_ms=0)
    qtbot.addWidget(page)
    page.resize(1150, 720)
    with qtbot.waitActive(page):
        page.show()
    page.show_code(PROVEN)
    yield page
    QApplication.clipboard().clear()


@pytest.fixture
def session(practice_bridge):
    return practice_bridge.session


@pytest.fixture
def asked(page) -> list[Intake]:
    asked: list[Intake] = []
    page.intake_requested.connect(asked.append)
    return asked


def proof(page: TatananPage) -> EvidenceList:
    return page.editor.view.evidence


def texts(page: TatananPage) -> str:
    found = proof(page).findChildren(QLabel)
    return "\n".join(label.text() for label in found if label.isVisibleTo(proof(page)))


def links(page: TatananPage) -> list[str]:
    return [b.text() for row in proof(page).rows for b in row.findChildren(LinkButton)]


def press(qtbot, row: ItemRow, words: str) -> None:
    button = next(b for b in row.findChildren(QToolButton) if b.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def local(*paths) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(row: ItemRow, data: QMimeData) -> bool:
    """Drag something over a row and let it go; whether the row takes it."""
    rest = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    enter = QDragEnterEvent(row.rect().center(), *rest)
    enter.setAccepted(False)
    if row.acceptDrops():
        QCoreApplication.sendEvent(row, enter)
    if enter.isAccepted():
        QCoreApplication.sendEvent(row, QDropEvent(QPointF(row.rect().center()), *rest))
    return enter.isAccepted()


# ------------------------------------------------------------------------- what is shown


def test_every_wanted_item_is_listed_with_its_files(page, session) -> None:
    wanted = session.instrument.by_code[PROVEN].evidence
    assert [row.item for row in proof(page).rows] == [
        *(str(number) for number in range(len(wanted))),
        "lain",
    ]
    assert links(page) == ["Laporan MPDN", "Tangkapan layar MPDN"]
    assert "2023, 2024 · ✓ disahkan" in texts(page)
    assert proof(page).state_label.text() == "✓ lengkap"
    page.show_code(BARE)
    assert proof(page).state_label.text() == "○ belum ada"


def test_words_beside_a_file_say_its_years_and_who_stands_for_it() -> None:
    plain = EvidenceFile(
        "a" * 64, "a.pdf", "pdf", "", frozenset(), None, None, (), "", "", None, ""
    )
    assert file_words(plain) == "◐ belum disahkan"
    sheet = plain.__class__(*(getattr(plain, name) for name in plain.__slots__[:-1]), "kesehatan")
    assert file_words(sheet) == "✓ disahkan"


def test_a_file_opens_by_its_name(qtbot, page) -> None:
    link = proof(page).findChildren(LinkButton)[0]
    with qtbot.waitSignal(page.open_requested) as asked:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert asked.args[0].startswith("bukti:")


# ------------------------------------------------------------------------- coming in


def test_dropped_files_are_asked_for_with_their_item(page, asked, tmp_path) -> None:
    paths = (tmp_path / "laporan.pdf", tmp_path / "foto.jpg")
    assert drop(proof(page).rows[1], local(*paths))
    assert asked == [Intake(PROVEN, "1", paths)]
    assert not proof(page).rows[1].property("target"), "no longer marked as the place to drop"


def test_what_is_no_local_file_is_not_taken(page, asked) -> None:
    web, text = QMimeData(), QMimeData()
    web.setUrls([QUrl("https://contoh.go.id/a.pdf")])
    text.setText("bukan berkas")
    assert not drop(proof(page).rows[0], web)
    assert not drop(proof(page).rows[0], text)
    assert asked == []


def test_files_and_pictures_are_pasted(qtbot, page, asked, tmp_path) -> None:
    row = proof(page).rows[0]
    row.add_button.setFocus()
    QApplication.clipboard().setMimeData(local(tmp_path / "laporan.pdf"))
    qtbot.keyClick(row.add_button, Qt.Key.Key_V, CTRL)
    picture = QImage(8, 8, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    QApplication.clipboard().setImage(picture)
    qtbot.keyClick(row.add_button, Qt.Key.Key_V, CTRL)
    assert asked[0] == Intake(PROVEN, "0", (tmp_path / "laporan.pdf",))
    (path,) = asked[1].paths
    assert QImage(str(path)).size() == picture.size()
    forget_pasted([tmp_path / "laporan.pdf", path])
    assert not path.parent.exists()


def test_the_button_asks_for_files_of_its_item(qtbot, page, asked) -> None:
    press(qtbot, proof(page).rows[-1], "+ Berkas")
    assert asked == [Intake(PROVEN, "lain")]


def test_what_became_of_files_is_told_only_where_they_belong(page) -> None:
    page.editor.proof.tell(BARE, "2 berkas dilampirkan.")
    assert not proof(page).told_label.isVisible()
    page.editor.proof.tell(PROVEN, "2 berkas dilampirkan.")
    assert proof(page).told_label.isVisible()
    page.show_code(BARE)
    assert not proof(page).told_label.isVisible()


def test_what_was_told_goes_when_it_is_undone(qtbot, page, session) -> None:
    use = Edit("bukti:" + "0" * 64, f"untuk/{BARE}/lain", "ya")
    page.show_code(BARE)
    session.set([use], "Lampirkan bukti")
    page.editor.proof.tell(BARE, "✓ 1 berkas dilampirkan.")
    session.set([Edit(BARE, "note", "catatan")], "Catatan")
    assert proof(page).told_label.isVisible()
    session.undo()
    session.undo()
    assert not proof(page).told_label.isVisible()


# ------------------------------------------------------------------------- going, not needed


def test_a_file_is_taken_off_and_undo_puts_it_back(qtbot, page, session) -> None:
    before = session.fields
    press(qtbot, proof(page).rows[0], "✕")
    assert links(page) == ["Tangkapan layar MPDN"]
    assert proof(page).state_label.text() == "◐ belum lengkap"
    assert session.undo_label == "Lepaskan bukti 1.01"
    page.show_code("1.02")
    assert "✓" in proof(page).state_label.text(), "it still proves the other indicator"
    session.undo()
    assert session.fields == before
    page.show_code(PROVEN)
    assert proof(page).state_label.text() == "✓ lengkap"


def test_an_item_is_declared_not_needed_with_a_reason(qtbot, page, session) -> None:
    page.show_code(BARE)
    press(qtbot, proof(page).rows[0], "Tidak perlu")
    edit = proof(page).rows[0].reason_edit
    assert edit.hasFocus()
    qtbot.keyClicks(edit, "belum ada kasus")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert session.raw(BARE, "bukti/0") == "belum ada kasus"
    assert "Tidak diperlukan: belum ada kasus" in texts(page)
    press(qtbot, proof(page).rows[0], "Tetap perlu")
    assert session.raw(BARE, "bukti/0") == ""
    assert "Tidak diperlukan" not in texts(page)


def test_a_blank_reason_declares_nothing(qtbot, page, session) -> None:
    page.show_code(BARE)
    press(qtbot, proof(page).rows[0], "Tidak perlu")
    before = session.fields
    qtbot.keyClicks(proof(page).rows[0].reason_edit, "   ")
    qtbot.keyClick(proof(page).rows[0].reason_edit, Qt.Key.Key_Return)
    assert session.fields == before
    assert not proof(page).rows[0].reason_edit.isVisible()


@pytest.mark.parametrize("leave", ["next", "flush", "detach"])
def test_a_reason_being_typed_is_never_lost_and_stays_with_its_indicator(
    qtbot, page, session, leave
) -> None:
    session.set([Edit(PROVEN, "bukti/0", "")], "Uji")
    press(qtbot, proof(page).rows[0], "✕")
    press(qtbot, proof(page).rows[0], "Tidak perlu")
    qtbot.keyClicks(proof(page).rows[0].reason_edit, "sudah di laporan lain")
    if leave == "next":
        page.go_next()
    elif leave == "flush":
        page.flush()
    else:
        press(qtbot, proof(page).rows[1], "✕")
    assert session.raw(PROVEN, "bukti/0") == "sudah di laporan lain"
    assert session.raw("1.02", "bukti/0") == ""
    page.show_code(PROVEN)
    assert "Tidak diperlukan: sudah di laporan lain" in texts(page)


def test_a_file_that_comes_in_meanwhile_leaves_a_reason_being_typed(qtbot, page, session) -> None:
    sha256 = next(iter(page.editor._bridge.proofs.files))
    page.show_code(BARE)
    press(qtbot, proof(page).rows[0], "Tidak perlu")
    qtbot.keyClicks(proof(page).rows[0].reason_edit, "belum ada")
    session.set([Edit(f"bukti:{sha256}", f"untuk/{BARE}/lain", "ya")], "Lampirkan")
    edit = proof(page).rows[0].reason_edit
    assert edit.isVisible()
    assert edit.text() == "belum ada"
    assert edit.hasFocus()
    assert session.raw(BARE, "bukti/0") == ""
    qtbot.keyClicks(edit, " kasus")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert session.raw(BARE, "bukti/0") == "belum ada kasus"


def test_nothing_can_be_changed_where_nothing_can_be_written(
    qtbot, practice, session, tmp_path
) -> None:
    session.flush()
    other = Workspace(practice.folder, write=False)
    bridge = SessionBridge(other.require_session())
    page = TatananPage(bridge)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    page.show_code(PROVEN)
    asked: list[Intake] = []
    page.intake_requested.connect(asked.append)
    row = proof(page).rows[0]
    assert not row.findChildren(QToolButton)
    assert not drop(row, local(tmp_path / "a.pdf"))
    QApplication.clipboard().setMimeData(local(tmp_path / "a.pdf"))
    qtbot.keyClick(row.findChild(LinkButton), Qt.Key.Key_V, CTRL)
    assert asked == []
    QApplication.clipboard().clear()
    bridge.release()
    other.close()
