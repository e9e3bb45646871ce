"""The assessments of a data folder: a new one from the last, an earlier one to read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from kks_desktop.domain.errors import KksError
from kks_desktop.services import years
from kks_desktop.services.session import Edit
from kks_desktop.services.submission import freeze
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.connection import store_path
from kks_desktop.store.faults import StoreError

Opener = Callable[..., Workspace]


COUNTED = {"kecamatan", "desa_kelurahan"}
"""What the list of kecamatan and villages itself says; it is no answer to be confirmed."""


def test_two_years_on_is_proposed_and_earlier_years_are_refused(district: Workspace) -> None:
    proposed, offered = years.years_to_offer(district)
    assert proposed == 2027
    assert offered[0] == 2026
    with pytest.raises(KksError, match="sesudah 2025"):
        years.plan(district, 2025)


def test_the_instrument_of_another_year_is_not_official(district: Workspace) -> None:
    assert not years.plan(district, 2027).official


def test_looking_at_the_plan_writes_nothing(district: Workspace) -> None:
    before = district.require_session().fields
    years.plan(district, 2027)
    assert len(years.assessments(district)) == 1
    assert district.require_session().fields == before


def test_a_new_assessment_begins_with_nothing_answered(district: Workspace) -> None:
    old = district.require_session()
    fields, score = old.fields, old.evaluation.scored.total
    session = years.begin(district, 2026)
    assert session.info.year == 2026
    assert session.info.submission_id != old.info.submission_id
    assert session.evaluation.scored.total == 0
    assert sum(t.answered for t in session.evaluation.scored.tatanan) == 0
    assert session.raw("profil", "operator") == fields["profil", "operator"]
    assert session.raw("1.06", "stunting/lalu") == fields["1.06", "stunting/kini"]
    assert score > 0


def test_it_is_there_after_a_restart_and_the_old_one_is_as_it_was(
    district: Workspace, folder: Path, open_folder: Opener
) -> None:
    fields = district.require_session().fields
    years.begin(district, 2027)
    carried = district.require_session().fields
    district.close()
    again = open_folder(folder)
    assert again.require_session().info.year == 2027
    assert again.require_session().fields == carried
    old = next(row for row in years.assessments(again) if row.year == 2025)
    again.open_earlier(old.id)
    assert again.require_session().fields == fields
    assert "penilaian 2027" in again.read_only_reason
    with pytest.raises(KksError):
        again.require_session().set([Edit("1.01", "note", "x")], "Catatan")
    with pytest.raises(KksError):
        years.begin(again, 2028)
    again.open_earlier(years.assessments(again)[0].id)
    assert not again.read_only


def test_typing_confirms_and_undo_takes_both_back(district: Workspace) -> None:
    session = years.begin(district, 2026)
    assert "1.06" not in session.evaluation.answers.answers
    session.set([Edit("1.06", "stunting/kini", "12,5")], "1.06", "visit")
    session.set([Edit("1.06", "stunting/kini", "12,55")], "1.06", "visit")
    assert session.raw("1.06", "dibawa") == ""
    assert session.evaluation.scored.indicators["1.06"].score is not None
    session.undo()
    assert session.raw("1.06", "dibawa") == "2025"
    assert session.raw("1.06", "stunting/kini") == ""
    assert "1.06" not in session.evaluation.answers.answers


def test_a_note_does_not_confirm_and_is_not_lost_from_the_document(district: Workspace) -> None:
    session = years.begin(district, 2026)
    session.set([Edit("1.06", "note", "tunggu rilis SSGI")], "Catatan")
    assert session.raw("1.06", "dibawa") == "2025"
    assert b"tunggu rilis SSGI" in freeze(district).submission


def test_confirming_a_kind_is_one_step_of_undo(district: Workspace) -> None:
    session = years.begin(district, 2026)
    groups = {group.kind: group for group in years.waiting(session)}
    assert len(groups["data_dasar"].marks) > 2
    years.confirm(session, groups["data_dasar"])
    assert session.evaluation.answers.base_data
    assert not session.evaluation.answers.answers
    years.confirm(session, groups["indikator"])
    assert session.evaluation.answers.answers["1.06"].measures
    assert not {"data_dasar", "indikator"} & {group.kind for group in years.waiting(session)}
    session.undo()
    assert not session.evaluation.answers.answers
    session.undo()
    assert set(session.evaluation.answers.base_data) == COUNTED


def test_registers_that_were_carried_say_nothing_until_confirmed(district: Workspace) -> None:
    session = years.begin(district, 2026)
    groups = {group.kind: group for group in years.waiting(session)}
    assert session.evaluation.gates.village_decrees is None
    assert session.evaluation.answers.odf.free is None
    years.confirm(session, groups["odf"])
    assert session.evaluation.answers.odf.free == 64
    years.confirm(session, groups["kecamatan"])
    assert session.evaluation.gates.district_decrees == 10
    years.confirm(session, groups["penduduk"])
    assert session.evaluation.answers.base_data["penduduk"] == {"lalu": 635_100}


def test_one_shared_number_typed_confirms_only_itself(district: Workspace) -> None:
    session = years.begin(district, 2026)
    session.set([Edit("data_dasar", "pasar/kini", "21")], "Pasar")
    assert set(session.evaluation.answers.base_data) == {"pasar", *COUNTED}
    assert set(session.evaluation.answers.base_data["pasar"]) == {"lalu", "kini"}


def test_what_is_not_confirmed_is_in_no_document(district: Workspace) -> None:
    years.begin(district, 2026)
    frozen = freeze(district)
    assert frozen.number == 1
    assert b"stunting" not in frozen.submission
    assert b'"unread"' not in frozen.submission


def test_a_disk_that_refuses_leaves_all_as_it_was(district: Workspace, folder: Path) -> None:
    fields = district.require_session().fields
    other = sqlite3.connect(store_path(folder))
    other.execute(
        "CREATE TRIGGER full BEFORE INSERT ON entry WHEN new.code = '5.01'"
        " BEGIN SELECT RAISE(ABORT, 'disk full'); END"
    )
    other.commit()
    other.close()
    with pytest.raises((KksError, StoreError, sqlite3.Error)):
        years.begin(district, 2026)
    assert [row.year for row in years.assessments(district)] == [2025]
    assert district.require_session().info.year == 2025
    assert district.require_session().fields == fields
    assert not district.read_only


def test_a_province_begins_no_assessment_of_a_district(sample: Path, open_folder: Opener) -> None:
    province = open_folder(sample / "provinsi", write=False)
    with pytest.raises(KksError, match="kabupaten"):
        years.plan(province, 2027)
