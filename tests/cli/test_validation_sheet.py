"""kks report validasi: the validation sheet of one OPD."""

from __future__ import annotations

import sqlite3
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from pypdf import PdfReader

from kks_desktop.store.connection import store_path

if TYPE_CHECKING:
    from tests.cli.conftest import Kks


def words(path: Path) -> str:
    pages = PdfReader(BytesIO(path.read_bytes())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_sheet_lists_the_files_of_the_agency(kks: Kks, sample: Path, tmp_path: Path) -> None:
    path = tmp_path / "lembar.pdf"
    data = ("--data", sample / "kabupaten", "--out", path)
    ran = kks("report", "validasi", "--opd", "kesehatan", *data)
    assert (ran.status, ran.out) == (0, "")
    assert "tidak dicatat" in ran.err
    text = words(path)
    for told in ("Laporan MPDN.pdf", "Layar ASIK.pdf", "Ida Yuliati", "197105122000032004"):
        assert told in text
    assert "Laporan pasar.pdf" not in text
    again = tmp_path / "lagi.pdf"
    kks("report", "validasi", "--opd", "kesehatan", *data[:2], "--out", again, "--paper", "f4")
    assert PdfReader(again).pages[0].mediabox.height > 900


def test_printing_records_nothing(kks: Kks, sample: Path, tmp_path: Path) -> None:
    folder = sample / "kabupaten"
    kks("report", "validasi", "--opd", "kesehatan", "--data", folder, "--out", tmp_path / "a.pdf")
    with sqlite3.connect(store_path(folder)) as connection:
        found = connection.execute("SELECT count(*) FROM entry WHERE field LIKE 'dicetak/%'")
        assert found.fetchone() == (0,)
    connection.close()


def test_without_an_agency_the_ids_are_listed(kks: Kks, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    for more in ((), ("--opd", "")):
        ran = kks("report", "validasi", "--data", sample / "kabupaten", "--out", out, *more)
        assert (ran.status, ran.out) == (2, "")
        assert len(ran.err.splitlines()) == 1
        assert "--opd" in ran.err
        assert "kesehatan, pendidikan" in ran.err
    assert not out.exists()


def test_an_agency_belongs_to_this_report_only(kks: Kks, sample: Path, tmp_path: Path) -> None:
    data = ("--data", sample / "kabupaten", "--out", tmp_path / "a.pdf")
    ran = kks("report", "evaluasi", "--opd", "kesehatan", *data)
    assert (ran.status, ran.out) == (2, "")


def test_what_cannot_be_printed_is_said(refused: Kks, sample: Path, tmp_path: Path) -> None:
    data = ("--data", sample / "kabupaten", "--out", tmp_path / "a.pdf")
    nothing = refused("report", "validasi", "--opd", "pariwisata", *data)
    assert "Pariwisata" in nothing.err
    refused("report", "validasi", "--opd", "kesehatan", "--data", sample / "provinsi", *data[2:])
    assert not (tmp_path / "a.pdf").exists()


def test_an_unknown_agency_is_wrong_use(kks: Kks, sample: Path, tmp_path: Path) -> None:
    data = ("--data", sample / "kabupaten", "--out", tmp_path / "a.pdf")
    ran = kks("report", "validasi", "--opd", "salah", *data)
    assert (ran.status, ran.out) == (2, "")
    assert "kesehatan, pendidikan" in ran.err


def test_the_help_names_it(kks: Kks) -> None:
    told = kks("report", "--help").out
    assert "validasi" in told
    assert "--opd" in told
