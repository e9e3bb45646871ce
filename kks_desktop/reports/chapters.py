"""Documents of chapters: numbered sections with sentences, tables and photos."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer

from kks_desktop.reports import style
from kks_desktop.reports.contents import bulleted
from kks_desktop.reports.document import Heading, plain, section
from kks_desktop.reports.listing import Listing, listing_table
from kks_desktop.reports.pictures import FittedPicture
from kks_desktop.reports.tables import Cell, grid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

_PHOTO_GAP = 7.0
_PHOTO_RATIO = 0.75
_ACROSS = 3
_NAMED_ROOM = 30 * mm
_SHORT_CHAPTER = 115 * mm


@dataclass(frozen=True)
class Photo:
    """A picture with its name, and the day and place of taking in words."""

    path: Path
    title: str
    caption: str


@dataclass(frozen=True)
class Named:
    """A table under a name of its own."""

    title: str
    listing: Listing


@dataclass(frozen=True)
class Points:
    """A bulleted list."""

    texts: tuple[str, ...]


Block = str | Named | Listing | Points | tuple[Photo, ...]
"""A paragraph, a table, a list, or photos side by side."""


@dataclass(frozen=True)
class Section:
    """A part of a chapter."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Chapter:
    """A chapter: its blocks, then its sections; one that ``follows`` begins no page of its own."""

    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    follows: bool = False


def chapter_story(
    chapters: Iterable[Chapter], width: float, check: Callable[[], None]
) -> Iterator[Flowable]:
    """Lay chapters out."""
    for number, chapter in enumerate(chapters, 1):
        check()
        if number > 1:
            yield CondPageBreak(_SHORT_CHAPTER) if chapter.follows else PageBreak()
        yield Heading(chapter.title, style.TITLE, f"bab-{number}")
        for block in chapter.blocks:
            yield from _block(block, width)
        for place, part in enumerate(chapter.sections, 1):
            check()
            yield from section(part.title, f"bab-{number}-{place}")
            for block in part.blocks:
                yield from _block(block, width)


def _block(block: Block, width: float) -> Iterator[Flowable]:
    match block:
        case str():
            yield plain(block)
        case Listing():
            yield listing_table(block, width)
            yield Spacer(1, 8)
        case Named():
            yield CondPageBreak(_NAMED_ROOM)
            yield plain(block.title, style.TABLE_NAME)
            yield listing_table(block.listing, width)
            yield Spacer(1, 8)
        case Points():
            yield from bulleted(block.texts)
        case _:
            yield from _gallery(block, width)


def _gallery(photos: Sequence[Photo], width: float) -> Iterator[Flowable]:
    """Three photos a row, the words under each."""
    side = (width - (_ACROSS - 1) * _PHOTO_GAP) / _ACROSS
    look = [
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PHOTO_GAP),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
    ]
    widths = [side + _PHOTO_GAP] * (_ACROSS - 1) + [side + _PHOTO_GAP]
    for start in range(0, len(photos), _ACROSS):
        cells: list[Cell] = [_photo(photo, side) for photo in photos[start : start + _ACROSS]]
        cells += [""] * (_ACROSS - len(cells))
        yield grid([cells], widths, look)


def _photo(photo: Photo, side: float) -> list[Flowable]:
    return [
        FittedPicture(photo.path, side, side * _PHOTO_RATIO),
        plain(photo.title, style.CELL_STRONG),
        plain(photo.caption, style.CELL_SOFT),
    ]
