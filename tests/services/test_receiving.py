"""The province's gate: what comes in, what waits, what contradicts, and that nothing is lost."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest

from kks_desktop.domain.errors import KksError
from kks_desktop.services.backups import BackupDesk
from kks_desktop.services.enrolment import unknown_keys
from kks_desktop.services.inbox import Inbox, discard, inbox
from kks_desktop.services.instruments import shipped_source
from kks_desktop.services.paper_kinds import PaperOptions
from kks_desktop.services.papers import print_paper
from kks_desktop.services.receiving import Outcome, outcome_table, receive
from kks_desktop.services.tasks import CancelledError, CancelToken
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.evidence import load_evidence
from kks_desktop.store.received import all_received, all_waiting
from kks_desktop.store.trust import revoke_key
from tests.bundle.conftest import _mounted
from tests.bundle.forge import make_bag
from tests.bundle.test_attacks import newer
from tests.reports.reading import whole_text
from tests.services.offices import PDF, PROVINCE_SETUP, Office, enrol

if TYPE_CHECKING:
    from tests.services.conftest import Opener


@pytest.fixture(scope="session")
def office() -> Office:
    """Kota Jambi."""
    return Office()


@pytest.fixture
def province(open_folder: Opener, folder: Path, office: Office) -> Workspace:
    """A province that trusts Kota Jambi; for practice, which needs no backups."""
    found = open_folder(folder)
    found.create(PROVINCE_SETUP._replace(practice=True))
    enrol(found, office)
    return found


@pytest.fixture
def real_province(open_folder: Opener, folder: Path, office: Office) -> Workspace:
    """The same in earnest."""
    found = open_folder(folder)
    found.create(PROVINCE_SETUP)
    enrol(found, office)
    return found


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """Where bundles arrive."""
    folder = tmp_path / "post"
    folder.mkdir()
    return folder


def _one(province: Workspace, path: Path, **options: Any) -> Outcome:
    [outcome] = receive(province, path, **options).outcomes
    return outcome


def _states(province: Workspace) -> list[tuple[int, str]]:
    with province.reading() as connection:
        return sorted((row.revision, row.state) for row in all_received(connection))


def _waiting(province: Workspace) -> list[str]:
    with province.reading() as connection:
        return [row.refusal for row in all_waiting(connection)]


def _counts(outcome: Outcome, part: str = "") -> tuple[int, ...]:
    table = outcome_table(outcome)
    table = table[part] if part else table
    return tuple(table[name] for name in ("accepted", "updated", "unchanged", "refused", "total"))


def _answers(**codes: int) -> dict[str, Any]:
    return {code.replace("_", "."): {"choice": choice} for code, choice in codes.items()}


# ------------------------------------------------------------ taking in


def test_a_first_bundle_comes_in_whole(province: Workspace, office: Office, post: Path) -> None:
    [path] = office.send(post, files=(PDF, PDF + b"2"))
    outcome = _one(province, path)
    assert (outcome.ok, outcome.refusal) == (True, None)
    assert (outcome.region, outcome.year, outcome.revision) == ("15.71", 2025, 1)
    assert _counts(outcome) == (136, 0, 0, 0, 136)
    assert _counts(outcome, "kelembagaan") == (16, 0, 0, 0, 16)
    assert _counts(outcome, "files") == (2, 0, 0, 0, 2)
    assert _states(province) == [(1, "berlaku")]
    with province.reading() as connection:
        rows = load_evidence(connection)
    stored = {(province.folder / "bukti" / sha[:2] / f"{sha}.pdf").read_bytes() for sha in rows}
    assert stored == {PDF, PDF + b"2"}
    assert not (province.folder / "karantina").exists()


def test_the_same_bundle_twice_changes_nothing(
    province: Workspace, office: Office, post: Path
) -> None:
    """Attack a4: the receipt is the same, and so is every row."""
    [path] = office.send(post)
    first, again = _one(province, path), _one(province, path)
    assert (again.ok, again.refusal) == (True, "ALREADY_RECEIVED")
    assert again.answers == first.content_id
    assert _counts(again) == (0, 0, 136, 0, 136)
    assert _states(province) == [(1, "berlaku")]


def test_a_lower_revision_is_archived(province: Workspace, office: Office, post: Path) -> None:
    """Attack a5: an old revision replayed after a newer one applies to nothing."""
    [new] = office.send(post, office.document(3))
    [old] = office.send(post, office.document(2))
    assert _one(province, new).ok
    outcome = _one(province, old)
    assert (outcome.ok, outcome.refusal) == (False, "SUPERSEDED")
    assert _counts(outcome) == (0, 0, 0, 136, 136)
    assert _states(province) == [(2, "digantikan"), (3, "berlaku")]


def test_the_same_revision_with_other_content_is_for_people(
    province: Workspace, office: Office, post: Path
) -> None:
    """Attack a6: both are kept, what applied still applies."""
    [first] = office.send(post / "a")
    [second] = office.send(post / "b", office.document(answers=_answers(**{"9_01": 75})))
    assert _one(province, first).ok
    outcome = _one(province, second)
    assert (outcome.ok, outcome.refusal) == (False, "CONFLICT")
    assert _states(province) == [(1, "berlaku"), (1, "bertentangan")]
    assert _one(province, second).refusal == "CONFLICT"


def test_a_clock_that_runs_ahead_only_warns(
    province: Workspace, office: Office, post: Path
) -> None:
    """Attack a7."""
    [path] = office.send(post, created_at=province.clock() + timedelta(days=3 * 365))
    outcome = _one(province, path)
    assert outcome.ok
    assert [one.code for one in outcome.warnings] == ["CLOCK_AHEAD"]
    [path] = office.send(post / "b", office.document(2), created_at=province.clock())
    assert "CLOCK_AHEAD" not in {one.code for one in _one(province, path).warnings}


def test_data_begun_anew_contradict_what_was_sent_before(
    province: Workspace, office: Office, post: Path
) -> None:
    anew = Office(key=office.key)
    [first] = office.send(post / "a")
    [second] = anew.send(post / "b", anew.document(2))
    assert _one(province, first).ok
    outcome = _one(province, second)
    assert outcome.refusal == "CONFLICT"
    assert "folder data lain" in outcome.message
    assert _states(province) == [(1, "berlaku"), (2, "bertentangan")]


def test_a_correction_is_told_item_by_item(province: Workspace, office: Office, post: Path) -> None:
    registers = {"desa": [{"id": "15.71.01.1001", "nama": "A"}, {"id": "15.71.01.1002"}]}
    first = office.document(answers=_answers(**{"9_01": 75}), registers=registers)
    registers = {"desa": [{"id": "15.71.01.1001", "nama": "B"}], "pasar": [{"id": "1"}]}
    second = office.document(
        2, answers=_answers(**{"9_01": 50, "9_02": 75}), registers=registers, odf={"desa": 68}
    )
    [one] = office.send(post / "a", first, files=(PDF,))
    content_id = _one(province, one).content_id
    assert content_id is not None
    [two] = office.send(post / "b", second, files=(PDF, PDF + b"2"), previous=content_id)
    outcome = _one(province, two)
    assert outcome.ok
    assert outcome.warnings == ()
    assert _counts(outcome) == (0, 2, 134, 0, 136)
    assert _counts(outcome, "registers") == (0, 1, 0, 1, 2)
    assert _counts(outcome, "files") == (1, 0, 1, 0, 2)
    assert _counts(outcome, "other") == (1, 0, 0, 0, 1)
    assert outcome.gone == ("desa:15.71.01.1002",)


def test_a_missing_revision_in_between_is_noticed(
    province: Workspace, office: Office, post: Path
) -> None:
    [path] = office.send(post, office.document(4))
    assert [one.code for one in _one(province, path).warnings] == ["CHAIN_BROKEN"]


def test_the_score_is_computed_here_and_the_claim_compared(
    province: Workspace, office: Office, post: Path
) -> None:
    claimed = {"total": {"score": 9_999}, "tatanan": {"9": {"score": "banyak"}}}
    document = office.document(answers=_answers(**{"9_01": 75}), claimed=claimed)
    outcome = _one(province, office.send(post, document)[0])
    assert outcome.ok
    assert outcome.score is not None
    assert outcome.score["total"]["score"] == 75
    said = [one.sentence for one in outcome.warnings if one.code == "CLAIM_DIFFERS"]
    assert "Jumlah nilai: pengirim menulis 9.999, hasil hitungan 75." in said
    assert any(one.startswith("Tatanan 9: pengirim menulis sesuatu") for one in said)


@pytest.mark.parametrize(
    "broken",
    [
        {"answers": {"1.01": {"measures": {"kematian_ibu": {"kini": "1.234"}}}}},
        {"answers": {"9.01": {"choice": "tujuh"}}},
        {"answers": {"9.01": 75}},
    ],
)
def test_an_item_that_cannot_be_read_is_counted_and_the_rest_comes_in(
    province: Workspace, office: Office, post: Path, broken: dict[str, Any]
) -> None:
    broken["answers"] |= _answers(**{"9_02": 75})
    outcome = _one(province, office.send(post, office.document(**broken))[0])
    assert outcome.ok
    assert _counts(outcome) == (135, 0, 0, 1, 136)
    assert outcome.score is not None
    assert outcome.score["total"]["score"] == 75


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("answers", [1]),
        ("registers", "semua"),
        ("registers", {"desa": [{"id": 1}, 2, {"id": "15.71", "nama": 3}]}),
        ("odf", []),
        ("data_dasar", {"pasar": {"kini": "banyak"}, "\u202eelif": 1}),
        ("unread", {"code": 1}),
        ("target", 5),
        ("claimed", [[[1]]]),
        ("answers", {"X" * 5_000: {"choice": 1}, "تجربة": {}}),
    ],
)
def test_nothing_that_a_document_says_brings_the_gate_down(
    province: Workspace, office: Office, post: Path, part: str, value: object
) -> None:
    outcome = _one(province, office.send(post, office.document(**{part: value}))[0])
    assert outcome.ok, outcome.message
    table = outcome_table(outcome)
    for counts in (table, *(v for v in table.values() if isinstance(v, dict))):
        if "total" in counts:
            parts = ("accepted", "updated", "unchanged", "refused")
            assert sum(counts[name] for name in parts) == counts["total"]


# ------------------------------------------------------------ instruments


def test_an_instrument_that_a_sender_changed_is_refused(
    province: Workspace, office: Office, post: Path
) -> None:

    easy = shipped_source("kks-2025").replace(b"skor = 0", b"skor = 100", 1)
    document = office.document(instrument_sha256=hashlib.sha256(easy).hexdigest())
    [path] = office.send(post, document, instrument=easy)
    outcome = _one(province, path)
    assert (outcome.ok, outcome.refusal, outcome.waiting) == (False, "INSTRUMENT", False)
    assert _states(province) == []


def test_an_instrument_not_known_yet_waits(province: Workspace, office: Office, post: Path) -> None:

    new = shipped_source("kks-2025").replace(b'kode = "kks-2025"', b'kode = "kks-2031"')
    named = {"instrument": "kks-2031", "instrument_sha256": hashlib.sha256(new).hexdigest()}
    [path] = office.send(post / "a", office.document(**named), instrument=new)
    outcome = _one(province, path)
    assert (outcome.refusal, outcome.waiting) == ("INSTRUMENT", True)
    assert _waiting(province) == ["INSTRUMENT"]
    bad = b"kode = [1, 2"
    named["instrument_sha256"] = hashlib.sha256(bad).hexdigest()
    [path] = office.send(post / "b", office.document(**named), instrument=bad)
    outcome = _one(province, path)
    assert (outcome.refusal, outcome.waiting) == ("INSTRUMENT", False)


# ------------------------------------------------------------ keys that are not enrolled


def test_a_key_not_enrolled_comes_in_unconfirmed_until_it_is(
    province: Workspace, post: Path
) -> None:
    stranger = Office("15.01")
    [path] = stranger.send(post, files=(PDF,))
    outcome = _one(province, path)
    assert (outcome.ok, outcome.refusal, outcome.waiting) == (False, "UNKNOWN_KEY", True)
    assert _counts(outcome) == (136, 0, 0, 0, 136)
    assert _states(province) == [(1, "belum disahkan")]
    [unknown] = unknown_keys(province)
    assert (unknown.region, unknown.key_id) == ("15.01", stranger.key.public.key_id)
    path.unlink()
    assert receive(province, post).outcomes == ()
    enrol(province, stranger)
    assert unknown_keys(province) == []
    again = _one(province, post)
    assert (again.ok, again.refusal, again.retried) == (True, None, True)
    assert _states(province) == [(1, "berlaku")]
    assert _waiting(province) == []
    assert list((province.folder / "menunggu").iterdir()) == []


def test_a_stranger_neither_displaces_nor_contradicts(
    province: Workspace, office: Office, post: Path
) -> None:
    """Anybody can make a key and call it the district's."""
    stranger = Office(submission_id=office.submission_id)
    [fake] = stranger.send(post / "a", stranger.document(1, answers=_answers(**{"9_01": 75})))
    [newer] = stranger.send(post / "b", stranger.document(9))
    [real] = office.send(post / "c")
    assert _one(province, fake).refusal == "UNKNOWN_KEY"
    assert _one(province, real).ok
    assert _one(province, newer).refusal == "UNKNOWN_KEY"
    [second] = office.send(post / "d", office.document(2))
    assert _one(province, second).ok
    assert _states(province) == [
        (1, "belum disahkan"),
        (1, "digantikan"),
        (2, "berlaku"),
        (9, "belum disahkan"),
    ]


