"""Words that several screens use: revisions, moments, sizes, fingerprints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale

from kks_desktop.domain.sizes import size_words

if TYPE_CHECKING:
    from datetime import datetime


def revision_words(revision: int) -> str:
    """What a revision is called: the first is the usulan awal."""
    return "usulan awal" if revision <= 1 else f"perbaikan ke-{revision - 1}"


def moment_words(at: datetime) -> str:
    """``22 November 2026 pukul 10.42``, by this computer's clock."""
    local = QDateTime.fromSecsSinceEpoch(int(at.timestamp()))
    indonesian = QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia)
    return indonesian.toString(local, "d MMMM yyyy 'pukul' HH.mm")


def grouped(code: str, size: int = 4) -> str:
    """A long code in groups that can be read out; one that has groups is left as it is."""
    if " " in code:
        return code
    return " ".join(code[start : start + size] for start in range(0, len(code), size))


__all__ = ["grouped", "moment_words", "revision_words", "size_words"]
