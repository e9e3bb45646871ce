"""Read the scoring rules of an instrument file (section ``aturan``)."""

from __future__ import annotations

from typing import Any, cast

from kks_desktop.domain.instrument import (
    MIN_SHARE,
    TARGET,
    AllOf,
    AnyOf,
    Bound,
    ChoiceRule,
    Compare,
    Condition,
    CriteriaRule,
    Outcome,
    Rule,
    Step,
    StepsRule,
    Tier,
    TierRule,
    Trend,
    TrendRule,
    TrendThresholdRule,
    YesNo,
)
from kks_desktop.domain.instrument_cursor import Cursor

RULE_KINDS = ("tren", "tren_ambang", "ambang", "kriteria", "pilihan", "gabungan")
SILENT = "tidak_diatur"
TRENDS = ("membaik", "tetap", "memburuk")
STATES = tuple(f"{trend}_{reach}" for trend in TRENDS for reach in ("capai", "tidak"))
MAX_DEPTH = 8
_OUTCOME = ("skor", "skor_lain", "bacaan")
_RULE_KEYS = {
    "tren": "ukuran arah skor bacaan koreksi",
    "tren_ambang": "ukuran arah skor bacaan koreksi ambang banding tahun_ambang tepat_ambang",
    "ambang": "ukuran tahun tingkat",
    "kriteria": "ukuran hitung hitung_lain butir_wajib tingkat",
    "pilihan": "",
    "gabungan": "uraian langkah lainnya",
}
_OPERATORS = ("<", "<=", "==", ">=", ">")


def read_rule(at: Cursor) -> Rule:
    """Read one rule; what is wrong is noted on the cursor."""
    kind = at.choice("jenis", RULE_KINDS)
    at.only("jenis", "nol_jika", *_RULE_KEYS[kind].split())
    zero_if = _condition(at.child("nol_jika")) if at.has("nol_jika") else None
    if kind == "tren":
        return _trend(at, zero_if)
    if kind == "tren_ambang":
        return _trend_threshold(at, zero_if)
    if kind == "ambang":
        year = at.choice("tahun", ("kini", "lalu"))
        return TierRule(at.text("ukuran"), cast(Any, year), _tiers(at), zero_if)
    if kind == "kriteria":
        return CriteriaRule(
            measure=at.text("ukuran"),
            count=cast(Any, at.choice("hitung", ("semua", "wajib"))),
            tiers=_tiers(at),
            other_count=cast(Any, at.choice("hitung_lain", ("", "semua", "wajib"), "")),
            required_item=at.text("butir_wajib", ""),
            zero_if=zero_if,
        )
    if kind == "gabungan":
        steps = tuple(_step(step) for step in at.children("langkah", required=True))
        return StepsRule(steps, _otherwise(at), zero_if)
    return ChoiceRule(zero_if)


def _step(at: Cursor) -> Step:
    at.only("jika", *_OUTCOME)
    return Step(_condition(at.child("jika")), _outcome(at))


def _trend(at: Cursor, zero_if: Condition | None) -> TrendRule:
    readings = at.child("bacaan") if at.has("bacaan") else None
    return TrendRule(
        measure=at.text("ukuran"),
        direction=cast(Any, at.choice("arah", ("naik", "turun"))),
        outcomes=_outcomes(at, TRENDS),
        both_zero=(
            readings.integer("nol_dua_tahun", high=100)
            if readings is not None and readings.has("nol_dua_tahun")
            else None
        ),
        zero_if=zero_if,
    )


def _trend_threshold(at: Cursor, zero_if: Condition | None) -> TrendThresholdRule:
    return TrendThresholdRule(
        measure=at.text("ukuran"),
        direction=cast(Any, at.choice("arah", ("naik", "turun"))),
        operator=cast(Any, at.choice("banding", ("<", "<=", ">=", ">"))),
        bound=_bound(at, "ambang"),
        outcomes=_outcomes(at, STATES),
        exact_is_silent=at.choice("tepat_ambang", ("", SILENT), "") == SILENT,
        zero_if=zero_if,
    )


def _outcomes(at: Cursor, states: tuple[str, ...]) -> dict[str, Outcome]:
    """The outcome of each state; silence takes its reading from ``bacaan``."""
    scores = at.child("skor")
    readings = at.child("bacaan") if at.has("bacaan") else Cursor({}, at.place, at.faults)
    found = {}
    for state in states:
        if scores.table.get(state) == SILENT:
            reading = readings.integer(state, high=100) if readings.has(state) else None
            found[state] = Outcome(None, reading)
        else:
            found[state] = Outcome(scores.integer(state, high=100))
    for state in scores.table.keys() - set(states):
        scores.fault(f"keadaan '{state}' tidak dikenal")
    return found


def _outcome(at: Cursor) -> Outcome:
    """A score, or silence with its reading; ``skor_lain`` makes the score a reading."""
    if at.table.get("skor") == SILENT:
        reading = at.integer("bacaan", high=100) if at.has("bacaan") else None
        return Outcome(None, reading)
    score = at.integer("skor", high=100)
    others = at.scores("skor_lain")
    return Outcome(None, score, others) if others else Outcome(score)


def _otherwise(at: Cursor) -> Outcome:
    if at.table.get("lainnya", SILENT) == SILENT:
        return Outcome(None)
    return Outcome(at.integer("lainnya", high=100))


def _tiers(at: Cursor) -> tuple[Tier, ...]:
    found = []
    for tier in at.children("tingkat", required=True):
        tier.only("min", "min_termasuk", "max", "max_termasuk", "tertulis", "syarat", *_OUTCOME)
        low = _bound(tier, "min") if tier.has("min") else None
        high = _bound(tier, "max") if tier.has("max") else None
        if low is None and high is None:
            tier.fault("tingkat harus punya 'min' atau 'max'")
        found.append(
            Tier(
                outcome=_outcome(tier),
                low=low,
                low_included=tier.flag("min_termasuk", False),
                high=high,
                high_included=tier.flag("max_termasuk", False),
                condition=_condition(tier.child("syarat")) if tier.has("syarat") else None,
                printed=tier.text("tertulis", ""),
            )
        )
    return tuple(found)


def _bound(at: Cursor, key: str) -> Bound:
    value = at.table.get(key)
    if value in (TARGET, MIN_SHARE):
        return cast(Bound, value)
    return at.number(key)


def _condition(at: Cursor, depth: int = 0) -> Condition:
    nothing = YesNo("", False)
    at.only("semua", "salah_satu", "ukuran", "tren", "banding", "tahun", "nilai")
    if depth > MAX_DEPTH:
        at.fault("syarat bersarang terlalu dalam")
        return nothing
    for key, group in (("semua", AllOf), ("salah_satu", AnyOf)):
        if at.has(key):
            parts = tuple(_condition(part, depth + 1) for part in at.children(key, required=True))
            return cast(Condition, group(parts))
    measure = at.text("ukuran")
    if at.has("tren"):
        directions = at.texts("tren")
        if not directions or set(directions) - {"naik", "turun", "tetap"}:
            at.fault("'tren' harus berisi naik, turun, atau tetap")
        return Trend(measure, cast(Any, directions))
    if at.has("banding"):
        operator = at.choice("banding", _OPERATORS)
        year = at.choice("tahun", ("kini", "lalu"), "kini")
        return Compare(measure, cast(Any, year), cast(Any, operator), _bound(at, "nilai"))
    return YesNo(measure, at.flag("nilai"))
