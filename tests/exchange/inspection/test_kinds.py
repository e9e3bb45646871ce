"""A file is what its content is; what must not be taken in says why."""

from __future__ import annotations

import gzip
import os
import zipfile
from pathlib import Path

import pytest

from kks_desktop.bundle.media import EXTENSIONS
from kks_desktop.exchange.inspection.findings import FindingCode as Code
from kks_desktop.exchange.inspection.findings import Inspection, Limits
from kks_desktop.exchange.inspection.inspector import Inspector
from kks_desktop.exchange.inspection.kinds import ENDINGS
from tests.exchange.inspection import makers
from tests.exchange.inspection.conftest import Look


def codes(found: Inspection) -> list[str]:
    return [finding.code.value for finding in found.findings]


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_we_store_what_the_province_knows() -> None:
    assert {ending for endings in ENDINGS.values() for ending in endings} == set(EXTENSIONS)


def test_every_kind_that_is_accepted(look: Look, tmp_path: Path) -> None:
    files = {
        "pdf": makers.text_pdf(tmp_path / "a.pdf", "Laporan"),
        "jpg": makers.jpeg(makers.photo(1600, 1200), tmp_path / "b.jpg"),
        "png": written(tmp_path / "c.png", makers.png_bytes(makers.text_page(120))),
        "xlsx": makers.xlsx(tmp_path / "d.xlsx", ["Desa", 12]),
        "docx": makers.docx(tmp_path / "e.docx", ["Isi"]),
        "pptx": makers.pptx(tmp_path / "f.pptx", "Judul", "Isi"),
        "csv": written(tmp_path / "g.csv", b"Desa;Jumlah\nA;1\nB;2\n"),
        "mp4": makers.mp4(tmp_path / "h.mp4"),
    }
    for media, path in files.items():
        found = look(path)
        assert (found.media, found.ext, codes(found)) == (media, media, []), path
        assert found.size == path.stat().st_size
        # the name decides nothing
        other = look(path, "laporan akhir.doc")
        assert (other.ext, codes(other)) == (media, ["NAME_MISMATCH"])
        assert media.upper() in other.findings[0].sentence
        assert look(path, "tanpa akhiran").findings == ()


def test_jpeg_keeps_its_ending(look: Look, tmp_path: Path) -> None:
    path = makers.jpeg(makers.photo(1600, 1200), tmp_path / "b.jpg")
    assert look(path, "Foto.JPEG").ext == "jpeg"
    assert (look(path, "foto.jfif").ext, look(path, "foto.jfif").findings) == ("jpg", ())


@pytest.mark.parametrize(
    ("data", "media", "code"),
    [
        (makers.program(), "exe", Code.PROGRAM),
        (b"\x7fELF\x02\x01\x01" + bytes(60), "elf", Code.PROGRAM),
        (b"#!/bin/sh\nrm -rf ~\n", "script", Code.PROGRAM),
        (b"@echo off\r\nformat c:\r\n", "script", Code.PROGRAM),
        (makers.shortcut(), "lnk", Code.PROGRAM),
        (b"[InternetShortcut]\r\nURL=http://example.org\r\n", "url", Code.PROGRAM),
        (b"[Desktop Entry]\nExec=sh\n", "url", Code.PROGRAM),
        (b"<html><script>alert(1)</script></html>", "script", Code.PROGRAM),
        (b"\xef\xbb\xbf<!DOCTYPE html><html><table><tr><td>1", "html", Code.WRONG_TYPE),
        (b"<?xml version='1.0'?><a/>", "xml", Code.WRONG_TYPE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg", Code.WRONG_TYPE),
        (b"Rar!\x1a\x07\x01\x00" + bytes(40), "rar", Code.WRONG_TYPE),
        (b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(40), "7z", Code.WRONG_TYPE),
        (gzip.compress(b"isi", mtime=0), "gz", Code.WRONG_TYPE),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(40), "heic", Code.WRONG_TYPE),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  " + bytes(40), "mov", Code.WRONG_TYPE),
        (b"RIFF\x10\0\0\0WEBPVP8 " + bytes(40), "webp", Code.WRONG_TYPE),
        (b"II*\x00\x08\0\0\0" + bytes(40), "tiff", Code.WRONG_TYPE),
        (b"GIF89a" + bytes(40), "gif", Code.WRONG_TYPE),
        (b"{\\rtf1 Laporan}", "rtf", Code.WRONG_TYPE),
        (b"Notulen rapat\nHadir: semua\n", "text", Code.WRONG_TYPE),
        (b'{\n "a": 1,\n "b": 2,\n "c": 3\n}', "text", Code.WRONG_TYPE),
        ("Desa;1\nB;2\nC;3\n".encode("utf-16"), "utf16", Code.WRONG_TYPE),
        (bytes(range(256)) * 20, "", Code.WRONG_TYPE),
    ],
)
def test_what_is_refused_whatever_its_name(
    look: Look, tmp_path: Path, data: bytes, media: str, code: Code
) -> None:
    for name in ("laporan.pdf", "foto.jpg", "x.docx"):
        found = look(written(tmp_path / "f", data), name)
        assert (found.media, found.ext, found.refused) == (media, "", True)
        assert codes(found) == [code.value]


