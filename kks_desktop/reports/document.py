"""The frame of every report: pages with header and footer, outline, title, language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Frame, PageTemplate, Paragraph

from kks_desktop.reports import style
from kks_desktop.reports.canvas import UNKNOWN, Extent, ReportCanvas
from kks_desktop.reports.fonts import (
    BOLD,
    REGULAR,
    cut_to_width,
    markup,
    printable,
    register,
    text_width,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

    from kks_desktop.reports.model import Sheet

_HEADER_UP = 6.2 * mm
_FOOTER_DOWN = 8.5 * mm
_RUNNING = 6.9
_PAGE_WORDS_ROOM = 82.0
_UNBOUNDED = 10_000.0
LEAST_ROOM = 38 * mm
"""What a heading wants below it: a table's head and some rows."""
_NO_PADDING = (0.0, 0.0, 0.0, 0.0)
COVER, INNER, WIDE = "cover", "inner", "wide"
"""Page templates for ``NextPageTemplate``: without header, upright, landscape."""


@dataclass(frozen=True)
class Running:
    """What stands on every page and in the file's own description."""

    title: str
    owner: str
    footer: str
    mark: str
    author: str
    subject: str
    keywords: tuple[str, ...]


class Heading(Paragraph):
    """A heading that opens a section: outline entry, link target, page number."""

    def __init__(self, text: str, look: ParagraphStyle, key: str, level: int = 0) -> None:
        super().__init__(markup(text), look)
        self.key = key
        self.level = level
        self.outline = printable(text)

    def draw(self) -> None:
        """Open the section where the heading really lands."""
        canvas = cast("ReportCanvas", self.canv)
        canvas.open_section(self.key, self.outline, self.level, self.height)
        super().draw()


def section(title: str, key: str, room: float = LEAST_ROOM) -> list[Flowable]:
    """A heading of the second level that never stands alone at the foot of a page."""
    return [CondPageBreak(room), Heading(title, style.SUBTITLE, key, level=1)]


def plain(text: str, look: ParagraphStyle = style.BODY) -> Paragraph:
    """A paragraph of plain text, whatever signs a person typed into it."""
    return Paragraph(markup(text), look)


def height_of(story: Sequence[Flowable], width: float) -> float:
    """The height of a story, with its gaps counted in full."""
    height = 0.0
    for item in story:
        height += item.wrap(width, _UNBOUNDED)[1] + item.getSpaceBefore() + item.getSpaceAfter()
    return height


