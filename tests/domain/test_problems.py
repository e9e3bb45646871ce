"""Each rule of ``problems``: what it finds, and what beside it it leaves alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from kks_desktop.domain.assessment import evaluate
from kks_desktop.domain.instrument import Instrument
from kks_desktop.domain.problems.model import Facts, Problem, facts_from
from kks_desktop.domain.problems.plausible import LEAPS, Leap
from kks_desktop.domain.problems.rules import HARD_RULES, KIND_TITLES, RULES, problems_of
from kks_desktop.services.fields import answers_of, table_of
from kks_desktop.services.sample import REGION, YEAR, sample_fields

Fields = dict[tuple[str, str], str]
Find = Callable[..., list[Problem]]
PROFILE = {
    ("profil", "kepala_daerah_nama"): "A",
    ("profil", "ketua_tim_nama"): "B",
    ("profil", "alamat_pemda"): "C",
}
HASH = "ab" * 32
OTHER = "cd" * 32


def facts(instrument: Instrument, fields: Mapping[tuple[str, str], str], *damaged: str) -> Facts:
    """The facts of typed fields."""
    answers = answers_of(instrument, REGION, YEAR, fields)
    evaluation = evaluate(instrument, answers)
    return facts_from(instrument, evaluation, table_of(fields), frozenset(damaged))


@pytest.fixture
def find(instrument: Instrument) -> Find:
    """What one rule finds in the fields."""

    def run(rule: str, fields: Fields, *damaged: str) -> list[Problem]:
        (chosen,) = [known for known in RULES if known.id == rule]
        return list(problems_of(facts(instrument, fields, *damaged), (chosen,)))

    return run


def cells(code: str, **values: str) -> Fields:
    """The fields of one row."""
    return {(code, field): raw for field, raw in values.items()}


def village(number: int, **values: str) -> Fields:
    """A village's row."""
    return cells(f"desa:15.71.01.{1000 + number}", nama=f"Desa {number}", **values)


def villages(count: int, **values: str) -> Fields:
    """The rows of many villages with the same cells."""
    return {key: raw for n in range(count) for key, raw in village(n, **values).items()}


def file(sha256: str, *uses: str, **values: str) -> Fields:
    """A file of proof and its uses."""
    return cells(f"bukti:{sha256}", nama="laporan.pdf", ext="pdf", **values) | {
        (f"bukti:{sha256}", f"untuk/{use}"): "ya" for use in uses
    }


def one(found: list[Problem], code: str, field: str, *words: str) -> Problem:
    """The only problem found, at its place and with its words."""
    assert [(p.code, p.field) for p in found] == [(code, field)]
    for word in words:
        assert word in found[0].sentence
    return found[0]


TWO_YEARS = {("1.01", "kematian_ibu/lalu"): "12", ("1.01", "kematian_ibu/kini"): "9"}


# --------------------------------------------------------------------------- the list


def test_every_rule_has_an_id_of_its_own_a_title_and_a_kind() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.title and rule.kind in KIND_TITLES for rule in RULES)
    hard = {"profil", "penanda_tangan", "surat_wajib", "bukti_rusak"}
    assert {rule.id for rule in HARD_RULES} == hard


def test_hard_problems_come_first_then_all_as_it_is_printed(instrument: Instrument) -> None:
    fields = {("1.01", "kematian_ibu/kini"): "x", **file(HASH, "1.06/0")}
    found = problems_of(facts(instrument, fields, HASH))
    hard = [p.hard for p in found]
    assert hard == sorted(hard, reverse=True)
    soft = [p.code for p in found if not p.hard]
    assert soft.index("profil") < soft.index("K.01") < soft.index("1.01") < soft.index("9.14")
    assert found[0].code == "profil"
    assert [p.code for p in found if p.hard][-1] == f"bukti:{HASH}"


def test_a_problem_knows_its_tatanan_and_who_can_put_it_right(
    instrument: Instrument, find: Find
) -> None:
    (first, *_) = find("kosong", {})
    assert first.code == "K.01"
    assert first.tatanan is None
    by_code = {p.code: p for p in find("kosong", {})}
    assert by_code["9.14"].tatanan == 9
    assert by_code["1.01"].agencies == instrument.by_code["1.01"].agencies
    row = village(1, sk_nomor="1")
    assert find("sk_belum_lengkap", row)[0].agencies == instrument.by_code["K.13"].agencies


