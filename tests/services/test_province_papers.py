"""Letters, minutes and the province's papers, printed from a submission that really came in."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kks_desktop.domain.errors import KksError
from kks_desktop.services.paper_kinds import PaperOptions
from kks_desktop.services.paper_texts import PAPER
from kks_desktop.services.papers import kinds_for, print_paper, wrong_use
from kks_desktop.services.practice import PASSPHRASE
from kks_desktop.services.receiving import receive
from kks_desktop.services.sending import send
from kks_desktop.services.session import Edit
from kks_desktop.services.workspace import Workspace
from tests.reports.reading import outline_titles, page_texts, reader, whole_text

JAMBI = PaperOptions(district="15.71")
PAPER_SIZES = {"a4": (595, 842), "f4": (609, 935)}
PROVINCE_KINDS = ("rekap", "pernyataan", "pengantar", "berita-acara", "lembar-verifikasi")


@pytest.fixture(scope="session")
def received(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A province's data folder that took in the sample district; do not change it."""
    folder = tmp_path_factory.mktemp("received")
    shutil.copytree(sample, folder, dirs_exist_ok=True)
    stick = folder / "stick"
    stick.mkdir()
    district = Workspace(folder / "kabupaten")
    send(district, stick, PASSPHRASE)
    district.close()
    province = Workspace(folder / "provinsi")
    report = receive(province, stick)
    province.close()
    assert [outcome.ok for outcome in report.outcomes] == [True]
    return folder


@pytest.fixture
def province(received: Path, folder: Path, open_folder) -> Workspace:
    shutil.copytree(received / "provinsi", folder)
    return open_folder(folder)


@pytest.fixture
def sent_district(received: Path, tmp_path: Path, open_folder) -> Workspace:
    shutil.copytree(received / "kabupaten", tmp_path / "kabupaten")
    return open_folder(tmp_path / "kabupaten")


def options_of(kind: str) -> PaperOptions:
    return JAMBI if kind in ("berita-acara", "lembar-verifikasi") else PaperOptions()


def sidik(text: str) -> str:
    found = re.search(r"Sidik data ((?:[0-9a-f]{4} ?){8})", text)
    assert found
    return found[1].strip()


# ------------------------------------------------------------ the district's letter


def test_the_letter_of_proposal(sent_district: Workspace) -> None:
    letter = whole_text(print_paper(sent_district, "surat-usulan"))
    for words in (
        "Yth. Ketua Tim Pembina Kabupaten/Kota Sehat Provinsi Jambi",
        "mengusulkan Kota Jambi untuk diverifikasi",
        "Swasti Saba Wiwerda",
        "3 (tiga) berkas",
        "Wali Kota Jambi,",
        "dr. H. Zulkarnain Harahap, M.Kes.",
        "94,12",
    ):
        assert words in letter
    # a Wali Kota is elected: there is no NIP to fill in
    assert "NIP" not in letter


def test_a_letter_is_a_draft_until_its_state_was_sent(sent_district: Workspace) -> None:
    assert "DRAF" not in whole_text(print_paper(sent_district, "surat-usulan"))
    session = sent_district.require_session()
    session.set([Edit("1.01", "note", "diperiksa lagi")], "Catatan")
    session.flush()
    assert "DRAF" in whole_text(print_paper(sent_district, "surat-usulan"))


def test_what_is_filled_in_for_a_letter_is_printed_and_changes_no_state(
    sent_district: Workspace,
) -> None:
    session = sent_district.require_session()
    session.set(
        [
            Edit(PAPER, "surat-usulan/nomor", "440/17/Bappeda/2026"),
            Edit(PAPER, "surat-usulan/tempat", "Jambi"),
            Edit(PAPER, "surat-usulan/tanggal", "2026-11-28"),
        ],
        "Surat usulan",
    )
    session.flush()
    letter = whole_text(print_paper(sent_district, "surat-usulan"))
    assert "440/17/Bappeda/2026" in letter
    assert "Jambi, 28 November 2026" in letter
    assert "DRAF" not in letter


def test_given_texts_win_over_kept_ones(sent_district: Workspace) -> None:
    options = PaperOptions(texts={"nomor": "99/2026", "tanggal": "1/12/2026"})
    letter = whole_text(print_paper(sent_district, "surat-usulan", options=options))
    assert "99/2026" in letter
    assert "1 Desember 2026" in letter


