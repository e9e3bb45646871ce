"""The sample district, regions, instruments and files that a person asks for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from kks_desktop.bundle.keys import PublicKey
from kks_desktop.domain.errors import InstrumentError, KksError
from kks_desktop.domain.instrument import ChoiceRule
from kks_desktop.domain.scoring import AnswerState
from kks_desktop.services.identifiers import uuid7
from kks_desktop.services.instruments import check_file, load_shipped, load_source, shipped_source
from kks_desktop.services.keyring import keyring_of, sealing_recipients
from kks_desktop.services.keys import open_signing_key, trust_of
from kks_desktop.services.practice import PASSPHRASE, write_sample
from kks_desktop.services.province_keys import open_identity, open_root
from kks_desktop.services.regions import province, provinces, region, regions, search_regions
from kks_desktop.services.sample import sample_fields
from kks_desktop.services.sending import plan
from kks_desktop.services.workspace import Workspace
from kks_desktop.services.writing import write_whole

if TYPE_CHECKING:
    from tests.services.conftest import Opener


# ------------------------------------------------------------------------------ sample


def test_all_but_five_indicators_are_answered(district: Workspace) -> None:
    listed = plan(district)
    assert len(listed.unanswered) == 5
    assert len(listed.silent) >= 2
    assert listed.flagged == ()
    assert listed.practice
    scored = district.require_session().evaluation.scored
    answered = sum(tatanan.answered for tatanan in scored.tatanan)
    assert answered == 136 - 5 - len([c for c in listed.silent if not c.startswith("K.")])


def test_some_differ_with_a_reason_and_some_took_the_reading(district: Workspace) -> None:
    session = district.require_session()
    scored = session.evaluation.scored
    taken = [c for c in scored.indicators if session.raw(c, "reading") == "ya"]
    differing = [c for c, one in scored.indicators.items() if one.differs and c not in taken]
    assert len(differing) >= 3
    assert all(session.raw(code, "reason") for code in differing)
    assert taken
    for code in taken:
        one = scored.indicators[code]
        assert one.suggestion.score is None
        assert one.score == one.suggestion.reading


def test_the_sample_uses_every_part_of_the_form(district: Workspace) -> None:
    session = district.require_session()
    evaluation = session.evaluation
    assert evaluation.category.indicated in ("padapa", "wiwerda")
    assert evaluation.category.blockers
    assert evaluation.answers.target == "wiwerda"
    scores = {one.score for one in evaluation.scored.indicators.values()}
    assert scores >= {0, 50, 75, 100, None}
    chosen = [c for c, i in session.instrument.by_code.items() if isinstance(i.rule, ChoiceRule)]
    assert any(evaluation.scored.indicators[c].state is AnswerState.CHOSEN for c in chosen)


def test_the_sample_is_the_same_at_every_run() -> None:
    instrument = load_shipped()
    assert sample_fields(instrument) == sample_fields(instrument)


def test_the_province_of_the_sample_trusts_the_district(sample: Path) -> None:
    province_folder = Workspace(sample / "provinsi", write=False)
    try:
        info = province_folder.require_session().info
        trust = trust_of(province_folder)
    finally:
        province_folder.close()
    assert (info.role, info.region_code, info.practice) == ("provinsi", "15", True)
    keys = {key.role: key for key in trust.keys}
    key = keys["operator"]
    assert {role: key.region for role, key in keys.items()} == {
        "operator": "15.71",
        "root": "15",
        "receipt": "15",
    }
    assert key.public == PublicKey.parse((sample / "operator.pub").read_bytes())
    assert (trust.recipient, trust.practice) == ("province-15", True)
    lines = (sample / "operator.pub").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("untrusted comment: ")


def test_the_district_of_the_sample_trusts_the_province(sample: Path) -> None:
    district, province = (
        Workspace(sample / name, write=False) for name in ("kabupaten", "provinsi")
    )
    try:
        roles = {key.role for key in trust_of(district).keys}
        told = [keyring_of(workspace) for workspace in (district, province)]
        recipients = [sealing_recipients(workspace) for workspace in (district, province)]
        with open_signing_key(province, PASSPHRASE, "receipt") as key:
            assert key.public in {k.public for k in told[0].receipt_keys}
        assert open_identity(province, PASSPHRASE).recipient == recipients[0][0]
        open_root(province, sample / "akar", PASSPHRASE).wipe()
    finally:
        district.close()
        province.close()
    assert roles == {"operator", "root", "receipt"}
    assert told[0] == told[1]
    assert told[0].serial == 1
    assert recipients[0] == recipients[1]


def test_a_sample_is_never_written_over_another(sample: Path) -> None:
    before = (sample / "operator.pub").read_bytes()
    with pytest.raises(KksError) as caught:
        write_sample(sample)
    assert caught.value.code == "EXISTS"
    assert (sample / "operator.pub").read_bytes() == before


def test_a_sample_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("x")
    with pytest.raises(KksError):
        write_sample(tmp_path / "berkas" / "contoh")


# ----------------------------------------------------------------------------- regions


def test_all_regions_of_the_kemendagri_codes() -> None:
    assert len(provinces()) == 38
    assert len(regions()) == 514
    assert len({r.code for r in regions()}) == 514
    assert sum(r.name.startswith("Kabupaten") for r in regions()) == 416
    jambi = region("15.71")
    assert jambi is not None
    assert (jambi.name, jambi.province_code, jambi.province_name) == ("Kota Jambi", "15", "Jambi")
    assert (jambi.districts, jambi.villages) == (11, 68)
    assert region("99.99") is None
    assert province("15") is not None
    assert province("99") is None


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("kota jambi", "15.71"),
        ("KOTA JAMBI", "15.71"),
        ("jambi kota", "15.71"),
        ("kot jam", "15.71"),
        ("15.71", "15.71"),
        ("kab. kerinci", "15.01"),
        ("kab kerinci", "15.01"),
        ("kerin", "15.01"),
        ("  kerinci  ", "15.01"),
    ],
)
def test_a_region_is_found_by_a_few_letters(typed: str, first: str) -> None:
    assert search_regions(typed)[0].code == first


def test_searching_finds_both_of_one_name_and_stops_at_the_limit() -> None:
    names = [r.name for r in search_regions("bogor")]
    assert names[:2] == ["Kabupaten Bogor", "Kota Bogor"]
    assert len(search_regions("kab", limit=7)) == 7
    assert search_regions("") == []
    assert search_regions("   ") == []
    assert search_regions("zzzz") == []
    assert {r.province_code for r in search_regions("15.", limit=50)} == {"15"}
    assert search_regions("jambi", limit=50)[0].code == "15.71"


# -------------------------------------------------------------------------- instruments


def test_an_unknown_instrument_is_refused() -> None:
    for code in ("kks-2023", "../kks-2025", "", "x" * 500):
        with pytest.raises(KksError) as caught:
            load_shipped(code)
        assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    "source", [b"", b"format = 2", b"\xff\xfe", b"= 1", b"a = " + b"[" * 10_000, b"x = 1e999999999"]
)
def test_a_source_that_is_no_instrument_is_refused(source: bytes, tmp_path: Path) -> None:
    with pytest.raises(KksError):
        load_source(source)
    path = tmp_path / "instrumen.toml"
    path.write_bytes(source)
    try:
        faults = check_file(path)[1]
    except InstrumentError:
        return
    assert faults


def test_an_instrument_file_that_is_too_large_or_absent_is_refused(tmp_path: Path) -> None:
    large = tmp_path / "besar.toml"
    large.write_bytes(shipped_source() + b"#" * (5 * 1024 * 1024))
    for path in (large, tmp_path / "tak-ada.toml", tmp_path):
        with pytest.raises(KksError):
            check_file(path)


# ----------------------------------------------------------------------- written files


def test_a_file_is_written_whole_over_an_older_one(tmp_path: Path) -> None:
    path = tmp_path / "laporan.pdf"
    write_whole(path, b"satu")
    write_whole(path, b"dua")
    assert path.read_bytes() == b"dua"
    assert [p.name for p in tmp_path.iterdir()] == ["laporan.pdf"]


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("x")
    (tmp_path / "folder.pdf").mkdir()
    for path in (tmp_path / "tak-ada" / "a.pdf", tmp_path / "berkas" / "a.pdf"):
        with pytest.raises(KksError) as caught:
            write_whole(path, b"x")
        assert "foldernya tidak ada" in str(caught.value)
    with pytest.raises(KksError):
        write_whole(tmp_path / "folder.pdf", b"x")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["berkas", "folder.pdf"]


def test_identifiers_are_uuids_of_version_7_and_all_different() -> None:
    made = [UUID(uuid7()) for _ in range(100)]
    assert {u.version for u in made} == {7}
    assert {u.variant for u in made} == {"specified in RFC 4122"}
    assert len(set(made)) == 100


def test_the_compiled_regions_are_plain_json(open_folder: Opener) -> None:
    from kks_desktop.platform.paths import resources

    table = json.loads((resources() / "regions" / "regions.json").read_text(encoding="utf-8"))
    assert {"provinces", "regencies"} <= table.keys()
