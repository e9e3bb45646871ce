"""Problems of an open assessment, and the hard ones in the way of sending."""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest

from kks_desktop.domain.errors import KksError
from kks_desktop.domain.province_registers import LETTER, RULES
from kks_desktop.services.fields import table_of
from kks_desktop.services.paper_intake import take_in
from kks_desktop.services.problems import facts_of, problems
from kks_desktop.services.proofs import ProofBook
from kks_desktop.services.reference import draft_of, sign_reference
from kks_desktop.services.sending import plan, send
from kks_desktop.services.session import Edit
from kks_desktop.services.signed_papers import write_papers
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.revisions import last_hand_over

if TYPE_CHECKING:
    from pathlib import Path

HEAD_OF_REGION = ("profil", "kepala_daerah_nama")


def test_fields_are_grouped_by_their_code() -> None:
    raw = {("1.01", "a/lalu"): "1", ("odf", "desa_odf"): "2", ("1.01", "a/kini"): "3"}
    assert table_of(raw) == {"1.01": {"a/lalu": "1", "a/kini": "3"}, "odf": {"desa_odf": "2"}}


def test_problems_follow_what_is_typed(district: Workspace) -> None:
    session = district.require_session()
    before = problems(session, ProofBook(session))
    assert not any(problem.hard for problem in before)
    session.set([Edit("1.01", "kematian_ibu/kini", "sembilan")], "Isi")
    fresh = [p for p in problems(session, ProofBook(session)) if p not in before]
    assert [(p.rule, p.code, p.field) for p in fresh] == [("terbaca", "1.01", "kematian_ibu/kini")]
    session.undo()
    assert problems(session, ProofBook(session)) == before
    facts = facts_of(session, ProofBook(session))
    assert (facts.before, facts.now, facts.region) == (2023, 2024, "15.71")


def test_a_hard_problem_keeps_everything_from_being_sent(
    district: Workspace, out: Path, passphrase: str
) -> None:
    session = district.require_session()
    session.set([Edit(*HEAD_OF_REGION, "")], "Hapus")
    assert [(p.code, p.field) for p in plan(district).blocking] == [HEAD_OF_REGION]
    with pytest.raises(KksError) as refused:
        send(district, out, passphrase)
    assert refused.value.code == "PROBLEMS"
    assert "Nama kepala daerah belum diisi" in str(refused.value)
    assert list(out.iterdir()) == []
    with district.reading() as connection:
        assert last_hand_over(connection, session.info.id) is None
    session.set([Edit(*HEAD_OF_REGION, "Zulkarnain")], "Isi")
    assert plan(district).blocking == ()
    assert send(district, out, passphrase).revision == 1


def test_a_reference_can_make_the_signed_letter_a_condition(
    district: Workspace, sample: Path, tmp_path: Path, out: Path, passphrase: str
) -> None:
    shutil.copytree(sample / "provinsi", tmp_path / "provinsi")
    province = Workspace(tmp_path / "provinsi")
    province.require_session().set([Edit(RULES, LETTER, "ya")], "Aturan")
    sign_reference(province, draft_of(province), passphrase)
    papers = write_papers(province, out)
    province.close()
    assert plan(district).blocking == ()
    for path in papers:
        take_in(district, path)
        path.unlink()
    assert [(p.code, p.field) for p in plan(district).blocking] == [("profil", "surat-usulan")]
    with pytest.raises(KksError, match="surat usulan"):
        send(district, out, passphrase)
    assert list(out.iterdir()) == []
    district.open_newest()  # as after the next start
    session = district.require_session()
    assert session.letter_required
    file = next(code for code in session.table if code.startswith("bukti:"))
    session.set([Edit(file, "untuk/profil/surat-usulan", "ya")], "Surat")
    assert plan(district).blocking == ()
    sent = send(district, out, passphrase)
    with zipfile.ZipFile(sent.files[0]) as bag:
        assert any(file.partition(":")[2] in name for name in bag.namelist())


def test_of_several_hard_problems_the_first_and_their_number_are_said(
    district: Workspace, out: Path, passphrase: str
) -> None:
    session = district.require_session()
    edits = [Edit(code, field, "") for code, field in session.fields if code.startswith("pejabat:")]
    session.set([Edit(*HEAD_OF_REGION, ""), *edits], "Hapus")
    with pytest.raises(KksError, match=r"kepala daerah.*2 hal menghalangi\."):
        send(district, out, passphrase)
