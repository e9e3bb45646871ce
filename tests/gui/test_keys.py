"""Kunci: a district's own keys and whom it trusts; a province's enrolment, keyring, reference."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from kks_desktop.bundle.keys import make_key
from kks_desktop.bundle.names import Kind
from kks_desktop.domain.province_registers import FIGURES, READINGS, RULES
from kks_desktop.platform.settings import Settings
from kks_desktop.qt.bridge import SessionBridge
from kks_desktop.qt.main.entries import KEYS
from kks_desktop.qt.main.window import MainWindow
from kks_desktop.qt.screens.keys.district_page import DistrictKeysPage
from kks_desktop.qt.screens.keys.papers_part import PapersPart
from kks_desktop.qt.screens.keys.province_page import KEYRING, OWN_KEYS, ProvinceKeysPage
from kks_desktop.qt.screens.keys.reference_page import ReferencePage
from kks_desktop.services import enrolment, keychange, reference
from kks_desktop.services.enrolment import read_card
from kks_desktop.services.key_files import HEAD, OPERATOR
from kks_desktop.services.keyring import keyring_of, sign_keyring
from kks_desktop.services.keys import create_key, key_card, open_signing_key, trust_of
from kks_desktop.services.paper_intake import take_in
from kks_desktop.services.province_keys import make_province_keys, make_root, root_card
from kks_desktop.services.receiving import receive
from kks_desktop.services.session import Edit
from kks_desktop.services.signed_papers import newest, write_papers
from kks_desktop.services.workspace import SetUp, Workspace
from tests.services.offices import Office
from tests.services.test_keys import CHEAP, NEW, OLD
from tests.services.test_trust import JAMBI, WORK

SLOW = 20_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A province with its keys, its root key beside it; do not change it."""
    folder = tmp_path_factory.mktemp("provinsi")
    (folder / "akar").mkdir()
    workspace = Workspace(folder / "data")
    workspace.create(JAMBI)
    make_root(workspace, folder / "akar", OLD, "Kepala Dinas", CHEAP)
    make_province_keys(workspace, OLD, "Verifikator", CHEAP, WORK)
    workspace.close()
    return folder


@pytest.fixture
def province(made: Path, tmp_path: Path) -> Iterator[Workspace]:
    shutil.copytree(made, tmp_path / "p")
    workspace = Workspace(tmp_path / "p" / "data")
    yield workspace
    workspace.close()


@pytest.fixture
def root(province: Workspace) -> Path:
    """The medium with the root key."""
    return province.folder.parent / "akar"


@pytest.fixture
def district(tmp_path: Path) -> Iterator[Workspace]:
    workspace = Workspace(tmp_path / "k")
    workspace.create(SetUp("kabupaten", "15.71", 2025, "Siti Aminah", "Dinas Kesehatan"))
    yield workspace
    workspace.close()


def _shown(qtbot, page):
    qtbot.addWidget(page)
    page.resize(1150, 720)
    with qtbot.waitActive(page):
        page.show()
    return page


@pytest.fixture
def page(qtbot, district, runner, dialogs) -> DistrictKeysPage:
    return _shown(qtbot, DistrictKeysPage(district, runner, dialogs))


@pytest.fixture
def desk(qtbot, province, runner, dialogs) -> ProvinceKeysPage:
    return _shown(qtbot, ProvinceKeysPage(province, runner, dialogs))


