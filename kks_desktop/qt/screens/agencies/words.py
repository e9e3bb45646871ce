"""Rows and sentences of the page; knows no Qt widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kks_desktop.domain.agency import next_words, what_must_happen
from kks_desktop.domain.look import STATE_MARKS
from kks_desktop.domain.numbers import format_number
from kks_desktop.qt.models.plain_table import PlainRow

if TYPE_CHECKING:
    from kks_desktop.domain.agency import AgencyLine, AgencyReport
    from kks_desktop.domain.assessment import Evaluation
    from kks_desktop.domain.instrument import Indicator, Instrument
    from kks_desktop.domain.plan import TatananPlan
    from kks_desktop.domain.scoring import TatananScore
    from kks_desktop.domain.verified import TatananVerified, Verification
    from kks_desktop.services.agencies import Standing


def score_words(score: int | None) -> str:
    """A score; a dash where there is none."""
    return "–" if score is None else str(score)


# ------------------------------------------------------------------------- OPD


def agency_row(report: AgencyReport) -> PlainRow:
    """One OPD in the list."""
    cells = (
        report.name,
        f"{report.answered}/{len(report.own)}" if report.own else "–",
        str(report.proven) if report.own else "–",
        format_number(report.earned) if report.most else "–",
        format_number(report.missing) if report.most else "–",
    )
    return PlainRow(report.id, cells, tip=agency_sentence(report))


def agency_sentence(report: AgencyReport) -> str:
    """An OPD in one line."""
    parts = []
    if report.own:
        parts.append(
            f"{report.answered} dari {len(report.own)} indikator utama terisi, "
            f"{report.proven} terbukti"
        )
    if report.most:
        parts.append(
            f"{format_number(report.earned)} dari {format_number(report.most)} poin, "
            f"kurang {format_number(report.missing)}"
        )
    if report.planned:
        gain = sum(move.gain for move in report.planned)
        parts.append(f"bagian rencana {len(report.planned)} indikator, {format_number(gain)} poin")
    if report.supported:
        parts.append(f"mendukung {report.supported} indikator OPD lain")
    return f"{'; '.join(parts)}."


def line_row(line: AgencyLine) -> PlainRow:
    """One indicator of an OPD."""
    state = line.found.state.value
    mark, words = STATE_MARKS[state]
    part = "" if line.main else " (pendukung)"
    cells = (
        f"{line.code}  {line.indicator.title}{part}",
        f"{mark} {score_words(line.found.score)}",
        proof_words(line),
        next_words(line),
    )
    return PlainRow(line.code, cells, tip=words)


def proof_words(line: AgencyLine) -> str:
    """How far the proof has come, with a mark."""
    state = line.proof.state.value
    mark = "✓" if line.proof.counts else "○" if not line.proof.files else "▲"
    return f"{mark} {state}"


# ------------------------------------------------------------------------- plan


def plan_sentence(instrument: Instrument, standing: Standing) -> str:
    """The plan in one sentence."""
    plan = standing.plan
    if plan.aim is None:
        return "Kategori tertinggi sudah terindikasi; tidak ada lagi yang perlu direncanakan."
    aim = instrument.category_name(plan.aim)
    lost = [t for t in plan.tatanan if t.shortfall]
    if lost:
        listed = ", ".join(f"{t.number} (kurang {format_number(t.shortfall)} poin)" for t in lost)
        return (
            f"Dengan yang masih terjangkau, {aim} belum dapat dicapai: tatanan {listed}. "
            "Kurangi tanda di luar jangkauan, atau pilih kategori lain."
        )
    if not plan.moves:
        return f"Semua tatanan sudah mencapai {aim}."
    moved = sum(bool(t.moves) for t in plan.tatanan)
    return (
        f"Naikkan {len(plan.moves)} indikator di {moved} tatanan, maka semua tatanan mencapai "
        f"{aim}. Tidak ada jumlah yang lebih kecil."
    )


def gate_lines(standing: Standing) -> tuple[str, ...]:
    """The conditions outside the tatanan that are still open."""
    plan = standing.plan
    return (*(f"▲ {gate.sentence}" for gate in plan.gates), *(f"○ {x}" for x in plan.untested))


def plan_rows(instrument: Instrument, standing: Standing) -> list[PlainRow]:
    """The plan, tatanan by tatanan: what to raise, and what was marked as out of reach."""
    rows: list[PlainRow] = []
    for tatanan, one in zip(instrument.tatanan, standing.plan.tatanan, strict=False):
        rows.append(PlainRow(str(one.number), (_tatanan_words(tatanan.name, one),), title=True))
        rows += [
            _move_row(instrument, standing, indicator)
            for indicator in tatanan.indicators
            if indicator.code in standing.plan.moves or indicator.code in standing.limits
        ]
    return rows


def _tatanan_words(name: str, one: TatananPlan) -> str:
    head = f"{one.number}  {name}: skor {format_number(one.score)}"
    goal = format_number(one.goal)
    if one.shortfall:
        return (
            f"▲ {head}, perlu {goal}; paling tinggi yang terjangkau {format_number(one.best)}, "
            f"kurang {format_number(one.shortfall)} poin"
        )
    if not one.moves:
        return f"✓ {head}, cukup (perlu {goal})"
    return f"{head}, perlu {goal}, menjadi {format_number(one.total)}"


def _move_row(instrument: Instrument, standing: Standing, indicator: Indicator) -> PlainRow:
    code = indicator.code
    move = standing.plan.moves.get(code)
    limit = standing.limits.get(code)
    score = standing.verification.claimed.scored.indicators[code].score
    before = "belum diisi" if score is None else str(score)
    if move is None:
        steps, must = before, "Tidak ikut rencana."
    else:
        steps = f"{before} → {move.score}"
        must = what_must_happen(instrument, standing.verification, indicator, move.score)
    names = standing.handlers[code]
    cells = (
        f"{code}  {indicator.title}",
        steps,
        must,
        names[0] if names else "–",
        f"sampai {limit}" if limit else "",
    )
    return PlainRow(code, cells, ticked=limit == 0, tip="; ".join(names[1:]))


# ------------------------------------------------------------------------- verified today


def verified_sentence(instrument: Instrument, verification: Verification) -> str:
    """How much of the claim is proven."""
    of = len(instrument.by_code)
    return (
        f"{len(verification.proven)} dari {of} isian punya bukti lengkap yang sah. "
        f"Poin yang belum terbukti: {format_number(verification.lost)} dari "
        f"{format_number(verification.claimed.scored.total)}."
    )


def category_words(instrument: Instrument, evaluation: Evaluation) -> tuple[str, str, str]:
    """The indicated category, what the aim still lacks in one line, and in full."""
    result = evaluation.category
    name = instrument.category_name(result.indicated) or "Belum ada kategori"
    if result.aim is None:
        return name, "Semua syarat kategori tertinggi terpenuhi.", ""
    aim = instrument.category_name(result.aim)
    count = len(result.blockers)
    rest = f"masih kurang {count} syarat" if count else "semua syarat yang diuji terpenuhi"
    return name, f"Untuk {aim} {rest}.", "\n".join(result.sentences)


def tatanan_rows(instrument: Instrument, verification: Verification) -> list[PlainRow]:
    """Claimed and verified of every tatanan, and of all."""
    rows = [
        _tatanan_row(instrument, tatanan.name, found)
        for tatanan, found in zip(instrument.tatanan, verification.tatanan, strict=True)
    ]
    claimed, verified = verification.claimed.scored.total, verification.verified.scored.total
    return [*rows, PlainRow("", ("Semua tatanan", *_both(claimed, verified), ""))]


def _tatanan_row(instrument: Instrument, name: str, found: TatananVerified) -> PlainRow:
    claimed, verified = found.claimed, found.verified
    before, after = _level(instrument, claimed), _level(instrument, verified)
    level = before if before == after else f"{before} → {after}"
    number = claimed.number
    cells = (f"{number}  {name}", *_both(claimed.score, verified.score), level)
    return PlainRow(str(number), cells)


def _level(instrument: Instrument, score: TatananScore) -> str:
    return instrument.category_name(score.level) or "belum"


def agency_rows(agencies: tuple[AgencyReport, ...]) -> list[PlainRow]:
    """Claimed and verified points of every OPD that has points."""
    return [
        PlainRow(report.id, (report.name, *_both(report.earned, report.verified)))
        for report in agencies
        if report.most
    ]


def _both(claimed: int, verified: int) -> tuple[str, str, str]:
    lost = claimed - verified
    difference = f"−{format_number(lost)}" if lost else "0"
    return format_number(claimed), format_number(verified), difference