def test_the_sample_has_nothing_that_blocks_and_nothing_implausible(instrument: Instrument) -> None:
    found = problems_of(facts(instrument, sample_fields(instrument)))
    rules = {"kosong", "tidak_diatur", "bukti_belum_ada", "surat_usulan"}
    assert {p.rule for p in found} == rules


def test_many_rows_with_one_fault_are_told_as_one(find: Find) -> None:
    assert len(find("sk_belum_lengkap", villages(5, sk_nomor="1"))) == 5
    found = find("sk_belum_lengkap", villages(6, sk_nomor="1"))
    one(found, "desa:15.71.01.1000", "sk_tanggal", "6 desa/kelurahan")


def test_a_row_taken_out_has_no_problems(find: Find) -> None:
    assert find("sk_belum_lengkap", village(1, sk_nomor="1", dihapus="digabung")) == []


# ---------------------------------------------------------------------- isian, pilihan


def test_unanswered(find: Find) -> None:
    assert len(find("kosong", {})) == 152
    assert "1.01" not in {p.code for p in find("kosong", TWO_YEARS)}
    assert "1.01" not in {p.code for p in find("kosong", {("1.01", "kematian_ibu/lalu"): "1"})}


def test_begun_but_not_complete(find: Find) -> None:
    half = {("1.01", "kematian_ibu/lalu"): "12"}
    one(find("belum_lengkap", half), "1.01", "kematian_ibu/kini", "2024", "belum diisi")
    assert find("belum_lengkap", TWO_YEARS) == []


def test_a_missing_denominator_is_incomplete_unless_data_dasar_has_it(find: Find) -> None:
    share = {
        ("4.03", "pasar_ktr/lalu/pembilang"): "5",
        ("4.03", "pasar_ktr/kini/pembilang"): "9",
    }
    one(find("belum_lengkap", share), "4.03", "pasar_ktr/lalu/penyebut", "1 isian lain")
    base = {("data_dasar", "pasar/lalu"): "20", ("data_dasar", "pasar/kini"): "20"}
    assert find("belum_lengkap", share | base) == []


def test_what_waits_for_a_target_only_is_told_at_the_target(find: Find) -> None:
    years = {("1.03", "ahh/lalu"): "70,1", ("1.03", "ahh/kini"): "70,4"}
    assert find("belum_lengkap", years) == []
    one(find("target", years), "1.03", "ahh/target", "target nasional")
    assert find("target", years | {("1.03", "ahh/target"): "72"}) == []
    assert find("target", {}) == []
    share = {("K.09", "sk_porsi/kini/pembilang"): "8", ("K.09", "sk_porsi/kini/penyebut"): "11"}
    assert find("belum_lengkap", share) == []


def test_silent_without_a_decision(instrument: Instrument, find: Find) -> None:
    sample = sample_fields(instrument)
    assert {p.code for p in find("tidak_diatur", sample)} == {"2.22", "6.04"}
    taken = sample | {("2.22", "choice"): "50", ("2.22", "reason"): "keputusan tim"}
    assert {p.code for p in find("tidak_diatur", taken)} == {"6.04"}


@pytest.mark.parametrize(
    ("code", "field", "raw"),
    [
        ("1.01", "kematian_ibu/kini", "dua belas"),
        ("4.03", "pasar_ktr/kini/pembilang", "9 pasar"),
        ("4.03", "pasar_ktr/kini/penyebut", "?"),
        ("1.03", "ahh/target", "tinggi"),
        ("data_dasar", "pasar/kini", "duapuluh"),
        ("data_dasar", "pasar/lalu", "-3"),
        ("odf", "desa_odf", "64,5"),
        ("paripurna", "ip_spm", "enam"),
        ("paripurna", "inovasi", "x"),
    ],
)
def test_an_unreadable_value_is_found_where_it_was_typed(
    find: Find, code: str, field: str, raw: str
) -> None:
    one(find("terbaca", {(code, field): raw}), code, field)
    assert find("batas", {(code, field): raw}) == []
    assert find("terbaca", {(code, field): "4"}) == []


