"""The page Laporan: papers chosen, filled in, looked at, saved one by one and all together."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt

from kks_desktop.platform.settings import Settings
from kks_desktop.qt.bridge import SessionBridge
from kks_desktop.qt.main.window import MainWindow
from kks_desktop.qt.screens.papers.page import PapersPage
from kks_desktop.services.dossier import Dossier
from kks_desktop.services.practice import PASSPHRASE, write_sample
from kks_desktop.services.receiving import receive
from kks_desktop.services.sending import make_key, send
from kks_desktop.services.session import Edit
from kks_desktop.services.submission import freeze
from kks_desktop.services.workspace import Workspace

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A province's data folder that took in the sample district; do not change it."""
    folder = tmp_path_factory.mktemp("received")
    write_sample(folder)
    (folder / "stick").mkdir()
    district = Workspace(folder / "kabupaten")
    send(district, folder / "stick", PASSPHRASE)
    district.close()
    province = Workspace(folder / "provinsi")
    receive(province, folder / "stick")
    province.close()
    return folder / "provinsi"


def open_page(qtbot, workspace, bridge, runner, dialogs) -> PapersPage:
    page = PapersPage(workspace, bridge, runner, dialogs, pause_ms=0)
    qtbot.addWidget(page)
    page.resize(1150, 700)
    with qtbot.waitSignal(page.viewer.loaded, timeout=30_000):
        page.show()
    return page


@pytest.fixture
def page(qtbot, practice, practice_bridge, runner, dialogs) -> PapersPage:
    page = open_page(qtbot, practice, practice_bridge, runner, dialogs)
    yield page
    qtbot.waitUntil(lambda: not runner.busy)


@pytest.fixture
def province(qtbot, received, tmp_path) -> Workspace:
    shutil.copytree(received, tmp_path / "provinsi")
    workspace = Workspace(tmp_path / "provinsi")
    yield workspace
    workspace.close()


@pytest.fixture
def province_page(qtbot, province, runner, dialogs) -> PapersPage:
    bridge = SessionBridge(province.require_session())
    page = open_page(qtbot, province, bridge, runner, dialogs)
    yield page
    qtbot.waitUntil(lambda: not runner.busy)
    bridge.release()


def titles(page: PapersPage) -> list[str]:
    return [row.cells[0] for row in page.list.rows.rows if not row.title]


def choose(qtbot, page: PapersPage, title: str) -> None:
    """Click a paper in the list and wait for its preview."""
    rows = page.list.rows.rows
    number = next(n for n, row in enumerate(rows) if row.cells[0] == title)
    where = page.list.visualRect(page.list.rows.index(number, 0)).center()
    with qtbot.waitSignal(page.viewer.loaded, timeout=30_000):
        qtbot.mouseClick(page.list.viewport(), LEFT, pos=where)


def text_of(page: PapersPage) -> str:
    """The text of the paper that is on the screen."""
    made = page.viewer._made
    assert made is not None
    reader = pypdf.PdfReader(io.BytesIO(made.data))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def type_into(qtbot, page: PapersPage, name: str, text: str) -> None:
    field = page.form.fields[name]
    field.setFocus()
    qtbot.keyClicks(field, text)


# ------------------------------------------------------------ a district's papers


def test_a_district_is_offered_its_papers_with_what_each_is_for(qtbot, page) -> None:
    offered = titles(page)
    assert {"Laporan evaluasi", "Surat usulan", "Profil penyelenggaraan"} <= set(offered)
    assert "Rekapitulasi kabupaten/kota" not in offered
    assert "Kartu kunci" not in offered
    assert page.viewer.title.text() == "Laporan evaluasi"
    choose(qtbot, page, "Ringkasan satu halaman")
    assert page.viewer.title.text() == "Ringkasan satu halaman"
    assert "rapat" in page._purpose.text()


def test_the_key_card_comes_with_the_key(qtbot, page, practice) -> None:
    make_key(practice, PASSPHRASE, "Rahmawati Siregar")
    with qtbot.waitSignal(page.viewer.loaded, timeout=30_000) as loaded:
        page.show_document("kunci")
    assert loaded.args == [1]
    assert "Kartu kunci" in titles(page)


