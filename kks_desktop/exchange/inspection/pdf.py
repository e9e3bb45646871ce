"""Looking into a PDF with pdfium: its text, and its scanned pages as images."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kks_desktop.exchange.inspection import legibility
from kks_desktop.exchange.inspection.budget import Budget
from kks_desktop.exchange.inspection.findings import (
    Finding,
    FindingCode,
    Inspection,
    refuse,
    warn,
)
from kks_desktop.exchange.inspection.thumbnails import thumbnail
from kks_desktop.exchange.inspection.years import years_in

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS = 72
_OBJECTS = 2000  # of a page, looked at for images
_SCAN_COVER = 0.5  # of the page's area; from here on it is a scan
_MAX_PAGE_PIXELS = 150_000_000  # of the images of a page, before it is drawn
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_COMMAND = re.compile(rb"/S\s*/(?:JavaScript|Launch)\b")
_ENDS = 4_000_000  # bytes at either end that are searched for commands


def open_pdf(path: Path, budget: Budget) -> Inspection:
    """Count the pages, read the years, look at the first, the middle and the last page."""
    import pypdfium2

    # As a stream: the path may be too long or too odd for pdfium's own opening on Windows.
    with path.open("rb") as stream:
        try:
            document = pypdfium2.PdfDocument(stream)
        except pypdfium2.PdfiumError as fault:
            return Inspection(media="pdf", findings=(_not_opened(fault),))
        with document:
            return _opened(document, path, budget)


def _opened(document: Any, path: Path, budget: Budget) -> Inspection:
    pages = len(document)
    if not pages:
        none = refuse(
            FindingCode.NO_PAGES,
            "PDF ini tidak mempunyai halaman. Buat lagi dari asalnya, lalu lampirkan.",
        )
        return Inspection(media="pdf", pages=0, findings=(none,))
    looked = _look(document, pages, budget)
    return Inspection(
        media="pdf",
        pages=pages,
        findings=(*_inner_dangers(path, document), *looked.findings()),
        years=_years(document, pages, budget),
        thumbnail=looked.thumbnail,
    )


def _not_opened(fault: Any) -> Finding:
    if fault.err_code == _PASSWORD:
        return refuse(
            FindingCode.ENCRYPTED,
            "PDF ini terkunci dengan kata sandi, sehingga verifikator tidak dapat membukanya. "
            "Simpan tanpa kata sandi, lalu lampirkan.",
        )
    return refuse(
        FindingCode.UNREADABLE,
        "PDF ini rusak atau terpotong dan tidak dapat dibuka. Salin atau pindai ulang dari "
        "asalnya.",
    )


def _inner_dangers(path: Path, document: Any) -> Iterable[Finding]:
    from pypdfium2 import raw

    if raw.FPDFDoc_GetJavaScriptActionCount(document) > 0 or _names_commands(path):
        yield warn(
            FindingCode.PROGRAM,
            "PDF ini memuat perintah yang dijalankan saat dibuka. Sebaiknya cetak ulang menjadi "
            "PDF biasa.",
        )
    if document.count_attachments() > 0:
        yield warn(
            FindingCode.PROGRAM,
            "PDF ini memuat berkas lain di dalamnya, yang tidak akan diperiksa. Lampirkan berkas "
            "itu sendiri bila diperlukan.",
        )


def _names_commands(path: Path) -> bool:
    """Tell whether the file names a command; pdfium knows only those that all pages share."""
    with path.open("rb") as stream:
        if _COMMAND.search(stream.read(_ENDS)):
            return True
        stream.seek(max(_ENDS, path.stat().st_size - _ENDS))
        return bool(_COMMAND.search(stream.read(_ENDS)))


def _years(document: Any, pages: int, budget: Budget) -> Counter[int]:
    from pypdfium2 import PdfiumError

    found: Counter[int] = Counter()
    for number in range(min(pages, budget.limits.text_pages)):
        if budget.spent:
            break
        try:
            page = document[number]
            text = page.get_textpage()
            count = max(0, min(text.count_chars(), budget.characters))
            found += years_in([budget.take(text.get_text_range(0, count) if count else "")])
            text.close()
            page.close()
        except (PdfiumError, UnicodeDecodeError):
            continue  # a damaged page is named when it is looked at
    return found


# ------------------------------------------------------------------- pages as images


@dataclass
class _Looked:
    """What was seen of the pages that were looked at; page numbers count from 1."""

    pages: list[int] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)
    unseen: list[int] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    coarse: list[int] = field(default_factory=list)
    blurred: list[int] = field(default_factory=list)
    thumbnail: bytes = b""

    def findings(self) -> Iterable[Finding]:
        """Name what is wrong with the pages, each kind once."""
        if self.damaged and self.damaged == self.pages:
            yield refuse(
                FindingCode.UNREADABLE,
                "Halaman PDF ini rusak dan tidak dapat dibaca. Salin atau pindai ulang dari "
                "asalnya.",
            )
        elif self.damaged:
            yield warn(
                FindingCode.UNREADABLE,
                f"Halaman {_listed(self.damaged)} rusak dan tidak dapat dibaca. Periksa, lalu "
                "salin ulang bila perlu.",
            )
        if self.unseen:
            yield warn(
                FindingCode.UNREADABLE,
                f"Gambar di halaman {_listed(self.unseen)} terlalu besar untuk diperiksa. "
                "Pindai ulang dengan ketajaman 200 sampai 300 dpi.",
            )
        # the empty back of a sheet is nothing to speak of, an empty front is
        if 1 in self.blank:
            yield warn(
                FindingCode.BLANK_PAGE,
                f"Halaman {_listed(self.blank)} kosong. Pastikan lembar tidak terbalik saat "
                "dipindai.",
            )
        if self.coarse:
            yield warn(
                FindingCode.COARSE,
                f"Hasil pindai halaman {_listed(self.coarse)} kasar (di bawah "
                f"{legibility.MIN_SCAN_DPI} dpi) dan mungkin sulit dibaca. Sebaiknya pindai ulang "
                "dengan 200 dpi.",
            )
        if self.blurred:
            yield warn(
                FindingCode.BLURRED,
                f"Halaman {_listed(self.blurred)} tampak buram dan mungkin sulit dibaca. "
                "Sebaiknya pindai ulang.",
            )


def _listed(pages: list[int]) -> str:
    return ", ".join(str(page) for page in pages)


def _look(document: Any, pages: int, budget: Budget) -> _Looked:
    from pypdfium2 import PdfiumError

    looked = _Looked()
    for number in sorted({0, pages // 2, pages - 1}):
        if looked.pages and budget.spent:
            break
        looked.pages.append(number + 1)
        try:
            page = document[number]
            _look_at(page, number + 1, looked)
            page.close()
        except (PdfiumError, ValueError, OverflowError):
            looked.damaged.append(number + 1)
    return looked


def _look_at(page: Any, number: int, looked: _Looked) -> None:
    cover, dpi, pixels = _scan(page)
    if pixels > _MAX_PAGE_PIXELS:
        looked.unseen.append(number)
        return
    image = _drawn(page, colour=number == 1)
    grey = image.convert("L")
    if number == 1:
        looked.thumbnail = thumbnail(image)
    if legibility.is_blank(grey):
        looked.blank.append(number)
    elif cover < _SCAN_COVER:
        return  # letters as letters are sharp at any size
    elif dpi < legibility.MIN_SCAN_DPI:
        looked.coarse.append(number)
    elif legibility.is_blurred(grey, legibility.SCAN_SHARE):
        looked.blurred.append(number)


def _drawn(page: Any, *, colour: bool) -> Image:
    width, height = page.get_size()
    long_side = max(width, height)
    if not 0 < long_side < float("inf"):
        raise ValueError("page without size")
    bitmap = page.render(scale=legibility.GREY_SIDE / long_side, grayscale=not colour)
    image: Image = bitmap.to_pil().copy()
    bitmap.close()
    return image


def _scan(page: Any) -> tuple[float, float, int]:
    """The share of the page that images cover, the finest one's dpi, and their pixels in all.

    Dots are counted on paper of A4 at most: programs that make a PDF of photos often take a
    pixel for a point, and the page is then a metre wide.
    """
    from pypdfium2 import raw

    width, height = page.get_size()
    area = max(width * height, 1.0)
    shrunk = max(max(width, height) / _POINTS / legibility.A4_LONG_INCHES, 1.0)
    cover, dpi, pixels = 0.0, 0.0, 0
    for thing in islice(page.get_objects(max_depth=3), _OBJECTS):
        if thing.type != raw.FPDF_PAGEOBJ_IMAGE:
            continue
        across, down = thing.get_px_size()
        pixels += across * down
        left, bottom, right, top = thing.get_bounds()
        wide, high = abs(right - left), abs(top - bottom)
        share = min(wide * high / area, 1.0)
        if share < 0.02 or not wide or not high:
            continue  # an emblem
        cover += share
        # a scan may lie on its side: the long side of the one is that of the other
        fine = max(across, down) / (max(wide, high) / _POINTS) * shrunk
        dpi = max(dpi, fine)
    return cover, dpi, pixels
