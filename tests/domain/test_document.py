"""Answers documents: read strictly, written so that they are read the same."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from kks_desktop.domain.answers import Answer, MeasureEntry, Share
from kks_desktop.domain.document import MAX_TEXT, read_answers, write_answers
from kks_desktop.domain.errors import AnswersError, KksError
from kks_desktop.domain.strict_json import JsonError, canonical_json, parse_json
from tests.domain.builders import document, share

if TYPE_CHECKING:
    from kks_desktop.domain.instrument import Instrument

FULL = document(
    {
        "1.01": {"measures": {"kematian_ibu": {"lalu": 12, "kini": 0}}, "note": "baris 1\nbaris 2"},
        "1.03": {"measures": {"ahh": {"lalu": "70,12", "kini": "70,45", "target": 72}}},
        "1.06": {
            "measures": {"stunting": {"lalu": "15,2", "kini": "13,1"}},
            "choice": 50,
            "reason": "survei 2024",
        },
        "1.07": {
            "measures": {"penemuan_tbc": {"lalu": share(91), "kini": {"pembilang": 3}}},
            "choice": 50,
            "reading": True,
        },
        "1.27": {"measures": {"tatanan_ktr": {"kini": []}}},
        "1.12": {"measures": {"kluster": {"kini": ["a", "c"]}}},
        "2.14": {"measures": {"ada_ipald": {"kini": False}}},
        "9.01": {"choice": 0},
        "K.09": {"measures": {"sk_porsi": {"kini": {"pembilang": 9, "penyebut": 11}}}},
    },
    target="wiwerda",
    odf={"desa": 68, "desa_odf": 0},
    data_dasar={"pasar": {"lalu": 20, "kini": "20,5"}},
    kelembagaan={"tim_pembina": True, "forum": False, "kecamatan_sk": 0, "anggaran": False},
    paripurna={"wistara_lalu": False, "ip_spm": 6, "inovasi": 0},
)


def test_a_full_document_survives_writing_and_reading(instrument: Instrument) -> None:
    read = read_answers(FULL, instrument)
    written = canonical_json(write_answers(read, instrument.by_code))
    assert read_answers(parse_json(written), instrument) == read


def test_zero_false_and_empty_list_are_kept_apart_from_blank(instrument: Instrument) -> None:
    read = read_answers(FULL, instrument)
    assert read.answers["1.01"].measures["kematian_ibu"].values["kini"] == Decimal(0)
    assert read.answers["1.27"].measures["tatanan_ktr"].values["kini"] == ()
    assert read.answers["2.14"].measures["ada_ipald"].values["kini"] is False
    assert read.answers["9.01"].choice == 0
    assert (read.odf.free, read.gates.district_decrees) == (0, 0)
    assert read.gates.budget is False
    assert read.gates.work_plan is None
    assert read.answers["1.07"].measures["penemuan_tbc"].values["kini"] == Share(Decimal(3), None)


def test_null_is_blank(instrument: Instrument) -> None:
    measures = {"kematian_ibu": {"lalu": None, "kini": 3}}
    read = read_answers(
        document({"1.01": {"measures": measures, "choice": None}}, odf={"desa": None}), instrument
    )
    assert read.answers["1.01"] == Answer({"kematian_ibu": MeasureEntry({"kini": Decimal(3)})})
    assert read.odf.villages is None


def test_a_derived_measure_is_never_read(instrument: Instrument) -> None:
    entry = {"measures": {"rerata_ptm": {"lalu": 80, "kini": 95}}}
    read = read_answers(document({"1.17": entry}), instrument)
    assert read.answers["1.17"].measures == {}


def test_a_direct_share_may_be_a_plain_number(instrument: Instrument) -> None:
    found = [
        (code, m)
        for code, i in instrument.by_code.items()
        for m in i.measures
        if m.is_share and m.direct
    ]
    for code, measure in found:
        entry = {"measures": {measure.id: {year: "12,5" for year in measure.years}}}
        read = read_answers(document({code: entry}), instrument)
        assert read.answers[code].measures[measure.id].values["kini"] == Decimal("12.5")


def test_items_come_in_the_order_of_the_instrument_and_once(instrument: Instrument) -> None:
    entry = {"measures": {"kluster": {"kini": ["c", "a", "c"]}}}
    read = read_answers(document({"1.12": entry}), instrument)
    assert read.answers["1.12"].measures["kluster"].values["kini"] == ("a", "c")


MALFORMED: list[tuple[dict[str, Any], str]] = [
    ({"format": "kks-answers/2"}, "kks-answers/1"),
    ({"format": None}, "kks-answers/1"),
    ({"instrument": "kks-2027"}, "kks-2025"),
    ({"region": "1571"}, "region"),
    ({"region": 15.71}, "region"),
    ({"region": "١٥.٧١"}, "region"),
    ({"year": "2025"}, "year"),
    ({"year": 1999}, "year"),
    ({"year": True}, "year"),
    ({"target": "juara"}, "target"),
    ({"target": ["padapa"]}, "target"),
    ({"odf": []}, "odf"),
    ({"odf": {"desa": 1.5}}, "odf.desa"),
    ({"odf": {"desa": "68.0"}}, "odf.desa"),
    ({"odf": {"desa": -1}}, "odf.desa"),
    ({"odf": {"desa": "12,5"}}, "odf.desa"),
    ({"odf": {"dusun": 1}}, "dusun"),
    ({"kelembagaan": {"forum": "ya"}}, "kelembagaan.forum"),
    ({"kelembagaan": {"forum": 1}}, "kelembagaan.forum"),
    ({"kelembagaan": {"pokja": 3}}, "pokja"),
    ({"paripurna": {"wistara_lalu": 1}}, "wistara_lalu"),
    ({"paripurna": {"lain": 1}}, "lain"),
    ({"data_dasar": {"kucing": {"kini": 1}}}, "kucing"),
    ({"data_dasar": {"pasar": {"2024": 1}}}, "pasar"),
    ({"data_dasar": {"pasar": {"kini": "1.234"}}}, "data_dasar.pasar.kini"),
    ({"data_dasar": {"pasar": 20}}, "pasar"),
    ({"answers": []}, "answers"),
    ({"answers": {"1.99": {}}}, "1.99"),
    ({"answers": {"1.01": []}}, "1.01"),
    ({"answers": {"1.01": {"nilai": 3}}}, "nilai"),
    ({"answers": {"1.01": {"measures": {"lain": {}}}}}, "lain"),
    ({"answers": {"1.01": {"measures": {"kematian_ibu": 3}}}}, "kematian_ibu"),
    ({"answers": {"1.01": {"measures": {"kematian_ibu": {"kini": "15.2"}}}}}, "titik"),
    ({"answers": {"1.01": {"measures": {"kematian_ibu": {"kini": True}}}}}, "kematian_ibu"),
    ({"answers": {"1.01": {"measures": {"kematian_ibu": {"kini": share(1)}}}}}, "kematian_ibu"),
    ({"answers": {"1.01": {"measures": {"kematian_ibu": {"target": 1}}}}}, "target"),
    ({"answers": {"1.04": {"measures": {"desa_30_menit": {"lalu": share(1)}}}}}, "lalu"),
    ({"answers": {"1.07": {"measures": {"penemuan_tbc": {"kini": {"atas": 1}}}}}}, "atas"),
    ({"answers": {"2.14": {"measures": {"ada_ipald": {"kini": "ya"}}}}}, "ada_ipald"),
    ({"answers": {"1.12": {"measures": {"kluster": {"kini": ["z"]}}}}}, "kluster"),
    ({"answers": {"1.12": {"measures": {"kluster": {"kini": "a"}}}}}, "kluster"),
    ({"answers": {"1.12": {"measures": {"kluster": {"kini": [["a"]]}}}}}, "kluster"),
    ({"answers": {"9.01": {"choice": "75"}}}, "choice"),
    ({"answers": {"9.01": {"choice": 101}}}, "choice"),
    ({"answers": {"9.01": {"choice": True}}}, "choice"),
    ({"answers": {"9.01": {"note": 3}}}, "note"),
    ({"answers": {"9.01": {"reason": "x" * (MAX_TEXT + 1)}}}, "reason"),
    ({"answers": {"9.01": {"reading": "ya"}}}, "reading"),
    ({"unread": {}}, "unread"),
    ({"unread": ["x"]}, "unread"),
    ({"unread": [{"code": "1.01"}]}, "unread"),
]


@pytest.mark.parametrize(("change", "place"), MALFORMED, ids=[str(c)[:60] for c, _ in MALFORMED])
def test_a_malformed_document_is_refused_with_its_place(
    instrument: Instrument, change: dict[str, Any], place: str
) -> None:
    with pytest.raises(AnswersError) as caught:
        read_answers({**document(), **change}, instrument)
    assert place in str(caught.value)
    assert len(str(caught.value)) < 300


def test_a_value_that_cannot_be_right_is_read(instrument: Instrument) -> None:
    entry = {"measures": {"penemuan_tbc": {"lalu": share(120), "kini": share(-5, 0)}}}
    read = read_answers(document({"1.07": entry, "9.01": {"choice": 3}}), instrument)
    assert read.answers["9.01"].choice == 3
    assert read.answers["1.07"].measures["penemuan_tbc"].values["lalu"] == Share(
        Decimal(120), Decimal(100)
    )


# ----------------------------------------------------------------------------- strict JSON


def test_json_numbers_are_exact() -> None:
    read = parse_json(b'{"a": 0.1, "b": 12345678901234567890, "c": 1e2}')
    assert read == {"a": Decimal("0.1"), "b": 12345678901234567890, "c": Decimal(100)}
    assert not any(isinstance(value, float) for value in read.values())


def test_a_byte_order_mark_is_passed_over() -> None:
    assert parse_json(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" ",
        b"{",
        b"[]",
        b"1",
        b"null",
        b'"x"',
        b'{"a": 1, "a": 2}',
        b'{"x": {"a": 1, "a": 1}}',
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b'{"a": -Infinity}',
        b'{"a": 01}',
        b"{'a': 1}",
        b'{"a": 1,}',
        b'{"a": 1} x',
        b'\xff\xfe{"a": 1}',
        b'{"a": "\xff"}',
        b'{"a": "\n"}',
        b"\x00" * 100,
        b'{"a": ' + b"[" * 200_000 + b"]" * 200_000 + b"}",
        b'{"a": ' * 200_000,
        b"PK\x03\x04",
    ],
    ids=lambda data: repr(data[:20]),
)
def test_json_that_is_refused(data: bytes) -> None:
    with pytest.raises(JsonError):
        parse_json(data)


def test_a_very_long_number_costs_neither_time_nor_an_exception(instrument: Instrument) -> None:
    for digits in (b"9" * 400, b"9" * 100_000, b"1e999999", b"1e99999999999999999999"):
        data = b'{"odf": {"desa": %s}}' % digits
        try:
            table = parse_json(data)
        except JsonError:
            continue
        with pytest.raises(KksError):
            read_answers({**document(), **table}, instrument)


def test_more_bytes_than_the_limit_are_refused() -> None:
    with pytest.raises(JsonError):
        parse_json(b'{"a": 1}', limit=7)
    assert parse_json(b'{"a": 1}', limit=8) == {"a": 1}


def test_canonical_json_is_the_same_whatever_the_order() -> None:
    assert canonical_json({"b": 1, "a": "é"}) == canonical_json({"a": "é", "b": 1})
    assert canonical_json({"b": 1, "a": "é"}) == '{"a":"é","b":1}'.encode()
