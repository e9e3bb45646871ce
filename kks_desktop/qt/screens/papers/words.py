"""In which order and under which headings people are offered papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kks_desktop.qt.models.plain_table import PlainRow
from kks_desktop.services import district_papers as district
from kks_desktop.services import letter_papers, papers
from kks_desktop.services import province_papers as province

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kks_desktop.services.paper_kinds import PaperKind

_GROUPS = (
    ("Untuk pimpinan dan rapat", (papers.EVALUATION, district.SUMMARY, district.AGENCY_PAPER)),
    (
        "Untuk usulan",
        (
            letter_papers.PROPOSAL,
            district.PROFILE_PAPER,
            district.INSTRUMENT,
            district.PROOF_INDEX,
            papers.VALIDATION,
        ),
    ),
    ("Untuk lapangan", (district.BLANK_FORMS,)),
    ("Verifikasi", (province.SHEET, province.MINUTES)),
    ("Usulan ke pusat", (province.RECAP, province.STATEMENT, province.COVERING)),
    ("Untuk kantor ini", (papers.KEY_CARD, papers.RECOVERY)),
)


def kind_rows(kinds: Sequence[PaperKind]) -> list[PlainRow]:
    """The kinds under their headings; one that no heading names comes at the end."""
    left = {kind.id: kind for kind in kinds}
    rows: list[PlainRow] = []
    for title, ids in _GROUPS:
        found = [left.pop(id) for id in ids if id in left]
        if found:
            rows.append(PlainRow("", (title,), title=True))
            rows += [PlainRow(kind.id, (kind.title,), tip=kind.purpose) for kind in found]
    rows += [PlainRow(kind.id, (kind.title,), tip=kind.purpose) for kind in left.values()]
    return rows