def test_a_value_out_of_range(find: Find) -> None:
    low = TWO_YEARS | {("1.01", "kematian_ibu/kini"): "-9"}
    one(find("batas", low), "1.01", "kematian_ibu/kini", "di bawah nol")
    high = {("1.06", "stunting/lalu"): "15,2", ("1.06", "stunting/kini"): "131"}
    one(find("batas", high), "1.06", "stunting/kini", "melebihi 100 %")
    assert find("batas", high | {("1.06", "stunting/kini"): "13,1"}) == []
    target = {("1.03", "ahh/kini"): "70", ("1.03", "ahh/target"): "-1"}
    one(find("batas", target), "1.03", "ahh/target", "di bawah nol")


def test_a_choice_that_does_not_exist(find: Find) -> None:
    one(find("pilihan", {("1.01", "choice"): "33"}), "1.01", "choice", "33")
    one(find("pilihan", {("1.01", "choice"): "banyak"}), "1.01", "choice")
    assert find("pilihan", {("1.01", "choice"): "100"}) == []


def test_a_differing_choice_needs_its_reason(find: Find) -> None:
    differs = TWO_YEARS | {("1.01", "choice"): "0"}
    one(find("alasan", differs), "1.01", "reason", "pilihan 0", "saran nilai 100")
    assert find("alasan", differs | {("1.01", "reason"): "data belum final"}) == []
    assert find("alasan", TWO_YEARS | {("1.01", "choice"): "100"}) == []


def test_the_offered_reading_needs_no_reason(instrument: Instrument, find: Find) -> None:
    sample = sample_fields(instrument)
    assert sample["1.07", "reading"] == "ya"
    assert find("alasan", sample) == []
    scores = {option.score for option in instrument.by_code["1.07"].options}
    other = min(scores - {int(sample["1.07", "choice"])})
    one(find("alasan", sample | {("1.07", "choice"): str(other)}), "1.07", "reason")


# --------------------------------------------------------------------------- angka


def _market(before: str, now: str, whole: str = "20") -> Fields:
    return {
        ("4.03", "pasar_ktr/lalu/pembilang"): before,
        ("4.03", "pasar_ktr/kini/pembilang"): now,
        ("data_dasar", "pasar/lalu"): "20",
        ("data_dasar", "pasar/kini"): whole,
    }


def test_a_numerator_above_its_denominator(find: Find) -> None:
    found = find("pembilang", _market("5", "21"))
    one(found, "4.03", "pasar_ktr/kini/pembilang", "2024", "lebih besar")
    assert find("batas", _market("5", "21")) == []
    assert find("pembilang", _market("5", "20")) == []


def test_denominators_that_disagree_with_data_dasar(find: Find) -> None:
    own = ("4.03", "pasar_ktr/kini/penyebut")
    found = find("penyebut", _market("5", "9") | {own: "22"})
    one(found, *own, "22 di 4.03", "20 di data dasar", "2024")
    assert find("penyebut", _market("5", "9") | {own: "20,0"}) == []


def test_denominators_that_disagree_between_indicators(instrument: Instrument, find: Find) -> None:
    users = [
        (code, measure.id)
        for code, indicator in instrument.by_code.items()
        for measure in indicator.measures
        if measure.denominator_id == "pasar" and measure.is_share and not measure.direct
    ][:2]
    (first, first_id), (second, second_id) = users
    fields = {
        (first, f"{first_id}/kini/penyebut"): "20",
        (second, f"{second_id}/kini/penyebut"): "21",
    }
    one(find("penyebut", fields), second, f"{second_id}/kini/penyebut", f"20 di {first}")


