"""What the province answers reaches the district: as a file, read out, only the right one."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kks_desktop.bundle.keys import SecretKey
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.strict_json import parse_json
from kks_desktop.services.importing import hand_out, import_path
from kks_desktop.services.inbox import conflict, decide_conflict, inbox
from kks_desktop.services.practice import PASSPHRASE
from kks_desktop.services.receipts import given, sign_all
from kks_desktop.services.receiving import receive
from kks_desktop.services.replies import acknowledged, take_reply, take_words
from kks_desktop.services.sending import send
from kks_desktop.services.sendings import SendingState, timeline
from kks_desktop.services.session import Edit
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.trust import COMPARED, TrustedKeyRow, put_trusted_keys, revoke_key
from tests.bundle.forge import new_key

if TYPE_CHECKING:
    from tests.services.conftest import Opener


@pytest.fixture(scope="session")
def receipt_key() -> SecretKey:
    """The province's key for receipts."""
    return new_key()


def _trust_receipts(workspace: Workspace, key: SecretKey) -> None:
    at = "2026-01-01T00:00:00+00:00"
    row = TrustedKeyRow(
        key.public.key_id, key.public.line, "15", "receipt", "Rina", at, COMPARED, confirmed_at=at
    )
    workspace.write(lambda connection: put_trusted_keys(connection, [row])).result()


@pytest.fixture
def province(
    sample: Path, tmp_path: Path, open_folder: Opener, receipt_key: SecretKey
) -> Workspace:
    """The practice province."""
    shutil.copytree(sample / "provinsi", tmp_path / "provinsi")
    found = open_folder(tmp_path / "provinsi")
    _trust_receipts(found, receipt_key)
    return found


@pytest.fixture
def district(district: Workspace, receipt_key: SecretKey) -> Workspace:
    """The practice district, which knows the province's receipt key."""
    _trust_receipts(district, receipt_key)
    return district


@pytest.fixture
def sent(district: Workspace, tmp_path: Path) -> Iterator[Path]:
    """The first revision, handed over."""
    folder = tmp_path / "kirim"
    folder.mkdir()
    return send(district, folder, PASSPHRASE).files[0]


def _receipt(province: Workspace, path: Path, key: SecretKey, out: Path) -> Path:
    outcome = receive(province, path).outcomes[0]
    assert outcome.answers is not None
    sign_all(province, key)
    return hand_out(province, out, [outcome.answers])[outcome.answers]


def test_a_receipt_turns_a_sending_received(
    district: Workspace, province: Workspace, sent: Path, receipt_key: SecretKey, tmp_path: Path
) -> None:
    assert [one.state for one in timeline(district)] == [SendingState.HANDED_OVER]
    assert acknowledged(district) == frozenset()
    path = _receipt(province, sent, receipt_key, tmp_path / "stik")
    answer = take_reply(district, path)
    assert (answer.verdict, answer.revision, answer.already) == ("accepted", 1, False)
    assert "diterima di provinsi" in answer.sentence
    [one] = timeline(district)
    assert (one.state, one.verdict, one.by_words) == (SendingState.RECEIVED, "accepted", False)
    assert len(one.handed_over) == 1
    with district.reading() as connection:
        submission = connection.execute("SELECT submission FROM revision").fetchone()[0]
    listed = {file["sha256"] for file in parse_json(submission)["evidence"]}
    assert acknowledged(district) == listed
    assert take_reply(district, path).already


def test_the_same_receipt_is_given_again_to_the_last_byte(
    province: Workspace, sent: Path, receipt_key: SecretKey, tmp_path: Path
) -> None:
    first = _receipt(province, sent, receipt_key, tmp_path / "a").read_bytes()
    again = _receipt(province, sent, new_key(), tmp_path / "b").read_bytes()
    assert first == again


