"""What the list of sendings says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from kks_desktop.qt.models.plain_table import PlainRow
from kks_desktop.qt.wording import moment_words, revision_words, size_words
from kks_desktop.services.replies import verdict_words
from kks_desktop.services.sendings import SendingState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kks_desktop.services.handovers import Handed
    from kks_desktop.services.sendings import Sending

_MARKS = {
    SendingState.MADE: "○",
    SendingState.HANDED_OVER: "◐",
    SendingState.RECEIVED: "✓",
    SendingState.NOT_TAKEN: "▲",
    SendingState.RETURNED: "↩",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("HandoversPage", text)


def sending_row(one: Sending, handed: Sequence[Handed]) -> PlainRow:
    """A revision in the list; its key is its number."""
    own = [hand for hand in handed if hand.revision == one.revision]
    return PlainRow(
        key=str(one.revision),
        cells=(
            revision_words(one.revision).capitalize(),
            f"{_MARKS[one.state]} {one.state.value.capitalize()}",
            moment_words(one.made_at),
            _handed_words(own),
            _answer_words(one),
        ),
    )


def _handed_words(handed: Sequence[Handed]) -> str:
    if not handed:
        return "–"
    last = handed[0]
    words = f"{moment_words(last.at)}, {last.place}" if last.place else moment_words(last.at)
    return words if len(handed) == 1 else _tr("{0}; {1} kali").format(words, len(handed))


def _answer_words(one: Sending) -> str:
    parts = []
    if one.received_on is not None:
        how = _tr(" (dibacakan)") if one.by_words else ""
        words = verdict_words(one.verdict).capitalize()
        parts.append(f"{words}, {day_words(one.received_on)}{how}")
    if one.returned_on is not None:
        parts.append(_tr("Dikembalikan, {0}").format(day_words(one.returned_on)))
    return "; ".join(parts) or _tr("belum ada")


def handed_row(handed: Handed) -> PlainRow:
    """One hand-over of a revision; its key is its number."""
    name = handed.file_name
    if len(handed.files) > 1:
        name = _tr("{0} jilid: {1} …").format(len(handed.files), name)
    size = sum(file.size for file in handed.files)
    forms = [_tr("disegel") if handed.sealed else _tr("tidak disegel")]
    if "-lengkap-" in handed.file_name:
        forms.append(_tr("lengkap"))
    return PlainRow(
        key=str(handed.number),
        cells=(
            moment_words(handed.at),
            handed.place or "–",
            name,
            size_words(size) if size else "–",
            ", ".join(forms),
        ),
    )


def day_words(day: date) -> str:
    """``22 November 2026``."""
    indonesian = QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia)
    return indonesian.toString(QDate(day.year, day.month, day.day), "d MMMM yyyy")