def test_denominators_that_disagree_with_a_register(find: Find) -> None:
    base = {("data_dasar", "desa_kelurahan/kini"): "3"}
    assert find("penyebut", villages(3) | base) == []
    found = find("penyebut", villages(4) | base)
    one(found, "desa:15.71.01.1000", "nama", "4 di register", "3 di data dasar")
    levels = ("paud", "sd", "smp", "sma", "slb")
    schools = {(f"sekolah:{level}", "kini"): "10" for level in levels}
    typed = {("data_dasar", "satuan_pendidikan/kini"): "49"}
    one(find("penyebut", schools | typed), "sekolah:paud", "kini", "50 di sekolah")
    assert not find("penyebut", schools | typed | {("sekolah:slb", "kini"): "-10"})
    del schools["sekolah:slb", "kini"]
    assert find("penyebut", schools | typed) == []


def test_figures_that_leap(find: Find) -> None:
    leap = TWO_YEARS | {("1.01", "kematian_ibu/kini"): "90"}
    one(find("lonjakan", leap), "1.01", "kematian_ibu/kini", "12", "90", "salah ketik")
    few = {("1.01", "kematian_ibu/lalu"): "1", ("1.01", "kematian_ibu/kini"): "9"}
    assert find("lonjakan", few) == []
    assert find("lonjakan", TWO_YEARS) == []


def test_a_shared_number_that_leaps(find: Find) -> None:
    base = {("data_dasar", "penduduk/lalu"): "63.510", ("data_dasar", "penduduk/kini"): "635.100"}
    one(find("lonjakan", base), "data_dasar", "penduduk/kini", "63.510", "635.100")
    base["data_dasar", "penduduk/lalu"] = "622.000"
    assert find("lonjakan", base) == []


def test_an_own_denominator_that_leaps(find: Find) -> None:
    fields = {
        ("4.03", "pasar_ktr/lalu/pembilang"): "50",
        ("4.03", "pasar_ktr/lalu/penyebut"): "100",
        ("4.03", "pasar_ktr/kini/pembilang"): "500",
        ("4.03", "pasar_ktr/kini/penyebut"): "1000",
    }
    one(find("lonjakan", fields), "4.03", "pasar_ktr/kini/penyebut", "penyebut")
    fields["4.03", "pasar_ktr/kini/penyebut"] = "150"
    fields["4.03", "pasar_ktr/kini/pembilang"] = "75"
    assert find("lonjakan", fields) == []


def test_every_kind_of_figure_has_its_leap() -> None:
    assert {kind.value for kind in LEAPS} == {"jumlah", "persen", "rasio", "indeks"}
    leap = Leap(LEAPS[next(iter(LEAPS))].factor, LEAPS[next(iter(LEAPS))].least)
    assert leap.between(leap.least * 2, leap.least * 20)
    assert leap.between(leap.least * 20, leap.least * 2)
    assert not leap.between(leap.least, leap.least * leap.factor)


# ---------------------------------------------------------------------- profil, target


def test_the_profile_without_which_nothing_is_sent(find: Find) -> None:
    found = find("profil", {})
    assert {p.field for p in found} == {"kepala_daerah_nama", "ketua_tim_nama", "alamat_pemda"}
    assert all(p.hard for p in found)
    assert find("profil", PROFILE) == []


def test_the_rest_of_the_profile_only_warns(find: Find) -> None:
    found = find("profil_lain", PROFILE)
    assert len(found) == 5
    assert not any(p.hard for p in found)
    filled = {("profil", p.field): "isi" for p in found}
    assert find("profil_lain", filled) == []


def test_somebody_must_sign(find: Find) -> None:
    assert one(find("penanda_tangan", {}), "pejabat", "").hard
    half = cells("pejabat:1", nama="Ani")
    one(find("penanda_tangan", half), "pejabat:1", "jabatan")
    assert find("penanda_tangan", half | cells("pejabat:1", jabatan="Sekda")) == []


def test_a_doubtful_nip_warns(find: Find) -> None:
    wrong, right = "197013121995031004", "197011121995031004"
    found = find("nip", cells("pejabat:1", nama="Ani", nip=wrong))
    assert not one(found, "pejabat:1", "nip", "NIP Ani").hard
    assert find("nip", cells("pejabat:1", nama="Ani", nip=right)) == []
    assert find("nip", cells("pejabat:1", nama="Ketua Forum")) == []
    team = {("profil", "ketua_tim_nip"): wrong}
    one(find("nip", team), "profil", "ketua_tim_nip")
    both = file(HASH, kepala_nip=wrong) | file(OTHER, kepala_nip=wrong)
    one(find("nip", both), f"bukti:{HASH}", "kepala_nip")
    one(find("nip", cells("opd:kesehatan", kepala_nip=wrong)), "opd:kesehatan", "kepala_nip")