def test_a_key_of_another_region_confirms_nothing(province: Workspace, post: Path) -> None:
    stranger = Office("15.01")
    [path] = stranger.send(post)
    assert _one(province, path).refusal == "UNKNOWN_KEY"
    enrol(province, stranger, region="15.02")
    assert _one(province, path).refusal == "WRONG_DISTRICT"
    assert _states(province) == [(1, "belum disahkan")]


def test_what_nobody_vouches_for_can_be_thrown_away(
    province: Workspace, office: Office, post: Path
) -> None:
    stranger = Office("15.01")
    [path] = stranger.send(post, files=(PDF,))
    [sound] = office.send(post / "b")
    assert _one(province, path).refusal == "UNKNOWN_KEY"
    [held] = inbox(province).received
    discard(province, held.content_id)
    assert inbox(province) == Inbox((), ())
    assert list((province.folder / "menunggu").iterdir()) == []
    assert _one(province, path).refusal == "UNKNOWN_KEY"
    current = str(_one(province, sound).content_id)
    with pytest.raises(KksError, match="sudah disahkan"):
        discard(province, current)
    assert (1, "berlaku") in _states(province)


def test_a_newer_format_waits(province: Workspace, office: Office, post: Path) -> None:
    (post / "baru.zip").write_bytes(newer(make_bag(office.key)).sign(office.key).zip())
    outcome = _one(province, post)
    assert (outcome.ok, outcome.refusal, outcome.waiting) == (False, "NEWER_SCHEMA", True)
    [waiting] = inbox(province).waiting
    assert (waiting.file_name, waiting.refusal) == ("baru.zip", "NEWER_SCHEMA")
    assert receive(province).outcomes == ()
    discard(province, waiting.file_sha256)
    assert inbox(province).waiting == ()


