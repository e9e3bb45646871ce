"""The place for signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from kks_desktop.reports import style
from kks_desktop.reports.document import plain
from kks_desktop.reports.tables import Cell, grid
from kks_desktop.reports.words import DOTS, revision_words

if TYPE_CHECKING:
    from kks_desktop.reports.document import Heading
    from kks_desktop.reports.model import ReportFacts

_PEN_ROOM = 24 * mm
_HINT_ROOM = 13 * mm
STAMP_HINT = "tanda tangan dan cap"
PLACE_AND_DATE = f"{'…' * 10}, {'…' * 10}"
_NIP = f"NIP {'…' * 16}"


def signature_block(facts: ReportFacts, heading: Heading, width: float) -> Flowable:
    """Heading, what is signed, and two blocks; never apart."""
    state = revision_words(facts.revision).lower()
    statement = (
        f"Laporan evaluasi {facts.region_name} tahun penilaian {facts.year} ini disusun dari isian "
        f"penilaian mandiri (keadaan data: {state}) dengan sidik data {facts.fingerprint}. "
        "Sidik yang sama tercantum di kaki setiap halaman; halaman dengan sidik lain bukan bagian "
        "dari laporan ini."
    )
    team = f"Ketua Tim Pembina {facts.region_name} Sehat"
    pair = two_signers(
        signer("Mengetahui,", team, "", STAMP_HINT),
        signer(PLACE_AND_DATE, facts.operator_position, facts.operator),
        width,
    )
    return KeepTogether([heading, plain(statement, style.LEAD), Spacer(1, 14), pair])


def two_signers(left: list[Cell], right: list[Cell], width: float) -> Flowable:
    """Two blocks whose lines stand at the same height."""
    rows: list[list[Cell]] = [[one, "", other] for one, other in zip(left, right, strict=True)]
    look = [("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)]
    return grid(rows, [0.47 * width, 0.06 * width, 0.47 * width], look)


def signer(opening: str, position: str, name: str, hint: str = "", nip: str = "") -> list[Cell]:
    """Opening, position, room for pen and stamp, name or dots, NIP or dots."""
    return [
        plain(opening, style.CENTRED),
        plain(position, style.CENTRED),
        [
            Spacer(1, _PEN_ROOM - _HINT_ROOM),
            plain(hint, style.COUNT_TEXT),
            Spacer(1, _HINT_ROOM - style.COUNT_TEXT.leading),
        ],
        plain(name, style.CENTRED_STRONG) if name else plain(f"({DOTS})", style.CENTRED),
        plain(f"NIP {nip}" if nip else _NIP, style.CENTRED),
    ]
