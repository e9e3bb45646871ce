"""Registers: filled from the official codes, corrected with a reason, flowing into the score."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kks_desktop.domain.errors import KksError
from kks_desktop.domain.registers import (
    CRITERIA,
    DISTRICT_REGISTER,
    REMOVED,
    VILLAGE_REGISTER,
    rows_of,
)
from kks_desktop.domain.strict_json import parse_json
from kks_desktop.services.problems import problems
from kks_desktop.services.proofs import ProofBook
from kks_desktop.services.regions import Unit, districts_of, region, regions, villages_of
from kks_desktop.services.register_rows import (
    add_unit,
    bring_back,
    clear_edits,
    official_edits,
    remove_rows,
    removed_rows,
)
from kks_desktop.services.session import Edit, Session
from kks_desktop.services.submission import freeze

if TYPE_CHECKING:
    from kks_desktop.services.workspace import Workspace

VILLAGE = "desa:15.71.01.1001"


@pytest.fixture
def session(workspace: Workspace) -> Session:
    return workspace.require_session()


def test_every_region_has_its_kecamatan_and_villages() -> None:
    for code in ("15.71", "11.08", "31.01", "95.04"):
        found = region(code)
        assert found is not None
        assert len(districts_of(code)) == found.districts
        assert len(villages_of(code)) == found.villages
        parents = {unit.code for unit in districts_of(code)}
        assert {unit.code[:8] for unit in villages_of(code)} <= parents
    assert max(found.villages for found in regions()) < 900


def test_a_new_assessment_has_the_official_rows(session: Session) -> None:
    assert len(rows_of(DISTRICT_REGISTER, session.table)) == 11
    assert len(rows_of(VILLAGE_REGISTER, session.table)) == 68
    assert official_edits("15.71", session.table) == []
    assert session.undo_label == ""
    assert session.evaluation.answers.odf.villages == 68


def test_codes_of_elsewhere_and_doubles_are_refused_in_a_sentence(session: Session) -> None:
    before = session.fields
    for code, words in (
        ("15.72.01.1001", "bukan dari wilayah 15.71"),
        ("15.71.99.1001", "Kecamatan 15.71.99 belum ada"),
        (VILLAGE.removeprefix("desa:"), "sudah ada"),
        ("15.71.01", "ditulis seperti"),
        ("15.71.01.10O1", "ditulis seperti"),
        ("", "ditulis seperti"),
    ):
        with pytest.raises(KksError, match=words):
            add_unit(session, VILLAGE_REGISTER, Unit(code, "Baru"), "pemekaran")
    with pytest.raises(KksError, match="alasan"):
        add_unit(session, VILLAGE_REGISTER, Unit("15.71.01.1099", "Baru"), " ")
    assert session.fields == before


def test_rows_come_go_and_return_with_their_cells(session: Session) -> None:
    added = add_unit(session, VILLAGE_REGISTER, Unit("15.71.01.1099", "Baru"), "pemekaran 2024")
    assert session.evaluation.answers.odf.villages == 69
    session.set([Edit(added, "odf", "ya")], "ODF")
    remove_rows(session, [added], "batal")
    assert session.evaluation.answers.odf.villages == 68
    assert removed_rows(VILLAGE_REGISTER, session.table) == [added]
    bring_back(session, [added])
    assert session.raw(added, "odf") == "ya"
    assert session.evaluation.answers.odf.villages == 69
    session.undo()
    assert session.raw(added, REMOVED) == "batal"


def test_villages_bring_their_kecamatan_back_and_none_joins_one_that_was_taken_out(
    session: Session,
) -> None:
    district = "kecamatan:15.71.01"
    villages = [
        c for c in rows_of(VILLAGE_REGISTER, session.table) if c.startswith("desa:15.71.01")
    ]
    remove_rows(session, villages, "bergabung")
    remove_rows(session, [district], "bergabung")
    with pytest.raises(KksError, match=r"Kecamatan 15\.71\.01 pernah dikeluarkan"):
        add_unit(session, VILLAGE_REGISTER, Unit("15.71.01.1099", "Baru"), "pemekaran")
    with pytest.raises(KksError, match=r"Kode 15\.71\.01 pernah dikeluarkan"):
        add_unit(session, DISTRICT_REGISTER, Unit("15.71.01", "Baru"), "pemekaran")
    assert bring_back(session, villages[:1]) == [district]
    assert district in rows_of(DISTRICT_REGISTER, session.table)
    assert removed_rows(VILLAGE_REGISTER, session.table) == villages[1:]
    assert bring_back(session, villages[1:]) == []
    session.undo()
    session.undo()
    assert removed_rows(DISTRICT_REGISTER, session.table) == [district], "one step of undo"


def test_a_cleared_row_lets_go_of_its_files(session: Session) -> None:
    row, other, file = "kegiatan:01", "kegiatan:011", f"bukti:{'a' * 64}"
    session.set(
        [
            Edit(row, "nama", "Senam"),
            Edit(other, "nama", "Rapat"),
            Edit(file, "nama", "foto.jpg"),
            Edit(file, f"untuk/{row}/foto", "ya"),
            Edit(file, f"untuk/{other}/foto", "ya"),
        ],
        "Isi",
    )
    session.set(clear_edits(session, row), "Hapus baris")
    assert row not in session.table
    assert session.table[file] == {"nama": "foto.jpg", f"untuk/{other}/foto": "ya"}
    session.undo()
    assert session.raw(file, f"untuk/{row}/foto") == "ya"


def test_a_kecamatan_with_villages_stays(session: Session) -> None:
    with pytest.raises(KksError, match="masih memiliki desa"):
        remove_rows(session, ["kecamatan:15.71.01"], "bergabung")
    assert len(rows_of(DISTRICT_REGISTER, session.table)) == 11


def test_odf_waits_until_every_village_is_told(session: Session) -> None:
    villages = rows_of(VILLAGE_REGISTER, session.table)
    session.set([Edit(code, "odf", "ya") for code in villages[1:]], "ODF")
    assert session.evaluation.answers.odf.free is None
    session.set([Edit(villages[0], "odf", "tidak")], "ODF")
    assert session.evaluation.answers.odf.free == 67


def test_a_complete_register_takes_over_and_an_incomplete_one_does_not(session: Session) -> None:
    session.set([Edit("odf", "desa_odf", "60")], "ODF")
    villages = rows_of(VILLAGE_REGISTER, session.table)
    session.set([Edit(code, "odf", "ya") for code in villages[1:]], "ODF")
    assert session.evaluation.answers.odf.free == 60
    assert session.overruled == ()
    session.set([Edit(villages[0], "odf", "tidak")], "ODF")
    assert session.evaluation.answers.odf.free == 67
    assert [(o.typed, o.used) for o in session.overruled] == [("60", "67")]
    found = [p for p in problems(session, ProofBook(session)) if p.rule == "register"]
    assert [(p.code, p.field) for p in found] == [("odf", "desa_odf")]
    session.undo()
    assert session.evaluation.answers.odf.free == 60


def test_what_a_register_takes_over_goes_along_as_typed(workspace: Workspace) -> None:
    session = workspace.require_session()
    session.set([Edit("data_dasar", "desa_kelurahan/kini", "70")], "Desa")
    document = parse_json(freeze(workspace).submission)
    assert document["data_dasar"]["desa_kelurahan"]["kini"] == "68"
    assert document["overruled"] == [
        {"code": "data_dasar", "field": "desa_kelurahan/kini", "text": "70"}
    ]


def test_bodies_answer_their_variables_and_typed_answers_win(session: Session) -> None:
    session.set([Edit("penilaian", "target", "padapa")], "Target")
    forums = rows_of(DISTRICT_REGISTER, session.table)[:6]
    decree = {"sk_nomor": "1/2022", "sk_tanggal": "2022-01-03", "sk_berlaku": "2026-12-31"}
    session.set([Edit(c, f, raw) for c in forums for f, raw in decree.items()], "SK")
    scores = session.evaluation.scored.indicators
    assert scores["K.09"].score == 100  # 6 of 11 is more than half
    assert session.evaluation.gates.district_decrees == 6
    session.set([Edit("K.09", "sk_porsi/kini/pembilang", "5")], "Ketik")
    assert session.evaluation.scored.indicators["K.09"].score == 0
    session.set(
        [Edit("lembaga:tim_pembina", field, raw) for field, raw in decree.items()], "SK tim"
    )
    assert session.evaluation.scored.indicators["K.01"].score == 100
    session.set([Edit("lembaga:tim_pembina", "sk_berlaku", "2024-06-30")], "SK tim")
    assert session.evaluation.scored.indicators["K.01"].score == 0


def test_a_row_that_says_something_is_no_zero_for_the_rows_that_do_not(session: Session) -> None:
    session.set([Edit("penilaian", "target", "padapa")], "Target")
    forums = rows_of(DISTRICT_REGISTER, session.table)
    session.set([Edit(forums[0], "sk_nomor", "1/2022"), Edit(forums[0], "alamat", "Jalan 1")], "SK")
    for year_known in ("renja_kini", "anggaran_kini"):
        session.set([Edit(code, year_known, "ya") for code in forums], "Kini saja")
    scores = session.evaluation.scored.indicators
    assert scores["K.09"].score is None
    assert scores["K.12"].score is None
    assert session.known("K.10", "renja_dua_tahun/kini/pembilang") == ""
    assert session.known("K.10", "renja_ada/kini/pembilang") == "11"
    assert session.evaluation.gates.district_decrees is None


def test_criteria_of_an_innovation_count_once_all_are_told(session: Session) -> None:
    session.set([Edit("inovasi:1", name, "ya") for name in CRITERIA[:3]], "Inovasi")
    assert session.known("paripurna", "inovasi") == ""
    session.set([Edit("inovasi:1", CRITERIA[3], "tidak")], "Inovasi")
    assert session.known("paripurna", "inovasi") == "3"


def test_the_first_row_of_an_empty_register_brings_the_official_ones(session: Session) -> None:
    # a folder of the first version of this program has no register rows
    session.set([Edit(code, "nama", "") for code in rows_of(VILLAGE_REGISTER, session.table)], "")
    session.set([Edit(code, "nama", "") for code in rows_of(DISTRICT_REGISTER, session.table)], "")
    assert session.known("data_dasar", "kecamatan/kini") == ""
    add_unit(session, DISTRICT_REGISTER, Unit("15.71.12", "Baru"), "pemekaran")
    assert session.known("data_dasar", "kecamatan/kini") == "12"
    assert session.evaluation.answers.odf.villages == 68


def test_the_document_carries_registers_and_what_followed_from_them(workspace: Workspace) -> None:
    session = workspace.require_session()
    session.set([Edit("profil", "visi_misi", "Kota sehat"), Edit(VILLAGE, "odf", "ya")], "Isi")
    remove_rows(session, ["desa:15.71.01.1002"], "bergabung")
    document = parse_json(freeze(workspace).submission)
    registers = document["registers"]
    assert registers["profil"] == {"visi_misi": "Kota sehat"}
    rows = {row["id"]: row for row in registers["desa"]}
    assert rows["15.71.01.1001"]["odf"] == "ya"
    assert rows["15.71.01.1002"]["dihapus"] == "bergabung"
    assert document["odf"]["desa"] == 67
