"""The register of OPD: local names, and indicators that another OPD handles."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kks_desktop.domain.agencies import (
    agencies_document,
    agencies_of,
    agency_names,
    agency_words,
    assigned_document,
    names_agencies,
)
from kks_desktop.domain.agency import agency_reports
from kks_desktop.domain.evidence import proof_of
from kks_desktop.domain.plan import make_plan
from kks_desktop.domain.verified import verify_today
from kks_desktop.services.instruments import load_shipped
from tests.domain.builders import evaluated
from tests.domain.strategies import documents

INSTRUMENT = load_shipped()
CODES = sorted(INSTRUMENT.by_code)
DEATHS, FORUM = INSTRUMENT.by_code["1.01"], INSTRUMENT.by_code["K.05"]
assignments = st.dictionaries(
    st.sampled_from(CODES),
    st.sampled_from([*INSTRUMENT.agencies, "tidak-ada"]).map(lambda id: {"opd": id}),
    max_size=40,
)


def test_a_local_name_stands_for_the_urusan() -> None:
    table = {"opd:kesehatan": {"nama": "Dinas Kesehatan Kota Jambi"}, "opd:bps": {"kontak": "1"}}
    names = agency_names(INSTRUMENT, table)
    assert names["kesehatan"] == "Dinas Kesehatan Kota Jambi"
    assert names["bps"] == "Statistik (BPS)"
    assert list(names) == list(INSTRUMENT.agencies)


def test_the_assigned_agency_is_the_main_one_and_the_others_support() -> None:
    assert agencies_of(INSTRUMENT, DEATHS, {}) == DEATHS.agencies
    table = {"1.01": {"opd": "bappeda"}, "K.05": {"opd": "hukum"}}
    assert agencies_of(INSTRUMENT, DEATHS, table) == ("bappeda", *DEATHS.agencies)
    assert agencies_of(INSTRUMENT, FORUM, table) == ("hukum", *FORUM.agencies)
    assert agency_words(INSTRUMENT, DEATHS, table)[0] == "Bappeda"


def test_a_supporting_agency_becomes_the_main_one_and_stands_once() -> None:
    indicator = next(i for i in INSTRUMENT.by_code.values() if len(i.agencies) > 1)
    first, second, *rest = indicator.agencies
    table = {indicator.code: {"opd": second}}
    assert agencies_of(INSTRUMENT, indicator, table) == (second, first, *rest)


def test_an_unknown_agency_assigns_nothing() -> None:
    table = {"1.01": {"opd": "dinas-sihir"}}
    assert agencies_of(INSTRUMENT, DEATHS, table) == DEATHS.agencies
    assert assigned_document(INSTRUMENT, table) == {}


def test_what_travels() -> None:
    table = {
        "opd:kesehatan": {"nama": "Dinkes", "kepala_nip": "1", "lembar": "0" * 64},
        "opd:sihir": {"nama": "Dinas Sihir"},
        "opd:bps": {"lembar": "0" * 64},
        "1.01": {"opd": "bappeda", "choice": "50"},
        "1.02": {"opd": INSTRUMENT.by_code["1.02"].agencies[0]},
    }
    assert agencies_document(INSTRUMENT, table) == {
        "kesehatan": {"nama": "Dinkes", "kepala_nip": "1"}
    }
    assert assigned_document(INSTRUMENT, table) == {"1.01": "bappeda"}


def test_which_fields_change_names() -> None:
    assert names_agencies([("1.01", "choice"), ("opd:bps", "nama")])
    assert names_agencies([("K.05", "opd")])
    assert not names_agencies([("opd:bps", "kepala_nama"), ("desa:1", "nama")])


@given(documents(INSTRUMENT, codes=20), assignments)
def test_points_move_between_agencies_and_none_is_lost(
    document: dict[str, Any], table: dict[str, dict[str, str]]
) -> None:
    found = evaluated(INSTRUMENT, document["answers"], target="wistara")
    proofs = {code: proof_of(i, {}, {}) for code, i in INSTRUMENT.by_code.items()}
    verification = verify_today(INSTRUMENT, found, proofs)
    plan = make_plan(INSTRUMENT, found, {})
    agencies = agency_reports(INSTRUMENT, verification, proofs, plan, table)
    assert sum(a.earned for a in agencies) == found.scored.total
    assert sum(a.most for a in agencies) == INSTRUMENT.max_score
    mains = {line.code: a.id for a in agencies for line in a.own}
    assert len(mains) == sum(len(a.own) for a in agencies) == len(INSTRUMENT.by_code)
    for code, cells in table.items():
        known = cells["opd"] in INSTRUMENT.agencies
        assert mains[code] == (cells["opd"] if known else INSTRUMENT.by_code[code].agencies[0])
