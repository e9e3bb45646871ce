"""Scores: blank, zero, silent, impossible and wrong stay five different things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from kks_desktop.domain.planner import next_step
from kks_desktop.domain.scoring import AnswerState, IndicatorScore
from kks_desktop.domain.suggestion import Status
from tests.domain.builders import evaluated, scored, share

if TYPE_CHECKING:
    from kks_desktop.domain.instrument import Instrument


def _pasar(
    instrument: Instrument, now: Any, before: Any = 5, *, base: Any = 20, own: Any = None
) -> IndicatorScore:
    """4.03: markets without smoke; ``own`` is a denominator typed at the indicator itself."""
    shares = [{"pembilang": n, **({} if own is None else {"penyebut": own})} for n in (before, now)]
    return scored(
        instrument,
        "4.03",
        {"pasar_ktr": {"lalu": shares[0], "kini": shares[1]}},
        base={} if base is None else {"pasar": {"lalu": base, "kini": base}},
    )


# ------------------------------------------------------- five ways to have no full score


def test_nothing_answered(instrument: Instrument) -> None:
    found = scored(instrument, "1.01")
    assert (found.suggestion.status, found.state) == (Status.INCOMPLETE, AnswerState.EMPTY)
    assert (found.score, found.suggestion.score, found.suggestion.reading) == (None, None, None)
    assert "2023" in found.why
    assert "2024" in found.why


def test_one_year_is_blank(instrument: Instrument) -> None:
    found = scored(instrument, "1.01", {"kematian_ibu": {"kini": 0}})
    assert (found.state, found.score) == (AnswerState.INCOMPLETE, None)
    assert "2023" in found.why
    assert "2024" not in found.why


def test_zero_is_a_value(instrument: Instrument) -> None:
    found = scored(instrument, "1.01", {"kematian_ibu": {"lalu": 3, "kini": 0}})
    assert (found.state, found.score) == (AnswerState.SUGGESTED, 100)


def test_silent_offers_a_reading_that_does_not_count(instrument: Instrument) -> None:
    found = scored(instrument, "1.06", {"stunting": {"lalu": "15,2", "kini": 14}})
    assert (found.state, found.score) == (AnswerState.SILENT, None)
    assert (found.suggestion.score, found.suggestion.reading) == (None, 50)
    assert "tidak mengatur" in found.why


def test_denominator_zero_is_unknown_and_not_zero(instrument: Instrument) -> None:
    found = _pasar(instrument, 0, 0, base=0)
    assert (found.score, found.suggestion.status) == (None, Status.INCOMPLETE)
    assert "Penyebutnya 0" in found.why


def test_denominator_zero_where_another_input_already_decides(instrument: Instrument) -> None:
    measures = {"ada_ipald": {"kini": False}, "idle_capacity": {"kini": share(0, 0)}}
    assert scored(instrument, "2.14", measures).score == 0
    measures["ada_ipald"] = {"kini": True}
    assert scored(instrument, "2.14", measures).score is None


def test_nol_jika_unknown_suggests_nothing(instrument: Instrument) -> None:
    measures = {"idle_capacity": {"kini": share(10)}}
    found = scored(instrument, "2.14", measures)
    assert found.score is None
    assert found.suggestion.status is Status.INCOMPLETE


@pytest.mark.parametrize(
    ("code", "measures", "fragment"),
    [
        ("4.03", {"pasar_ktr": {"lalu": share(5), "kini": share(101)}}, "100"),
        ("4.03", {"pasar_ktr": {"lalu": share(5), "kini": share(-1)}}, "nol"),
        ("4.03", {"pasar_ktr": {"lalu": share(5), "kini": share(5, -1)}}, "nol"),
        ("4.03", {"pasar_ktr": {"lalu": share(5), "kini": 5}}, "pembilang"),
        ("1.01", {"kematian_ibu": {"lalu": 1, "kini": -1}}, "nol"),
        ("1.06", {"stunting": {"lalu": 15, "kini": "100,01"}}, "100"),
    ],
)
def test_a_wrong_value_is_flagged_and_not_scored(
    instrument: Instrument, code: str, measures: dict[str, Any], fragment: str
) -> None:
    found = scored(instrument, code, measures)
    assert (found.state, found.score) == (AnswerState.PROBLEM, None)
    assert any(fragment in flag for flag in found.flags)


def test_a_wrong_value_of_last_year_is_flagged_where_only_the_choice_counts(
    instrument: Instrument,
) -> None:
    found = scored(
        instrument,
        "1.01",
        {"kematian_ibu": {"lalu": -3, "kini": 2}},
        choice=100,
        reason="laporan MPDN",
    )
    assert (found.state, found.score) == (AnswerState.PROBLEM, 100)


def test_text_that_nobody_can_read_is_kept_and_flagged(instrument: Instrument) -> None:
    unread = [{"code": "1.01", "field": "kematian_ibu/kini", "text": "dua"}]
    measures = {"kematian_ibu": {"lalu": 3}}
    found = evaluated(instrument, {"1.01": {"measures": measures}}, unread=unread)
    one = found.scored.indicators["1.01"]
    assert (one.state, one.score) == (AnswerState.PROBLEM, None)


# ------------------------------------------------------------------- shared denominators


def test_shared_denominator_supplies_the_missing_one(instrument: Instrument) -> None:
    assert _pasar(instrument, 9).suggestion.score == 50
    assert _pasar(instrument, 9, base=None).suggestion.status is Status.INCOMPLETE


def test_own_denominator_wins_over_the_shared(instrument: Instrument) -> None:
    found = _pasar(instrument, 9, base=20, own=10)
    assert found.suggestion.score == 100


def test_a_difference_between_own_and_shared_denominator_is_a_problem(
    instrument: Instrument,
) -> None:
    assert _pasar(instrument, 9, base=20, own=20).flags == ()
    found = _pasar(instrument, 9, base=20, own=10)
    assert found.flags, "nobody is told that 10 markets here are 20 markets elsewhere"
    assert found.state is AnswerState.PROBLEM


def test_shared_denominator_is_taken_per_year(instrument: Instrument) -> None:
    found = scored(
        instrument,
        "4.03",
        {"pasar_ktr": {"lalu": {"pembilang": 5}, "kini": {"pembilang": 9}}},
        base={"pasar": {"kini": 20}},
    )
    assert found.suggestion.status is Status.INCOMPLETE
    assert "2023" in found.why


# ----------------------------------------------------------------------- 1.17, ten parts

PARTS = (
    "hipertensi dm obesitas stroke jantung ppok kanker_payudara kanker_leher_rahim refraksi omsk"
).split()


def _screening(instrument: Instrument, before: list[int], now: list[int]) -> IndicatorScore:
    measures: dict[str, Any] = {}
    for year, values in (("lalu", before), ("kini", now)):
        for part, value in zip(PARTS, values, strict=False):
            measures.setdefault(f"skrining_{part}", {})[year] = share(value)
    return scored(instrument, "1.17", measures)


@pytest.mark.parametrize(
    ("before", "now", "score"),
    [([80] * 9, [95] * 9, 100), ([80] * 9, [85] * 9, 50), ([95] * 9, [85] * 9, 0)],
)
def test_nine_screenings_are_divided_by_nine(
    instrument: Instrument, before: list[int], now: list[int], score: int
) -> None:
    assert _screening(instrument, before, now).suggestion.score == score


def test_fewer_than_nine_screenings_suggest_nothing(instrument: Instrument) -> None:
    found = _screening(instrument, [80] * 9, [95] * 8)
    assert (found.suggestion.status, found.score) == (Status.INCOMPLETE, None)
    assert "8 dari 9" in found.why


def test_ten_screenings_suggest_where_both_ways_of_dividing_agree(instrument: Instrument) -> None:
    assert _screening(instrument, [80] * 10, [95] * 10).suggestion.score == 100
    assert _screening(instrument, [60] * 10, [70] * 10).suggestion.score == 50


def test_ten_screenings_are_silent_where_the_two_ways_differ(instrument: Instrument) -> None:
    found = _screening(instrument, [80] * 10, [85] * 10)  # 94,4 by nine, 85 by ten
    assert found.suggestion.status is Status.SILENT
    assert (found.score, found.suggestion.reading) == (None, 100)


def test_a_tenth_screening_of_one_year_alone_can_turn_the_trend(instrument: Instrument) -> None:
    found = _screening(instrument, [95] * 9, [92] * 10)  # rises by nine, falls by ten
    assert found.suggestion.status is Status.SILENT
    assert found.suggestion.reading == 100


def test_one_wrong_screening_is_flagged(instrument: Instrument) -> None:
    found = _screening(instrument, [80] * 9, [95] * 8 + [120])
    assert found.state is AnswerState.PROBLEM
    assert found.score is None


# ---------------------------------------------------------- kelembagaan and the target


@pytest.mark.parametrize(
    ("target", "expected"),
    [("padapa", 100), ("wiwerda", 100), ("wistara", 0), ("wistara_paripurna", 0), (None, None)],
)
def test_share_of_decrees_against_the_target(
    instrument: Instrument, target: str | None, expected: int | None
) -> None:
    measures = {"sk_porsi": {"kini": share(70)}}
    for code in ("K.09", "K.13"):
        found = scored(instrument, code, measures, target=target)
        assert found.suggestion.score == expected
        assert ("kategori usulan" in found.why) is (target is None)


@pytest.mark.parametrize("code", ["K.10", "K.11", "K.14", "K.15"])
def test_plans_and_budgets_of_two_years_fit_the_target_or_give_50(
    instrument: Instrument, code: str
) -> None:
    name = "renja" if code in ("K.10", "K.14") else "anggaran"
    measures = {f"{name}_dua_tahun": {"kini": share(69)}, f"{name}_ada": {"kini": share(75)}}
    assert scored(instrument, code, measures, target="padapa").suggestion.score == 100
    assert scored(instrument, code, measures, target="wiwerda").suggestion.score == 50
    assert scored(instrument, code, measures).suggestion.score is None
    nothing = {f"{name}_dua_tahun": {"kini": share(0)}, f"{name}_ada": {"kini": share(0)}}
    assert scored(instrument, code, nothing, target="padapa").suggestion.score == 0


def test_variables_of_the_district_do_not_depend_on_the_target(instrument: Instrument) -> None:
    measures = {"sk_berlaku": {"kini": True}}
    assert scored(instrument, "K.01", measures).suggestion.score == 100


# ------------------------------------------------------------- ordered steps, three values


def test_the_first_step_that_is_not_certainly_false_decides(instrument: Instrument) -> None:
    """2.13: service, lorry and plant; what is blank below a decided step is not asked."""
    nothing = {"layanan_sedot": {"kini": False}}
    known = {**nothing, "truk_beroperasi": {"kini": False}, "iplt": {"kini": False}}
    assert scored(instrument, "2.13", known).score is not None
    assert scored(instrument, "2.13", {"layanan_sedot": {"kini": True}}).score is None


def test_one_false_part_decides_a_condition_whatever_is_blank(instrument: Instrument) -> None:
    """K.02: two years complete = 100; one year missing certainly rules that out."""
    measures = {"renja_lalu": {"kini": False}, "renja_kini": {"kini": True}}
    assert scored(instrument, "K.02", measures).suggestion.score == 50
    measures = {"renja_lalu": {"kini": True}, "renja_lengkap": {"kini": False}}
    found = scored(instrument, "K.02", measures)
    assert found.suggestion.status is Status.INCOMPLETE


def test_no_step_matches_and_there_is_no_rest(instrument: Instrument) -> None:
    measures = {"ada_kegiatan": {"kini": True}, "rutin": {"kini": False}}
    found = scored(instrument, "2.08", {**measures, "regulasi": {"kini": False}})
    assert found.suggestion.status is Status.SILENT


# -------------------------------------------------------------------------------- choices


def test_a_choice_alone_answers_an_indicator_of_choice(instrument: Instrument) -> None:
    found = scored(instrument, "9.01", choice=75, note="KRB belum disahkan")
    assert (found.score, found.state, found.differs, found.flags) == (
        75,
        AnswerState.CHOSEN,
        False,
        (),
    )
    assert found.suggestion.score is None


def test_a_choice_that_does_not_exist_is_flagged_and_does_not_count(
    instrument: Instrument,
) -> None:
    measures = {"kematian_ibu": {"lalu": 12, "kini": 9}}
    found = scored(instrument, "1.01", measures, choice=75, reason="x")
    assert (found.score, found.state) == (100, AnswerState.PROBLEM)
    assert not found.differs
    alone = scored(instrument, "9.05", choice=25)
    assert (alone.score, alone.state) == (None, AnswerState.PROBLEM)


def test_a_differing_choice_counts_and_needs_a_reason(instrument: Instrument) -> None:
    measures = {"stunting": {"lalu": "15,2", "kini": "13,1"}}
    bare = scored(instrument, "1.06", measures, choice=50)
    assert (bare.suggestion.score, bare.score, bare.differs) == (100, 50, True)
    assert bare.state is AnswerState.PROBLEM
    blank = scored(instrument, "1.06", measures, choice=50, reason="  \n")
    assert blank.state is AnswerState.PROBLEM
    told = scored(instrument, "1.06", measures, choice=50, reason="sampel kecil")
    assert (told.score, told.state, told.flags) == (50, AnswerState.CHOSEN, ())


def test_a_choice_equal_to_the_suggestion_needs_nothing(instrument: Instrument) -> None:
    found = scored(instrument, "1.01", {"kematian_ibu": {"lalu": 12, "kini": 9}}, choice=100)
    assert (found.score, found.differs, found.flags) == (100, False, ())
    assert found.state is AnswerState.SUGGESTED


def test_taking_the_reading_needs_no_reason(instrument: Instrument) -> None:
    measures = {"stunting": {"lalu": "15,2", "kini": 14}}
    taken = scored(instrument, "1.06", measures, choice=50, reading=True)
    assert (taken.score, taken.flags) == (50, ())
    other = scored(instrument, "1.06", measures, choice=100)
    assert other.score == 100
    assert other.state is AnswerState.PROBLEM


def test_a_chosen_zero_counts_as_answered(instrument: Instrument) -> None:
    found = scored(instrument, "9.01", choice=0)
    assert (found.score, found.state) == (0, AnswerState.CHOSEN)


def test_a_note_alone_does_not_answer(instrument: Instrument) -> None:
    found = scored(instrument, "9.01", note="masih dicari")
    assert (found.score, found.state) == (None, AnswerState.EMPTY)


# ------------------------------------------------------------------ targets and ceilings


def test_the_national_target_of_the_instrument_serves_until_one_is_typed(
    instrument: Instrument,
) -> None:
    """1.10 has no target; 1.09 and 1.03 show both ways."""
    measure = next(
        (code, m)
        for code, i in instrument.by_code.items()
        for m in i.measures
        if m.target_value is not None
    )
    code, with_target = measure
    assert (code, str(with_target.target_value)) == ("1.09", "87/10")
    rising = {"lalu": share(10), "kini": share(20)}
    printed = scored(
        instrument,
        "1.09",
        {"skrining": rising, "proporsi": {"lalu": share(9), "kini": share(8)}},
    )
    assert printed.suggestion.score == 100
    typed = scored(
        instrument,
        "1.09",
        {"skrining": rising, "proporsi": {"lalu": share(9), "kini": share(8), "target": 7}},
    )
    assert typed.suggestion.score != 100


def test_without_a_target_nothing_is_suggested(instrument: Instrument) -> None:
    found = scored(instrument, "1.03", {"ahh": {"lalu": 70, "kini": 71}})
    assert found.suggestion.status is Status.INCOMPLETE
    assert "target nasional" in found.why


def test_the_best_possible_unchanged_value_asks_for_the_verifier(instrument: Instrument) -> None:
    found = scored(instrument, "1.01", {"kematian_ibu": {"lalu": 0, "kini": 0}})
    assert found.score == 50
    assert "verifikator" in found.why


def test_the_sentence_never_shows_equal_what_is_not(instrument: Instrument) -> None:
    found = scored(
        instrument, "1.07", {"penemuan_tbc": {"lalu": share(80), "kini": share(89999, 100000)}}
    )
    assert found.score == 50
    assert "89,999" in found.why


# ------------------------------------------------------------------------- the next step


def test_next_step_says_what_is_missing_in_figures(instrument: Instrument) -> None:
    base = {"pasar": {"lalu": 20, "kini": 20}}
    measures = {"pasar_ktr": {"lalu": {"pembilang": 5}, "kini": {"pembilang": 9}}}
    found = evaluated(instrument, {"4.03": {"measures": measures}}, data_dasar=base)
    step = next_step(
        instrument, instrument.by_code["4.03"], found.answers, found.scored.indicators["4.03"]
    )
    assert step is not None
    assert (step.score, step.gain) == (100, 50)
    assert "10" in step.distance


def test_next_step_at_the_top_or_without_a_score_is_none(instrument: Instrument) -> None:
    answers = {"1.01": {"measures": {"kematian_ibu": {"lalu": 12, "kini": 9}}}}
    found = evaluated(instrument, answers)
    for code in ("1.01", "1.02"):
        indicator = instrument.by_code[code]
        one = found.scored.indicators[code]
        assert next_step(instrument, indicator, found.answers, one) is None


# ------------------------------------------------------------------------------- sums


def test_tatanan_sums_its_answered_indicators(instrument: Instrument) -> None:
    answers = {"9.01": {"choice": 75}, "9.02": {"choice": 0}, "9.05": {"choice": 100}}
    ninth = evaluated(instrument, answers).scored.tatanan[8]
    assert (ninth.score, ninth.max, ninth.answered, ninth.of) == (175, 1400, 3, 14)


def test_kelembagaan_adds_nothing_to_the_total(instrument: Instrument) -> None:
    found = evaluated(instrument, {"K.01": {"measures": {"sk_berlaku": {"kini": True}}}})
    assert found.scored.total == 0