def test_a_heading_of_the_list_changes_nothing(qtbot, page) -> None:
    where = page.list.visualRect(page.list.rows.index(0, 0)).center()
    qtbot.mouseClick(page.list.viewport(), LEFT, pos=where)
    assert page.viewer.title.text() == "Laporan evaluasi"


def test_one_tatanan_or_all(qtbot, page) -> None:
    choose(qtbot, page, "Instrumen terisi")
    combo = page.choices.part_combo
    assert combo.isVisible()
    assert combo.currentText() == "Semua tatanan"
    whole = int(page.viewer.browser.ui.count_label.text().removeprefix("dari "))
    combo.setCurrentIndex(4)
    with qtbot.waitSignal(page.viewer.loaded, timeout=30_000) as loaded:
        combo.activated.emit(4)
    assert loaded.args[0] < whole
    assert page.viewer.title.text() == "Instrumen terisi: Tatanan 4 Pasar"


def test_the_paper_of_an_opd(qtbot, page, dialogs, tmp_path) -> None:
    choose(qtbot, page, "Laporan perangkat daerah")
    combo = page.choices.part_combo
    row = combo.findText("Pendidikan")
    combo.setCurrentIndex(row)
    with qtbot.waitSignal(page.viewer.loaded, timeout=30_000):
        combo.activated.emit(row)
    dialogs.targets.append(tmp_path / "opd.pdf")
    with qtbot.waitSignal(page.viewer.saved):
        qtbot.mouseClick(page.viewer.ui.save_button, LEFT)
    assert dialogs.asked == ["Laporan perangkat daerah Pendidikan Kota Jambi 2025.pdf"]
    assert (tmp_path / "opd.pdf").read_bytes().startswith(b"%PDF-")


def test_what_is_typed_for_a_letter_comes_onto_it(qtbot, page, practice) -> None:
    choose(qtbot, page, "Surat usulan")
    qtbot.mouseClick(page.texts.button, LEFT)
    with qtbot.waitSignal(page.viewer.loaded, timeout=30_000):
        type_into(qtbot, page, "nomor", "440/17/2026")
    assert "440/17/2026" in text_of(page)
    type_into(qtbot, page, "tempat", "Jambi")
    with qtbot.waitSignal(page.viewer.loaded, timeout=30_000):
        type_into(qtbot, page, "tanggal", "28/11/2026")
    qtbot.waitUntil(lambda: "Jambi, 28 November 2026" in text_of(page), timeout=20_000)
    session = practice.require_session()
    assert session.raw("kertas", "surat-usulan/tanggal") == "2026-11-28"
    with qtbot.waitSignal(page.viewer.loaded, timeout=30_000):
        session.undo()
    qtbot.waitUntil(lambda: "28 November 2026" not in text_of(page), timeout=20_000)


def test_a_text_is_found_again_where_it_was_typed(qtbot, page) -> None:
    with qtbot.waitSignal(page.viewer.loaded, timeout=30_000):
        page.show_field("kertas", "surat-usulan/tempat")
    assert page.viewer.title.text() == "Surat usulan"
    assert page.form.fields["tempat"].hasFocus()


def test_letters_lead_to_where_the_letterhead_is_filled_in(qtbot, page) -> None:
    choose(qtbot, page, "Surat usulan")
    with qtbot.waitSignal(page.open_requested) as asked:
        qtbot.mouseClick(page.link, LEFT)
    assert asked.args == ["profil"]


def test_everything_for_a_proposal_goes_into_one_folder(qtbot, page, dialogs, tmp_path) -> None:
    target = tmp_path / "usulan"
    target.mkdir()
    dialogs.folders.append(target)
    with qtbot.waitSignal(page.all_saved, timeout=60_000):
        qtbot.mouseClick(page.all_button, LEFT)
    names = {str(path.relative_to(target)) for path in target.rglob("*.pdf")}
    assert "01 Surat usulan Kota Jambi 2025.pdf" in names
    assert "02 Profil penyelenggaraan Kota Jambi 2025.pdf" in names
    assert any(name.startswith("Pengesahan OPD") for name in names)
    assert not list(target.rglob("*.part"))
    assert f"{len(names)} dokumen tersimpan" in page._saved.text()
    assert page.all_button.isEnabled()