def test_a_problem_is_that_of_who_handles_the_indicator(find: Find) -> None:
    typed = cells("1.01", **{"kematian_ibu/kini": "banyak"})

    def agencies(fields: Fields) -> tuple[str, ...]:
        found = [p for rule in RULES for p in find(rule.id, fields) if p.code == "1.01"]
        (told,) = {p.agencies for p in found}
        return told

    proposed = agencies(typed)
    assert agencies(typed | cells("1.01", opd="bappeda")) == ("bappeda", *proposed)
    assert agencies(typed | cells("1.01", opd="dinas-sihir")) == proposed


def test_the_category_is_to_be_chosen(find: Find) -> None:
    one(find("kategori", {}), "penilaian", "target")
    one(find("kategori", {("penilaian", "target"): "emas"}), "penilaian", "target")
    assert find("kategori", {("penilaian", "target"): "padapa"}) == []


def test_a_share_too_small_for_the_category(find: Find) -> None:
    fields = {
        ("penilaian", "target"): "wiwerda",
        ("data_dasar", "kecamatan/kini"): "11",
        ("K.09", "sk_porsi/kini/pembilang"): "6",
    }
    words = ("54,55 %", "6 dari 11", "kurang 2 kecamatan", "70 %", "Wiwerda")
    one(find("porsi", fields), "K.09", "sk_porsi/kini/pembilang", *words)
    assert find("porsi", fields | {("penilaian", "target"): "padapa"}) == []
    assert find("porsi", fields | {("K.09", "sk_porsi/kini/pembilang"): "8"}) == []
    plans = {
        ("penilaian", "target"): "wistara_paripurna",
        ("K.14", "renja_dua_tahun/kini/pembilang"): "79",
        ("K.14", "renja_dua_tahun/kini/penyebut"): "100",
        ("K.14", "renja_ada/kini/pembilang"): "1",
        ("K.14", "renja_ada/kini/penyebut"): "100",
    }
    one(find("porsi", plans), "K.14", "renja_dua_tahun/kini/pembilang", "kurang 1 ", "80 %")


def test_odf_too_small_for_the_category(find: Find) -> None:
    fields = {
        ("penilaian", "target"): "wiwerda",
        ("data_dasar", "desa_kelurahan/kini"): "68",
        ("odf", "desa_odf"): "61",
    }
    one(find("odf", fields), "odf", "desa_odf", "61 dari 68", "kurang 1 desa", "90 %")
    assert find("odf", fields | {("odf", "desa_odf"): "62"}) == []
    one(find("odf", fields | {("odf", "desa_odf"): "69"}), "odf", "desa_odf", "lebih banyak")
    del fields["odf", "desa_odf"]
    one(find("odf", fields), "odf", "desa_odf", "belum lengkap")
    assert find("odf", {}) == []


def test_paripurna_asks_more_than_wistara(find: Find) -> None:
    aim = {("penilaian", "target"): "wistara_paripurna"}
    found = find("paripurna", aim)
    assert [(p.code, p.field) for p in found] == [
        ("paripurna", "wistara_lalu"),
        ("paripurna", "ip_spm"),
        ("paripurna", "inovasi"),
    ]
    given = cells("paripurna", wistara_lalu="ya", ip_spm="6", inovasi="4")
    assert find("paripurna", aim | given) == []
    assert find("paripurna", {("penilaian", "target"): "wistara"}) == []


# -------------------------------------------------------------------------- register


