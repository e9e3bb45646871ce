"""The three gates of a category in numbers and words; knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from kks_desktop.domain.assessment import aimed_level
from kks_desktop.domain.category import Blocker, Condition
from kks_desktop.domain.numbers import format_distinct, format_number

if TYPE_CHECKING:
    from kks_desktop.domain.assessment import Evaluation
    from kks_desktop.domain.instrument import Instrument


FEW = 3
"""So many tatanan are named with the points that they lack; more would be no sentence."""


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate: its figure, what it means, and whether it lets the aim pass; None is unknown."""

    value: str
    note: str
    passed: bool | None


def odf_gate(instrument: Instrument, evaluation: Evaluation) -> Gate:
    """How far the share of ODF villages reaches."""
    odf = evaluation.answers.odf
    if odf.villages is None or odf.free is None or odf.villages == 0:
        return Gate("–", "Jumlah desa/kelurahan dan yang ODF belum lengkap.", None)
    level = aimed_level(instrument, evaluation)
    share = Fraction(odf.free * 100, odf.villages)
    counts = f"{format_number(odf.free)} dari {format_number(odf.villages)} desa/kelurahan"
    bound = Fraction(level.odf_min)
    wanted = f"{level.short_name} meminta {level.odf_min} %."
    return Gate(
        f"{format_distinct(share, bound, 2)} %",
        f"{counts}; {wanted}{_lacking(evaluation, Condition.ODF)}",
        not _blocks(evaluation, Condition.ODF),
    )


def bodies_gate(instrument: Instrument, evaluation: Evaluation) -> Gate:
    """How many of the decrees that the gates count are there."""
    gates = evaluation.gates
    level = aimed_level(instrument, evaluation)
    blockers = [b for b in evaluation.category.blockers if b.condition is Condition.KELEMBAGAAN]
    unknown = None in (gates.team, gates.forum, gates.district_decrees, gates.village_decrees)
    note = blockers[0].sentence if blockers else f"Cukup untuk {level.short_name}."
    if len(blockers) > 1:
        note += f" Dan {len(blockers) - 1} syarat lagi."
    value = (
        f"SK {_count(gates.district_decrees)}/{_count(gates.districts)} kec · "
        f"{_count(gates.village_decrees)}/{_count(gates.villages)} desa"
    )
    return Gate(value, note, None if unknown else not blockers)


def settings_gate(instrument: Instrument, evaluation: Evaluation) -> Gate:
    """How many tatanan reach the aimed level."""
    level = aimed_level(instrument, evaluation)
    keys = [known.key for known in instrument.levels]
    wanted = keys.index(level.key)
    reached = [
        t
        for t in evaluation.scored.tatanan
        if t.level is not None and keys.index(t.level) >= wanted
    ]
    count = len(evaluation.scored.tatanan)
    if not any(t.answered for t in evaluation.scored.tatanan):
        return Gate("–", "Belum ada indikator yang diisi.", None)
    lowest = min(evaluation.scored.tatanan, key=lambda t: (bool(t.answered), t.score / t.max))
    figures = "belum diisi"
    if lowest.answered:
        figures = f"{format_number(lowest.score)} dari {format_number(lowest.max)}"
    note = (
        f"Mencapai {level.tatanan_min} % ({level.short_name}). Terendah: tatanan {lowest.number}, "
        f"{figures}."
    )
    return Gate(f"{len(reached)} dari {count}", note, len(reached) == count)


def category_sentence(instrument: Instrument, evaluation: Evaluation) -> tuple[str, str]:
    """The indicated category, and in one line what the aimed one still lacks."""
    result = evaluation.category
    name = instrument.category_name(result.indicated) or "belum ada"
    head = f"Indikasi kategori: {name}"
    if result.aim is None:
        return head, "Semua syarat kategori tertinggi terpenuhi. Pleno yang memutuskan."
    aim = instrument.category_name(result.aim)
    if not result.blockers:
        return head, f"Semua syarat {aim} yang diuji terpenuhi. Pleno yang memutuskan."
    return head, f"Untuk {aim} masih kurang: {_short_list(evaluation)}."


def _short_list(evaluation: Evaluation) -> str:
    """Each kind of blocker once, with its count: ``tatanan 1 dan 4, ODF (4 desa)``."""
    blockers = evaluation.category.blockers
    parts = []
    settings = [b for b in blockers if b.condition is Condition.TATANAN]
    if settings:
        words = [_setting_words(b, few=len(settings) <= FEW) for b in settings]
        listed = ", ".join(words[:-1]) + (" dan " if len(words) > 1 else "") + words[-1]
        parts.append(f"tatanan {listed}")
    for kind, word in (
        (Condition.ODF, "ODF"),
        (Condition.KELEMBAGAAN, "kelembagaan"),
        (Condition.TOP_LEVEL, "syarat Paripurna"),
    ):
        found = [b for b in blockers if b.condition is kind]
        if found and kind is Condition.ODF and found[0].missing:
            parts.append(f"{word} ({found[0].missing} desa/kelurahan)")
        elif found:
            parts.append(f"{word} ({len(found)} syarat)" if len(found) > 1 else word)
    return "; ".join(parts)


def _setting_words(blocker: Blocker, *, few: bool) -> str:
    if not few or blocker.missing is None:
        return str(blocker.tatanan)
    return f"{blocker.tatanan} ({format_number(blocker.missing)} poin)"


def _blocks(evaluation: Evaluation, kind: Condition) -> bool:
    return any(b.condition is kind for b in evaluation.category.blockers)


def _lacking(evaluation: Evaluation, kind: Condition) -> str:
    found = next((b for b in evaluation.category.blockers if b.condition is kind), None)
    return f" Kurang {found.missing}." if found is not None and found.missing else ""


def _count(number: int | None) -> str:
    return "–" if number is None else format_number(number)
