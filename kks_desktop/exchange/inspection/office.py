"""Looking into DOCX, XLSX and PPTX: which it is, its text, and what has no place in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from kks_desktop.exchange.inspection.archive import FAULTS, Archive, LockedError, SwollenError
from kks_desktop.exchange.inspection.budget import Budget
from kks_desktop.exchange.inspection.findings import (
    Finding,
    FindingCode,
    Inspection,
    refuse,
    warn,
)
from kks_desktop.exchange.inspection.kinds import ENDINGS
from kks_desktop.exchange.inspection.names import ending_of, is_program_ending
from kks_desktop.exchange.inspection.years import years_in

_TYPES = "[Content_Types].xml"
_MAX_TYPES = 2_000_000
_PART = 8_000_000  # bytes read of one part of a document
# By the type of the main part; the first that is found decides.
_MAIN_TYPES = (
    (b"macroEnabled", "macro"),
    (b"ms-excel.sheet.binary", "xlsb"),
    (b"wordprocessingml.template.main", "template"),
    (b"spreadsheetml.template.main", "template"),
    (b"presentationml.template.main", "template"),
    (b"wordprocessingml.document.main", "docx"),
    (b"spreadsheetml.sheet.main", "xlsx"),
    (b"presentationml.presentation.main", "pptx"),
    (b"presentationml.slideshow.main", "pptx"),
)
_OPEN_DOCUMENT = (
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.presentation", "odp"),
)
_TEXT_PARTS = {
    "docx": re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml"),
    "xlsx": re.compile(r"xl/(sharedStrings|worksheets/[^/]+)\.xml"),
    "pptx": re.compile(r"ppt/(slides|notesSlides)/[^/]+\.xml"),
}
_SLIDE = re.compile(r"ppt/slides/slide\d+\.xml")
_PICTURE = re.compile(r"(word|xl|ppt)/(media|charts|drawings|embeddings)/[^/]+")
# Elements after which text goes on in another word; inside a paragraph it goes on in the same.
_BREAKS = frozenset("p tc tr br tab cr c v is si row t".split())
_JOINED = frozenset("p tc tr br tab cr c v si row".split())  # in Word and PowerPoint


def zip_media(archive: Archive) -> str:
    """Name what the archive is."""
    types = archive.read(_TYPES, _MAX_TYPES)
    if any(name.lower().endswith("vbaproject.bin") for name in archive.entries):
        return "macro"
    for mark, media in _MAIN_TYPES:
        if mark in types:
            return media
    kind = archive.read("mimetype", 200)
    for mark, media in _OPEN_DOCUMENT:
        if kind.startswith(mark):
            return media
    if "META-INF/MANIFEST.MF" in archive.entries or "AndroidManifest.xml" in archive.entries:
        return "exe"  # a Java or Android program
    return "zip"


def open_zip(path: Path, budget: Budget) -> Inspection:
    """Name the document and read the years in its text."""
    media, sentence, code = "zip", "", FindingCode.UNREADABLE
    try:
        with Archive(path) as archive:
            media = zip_media(archive)
            if media in ENDINGS:
                return _document(archive, media, budget)
            return Inspection(media=media)
    except LockedError:
        code = FindingCode.ENCRYPTED
        sentence = "Berkas ini terkunci dengan kata sandi. Simpan tanpa kata sandi, lalu lampirkan."
    except SwollenError:
        sentence = (
            "Isi berkas ini mengembang tidak wajar saat dibuka dan dapat memacetkan komputer. "
            "Buat lagi dari asalnya, lalu lampirkan."
        )
    except (*FAULTS, expat.ExpatError):
        sentence = (
            "Berkas ini rusak atau terpotong dan tidak dapat dibuka. Salin ulang dari asalnya."
        )
    return Inspection(media=media, findings=(refuse(code, sentence),))


def _document(archive: Archive, media: str, budget: Budget) -> Inspection:
    years: Counter[int] = Counter()
    written = False
    for part in _text_parts(archive, media):
        if budget.spent:
            written = True  # nobody looked
            break
        text = budget.take(_text_of(archive, part, media))
        years += years_in([text])
        written = written or bool(text.strip())
    slides = sum(1 for name in archive.entries if _SLIDE.fullmatch(name))
    drawn = any(_PICTURE.match(name) for name in archive.entries)
    findings = [*_inner_dangers(archive)]
    if media == "pptx" and not slides:
        findings.append(
            refuse(FindingCode.NO_PAGES, "Presentasi ini tidak mempunyai satu pun salindia.")
        )
    elif not written and not drawn:
        findings.append(
            warn(
                FindingCode.BLANK_PAGE,
                "Dokumen ini tidak berisi tulisan atau gambar. Pastikan berkas yang dipilih "
                "sudah benar.",
            )
        )
    pages = slides if media == "pptx" else None
    return Inspection(media=media, pages=pages, findings=tuple(findings), years=years)


def _text_parts(archive: Archive, media: str) -> Iterator[str]:
    pattern = _TEXT_PARTS[media]
    parts = [name for name in archive.entries if pattern.fullmatch(name)]
    yield from sorted(parts, key=lambda name: (len(name), name))


def _inner_dangers(archive: Archive) -> Iterator[Finding]:
    if any(is_program_ending(ending_of(name)) for name in archive.entries):
        yield warn(
            FindingCode.PROGRAM,
            "Dokumen ini memuat sebuah program di dalamnya. Sebaiknya cetak menjadi PDF dan "
            "lampirkan PDF itu.",
        )
    elif any("/activeX/" in name for name in archive.entries):
        yield warn(
            FindingCode.PROGRAM,
            "Dokumen ini memuat kendali ActiveX. Sebaiknya cetak menjadi PDF dan lampirkan PDF "
            "itu.",
        )


# ------------------------------------------------------------------------ text of XML


class _TextReader:
    """Collects the text of one part; a word cut into runs becomes one word again."""

    def __init__(self, breaks: frozenset[str]) -> None:
        self.parts: list[str] = []
        self._breaks = breaks
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.CharacterDataHandler = self.parts.append
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._refuse

    def _end(self, name: str) -> None:
        if name.rpartition(" ")[2] in self._breaks:
            self.parts.append("\n")

    def _refuse(self, *_: object) -> None:
        # Office writes none; with them come entities that swell or reach for other files
        raise ValueError("document type in an office document")


def _text_of(archive: Archive, part: str, media: str) -> str:
    reader = _TextReader(_BREAKS if media == "xlsx" else _JOINED)
    info = archive.entries[part]
    for chunk in archive.chunks(info, _PART):
        reader.parser.Parse(chunk, False)
    if info.file_size <= _PART:
        reader.parser.Parse(b"", True)
    return "".join(reader.parts)
