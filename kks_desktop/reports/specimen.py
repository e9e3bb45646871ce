"""Invented letters and photos of offices, for the sample district: real files, marked as such."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARK = "CONTOH LATIHAN, BUKAN DOKUMEN RESMI"
_LEFT, _RIGHT, _TOP = 25 * mm, A4[0] - 25 * mm, A4[1] - 25 * mm
_SIGN_AT = 115 * mm
_EXIF_BLOCK, _EXIF_TAKEN = 0x8769, 0x9003
_PHOTO = (1280, 960)
_QUALITY = 80


@dataclass(frozen=True, slots=True)
class Letter:
    """One page: who writes, what about, rows of a table, who signs where and when."""

    office: str
    number: str
    title: str
    text: Sequence[str]
    rows: Sequence[Sequence[str]]
    place_and_day: str
    signer: str
    name: str
    nip: str


def letter_pdf(letter: Letter) -> bytes:
    """The letter as a PDF of one page; the same letter gives the same bytes."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1, lang="id-ID")
    canvas.setTitle(letter.title)
    canvas.setAuthor(letter.office)
    _head(canvas, letter)
    at = _body(canvas, letter, _TOP - 42 * mm)
    at = _table(canvas, letter.rows, at - 4 * mm)
    _signature(canvas, letter, at - 14 * mm)
    canvas.setFont("Helvetica", 8)
    canvas.drawCentredString(A4[0] / 2, 15 * mm, _MARK)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _head(canvas: Canvas, letter: Letter) -> None:
    middle = A4[0] / 2
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawCentredString(middle, _TOP, "PEMERINTAH KOTA JAMBI")
    canvas.drawCentredString(middle, _TOP - 6 * mm, letter.office.upper())
    canvas.setLineWidth(1.2)
    canvas.line(_LEFT, _TOP - 10 * mm, _RIGHT, _TOP - 10 * mm)
    canvas.setFont("Helvetica-Bold", 12)
    canvas.drawCentredString(middle, _TOP - 24 * mm, letter.title)
    canvas.setFont("Helvetica", 10)
    canvas.drawCentredString(middle, _TOP - 30 * mm, f"Nomor: {letter.number}")


def _body(canvas: Canvas, letter: Letter, at: float) -> float:
    canvas.setFont("Helvetica", 10.5)
    for line in letter.text:
        canvas.drawString(_LEFT, at, line)
        at -= 6 * mm
    return at


def _table(canvas: Canvas, rows: Sequence[Sequence[str]], at: float) -> float:
    """Lines of cells; the first row is the heading, the first column the wide one."""
    height, narrow = 7 * mm, 30 * mm
    canvas.setLineWidth(0.5)
    for number, row in enumerate(rows):
        canvas.setFont("Helvetica-Bold" if number == 0 else "Helvetica", 10)
        canvas.rect(_LEFT, at - height, _RIGHT - _LEFT, height)
        canvas.drawString(_LEFT + 2 * mm, at - 5 * mm, row[0])
        for column, cell in enumerate(row[1:], 1):
            right = _RIGHT - (len(row) - 1 - column) * narrow
            canvas.line(right - narrow, at, right - narrow, at - height)
            canvas.drawRightString(right - 2 * mm, at - 5 * mm, cell)
        at -= height
    return at


def _signature(canvas: Canvas, letter: Letter, at: float) -> None:
    canvas.setFont("Helvetica", 10.5)
    lines = (letter.place_and_day, letter.signer, "", "", letter.name, f"NIP {letter.nip}")
    for line in lines:
        canvas.drawString(_SIGN_AT, at, line)
        at -= 6 * mm


def photo_jpeg(caption: str, taken: datetime) -> bytes:
    """A drawn photo of an office, with the moment of taking in its own data and on the picture."""
    from PIL import Image, ImageDraw

    width, height = _PHOTO
    picture = Image.new("RGB", _PHOTO, (150, 190, 220))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, height * 2 // 3, width, height), fill=(120, 130, 110))
    draw.rectangle((240, 300, 1040, 760), fill=(225, 215, 190), outline=(90, 80, 70), width=6)
    draw.polygon(((180, 310), (640, 120), (1100, 310)), fill=(150, 70, 50))
    for left in (320, 520, 820):
        draw.rectangle((left, 400, left + 120, 540), fill=(90, 120, 150), outline=(60, 60, 60))
    draw.rectangle((600, 560, 720, 760), fill=(110, 80, 50))
    for number, line in enumerate((_MARK, caption, taken.strftime("%d-%m-%Y %H:%M"))):
        draw.text((30, 820 + number * 40), line, fill=(255, 255, 255), font_size=28)
    exif = Image.Exif()
    exif.get_ifd(_EXIF_BLOCK)[_EXIF_TAKEN] = taken.strftime("%Y:%m:%d %H:%M:%S")
    target = BytesIO()
    picture.save(target, "JPEG", quality=_QUALITY, exif=exif)
    return target.getvalue()