# ------------------------------------------------------------ what is incomplete


def test_volumes_that_arrive_one_by_one_come_in_with_the_last(
    province: Workspace, office: Office, post: Path
) -> None:
    files = tuple(PDF + bytes([n]) * 300_000 for n in range(4))
    paths = office.send(post, files=files, cap=600_000)
    assert len(paths) >= 3
    for number, path in enumerate(paths):
        alone = post / f"{number}"
        alone.mkdir()
        shutil.move(path, alone)
        outcome = _one(province, alone)
        last = number == len(paths) - 1
        assert (outcome.ok, outcome.refusal) == (last, None if last else "INCOMPLETE")
    assert _states(province) == [(1, "berlaku")]
    assert _waiting(province) == []


def test_a_folder_with_all_volumes_is_one_bundle(
    province: Workspace, office: Office, post: Path
) -> None:
    paths = office.send(
        post, files=tuple(PDF + bytes([n]) * 300_000 for n in range(4)), cap=600_000
    )
    assert len(paths) >= 3
    assert _one(province, post).ok


def test_proof_that_is_here_need_not_come_again(
    province: Workspace, office: Office, post: Path
) -> None:
    [one] = office.send(post / "a", files=(PDF,))
    first = _one(province, one)
    correction = office.document(2)
    [two] = office.send(
        post / "b", correction, files=(PDF + b"2",), omitted=(PDF,), previous=str(first.content_id)
    )
    assert _one(province, two).ok
    assert _states(province) == [(1, "digantikan"), (2, "berlaku")]