def test_a_signatory_of_the_register_signs(sent_district: Workspace) -> None:
    session = sent_district.require_session()
    row = "pejabat:00000000000000000001"
    session.set(
        [
            Edit(row, "jabatan", "Penjabat Wali Kota Jambi"),
            Edit(row, "nama", "Drs. Amrin"),
            Edit(row, "nip", "19700101 199503 1 001"),
        ],
        "Penanda tangan",
    )
    session.flush()
    letter = whole_text(print_paper(sent_district, "surat-usulan"))
    assert "Penjabat Wali Kota Jambi, " in letter
    assert "NIP 19700101 199503 1 001" in letter


# ------------------------------------------------------------ the recap


def test_the_recap_lists_every_region_of_the_province(province: Workspace) -> None:
    recap = whole_text(print_paper(province, "rekap"))
    assert "1 dari 11 kabupaten/kota" in recap
    assert recap.count("belum ada berkas usulan yang diterima") == 10
    assert "Kabupaten Tanjung Jabung Timur" in recap
    row = recap.partition("Kota Jambi")[2]
    for figure in ("94,12", "1.600", "Lengkap", "85,34*", "90,91", "Swasti Saba Wiwerda"):
        assert figure in row


def test_the_recap_turns_the_paper(province: Workspace) -> None:
    for page in reader(print_paper(province, "rekap", "f4")).pages:
        assert [round(float(side)) for side in page.mediabox[2:]] == [935, 609]


def test_the_statement_carries_the_recap(province: Workspace) -> None:
    made = print_paper(province, "pernyataan")
    first, last = page_texts(made)
    assert "Yth. : Direktur Jenderal P2P Kementerian Kesehatan" in first
    assert "1. Kota Jambi, usulan Swasti Saba Wiwerda" in first
    words = " ".join(first.split())
    assert "indikasi dari isian mandiri: Swasti Saba Padapa" in words
    assert "hasil verifikasi: Swasti Saba ……" in words
    assert "berikut telah kami periksa" not in words
    assert "Lampiran surat pernyataan" in last
    assert "94,12" in last
    assert "tanda tangan dan cap" in first
    assert "tanda tangan dan cap" in last
    sizes = [page.mediabox[2:] for page in reader(made).pages]
    assert [round(float(side)) for side in sizes[0]] == [595, 842]
    assert [round(float(side)) for side in sizes[1]] == [842, 595]


def test_the_covering_letter(province: Workspace) -> None:
    letter = whole_text(print_paper(province, "pengantar"))
    assert "Yth. Menteri Kesehatan Republik Indonesia" in letter
    assert "usulan 1 (satu) kabupaten/kota di Provinsi Jambi" in letter
    assert "telah diverifikasi" not in letter
    assert "hasil verifikasi: Swasti Saba ……" in letter
    assert "Gubernur Jambi," in letter
    assert "NIP" not in letter


def test_letters_of_a_province_that_received_nothing_leave_lines(sample: Path, open_folder) -> None:
    empty = open_folder(sample / "provinsi", write=False)
    letter = whole_text(print_paper(empty, "pengantar"))
    assert "usulan ……" in letter
    assert "Belum ada berkas usulan" in whole_text(print_paper(empty, "pernyataan"))
    assert "0 dari 11 kabupaten/kota" in whole_text(print_paper(empty, "rekap"))


# ------------------------------------------------------------ about one district


def test_papers_about_a_district_carry_its_own_sidik_data(
    province: Workspace, sent_district: Workspace
) -> None:
    own = sidik(whole_text(print_paper(sent_district, "evaluasi")))
    for kind in ("berita-acara", "lembar-verifikasi"):
        pages = page_texts(print_paper(province, kind, options=JAMBI))
        assert {sidik(text) for text in pages} == {own}


def test_minutes_without_anything_filled_in_leave_lines(province: Workspace) -> None:
    made = print_paper(province, "berita-acara", options=JAMBI)
    text = whole_text(made)
    assert "Pada hari ……" in text
    assert "Ketua Forum Kota Jambi Sehat" in text
    assert text.count("NIP ……") == 5  # the head of the Forum has none
    assert outline_titles(made) == [
        "BERITA ACARA VERIFIKASI KABUPATEN/KOTA SEHAT",
        "Menyepakati",
        "Lampiran I: daftar hadir",
        "Lampiran II: hasil verifikasi",
    ]


