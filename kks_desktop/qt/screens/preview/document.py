"""A PDF as pages that can be drawn; pdfium does one thing at a time, whatever the thread."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from kks_desktop.services.tasks import CancelToken, Progress

POINTS = 72
SCREEN_DPI = 96
_LOCK = Lock()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as an image, ``scale`` times as large as its points."""

    page: int
    scale: float
    image: QImage


class PdfPages:
    """The pages of one PDF; made on a worker, used from any thread."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        self.data = data
        with _LOCK:
            self._pdf = pypdfium2.PdfDocument(data)
            self.sizes: list[tuple[float, float]] = [
                self._pdf.get_page_size(number) for number in range(len(self._pdf))
            ]

    def render(self, page: int, scale: float) -> Rendered:
        """Draw a page; takes some milliseconds on the screen and more for a printer."""
        with _LOCK:
            drawn = self._pdf[page]
            bitmap = drawn.render(scale=scale, rev_byteorder=False)
            layout = QImage.Format.Format_BGR888
            shared = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, layout)
            image = shared.copy()  # the bitmap's memory goes with it
            bitmap.close()
            drawn.close()
        return Rendered(page, scale, image)

    def render_job(
        self, page: int, scale: float, progress: Progress, cancel: CancelToken
    ) -> Rendered:
        """``render`` as a background job."""
        return self.render(page, scale)

    def close(self) -> None:
        """Let pdfium's memory go."""
        with _LOCK:
            self._pdf.close()
