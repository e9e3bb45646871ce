"""A new assessment from the last: figures keep their year, and nothing carried counts."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kks_desktop.domain.assessment import evaluate
from kks_desktop.domain.carry import Carried, Frame, carry
from kks_desktop.domain.instrument import Instrument
from kks_desktop.domain.marks import confirmed, is_mark, mark_of, marks
from kks_desktop.services.fields import answers_of, unread_entries
from kks_desktop.services.instruments import load_shipped
from kks_desktop.services.sample import sample_fields

VILLAGE, DISTRICT = "desa:15.71.01.1001", "kecamatan:15.71.01"
OLD = {
    ("profil", "kantor"): "Bappeda",
    ("profil", "puskesmas_kini"): "20",
    ("penilaian", "target"): "wiwerda",
    ("data_dasar", "pasar/lalu"): "18",
    ("data_dasar", "pasar/kini"): "20",
    ("odf", "desa_odf"): "64",
    ("1.06", "stunting/lalu"): "15,2",
    ("1.06", "stunting/kini"): "13,1",
    ("1.06", "choice"): "50",
    ("1.06", "reason"): "sampel kecil",
    ("4.03", "pasar_ktr/kini/pembilang"): "9",
    ("4.03", "pasar_ktr/kini/penyebut"): "20",
    (DISTRICT, "nama"): "Telanaipura",
    (DISTRICT, "sk_nomor"): "12/2023",
    (DISTRICT, "renja_kini"): "ya",
    (VILLAGE, "nama"): "Sungai Putri",
    (VILLAGE, "odf"): "ya",
    (VILLAGE, "renja_lengkap"): "ya",
    ("penduduk:0", "kini"): "9000",
    ("dana:1", "uraian"): "Pokja",
    ("dana:1", "jumlah_kini"): "5000000",
    ("kegiatan:a", "waktu"): "2024-03-01",
    ("kegiatan:a", "nama"): "Rapat",
    ("kegiatan:b", "waktu"): "2023-03-01",
    ("pejabat:1", "nama"): "Siti",
    ("opd:kesehatan", "kepala_nama"): "Budi",
    ("opd:kesehatan", "nama"): "Dinas Kesehatan Kota Jambi",
    ("opd:kesehatan", "kontak"): "0741-123",
    ("1.07", "opd"): "bappeda",
    ("1.08", "opd"): "dinas-sihir",
    ("K.05", "opd"): "hukum",
    ("opd:kesehatan", "lembar"): "0" * 64,
    ("opd:kesehatan", f"dicetak/{'1' * 64}"): "2024-02-01",
    ("bukti:" + "0" * 64, "nama"): "sk.pdf",
    ("spm:sosial", "nilai"): "80",
}


@cache
def _sample() -> dict[tuple[str, str], str]:
    return {**sample_fields(load_shipped()), **OLD}


def _next(instrument: Instrument, year: int, fields: dict[tuple[str, str], str] = OLD) -> Carried:
    return carry(fields, Frame(instrument, 2025), Frame(instrument, year))


def test_where_the_years_adjoin_the_last_figure_becomes_the_earlier_one(
    instrument: Instrument,
) -> None:
    found = _next(instrument, 2026).fields
    assert found["1.06", "stunting/lalu"] == "13,1"
    assert found["1.06", "dibawa"] == "2025"
    assert found["data_dasar", "pasar/lalu"] == "20"
    assert found["data_dasar", "pasar/dibawa"] == "2025"
    assert found["profil", "puskesmas_lalu"] == "20"
    assert found["penduduk:0", "lalu"] == "9000"
    assert found["dana:1", "jumlah_lalu"] == "5000000"
    assert found[DISTRICT, "renja_lalu"] == "ya"
    assert not any(field.endswith(("/kini", "_kini")) for _, field in found)


def test_where_they_do_not_no_figure_is_given_another_year(instrument: Instrument) -> None:
    found = _next(instrument, 2027).fields
    assert found["1.06", "acuan/stunting/2024"] == "13,1"
    assert found["4.03", "acuan/pasar_ktr/2024/pembilang"] == "9"
    for year in ("lalu", "kini"):
        assert not any(year in (*field.split("/"), *field.split("_")) for _, field in found)
    assert ("1.06", "dibawa") not in found
    assert found["dana:1", "uraian"] == "Pokja"


def test_a_figure_of_one_year_is_shown_but_not_carried_as_an_answer(
    instrument: Instrument,
) -> None:
    single = next(
        (indicator.code, measure.id)
        for indicator in instrument.indicators()
        for measure in indicator.measures
        if not measure.two_years and measure.is_number and not measure.is_share
    )
    fields = {(single[0], f"{single[1]}/kini"): "7"}
    assert _next(instrument, 2026, fields).fields == {(single[0], f"acuan/{single[1]}/2024"): "7"}


@pytest.mark.parametrize("year", [2026, 2027])
def test_registers_come_along_and_what_belongs_to_the_old_years_does_not(
    instrument: Instrument, year: int
) -> None:
    found = _next(instrument, year).fields
    assert found[VILLAGE, "nama"] == "Sungai Putri"
    assert found[VILLAGE, "odf/dibawa"] == "2025"
    assert found[DISTRICT, "sk_nomor"] == "12/2023"
    assert found["pejabat:1", "nama"] == "Siti"
    assert found["opd:kesehatan", "kepala_nama"] == "Budi"
    assert found["opd:kesehatan", "nama"] == "Dinas Kesehatan Kota Jambi"
    assert found["opd:kesehatan", "kontak"] == "0741-123"
    codes = {code for code, _ in found}
    assert not codes & {"odf", "penilaian", "spm:sosial", "kegiatan:b", "bukti:" + "0" * 64}
    assert ("kegiatan:a" in codes) == (year == 2026)
    assert not {("opd:kesehatan", "lembar"), (VILLAGE, "renja_lengkap")} & found.keys()
    assert not any(field.startswith("dicetak/") for _, field in found)
    assert not {("1.06", "choice"), ("1.06", "reason")} & found.keys()


def test_who_handles_an_indicator_comes_along_unmarked(instrument: Instrument) -> None:
    carried = _next(instrument, 2026)
    assert carried.fields["1.07", "opd"] == "bappeda"
    assert carried.fields["K.05", "opd"] == "hukum"
    assert ("1.08", "opd") not in carried.fields, "no such OPD"
    assert not {("1.07", "dibawa"), ("K.05", "dibawa")} & carried.fields.keys()
    assert {line.kind: line.amount for line in carried.taken}["ditangani"] == 2
    assert {line.kind: line.amount for line in carried.left}["ditangani"] == 1


def test_the_lists_name_each_kind_with_its_count(instrument: Instrument) -> None:
    found = _next(instrument, 2027)
    taken = {line.kind: line.amount for line in found.taken}
    left = {line.kind: line.amount for line in found.left}
    assert taken["acuan"] == 2
    assert taken["desa"] == 1
    assert left["pilihan"] == 1
    assert left["bukti"] == 1
    assert left["data_dasar"] == 2
    assert left["kegiatan"] == 2
    assert all(line.title and line.unit for line in (*found.taken, *found.left))


def test_what_was_never_confirmed_is_no_figure_to_carry_on(instrument: Instrument) -> None:
    once = dict(_next(instrument, 2026).fields)
    again = carry(once, Frame(instrument, 2026), Frame(instrument, 2027))
    assert ("1.06", "stunting/lalu") not in again.fields
    assert again.fields[DISTRICT, "dibawa"] == "2026"


def test_a_measure_that_is_asked_otherwise_now_is_left(instrument: Instrument) -> None:
    indicator = instrument.by_code["1.06"]
    asked = replace(indicator.measures[0], unit="per seribu")
    changed = replace(indicator, measures=(asked, *indicator.measures[1:]))
    tatanan = tuple(
        replace(t, indicators=tuple(changed if i is indicator else i for i in t.indicators))
        for t in instrument.tatanan
    )
    found = carry(OLD, Frame(instrument, 2025), Frame(replace(instrument, tatanan=tatanan), 2026))
    assert not any(code == "1.06" for code, _ in found.fields)


@given(data=st.data(), year=st.sampled_from([2026, 2026, 2026, 2027, 2031]))
def test_nothing_carried_is_counted(instrument: Instrument, data: st.DataObject, year: int) -> None:
    """Scores, gates, category and documents are those of an assessment without a field."""
    everything = _sample()
    dropped = data.draw(st.sets(st.sampled_from(sorted(everything))))
    fields = {key: raw for key, raw in everything.items() if key not in dropped}
    fields |= data.draw(
        st.dictionaries(st.sampled_from(sorted(everything)), st.text(min_size=1, max_size=4))
    )
    carried = carry(fields, Frame(instrument, 2025), Frame(instrument, year)).fields
    answers = answers_of(instrument, "15.71", year, confirmed(carried))
    blank = answers_of(instrument, "15.71", year, {})
    assert answers == blank
    assert evaluate(instrument, answers) == evaluate(instrument, blank)
    assert not [x for x in unread_entries(instrument, carried) if mark_of(x["code"], x["field"])]


@given(data=st.data())
def test_every_field_that_could_count_is_under_a_mark_that_stands(
    instrument: Instrument, data: st.DataObject
) -> None:
    carried = dict(_next(instrument, 2026, _sample()).fields)
    counting = confirmed(carried)
    for key in carried.keys() - counting.keys():
        assert (key[0], mark_of(*key)) in carried
    for key in counting:
        assert mark_of(*key) is None or (key[0], mark_of(*key)) not in carried
    key = data.draw(st.sampled_from(marks(carried)))
    freed = confirmed({k: raw for k, raw in carried.items() if k != key})
    assert {k for k in freed if k not in counting} == {
        k for k in carried if k[0] == key[0] and mark_of(*k) == key[1]
    }
    assert is_mark(key[1])