def test_a_folder_that_cannot_be_written_is_said_and_nothing_half_is_left(
    qtbot, page, dialogs, tmp_path
) -> None:
    (tmp_path / "01 Surat usulan Kota Jambi 2025.pdf").write_text("bukan PDF")
    dialogs.folders.append(tmp_path)
    qtbot.mouseClick(page.all_button, LEFT)
    qtbot.waitUntil(lambda: bool(dialogs.failures))
    assert "bukan PDF; tidak ditimpa" in dialogs.failures[0]
    assert "0 dari" in dialogs.failures[0]
    assert not list(tmp_path.rglob("*.part"))
    assert (tmp_path / "01 Surat usulan Kota Jambi 2025.pdf").read_text() == "bukan PDF"


def test_another_paper_size_is_remembered(qtbot, page) -> None:
    combo = page.viewer.ui.paper_combo
    with qtbot.waitSignals([page.paper_chosen, page.viewer.loaded], timeout=30_000):
        qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert page.viewer.paper == "f4"


# ------------------------------------------------------------ a province's papers


def test_a_province_chooses_a_district(qtbot, province_page) -> None:
    page = province_page
    assert titles(page)[:5] == [
        "Lembar verifikasi",
        "Berita acara verifikasi",
        "Rekapitulasi kabupaten/kota",
        "Surat pernyataan",
        "Surat pengantar",
    ]
    assert page.choices.district_combo.currentText() == "Kota Jambi"
    assert page.viewer.title.text() == "Lembar verifikasi: Kota Jambi"
    choose(qtbot, page, "Rekapitulasi kabupaten/kota")
    assert not page.choices.isVisible()


def test_minutes_are_filled_in_beside_their_preview(qtbot, province_page) -> None:
    page = province_page
    choose(qtbot, page, "Berita acara verifikasi")
    qtbot.mouseClick(page.texts.button, LEFT)
    type_into(qtbot, page, "tanggal", "28/11/2026")
    type_into(qtbot, page, "perbaikan", "Lampirkan SK Pokja | 5/12/2026")
    page.flush()
    qtbot.waitUntil(lambda: "Pada hari Sabtu, tanggal Dua Puluh" in text_of(page), timeout=20_000)
    qtbot.waitUntil(lambda: "Lampirkan SK Pokja" in text_of(page), timeout=20_000)


def test_a_province_fills_in_its_letterhead_here(qtbot, province_page) -> None:
    page = province_page
    choose(qtbot, page, "Surat pengantar")
    line = page.office.fields["kop_1"]
    qtbot.keyClicks(line, "PEMERINTAH PROVINSI JAMBI")
    page.flush()
    qtbot.waitUntil(lambda: "PEMERINTAH PROVINSI JAMBI" in text_of(page), timeout=20_000)


def test_an_undone_letterhead_is_looked_at_where_it_was_typed(qtbot, qapp, province) -> None:
    qapp.settings = Settings(theme="light")
    window = MainWindow(province, qapp)
    qtbot.addWidget(window)
    window.show()
    province.require_session().set([Edit("profil", "kop_1", "DINAS")], "Kop surat")
    window.actions_.undo.trigger()
    page = window.stack.currentWidget()
    assert isinstance(page, PapersPage)
    assert page.office.fields["kop_1"].isVisible()
    assert window.sidebar.current == "laporan"
    qtbot.waitUntil(lambda: not window.tools.runner.busy, timeout=30_000)
    window.close()


def test_a_text_of_minutes_is_found_again_with_its_district(qtbot, province_page) -> None:
    with qtbot.waitSignal(province_page.viewer.loaded, timeout=30_000):
        province_page.show_field("kertas", "berita-acara/15.71/hadir")
    assert province_page.choices.options.district == "15.71"
    assert province_page.form.fields["hadir"].hasFocus()


