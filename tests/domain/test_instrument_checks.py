"""A damaged instrument file is refused, with the place and the fault in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from kks_desktop.domain.instrument_checks import check_instrument
from kks_desktop.platform.paths import resources
from kks_desktop.services.instruments import load_shipped, load_source, shipped_source

if TYPE_CHECKING:
    from kks_desktop.domain.instrument import Instrument

Table = dict[str, Any]
Entry = Callable[[str], Table]


def _faults(table: Table) -> list[str]:
    return [str(fault) for fault in check_instrument(table, "0" * 64)[1]]


def _says(table: Table, place: str, *words: str) -> None:
    """One of the faults names the place and all of the words."""
    found = _faults(table)
    assert any(f.startswith(place) and all(w in f for w in words) for f in found), found


def test_the_shipped_instrument_has_no_fault(table: Table) -> None:
    assert _faults(table) == []


def test_the_compiled_instrument_is_the_same_as_its_file(instrument: Instrument) -> None:
    assert load_source(shipped_source()) == instrument
    compiled = json.loads((resources() / "instruments" / "kks-2025.json").read_text("utf-8"))
    assert compiled["source_sha256"] == load_shipped().sha256


# --------------------------------------------------------------------------------- form


@pytest.mark.parametrize("value", [0, 2, "1", None, Decimal("1.5"), []])
def test_wrong_format_version(table: Table, value: Any) -> None:
    table["format"] = value
    _says(table, "berkas", "format")


def test_format_version_absent(table: Table) -> None:
    del table["format"]
    _says(table, "berkas", "format")


@pytest.mark.parametrize("key", ["kode", "judul", "tahun", "tatanan", "kelembagaan"])
def test_a_missing_part_is_named(table: Table, key: str) -> None:
    del table[key]
    _says(table, "berkas", key)


@pytest.mark.parametrize("key", ["penghargaan", "data_dasar", "urusan", "lembaga"])
def test_a_missing_section_is_named(table: Table, key: str) -> None:
    del table[key]
    _says(table, key)


GARBAGE = (None, True, 0, -1, 10**400, Decimal("NaN"), "", "x", "\x00", [], [[]], [None], {}, b"x")


@pytest.mark.parametrize("value", GARBAGE, ids=repr)
def test_garbage_in_place_of_a_section_is_a_fault(source_table: Table, value: Any) -> None:
    for key in ("tatanan", "kelembagaan", "penghargaan", "kode", "tahun"):
        if key == "kode" and isinstance(value, str) and value.strip():
            continue
        assert _faults({**source_table, key: value}), key


@pytest.mark.parametrize("value", GARBAGE, ids=repr)
@pytest.mark.parametrize("key", ["ukuran", "aturan", "pilihan", "kode", "judul"])
def test_garbage_in_an_indicator_is_a_fault(
    table: Table, entry: Entry, key: str, value: Any
) -> None:
    if key in ("kode", "judul") and isinstance(value, str) and value.strip():
        return
    if key == "ukuran" and value == []:
        value = [None]
    entry("1.01")[key] = value
    assert _faults(table)


@pytest.mark.parametrize("value", GARBAGE, ids=repr)
def test_garbage_in_a_rule_is_a_fault(table: Table, entry: Entry, value: Any) -> None:
    for key in ("jenis", "ukuran", "skor", "ambang", "banding", "arah"):
        rule = dict(entry("1.07")["aturan"])
        entry("1.07")["aturan"] = {**rule, key: value}
        if not (key == "ambang" and value in (0, -1, True)):
            assert _faults(table), key
        entry("1.07")["aturan"] = rule


@pytest.mark.parametrize("table", [{}, {"format": 1}, {"format": 1, "tatanan": [{}]}])
def test_an_almost_empty_file_gives_faults(table: Table) -> None:
    assert _faults(table)


def test_every_fault_is_reported_at_once(table: Table, entry: Entry) -> None:
    entry("1.01")["aturan"]["ukuran"] = "tidak_ada"
    entry("9.05")["pilihan"] = entry("9.05")["pilihan"][1:]
    table["tahun"] = "2025"
    _says(table, "indikator 1.01", "tidak_ada")
    _says(table, "indikator 9.05", "100")
    _says(table, "berkas", "tahun")


# -------------------------------------------------------------------------------- options


@pytest.mark.parametrize("score", [100, 0])
def test_an_indicator_without_the_option_of_100_or_0(
    table: Table, entry: Entry, score: int
) -> None:
    options = entry("9.05")["pilihan"]
    entry("9.05")["pilihan"] = [option for option in options if option["skor"] != score]
    _says(table, "indikator 9.05", f"bernilai {score}")


def test_two_options_of_one_score(table: Table, entry: Entry) -> None:
    entry("9.05")["pilihan"].append({"skor": 50, "teks": "lagi"})
    _says(table, "indikator 9.05", "50", "2")


@pytest.mark.parametrize("score", [-1, 101, "100", True, Decimal("99.5"), None])
def test_an_option_with_an_impossible_score(table: Table, entry: Entry, score: Any) -> None:
    entry("9.05")["pilihan"][1]["skor"] = score
    assert _faults(table)


# ---------------------------------------------------------------------------------- rules


def test_a_trend_gives_a_score_that_no_option_has(table: Table, entry: Entry) -> None:
    entry("1.01")["aturan"]["skor"]["membaik"] = 75
    _says(table, "indikator 1.01", "75")


def test_a_reading_that_no_option_has(table: Table, entry: Entry) -> None:
    entry("1.03")["aturan"]["bacaan"]["tetap_capai"] = 25
    _says(table, "indikator 1.03", "25")


def test_a_tier_gives_a_score_that_no_option_has(table: Table, entry: Entry) -> None:
    entry("1.04")["aturan"]["tingkat"][0]["skor"] = 90
    _says(table, "indikator 1.04", "90")


def test_a_step_gives_a_score_that_no_option_has(table: Table, entry: Entry) -> None:
    entry("K.01")["aturan"]["langkah"][0]["skor"] = 50
    _says(table, "indikator K.01", "50")


def test_the_rest_gives_a_score_that_no_option_has(table: Table, entry: Entry) -> None:
    entry("K.01")["aturan"]["lainnya"] = 25
    _says(table, "indikator K.01", "25")


def test_skor_lain_that_no_option_has(table: Table, entry: Entry) -> None:
    tier = next(t for t in entry("2.22")["aturan"]["tingkat"] if "skor_lain" in t)
    tier["skor_lain"] = [25]
    _says(table, "indikator 2.22", "25")


def test_nol_dua_tahun_that_no_option_has(table: Table, entry: Entry) -> None:
    entry("6.04")["aturan"]["bacaan"]["nol_dua_tahun"] = 25
    _says(table, "indikator 6.04", "25")


def test_a_rule_that_uses_an_unknown_measure(table: Table, entry: Entry) -> None:
    entry("1.01")["aturan"]["ukuran"] = "kematian"
    _says(table, "indikator 1.01", "'kematian'")


def test_a_nested_condition_that_uses_an_unknown_measure(table: Table, entry: Entry) -> None:
    entry("K.02")["aturan"]["langkah"][0]["jika"]["semua"][2]["ukuran"] = "lain"
    _says(table, "indikator K.02", "'lain'")


def test_nol_jika_that_uses_an_unknown_measure(table: Table, entry: Entry) -> None:
    entry("2.14")["aturan"]["nol_jika"]["ukuran"] = "lain"
    _says(table, "indikator 2.14", "'lain'")


def test_a_state_that_the_rule_does_not_know(table: Table, entry: Entry) -> None:
    entry("1.01")["aturan"]["skor"]["membalik"] = 100
    assert any("membalik" in fault for fault in _faults(table))


def test_a_state_that_is_missing(table: Table, entry: Entry) -> None:
    del entry("1.07")["aturan"]["skor"]["tetap_capai"]
    assert any("tetap_capai" in fault for fault in _faults(table))


def test_a_trend_over_a_measure_of_one_year(table: Table, entry: Entry) -> None:
    entry("1.01")["ukuran"][0]["dua_tahun"] = False
    _says(table, "indikator 1.01", "dua tahun")


def test_a_trend_over_a_yes_no(table: Table, entry: Entry) -> None:
    entry("1.01")["ukuran"][0] |= {"jenis": "ya_tidak"}
    _says(table, "indikator 1.01", "angka")


def test_criteria_over_a_number(table: Table, entry: Entry) -> None:
    measure = entry("1.27")["ukuran"][0]
    del measure["butir"]
    measure |= {"jenis": "jumlah", "satuan": "butir"}
    _says(table, "indikator 1.27", "daftar")


def test_a_true_or_false_condition_over_a_number(table: Table, entry: Entry) -> None:
    entry("2.14")["aturan"]["nol_jika"] = {"ukuran": "idle_capacity", "nilai": True}
    _says(table, "indikator 2.14", "ya_tidak")


def test_a_bound_of_a_target_that_the_measure_does_not_have(table: Table, entry: Entry) -> None:
    del entry("1.03")["ukuran"][0]["target"]
    _says(table, "indikator 1.03", "target")


def test_a_bound_of_a_share_that_the_indicator_does_not_have(table: Table, entry: Entry) -> None:
    del entry("K.09")["porsi_minimal"]
    _says(table, "indikator K.09", "porsi_minimal")


def test_a_required_item_that_does_not_exist(table: Table, entry: Entry) -> None:
    rules = [i for t in table["tatanan"] for i in t["indikator"] if "butir_wajib" in i["aturan"]]
    rules[0]["aturan"]["butir_wajib"] = "zz"
    _says(table, f"indikator {rules[0]['kode']}", "'zz'")


def test_a_tier_without_any_bound(table: Table, entry: Entry) -> None:
    entry("1.04")["aturan"]["tingkat"][0] = {"skor": 100}
    assert any("min" in fault and "1.04" in fault for fault in _faults(table))


# ---------------------------------------------------------------------------- overlapping


def test_two_tiers_that_overlap(table: Table, entry: Entry) -> None:
    entry("1.04")["aturan"]["tingkat"][1]["max"] = 80
    _says(table, "indikator 1.04", "bertumpang tindih")


def test_two_tiers_that_both_hold_their_common_bound(table: Table, entry: Entry) -> None:
    tiers = entry("1.04")["aturan"]["tingkat"]
    assert (tiers[0]["min"], tiers[1]["max"]) == (75, 75)
    tiers[1]["max_termasuk"] = True
    _says(table, "indikator 1.04", "bertumpang tindih")


def test_two_tiers_of_a_share_bound_that_both_hold_it(table: Table, entry: Entry) -> None:
    entry("K.09")["aturan"]["tingkat"][1]["max_termasuk"] = True
    _says(table, "indikator K.09", "bertumpang tindih")


def test_two_equal_tiers(table: Table, entry: Entry) -> None:
    tiers = entry("9.06")["aturan"]["tingkat"]
    tiers.append(dict(tiers[2]))
    _says(table, "indikator 9.06", "bertumpang tindih")


# --------------------------------------------------------------------- names used twice


def test_two_indicators_of_one_code(table: Table, entry: Entry) -> None:
    entry("5.02")["kode"] = "5.01"
    _says(table, "indikator 5.01", "2")


def test_an_indicator_with_the_code_of_a_kelembagaan_variable(table: Table, entry: Entry) -> None:
    entry("5.02")["kode"] = "K.01"
    _says(table, "indikator K.01", "2")


def test_two_tatanan_of_one_number(table: Table) -> None:
    table["tatanan"][3]["nomor"] = 3
    _says(table, "tatanan 3", "2")


def test_two_measures_of_one_name(table: Table, entry: Entry) -> None:
    entry("1.01")["ukuran"].append(dict(entry("1.01")["ukuran"][0]))
    _says(table, "indikator 1.01", "kematian_ibu", "2")


def test_two_items_of_one_code(table: Table, entry: Entry) -> None:
    items = entry("1.27")["ukuran"][0]["butir"]
    items.append(dict(items[0]))
    _says(table, "indikator 1.27", "butir")


# -------------------------------------------------------------------------------- measures


def test_a_shared_denominator_that_does_not_exist(table: Table, entry: Entry) -> None:
    entry("4.03")["ukuran"][0]["penyebut_id"] = "kucing"
    _says(table, "indikator 4.03", "kucing")


def test_a_derived_measure_from_a_part_that_does_not_exist(table: Table, entry: Entry) -> None:
    entry("1.17")["ukuran"][-1]["turunan"]["dari"].append("skrining_mata")
    _says(table, "indikator 1.17", "skrining_mata")


def test_a_numerator_without_a_denominator(table: Table, entry: Entry) -> None:
    del entry("4.03")["ukuran"][0]["penyebut"]
    assert any("penyebut" in fault and "4.03" in fault for fault in _faults(table))


def test_a_list_without_items(table: Table, entry: Entry) -> None:
    del entry("1.27")["ukuran"][0]["butir"]
    assert any("butir" in fault and "1.27" in fault for fault in _faults(table))


def test_a_key_that_a_measure_does_not_know(table: Table, entry: Entry) -> None:
    entry("1.01")["ukuran"][0]["dua_tahunan"] = True
    assert any("dua_tahunan" in fault for fault in _faults(table))


def test_a_kind_of_measure_that_does_not_exist(table: Table, entry: Entry) -> None:
    entry("1.01")["ukuran"][0]["jenis"] = "kira-kira"
    assert any("jenis" in fault and "1.01" in fault for fault in _faults(table))


# ---------------------------------------------------------------------------------- awards


def test_minimum_scores_that_do_not_fit_the_number_of_indicators(table: Table) -> None:
    table["penghargaan"]["wiwerda"]["tatanan_skor_min"][2] = 890
    _says(table, "penghargaan.wiwerda", "tatanan_skor_min")


def test_a_total_minimum_that_does_not_fit(table: Table) -> None:
    table["penghargaan"]["padapa"]["total_skor_min"] = 9000
    _says(table, "penghargaan.padapa", "total_skor_min")


def test_a_tatanan_that_lost_an_indicator(table: Table) -> None:
    table["tatanan"][4]["indikator"].pop()
    _says(table, "berkas", "jumlah_indikator")
    _says(table, "berkas", "skor_maksimal")
    _says(table, "penghargaan.padapa", "tatanan_skor_min")
    _says(table, "tatanan 5")


@pytest.mark.parametrize("key", ["odf_min", "tatanan_min"])
def test_categories_that_do_not_rise(table: Table, key: str) -> None:
    table["penghargaan"]["wiwerda"][key] = 60
    assert any(fault.startswith("penghargaan.w") for fault in _faults(table))


def test_shares_of_forum_and_pokja_that_differ(table: Table) -> None:
    table["penghargaan"]["wistara"]["kelembagaan_min"]["pokja"] = 79
    assert any("pokja" in fault for fault in _faults(table))


def test_an_unknown_general_note(table: Table, entry: Entry) -> None:
    entry("1.01")["catatan_umum"] = ["lain"]
    _says(table, "indikator 1.01", "'lain'")
