"""The papers of a district, printed from its data folder and read back."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from kks_desktop.domain.columns import YES
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.paper_code import parse_code
from kks_desktop.domain.registers import REMOVED, VILLAGE_REGISTER, rows_of
from kks_desktop.services.paper_kinds import NO_OPTIONS, PaperOptions
from kks_desktop.services.papers import print_paper, wrong_use
from kks_desktop.services.practice import PASSPHRASE
from kks_desktop.services.regions import regions
from kks_desktop.services.reporting import evaluation_report
from kks_desktop.services.sending import send
from kks_desktop.services.session import Edit
from kks_desktop.services.submission import freeze
from kks_desktop.services.tasks import CancelledError, CancelToken
from kks_desktop.services.workspace import SetUp, Workspace
from kks_desktop.store.evidence import EvidenceRow, put_evidence
from kks_desktop.store.evidence_files import EvidenceFiles
from tests.reports.reading import (
    letter_extents,
    lowest_heading,
    outline_titles,
    page_texts,
    reader,
    scanned,
    whole_text,
)

HEALTH, MARKET = PaperOptions(agency="kesehatan"), PaperOptions(tatanan=4)
PAPERS = {
    "evaluasi": NO_OPTIONS,
    "ringkas": NO_OPTIONS,
    "opd": HEALTH,
    "profil": NO_OPTIONS,
    "instrumen": MARKET,
    "bukti": NO_OPTIONS,
    "formulir": MARKET,
}
WIDE = ("opd", "instrumen", "bukti")
SIZES = {"a4": (595, 842), "f4": (609, 935)}
LONGEST = tuple(
    one.code for one in sorted(regions(), key=lambda one: (len(one.name), one.code))[-3:]
)
"""The longest names of the 514."""


def tool(name: str, *arguments: str) -> str:
    if sys.platform == "win32":
        pytest.skip(f"{name} is Debian's")
    done = subprocess.run([name, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def add_picture(workspace: Workspace, target: str, item: str, picture: Image.Image) -> None:
    """A picture of proof, as taking in stores it."""
    source = workspace.folder / "sumber.png"
    picture.save(source)
    data = source.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    path = EvidenceFiles(workspace.folder).path_of(sha256, "png")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    at = "2025-01-20T03:00:00+00:00"
    row = EvidenceRow(sha256, len(data), 1, "png", at, "", at, "")
    workspace.write(lambda connection: put_evidence(connection, [row])).result()
    cells = {"nama": f"{item}.png", "ext": "png", f"untuk/{target}/{item}": "ya"}
    edits = [Edit(f"bukti:{sha256}", field, raw) for field, raw in cells.items()]
    workspace.require_session().set(edits, "Gambar")


# ------------------------------------------------------------------ what all of them keep


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_is_a_sound_pdf_with_its_marks_on_every_page(
    district: Workspace, tmp_path: Path, kind: str, paper: str
) -> None:
    made = print_paper(district, kind, paper, PAPERS[kind])
    path = tmp_path / "a.pdf"
    path.write_bytes(made)
    tool("qpdf", "--check", str(path))
    fonts = tool("pdffonts", str(path)).splitlines()[2:]
    assert fonts
    assert all(re.search(r" yes +yes +yes ", line) for line in fonts), fonts
    document = reader(made)
    assert document.trailer["/Root"]["/Lang"] == "id-ID"
    assert document.metadata is not None
    assert document.metadata.title
    assert "Kota Jambi" in str(document.metadata.subject)
    assert outline_titles(made)
    assert lowest_heading(made) > 20 * 72 / 25.4 + 30, "a heading stands alone"
    size = SIZES[paper][::-1] if kind in WIDE else SIZES[paper]
    for page in document.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == size
    texts = page_texts(made)
    for number, text in enumerate(texts, 1):
        assert f"Halaman {number} dari {len(texts)}" in text
        assert "15.71" in text
        assert "LATIHAN" in text
    assert made == print_paper(district, kind, paper, PAPERS[kind])


@pytest.mark.parametrize("kind", [kind for kind in PAPERS if kind != "formulir"])
def test_a_paper_is_a_draft_until_it_was_sent_and_its_code_says_so(
    district: Workspace, out: Path, tmp_path: Path, kind: str
) -> None:
    draft = print_paper(district, kind, "a4", PAPERS[kind])
    assert all("DRAF" in text for text in page_texts(draft))
    before = parse_code(scanned(draft, tmp_path))
    assert before.revision is None
    assert not before.content_id
    sent = send(district, out, PASSPHRASE)
    made = print_paper(district, kind, "a4", PAPERS[kind])
    texts = page_texts(made)
    assert all("DRAF" not in text for text in texts)
    assert all(f"Sidik data {sent.fingerprint}" in text for text in texts)
    after = parse_code(scanned(made, tmp_path))
    assert after.kind.partition("/")[0] == kind
    assert after.revision == 1
    assert after.totals == before.totals
    assert after.content_id == sent.content_id.removeprefix("sha256:")[:16].upper()
    assert after.signature
    assert after.fingerprint == sent.fingerprint.replace(" ", "")[:16].upper()


@pytest.mark.parametrize("kind", ["profil", "bukti", "instrumen"])
def test_a_paper_can_be_cancelled(district: Workspace, kind: str) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        print_paper(district, kind, options=PAPERS[kind], cancel=token)


@pytest.mark.parametrize("region", LONGEST)
@pytest.mark.parametrize("kind", PAPERS)
def test_the_longest_names_stay_on_the_paper(
    open_folder, folder: Path, kind: str, region: str
) -> None:
    workspace = open_folder(folder)
    session = workspace.create(SetUp("kabupaten", region, 2025, "Siti", "Dinas", "Operator"))
    long = "Sekretariat Tim Pembina Penyelenggaraan " * 4
    session.set([Edit("profil", f"kop_{line}", long.strip()) for line in range(1, 5)], "Kop")
    made = print_paper(workspace, kind, "a4", PAPERS[kind])
    assert session.info.region_name in whole_text(made)
    for page, (left, right) in zip(reader(made).pages, letter_extents(made), strict=True):
        assert left > 0
        assert right < float(page.mediabox.width)


# ------------------------------------------------------------------------------- ringkas


@pytest.mark.parametrize("paper", SIZES)
def test_the_summary_is_one_page_whatever_happens(
    district: Workspace, open_folder, tmp_path: Path, paper: str
) -> None:
    assert len(page_texts(print_paper(district, "ringkas", paper))) == 1
    empty = open_folder(tmp_path / "kosong")
    session = empty.create(SetUp("kabupaten", "73.10", 2025, "Siti", "Dinas", "Operator"))
    assert len(page_texts(print_paper(empty, "ringkas", paper))) == 1
    edits = [Edit("profil", f"kop_{line}", "Kata panjang sekali " * 40) for line in range(1, 5)]
    session.set([*edits, Edit("penilaian", "target", "wistara_paripurna")], "Kop")
    texts = page_texts(print_paper(empty, "ringkas", paper))
    assert len(texts) == 1
    assert "Halaman 1 dari 1" in texts[0]
    assert "Indikasi kategori" in texts[0]


@pytest.mark.parametrize("paper", SIZES)
def test_the_summary_names_what_blocks_and_does_not_only_count_it(
    district: Workspace, paper: str
) -> None:
    session = district.require_session()
    kop = [Edit("profil", f"kop_{line}", "Kop surat kantor") for line in range(1, 5)]
    session.set([*kop, Edit("4.03", "choice", "0"), Edit("4.03", "reason", "belum")], "Ubah")
    sentences = session.evaluation.category.sentences
    texts = page_texts(print_paper(district, "ringkas", paper))
    assert len(sentences) >= 2
    assert len(texts) == 1
    for sentence in sentences[:3]:
        assert sentence in " ".join(texts[0].split())


# ----------------------------------------------------------------------------- instrumen


def test_the_instrument_sums_as_the_engine_does(district: Workspace) -> None:
    scored = district.require_session().evaluation.scored
    text = whole_text(print_paper(district, "instrumen", "a4", MARKET))
    assert "TOTAL NILAI 1.100 13 dari 13 bernilai" in text
    assert "PERSENTASE 84,62 % dari 1.300" in text
    assert scored.tatanan[3].score == 1100
    whole = print_paper(district, "instrumen")
    titles = outline_titles(whole)
    assert [title for title in titles if title.startswith("Tatanan")][8].startswith("Tatanan 9")
    assert "Kelembagaan" in titles
    for code in district.require_session().instrument.by_code:
        assert code in whole_text(whole)


def test_a_blank_instrument_shows_blanks_and_no_zero(workspace: Workspace) -> None:
    text = whole_text(print_paper(workspace, "instrumen", "a4", MARKET))
    assert "TOTAL NILAI – 0 dari 13 bernilai" in text
    assert "PERSENTASE –" in text
    assert "●" not in text


# ----------------------------------------------------------------------------- bukti, opd


def test_the_index_of_proof_has_every_file_with_its_whole_fingerprint(district: Workspace) -> None:
    text = whole_text(print_paper(district, "bukti")).replace(" ", "")
    session = district.require_session()
    codes = [code for code in session.table if code.startswith("bukti:")]
    for code in codes:
        assert code.removeprefix("bukti:") in text
    assert "Bukti yang dipakai (9)".replace(" ", "") in text
    assert "Berkas yang belum dipakai (1)".replace(" ", "") in text
    assert "✓IdaYuliati" in text
    assert "○belumdisahkan" in text


def test_a_district_without_proof_says_so(workspace: Workspace) -> None:
    text = whole_text(print_paper(workspace, "bukti"))
    assert "belum ada berkas yang dipakai" in text
    assert "Belum ada berkas." in text


def test_the_paper_of_an_opd_adds_up(district: Workspace) -> None:
    text = whole_text(print_paper(district, "opd", "a4", HEALTH))
    assert "2.625 / 3.100" in text
    assert "30 dari 31" in text
    assert "200 poin yang sudah terbukti" in text
    assert "Indikator yang menjadi tanggung jawab utama (31)" in text
    assert "Yang menaikkan nilai" in text


# ----------------------------------------------------------------------------- formulir


def test_blank_forms_hold_the_questions_and_no_answer(district: Workspace) -> None:
    made = print_paper(district, "formulir", "a4", MARKET)
    text = whole_text(made)
    instrument = district.require_session().instrument
    for indicator in instrument.tatanan[3].indicators:
        assert text.count(f"{indicator.code} {indicator.title}") == 1
        for option in indicator.options:
            assert option.text in text
    assert "Sidik data" not in text
    assert "Formulir kosong" in text
    assert "19/20" not in text
    agency = whole_text(print_paper(district, "formulir", "a4", PaperOptions(agency="hukum")))
    assert "4.01" in agency
    assert "1.01" not in agency


# ------------------------------------------------------------------------------- profil


CHAPTERS = (
    "I. Gambaran Umum",
    "II. Kelembagaan",
    "III. Pendanaan",
    "IV. Indikator dan Pendukung per Tatanan",
    "V. Inovasi",
    "VI. Lampiran",
    "VII. Penutup",
)


def test_the_profile_has_the_seven_chapters_and_the_tables_of_the_juknis(
    district: Workspace,
) -> None:
    made = print_paper(district, "profil")
    titles = outline_titles(made)
    assert [title for title in titles if title in CHAPTERS] == list(CHAPTERS)
    text = whole_text(made)
    for words in (
        "No Kecamatan Forum Kecamatan No SK Masa Berlaku SK Ket",
        "No Nama Kegiatan Waktu Peserta Hasil Keterangan",
        "Rapat koordinasi Tim Pembina",
        "100/KKS/2021",
        "18 Februari 2024 · -1,60150; 103,60120",
        "580.000.000",
        "622.398",
        "94,12",
    ):
        assert words in text, words
    last = page_texts(made)[-1]
    assert "Demikian Profil" in last
    assert "Ir. Hj. Nurhayati Batubara, M.T." in last
    assert "tanda tangan dan cap" in last


def test_a_blank_profile_is_blanks_to_fill_and_never_zero(workspace: Workspace) -> None:
    made = print_paper(workspace, "profil")
    text = whole_text(made)
    assert "SK Nomor ………… " in text.replace("…" * 12, "…………")
    assert "Rp0" not in text
    assert "0,00" not in text
    assert "belum diisi" in text
    assert "Dari 11 kecamatan, jumlah forum dengan SK yang masih berlaku belum diisi" in text
    assert outline_titles(made)[-1] == "VII. Penutup"


def test_a_kecamatan_without_listed_villages_is_blank_in_the_profile(workspace: Workspace) -> None:
    session = workspace.require_session()
    villages = rows_of(VILLAGE_REGISTER, session.table)
    session.set([Edit(code, REMOVED, YES) for code in villages], "Hapus desa")
    session.flush()
    text = whole_text(print_paper(workspace, "profil"))
    assert "Kelurahan Desa Jumlah" in text
    assert not re.search(r"Kelurahan Desa Jumlah.{0,60} 0 0", text)
    assert "Jumlah 0" not in text


def test_photos_stand_in_the_profile_with_day_and_place(district: Workspace) -> None:
    session = district.require_session()
    codes = [code for code in session.table if code.startswith("desa:")][:5]
    for number, code in enumerate(codes):
        picture = Image.new("RGB", (640, 480), (40 * number, 90, 120))
        add_picture(district, code, "foto", picture)
    made = print_paper(district, "profil")
    images = sum(len(page.images) for page in reader(made).pages)
    assert images == 6
    text = whole_text(made)
    assert f"Pokja {session.raw(codes[0], 'nama')}" in text
    assert "18 Januari 2024 · -1,60050; 103,60020" in text


def test_a_photo_that_is_no_picture_does_not_stop_the_profile(district: Workspace) -> None:
    session = district.require_session()
    code = next(code for code in session.table if code.startswith("desa:"))
    add_picture(district, code, "foto", Image.new("RGB", (9, 9)))
    files = [one for one in session.table if one.startswith("bukti:")]
    for one in files:
        if session.raw(one, f"untuk/{code}/foto"):
            sha256 = one.removeprefix("bukti:")
            path = EvidenceFiles(district.folder).path_of(sha256, "png")
            path.chmod(0o644)
            path.write_bytes(b"bukan gambar")
    assert "Gambar ini tidak terbaca." in whole_text(print_paper(district, "profil"))


def test_names_beyond_latin_and_markup_are_printed_as_text(district: Workspace) -> None:
    session = district.require_session()
    edits = [
        Edit("kegiatan:001", "nama", "Rapat <b>Forum</b> & 北京 ꦗꦮ"),
        Edit("profil", "visi_misi", "Sehat <para> & \u202e terbalik\n\nBaris kedua"),
        Edit("kegiatan:002", "hasil", " ".join(f"hasil{n:03d}" for n in range(900))),
    ]
    session.set(edits, "Aneh")
    text = whole_text(print_paper(district, "profil"))
    assert "Rapat <b>Forum</b> & □□ □" in text
    assert "Sehat <para>" in text
    assert "Baris kedua" in text
    assert re.findall(r"hasil(\d{3})", text) == [f"{number:03d}" for number in range(900)]


# ------------------------------------------------------------------------ emblem and use


def test_the_emblem_of_the_profile_is_on_the_papers(district: Workspace) -> None:
    add_picture(district, "profil", "lambang", Image.new("RGBA", (300, 400), (0, 99, 50, 128)))
    for kind in ("ringkas", "bukti", "evaluasi"):
        assert len(reader(print_paper(district, kind)).pages[0].images) == 1
    assert "PEMERINTAH KOTA JAMBI" in page_texts(print_paper(district, "bukti"))[0]


def test_a_broken_emblem_stops_a_print_but_never_a_sending(district: Workspace, out: Path) -> None:
    add_picture(district, "profil", "lambang", Image.new("RGB", (3, 3)))
    session = district.require_session()
    code = next(one for one in session.table if session.raw(one, "untuk/profil/lambang") == "ya")
    path = EvidenceFiles(district.folder).path_of(code.removeprefix("bukti:"), "png")
    kept = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(b"x" * len(kept))
    with pytest.raises(KksError) as refused:
        print_paper(district, "ringkas")
    assert refused.value.code == "EMBLEM"
    frozen = freeze(district)
    made = evaluation_report(district, frozen, "a4", final=True)
    assert "tempat lambang" in page_texts(made)[0]


@pytest.mark.parametrize(
    ("kind", "options", "words"),
    [
        ("lain", NO_OPTIONS, "evaluasi"),
        ("opd", NO_OPTIONS, "--opd"),
        ("opd", PaperOptions(agency="lain"), "kesehatan"),
        ("instrumen", PaperOptions(tatanan=10), "1 sampai 9"),
        ("instrumen", PaperOptions(tatanan=-1), "1 sampai 9"),
        ("formulir", NO_OPTIONS, "--tatanan atau --opd"),
        ("formulir", PaperOptions(tatanan=1, agency="kesehatan"), "salah satu"),
        ("ringkas", PaperOptions(tatanan=1), "--tatanan tidak dipakai"),
        ("bukti", HEALTH, "--opd tidak dipakai"),
    ],
)
def test_wrong_use_is_told_in_one_sentence(
    district: Workspace, kind: str, options: PaperOptions, words: str
) -> None:
    fault = wrong_use(district, kind, options)
    assert words in fault
    assert fault.endswith(".")
    with pytest.raises(KksError) as refused:
        print_paper(district, kind, "a4", options)
    assert refused.value.code == "WRONG_USE"


# ------------------------------------------------------------------------------ evaluasi


def test_the_evaluation_report_shows_proof_plan_opd_and_odf(district: Workspace) -> None:
    made = print_paper(district, "evaluasi")
    text = whole_text(made)
    for words in (
        "300 dari 11.625 poin yang diklaim",
        "Untuk Wiwerda, paling sedikit 1 indikator perlu dinaikkan, bersama-sama 50 poin.",
        "Kesehatan 31 30 2 2.625/3.100 475 200",
        "Paal Merah 6 2 0 33,33 %",
        "Belum ada penilaian atau perbaikan sebelumnya",
    ):
        assert words in text, words
    for title in ("Keadaan bukti dukung", "Jalan paling hemat", "ODF menurut kecamatan"):
        assert title in outline_titles(made)


def test_the_evaluation_report_looks_back_at_what_was_sent(district: Workspace, out: Path) -> None:
    send(district, out, PASSPHRASE)
    district.require_session().set([Edit("9.01", "choice", "0")], "Turun")
    text = whole_text(print_paper(district, "evaluasi"))
    assert "Dibandingkan dengan usulan awal: −100 poin. Naik 0, turun 1," in text
    assert "9.01" in text.split("Indikator yang naik atau turun (1)")[2][:300]
    assert "usulan awal: −100 poin" in whole_text(print_paper(district, "ringkas"))


def test_odf_without_a_word_is_blank_and_no_share(workspace: Workspace) -> None:
    text = whole_text(print_paper(workspace, "evaluasi"))
    assert "Daftar desa/kelurahan belum menyebut keadaan ODF." in text
    session = workspace.require_session()
    village = next(code for code in session.table if code.startswith("desa:"))
    session.set([Edit(village, "odf", "ya")], "ODF")
    text = whole_text(print_paper(workspace, "evaluasi"))
    assert re.search(r"Telanaipura 7 1 6 – –", text)