def _click(qtbot, button) -> None:
    assert button.isVisible(), button.text()
    assert button.isEnabled(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def _told(qtbot, part, words: str) -> None:
    qtbot.waitUntil(lambda: words in part.message_label.text(), timeout=SLOW)
    assert not part.busy


def _type_new(qtbot, form, passphrase: str) -> None:
    qtbot.keyClicks(form.first_edit, passphrase)
    qtbot.keyClick(form.first_edit, Qt.Key.Key_Return)
    assert form.second_edit.hasFocus()
    qtbot.keyClicks(form.second_edit, passphrase)
    qtbot.keyClick(form.second_edit, Qt.Key.Key_Return)


# ------------------------------------------------------------------------------ district


def test_a_key_is_made_printed_and_backed_up(qtbot, page, district, dialogs, tmp_path) -> None:
    part = page.keys[OPERATOR]
    assert "Belum dibuat" in part.state_label.text()
    _click(qtbot, part.make_button)
    assert part.form.person_edit.text() == "Siti Aminah"
    assert part.form.first_edit.hasFocus()
    _type_new(qtbot, part.form, OLD)
    _told(qtbot, part, "Kunci dibuat")
    assert part.form.isHidden()
    assert not part.form.first_edit.text()
    card = key_card(district)
    assert card is not None
    assert part.key_view.print_label.text() == card.fingerprint
    assert "Belum ada daftar kunci" in part.state_label.text()
    dialogs.targets = [tmp_path / "kartu.pdf", tmp_path / "k.pub"]
    _click(qtbot, part.card_button)
    _told(qtbot, part, "kartu.pdf disimpan")
    assert (tmp_path / "kartu.pdf").read_bytes().startswith(b"%PDF")
    _click(qtbot, part.pub_button)
    _told(qtbot, part, "k.pub disimpan")
    assert (tmp_path / "k.pub").read_text() == card.pub_text
    (tmp_path / "stik").mkdir()
    dialogs.folders = [tmp_path / "stik"]
    _click(qtbot, part.back_up_button)
    _told(qtbot, part, "disimpan di")
    assert len(list((tmp_path / "stik").glob("kunci-1571-operator-*.key"))) == 1


def test_what_went_wrong_below_the_fold_is_scrolled_to(qtbot, page) -> None:
    page.resize(900, 300)
    part = page.findChildren(PapersPart)[-1]
    label = part.message_label
    assert label.visibleRegion().isEmpty()
    part.tell("▲ Tidak dipakai.", "problem")
    qtbot.waitUntil(lambda: not label.visibleRegion().isEmpty())


def test_weak_and_differing_passphrases_are_told(qtbot, page) -> None:
    form = page.keys[HEAD].form
    _click(qtbot, page.keys[HEAD].make_button)
    assert form.person_edit.hasFocus()
    _click(qtbot, form.ok_button)
    assert "nama pemegang" in form.problem_label.text()
    qtbot.keyClicks(form.person_edit, "Budi")
    qtbot.keyClicks(form.first_edit, "abc")
    _click(qtbot, form.ok_button)
    assert "terlalu pendek" in form.problem_label.text()
    assert "ditebak" not in form.problem_label.text()
    form.first_edit.clear()
    qtbot.keyClicks(form.first_edit, "jambi123456")
    _click(qtbot, form.ok_button)
    assert "mudah ditebak" in form.problem_label.text()
    form.first_edit.clear()
    qtbot.keyClicks(form.first_edit, OLD)
    qtbot.keyClicks(form.second_edit, OLD[:-1])
    _click(qtbot, form.ok_button)
    assert "belum sama" in form.problem_label.text()
    qtbot.keyClick(form.second_edit, Qt.Key.Key_Escape)
    assert form.isHidden()
    assert not form.second_edit.text()
    assert page.keys[HEAD].make_button.isVisible()


def test_a_wrong_passphrase_changes_nothing(qtbot, district, page) -> None:
    create_key(district, OLD, "Siti", OPERATOR, CHEAP)
    page.refresh()
    part = page.keys[OPERATOR]
    _click(qtbot, part.passphrase_button)
    qtbot.keyClicks(part.form.old_edit, "bukan ini sandinya")
    _type_new(qtbot, part.form, NEW)
    _told(qtbot, part, "tidak cocok")
    assert part.form.isVisible()
    part.form.old_edit.clear()
    qtbot.keyClicks(part.form.old_edit, OLD)
    _click(qtbot, part.form.ok_button)
    _told(qtbot, part, "Sandi diganti")
    open_signing_key(district, NEW).wipe()


def test_a_key_is_replaced_with_a_change_bag(qtbot, district, page, dialogs, out_folder) -> None:
    first = create_key(district, OLD, "Siti", OPERATOR, CHEAP)
    page.refresh()
    part = page.keys[OPERATOR]
    _click(qtbot, part.replace_button)
    qtbot.keyClicks(part.form.person_edit, "Budi Santoso")
    qtbot.keyClicks(part.form.old_edit, OLD)
    _type_new(qtbot, part.form, NEW)
    _told(qtbot, part, "Kunci baru dipakai")
    card = key_card(district)
    assert card is not None
    assert card.key_id != first.key_id
    dialogs.folders = [out_folder]
    _click(qtbot, part.change_button)
    _told(qtbot, part, "keychange")
    assert [path.name for path in out_folder.iterdir()] == ["kks-1571-2025-r001-keychange-1of1.zip"]


def test_a_lost_passphrase_leads_to_a_new_key(qtbot, district, page) -> None:
    first = create_key(district, OLD, "Siti", OPERATOR, CHEAP)
    page.refresh()
    part = page.keys[OPERATOR]
    _click(qtbot, part.lost_button)
    assert "tidak dapat dipulihkan" in part.form.why_label.text()
    qtbot.keyClicks(part.form.person_edit, "Siti")
    _type_new(qtbot, part.form, NEW)
    _told(qtbot, part, "Kunci dibuat")
    assert key_card(district).key_id != first.key_id
    assert not part.change_button.isVisible()


def test_a_key_comes_back_from_its_copy(qtbot, district, page, dialogs, out_folder) -> None:
    from kks_desktop.services.key_copies import back_up_key
    from kks_desktop.services.key_files import secret_path

    card = create_key(district, OLD, "Siti", OPERATOR, CHEAP)
    path = back_up_key(district, OPERATOR, out_folder)
    secret_path(district, OPERATOR).unlink()
    page.refresh()
    part = page.keys[OPERATOR]
    dialogs.files = [path]
    _click(qtbot, part.restore_button)
    assert path.name in part.form.why_label.text()
    qtbot.keyClicks(part.form.old_edit, OLD)
    qtbot.keyClick(part.form.old_edit, Qt.Key.Key_Return)
    _told(qtbot, part, "dipulihkan")
    assert key_card(district) == card


@pytest.fixture
def out_folder(tmp_path: Path) -> Path:
    (tmp_path / "keluar").mkdir()
    return tmp_path / "keluar"


def test_the_root_key_is_compared_and_the_keyring_taken(
    qtbot, district, province, root, page, dialogs, out_folder
) -> None:
    own = create_key(district, OLD, "Siti", OPERATOR, CHEAP)
    page.refresh()
    part = page.root
    assert "Belum dicocokkan" in part.state_label.text()
    foreign = make_key(OLD, CHEAP).public.to_text("kks-desktop 13 root").replace("\n", " ")
    qtbot.keyClicks(part.reader.line_edit, foreign)
    _click(qtbot, part.reader.read_button)
    assert "Provinsi Sumatera Barat (13)" in part.message_label.text()
    assert not part.comparing.isVisible()
    dialogs.files = [root / "akar.pub"]
    _click(qtbot, part.reader.file_button)
    card = root_card(province)
    assert card is not None
    assert part.compared.print_label.text() == card.fingerprint
    assert part.by_edit.text() == "Siti Aminah"
    assert part.trust_button.hasFocus()
    _click(qtbot, part.trust_button)
    assert "dipercaya" in part.message_label.text()
    assert "oleh Siti Aminah" in part.state_label.text()
    public = read_card(own.pub_text)
    enrolment.propose(province, replace(public, person="Siti"), "Ani")
    enrolment.confirm(province, public.public.line, "Budi")
    sign_keyring(province, root, OLD)
    (path,) = write_papers(province, out_folder)
    dialogs.files = [path]
    _click(qtbot, page.papers.take_button)
    _told(qtbot, page.papers, "Daftar kunci nomor 1 dipakai")
    assert "nomor 1" in page.papers.keyring_label.text()
    assert "Terdaftar di provinsi" in page.keys[OPERATOR].state_label.text()
    dialogs.files = [root / "akar.pub"]
    _click(qtbot, page.papers.take_button)
    _told(qtbot, page.papers, "akar.pub tidak dipakai")


# ------------------------------------------------------------------------------ province


def test_two_people_enrol_a_key_and_the_keyring_is_signed(
    qtbot, desk, district, province, root, dialogs, tmp_path
) -> None:
    card = create_key(district, OLD, "Siti", OPERATOR, CHEAP)
    path = tmp_path / "operator.pub"
    path.write_text(card.pub_text)
    tab = desk.current
    _click(qtbot, tab.add_button)
    dialogs.files = [path]
    _click(qtbot, tab.form.reader.file_button)
    form = tab.form
    assert form.key_view.print_label.text() == card.fingerprint
    assert form.region_combo.currentText() == "Kota Jambi (15.71)"
    assert not form.region_combo.isEnabled()
    assert form.person_edit.hasFocus()
    qtbot.keyClick(form.person_edit, Qt.Key.Key_Return)
    assert "nama pemegang" in form.message_label.text()
    qtbot.keyClicks(form.person_edit, "Siti Aminah")
    qtbot.keyClick(form.person_edit, Qt.Key.Key_Return)
    assert form.isHidden()
    assert "menunggu orang kedua" in tab.table.rows.rows[0].cells[-1]
    assert len([k for k in trust_of(province).keys if k.role == OPERATOR]) == 0
    assert tab.second_edit.hasFocus()
    qtbot.keyClicks(tab.second_edit, "VERIFIKATOR")
    qtbot.keyClick(tab.second_edit, Qt.Key.Key_Return)
    assert "harus orang lain" in tab.message_label.text()
    tab.second_edit.clear()
    qtbot.keyClicks(tab.second_edit, "Budi Santoso")
    qtbot.keyClick(tab.second_edit, Qt.Key.Key_Return)
    assert "Kunci dipercaya" in tab.message_label.text()
    assert "✓ dipercaya" in tab.table.rows.rows[0].cells[-1]

    ring = desk.show_part(KEYRING)
    assert "kunci baru: Kota Jambi (15.71)" in ring.next_label.text()
    _click(qtbot, ring.sign_button)
    assert "Pilih dahulu" in ring.message_label.text()
    dialogs.folders = [root]
    _click(qtbot, ring.place_button)
    qtbot.keyClicks(ring.passphrase_edit, "salah")
    qtbot.keyClick(ring.passphrase_edit, Qt.Key.Key_Return)
    _told(qtbot, ring, "tidak cocok")
    assert newest(province, Kind.KEYRING) is None
    qtbot.keyClicks(ring.passphrase_edit, OLD)
    qtbot.keyClick(ring.passphrase_edit, Qt.Key.Key_Return)
    _told(qtbot, ring, "Daftar kunci nomor 1 berlaku")
    assert keyring_of(province).serial == 1
    assert "Tidak ada yang berubah" in ring.next_label.text()
    assert not ring.signing.isVisible()


def test_a_card_of_another_region_is_named(qtbot, desk) -> None:
    tab = desk.current
    _click(qtbot, tab.add_button)
    text = make_key(OLD, CHEAP).public.to_text("kks-desktop 13.71 operator").replace("\n", " ")
    qtbot.keyClicks(tab.form.reader.line_edit, text)
    qtbot.keyClick(tab.form.reader.line_edit, Qt.Key.Key_Return)
    assert "Kota Padang (13.71)" in tab.form.message_label.text()
    assert not tab.form.ok_button.isVisible()
    qtbot.keyClick(tab.form, Qt.Key.Key_Escape)
    assert tab.add_button.isVisible()


def test_a_second_click_where_a_key_was_confirmed_ends_nothing(
    qtbot, desk, district, province
) -> None:
    card = read_card(create_key(district, OLD, "Siti", OPERATOR, CHEAP).pub_text)
    enrolment.propose(province, replace(card, person="Siti"), "Ani")
    tab = desk.current
    tab.refresh()
    qtbot.keyClicks(tab.second_edit, "Budi")
    window = tab.window()
    place = tab.confirm_button.mapTo(window, tab.confirm_button.rect().center())
    _click(qtbot, tab.confirm_button)
    qtbot.waitUntil(tab.end_button.isVisible)
    there = window.childAt(place)
    assert not isinstance(there, QPushButton)
    assert enrolment.known_keys(province)[0].reason is None
    _click(qtbot, there or window)
    assert enrolment.known_keys(province)[0].reason is None


def test_a_change_bag_fills_the_form_in(qtbot, desk, district, province, dialogs, out_folder):
    first = create_key(district, OLD, "Siti", OPERATOR, CHEAP)
    old = read_card(first.pub_text)
    enrolment.propose(province, replace(old, person="Siti"), "Ani")
    enrolment.confirm(province, old.public.line, "Budi")
    keychange.change_key(district, OPERATOR, OLD, NEW, "Citra", "Siti pindah", CHEAP)
    path = keychange.write_change(district, out_folder)
    tab = desk.current
    tab.refresh()
    _click(qtbot, tab.add_button)
    dialogs.files = [path]
    _click(qtbot, tab.form.reader.file_button)
    qtbot.waitUntil(tab.form.ok_button.isVisible, timeout=SLOW)
    assert tab.form.person_edit.text() == "Citra"
    assert "yang terdaftar di sini. Sebab: Siti pindah" in tab.form.note_label.text()
    _click(qtbot, tab.form.ok_button)
    assert tab.table.rows.rowCount() == 2
    # the old key ends on a day that the person types
    tab.table.select(tab.table.rows.row_of(old.public.line))
    assert not tab.supersede_button.isVisible()
    _click(qtbot, tab.end_button)
    qtbot.keyClicks(tab.until_edit, "kapan")
    _click(qtbot, tab.supersede_button)
    assert "31 Des 2026" in tab.message_label.text()
    tab.until_edit.clear()
    qtbot.keyClicks(tab.until_edit, "31 Des 2030")
    dialogs.answers = [False, True]
    _click(qtbot, tab.supersede_button)
    assert "hanya berlaku sampai 31 Des 2030" in dialogs.asked[-1]
    assert enrolment.known_keys(province)[-1].reason is None
    _click(qtbot, tab.supersede_button)
    row = next(row for row in tab.table.rows.rows if row.key == old.public.line)
    assert "berlaku sampai 31 Des 2030" in row.cells[-1]
    dialogs.answers = [False, True]
    _click(qtbot, tab.end_button)
    _click(qtbot, tab.compromise_button)
    assert enrolment.known_keys(province)[-1].reason == "superseded"
    _click(qtbot, tab.compromise_button)
    assert "bocor" in dialogs.asked[-1]
    row = next(row for row in tab.table.rows.rows if row.key == old.public.line)
    assert row.cells[-1] == "▲ dicabut: bocor"
    assert not tab.trusted_part.isVisible()


def test_the_provinces_own_keys_are_shown_and_made(
    qtbot, desk, province, dialogs, out_folder
) -> None:
    tab = desk.show_part(OWN_KEYS)
    card = root_card(province)
    assert tab.root.key_view.print_label.text() == card.fingerprint
    dialogs.targets = [out_folder / "induk.pdf"]
    _click(qtbot, tab.root.card_button)
    _told(qtbot, tab.root, "induk.pdf disimpan")
    dialogs.folders = [province.folder / "kunci", out_folder]
    _click(qtbot, tab.recovery.make_button)
    _told(qtbot, tab.recovery, "tidak boleh disimpan di dalam folder data")
    _click(qtbot, tab.recovery.make_button)
    _told(qtbot, tab.recovery, "Simpan di brankas")
    assert "✓ Ada" in tab.recovery.state_label.text()
    assert len(list(out_folder.glob("pulih-15-*.txt"))) == 1


def test_a_reference_is_drafted_signed_and_seen_at_the_district(
    qtbot, qapp, district, province, root, runner, dialogs, out_folder
) -> None:
    bridge = SessionBridge(province.require_session())
    page = _shown(qtbot, ReferencePage(province, bridge, runner, dialogs))
    part = page.current
    part.show_field(RULES, "surat_wajib")
    province.require_session().set(
        [
            Edit(RULES, "surat_wajib", "ya"),
            *(
                Edit(f"{FIGURES}:a", field, raw)
                for field, raw in {
                    "jenis": "target",
                    "tingkat": "nasional",
                    "indikator": "1.06",
                    "tahun": "2024",
                    "nilai": "14",
                    "satuan": "%",
                }.items()
            ),
            Edit(f"{READINGS}:b", "indikator", "1.06"),
            Edit(f"{READINGS}:b", "nilai", "50"),
            Edit(f"{READINGS}:b", "sumber", "Rapat 3 Maret 2026"),
        ],
        "rujukan",
    )
    signing = part.signing
    qtbot.waitUntil(lambda: "Sumber belum diisi" in signing.next_label.text())
    assert not signing.sign_button.isVisible()
    _click(qtbot, signing.fault_link)
    assert page.bar.tabText(page.bar.currentIndex()) == "Angka dan target"
    province.require_session().set([Edit(f"{FIGURES}:a", "sumber", "RPJMN")], "rujukan")
    page.show_part("aturan")
    qtbot.waitUntil(signing.sign_button.isVisible)
    qtbot.keyClicks(signing.passphrase_edit, OLD)
    _click(qtbot, signing.sign_button)
    _told(qtbot, signing, "Rujukan nomor 1 berlaku")
    bridge.release()
    sign_keyring(province, root, OLD)
    enrolment.trust_root(district, read_card(root_card(province).pub_text), "Siti")
    papers = sorted(write_papers(province, out_folder))
    for path in papers:
        take_in(district, path)
    assert reference.policy_of(district).surat == "hard"
    qapp.settings = Settings(theme="light")
    window = _shown(qtbot, MainWindow(district, qapp, dialogs))
    window.go("1.06")
    shown = window.pages.tatanan.editor.view.province_label
    assert shown.isVisible()
    assert "Tafsir yang disepakati provinsi: nilai 50 (Rapat 3 Maret 2026)." in shown.text()
    assert "Target nasional 2024: 14 %; sumber: RPJMN." in shown.text()
    window.go("1.01")
    assert not shown.isVisible()
    assert window.bridge.session.raw("1.06", "choice") == ""
    window.actions_.keys.trigger()
    keys = window.stack.currentWidget()
    assert isinstance(keys, DistrictKeysPage)
    assert "wajib" in keys.papers.policy_label.text()
    assert keys.papers.table.rows.rowCount() == 2
    [problem] = [p for p in window.pages.watch.current() if p.rule == "surat_wajib"]
    assert problem.hard
    window.go_to_field(problem.code, problem.field)
    profile = window.stack.currentWidget().current
    assert profile.emblem.row_of("surat-usulan").isVisible()
    assert window.focusWidget() in profile.emblem.row_of("surat-usulan").findChildren(
        type(window.focusWidget())
    )
    window.close()


def test_a_province_window_leads_to_keys(qtbot, qapp, province, dialogs) -> None:
    qapp.settings = Settings(theme="light")
    window = _shown(qtbot, MainWindow(province, qapp, dialogs))
    window.go(KEYS)
    assert isinstance(window.stack.currentWidget(), ProvinceKeysPage)
    window.close()


def test_a_key_that_bundles_wait_for_is_listed_first(qtbot, desk, province, tmp_path) -> None:
    stranger = Office("15.01")
    [path] = stranger.send(tmp_path / "pos")
    receive(province, path)
    tab = desk.current
    tab.refresh()
    [row] = tab.table.rows.rows
    assert row.cells[0] == "Kabupaten Kerinci (15.01)"
    assert path.name in row.cells[-1]
    assert not tab.detail.isVisible()
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    assert tab.form.reader.line_edit.hasFocus()