def test_odf_typed_against_the_register(find: Find) -> None:
    typed = {("odf", "desa_odf"): "3"}
    rows = villages(3, odf="ya") | village(9, odf="tidak")
    assert find("odf_register", typed | rows) == []
    one(
        find("odf_register", {("odf", "desa_odf"): "2"} | rows),
        "odf",
        "desa_odf",
        "diketik 2",
        "3 ODF",
    )
    assert len(find("odf_register", {("odf", "desa_odf"): "4"} | rows)) == 1
    partly = villages(2, odf="ya") | village(8) | village(9, odf="tidak")
    assert find("odf_register", typed | partly) == []
    assert find("odf_register", typed | villages(68)) == []


def test_odf_has_a_day_not_after_the_year(find: Find) -> None:
    one(find("odf_tanggal", village(1, odf="ya")), "desa:15.71.01.1001", "odf_tanggal")
    late = village(1, odf="ya", odf_tanggal="2025-01-01")
    one(find("odf_tanggal", late), "desa:15.71.01.1001", "odf_tanggal", "setelah 31 Des 2024")
    assert find("odf_tanggal", village(1, odf="ya", odf_tanggal="2024-12-31")) == []
    assert find("odf_tanggal", village(1, odf="tidak")) == []


def test_a_decree_that_has_ended(find: Find) -> None:
    row = cells("lembaga:forum", sk_berlaku="2024-12-30")
    one(find("sk_berakhir", row), "lembaga:forum", "sk_berlaku", "30 Des 2024", "Forum")
    for end in ("2024-12-31", "tanpa batas", "kapan saja"):
        assert find("sk_berakhir", cells("lembaga:forum", sk_berlaku=end)) == []
    found = find("sk_berakhir", cells("kecamatan:15.71.01", nama="Jambi", sk_berlaku="2020-01-01"))
    one(found, "kecamatan:15.71.01", "sk_berlaku", "Kecamatan Jambi")


def test_a_decree_of_ten_years(find: Find) -> None:
    row = cells("lembaga:tim_pembina", sk_tanggal="2014-12-31")
    one(find("sk_lama", row), "lembaga:tim_pembina", "sk_tanggal", "10 tahun", "31 Des 2014")
    assert find("sk_lama", cells("lembaga:tim_pembina", sk_tanggal="2015-01-01")) == []


def test_a_decree_in_parts(find: Find) -> None:
    found = find("sk_belum_lengkap", village(1, sk_nomor="12/2021", sk_berlaku="2026-01-01"))
    one(found, "desa:15.71.01.1001", "sk_tanggal", "tanggal SK belum diisi")
    whole = village(1, sk_nomor="1", sk_tanggal="2021-01-01", sk_berlaku="tanpa batas")
    assert find("sk_belum_lengkap", whole) == []
    assert find("sk_belum_lengkap", village(1)) == []


@pytest.mark.parametrize(
    ("code", "field", "wrong", "right"),
    [
        ("desa:15.71.01.1001", "odf", "mungkin", "ya"),
        ("desa:15.71.01.1001", "anggaran_kini", "dua juta", "2000000"),
        ("desa:15.71.01.1001", "anggaran_kini", "-5", "5,5"),
        ("kecamatan:15.71.01", "sk_tanggal", "31 Februari", "2024-02-29"),
        ("lembaga:forum", "foto_koordinat", "rumah", "-1.610100, 103.613100"),
        ("kegiatan:1", "lembaga", "rt", "pokja"),
        ("penduduk:60+", "kini", "banyak", "61000"),
        ("penduduk:60+", "kini", "1,5", "61000"),
        ("spm:sosial", "nilai", "baik", "91,25"),
    ],
)
def test_a_cell_that_cannot_be_read(
    find: Find, code: str, field: str, wrong: str, right: str
) -> None:
    one(find("sel", {(code, field): wrong}), code, field)
    assert find("sel", {(code, field): right}) == []


def test_an_activity_has_a_day_and_a_photo(find: Find) -> None:
    row = cells("kegiatan:1", nama="Jumat bersih")
    one(find("kegiatan_waktu", row), "kegiatan:1", "waktu", "Jumat bersih")
    one(find("kegiatan_foto", row), "kegiatan:1", "foto", "Jumat bersih")
    done = row | {("kegiatan:1", "waktu"): "2024-03-01"} | file(HASH, "kegiatan:1/foto")
    assert find("kegiatan_waktu", done) == []
    assert find("kegiatan_foto", done) == []
    assert len(find("kegiatan_foto", done, HASH)) == 1