def test_minutes_with_everything_filled_in(province: Workspace) -> None:
    session = province.require_session()
    kept = {
        "tanggal": "2026-11-28",
        "tempat": "Aula Bappeda Provinsi Jambi",
        "hadir": "Budi Santoso | Bappeda Provinsi\nSiti Rohani | Forum Kota Jambi",
        "perbaikan": "Lampirkan SK Pokja 2024 | 2026-12-05\nUnggah ulang foto ODF | 2x24 jam",
        "saluran": "berkas perbaikan di flashdisk",
        "penandatangan": "Kepala Bappeda | Budi Santoso | 19700101 199503 1 001\nForum | Siti",
    }
    edits = [Edit(PAPER, f"berita-acara/15.71/{name}", text) for name, text in kept.items()]
    session.set(edits, "Berita acara")
    session.flush()
    text = whole_text(print_paper(province, "berita-acara", options=JAMBI))
    assert (
        "Pada hari Sabtu, tanggal Dua Puluh Delapan, bulan November, tahun Dua Ribu Dua Puluh "
        "Enam (28-11-2026), bertempat di Aula Bappeda Provinsi Jambi"
    ) in text
    assert "1. Budi Santoso, Bappeda Provinsi" in text
    assert "Lampirkan SK Pokja 2024 5 Desember 2026" in text
    assert "Unggah ulang foto ODF 2x24 jam" in text
    assert "melalui berkas perbaikan di flashdisk" in text
    assert "NIP 19700101 199503 1 001" in text


def test_signatures_of_the_minutes_never_stand_alone(province: Workspace) -> None:
    for size in PAPER_SIZES:
        for text in page_texts(print_paper(province, "berita-acara", size, JAMBI)):
            if "Tanda tangan dan cap" in text:
                assert "Demikian berita acara ini" in text


def test_verifier_sheets_of_every_tatanan(province: Workspace) -> None:
    made = print_paper(province, "lembar-verifikasi", options=JAMBI)
    assert len(outline_titles(made)) == 9
    text = whole_text(made)
    assert "1.01 Jumlah Kematian Ibu 100" in text
    assert "2 berkas, 2 disahkan" in text
    assert text.count("Tim Verifikasi Provinsi,") == 9
    for words in ("Jumlah tatanan 1", "2.475", "dari 2.900"):
        assert words in text


def test_the_sheet_of_one_tatanan(province: Workspace) -> None:
    options = PaperOptions(district="15.71", tatanan=4)
    made = print_paper(province, "lembar-verifikasi", options=options)
    assert outline_titles(made) == ["Lembar Verifikasi Tatanan 4: Pasar"]


def test_a_district_that_sent_nothing_is_said(province: Workspace) -> None:
    with pytest.raises(KksError, match="Belum ada berkas usulan Kabupaten Kerinci") as refused:
        print_paper(province, "berita-acara", options=PaperOptions(district="15.01"))
    assert refused.value.code == "NOT_RECEIVED"
    assert "perlu --daerah" in wrong_use(province, "berita-acara", PaperOptions())


# ------------------------------------------------------------ what holds for all of them


def test_each_role_is_offered_its_own(province: Workspace, sent_district: Workspace) -> None:
    ids = {kind.id for kind in kinds_for(province)}
    assert set(PROVINCE_KINDS) <= ids
    assert "surat-usulan" not in ids
    assert "surat-usulan" in {kind.id for kind in kinds_for(sent_district)}
    with pytest.raises(KksError, match="pakai folder data provinsi"):
        print_paper(sent_district, "rekap")


@pytest.mark.parametrize("kind", PROVINCE_KINDS)
@pytest.mark.parametrize("paper", PAPER_SIZES)
def test_every_paper_is_a_sound_file(province: Workspace, kind: str, paper: str, tmp_path) -> None:
    made = print_paper(province, kind, paper, options_of(kind))
    assert made == print_paper(province, kind, paper, options_of(kind))
    read = reader(made)
    short, long = PAPER_SIZES[paper]
    for number, page in enumerate(read.pages, 1):
        sides = sorted(round(float(side)) for side in page.mediabox[2:])
        assert sides == [short, long]
        text = " ".join(page.extract_text().split())
        assert f"Halaman {number} dari {len(read.pages)}" in text
        assert "Sidik data" in text
        assert "LATIHAN" in text
        for font in page["/Resources"]["/Font"].values():
            if font.get_object()["/Subtype"] == "/TrueType":
                assert "/FontFile2" in font.get_object()["/FontDescriptor"]
    assert read.trailer["/Root"]["/Lang"] == "id-ID"
    assert read.metadata is not None
    assert read.metadata.title
    if shutil.which("qpdf"):
        path = tmp_path / "paper.pdf"
        path.write_bytes(made)
        subprocess.run(["qpdf", "--check", str(path)], check=True, capture_output=True)
