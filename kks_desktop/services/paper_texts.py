"""What is filled in for a letter or minutes: kept as fields of the session, so with history.

The code is ``kertas``, the field ``surat-usulan/nomor``, or ``berita-acara/15.71/hadir``
where a document is about one district. None of it belongs to what is sent or scored.
"""

from __future__ import annotations

from collections.abc import Mapping

from kks_desktop.domain.columns import Column, ColumnKind, canonical, day_of, long_date
from kks_desktop.services.paper_kinds import Ask, PaperKind, PaperOptions

PAPER = "kertas"
_DAY = Column("tanggal", "Tanggal", ColumnKind.DATE)

LETTER_ASKS = (
    Ask("nomor", "Nomor surat"),
    Ask("tempat", "Tempat", "Misalnya Jambi."),
    Ask("tanggal", "Tanggal surat", "Misalnya 28/11/2026.", day=True),
)


def field_of(kind: PaperKind, ask: Ask, district: str = "") -> str:
    """The field that keeps an answer."""
    return "/".join(part for part in (kind.id, district, ask.name) if part)


def canonical_text(ask: Ask, typed: str) -> str:
    """The form in which an answer is kept: days as ``2026-11-28`` where they can be read."""
    return canonical(_DAY, typed) if ask.day else typed.strip()


def texts_for(
    kind: PaperKind, options: PaperOptions, fields: Mapping[tuple[str, str], str]
) -> dict[str, str]:
    """Every answer by name: those given now, else those kept."""
    kept = {
        ask.name: fields.get((PAPER, field_of(kind, ask, options.district)), "")
        for ask in kind.asks
    }
    given = {ask.name: canonical_text(ask, options.texts.get(ask.name, "")) for ask in kind.asks}
    return {name: given[name] or text for name, text in kept.items()}


def day_text(text: str) -> str:
    """A kept day as letters write it; what cannot be read stays as typed."""
    day = day_of(text)
    return long_date(day) if day else text


def columns_of(text: str, count: int) -> list[tuple[str, ...]]:
    """Lines of ``a | b | c`` as tuples of ``count`` parts; blank lines are left out."""
    rows = []
    for line in text.splitlines():
        parts = [part.strip() for part in line.split("|", count - 1)]
        if any(parts):
            rows.append((*parts, *[""] * (count - len(parts))))
    return rows
