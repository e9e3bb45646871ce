"""What each OPD answers for, and what would be left if it were verified today."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kks_desktop.domain.agency import AgencyReport, agency_reports, next_words, what_must_happen
from kks_desktop.domain.agency_sheet import agency_sheet
from kks_desktop.domain.answers import Gates
from kks_desktop.domain.assessment import Evaluation, evaluate
from kks_desktop.domain.evidence import by_target, evidence_code, evidence_of, proof_of, use_field
from kks_desktop.domain.plan import make_plan
from kks_desktop.domain.registers import Table
from kks_desktop.domain.verified import Verification, proven_answers, verify_today
from kks_desktop.services.instruments import load_shipped
from tests.domain.builders import evaluated, good_gates, share
from tests.domain.strategies import documents

INSTRUMENT = load_shipped()
CODES = sorted(INSTRUMENT.by_code)


def proofs_for(proven: set[str], validated: bool = True) -> Any:
    """Proof for these indicators: one file that answers every item."""
    table: dict[str, dict[str, str]] = {}
    for number, code in enumerate(sorted(proven)):
        row = {"nama": "laporan.pdf", "ext": "pdf"}
        if validated:
            row |= {"kepala_nama": "Drg. Siti", "kepala_tanggal": "2025-02-01"}
        for item in range(len(INSTRUMENT.by_code[code].evidence)):
            row[use_field(code, str(item))] = "ya"
        table[evidence_code(f"{number:064x}")] = row
    uses = by_target(evidence_of(table))
    return {code: proof_of(i, uses, {}) for code, i in INSTRUMENT.by_code.items()}


def reports(
    found: Evaluation, proofs: Any, table: Table | None = None
) -> tuple[Verification, tuple[AgencyReport, ...]]:
    verification = verify_today(INSTRUMENT, found, proofs)
    plan = make_plan(INSTRUMENT, found, {})
    return verification, agency_reports(INSTRUMENT, verification, proofs, plan, table or {})


@given(documents(INSTRUMENT, codes=30), st.sets(st.sampled_from(CODES), max_size=40))
def test_agencies_add_up_to_the_whole(table: dict[str, Any], proven: set[str]) -> None:
    found = evaluated(INSTRUMENT, table["answers"], target="wistara")
    verification, agencies = reports(found, proofs_for(proven))
    plan = make_plan(INSTRUMENT, found, {})
    assert sum(a.earned for a in agencies) == found.scored.total
    assert sum(a.verified for a in agencies) == verification.verified.scored.total
    assert sum(a.most for a in agencies) == INSTRUMENT.max_score
    assert sum(len(a.own) for a in agencies) == len(INSTRUMENT.by_code)
    assert sum(len(a.planned) for a in agencies) == len(plan.moves)
    assert sum(a.proven for a in agencies) == len(proven)
    for agency in agencies:
        assert agency.missing == agency.most - agency.earned >= 0
        assert agency.verified <= agency.earned
        assert 0 <= agency.answered <= len(agency.own)


@given(documents(INSTRUMENT, codes=30), st.sets(st.sampled_from(CODES)))
def test_verified_never_exceeds_claimed_and_all_proven_loses_nothing(
    table: dict[str, Any], proven: set[str]
) -> None:
    found = evaluated(INSTRUMENT, table["answers"], target="padapa")
    verification = verify_today(INSTRUMENT, found, proofs_for(proven))
    keys = (None, *INSTRUMENT.category_keys)
    assert keys.index(verification.verified.category.indicated) <= keys.index(
        found.category.indicated
    )
    assert all(tatanan.lost >= 0 for tatanan in verification.tatanan)
    for code, one in verification.verified.scored.indicators.items():
        expected = found.scored.indicators[code].score if code in proven else None
        assert one.score == expected
    whole = verify_today(INSTRUMENT, found, proofs_for(set(CODES)))
    assert whole.verified.scored == found.scored
    assert whole.lost == 0


def _top_answers() -> dict[str, Any]:
    """Every indicator at 100 by choice, and decrees for every unit."""
    answers: dict[str, Any] = {
        code: {"choice": 100, "reason": "uji"} for code in INSTRUMENT.by_code
    }
    for code in ("K.09", "K.13"):
        measure = INSTRUMENT.by_code[code].measures[0].id
        answers[code]["measures"] = {measure: {"kini": share(100)}}
    return answers


def test_the_category_falls_with_the_proof() -> None:
    found = evaluated(
        INSTRUMENT, _top_answers(), odf={"desa": 10, "desa_odf": 10}, target="wistara"
    )
    assert found.category.indicated == "wistara"
    verification = verify_today(INSTRUMENT, found, proofs_for(set(CODES) - {"3.01"}))
    assert verification.verified.category.indicated == "wiwerda", "1.000 of 1.100 in tatanan 3"
    assert [t.lost for t in verification.tatanan] == [0, 0, 100, 0, 0, 0, 0, 0, 0]
    no_decree = verify_today(INSTRUMENT, found, proofs_for(set(CODES) - {"K.01"}))
    assert no_decree.verified.category.indicated is None
    assert no_decree.lost == 0, "kelembagaan has no points"


def test_proof_that_nobody_validated_does_not_count() -> None:
    found = evaluated(INSTRUMENT, _top_answers())
    asked = {code for code, i in INSTRUMENT.by_code.items() if i.validated_by_head}
    verification = verify_today(INSTRUMENT, found, proofs_for(set(CODES), validated=False))
    assert verification.proven == set(CODES) - asked


def test_typed_gates_need_the_proof_of_their_variables() -> None:
    answers = evaluated(INSTRUMENT).answers
    typed = evaluate(
        INSTRUMENT,
        answers.__class__(
            answers.instrument, answers.region, answers.year, gates=good_gates(secretariat=True)
        ),
    ).answers
    kept = proven_answers(typed, typed.gates, {"K.01", "K.09", "K.04", "K.08", "K.12"}).gates
    assert kept == Gates(
        team=True, districts=100, district_decrees=85, villages=100, secretariat=False
    )


def test_what_was_claimed_without_proof_holds_no_gate_open() -> None:
    odf = {"desa": 10, "desa_odf": 10}
    answers = _top_answers()
    answers["K.04"] = {"choice": 0, "reason": "uji"}
    found = evaluated(INSTRUMENT, answers, odf=odf, target="wistara")
    assert found.category.indicated is None
    verification = verify_today(INSTRUMENT, found, proofs_for(set(CODES) - {"K.04"}))
    assert verification.verified.category.indicated is None, "an unproven no is still a no"
    found = evaluated(INSTRUMENT, _top_answers(), odf=odf, target="wistara")
    bodies = {code for code in CODES if code.startswith("K.")}
    decrees = {"K.01", "K.05", "K.09", "K.13"}
    verification = verify_today(INSTRUMENT, found, proofs_for(set(CODES) - bodies | decrees))
    assert verification.verified.category.indicated is None, "plans and budgets lack proof"


def test_words_for_what_must_happen() -> None:
    found = evaluated(
        INSTRUMENT,
        {"1.06": {"choice": 50, "reason": "uji"}},
    )
    verification, agencies = reports(found, proofs_for(set()))
    words = what_must_happen(INSTRUMENT, verification, INSTRUMENT.by_code["1.01"], 100)
    assert words.startswith("Isi dan capai nilai 100: ")
    lines = {line.code: line for agency in agencies for line in agency.own}
    assert next_words(lines["1.01"]) == "Isi indikator ini."
    assert next_words(lines["1.06"]).startswith("Nilai 100: Prevalensi stunting turun")


def test_the_sheet_keeps_blank_apart_from_zero() -> None:
    found = evaluated(INSTRUMENT, {"1.01": {"choice": 0, "reason": "uji"}}, target="padapa")
    _, agencies = reports(found, proofs_for({"1.01"}))
    health = next(a for a in agencies if a.id == "kesehatan")
    sheet = agency_sheet(health, "Kota Jambi", 2025, _day(), practice=False)
    rows = {row.code: row for row in sheet.rows}
    assert (rows["1.01"].score, rows["1.01"].missing, rows["1.01"].verified) == (0, 100, 0)
    assert (rows["1.02"].score, rows["1.02"].missing, rows["1.02"].verified) == (None, 100, None)
    assert rows["1.01"].proof == "Lengkap"
    support = next(row for row in sheet.rows if row.part == "Pendukung")
    assert (support.most, support.missing) == (None, None)
    assert "belum diisi → 100" in {row.plan for row in sheet.rows}
    assert (sheet.of, sheet.answered, sheet.proven, sheet.most) == (31, 1, 1, 3100)


def _day() -> Any:
    from datetime import date

    return date(2025, 3, 1)
