"""A photo or scan as a document of one page, decoded no larger than it is shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from kks_desktop.domain.errors import KksError
from kks_desktop.qt.viewer.pages import POINTS, SCREEN_DPI, Rendered, bounded

if TYPE_CHECKING:
    from kks_desktop.services.tasks import CancelToken, Progress

FORMATS = {"jpg": b"jpeg", "jpeg": b"jpeg", "png": b"png"}
"""By extension; no other decoder ever sees a file, whatever it claims to be."""
MAX_SOURCE = 100_000_000
"""Pixels: more is not decoded at all."""
MEMORY = 384
"""Megabytes: a PNG, unlike a JPEG, is decoded whole before it is made smaller."""
_TURNED = QImageIOHandler.Transformation.TransformationRotate90


class ImagePages:
    """One page: a picture, upright as its camera says, one dot of it a dot of the screen.

    The file is open only while the page is drawn.
    """

    def __init__(self, path: Path, extension: str) -> None:
        """Read the size, nothing more.

        Raises:
            KksError: ``DAMAGED``, ``TOO_LARGE``.
        """
        self.path: Path | None = path
        self._name = str(path)
        self._format = FORMATS[extension]
        reader = self._reader()
        size = reader.size()
        if not reader.canRead() or size.isEmpty():
            raise _damaged()
        if size.width() * size.height() > MAX_SOURCE:
            raise _too_large()
        self._turned = bool(reader.transformation().value & _TURNED.value)
        self._upright = size.transposed() if self._turned else size
        side = POINTS / SCREEN_DPI
        self.sizes = [(self._upright.width() * side, self._upright.height() * side)]

    def render_job(
        self, page: int, scale: float, progress: Progress, cancel: CancelToken
    ) -> Rendered:
        """Decode the picture at this scale, never larger than it is.

        Raises:
            KksError: its data are damaged or the file is gone.
        """
        width, height = (side * scale for side in self.sizes[0])
        wanted = QSize(*bounded(width, height)).boundedTo(self._upright)
        reader = self._reader()
        # Given to the decoder, so that the whole picture is never in memory.
        reader.setScaledSize(wanted.transposed() if self._turned else wanted)
        image = reader.read()
        if image.isNull():
            needed = self._upright.width() * self._upright.height() * 8  # if 16 bits a colour
            raise _too_large() if needed > MEMORY << 20 else _damaged()
        # What the screen draws fastest; a CMYK or 16-bit scan would be converted at each paint.
        solid, clear = QImage.Format.Format_RGB32, QImage.Format.Format_ARGB32_Premultiplied
        return Rendered(
            page, scale, image.convertToFormat(clear if image.hasAlphaChannel() else solid)
        )

    def close(self) -> None:
        """Nothing is held between two drawings."""

    def _reader(self) -> QImageReader:
        QImageReader.setAllocationLimit(MEMORY)
        reader = QImageReader(self._name, self._format)
        reader.setAutoDetectImageFormat(False)
        reader.setAutoTransform(True)
        return reader


def _damaged() -> KksError:
    return KksError(
        "Gambar ini rusak atau tidak lengkap sehingga tidak dapat ditampilkan. "
        "Minta lagi berkasnya dari pembuatnya.",
        code="DAMAGED",
    )


def _too_large() -> KksError:
    return KksError(
        "Gambar ini terlalu besar untuk ditampilkan di sini. Simpan ulang dengan ukuran yang "
        "lebih kecil, paling banyak 100 megapiksel.",
        code="TOO_LARGE",
    )
