"""Pictures made fit for paper: any kind that can be read, as RGB, no larger than needed."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageOps
from reportlab.platypus import Flowable
from reportlab.platypus import Image as Picture

from kks_desktop.domain.errors import KksError
from kks_desktop.reports import style
from kks_desktop.reports.document import plain

if TYPE_CHECKING:
    from pathlib import Path

_MOST_PIXELS = {"JPEG": 160_000_000, "PNG": 40_000_000}
"""A JPEG is decoded small; a PNG must be unpacked whole."""
_PLAIN_MODES = ("L", "RGB", "RGBA", "CMYK")
_QUALITY = 82
_DOTS = 200
"""Dots an inch: enough for paper, and a camera's picture becomes a twentieth of its size."""
_POINTS = 72


class PictureError(KksError):
    """A file is no picture that can be printed."""

    code = "PICTURE"


def fit_picture(path: Path, width: float, height: float) -> tuple[bytes, tuple[int, int]]:
    """A picture as JPEG, or as PNG where it has few colours, for a box in points.

    Transparency becomes white, CMYK becomes RGB, a turned photo is turned upright.

    Raises:
        PictureError: it cannot be read, or is far too large.
    """
    box = (max(1, round(width * _DOTS / _POINTS)), max(1, round(height * _DOTS / _POINTS)))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path, formats=tuple(_MOST_PIXELS)) as opened:
                return _fitted(opened, box)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as cause:
        raise PictureError(
            f"Gambar {path.name} tidak dapat dibaca sebagai gambar; ganti dengan berkas PNG atau "
            "JPG yang baru."
        ) from cause


def _fitted(opened: Image.Image, box: tuple[int, int]) -> tuple[bytes, tuple[int, int]]:
    drawn = opened.format == "PNG"
    if opened.width * opened.height > _MOST_PIXELS["PNG" if drawn else "JPEG"]:
        raise PictureError("Gambar itu terlalu besar untuk dicetak; kecilkan dahulu.")
    opened.draft("RGB", box)  # a JPEG is decoded small at once
    picture: Image.Image = opened
    if picture.mode in _PLAIN_MODES:
        # a turned photo needs a box that is turned as well
        picture.thumbnail((max(box), max(box)), Image.Resampling.LANCZOS)
    picture = ImageOps.exif_transpose(picture)
    if "A" in picture.getbands() or "transparency" in picture.info:
        with_alpha = picture.convert("RGBA")
        picture = Image.new("RGB", with_alpha.size, "white")
        picture.paste(with_alpha, mask=with_alpha.getchannel("A"))
    elif picture.mode != "RGB":
        picture = picture.convert("RGB")
    picture.thumbnail(box, Image.Resampling.LANCZOS)
    target = BytesIO()
    if drawn:
        picture.save(target, "PNG")
    else:
        picture.save(target, "JPEG", quality=_QUALITY)
    return target.getvalue(), picture.size


class FittedPicture(Flowable):
    """A picture as large as its box allows; decoded only when its page is drawn.

    What cannot be read leaves its box with a sentence: a report about a hundred photos
    does not stop at one of them.
    """

    def __init__(self, path: Path, width: float, height: float) -> None:
        super().__init__()
        self._path = path
        self.width, self.height = width, height

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Keep the box."""
        return self.width, self.height

    def draw(self) -> None:
        """The picture, at the left of its box and on its floor."""
        try:
            data, (wide, tall) = fit_picture(self._path, self.width, self.height)
        except PictureError:
            note = plain("Gambar ini tidak terbaca.", style.COUNT_TEXT)
            _, height = note.wrap(self.width - 8, self.height)
            self.canv.setStrokeColor(style.HAIR)
            self.canv.setDash(3, 2)
            self.canv.rect(0, 0, self.width, self.height)
            self.canv.setDash()
            note.drawOn(self.canv, 4, (self.height - height) / 2)
            return
        scale = min(self.width / wide, self.height / tall)
        drawn = Picture(BytesIO(data), wide * scale, tall * scale)
        drawn.drawOn(self.canv, 0, 0)


def emblem_picture(path: Path, width: float, height: float) -> Picture:
    """The region's emblem, as large as the box allows, at its left.

    Raises:
        PictureError: it is no picture; nothing is printed then.
    """
    try:
        data, (wide, tall) = fit_picture(path, width, height)
    except PictureError as cause:
        raise PictureError(
            "Gambar lambang daerah tidak dapat dibaca atau terlalu besar, jadi dokumen belum "
            "dicetak. Ganti gambarnya dengan PNG atau JPG pada Profil, bagian Umum.",
            code="EMBLEM",
        ) from cause
    scale = min(width / wide, height / tall)
    picture = Picture(BytesIO(data), wide * scale, tall * scale)
    picture.hAlign = "LEFT"
    return picture


def is_picture(path: Path) -> bool:
    """Whether a file can be printed as a picture."""
    try:
        fit_picture(path, 1, 1)
    except PictureError:
        return False
    return True
