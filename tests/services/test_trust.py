"""Whom offices trust: two people at the province, one root key at the district, papers between."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kks_desktop.bundle.keyring import parse_keyring
from kks_desktop.bundle.keys import PublicKey, make_key
from kks_desktop.bundle.names import Kind
from kks_desktop.domain.province_registers import (
    COUNTERSIGN,
    FIGURES,
    LAST_DAYS,
    LETTER,
    READINGS,
    RULES,
    SEALING,
)
from kks_desktop.domain.strict_json import parse_json
from kks_desktop.services import enrolment, keychange, keyring, reference
from kks_desktop.services.enrolment import Card, read_card, read_card_file
from kks_desktop.services.key_copies import back_up_key, restore_key
from kks_desktop.services.key_files import OPERATOR, RECEIPT, ROOT, key_folder
from kks_desktop.services.keys import create_key, key_card, open_signing_key, trust_of
from kks_desktop.services.paper_intake import take_in
from kks_desktop.services.province_keys import (
    change_province_passphrase,
    make_province_keys,
    make_recovery,
    make_root,
    open_identity,
    opener_of,
    recipients_of,
    replace_province_keys,
    root_card,
)
from kks_desktop.services.receiving import receive
from kks_desktop.services.session import Edit
from kks_desktop.services.signed_papers import newest, write_papers
from kks_desktop.services.workspace import SetUp, Workspace
from tests.services.test_keys import CHEAP, NEW, OLD, _refused

WORK = 10
"""What trying a passphrase of a seal costs in tests."""
JAMBI = SetUp("provinsi", "15", 2025, "Verifikator", "Tim Pembina Provinsi Jambi")


def _province(folder: Path, setup: SetUp = JAMBI) -> Workspace:
    workspace = Workspace(folder)
    workspace.create(setup)
    return workspace


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A province with its keys, and its root key beside it; do not change it."""
    folder = tmp_path_factory.mktemp("provinsi")
    (folder / "akar").mkdir()
    workspace = _province(folder / "data")
    make_root(workspace, folder / "akar", OLD, "Kepala Dinas", CHEAP)
    make_province_keys(workspace, OLD, "Verifikator", CHEAP, WORK)
    workspace.close()
    return folder


@pytest.fixture
def stick(made: Path, tmp_path: Path) -> Path:
    """The medium with the root key."""
    shutil.copytree(made / "akar", tmp_path / "akar")
    return tmp_path / "akar"


@pytest.fixture
def province(made: Path, tmp_path: Path, open_folder) -> Workspace:
    """A province with its keys, to be changed."""
    shutil.copytree(made / "data", tmp_path / "provinsi")
    return open_folder(tmp_path / "provinsi")


def _card(region: str = "15.71", role: str = OPERATOR, person: str = "Siti Aminah") -> Card:
    return Card(make_key(OLD, CHEAP).public, region, role, person)


def _enrol(province: Workspace, card: Card) -> None:
    enrolment.propose(province, card, "Ani")
    enrolment.confirm(province, card.public.line, "Budi")


def _district_with_root(workspace: Workspace, province: Workspace) -> None:
    card = root_card(province)
    assert card is not None
    enrolment.trust_root(workspace, read_card(card.pub_text), "Siti")


def _papers(province: Workspace, folder: Path) -> dict[str, Path]:
    folder.mkdir(exist_ok=True)
    return {path.name.split("-")[4]: path for path in write_papers(province, folder)}


# ------------------------------------------------------------------------------ own keys


def test_the_root_key_stays_outside(province: Workspace, stick: Path) -> None:
    assert sorted(path.name for path in stick.iterdir()) == ["akar.key", "akar.pub"]
    names = {path.name for path in key_folder(province).iterdir()}
    assert names == {"akar.pub", "terima.key", "terima.pub", "segel.age", "segel.txt"}
    card = root_card(province)
    assert card is not None
    assert (card.role, card.region_code) == (ROOT, "15")
    inside = province.folder / "kunci"
    _refused("PLACE_REFUSED", lambda: make_root(province, inside, OLD, "X", CHEAP))
    _refused("KEY_EXISTS", lambda: make_root(province, stick, OLD, "X", CHEAP))
    assert root_card(province) == card


