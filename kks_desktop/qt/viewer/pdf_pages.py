"""A PDF as pages that can be drawn, from memory or from a file that is not read whole."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

from kks_desktop.domain.errors import KksError
from kks_desktop.domain.numbers import format_number
from kks_desktop.platform.pdfium import PDFIUM
from kks_desktop.qt.viewer.pages import Box, Hit, Rendered, Size, bounded
from kks_desktop.services.tasks import CancelledError

if TYPE_CHECKING:
    from kks_desktop.services.tasks import CancelToken, Progress

MAX_PAGES = 10_000
PATIENCE = 10.0
"""Seconds for one page; a drawing meant to never end must not hold the others up."""
MOST_HITS = 2000
"""Nobody steps through more; a shorter text is found on every line."""
_FINE = 16
"""Parts of a point to which the place of a found text is asked."""
_A4 = (595.0, 842.0)
_LARGEST_SIDE = 1_000_000.0


class PdfPages:
    """The pages of one PDF; made on a worker, used from any thread."""

    def __init__(self, source: bytes | Path, cancel: CancelToken) -> None:
        """Open a document.

        Raises:
            KksError: ``ENCRYPTED``, ``DAMAGED``, ``TOO_MANY_PAGES``.
            CancelledError: it is no longer wanted; nothing is held.
        """
        self.path = source if isinstance(source, Path) else None
        self._source = source  # pdfium reads from these bytes until it is closed
        with PDFIUM:
            self._pdf: Any = _load(source)
        try:
            self.sizes = self._measure(cancel)
        except KksError:
            self.close()
            raise

    def _measure(self, cancel: CancelToken) -> list[Size]:
        with PDFIUM:
            count = len(self._pdf)
        if count > MAX_PAGES:
            raise KksError(
                f"Dokumen ini lebih dari {format_number(MAX_PAGES)} halaman sehingga tidak "
                "ditampilkan di sini. Bagi menjadi beberapa dokumen.",
                code="TOO_MANY_PAGES",
            )
        sizes = []
        for number in range(count):
            cancel.check()
            with PDFIUM:
                sizes.append(_size(self._pdf, number))
        return sizes

    def render(self, page: int, scale: float, cancel: CancelToken) -> Rendered:
        """Draw a page; takes some milliseconds on the screen and more for a printer."""
        width, height = self.sizes[page]
        with PDFIUM:
            if self._pdf is None:
                raise CancelledError("Dokumen ini sudah ditutup.")
            image = _draw(self._pdf, page, bounded(width * scale, height * scale), cancel)
        cancel.check()
        if image is None:
            raise KksError(
                f"Halaman {page + 1} rusak atau terlalu rumit sehingga tidak dapat ditampilkan.",
                code="DAMAGED_PAGE",
            )
        return Rendered(page, scale, image)

    def render_job(
        self, page: int, scale: float, progress: Progress, cancel: CancelToken
    ) -> Rendered:
        """``render`` as a background job."""
        return self.render(page, scale, cancel)

    def find_job(self, text: str, progress: Progress, cancel: CancelToken) -> list[Hit]:
        """Where a text stands, in order; letters of either case, over the ends of lines too.

        Only for documents of our own: what a stranger made may hold pdfium up here.

        Raises:
            CancelledError: the text is no longer searched, or the document was closed.
        """
        hits: list[Hit] = []
        for page, size in enumerate(self.sizes):
            cancel.check()
            with PDFIUM:
                if self._pdf is None:
                    raise CancelledError("Dokumen ini sudah ditutup.")
                hits += _find(self._pdf, page, size, text)
            if len(hits) >= MOST_HITS:
                break
        return hits[:MOST_HITS]

    def close(self) -> None:
        """Let pdfium's memory and the file go."""
        with PDFIUM:
            if self._pdf is not None:
                self._pdf.close()
                self._pdf = None


