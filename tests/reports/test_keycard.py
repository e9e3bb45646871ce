"""The key card, read back, with its QR code compared module by module."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest
import segno

from kks_desktop.reports.keycard import keycard_pdf
from kks_desktop.reports.qr import QUIET_ZONE
from tests.reports.builder import FINGERPRINT, some_card, some_facts
from tests.reports.reading import page_texts, reader

if TYPE_CHECKING:
    from collections.abc import Callable

WHITE_FROM = 128
SCALE = 6


@pytest.mark.parametrize("paper", ["a4", "f4"])
@pytest.mark.parametrize("region", ["Kota Jambi", "Kabupaten Administrasi Kepulauan Seribu"])
def test_card_is_one_page_with_everything_on_it(paper: str, region: str) -> None:
    card = some_card(
        region_name=region, person="Dr. Hj. <Siti> & Nurhaliza binti Abdurrahman, M.Kes."
    )
    texts = page_texts(keycard_pdf(card, some_facts(paper=paper)))
    assert len(texts) == 1
    for words in (
        region,
        "15.71",
        "Jambi",
        card.office,
        card.person,
        "Operator",
        card.key_id,
        card.public_line,
        FINGERPRINT,
        "22 November 2026",
        "tidak pernah meninggalkan kantor kabupaten/kota",
        "tidak dapat dipulihkan",
        "Ketua Tim Pembina",
        "tanda tangan dan cap",
    ):
        assert words in texts[0]


def test_a_provinces_card_speaks_to_its_districts() -> None:
    card = some_card(
        region_code="15", region_name="Jambi", role="root", person="Kepala Dinas Kesehatan"
    )
    (text,) = page_texts(keycard_pdf(card, some_facts()))
    for words in (
        "Kartu Kunci Provinsi",
        "Provinsi Jambi",
        "Kunci induk provinsi",
        "Yang dilakukan kabupaten/kota",
        "kantor provinsi dan tidak",
        "Ketua Tim Pembina Provinsi Jambi",
    ):
        assert words in " ".join(text.split())


def test_qr_holds_the_pub_file() -> None:
    card = some_card()
    pdf = keycard_pdf(card, some_facts())
    expected = [
        [bool(module) for module in row] for row in segno.make_qr(card.pub_text, error="q").matrix
    ]
    assert seen_modules(pdf, len(expected)) == expected
    assert card.pub_text.count("\n") == 2


def seen_modules(pdf: bytes, count: int) -> list[list[bool]]:
    """The dark modules at the place where the page has its one square of rectangles."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    image = page.render(scale=SCALE).to_pil().convert("L")
    boxes = [
        item.get_bounds() for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])
    ]
    squares = [
        box
        for box in boxes
        if abs((box[2] - box[0]) - (box[3] - box[1])) < 0.1 and box[2] - box[0] > 100
    ]
    left, bottom, right, top = max(squares, key=lambda box: box[2] - box[0])
    height = page.get_height()
    module = (right - left) / (count + 2 * QUIET_ZONE)
    rows = []
    for row in range(count):
        down = height - top + (QUIET_ZONE + row + 0.5) * module
        across = [left + (QUIET_ZONE + column + 0.5) * module for column in range(count)]
        rows.append(
            [image.getpixel((int(x * SCALE), int(down * SCALE))) < WHITE_FROM for x in across]
        )
    page.close()
    document.close()
    assert bottom < top
    return rows


def test_practice_cards_are_marked() -> None:
    assert (
        "LATIHAN"
        in reader(keycard_pdf(some_card(), some_facts(practice=True))).pages[0].extract_text()
    )


def test_card_is_sound(run_tool: Callable[..., str]) -> None:
    pdf = keycard_pdf(some_card(), some_facts())
    assert "No syntax or stream encoding errors" in run_tool("qpdf", "--check", made=pdf)
    lines = run_tool("pdffonts", made=pdf).splitlines()[2:]
    assert lines
    assert all(line.split()[-5] == "yes" for line in lines)
    assert reader(pdf).trailer["/Root"]["/Lang"] == "id-ID"