def test_age_opens_the_sealing_identity(province: Workspace, tmp_path: Path) -> None:
    identity = open_identity(province, OLD)
    assert identity.recipient == recipients_of(province).province
    _refused("WRONG_PASSPHRASE", lambda: open_identity(province, NEW))
    recovery = make_recovery(province, tmp_path)
    assert recipients_of(province).recovery in recovery.read_text()
    assert "AGE-SECRET-KEY" not in "".join(
        path.read_text("latin-1") for path in key_folder(province).iterdir()
    )
    sealed = tmp_path / "x.age"
    for recipient in keyring.sealing_recipients(province):
        subprocess.run(
            ["age", "-r", recipient, "-o", sealed], input=b"isi", check=True, capture_output=True
        )
    opened = subprocess.run(
        ["age", "-d", "-i", recovery, sealed], check=True, capture_output=True
    ).stdout
    assert opened == b"isi"


def test_one_passphrase_for_receipts_and_seals_also_after_a_cut(province: Workspace) -> None:
    folder = key_folder(province)
    old_identity = (folder / "segel.age").read_bytes()
    old_key = (folder / "terima.key").read_bytes()
    change_province_passphrase(province, OLD, NEW, CHEAP, WORK)
    assert not (folder / "segel.age.baru").exists()
    new_identity = (folder / "segel.age").read_bytes()
    open_identity(province, NEW)
    # cut before the receipt key was written: the old passphrase opens both
    (folder / "segel.age").write_bytes(old_identity)
    (folder / "segel.age.baru").write_bytes(new_identity)
    new_key = (folder / "terima.key").read_bytes()
    (folder / "terima.key").write_bytes(old_key)
    open_signing_key(province, OLD, RECEIPT)
    open_identity(province, OLD)
    # cut after it: the new one does, and the change is brought to its end
    (folder / "terima.key").write_bytes(new_key)
    open_identity(province, NEW)
    assert (folder / "segel.age").read_bytes() == new_identity
    assert not (folder / "segel.age.baru").exists()


def test_a_change_of_passphrase_that_was_cut_never_brings_an_old_seal_back(
    province: Workspace,
) -> None:
    """The new identity would be gone, and with it what the districts sealed for it."""
    folder = key_folder(province)
    change_province_passphrase(province, OLD, NEW, CHEAP, WORK)
    begun = (folder / "segel.age").read_bytes()
    replace_province_keys(province, NEW, "Ani", CHEAP, WORK)
    recipient = recipients_of(province).province
    (folder / "segel.age.baru").write_bytes(begun)
    assert open_identity(province, NEW).recipient == recipient
    assert open_identity(province, NEW).recipient == recipient
    assert not (folder / "segel.age.baru").exists()


def test_what_lies_aside_is_never_overwritten(province: Workspace) -> None:
    """A replacement that was cut short left the new seal beside the old receipt key."""
    folder = key_folder(province)
    before, key_id = (folder / "segel.age").read_bytes(), key_card(province, RECEIPT).key_id
    old = {name: (folder / name).read_bytes() for name in ("terima.key", "terima.pub")}
    replace_province_keys(province, NEW, "Ani", CHEAP, WORK)
    for name, data in old.items():
        (folder / name).write_bytes(data)
    replace_province_keys(province, NEW, "Ani", CHEAP, WORK)
    aside = {path.read_bytes() for path in (folder / "lama").glob(f"segel-{key_id}*.age")}
    assert before in aside
    assert len(aside) == 2


def test_a_seal_is_opened_once_for_all_files_of_a_run(province: Workspace) -> None:
    """Opening takes a second: with each of 514 sealed files that were nine minutes."""
    opener = opener_of(province, OLD)
    assert callable(opener)
    assert opener() is opener()


def test_a_copy_brings_receipt_key_and_seal_back(province: Workspace, out: Path) -> None:
    card = key_card(province, RECEIPT)
    recipient = recipients_of(province).province
    path = back_up_key(province, RECEIPT, out)
    for name in ("terima.key", "terima.pub", "segel.age", "segel.txt"):
        (key_folder(province) / name).unlink()
    _refused("WRONG_PASSPHRASE", lambda: restore_key(province, RECEIPT, path, NEW))
    assert restore_key(province, RECEIPT, path, OLD) == card
    assert recipients_of(province).province == recipient
    assert open_identity(province, OLD).recipient == recipient
    open_signing_key(province, OLD, RECEIPT).wipe()
    bare = out / "tanpa segel.key"
    bare.write_bytes(b"\n".join(path.read_bytes().splitlines()[:2]) + b"\n")
    _refused("KEY_FILE", lambda: restore_key(province, RECEIPT, bare, OLD))