def test_proof_that_is_not_here_makes_a_bundle_wait_until_it_comes(
    province: Workspace, office: Office, post: Path
) -> None:
    other = Office("15.01")
    enrol(province, other)
    assert _one(province, other.send(post / "x", files=(PDF,))[0]).ok
    [two] = office.send(post / "b", office.document(2), omitted=(PDF,))
    outcome = _one(province, two)
    assert (outcome.refusal, outcome.waiting) == ("INCOMPLETE", True)
    assert "-lengkap" in outcome.message
    [one] = office.send(post / "a", files=(PDF,))
    came = receive(province, one).outcomes
    assert [(found.ok, found.retried) for found in came] == [(True, False), (True, True)]
    assert _states(province) == [
        (1, "berlaku"),
        (1, "digantikan"),
        (2, "berlaku"),
    ]


def test_the_full_form_of_the_same_revision_is_the_same(
    province: Workspace, office: Office, post: Path
) -> None:
    [one] = office.send(post / "a", files=(PDF,))
    previous = str(_one(province, one).content_id)
    document = office.document(2)
    [short] = office.send(post / "b", document, files=(), omitted=(PDF,), previous=previous)
    [full] = office.send(post / "c", document, files=(PDF,), previous=previous)
    assert _one(province, short).ok
    stored = next((province.folder / "bukti").glob("??/*.pdf"))
    stored.unlink()
    outcome = _one(province, full)
    assert (outcome.ok, outcome.refusal) == (True, "ALREADY_RECEIVED")
    assert stored.read_bytes() == PDF
    assert _states(province) == [(1, "digantikan"), (2, "berlaku")]


