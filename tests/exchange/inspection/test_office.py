"""Documents of Office: their text, their locks, and archives made to hurt."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest

from kks_desktop.exchange.inspection.archive import Archive, SwollenError
from kks_desktop.exchange.inspection.budget import Budget
from kks_desktop.exchange.inspection.findings import Limits
from tests.exchange.inspection import makers
from tests.exchange.inspection.conftest import Look
from tests.exchange.inspection.test_kinds import codes, written


def test_years_in_a_workbook(look: Look, tmp_path: Path) -> None:
    path = makers.xlsx(tmp_path / "a.xlsx", ["Tahun", 2023, 20231], ["Capaian 2024", None, 1])
    assert look(path).years == {2023: 1, 2024: 1}


def test_a_word_cut_into_runs(look: Look, tmp_path: Path) -> None:
    path = makers.docx(tmp_path / "a.docx", ["Tahun 20", "23"], ["20"], ["24 desa"])
    assert (look(path).years, look(path).findings) == ({2023: 1}, ())


def test_slides(look: Look, tmp_path: Path) -> None:
    found = look(makers.pptx(tmp_path / "a.pptx", "Rapat 2023", "Hasil", "2023"))
    assert (found.pages, found.years) == (3, {2023: 2})
    found = look(makers.pptx(tmp_path / "b.pptx"))
    assert (codes(found), found.refused) == (["NO_PAGES"], True)


def test_empty_documents(look: Look, tmp_path: Path) -> None:
    assert codes(look(makers.docx(tmp_path / "a.docx", [""]))) == ["BLANK_PAGE"]
    assert codes(look(makers.xlsx(tmp_path / "b.xlsx"))) == ["BLANK_PAGE"]
    picture = {"word/media/image1.png": makers.png_bytes(makers.text_page(75))}
    assert codes(look(makers.docx(tmp_path / "c.docx", parts=picture))) == []


@pytest.mark.parametrize(
    ("kind", "media"),
    [("wordprocessingml.template.main", "template"), ("ms-excel.sheet.binary", "xlsb")],
)
def test_kin_that_is_not_accepted(look: Look, tmp_path: Path, kind: str, media: str) -> None:
    found = look(makers.office(tmp_path / "a.docx", kind))
    assert (found.media, codes(found)) == (media, ["WRONG_TYPE"])


def test_macros(look: Look, tmp_path: Path) -> None:
    macros = {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}
    for path in (
        makers.docx(tmp_path / "a.docx", ["Isi"], parts=macros),
        makers.office(tmp_path / "b.xlsx", "ms-excel.sheet.macroEnabled.main"),
    ):
        found = look(path)
        assert (found.media, codes(found), found.refused) == ("macro", ["PROGRAM"], True)


def test_a_program_inside(look: Look, tmp_path: Path) -> None:
    inside = {"word/embeddings/setup.exe": makers.program()}
    found = look(makers.docx(tmp_path / "a.docx", ["Isi"], parts=inside))
    assert (codes(found), found.refused) == (["PROGRAM"], False)


def test_damaged(look: Look, tmp_path: Path) -> None:
    whole = makers.docx(tmp_path / "a.docx", ["Isi 2023"] * 50).read_bytes()
    broken = [whole[: len(whole) // 2], whole[:-10], whole[:4]]
    for data in broken:
        found = look(written(tmp_path / "b.docx", data))
        assert (codes(found), found.refused) == (["UNREADABLE"], True)
    cut = makers.office(tmp_path / "c.docx", parts={"word/document.xml": b"<w:p><w:t>isi"})
    assert codes(look(cut)) == ["UNREADABLE"]


def test_locked_archive(look: Look, tmp_path: Path) -> None:
    data = bytearray(makers.docx(tmp_path / "a.docx", ["Isi"]).read_bytes())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)
    found = look(written(tmp_path / "b.docx", bytes(data)))
    assert (codes(found), found.refused) == (["ENCRYPTED"], True)


def test_entities_are_not_read(look: Look, tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    document = f'<!DOCTYPE w [<!ENTITY a0 "2023">{laughs}]><w>&a11;</w>'
    path = makers.office(tmp_path / "a.docx", parts={"word/document.xml": document.encode()})
    assert (codes(look(path)), look(path).years) == (["UNREADABLE"], {})
    outside = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'
    path = makers.office(tmp_path / "a.docx", parts={"word/document.xml": outside})
    assert codes(look(path)) == ["UNREADABLE"]


def test_swelling_archives(look: Look, tmp_path: Path) -> None:
    bomb = makers.docx(tmp_path / "a.docx", ["Isi"], parts={"word/media/a.bin": bytes(150_000_000)})
    assert bomb.stat().st_size < 500_000
    found = look(bomb)
    assert (codes(found), found.refused) == (["UNREADABLE"], True)
    assert "mengembang" in found.findings[0].sentence
    # a directory that says little of what is inside
    data = bytearray(
        makers.office(
            tmp_path / "b.docx",
            parts={"word/document.xml": b"<w>" + b"2023 " * 30_000_000 + b"</w>"},
        ).read_bytes()
    )
    at = data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 1)
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    found = look(written(tmp_path / "c.docx", bytes(data)))
    assert found.years.get(2023, 0) < 500_000


def test_all_that_is_read_of_one_archive_is_bounded(tmp_path: Path) -> None:
    path = makers.docx(tmp_path / "a.docx", ["Isi"], parts={"word/media/a.bin": bytes(9_000_000)})
    with Archive(path) as archive:
        for _ in range(8):
            archive.read("word/media/a.bin", 9_000_000)
        with pytest.raises(SwollenError):
            archive.read("word/media/a.bin", 9_000_000)


def test_all_parts_of_a_text_share_one_budget() -> None:
    budget = Budget(Limits(text_characters=10))
    assert (budget.take("Tahun "), budget.spent) == ("Tahun ", False)
    assert (budget.take("2023 2024"), budget.spent) == ("2023", True)


def test_many_entries(look: Look, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(25_000):
            archive.writestr(f"{number}", b"")
    assert codes(look(path)) == ["UNREADABLE"]


def test_other_compression_is_not_unpacked(look: Look, tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(100).hex().encode()
    for kind in (zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2):
        path = makers.office(
            tmp_path / "a.docx", parts={"word/document.xml": noise}, compression=kind
        )
        assert look(path).refused


def test_a_very_long_part_is_read_to_a_bound(look: Look, tmp_path: Path) -> None:
    text = b"<w>" + b"".join(b"<p>2023 %d</p>" % n for n in range(900_000)) + b"</w>"
    found = look(makers.office(tmp_path / "a.docx", parts={"word/document.xml": text}))
    assert found.findings == ()
    assert 1000 < found.years[2023] < 300_000
