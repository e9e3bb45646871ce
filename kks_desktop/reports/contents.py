"""Table of contents with links, and how to read the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, Paragraph, Spacer

from kks_desktop.reports import style
from kks_desktop.reports.document import Heading, plain
from kks_desktop.reports.flowables import PageReference
from kks_desktop.reports.fonts import markup

if TYPE_CHECKING:
    from collections.abc import Iterable

_GUIDE = (
    "Tanda – berarti belum diisi; nol ditulis 0. Kolom tahun yang kosong memang tidak diminta.",
    "Porsi ditulis bersama hitungannya, misalnya 45 % (9/20). Bila ukurannya lebih dari satu, "
    "masing-masing ditulis pada baris sendiri; tanda → memisahkan tahun pertama dan tahun kedua.",
    "Keadaan isian: ○ belum diisi atau belum lengkap; ◐ tidak diatur petunjuk teknis, sehingga "
    "perlu keputusan; ▲ perlu diperbaiki.",
    "Baris kelabu di bawah dasar nilai, misalnya → 100 (+50), menyebut pilihan berikutnya yang "
    "lebih tinggi, tambahan nilainya, dan syarat atau jaraknya.",
    "Kategori ditentukan oleh syarat yang paling lemah: ODF, kelembagaan, atau tatanan terendah. "
    "Jumlah seluruh nilai tidak menentukan kategori.",
)


def contents(entries: Iterable[Heading]) -> list[Flowable]:
    """The page of contents; its numbers are filled in when all pages are laid out."""
    lines = [
        PageReference(entry.outline, entry.key, indent=14.0 * entry.level, bold=not entry.level)
        for entry in entries
    ]
    return [
        Heading("Daftar Isi", style.TITLE, "daftar-isi"),
        *lines,
        Spacer(1, 10),
        plain("Cara membaca laporan ini", style.SUBTITLE),
        *bulleted(_GUIDE),
    ]


def bulleted(sentences: Iterable[str]) -> list[Flowable]:
    """A list with bullets."""
    return [Paragraph(markup(text), style.ITEM, bulletText="•") for text in sentences]


def numbered(sentences: Iterable[str]) -> list[Flowable]:
    """A numbered list."""
    return [
        Paragraph(markup(text), style.ITEM, bulletText=f"{number}.")
        for number, text in enumerate(sentences, 1)
    ]