def _load(source: bytes | Path) -> Any:
    """Open with pdfium; the lock is held.

    Not by pypdfium2's own constructor, which keeps the file of a document without
    pages open for ever.
    """
    import pypdfium2
    from pypdfium2 import raw

    if isinstance(source, Path):
        handle = raw.FPDF_LoadDocument(os.fsencode(source), None)
    else:
        handle = raw.FPDF_LoadMemDocument64(source, len(source), None)
    if not handle:
        if raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise KksError(
                "Berkas ini terkunci dengan kata sandi sehingga isinya tidak dapat ditampilkan. "
                "Minta salinan yang tidak terkunci dari pembuatnya.",
                code="ENCRYPTED",
            )
        raise _damaged()
    document = pypdfium2.PdfDocument(handle)
    document.init_forms()  # or what was filled into a form would not be drawn
    if len(document) < 1:
        document.close()
        raise _damaged()
    return document


def _damaged() -> KksError:
    return KksError(
        "Berkas ini rusak atau tidak lengkap sehingga isinya tidak dapat ditampilkan. "
        "Minta lagi berkasnya dari pembuatnya.",
        code="DAMAGED",
    )


def _size(document: Any, page: int) -> Size:
    """A page's size; the lock is held. One that cannot be read has the size of paper."""
    from pypdfium2 import PdfiumError

    try:
        width, height = document.get_page_size(page)
    except PdfiumError:
        return _A4
    if not (1 <= width <= _LARGEST_SIDE and 1 <= height <= _LARGEST_SIDE):
        return _A4
    return width, height


def _draw(document: Any, page: int, pixels: tuple[int, int], cancel: CancelToken) -> QImage | None:
    """Draw a page on white, the lock is held; ``None`` if it is damaged or takes too long."""
    import pypdfium2
    from pypdfium2 import raw

    handle = raw.FPDF_LoadPage(document, page)
    if not handle:
        return None
    width, height = pixels
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGRx)
    form = document.formenv
    try:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        box = (0, 0, width, height, 0, raw.FPDF_ANNOT)
        pause = _pause(cancel)
        state = raw.FPDF_RenderPageBitmap_Start(bitmap, handle, *box, pause)
        raw.FPDF_RenderPage_Close(handle)
        if state != raw.FPDF_RENDER_DONE:
            return None
        if form is not None:
            raw.FORM_OnAfterLoadPage(handle, form)
            raw.FPDF_FFLDraw(form, bitmap, handle, *box)
            raw.FORM_OnBeforeClosePage(handle, form)
        layout = QImage.Format.Format_RGB32
        # A copy, because the bitmap's memory goes with it.
        return QImage(bitmap.buffer, width, height, bitmap.stride, layout).copy()
    finally:
        bitmap.close()
        raw.FPDF_ClosePage(handle)


def _find(document: Any, number: int, size: Size, text: str) -> list[Hit]:
    """The hits of one page; the lock is held."""
    page = document[number]
    words = page.get_textpage()
    search = words.search(text)
    hits = []
    try:
        while (found := search.get_next()) is not None:
            boxes = [
                _box(page, size, words.get_rect(part)) for part in range(words.count_rects(*found))
            ]
            if boxes:  # a hit without a place cannot be shown
                hits.append(Hit(number, tuple(boxes)))
    finally:
        for part in (search, words, page):
            part.close()
    return hits


def _box(page: Any, size: Size, rect: tuple[float, float, float, float]) -> Box:
    """A rectangle of the page's own space as it lies on the page that is shown."""
    left, bottom, right, top = rect
    corners = [_shown_at(page, size, left, top), _shown_at(page, size, right, bottom)]
    (x1, x2), (y1, y2) = (sorted(side) for side in zip(*corners, strict=True))
    return x1, y1, x2 - x1, y2 - y1


def _shown_at(page: Any, size: Size, x: float, y: float) -> tuple[float, float]:
    from ctypes import byref, c_int

    from pypdfium2 import raw

    across, down = c_int(), c_int()
    width, height = (round(side * _FINE) for side in size)
    raw.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, byref(across), byref(down))
    return across.value / _FINE, down.value / _FINE


def _pause(cancel: CancelToken) -> Any:
    """What pdfium asks between two objects of a page; to be kept until it is drawn."""
    from pypdfium2 import raw

    until = time.monotonic() + PATIENCE

    def must_stop(_pause: object) -> int:
        try:
            cancel.check()
        except CancelledError:
            return 1
        return int(time.monotonic() > until)

    pause = raw.IFSDK_PAUSE(version=1)
    pause.NeedToPauseNow = type(pause.NeedToPauseNow)(must_stop)
    return pause