def test_a_receipt_can_be_read_out(
    district: Workspace, province: Workspace, sent: Path, receipt_key: SecretKey, tmp_path: Path
) -> None:
    path = _receipt(province, sent, receipt_key, tmp_path / "stik")
    receipt = given(province, inbox(province).received[0].content_id)
    assert receipt is not None
    words = receipt.words
    assert len(words) == 6
    answer = take_words(district, " ".join(words).title())
    assert (answer.kind, answer.verdict) == ("words", "accepted")
    [one] = timeline(district)
    assert (one.state, one.by_words) == (SendingState.RECEIVED, True)
    assert acknowledged(district) == frozenset()
    with pytest.raises(KksError, match="tidak cocok"):
        take_words(district, " ".join(reversed(words)))
    with pytest.raises(KksError, match="yang terbaca 5"):
        take_words(district, " ".join(words[:5]))
    with pytest.raises(KksError, match="Mungkin maksudnya"):
        take_words(district, " ".join((f"{words[0]}x", *words[1:])))
    take_reply(district, path)
    assert not timeline(district)[0].by_words


def test_words_need_the_keyring(sample: Path, open_folder: Opener, tmp_path: Path) -> None:
    shutil.copytree(sample / "kabupaten", tmp_path / "lain")
    other = open_folder(tmp_path / "lain")
    other.write(
        lambda connection: connection.execute("DELETE FROM trusted_key WHERE role = 'receipt'")
    ).result()
    with pytest.raises(KksError, match="daftar kunci provinsi"):
        take_words(other, "abadi abang abjad acara adegan adil")


def test_an_answer_to_somebody_else_is_refused(
    district: Workspace,
    province: Workspace,
    sent: Path,
    receipt_key: SecretKey,
    tmp_path: Path,
    sample: Path,
    open_folder: Opener,
) -> None:
    path = _receipt(province, sent, receipt_key, tmp_path / "stik")
    shutil.copytree(sample / "kabupaten", tmp_path / "lain")
    other = open_folder(tmp_path / "lain")
    _trust_receipts(other, receipt_key)
    with pytest.raises(KksError) as caught:
        take_reply(other, path)
    assert caught.value.code == "NOT_OURS"
    with pytest.raises(KksError) as caught:
        take_reply(district, sent)
    assert caught.value.code in ("WRONG_RECIPIENT", "WRONG_KIND")


def test_a_receipt_by_another_key_is_refused(
    district: Workspace, province: Workspace, sent: Path, tmp_path: Path
) -> None:
    path = _receipt(province, sent, new_key(), tmp_path / "stik")
    with pytest.raises(KksError, match="daftar kunci provinsi yang terbaru") as caught:
        take_reply(district, path)
    assert caught.value.code == "UNKNOWN_KEY"
    assert timeline(district)[0].state is SendingState.HANDED_OVER


def test_people_decide_what_contradicts(
    district: Workspace,
    province: Workspace,
    sent: Path,
    receipt_key: SecretKey,
    tmp_path: Path,
    sample: Path,
    open_folder: Opener,
) -> None:
    assert receive(province, sent).ok
    shutil.copytree(sample / "kabupaten", tmp_path / "lain")
    other = open_folder(tmp_path / "lain")
    other.require_session().set([Edit("9.01", "note", "lain")], "Isi")
    (tmp_path / "kirim2").mkdir()
    second = send(other, tmp_path / "kirim2", PASSPHRASE).files[0]
    outcome = receive(province, second).outcomes[0]
    assert outcome.refusal == "CONFLICT"
    assert outcome.content_id is not None
    found = conflict(province, outcome.content_id)
    assert [(one.code, one.current, one.other) for one in found.differences] == [
        ("9.01", "–", "catatan: lain")
    ]
    assert given(province, outcome.content_id) is None
    decide_conflict(province, outcome.content_id, applies=True)
    states = {one.content_id: one.standing.value for one in inbox(province).received}
    assert states[outcome.content_id] == "berlaku"
    assert sorted(states.values()) == ["berlaku", "digantikan"]
    receipt = given(province, outcome.content_id)
    assert receipt is not None
    assert (receipt.verdict, receipt.signed) == ("accepted", False)
    with pytest.raises(KksError, match="tidak bertentangan lagi"):
        decide_conflict(province, outcome.content_id, applies=False)
    assert receive(province, second).outcomes[0].refusal == "ALREADY_RECEIVED"
    sign_all(province, receipt_key)
    ids = [one.content_id for one in inbox(province).received]
    assert len(set(hand_out(province, tmp_path / "stik", ids).values())) == 2
    assert district.require_session().info.submission_id


