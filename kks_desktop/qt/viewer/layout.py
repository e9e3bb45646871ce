"""Where pages lie under each other: plain geometry, quick also with thousands of pages."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from kks_desktop.qt.viewer.pages import POINTS, SCREEN_DPI, Size


class PageLayout:
    """A column of centred pages; lengths in logical pixels unless said."""

    def __init__(self, gap: int, margin: int) -> None:
        self._gap = gap
        self._margin = margin
        self._sizes: list[Size] = []
        self._heights = [0.0]
        self._rotation = 0
        self.widest = self.highest = 0.0
        self.zoom = 1.0
        self.set_sizes([])

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def rotation(self) -> int:
        """By how much all pages are turned to the right: 0, 90, 180 or 270."""
        return self._rotation

    @property
    def factor(self) -> float:
        """Pixels for a point."""
        return self.zoom * SCREEN_DPI / POINTS

    def set_sizes(self, sizes: list[Size], rotation: int = 0) -> None:
        """Lay out pages of these sizes, each turned to the right."""
        self._sizes = sizes
        self._rotation = rotation % 360
        turned = [self.size(page) for page in range(len(sizes))]
        # What is above each page, in points, so that no page asks all the ones before it.
        self._heights = list(accumulate((height for _, height in turned), initial=0.0))
        self.widest = max((width for width, _ in turned), default=595.0)
        self.highest = max((height for _, height in turned), default=842.0)

    def rotate(self, degrees: int) -> None:
        """Turn all pages further to the right."""
        self.set_sizes(self._sizes, self._rotation + degrees)

    def size(self, page: int) -> Size:
        """A page's width and height in points, as it is turned."""
        width, height = self._sizes[page]
        return (height, width) if self._rotation % 180 else (width, height)

    def top(self, page: int) -> float:
        """Where a page begins, from the top of the first; of ``count``, where the last ends."""
        return self._heights[page] * self.factor + self._gap * (page + 1)

    def width(self) -> float:
        """How wide the column is with its margins."""
        return self.widest * self.factor + 2 * self._margin

    def left(self, page: int, room: int) -> float:
        """Where a page begins in a column that has at least this room."""
        return (max(float(room), self.width()) - self.size(page)[0] * self.factor) / 2

    def between(self, top: float, bottom: float) -> range:
        """The pages that have any part between two heights."""
        first = bisect_right(range(self.count), top, key=self.top) - 1
        last = bisect_left(range(self.count), bottom, key=self.top)
        return range(max(0, first), last)

    def zoom_to_width(self, room: int) -> float:
        """How large the widest page just fits."""
        return max(1.0, room - 2 * self._margin) / (self.widest * SCREEN_DPI / POINTS)

    def zoom_to_page(self, width: int, height: int) -> float:
        """How large every page just fits whole."""
        high = max(1.0, height - 2 * self._gap) / (self.highest * SCREEN_DPI / POINTS)
        return min(self.zoom_to_width(width), high)
