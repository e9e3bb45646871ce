"""Proof from the window: dropped, picked, looked at, taken off, made smaller, found damaged."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QPushButton, QToolButton
from reportlab.pdfgen.canvas import Canvas

from kks_desktop.domain.evidence import ProofState
from kks_desktop.qt.main.window import MainWindow
from kks_desktop.qt.screens.evidence.list_part import ListPart
from kks_desktop.qt.widgets.evidence_list import EvidenceList, ItemRow
from kks_desktop.services.attaching import remove
from kks_desktop.services.evidence import Meter, meter_of
from kks_desktop.services.session import Edit
from tests.gui.fakes import FakeDialogs

LONG = 10_000


@pytest.fixture
def dialogs() -> FakeDialogs:
    return FakeDialogs()


@pytest.fixture
def window(qtbot, qapp, practice, dialogs) -> MainWindow:
    window = MainWindow(practice, qapp, dialogs)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    window.close()


def pdf(path: Path, words: str = "Laporan 2023 dan 2024") -> Path:
    canvas = Canvas(str(path))
    for line in range(40):
        canvas.drawString(60, 800 - 18 * line, f"{words}, baris {line}")
    canvas.save()
    return path


def photo(path: Path, side: int = 3200) -> Path:
    picture = Image.effect_noise((side, side * 3 // 4), 60).convert("RGB")
    picture.save(path, "JPEG", quality=92)
    return path


def drop(row: ItemRow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    row.dropEvent(
        QDropEvent(
            QPointF(QPoint(5, 5)),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def attached(qtbot, view, count: int) -> None:
    """Wait until a checklist tells that so many files came in."""
    words = f"{count} berkas dilampirkan"
    qtbot.waitUntil(lambda: words in view().told_label.text(), timeout=LONG)


def checklist(window: MainWindow) -> EvidenceList:
    return window.pages.tatanan.editor.view.evidence


def library(window: MainWindow) -> ListPart:
    window.go("bukti")
    return window.stack.currentWidget().list


def meter(part: ListPart) -> Meter:
    return meter_of(part._bridge.proofs.files, part._desk.sizes())


def states(window: MainWindow, code: str) -> ProofState:
    return window.bridge.proofs.proof(code).state


def test_files_dropped_on_an_item_answer_it_and_one_step_takes_them_off(
    qtbot, window, tmp_path
) -> None:
    window.go("1.06")
    before = states(window, "1.06")
    files = [pdf(tmp_path / "SKI.pdf"), pdf(tmp_path / "SSGI.pdf", "Survei 2024")]
    drop(checklist(window).rows[0], *files)
    attached(qtbot, lambda: checklist(window), 2)
    proof = window.bridge.proofs.proof("1.06")
    assert sorted(file.name for file in proof.items[0].files) == ["SKI.pdf", "SSGI.pdf"]
    assert {file.name: file.years for file in proof.items[0].files} == {
        "SKI.pdf": frozenset(),  # it names both years: the person says which
        "SSGI.pdf": {2024},
    }
    window.actions_.undo.trigger()
    assert states(window, "1.06") is before
    window.actions_.redo.trigger()
    assert states(window, "1.06") is not before


def test_bad_files_are_refused_in_a_sentence_and_the_good_one_comes_in(
    qtbot, window, tmp_path
) -> None:
    window.go("1.06")
    empty = tmp_path / "kosong.pdf"
    empty.touch()
    program = tmp_path / "laporan.pdf.exe"
    program.write_bytes(b"MZ" + bytes(400))
    disguised = tmp_path / "bukti.pdf"
    disguised.write_bytes(b"MZ" + bytes(400))
    name = ("📄" + "\u202egpj." + "n" * 70)[:80] + ".pdf"
    good = pdf(tmp_path / name)
    gone = tmp_path / "hilang.pdf"
    drop(checklist(window).rows[0], empty, program, disguised, gone, good)
    attached(qtbot, lambda: checklist(window), 1)
    told = checklist(window).told_label.text()
    assert "kosong.pdf" in told
    assert "laporan.pdf.exe" in told
    assert "berkas lain juga tidak dilampirkan" in told
    (file,) = window.bridge.proofs.proof("1.06").items[0].files
    assert "\u202e" not in file.name
    assert file.name.startswith("📄")


def test_picking_and_pasting_work_like_dropping(qtbot, window, dialogs, tmp_path) -> None:
    window.go("1.06")
    rows = checklist(window).rows
    dialogs.files = [pdf(tmp_path / "SKI.pdf")]
    qtbot.mouseClick(rows[0].add_button, Qt.MouseButton.LeftButton)
    attached(qtbot, lambda: checklist(window), 1)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(pdf(tmp_path / "layar.pdf")))])
    QGuiApplication.clipboard().setMimeData(data)
    row = checklist(window).rows[1]
    row.add_button.setFocus()
    qtbot.keyClick(row.add_button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: states(window, "1.06") is ProofState.UNVALIDATED, timeout=LONG)


def test_a_pasted_picture_leaves_nothing_in_the_temp_folder(
    qtbot, window, monkeypatch, tmp_path
) -> None:
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    window.go("1.06")
    picture = QImage(64, 64, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    QGuiApplication.clipboard().setImage(picture)
    row = checklist(window).rows[0]
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    attached(qtbot, lambda: checklist(window), 1)
    qtbot.waitUntil(lambda: not window.pages.intake.busy)
    assert not list(folder.glob("kks-*"))
    QGuiApplication.clipboard().clear()


def test_more_files_at_once_than_anybody_means_are_refused_in_a_sentence(
    qtbot, window, tmp_path
) -> None:
    window.go("1.06")
    before = window.bridge.session.fields
    drop(checklist(window).rows[0], *[tmp_path / f"{number}.pdf" for number in range(501)])
    told = checklist(window).told_label.text()
    assert told.startswith("▲ 501 berkas sekaligus terlalu banyak")
    assert "500" in told
    assert not window.pages.intake.busy
    assert window.bridge.session.fields == before


def test_an_item_can_be_declared_not_needed_with_a_reason(qtbot, window) -> None:
    window.go("1.06")
    row = checklist(window).rows[1]
    skip = next(b for b in row.findChildren(QToolButton) if b.text() == "Tidak perlu")
    qtbot.mouseClick(skip, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(row.reason_edit, "angka dari survei")
    qtbot.keyClick(row.reason_edit, Qt.Key.Key_Return)
    assert window.bridge.session.raw("1.06", "bukti/1") == "angka dari survei"
    assert window.bridge.proofs.proof("1.06").items[1].answered
    window.actions_.undo.trigger()
    assert not window.bridge.proofs.proof("1.06").items[1].answered


def test_the_library_lists_finds_and_opens_the_places_of_a_file(qtbot, window) -> None:
    part = library(window)
    assert part.model.rowCount() == 10
    qtbot.keyClicks(part.search_edit, "mpdn laporan")
    qtbot.waitUntil(lambda: part.model.rowCount() == 1)
    part.table.selectRow(0)
    assert part.panel.form is not None
    assert part.panel.form.caption_edit.text() == "Laporan MPDN"
    part.panel.bar.setCurrentIndex(2)
    assert part.panel.uses is not None
    link = next(b for b in part.panel.uses.findChildren(QPushButton) if b.text() == "Buka 1.01")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert window.pages.tatanan.code == "1.01"


def test_a_file_serves_another_indicator_without_a_second_copy(qtbot, window) -> None:
    part = library(window)
    part.table.selectRow(0)
    sha256 = part.panel.sha256
    part.panel.bar.setCurrentIndex(2)
    uses = part.panel.uses
    assert uses is not None
    qtbot.keyClicks(uses.code_edit, "1.14")
    assert (
        uses.item_combo.count()
        == len(window.bridge.session.instrument.by_code["1.14"].evidence) + 1
    )
    qtbot.mouseClick(uses.add_button, Qt.MouseButton.LeftButton)
    assert window.bridge.proofs.proof("1.14").items[0].files[0].sha256 == sha256
    assert part.model.rowCount() == 10


def test_what_is_said_of_a_file_is_kept_and_counts(qtbot, window) -> None:
    part = library(window)
    part.shelf_combo.setCurrentIndex(3)
    part.shelf_combo.activated.emit(3)
    rows = [row.file.title for row in part.model.rows]
    assert "Tangkapan layar ASIK" in rows
    part.table.selectRow(rows.index("Tangkapan layar ASIK"))
    sha256, form = part.panel.sha256, part.panel.form
    assert form is not None
    lines = {w.accessibleName(): w for w in form.findChildren(type(form.nip_edit).__bases__[0])}
    qtbot.keyClicks(lines["Disahkan oleh (Kepala OPD)"], "Ida Yuliati")
    qtbot.keyClicks(lines["NIP"], "123")
    qtbot.keyClicks(lines["Tanggal pengesahan"], "12/1/2025")
    assert part.flush()
    assert window.bridge.session.raw(f"bukti:{sha256}", "kepala_tanggal") == "2025-01-12"
    assert window.bridge.proofs.files[sha256].validated
    assert "▲" in form._doubt_label.text()


def test_a_large_photo_is_made_smaller_only_when_the_person_agrees(qtbot, window, tmp_path) -> None:
    window.go("K.04")
    target = window.stack.currentWidget()._variables.editor.view.evidence
    drop(target.rows[0], photo(tmp_path / "sekretariat.jpg"))
    attached(qtbot, lambda: target, 1)
    (old,) = [f for f in window.bridge.proofs.files.values() if f.name == "sekretariat.jpg"]
    part = library(window)
    part.select(old.sha256)
    assert part.panel.form is not None
    shrink = next(b for b in part.panel.form.findChildren(QPushButton) if "Perkecil" in b.text())
    before = meter(part).size
    qtbot.mouseClick(shrink, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: part.panel.sha256 not in ("", old.sha256), timeout=LONG)
    assert meter(part).size < before
    new = window.bridge.proofs.files[part.panel.sha256]
    assert new.uses == old.uses
    assert old.sha256 not in window.bridge.proofs.files
    window.actions_.undo.trigger()
    assert window.bridge.proofs.files[old.sha256].uses == old.uses


def test_a_photo_is_replaced_by_its_own_copy_though_another_file_came_to_the_front(
    qtbot, window, tmp_path
) -> None:
    part = library(window)
    part._on_dropped([photo(tmp_path / "sekretariat.jpg")])
    qtbot.waitUntil(lambda: "1 berkas dilampirkan" in part.told_label.text(), timeout=LONG)
    files = window.bridge.proofs.files
    (old,) = [f for f in files.values() if f.name == "sekretariat.jpg"]
    other = next(f for f in files.values() if f.uses)
    part.select(old.sha256)
    qtbot.mouseClick(part.panel.form.shrink_button, Qt.MouseButton.LeftButton)
    part.select(other.sha256)
    qtbot.waitUntil(lambda: old.sha256 not in window.bridge.proofs.files, timeout=LONG)
    assert window.bridge.proofs.files[other.sha256] == other
    assert part.panel.sha256 == other.sha256, "the person stays where they are"
    assert "sekretariat.jpg sudah diperkecil" in part.panel.told_label.text()


def test_a_photo_that_left_the_library_meanwhile_does_not_come_back(
    qtbot, window, tmp_path
) -> None:
    part = library(window)
    part._on_dropped([photo(tmp_path / "sekretariat.jpg")])
    qtbot.waitUntil(lambda: "1 berkas dilampirkan" in part.told_label.text(), timeout=LONG)
    (old,) = [f for f in window.bridge.proofs.files.values() if f.name == "sekretariat.jpg"]
    part.select(old.sha256)
    qtbot.mouseClick(part.panel.form.shrink_button, Qt.MouseButton.LeftButton)
    window.actions_.undo.trigger()
    before = window.bridge.session.fields
    qtbot.waitUntil(lambda: "tidak ada di pustaka" in part.panel.told_label.text(), timeout=LONG)
    assert window.bridge.session.fields == before


def test_a_scan_of_a_sheet_is_not_made_smaller_and_a_listed_photo_says_what_goes(
    qtbot, window, tmp_path
) -> None:
    part = library(window)
    part._on_dropped([photo(tmp_path / "sekretariat.jpg")])
    qtbot.waitUntil(lambda: "1 berkas dilampirkan" in part.told_label.text(), timeout=LONG)
    session = window.bridge.session
    (old,) = [f for f in window.bridge.proofs.files.values() if f.name == "sekretariat.jpg"]
    scan = next(f for f in window.bridge.proofs.files.values() if f.ext == "pdf")
    part.select(old.sha256)
    form = part.panel.form
    assert form.shrink_button.isVisible()
    session.set([Edit("opd:kesehatan", "lembar", old.sha256)], "Lembar")
    assert form.shrink_button.isHidden()
    session.set(
        [
            Edit("opd:kesehatan", "lembar", scan.sha256),
            Edit("opd:kesehatan", f"lembar/{old.sha256}", "ya"),
            Edit("opd:kesehatan", f"dicetak/{old.sha256}", "2025-02-01"),
        ],
        "Lembar",
    )
    assert "tidak berlaku lagi" in form._shrink_label.text()
    assert form._shrink_label.isVisible()
    qtbot.mouseClick(form.shrink_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "tandatangani lagi" in part.panel.told_label.text(), timeout=LONG)
    assert not any(old.sha256 in field for _, field in session.fields)
    window.actions_.undo.trigger()
    assert window.bridge.proofs.files[old.sha256].sheet == "kesehatan"


def test_closing_while_files_come_in_asks_and_keeps_what_was_finished(
    qtbot, window, dialogs, tmp_path
) -> None:
    window.go("1.06")
    drop(checklist(window).rows[0], *[pdf(tmp_path / f"{n}.pdf", f"Berkas {n}") for n in range(40)])
    dialogs.answers = [False]
    assert not window.close()
    assert window.isVisible()
    assert "masih diperiksa" in dialogs.asked[-1]
    intake = window.pages.intake
    stored = window.pages.desk.files.folder
    before = len(list(stored.glob("??/*")))
    qtbot.waitUntil(lambda: len(list(stored.glob("??/*"))) > before, timeout=LONG)
    dialogs.answers = [True]
    left = []
    intake.taken.connect(lambda _target, files, _visit: left.extend(files))
    assert not window.close()
    qtbot.waitUntil(window.isHidden, timeout=LONG)
    assert left
    assert window.bridge.session.raw(f"bukti:{left[0].sha256}", "nama") == left[0].name
    assert not intake.busy


def test_a_caption_does_not_read_the_store_again_but_a_file_does(
    qtbot, window, monkeypatch
) -> None:
    part = library(window)
    part.table.selectRow(0)
    sha256 = part.panel.sha256
    before = part.meter_label.text()
    asked = []
    sizes = part._desk.sizes
    monkeypatch.setattr(part._desk, "sizes", lambda: asked.append(1) or sizes())
    window.bridge.commit([Edit(f"bukti:{sha256}", "judul", "Zzz")], "Judul")
    assert part.model.rows[-1].file.title == "Zzz"
    assert (asked, part.meter_label.text()) == ([], before)
    window.bridge.commit(remove(window.bridge.session, [sha256]), "Keluarkan")
    assert asked == [1]
    assert part.meter_label.text().startswith(f"{part.model.rowCount()} berkas")
    assert part.meter_label.text() != before


def test_taking_a_file_out_and_undo(qtbot, window) -> None:
    part = library(window)
    part.table.selectRow(1)
    sha256, uses = part.panel.sha256, window.bridge.proofs.files[part.panel.sha256].uses
    assert part.panel.form is not None
    remove = next(b for b in part.panel.form.findChildren(QPushButton) if "Keluarkan" in b.text())
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert part.model.rowCount() == 9
    window.actions_.undo.trigger()
    assert window.bridge.proofs.files[sha256].uses == uses
    assert library(window).model.rowCount() == 10


def test_damage_is_found_told_and_blocks_sending(qtbot, window, practice) -> None:
    part = library(window)
    file = next(row.file for row in part.model.rows if row.targets)
    part._desk.files.path_of(file.sha256, file.ext).write_bytes(b"%PDF-1.4 lain isinya")
    qtbot.mouseClick(part.check_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "1 berkas rusak" in part.told_label.text(), timeout=LONG)
    assert file.sha256 in window.bridge.proofs.damaged
    assert any(problem.hard for problem in window.pages.watch.current())


def test_a_picture_of_an_activity_belongs_to_its_row(qtbot, window, tmp_path) -> None:
    window.go("kegiatan:001")
    part = window.stack.currentWidget().current
    part._proof_button.click()
    part.show_row("kegiatan:001")
    drop(part.proof.list.rows[3], photo(tmp_path / "rapat.jpg", 900))
    attached(qtbot, lambda: part.proof.list, 1)
    assert "foto" in window.bridge.proofs.uses["kegiatan:001"]
    part.show_row("kegiatan:002")
    assert part.proof.list.state_label.text() == "○ belum ada"


def test_the_emblem_is_kept_with_the_profile(qtbot, window, tmp_path) -> None:
    window.go("profil")
    part = window.stack.currentWidget().current
    buffer = BytesIO()
    Image.new("RGB", (600, 700), "green").save(buffer, "PNG")
    (tmp_path / "lambang.png").write_bytes(buffer.getvalue())
    drop(part.emblem.rows[1], tmp_path / "lambang.png")
    attached(qtbot, lambda: part.emblem, 1)
    assert "lambang" in window.bridge.proofs.uses["profil"]


def test_a_signed_sheet_validates_what_was_printed_in_one_step(
    qtbot, window, dialogs, tmp_path
) -> None:
    window.go("opd:kesehatan")
    part = window.stack.currentWidget().validation
    asik = next(f for f in window.bridge.proofs.files.values() if f.title == "Tangkapan layar ASIK")
    assert not asik.validated
    dialogs.targets = [tmp_path / "lembar.pdf"]
    qtbot.mouseClick(part.steps.print_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: part.steps.attach_button.isEnabled(), timeout=LONG)
    dialogs.files = [pdf(tmp_path / "pindaian.pdf", "Lembar bertanda tangan 2024")]
    qtbot.mouseClick(part.steps.attach_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: window.bridge.proofs.files[asik.sha256].sheet == "kesehatan", timeout=LONG
    )
    window.actions_.undo.trigger()
    assert not window.bridge.proofs.files[asik.sha256].validated
    assert all(f.name != "pindaian.pdf" for f in window.bridge.proofs.files.values())


def test_a_scan_that_is_refused_says_so_beside_the_steps(qtbot, window, dialogs, tmp_path) -> None:
    window.go("opd:kesehatan")
    part = window.stack.currentWidget().validation
    dialogs.targets = [tmp_path / "lembar.pdf"]
    qtbot.mouseClick(part.steps.print_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: part.steps.attach_button.isEnabled(), timeout=LONG)
    empty = tmp_path / "kosong.pdf"
    empty.touch()
    dialogs.files = [empty]
    qtbot.mouseClick(part.steps.attach_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "kosong.pdf" in part._told.text(), timeout=LONG)