# ------------------------------------------------------------ dry run


def test_a_dry_run_says_the_same_and_writes_nothing(
    province: Workspace, office: Office, post: Path
) -> None:
    stranger = Office("15.02")
    [_] = office.send(post, files=(PDF,))
    [_] = office.send(post, office.document(2), omitted=(PDF,), files=())
    [_] = office.send(post / "x", office.document(2, answers={}))
    shutil.move(next((post / "x").iterdir()), post / "kks-z.zip")
    stranger.send(post)
    (post / "sampah.zip").write_bytes(b"bukan zip")
    before = _tree(province.folder)
    dry = receive(province, post, dry_run=True).outcomes
    assert _tree(province.folder) == before
    real = receive(province, post).outcomes
    assert [_told(one) for one in dry] == [_told(one) for one in real]
    assert [one.refusal for one in real] == [
        "UNKNOWN_KEY",
        None,
        None,
        "CONFLICT",
        "TRUNCATED",
    ]


def _told(outcome: Outcome) -> dict[str, Any]:
    return outcome_table(outcome)


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


# ------------------------------------------------------------ faults


def test_a_bad_file_never_stops_the_rest(province: Workspace, office: Office, post: Path) -> None:
    [good] = office.send(post)
    data = good.read_bytes()
    (post / "a.zip").write_bytes(data[:-1])
    (post / "b.zip").mkdir()
    (post / "c.zip").symlink_to(post / "tidak-ada")
    (post / "z.zip").write_bytes(data.replace(b"kematian_ibu", b"kematian_abu"))
    (post / "catatan.txt").write_text("halo")
    report = receive(province, post)
    assert [one.refusal for one in report.outcomes] == ["TRUNCATED", None, "HASH"]
    assert report.skipped == 1


