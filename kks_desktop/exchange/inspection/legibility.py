"""Whether a page image can be read: is it blank, is it blurred, has it pixels enough?

All of it looks at a grey image of bounded size, made by ``to_grey``.
"""

from __future__ import annotations

from bisect import bisect
from itertools import accumulate
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from PIL.Image import Image

GREY_SIDE = 1400
"""Pixels of the long side: about 120 dpi of an A4 page."""
A4_LONG_INCHES = 11.69
MIN_SCAN_DPI = 120
MIN_PHOTO_SIDE = 1000
"""Pixels of the long side; messengers send 1,280 and more."""

# Blur is told from the steepest edge of each tile against the contrast of that tile, so that
# neither the amount of text nor dirt at the margin matters. Text at 9 to 12 pt, scanned at 120
# to 300 dpi and softened by a Gaussian of 0 / 1 / 1.5 / 2 / 3 px (at 150 dpi), gives 0.80 /
# 0.50 / 0.36 / 0.28 / 0.19, with scanner noise 0.80 / 0.52 / 0.39 / 0.33 / 0.27; it is hard to
# read from 2.2 px on. tests/exchange/test_legibility.py repeats that.
_TILE = 32
_MIN_CONTRAST = 40
_MIN_TILES = 12
_SHARP = 0.27
SCAN_SHARE = 0.75
"""Of a page, most must be sharp: its tiles are compared at the upper quarter."""
PHOTO_SHARE = 0.90
"""Of a photo a part may be out of focus on purpose."""

_MARGIN = 0.04  # where scanners leave shadows
_INK_DEPTH = 48
_MIN_INK = 0.0001  # of the area: less than one short word


def to_grey(image: Image) -> Image:
    """A grey copy with a long side of at most ``GREY_SIDE``; what is transparent is white."""
    from PIL import Image as Images

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        image.thumbnail((GREY_SIDE, GREY_SIDE), Images.Resampling.BILINEAR)
        paper = Images.new("RGBA", image.size, "white")
        return Images.alpha_composite(paper, image).convert("L")
    # 16-bit grey and floats are clipped by convert: scale them into a byte first
    grey = image.point(lambda value: value / 256).convert("L") if _is_deep(image) else image
    grey = grey.convert("L")
    grey.thumbnail((GREY_SIDE, GREY_SIDE), Images.Resampling.BILINEAR)
    return grey


def _is_deep(image: Image) -> bool:
    return image.mode.startswith("I")


def is_blank(grey: Image) -> bool:
    """Tell whether nothing is on the page, whatever the colour of its paper."""
    width, height = grey.size
    aside, above = int(width * _MARGIN), int(height * _MARGIN)
    inner = grey.crop((aside, above, max(width - aside, 1), max(height - above, 1)))
    counts = inner.histogram()
    area = sum(counts)
    paper = bisect(list(accumulate(counts)), area // 2)  # the median
    marks = sum(counts[: max(paper - _INK_DEPTH, 0)]) + sum(counts[paper + _INK_DEPTH :])
    return marks < area * _MIN_INK


def is_blurred(grey: Image, share: float) -> bool:
    """Tell whether the sharper tiles of the image, from ``share`` on, are still soft."""
    found = sharpness(grey, share)
    return found is not None and found < _SHARP


def sharpness(grey: Image, share: float) -> float | None:
    """How steep edges are: 1 black beside white, 0.27 hard to read; None without contrast."""
    from PIL import ImageChops

    width, height = grey.size
    across = ImageChops.difference(
        grey.crop((1, 0, width, height)), grey.crop((0, 0, width - 1, height))
    )
    down = ImageChops.difference(
        grey.crop((0, 1, width, height)), grey.crop((0, 0, width, height - 1))
    )
    ratios = []
    for top in range(0, height - _TILE, _TILE):
        for left in range(0, width - _TILE, _TILE):
            right, bottom = left + _TILE, top + _TILE
            dark, light = _range(grey, left, top, right, bottom)
            if light - dark >= _MIN_CONTRAST:
                steepest = max(
                    _range(across, left, top, right - 1, bottom)[1],
                    _range(down, left, top, right, bottom - 1)[1],
                )
                ratios.append(steepest / (light - dark))
    if len(ratios) < _MIN_TILES:
        return None
    return sorted(ratios)[int(len(ratios) * share)]


def _range(image: Image, left: int, top: int, right: int, bottom: int) -> tuple[int, int]:
    # of a grey image: its darkest and its lightest
    return cast(tuple[int, int], image.crop((left, top, right, bottom)).getextrema())
