"""The regions of a province in a line each: what came in, scored here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

from kks_desktop.domain.assessment import Evaluation
from kks_desktop.domain.category import Condition, blockers_of, scores_of
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.instrument import Instrument
from kks_desktop.domain.receiving import Standing
from kks_desktop.domain.strict_json import parse_json
from kks_desktop.reports.letter_model import DistrictLine
from kks_desktop.services.received_document import (
    InstrumentShelf,
    ReadSubmission,
    read_submission,
)
from kks_desktop.services.regions import region, regions
from kks_desktop.services.submission import fingerprint_of
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.received import ReceivedRow, all_received, received_row


@dataclass(frozen=True, slots=True)
class Received:
    """The submission that applies for a region, read and scored here."""

    row: ReceivedRow
    read: ReadSubmission

    @property
    def name(self) -> str:
        """What the region is called."""
        found = region(self.row.region)
        return found.name if found else self.row.region

    @property
    def fingerprint(self) -> str:
        """The sidik data that the district's own paper carries."""
        return fingerprint_of(self.row.document)


def current_rows(workspace: Workspace) -> list[ReceivedRow]:
    """The submissions that apply for this year, in order of region; documents left empty."""
    year = workspace.require_session().info.year
    with workspace.reading() as connection:
        found = all_received(connection)
    current = [row for row in found if row.state == Standing.CURRENT and row.year == year]
    return sorted(current, key=lambda row: row.region)


def read_received(
    workspace: Workspace, content_id: str, shelf: InstrumentShelf | None = None
) -> Received:
    """Read a received submission again; one ``shelf`` serves many.

    Raises:
        KksError: it is not here, or its instrument is not known any more.
    """
    with workspace.reading() as connection:
        row = received_row(connection, content_id)
    if row is None:
        raise KksError("Berkas usulan itu tidak ada di data ini.", code="NOT_RECEIVED")
    shelf = shelf or InstrumentShelf(workspace)
    return Received(row, read_submission(shelf, parse_json(row.document), row.document, _nothing))


def _nothing() -> None:
    """No bundle brings its instrument along any more."""


def current_of(workspace: Workspace, district: str) -> Received:
    """The submission that applies for a region.

    Raises:
        KksError: none was received from there.
    """
    for row in current_rows(workspace):
        if row.region == district:
            return read_received(workspace, row.content_id)
    found = region(district)
    raise KksError(
        f"Belum ada berkas usulan {found.name if found else district[:20]} yang diterima untuk "
        "tahun penilaian ini, jadi belum ada yang dicetak.",
        code="NOT_RECEIVED",
    )


def recap_lines(
    workspace: Workspace, progress: Callable[[int, int], None], check: Callable[[], None]
) -> list[DistrictLine]:
    """Every kabupaten/kota of the province in order of code; those that sent nothing too."""
    code = workspace.require_session().info.region_code
    places = [one for one in regions() if one.province_code == code]
    rows = {row.region: row for row in current_rows(workspace)}
    shelf = InstrumentShelf(workspace)
    lines = []
    for done, place in enumerate(places, 1):
        check()
        row = rows.get(place.code)
        if row is None:
            lines.append(DistrictLine(place.code, place.name))
        else:
            found = read_received(workspace, row.content_id, shelf)
            lines.append(
                line_of(
                    place.code,
                    place.name,
                    row.revision,
                    found.read.instrument,
                    found.read.evaluation,
                )
            )
        progress(done, len(places) + 1)
    return lines


def line_of(
    code: str, name: str, revision: int, instrument: Instrument, evaluation: Evaluation
) -> DistrictLine:
    """The figures of Lampiran 2 for one state."""
    odf = evaluation.answers.odf
    free = Fraction(odf.free, odf.villages) if odf.free is not None and odf.villages else None
    scored = evaluation.scored
    scores = [scored.indicators[one.code].score for one in instrument.kelembagaan]
    known = [score for score in scores if score is not None]
    target, indicated = evaluation.answers.target, evaluation.category.indicated
    names = [
        f"Swasti Saba {instrument.category_name(key)}" if key else "" for key in (target, indicated)
    ]
    return DistrictLine(
        code=code,
        name=name,
        revision=revision,
        odf=free,
        bodies=sum(known) if known else None,
        bodies_whole=_bodies_whole(instrument, evaluation) if known else None,
        tatanan=tuple(
            Fraction(one.score, one.max) if one.answered else None for one in scored.tatanan
        ),
        incomplete=tuple(one.number for one in scored.tatanan if one.answered < one.of),
        proposed=names[0] or names[1],
        indicated=names[1] or "belum mencapai kategori",
    )


def _bodies_whole(instrument: Instrument, evaluation: Evaluation) -> bool:
    """Whether kelembagaan is complete for the category proposed, or else the one aimed at."""
    found = evaluation.category
    goal = evaluation.answers.target or found.indicated or instrument.category_keys[0]
    blockers = blockers_of(
        instrument,
        goal,
        scores_of(evaluation.scored),
        evaluation.answers.odf,
        evaluation.gates,
        evaluation.answers.top_level,
    )
    return not any(one.condition is Condition.KELEMBAGAAN for one in blockers)


def recap_fingerprint(workspace: Workspace) -> str:
    """Sidik data of a recap: of the list of what it was made of, region by region."""
    lines = [f"{row.region} {row.document_sha256}\n" for row in current_rows(workspace)]
    digest = sha256("".join(lines).encode()).hexdigest()
    return " ".join(digest[start : start + 4] for start in range(0, 32, 4))
