"""Look at a file for the viewer, on a worker: its pages, or a sentence why there are none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from kks_desktop.domain.errors import KksError
from kks_desktop.qt.viewer.image_pages import FORMATS, ImagePages
from kks_desktop.qt.viewer.pdf_pages import PdfPages

if TYPE_CHECKING:
    from kks_desktop.qt.viewer.pages import Pages
    from kks_desktop.services.tasks import CancelToken, Progress


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """What was found; ``size`` in bytes, ``None`` where there is no file to open.

    ``fault`` says why nothing can be shown. A whole file of a kind that has no pages
    has neither pages nor a fault.
    """

    path: Path
    size: int | None = None
    pages: Pages | None = None
    fault: str = ""


def open_file_job(
    path: Path, extension: str, progress: Progress, cancel: CancelToken
) -> OpenedFile:
    """Open a file without reading it whole; what is foreseen comes back as a sentence."""
    try:
        size = _size(path)
    except KksError as fault:
        return OpenedFile(path, fault=str(fault))
    try:
        if extension == "pdf":
            return OpenedFile(path, size, PdfPages(path, cancel))
        if extension in FORMATS:
            return OpenedFile(path, size, ImagePages(path, extension))
    except KksError as fault:
        return OpenedFile(path, size, fault=str(fault))
    return OpenedFile(path, size)


def _size(path: Path) -> int:
    try:
        found = path.stat()
    except FileNotFoundError:
        raise KksError(
            "Berkas ini tidak ada lagi di penyimpanan. Tambahkan lagi dari berkas aslinya.",
            code="MISSING",
        ) from None
    except OSError as cause:
        raise KksError(
            "Berkas ini belum dapat dibaca karena media penyimpanannya tidak menjawab. "
            "Periksa lalu buka lagi.",
            code="UNREADABLE",
        ) from cause
    if not S_ISREG(found.st_mode):
        raise KksError("Yang ada di tempat ini bukan berkas.", code="MISSING")
    if not found.st_size:
        raise KksError(
            "Berkas ini kosong (0 byte). Tambahkan lagi dari berkas aslinya.", code="EMPTY"
        )
    return found.st_size
