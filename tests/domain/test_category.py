"""The indicated category: the weakest condition decides, and every reason is told."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from kks_desktop.domain.answers import Gates, Odf, TopLevelFacts
from kks_desktop.domain.category import Condition, lowest_reachable
from kks_desktop.domain.chart import tatanan_chart
from kks_desktop.domain.scoring import tatanan_level
from tests.domain.builders import TOP, category, evaluated, good_gates, share

if TYPE_CHECKING:
    from kks_desktop.domain.instrument import Instrument

E1 = (2075, 1950, 900, 1200, 900, 1000, 1050, 1300, 1150)
LOWEST = (2075, 1575, 800, 950, 800, 875, 800, 925, 1000)
PARIPURNA = TopLevelFacts(wistara_before=True, service_fields=6, innovation_criteria=4)


def _with(scores: tuple[int, ...], **changes: int) -> tuple[int, ...]:
    """The totals with some tatanan changed, ``t3=1000``."""
    found = list(scores)
    for name, score in changes.items():
        found[int(name[1:]) - 1] = score
    return tuple(found)


# ------------------------------------------------------- the examples of the juknis rules


@pytest.mark.parametrize(
    ("scores", "odf", "decrees", "expected"),
    [
        pytest.param(TOP, "100", (85, 82), "wistara", id="1-everything at the top"),
        pytest.param(
            (2150, 1625, 850, 1000, 850, 900, 825, 975, 1050),
            "84.2",
            (55, 52),
            "padapa",
            id="2-plain",
        ),
        pytest.param(LOWEST, "80", (50, 50), "padapa", id="3-exact bounds are inside"),
        pytest.param(_with(LOWEST, t6=850), "83", (60, 60), None, id="4-70,83 is not 71"),
        pytest.param(
            (2350, 1775, 900, 1100, 900, 975, 900, 1075, 1150),
            "92",
            (75, 72),
            "padapa",
            id="5-80,68 lies in no printed band",
        ),
        pytest.param(
            (2800, 2150, 1100, 1300, 750, 1200, 1100, 1300, 1400),
            "100",
            (95, 90),
            None,
            id="6-one weak tatanan, total 96,3",
        ),
        pytest.param(
            (2450, 1850, 900, 1100, 950, 1025, 925, 1100, 1200),
            "89.9",
            (75, 71),
            "padapa",
            id="7-ODF 89,9 is not 90",
        ),
        pytest.param(TOP, "99.8", (85, 82), "wiwerda", id="8-one desa short of all"),
        pytest.param(TOP, "100", (82, 68), "padapa", id="9-pokja at 68"),
        pytest.param(_with(TOP, t3=1000), "100", (85, 82), "wiwerda", id="12-90,91 is not 91"),
    ],
)
def test_example_of_the_juknis_rules(
    instrument: Instrument,
    scores: tuple[int, ...],
    odf: str,
    decrees: tuple[int, int],
    expected: str | None,
) -> None:
    assert category(instrument, scores, odf, good_gates(*decrees)).indicated == expected


def test_example_3_typed_totals_exactly_at_the_printed_minimum(instrument: Instrument) -> None:
    exact = tuple(len(t.indicators) * 71 for t in instrument.tatanan)
    assert sum(exact) == 9656
    assert category(instrument, exact, "80", good_gates(50, 50)).indicated == "padapa"
    one_less = _with(exact, t9=exact[8] - 1)
    assert category(instrument, one_less, "80", good_gates(50, 50)).indicated is None


def test_example_10_a_draft_decree_of_tim_pembina_stops_every_category(
    instrument: Instrument,
) -> None:
    found = category(instrument, TOP, gates=good_gates(team=False))
    assert found.indicated is None
    assert any("Tim Pembina" in sentence for sentence in found.sentences)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (PARIPURNA, "wistara_paripurna"),
        (TopLevelFacts(True, 6, 3), "wistara"),
        (TopLevelFacts(True, 5, 4), "wistara"),
        (TopLevelFacts(False, 6, 4), "wistara"),
        (TopLevelFacts(None, 6, 4), "wistara"),
        (TopLevelFacts(True, None, 4), "wistara"),
        (TopLevelFacts(True, 6, None), "wistara"),
        (TopLevelFacts(), "wistara"),
    ],
)
def test_example_11_paripurna_needs_all_three_on_top_of_wistara(
    instrument: Instrument, facts: TopLevelFacts, expected: str
) -> None:
    found = category(instrument, TOP, top=facts)
    assert found.indicated == expected
    assert bool(found.blockers) is (expected == "wistara")


def test_paripurna_facts_do_not_lift_a_district_that_is_not_wistara(
    instrument: Instrument,
) -> None:
    assert category(instrument, _with(TOP, t1=2000), top=PARIPURNA).indicated is None
    assert category(instrument, TOP, "99.8", top=PARIPURNA).indicated == "wiwerda"


def test_a_district_at_the_very_top_is_blocked_by_nothing(instrument: Instrument) -> None:
    found = category(instrument, TOP, top=PARIPURNA)
    assert found.aim is None
    assert found.blockers == ()


# --------------------------------------------------------- the examples of the process paper


def test_e1_the_lowest_tatanan_decides_and_275_points_are_missing(instrument: Instrument) -> None:
    found = category(instrument, E1, "92", good_gates(70, 70))
    assert sum(E1) == 11525, "the total alone would say Wiwerda"
    assert found.indicated == "padapa"
    assert found.aim == "wiwerda"
    (blocker,) = found.blockers
    assert (blocker.condition, blocker.tatanan, blocker.missing) == (Condition.TATANAN, 1, 275)
    assert "275" in blocker.sentence
    assert "2.075" in blocker.sentence
    assert "2.350" in blocker.sentence


def test_e1_levels_of_each_tatanan(instrument: Instrument) -> None:
    levels = [
        tatanan_level(instrument, t, score) for t, score in zip(instrument.tatanan, E1, strict=True)
    ]
    assert levels == [
        "padapa",
        "wiwerda",
        "wiwerda",
        "wistara",
        "wiwerda",
        "wiwerda",
        "wistara",
        "wistara",
        "wiwerda",
    ]


def test_e2_1000_of_1100_is_not_wistara(instrument: Instrument) -> None:
    third = instrument.tatanan[2]
    assert tatanan_level(instrument, third, 1000) == "wiwerda"
    assert tatanan_level(instrument, third, 1001) == "wistara"


@pytest.mark.parametrize(
    ("odf", "expected"),
    [
        (Odf(59, 58), "wiwerda"),
        (Odf(59, 59), "wistara"),
        (Odf(1000, 796), None),
        (Odf(1000, 800), "padapa"),
        (Odf(1000, 899), "padapa"),
        (Odf(1000, 900), "wiwerda"),
    ],
)
def test_e3_the_odf_gate(instrument: Instrument, odf: Odf, expected: str | None) -> None:
    assert category(instrument, TOP, odf).indicated == expected


def test_e3_says_how_many_villages_are_missing(instrument: Instrument) -> None:
    found = category(instrument, TOP, Odf(59, 58))
    (blocker,) = found.blockers
    assert (blocker.condition, blocker.missing) == (Condition.ODF, 1)
    assert "98,31" in blocker.sentence


@pytest.mark.parametrize(
    ("level", "districts", "villages"),
    [("padapa", 5, 67), ("wiwerda", 7, 94), ("wistara", 8, 107)],
)
def test_e4_decrees_needed_of_10_kecamatan_and_133_desa(
    instrument: Instrument, level: str, districts: int, villages: int
) -> None:
    def gates(of_districts: int, of_villages: int) -> Gates:
        return Gates(True, True, 10, of_districts, 133, of_villages)

    enough = category(instrument, TOP, gates=gates(districts, villages))
    assert enough.indicated == level
    for short in (gates(districts - 1, villages), gates(districts, villages - 1)):
        found = category(instrument, TOP, gates=short, target=level)
        assert found.indicated != level
        (blocker,) = found.blockers
        assert (blocker.condition, blocker.missing) == (Condition.KELEMBAGAAN, 1)


def test_e5_life_expectancy_against_the_national_figure(instrument: Instrument) -> None:
    def score(before: str, now: str) -> int | None:
        ahh = {"lalu": before, "kini": now, "target": 72}
        found = evaluated(instrument, {"1.03": {"measures": {"ahh": ahh}}})
        return found.scored.indicators["1.03"].score

    assert score("70,12", "70,45") == 50
    assert score("70,45", "70,12") == 0
    assert score("72,10", "72,50") == 100
    assert score("72,50", "72,10") == 50


def test_e6_a_total_between_the_printed_bands_belongs_to_the_lower(instrument: Instrument) -> None:
    second = instrument.tatanan[1]
    assert tatanan_level(instrument, second, 1775) == "padapa"
    assert tatanan_level(instrument, second, 1782) == "wiwerda"


def test_e7_a_blank_is_not_a_zero(instrument: Instrument) -> None:
    blank = evaluated(instrument, {})
    zero = evaluated(instrument, {"1.05": {"choice": 0}})
    assert (blank.scored.tatanan[0].score, blank.scored.tatanan[0].answered) == (0, 0)
    assert (zero.scored.tatanan[0].score, zero.scored.tatanan[0].answered) == (0, 1)
    assert blank.scored.indicators["1.05"].score is None
    assert zero.scored.indicators["1.05"].score == 0


# ------------------------------------------------------------------- reachable minima


@pytest.mark.parametrize(
    ("number", "count", "printed", "reachable"),
    [
        (1, 29, (2059, 2349, 2639), (2075, 2350, 2650)),
        (2, 22, (1562, 1782, 2002), (1575, 1800, 2025)),
        (3, 11, (781, 891, 1001), (800, 900, 1050)),
        (4, 13, (923, 1053, 1183), (950, 1100, 1200)),
        (5, 11, (781, 891, 1001), (800, 900, 1050)),
        (6, 12, (852, 972, 1092), (875, 975, 1100)),
        (7, 11, (781, 891, 1001), (800, 900, 1025)),
        (8, 13, (923, 1053, 1183), (925, 1075, 1200)),
        (9, 14, (994, 1134, 1274), (1000, 1150, 1275)),
    ],
)
def test_minimum_printed_and_reachable(
    instrument: Instrument,
    number: int,
    count: int,
    printed: tuple[int, ...],
    reachable: tuple[int, ...],
) -> None:
    tatanan = instrument.tatanan[number - 1]
    assert (tatanan.number, len(tatanan.indicators), tatanan.max_score) == (
        number,
        count,
        count * 100,
    )
    minima = tuple(count * level.tatanan_min for level in instrument.levels)
    assert minima == printed
    assert tuple(lowest_reachable(tatanan, minimum) for minimum in minima) == reachable
    for level, minimum in zip(instrument.levels, minima, strict=True):
        assert tatanan_level(instrument, tatanan, minimum) == level.key
        assert tatanan_level(instrument, tatanan, minimum - 1) != level.key


def test_the_whole_instrument_has_136_indicators_and_13600_points(instrument: Instrument) -> None:
    assert len(list(instrument.indicators())) == 136
    assert instrument.max_score == 13600
    assert len(instrument.kelembagaan) == 16


# ------------------------------------------------------------------------------ gates


def test_no_forum_stops_every_category(instrument: Instrument) -> None:
    found = category(instrument, TOP, gates=good_gates(forum=False))
    assert found.indicated is None
    assert any("Forum" in sentence for sentence in found.sentences)


@pytest.mark.parametrize("name", ["secretariat", "work_plan", "budget"])
def test_tabel_2_false_stops_every_category_and_absent_is_only_noted(
    instrument: Instrument, name: str
) -> None:
    assert category(instrument, TOP, gates=good_gates(**{name: False})).indicated is None
    others = {"secretariat": True, "work_plan": True, "budget": True, name: None}
    noted = category(instrument, TOP, gates=good_gates(**others))
    assert noted.indicated == "wistara"
    assert len(noted.untested) == 1


@pytest.mark.parametrize(
    "gates",
    [
        Gates(),
        good_gates(team=None),
        good_gates(forum=None),
        good_gates(district_decrees=None),
        good_gates(villages=None),
        good_gates(districts=0, district_decrees=0),
        good_gates(village_decrees=101),
    ],
)
def test_what_is_unknown_or_impossible_at_a_gate_gives_no_category(
    instrument: Instrument, gates: Gates
) -> None:
    found = category(instrument, TOP, gates=gates)
    assert found.indicated is None
    assert found.blockers


@pytest.mark.parametrize("odf", [Odf(), Odf(68, None), Odf(None, 68), Odf(0, 0), Odf(68, 69)])
def test_what_is_unknown_or_impossible_in_odf_gives_no_category(
    instrument: Instrument, odf: Odf
) -> None:
    found = category(instrument, TOP, odf)
    assert found.indicated is None
    assert [blocker.condition for blocker in found.blockers] == [Condition.ODF]


def test_blocking_follows_the_target_or_the_next_category_above(instrument: Instrument) -> None:
    for target, aim in (("wistara", "wistara"), (None, "wiwerda")):
        found = category(instrument, E1, "92", good_gates(70, 70), target=target)
        assert found.aim == aim
        assert found.blockers
    reached = category(instrument, E1, "92", good_gates(70, 70), target="padapa")
    assert (reached.indicated, reached.blockers) == ("padapa", ())


def test_paripurna_as_target_lists_the_reasons_of_wistara_and_its_own(
    instrument: Instrument,
) -> None:
    found = category(instrument, E1, "92", good_gates(70, 70), target="wistara_paripurna")
    conditions = {blocker.condition for blocker in found.blockers}
    assert conditions == set(Condition)
    sentences = " ".join(found.sentences)
    assert sentences.count("belum diisi") == 3


def test_paripurna_counts_must_be_whole_sets_and_no_more(instrument: Instrument) -> None:
    def sentences(fields: int | None, criteria: int | None) -> list[str]:
        facts = TopLevelFacts(True, fields, criteria)
        return list(category(instrument, TOP, top=facts, target="wistara_paripurna").sentences)

    assert sentences(6, 4) == []
    assert sentences(5, 4) == ["Capaian IP SPM baru 5 dari 6 bidang."]
    assert ["0 dari 4" in words for words in sentences(6, 0)] == [True]
    assert ["belum diisi" in words for words in sentences(None, 4)] == [True]
    assert ["hanya ada 6 bidang" in words for words in sentences(7, 4)] == [True]
    assert ["hanya ada 4 kriteria" in words for words in sentences(6, 12)] == [True]


def test_tatanan_not_typed_yet_counts_as_its_points_so_far(instrument: Instrument) -> None:
    found = category(instrument, (2700,), "100")
    assert found.indicated is None
    assert [blocker.tatanan for blocker in found.blockers] == [2, 3, 4, 5, 6, 7, 8, 9]


# ------------------------------------------------- gates that follow from the 16 variables


def _kelembagaan(**changes: Any) -> dict[str, Any]:
    """Answers to K.01 to K.16 that fulfil everything at 80 %."""

    def yes(*names: str) -> dict[str, Any]:
        return {"measures": {name: {"kini": True} for name in names}}

    def shares(*names: str) -> dict[str, Any]:
        return {"measures": {name: {"kini": share(80)} for name in names}}

    answers = {}
    for base in (1, 5):
        answers[f"K.{base:02}"] = yes("sk_berlaku")
        answers[f"K.{base + 1:02}"] = yes("renja_lalu", "renja_kini", "renja_lengkap")
        answers[f"K.{base + 2:02}"] = yes("anggaran_lalu", "anggaran_kini", "anggaran_lengkap")
        answers[f"K.{base + 3:02}"] = yes("sekretariat", "foto_lengkap")
    for base in (9, 13):
        answers[f"K.{base:02}"] = shares("sk_porsi")
        answers[f"K.{base + 1:02}"] = shares("renja_dua_tahun", "renja_ada")
        answers[f"K.{base + 2:02}"] = shares("anggaran_dua_tahun", "anggaran_ada")
        answers[f"K.{base + 3:02}"] = shares("sekretariat_porsi")
    return {**answers, **changes}


def test_gates_follow_from_the_sixteen_variables(instrument: Instrument) -> None:
    found = evaluated(instrument, _kelembagaan(), target="wistara")
    assert {c: s.score for c, s in found.scored.indicators.items() if c.startswith("K.")} == {
        f"K.{n:02}": 100 for n in range(1, 17)
    }
    assert found.gates == Gates(True, True, 100, 80, 100, 80, True, True, True)


@pytest.mark.parametrize(
    ("code", "gate"), [("K.01", "team"), ("K.05", "forum"), ("K.04", "secretariat")]
)
def test_one_variable_below_100_fails_its_gate_and_one_blank_leaves_it_open(
    instrument: Instrument, code: str, gate: str
) -> None:
    failed = evaluated(instrument, _kelembagaan(**{code: {"choice": 0, "reason": "dicek"}}))
    assert getattr(failed.gates, gate) is False
    blank = evaluated(instrument, _kelembagaan(**{code: {}}))
    assert getattr(blank.gates, gate) is None


def test_one_year_of_plans_fails_the_gate_of_plans(instrument: Instrument) -> None:
    one_year = {"measures": {"renja_lalu": {"kini": False}, "renja_kini": {"kini": True}}}
    found = evaluated(instrument, _kelembagaan(**{"K.06": one_year}))
    assert found.scored.indicators["K.06"].score == 50
    assert found.gates.work_plan is False
    assert found.category.indicated is None


def test_typed_gates_win_over_the_variables(instrument: Instrument) -> None:
    found = evaluated(
        instrument,
        _kelembagaan(),
        target="wistara",
        kelembagaan={"tim_pembina": False, "kecamatan_sk": 11, "sekretariat": False},
    )
    assert found.gates.team is False
    assert found.gates.district_decrees == 11
    assert found.gates.secretariat is False
    assert found.gates.forum is True


def test_shared_numbers_of_villages_and_kecamatan_serve_odf_and_gates(
    instrument: Instrument,
) -> None:
    base = {"desa_kelurahan": {"kini": 68}, "kecamatan": {"kini": 11}}
    found = evaluated(
        instrument,
        odf={"desa_odf": 64},
        kelembagaan={"kecamatan_sk": 9, "desa_sk": 50},
        data_dasar=base,
    )
    assert found.answers.odf == Odf(68, 64)
    assert (found.gates.districts, found.gates.villages) == (11, 68)


def test_own_numbers_of_villages_and_kecamatan_win_over_the_shared(
    instrument: Instrument,
) -> None:
    base = {"desa_kelurahan": {"kini": 68}, "kecamatan": {"kini": 11}}
    found = evaluated(
        instrument,
        odf={"desa": 70, "desa_odf": 64},
        kelembagaan={"kecamatan": 12, "desa": 71},
        data_dasar=base,
    )
    assert found.answers.odf == Odf(70, 64)
    assert (found.gates.districts, found.gates.villages) == (12, 71)


def test_last_year_s_number_of_villages_does_not_serve_odf(instrument: Instrument) -> None:
    found = evaluated(instrument, odf={"desa_odf": 64}, data_dasar={"desa_kelurahan": {"lalu": 68}})
    assert found.answers.odf == Odf(None, 64)


# ------------------------------------------------------------------------------ charts


def test_the_chart_never_shows_90_91_as_reaching_91(instrument: Instrument) -> None:
    answers = {f"3.{n:02}": {"choice": 100, "reason": "dicek"} for n in range(1, 11)}
    bar = tatanan_chart(instrument, evaluated(instrument, answers)).bars[2]
    assert bar.share == Fraction(1000, 1100)
    assert "90,91" in bar.caption
    assert bar.category == "wiwerda"
    assert not bar.complete