class _Template(BaseDocTemplate):
    """Lays the story out and tells which section it has reached."""

    def __init__(
        self,
        target: BytesIO,
        sheet: Sheet,
        running: Running,
        opened: Callable[[], None],
        check: Callable[[], None],
        first: str,
    ) -> None:
        super().__init__(
            target,
            pagesize=style.page_size(sheet.paper, wide=first == WIDE),
            title=printable(running.title),
            author=printable(running.author),
            subject=printable(running.subject),
            keywords=[printable(word) for word in running.keywords],
            creator=f"KKS Desktop {sheet.software_version}",
            producer="KKS Desktop (reportlab)",
            lang="id-ID",
            initialFontName=REGULAR,
            initialFontSize=style.BODY.fontSize,
        )
        self._paper = sheet.paper
        self._running = running
        self._opened = opened
        self._check = check
        others = [name for name in (COVER, INNER, WIDE) if name != first]
        self.addPageTemplates([self._page(name) for name in (first, *others)])

    def _page(self, name: str) -> PageTemplate:
        wide = name == WIDE
        size = style.page_size(self._paper, wide=wide)
        area = style.text_area(self._paper, wide=wide)
        frame = Frame(style.LEFT, style.EDGE, *area, *_NO_PADDING)
        return PageTemplate(
            name,
            [frame],
            onPage=partial(self._furnish, size, name != COVER),
            onPageEnd=partial(self._mark, size),
            pagesize=size,
        )

    def build_story(self, story: Iterable[Flowable], canvas: Callable[..., Canvas]) -> None:
        """Lay a story out that is made as it is needed: the first page waits for no other."""
        self._rest = iter(story)
        self._ahead: list[Flowable] = []
        self._look_ahead()
        self.build(self._ahead, canvasmaker=canvas)

    def handle_flowable(self, flowables: list[Flowable]) -> None:
        """Take the next of the story, with those that must stay with it."""
        super().handle_flowable(flowables)
        if flowables is self._ahead:
            self._look_ahead()

    def _look_ahead(self) -> None:
        """Have one flowable that may be followed by a new page, unless the story is over."""
        while not self._ahead or cast("Any", self._ahead[-1]).getKeepWithNext():
            following = next(self._rest, None)
            if following is None:
                return
            self._ahead.append(following)

    def beforePage(self) -> None:
        """Let the caller stop between pages."""
        self._check()

    def afterFlowable(self, flowable: Flowable) -> None:
        """Tell the caller that a main section has begun."""
        if isinstance(flowable, Heading) and flowable.level == 0:
            self._opened()

    def _furnish(
        self, size: tuple[float, float], header: bool, canvas: Canvas, _document: Any
    ) -> None:
        """Header and footer, under the text."""
        right = size[0] - style.EDGE
        base = style.EDGE - _FOOTER_DOWN
        canvas.saveState()
        canvas.setStrokeColor(style.HAIR)
        canvas.setLineWidth(style.HAIRLINE)
        canvas.setFillColor(style.SOFT)
        if header:
            self._draw_header(canvas, size[1] - style.EDGE + _HEADER_UP, right)
        canvas.line(style.LEFT, base + 10, right, base + 10)
        canvas.setFont(REGULAR, _RUNNING)
        room = right - style.LEFT - _PAGE_WORDS_ROOM
        canvas.drawString(style.LEFT, base, cut_to_width(self._running.footer, room, _RUNNING))
        words = partial(_page_words, canvas.getPageNumber())
        numbered = cast("ReportCanvas", canvas)
        numbered.write_later(right, base, words, size=_RUNNING, colour=style.SOFT)
        canvas.restoreState()

    def _draw_header(self, canvas: Canvas, base: float, right: float) -> None:
        canvas.line(style.LEFT, base - 5, right, base - 5)
        canvas.setFont(REGULAR, _RUNNING)
        canvas.drawString(style.LEFT, base, self._running.title)
        room = right - style.LEFT - text_width(self._running.title, _RUNNING) - 12
        canvas.setFont(BOLD, _RUNNING)
        canvas.drawRightString(right, base, cut_to_width(self._running.owner, room, _RUNNING, BOLD))

    def _mark(self, page: tuple[float, float], canvas: Canvas, _document: Any) -> None:
        """The word across a page that does not count, over the text but see-through."""
        word = self._running.mark
        if not word:
            return
        width, height = page
        size = min(120.0, 0.95 * min(page) / text_width(word, 1, BOLD))
        canvas.saveState()
        canvas.setFillColor(style.SOFT, alpha=0.12)
        canvas.setFont(BOLD, size)
        canvas.translate(width / 2, height / 2)
        canvas.rotate(52 if height > width else 34)
        canvas.drawCentredString(0, -size * 0.35, word)
        canvas.restoreState()


def _page_words(number: int, extent: Extent) -> str:
    pages = UNKNOWN if extent.pages is None else extent.pages
    return f"Halaman {number} dari {pages}"


def make_pdf(
    story: Iterable[Flowable],
    sheet: Sheet,
    running: Running,
    opened: Callable[[], None] = lambda: None,
    check: Callable[[], None] = lambda: None,
    first: str = INNER,
) -> bytes:
    """Lay a story out, asking for its parts as they are needed; the same input, the same bytes.

    The ``first`` page is INNER (upright with a header), COVER (without) or WIDE
    (landscape); ``NextPageTemplate(WIDE)`` and a page break turn the paper, at
    ``style.text_area(paper, wide=True)``. ``opened`` is told each main section that has
    begun; ``check`` is called before each page and may raise to stop.
    """
    register(sheet.fonts)
    target = BytesIO()
    template = _Template(target, sheet, running, opened, check, first)
    canvas = partial(ReportCanvas, epoch=sheet.source_date_epoch, early=sheet.early)
    template.build_story(story, canvas)
    return target.getvalue()