def test_a_bundle_that_goes_away_midway_is_told(
    province: Workspace, office: Office, post: Path
) -> None:
    other = Office("15.01")
    enrol(province, other)
    office.send(post)
    [gone] = other.send(post)
    paths = sorted(post.iterdir())

    def pull(done: int, _total: int) -> None:
        if done:
            paths[1].unlink(missing_ok=True)

    outcomes = receive(province, post, progress=pull).outcomes
    assert [one.refusal for one in outcomes] == [None, "UNREADABLE"]
    assert gone in paths


def test_ten_thousand_other_files_are_looked_past(
    province: Workspace, office: Office, post: Path
) -> None:
    office.send(post)
    for number in range(10_000):
        (post / f"{number:05d}.{'zip' if number % 20 == 0 else 'tmp'}").write_bytes(b"")
    report = receive(province, post)
    assert report.skipped == 9_500
    assert [one.refusal for one in report.outcomes if one.refusal != "TRUNCATED"] == [None]
    assert len(report.outcomes) == 501


def test_stopping_keeps_what_came_in(province: Workspace, office: Office, post: Path) -> None:
    other = Office("15.73")
    enrol(province, other)
    office.send(post)
    other.send(post)
    token = CancelToken()

    def stop(done: int, total: int) -> None:
        if done * 2 > total:
            token.cancel()

    with pytest.raises(CancelledError):
        receive(province, post, progress=stop, cancel=token)
    assert _states(province) == [(1, "berlaku")]
    assert not (province.folder / "karantina").exists()
    assert [one.refusal for one in receive(province, post).outcomes] == ["ALREADY_RECEIVED", None]


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of three megabytes."""
    yield from _mounted(tmp_path / "kecil", "size=3m")


def test_a_full_disk_is_told_and_nothing_is_half_taken_in(
    small: Path, open_folder: Opener, office: Office, post: Path
) -> None:
    province = open_folder(small / "data")
    province.create(PROVINCE_SETUP)
    enrol(province, office)
    [path] = office.send(post, files=(PDF + b"x" * 2_500_000,))
    outcome = _one(province, path)
    assert (outcome.ok, outcome.refusal) == (False, "UNREADABLE")
    assert "penuh" in outcome.message
    assert _states(province) == []
    assert not (province.folder / "karantina").exists()


def test_a_backup_is_made_before_the_first_new_bundle_and_no_other(
    real_province: Workspace, office: Office, post: Path
) -> None:
    [one], [two] = office.send(post), office.send(post, office.document(2))
    backups = real_province.folder / "cadangan"
    receive(real_province, one, dry_run=True)
    assert not backups.exists()
    assert _one(real_province, one).ok
    made = [one.info.reason for one in BackupDesk(real_province).listed()]
    assert made == ["sebelum terima"]
    assert _one(real_province, one).refusal == "ALREADY_RECEIVED"
    assert len(BackupDesk(real_province).listed()) == 1
    assert _one(real_province, two).ok
    assert len(BackupDesk(real_province).listed()) == 2


def test_without_a_backup_nothing_comes_in(
    real_province: Workspace, office: Office, post: Path
) -> None:
    (real_province.folder / "cadangan").write_text("bukan folder")
    office.send(post)
    with pytest.raises(KksError, match="Belum ada yang diterima") as caught:
        receive(real_province, post)
    assert caught.value.code == "NO_BACKUP_BEFORE"
    assert _states(real_province) == []


def test_what_a_killed_import_left_is_removed(
    province: Workspace, office: Office, post: Path
) -> None:
    left = province.folder / "karantina" / "periksa-x"
    left.mkdir(parents=True)
    (left / "1.zip").write_bytes(b"separuh")
    [path] = office.send(post)
    assert _one(province, path).ok
    assert not left.exists()


def test_a_practice_bundle_stays_out_of_real_data(
    real_province: Workspace, office: Office, post: Path
) -> None:
    [path] = office.send(post, office.document(practice=True), practice=True)
    assert _one(real_province, path).refusal == "WRONG_RECIPIENT"


def test_a_receipt_is_no_submission(province: Workspace, office: Office, post: Path) -> None:
    from kks_desktop.services.importing import import_path
    from kks_desktop.services.keys import create_key

    [path] = office.send(post)
    create_key(province, "kuda laut menari di bawah hujan", "Rina", "receipt")
    import_path(province, path, out=post / "keluar", passphrase="kuda laut menari di bawah hujan")
    [receipt] = (post / "keluar").iterdir()
    assert _one(province, receipt).refusal in ("WRONG_KIND", "WRONG_RECIPIENT")


def test_only_a_province_receives(workspace: Workspace, post: Path) -> None:
    with pytest.raises(KksError, match="Hanya folder data provinsi"):
        receive(workspace, post)


def test_proof_of_received_revisions_is_not_tidied_away(
    province: Workspace, office: Office, post: Path
) -> None:
    from kks_desktop.services.evidence import EvidenceDesk

    [path] = office.send(post, files=(PDF,))
    assert _one(province, path).ok
    clock = province.clock
    province.clock = lambda: clock() + timedelta(days=400)
    province.require_session().flush()
    EvidenceDesk(province).tidy()
    with province.reading() as connection:
        assert len(load_evidence(connection)) == 1


def test_names_in_any_script_come_through(province: Workspace, office: Office, post: Path) -> None:
    name = "بوكتي \u202egpj.exe 證據 🧪.pdf"
    [path] = office.send(post, files=(PDF,))
    strange = path.with_name(f"{name[:20]}.zip")
    path.rename(strange)
    outcome = _one(province, strange)
    assert outcome.ok
    json.dumps(outcome_table(outcome), ensure_ascii=False).encode()


def test_a_name_that_is_no_text_stops_nothing(
    province: Workspace, office: Office, post: Path
) -> None:
    """A stick can give a name that no system of letters knows."""
    [whole] = office.send(post / "a")
    [lacks] = office.send(post / "b", office.document(2), omitted=(PDF,))
    try:
        whole = whole.rename(whole.with_name("usulan \udcff\u202efdp.zip"))
        lacks = lacks.rename(lacks.with_name("perbaikan \udcff.zip"))
    except (OSError, UnicodeError):
        pytest.skip("this file system refuses such names itself")
    outcome = _one(province, whole)
    assert outcome.ok, outcome.message
    assert outcome.file.encode() == b"usulan ?fdp.zip"
    assert _one(province, lacks).refusal == "INCOMPLETE"
    assert [one.file_name for one in inbox(province).waiting] == ["perbaikan ?.zip"]


def test_proof_that_was_lost_here_is_asked_for_again(
    province: Workspace, office: Office, post: Path
) -> None:
    """No receipt for what is listed and lies nowhere any more."""
    [first] = office.send(post / "a", files=(PDF,))
    content_id = _one(province, first).content_id
    assert content_id is not None
    [stored] = (province.folder / "bukti").glob("??/*.pdf")
    stored.unlink()
    changed = office.document(2)
    [short] = office.send(post / "b", changed, omitted=(PDF,), previous=content_id)
    outcome = _one(province, short)
    assert (outcome.refusal, outcome.waiting, outcome.answers) == ("INCOMPLETE", True, None)
    [whole] = office.send(post / "c", changed, files=(PDF,), previous=content_id)
    assert [one.refusal for one in receive(province, whole).outcomes] == [None, "ALREADY_RECEIVED"]
    assert stored.read_bytes() == PDF
    assert _states(province) == [(1, "digantikan"), (2, "berlaku")]


def test_what_waits_for_another_that_waits_comes_in_behind_it(
    province: Workspace, office: Office, post: Path
) -> None:
    """Whatever the order: the last of three brings what the second lacks, and it the first."""
    stranger = Office("15.01")
    more = PDF + b"2"
    [third] = stranger.send(post / "a", stranger.document(3), omitted=(PDF, more))
    [second] = stranger.send(post / "b", stranger.document(2), omitted=(PDF,), files=(more,))
    [first] = stranger.send(post / "c", files=(PDF,))
    for path in (third, second, first):
        assert not _one(province, path).ok
    enrol(province, stranger)
    outcomes = receive(province).outcomes
    assert [one.revision for one in outcomes if one.ok] == [1, 2, 3]
    assert _states(province) == [(1, "digantikan"), (2, "digantikan"), (3, "berlaku")]
    assert _waiting(province) == []


def test_the_short_form_beside_the_full_one_does_not_wait_for_ever(
    province: Workspace, office: Office, post: Path
) -> None:
    office.send(post, office.document(2), omitted=(PDF,))
    office.send(post, office.document(2), files=(PDF,), mark="lengkap")
    refusals = [one.refusal for one in receive(province, post).outcomes]
    assert refusals == ["INCOMPLETE", None, "ALREADY_RECEIVED"]
    assert _waiting(province) == []


@pytest.mark.parametrize("reason", ["superseded", "compromised"])
def test_what_was_answered_before_its_key_ended_is_answered_the_same(
    province: Workspace, office: Office, post: Path, reason: str
) -> None:
    [before] = office.send(post / "a")
    [after] = office.send(post / "b", office.document(2))
    first = _one(province, before)
    line, ended = office.key.public.line, "2026-01-02T00:00:00+00:00"
    province.write(lambda connection: revoke_key(connection, line, ended, reason)).result()
    again = _one(province, before)
    assert (again.ok, again.refusal) == (True, "ALREADY_RECEIVED")
    assert again.answers == first.content_id
    assert _counts(again) == (0, 0, 136, 0, 136)
    assert _one(province, after).refusal == "REVOKED_KEY"
    assert _states(province) == [(1, "berlaku")]


def test_the_same_content_under_another_label_does_not_stay_unconfirmed(
    province: Workspace, office: Office, post: Path
) -> None:
    changed = Office(submission_id=office.submission_id)
    [first] = changed.send(post / "a", organisation="Sekretariat")
    [second] = office.send(post / "b")
    assert _one(province, first).refusal == "UNKNOWN_KEY"
    assert _one(province, second).ok
    enrol(province, changed)
    assert [one.refusal for one in receive(province).outcomes] == ["ALREADY_RECEIVED"]
    assert _states(province) == [(1, "berlaku")]
    assert _one(province, first).refusal == "ALREADY_RECEIVED"


@pytest.mark.parametrize("note", ["kata " * 400, "a\n" * 200, "x" * 20_000, "<b>&<para>"])
def test_the_verifiers_sheet_is_printed_of_whatever_was_taken_in(
    province: Workspace, office: Office, post: Path, note: str
) -> None:
    """A long note broke the page; a file of which nothing is said what it proves, the list."""
    answers = {code: {"choice": 75, "note": note} for code in ("1.01", "9.01")}
    assert _one(province, office.send(post, office.document(answers=answers), files=(PDF,))[0]).ok
    options = PaperOptions(district="15.71")
    sheet = print_paper(province, "lembar-verifikasi", options=options)
    assert note.split()[0][:4] in whole_text(sheet)


def test_what_is_here_already_does_not_wait_for_the_key_of_its_copy(
    province: Workspace, office: Office, post: Path
) -> None:
    """A district that lost its key signs the same revision with the new one."""
    changed = Office(submission_id=office.submission_id)
    assert _one(province, office.send(post / "a")[0]).ok
    assert _one(province, changed.send(post / "b")[0]).refusal == "ALREADY_RECEIVED"
    assert _waiting(province) == []
    assert list((province.folder / "menunggu").iterdir()) == []
    assert receive(province).outcomes == ()


def test_a_second_run_waits_for_the_first(province: Workspace, office: Office, post: Path) -> None:
    """Coming back to the inbox takes up what waited, also while a stick is being taken in."""
    [path] = office.send(post, files=(PDF,))
    begun, meanwhile = Event(), Event()

    class Told(CancelToken):
        def check(self) -> None:
            meanwhile.set()

    def hold(done: int, _total: int) -> None:
        if done and not begun.is_set():
            begun.set()
            assert meanwhile.wait(20)

    def second() -> None:
        assert begun.wait(20)
        receive(province, cancel=Told())
        meanwhile.set()

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(second)
        [outcome] = receive(province, path, progress=hold).outcomes
        other.result()
    assert outcome.ok, outcome.message