# ------------------------------------------------------------------------------ enrolment


def test_two_different_people_stand_for_a_key(province: Workspace) -> None:
    card = _card()
    own = len(trust_of(province).keys)
    enrolment.propose(province, card, "Ani Lestari, S.K.M.")
    assert len(trust_of(province).keys) == own
    for same in (
        "Ani Lestari",
        "ani  lestari, M.Kes.",
        "ANI LESTARI",
        "dr. Hj. Ani Lestari",
        "Lestari Ani",
        "AniLestari",
        "Ani",
        "Ani Lestari SKM",
        "A\u0301ni Lestari",
    ):
        _refused(
            "SAME_PERSON",
            lambda same=same: enrolment.confirm(province, card.public.line, same),
        )
    _refused("INCOMPLETE", lambda: enrolment.confirm(province, card.public.line, " "))
    enrolment.confirm(province, card.public.line, "Budi Santoso")
    (key,) = (key for key in trust_of(province).keys if key.role == OPERATOR)
    assert (key.public, key.region, key.person) == (card.public, "15.71", "Siti Aminah")
    enrolment.withdraw(province, card.public.line)
    assert len(trust_of(province).keys) == own + 1
    sentence = _refused("KNOWN_KEY", lambda: enrolment.propose(province, card, "Ani"))
    assert "Kota Jambi (15.71)" in sentence


def test_a_waiting_key_can_be_withdrawn(province: Workspace) -> None:
    card = _card()
    enrolment.propose(province, card, "Ani")
    enrolment.withdraw(province, card.public.line)
    assert enrolment.known_keys(province) == []


def test_papers_are_signed_again_when_their_key_was_replaced(
    workspace: Workspace, province: Workspace, stick: Path, tmp_path: Path
) -> None:
    """A district that comes later knows the old key only as one that counts no more."""
    _draft(province, *_figure("a"))
    reference.sign_reference(province, reference.draft_of(province), OLD)
    replace_province_keys(province, NEW, "Ani", CHEAP, WORK)
    keyring.sign_keyring(province, stick, OLD)
    assert not keyring.next_keyring(province).wanted
    draft = reference.draft_of(province)
    assert draft.changed
    reference.sign_reference(province, draft, NEW)
    assert not reference.draft_of(province).changed
    _district_with_root(workspace, province)
    papers = _papers(province, tmp_path / "p")
    assert take_in(workspace, papers["keyring"]).serial == 1
    assert take_in(workspace, papers["reference"]).serial == 2
    (tmp_path / "baru").mkdir()
    make_root(province, tmp_path / "baru", NEW, "Kepala Dinas", CHEAP)
    assert keyring.next_keyring(province).wanted
    keyring.sign_keyring(province, tmp_path / "baru", NEW)
    assert not keyring.next_keyring(province).wanted


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"region": ""}, "INCOMPLETE"),
        ({"region": "15"}, "INCOMPLETE"),
        ({"region": "15.99"}, "INCOMPLETE"),
        ({"role": ""}, "INCOMPLETE"),
        ({"person": " "}, "INCOMPLETE"),
        ({"region": "13.71"}, "WRONG_REGION"),
        ({"role": ROOT}, "WRONG_ROLE"),
    ],
)
def test_a_card_that_cannot_be_enrolled(
    province: Workspace, changes: dict[str, Any], code: str
) -> None:
    card = replace(_card(), **changes)
    sentence = _refused(code, lambda: enrolment.propose(province, card, "Ani"))
    if code == "WRONG_REGION":
        assert "Kota Padang (13.71)" in sentence
    assert enrolment.known_keys(province) == []


def test_cards_are_read_from_file_code_and_line(workspace: Workspace, tmp_path: Path) -> None:
    card = create_key(workspace, OLD, "Siti", OPERATOR, CHEAP)
    path = tmp_path / "operator.pub"
    path.write_bytes(card.pub_text.replace("\n", "\r\n").encode())
    expected = Card(PublicKey(card.public_line), "15.71", OPERATOR, practice=False)
    for text in (card.pub_text, card.pub_text.replace("\n", " "), f"\n{card.pub_text}\n\n"):
        assert read_card(text) == expected
    assert read_card_file(path) == expected
    assert read_card(f"  {card.public_line} ") == Card(PublicKey(card.public_line))
    assert read_card(card.pub_text).public.fingerprint == card.fingerprint


