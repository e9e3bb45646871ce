"""What to do next, from an evaluation; knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kks_desktop.domain.category import Blocker, Condition
from kks_desktop.domain.numbers import format_number
from kks_desktop.domain.planner import next_step
from kks_desktop.domain.scoring import AnswerState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kks_desktop.domain.assessment import Evaluation
    from kks_desktop.domain.instrument import Instrument, Tatanan

AT_MOST = 3
_PAGES = {
    Condition.ODF: "basis",
    Condition.KELEMBAGAAN: "kelembagaan",
    Condition.TOP_LEVEL: "kelembagaan",
}


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do: what, why, and the indicator or page that it leads to."""

    title: str
    why: str
    code: str


def todos(instrument: Instrument, evaluation: Evaluation) -> list[Todo]:
    """The first few things that help most, in the order to do them."""
    found = [*_repairs(instrument, evaluation), *_decisions(evaluation)]
    blanks = list(_blanks(instrument, evaluation))
    nearest = list(_nearest(instrument, evaluation))
    return [*blanks[:1], *found, *nearest, *blanks[1:]][:AT_MOST]


def _blanks(instrument: Instrument, evaluation: Evaluation) -> Iterator[Todo]:
    """Tatanan with unanswered indicators, the emptiest first."""
    states = evaluation.scored.indicators
    blank = (AnswerState.EMPTY, AnswerState.INCOMPLETE)
    empty = [
        (tatanan, [i.code for i in tatanan.indicators if states[i.code].state in blank])
        for tatanan in instrument.tatanan
    ]
    for tatanan, codes in sorted(empty, key=lambda entry: -len(entry[1])):
        if codes:
            yield Todo(
                f"Isi tatanan {tatanan.number}: {len(codes)} indikator belum terisi",
                f"Mulai dari {codes[0]}. {tatanan.name}.",
                codes[0],
            )


def _repairs(instrument: Instrument, evaluation: Evaluation) -> Iterator[Todo]:
    codes = evaluation.scored.in_state(AnswerState.PROBLEM)
    if codes:
        first = instrument.by_code[codes[0]]
        yield Todo(
            f"Perbaiki {len(codes)} isian yang ditandai",
            f"Mulai dari {first.code} {first.title}.",
            first.code,
        )


def _decisions(evaluation: Evaluation) -> Iterator[Todo]:
    codes = evaluation.scored.in_state(AnswerState.SILENT)
    if codes:
        yield Todo(
            f"Putuskan {len(codes)} indikator yang tidak diatur juknis",
            f"Mulai dari {codes[0]}; tafsir sementara tersedia di sana.",
            codes[0],
        )


def _nearest(instrument: Instrument, evaluation: Evaluation) -> Iterator[Todo]:
    """The blocking reason that is nearest to being lifted."""
    counted = [b for b in evaluation.category.blockers if b.missing is not None]
    if not counted:
        return
    blocker = min(counted, key=_effort)
    aim = instrument.category_name(evaluation.category.aim)
    yield Todo(f"Paling dekat menuju {aim}", *_lead(instrument, evaluation, blocker))


def _effort(blocker: Blocker) -> int:
    """Rough steps: a village or decree is one, and so is an indicator's hundred points."""
    missing = blocker.missing or 0
    return -(-missing // 100) if blocker.condition is Condition.TATANAN else missing


def _lead(instrument: Instrument, evaluation: Evaluation, blocker: Blocker) -> tuple[str, str]:
    if blocker.tatanan is None:
        return blocker.sentence, _PAGES[blocker.condition]
    tatanan = next(t for t in instrument.tatanan if t.number == blocker.tatanan)
    best = _best_gain(instrument, evaluation, tatanan)
    if best is None:
        return blocker.sentence, str(tatanan.number)
    code, gain = best
    return f"{blocker.sentence} Terbesar: {code}, +{format_number(gain)} poin.", code


def _best_gain(
    instrument: Instrument, evaluation: Evaluation, tatanan: Tatanan
) -> tuple[str, int] | None:
    """The indicator of a tatanan whose next option adds most."""
    gains = []
    for indicator in tatanan.indicators:
        found = evaluation.scored.indicators[indicator.code]
        step = next_step(instrument, indicator, evaluation.answers, found)
        if step is not None:
            gains.append((indicator.code, step.gain))
    return max(gains, key=lambda entry: entry[1], default=None)
