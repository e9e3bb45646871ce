"""Proof in the cells of a table: its files, what is still wanted, who stands for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kks_desktop.domain.columns import short_date
from kks_desktop.domain.evidence import ProofState
from kks_desktop.domain.file_names import shown_name
from kks_desktop.reports import style
from kks_desktop.reports.document import plain
from kks_desktop.reports.values import BLANK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.platypus import Flowable

    from kks_desktop.domain.evidence import EvidenceFile, Proof

_MARKS = {
    ProofState.MISSING: "○",
    ProofState.PARTIAL: "◐",
    ProofState.UNVALIDATED: "◐",
    ProofState.COMPLETE: "✓",
}
_SHOWN = 4


def state_words(proof: Proof) -> str:
    """Mark and words of how far an indicator's proof has come."""
    return f"{_MARKS[proof.state]} {proof.state.value}"


def file_list(proof: Proof) -> list[Flowable]:
    """The state, then the files; many are counted."""
    lines: list[Flowable] = [plain(state_words(proof), style.CELL_STRONG)]
    lines += [plain(f"• {shown_name(file.title)}", style.CELL) for file in proof.files[:_SHOWN]]
    if len(proof.files) > _SHOWN:
        more = len(proof.files) - _SHOWN
        lines.append(plain(f"dan {more} berkas lain", style.CELL_SOFT))
    return lines


def wanted_list(proof: Proof) -> list[Flowable]:
    """The state, then what is still wanted."""
    lines: list[Flowable] = [plain(state_words(proof), style.CELL_STRONG)]
    open_items = [item.text for item in proof.items if not item.answered]
    lines += [plain(f"perlu: {text}", style.CELL) for text in open_items]
    return lines


def validation_words(file: EvidenceFile, sheet: str = "") -> str:
    """Who stands for a file, and since when; ``sheet`` names the OPD of its signed sheet."""
    if file.sheet:
        return f"✓ lembar pengesahan {sheet or file.sheet}"
    if file.validated and file.head_day is not None:
        return f"✓ {file.head_name}, {short_date(file.head_day)}"
    return "○ belum disahkan"


def year_words(years: Sequence[int] | frozenset[int]) -> str:
    """``2023, 2024``, or a dash."""
    return ", ".join(str(year) for year in sorted(years)) or BLANK