def test_practice_and_real_never_trust_each_other(
    workspace: Workspace, province: Workspace, stick: Path, open_folder, tmp_path: Path
) -> None:
    played = open_folder(tmp_path / "latihan")
    played.create(JAMBI._replace(practice=True))
    (tmp_path / "akar-latihan").mkdir()
    root = make_root(played, tmp_path / "akar-latihan", OLD, "Kepala", CHEAP)
    assert root.pub_text.startswith("untrusted comment: ")
    assert "root latihan" in root.pub_text
    for text in (root.pub_text, (tmp_path / "akar-latihan" / "akar.pub").read_text()):
        said = _refused(
            "PRACTICE", lambda text=text: enrolment.check_root_card(workspace, read_card(text))
        )
        assert "dalam latihan" in said
    real = create_key(workspace, OLD, "Siti", OPERATOR, CHEAP)
    assert "latihan" not in real.pub_text
    _enrol(province, replace(read_card(real.pub_text), person="Siti"))
    said = _refused("PRACTICE", lambda: enrolment.check_card(played, read_card(real.pub_text)))
    assert "bukan kunci latihan" in said
    change = keychange.change_key(workspace, OPERATOR, OLD, NEW, "Siti", cost=CHEAP)
    _refused("PRACTICE", lambda: keychange.read_change(played, change.file))


def test_a_copy_of_a_practice_key_is_restored_in_practice_only(
    workspace: Workspace, open_folder, tmp_path: Path
) -> None:
    played = open_folder(tmp_path / "latihan")
    played.create(SetUp("kabupaten", "15.71", 2025, "Siti", "Dinas", practice=True))
    create_key(played, OLD, "Siti", OPERATOR, CHEAP)
    copy = back_up_key(played, OPERATOR, tmp_path)
    _refused("PRACTICE", lambda: restore_key(workspace, OPERATOR, copy, OLD))
    assert restore_key(played, OPERATOR, copy, OLD).region_code == "15.71"


@pytest.mark.parametrize(
    "text",
    ["", "kartu", "RW" + "A" * 53, "RW" + "A" * 55, "RW" + "=" * 54, "x" * 5000 + "RW" + "A" * 54],
)
def test_what_is_no_card(text: str) -> None:
    _refused("KEY_FILE", lambda: read_card(text))


def test_two_keys_are_no_card() -> None:
    lines = [make_key(OLD, CHEAP).public.line for _ in range(2)]
    _refused("KEY_FILE", lambda: read_card(" ".join(lines)))


def test_a_pub_file_of_ten_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "besar.pub"
    path.write_bytes(b"RW" + b"A" * 10_000_000)
    sentence = _refused("KEY_FILE", lambda: read_card_file(path))
    assert "terlalu besar" in sentence


# ------------------------------------------------------------------------------ keyring


def test_a_keyring_says_what_the_province_goes_by(province: Workspace, stick: Path, clock) -> None:
    card, other = _card(), _card("15.01")
    _enrol(province, card)
    enrolment.propose(province, other, "Ani", date(2027, 1, 31))
    found = keyring.next_keyring(province)
    assert found.wanted
    assert found.keyring.serial == 1
    assert [key.public for key in found.keyring.keys] == [card.public]
    _refused("WRONG_PASSPHRASE", lambda: keyring.sign_keyring(province, stick, NEW))
    paper = keyring.sign_keyring(province, stick, OLD)
    signed = parse_keyring(parse_json(paper.document))
    assert signed.age_recipients[0].recipient == recipients_of(province).province
    assert not keyring.next_keyring(province).wanted
    enrolment.confirm(province, other.public.line, "Budi")
    enrolment.revoke(province, card.public.line, enrolment.SUPERSEDED, date(2026, 12, 31))
    after = keyring.next_keyring(province)
    assert [key.public for key in after.added] == [other.public]
    assert [key.public for key in after.changed] == [card.public]
    paper = keyring.sign_keyring(province, stick / "akar.key", OLD)
    keys = {key.region: key for key in parse_keyring(parse_json(paper.document)).keys}
    assert paper.serial == 2
    assert keys["15.71"].reason == "superseded"
    assert keys["15.01"].not_after is not None
    assert keys["15.01"].not_after.astimezone().date() == date(2027, 1, 31)


