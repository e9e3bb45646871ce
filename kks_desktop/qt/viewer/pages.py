"""What the viewer shows: a document of pages that can be drawn at any size, off the main thread."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from kks_desktop.services.tasks import CancelToken, Progress

POINTS = 72
SCREEN_DPI = 96
MAX_PIXELS = 24_000_000
"""A drawn page is never larger: an A4 page at 500 dots an inch, 96 MB."""

Size = tuple[float, float]
"""Width and height in points."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as an image, ``scale`` times as large as its points.

    A very large one is drawn coarser, to be stretched. A page that cannot be drawn has
    a null image and a sentence to show in its place.
    """

    page: int
    scale: float
    image: QImage
    fault: str = ""


Box = tuple[float, float, float, float]
"""Left, top, width and height in points, from the upper left corner of an upright page."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a searched text stands; in several boxes where a line ends within it."""

    page: int
    boxes: tuple[Box, ...]


class Pages(Protocol):
    """The pages of one document; made and drawn on a worker, asked from any thread."""

    path: Path | None
    """The file that is held open until ``close``; ``None`` for a document in memory."""
    sizes: list[Size]

    def render_job(
        self, page: int, scale: float, progress: Progress, cancel: CancelToken
    ) -> Rendered:
        """Draw a page.

        Raises:
            KksError: the page is damaged, or takes too long.
            CancelledError: the page is no longer wanted.
        """
        ...

    def close(self) -> None:
        """Let the file and its memory go; may have to wait for a page that is being drawn."""
        ...


def bounded(width: float, height: float) -> tuple[int, int]:
    """Whole pixels for a page, made smaller together where they would be too many."""
    if width * height > MAX_PIXELS:
        shrink = math.sqrt(MAX_PIXELS / (width * height))
        width, height = width * shrink, height * shrink
    return _side(width), _side(height)


def _side(pixels: float) -> int:
    """At least a dot, and not so many that an image cannot have them, whatever the other side."""
    return min(32_000, max(1, math.ceil(pixels)))
