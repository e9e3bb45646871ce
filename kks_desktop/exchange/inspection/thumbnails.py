"""Small pictures of a first page or a photo."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

THUMBNAIL_SIDE = 256
_COLOURS = 128  # some 15 to 30 kB each: a library holds thousands


def thumbnail(image: Image) -> bytes:
    """A PNG with a long side of at most ``THUMBNAIL_SIDE`` pixels."""
    from PIL import Image as Images

    small = image.convert("RGBA" if "A" in image.getbands() else "RGB")
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Images.Resampling.LANCZOS)
    if small.mode == "RGBA":
        paper = Images.new("RGBA", small.size, "white")
        small = Images.alpha_composite(paper, small).convert("RGB")
    out = BytesIO()
    small.quantize(_COLOURS, Images.Quantize.MEDIANCUT).save(out, "PNG", optimize=True)
    return out.getvalue()