def test_only_the_own_root_key_signs(province: Workspace, tmp_path: Path) -> None:
    foreign = tmp_path / "asing"
    foreign.mkdir()
    other = _province(tmp_path / "sumbar", SetUp("provinsi", "13", 2025, "X"))
    make_root(other, foreign, OLD, "X", CHEAP)
    other.close()
    _refused("WRONG_KEY", lambda: keyring.sign_keyring(province, foreign, OLD))
    _refused("KEY_FILE", lambda: keyring.sign_keyring(province, tmp_path / "cabut", OLD))
    (foreign / "akar.key").write_bytes((foreign / "akar.key").read_bytes()[:80])
    _refused("KEY_FILE", lambda: keyring.sign_keyring(province, foreign, OLD))
    assert newest(province, Kind.KEYRING) is None


def test_a_district_takes_a_keyring_over(
    workspace: Workspace, province: Workspace, stick: Path, tmp_path: Path
) -> None:
    card = create_key(workspace, OLD, "Siti", OPERATOR, CHEAP)
    keyring.sign_keyring(province, stick, OLD)
    first = _papers(province, tmp_path / "satu")["keyring"]
    sentence = _refused("NO_ROOT", lambda: take_in(workspace, first))
    assert "cocokkan kartu kunci induk" in sentence
    _district_with_root(workspace, province)
    taken = take_in(workspace, first)
    assert (taken.serial, taken.already) == (1, False)
    assert take_in(workspace, first).already
    assert {key.role for key in trust_of(workspace).keys} == {OPERATOR, ROOT, RECEIPT}
    assert keyring.sealing_recipients(workspace) == (recipients_of(province).province,)
    _enrol(province, replace(read_card(card.pub_text), person="Siti"))
    enrolment.revoke(province, card.public_line, enrolment.COMPROMISED)
    keyring.sign_keyring(province, stick, OLD)
    second = _papers(province, tmp_path / "dua")["keyring"]
    assert take_in(workspace, second).serial == 2
    own = next(key for key in trust_of(workspace).keys if key.role == OPERATOR)
    assert own.reason == "compromised"
    sentence = _refused("OLDER_SERIAL", lambda: take_in(workspace, first))
    assert "nomor 2" in sentence
    assert keyring.keyring_of(workspace).serial == 2


def test_a_replaced_receipt_key_counts_no_more(
    workspace: Workspace, province: Workspace, stick: Path, tmp_path: Path
) -> None:
    _district_with_root(workspace, province)
    keyring.sign_keyring(province, stick, OLD)
    take_in(workspace, _papers(province, tmp_path / "satu")["keyring"])
    before = key_card(province, RECEIPT)
    replace_province_keys(province, NEW, "Ani", CHEAP, WORK)
    assert (key_folder(province) / "lama" / f"segel-{before.key_id}.age").exists()
    keyring.sign_keyring(province, stick, OLD)
    take_in(workspace, _papers(province, tmp_path / "dua")["keyring"])
    keys = {key.public.line: key for key in trust_of(workspace).keys if key.role == RECEIPT}
    assert len(keys) == 2
    now = trust_of(workspace).now + timedelta(seconds=2)
    assert keys[before.public_line].is_revoked(now)
    assert not keys[key_card(province, RECEIPT).public_line].is_revoked(now)


def test_a_keyring_brings_no_revoked_key_back(
    province: Workspace, stick: Path, made: Path, tmp_path: Path, open_folder
) -> None:
    """Two desks of one province: one revokes a key, the other signs without knowing of it."""
    lost, left = _card(), _card("15.01")
    _enrol(province, lost)
    _enrol(province, left)
    keyring.sign_keyring(province, stick, OLD)
    shutil.copytree(province.folder, tmp_path / "meja2")
    other = open_folder(tmp_path / "meja2")
    _enrol(other, _card("15.02"))
    keyring.sign_keyring(other, stick, OLD)
    enrolment.revoke(province, lost.public.line, enrolment.COMPROMISED)
    enrolment.revoke(province, left.public.line, enrolment.SUPERSEDED)
    assert take_in(province, _papers(other, tmp_path / "kirim")["keyring"]).serial == 2
    reasons = {key.region: key.reason for key in trust_of(province).keys if key.role == OPERATOR}
    assert reasons == {"15.71": "compromised", "15.01": "superseded", "15.02": None}
    assert len(keyring.next_keyring(province).changed) == 2


