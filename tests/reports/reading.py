"""Reads a PDF back with two libraries that did not make it."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pypdf
import pypdfium2
import pytest


def page_texts(made: bytes) -> list[str]:
    """Each page's text as pdfium reads it, in one line, plain spaces only."""
    document = pypdfium2.PdfDocument(made)
    texts = []
    for page in document:
        text_page = page.get_textpage()
        texts.append(" ".join(text_page.get_text_range().split()))
        text_page.close()
        page.close()
    document.close()
    return texts


def letter_extents(made: bytes) -> list[tuple[float, float]]:
    """The leftmost and rightmost edge of any letter, for each page."""
    document = pypdfium2.PdfDocument(made)
    extents = []
    for page in document:
        text_page = page.get_textpage()
        text = text_page.get_text_range()
        boxes = [
            text_page.get_charbox(index)
            for index in range(min(len(text), text_page.count_chars()))
            if not text[index].isspace()
        ]
        extents.append((min(box[0] for box in boxes), max(box[2] for box in boxes)))
        text_page.close()
        page.close()
    document.close()
    return extents


def whole_text(made: bytes) -> str:
    return " ".join(page_texts(made))


def reader(made: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(made))


def outline_titles(made: bytes) -> list[str]:
    def walk(entries: list[object]) -> list[str]:
        titles: list[str] = []
        for entry in entries:
            titles += walk(entry) if isinstance(entry, list) else [str(entry.title)]  # type: ignore[attr-defined]
        return titles

    return walk(reader(made).outline)


def lowest_heading(made: bytes) -> float:
    """How high over the foot of its page the lowest heading of the outline has its top."""
    found: list[float] = []

    def walk(entries: list[object]) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(entry)
            else:
                found.append(float(entry.top))  # type: ignore[attr-defined]

    walk(reader(made).outline)
    return min(found)


def scanned(made: bytes, folder: Path) -> str:
    """The text of the QR code on the first page, as a scanner reads the printed page."""
    if shutil.which("zbarimg") is None:
        pytest.skip("zbarimg is not installed")
    picture = folder / "halaman.png"
    document = pypdfium2.PdfDocument(made)
    document[0].render(scale=150 / 72).to_pil().save(picture)
    document.close()
    done = subprocess.run(
        ["zbarimg", "-q", "--raw", str(picture)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