def test_a_folder_of_answers_is_taken_in_whatever_lies_there(
    district: Workspace, province: Workspace, sent: Path, receipt_key: SecretKey, tmp_path: Path
) -> None:
    folder = tmp_path / "stik"
    _receipt(province, sent, receipt_key, folder)
    shutil.copy(sent, folder / "a.zip")
    (folder / "b.zip").write_bytes(b"rusak")
    report = import_path(district, folder).report
    assert {one.file: one.ok for one in report.outcomes}.items() >= {
        "a.zip": False,
        "b.zip": False,
        "kks-1571-2025-r001-receipt-1of1.zip": True,
    }.items()
    assert timeline(district)[0].state is SendingState.RECEIVED


def test_a_clock_a_day_off_does_not_spoil_the_words(
    district: Workspace, province: Workspace, sent: Path, receipt_key: SecretKey, tmp_path: Path
) -> None:
    clock = province.clock
    province.clock = lambda: clock() - timedelta(days=1)
    _receipt(province, sent, receipt_key, tmp_path / "stik")
    receipt = given(province, inbox(province).received[0].content_id)
    assert receipt is not None
    assert take_words(district, " ".join(receipt.words)).verdict == "accepted"


def test_a_receipt_outlives_the_key_that_signed_it(
    district: Workspace, province: Workspace, sent: Path, receipt_key: SecretKey, tmp_path: Path
) -> None:
    """A replaced key has given out receipts that are never signed again; a betrayed one none."""
    path = _receipt(province, sent, receipt_key, tmp_path / "stik")
    line, ended = receipt_key.public.line, "2026-01-02T00:00:00+00:00"
    district.write(lambda connection: revoke_key(connection, line, ended, "compromised")).result()
    with pytest.raises(KksError, match="dicabut"):
        take_reply(district, path)
    district.write(lambda connection: revoke_key(connection, line, ended, "superseded")).result()
    assert take_reply(district, path).verdict == "accepted"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be set there")
def test_a_receipt_bears_the_day_of_the_people_here(
    district: Workspace,
    province: Workspace,
    sent: Path,
    receipt_key: SecretKey,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """At seven in the morning in Jayapura it is still yesterday in Greenwich."""
    today = province.clock()
    early = today.replace(hour=22, minute=0)
    province.clock = lambda: early
    path = _receipt(province, sent, receipt_key, tmp_path / "stik")
    monkeypatch.setenv("TZ", "Asia/Jayapura")
    time.tzset()
    try:
        morning = (early + timedelta(hours=9)).date()
        answer = take_reply(district, path)
        assert answer.day == morning
        assert f"{morning:%d-%m-%Y}" in answer.sentence
        assert timeline(district)[0].received_on == morning
    finally:
        monkeypatch.undo()
        time.tzset()


def test_one_answer_that_cannot_be_judged_stops_no_other(
    district: Workspace,
    province: Workspace,
    sent: Path,
    receipt_key: SecretKey,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The computer's folder for passing files is gone: no file can be looked at, all are told."""
    path = _receipt(province, sent, receipt_key, tmp_path / "stik")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "hilang"))
    outcomes = import_path(district, path.parent).report.outcomes
    assert {one.refusal for one in outcomes} == {"FAILED"}
    monkeypatch.undo()
    assert import_path(district, path.parent).report.ok