def test_papers_of_another_province_and_by_another_key_are_refused(
    workspace: Workspace, province: Workspace, stick: Path, tmp_path: Path
) -> None:
    _district_with_root(workspace, province)
    other = _province(tmp_path / "sumbar", SetUp("provinsi", "13", 2025, "X"))
    twin = _province(tmp_path / "kembar")
    for index, desk in enumerate((other, twin)):
        (tmp_path / f"akar{index}").mkdir()
        make_root(desk, tmp_path / f"akar{index}", OLD, "X", CHEAP)
        make_province_keys(desk, OLD, "X", CHEAP, WORK)
        keyring.sign_keyring(desk, tmp_path / f"akar{index}", OLD)
    sentence = _refused(
        "WRONG_PROVINCE",
        lambda: take_in(workspace, _papers(other, tmp_path / "a")["keyring"]),
    )
    assert "Provinsi Sumatera Barat" in sentence
    _refused("UNKNOWN_KEY", lambda: take_in(workspace, _papers(twin, tmp_path / "b")["keyring"]))
    _refused("TRUNCATED", lambda: take_in(workspace, stick / "akar.pub"))
    other.close()
    twin.close()
    assert newest(workspace, Kind.KEYRING) is None
    card = root_card(province)
    assert card is not None
    foreign = Card(make_key(OLD, CHEAP).public, "13", ROOT)
    sentence = _refused("WRONG_REGION", lambda: enrolment.trust_root(workspace, foreign, "Siti"))
    assert "Provinsi Sumatera Barat (13)" in sentence
    _refused("WRONG_ROLE", lambda: enrolment.trust_root(workspace, _card(), "Siti"))
    own = read_card(card.pub_text)
    _refused("KNOWN_KEY", lambda: enrolment.trust_root(workspace, own, "Siti"))
    _refused(
        "INCOMPLETE", lambda: enrolment.trust_root(workspace, Card(make_key(OLD, CHEAP).public), "")
    )


def test_a_new_root_key_takes_the_place_of_the_old(
    workspace: Workspace, province: Workspace, tmp_path: Path
) -> None:
    _district_with_root(workspace, province)
    (tmp_path / "baru").mkdir()
    card = make_root(province, tmp_path / "baru", NEW, "Kepala Dinas", CHEAP)
    assert root_card(province) == card
    keyring.sign_keyring(province, tmp_path / "baru", NEW)
    path = _papers(province, tmp_path / "p")["keyring"]
    _refused("UNKNOWN_KEY", lambda: take_in(workspace, path))
    _district_with_root(workspace, province)
    assert take_in(workspace, path).serial == 1


# ------------------------------------------------------------------------------ key change


def test_a_changed_key_is_announced_by_the_old_one(
    workspace: Workspace, province: Workspace, tmp_path: Path, out: Path
) -> None:
    first = create_key(workspace, OLD, "Siti", OPERATOR, CHEAP)
    _enrol(province, replace(read_card(first.pub_text), person="Siti"))
    _refused(
        "WRONG_PASSPHRASE",
        lambda: keychange.change_key(workspace, OPERATOR, NEW, NEW, "Budi", cost=CHEAP),
    )
    assert key_card(workspace) == first
    _refused("NO_CHANGE", lambda: keychange.write_change(workspace, out))
    changed = keychange.change_key(
        workspace, OPERATOR, OLD, NEW, "Budi Santoso", "Siti pindah tugas", CHEAP
    )
    assert key_card(workspace) == changed.card
    path = keychange.write_change(workspace, out)
    assert path.name == "kks-1571-2025-r001-keychange-1of1.zip"
    announced = keychange.read_change(province, path)
    assert announced.vouched
    assert announced.old.line == first.public_line
    assert announced.reason == "Siti pindah tugas"
    assert announced.card == Card(
        PublicKey(changed.card.public_line), "15.71", OPERATOR, "Budi Santoso", practice=False
    )
    # filled in, but people still stand for it
    assert changed.card.public_line not in {k.public.line for k in trust_of(province).keys}
    _enrol(province, announced.card)
    _refused("KNOWN_KEY", lambda: keychange.read_change(province, path))


