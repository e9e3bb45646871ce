"""A canvas whose bytes depend on its input alone, and that can print numbers known only later."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field
from hashlib import md5
from typing import TYPE_CHECKING, Any

from reportlab.lib.utils import TimeStamp
from reportlab.pdfgen.canvas import Canvas

from kks_desktop.reports.fonts import REGULAR, text_width

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlab.lib.colors import Color


@dataclass(frozen=True)
class Extent:
    """What is known when the last page is laid out."""

    pages: int
    page_of: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class _Later:
    """A text whose place is fixed and whose words are not."""

    form: str
    words: Callable[[Extent], str]
    size: float
    colour: Color
    font: str
    to_right: bool


class ReportCanvas(Canvas):
    """Adds sections with page numbers, texts written at the end, and a fixed clock."""

    def __init__(self, filename: Any, *, epoch: int, **settings: Any) -> None:
        super().__init__(filename, **{**settings, "invariant": 1, "pageCompression": 1})
        self._pin_clock(epoch)
        self._sections: dict[str, int] = {}
        self._later: list[_Later] = []

    def _pin_clock(self, epoch: int) -> None:
        """Date the file by ``epoch``.

        reportlab would read the variable SOURCE_DATE_EPOCH of the process, which
        other threads share.
        """
        stamp = TimeStamp(1)
        stamp.t, stamp.lt, stamp.tzname = epoch, time.gmtime(epoch), "UTC"
        stamp.YMDhms = tuple(stamp.lt)[:6]
        stamp.dhh = stamp.dmm = 0
        document: Any = vars(self)["_doc"]
        document._timeStamp = stamp
        document.signature = md5(str(epoch).encode(), usedforsecurity=False)

    def open_section(self, key: str, title: str, level: int, top: float) -> None:
        """Bind a section to the current page: outline entry, link target, page number."""
        self._sections[key] = self.getPageNumber()
        self.bookmarkHorizontal(key, 0, top)
        self.addOutlineEntry(title, key, level, closed=level > 0)

    def write_later(
        self,
        anchor: float,
        baseline: float,
        words: Callable[[Extent], str],
        *,
        size: float,
        colour: Color,
        font: str = REGULAR,
        to_right: bool = False,
    ) -> None:
        """Reserve a place for words known at the end: they end at ``anchor``, or begin there."""
        later = _Later(f"later-{len(self._later)}", words, size, colour, font, to_right)
        self._later.append(later)
        self.saveState()
        self.translate(anchor, baseline)
        self.doForm(later.form)
        self.restoreState()

    def save(self) -> None:
        """Write what was left open, then the file."""
        extent = Extent(self.getPageNumber() - 1, self._sections)
        for later in self._later:
            text = later.words(extent)
            reach = math.ceil(text_width(text, later.size, later.font)) + 2
            tall = math.ceil(later.size * 1.5)
            self.beginForm(later.form, -reach, -tall, reach, tall)
            self.setFillColor(later.colour)
            self.setFont(later.font, later.size)
            (self.drawString if later.to_right else self.drawRightString)(0, 0, text)
            self.endForm()
        super().save()
