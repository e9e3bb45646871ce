"""The Profil Penyelenggaraan KKS (juknis Lampiran 3): cover, contents, chapters, signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import (
    Flowable,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    Spacer,
)

from kks_desktop.reports import style
from kks_desktop.reports.chapters import chapter_story
from kks_desktop.reports.cover import title_lines
from kks_desktop.reports.document import COVER, INNER, Heading, height_of, make_pdf
from kks_desktop.reports.flowables import PageReference
from kks_desktop.reports.fonts import register
from kks_desktop.reports.identity import identity_block, identity_rows, running_of
from kks_desktop.reports.signing import PLACE_AND_DATE, STAMP_HINT, signer
from kks_desktop.reports.tables import grid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kks_desktop.domain.instrument import Instrument
    from kks_desktop.reports.chapters import Chapter
    from kks_desktop.reports.model import PaperFacts, Signatory
    from kks_desktop.reports.tables import Cell

TITLE = "Profil Penyelenggaraan Kabupaten/Kota Sehat"


def profile_pdf(
    instrument: Instrument,
    chapters: Iterable[Chapter],
    signatory: Signatory,
    facts: PaperFacts,
    check: Callable[[], None] = lambda: None,
) -> bytes:
    """Print the profile; the signature stands with the last sentence."""
    register(facts.fonts)
    story = _story(instrument, chapters, signatory, facts, check)
    return make_pdf(story, facts, running_of(facts, TITLE), check=check, first=COVER)


def _story(
    instrument: Instrument,
    chapters: Iterable[Chapter],
    signatory: Signatory,
    facts: PaperFacts,
    check: Callable[[], None],
) -> Iterator[Flowable]:
    """The profile; the cover comes before any table is made."""
    yield from _cover(instrument, facts)
    yield NextPageTemplate(INNER)
    yield PageBreak()
    width = style.text_area(facts.paper)[0]
    body = list(chapter_story(chapters, width, check))
    last = body.pop()
    yield from _contents([item for item in body if isinstance(item, Heading)])
    yield PageBreak()
    yield from body
    yield KeepTogether([last, Spacer(1, 16), _signature(signatory, width)])


def _cover(instrument: Instrument, facts: PaperFacts) -> list[Flowable]:
    width, height = style.text_area(facts.paper)
    upper = title_lines(instrument, facts, "Profil Penyelenggaraan", 0.13 * height)
    rows = [("Disusun oleh", facts.office), *identity_rows(facts)]
    imprint = identity_block(facts, rows, width)
    room = height - height_of([*upper, imprint], width)
    return [*upper, Spacer(1, max(12.0, room - 2)), imprint]


def _contents(headings: Sequence[Heading]) -> list[Flowable]:
    lines = [
        PageReference(one.outline, one.key, indent=14.0 * one.level, bold=not one.level)
        for one in headings
    ]
    return [Heading("Daftar Isi", style.TITLE, "daftar-isi"), *lines]


def _signature(signatory: Signatory, width: float) -> Flowable:
    nip = signatory.nip or ""
    block = signer(PLACE_AND_DATE, signatory.position, signatory.name, STAMP_HINT, nip)
    rows: list[list[Cell]] = [["", cell] for cell in block]
    look = [("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)]
    return grid(rows, [0.45 * width, 0.55 * width], look)