def test_a_province_that_received_nothing_is_told_so(
    qtbot, tmp_path, received, runner, dialogs
) -> None:
    write_sample(tmp_path)
    workspace = Workspace(tmp_path / "provinsi")
    bridge = SessionBridge(workspace.require_session())
    page = PapersPage(workspace, bridge, runner, dialogs)
    qtbot.addWidget(page)
    page.show()
    page.show_document("berita-acara")
    assert "Belum ada berkas usulan yang diterima" in page.viewer.ui.failure_label.text()
    assert not page.viewer.ui.print_button.isEnabled()
    assert not page.viewer.ui.retry_button.isVisible()
    qtbot.waitUntil(lambda: not runner.busy)
    bridge.release()
    workspace.close()


# ------------------------------------------------------------ paper against a bundle


@pytest.fixture
def sent(practice, tmp_path) -> Path:
    """A bundle of the practice district, as it stands."""
    stick = tmp_path / "stick"
    stick.mkdir()
    make_key(practice, PASSPHRASE, "Rahmawati Siregar")
    return send(practice, stick, PASSPHRASE).files[0]


def scan(qtbot, page: PapersPage, text: str) -> None:
    """Let a scanner type what it reads; it ends with Enter."""
    if not page.checking.is_open:
        qtbot.mouseClick(page.checking.button, LEFT)
    page.code_check.edit.setFocus()
    page.code_check.edit.clear()
    qtbot.keyClicks(page.code_check.edit, text)
    qtbot.keyClick(page.code_check.edit, Qt.Key.Key_Return)


def test_a_scanned_paper_is_compared_with_its_bundle(
    qtbot, practice, practice_bridge, sent, runner, dialogs
) -> None:
    text = Dossier(practice, freeze(practice)).code("evaluasi").text
    page = open_page(qtbot, practice, practice_bridge, runner, dialogs)
    dialogs.files.append(sent)
    with qtbot.waitSignal(page.code_check.checked, timeout=20_000):
        scan(qtbot, page, text.lower())
    assert page.code_check._sentence.text() == "Kertas dan berkas usulan sesuai."
    assert "✓ sidik data" in page.code_check._items.text()
    practice.require_session().set([Edit("1.01", "choice", "0"), Edit("1.01", "reason", "x")], "x")
    practice.require_session().flush()
    changed = Dossier(practice, freeze(practice), final=True).code("evaluasi").text
    dialogs.files.append(sent)
    with qtbot.waitSignal(page.code_check.checked, timeout=20_000):
        scan(qtbot, page, changed)
    assert "berbeda pada" in page.code_check._sentence.text()
    assert "✗ skor tatanan 1: kertas" in page.code_check._items.text()
    qtbot.waitUntil(lambda: not runner.busy)


def test_what_was_compared_for_another_code_is_not_shown(
    qtbot, page, practice, sent, dialogs, runner
) -> None:
    text = Dossier(practice, freeze(practice)).code("evaluasi").text
    dialogs.files.append(sent)
    scan(qtbot, page, text)
    qtbot.keyClicks(page.code_check.edit, "X")
    qtbot.waitUntil(lambda: not runner.busy, timeout=20_000)
    assert not page.code_check.card.isVisible()
    assert page.code_check.button.isEnabled()


def test_a_misread_code_is_said_before_a_file_is_asked_for(qtbot, page, dialogs) -> None:
    scan(qtbot, page, "KKS1:EVALUASI:15.71")
    assert "bukan kode dari dokumen KKS Desktop" in page.code_check._sentence.text()
    assert not dialogs.asked


def test_a_file_that_is_no_bundle_is_said(qtbot, page, practice, dialogs, tmp_path) -> None:
    text = Dossier(practice, freeze(practice)).code("evaluasi").text
    (tmp_path / "lain.zip").write_bytes(b"bukan zip")
    dialogs.files.append(tmp_path / "lain.zip")
    scan(qtbot, page, text)
    qtbot.waitUntil(page.code_check.card.isVisible)
    assert page.code_check._sentence.text()
    assert not page.code_check._items.isVisible()
    assert page.code_check.button.isEnabled()


def test_the_statement_warns_that_no_verification_is_recorded(province_page: PapersPage) -> None:
    province_page.show_document("pernyataan")
    assert province_page._caution.isVisible()
    assert "belum mencatat hasil verifikasi" in province_page._caution.text()
    province_page.show_document("rekap")
    assert not province_page._caution.isVisible()
