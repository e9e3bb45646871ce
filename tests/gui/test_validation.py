"""Validation by the Kepala OPD as a person does it: type, print, attach, take off."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from kks_desktop.domain.evidence import evidence_code, use_field
from kks_desktop.qt.bridge import SessionBridge
from kks_desktop.qt.intake import Intake
from kks_desktop.qt.screens.evidence.validation_part import ValidationPart
from kks_desktop.services.session import Edit
from kks_desktop.services.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

SCAN, LATER = "f" * 64, "a" * 64
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def session(practice_bridge):
    session = practice_bridge.session
    session.set([Edit(evidence_code(SCAN), "nama", "lembar kesehatan.pdf")], "Bukti")
    return session


@pytest.fixture
def part(qtbot, practice, practice_bridge, session, runner, dialogs) -> ValidationPart:
    part = ValidationPart(practice, practice_bridge, runner, dialogs, pause_ms=0)
    qtbot.addWidget(part)
    part.resize(1150, 640)
    with qtbot.waitActive(part):
        part.show()
    return part


def words(part: ValidationPart) -> str:
    return "\n".join(label.text() for label in part.findChildren(QLabel) if label.isVisible())


def row(part: ValidationPart, agency: str) -> tuple[str, ...]:
    return part.list.rows.rows[part.list.rows.row_of(agency)].cells


def states(part: ValidationPart) -> dict[str, str]:
    return {cells.cells[0]: cells.cells[2] for cells in part.files.rows.rows}


def print_sheet(qtbot, part: ValidationPart, dialogs, path: Path) -> None:
    dialogs.targets = [path]
    qtbot.mouseClick(part.steps.print_button, LEFT)
    qtbot.waitUntil(lambda: "Tersimpan, siap dicetak" in words(part))


def attach_later(session) -> None:
    code = evidence_code(LATER)
    edits = [Edit(code, "nama", "Menyusul.pdf"), Edit(code, use_field("1.04", "0"), "ya")]
    session.set(edits, "Bukti")


def test_each_agency_with_its_figures(part) -> None:
    assert row(part, "kesehatan")[1:] == ("4", "3", "1")
    assert row(part, "pariwisata")[1:] == ("–", "–", "–")
    assert part.list.key == "kesehatan"
    assert "Lembar pengesahan belum dicetak" in words(part)
    assert states(part)["Tangkapan layar ASIK"] == "○ belum disahkan"
    assert states(part)["Laporan MPDN"] == "✓ disahkan tersendiri"


def test_the_head_is_typed_and_a_doubtful_nip_is_told(qtbot, part, session) -> None:
    qtbot.keyClick(part.list, Qt.Key.Key_Down)
    qtbot.keyClick(part.list, Qt.Key.Key_Return)
    form = part.form
    assert form.name.hasFocus()
    qtbot.keyClicks(form.name, "Dra. Murni")
    qtbot.keyClick(form.name, Qt.Key.Key_Return)
    assert form.position.hasFocus()
    qtbot.keyClicks(form.nip, "1234")
    assert part.flush()
    assert session.raw("opd:pendidikan", "kepala_nama") == "Dra. Murni"
    assert "NIP berisi 18 angka, di sini 4" in words(part)
    assert session.raw("opd:kesehatan", "kepala_nama") == "Ida Yuliati"


def test_printing_saves_the_list_and_notes_it(qtbot, part, session, dialogs, tmp_path) -> None:
    path = tmp_path / "lembar.pdf"
    print_sheet(qtbot, part, dialogs, path)
    assert dialogs.asked == ["Lembar pengesahan Kesehatan Kota Jambi 2025.pdf"]
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(path.read_bytes())).pages)
    assert "Laporan MPDN.pdf" in text
    assert "Ida Yuliati" in text
    printed = [f for c, f in session.fields if c == "opd:kesehatan" and f.startswith("dicetak/")]
    assert len(printed) == 4
    assert "Menunggu pindaian" in words(part)
    assert states(part)["Tangkapan layar ASIK"] == "◐ tercantum di cetakan"
    assert row(part, "kesehatan")[2] == "3", "a print validates nothing"
    session.undo()
    assert "belum dicetak" in words(part)


def test_what_is_typed_last_is_on_the_paper(qtbot, part, dialogs, tmp_path) -> None:
    part.form.name.clear()
    qtbot.keyClicks(part.form.name, "dr. Terakhir")
    print_sheet(qtbot, part, dialogs, tmp_path / "lembar.pdf")
    assert "dr. Terakhir" in PdfReader(tmp_path / "lembar.pdf").pages[-1].extract_text()


def test_a_file_that_comes_while_printing_is_not_on_it(
    qtbot, part, session, dialogs, tmp_path
) -> None:
    dialogs.targets = [tmp_path / "lembar.pdf"]
    qtbot.mouseClick(part.steps.print_button, LEFT)
    attach_later(session)
    assert not part.steps.print_button.isEnabled()
    qtbot.waitUntil(lambda: "Tersimpan, siap dicetak" in words(part))
    assert session.raw("opd:kesehatan", f"dicetak/{LATER}") == ""
    assert states(part)["Menyusul.pdf"] == "○ belum tercantum"
    assert part.steps.print_button.isEnabled()


def test_a_sheet_that_cannot_be_written_is_not_noted(
    qtbot, part, session, dialogs, tmp_path
) -> None:
    dialogs.targets = [tmp_path / "hilang" / "lembar.pdf"]
    qtbot.mouseClick(part.steps.print_button, LEFT)
    qtbot.waitUntil(lambda: bool(dialogs.failures))
    assert "foldernya tidak ada" in dialogs.failures[0]
    assert not any(field.startswith("dicetak/") for _, field in session.fields)
    assert not part.steps.attach_button.isEnabled()


def test_the_signed_scan_is_asked_for_and_validates_what_was_printed(
    qtbot, part, session, dialogs, tmp_path
) -> None:
    assert not part.steps.attach_button.isEnabled()
    print_sheet(qtbot, part, dialogs, tmp_path / "lembar.pdf")
    attach_later(session)
    with qtbot.waitSignal(part.intake_requested) as asked:
        qtbot.mouseClick(part.steps.attach_button, LEFT)
    assert asked.args == [Intake("opd:kesehatan", "lembar")]
    part.sheet_taken("kesehatan", SCAN)
    assert row(part, "kesehatan")[1:] == ("5", "4", "1")
    assert "oleh Ida Yuliati, 4 berkas." in words(part)
    assert "1 berkas belum tercantum di lembar" in words(part)
    assert states(part)["Tangkapan layar ASIK"] == "✓ disahkan di lembar"
    session.undo()
    assert row(part, "kesehatan")[2] == "3"


def test_the_day_of_signing_is_put_right(qtbot, part, session, dialogs, tmp_path) -> None:
    form = part.form
    assert not form.day.isVisible()
    print_sheet(qtbot, part, dialogs, tmp_path / "lembar.pdf")
    part.sheet_taken("kesehatan", SCAN)
    assert form.day.isVisible()
    form.day.selectAll()
    qtbot.keyClicks(form.day, "12/5/2024")
    assert part.flush()
    assert session.raw("opd:kesehatan", "lembar_tanggal") == "2024-05-12"
    assert "✓ Disahkan 12 Mei 2024 oleh Ida Yuliati" in words(part)


def test_a_new_head_is_the_signer_only_when_told(qtbot, part, session, dialogs, tmp_path) -> None:
    print_sheet(qtbot, part, dialogs, tmp_path / "lembar.pdf")
    part.sheet_taken("kesehatan", SCAN)
    assert not part.steps.signer_button.isVisible()
    session.set([Edit("opd:kesehatan", "kepala_nama", "dr. Baru")], "Kepala")
    assert "oleh Ida Yuliati" in words(part)
    qtbot.mouseClick(part.steps.signer_button, LEFT)
    assert "oleh dr. Baru" in words(part)
    assert not part.steps.signer_button.isVisible()


def test_a_sheet_is_taken_off(qtbot, part, session, dialogs, tmp_path) -> None:
    assert not part.steps.detach_button.isVisible()
    print_sheet(qtbot, part, dialogs, tmp_path / "lembar.pdf")
    part.sheet_taken("kesehatan", SCAN)
    qtbot.mouseClick(part.steps.detach_button, LEFT)
    assert row(part, "kesehatan")[2] == "3"
    assert session.raw(evidence_code(SCAN), "nama"), "the scan stays in the library"
    assert "Menunggu pindaian" in words(part)


def test_a_damaged_scan_is_told(qtbot, part, practice_bridge, dialogs, tmp_path) -> None:
    print_sheet(qtbot, part, dialogs, tmp_path / "lembar.pdf")
    part.sheet_taken("kesehatan", SCAN)
    practice_bridge.proofs.set_damaged(frozenset({SCAN}))
    part.refresh()
    assert "Pindaian lembar rusak atau hilang" in words(part)
    assert row(part, "kesehatan")[2] == "3"


def test_a_scan_without_a_print_is_explained(part, session, dialogs) -> None:
    before = session.fields
    part.sheet_taken("kesehatan", SCAN)
    assert "belum ada lembar yang dicetak" in dialogs.failures[0]
    assert session.fields == before


def test_enter_opens_a_file(qtbot, part) -> None:
    part.files.setFocus()
    with qtbot.waitSignal(part.open_requested) as asked:
        qtbot.keyClick(part.files, Qt.Key.Key_Return)
    assert asked.args == [evidence_code(part.files.key)]


def test_a_hidden_part_waits_until_it_is_shown(part, session) -> None:
    part.hide()
    attach_later(session)
    assert row(part, "kesehatan")[1] == "4"
    part.show()
    assert row(part, "kesehatan")[1] == "5"


def test_nothing_is_changed_where_nothing_can_be_written(
    qtbot, practice, session, runner, dialogs
) -> None:
    session.flush()
    other = Workspace(practice.folder, write=False)
    bridge = SessionBridge(other.require_session())
    part = ValidationPart(other, bridge, runner, dialogs)
    qtbot.addWidget(part)
    with qtbot.waitActive(part):
        part.show()
    steps = part.steps
    for button in (steps.print_button, steps.attach_button, steps.detach_button):
        assert not button.isEnabled()
    assert not part.form.name.isEnabled()
    bridge.release()
    other.close()
