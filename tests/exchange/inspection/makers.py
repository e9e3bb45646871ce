"""Files of proof as offices make them, and as people who mean harm do; with real tools."""

from __future__ import annotations

import random
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from PIL.TiffImagePlugin import IFDRational
from pypdf import PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from kks_desktop.platform.paths import resources

FONT = resources() / "fonts" / "DejaVuSans.ttf"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CONTENT = "application/vnd.openxmlformats-officedocument"


def text_page(
    dpi: int = 150, points: int = 10, *, blur: float = 0, noise: float = 0
) -> Image.Image:
    """A scanned A4 page of words; ``blur`` is a Gaussian's in pixels at 150 dpi."""
    width, height = int(8.27 * dpi), int(11.69 * dpi)
    image = Image.new("L", (width, height), 250)
    drawing, font = ImageDraw.Draw(image), ImageFont.truetype(FONT, points * dpi // 72)
    chance = random.Random(7)
    for line in range(int(dpi * 0.8), int(height - dpi * 0.8), points * dpi // 48):
        words = ["".join(chance.choices("abcdeiklmnoprstuy", k=7)) for _ in range(8)]
        drawing.text((int(dpi * 0.8), line), " ".join(words), fill=20, font=font)
    if blur:
        image = image.filter(ImageFilter.GaussianBlur(blur * dpi / 150))
    if noise:
        grain = Image.effect_noise(image.size, noise)
        image = Image.blend(image, grain, 0.12)
    return image


def photo(width: int = 4000, height: int = 3000, detail: int = 90) -> Image.Image:
    """Something like a meeting in a room: large shapes with edges, and grain over them."""
    chance = random.Random(3)
    image = Image.new("RGB", (width, height), (180, 170, 150))
    drawing = ImageDraw.Draw(image)
    for _ in range(detail):
        x, y = chance.randrange(width), chance.randrange(height)
        size = chance.randrange(width // 40, width // 6)
        colour = tuple(chance.randrange(256) for _ in range(3))
        drawing.ellipse((x, y, x + size, y + size * 2), fill=colour)
    grain = Image.effect_noise((width, height), 50).convert("RGB")
    return Image.blend(image, grain, 0.15)


def jpeg(image: Image.Image, path: Path, **options: object) -> Path:
    image.save(path, **{"format": "JPEG", "quality": 90, **options})
    return path


def camera_exif(*, orientation: int = 1) -> Image.Exif:
    """As a phone in Jambi writes it on 15 June 2023."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    camera = exif.get_ifd(0x8769)
    camera[0x9003] = "2023:06:15 10:15:00"
    camera[0x927C] = b"maker's secrets" * 100
    place = exif.get_ifd(0x8825)
    place[1], place[3] = "S", "E"
    place[2] = (IFDRational(1), IFDRational(36), IFDRational(3240, 100))
    place[4] = (IFDRational(103), IFDRational(36), IFDRational(0))
    return exif


def text_pdf(path: Path, *pages: str) -> Path:
    """A PDF with letters as letters."""
    canvas = Canvas(str(path), pagesize=A4)
    for page in pages:
        canvas.drawString(72, 700, page)
        canvas.showPage()
    canvas.save()
    return path


def scan_pdf(path: Path, *images: Image.Image, page: tuple[float, float] = A4) -> Path:
    """A PDF of scanned pages."""
    canvas = Canvas(str(path), pagesize=page)
    for image in images:
        canvas.drawImage(ImageReader(image), 0, 0, *page)
        canvas.showPage()
    canvas.save()
    return path


def locked_pdf(path: Path, password: str) -> Path:
    writer = PdfWriter(clone_from=text_pdf(path, "Laporan 2023"))
    writer.encrypt(user_password=password, owner_password="pemilik", algorithm="AES-256")
    writer.write(path)
    return path


def xlsx(path: Path, *rows: list[object]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(path)
    return path


def office(
    path: Path,
    kind: str = "wordprocessingml.document.main",
    parts: dict[str, bytes] | None = None,
    compression: int = zipfile.ZIP_DEFLATED,
) -> Path:
    """A document of Office with these parts."""
    types = f'<Types><Override ContentType="{_CONTENT}.{kind}+xml"/></Types>'
    with zipfile.ZipFile(path, "w", compression) as archive:
        archive.writestr("[Content_Types].xml", types)
        for name, data in (parts or {}).items():
            archive.writestr(name, data)
    return path


def docx(path: Path, *paragraphs: list[str], parts: dict[str, bytes] | None = None) -> Path:
    """A Word document; each paragraph is a list of runs, as Word cuts them."""
    body = "".join(
        "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"
        for runs in paragraphs
    )
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    return office(path, parts={"word/document.xml": document.encode(), **(parts or {})})


def pptx(path: Path, *slides: str) -> Path:
    parts = {
        f"ppt/slides/slide{number}.xml": (
            f'<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>{slide}</a:t></a:r></a:p></p:sld>'
        ).encode()
        for number, slide in enumerate(slides, start=1)
    }
    return office(path, "presentationml.presentation.main", parts)


def ole(path: Path, *streams: str, kind: bytes = bytes(16)) -> Path:
    """An OLE container of one directory sector with these streams, 512-byte sectors."""
    header = bytearray(512)
    header[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)  # the directory starts in sector 1
    struct.pack_into("<I", header, 76, 0)  # the allocation table is sector 0
    sectors = -(-(len(streams) + 1) // 4)
    chain = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE]
    table = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    directory = bytearray(sectors * 512)
    for at, name in enumerate(("Root Entry", *streams)):
        raw = name.encode("utf-16-le")
        directory[at * 128 : at * 128 + len(raw)] = raw
        struct.pack_into("<H", directory, at * 128 + 64, len(raw) + 2)
    directory[80:96] = kind
    path.write_bytes(bytes(header) + table + bytes(directory))
    return path


def mp4(path: Path, *, brand: bytes = b"isom", index: bool = True) -> Path:
    def box(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I4s", len(data) + 8, kind) + data

    film = box(b"ftyp", brand + b"\0\0\2\0isomiso2mp41") + box(b"mdat", bytes(5000))
    path.write_bytes(film + (box(b"moov", bytes(200)) if index else b""))
    return path


def program() -> bytes:
    """The start of a Windows program."""
    return b"MZ\x90\x00" + bytes(56) + struct.pack("<I", 64) + b"PE\0\0" + bytes(400)


def shortcut() -> bytes:
    """The start of a shortcut of Windows (LNK)."""
    return bytes.fromhex("4c0000000114020000000000c000000000000046") + bytes(56)


def png_bytes(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
