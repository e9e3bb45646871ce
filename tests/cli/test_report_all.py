"""kks report: letters with their texts, and the whole folder of papers."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest

from kks_desktop.services.practice import write_sample


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder)
    return folder


def text(path: Path) -> str:
    pages = pypdf.PdfReader(path).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_letter_takes_its_number_place_and_day(kks, sample, tmp_path) -> None:
    out = tmp_path / "surat.pdf"
    ran = kks(
        "report", "surat-usulan", "--data", sample / "kabupaten", "--out", out,
        "--isi", "nomor=440/17=A", "--isi", "tempat=Jambi", "--isi", "tanggal=28/11/2026",
    )  # fmt: skip
    assert ran.status == 0, ran.err
    letter = text(out)
    assert "440/17=A" in letter
    assert "Jambi, 28 November 2026" in letter


def test_a_text_that_the_paper_does_not_have_is_wrong_use(kks, sample, tmp_path) -> None:
    ran = kks(
        "report", "surat-usulan", "--data", sample / "kabupaten", "--out", tmp_path / "a.pdf",
        "--isi", "nomer=1",
    )  # fmt: skip
    assert ran.status == 2
    assert "'nomer' tidak dipakai" in ran.err
    assert "nomor, tempat, tanggal" in ran.err
    assert not (tmp_path / "a.pdf").exists()


def test_all_papers_of_a_proposal(kks, sample, tmp_path) -> None:
    out = tmp_path / "usulan"
    ran = kks("report", "--all", "--data", sample / "kabupaten", "--out", out, "--paper", "f4")
    assert ran.status == 0, ran.err
    listed = [Path(line) for line in ran.out.splitlines()]
    assert sorted(listed) == sorted(path for path in out.rglob("*") if path.is_file())
    names = {path.relative_to(out).as_posix() for path in listed}
    assert {
        "01 Surat usulan Kota Jambi 2025.pdf",
        "02 Profil penyelenggaraan Kota Jambi 2025.pdf",
        "03 Instrumen terisi Kota Jambi 2025.pdf",
        "Laporan OPD/Kesehatan.pdf",
        "Pengesahan OPD/Kesehatan.pdf",
    } <= names
    for path in listed:
        sides = sorted(round(float(side)) for side in pypdf.PdfReader(path).pages[0].mediabox[2:])
        assert sides == [609, 935]
        assert "DRAF" in text(path) or "LATIHAN" in text(path)


def test_all_of_them_again_give_the_same_bytes(kks, sample, tmp_path) -> None:
    for name in ("a", "b"):
        assert (
            kks("report", "--all", "--data", sample / "provinsi", "--out", tmp_path / name).status
            == 0
        )
    for path in (tmp_path / "a").rglob("*.pdf"):
        other = tmp_path / "b" / path.relative_to(tmp_path / "a")
        assert path.read_bytes() == other.read_bytes()


def test_all_with_a_kind_is_wrong_use(kks, sample, tmp_path) -> None:
    out = tmp_path / "x"
    assert (
        kks("report", "profil", "--all", "--data", sample / "kabupaten", "--out", out).status == 2
    )
    assert kks("report", "--data", sample / "kabupaten", "--out", out).status == 2
    assert not out.exists()


def test_a_place_where_no_folder_can_be(refused, sample, tmp_path) -> None:
    (tmp_path / "berkas").write_text("bukan folder")
    ran = refused("report", "--all", "--data", sample / "kabupaten", "--out", tmp_path / "berkas")
    assert "tidak dapat dibuat" in ran.err
    assert (tmp_path / "berkas").read_text() == "bukan folder"
    assert [path.name for path in tmp_path.iterdir()] == ["berkas"]
