"""Drawn pieces: bars against the category marks, an empty place for the emblem, page references."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph

from kks_desktop.reports import style
from kks_desktop.reports.canvas import UNKNOWN
from kks_desktop.reports.document import plain
from kks_desktop.reports.fonts import BOLD, REGULAR, printable, text_width
from kks_desktop.reports.pictures import emblem_picture
from kks_desktop.reports.words import level_words

if TYPE_CHECKING:
    from pathlib import Path

    from kks_desktop.domain.chart import Bar, BarChart
    from kks_desktop.domain.instrument import Instrument
    from kks_desktop.reports.canvas import Extent, ReportCanvas

_ROW = 23.0
_BAR = 9.5
_HEAD = 13.0
_SIZE = 7.2
_EMBLEM = (26 * mm, 31 * mm)


class Bars(Flowable):
    """A bar chart of the domain; with ``labels`` off, one bar under its own heading."""

    def __init__(
        self,
        instrument: Instrument,
        chart: BarChart,
        width: float,
        *,
        labels: bool = True,
        row: float = _ROW,
    ) -> None:
        super().__init__()
        self._instrument = instrument
        self._chart = chart
        self.width = width
        self.height = _HEAD + (row if labels else _BAR + 6) * len(chart.bars)
        self._left = 0.31 * width if labels else 0.0
        self._right = width - (0.235 * width if labels else 0.0)
        self._names = [plain(bar.label, style.CELL) if labels else None for bar in chart.bars]

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Keep the width asked for."""
        return self.width, self.height

    def draw(self) -> None:
        """Bars first, then the marks across them."""
        row = (self.height - _HEAD) / len(self._chart.bars)
        for index, bar in enumerate(self._chart.bars):
            middle = self.height - _HEAD - row * (index + 0.5)
            self._draw_bar(bar, middle)
            name = self._names[index]
            if name is not None:
                self._draw_words(bar, name, middle)
        self._draw_marks()

    def _draw_bar(self, bar: Bar, middle: float) -> None:
        canvas, room = self.canv, self._right - self._left
        canvas.setFillColor(style.BAR_ROOM)
        canvas.rect(self._left, middle - _BAR / 2, room, _BAR, stroke=0, fill=1)
        length = room * float(bar.share)
        if not length:
            return
        canvas.setFillColor(style.category_colour(bar.category))
        canvas.setStrokeColor(style.INK)
        canvas.setLineWidth(style.HAIRLINE)
        canvas.rect(self._left, middle - _BAR / 2, length, _BAR, stroke=1, fill=1)

    def _draw_words(self, bar: Bar, name: Paragraph, middle: float) -> None:
        canvas = self.canv
        _, height = name.wrap(self._left - 8, _ROW)
        name.drawOn(canvas, 0, middle - height / 2 + 1)
        left = self._right + 7
        canvas.setFillColor(style.INK)
        canvas.setFont(BOLD, _SIZE)
        canvas.drawString(left, middle + 1.5, bar.caption.replace(" %", "\u00a0%"))
        canvas.setFont(REGULAR, _SIZE - 0.4)
        canvas.setFillColor(style.SOFT)
        words = level_words(self._instrument, bar.category)
        canvas.drawString(left, middle - 7.2, words if bar.complete else f"{words}*")

    def _draw_marks(self) -> None:
        canvas = self.canv
        top = self.height - _HEAD + 2
        canvas.setLineWidth(0.8)
        canvas.setStrokeColor(style.INK)
        canvas.setFillColor(style.INK)
        canvas.setFont(BOLD, _SIZE)
        for mark in self._chart.marks:
            across = self._left + (self._right - self._left) * float(mark.at)
            canvas.setDash(2, 1.6)
            canvas.line(across, 1, across, top)
            canvas.setDash()
            canvas.drawCentredString(across, top + 2.5, mark.label)


def marks_sentence(instrument: Instrument, chart: BarChart) -> str:
    """What the dashed lines mean, in words."""
    marks = ", ".join(
        f"{mark.label} % {instrument.category_name(mark.category)}" for mark in chart.marks
    )
    star = " Tanda * berarti isian tatanan itu belum lengkap." if not _complete(chart) else ""
    return f"Garis putus-putus: batas {marks}.{star}"


def _complete(chart: BarChart) -> bool:
    return all(bar.complete for bar in chart.bars)


class EmblemPlace(Flowable):
    """A framed empty place that prints decently until a region gives its emblem."""

    def __init__(self) -> None:
        super().__init__()
        self.width, self.height = _EMBLEM

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Keep the fixed size."""
        return self.width, self.height

    def draw(self) -> None:
        """A light frame with its own caption."""
        canvas = self.canv
        canvas.setStrokeColor(style.HAIR)
        canvas.setLineWidth(0.7)
        canvas.setDash(3, 2)
        canvas.roundRect(0, 0, self.width, self.height, 4)
        canvas.setDash()
        caption = plain("tempat lambang daerah", style.COUNT_TEXT)
        _, height = caption.wrap(self.width - 10, self.height)
        caption.drawOn(canvas, 5, (self.height - height) / 2)


def emblem(path: Path | None) -> Flowable:
    """The region's emblem, or the place kept for it.

    Raises:
        PictureError: the file is no picture.
    """
    return EmblemPlace() if path is None else emblem_picture(path, *_EMBLEM)


class PageReference(Flowable):
    """A line of text that ends in the page number of a section, as a link."""

    def __init__(
        self, text: str, key: str, *, indent: float = 0, leader: bool = True, bold: bool = False
    ) -> None:
        super().__init__()
        self._text = printable(text)
        self._key = key
        self._indent = indent
        self._leader = leader
        self._font = BOLD if bold else REGULAR
        self.height = 15.5 if leader else 12.5

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take the whole width."""
        self.width = width
        return width, self.height

    def draw(self) -> None:
        """Words, dots up to the number, the number when it is known."""
        canvas = cast("ReportCanvas", self.canv)
        size, base = 8.8, 4.5
        canvas.setFillColor(style.INK)
        canvas.setFont(self._font, size)
        canvas.drawString(self._indent, base, self._text)
        end = self._indent + text_width(self._text, size, self._font)
        right = self.width if self._leader else end + text_width(" ", size, self._font)
        if self._leader:
            canvas.setStrokeColor(style.HAIR)
            canvas.setLineWidth(0.7)
            canvas.setDash(0.7, 3)
            canvas.line(end + 6, base + 1, right - 22, base + 1)
            canvas.setDash()
        canvas.write_later(
            right, base, self._number,
            size=size, colour=style.INK, font=self._font, to_right=not self._leader,
        )  # fmt: skip
        canvas.linkRect("", self._key, (self._indent, 0, right, self.height), relative=1)

    def _number(self, extent: Extent) -> str:
        page = extent.page_of[self._key]
        return UNKNOWN if page is None else str(page)