def test_a_change_of_an_unknown_key_is_not_vouched_for(
    workspace: Workspace, province: Workspace, out: Path
) -> None:
    create_key(workspace, OLD, "Siti", OPERATOR, CHEAP)
    keychange.change_key(workspace, OPERATOR, OLD, NEW, "Budi", cost=CHEAP)
    change = keychange.write_change(workspace, out)
    announced = keychange.read_change(province, change)
    assert not announced.vouched
    [outcome] = receive(province, change).outcomes
    assert (outcome.ok, outcome.refusal, outcome.waiting) == (False, "WRONG_KIND", False)
    assert "Buka di Kunci & pendaftaran" in outcome.message
    _refused(
        "TRUNCATED", lambda: keychange.read_change(province, key_folder(workspace) / "operator.pub")
    )


# ------------------------------------------------------------------------------ reference


def _draft(province: Workspace, *cells: tuple[str, str, str]) -> None:
    province.require_session().set([Edit(*cell) for cell in cells], "rujukan")


def _figure(row: str, **cells: str) -> list[tuple[str, str, str]]:
    values = {
        "jenis": "target",
        "tingkat": "nasional",
        "indikator": "1.06",
        "tahun": "2024",
        "nilai": "14",
        "satuan": "%",
        "sumber": "RPJMN 2020-2024",
    } | cells
    return [(f"{FIGURES}:{row}", field, raw) for field, raw in values.items()]


def test_a_reference_reaches_the_district_with_its_sources(
    workspace: Workspace, province: Workspace, stick: Path, tmp_path: Path
) -> None:
    _draft(
        province,
        *_figure("a"),
        (f"{READINGS}:b", "indikator", "1.17"),
        (f"{READINGS}:b", "teks", "Sepuluh bagian dihitung sembilan."),
        (f"{READINGS}:b", "sumber", "Rapat 3 Maret 2026"),
        (f"{LAST_DAYS}:c", "nama", "Usulan diterima provinsi"),
        (f"{LAST_DAYS}:c", "tanggal", "2026-12-31"),
        (f"{LAST_DAYS}:c", "sumber", "Surat 440/12"),
        (RULES, SEALING, "ya"),
        (RULES, LETTER, "ya"),
        (RULES, COUNTERSIGN, "ya"),
    )
    assert reference.policy_of(workspace).surat == "soft"
    keyring.sign_keyring(province, stick, OLD)
    draft = reference.draft_of(province)
    assert draft.changed
    assert not draft.faults
    reference.sign_reference(province, draft, OLD)
    assert not reference.draft_of(province).changed
    assert trust_of(province).required_roles == {"operator", "head"}
    _district_with_root(workspace, province)
    papers = _papers(province, tmp_path / "p")
    _refused("UNKNOWN_KEY", lambda: take_in(workspace, papers["reference"]))
    for name in ("keyring", "reference"):
        take_in(workspace, papers[name])
    policy = reference.policy_of(workspace)
    assert (policy.sealing, policy.countersign, policy.surat) == (True, True, "hard")
    (figure,) = reference.figures_for(workspace, "1.06")
    assert (figure.measure, str(figure.value), figure.source) == (
        "stunting",
        "14",
        "RPJMN 2020-2024",
    )
    reading = reference.reading_for(workspace, "1.17")
    assert reading is not None
    assert reading.source == "Rapat 3 Maret 2026"
    assert reference.reading_for(workspace, "1.01") is None
    assert reference.reference_of(workspace).deadlines[0].day == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"indikator": "1.99"}, "tidak ada dalam instrumen"),
        ({"nilai": "banyak"}, "belum terbaca"),
        ({"sumber": ""}, "Sumber belum diisi"),
        ({"indikator": "1.09"}, "Pilih salah satu data capaian 1.09"),
        ({"tingkat": "kota"}, "Pilih salah satu"),
    ],
)
def test_a_draft_that_cannot_be_read_is_not_signed(
    province: Workspace, cells: dict[str, str], words: str
) -> None:
    _draft(province, *_figure("a", **cells))
    draft = reference.draft_of(province)
    assert words in draft.faults[0].sentence
    sentence = _refused("INCOMPLETE", lambda: reference.sign_reference(province, draft, OLD))
    assert words in sentence


def test_only_a_province_has_these_keys(workspace: Workspace, tmp_path: Path) -> None:
    for work in (
        lambda: make_root(workspace, tmp_path, OLD, "X", CHEAP),
        lambda: make_province_keys(workspace, OLD, "X", CHEAP, WORK),
        lambda: keyring.next_keyring(workspace),
        lambda: enrolment.propose(workspace, _card(), "Ani"),
        lambda: reference.draft_of(workspace),
    ):
        _refused("WRONG_ROLE", work)
