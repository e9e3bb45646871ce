"""Sending: the same state gives the same bytes, a change the next revision, a fault nothing."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pytest

from kks_desktop.domain.assessment import evaluate
from kks_desktop.domain.document import MAX_TEXT, read_answers
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.strict_json import canonical_json, parse_json
from kks_desktop.services.checking import check_bundle
from kks_desktop.services.instruments import load_shipped, shipped_source
from kks_desktop.services.key_files import has_key, key_folder
from kks_desktop.services.papers import print_paper
from kks_desktop.services.reporting import evaluation_report
from kks_desktop.services.sending import (
    key_card,
    make_key,
    passphrase_strength,
    plan,
    send,
)
from kks_desktop.services.session import Edit
from kks_desktop.services.submission import fingerprint_of, freeze, last_sent, score_table
from kks_desktop.services.tasks import CancelledError, CancelToken
from kks_desktop.services.workspace import SetUp, Workspace

if TYPE_CHECKING:
    from tests.services.conftest import Clock, Opener

GOOD = "kuda laut menari di bawah hujan"


def _change(workspace: Workspace, note: str) -> None:
    session = workspace.require_session()
    session.set([Edit("9.01", "note", note)], "Isi 9.01")
    session.flush()


def _submission(workspace: Workspace) -> dict[str, object]:
    return parse_json(freeze(workspace).submission)


def _inside(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as bundle:
        return bundle.read(next(n for n in bundle.namelist() if n.endswith(name)))


def _text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def _code(action: object, *arguments: object) -> str:
    with pytest.raises(KksError) as caught:
        action(*arguments)  # type: ignore[operator]
    assert str(caught.value).endswith(".")
    return caught.value.code


# --------------------------------------------------------------------- the whole story


def test_revisions_one_after_the_other(
    district: Workspace, out: Path, tmp_path: Path, passphrase: str, clock: Clock
) -> None:
    assert last_sent(district) is None
    first_plan = plan(district)
    assert (first_plan.revision, first_plan.changed, first_plan.has_key) == (1, True, True)
    steps: list[tuple[int, int]] = []
    first = send(district, out, passphrase, lambda done, total: steps.append((done, total)))
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1]
    assert first.revision == 1
    assert [path.name for path in first.files] == ["kks-1571-2025-r001-1of1.zip"]
    assert [path.name for path in out.iterdir()] == [first.files[0].name]
    assert first.bytes == first.files[0].stat().st_size
    handed = last_sent(district)
    assert handed is not None
    assert (handed.revision, handed.file_name) == (1, first.files[0].name)

    # the same state, another folder, a later day: the same bytes
    assert plan(district).changed is False
    assert plan(district).revision == 1
    clock.now += timedelta(days=400)
    elsewhere = tmp_path / "lain"
    elsewhere.mkdir()
    again = send(district, elsewhere, passphrase)
    assert (again.revision, again.content_id, again.fingerprint) == (
        1,
        first.content_id,
        first.fingerprint,
    )
    assert again.files[0].read_bytes() == first.files[0].read_bytes()
    assert "DRAF" not in _text(print_paper(district, "evaluasi"))

    # a change: the next revision, which names the one before
    _change(district, "KRB sudah disahkan")
    assert "DRAF" in _text(print_paper(district, "evaluasi"))
    assert (plan(district).revision, plan(district).changed) == (2, True)
    second = send(district, out, passphrase)
    assert second.revision == 2
    assert second.content_id != first.content_id
    assert second.fingerprint != first.fingerprint
    document = parse_json(_inside(second.files[0], "data/submission.json"))
    assert document["revision"] == 2
    assert document["previous_content_id"] == first.content_id
    info = _inside(second.files[0], "bag-info.txt").decode()
    assert "Revision: 2" in info
    assert f"Previous-Content-Id: {first.content_id}" in info
    assert "Practice: yes" in info
    assert sorted(path.name for path in out.iterdir()) == [
        "kks-1571-2025-r001-1of1.zip",
        "kks-1571-2025-r002-1of1.zip",
    ]


def test_what_lies_in_a_bundle(district: Workspace, out: Path, passphrase: str) -> None:
    sent = send(district, out, passphrase)
    submission = _inside(sent.files[0], "data/submission.json")
    document = parse_json(submission)
    assert canonical_json(document) == submission
    assert sent.fingerprint == fingerprint_of(submission)
    digest = hashlib.sha256(submission).hexdigest()[:32]
    assert sent.fingerprint.replace(" ", "") == digest
    assert [len(group) for group in sent.fingerprint.split()] == [4] * 8
    source = shipped_source()
    assert document["instrument_sha256"] == hashlib.sha256(source).hexdigest()
    with zipfile.ZipFile(sent.files[0]) as bundle:
        names = bundle.namelist()
        instruments = [bundle.read(n) for n in names if n.endswith(".toml")]
    assert instruments == [source]
    report = _text(_inside(sent.files[0], ".pdf"))
    assert "DRAF" not in report
    assert sent.fingerprint.upper() in report.upper()
    found = check_bundle(district, sent.files[0])
    assert (found.ok, found.region, found.year, found.revision) == (True, "15.71", 2025, 1)
    assert found.content_id == sent.content_id


def test_faults_of_the_target_use_up_no_revision(
    district: Workspace, out: Path, tmp_path: Path, passphrase: str
) -> None:
    assert _code(send, district, tmp_path / "tak-ada", passphrase) == "TARGET_GONE"
    (tmp_path / "berkas").write_text("x")
    assert _code(send, district, tmp_path / "berkas", passphrase) == "TARGET_GONE"
    foreign = out / "kks-1571-2025-r001-1of1.zip"
    foreign.write_bytes(b"berkas orang lain")
    assert _code(send, district, out, passphrase) == "NAME_TAKEN"
    assert foreign.read_bytes() == b"berkas orang lain"
    assert [path.name for path in out.iterdir()] == [foreign.name]
    assert last_sent(district) is None
    foreign.unlink()
    _change(district, "berubah sesudah gagal")
    sent = send(district, out, passphrase)
    assert sent.revision == 1
    document = parse_json(_inside(sent.files[0], "data/submission.json"))
    assert "previous_content_id" not in document
    assert document["answers"]["9.01"]["note"] == "berubah sesudah gagal"


def test_a_report_of_a_state_that_never_left_is_a_draft(
    district: Workspace, tmp_path: Path, passphrase: str
) -> None:
    assert "DRAF" in _text(print_paper(district, "evaluasi"))
    assert _code(send, district, tmp_path / "tak-ada", passphrase) == "TARGET_GONE"
    assert "DRAF" in _text(print_paper(district, "evaluasi"))


def test_a_state_that_was_sent_before_is_sent_as_the_same_revision_again(
    district: Workspace, out: Path, tmp_path: Path, passphrase: str
) -> None:
    """A change that never left this PC and was taken back is no change."""
    first = send(district, out, passphrase)
    _change(district, "sebentar saja")
    assert _code(send, district, tmp_path / "tak-ada", passphrase) == "TARGET_GONE"
    district.require_session().undo()
    again = send(district, out, passphrase)
    assert (again.revision, again.content_id) == (1, first.content_id)


def test_cancelling_leaves_nothing(district: Workspace, out: Path, passphrase: str) -> None:
    token = CancelToken()

    def stop(done: int, total: int) -> None:
        if done > 0.2 * total:
            token.cancel()

    with pytest.raises(CancelledError):
        send(district, out, passphrase, stop, token)
    assert list(out.iterdir()) == []
    assert last_sent(district) is None
    assert plan(district).revision == 1


# ------------------------------------------------------------------------- keys, refusals


def test_a_wrong_passphrase_writes_nothing(district: Workspace, out: Path) -> None:
    assert _code(send, district, out, "bukan sandi yang benar") == "WRONG_PASSPHRASE"
    assert list(out.iterdir()) == []
    assert plan(district).revision == 1


def test_without_a_key_nothing_is_sent(workspace: Workspace, out: Path) -> None:
    assert plan(workspace).has_key is False
    assert key_card(workspace) is None
    assert _code(send, workspace, out, GOOD) == "NO_KEY"
    assert _code(print_paper, workspace, "kunci") == "NO_KEY"
    assert list(out.iterdir()) == []


def test_a_province_sends_no_submission(open_folder: Opener, folder: Path, out: Path) -> None:
    province = open_folder(folder)
    province.create(SetUp("provinsi", "15", 2025, "Budi"))
    assert _code(send, province, out, GOOD) == "WRONG_ROLE"


def test_a_folder_open_elsewhere_sends_nothing(
    district: Workspace, folder: Path, out: Path, open_folder: Opener, passphrase: str
) -> None:
    assert _code(send, open_folder(folder), out, passphrase) == "READ_ONLY"


@pytest.mark.parametrize(
    "weak",
    ["", "jambi", "12345678901234", "aaaaaaaaaaaaaaa", "kotajambisehat", "password12", "x" * 201],
)
def test_a_weak_passphrase_makes_no_key(workspace: Workspace, weak: str) -> None:
    assert _code(make_key, workspace, weak, "Siti") == "WEAK_PASSPHRASE"
    assert not has_key(workspace)


def test_strength_of_passphrases() -> None:
    assert passphrase_strength("").score == 0
    assert not passphrase_strength("Xk3#9qLp").enough, "strong, but shorter than ten"
    assert passphrase_strength(GOOD).enough
    assert "pendek" in passphrase_strength("Xk3#9qLp").words
    # what a guesser knows of the office counts for nothing
    bare = passphrase_strength("siti aminah jambi")
    hinted = passphrase_strength("siti aminah jambi", ("siti aminah", "jambi"))
    assert hinted.score <= bare.score


def test_a_key_is_made_once_and_its_card_tells_whose_it_is(workspace: Workspace) -> None:
    card = make_key(workspace, GOOD, " Siti Aminah ")
    assert (card.region_code, card.region_name, card.role, card.person) == (
        "15.71",
        "Kota Jambi",
        "operator",
        "Siti Aminah",
    )
    assert key_card(workspace) == card
    assert len(card.fingerprint.split()) == 8
    secret = (key_folder(workspace) / "operator.key").read_bytes()
    assert GOOD.encode() not in secret
    assert card.public_line in (key_folder(workspace) / "operator.pub").read_text()
    assert _code(make_key, workspace, GOOD, "Budi") == "KEY_EXISTS"
    assert (key_folder(workspace) / "operator.key").read_bytes() == secret
    assert plan(workspace).has_key


# ---------------------------------------------------------------------- the document


def test_the_submission_claims_what_the_engine_computes(district: Workspace) -> None:
    session = district.require_session()
    document = _submission(district)
    assert document["claimed"] == score_table(session.instrument, session.evaluation)
    again = evaluate(load_shipped(), read_answers(document, load_shipped()))
    assert again.scored.total == session.evaluation.scored.total
    assert again.category == session.evaluation.category
    assert document["submission_id"] == session.info.submission_id
    assert document["practice"] is True
    assert document["sender"] == {
        "operator": "Rahmawati Siregar",
        "office": "Sekretariat Tim Pembina Kota Sehat Jambi",
        "position": "Operator",
    }


def test_a_real_folder_is_not_marked_as_practice(workspace: Workspace) -> None:
    assert "practice" not in _submission(workspace)
    assert plan(workspace).practice is False


def test_what_nobody_can_read_is_listed_as_typed(workspace: Workspace) -> None:
    session = workspace.require_session()
    session.set(
        [
            Edit("1.01", "kematian_ibu/kini", "dua"),
            Edit("4.03", "pasar_ktr/kini/pembilang", "9 atau 10"),
            Edit("data_dasar", "pasar/kini", "±20"),
            Edit("1.03", "ahh/target", "belum tahu"),
            Edit("1.01", "note", "catatan bukan angka"),
            Edit("2.14", "ada_ipald/kini", "ya"),
        ],
        "Isi",
    )
    assert _submission(workspace)["unread"] == [
        {"code": "1.01", "field": "kematian_ibu/kini", "text": "dua"},
        {"code": "1.03", "field": "ahh/target", "text": "belum tahu"},
        {"code": "4.03", "field": "pasar_ktr/kini/pembilang", "text": "9 atau 10"},
        {"code": "data_dasar", "field": "pasar/kini", "text": "±20"},
    ]


@pytest.mark.parametrize(
    "edit",
    [
        Edit("4.03", "pasar_ktr/kini/penyebut", "dua puluh"),
        Edit("data_dasar", "pasar/kini", "-3"),
        Edit("odf", "desa_odf", "64,5"),
        Edit("odf", "desa_odf", "-1"),
        Edit("paripurna", "ip_spm", "enam"),
        Edit("paripurna", "inovasi", "3,5"),
    ],
    ids=lambda edit: f"{edit.code} {edit.field} {edit.raw}",
)
def test_nothing_that_was_typed_is_absent_from_the_document(
    workspace: Workspace, edit: Edit
) -> None:
    session = workspace.require_session()
    session.set([Edit("4.03", "pasar_ktr/kini/pembilang", "9"), edit], "Isi")
    unread = _submission(workspace)["unread"]
    assert isinstance(unread, list)
    assert {"code": edit.code, "field": edit.field, "text": edit.raw} in unread
    share_is_lost = edit.code == "4.03"
    assert (len(unread) == 2) is share_is_lost


def test_document_and_report_show_one_state_whatever_is_typed_meanwhile(
    district: Workspace, tmp_path: Path
) -> None:
    """The report is printed on another thread while the operator goes on."""
    session = district.require_session()
    session.set([Edit("1.01", "kematian_ibu/kini", "77")], "Isi")
    frozen = freeze(district)
    session.set(
        [Edit("1.01", "kematian_ibu/kini", "8765"), Edit("profil", "operator", "Orang Lain")], "Isi"
    )
    text = _text(evaluation_report(district, frozen, "a4", final=True))
    assert "8.765" not in text
    assert "Orang Lain" not in text
    assert frozen.fingerprint.upper() in text.upper()


@pytest.mark.parametrize(
    "edit",
    [
        Edit("odf", "desa_odf", "99999999999"),
        Edit("data_dasar", "desa_kelurahan/kini", "99999999999"),
        Edit("paripurna", "ip_spm", "99999999999"),
        Edit("9.01", "note", "panjang " * (MAX_TEXT // 8)),
        Edit("9.01", "reason", "panjang " * (MAX_TEXT // 8)),
        Edit("1.01", "kematian_ibu/kini", "dua " * (MAX_TEXT // 4)),
        Edit("1.01", "kematian_ibu/kini", "9" * 24),
    ],
    ids=lambda edit: f"{edit.code} {edit.field} {edit.raw[:5]}",
)
def test_whatever_was_typed_the_province_can_read_the_submission(
    workspace: Workspace, edit: Edit
) -> None:
    """A wrong value is stored and flagged; it must not make the whole bundle unreadable."""
    workspace.require_session().set([edit], "Isi")
    read_answers(_submission(workspace), load_shipped())


def test_freezing_alone_stores_nothing(workspace: Workspace) -> None:
    first = freeze(workspace)
    _change(workspace, "lain")
    assert (first.number, freeze(workspace).number) == (1, 1)
    assert first.state_sha256 != freeze(workspace).state_sha256


@pytest.mark.parametrize(
    "edit",
    [
        Edit("1.01", "kematian_ibu/kini", "99"),
        Edit("9.01", "note", "baru"),
        Edit("profil", "operator", "Budi"),
        Edit("data_dasar", "pasar/kini", "21"),
        Edit("odf", "desa_odf", "60"),
        Edit("penilaian", "target", "padapa"),
    ],
    ids=lambda edit: f"{edit.code} {edit.field}",
)
def test_any_change_changes_the_state_and_undoing_it_gives_the_state_back(
    district: Workspace, edit: Edit
) -> None:
    before = freeze(district)
    district.require_session().set([edit], "Isi")
    assert freeze(district).state_sha256 != before.state_sha256
    district.require_session().undo()
    assert freeze(district).state_sha256 == before.state_sha256
    assert freeze(district).submission == before.submission


# ------------------------------------------------------------------------------ reports


def test_reports_refuse_what_they_do_not_know(district: Workspace) -> None:
    for kind, paper in (("lain", "a4"), ("evaluasi", "a5"), ("evaluasi", "")):
        _code(print_paper, district, kind, paper)


def test_the_key_card_is_printed(district: Workspace) -> None:
    card = key_card(district)
    assert card is not None
    text = _text(print_paper(district, "kunci"))
    assert card.key_id in text.replace(" ", "").upper() or card.key_id in text.upper()


def test_a_report_can_be_cancelled(district: Workspace) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        print_paper(district, "evaluasi", cancel=token)


def test_a_report_of_practice_says_so(district: Workspace) -> None:
    assert "LATIHAN" in _text(print_paper(district, "evaluasi")).upper()
