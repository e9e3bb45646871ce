"""What the gates of kelembagaan say of each body; knows no Qt."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kks_desktop.domain.answers import Share
from kks_desktop.domain.assessment import BUDGETS, SECRETARIATS, WORK_PLANS
from kks_desktop.domain.category import (
    DISTRICT_DECREES,
    FORUM_DECREE,
    TEAM_DECREE,
    VILLAGE_DECREES,
    Condition,
)
from kks_desktop.domain.numbers import format_number

if TYPE_CHECKING:
    from kks_desktop.domain.answers import Gates
    from kks_desktop.domain.assessment import Evaluation
    from kks_desktop.domain.instrument import AwardLevel, Indicator

GREEN, YELLOW, RED = "hijau", "kuning", "merah"


def body_words(code: str, gates: Gates, level: AwardLevel) -> tuple[str, bool | None]:
    """One line on the decree of the body whose first variable is ``code``, and if it passes."""
    if code in (TEAM_DECREE, FORUM_DECREE):
        present = gates.team if code == TEAM_DECREE else gates.forum
        words = {True: "SK sah dan berlaku", False: "SK belum sah atau belum ada"}
        return words.get(
            present, "SK belum diisi"
        ) if present is not None else "SK belum diisi", present
    if code == DISTRICT_DECREES:
        return _share_words(gates.district_decrees, gates.districts, "kecamatan", level)
    if code == VILLAGE_DECREES:
        return _share_words(gates.village_decrees, gates.villages, "desa/kelurahan", level)
    return "", None


def _share_words(
    decrees: int | None, units: int | None, unit: str, level: AwardLevel
) -> tuple[str, bool | None]:
    if decrees is None or not units:
        return f"Jumlah {unit} dan SK belum lengkap", None
    share = format_number(Fraction(decrees * 100, units), 2)
    head = f"{format_number(decrees)} dari {format_number(units)} {unit} ber-SK ({share} %)"
    lacking = -(-level.share_min * units // 100) - decrees
    if lacking > 0:
        return f"{head}, kurang {lacking} untuk {level.short_name}", False
    return f"{head}, cukup untuk {level.short_name}", True


def light_of(code: str, score: int | None) -> str:
    """The colour of a verifier's traffic light (Lampiran 7); none is printed for decrees."""
    if score is None or code not in (*WORK_PLANS, *BUDGETS, *SECRETARIATS):
        return ""
    return GREEN if score == 100 else YELLOW if score else RED


def count_words(indicator: Indicator, evaluation: Evaluation, level: AwardLevel) -> str:
    """``10/11`` bodies, and how many lack for the level; empty for a single body."""
    measure = indicator.measures[0]
    answer = evaluation.answers.answers.get(indicator.code)
    entry = answer.measures.get(measure.id) if answer else None
    value = entry.values.get("kini") if entry else None
    if not isinstance(value, Share) or value.numerator is None:
        return ""
    units = value.denominator
    if units is None:
        units = evaluation.answers.base_data.get(measure.denominator_id, {}).get("kini")
    if not units:
        return ""
    words = f"{format_number(value.numerator)}/{format_number(units)}"
    lacking = -(-level.share_min * units // 100) - value.numerator
    return f"{words}, kurang {format_number(lacking)}" if lacking > 0 else words


def gate_sentences(evaluation: Evaluation) -> tuple[str, ...]:
    """Everything that kelembagaan still lacks for the aimed category."""
    blockers = evaluation.category.blockers
    found = [b.sentence for b in blockers if b.condition is Condition.KELEMBAGAAN]
    return (*found, *evaluation.category.untested)
