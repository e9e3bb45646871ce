"""A canvas whose bytes depend on its input alone, and that can print numbers known only later."""

from __future__ import annotations

import math
import time
from collections import defaultdict
from copy import deepcopy
from dataclasses import dataclass, field
from hashlib import md5
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase.pdfmetrics import getFont, getRegisteredFontNames
from reportlab.pdfgen.canvas import Canvas

from kks_desktop.reports.fonts import REGULAR, text_width

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reportlab.lib.colors import Color

EARLY = frozenset({1, 3, 10, 30, 100, 300})
"""After so many pages what there is can be looked at: a copy of them costs some milliseconds."""
UNKNOWN = "…"


@dataclass(frozen=True)
class Extent:
    """What is known when the last page is laid out; ``None`` while pages are still to come."""

    pages: int | None
    page_of: Mapping[str, int | None] = field(default_factory=dict)


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

    def __init__(
        self,
        filename: Any,
        *,
        epoch: int,
        early: Callable[[bytes], None] | None = None,
        **settings: Any,
    ) -> None:
        super().__init__(filename, **{**settings, "invariant": 1, "pageCompression": 1})
        self._pin_clock(epoch)
        self._early = early
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

    def showPage(self) -> None:
        """Close a page; the first ones are handed on before the last is made."""
        super().showPage()
        if self._early is not None and self.getPageNumber() - 1 in EARLY:
            self._early(self._twin()._pages_so_far())

    def _twin(self) -> ReportCanvas:
        """A copy that can be finished while this one goes on, without anything of the story."""
        document: Any = vars(self)["_doc"]
        template = vars(self).get("_doctemplate")
        memo: dict[int, Any] = {
            id(template): template,
            id(self._early): None,
            id(self._later): list(self._later),
            id(document.signature): document.signature.copy(),
            id(vars(self)["_filename"]): BytesIO(),
        }
        fonts = [getFont(name) for name in getRegisteredFontNames()]
        memo |= {id(font): font for font in fonts}
        twin = deepcopy(self, memo)
        for font in fonts:
            # Which letters were used so far; kept by the font for each document.
            used: Any = getattr(font, "state", {})
            if document in used:
                used[vars(twin)["_doc"]] = deepcopy(used[document])
        return twin

    def _pages_so_far(self) -> bytes:
        """The file of a twin: links to what is still to come lead to the first page."""
        document: Any = vars(self)["_doc"]
        for target in vars(self)["_destinations"].values():
            if target.fmt is None:
                target.setPage(document.Reference(document.Pages.pages[0]))
                target.fit()
        self._finish(Extent(None, defaultdict(lambda: None, self._sections)))
        return cast(BytesIO, vars(self)["_filename"]).getvalue()

    def save(self) -> None:
        """Write what was left open, then the file."""
        self._finish(Extent(self.getPageNumber() - 1, self._sections))

    def _finish(self, extent: Extent) -> None:
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
