"""PDF: pages, text, locks, and scans that cannot be read."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, NumberObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

from tests.exchange.inspection import makers
from tests.exchange.inspection.conftest import Look
from tests.exchange.inspection.test_kinds import codes, written


def test_pages_years_and_thumbnail(look: Look, tmp_path: Path) -> None:
    pages = ("Laporan Tahun 2023 dan 2024", "NIP 197001012023121001, 12.023 jiwa", "Juni 2023")
    found = look(makers.text_pdf(tmp_path / "Laporan_2022.pdf", *pages))
    assert (found.pages, found.findings) == (3, ())
    assert found.years == {2022: 1, 2023: 2, 2024: 1}
    with Image.open(BytesIO(found.thumbnail)) as small:
        assert (small.format, max(small.size)) == ("PNG", 256)
    assert len(found.thumbnail) < 60_000


def test_only_so_many_pages_are_read(look: Look, tmp_path: Path) -> None:
    found = look(makers.text_pdf(tmp_path / "a.pdf", *["Tahun 2023"] * 300))
    assert (found.pages, found.years) == (300, {2023: 40})


def test_locked(look: Look, tmp_path: Path) -> None:
    found = look(makers.locked_pdf(tmp_path / "a.pdf", "rahasia"))
    assert (codes(found), found.refused) == (["ENCRYPTED"], True)
    # closed to changes, open to readers: many offices print so
    assert look(makers.locked_pdf(tmp_path / "b.pdf", "")).findings == ()


def test_damaged(look: Look, tmp_path: Path) -> None:
    whole = makers.scan_pdf(tmp_path / "a.pdf", makers.text_page()).read_bytes()
    for part in (whole[:9], whole[:200], b"%PDF-1.7\n" + bytes(5000)):
        found = look(written(tmp_path / "b.pdf", part))
        assert (codes(found), found.refused) == (["UNREADABLE"], True)
    empty = tmp_path / "c.pdf"
    PdfWriter().write(empty)
    assert look(empty).refused
    assert codes(look(empty)) in (["NO_PAGES"], ["UNREADABLE"])


def test_what_stands_before_it_is_refused_at_the_gate(look: Look, tmp_path: Path) -> None:
    pdf = makers.text_pdf(tmp_path / "a.pdf", "Isi").read_bytes()
    found = look(written(tmp_path / "b.pdf", b"HTTP/1.1 200 OK\r\n\r\n" + pdf))
    assert (found.media, codes(found), found.refused) == ("pdf", ["WRONG_TYPE"], True)


def test_dangers_inside(look: Look, tmp_path: Path) -> None:
    plain = makers.text_pdf(tmp_path / "a.pdf", "Isi")
    command = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x()")}
    )
    for with_attachment in (False, True):
        writer = PdfWriter(clone_from=PdfReader(plain))
        if with_attachment:
            writer.add_attachment("setup.exe", makers.program())
        else:
            writer.root_object[NameObject("/OpenAction")] = command
        writer.write(tmp_path / "b.pdf")
        found = look(tmp_path / "b.pdf")
        assert (codes(found), found.refused) == (["PROGRAM"], False)


def test_good_scans(look: Look, tmp_path: Path) -> None:
    for dpi in (150, 300):
        found = look(makers.scan_pdf(tmp_path / "a.pdf", makers.text_page(dpi, noise=8)))
        assert (found.pages, found.findings) == (1, ())
    # a program that makes a point of a pixel, and paper on its side
    page = makers.text_page(200)
    assert look(makers.scan_pdf(tmp_path / "b.pdf", page, page=page.size)).findings == ()
    turned = page.transpose(Image.Transpose.ROTATE_90)
    assert look(makers.scan_pdf(tmp_path / "c.pdf", turned, page=(842, 595))).findings == ()


@pytest.mark.parametrize("as_pixels", [False, True])
def test_coarse_scans(look: Look, tmp_path: Path, as_pixels: bool) -> None:
    page = makers.text_page(75)
    size = {"page": page.size} if as_pixels else {}
    found = look(makers.scan_pdf(tmp_path / "a.pdf", page, **size))  # type: ignore[arg-type]
    assert (codes(found), found.refused) == (["COARSE"], False)


def test_blurred_scans_are_named_by_page(look: Look, tmp_path: Path) -> None:
    good, bad = makers.text_page(200), makers.text_page(200, blur=3)
    found = look(makers.scan_pdf(tmp_path / "a.pdf", good, bad, bad))
    assert codes(found) == ["BLURRED"]
    assert "2, 3" in found.findings[0].sentence


def test_blank_pages(look: Look, tmp_path: Path) -> None:
    paper = Image.new("L", (1240, 1754), 244)
    found = look(makers.scan_pdf(tmp_path / "a.pdf", paper))
    assert (codes(found), found.refused) == (["BLANK_PAGE"], False)
    # the empty back of a sheet
    assert look(makers.scan_pdf(tmp_path / "b.pdf", makers.text_page(), paper)).findings == ()
    canvas = Canvas(str(tmp_path / "c.pdf"))
    canvas.showPage()
    canvas.save()
    assert codes(look(tmp_path / "c.pdf")) == ["BLANK_PAGE"]


def test_an_image_too_large_to_draw(look: Look, tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=makers.scan_pdf(tmp_path / "a.pdf", makers.text_page(60)))
    image = next(iter(writer.pages[0]["/Resources"]["/XObject"].values())).get_object()  # type: ignore[index]
    image[NameObject("/Width")] = image[NameObject("/Height")] = NumberObject(20_000)
    writer.write(tmp_path / "b.pdf")
    found = look(tmp_path / "b.pdf")
    assert (codes(found), found.refused, found.thumbnail) == (["UNREADABLE"], False, b"")
