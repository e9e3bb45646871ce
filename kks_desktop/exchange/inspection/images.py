"""Looking into photos and scanned images, and making large ones smaller."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kks_desktop.exchange.inspection import legibility
from kks_desktop.exchange.inspection.budget import Budget
from kks_desktop.exchange.inspection.exif import day_of, kept_exif, point_of
from kks_desktop.exchange.inspection.findings import (
    Finding,
    FindingCode,
    Inspection,
    Limits,
    refuse,
    warn,
)
from kks_desktop.exchange.inspection.thumbnails import thumbnail

if TYPE_CHECKING:
    from PIL.Image import Image

SHRUNK_SIDE = 2400
"""Pixels of the long side of a smaller copy: 200 dpi of an A4 page."""
LARGE_BYTES = 1_500_000
_QUALITY = 85
_MAX_FILE = 300_000_000  # bytes; what is larger holds something else than a picture
_WORTH = 0.7  # a copy that saves less is not offered
_FORMATS = {"jpg": ("JPEG",), "png": ("PNG",)}
# What the codecs raise on images that are damaged or made to hurt.
_FAULTS = (OSError, ValueError, SyntaxError, EOFError, IndexError, TypeError, OverflowError)


class ImageTooLargeError(ValueError):
    """An image of more bytes or pixels than are decoded."""


def open_image(path: Path, media: str, budget: Budget) -> Inspection:
    """Measure and decode an image, and read what the camera wrote into it."""
    try:
        with _opened(path, media, budget.limits, legibility.GREY_SIDE) as (image, size):
            return _looked_at(image, size, path.stat().st_size, media)
    except ImageTooLargeError:
        fault = (
            "Gambar ini terlalu besar untuk dibuka dengan aman. Simpan dengan "
            "ukuran lebih kecil, lalu lampirkan."
        )
    except _FAULTS:
        fault = "Gambar ini rusak atau terpotong dan tidak dapat dibuka. Salin ulang dari asalnya."
    return Inspection(media=media, findings=(refuse(FindingCode.UNREADABLE, fault),))


@contextmanager
def _opened(
    path: Path, media: str, limits: Limits, side: int
) -> Iterator[tuple[Image, tuple[int, int]]]:
    """Decode no finer than needed: a JPEG comes at 1/2, 1/4 or 1/8 where that is enough."""
    from PIL import Image as Images

    with warnings.catch_warnings():
        if path.stat().st_size > _MAX_FILE:
            raise ImageTooLargeError
        warnings.simplefilter("ignore")  # on odd metadata; a bomb is measured below
        try:
            image = Images.open(path, formats=_FORMATS[media])
        except Images.DecompressionBombError as fault:
            raise ImageTooLargeError from fault
        with image:
            size = image.size
            image.draft(None, (side, side))
            if image.width * image.height > limits.pixels:
                raise ImageTooLargeError
            image.load()
            yield image, size


def _looked_at(image: Image, size: tuple[int, int], stored: int, media: str) -> Inspection:
    from PIL import ImageOps

    exif = image.getexif()
    upright = ImageOps.exif_transpose(image)  # as the camera was held
    width, height = size if (upright.size == image.size) else size[::-1]
    return Inspection(
        media=media,
        pages=1,
        width=width,
        height=height,
        findings=tuple(_legible(legibility.to_grey(image), max(size))),
        day=day_of(exif),
        point=point_of(exif),
        shrinkable=_estimate(upright, size, stored),
        thumbnail=thumbnail(upright),
    )


def _legible(grey: Image, side: int) -> Iterator[Finding]:
    if legibility.is_blank(grey):
        yield warn(
            FindingCode.BLANK_PAGE, "Gambar ini kosong. Pastikan berkas yang dipilih sudah benar."
        )
    elif side < legibility.MIN_PHOTO_SIDE:
        yield warn(
            FindingCode.COARSE,
            f"Gambar ini kecil (sisi panjang {side} titik) dan mungkin sulit dibaca. Bila ada, "
            "lampirkan foto aslinya, bukan kiriman lewat pesan.",
        )
    elif legibility.is_blurred(grey, legibility.PHOTO_SHARE):
        yield warn(
            FindingCode.BLURRED,
            "Gambar ini tampak buram dan mungkin sulit dibaca. Sebaiknya foto atau pindai ulang.",
        )


# ------------------------------------------------------------------------- smaller


def _estimate(image: Image, size: tuple[int, int], stored: int) -> int | None:
    """Bytes of a smaller copy, judged by the image at hand; None where none is worth it."""
    if (max(size) <= SHRUNK_SIDE and stored <= LARGE_BYTES) or "A" in image.getbands():
        return None
    out = BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=_QUALITY)
    target = min(max(size), SHRUNK_SIDE)
    # per pixel, a finer image of the same scene takes a little less
    estimate = int(out.tell() * (target / max(image.size)) ** 2)
    return estimate if estimate < stored * _WORTH else None


def shrink_photo(path: Path, target: Path, media: str = "jpg", limits: Limits | None = None) -> int:
    """Write a smaller JPEG of a photo to ``target``, a new file; gives its bytes.

    The long side becomes 2,400 pixels at most; day, place and orientation stay in it.

    Raises:
        OSError, ValueError: the photo cannot be decoded, or the target not be written.
    """
    from PIL import Image as Images

    with _opened(path, media, limits or Limits(), SHRUNK_SIDE) as (image, _):
        options: dict[str, Any] = {"exif": kept_exif(image.getexif())}
        if image.mode == "RGB" and (profile := image.info.get("icc_profile")):
            options["icc_profile"] = profile
        photo = image.convert("L" if image.mode == "L" else "RGB")
        photo.thumbnail((SHRUNK_SIDE, SHRUNK_SIDE), Images.Resampling.LANCZOS)
    with target.open("xb") as stream:
        try:
            photo.save(stream, "JPEG", quality=_QUALITY, optimize=True, **options)
        except BaseException:
            stream.close()
            target.unlink()
            raise
        return stream.tell()