@pytest.mark.parametrize("name", ["a.vbs", "a.js", "a.bat", "a.ps1", "a.hta", "a.reg"])
def test_text_that_windows_would_run(look: Look, tmp_path: Path, name: str) -> None:
    found = look(written(tmp_path / "f", b"Dim a;b\nSet a;c\nRun a;d\n"), name)
    assert (found.media, codes(found), found.refused) == ("script", ["PROGRAM"], True)


def test_old_office_files(look: Look, tmp_path: Path) -> None:
    for stream, media in (("WordDocument", "doc"), ("Workbook", "xls"), ("Other", "ole")):
        found = look(makers.ole(tmp_path / "f.doc", "a", "b", "c", "d", stream))
        assert (found.media, codes(found)) == (media, ["WRONG_TYPE"])
    found = look(makers.ole(tmp_path / "f.docx", "EncryptionInfo", "EncryptedPackage"))
    assert (codes(found), found.refused) == (["ENCRYPTED"], True)
    installer = bytes.fromhex("84100c0000000000c000000000000046")
    found = look(makers.ole(tmp_path / "f.pdf", "a", kind=installer))
    assert (found.media, codes(found)) == ("msi", ["PROGRAM"])


def test_names_that_pretend(look: Look, tmp_path: Path) -> None:
    pdf = makers.text_pdf(tmp_path / "a.pdf", "Isi")
    for name in ("laporan.exe.pdf", "laporan.pdf.exe", "Laporan\u202efdp.exe"):
        found = look(pdf, name)
        assert (codes(found), found.ext, found.refused) == (["PROGRAM"], "pdf", False), name
    for name in ("SK No. 12.2023.pdf", "www.dinkes.com.pdf", "a.pdf.pdf"):
        assert look(pdf, name).findings == (), name


def test_nothing_and_too_much(look: Look, tmp_path: Path) -> None:
    assert codes(look(written(tmp_path / "a.pdf", b""))) == ["EMPTY"]
    big = tmp_path / "b.pdf"
    with big.open("wb") as stream:  # 4 GB that take no room
        stream.write(b"%PDF-1.7\n")
        stream.truncate(4_000_000_000)
    found = look(big)
    assert (codes(found), found.refused) == (["TOO_BIG"], True)
    assert "4.000 MB" in found.findings[0].sentence
    assert "3.900 MB" in found.findings[0].sentence
    with Inspector(Limits(bytes=1000)) as strict:
        small = makers.text_pdf(tmp_path / "c.pdf", "Isi")
        assert codes(strict.inspect(small, "c.pdf")) == ["TOO_BIG"]


def test_files_that_are_none(look: Look, tmp_path: Path) -> None:
    assert codes(look(tmp_path / "hilang.pdf")) == ["UNREADABLE"]
    assert codes(look(tmp_path, "folder.pdf")) == ["UNREADABLE"]
    os.mkfifo(tmp_path / "pipa.pdf")  # opened, it would wait for ever
    assert codes(look(tmp_path / "pipa.pdf")) == ["UNREADABLE"]


def test_csv(look: Look, tmp_path: Path) -> None:
    one_column = written(tmp_path / "a.csv", "Désa\nSungai Putri\n".encode())
    assert (look(one_column).ext, look(one_column).findings) == ("csv", ())
    table = written(tmp_path / "b.txt", b"Desa\tJumlah\nA\t1\nB\t2\nC\t3\n")
    assert (look(table).ext, codes(look(table))) == ("csv", ["NAME_MISMATCH"])
    years = written(tmp_path / "c.csv", b"Tahun,Nilai\n2023,1\n2023,2\n2024,3\n")
    assert look(years).years == {2023: 2, 2024: 1}
    half = written(tmp_path / "d.csv", b"A;B\n1;2\n" * 2000 + bytes(500))
    assert (codes(look(half)), look(half).refused) == (["UNREADABLE"], True)


def test_video(look: Look, tmp_path: Path) -> None:
    assert look(makers.mp4(tmp_path / "a.mp4", brand=b"3gp5")).ext == "mp4"
    cut = written(tmp_path / "c.mp4", (tmp_path / "a.mp4").read_bytes()[:-100])
    for path in (makers.mp4(tmp_path / "b.mp4", index=False), cut):
        assert (codes(look(path)), look(path).refused) == (["UNREADABLE"], True)


def test_archives(look: Look, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("laporan.pdf", b"%PDF-1.7")
    assert (look(path).media, codes(look(path))) == ("zip", ["WRONG_TYPE"])
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("META-INF/MANIFEST.MF", b"Main-Class: X")
    assert (look(path, "a.docx").media, codes(look(path, "a.docx"))) == ("exe", ["PROGRAM"])
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
    assert (look(path, "a.xlsx").media, codes(look(path, "a.xlsx"))) == ("ods", ["WRONG_TYPE"])