def test_funding_has_an_amount_that_can_be_read(find: Find) -> None:
    row = cells("dana:1", uraian="Hibah forum")
    one(find("dana", row), "dana:1", "jumlah_kini", "Hibah forum")
    wrong = row | {("dana:1", "jumlah_lalu"): "lima juta"}
    one(find("dana", wrong), "dana:1", "jumlah_lalu", "rupiah")
    assert find("sel", wrong) == []
    assert find("dana", row | {("dana:1", "jumlah_lalu"): "5000000"}) == []


# ----------------------------------------------------------------------------- bukti


def _proofs(instrument: Instrument, **values: str) -> Fields:
    """Files for every item of 1.01, one a file."""
    fields = dict(TWO_YEARS)
    for number in range(len(instrument.by_code["1.01"].evidence)):
        fields |= file(f"{number:064x}", f"1.01/{number}", **values)
    return fields


HEAD = {"kepala_nama": "dr. Ani", "kepala_tanggal": "2025-01-02"}


def test_proof_is_missing_only_where_there_is_a_score(find: Find, instrument: Instrument) -> None:
    one(find("bukti_belum_ada", TWO_YEARS), "1.01", "bukti/0")
    assert find("bukti_belum_ada", {}) == []
    assert find("bukti_belum_ada", _proofs(instrument)) == []


def test_proof_in_part(find: Find, instrument: Instrument) -> None:
    assert len(instrument.by_code["1.01"].evidence) == 2
    fields = TWO_YEARS | file(HASH, "1.01/1")
    one(find("bukti_belum_lengkap", fields), "1.01", "bukti/0", "1 dari 2")
    not_needed = {("1.01", "bukti/0"): "sudah ada di laporan yang sama"}
    assert find("bukti_belum_lengkap", fields | not_needed) == []
    one(find("bukti_belum_ada", fields, HASH), "1.01", "bukti/0")


def test_proof_not_validated(find: Find, instrument: Instrument) -> None:
    assert instrument.by_code["1.01"].validated_by_head
    one(find("bukti_belum_divalidasi", _proofs(instrument)), "1.01", "bukti/0", "Kepala OPD")
    assert find("bukti_belum_divalidasi", _proofs(instrument, **HEAD)) == []


def test_proof_of_another_year(find: Find, instrument: Instrument) -> None:
    found = find("bukti_tahun", _proofs(instrument, tahun="2021"))
    one(found, "1.01", "bukti/0", "2021", "2023 atau 2024")
    assert find("bukti_tahun", _proofs(instrument, tahun="2022,2023")) == []
    assert find("bukti_tahun", _proofs(instrument)) == []
    assert find("bukti_tahun", file(HASH, "K.01/0", tahun="2021")) == []


def test_a_damaged_file_blocks_only_where_it_is_used(find: Find) -> None:
    fields = file(HASH, "1.01/0", judul="Laporan <AMP> " + "x" * 200) | file(OTHER)
    found = find("bukti_rusak", fields, HASH, OTHER)
    assert one(found, f"bukti:{HASH}", "", "rusak").hard
    assert len(found[0].sentence) < 160
    assert find("bukti_rusak", fields) == []


@pytest.mark.parametrize("required", [False, True])
def test_the_signed_letter_is_missed_as_the_province_says(
    instrument: Instrument, required: bool
) -> None:
    letter = file(HASH, "profil/surat-usulan")
    for fields, damaged, missed in (
        ({}, (), True),
        (letter, (), False),
        (letter, (HASH,), True),
        (file(HASH, "profil/lambang"), (), True),
    ):
        known = replace(facts(instrument, fields, *damaged), letter_required=required)
        found = [p for p in problems_of(known) if p.rule in ("surat_usulan", "surat_wajib")]
        assert [(p.rule, p.hard, p.code, p.field) for p in found] == (
            [("surat_wajib" if required else "surat_usulan", required, "profil", "surat-usulan")]
            if missed
            else []
        )
