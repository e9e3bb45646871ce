"""What there is to compare with, and that a sent revision scores as it was sent."""

from __future__ import annotations

import json

from kks_desktop.domain.comparison import Direction
from kks_desktop.services import years
from kks_desktop.services.comparing import candidates, compare_with, side_of
from kks_desktop.services.session import Edit
from kks_desktop.services.submission import freeze
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.revisions import RevisionRow, put_revision


def _send(workspace: Workspace, content_id: str = "sha256:x") -> bytes:
    session = workspace.require_session()
    session.flush()
    frozen = freeze(workspace)
    row = RevisionRow(
        session.info.id,
        frozen.number,
        frozen.state_sha256,
        frozen.submission,
        b"laporan",
        frozen.created_at,
        content_id,
    )
    workspace.write(lambda connection: put_revision(connection, row)).result()
    return frozen.submission


def test_before_anything_was_sent_there_is_nothing(district: Workspace) -> None:
    assert candidates(district) == []


def test_a_revision_that_never_left_is_nothing_to_compare_with(district: Workspace) -> None:
    _send(district, content_id="")
    assert candidates(district) == []


def test_a_sent_revision_scores_as_it_claimed(district: Workspace) -> None:
    claimed = json.loads(_send(district))["claimed"]
    before = district.require_session().evaluation
    side = side_of(district, candidates(district)[0])
    assert side.evaluation.scored.total == claimed["total"]["score"]
    assert side.evaluation.scored == before.scored
    assert side.evaluation.category == before.category


def test_changes_since_the_sending_show(district: Workspace) -> None:
    _send(district)
    session = district.require_session()
    was = session.evaluation.scored.indicators["1.01"].score
    assert was == 100
    session.set([Edit("1.01", "choice", "0"), Edit("1.01", "reason", "x")], "ubah")
    found = compare_with(district, candidates(district)[0])
    assert found.count(Direction.DOWN) == 1
    assert found.now - found.before == -100


def test_an_earlier_assessment_and_its_revisions_can_be_chosen(district: Workspace) -> None:
    _send(district)
    old = district.require_session().evaluation.scored.total
    years.begin(district, 2027)
    found = candidates(district)
    assert [(c.info.year, c.revision) for c in found] == [(2025, 0), (2025, 1)]
    for candidate in found:
        comparison = compare_with(district, candidate)
        assert (comparison.before, comparison.now) == (old, 0)


def test_an_earlier_assessment_is_not_compared_with_a_later_one(district: Workspace) -> None:
    years.begin(district, 2027)
    old = years.assessments(district)[-1]
    district.open_earlier(old.id)
    assert candidates(district) == []
